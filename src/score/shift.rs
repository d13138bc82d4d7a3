//! What the words around a cue make of it: valence shifters (Polanyi & Zaenen 2006; Ardia et al.,
//! JSS 2021) within its clause.

use super::{
    clause::Clause,
    cue::{SentimentCue, Watch},
    cued_sentence::CuedSentence,
    strength::Strength,
};
use crate::model::{Pos, Span, TokenRange};

/// Tokens before or after a word in which a negator or degree acts on it.
const SHIFT_REACH: u32 = 4;
/// Tokens after a negator in which what its verb governs is.
const NEGATED_REACH: u32 = 9;
/// Verbs between "nothing" and what is said of it.
const NEGATED_VERBS: usize = 3;
/// Tokens after "nothing" in which what is said of it is.
const FAR_REACH: u32 = 18;

/// What a movement keeps of its value whose size is belittled, turned.
const BELITTLED: f64 = -0.5;

/// "Grew by only 2 percent": less than was hoped for, or feared.
fn is_belittling(of: CuedSentence<'_>, cue: &SentimentCue) -> bool {
    let is_number = |at: u32| of.sentence.is_number(at) || of.sentence.pos(at) == Pos::Numeral;
    // "rose at the slowest pace": the pace says it without a figure
    let is_pace = cue.tokens.len() > 3;
    cue.belittles && (is_pace || is_number(cue.end()) || is_number(cue.end() + 1))
}

/// What other words make of a cue, and which.
#[derive(Debug)]
pub(super) struct Shift {
    /// Factor on its value.
    pub factor: f64,
    /// The words that act on it.
    pub by: Vec<Span>,
}

/// What negators, degrees and watch words before a cue (and degrees right after it) make of it.
/// `noun` is the index of the noun that it moves.
pub(super) fn shift(
    of: CuedSentence<'_>,
    index: usize,
    clause: &Clause,
    noun: Option<usize>,
    strength: Strength,
) -> Shift {
    let (own, first) = (&of.cues[index], noun.map_or(index, |n| n.min(index)));
    let mut shift = Shift { factor: 1.0, by: Vec::new() };
    let scope = scope(of, index, clause, noun);
    // "has yet to have": words that reach into it count whole
    let from = of.cues.partition_point(|cue| cue.end() <= scope.token_start);
    let inside =
        of.cues.iter().enumerate().skip(from).take_while(|(_, cue)| cue.start() < scope.token_end);
    for (n, cue) in inside.filter(|(n, _)| *n != index && Some(*n) != noun) {
        let mut factor = shift.factor;
        if n < index {
            let is_near = n < first || cue.until(own).len() <= SHIFT_REACH;
            // "the lack of power is holding back": what is lacked is negated, not what it does
            let stops = is_of_phrase(of, cue)
                && cue.until(own).iter().any(|at| of.sentence.pos(at) == Pos::Auxiliary);
            if (cue.negates || cue.negates_all)
                && is_near
                && !stops
                && !of.sentence.is_word(cue.end(), "only")
            {
                factor *= strength.negated;
            }
        } else if cue.negates_before || is_denied(of, own, cue) {
            factor *= strength.negated;
        }
        if cue.intensity > 0.0 && cue.start() < own.end() + 2 {
            factor *= if is_belittling(of, cue) { BELITTLED } else { cue.intensity };
        }
        if factor.to_bits() != shift.factor.to_bits() {
            shift.factor = factor;
            shift.by.push(of.sentence.span(cue.tokens));
        }
    }
    let far = negated_subject(of, own)
        .or_else(|| governing_negator(of, first, clause, strength.reaches_far))
        .map(|n| &of.cues[n])
        .filter(|cue| cue.end() <= scope.token_start || cue.start() >= scope.token_end);
    if let Some(negator) = far {
        shift.factor *= strength.negated;
        shift.by.push(of.sentence.span(negator.tokens));
    }
    if let Some(few) =
        belittled_subject(of, own, clause).filter(|cue| cue.end() <= scope.token_start)
    {
        shift.factor *= BELITTLED;
        shift.by.push(of.sentence.span(few.tokens));
    }
    if let Some(watch) = watch_word(of.cues, index, clause) {
        shift.factor *= strength.watched;
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

/// The negator with which the subject begins of which a word is said: "no trial of a drug has
/// succeeded".
fn negated_subject(of: CuedSentence<'_>, own: &SentimentCue) -> Option<usize> {
    let near = of.sentence.around(own.start(), FAR_REACH);
    let clause = of.sentence.clauses_in(near).iter().find(|clause| {
        own.tokens.contains(clause.verb.head) || clause.verb.head + 1 == own.start()
    })?;
    let first = clause.subject?.tokens.token_start;
    let at = of.cues.partition_point(|cue| cue.start() < first);
    of.cues.get(at).filter(|cue| cue.negates && cue.start() == first)?;
    Some(at)
}

/// The word that belittles how many a clause tells of, before a verb: "only 12% of those who tried
/// it report a gain".
fn belittled_subject<'s>(
    of: CuedSentence<'s>,
    own: &SentimentCue,
    clause: &Clause,
) -> Option<&'s SentimentCue> {
    let first = of.cues.partition_point(|cue| cue.start() < clause.tokens.token_start);
    let few = of.cues.get(first).filter(|cue| is_belittling(of, cue))?;
    let opens = few.start() == clause.tokens.token_start;
    let has_verb = few.until(own).iter().any(|at| of.sentence.pos(at).is_verb())
        || of.sentence.pos(own.start()).is_verb();
    (opens && has_verb).then_some(few)
}

