//! Amounts: a numeral with sign, currency, unit and what it is given for.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::{
    cursor::Cursor,
    number::{Numeral, numeral},
};
use crate::{lexicon::Class, model::QuantityKind};

/// One number with everything that belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Amount<'a> {
    pub start: u32,
    pub end: u32,
    pub value: Decimal,
    /// See [`Numeral::scale`].
    pub scale: Option<Decimal>,
    /// The unit word or ISO code, what one of it is, and what it is given for.
    pub unit: Option<Unit<'a>>,
    /// Whether the currency stands before the number.
    pub has_prefix: bool,
    pub is_word: bool,
    pub is_plain: bool,
}

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

/// Whether a unit is a length of time.
pub(super) fn is_time(unit: &str) -> bool {
    matches!(
        unit,
        "second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year" | "decade"
    )
}

/// Currencies that are written with a dollar sign.
const DOLLARS: [&str; 7] = ["AUD", "CAD", "NZD", "HKD", "SGD", "TWD", "MXN"];

/// What stands before a numeral.
struct Prefix<'a> {
    start: u32,
    is_negative: bool,
    is_signed: bool,
    is_bracketed: bool,
    unit: Option<Unit<'a>>,
}

/// The amount whose numeral begins at token `at`; nothing of it lies before `floor`.
pub(super) fn amount<'a>(c: &Cursor<'a>, at: u32, floor: u32) -> Option<Amount<'a>> {
    let prefix = prefix(c, at, floor);
    let number = numeral(c, at, prefix.unit.is_some())?;
    let mut end = number.end;
    let mut value = number.value;
    let mut is_negative = prefix.is_negative;
    let mut start = prefix.start;
    let mut unit = prefix.unit.clone();
    let number_start = at;
    let mut scale = number.scale;
    if prefix.is_bracketed && c.is_punct(end, ')') && c.is_glued(end) {
        // "(3.2)%" and "$(0.12)" are losses; "($12.5 billion)" is an aside
        let unit_after = unit_after(c, end + 1, &number).filter(|(u, _)| u.name == "percent");
        let has_money_outside = unit.is_some() && !c.is_punct(start, '(');
        if has_money_outside
            && let Some(term) =
                c.term(end + 1, Class::Scale).filter(|t| t.unit() != "glued" && scale.is_none())
        {
            value = value.checked_mul(term.value())?;
            scale = Some(term.value());
            end = term.end - 1;
        }
        if has_money_outside || unit_after.is_some() {
            is_negative = true;
            end += 1;
        } else if c.is_punct(start, '(') {
            start += 1;
        }
    } else if prefix.is_bracketed && c.is_punct(start, '(') {
        start += 1;
    }
    match (&unit, unit_after(c, end, &number)) {
        (None, Some((found, stop))) => (unit, end) = (Some(found), stop),
        // "$5 million dollars", "US$5 USD"
        // "$1,190 AUD"
        (Some(own), Some((found, stop)))
            if own.name == "USD"
                && DOLLARS.contains(&found.name)
                && c.is_punct(number_start - 1, '$') =>
        {
            (unit, end) = (Some(found), stop);
        }
        (Some(own), Some((found, stop)))
            if found.is_money() && found.name == own.name && found.factor == own.factor =>
        {
            end = stop
        }
        _ => {}
    }
    if unit.is_none()
        && let Some((percent, first)) = percentage_of(c, number_start, end, floor)
    {
        (unit, start) = (Some(percent), first);
    }
    // "a quarter point" is one of percent
    if let Some(point) =
        unit.as_mut().filter(|u| u.name == "index_point" && number.is_word && value < Decimal::ONE)
    {
        point.name = "percentage_point";
    }
    if let Some(unit) = &mut unit {
        value = value.checked_mul(unit.factor)?;
        if let Some((per, stop)) = per_unit(c, end, unit) {
            unit.per = Some(per);
            end = stop;
        }
    }
    if is_negative {
        value = -value;
    }
    Some(Amount {
        start,
        end,
        value,
        scale,
        has_prefix: prefix.unit.is_some(),
        unit,
        is_word: number.is_word,
        is_plain: number.is_plain,
    })
}

