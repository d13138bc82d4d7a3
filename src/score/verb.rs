//! A verb and what stands around it: whether it is passive, and whether what stands behind it is
//! its object.

use super::marks::Mark;
use crate::lexicon::Reading;

/// Whether a transitive verb tells what is done to its subject: "was raised", "dividend raised to 5
/// cents", "rates cut by the Fed".
pub(super) fn is_passive(reading: &Reading<'_>, mark: &Mark) -> bool {
    let word = reading.word(mark.token_end - 1).to_ascii_lowercase();
    let is_participle =
        word.ends_with("ed") || matches!(word.as_str(), "cut" | "up" | "down" | "back");
    let helped = (mark.token_start.saturating_sub(3)..mark.token_start).any(|at| {
        reading.is_any(at, &["is", "are", "was", "were", "be", "been", "being", "gets", "got", "s"])
    });
    let ends = reading
        .tokens()
        .get(mark.token_end as usize)
        .is_none_or(|t| !t.is_word() && !t.is_number() && t.punct() != Some('$'))
        || reading
            .is_any(mark.token_end, &["to", "by", "from", "at", "on", "after", "as", "for", "in"]);
    // "revenues lifted 12% by demand", but "cut 12 jobs"
    is_participle
        && (helped
            || ends
            || is_measured(reading, mark.token_end)
                && reading.tokens()[mark.token_end as usize].is_number())
}

/// Whether nothing but words and amounts stands between a verb and its object: "cut 150 investment
/// bank jobs".
pub(super) fn is_object(reading: &Reading<'_>, from: u32, to: u32) -> bool {
    (from..to).all(|at| {
        let is_part = reading.tokens().get(at as usize).is_some_and(|t| {
            t.is_word() || t.is_number() || matches!(t.punct(), Some('-' | '$' | '€' | '£' | '%'))
        });
        let is_bound = reading.is_word(at, "than")
            && reading.is_any(at.wrapping_sub(1), &["more", "less", "fewer"]);
        let is_means = reading.is_any(at, &["through", "via", "of"]);
        is_part && !is_means && (is_bound || !reading.is_any(at, &BARRIERS))
    })
}

/// Whether nothing but words stands between two tokens: no number, no preposition, no punctuation.
pub(super) fn is_phrase(reading: &Reading<'_>, from: u32, to: u32) -> bool {
    (from..to).all(|at| {
        let is_word =
            reading.tokens().get(at as usize).is_some_and(|t| t.is_word() || t.is_punct('-'));
        is_word && !reading.is_any(at, &BARRIERS)
    })
}

/// Whether a percentage stands right behind a verb: "tumbled more than 6%".
pub(super) fn is_measured(reading: &Reading<'_>, at: u32) -> bool {
    (at..at + 6).any(|t| {
        let token = reading.tokens().get(t as usize);
        token.is_some_and(|t| t.is_punct('%')) || reading.is_any(t, &["percent", "pct", "pc"])
    })
}

/// Words that part a verb from what stands behind it.
const BARRIERS: [&str; 21] = [
    "by", "to", "from", "in", "at", "on", "for", "after", "and", "that", "as", "while", "but",
    "despite", "with", "vs", "against", "amid", "than", "over", "if",
];
