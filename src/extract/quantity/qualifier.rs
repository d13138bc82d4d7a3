//! How exact a number is said to be.

use super::terms::{NumberTerms, is_time};
use crate::{
    lexicon::{Class, SentenceView},
    model::{Qualifier, TokenRange},
};

/// The qualifier of the quantity in tokens `start..end`.
pub(super) fn qualifier(view: &SentenceView<'_>, start: u32, end: u32) -> Qualifier {
    after(view, end).or_else(|| before(view, start, end)).unwrap_or_default()
}

fn after(view: &SentenceView<'_>, end: u32) -> Option<Qualifier> {
    if view.is_punct(end, '+') && view.is_joined(end)
        || view.is_punct(end, '-') && view.is_word(end + 1, "plus")
    {
        return Some(Qualifier::Over);
    }
    // "5 million shares or more" is too far; in "$2 billion and below 3%" the word is that of the
    // second
    let has_own = view.is_number(end + 2)
        || view.term(end + 2, Class::Currency).is_some()
        || view.term(end + 2, Class::NumberWord).is_some();
    if !view.is_word(end, "or") && !view.is_word(end, "and") || has_own {
        return None;
    }
    let at = end + 1;
    match () {
        () if view.is_of(at, Class::Greater)
            || view.is_any(at, &["above", "over"])
            || view.is_word(at, "up") =>
        {
            Some(Qualifier::AtLeast)
        }
        () if view.is_of(at, Class::Lesser) || view.is_any(at, &["below", "under"]) => {
            Some(Qualifier::AtMost)
        }
        () if view.is_word(at, "so") => Some(Qualifier::About),
        () => None,
    }
}

/// Whether the last word is a unit of time.
fn ends_in_time(view: &SentenceView<'_>, end: u32) -> bool {
    view.prev(end).and_then(|n| view.term(n, Class::Unit)).is_some_and(|t| is_time(t.unit()))
}

fn before(view: &SentenceView<'_>, start: u32, end: u32) -> Option<Qualifier> {
    let term = view.term_before(start, Class::Approximator)?;
    // "more than a 5% rise", "sub-2%"
    let gap = TokenRange::new(term.end, start).len();
    let bridges = gap == 0
        || gap == 1
            && (view.is_of(term.end, Class::Indefinite)
                || view.is_any(term.end, &["another", "some"])
                || view.is_hyphen(term.end));
    if !bridges {
        return None;
    }
    // "rolled out over five years" tells when, "for over five years" how long
    let is_span =
        view.is_word(term.start, "over") && term.end == term.start + 1 && ends_in_time(view, end);
    if is_span && !view.prev_is_of(term.start, Class::LengthLead) {
        return None;
    }
    // "moved up to $2.35" is a move upwards
    let goes = view.moves_before(term.start, 1) || view.prev_is_of(term.start, Class::Going);
    if goes && view.is_word(term.start, "up") {
        return None;
    }
    Some(term.entry.features.qualifier.unwrap_or_default())
}