/// The negator farther before the cue at `first` that governs it: nothing of its kind is said of all
/// that follows, or the verb between is negated, which counts where it `reaches_far`.
fn governing_negator(
    of: CuedSentence<'_>,
    first: usize,
    clause: &Clause,
    reaches_far: bool,
) -> Option<usize> {
    let own = of.cues.get(first)?;
    let may_govern = |cue: &SentimentCue| cue.negates_all || reaches_far && cue.negates;
    let governs = |cue: &SentimentCue| {
        let between = cue.until(own);
        let verbs = between.iter().filter(|at| of.sentence.pos(*at).is_verb()).count();
        let is_mark = |at| of.sentence.is_punct(at, ';') || of.sentence.is_punct(at, ',');
        // "emerged from the slump and is growing": a preposition governs its phrase alone
        if between.iter().any(is_mark)
            || is_of_phrase(of, cue) && verbs > 0
            || is_joined(of, between)
        {
            return false;
        }
        // "doubts that a firm which lost its licence can": the verb said in passing stands
        let passing = clause.tokens.before(own.start());
        let is_aside = clause.is_relative()
            && !clause.holds(cue.start())
            && !passing.iter().any(|at| of.sentence.pos(at).is_verb());
        let of_all = cue.negates_all && verbs <= NEGATED_VERBS && !is_aside;
        let of_verb = cue.negates
            && verbs <= 1
            && between.len() <= NEGATED_REACH
            && clause.holds(cue.start())
            && of.sentence.pos(cue.end()) != Pos::Other
            && !of.sentence.is_word(cue.end(), "only");
        of_all || reaches_far && of_verb
    };
    let before = of.cues[..first].iter().enumerate().rev();
    let mut near = before.take_while(|(_, cue)| cue.until(own).len() <= FAR_REACH);
    near.find(|(_, cue)| may_govern(cue) && governs(cue)).map(|(n, _)| n)
}

/// Whether a negator acts on the phrase after it alone: "lack of".
fn is_of_phrase(of: CuedSentence<'_>, negator: &SentimentCue) -> bool {
    let last = negator.tokens.last_token().filter(|_| negator.tokens.len() > 1);
    last.is_some_and(|at| of.sentence.pos(at) == Pos::Adposition)
}

/// "Has not recovered and is losing jobs": a verb of its own is after an "and".
fn is_joined(of: CuedSentence<'_>, between: TokenRange) -> bool {
    between.iter().any(|at| {
        of.sentence.pos(at) == Pos::Coordinator
            && matches!(of.sentence.pos(at + 1), Pos::Auxiliary | Pos::Verb)
            && between.contains(at + 1)
    })
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
