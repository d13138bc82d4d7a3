//! The boundaries of clauses: punctuation, and words that begin a clause of their own.

use crate::{
    lexicon::{Class, Layer, SentenceView},
    model::{ClauseRelation, Pos, TokenRange, VerbForm},
};

/// Tokens looked at on either side when a clause is bounded; longer clauses are cut.
const REACH: u32 = 60;

/// The first tokens of the clauses of one sentence, found once for all of its numbers.
#[derive(Debug)]
pub(super) struct Clauses {
    boundaries: Vec<u32>,
}

impl Clauses {
    /// The clauses of a sentence.
    pub(super) fn new(view: &SentenceView<'_>) -> Self {
        let inner = view.range().skip_first(1);
        Self { boundaries: inner.iter().filter(|at| begins_clause(view, *at)).collect() }
    }

    /// The tokens of the clause around token `at`.
    pub(super) fn around(&self, view: &SentenceView<'_>, at: u32) -> TokenRange {
        let window = view.around(at, REACH);
        let (before, after) =
            self.boundaries.split_at(self.boundaries.partition_point(|boundary| *boundary <= at));
        let start = before.last().map_or(window.token_start, |b| (*b).max(window.token_start));
        let end = after.first().map_or(window.token_end, |b| (*b).min(window.token_end));
        TokenRange::new(start, end)
    }

    /// How many clauses begin in `range`.
    pub(super) fn count_in(&self, range: TokenRange) -> u32 {
        let before = |at: u32| self.boundaries.partition_point(|boundary| *boundary < at) as u32;
        before(range.token_end).saturating_sub(before(range.token_start))
    }
}

/// Whether a new clause begins with token `at`: after a semicolon, colon or dash, with a word that
/// opens one, or with a verb of saying after a quotation.
fn begins_clause(view: &SentenceView<'_>, at: u32) -> bool {
    let (Some(token), Some(before)) = (view.token(at), view.prev_token(at)) else { return false };
    if matches!(before.punct(), Some(';' | '—' | '–'))
        || before.is_punct(':') && token.has_space_before()
    {
        return true;
    }
    // "We could walk," said the captain, whose ...
    if before.is_punct('"') {
        let said = view.hits_in(Layer::Speech, view.after(at, 4));
        if said.iter().any(|hit| view.entry(hit).class == Class::SayVerb) {
            return true;
        }
    }
    // "rose 3%, and investors sold": a subject with a verb of its own
    if view.pos(at) == Pos::Coordinator && before.is_punct(',') && opens_clause(view, at + 1) {
        return true;
    }
    view.is_of(at, Class::ClauseOpener)
}

/// Tokens between a subject and its verb.
const SUBJECT: u32 = 12;

/// Whether the subject of a finite verb begins at `at`.
fn opens_clause(view: &SentenceView<'_>, at: u32) -> bool {
    view.clauses_in(view.after(at, SUBJECT)).iter().any(|c| {
        c.verb.form == VerbForm::Finite
            && c.relation != ClauseRelation::Relative
            && c.verb.tokens.token_start > at
            && c.subject.is_some_and(|s| s.tokens.token_start == at)
    })
}