/// Sign, currency and bracket before the numeral at `at`.
fn prefix<'a>(c: &Cursor<'a>, at: u32, floor: u32) -> Prefix<'a> {
    let mut found =
        Prefix { start: at, is_negative: false, is_signed: false, is_bracketed: false, unit: None };
    let has_room = |start: u32| start > floor.max(c.start);
    sign(c, floor, &mut found);
    // "$(0.12)"
    let bracket = found.start.wrapping_sub(1);
    if c.is_punct(bracket, '(') && c.is_glued(found.start) && c.is_glued(bracket) && bracket > floor
    {
        found.start = bracket;
        found.is_bracketed = true;
    }
    if has_room(found.start)
        && let Some(term) = c
            .term_before(found.start, Class::Currency)
            .filter(|t| t.end == found.start && t.start >= floor)
        && !is_behind_another(c, &term)
        && let Some(start) = currency_start(c, term.start, term.end)
            .or_else(|| is_named_before(c, &term).then_some(term.start))
    {
        let is_dollar = start != term.start;
        found.unit = Some(Unit {
            name: if is_dollar { "USD" } else { term.unit() },
            factor: term.value(),
            per: None,
        });
        found.start = start;
        if !found.is_signed {
            sign(c, floor, &mut found);
        }
    }
    if !found.is_bracketed
        && has_room(found.start)
        && c.is_punct(found.start - 1, '(')
        && c.is_glued(found.start)
        && !found.is_signed
    {
        found.start -= 1;
        found.is_bracketed = true;
    }
    found
}

/// Where a currency before a number begins; words ("dollars") do not stand before it. "a $5 billion
/// deal" is no Australian one.
fn currency_start(c: &Cursor<'_>, start: u32, end: u32) -> Option<u32> {
    let last = c.word(end - 1);
    let is_symbol = last.chars().all(|l| !l.is_alphabetic());
    if is_symbol {
        let is_whole = (start + 1..end).all(|n| c.is_glued(n)) || !c.is(start, "a");
        return Some(if is_whole { start } else { end - 1 });
    }
    let is_code =
        last.len() <= 5 && last.bytes().filter(u8::is_ascii_uppercase).count() * 2 >= last.len();
    let is_abbreviated = last.len() == 3
        && matches!(
            last,
            "rmb" | "usd" | "eur" | "gbp" | "cad" | "aud" | "inr" | "hkd" | "sgd" | "jpy" | "cny"
        )
        || last.ends_with('.')
        || (c.is_punct(end - 1, '.'));
    (is_code || is_abbreviated || last.eq_ignore_ascii_case("dm")).then_some(start)
}

/// Currencies whose names stand before amounts too: "Rupees 500 crore", "ringgit 42".
const NAMED_BEFORE: [&str; 6] = ["INR", "PKR", "MYR", "IDR", "NGN", "BDT"];

/// Whether the currency in `start..end` is the number's behind it, though written out or with
/// blanks around.
fn is_named_before(c: &Cursor<'_>, term: &super::cursor::Term<'_>) -> bool {
    let before = term.start.wrapping_sub(1);
    NAMED_BEFORE.contains(&term.unit())
        && term.value() == Decimal::ONE
        && !c.is_number(before)
        && c.terms(before).next().is_none()
        && !c.is_unit_word(term.end + 1)
}

/// Takes in a sign before `found.start`.
fn sign(c: &Cursor<'_>, floor: u32, found: &mut Prefix<'_>) {
    let Some(before) = found.start.checked_sub(1).filter(|b| *b >= floor && *b >= c.start) else {
        return;
    };
    let is_glued = c.is_glued(found.start);
    let stands_free = before == c.start
        || !c.is_glued(before)
        || c.is_punct(before.wrapping_sub(1), '(')
        || c.is_punct(before.wrapping_sub(1), '"');
    let is_minus = c.is_punct(before, '-') || c.is_punct(before, '–');
    if is_glued && stands_free && is_minus {
        (found.start, found.is_negative, found.is_signed) = (before, true, true);
    } else if is_glued && stands_free && c.is_punct(before, '+') {
        (found.start, found.is_signed) = (before, true);
    } else if c.is_any(before, &["minus", "negative"]) && !c.is(before.wrapping_sub(1), "or") {
        (found.start, found.is_negative, found.is_signed) = (before, true, true);
    }
}

/// The unit or currency behind a numeral that ends at `end`.
fn unit_after<'a>(c: &Cursor<'a>, end: u32, number: &Numeral) -> Option<(Unit<'a>, u32)> {
    let mut begin = if c.is_hyphen(end) { end + 1 } else { end };
    // "three-quarters of a percent"
    if number.value < Decimal::ONE
        && number.is_word
        && c.is(begin, "of")
        && c.is_any(begin + 1, &["a", "one"])
    {
        let part = c.term(begin + 2, Class::Unit).filter(|t| {
            matches!(t.unit(), "percent" | "percentage_point" | "basis_point" | "index_point")
        });
        begin = part?.start;
    }
    let is_glued = begin == end && c.is_glued(begin);
    let fitting = |name: &str, start: u32, stop: u32| match c.word(start) {
        _ if stop > start + 1 => true,
        // one letter is a unit only directly behind the digits
        "x" | "X" => begin == end && (is_glued || !number.is_word) && !c.is_number(start + 1),
        "p" | "pc" | "c" | "C" => is_glued,
        "times" => begin > end || !number.value.fract().is_zero() || c.is_any(start + 1, &FACTORS),
        "pound" if begin > end && number.scale.is_none() => false,
        "pounds" if c.is(start + 1, "of") && number.scale.is_none() => false,
        "won" | "marks" | "real" | "sol" | "mao" => {
            number.scale.is_some() || number.value >= Decimal::ONE_THOUSAND
        }
        "second" => c.is(start + 1, "delay") || is_time(name) && number.value == Decimal::ONE,
        "sec" => false,
        _ => true,
    };
    let unit = c.term(begin, Class::Unit).filter(|t| fitting(t.unit(), t.start, t.end));
    let money = c.term(begin, Class::Currency).filter(|t| {
        fitting(t.unit(), t.start, t.end) && (!starts_amount(c, t.end) || is_behind_another(c, t))
    });
    let term = unit.or(money)?;
    // "75 USD million"
    let scale = money
        .and_then(|_| c.term(term.end, Class::Scale))
        .filter(|t| t.unit() != "glued" && number.scale.is_none());
    let factor = scale
        .map_or(Some(Decimal::ONE), |s| Some(s.value()))
        .and_then(|s| s.checked_mul(term.value()))?;
    Some((Unit { name: term.unit(), factor, per: None }, scale.map_or(term.end, |s| s.end)))
}

