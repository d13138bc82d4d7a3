//! Two amounts to one range, or to two quantities that share a unit.

use rust_decimal::Decimal;

use super::{
    amount::{Amount, Unit, amount, is_time},
    cursor::Cursor,
};
use crate::lexicon::Class;

/// What one or two amounts make.
#[derive(Debug, Clone)]
pub(super) enum Joined<'a> {
    One(Amount<'a>),
    /// From the first value to the second.
    Range(Amount<'a>, Amount<'a>),
    /// "from 3.1 to 3.4 percent" after a word that moves: two values of one unit.
    Two(Amount<'a>, Amount<'a>),
    /// "4.42-to-1": how many of the first for one of the second.
    Ratio(Amount<'a>, u32),
}

/// The amount at `at` and what is joined to it.
pub(super) fn joined<'a>(c: &Cursor<'a>, at: u32, floor: u32) -> Option<Joined<'a>> {
    let first = amount(c, at, floor)?;
    if let Some(sum) = with_cents(c, &first).or_else(|| with_bare_cents(c, &first)) {
        return Some(Joined::One(sum));
    }
    if let Some(bounded) = bounded(c, &first) {
        return Some(bounded);
    }
    let Some((connector, begin)) = range_connector(c, &first) else {
        return Some(Joined::One(first));
    };
    let Some(second) =
        (begin..begin + 4).take_while(|n| *n == begin || !c.is_number(*n - 1)).find_map(|n| {
            let found = amount(c, n, begin)?;
            (found.start == begin).then_some(found)
        })
    else {
        return Some(Joined::One(first));
    };
    if connector == RangeConnector::Dash && is_model(&first, &second) {
        return None;
    }
    if is_ratio(c, connector, &first, &second) {
        return Some(Joined::Ratio(first, second.end));
    }
    Some(share(c, connector, first, second))
}

/// "thirteen dollars and forty-five cents" is one amount.
fn with_cents<'a>(c: &Cursor<'a>, first: &Amount<'a>) -> Option<Amount<'a>> {
    let unit = first.unit.as_ref().filter(|u| {
        u.is_money() && u.factor == Decimal::ONE && !first.has_prefix && first.scale.is_none()
    })?;
    let begin = if c.is(first.end, "and") { first.end + 1 } else { first.end };
    let cents = amount(c, begin, begin)?;
    // cents are of the dollars or euros before them
    let part = cents.unit.as_ref().filter(|u| {
        (u.name == unit.name || u.name == "USD") && u.factor < Decimal::ONE && cents.start == begin
    })?;
    let value = first.value.checked_add(cents.value).filter(|_| cents.value < Decimal::ONE)?;
    Some(Amount {
        end: cents.end,
        value,
        unit: Some(Unit { per: part.per.clone(), ..unit.clone() }),
        ..first.clone()
    })
}

/// "15 dollars 50", "twenty dollars and forty-three": hundredths without their name, where nothing
/// follows that they could count.
fn with_bare_cents<'a>(c: &Cursor<'a>, first: &Amount<'a>) -> Option<Amount<'a>> {
    let unit = first.unit.as_ref().filter(|u| {
        u.is_money() && u.factor == Decimal::ONE && u.per.is_none() && first.scale.is_none()
    })?;
    let is_linked = c.is(first.end, "and");
    let begin = if is_linked { first.end + 1 } else { first.end };
    if !c.is_number(begin) && c.term(begin, Class::NumberWord).is_none() {
        return None;
    }
    let cents = amount(c, begin, begin)
        .filter(|cents| cents.start == begin && cents.unit.is_none() && cents.scale.is_none())?;
    let is_written_as_cents = if first.has_prefix {
        is_linked && cents.is_word
    } else {
        cents.is_word || cents.is_plain && c.word(begin).len() == 2
    };
    let is_last = c.token(cents.end).is_none()
        || (c.is_punct(cents.end, '.') && c.token(cents.end + 1).is_none());
    let fits = cents.value >= Decimal::TEN
        && cents.value < Decimal::ONE_HUNDRED
        && first.value.fract().is_zero();
    let is_pair = c.is_any(first.start.wrapping_sub(1), &["between", "from", "both", "either"]);
    let value = first.value.checked_add(cents.value.checked_div(Decimal::ONE_HUNDRED)?)?;
    (is_written_as_cents && is_last && fits && !is_pair).then(|| Amount {
        end: cents.end,
        value,
        unit: Some(unit.clone()),
        ..first.clone()
    })
}

/// "above 2% but below 3%", "at most 100 and at least 20": two bounds are one range.
fn bounded<'a>(c: &Cursor<'a>, first: &Amount<'a>) -> Option<Joined<'a>> {
    if !c.is_any(first.end, &["and", "but"]) {
        return None;
    }
    let is_lower = |unit: &str| matches!(unit, "over" | "at_least");
    let is_upper = |unit: &str| matches!(unit, "under" | "at_most");
    let before =
        c.term_before(first.start, Class::Approximator).filter(|t| t.end == first.start)?;
    let between = c.term(first.end + 1, Class::Approximator)?;
    let mut second =
        amount(c, between.end, between.end).filter(|second| second.start == between.end)?;
    let mut first = first.clone();
    match (&first.unit, &second.unit) {
        (Some(own), Some(other)) if own == other => {}
        (None, None) => {}
        (None, Some(other)) => {
            let unit = other.clone();
            lend(&mut first, &unit)?;
        }
        _ => return None,
    }
    let ascends = is_lower(before.unit()) && is_upper(between.unit());
    if is_upper(before.unit()) && is_lower(between.unit()) {
        std::mem::swap(&mut first.value, &mut second.value);
    } else if !ascends {
        return None;
    }
    (first.value < second.value).then_some(Joined::Range(first, second))
}

