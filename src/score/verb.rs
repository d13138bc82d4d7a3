//! A verb and what stands around it: whether it is passive, and whether what stands behind it is
//! its object.

use super::cues::SentimentCue;
use crate::lexicon::ParsedDocument;

/// Whether a transitive verb tells what is done to its subject: "was raised", "dividend raised to 5
/// cents", "rates cut by the Fed".
pub(super) fn is_passive(parsed: &ParsedDocument<'_>, cue: &SentimentCue) -> bool {
    let word = parsed.word(cue.token_end - 1).to_ascii_lowercase();
    let is_participle =
        word.ends_with("ed") || matches!(word.as_str(), "cut" | "up" | "down" | "back");
    let helped = (cue.token_start.saturating_sub(3)..cue.token_start).any(|at| {
        parsed.is_any(at, &["is", "are", "was", "were", "be", "been", "being", "gets", "got", "s"])
    });
    let ends = parsed
        .tokens()
        .get(cue.token_end as usize)
        .is_none_or(|t| !t.is_word() && !t.is_number() && t.punct() != Some('$'))
        || parsed
            .is_any(cue.token_end, &["to", "by", "from", "at", "on", "after", "as", "for", "in"]);
    // "revenues lifted 12% by demand", but "cut 12 jobs"
    is_participle
        && (helped
            || ends
            || is_measured(parsed, cue.token_end)
                && parsed.tokens()[cue.token_end as usize].is_number())
}

/// Whether nothing but words and amounts stands between a verb and its object: "cut 150 investment
/// bank jobs".
pub(super) fn is_object(parsed: &ParsedDocument<'_>, from: u32, to: u32) -> bool {
    (from..to).all(|at| {
        let is_part = parsed.tokens().get(at as usize).is_some_and(|t| {
            t.is_word() || t.is_number() || matches!(t.punct(), Some('-' | '$' | '€' | '£' | '%'))
        });
        let is_bound = parsed.is_word(at, "than")
            && parsed.is_any(at.wrapping_sub(1), &["more", "less", "fewer"]);
        let is_means = parsed.is_any(at, &["through", "via", "of"]);
        is_part && !is_means && (is_bound || !parsed.is_any(at, &BARRIERS))
    })
}

/// Whether nothing but words stands between two tokens: no number, no preposition, no punctuation.
pub(super) fn is_phrase(parsed: &ParsedDocument<'_>, from: u32, to: u32) -> bool {
    (from..to).all(|at| {
        let is_word =
            parsed.tokens().get(at as usize).is_some_and(|t| t.is_word() || t.is_punct('-'));
        is_word && !parsed.is_any(at, &BARRIERS)
    })
}

/// Whether a percentage stands right behind a verb: "tumbled more than 6%".
pub(super) fn is_measured(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    (at..at + 6).any(|t| {
        let token = parsed.tokens().get(t as usize);
        token.is_some_and(|t| t.is_punct('%')) || parsed.is_any(t, &["percent", "pct", "pc"])
    })
}

/// Words that part a verb from what stands behind it.
const BARRIERS: [&str; 21] = [
    "by", "to", "from", "in", "at", "on", "for", "after", "and", "that", "as", "while", "but",
    "despite", "with", "vs", "against", "amid", "than", "over", "if",
];
