//! A sentence with its cues and clauses.

use super::{clause::Clause, cue::SentimentCue};
use crate::lexicon::SentenceView;

/// A sentence with its cues and clauses, as the rules of composition read it.
#[derive(Debug, Clone, Copy)]
pub(super) struct CuedSentence<'s> {
    /// Its words.
    pub sentence: &'s SentenceView<'s>,
    /// Its tone words, in order.
    pub cues: &'s [SentimentCue],
    /// Its clauses, in order.
    pub clauses: &'s [Clause],
}

impl<'s> CuedSentence<'s> {
    /// The clause of a cue, or the last before it where it is between two.
    pub(super) fn clause_of(&self, cue: &SentimentCue) -> Option<&'s Clause> {
        let after = self.clauses.partition_point(|c| c.tokens.token_start <= cue.start());
        self.clauses.get(after.checked_sub(1)?)
    }
}
