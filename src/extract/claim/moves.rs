//! Which way a number moves: the verb, noun or adverb that governs it within its clause, or its own
//! sign.

use crate::{
    lexicon::{Class, Hit, Layer, Reading},
    model::{Direction, QuantityKind},
};

/// Tokens between a word of moving and its number.
const BEFORE: u32 = 10;
/// Tokens between a number and the word that follows: "5% lower", "21% year-to-date surge".
const AFTER: u32 = 4;

/// How a number stands to the move in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// By how much: "rose 5%", "a 21% surge".
    Amount(Direction),
    /// Where to: "rose to 5%".
    Level,
    /// Where from: "from 4%".
    Origin,
}

/// The role of the number of tokens `start..end`, of the family `kind`, in the clause `clause`.
pub(super) fn role(
    reading: &Reading<'_>,
    clause: (u32, u32),
    (start, end): (u32, u32),
    kind: QuantityKind,
) -> Role {
    match reading.tokens().get(start as usize).and_then(crate::lang::Token::punct) {
        Some('-') => return Role::Amount(Direction::Down),
        Some('+') => return Role::Amount(Direction::Up),
        _ => {}
    }
    if let Some(direction) = at_rate(reading, clause.0, start, end) {
        return Role::Amount(direction);
    }
    let preposition = preposition(reading, clause.0, start);
    if preposition == Some(Role::Origin) {
        return Role::Origin;
    }
    if kind == QuantityKind::Percent && is_part(reading, clause.0, start, end)
        || kind == QuantityKind::Currency && is_raised(reading, start)
    {
        return Role::Level;
    }
    if let Some(direction) = after(reading, clause.1, end) {
        return Role::Amount(direction);
    }
    if let Some(role) = preposition {
        return role;
    }
    before(reading, clause.0, start).map_or(Role::Level, Role::Amount)
}

/// "Expanded at a 5% rate", "growing at a pace of 5%", "growth at 5%": how fast, though "at" stands
/// before it.
fn at_rate(reading: &Reading<'_>, floor: u32, start: u32, end: u32) -> Option<Direction> {
    let at =
        (floor.max(start.saturating_sub(7))..start).rev().find(|n| reading.is_word(*n, "at"))?;
    let is_pace = |n: u32| reading.is_any(n, &["rate", "pace", "clip"]);
    let is_fast = (at + 1..start).any(is_pace)
        || (end..end + 3).any(is_pace)
        || at > floor && at + 1 == start && reading.is_any(at - 1, &["growth"]);
    let from = floor.max(at.saturating_sub(2));
    let hits = reading.scan.hits_in(Layer::Claim, from, at);
    is_fast.then(|| hits.iter().rev().find_map(|hit| direction(reading, hit))).flatten()
}

/// "In 41% of patients", "and 64% of its members": a part of all, unless a verb of moving stands
/// right before it.
fn is_part(reading: &Reading<'_>, floor: u32, start: u32, end: u32) -> bool {
    if !reading.is_word(end, "of") {
        return false;
    }
    let before = start.checked_sub(1).filter(|n| *n >= floor);
    let is_in = before.is_some_and(|n| reading.is_any(n, &["in", "among", "for"]));
    let is_owned = reading.is_any(
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
    let hits = reading.scan.hits_in(Layer::Claim, floor.max(start.saturating_sub(3)), start);
    is_in || is_owned && hits.iter().all(|hit| direction(reading, hit).is_none())
}

/// "Raised $2.4 billion": money that was got, not a move.
fn is_raised(reading: &Reading<'_>, start: u32) -> bool {
    let before = (start.saturating_sub(3)..start).rev().find(|n| !is_approximator(reading, *n));
    before.is_some_and(|n| reading.is_any(n, &["raise", "raised", "raises", "raising"]))
}

fn is_approximator(reading: &Reading<'_>, at: u32) -> bool {
    reading.is_any(at, &APPROXIMATORS)
}

/// Whether a count is of what was won or lost: "grew by 41,000", "shed 9,000 jobs".
pub(super) fn is_moved_count(reading: &Reading<'_>, start: u32) -> bool {
    const MOVING: [&str; 14] = [
        "by", "added", "add", "adds", "adding", "shed", "sheds", "shedding", "lost", "lose",
        "gained", "cut", "cuts", "slashed",
    ];
    let before = (start.saturating_sub(3)..start).rev().find(|n| !is_approximator(reading, *n));
    before.is_some_and(|n| reading.is_any(n, &MOVING))
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
fn preposition(reading: &Reading<'_>, floor: u32, start: u32) -> Option<Role> {
    // "from a range of 3 to 4"
    let is_range = |n: u32| {
        reading.is_word(n, "range")
            || reading.is_word(n, "of") && reading.is_word(n.wrapping_sub(1), "range")
    };
    let at = (floor.max(start.saturating_sub(6))..start)
        .rev()
        .find(|n| !is_approximator(reading, *n) && !is_range(*n))?;
    if reading.is_word(at, "from") {
        return Some(Role::Origin);
    }
    reading
        .is_any(at, &["to", "at", "is", "was", "near", "above", "below", "past"])
        .then_some(Role::Level)
}

fn direction(reading: &Reading<'_>, hit: &Hit) -> Option<Direction> {
    match reading.entry(hit).class {
        Class::MoveUp => Some(Direction::Up),
        Class::MoveDown => Some(Direction::Down),
        _ => None,
    }
}

fn after(reading: &Reading<'_>, ceiling: u32, end: u32) -> Option<Direction> {
    let reach = ceiling.min(end.saturating_add(AFTER));
    let hits = reading.scan.hits_in(Layer::Claim, end, reach);
    let hit = hits.iter().find(|h| direction(reading, h).is_some())?;
    let is_open = (end..hit.token_start).all(|n| {
        let token = reading.tokens().get(n as usize);
        token.is_some_and(|t| {
            (t.is_word() || t.is_punct('-'))
                && !reading.is_any(
                    n,
                    &["to", "from", "and", "or", "as", "in", "after", "of", "while", "with", "by"],
                )
        })
    });
    if is_open { direction(reading, hit) } else { None }
}

fn before(reading: &Reading<'_>, floor: u32, start: u32) -> Option<Direction> {
    let from = floor.max(start.saturating_sub(BEFORE));
    let hits = reading.scan.hits_in(Layer::Claim, from, start);
    hits.iter().rev().find_map(|h| direction(reading, h))
}
