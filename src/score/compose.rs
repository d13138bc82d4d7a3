//! Directions act on what moves; polar words stand for themselves; negators and degrees act within
//! their clause.

use super::{
    clause::Clause,
    cues::{PartOfSpeech, SentimentCue, Watch},
    verb::{is_measured, is_object, is_passive, is_phrase},
};
use crate::{
    lexicon::ParsedDocument,
    model::{ActedOn, Span, TraceStep},
};

/// Tokens between a direction and what it moves.
const REACH: u32 = 12;
/// Tokens between a verb and its object.
const OBJECT_REACH: u32 = 4;
/// Tokens before a word in which a negator or degree acts on it.
const SHIFT_REACH: u32 = 4;
/// What a negated word keeps of its sign, turned.
const NEGATED: f64 = -0.6;

/// A movement in percent of something that no lexicon knows, a company as a rule.
const MEASURED: f64 = 0.5;

/// How strongly the sorts of statements speak.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strength {
    /// A direction of which nothing says what moves.
    pub bare_direction: f64,
    /// A polar word.
    pub polar: f64,
    /// What is to be watched or depends on something.
    pub watched: f64,
}

/// The parts of a sentence's score, by place, each with the clause it stands in taken into account.
pub(super) fn compose(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    clauses: &[Clause],
    strength: Strength,
    trace: &mut Vec<TraceStep>,
) -> Used {
    let mut used = Used { cues: vec![false; cues.len()], has_moved: false };
    // verbs first: what they move ("GDP growth slowed") does not move anything itself
    let is_noun = |m: &SentimentCue| m.part_of_speech == PartOfSpeech::Noun;
    let verbs = cues.iter().enumerate().filter(|(_, m)| m.direction != 0.0 && !is_noun(m));
    let nouns = cues.iter().enumerate().filter(|(_, m)| m.direction != 0.0 && is_noun(m));
    suppress_hoped(parsed, cues, clauses, &mut used.cues);
    for (index, cue) in verbs.chain(nouns) {
        if used.cues[index] {
            continue;
        }
        let Some(clause) = clause_of(clauses, cue) else { continue };
        if let Some((other, noun)) = swung(parsed, cues, index, clause) {
            used.cues[index] = true;
            used.cues[other] = true;
            used.has_moved = true;
            let shift = shift(parsed, cues, index, clause, Some(other), strength.watched);
            let value = noun * shift.factor * clause.weight;
            push(parsed, trace, cue, Some(&cues[other]), "swing", value, shift.by);
        } else if let Some((other, noun)) = moved(parsed, cues, index, clause, clauses) {
            used.cues[index] = true;
            used.cues[other] = true;
            used.has_moved = true;
            // "gold falls 0.3%": neither good nor bad for the world, bad for its holder, of whom
            // headlines tell
            let is_priced = noun == 0.0
                && cue.part_of_speech == PartOfSpeech::Verb
                && strength.bare_direction >= MEASURED
                && is_measured(parsed, cue.token_end);
            let noun = if is_priced { MEASURED } else { noun };
            if noun != 0.0 {
                let shift = shift(parsed, cues, index, clause, Some(other), strength.watched);
                let value = cue.direction * noun * shift.factor * clause.weight;
                suppress_neighbours(cues, other, index, &mut used.cues);
                push(parsed, trace, cue, Some(&cues[other]), "direction_noun", value, shift.by);
            }
        }
    }
    for (index, cue) in cues.iter().enumerate() {
        if used.cues[index] {
            continue;
        }
        let Some(clause) = clause_of(clauses, cue) else { continue };
        let shift = shift(parsed, cues, index, clause, None, strength.watched);
        let factor = shift.factor * clause.weight;
        if let Some(award) = obtained(parsed, cues, index, clause) {
            used.cues[award] = true;
            push(
                parsed,
                trace,
                cue,
                None,
                "obtained",
                cue.obtains * strength.polar * factor,
                shift.by,
            );
            continue;
        }
        if is_comparison_standard(parsed, cue, clause) {
            continue;
        }
        if cue.polar != 0.0 && !is_origin(parsed, cue) {
            used.cues[index] = true;
            push(
                parsed,
                trace,
                cue,
                None,
                "polar_word",
                cue.polar * strength.polar * factor,
                shift.by,
            );
        } else if cue.direction != 0.0
            && !cue.is_transitive
            && strength.bare_direction > 0.0
            && (cue.part_of_speech != PartOfSpeech::Adjective || is_adverb(parsed, cue))
        {
            let share =
                if cue.part_of_speech != PartOfSpeech::Noun && is_measured(parsed, cue.token_end) {
                    MEASURED
                } else {
                    strength.bare_direction
                };
            let value = cue.direction * share.max(strength.bare_direction) * factor;
            push(parsed, trace, cue, None, "bare_direction", value, shift.by);
        }
    }
    trace.sort_by_key(|step| step.span);
    used
}

