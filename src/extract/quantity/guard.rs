//! What makes a value doubtful: a magnitude that nothing read beside it, letters or digits that it
//! was cut from, a unit that nobody knows. Such claims are told with their reason and count nowhere.

use rust_decimal::Decimal;

use super::{terms::NumberTerms, unit::UNKNOWN};
use crate::{
    lexicon::{Class, SentenceView},
    model::{Quantity, QuantityKind},
};

/// Why the value of a quantity is doubtful, if it is. What lies before token `floor` belongs to the
/// quantity before it.
pub(super) fn suspect(
    view: &SentenceView<'_>,
    quantity: &Quantity,
    floor: u32,
) -> Option<&'static str> {
    if matches!(quantity.kind, QuantityKind::Date | QuantityKind::DateRange) {
        return None;
    }
    if quantity.unit.split('/').next() == Some(UNKNOWN) {
        return Some("unknown_unit");
    }
    let place = view.tokens_of(quantity.span);
    let (start, end) = (place.token_start, place.token_end);
    if is_part_of_run(view, start, end) {
        return Some("cut_from_longer");
    }
    is_magnitude_unread(view, start, end, floor).then_some("unread_magnitude")
}

/// Whether letters or digits go on before or after a number without a blank.
fn is_part_of_run(view: &SentenceView<'_>, start: u32, end: u32) -> bool {
    let is_run = |n: u32| view.is_number(n) || view.is_alphabetic(n);
    let goes_on = |n: u32| is_run(n) && !view.word(n).starts_with(['\'', '’']);
    let point = |n: u32| view.is_punct(n, '.') || view.is_punct(n, ',');
    view.is_joined(start) && view.prev(start).is_some_and(is_run)
        || view.is_joined(start)
            && view.prev(start).is_some_and(|n| {
                point(n) && view.is_joined(n) && view.prev(n).is_some_and(|n| view.is_number(n))
            })
        || view.is_joined(end) && goes_on(end)
        || point(end) && view.is_joined(end) && view.is_joined(end + 1) && view.is_number(end + 1)
}

/// "million 45", "$2 (million)": a magnitude right before or after a number that is no part of it.
fn is_magnitude_unread(view: &SentenceView<'_>, start: u32, end: u32, floor: u32) -> bool {
    let is_large = |n: u32| {
        view.term(n, Class::Scale)
            .is_some_and(|t| !t.is_glued() && t.value() >= Decimal::ONE_THOUSAND)
    };
    let is_before = view.prev(start).is_some_and(|n| n >= floor && is_large(n));
    let is_bridge = |n: u32| {
        view.is_note_mark(n)
            || ['(', ')', '[', ']'].iter().any(|mark| view.is_punct(n, *mark))
            || view.term(n, Class::Currency).is_some_and(|t| t.end == n + 1)
    };
    is_before || is_large(end) || is_bridge(end) && is_large(end + 1)
}
