//! The borders of clauses: marks, and joining words that begin a clause of their own.

use crate::{
    lexicon::{Class, Layer, ParsedDocument},
    model::Sentence,
};

/// Tokens looked at on either side when a clause is bounded; longer clauses are cut.
const REACH: u32 = 60;

/// Words that begin a clause with a verb of its own.
const JOINTS: [&str; 14] = [
    "but", "while", "whereas", "although", "though", "because", "which", "who", "however", "after",
    "before", "when", "since", "despite",
];

/// The first tokens of the clauses of one sentence, found once for all of its numbers.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    sentence: Option<u32>,
    borders: Vec<u32>,
}

impl Clauses {
    /// Turns to sentence `index`.
    pub(super) fn turn_to(&mut self, parsed: &ParsedDocument<'_>, index: u32, sentence: &Sentence) {
        if self.sentence != Some(index) {
            self.sentence = Some(index);
            self.borders.clear();
            self.borders.extend(
                (sentence.token_start + 1..sentence.token_end)
                    .filter(|at| begins_clause(parsed, *at)),
            );
        }
    }

    /// The tokens `start..end` of the clause around token `at` of `sentence`.
    pub(super) fn around(&self, sentence: &Sentence, at: u32) -> (u32, u32) {
        let floor = sentence.token_start.max(at.saturating_sub(REACH));
        let ceiling = sentence.token_end.min(at.saturating_add(REACH));
        let next = self.borders.partition_point(|border| *border <= at);
        let start = next.checked_sub(1).map_or(floor, |last| self.borders[last].max(floor));
        let end = self.borders.get(next).map_or(ceiling, |border| (*border).min(ceiling));
        (start, end.max(start))
    }

    /// How many clauses begin in `from..to`.
    pub(super) fn between(&self, from: u32, to: u32) -> u32 {
        let before = |at: u32| self.borders.partition_point(|border| *border < at) as u32;
        before(to).saturating_sub(before(from))
    }
}

/// Whether a new clause begins with token `at`: after a semicolon, colon or dash, with a joining
/// word, or with a verb of saying behind a quotation.
fn begins_clause(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    let tokens = parsed.tokens();
    let Some(token) = tokens.get(at as usize) else { return false };
    let before = at.checked_sub(1).and_then(|n| tokens.get(n as usize));
    if before.is_some_and(|t| {
        matches!(t.punct(), Some(';' | '—' | '–')) || (t.is_punct(':') && token.has_space_before())
    }) {
        return true;
    }
    // "We could walk," said the captain, whose ...
    if before.is_some_and(|t| t.is_punct('"')) {
        let said = parsed.scan.hits_in(Layer::Speech, at, at + 4);
        if said.iter().any(|hit| parsed.entry(hit).class == Class::SayVerb) {
            return true;
        }
    }
    // cheap first: most words begin with another letter or are shorter
    let bytes = token.of(parsed.text()).as_bytes();
    let may_join = bytes.len() > 2
        && bytes.len() < 9
        && matches!(bytes[0] | 0x20, b'a' | b'b' | b'd' | b'h' | b's' | b't' | b'w');
    may_join && token.is_word() && parsed.is_any(at, &JOINTS)
}
