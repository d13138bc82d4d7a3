//! Which way a number moves: the verb, noun or adverb that governs it within its clause, or its own
//! sign.

use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::{Direction, QuantityKind},
};

/// Tokens between a word of moving and its number.
const BEFORE: u32 = 10;
/// Tokens between a number and the word that follows: "5% lower", "21% year-to-date surge".
const AFTER: u32 = 4;

/// How a number stands to the move in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumericRole {
    /// By how much: "rose 5%", "a 21% surge".
    Delta(Direction),
    /// Where to: "rose to 5%".
    Value,
    /// Where from: "from 4%".
    Base,
}

/// The role of the number of tokens `start..end`, of the family `kind`, in the clause `clause`.
pub(super) fn role(
    parsed: &ParsedDocument<'_>,
    clause: (u32, u32),
    (start, end): (u32, u32),
    kind: QuantityKind,
) -> NumericRole {
    match parsed.tokens().get(start as usize).and_then(crate::lang::Token::punct) {
        Some('-') => return NumericRole::Delta(Direction::Down),
        Some('+') => return NumericRole::Delta(Direction::Up),
        _ => {}
    }
    if let Some(direction) = at_rate(parsed, clause.0, start, end) {
        return NumericRole::Delta(direction);
    }
    let preposition = preposition(parsed, clause.0, start);
    if preposition == Some(NumericRole::Base) {
        return NumericRole::Base;
    }
    if kind == QuantityKind::Percent && is_part(parsed, clause.0, start, end)
        || kind == QuantityKind::Currency && is_raised(parsed, start)
    {
        return NumericRole::Value;
    }
    if let Some(direction) = after(parsed, clause.1, end) {
        return NumericRole::Delta(direction);
    }
    if let Some(role) = preposition {
        return role;
    }
    before(parsed, clause.0, start).map_or(NumericRole::Value, NumericRole::Delta)
}

/// "Expanded at a 5% rate", "growing at a pace of 5%", "growth at 5%": how fast, though "at" stands
/// before it.
fn at_rate(parsed: &ParsedDocument<'_>, floor: u32, start: u32, end: u32) -> Option<Direction> {
    let at =
        (floor.max(start.saturating_sub(7))..start).rev().find(|n| parsed.is_word(*n, "at"))?;
    let is_pace = |n: u32| parsed.is_any(n, &["rate", "pace", "clip"]);
    let is_fast = (at + 1..start).any(is_pace)
        || (end..end + 3).any(is_pace)
        || at > floor && at + 1 == start && parsed.is_any(at - 1, &["growth"]);
    let from = floor.max(at.saturating_sub(2));
    let hits = parsed.scan.hits_in(Layer::Claim, from, at);
    is_fast.then(|| hits.iter().rev().find_map(|hit| direction(parsed, hit))).flatten()
}

/// "In 41% of patients", "and 64% of its members": a part of all, unless a verb of moving stands
/// right before it.
fn is_part(parsed: &ParsedDocument<'_>, floor: u32, start: u32, end: u32) -> bool {
    if !parsed.is_word(end, "of") {
        return false;
    }
    let before = start.checked_sub(1).filter(|n| *n >= floor);
    let is_in = before.is_some_and(|n| parsed.is_any(n, &["in", "among", "for"]));
    let is_owned = parsed.is_any(
        end + 1,
        &[
            "the",
            "its",
            "their",
            "his",
            "our",
            "all",
            "those",
            "them",
            "patients",
            "people",
            "companies",
        ],
    );
    let hits = parsed.scan.hits_in(Layer::Claim, floor.max(start.saturating_sub(3)), start);
    is_in || is_owned && hits.iter().all(|hit| direction(parsed, hit).is_none())
}

/// "Raised $2.4 billion": money that was got, not a move.
fn is_raised(parsed: &ParsedDocument<'_>, start: u32) -> bool {
    let before = (start.saturating_sub(3)..start).rev().find(|n| !is_approximator(parsed, *n));
    before.is_some_and(|n| parsed.is_any(n, &["raise", "raised", "raises", "raising"]))
}

fn is_approximator(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    parsed.is_any(at, &APPROXIMATORS)
}

/// Whether a count is of what was won or lost: "grew by 41,000", "shed 9,000 jobs".
pub(super) fn is_moved_count(parsed: &ParsedDocument<'_>, start: u32) -> bool {
    const MOVING: [&str; 14] = [
        "by", "added", "add", "adds", "adding", "shed", "sheds", "shedding", "lost", "lose",
        "gained", "cut", "cuts", "slashed",
    ];
    let before = (start.saturating_sub(3)..start).rev().find(|n| !is_approximator(parsed, *n));
    before.is_some_and(|n| parsed.is_any(n, &MOVING))
}

/// Words between a preposition and its number.
const APPROXIMATORS: [&str; 19] = [
    "about",
    "around",
    "nearly",
    "roughly",
    "almost",
    "just",
    "over",
    "under",
    "a",
    "record",
    "approximately",
    "the",
    "its",
    "their",
    "some",
    "anticipated",
    "expected",
    "earlier",
    "another",
];

/// What the preposition before the number makes of it, words of approximation between them passed
/// over.
fn preposition(parsed: &ParsedDocument<'_>, floor: u32, start: u32) -> Option<NumericRole> {
    // "from a range of 3 to 4"
    let is_range = |n: u32| {
        parsed.is_word(n, "range")
            || parsed.is_word(n, "of") && parsed.is_word(n.wrapping_sub(1), "range")
    };
    let at = (floor.max(start.saturating_sub(6))..start)
        .rev()
        .find(|n| !is_approximator(parsed, *n) && !is_range(*n))?;
    if parsed.is_word(at, "from") {
        return Some(NumericRole::Base);
    }
    parsed
        .is_any(at, &["to", "at", "is", "was", "near", "above", "below", "past"])
        .then_some(NumericRole::Value)
}

fn direction(parsed: &ParsedDocument<'_>, hit: &Hit) -> Option<Direction> {
    match parsed.entry(hit).class {
        Class::MoveUp => Some(Direction::Up),
        Class::MoveDown => Some(Direction::Down),
        _ => None,
    }
}

fn after(parsed: &ParsedDocument<'_>, ceiling: u32, end: u32) -> Option<Direction> {
    let reach = ceiling.min(end.saturating_add(AFTER));
    let hits = parsed.scan.hits_in(Layer::Claim, end, reach);
    let hit = hits.iter().find(|h| direction(parsed, h).is_some())?;
    let is_open = (end..hit.token_start).all(|n| {
        let token = parsed.tokens().get(n as usize);
        token.is_some_and(|t| {
            (t.is_word() || t.is_punct('-'))
                && !parsed.is_any(
                    n,
                    &["to", "from", "and", "or", "as", "in", "after", "of", "while", "with", "by"],
                )
        })
    });
    if is_open { direction(parsed, hit) } else { None }
}

fn before(parsed: &ParsedDocument<'_>, floor: u32, start: u32) -> Option<Direction> {
    let from = floor.max(start.saturating_sub(BEFORE));
    let hits = parsed.scan.hits_in(Layer::Claim, from, start);
    hits.iter().rev().find_map(|h| direction(parsed, h))
}
