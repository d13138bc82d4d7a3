//! Two amounts to one range, or to two quantities that share a unit.

use rust_decimal::Decimal;

use super::amount::{Amount, amount};
use super::terms::{NumberTerms, Term, TimeUnit, is_time};
use super::unit::Unit;
use crate::{
    lexicon::{Class, SentenceView},
    model::Qualifier,
};

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
pub(super) fn joined<'a>(view: &SentenceView<'a>, at: u32, floor: u32) -> Option<Joined<'a>> {
    let first = amount(view, at, floor)?;
    if let Some(sum) = with_cents(view, &first).or_else(|| with_bare_cents(view, &first)) {
        return Some(Joined::One(sum));
    }
    if let Some(sum) = with_smaller_time(view, &first) {
        return Some(Joined::One(sum));
    }
    if let Some(bounded) = bounded(view, &first) {
        return Some(bounded);
    }
    let Some((connector, begin)) = range_connector(view, &first) else {
        return Some(Joined::One(first));
    };
    let Some(second) = (begin..begin + 4)
        .take_while(|n| *n == begin || !view.prev(*n).is_some_and(|n| view.is_number(n)))
        .find_map(|n| {
            let found = amount(view, n, begin)?;
            (found.start == begin).then_some(found)
        })
    else {
        return Some(Joined::One(first));
    };
    if connector == RangeConnector::Dash && is_model(&first, &second) {
        return None;
    }
    if is_ratio(view, connector, &first, &second) {
        return Some(Joined::Ratio(first, second.end));
    }
    Some(share(view, connector, first, &second))
}

/// "2 years and 3 months": one length of time, in the smaller unit.
fn with_smaller_time<'a>(view: &SentenceView<'a>, first: &Amount<'a>) -> Option<Amount<'a>> {
    let larger = first.unit.as_ref().filter(|u| is_time(u.name) && u.per.is_none())?;
    let is_linked = view.is_word(first.end, "and") || view.is_punct(first.end, ',');
    let begin = if is_linked { first.end + 1 } else { first.end };
    if !view.is_number(begin) && view.term(begin, Class::NumberWord).is_none() {
        return None;
    }
    let rest = amount(view, begin, begin).filter(|rest| rest.start == begin)?;
    let smaller = rest.unit.as_ref().filter(|u| u.per.is_none())?;
    let factor = Decimal::from(in_smaller(larger.name, smaller.name)?);
    let value = first.value.checked_mul(factor)?.checked_add(rest.value)?;
    (rest.value < factor).then(|| Amount {
        end: rest.end,
        value,
        unit: Some(smaller.clone()),
        scale: None,
        is_plain: false,
        ..first.clone()
    })
}

/// How many of the smaller unit of time are always in the larger one.
fn in_smaller(larger: &str, smaller: &str) -> Option<u32> {
    match (TimeUnit::of(larger)?, TimeUnit::of(smaller)?) {
        (TimeUnit::Year, TimeUnit::Month) => Some(12),
        (TimeUnit::Week, TimeUnit::Day) => Some(7),
        (TimeUnit::Day, TimeUnit::Hour) => Some(24),
        (TimeUnit::Hour, TimeUnit::Minute) | (TimeUnit::Minute, TimeUnit::Second) => Some(60),
        _ => None,
    }
}

/// "thirteen dollars and forty-five cents" is one amount.
fn with_cents<'a>(view: &SentenceView<'a>, first: &Amount<'a>) -> Option<Amount<'a>> {
    let unit = first.unit.as_ref().filter(|u| {
        u.is_money() && u.factor == Decimal::ONE && !first.has_prefix && first.scale.is_none()
    })?;
    let begin = if view.is_word(first.end, "and") { first.end + 1 } else { first.end };
    let cents = amount(view, begin, begin)?;
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
fn with_bare_cents<'a>(view: &SentenceView<'a>, first: &Amount<'a>) -> Option<Amount<'a>> {
    let unit = first.unit.as_ref().filter(|u| {
        u.is_money() && u.factor == Decimal::ONE && u.per.is_none() && first.scale.is_none()
    })?;
    let is_linked = view.is_word(first.end, "and");
    let begin = if is_linked { first.end + 1 } else { first.end };
    if !view.is_number(begin) && view.term(begin, Class::NumberWord).is_none() {
        return None;
    }
    let cents = amount(view, begin, begin)
        .filter(|cents| cents.start == begin && cents.unit.is_none() && cents.scale.is_none())?;
    let is_written_as_cents = if first.has_prefix {
        is_linked && cents.is_word
    } else {
        cents.is_word || cents.is_plain && view.word(begin).len() == 2
    };
    let is_last = view.token(cents.end).is_none()
        || (view.is_punct(cents.end, '.') && view.token(cents.end + 1).is_none());
    let fits = cents.value >= Decimal::TEN
        && cents.value < Decimal::ONE_HUNDRED
        && first.value.fract().is_zero();
    let is_pair = view.prev_is_of(first.start, Class::PairLead);
    let value = first.value.checked_add(cents.value.checked_div(Decimal::ONE_HUNDRED)?)?;
    (is_written_as_cents && is_last && fits && !is_pair).then(|| Amount {
        end: cents.end,
        value,
        unit: Some(unit.clone()),
        ..first.clone()
    })
}

/// "above 2% but below 3%", "at most 100 and at least 20": two bounds are one range.
fn bounded<'a>(view: &SentenceView<'a>, first: &Amount<'a>) -> Option<Joined<'a>> {
    if !view.is_any(first.end, &["and", "but"]) {
        return None;
    }
    let is_lower = |term: &Term<'_>| {
        matches!(term.entry.features.qualifier, Some(Qualifier::Over | Qualifier::AtLeast))
    };
    let is_upper = |term: &Term<'_>| {
        matches!(term.entry.features.qualifier, Some(Qualifier::Under | Qualifier::AtMost))
    };
    let before =
        view.term_before(first.start, Class::Approximator).filter(|t| t.end == first.start)?;
    let between = view.term(first.end + 1, Class::Approximator)?;
    let mut second =
        amount(view, between.end, between.end).filter(|second| second.start == between.end)?;
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
    let ascends = is_lower(&before) && is_upper(&between);
    if is_upper(&before) && is_lower(&between) {
        std::mem::swap(&mut first.value, &mut second.value);
    } else if !ascends {
        return None;
    }
    (first.value < second.value).then_some(Joined::Range(first, second))
}

