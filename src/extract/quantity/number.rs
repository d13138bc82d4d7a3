//! Numerals: digits, number words and mixtures of both, with their magnitudes.

use rust_decimal::Decimal;

use super::{
    fraction::{fraction_words, part_after_and},
    groups::grouped,
    power::with_exponent,
    terms::{NumberTerms, is_time},
};
use crate::{
    lang::{NumberWords, parse_digits},
    lexicon::{Class, SentenceView},
    model::TokenRange,
};

/// A number without sign and unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    /// Fully scaled.
    pub value: Decimal,
    /// The magnitude at its end: what "three to five million" lends to its "three".
    pub scale: Option<Decimal>,
    /// One past its last token.
    pub end: u32,
    /// Whether it is written in words.
    pub is_word: bool,
    /// Whether it is one plain run of digits without comma, point and magnitude.
    pub is_plain: bool,
}

/// The numeral that begins at token `at`. `after_money`: a currency is before it, so that "m"
/// is a magnitude.
pub(super) fn numeral(view: &SentenceView<'_>, at: u32, after_money: bool) -> Option<Numeral> {
    if view.is_number(at) {
        digits(view, at, after_money)
    } else if is_decimal_point(view, at) {
        let part = view.word(at + 1);
        let value: Decimal = part
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| format!("0.{part}").parse().ok())
            .flatten()?;
        finish(view, NumberWords::from_value(value), at + 2, after_money, false)
    } else {
        words(view, at, after_money)
    }
}

/// ".75", but not the full stop in "Rs.75".
fn is_decimal_point(view: &SentenceView<'_>, at: u32) -> bool {
    let ends_word = view.is_joined(at) && view.prev(at).is_some_and(|n| view.is_alphabetic(n));
    view.is_punct(at, '.') && view.is_number(at + 1) && view.is_joined(at + 1) && !ends_word
}

/// Digits, a fraction after them, and magnitudes.
fn digits(view: &SentenceView<'_>, at: u32, after_money: bool) -> Option<Numeral> {
    let word = view.word(at);
    let whole = parse_digits(word)?;
    if let Some((value, end)) = simple_fraction(view, at).or_else(|| with_exponent(view, at, whole))
    {
        let end = of_a_scale(view, end);
        return finish(view, NumberWords::from_value(value), end, after_money, false);
    }
    let mut numeral = NumberWords::from_value(whole);
    let mut end = at + 1;
    let next = if view.is_hyphen(end) { end + 1 } else { end };
    let is_mixed = view.is_number(next) && (next > end || !view.is_joined(next));
    if let Some((part, stop)) = is_mixed.then(|| simple_fraction(view, next)).flatten() {
        numeral.push_part(last_place(whole, part)?);
        end = stop;
    } else if let Some(part) = view
        .term(next, Class::NumberWord)
        .filter(|t| !t.value().fract().is_zero() && is_sign(view, t.start))
    {
        numeral.push_part(last_place(whole, part.value())?);
        end = part.end;
    } else if let Some((part, stop)) = point_in_digits(view, end) {
        numeral.push_part(part);
        end = stop;
    } else {
        (numeral, end) = grouped(view, at, after_money)
            .map_or((numeral, end), |(value, end)| (NumberWords::from_value(value), end));
    }
    let is_plain = end == at + 1 && word.bytes().all(|b| b.is_ascii_digit());
    let found =
        with_smaller_scale(view, finish(view, numeral, end, after_money, false)?, after_money);
    Some(Numeral { is_plain: is_plain && found.end == end, ..found })
}

/// What a fraction after digits is a part of: of the last place that they have. "$5.31-3/4" are 531
/// cents and three quarters of one.
fn last_place(whole: Decimal, part: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::new(1, whole.scale()))
}

/// Whether a part of one is written as one sign: "¾".
fn is_sign(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(|t| t.punct().is_some())
}

/// "2 crore 50 lakh", "4 thousand 3 hundred", "3 million and a quarter": what a smaller magnitude
/// adds.
fn with_smaller_scale(view: &SentenceView<'_>, found: Numeral, after_money: bool) -> Numeral {
    let Some(scale) = found.scale.filter(|s| *s >= Decimal::ONE_THOUSAND) else { return found };
    let (more, end) = if view.is_word(found.end, "and")
        && let Some((part, end)) = part_after_and(view, found.end + 1)
    {
        (part.checked_mul(scale), end)
    } else if view.is_number(found.end)
        && !view.is_joined(found.end)
        && let Some(next) = parse_digits(view.word(found.end))
        && let Some(next) =
            finish(view, NumberWords::from_value(next), found.end + 1, after_money, false)
        && next.scale.is_some_and(|s| s < scale)
    {
        (Some(next.value).filter(|value| *value < scale), next.end)
    } else {
        return found;
    };
    match more.and_then(|more| found.value.checked_add(more)) {
        Some(value) => Numeral { value, end, ..found },
        None => found,
    }
}

