//! Numerals: digits, number words and mixtures of both, with their magnitudes.

use rust_decimal::Decimal;

use super::{
    amount::is_time,
    cursor::Cursor,
    fraction::{fraction_words, part_behind},
};
use crate::{
    lang::{NumberWords, parse_digits},
    lexicon::Class,
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

/// The numeral that begins at token `at`. `after_money`: a currency stands before it, so that "m"
/// is a magnitude.
pub(super) fn numeral(c: &Cursor<'_>, at: u32, after_money: bool) -> Option<Numeral> {
    if c.is_number(at) {
        digits(c, at, after_money)
    } else if c.is_punct(at, '.') && c.is_number(at + 1) && c.is_glued(at + 1) {
        let part = c.word(at + 1);
        let value: Decimal = part
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| format!("0.{part}").parse().ok())
            .flatten()?;
        finish(c, NumberWords::from_value(value), at + 2, after_money, false)
    } else {
        words(c, at, after_money)
    }
}

/// Digits, a fraction behind them, and magnitudes.
fn digits(c: &Cursor<'_>, at: u32, after_money: bool) -> Option<Numeral> {
    let word = c.word(at);
    let whole = parse_digits(word)?;
    if let Some((value, end)) = simple_fraction(c, at).or_else(|| with_exponent(c, at, whole)) {
        return finish(c, NumberWords::from_value(value), end, after_money, false);
    }
    let mut numeral = NumberWords::from_value(whole);
    let mut end = at + 1;
    let next = if c.is_hyphen(end) { end + 1 } else { end };
    let is_mixed = c.is_number(next) && (next > end || !c.is_glued(next));
    if let Some((part, stop)) = is_mixed.then(|| simple_fraction(c, next)).flatten() {
        numeral.push_part(part);
        end = stop;
    } else if let Some(part) = c
        .term(end, Class::NumberWord)
        .filter(|t| !t.value().fract().is_zero() && c.is_glued(t.start))
    {
        numeral.push_part(part.value());
        end = part.end;
    } else if let Some((part, stop)) = point_in_digits(c, end) {
        numeral.push_part(part);
        end = stop;
    } else {
        end = grouped_by_blanks(c, at, &mut numeral);
    }
    let is_plain = end == at + 1 && word.bytes().all(|b| b.is_ascii_digit());
    let found = with_smaller_scale(c, finish(c, numeral, end, after_money, false)?, after_money);
    Some(Numeral { is_plain: is_plain && found.end == end, ..found })
}

/// "2 crore 50 lakh", "4 thousand 3 hundred", "3 million and a quarter": what a smaller magnitude
/// adds.
fn with_smaller_scale(c: &Cursor<'_>, found: Numeral, after_money: bool) -> Numeral {
    let Some(scale) = found.scale.filter(|s| *s >= Decimal::ONE_THOUSAND) else { return found };
    let (more, end) = if c.is(found.end, "and")
        && let Some((part, end)) = part_behind(c, found.end + 1)
    {
        (part.checked_mul(scale), end)
    } else if c.is_number(found.end)
        && !c.is_glued(found.end)
        && let Some(next) = parse_digits(c.word(found.end))
        && let Some(next) =
            finish(c, NumberWords::from_value(next), found.end + 1, after_money, false)
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

/// "1.3x10^6", "1.1^23", "12e-1": a power of ten or of the number itself, and one past the
/// exponent.
pub(super) fn with_exponent(c: &Cursor<'_>, at: u32, base: Decimal) -> Option<(Decimal, u32)> {
    let is_caret = |at: u32| c.is_punct(at, '^') && c.is_glued(at) && c.is_glued(at + 1);
    let next = at + 1;
    let (mark, ten) = match c.word(next) {
        "^" if is_caret(next) => return power_at(c, next + 1, base),
        "x10" | "×10" | "X10" if c.is_glued(next) && is_caret(next + 1) => {
            (next + 2, Decimal::TEN)
        }
        "×" | "x" | "*" if c.word(next + 1) == "10" && is_caret(next + 2) => {
            (next + 3, Decimal::TEN)
        }
        "e" | "E" if c.is_glued(next) && c.is_glued(next + 1) => (next + 1, Decimal::TEN),
        word if c.is_glued(next) => {
            let exponent = word
                .strip_prefix(['e', 'E'])
                .and_then(|digits| digits.parse::<u32>().ok())
                .filter(|e| *e <= 28)?;
            return Some((base.checked_mul(power(Decimal::TEN, exponent)?)?, next + 1));
        }
        _ => return None,
    };
    let (power, end) = power_at(c, mark, ten)?;
    Some((base.checked_mul(power)?, end))
}

/// `base` to the signed whole number at `at`.
fn power_at(c: &Cursor<'_>, at: u32, base: Decimal) -> Option<(Decimal, u32)> {
    let is_negative = c.is_punct(at, '-') || c.is_punct(at, '−');
    let digits = if is_negative || c.is_punct(at, '+') { at + 1 } else { at };
    let exponent: u32 = c.word(digits).parse().ok().filter(|e| *e <= 64 && c.is_glued(digits))?;
    let power = power(base, exponent)?;
    let value = if is_negative { Decimal::ONE.checked_div(power)? } else { power };
    Some((value, digits + 1))
}

fn power(base: Decimal, exponent: u32) -> Option<Decimal> {
    (0..exponent).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))
}

