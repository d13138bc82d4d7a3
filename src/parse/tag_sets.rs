//! Sets of tags that belong together, and signs that no tag tells.

use crate::{
    lexicon::{Class, Layer, SentenceView},
    model::Pos,
};

/// Whether a word of this tag is in a noun phrase before its noun.
pub(super) const fn is_of_phrase(tag: Pos) -> bool {
    matches!(tag, Pos::Adjective | Pos::Determiner | Pos::Numeral | Pos::Pronoun)
}

/// What a verb may be taken for.
pub(super) const fn is_mistaken(tag: Pos) -> bool {
    matches!(tag, Pos::Adjective | Pos::Noun | Pos::ProperNoun | Pos::PastParticiple)
}

/// Whether a sign of a currency is before its number.
pub(super) fn is_sign_of_money(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(|t| t.punct().is_some())
        && view.is_number(at + 1)
        && view.has_at(Layer::Number, at, |e| e.class == Class::Currency)
}
