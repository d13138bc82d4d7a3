//! Units: the unit or currency of a number, and what it is given for.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{
    money,
    number::Numeral,
    terms::{NumberTerms, Term, is_time},
};
use crate::{
    lang::Lowered,
    lexicon::{Asked, Class, Layer, SentenceView, any_of},
    model::{QuantityKind, TokenRange},
};

/// The unit of a number whose letters tell no unit.
pub(super) const UNKNOWN: &str = "unknown";

/// A unit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit<'a> {
    pub name: &'a str,
    pub factor: Decimal,
    pub per: Option<Cow<'a, str>>,
}

impl Unit<'_> {
    /// The unit in the words of `Claim::unit`.
    pub(super) fn words(&self) -> String {
        self.per.as_ref().map_or_else(|| self.name.to_owned(), |per| format!("{}/{per}", self.name))
    }

    pub(super) fn is_money(&self) -> bool {
        self.name.len() == 3 && self.name.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// The family that the unit makes of a number.
    pub(super) fn kind(&self) -> QuantityKind {
        match self.name {
            "percent" => QuantityKind::Percent,
            "percentage_point" => QuantityKind::PercentagePoint,
            "basis_point" => QuantityKind::BasisPoint,
            "multiple" => QuantityKind::Multiple,
            name if is_time(name) => QuantityKind::Duration,
            _ if self.is_money() => QuantityKind::Currency,
            _ => QuantityKind::Number,
        }
    }
}

/// The unit or currency after a numeral that ends at `end`.
pub(super) fn unit_after<'a>(
    view: &SentenceView<'a>,
    end: u32,
    number: &Numeral,
) -> Option<(Unit<'a>, u32)> {
    let mut begin = if view.is_hyphen(end) { end + 1 } else { end };
    // "three-quarters of a percent"
    if number.value < Decimal::ONE
        && number.is_word
        && view.is_word(begin, "of")
        && view.is_any(begin + 1, &["a", "one"])
    {
        let part = view.term(begin + 2, Class::Unit).filter(|t| {
            matches!(t.unit(), "percent" | "percentage_point" | "basis_point" | "index_point")
        });
        begin = part?.start;
    }
    let is_glued = begin == end && view.is_joined(begin);
    let fitting = |term: &Term<'_>| match view.word(term.start) {
        _ if term.end > term.start + 1 => true,
        // one letter is a unit only directly after the digits
        "x" | "X" => begin == end && (is_glued || !number.is_word) && !view.is_number(term.end),
        _ if term.is_glued() => is_glued || view.is_punct(term.end, '/'),
        "times" => {
            // "2.0 times": nobody counts occasions with decimals
            begin > end
                || number.value.scale() > 0
                || is_multiplied(view, term.end)
                || view.is_of_any(term.end, any_of![Greater | Lesser | Multiplied])
        }
        "pound" if begin > end && number.scale.is_none() => false,
        "pounds" if view.is_word(term.end, "of") && number.scale.is_none() => false,
        _ if term.entry.features.asks == Some(Asked::Amount) => {
            number.scale.is_some() || number.value >= Decimal::ONE_THOUSAND
        }
        "second" => {
            view.is_word(term.end, "delay") || is_time(term.unit()) && number.value == Decimal::ONE
        }
        "sec" => false,
        _ => true,
    };
    let unit = unit_term(view, begin).filter(fitting);
    let money = view.term(begin, Class::Currency).filter(|t| {
        money::stands_after(t)
            && fitting(t)
            && (!starts_amount(view, t.end) || is_of_amount_before(view, (t.start, t.end)))
    });
    let Some(term) = unit.or(money) else {
        // "120 g/km"
        let short = short_unit(view, begin).filter(|_| view.is_punct(begin + 1, '/'))?;
        return Some((Unit { name: short, factor: Decimal::ONE, per: None }, begin + 1));
    };
    // "75 USD million"
    let scale = money
        .and_then(|_| view.term(term.end, Class::Scale))
        .filter(|t| !t.is_glued() && number.scale.is_none());
    let factor = scale
        .map_or(Some(Decimal::ONE), |s| Some(s.value()))
        .and_then(|s| s.checked_mul(term.value()))?;
    let name = if unit.is_some() { term.unit() } else { money::meant(view, &term) };
    Some((Unit { name, factor, per: None }, scale.map_or(term.end, |s| s.end)))
}

/// The unit that a letter at `at` is beside a slash or "per".
pub(super) fn short_unit<'a>(view: &SentenceView<'a>, at: u32) -> Option<&'a str> {
    let word = view.word(at);
    if word.is_empty() || word.len() > 5 {
        return None;
    }
    view.lexicon().whole_term(Class::ShortUnit, &Lowered::new(word))?.unit.as_deref()
}

/// The unit at `at`: "Mt" are megatonnes, "mt" metric tons.
pub(super) fn unit_term<'a>(view: &SentenceView<'a>, at: u32) -> Option<Term<'a>> {
    let is_as_written =
        |t: &Term<'_>| view.text_of(TokenRange::new(t.start, t.end)) == &*t.entry.term;
    let mut units = view.terms(at).filter(|t| t.entry.class == Class::Unit);
    let first = units.next()?;
    if is_as_written(&first) {
        return Some(first);
    }
    units.find(is_as_written).or(Some(first))
}

/// "a percentage of 20.": the unit before a number that nothing follows it could count; and where
/// it begins.
pub(super) fn percentage_of<'a>(
    view: &SentenceView<'a>,
    at: u32,
    end: u32,
    floor: u32,
) -> Option<(Unit<'a>, u32)> {
    let of = view.prev(at).filter(|n| view.is_word(*n, "of"))?;
    let term = view
        .term_before(of, Class::Unit)
        .filter(|t| t.end == of && t.unit() == "percent" && t.start >= floor)?;
    let has_own_number =
        view.prev(term.start).is_some_and(|n| view.is_number(n) || view.terms(n).next().is_some());
    let is_last =
        view.token(end).is_none_or(|t| t.is_punct('.') || t.is_punct(',') || t.is_punct(';'));
    (is_last && !has_own_number)
        .then(|| (Unit { name: term.unit(), factor: term.value(), per: None }, term.start))
}

/// Whether what begins at `at` is multiplied by the "times" or "twice" before it; elsewhere that
/// tells how often.
pub(super) fn is_multiplied(view: &SentenceView<'_>, at: u32) -> bool {
    // "cut rates twice this year"
    let is_time = || {
        view.has_at(Layer::Period, at + 1, |e| e.class == Class::PeriodUnit)
            && view.is_word(at, "this")
    };
    view.is_of(at, Class::Possessive)
        || view.is_of(at, Class::Demonstrative) && !is_time()
        || view.is_any(at, &["as", "what"])
        || view.is_word(at, "the")
}

/// Whether the currency that ends before `at` belongs to a number there ("in 2025 $3 million"), not
/// to the one before.
fn starts_amount(view: &SentenceView<'_>, at: u32) -> bool {
    let is_spaced_symbol =
        view.prev_token(at).is_some_and(|t| t.punct().is_some() && t.has_space_before());
    view.is_number(at) && (view.is_joined(at) || is_spaced_symbol)
}

/// Whether a currency between two numbers is the first one's, because the second has one after it:
/// "10 $ 30 $".
pub(super) fn is_of_amount_before(view: &SentenceView<'_>, (start, end): (u32, u32)) -> bool {
    let has_blanks = !view.is_joined(start) && !view.is_joined(end);
    has_blanks
        && view.prev(start).is_some_and(|n| view.is_number(n))
        && view.is_number(end)
        && view.term(end + 1, Class::Currency).is_some()
}
