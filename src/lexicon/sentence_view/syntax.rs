//! How the words of one sentence hang together, as the rules of later stages ask for it.

use super::{SentenceView, within};
use crate::lang::Token;
use crate::model::{Clause, NounPhrase, Pos, Syntax, TokenRange};

/// What the syntax of an article has of one sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct SentenceSyntax<'a> {
    /// Of each token.
    pos: &'a [Pos],
    noun_phrases: &'a [NounPhrase],
    clauses: &'a [Clause],
}

impl<'a> SentenceSyntax<'a> {
    pub(super) fn of(syntax: &'a Syntax, range: TokenRange) -> Self {
        let pos = syntax.pos.get(range.token_start as usize..range.token_end as usize);
        Self {
            pos: pos.unwrap_or_default(),
            noun_phrases: syntax.noun_phrases_in(range),
            clauses: syntax.clauses_in(range),
        }
    }
}

impl<'a> SentenceView<'a> {
    /// The part of speech of token `at`.
    #[must_use]
    #[inline]
    pub(crate) fn pos(&self, at: u32) -> Pos {
        self.syntax.pos.get(at.wrapping_sub(self.start()) as usize).copied().unwrap_or_default()
    }

    /// One past the code of an instrument that begins at token `at`, as the Reuters agency writes it
    /// after a name: `MSFT.O`, `.SPX`.
    #[must_use]
    #[inline]
    pub(crate) fn code_end(&self, at: u32) -> Option<u32> {
        // asked of every word, nearly all of which end here: no code begins with a small letter
        let is_small = |token: &Token| token.is_word() && !token.is_capital();
        if self.token(at).is_none_or(is_small) { None } else { self.code_end_of(at) }
    }

    /// The same of a token that may begin one.
    #[inline(never)]
    fn code_end_of(&self, at: u32) -> Option<u32> {
        let first = at.checked_sub(self.start())? as usize;
        let end = self.lexicon().code_end(self.tokens(), first, &self.document.text)?;
        Some(self.start() + end as u32)
    }

    /// The noun phrases of the sentence that begin in `range`.
    #[must_use]
    pub(crate) fn noun_phrases_in(&self, range: TokenRange) -> &'a [NounPhrase] {
        within(self.syntax.noun_phrases, range, |phrase| phrase.tokens)
    }

    /// The noun phrase that holds token `at`.
    #[must_use]
    pub(crate) fn noun_phrase_at(&self, at: u32) -> Option<&'a NounPhrase> {
        let after = self.syntax.noun_phrases.partition_point(|p| p.tokens.token_start <= at);
        self.syntax.noun_phrases[..after].last().filter(|p| p.tokens.contains(at))
    }

    /// The clauses of the sentence, by their verbs.
    #[must_use]
    pub(crate) const fn clauses(&self) -> &'a [Clause] {
        self.syntax.clauses
    }

    /// The clauses whose verbs begin in `range`: what looks around a place asks for those near it,
    /// as a sentence may be as long as its article.
    #[must_use]
    pub(crate) fn clauses_in(&self, range: TokenRange) -> &'a [Clause] {
        within(self.syntax.clauses, range, |clause| clause.verb.tokens)
    }

    /// The same sentence with the syntax of its article.
    #[must_use]
    pub(crate) fn with_syntax(self, syntax: &'a Syntax) -> Self {
        Self { syntax: SentenceSyntax::of(syntax, self.range()), ..self }
    }
}