/// What composition has consumed.
pub(super) struct Used {
    pub cues: Vec<bool>,
    /// Whether any direction found what it moves.
    pub has_moved: bool,
}

fn push(
    parsed: &ParsedDocument<'_>,
    trace: &mut Vec<TraceStep>,
    cue: &SentimentCue,
    noun: Option<&SentimentCue>,
    rule: &'static str,
    value: f64,
    shifted_by: Vec<Span>,
) {
    if value == 0.0 {
        return;
    }
    let span = parsed.span(cue.token_start, cue.token_end);
    let on = noun.map(|noun| ActedOn {
        span: parsed.span(noun.token_start, noun.token_end),
        is_up: Some(cue.direction > 0.0),
        is_good: noun.noun.unwrap_or(0.0) > 0.0,
    });
    trace.push(TraceStep { span, rule: rule.into(), value, on, shifted_by });
}

fn clause_of<'c>(clauses: &'c [Clause], cue: &SentimentCue) -> Option<&'c Clause> {
    let after = clauses.partition_point(|c| c.token_start <= cue.token_start);
    clauses.get(after.checked_sub(1)?)
}

/// What the direction at `index` moves, and its polarity.
fn moved(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    index: usize,
    clause: &Clause,
    clauses: &[Clause],
) -> Option<(usize, f64)> {
    let cue = &cues[index];
    let is_free = |n: usize| cues[n].noun.map(|noun| (n, noun));
    let right = |reach: u32| {
        cues[index + 1..]
            .iter()
            .enumerate()
            .map(|(n, m)| (index + 1 + n, m))
            .take_while(|(_, m)| {
                m.token_start < clause.token_end && m.token_start <= cue.token_end + reach
            })
            .find_map(|(n, _)| is_free(n))
            .map(|found| compound(cues, found))
    };
    let left = |from: u32, reach: u32| {
        cues[..index]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, m)| m.token_end + reach > cue.token_start && m.token_start >= from)
            .find_map(|(n, _)| is_free(n))
            .map(|found| subject(parsed, cues, compound(cues, found)))
    };
    // what earlier clauses speak of, where they are no asides
    let before = || {
        let main = clauses
            .iter()
            .rev()
            .skip_while(|c| c.token_start >= clause.token_start)
            .find(|c| !c.is_aside())?;
        left(main.token_start, 2 * REACH)
    };
    let has_between =
        |words: &[&str], to: u32| (cue.token_end..to).any(|at| parsed.is_any(at, words));
    // "materials down on virus fears": what stands behind gives the reason and did not move
    let is_no_reason = |n: &(usize, f64)| !has_between(&REASONS, cues[n.0].token_start);
    let is_next = |n: &(usize, f64)| is_phrase(parsed, cue.token_end, cues[n.0].token_start);
    match cue.part_of_speech {
        // "the bank raised" something: the bank did not rise; "the payout was raised"
        PartOfSpeech::Verb if cue.is_transitive && !is_passive(parsed, cue) => {
            let is_object =
                |n: &(usize, f64)| is_object(parsed, cue.token_end, cues[n.0].token_start);
            // "sales boost", "price hikes": the noun of the verb
            let is_beside =
                |n: &(usize, f64)| cues[n.0].token_end == cue.token_start && !cues[n.0].is_target;
            right(OBJECT_REACH + 2)
                .filter(is_object)
                .or_else(|| left(clause.token_start, 1).filter(is_beside))
        }
        PartOfSpeech::Verb => right(OBJECT_REACH)
            .filter(is_next)
            .or_else(|| left(clause.token_start, REACH))
            .or_else(before)
            .or_else(|| right(OBJECT_REACH + 2).filter(is_no_reason)),
        // "a rise of 5% in sales", "sales growth", "profit showed a drop"
        PartOfSpeech::Noun => right(8)
            .filter(|(n, _)| {
                has_between(&["in", "of", "for"], cues[*n].token_start)
                    && !has_between(&AUXILIARIES, cues[*n].token_start)
            })
            .or_else(|| left(clause.token_start, 3))
            .or_else(|| right(2).filter(is_next))
            .or_else(|| cue.noun.is_none().then(|| left(clause.token_start, REACH)).flatten())
            // "sales were EUR 8 million, which was a drop of 12%", "..., a drop of 12%"
            .or_else(|| {
                (cue.noun.is_none() && is_measured(parsed, cue.token_end)).then(before).flatten()
            }),
        // "higher sales", "sales were higher"; "smaller firms" says nothing of sales
        PartOfSpeech::Adjective => {
            let attributive = right(3).filter(is_next);
            if attributive.is_none() && is_attribute(parsed, cue.token_end) {
                return None;
            }
            attributive
                .or_else(|| left(clause.token_start, REACH))
                .or_else(before)
                .or_else(|| right(6).filter(is_no_reason))
        }
    }
}

