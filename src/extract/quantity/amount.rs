//! Amounts: a numeral with sign, currency, unit and what it is given for.

use rust_decimal::Decimal;

use super::{
    compound::per_unit,
    money,
    number::{Numeral, numeral},
    terms::NumberTerms,
    unit::{Unit, is_of_amount_before, percentage_of, unit_after},
};
use crate::lexicon::{Class, SentenceView};

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
    /// Whether the currency is before the number.
    pub has_prefix: bool,
    pub is_word: bool,
    pub is_plain: bool,
}

/// What is before a numeral.
struct Prefix<'a> {
    start: u32,
    is_negative: bool,
    is_signed: bool,
    is_bracketed: bool,
    unit: Option<Unit<'a>>,
}

/// The amount whose numeral begins at token `at`; nothing of it lies before `floor`.
pub(super) fn amount<'a>(view: &SentenceView<'a>, at: u32, floor: u32) -> Option<Amount<'a>> {
    let prefix = prefix(view, at, floor);
    let number = restated(view, numeral(view, at, prefix.unit.is_some())?);
    let mut found = Amount {
        start: prefix.start,
        end: number.end,
        value: number.value,
        scale: number.scale,
        has_prefix: prefix.unit.is_some(),
        unit: prefix.unit.clone(),
        is_word: number.is_word,
        is_plain: number.is_plain,
    };
    let is_negative = prefix.is_negative | close_bracket(view, &prefix, &number, &mut found)?;
    match (&found.unit, unit_after(view, found.end, &number)) {
        (None, Some((unit, end))) => (found.unit, found.end) = (Some(unit), end),
        (Some(own), Some((unit, end))) => {
            // "$1,190 AUD"
            let is_dollar = own.name == "USD"
                && unit.name != own.name
                && view.prev_is_punct(at, '$')
                && view.lexicon().has_dollar_sign(unit.name);
            // "$5 million dollars", "US$5 USD"
            let is_same = unit.is_money() && unit.name == own.name && unit.factor == own.factor;
            if is_dollar {
                (found.unit, found.end) = (Some(unit), end);
            } else if is_same {
                found.end = end;
            }
        }
        _ => {}
    }
    if found.unit.is_none()
        && let Some((percent, first)) = percentage_of(view, at, found.end, floor)
    {
        (found.unit, found.start) = (Some(percent), first);
    }
    apply_unit(view, &number, &mut found)?;
    if is_negative {
        found.value = -found.value;
    }
    Some(found)
}

/// "forty-five (45)": takes in the same number in brackets.
fn restated(view: &SentenceView<'_>, number: Numeral) -> Numeral {
    let end = number.end;
    if !view.is_punct(end, '(') || view.is_joined(end) {
        return number;
    }
    let again = numeral(view, end + 1, false).filter(|again| {
        again.value == number.value
            && again.is_word != number.is_word
            && view.is_punct(again.end, ')')
    });
    again.map_or(number, |again| Numeral { end: again.end + 1, ..number })
}

/// Takes in the bracket after an amount that has one before it; returns whether brackets make it a
/// loss: "(3.2)%", "$(0.12)" and "a result of ($0.05)" are losses; "a deal ($12.5 billion)" has an
/// aside.
fn close_bracket<'a>(
    view: &SentenceView<'a>,
    prefix: &Prefix<'a>,
    number: &Numeral,
    found: &mut Amount<'a>,
) -> Option<bool> {
    let opens = view.is_punct(found.start, '(');
    if !prefix.is_bracketed {
        return Some(false);
    }
    if !(view.is_punct(found.end, ')') && view.is_joined(found.end)) {
        // "a margin of (3.2%)"
        let unit = unit_after(view, found.end, number).filter(|(unit, end)| {
            unit.name == "percent" && view.is_punct(*end, ')') && is_loss(view, found.start)
        });
        if let (true, Some((unit, end))) = (opens && found.unit.is_none(), unit) {
            (found.unit, found.end) = (Some(unit), end + 1);
            return Some(true);
        }
        found.start += u32::from(opens);
        return Some(false);
    }
    let is_percent =
        unit_after(view, found.end + 1, number).is_some_and(|(unit, _)| unit.name == "percent");
    let has_money_outside = found.unit.is_some() && !opens;
    if has_money_outside
        && let Some(term) = view
            .term(found.end + 1, Class::Scale)
            .filter(|t| !t.is_glued() && found.scale.is_none())
    {
        found.value = found.value.checked_mul(term.value())?;
        found.scale = Some(term.value());
        found.end = term.end;
        return Some(true);
    }
    if has_money_outside
        || is_percent
        || opens && found.unit.is_some() && is_loss(view, found.start)
    {
        found.end += 1;
        return Some(true);
    }
    found.start += u32::from(opens);
    Some(false)
}

