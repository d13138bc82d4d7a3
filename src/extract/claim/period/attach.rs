//! Which phrase bounds the time of which number: how far it stands from it, and what stands
//! between.

use super::{Phrase, PhraseKind};
use crate::{
    extract::claim::clauses::Clauses, lang::Token, lexicon::ParsedDocument, model::Sentence,
};

/// Tokens on either side of the number in which its period stands.
pub(super) const REACH: u32 = 22;
/// What follows a number goes before what precedes it by no more than this many tokens.
const BEHIND: u32 = 5;
/// What a border costs that a phrase may act across, in tokens.
const BORDER: u32 = 10;
/// More than any distance: phrases of comparison come last.
const LAST: u32 = 1000;

/// What it costs that `phrase` bounds the number of tokens `start..end`; `None` where it cannot.
pub(super) fn cost(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    clauses: &Clauses,
    phrase: &Phrase,
    (start, end): (u32, u32),
    base: Option<u32>,
) -> Option<u32> {
    let distance = if phrase.from >= end {
        behind(parsed, clauses, phrase, end)?
    } else if phrase.to <= start {
        before(parsed, sentence, clauses, phrase, start, base)?
    } else {
        return None;
    };
    let is_last = phrase.kind == PhraseKind::Comparison;
    Some(distance + u32::from(is_last) * LAST)
}

/// The cost of a phrase behind the number: none is taken across the border of a clause, the joint
/// of a comparison, or a comma or "and" behind which something else is told.
fn behind(
    parsed: &ParsedDocument<'_>,
    clauses: &Clauses,
    phrase: &Phrase,
    end: u32,
) -> Option<u32> {
    const COMPARING: [&str; 9] = [
        "from",
        "than",
        "versus",
        "compared",
        "against",
        "topping",
        "surpassing",
        "beating",
        "unchanged",
    ];
    let token = |n: u32| parsed.tokens().get(n as usize);
    let is_amount = |n: u32| {
        token(n)
            .is_some_and(|t| t.is_number() || t.punct().is_some_and(|mark| "$€£¥+-".contains(mark)))
    };
    let distance = phrase.from - end;
    if distance > REACH {
        return None;
    }
    if clauses.between(end, phrase.from) > 0 {
        return None;
    }
    for n in end..phrase.from {
        if parsed.is_any(n, &COMPARING) {
            return None;
        }
        let is_border = token(n).is_some_and(|t| t.is_punct(',')) || parsed.is_word(n, "and");
        let is_crossed =
            phrase.kind == PhraseKind::Comparison || !(n + 1..phrase.from).any(is_amount);
        if is_border && n + 1 != phrase.from && is_crossed {
            return None;
        }
    }
    Some(distance)
}

/// The cost of a phrase before the number: one at the beginning of the sentence acts on all of it,
/// one in a relative clause on that clause, and the base of a comparison is bounded by what stands
/// behind its joint.
fn before(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    clauses: &Clauses,
    phrase: &Phrase,
    start: u32,
    base: Option<u32>,
) -> Option<u32> {
    if base.is_some_and(|joint| phrase.from < joint) {
        return None;
    }
    let is_comma =
        |n: u32| parsed.tokens().get(n as usize).is_some_and(|t: &Token| t.is_punct(','));
    let is_relative = |n: u32| parsed.is_any(n, &["which", "who", "whose", "where"]);
    let distance = start - phrase.to;
    let is_first = phrase.from == sentence.token_start;
    if distance > REACH && !is_first {
        return None;
    }
    let opened = (sentence.token_start..phrase.from)
        .rev()
        .take(REACH as usize)
        .take_while(|n| !is_comma(*n))
        .any(is_relative);
    if opened && (phrase.to..start).take(2 * REACH as usize).any(is_comma) {
        return None;
    }
    if is_first {
        return Some(distance.min(REACH) + BEHIND);
    }
    let borders = clauses.between(phrase.to, start);
    Some(distance + BEHIND + borders * BORDER)
}