/// Behind one of these stands what made something move, or what it moved against.
const REASONS: [&str; 12] = [
    "on",
    "amid",
    "over",
    "as",
    "after",
    "before",
    "ahead",
    "because",
    "following",
    "despite",
    "with",
    "versus",
];

/// Behind one of these begins what is said of a noun: "growth in these regions will outweigh
/// costs".
const AUXILIARIES: [&str; 14] = [
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could",
    "may", "might",
];

/// Whether a comparative belongs to a noun that no lexicon knows: a word stands behind it that is
/// not one of grammar.
fn is_attribute(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    const GRAMMAR: [&str; 29] = [
        "y", "yoy", "qoq", "q", "amid", "than", "in", "on", "at", "by", "from", "to", "for", "as",
        "after", "and", "but", "with", "this", "last", "during", "against", "over", "while",
        "year", "because", "today", "again", "sharply",
    ];
    let is_word = parsed.tokens().get(at as usize).is_some_and(crate::lang::Token::is_word);
    is_word && !parsed.is_any(at, &GRAMMAR) && !parsed.word(at).ends_with("ly")
}

/// What a verb is said of: not the noun behind the preposition but the one before it ("sales in the
/// market fell"), unless that one only counts ("the number of jobs").
fn subject(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    found: (usize, f64),
) -> (usize, f64) {
    const PREPOSITIONS: [&str; 10] =
        ["of", "in", "for", "on", "at", "with", "from", "about", "to", "between"];
    // "its forecast on Wednesday after inflation cooled": another clause, or another noun, has
    // begun
    const JOINTS: [&str; 7] = ["and", "after", "as", "while", "but", "when", "because"];
    let first = found.0;
    let noun = &cues[first];
    let Some(head) = first.checked_sub(1).map(|n| &cues[n]) else { return found };
    let gap = head.token_end..noun.token_start;
    let is_behind = gap.len() <= 3
        && parsed.is_any(head.token_end, &PREPOSITIONS)
        && !gap
            .clone()
            .skip(1)
            .any(|at| JOINTS.iter().chain(&PREPOSITIONS).any(|w| parsed.is_word(at, w)));
    match head.noun {
        Some(polarity) if is_behind && polarity != 0.0 => {
            subject(parsed, cues, compound(cues, (first - 1, polarity)))
        }
        _ => found,
    }
}

/// What nouns that stand side by side come to: a bad one rules ("VIX index", "recession fears"),
/// else the last ("sales margin").
fn compound(cues: &[SentimentCue], found: (usize, f64)) -> (usize, f64) {
    let joins = |left: usize, right: usize| {
        cues.get(left).zip(cues.get(right)).is_some_and(|(l, r)| {
            l.token_end == r.token_start && l.noun.is_some() && r.noun.is_some()
        })
    };
    let (mut first, mut last) = (found.0, found.0);
    while first > 0 && joins(first - 1, first) {
        first -= 1;
    }
    while joins(last, last + 1) {
        last += 1;
    }
    let bad = (first..=last).rev().find(|n| cues[*n].noun.is_some_and(|p| p < 0.0));
    let ruling = bad.unwrap_or(last);
    (ruling, cues[ruling].noun.unwrap_or(found.1))
}

/// Tokens between a verb of getting and what it gets: "signed an extensive cooperation agreement".
const AWARD_REACH: u32 = 12;

