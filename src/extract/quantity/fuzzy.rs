//! Fuzzy forms: mid-teens, low 40s, mid-2,400s, high single-digit.

use rust_decimal::Decimal;

use super::terms::NumberTerms;
use crate::{
    lang::parse_digits,
    lexicon::{Class, SentenceView},
};

/// A number known only by the part of its decade.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fuzzy<'a> {
    pub start: u32,
    pub end: u32,
    pub low: Decimal,
    pub high: Decimal,
    /// `percent` for digits, an ISO code for "low $40s", else empty.
    pub unit: &'a str,
}

/// Part of a decade, in tenths: low 50s are 50 to 53, mid 54 to 56, high 57 to 59.
const PARTS: [(&[&str], i64, i64); 3] =
    [(&["low", "lower"], 0, 3), (&["mid", "middle"], 4, 6), (&["high", "upper"], 7, 9)];

/// The fuzzy form whose decade begins at `at`.
pub(super) fn fuzzy<'a>(view: &SentenceView<'a>, at: u32, floor: u32) -> Option<Fuzzy<'a>> {
    let (base, step, mut unit, mut end) = if let Some(term) = view.term(at, Class::Decade) {
        (term.value(), Decimal::TEN, term.unit(), term.end)
    } else if let Some(base) = decade_digits(view, at) {
        (base, step_of(base), "", at + 2)
    } else {
        of_percent(view, at)?
    };
    let mut start = at;
    if let Some(term) = view.term_right_before(at, Class::Currency).filter(|t| t.start > floor)
        && let Some(symbol) = view.prev(at)
        && ['$', '£', '€'].iter().any(|mark| view.is_punct(symbol, *mark))
    {
        unit = term.unit();
        start = symbol;
    }
    let hyphen = view.prev(start).filter(|n| view.is_punct(*n, '-'));
    let word = view.prev(hyphen.unwrap_or(start)).filter(|n| *n >= floor)?;
    let (_, low, high) = PARTS.into_iter().find(|(words, ..)| view.is_any(word, *words))?;
    let tenth = step.checked_div(Decimal::TEN)?;
    let mut low = base.checked_add(tenth.checked_mul(low.into())?)?;
    let high = base.checked_add(tenth.checked_mul(high.into())?)?;
    if low.is_zero() {
        low = Decimal::ONE;
    }
    if unit.is_empty()
        && let Some(term) = view.term(end, Class::Unit).filter(|t| t.unit() == "percent")
    {
        unit = term.unit();
        end = term.end;
    }
    Some(Fuzzy { start: word, end, low, high, unit })
}

/// "mid-4%", "the high 4% range": a part of one percent.
fn of_percent<'a>(view: &SentenceView<'a>, at: u32) -> Option<(Decimal, Decimal, &'a str, u32)> {
    let base = view.is_number(at).then(|| parse_digits(view.word(at))).flatten()?;
    let unit = view.term(at + 1, Class::Unit).filter(|t| t.unit() == "percent")?;
    let is_hyphened = view.prev(at).is_some_and(|n| view.is_hyphen(n));
    let is_stretch = view.is_any(unit.end, &["range", "area"]) || view.is_word(unit.end, "level");
    let fits = base.fract().is_zero() && (is_hyphened || is_stretch);
    fits.then_some((base, Decimal::ONE, unit.unit(), unit.end))
}

/// The value of `40s`, `2,400s`, `1.20s`.
pub(super) fn decade_digits(view: &SentenceView<'_>, at: u32) -> Option<Decimal> {
    let is_plural = view.is_number(at) && view.is_word(at + 1, "s") && view.is_joined(at + 1)
        || view.is_number(at) && view.word(at + 1) == "'s" && view.is_joined(at + 1);
    let value = is_plural.then(|| parse_digits(view.word(at))).flatten()?;
    let is_decade = (value.mantissa() % 10) == 0 && !value.is_zero();
    is_decade.then_some(value)
}

/// The width of the decade: 2,400s are a hundred wide, 40s ten, 1.20s a tenth.
fn step_of(base: Decimal) -> Decimal {
    let mut step = Decimal::new(10, base.scale());
    if base.scale() > 0 {
        return step;
    }
    while let Some(next) =
        step.checked_mul(Decimal::TEN).filter(|n| (base % *n).is_zero() && *n < base)
    {
        step = next;
    }
    step
}
