//! Nouns that move: which of several side by side, and which of two joined by a preposition.

use super::cued_sentence::CuedSentence;
use crate::lexicon::{WordSet, words};
use crate::model::TokenRange;

/// Tokens between two nouns that a preposition joins: "of", an article, an adjective.
const JOINED_REACH: u32 = 3;

/// A noun that moves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    /// Index of its cue.
    pub index: usize,
    /// +1 good when up, -1 bad when up, 0 neither.
    pub polarity: f64,
}

impl CuedSentence<'_> {
    /// The noun of a cue, where it is one.
    pub(super) fn noun(&self, index: usize) -> Option<Noun> {
        let polarity = self.cues.get(index)?.noun?;
        Some(Noun { index, polarity })
    }

    /// What nouns that are side by side come to: a bad one rules ("VIX index", "recession fears"),
    /// else the last ("sales margin").
    pub(super) fn compound(&self, noun: Noun) -> Noun {
        let joins = |left: usize, right: usize| {
            self.cues
                .get(left)
                .zip(self.cues.get(right))
                .is_some_and(|(l, r)| l.end() == r.start() && l.noun.is_some() && r.noun.is_some())
        };
        let (mut first, mut last) = (noun.index, noun.index);
        while first > 0 && joins(first - 1, first) {
            first -= 1;
        }
        while joins(last, last + 1) {
            last += 1;
        }
        let bad = (first..=last).rev().find(|n| self.cues[*n].noun.is_some_and(|p| p < 0.0));
        self.noun(bad.unwrap_or(last)).unwrap_or(noun)
    }

    /// What a verb is said of: not the noun after the preposition but the one before it ("sales in
    /// the market fell"), unless that one only counts ("the number of jobs").
    pub(super) fn head(&self, noun: Noun) -> Noun {
        let Some(head) = noun.index.checked_sub(1).and_then(|n| self.noun(n)) else { return noun };
        let gap = self.cues[head.index].until(&self.cues[noun.index]);
        if head.polarity != 0.0 && self.is_preposition(gap) {
            self.head(self.compound(head))
        } else {
            noun
        }
    }

    /// Whether the tokens between two nouns are a preposition and what belongs to the second noun.
    fn is_preposition(&self, gap: TokenRange) -> bool {
        const PREPOSITIONS: &WordSet =
            words!["of", "in", "for", "on", "at", "with", "from", "about", "to", "between"];
        // "its forecast on Wednesday after inflation cooled": another clause, or another noun, has
        // begun
        const CONJUNCTIONS: &WordSet =
            words!["and", "after", "as", "while", "but", "when", "because"];
        gap.len() <= JOINED_REACH
            && self.sentence.is_any(gap.token_start, PREPOSITIONS)
            && !gap.skip_first(1).iter().any(|at| {
                self.sentence.is_any(at, CONJUNCTIONS) || self.sentence.is_any(at, PREPOSITIONS)
            })
    }
}