/// "1 point 25": the part below one.
fn point_in_digits(c: &Cursor<'_>, at: u32) -> Option<(Decimal, u32)> {
    let part = c.word(at + 1);
    let is_part = c.is(at, "point")
        && c.is_number(at + 1)
        && part.len() <= 4
        && part.bytes().all(|b| b.is_ascii_digit());
    is_part.then(|| format!("0.{part}").parse().ok()).flatten().map(|value| (value, at + 2))
}

/// `1 234 567` with narrow or no-break blanks: one past the last group.
fn grouped_by_blanks(c: &Cursor<'_>, at: u32, numeral: &mut NumberWords) -> u32 {
    let mut end = at + 1;
    let mut digits = c.word(at).to_owned();
    if digits.len() > 3 {
        return end;
    }
    while c.is_number(end) && digits.len() < 16 {
        let group = c.word(end);
        let gap = c.span(end - 1, end + 1).len() - c.span(end - 1, end).len() - group.len() as u32;
        let (whole, part) = group.split_once(['.', ',']).unwrap_or((group, ""));
        // no-break and narrow blanks have two or three bytes; a plain one joins only groups that
        // cannot be numbers of their own
        let joins = matches!(gap, 2 | 3)
            || gap == 1
                && (whole == "000"
                    || c.word(end + 1).len() == 3 && c.is_number(end + 1)
                    || end > at + 1);
        if !joins || whole.len() != 3 || c.word(at).starts_with('0') {
            break;
        }
        digits.push_str(whole);
        end += 1;
        if !part.is_empty() {
            digits.push('.');
            digits.push_str(part);
            break;
        }
    }
    if let (true, Ok(value)) = (end > at + 1, digits.parse()) {
        *numeral = NumberWords::from_value(value);
        return end;
    }
    at + 1
}

/// `3/4`: the denominators that prices and shares have.
fn simple_fraction(c: &Cursor<'_>, at: u32) -> Option<(Decimal, u32)> {
    if !(c.is_punct(at + 1, '/') && c.is_glued(at + 1) && c.is_number(at + 2) && c.is_glued(at + 2))
    {
        return None;
    }
    let (over, under): (u32, u32) = (c.word(at).parse().ok()?, c.word(at + 2).parse().ok()?);
    let is_fraction =
        matches!(under, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32 | 64) && over < under && over > 0;
    let value = Decimal::from(over).checked_div(Decimal::from(under))?;
    is_fraction.then_some((value, at + 3))
}

/// Magnitudes behind a numeral.
fn finish(
    c: &Cursor<'_>,
    mut numeral: NumberWords,
    mut end: u32,
    after_money: bool,
    is_word: bool,
) -> Option<Numeral> {
    while let Some(next) = scale_at(c, end, after_money) {
        if !numeral.push_scale(next.0) {
            return None;
        }
        end = next.1;
    }
    Some(Numeral { value: numeral.value()?, scale: numeral.scale(), end, is_word, is_plain: false })
}

/// A magnitude at `at`, a joining hyphen skipped: its value and its end.
fn scale_at(c: &Cursor<'_>, at: u32, after_money: bool) -> Option<(Decimal, u32)> {
    let begin = if c.is_hyphen(at) { at + 1 } else { at };
    let term = c.term(begin, Class::Scale)?;
    if term.unit() == "glued" {
        // "5 m" may be metres; "5m-strong" is a number
        // "1,674.5 M": no label has a comma or a point
        let is_spaced_capital = begin == at
            && matches!(c.word(begin), "M" | "B" | "MM")
            && c.is_number(at.wrapping_sub(1))
            && c.word(at.wrapping_sub(1)).contains(['.', ',']);
        let is_amount = after_money || (begin == at && c.is_glued(begin)) || is_spaced_capital;
        if !is_amount || c.is_punct(term.end, '&') {
            return None;
        }
    }
    Some((term.value(), term.end))
}

