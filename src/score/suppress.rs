//! Words that do not speak for themselves because something else was said of them.

use super::{
    cue::{PartOfSpeech, SentimentCue},
    cued_sentence::CuedSentence,
    movement::{Direction, REACH},
};
use crate::lexicon::{WordSet, any_of, words};
use crate::model::{Clause, Pos, TokenRange};

/// Tokens of what is hoped for: "hopes of a quick recovery in demand".
const HOPED_REACH: u32 = 8;
/// Tokens after a good thing that was done in which what it spares is.
const SPARED_REACH: u32 = 7;
/// Tokens between a verb and an object that says the same.
const OBJECT_REACH: u32 = 2;
/// Tokens before a predicate in which its verb group begins.
const PREDICATE_REACH: u32 = 5;
/// Tokens before a movement whose bad words belong to it.
const REACH_BEFORE: u32 = 2;
/// Tokens after what moved whose bad words belong to it.
const REACH_AFTER: u32 = 4;

/// What is hoped for has not happened: where a hope moves, its content does not speak for itself
/// ("the data dimmed hopes for a rate cut", "rate-cut hopes fade"). Sets `is_used` of its cues.
pub(super) fn suppress_hoped(of: CuedSentence<'_>, is_used: &mut [bool]) {
    for (index, hope) in of.cues.iter().enumerate().filter(|(_, cue)| cue.is_hope) {
        let Some(mover) = mover_of(of, index, hope) else { continue };
        let mut content = hoped(of, hope);
        if mover > index {
            content = content.before(of.cues[mover].start());
        }
        let is_content = |cue: &SentimentCue| {
            content.contains(cue.start()) || cue.end() == hope.start() && cue.direction == 0.0
        };
        for (n, cue) in of.cues.iter().enumerate() {
            if n != index && n != mover && cue.speaks() && is_content(cue) {
                is_used[n] = true;
            }
        }
    }
}

/// What a clause says that hangs on a risk, a chance or a hope does not speak for itself, where
/// something is said of those: "concern that prices would jump proved unfounded".
pub(super) fn suppress_carried(of: CuedSentence<'_>, is_used: &mut [bool]) {
    for (index, cue) in of.cues.iter().enumerate().filter(|(_, cue)| cue.direction != 0.0) {
        let clause = of.clause_of(cue);
        let carrier = clause.and_then(|clause| Direction::new(of, index, clause).carrier());
        if let Some(carrier) = carrier {
            is_used[carrier.first + 1..index].fill(true);
        }
    }
}

/// What is said of a subject decides over the subject: "growth remains fragile" is no growth. A noun
/// phrase of the other sign than its predicate is silent; so is a verb whose object says the same again
/// ("slipped into recession").
pub(super) fn suppress_told(of: CuedSentence<'_>, is_used: &mut [bool]) {
    for (index, cue) in of.cues.iter().enumerate().filter(|(_, cue)| cue.polar != 0.0) {
        let object = of.cues.get(index + 1).filter(|next| {
            let is_same = next.is_polar_noun && next.polar * cue.polar > 0.0;
            is_same && !cue.is_polar_noun && cue.until(next).len() <= OBJECT_REACH
        });
        // "delay a tariff": a verb that acts on its object does not say the same
        let is_same = cue.direction == 0.0 && of.sentence.pos(cue.start()).is_verb();
        if object.is_some_and(|next| is_same && !next.negates) {
            is_used[index] = true;
        }
        suppress_spared(of, index, is_used);
        let Some(subject) = told_subject(of, cue) else { continue };
        let first = of.cues.partition_point(|cue| cue.start() < subject.token_start);
        for (n, own) in of.cues.iter().enumerate().skip(first) {
            if own.start() >= subject.token_end {
                break;
            }
            let is_event = own.is_bare_event() || own.is_polar_noun;
            let value = if own.polar == 0.0 { own.direction } else { own.polar };
            is_used[n] |= is_event && value * cue.polar < 0.0;
        }
    }
}

/// The tokens of the subject of which a good or bad word is the verb ("the arithmetic of the boom does
/// not add up") or the predicate.
fn told_subject(of: CuedSentence<'_>, cue: &SentimentCue) -> Option<TokenRange> {
    let sentence = of.sentence;
    let near = sentence.before(cue.start(), PREDICATE_REACH);
    let clauses = sentence.clauses_in(TokenRange::new(near.token_start, cue.end()));
    let is_verb = |clause: &&Clause| cue.direction == 0.0 && cue.tokens.contains(clause.verb.head);
    if let Some(clause) = clauses.iter().find(is_verb) {
        let first = clause.subject?.tokens.token_start;
        return Some(TokenRange::new(first, clause.verb.tokens.token_start.max(first)));
    }
    let clause = sentence.clauses_in(near).last()?;
    // "approvals would be on hold"
    let is_phrase = cue.tokens.len() > 1 && sentence.pos(cue.start()) == Pos::Adposition;
    let is_predicate = !cue.is_polar_noun
        && TokenRange::new(clause.verb.tokens.token_end, cue.start()).len() <= 1
        && (is_phrase || matches!(sentence.pos(cue.start()), Pos::Adjective | Pos::PastParticiple));
    clause.subject.filter(|_| is_predicate).map(|subject| subject.tokens)
}