/// What is between the two ends of a range.
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
fn range_connector(view: &SentenceView<'_>, first: &Amount<'_>) -> Option<(RangeConnector, u32)> {
    let at = first.end;
    let is_dash = ['-', '–', '—', '~'].iter().any(|dash| view.is_punct(at, *dash));
    if is_dash && view.is_joined(at) == view.is_joined(at + 1) {
        // "4.42-to-1", "10-to-15 percent"
        if view.is_word(at + 1, "to") && view.is_punct(at + 2, '-') {
            return Some((RangeConnector::To, at + 3));
        }
        return Some((RangeConnector::Dash, at + 1));
    }
    let connector = match view.word(at) {
        _ if view.is_any(at, &["to", "through"]) => RangeConnector::To,
        "and" | "to-" if view.prev_is(first.start, "between") => RangeConnector::And,
        "or" => RangeConnector::Or,
        _ => return None,
    };
    Some((connector, at + 1))
}

fn is_ratio(
    view: &SentenceView<'_>,
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
        && !view.prev_is(first.start, "from")
}

/// Lends the second amount's unit and magnitude to the first and decides what both make.
fn share<'a>(
    view: &SentenceView<'a>,
    connector: RangeConnector,
    first: Amount<'a>,
    second: &Amount<'a>,
) -> Joined<'a> {
    let Some((mut low, high)) = of_one_unit(connector, &first, second) else {
        return Joined::One(first);
    };
    if let (None, Some(scale)) = (low.scale, high.scale)
        && let Some(value) = low.value.checked_mul(scale).filter(|value| *value <= high.value)
    {
        low.value = value;
        low.scale = Some(scale);
    }
    let is_from = view.prev_is(low.start, "from");
    if connector == RangeConnector::To && is_from && view.moves_before(low.start, 10) {
        return Joined::Two(low, high);
    }
    // "-2% to -1%", but "rose from 5% to 3%" are two
    let ascends = low.value < high.value;
    let is_range = ascends
        && match connector {
            RangeConnector::Or => {
                low.value + Decimal::TWO >= high.value
                    && low.is_word == high.is_word
                    && first.unit.is_none()
            }
            RangeConnector::Dash | RangeConnector::And => true,
            RangeConnector::To => is_from || is_near(view, &low, &high),
        };
    if is_range { Joined::Range(low, high) } else { Joined::One(first) }
}

/// Whether the second amount is no more than a few times the first.
fn is_near(view: &SentenceView<'_>, low: &Amount<'_>, high: &Amount<'_>) -> bool {
    let factor = if view.moves_before(low.start, 3) { 3 } else { 12 };
    let limit = low.value.abs().checked_mul(Decimal::from(factor));
    low.value.is_zero() || limit.is_none_or(|limit| high.value.abs() <= limit)
}

/// Two amounts with the unit that one of them lends to the other; `None` where they do not share
/// one.
fn of_one_unit<'a>(
    connector: RangeConnector,
    first: &Amount<'a>,
    second: &Amount<'a>,
) -> Option<(Amount<'a>, Amount<'a>)> {
    let (mut first, mut second) = (first.clone(), second.clone());
    match (first.unit.clone(), second.unit.clone()) {
        (None, None) => {}
        (None, Some(unit)) => {
            // "rose 5 to $20" are two; "5-$20" none
            let lends = !second.has_prefix && unit.name != "multiple"
                || unit.name == "multiple" && connector != RangeConnector::And;
            lends.then(|| lend(&mut first, &unit)).flatten()?;
        }
        (Some(unit), None) => {
            // "$4 to 5 billion", "$4.1-4.3 billion"
            let is_shared = first.has_prefix
                || connector == RangeConnector::Dash
                    && !is_time(unit.name)
                    && unit.name != "percent";
            is_shared.then(|| lend(&mut second, &unit)).flatten()?;
        }
        (Some(own), Some(other)) => {
            let is_same = own.name == other.name
                && own.factor == other.factor
                && (own.per.is_none() || own.per == other.per);
            if !is_same {
                return None;
            }
            first.unit = Some(other);
        }
    }
    Some((first, second))
}

/// "767-300", "voted 5-4": two bare numbers with a hyphen, the larger one first, are no range.
fn is_model(first: &Amount<'_>, second: &Amount<'_>) -> bool {
    let are_bare =
        first.is_plain && second.is_plain && first.unit.is_none() && second.unit.is_none();
    are_bare && first.value >= second.value && first.value >= Decimal::ONE_HUNDRED
}

/// Lends `to` the unit of its partner.
fn lend<'a>(to: &mut Amount<'a>, unit: &Unit<'a>) -> Option<()> {
    to.value = to.value.checked_mul(unit.factor)?;
    to.unit = Some(unit.clone());
    Some(())
}
