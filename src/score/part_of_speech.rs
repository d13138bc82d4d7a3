//! Words that may be verb, noun or adjective ("rise", "lower"): which they are, by their
//! neighbours.

use super::cue::{PartOfSpeech, SentimentCue};
use crate::{
    lexicon::{SentenceView, WordClasses, any_of, words},
    model::Pos,
};

/// What a direction is that may be a verb or `other`.
pub(super) fn of_verb_or(
    sentence: &SentenceView<'_>,
    cue: &SentimentCue,
    other: PartOfSpeech,
) -> PartOfSpeech {
    // "Lower rates helped": no sentence of news begins with a bare verb
    let opens = cue.start() == sentence.start();
    if other == PartOfSpeech::Adjective && (opens || is_comparative(sentence, cue)) {
        PartOfSpeech::Adjective
    } else if is_nominal(sentence, cue) {
        other
    } else {
        PartOfSpeech::Verb
    }
}

/// "Will be lower than", "notably lower": a comparative, not the verb of the same letters.
fn is_comparative(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    sentence.is_word(cue.end(), "than")
        || sentence.prev_is_of_any(cue.start(), any_of![Be | DegreeAdverb])
        || sentence.prev_is_any(cue.start(), words!["the", "at"])
}

/// What makes a noun of a word after it that may be a verb.
const NOMINAL: WordClasses = any_of![Article | Demonstrative | NounLead | Percent | Possessive];

/// Whether a word that may be verb or noun ("rise", "drops") is a noun here.
fn is_nominal(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    let Some(before) = sentence.prev(cue.start()) else { return false };
    if sentence.is_any(cue.end(), words!["in", "of"])
        || sentence.is_of_any(before, NOMINAL)
        // with a straight apostrophe alone, as ever
        || sentence.is_any(before, &["'s"])
        || sentence.is_punct(before, '%')
    {
        return true;
    }
    // "an interest rate cut": the head of a phrase that an article opens
    if sentence.noun_phrase_at(cue.start()).is_some_and(|phrase| {
        phrase.head == cue.start() && sentence.pos(phrase.tokens.token_start) == Pos::Determiner
    }) {
        return true;
    }
    // "the mills decreased" tells what they did
    let is_past = cue.tokens.last_token().is_some_and(|at| sentence.word(at).ends_with("ed"));
    // "a sharp 5 % drop": look past one adjective or number
    !is_past && sentence.prev_is_of_any(before, any_of![Article | Possessive])
}

/// Whether "more" or "less" grades the adjective or adverb after it: "more efficient chips" are not
/// more chips, and who relies "more heavily" on debt is not more.
pub(super) fn grades(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    cue.tokens.len() == 1
        && sentence.is_any(cue.start(), words!["more", "less"])
        && matches!(sentence.pos(cue.end()), Pos::Adjective | Pos::Adverb)
}

/// Whether a single word is a part of a compound: "high-performance", "lower-end", "break-ups" move
/// nothing.
pub(super) fn is_compound(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    let is_hyphen =
        |at: u32| sentence.token(at).is_some_and(|t| t.is_punct('-') && !t.has_space_before());
    let is_attached =
        |at: u32| sentence.token(at).is_some_and(|t| t.is_word() && !t.has_space_before());
    let is_first = is_hyphen(cue.end()) && is_attached(cue.end() + 1);
    let is_last = sentence.prev(cue.start()).is_some_and(is_hyphen) && is_attached(cue.start());
    cue.tokens.len() == 1 && (is_first || is_last)
}
