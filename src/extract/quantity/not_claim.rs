//! Why a quantity is no claim: ages, periods, maturities, exchange rates.

use rust_decimal::Decimal;

use super::{
    amount::Amount,
    counts_things,
    names::is_grade,
    recent,
    terms::{NumberTerms, Term, is_time},
    unit::is_multiplied,
};
use crate::{
    lexicon::{Class, Layer, PartOfSpeech, SentenceView, any_of},
    model::Qualifier,
};

/// Why an amount is no claim.
pub(super) fn of_amount(view: &SentenceView<'_>, one: &Amount<'_>) -> Option<&'static str> {
    let is_length = one.unit.as_ref().is_some_and(|u| is_time(u.name));
    if is_length && let Some(reason) = length_not_claim(view, one) {
        return Some(reason);
    }
    if one.unit.as_ref().is_some_and(|u| is_grade(view, u.name, one.end)) {
        return Some("name");
    }
    if is_aside_age(view, one) {
        return Some("age");
    }
    // "$1 = 0.92 euros"
    if view.is_punct(one.end, '=') {
        return Some("exchange rate");
    }
    // "the previous 20 sessions"
    if one.unit.is_none() && recent::is_recent(view, one.start) && counts_things(view, one.end) {
        return Some("period");
    }
    let is_one = one.unit.is_none() && one.is_word && one.value == Decimal::ONE;
    is_one.then_some("one")
}

/// Why a length of time is no claim.
fn length_not_claim(view: &SentenceView<'_>, one: &Amount<'_>) -> Option<&'static str> {
    if is_maturity(view, one.end) {
        return Some("maturity");
    }
    let about = view
        .term_right_before(one.start, Class::Approximator)
        .filter(|t| t.entry.features.qualifier == Some(Qualifier::About));
    let start = about.map_or(one.start, |t| t.start);
    let bounds = |n: u32| {
        view.is_of(n, Class::Demonstrative)
            || view.is_word(n, "recent")
            || view.has_at(Layer::Period, n, |e| e.class == Class::PeriodOrder)
    };
    // "two weeks after the deal", but "for two weeks after the deal"
    let is_span = view.is_word(one.end, "after") && view.prev_is_of(start, Class::Preposition);
    let is_counted_from = view.is_of_any(one.end, any_of![Ago | Hence]) && !is_span
        || view.is_of(one.end, Class::CountedFrom);
    if view.prev(start).is_some_and(bounds) || is_counted_from {
        return Some("period");
    }
    let age = one.end + u32::from(view.is_punct(one.end, '-'));
    let is_old = view.is_word(age, "old") || age > one.end && view.is_word(age, "olds");
    is_old.then_some("age")
}

/// "Smith, 43, said".
fn is_aside_age(view: &SentenceView<'_>, one: &Amount<'_>) -> bool {
    view.prev_is_punct(one.start, ',')
        && view.is_punct(one.end, ',')
        && view.back(one.start, 2).is_some_and(|n| view.is_capital(n))
        && one.is_plain
        && one.unit.is_none()
        && one.value < Decimal::ONE_HUNDRED
        && one.value > Decimal::TEN
}

/// Whether a length of time names a security: "10-year government bond".
fn is_maturity(view: &SentenceView<'_>, end: u32) -> bool {
    view.after(end, 3)
        .iter()
        .take_while(|n| view.token(*n).is_some_and(|t| t.is_word() || view.is_punct(*n, '.')))
        .any(|n| view.is_listed(n, Class::Security))
}

/// Why a multiple is no claim: "doubled" holds no number word; "raised rates twice" tells how often.
pub(super) fn of_multiple(view: &SentenceView<'_>, term: &Term<'_>) -> Option<&'static str> {
    match term.entry.features.part_of_speech {
        Some(PartOfSpeech::Verb) => Some("no number word"),
        Some(PartOfSpeech::Adverb)
            if !is_multiplied(view, term.end) && !view.is_word(term.end, "last") =>
        {
            Some("how often")
        }
        _ => None,
    }
}
