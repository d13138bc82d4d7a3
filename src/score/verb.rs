//! A verb and the words around it: whether it is passive, and whether what follows it is its
//! object.

use super::cue::SentimentCue;
use crate::{
    lang::Lowered,
    lexicon::{Class, Layer, SentenceView, any_of, words},
    model::{Pos, TokenRange},
};

/// Tokens before a participle in which its auxiliary is.
const AUXILIARY_REACH: u32 = 3;
/// Tokens after a verb in which its measure ends: "tumbled by more than 6 %".
const MEASURE_REACH: u32 = 6;

/// Whether a transitive verb is passive, so that its subject moves: "was raised", "dividend raised
/// to 5 cents", "rates cut by the Fed".
pub(super) fn is_passive(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    let word = Lowered::new(cue.tokens.last_token().map_or("", |at| sentence.word(at)));
    let is_participle = word.ends_with("ed") || matches!(&*word, "cut" | "up" | "down" | "back");
    // "the shortage is holding back output"
    let is_progressive = cue.tokens.len() > 1 && sentence.word(cue.start()).ends_with("ing");
    if !is_participle || is_progressive {
        return false;
    }
    let has_auxiliary = sentence
        .range()
        .before(cue.start())
        .last(AUXILIARY_REACH)
        .iter()
        .any(|at| sentence.is_of_any(at, any_of![Be | Get]) || sentence.is_word(at, "s"));
    // "revenues lifted 12% by demand", but "cut 12 jobs"
    let has_measure = sentence.is_number(cue.end()) && is_measured(sentence, cue.end());
    has_auxiliary || has_no_object(sentence, cue) || has_measure
}

/// Whether a verb is followed by a preposition, a mark or nothing.
pub(super) fn has_no_object(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    sentence
        .token(cue.end())
        .is_none_or(|t| !t.is_word() && !t.is_number() && t.punct() != Some('$'))
        || sentence.is_of(cue.end(), Class::Preposition)
}

/// Whether nothing but words and amounts is between a verb and its object: "cut 150 investment bank
/// jobs".
pub(super) fn is_object(sentence: &SentenceView<'_>, between: TokenRange) -> bool {
    between.iter().all(|at| {
        let is_part = sentence.token(at).is_some_and(|t| {
            t.is_word() || t.is_number() || matches!(t.punct(), Some('-' | '$' | '€' | '£' | '%'))
        });
        let is_bound = sentence.is_word(at, "than") && sentence.prev_is_of(at, Class::ThanLead);
        // "lost 23% of their weight", "halved two thirds of the dose"
        let is_share = sentence.is_word(at, "of")
            && sentence.prev(at).is_some_and(|before| {
                sentence.is_punct(before, '%') || sentence.has_at(Layer::Number, before, |_| true)
            });
        // "cut two in five jobs"
        let is_ratio = sentence.is_word(at, "in")
            && sentence.prev(at).is_some_and(|before| sentence.pos(before) == Pos::Numeral)
            && sentence.pos(at + 1) == Pos::Numeral;
        // "the headwinds facing Corvel hurt other stocks": a noun and a verb begin another clause
        let is_predicate = sentence.pos(at).is_verb()
            && between.contains(at.saturating_sub(1))
            && sentence.pos(at - 1).is_noun();
        let is_means = sentence.is_any(at, words!["through", "via", "of"]) && !is_share;
        is_part
            && !is_means
            && !is_predicate
            && (is_bound || is_ratio || !sentence.is_of(at, Class::VerbBarrier))
    })
}

/// Whether all tokens are words of one phrase: no number, no preposition, no punctuation.
pub(super) fn is_phrase(sentence: &SentenceView<'_>, between: TokenRange) -> bool {
    between.iter().all(|at| {
        let is_word = sentence.token(at).is_some_and(|t| t.is_word() || t.is_punct('-'));
        is_word && !sentence.is_of(at, Class::VerbBarrier)
    })
}

/// Whether a percentage follows right after a verb that ends before `at`: "tumbled more than 6%".
pub(super) fn is_measured(sentence: &SentenceView<'_>, at: u32) -> bool {
    sentence
        .range()
        .after(at)
        .first(MEASURE_REACH)
        .iter()
        .any(|at| sentence.is_punct(at, '%') || sentence.is_of(at, Class::Percent))
}

/// "down over 2%", "up 5 percent": an adverb with the measure of a movement.
pub(super) fn is_measured_adverb(sentence: &SentenceView<'_>, cue: &SentimentCue) -> bool {
    sentence.is_any(cue.start(), words!["up", "down"]) && is_measured(sentence, cue.end())
}