/// Number words.
fn words(c: &Cursor<'_>, at: u32, after_money: bool) -> Option<Numeral> {
    let mut numeral = NumberWords::default();
    let mut end = at;
    if c.is_any(at, &["a", "an"]) {
        let next = c
            .term(at + 1, Class::Scale)
            .filter(|t| t.unit() != "glued" && !c.word(at + 1).ends_with('s'));
        if let Some(scale) = next {
            numeral.push_small(Decimal::ONE);
            numeral.push_scale(scale.value());
            end = scale.end;
        } else {
            return None;
        }
    } else if let Some(scale) =
        c.term(at, Class::Scale).filter(|t| t.value() == Decimal::ONE_HUNDRED)
    {
        // "hundred thousand"
        c.term(scale.end, Class::Scale).filter(|t| t.unit() != "glued")?;
        numeral.push_scale(scale.value());
        end = scale.end;
    } else if let Some(half) = c.term(at, Class::Fraction) {
        return half_of_scale(c, half.value(), half.end, after_money);
    }
    loop {
        let begin = match () {
            () if end > at && c.is_word_hyphen(end) => end + 1,
            () if end > at && c.is(end, "and") && numeral.ends_in_scale() => end + 1,
            () => end,
        };
        if let Some(word) = c.term(begin, Class::NumberWord) {
            let value = word.value();
            if !value.fract().is_zero() && end > at {
                break;
            }
            // "two million and three fifths"
            if begin > end && c.is(end, "and") && part_behind(c, begin).is_some() {
                break;
            }
            if !value.fract().is_zero() {
                numeral.push_part(value);
            } else if !numeral.push_small(value) {
                break;
            }
            end = word.end;
        } else if let Some(scale) = c
            .term(begin, Class::Scale)
            .filter(|t| end > at && !c.is(begin - 1, "and") && t.unit() != "glued")
        {
            if !numeral.push_scale(scale.value()) {
                return None;
            }
            end = scale.end;
        } else {
            break;
        }
    }
    if end == at {
        return None;
    }
    // "two and a half", "twenty and three fifths"
    if c.is(end, "and")
        && let Some((part, stop)) = part_behind(c, end + 1)
    {
        // "one million and a half" adds half a million
        numeral.push_part(part.checked_mul(
            numeral.scale().filter(|s| *s > Decimal::ONE_HUNDRED).unwrap_or(Decimal::ONE),
        )?);
        return finish(c, numeral, stop, after_money, true);
    }
    if c.is(end, "point")
        && let Some((part, stop)) = spoken_decimals(c, end + 1)
    {
        numeral.push_part(part);
        return finish(c, numeral, stop, after_money, true);
    }
    // "three-quarters", "two thirds", "one-fifth"
    if let Some((value, stop)) = fraction_words(c, &numeral, end) {
        return finish(c, NumberWords::from_value(value), stop, after_money, true);
    }
    finish(c, numeral, end, after_money, true)
}

/// "point five", "point two five", "point seventy-one": the part below one.
fn spoken_decimals(c: &Cursor<'_>, at: u32) -> Option<(Decimal, u32)> {
    let mut part = Decimal::ZERO;
    let mut unit = Decimal::ONE;
    let mut end = at;
    // "seventy-one" are two digits
    if let Some(tens) = c
        .term(at, Class::NumberWord)
        .filter(|t| t.value() >= Decimal::TEN && t.value() < Decimal::ONE_HUNDRED)
    {
        let ones = c.is_hyphen(tens.end).then(|| c.term(tens.end + 1, Class::NumberWord)).flatten();
        let ones = ones.filter(|t| t.value() < Decimal::TEN && tens.value() >= Decimal::from(20));
        let digits = tens.value().checked_add(ones.map_or(Decimal::ZERO, |t| t.value()))?;
        return Some((digits.checked_div(Decimal::ONE_HUNDRED)?, ones.map_or(tens.end, |t| t.end)));
    }
    while let Some(word) =
        c.term(end, Class::NumberWord).filter(|t| t.value() < Decimal::TEN && end - at < 8)
    {
        unit = unit.checked_div(Decimal::TEN)?;
        part = part.checked_add(word.value().checked_mul(unit)?)?;
        end = word.end;
    }
    (end > at).then_some((part, end))
}

/// "half a million", "half-million", "a quarter of a million", "half a dozen".
fn half_of_scale(c: &Cursor<'_>, under: Decimal, end: u32, after_money: bool) -> Option<Numeral> {
    let value = Decimal::ONE.checked_div(under)?;
    let mut begin = if c.is(end, "of") { end + 1 } else { end };
    if c.is_any(begin, &["a", "an", "one"]) || c.is_hyphen(begin) {
        begin += 1;
    }
    let scale = c.term(begin, Class::Scale).filter(|t| t.unit() != "glued");
    if scale.is_some() {
        return finish(c, NumberWords::from_value(value), begin, after_money, true);
    }
    // "half a percent", "quarter-point": the unit must follow; "a third point" is a place
    let unit = c.term(begin, Class::Unit).or_else(|| c.term(begin, Class::Currency))?;
    let is_place = unit.unit() == "index_point" && begin == end && under > Decimal::from(4);
    (!is_place && !is_time(unit.unit())).then_some(Numeral {
        value,
        scale: None,
        end: begin,
        is_word: true,
        is_plain: false,
    })
}
