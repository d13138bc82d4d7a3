//! What the words around a cue make of it: valence shifters (Polanyi & Zaenen 2006; Ardia et al.,
//! JSS 2021) within its clause.

use super::{
    clause::Clause,
    cue::{SentimentCue, Watch},
    cued_sentence::CuedSentence,
};
use crate::model::{Pos, Span, TokenRange};

/// Tokens before or after a word in which a negator or degree acts on it.
const SHIFT_REACH: u32 = 4;
/// What a negated word keeps of its value, turned.
const NEGATED: f64 = -0.6;

/// What other words make of a cue, and which.
#[derive(Debug)]
pub(super) struct Shift {
    /// Factor on its value.
    pub factor: f64,
    /// The words that act on it.
    pub by: Vec<Span>,
}

/// What negators, degrees and watch words before a cue (and degrees right after it) make of it.
/// `noun` is the index of the noun that it moves; `watch_weight` the factor of watch words.
pub(super) fn shift(
    of: CuedSentence<'_>,
    index: usize,
    clause: &Clause,
    noun: Option<usize>,
    watch_weight: f64,
) -> Shift {
    let (own, first) = (&of.cues[index], noun.map_or(index, |n| n.min(index)));
    let mut shift = Shift { factor: 1.0, by: Vec::new() };
    let scope = scope(of, index, clause, noun);
    let from = of.cues.partition_point(|cue| cue.start() < scope.token_start);
    let inside =
        of.cues.iter().enumerate().skip(from).take_while(|(_, cue)| scope.contains(cue.start()));
    for (n, cue) in inside.filter(|(n, _)| *n != index && Some(*n) != noun) {
        let mut factor = shift.factor;
        if n < index {
            let is_near = n < first || cue.until(own).len() <= SHIFT_REACH;
            if cue.negates && is_near && !of.sentence.is_word(cue.end(), "only") {
                factor *= NEGATED;
            }
        } else if cue.negates_before || is_denied(of, own, cue) {
            factor *= NEGATED;
        }
        if cue.intensity > 0.0 && cue.start() < own.end() + 2 {
            factor *= cue.intensity;
        }
        if factor.to_bits() != shift.factor.to_bits() {
            shift.factor = factor;
            shift.by.push(of.sentence.span(cue.tokens));
        }
    }
    if let Some(watch) = watch_word(of.cues, index, clause) {
        shift.factor *= watch_weight;
        shift.by.push(of.sentence.span(watch.tokens));
    }
    shift
}

/// "A recession is no longer likely": what a noun is not.
fn is_denied(of: CuedSentence<'_>, noun: &SentimentCue, negator: &SentimentCue) -> bool {
    let between = noun.until(negator);
    negator.negates
        && noun.is_polar_noun
        && matches!(between.len(), 1 | 2)
        && between.iter().all(|at| of.sentence.pos(at) == Pos::Auxiliary)
}

/// The tokens of the clause whose shifters act on a cue and the noun that it moves.
fn scope(of: CuedSentence<'_>, index: usize, clause: &Clause, noun: Option<usize>) -> TokenRange {
    let first = &of.cues[noun.map_or(index, |n| n.min(index))];
    let last = &of.cues[noun.map_or(index, |n| n.max(index))];
    let start = clause.tokens.before(first.start()).last(SHIFT_REACH).token_start;
    clause.tokens.after(start).before(last.end() + SHIFT_REACH)
}

/// The watch word of a clause that acts on the cue at `index`.
fn watch_word<'s>(
    cues: &'s [SentimentCue],
    index: usize,
    clause: &Clause,
) -> Option<&'s SentimentCue> {
    let is_here = |cue: &&SentimentCue| clause.holds(cue.start());
    let before = cues[..index].iter().filter(is_here).find(|cue| cue.watch != Watch::No);
    before.or_else(|| cues[index..].iter().filter(is_here).find(|cue| cue.watch == Watch::Around))
}