/// "1 point 25": the part below one.
fn point_in_digits(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    let part = view.word(at + 1);
    let is_part = view.is_word(at, "point")
        && view.is_number(at + 1)
        && part.len() <= 4
        && part.bytes().all(|b| b.is_ascii_digit());
    is_part.then(|| format!("0.{part}").parse().ok()).flatten().map(|value| (value, at + 2))
}

/// `3/4`: the denominators that prices and shares have.
fn simple_fraction(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    if !(view.is_punct(at + 1, '/')
        && view.is_joined(at + 1)
        && view.is_number(at + 2)
        && view.is_joined(at + 2))
    {
        return None;
    }
    let (over, under): (u32, u32) = (view.word(at).parse().ok()?, view.word(at + 2).parse().ok()?);
    let is_fraction =
        matches!(under, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32 | 64) && over < under && over > 0;
    let value = Decimal::from(over).checked_div(Decimal::from(under))?;
    is_fraction.then_some((value, at + 3))
}

/// Magnitudes after a numeral.
fn finish(
    view: &SentenceView<'_>,
    mut numeral: NumberWords,
    mut end: u32,
    after_money: bool,
    is_word: bool,
) -> Option<Numeral> {
    while let Some(next) = scale_at(view, end, after_money) {
        // an initial: "the $2 billion T. Quill fund"
        if numeral.scale().is_some() && view.word(end).len() == 1 {
            break;
        }
        if !numeral.push_scale(next.0) {
            return None;
        }
        end = next.1;
    }
    Some(Numeral { value: numeral.value()?, scale: numeral.scale(), end, is_word, is_plain: false })
}

/// A magnitude at `at`, a joining hyphen skipped: its value and its end.
fn scale_at(view: &SentenceView<'_>, at: u32, after_money: bool) -> Option<(Decimal, u32)> {
    let is_marked = view.is_note_mark(at) && !view.is_joined(at + 1);
    let begin = if view.is_hyphen(at) || is_marked { at + 1 } else { at };
    let term = view.term(begin, Class::Scale)?;
    if term.is_glued() {
        // "5 m" may be metres; "5m-strong" is a number
        // "1,674.5 M": no label has a comma or a point
        let is_spaced_capital = begin == at
            && view.word(begin).bytes().all(|b| b.is_ascii_uppercase())
            && view
                .prev(at)
                .is_some_and(|n| view.is_number(n) && view.word(n).contains(['.', ',']));
        let is_amount = after_money || (begin == at && view.is_joined(begin)) || is_spaced_capital;
        if !is_amount || view.is_punct(term.end, '&') {
            return None;
        }
    }
    Some((term.value(), term.end))
}

/// Number words.
fn words(view: &SentenceView<'_>, at: u32, after_money: bool) -> Option<Numeral> {
    if !view.is_of(at, Class::Indefinite)
        && let Some(part) = view.term(at, Class::Fraction)
        && !is_hundred(view, at)
    {
        return part_of_scale(view, part.value(), part.end, after_money);
    }
    let mut numeral = NumberWords::default();
    let begin = opening_scale(view, at, &mut numeral)?;
    let end = following_words(view, begin, at, &mut numeral)?;
    if end == at {
        return None;
    }
    // "two and a half", "twenty and three fifths"
    if view.is_word(end, "and")
        && let Some((part, stop)) = part_after_and(view, end + 1)
    {
        // "one million and a half" adds half a million
        numeral.push_part(part.checked_mul(
            numeral.scale().filter(|s| *s > Decimal::ONE_HUNDRED).unwrap_or(Decimal::ONE),
        )?);
        return finish(view, numeral, stop, after_money, true);
    }
    if view.is_word(end, "point")
        && let Some((part, stop)) = spoken_decimals(view, end + 1)
    {
        numeral.push_part(part);
        return finish(view, numeral, stop, after_money, true);
    }
    // "three-quarters", "two thirds", "one-fifth"
    if let Some((value, stop)) = fraction_words(view, &numeral, end) {
        let stop = of_a_scale(view, stop);
        return finish(view, NumberWords::from_value(value), stop, after_money, true);
    }
    finish(view, numeral, end, after_money, true)
}

/// Where the magnitude is that a part is of: "two thirds of a million"; `end` itself where there is
/// none.
fn of_a_scale(view: &SentenceView<'_>, end: u32) -> u32 {
    let is_of = view.is_word(end, "of") && view.is_any(end + 1, &["a", "one"]);
    let has_scale = || view.term(end + 2, Class::Scale).is_some_and(|t| !t.is_glued());
    if is_of && has_scale() { end + 2 } else { end }
}