/// What stands between the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RangeConnector {
    Dash,
    To,
    /// "between 10 and 20"
    And,
    /// "two or three"
    Or,
}

/// The connector after an amount, and the token after it.
fn range_connector(c: &Cursor<'_>, first: &Amount<'_>) -> Option<(RangeConnector, u32)> {
    let at = first.end;
    let is_dash = ['-', '–', '—', '~'].iter().any(|dash| c.is_punct(at, *dash));
    if is_dash && c.is_glued(at) == c.is_glued(at + 1) {
        // "4.42-to-1", "10-to-15 percent"
        if c.is(at + 1, "to") && c.is_punct(at + 2, '-') {
            return Some((RangeConnector::To, at + 3));
        }
        return Some((RangeConnector::Dash, at + 1));
    }
    let connector = match c.word(at) {
        "to" | "To" | "through" => RangeConnector::To,
        "and" | "to-" if c.is(first.start.wrapping_sub(1), "between") => RangeConnector::And,
        "or" => RangeConnector::Or,
        _ => return None,
    };
    Some((connector, at + 1))
}

fn is_ratio(
    c: &Cursor<'_>,
    connector: RangeConnector,
    first: &Amount<'_>,
    second: &Amount<'_>,
) -> bool {
    connector == RangeConnector::To
        && first.unit.is_none()
        && first.scale.is_none()
        && second.unit.is_none()
        && second.value == Decimal::ONE
        && first.value >= Decimal::ONE
        && !c.is(first.start.wrapping_sub(1), "from")
}

/// Lends the second amount's unit and magnitude to the first and decides what both make.
fn share<'a>(
    c: &Cursor<'a>,
    connector: RangeConnector,
    mut first: Amount<'a>,
    mut second: Amount<'a>,
) -> Joined<'a> {
    let alone = first.clone();
    let fits = match (&first.unit, &second.unit) {
        (None, None) => true,
        (None, Some(unit)) => {
            // "rose 5 to $20" are two; "5-$20" none
            let lends = !second.has_prefix && unit.name != "multiple"
                || unit.name == "multiple" && connector != RangeConnector::And;
            lends.then(|| lend(&mut first, unit)).flatten().is_some()
        }
        (Some(unit), None) => {
            // "$4 to 5 billion", "$4.1-4.3 billion"
            let is_shared = first.has_prefix
                || connector == RangeConnector::Dash
                    && !is_time(unit.name)
                    && unit.name != "percent";
            let unit = unit.clone();
            is_shared && lend(&mut second, &unit).is_some()
        }
        (Some(own), Some(other)) => {
            let same = own.name == other.name && (own.per.is_none() || own.per == other.per);
            let other = other.clone();
            if same && own.factor != other.factor {
                false
            } else {
                if same {
                    first.unit = Some(other);
                }
                same
            }
        }
    };
    if !fits {
        return Joined::One(alone);
    }
    if let (None, Some(scale)) = (first.scale, second.scale) {
        match first.value.checked_mul(scale) {
            Some(value) if value <= second.value => {
                first.value = value;
                first.scale = Some(scale);
            }
            _ => {}
        }
    }
    let is_from = c.is(first.start.wrapping_sub(1), "from");
    if connector == RangeConnector::To && is_from && c.moves_before(first.start, 10) {
        return Joined::Two(first, second);
    }
    // "-2% to -1%", but "rose from 5% to 3%" are two
    let ascends = first.value < second.value;
    let ratio = first.value.abs().checked_mul(Decimal::from(if c.moves_before(first.start, 3) {
        3
    } else {
        12
    }));
    let is_near = connector == RangeConnector::And
        || first.value.is_zero()
        || ratio.is_none_or(|r| second.value.abs() <= r);
    let is_range = match connector {
        RangeConnector::Or => {
            ascends
                && first.value + Decimal::TWO >= second.value
                && first.is_word == second.is_word
                && alone.unit.is_none()
        }
        RangeConnector::Dash => ascends,
        RangeConnector::To | RangeConnector::And => ascends && (is_near || is_from),
    };
    if is_range { Joined::Range(first, second) } else { Joined::One(alone) }
}

/// "767-300", "voted 5-4": two bare numbers with a hyphen, the larger one first, are no range.
fn is_model(first: &Amount<'_>, second: &Amount<'_>) -> bool {
    let are_bare =
        first.is_plain && second.is_plain && first.unit.is_none() && second.unit.is_none();
    are_bare && first.value >= second.value && first.value >= Decimal::ONE_HUNDRED
}

/// Gives `to` the unit of its partner.
fn lend<'a>(to: &mut Amount<'a>, unit: &Unit<'a>) -> Option<()> {
    to.value = to.value.checked_mul(unit.factor)?;
    to.unit = Some(unit.clone());
    Some(())
}
