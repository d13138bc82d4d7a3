//! The target as something that moves.

use super::{SentimentTarget, cue::SentimentCue, occurrences};
use crate::{
    lexicon::{Class, SentenceView},
    model::TokenRange,
};

/// Most occurrences of a target in one sentence that are read.
const MAX_OCCURRENCES: usize = 8;

/// Adds the occurrences of the target as something that is good when up, unless the lexicon knows
/// that it is bad.
pub(super) fn add_target(
    sentence: &SentenceView<'_>,
    target: SentimentTarget<'_>,
    cues: &mut Vec<SentimentCue>,
) {
    match target {
        SentimentTarget::Target(words) => add_words(sentence, words, cues),
        SentimentTarget::Entity(named) => {
            named.iter().take(MAX_OCCURRENCES).for_each(|own| add_tokens(sentence, *own, cues));
        }
        SentimentTarget::Whole | SentimentTarget::Theme(_) => {}
    }
}

/// Adds the occurrences of `words`.
fn add_words(sentence: &SentenceView<'_>, words: &str, cues: &mut Vec<SentimentCue>) {
    let target = words.trim_start_matches(['$', '#', '@']);
    let span = sentence.sentence().span;
    let starts = occurrences(span.of(&sentence.document().text), target);
    for at in starts.take(MAX_OCCURRENCES) {
        let byte_start = span.byte_start + at as u32;
        let tokens = TokenRange::new(
            sentence.token_at(byte_start),
            sentence.token_at(byte_start + target.len() as u32),
        );
        let begins_token =
            sentence.token(tokens.token_start).is_some_and(|t| t.byte_start == byte_start);
        if tokens.is_empty() || !begins_token {
            continue;
        }
        add_tokens(sentence, tokens, cues);
    }
}

/// Adds one occurrence in the place of what the lexicon has there.
fn add_tokens(sentence: &SentenceView<'_>, tokens: TokenRange, cues: &mut Vec<SentimentCue>) {
    let from = cues.partition_point(|cue| cue.end() <= tokens.token_start);
    let hidden = from + cues[from..].partition_point(|cue| cue.start() < tokens.token_end);
    // "raised its forecast": what is said stands
    let is_inside = |cue: &SentimentCue| {
        cue.speaks() && (cue.start() < tokens.token_start || cue.end() > tokens.token_end)
    };
    if cues[from..hidden].iter().any(is_inside) {
        return;
    }
    let is_bad = cues[from..hidden].iter().any(|cue| cue.noun.is_some_and(|n| n < 0.0));
    let is_good = !is_bad && !is_opposed(sentence, tokens.token_start);
    let noun = Some(if is_good { 1.0 } else { -1.0 });
    let cue = SentimentCue { tokens, noun, is_target: true, ..SentimentCue::default() };
    cues.splice(from..hidden, [cue]);
}

/// Whether what moves, moves against the target: "the dollar rose versus the yen".
fn is_opposed(sentence: &SentenceView<'_>, start: u32) -> bool {
    let article = sentence.prev(start).filter(|at| sentence.is_word(*at, "the"));
    sentence.prev_is_of(article.unwrap_or(start), Class::Against)
}
