//! Which way a number moves: the verb, noun or adverb that governs it within its clause, or its own sign.

use crate::{
    lexicon::{Class, Hit, Layer, Reading},
    model::Direction,
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

/// The role of the number of tokens `start..end` in the clause `clause`; `others` tells whether a token belongs to another number.
pub(super) fn role(reading: &Reading<'_>, clause: (u32, u32), start: u32, end: u32) -> Role {
    match reading.tokens().get(start as usize).and_then(crate::lang::Token::punct) {
        Some('-') => return Role::Amount(Direction::Down),
        Some('+') => return Role::Amount(Direction::Up),
        _ => {}
    }
    let preposition = preposition(reading, clause.0, start);
    if preposition == Some(Role::Origin) {
        return Role::Origin;
    }
    if let Some(direction) = after(reading, clause.1, end) {
        return Role::Amount(direction);
    }
    if let Some(role) = preposition {
        return role;
    }
    before(reading, clause.0, start).map_or(Role::Level, Role::Amount)
}

/// What the preposition before the number makes of it, words of approximation between them passed over.
fn preposition(reading: &Reading<'_>, floor: u32, start: u32) -> Option<Role> {
    let at = (floor.max(start.saturating_sub(4))..start).rev().find(|n| {
        !["about", "around", "nearly", "roughly", "almost", "just", "over", "under", "a", "record", "approximately"]
            .iter()
            .any(|w| reading.is_word(*n, w))
    })?;
    if reading.is_word(at, "from") {
        return Some(Role::Origin);
    }
    ["to", "at", "is", "was", "near", "above", "below", "past"].iter().any(|w| reading.is_word(at, w)).then_some(Role::Level)
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
                && !["to", "from", "and", "or", "as", "in", "after", "of", "while", "with", "by"].iter().any(|w| reading.is_word(n, w))
        })
    });
    if is_open { direction(reading, hit) } else { None }
}

fn before(reading: &Reading<'_>, floor: u32, start: u32) -> Option<Direction> {
    let from = floor.max(start.saturating_sub(BEFORE));
    let hits = reading.scan.hits_in(Layer::Claim, from, start);
    hits.iter().rev().find_map(|h| direction(reading, h))
}
