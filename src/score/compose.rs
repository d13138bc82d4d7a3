//! Directions act on what moves; polar words stand for themselves; negators and degrees act within
//! their clause.

use super::{
    clause::Clause,
    marks::{Mark, Sort, Watch},
    verb::{is_measured, is_object, is_passive, is_phrase},
};
use crate::{
    lexicon::Reading,
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
    reading: &Reading<'_>,
    marks: &[Mark],
    clauses: &[Clause],
    strength: Strength,
    trace: &mut Vec<TraceStep>,
) -> Used {
    let mut used = Used { marks: vec![false; marks.len()], has_moved: false };
    // verbs first: what they move ("GDP growth slowed") does not move anything itself
    let is_noun = |m: &Mark| m.sort == Sort::Noun;
    let verbs = marks.iter().enumerate().filter(|(_, m)| m.direction != 0.0 && !is_noun(m));
    let nouns = marks.iter().enumerate().filter(|(_, m)| m.direction != 0.0 && is_noun(m));
    silence_hoped(reading, marks, clauses, &mut used.marks);
    for (index, mark) in verbs.chain(nouns) {
        if used.marks[index] {
            continue;
        }
        let Some(clause) = clause_of(clauses, mark) else { continue };
        if let Some((other, noun)) = swung(reading, marks, index, clause) {
            used.marks[index] = true;
            used.marks[other] = true;
            used.has_moved = true;
            let shift = shift(reading, marks, index, clause, Some(other), strength.watched);
            let value = noun * shift.factor * clause.weight;
            push(reading, trace, mark, Some(&marks[other]), "swing", value, shift.by);
        } else if let Some((other, noun)) = moved(reading, marks, index, clause, clauses) {
            used.marks[index] = true;
            used.marks[other] = true;
            used.has_moved = true;
            // "gold falls 0.3%": neither good nor bad for the world, bad for its holder, of whom
            // headlines tell
            let is_priced = noun == 0.0
                && mark.sort == Sort::Verb
                && strength.bare_direction >= MEASURED
                && is_measured(reading, mark.token_end);
            let noun = if is_priced { MEASURED } else { noun };
            if noun != 0.0 {
                let shift = shift(reading, marks, index, clause, Some(other), strength.watched);
                let value = mark.direction * noun * shift.factor * clause.weight;
                silence_neighbours(marks, other, index, &mut used.marks);
                push(reading, trace, mark, Some(&marks[other]), "direction_noun", value, shift.by);
            }
        }
    }
    for (index, mark) in marks.iter().enumerate() {
        if used.marks[index] {
            continue;
        }
        let Some(clause) = clause_of(clauses, mark) else { continue };
        let shift = shift(reading, marks, index, clause, None, strength.watched);
        let factor = shift.factor * clause.weight;
        if let Some(prize) = obtained(reading, marks, index, clause) {
            used.marks[prize] = true;
            push(
                reading,
                trace,
                mark,
                None,
                "obtained",
                mark.obtains * strength.polar * factor,
                shift.by,
            );
            continue;
        }
        if is_yardstick(reading, mark, clause) {
            continue;
        }
        if mark.polar != 0.0 && !is_origin(reading, mark) {
            used.marks[index] = true;
            push(
                reading,
                trace,
                mark,
                None,
                "polar_word",
                mark.polar * strength.polar * factor,
                shift.by,
            );
        } else if mark.direction != 0.0
            && !mark.is_transitive
            && strength.bare_direction > 0.0
            && (mark.sort != Sort::Adjective || is_adverb(reading, mark))
        {
            let share = if mark.sort != Sort::Noun && is_measured(reading, mark.token_end) {
                MEASURED
            } else {
                strength.bare_direction
            };
            let value = mark.direction * share.max(strength.bare_direction) * factor;
            push(reading, trace, mark, None, "bare_direction", value, shift.by);
        }
    }
    trace.sort_by_key(|step| step.span);
    used
}

