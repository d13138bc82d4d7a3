//! Levels that a movement left or led to: they are told by the movement and do not speak themselves.

use super::{cue::SentimentCue, cued_sentence::CuedSentence};
use crate::lexicon::SentenceView;
use crate::model::{Pos, TokenRange};

/// Tokens after "from" in which the origin of a change begins.
const ORIGIN_REACH: u32 = 5;
/// Tokens between a movement and the "to" before what it led to: "rose by 2 percent to".
const MEASURE_REACH: u32 = 6;

/// Whether a word is a level that a movement left: "raised to neutral from underweight", "bounced off
/// a two-year low". The "off" of "put off the tariffs" is no such.
pub(super) fn is_origin(of: CuedSentence<'_>, cue: &SentimentCue) -> bool {
    let is_from = |at: &u32| of.sentence.is_word(*at, "from") || of.sentence.is_word(*at, "off");
    level_before(of.sentence, cue).filter(is_from).is_some_and(|at| {
        let n = of.cues.partition_point(|own| own.end() <= at);
        !of.cues.get(n).is_some_and(|own| own.is_transitive && own.tokens.contains(at))
    })
}

/// Whether a word is a level that a movement led to and repeats it: "slowed to a four-year low".
pub(super) fn is_destination(of: CuedSentence<'_>, cue: &SentimentCue, is_used: &[bool]) -> bool {
    let Some(at) = level_before(of.sentence, cue).filter(|at| of.sentence.is_word(*at, "to"))
    else {
        return false;
    };
    let mut before = of.cues.iter().zip(is_used).filter(|(own, _)| own.end() <= at);
    before.any(|(own, used)| {
        *used
            && own.direction != 0.0
            && !cue.compares(of.sentence)
            && TokenRange::new(own.end(), at).len() <= MEASURE_REACH
    })
}

/// The word that leads to a level, where nothing but what belongs to the level is between.
fn level_before(sentence: &SentenceView<'_>, cue: &SentimentCue) -> Option<u32> {
    let before = sentence.before(cue.start(), ORIGIN_REACH);
    before.iter().rev().find(|at| {
        let pos = sentence.pos(*at);
        let is_part = sentence.is_number(*at)
            || !sentence.is_alphabetic(*at)
            || matches!(pos, Pos::Determiner | Pos::Adjective | Pos::Numeral);
        !is_part
    })
}
