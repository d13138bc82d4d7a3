//! A number that its sentence asserts, and where it is in the sentence.

use crate::{
    lexicon::SentenceView,
    model::{Quantity, QuantityKind, TokenRange},
};

/// A number that its sentence asserts. The rules read its sentence alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figure<'a> {
    /// The sentence.
    pub view: &'a SentenceView<'a>,
    /// The number with its unit.
    pub quantity: &'a Quantity,
    /// Its tokens.
    pub number: TokenRange,
    /// The tokens of its clause, as far as rules look.
    pub clause: TokenRange,
    /// Where it is the base of a comparison, the token after the word that compares.
    pub base: Option<u32>,
}

impl Figure<'_> {
    /// Its first token.
    pub(super) const fn start(&self) -> u32 {
        self.number.token_start
    }

    /// One past its last token.
    pub(super) const fn end(&self) -> u32 {
        self.number.token_end
    }

    /// The tokens of its clause before it.
    pub(super) fn clause_before(&self) -> TokenRange {
        self.clause.before(self.start())
    }

    /// The tokens of its clause after it.
    pub(super) fn clause_after(&self) -> TokenRange {
        self.clause.after(self.end())
    }

    /// Whether it is no money and no length of time.
    pub(super) const fn is_plain(&self) -> bool {
        !matches!(self.quantity.kind, QuantityKind::Currency | QuantityKind::Duration)
    }

    /// Whether it is the base of a comparison.
    pub(super) const fn is_base(&self) -> bool {
        self.base.is_some()
    }
}
