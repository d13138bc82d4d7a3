//! Places in an order: 14th, eighth, twenty-first, 1,000th.

use rust_decimal::Decimal;

use super::terms::{NumberTerms, TimeUnit};
use crate::{
    lang::{NumberWords, parse_digits},
    lexicon::{Class, SentenceView},
};

/// An ordinal: its value and one past its last token.
pub(super) fn ordinal(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    if view.is_number(at) {
        let is_ordinal = view.is_joined(at + 1) && view.is_of(at + 1, Class::OrdinalEnding);
        return is_ordinal
            .then(|| parse_digits(view.word(at)))
            .flatten()
            .map(|value| (value, at + 2));
    }
    if let Some(term) = view.term(at, Class::Ordinal) {
        // "a tenth of a percent", "a third of a million" are parts
        let is_part = view.is_word(term.end, "of")
            && view.is_any(term.end + 1, &["a", "one"])
            && (view.term(term.end + 2, Class::Unit).is_some()
                || view.term(term.end + 2, Class::Scale).is_some_and(|t| !t.is_glued()));
        if is_part && view.term(at, Class::Fraction).is_some() {
            return None;
        }
        return Some((term.value(), term.end));
    }
    in_words(view, at)
}

/// "twenty-first", "one hundred and fifth".
fn in_words(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    let mut words = NumberWords::default();
    let mut end = at;
    loop {
        let begin = if end > at
            && (view.is_word_hyphen(end) || view.is_word(end, "and") && words.ends_in_scale())
        {
            end + 1
        } else {
            end
        };
        if let Some(last) = view.term(begin, Class::Ordinal).filter(|_| end > at) {
            // "two thirds" is a part, not a place
            let fits = if last.value() <= Decimal::from(99) {
                words.push_small(last.value())
            } else {
                words.push_scale(last.value())
            };
            return fits.then(|| words.value()).flatten().map(|value| (value, last.end));
        }
        if let Some(word) = view.term(begin, Class::NumberWord) {
            if !word.value().fract().is_zero() || !words.push_small(word.value()) {
                return None;
            }
            end = word.end;
        } else {
            let scale = view.term(begin, Class::Scale).filter(|t| end > at && !t.is_glued())?;
            if !words.push_scale(scale.value()) {
                return None;
            }
            end = scale.end;
        }
    }
}

/// Why an ordinal is no claim: "third quarter" is a period, "first" and most "second" only order
/// the telling.
pub(super) fn not_claim(
    view: &SentenceView<'_>,
    value: Decimal,
    start: u32,
    end: u32,
) -> Option<&'static str> {
    let next = if view.is_hyphen(end) { end + 1 } else { end };
    let unit = view.term(next, Class::Unit).and_then(|t| TimeUnit::of(t.unit()));
    let is_part_of_year = unit.is_some_and(|unit| {
        matches!(unit, TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter)
    });
    if is_part_of_year || view.is_any(next, &["half", "halves"]) || view.is_word(next, "century") {
        return Some("period");
    }
    // "savings of $9 million by the third year"; "for a third year running" ranks
    let is_in = |n: u32| view.is_of(n, Class::TimeLead) && !view.is_word(n, "for");
    if view.is_word(next, "year") && view.back(start, 2).is_some_and(is_in) {
        return Some("period");
    }
    if view.is_of(next, Class::OrdinalName) {
        return Some("name");
    }
    // "a third driver": one more
    let is_more = view.prev_is_of(start, Class::Indefinite) && value < Decimal::TEN;
    let ranks = view.after(end, 3).iter().any(|n| {
        view.is_of(n, Class::Successive)
            || view.is_of(n, Class::RankWord)
            || (view.word(n).len() > 4 && view.word(n).ends_with("est"))
    });
    (!ranks && (value <= Decimal::TWO || is_more) || value == Decimal::ONE).then_some("order")
}
