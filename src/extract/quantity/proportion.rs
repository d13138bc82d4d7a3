//! How many of all in numbers: two in five, one out of three.

use rust_decimal::Decimal;

use super::{number::numeral, terms::NumberTerms};
use crate::lexicon::SentenceView;

/// "two in five", "one out of three": a part of all, and one past it. "One in 50,000" counts
/// instead, see [`super::quantities`].
pub(super) fn some_of_all(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    let is_out_of = view.is_word(at + 1, "out") && view.is_word(at + 2, "of");
    if !is_out_of && !view.is_word(at + 1, "in") {
        return None;
    }
    let small = |at: u32, most: i64| {
        let number =
            numeral(view, at, false).filter(|n| n.end == at + 1 && (n.is_word || n.is_plain))?;
        let fits = number.value.fract().is_zero() && number.value <= Decimal::from(most);
        fits.then_some(number.value)
    };
    let under_at = if is_out_of { at + 3 } else { at + 2 };
    let over =
        small(at, 9).filter(|over| *over > Decimal::ONE || is_out_of && *over == Decimal::ONE)?;
    let under = small(under_at, 100).filter(|under| *under > over)?;
    let end = under_at + 1;
    // "3 in 10 years", "2 in 5-4": something else is counted
    if view.is_unit_word(end) || view.is_punct(end, '-') || view.is_punct(end, '/') {
        return None;
    }
    Some((over.checked_div(under)?, end))
}
