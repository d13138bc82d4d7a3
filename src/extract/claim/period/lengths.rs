//! Lengths and units of time that a preposition bounds: "over five sessions", "for the year".

use super::{
    Phrase, PhraseKind,
    calculus::Unit,
    phrases::Finder,
    time::{Time, TimeExpression},
};
use crate::{lexicon::words, model::TokenRange};

/// Tokens around a length of time in which a perfect tense lets it end today.
const UNTIL_NOW: u32 = 14;

impl Finder<'_> {
    /// "Over five sessions", "within three years": a length that a preposition makes a time.
    pub(super) fn length(&self, reading: &TimeExpression) -> Option<Phrase> {
        let (first, end) = (reading.tokens.token_start, reading.tokens.token_end);
        let view = self.view;
        let preposition = view.prev(first)?;
        let is_within = view.is_word(preposition, "within");
        let spans = |n: u32| self.is_any(n, words!["in", "during"]) || view.is_word(n, "over");
        let bounds = is_within || spans(preposition) || view.is_word(preposition, "after");
        // "in five years' time", "over five years old", "in 30-day trials"
        let is_open = !view.is_alphabetic(end) || !self.is_any(end, words!["old", "time"]);
        let is_attribute = view.is_punct(end - 1, '-') || view.is_punct(first + 1, '-');
        // "has climbed 2% in two sessions" is told until today; a trial over 48 weeks is not
        let is_until_now = |n: u32| self.is_any(n, words!["has", "have", "'ve"]);
        let around = view.around(first, UNTIL_NOW);
        let past = reading.time.past.filter(|_| around.iter().any(is_until_now));
        let ahead = reading.time.ahead;
        let past = if is_within { ahead } else { past };
        let time = Time { past, ahead, ..Time::default() };
        (bounds && is_open && !is_attribute).then(|| Phrase {
            tokens: TokenRange::new(preposition, end),
            core: first,
            kind: PhraseKind::Length,
            time,
        })
    }

    /// "For the year", "on the month", "by the end of the quarter".
    pub(super) fn bare(&self, reading: &TimeExpression) -> Option<Phrase> {
        let view = self.view;
        let (at, end) = (reading.tokens.token_start, reading.tokens.token_end);
        let (core, _) = self.with_edge(at, reading.time);
        if core < at {
            return Some(self.phrase(at, end, reading.time));
        }
        let article = view.prev(at).filter(|n| self.is_any(*n, words!["the"]))?;
        let preposition = view.prev(article)?;
        let is_stretch = end == at + 1
            && !view.word(at).ends_with('s')
            && self.reader.unit_at(at).is_some_and(|(unit, _)| {
                matches!(unit, Unit::Year | Unit::Half | Unit::Quarter | Unit::Month | Unit::Week)
            });
        if !is_stretch || self.is_any(end, words!["of", "before"]) {
            return None;
        }
        let phrase = self.phrase(at, end, Time::default());
        if view.is_any(preposition, &["in", "during"]) || view.is_any(preposition, &["for", "over"])
        {
            return Some(phrase);
        }
        let is_compared = self.is_any(preposition, words!["on"]);
        is_compared.then_some(Phrase { kind: PhraseKind::Comparison, ..phrase })
    }
}
