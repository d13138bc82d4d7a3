//! How exact a number is said to be.

use super::cursor::Cursor;
use crate::{lexicon::Class, model::Qualifier};

/// The qualifier of the quantity in tokens `start..end`.
pub(super) fn qualifier(c: &Cursor<'_>, start: u32, end: u32) -> Qualifier {
    after(c, end).or_else(|| before(c, start, end)).unwrap_or_default()
}

fn after(c: &Cursor<'_>, end: u32) -> Option<Qualifier> {
    if c.is_punct(end, '+') && c.is_glued(end) || c.is_punct(end, '-') && c.is(end + 1, "plus") {
        return Some(Qualifier::Over);
    }
    // "5 million shares or more" is too far; in "$2 billion and below 3%" the word is that of the
    // second
    let has_own = c.is_number(end + 2)
        || c.term(end + 2, Class::Currency).is_some()
        || c.term(end + 2, Class::NumberWord).is_some();
    if !c.is(end, "or") && !c.is(end, "and") || has_own {
        return None;
    }
    match () {
        () if c
            .is_any(end + 1, &["more", "greater", "higher", "above", "over", "better", "up"]) =>
        {
            Some(Qualifier::AtLeast)
        }
        () if c.is_any(end + 1, &["less", "fewer", "lower", "below", "under"]) => {
            Some(Qualifier::AtMost)
        }
        () if c.is(end + 1, "so") => Some(Qualifier::About),
        () => None,
    }
}

/// Whether the last word is a unit of time.
fn ends_in_time(c: &Cursor<'_>, end: u32) -> bool {
    c.term(end.wrapping_sub(1), Class::Unit).is_some_and(|t| super::amount::is_time(t.unit()))
}

fn before(c: &Cursor<'_>, start: u32, end: u32) -> Option<Qualifier> {
    let term = c.term_before(start, Class::Approximator)?;
    // "more than a 5% rise", "sub-2%"
    let gap = start - term.end;
    let bridges = gap == 0
        || gap == 1
            && (c.is_any(term.end, &["a", "an", "another", "some"]) || c.is_hyphen(term.end));
    if !bridges {
        return None;
    }
    // "rolled out over five years" tells when, "for over five years" how long
    let is_span = c.is(term.start, "over") && term.end == term.start + 1 && ends_in_time(c, end);
    if is_span
        && !c.is_any(
            term.start.wrapping_sub(1),
            &[
                "for", "in", "after", "just", "well", "of", "lasted", "lasting", "took", "spent",
                "spans",
            ],
        )
    {
        return None;
    }
    // "moved up to $2.35" is a move upwards
    let verb = term.start.wrapping_sub(1);
    let goes = c.moves_before(term.start, 1)
        || c.is_any(
            verb,
            &[
                "moved", "went", "moving", "going", "edged", "pushed", "bid", "marched", "crept",
                "came",
            ],
        );
    if goes && c.is(term.start, "up") {
        return None;
    }
    Some(match term.unit() {
        "about" => Qualifier::About,
        "over" => Qualifier::Over,
        "under" => Qualifier::Under,
        "at_least" => Qualifier::AtLeast,
        "at_most" => Qualifier::AtMost,
        _ => Qualifier::Exact,
    })
}