/// Whether what is in the bracket at `bracket` is a value below zero and no aside: nothing or a
/// word that leads to a value is before it.
fn is_loss(view: &SentenceView<'_>, bracket: u32) -> bool {
    view.prev(bracket).is_none_or(|n| {
        view.is_listed(n, Class::ValueLead) || view.is_punct(n, ':') || view.is_punct(n, '|')
    })
}

/// Scales an amount by its unit, and takes in what it is given for.
fn apply_unit<'a>(view: &SentenceView<'a>, number: &Numeral, found: &mut Amount<'a>) -> Option<()> {
    let Some(unit) = &mut found.unit else { return Some(()) };
    // "a quarter point" is one of percent
    if unit.name == "index_point" && number.is_word && found.value < Decimal::ONE {
        unit.name = "percentage_point";
    }
    found.value = found.value.checked_mul(unit.factor)?;
    if let Some((per, end)) = per_unit(view, found.end, unit) {
        unit.per = Some(per);
        found.end = end;
    }
    Some(())
}

/// Sign, currency and bracket before the numeral at `at`.
fn prefix<'a>(view: &SentenceView<'a>, at: u32, floor: u32) -> Prefix<'a> {
    let mut found =
        Prefix { start: at, is_negative: false, is_signed: false, is_bracketed: false, unit: None };
    let has_room = |start: u32| start > floor.max(view.start());
    sign(view, floor, &mut found);
    // "$(0.12)"
    if let Some(bracket) = view.prev(found.start).filter(|n| *n > floor && view.is_punct(*n, '('))
        && view.is_joined(found.start)
        && view.is_joined(bracket)
    {
        found.start = bracket;
        found.is_bracketed = true;
    }
    if has_room(found.start)
        && let Some(money) = money::before(view, found.start, at, floor)
        && !is_of_amount_before(view, (money.start, found.start))
    {
        (found.unit, found.start) = (Some(money.unit), money.start);
        if !found.is_signed {
            sign(view, floor, &mut found);
        }
    }
    if !found.is_bracketed
        && !found.is_signed
        && let Some(bracket) =
            view.prev(found.start).filter(|n| *n >= floor && view.is_punct(*n, '('))
        && view.is_joined(found.start)
    {
        found.start = bracket;
        found.is_bracketed = true;
    }
    found
}

/// Takes in a sign before `found.start`.
fn sign(view: &SentenceView<'_>, floor: u32, found: &mut Prefix<'_>) {
    let Some(before) = view.prev(found.start).filter(|n| *n >= floor) else { return };
    let is_joined = view.is_joined(found.start);
    let is_sign_of_money = |n: u32| {
        view.token(n).is_some_and(|t| t.punct().is_some())
            && view.term_right_before(before, Class::Currency).is_some()
    };
    let stands_free = before == view.start()
        || !view.is_joined(before)
        || view.prev(before).is_some_and(is_sign_of_money)
        || view.prev_is_punct(before, '(')
        || view.prev_is_punct(before, '"');
    let is_minus = view.is_punct(before, '-') || view.is_punct(before, '–');
    if is_joined && stands_free && is_minus {
        (found.start, found.is_negative, found.is_signed) = (before, true, true);
    } else if is_joined && stands_free && view.is_punct(before, '+') {
        (found.start, found.is_signed) = (before, true);
    } else if view.is_any(before, &["minus", "negative"]) && !view.prev_is(before, "or") {
        (found.start, found.is_negative, found.is_signed) = (before, true, true);
    }
}
