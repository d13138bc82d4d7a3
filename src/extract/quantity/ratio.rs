//! Ratios of two numbers: "5:2", "a 4-for-1 split".

use rust_decimal::Decimal;

use super::terms::NumberTerms;
use crate::{
    lang::parse_digits,
    lexicon::{Class, SentenceView},
};

/// The value of a ratio and one past its last token.
pub(super) fn ratio(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    let second = if is_colon(view, at + 1) {
        at + 2
    } else if view.is_hyphen(at + 1) && view.is_word(at + 2, "for") && view.is_hyphen(at + 3) {
        at + 4
    } else {
        return None;
    };
    let over = whole(view, at)?;
    let under = whole(view, second).filter(|under| !under.is_zero())?;
    let is_longer = is_colon(view, second + 1) && view.is_number(second + 2);
    let value = over.checked_div(under)?;
    (!is_longer).then_some((value, second + 1))
}

/// Whether the number at `at` and the one after its colon are a ratio and no time of day: a clock
/// has two digits for its minutes.
pub(super) fn is_ratio(view: &SentenceView<'_>, at: u32) -> bool {
    let minutes = view.word(at + 2);
    let names_it = view.is_any(at + 3, &["split", "ratio"])
        || view.is_any(at + 3, &["reverse", "odds"])
        || view.prev(at).is_some_and(|n| view.is_word(n, "of") && view.prev_is(n, "ratio"));
    is_colon(view, at + 1) && view.is_number(at + 2) && (minutes.len() == 1 || names_it)
}

fn is_colon(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at, ':') && view.is_joined(at) && view.is_joined(at + 1)
}

fn whole(view: &SentenceView<'_>, at: u32) -> Option<Decimal> {
    if view.is_number(at) {
        return parse_digits(view.word(at)).filter(|n| *n >= Decimal::ZERO);
    }
    view.term(at, Class::NumberWord).map(|t| t.value())
}