/// The prize that the verb at `index` gets: the first behind it, with nothing but words and amounts
/// between.
fn obtained(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    index: usize,
    clause: &Clause,
) -> Option<usize> {
    let cue = &cues[index];
    if cue.obtains == 0.0 {
        return None;
    }
    // "a contract was signed"
    let passive = index
        .checked_sub(1)
        .filter(|n| cues[*n].award == cue.frame && clause.holds(cues[*n].token_start));
    let is_helped = |n: &usize| {
        let between = cues[*n].token_end..cue.token_start;
        between.len() <= 3
            && between.clone().any(|at| parsed.is_any(at, &["was", "were", "been", "is", "are"]))
    };
    if let Some(award) = passive.filter(is_helped) {
        return Some(award);
    }
    // an amount in brackets ends a clause and parts nothing here
    let near = |m: &SentimentCue| m.token_start <= cue.token_end + AWARD_REACH;
    let award = (index + 1..cues.len())
        .take_while(|n| near(&cues[*n]))
        .find(|n| cues[*n].award == cue.frame)?;
    let is_open = (cue.token_end..cues[award].token_start).all(|at| {
        let is_mark = parsed.tokens().get(at as usize).is_some_and(|t| {
            t.is_punct(',') || t.is_punct('.') || t.is_punct(';') || t.is_punct(':')
        });
        !is_mark
            && !parsed.is_any(
                at,
                &["by", "to", "that", "after", "while", "but", "because", "from", "and"],
            )
    });
    is_open.then_some(award)
}

/// Tokens between "swung to" and the result that was reached.
const SWING_REACH: u32 = 9;

/// "slipped to a net loss", "swung into profit": the noun that is reached says which way, not the
/// verb.
fn swung(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    index: usize,
    clause: &Clause,
) -> Option<(usize, f64)> {
    let cue = &cues[index];
    let is_to = parsed.is_word(cue.token_end, "to") || parsed.is_word(cue.token_end, "into");
    let (other, noun) = (index + 1, cues.get(index + 1)?);
    // "swung to a 1.1 mln euro net profit": an amount may stand between
    let is_near =
        noun.token_start <= cue.token_end + SWING_REACH && noun.token_start < clause.token_end;
    let word = parsed.span(noun.token_start, noun.token_end).of(parsed.text());
    let is_result = ["loss", "losses", "profit", "profits", "black", "red"].iter().any(|w| {
        word.len() >= w.len()
            && word.as_bytes()[word.len() - w.len()..].eq_ignore_ascii_case(w.as_bytes())
    });
    (cue.part_of_speech == PartOfSpeech::Verb && is_to && is_near && is_result)
        .then(|| noun.noun.map(|n| (other, n)))
        .flatten()
}

/// "down over 2%", "up 5 percent": an adverb that tells of a movement by its measure.
fn is_adverb(parsed: &ParsedDocument<'_>, cue: &SentimentCue) -> bool {
    (parsed.is_word(cue.token_start, "up") || parsed.is_word(cue.token_start, "down"))
        && is_measured(parsed, cue.token_end)
}

/// Whether a word is what something came from: "raised to neutral from underweight".
fn is_origin(parsed: &ParsedDocument<'_>, cue: &SentimentCue) -> bool {
    (1..=2).any(|back| {
        let at = cue.token_start.checked_sub(back);
        at.is_some_and(|at| {
            parsed.is_word(at, "from")
                && (at + 1..cue.token_start).all(|t| !parsed.tokens()[t as usize].is_word())
        })
    })
}

/// Tokens behind "than" that belong to what something is held against.
const YARDSTICK_REACH: u32 = 8;

/// Whether a word stands in what something is held against: "slower than the 7.9 percent rise seen
/// last year".
fn is_comparison_standard(
    parsed: &ParsedDocument<'_>,
    cue: &SentimentCue,
    clause: &Clause,
) -> bool {
    let from = clause.token_start.max(cue.token_start.saturating_sub(YARDSTICK_REACH));
    (from..cue.token_start)
        .any(|at| parsed.is_word(at, "than") && !parsed.is_word(at.wrapping_sub(1), "more"))
}

/// Tokens of what is hoped for: "hopes of a quick recovery in demand".
const HOPED: u32 = 8;