fn is_hundred(view: &SentenceView<'_>, at: u32) -> bool {
    view.term(at, Class::Scale).is_some_and(|t| t.value() == Decimal::ONE_HUNDRED)
}

/// "a million", "hundred thousand": takes in the magnitude with which a numeral begins, and returns
/// where its next word would be; `at` itself where it begins with a number word.
fn opening_scale(view: &SentenceView<'_>, at: u32, numeral: &mut NumberWords) -> Option<u32> {
    if view.is_of(at, Class::Indefinite) {
        let scale = view
            .term(at + 1, Class::Scale)
            .filter(|t| !t.is_glued() && !view.word(at + 1).ends_with('s'))?;
        numeral.push_small(Decimal::ONE);
        numeral.push_scale(scale.value());
        return Some(scale.end);
    }
    let Some(hundred) = view.term(at, Class::Scale).filter(|_| is_hundred(view, at)) else {
        return Some(at);
    };
    view.term(hundred.end, Class::Scale).filter(|t| !t.is_glued())?;
    numeral.push_scale(hundred.value());
    Some(hundred.end)
}

/// Takes in the number words and magnitudes from `end` on of the numeral that begins at `at`;
/// returns one past the last.
fn following_words(
    view: &SentenceView<'_>,
    mut end: u32,
    at: u32,
    numeral: &mut NumberWords,
) -> Option<u32> {
    loop {
        let is_and = end > at && view.is_word(end, "and") && numeral.ends_in_scale();
        let begin = if end > at && view.is_word_hyphen(end) || is_and { end + 1 } else { end };
        if let Some(word) = view.term(begin, Class::NumberWord) {
            let is_part = !word.value().fract().is_zero();
            // "two million and three fifths"
            let is_fraction =
                begin > end && view.is_word(end, "and") && part_after_and(view, begin).is_some();
            if is_part && end > at || is_fraction {
                return Some(end);
            }
            if is_part {
                numeral.push_part(word.value());
            } else if !numeral.push_small(word.value()) {
                return Some(end);
            }
            end = word.end;
        } else if let Some(scale) = view
            .term(begin, Class::Scale)
            .filter(|t| end > at && !view.prev_is(begin, "and") && !t.is_glued())
        {
            if !numeral.push_scale(scale.value()) {
                return None;
            }
            end = scale.end;
        } else {
            return Some(end);
        }
    }
}

/// "point five", "point two five", "point seventy-one": the part below one.
fn spoken_decimals(view: &SentenceView<'_>, at: u32) -> Option<(Decimal, u32)> {
    let mut part = Decimal::ZERO;
    let mut unit = Decimal::ONE;
    let mut end = at;
    // "seventy-one" are two digits
    if let Some(tens) = view
        .term(at, Class::NumberWord)
        .filter(|t| t.value() >= Decimal::TEN && t.value() < Decimal::ONE_HUNDRED)
    {
        let ones =
            view.is_hyphen(tens.end).then(|| view.term(tens.end + 1, Class::NumberWord)).flatten();
        let ones = ones.filter(|t| t.value() < Decimal::TEN && tens.value() >= Decimal::from(20));
        let digits = tens.value().checked_add(ones.map_or(Decimal::ZERO, |t| t.value()))?;
        return Some((digits.checked_div(Decimal::ONE_HUNDRED)?, ones.map_or(tens.end, |t| t.end)));
    }
    while let Some(word) = view
        .term(end, Class::NumberWord)
        .filter(|t| t.value() < Decimal::TEN && TokenRange::new(at, end).len() < 8)
    {
        unit = unit.checked_div(Decimal::TEN)?;
        part = part.checked_add(word.value().checked_mul(unit)?)?;
        end = word.end;
    }
    (end > at).then_some((part, end))
}

/// "half a million", "half-million", "a quarter of a million", "half a dozen".
fn part_of_scale(
    view: &SentenceView<'_>,
    under: Decimal,
    end: u32,
    after_money: bool,
) -> Option<Numeral> {
    let value = Decimal::ONE.checked_div(under)?;
    let mut begin = if view.is_word(end, "of") { end + 1 } else { end };
    if view.is_of(begin, Class::Indefinite) || view.is_word(begin, "one") || view.is_hyphen(begin) {
        begin += 1;
    }
    let scale = view.term(begin, Class::Scale).filter(|t| !t.is_glued());
    if scale.is_some() {
        return finish(view, NumberWords::from_value(value), begin, after_money, true);
    }
    // "half a percent", "quarter-point": the unit must follow; "a third point" is a place
    let unit = view.term(begin, Class::Unit).or_else(|| view.term(begin, Class::Currency))?;
    let is_place = unit.unit() == "index_point" && begin == end && under > Decimal::from(4);
    (!is_place && !is_time(unit.unit())).then_some(Numeral {
        value,
        scale: None,
        end: begin,
        is_word: true,
        is_plain: false,
    })
}