/// What composition has consumed.
pub(super) struct Used {
    pub marks: Vec<bool>,
    /// Whether any direction found what it moves.
    pub has_moved: bool,
}

fn push(
    reading: &Reading<'_>,
    trace: &mut Vec<TraceStep>,
    mark: &Mark,
    noun: Option<&Mark>,
    rule: &'static str,
    value: f64,
    shifted_by: Vec<Span>,
) {
    if value == 0.0 {
        return;
    }
    let span = reading.span(mark.token_start, mark.token_end);
    let on = noun.map(|noun| ActedOn {
        span: reading.span(noun.token_start, noun.token_end),
        is_up: Some(mark.direction > 0.0),
        is_good: noun.noun.unwrap_or(0.0) > 0.0,
    });
    trace.push(TraceStep { span, rule, value, on, shifted_by });
}

fn clause_of<'c>(clauses: &'c [Clause], mark: &Mark) -> Option<&'c Clause> {
    let after = clauses.partition_point(|c| c.token_start <= mark.token_start);
    clauses.get(after.checked_sub(1)?)
}

/// What the direction at `index` moves, and its polarity.
fn moved(
    reading: &Reading<'_>,
    marks: &[Mark],
    index: usize,
    clause: &Clause,
    clauses: &[Clause],
) -> Option<(usize, f64)> {
    let mark = &marks[index];
    let is_free = |n: usize| marks[n].noun.map(|noun| (n, noun));
    let right = |reach: u32| {
        marks[index + 1..]
            .iter()
            .enumerate()
            .map(|(n, m)| (index + 1 + n, m))
            .take_while(|(_, m)| {
                m.token_start < clause.token_end && m.token_start <= mark.token_end + reach
            })
            .find_map(|(n, _)| is_free(n))
            .map(|found| compound(marks, found))
    };
    let left = |from: u32, reach: u32| {
        marks[..index]
            .iter()
            .enumerate()
            .rev()
            .take_while(|(_, m)| m.token_end + reach > mark.token_start && m.token_start >= from)
            .find_map(|(n, _)| is_free(n))
            .map(|found| subject(reading, marks, compound(marks, found)))
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
        |words: &[&str], to: u32| (mark.token_end..to).any(|at| reading.is_any(at, words));
    // "materials down on virus fears": what stands behind gives the reason and did not move
    let is_no_reason = |n: &(usize, f64)| !has_between(&REASONS, marks[n.0].token_start);
    let is_next = |n: &(usize, f64)| is_phrase(reading, mark.token_end, marks[n.0].token_start);
    match mark.sort {
        // "the bank raised" something: the bank did not rise; "the payout was raised"
        Sort::Verb if mark.is_transitive && !is_passive(reading, mark) => {
            let is_object =
                |n: &(usize, f64)| is_object(reading, mark.token_end, marks[n.0].token_start);
            // "sales boost", "price hikes": the noun of the verb
            let is_beside = |n: &(usize, f64)| {
                marks[n.0].token_end == mark.token_start && !marks[n.0].is_target
            };
            right(OBJECT_REACH + 2)
                .filter(is_object)
                .or_else(|| left(clause.token_start, 1).filter(is_beside))
        }
        Sort::Verb => right(OBJECT_REACH)
            .filter(is_next)
            .or_else(|| left(clause.token_start, REACH))
            .or_else(before)
            .or_else(|| right(OBJECT_REACH + 2).filter(is_no_reason)),
        // "a rise of 5% in sales", "sales growth", "profit showed a drop"
        Sort::Noun => right(8)
            .filter(|(n, _)| {
                has_between(&["in", "of", "for"], marks[*n].token_start)
                    && !has_between(&AUXILIARIES, marks[*n].token_start)
            })
            .or_else(|| left(clause.token_start, 3))
            .or_else(|| right(2).filter(is_next))
            .or_else(|| mark.noun.is_none().then(|| left(clause.token_start, REACH)).flatten())
            // "sales were EUR 8 million, which was a drop of 12%", "..., a drop of 12%"
            .or_else(|| {
                (mark.noun.is_none() && is_measured(reading, mark.token_end)).then(before).flatten()
            }),
        // "higher sales", "sales were higher"; "smaller firms" says nothing of sales
        Sort::Adjective => {
            let attributive = right(3).filter(is_next);
            if attributive.is_none() && is_attribute(reading, mark.token_end) {
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
fn is_attribute(reading: &Reading<'_>, at: u32) -> bool {
    const GRAMMAR: [&str; 29] = [
        "y", "yoy", "qoq", "q", "amid", "than", "in", "on", "at", "by", "from", "to", "for", "as",
        "after", "and", "but", "with", "this", "last", "during", "against", "over", "while",
        "year", "because", "today", "again", "sharply",
    ];
    let is_word = reading.tokens().get(at as usize).is_some_and(crate::lang::Token::is_word);
    is_word && !reading.is_any(at, &GRAMMAR) && !reading.word(at).ends_with("ly")
}

/// What a verb is said of: not the noun behind the preposition but the one before it ("sales in the
/// market fell"), unless that one only counts ("the number of jobs").
fn subject(reading: &Reading<'_>, marks: &[Mark], found: (usize, f64)) -> (usize, f64) {
    const PREPOSITIONS: [&str; 10] =
        ["of", "in", "for", "on", "at", "with", "from", "about", "to", "between"];
    // "its forecast on Wednesday after inflation cooled": another clause, or another noun, has
    // begun
    const JOINTS: [&str; 7] = ["and", "after", "as", "while", "but", "when", "because"];
    let first = found.0;
    let noun = &marks[first];
    let Some(head) = first.checked_sub(1).map(|n| &marks[n]) else { return found };
    let gap = head.token_end..noun.token_start;
    let is_behind = gap.len() <= 3
        && reading.is_any(head.token_end, &PREPOSITIONS)
        && !gap
            .clone()
            .skip(1)
            .any(|at| JOINTS.iter().chain(&PREPOSITIONS).any(|w| reading.is_word(at, w)));
    match head.noun {
        Some(polarity) if is_behind && polarity != 0.0 => {
            subject(reading, marks, compound(marks, (first - 1, polarity)))
        }
        _ => found,
    }
}

/// What nouns that stand side by side come to: a bad one rules ("VIX index", "recession fears"),
/// else the last ("sales margin").
fn compound(marks: &[Mark], found: (usize, f64)) -> (usize, f64) {
    let joins = |left: usize, right: usize| {
        marks.get(left).zip(marks.get(right)).is_some_and(|(l, r)| {
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
    let bad = (first..=last).rev().find(|n| marks[*n].noun.is_some_and(|p| p < 0.0));
    let ruling = bad.unwrap_or(last);
    (ruling, marks[ruling].noun.unwrap_or(found.1))
}

/// Tokens between a verb of getting and what it gets: "signed an extensive cooperation agreement".
const PRIZE_REACH: u32 = 12;

/// The prize that the verb at `index` gets: the first behind it, with nothing but words and amounts
/// between.
fn obtained(reading: &Reading<'_>, marks: &[Mark], index: usize, clause: &Clause) -> Option<usize> {
    let mark = &marks[index];
    if mark.obtains == 0.0 {
        return None;
    }
    // "a contract was signed"
    let passive = index
        .checked_sub(1)
        .filter(|n| marks[*n].prize == mark.seeks && clause.holds(marks[*n].token_start));
    let is_helped = |n: &usize| {
        let between = marks[*n].token_end..mark.token_start;
        between.len() <= 3
            && between.clone().any(|at| reading.is_any(at, &["was", "were", "been", "is", "are"]))
    };
    if let Some(prize) = passive.filter(is_helped) {
        return Some(prize);
    }
    // an amount in brackets ends a clause and parts nothing here
    let near = |m: &Mark| m.token_start <= mark.token_end + PRIZE_REACH;
    let prize = (index + 1..marks.len())
        .take_while(|n| near(&marks[*n]))
        .find(|n| marks[*n].prize == mark.seeks)?;
    let is_open = (mark.token_end..marks[prize].token_start).all(|at| {
        let is_mark = reading.tokens().get(at as usize).is_some_and(|t| {
            t.is_punct(',') || t.is_punct('.') || t.is_punct(';') || t.is_punct(':')
        });
        !is_mark
            && !reading.is_any(
                at,
                &["by", "to", "that", "after", "while", "but", "because", "from", "and"],
            )
    });
    is_open.then_some(prize)
}

/// Tokens between "swung to" and the result that was reached.
const SWING_REACH: u32 = 9;

/// "slipped to a net loss", "swung into profit": the noun that is reached says which way, not the
/// verb.
fn swung(
    reading: &Reading<'_>,
    marks: &[Mark],
    index: usize,
    clause: &Clause,
) -> Option<(usize, f64)> {
    let mark = &marks[index];
    let is_to = reading.is_word(mark.token_end, "to") || reading.is_word(mark.token_end, "into");
    let (other, noun) = (index + 1, marks.get(index + 1)?);
    // "swung to a 1.1 mln euro net profit": an amount may stand between
    let is_near =
        noun.token_start <= mark.token_end + SWING_REACH && noun.token_start < clause.token_end;
    let word = reading.span(noun.token_start, noun.token_end).of(reading.text());
    let is_result = ["loss", "losses", "profit", "profits", "black", "red"].iter().any(|w| {
        word.len() >= w.len()
            && word.as_bytes()[word.len() - w.len()..].eq_ignore_ascii_case(w.as_bytes())
    });
    (mark.sort == Sort::Verb && is_to && is_near && is_result)
        .then(|| noun.noun.map(|n| (other, n)))
        .flatten()
}

/// "down over 2%", "up 5 percent": an adverb that tells of a movement by its measure.
fn is_adverb(reading: &Reading<'_>, mark: &Mark) -> bool {
    (reading.is_word(mark.token_start, "up") || reading.is_word(mark.token_start, "down"))
        && is_measured(reading, mark.token_end)
}

/// Whether a word is what something came from: "raised to neutral from underweight".
fn is_origin(reading: &Reading<'_>, mark: &Mark) -> bool {
    (1..=2).any(|back| {
        let at = mark.token_start.checked_sub(back);
        at.is_some_and(|at| {
            reading.is_word(at, "from")
                && (at + 1..mark.token_start).all(|t| !reading.tokens()[t as usize].is_word())
        })
    })
}

/// Tokens behind "than" that belong to what something is held against.
const YARDSTICK_REACH: u32 = 8;

/// Whether a word stands in what something is held against: "slower than the 7.9 percent rise seen
/// last year".
fn is_yardstick(reading: &Reading<'_>, mark: &Mark, clause: &Clause) -> bool {
    let from = clause.token_start.max(mark.token_start.saturating_sub(YARDSTICK_REACH));
    (from..mark.token_start)
        .any(|at| reading.is_word(at, "than") && !reading.is_word(at.wrapping_sub(1), "more"))
}

/// Tokens of what is hoped for: "hopes of a quick recovery in demand".
const HOPED: u32 = 8;

/// What is hoped for has not happened: where a hope moves, its content does not speak for itself
/// ("the data dimmed hopes for a rate cut", "rate-cut hopes fade").
fn silence_hoped(reading: &Reading<'_>, marks: &[Mark], clauses: &[Clause], used: &mut [bool]) {
    for (hope, noun) in marks.iter().enumerate().filter(|(_, m)| m.is_hope) {
        let content = if reading.is_any(noun.token_end, &["of", "for", "that", "about"]) {
            noun.token_end + HOPED
        } else {
            noun.token_end
        };
        let is_comma = |at: u32| reading.tokens().get(at as usize).is_some_and(|t| t.is_punct(','));
        let ends = (noun.token_end + 1..content)
            .find(|at| reading.is_any(*at, &CONTENT_ENDS) || is_comma(*at));
        let moves_it = |(n, m): &(usize, &Mark)| {
            let found = || {
                clause_of(clauses, m).and_then(|clause| moved(reading, marks, *n, clause, clauses))
            };
            // a verb reaches no farther, and a sentence may have hundreds of hopes
            let is_near = m.token_start.abs_diff(noun.token_start) <= 2 * REACH + HOPED;
            is_near
                && m.direction != 0.0
                && m.sort == Sort::Verb
                && found().is_some_and(|(other, _)| other == hope)
        };
        let Some((mover, verb)) = marks.iter().enumerate().find(moves_it) else { continue };
        let content = noun.token_end..ends.unwrap_or(content).min(if mover > hope {
            verb.token_start
        } else {
            u32::MAX
        });
        let is_content = |m: &Mark| {
            content.contains(&m.token_start)
                || m.token_end == noun.token_start && m.direction == 0.0
        };
        for (n, mark) in
            marks.iter().enumerate().filter(|(n, m)| *n != hope && *n != mover && is_content(m))
        {
            used[n] |= mark.polar != 0.0 || mark.direction != 0.0;
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
fn silence_neighbours(marks: &[Mark], noun: usize, direction: usize, used: &mut [bool]) {
    let (first, last) = (noun.min(direction), noun.max(direction));
    let begin = marks[first].token_start.saturating_sub(2);
    let end = if noun > direction { marks[noun].token_end + 4 } else { marks[last].token_end };
    let from = marks.partition_point(|m| m.token_start < begin);
    for (n, mark) in marks.iter().enumerate().skip(from).take_while(|(_, m)| m.token_start < end) {
        // only bad things are silenced by their noun: "strong growth in sales" keeps its "strong"
        if marks[noun].noun.is_some_and(|p| p < 0.0) && mark.intensity == 0.0 && !mark.negates {
            used[n] = true;
        }
    }
}

/// What other words make of a mark, and which.
struct Shift {
    factor: f64,
    by: Vec<Span>,
}

/// What negators, degrees and watch words before a mark (and degrees right after it) make of it.
fn shift(
    reading: &Reading<'_>,
    marks: &[Mark],
    index: usize,
    clause: &Clause,
    noun: Option<usize>,
    watch_weight: f64,
) -> Shift {
    let first = noun.map_or(index, |n| n.min(index));
    let begin = marks[first].token_start.saturating_sub(SHIFT_REACH).max(clause.token_start);
    let end = noun.map_or(index, |n| n.max(index));
    let end = marks[end].token_end + 4;
    let from = marks.partition_point(|m| m.token_start < begin);
    let span = |mark: &Mark| reading.span(mark.token_start, mark.token_end);
    let mut factor = 1.0;
    let mut by = Vec::new();
    for (n, mark) in marks
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
        if mark.negates_back && !is_before {
            factor *= NEGATED;
        }
        let is_near = mark.token_end + SHIFT_REACH >= marks[index].token_start || n < first;
        if mark.negates && is_before && is_near && !reading.is_word(mark.token_end, "only") {
            factor *= NEGATED;
        }
        if mark.intensity > 0.0 && mark.token_start < marks[index].token_end + 2 {
            factor *= mark.intensity;
        }
        if factor.to_bits() != before.to_bits() {
            by.push(span(mark));
        }
    }
    let is_here = |m: &&Mark| clause.holds(m.token_start);
    let behind = marks[..index].iter().filter(is_here).find(|m| m.watch != Watch::No);
    let watch =
        behind.or_else(|| marks[index..].iter().filter(is_here).find(|m| m.watch == Watch::Around));
    if let Some(watch) = watch {
        factor *= watch_weight;
        by.push(span(watch));
    }
    Shift { factor, by }
}