/// What is hoped for has not happened: where a hope moves, its content does not speak for itself
/// ("the data dimmed hopes for a rate cut", "rate-cut hopes fade").
fn suppress_hoped(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    clauses: &[Clause],
    used: &mut [bool],
) {
    for (hope, noun) in cues.iter().enumerate().filter(|(_, m)| m.is_hope) {
        let content = if parsed.is_any(noun.token_end, &["of", "for", "that", "about"]) {
            noun.token_end + HOPED
        } else {
            noun.token_end
        };
        let is_comma = |at: u32| parsed.tokens().get(at as usize).is_some_and(|t| t.is_punct(','));
        let ends = (noun.token_end + 1..content)
            .find(|at| parsed.is_any(*at, &CONTENT_ENDS) || is_comma(*at));
        let moves_it = |(n, m): &(usize, &SentimentCue)| {
            let found = || {
                clause_of(clauses, m).and_then(|clause| moved(parsed, cues, *n, clause, clauses))
            };
            // a verb reaches no farther, and a sentence may have hundreds of hopes
            let is_near = m.token_start.abs_diff(noun.token_start) <= 2 * REACH + HOPED;
            is_near
                && m.direction != 0.0
                && m.part_of_speech == PartOfSpeech::Verb
                && found().is_some_and(|(other, _)| other == hope)
        };
        let Some((mover, verb)) = cues.iter().enumerate().find(moves_it) else { continue };
        let content = noun.token_end..ends.unwrap_or(content).min(if mover > hope {
            verb.token_start
        } else {
            u32::MAX
        });
        let is_content = |m: &SentimentCue| {
            content.contains(&m.token_start)
                || m.token_end == noun.token_start && m.direction == 0.0
        };
        for (n, cue) in
            cues.iter().enumerate().filter(|(n, m)| *n != hope && *n != mover && is_content(m))
        {
            used[n] |= cue.polar != 0.0 || cue.direction != 0.0;
        }
    }
}

/// Words that end what is hoped for.
const CONTENT_ENDS: [&str; 14] = [
    "after", "as", "while", "but", "when", "because", "is", "are", "was", "were", "has", "have",
    "on", "amid",
];

/// Words that belong to what moved ("recession" in "recession fears ease", "slowdown" in "easing
/// fears of a slowdown") do not speak for themselves.
fn suppress_neighbours(cues: &[SentimentCue], noun: usize, direction: usize, used: &mut [bool]) {
    let (first, last) = (noun.min(direction), noun.max(direction));
    let begin = cues[first].token_start.saturating_sub(2);
    let end = if noun > direction { cues[noun].token_end + 4 } else { cues[last].token_end };
    let from = cues.partition_point(|m| m.token_start < begin);
    for (n, cue) in cues.iter().enumerate().skip(from).take_while(|(_, m)| m.token_start < end) {
        // only bad things are silenced by their noun: "strong growth in sales" keeps its "strong"
        if cues[noun].noun.is_some_and(|p| p < 0.0) && cue.intensity == 0.0 && !cue.negates {
            used[n] = true;
        }
    }
}

/// What other words make of a cue, and which.
struct Shift {
    factor: f64,
    by: Vec<Span>,
}

/// What negators, degrees and watch words before a cue (and degrees right after it) make of it.
fn shift(
    parsed: &ParsedDocument<'_>,
    cues: &[SentimentCue],
    index: usize,
    clause: &Clause,
    noun: Option<usize>,
    watch_weight: f64,
) -> Shift {
    let first = noun.map_or(index, |n| n.min(index));
    let begin = cues[first].token_start.saturating_sub(SHIFT_REACH).max(clause.token_start);
    let end = noun.map_or(index, |n| n.max(index));
    let end = cues[end].token_end + 4;
    let from = cues.partition_point(|m| m.token_start < begin);
    let span = |cue: &SentimentCue| parsed.span(cue.token_start, cue.token_end);
    let mut factor = 1.0;
    let mut by = Vec::new();
    for (n, cue) in cues
        .iter()
        .enumerate()
        .skip(from)
        .take_while(|(_, m)| m.token_start < end.min(clause.token_end))
    {
        if n == index || Some(n) == noun {
            continue;
        }
        let is_before = n < index;
        let before = factor;
        if cue.negates_back && !is_before {
            factor *= NEGATED;
        }
        let is_near = cue.token_end + SHIFT_REACH >= cues[index].token_start || n < first;
        if cue.negates && is_before && is_near && !parsed.is_word(cue.token_end, "only") {
            factor *= NEGATED;
        }
        if cue.intensity > 0.0 && cue.token_start < cues[index].token_end + 2 {
            factor *= cue.intensity;
        }
        if factor.to_bits() != before.to_bits() {
            by.push(span(cue));
        }
    }
    let is_here = |m: &&SentimentCue| clause.holds(m.token_start);
    let behind = cues[..index].iter().filter(is_here).find(|m| m.watch != Watch::No);
    let watch =
        behind.or_else(|| cues[index..].iter().filter(is_here).find(|m| m.watch == Watch::Around));
    if let Some(watch) = watch {
        factor *= watch_weight;
        by.push(span(watch));
    }
    Shift { factor, by }
}