/// "Cut the risk of illness or death": what hangs on a good deed by its "of" is spared and
/// does not speak.
fn suppress_spared(of: CuedSentence<'_>, index: usize, is_used: &mut [bool]) {
    let cue = &of.cues[index];
    let leads_on = cue
        .tokens
        .last_token()
        .is_some_and(|at| cue.tokens.len() > 1 && of.sentence.is_word(at, "of"));
    if !leads_on || cue.polar <= 0.0 || !of.sentence.pos(cue.start()).is_verb() {
        return;
    }
    for (n, spared) in of.cues.iter().enumerate().skip(index + 1) {
        let between = cue.until(spared);
        // a list of nouns, without a verb, a preposition or a mark between
        let is_other = |at: u32| {
            !matches!(
                of.sentence.pos(at),
                Pos::Noun | Pos::Adjective | Pos::Determiner | Pos::Coordinator
            )
        };
        if between.len() > SPARED_REACH || between.iter().any(is_other) {
            break;
        }
        is_used[n] |= spared.polar < 0.0;
    }
}

/// The tokens of what is hoped for.
pub(super) fn hoped(of: CuedSentence<'_>, hope: &SentimentCue) -> TokenRange {
    const BEGINS: &WordSet = words!["of", "for", "that", "about"];
    let after = of.sentence.range().after(hope.end());
    if !of.sentence.is_any(hope.end(), BEGINS) {
        return after.first(0);
    }
    let content = after.first(HOPED_REACH);
    let is_end = |at: &u32| {
        of.sentence.is_of_any(*at, any_of![Be | Have | HopeEnd | Subordinator])
            || of.sentence.is_punct(*at, ',')
    };
    content.skip_first(1).iter().find(is_end).map_or(content, |end| content.before(end))
}

/// The index of the verb that moves the hope at `index`.
fn mover_of(of: CuedSentence<'_>, index: usize, hope: &SentimentCue) -> Option<usize> {
    // a verb reaches no farther, and a sentence may have hundreds of hopes
    let is_near =
        |cue: &SentimentCue| cue.start().abs_diff(hope.start()) <= 2 * REACH + HOPED_REACH;
    let moves_hope = |(n, cue): &(usize, &SentimentCue)| {
        is_near(cue)
            && cue.direction != 0.0
            && cue.part_of_speech == PartOfSpeech::Verb
            && of
                .clause_of(cue)
                .and_then(|clause| Direction::new(of, *n, clause).moved())
                .is_some_and(|noun| noun.index == index)
    };
    of.cues.iter().enumerate().find(moves_hope).map(|(n, _)| n)
}

/// Bad words that belong to what moved ("recession" in "recession fears ease", "slowdown" in
/// "easing fears of a slowdown") do not speak for themselves; "strong growth in sales" keeps its
/// "strong". `noun` and `direction` are indices of cues; sets `is_used` of those that are silent.
pub(super) fn suppress_neighbours(
    of: CuedSentence<'_>,
    noun: usize,
    direction: usize,
    is_used: &mut [bool],
) {
    let cues = of.cues;
    if cues[noun].noun.is_none_or(|polarity| polarity >= 0.0) {
        return;
    }
    let (first, last) = (noun.min(direction), noun.max(direction));
    let begin = cues[first].start().saturating_sub(REACH_BEFORE);
    let end = if noun > direction { cues[noun].end() + REACH_AFTER } else { cues[direction].end() };
    let from = cues.partition_point(|cue| cue.start() < begin);
    for (n, cue) in cues.iter().enumerate().skip(from).take_while(|(_, cue)| cue.start() < end) {
        // "weak growth" behind a comma, a verb before what moves ("hurt by a fall in prices")
        let is_apart = if n < first {
            of.sentence.pos(cue.start()).is_verb()
        } else {
            n > last && cues[last].until(cue).iter().any(|at| of.sentence.is_punct(at, ','))
        };
        is_used[n] |= cue.intensity == 0.0 && !cue.negates && !is_apart;
    }
}