/// "a percentage of 20.": the unit before a number that nothing follows it could count; and where
/// it begins.
fn percentage_of<'a>(c: &Cursor<'a>, at: u32, end: u32, floor: u32) -> Option<(Unit<'a>, u32)> {
    if !c.is(at.wrapping_sub(1), "of") {
        return None;
    }
    let term = c
        .term_before(at - 1, Class::Unit)
        .filter(|t| t.end == at - 1 && t.unit() == "percent" && t.start >= floor)?;
    let has_own_number = c.is_number(term.start.wrapping_sub(1))
        || c.terms(term.start.wrapping_sub(1)).next().is_some();
    let is_last =
        c.token(end).is_none_or(|t| t.is_punct('.') || t.is_punct(',') || t.is_punct(';'));
    (is_last && !has_own_number)
        .then(|| (Unit { name: term.unit(), factor: term.value(), per: None }, term.start))
}

/// What follows "times" where it multiplies; elsewhere it tells how often.
const FACTORS: [&str; 34] = [
    "as",
    "more",
    "higher",
    "larger",
    "bigger",
    "greater",
    "faster",
    "lower",
    "cheaper",
    "the",
    "its",
    "their",
    "his",
    "that",
    "what",
    "earnings",
    "sales",
    "book",
    "revenue",
    "revenues",
    "forward",
    "expected",
    "estimated",
    "trailing",
    "projected",
    "ebitda",
    "cash",
    "normal",
    "annual",
    "subscribed",
    "oversubscribed",
    "covered",
    "profit",
    "next",
];

/// Whether the currency that ends before `at` belongs to a number there ("in 2025 $3 million"), not
/// to the one before.
fn starts_amount(c: &Cursor<'_>, at: u32) -> bool {
    let is_symbol = c.token(at - 1).is_some_and(|t| t.punct().is_some());
    c.is_number(at) && (c.is_glued(at) || is_symbol && !c.is_glued(at - 1))
}

/// Whether a currency between two numbers is the first one's, because the second has one behind it:
/// "10 $ 30 $".
fn is_behind_another(c: &Cursor<'_>, term: &super::cursor::Term<'_>) -> bool {
    let has_blanks = !c.is_glued(term.start) && !c.is_glued(term.end);
    has_blanks
        && c.is_number(term.start.wrapping_sub(1))
        && c.is_number(term.end)
        && c.term(term.end + 1, Class::Currency).is_some()
}

/// "a share", "per barrel", "/share" behind an amount of money.
fn per_unit<'a>(c: &Cursor<'a>, end: u32, unit: &Unit<'a>) -> Option<(Cow<'a, str>, u32)> {
    let is_per =
        c.is_any(end, &["per", "/"]) || c.is_hyphen(end) && c.is_any(end + 1, &["per", "a"]);
    let is_article = c.is_any(end, &["a", "an", "each"]);
    if !is_per && !is_article {
        return None;
    }
    if !unit.is_money() {
        return None;
    }
    let mut begin = if c.is_hyphen(end) { end + 2 } else { end + 1 };
    if c.is_hyphen(begin) || c.is_any(begin, &["every", "each", "single"]) {
        begin += 1;
    }
    if let Some(term) = c.term(begin, Class::PerUnit).or_else(|| c.term(begin, Class::Unit)) {
        // "euros a year ago" compares
        let is_past = c.is_any(term.end, &["ago", "earlier", "before", "later"]);
        return (!is_past).then_some((Cow::Borrowed(term.unit()), term.end));
    }
    let word = c.word(begin);
    let is_noun = c.is(end, "per")
        && word.len() > 1
        && word.chars().all(char::is_alphanumeric)
        && !c.is(begin, "annum");
    is_noun.then(|| {
        let name = if c.token(begin).is_some_and(crate::lang::Token::is_upper) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        };
        (name, begin + 1)
    })
}
