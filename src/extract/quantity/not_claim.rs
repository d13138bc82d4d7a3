//! Why a quantity is no claim: ages, periods, maturities, exchange rates.

use rust_decimal::Decimal;

use super::{
    amount::Amount,
    counts_things,
    names::is_grade,
    recent,
    terms::{NumberTerms, Term, is_time},
};
use crate::lexicon::{Class, PartOfSpeech, SentenceView};

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
    const PERIOD_BEFORE: [&str; 15] = [
        "past",
        "last",
        "previous",
        "next",
        "coming",
        "first",
        "final",
        "preceding",
        "prior",
        "recent",
        "these",
        "those",
        "latest",
        "trailing",
        "following",
    ];
    const PERIOD_AFTER: [&str; 10] =
        ["ago", "earlier", "later", "before", "old", "from", "hence", "ended", "ending", "through"];
    if is_maturity(view, one.end) {
        return Some("maturity");
    }
    let is_about = |n: &u32| view.is_any(*n, &["about", "roughly", "nearly", "some"]);
    let start = view.prev(one.start).filter(is_about).unwrap_or(one.start);
    if view.prev_is_any(start, &PERIOD_BEFORE) {
        return Some("period");
    }
    if view.is_any(one.end, &PERIOD_AFTER) {
        return Some(if view.is_word(one.end, "old") { "age" } else { "period" });
    }
    let is_old = view.is_punct(one.end, '-') && view.is_any(one.end + 1, &["old", "olds"]);
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
            if !view.is_any(
                term.end,
                &["as", "that", "the", "its", "their", "what", "his", "this", "those", "last"],
            ) =>
        {
            Some("how often")
        }
        _ => None,
    }
}
