//! What a figure allows: the values it does not contradict.

use rust_decimal::{Decimal, prelude::ToPrimitive as _};
use serde::{Deserialize, Serialize};

use super::ClaimFact;
use crate::model::{ClaimKind, Direction, Qualifier};

/// A decimal that can be written to files as the sixteen bytes that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "[u8; 16]", into = "[u8; 16]")]
pub(super) struct Number(pub(super) Decimal);

impl From<[u8; 16]> for Number {
    fn from(bytes: [u8; 16]) -> Self {
        Self(Decimal::deserialize(bytes))
    }
}

impl From<Number> for [u8; 16] {
    fn from(number: Number) -> Self {
        number.0.serialize()
    }
}

/// The values that a figure does not contradict. The ends are no part of it: what lies there rounds
/// to the next figure. An open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Interval {
    pub(super) low: Option<Number>,
    pub(super) high: Option<Number>,
}

impl Interval {
    fn negated(self) -> Self {
        let negate = |end: Option<Number>| end.map(|n| Number(-n.0));
        Self { low: negate(self.high), high: negate(self.low) }
    }
}

/// The part of a round number by which it may be off: "300 million" says nothing about the last
/// million.
const ROUND_PART: Decimal = Decimal::from_parts(25, 0, 0, false, 3);
/// The part by which a figure with an "about" may be off.
const ABOUT_PART: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
/// The same where it has one digit only: "about 20" is said of 18 too.
const ABOUT_ONE_DIGIT_PART: Decimal = Decimal::from_parts(10, 0, 0, false, 2);
const HALF: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

/// The signed interval of a claim; `None` for a change whose direction is unknown.
///
/// Half of the last digit that is written is added on either side (21% is said of 21.4%), a range is
/// the interval that it is, "about" widens, "over" and the like open one end. Changes are signed by
/// their direction, so that up 14% and down 14% lie apart.
pub(super) fn interval(fact: &ClaimFact) -> Option<Interval> {
    if fact.kind != ClaimKind::Change {
        return Some(widened(fact, fact.value, fact.value_hi.unwrap_or(fact.value)));
    }
    let magnitude = |fact: &ClaimFact| {
        let ends = (fact.value.abs(), fact.value_hi.map_or(fact.value.abs(), |hi| hi.abs()));
        let mut interval = widened(fact, ends.0.min(ends.1), ends.0.max(ends.1));
        // a change of one sign cannot be one of the other
        interval.low =
            Some(interval.low.map_or(Number(Decimal::ZERO), |low| low.max(Number(Decimal::ZERO))));
        interval
    };
    match fact.direction? {
        Direction::Up => Some(magnitude(fact)),
        Direction::Down => Some(magnitude(fact).negated()),
        Direction::Flat => Some(widened(fact, Decimal::ZERO, Decimal::ZERO)),
    }
}

/// The value that a row shows, signed by the direction; of a range its lower end.
pub(super) fn shown_value(fact: &ClaimFact) -> Decimal {
    match (fact.kind, fact.direction) {
        (ClaimKind::Change, Some(Direction::Down)) => -fact.value.abs(),
        (ClaimKind::Change, Some(Direction::Flat)) => Decimal::ZERO,
        (ClaimKind::Change, _) => fact.value.abs(),
        _ => fact.value,
    }
}

fn widened(fact: &ClaimFact, low: Decimal, high: Decimal) -> Interval {
    let unit = half_of_last_digit(fact.normal.written, fact.value);
    let around = |value: Decimal| match fact.qualifier {
        Qualifier::About => unit.max(value.abs().saturating_mul(about_part(value))),
        _ => unit,
    };
    let below = Some(Number(low.saturating_sub(around(low))));
    let above = Some(Number(high.saturating_add(around(high))));
    match fact.qualifier {
        Qualifier::Exact | Qualifier::About => Interval { low: below, high: above },
        // "over 21%" is not said of 20.9%
        Qualifier::Over => Interval { low: Some(Number(low)), high: None },
        Qualifier::Under => Interval { low: None, high: Some(Number(high)) },
        Qualifier::AtLeast => Interval { low: below, high: None },
        Qualifier::AtMost => Interval { low: None, high: above },
    }
}

fn about_part(value: Decimal) -> Decimal {
    let (digit, _) = without_fill(value.normalize().mantissa().unsigned_abs());
    if digit < 10 { ABOUT_ONE_DIGIT_PART } else { ABOUT_PART }
}

/// A whole number without the zeros at its end, and what its last digit is worth then.
fn without_fill(mut digits: u128) -> (u128, Decimal) {
    let mut fill = Decimal::ONE;
    while digits >= 10 && digits.is_multiple_of(10) {
        digits /= 10;
        fill = fill.saturating_mul(Decimal::TEN);
    }
    (digits, fill)
}

/// Half of what the last written digit is worth: 0.05 in "21.4%", 50 million in "$3.5 billion".
///
/// Zeros at the end of a whole number may be digits or fill: they count as fill, up to a fortieth
/// of the value.
fn half_of_last_digit(written: Option<Decimal>, value: Decimal) -> Decimal {
    let written = written.filter(|n| !n.is_zero());
    let number = written.unwrap_or_else(|| value.normalize().abs());
    if number.is_zero() {
        return HALF;
    }
    // "3.5" in "3.5 billion" is worth a billion each
    let worth = if written.is_some() {
        value.abs().checked_div(number).unwrap_or(Decimal::ONE)
    } else {
        Decimal::ONE
    };
    let digit = HALF.saturating_mul(Decimal::new(1, number.scale())).saturating_mul(worth);
    if number.scale() > 0 {
        return digit;
    }
    let (_, fill) = without_fill(number.to_u128().unwrap_or(1));
    digit.max((HALF * fill).saturating_mul(worth).min(value.abs().saturating_mul(ROUND_PART)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::aggregate::conflict::tests::{decimal, fact};

    /// `written` is empty for words.
    fn of(written: &str, value: &str, qualifier: Qualifier) -> (Option<Decimal>, Option<Decimal>) {
        let mut claim = fact(1);
        claim.kind = ClaimKind::Level;
        (claim.value, claim.qualifier) = (decimal(value), qualifier);
        claim.normal.written = (!written.is_empty()).then(|| decimal(written));
        let interval = interval(&claim).unwrap();
        (interval.low.map(|n| n.0.normalize()), interval.high.map(|n| n.0.normalize()))
    }

    fn ends(low: &str, high: &str) -> (Option<Decimal>, Option<Decimal>) {
        let end = |text: &str| (!text.is_empty()).then(|| decimal(text));
        (end(low), end(high))
    }

    /// The ends were worked out by hand.
    #[test]
    fn the_last_digit_written_is_how_exact_it_is() {
        use Qualifier::{About, AtLeast, AtMost, Exact, Over, Under};
        assert_eq!(of("21", "21", Exact), ends("20.5", "21.5"));
        assert_eq!(of("21.40", "21.4", Exact), ends("21.395", "21.405"));
        assert_eq!(of("3.5", "3500000000", Exact), ends("3450000000", "3550000000"));
        assert_eq!(of("2731.77", "2731.77", Exact), ends("2731.765", "2731.775"));
        assert_eq!(of("0.5", "0.5", Exact), ends("0.45", "0.55"));
        assert_eq!(of("2450", "2450", Exact), ends("2445", "2455"));
        // a fortieth of the value, not fifty million
        assert_eq!(of("300", "300000000", Exact), ends("292500000", "307500000"));
        assert_eq!(of("", "3", Exact), ends("2.5", "3.5"));
        assert_eq!(of("", "500000", Exact), ends("487500", "512500"));
        assert_eq!(of("21", "21", About), ends("19.95", "22.05"));
        assert_eq!(of("20", "20", About), ends("18", "22"));
        assert_eq!(of("21", "21", Over), ends("21", ""));
        assert_eq!(of("21", "21", Under), ends("", "21"));
        assert_eq!(of("21", "21", AtLeast), ends("20.5", ""));
        assert_eq!(of("21", "21", AtMost), ends("", "21.5"));
    }

    #[test]
    fn a_change_has_the_sign_of_its_direction() {
        let mut claim = fact(1);
        claim.direction = Some(Direction::Down);
        claim.qualifier = Qualifier::Over;
        let down = interval(&claim).unwrap();
        assert_eq!((down.low, down.high), (None, Some(Number(decimal("-14")))));
        claim.direction = Some(Direction::Up);
        claim.qualifier = Qualifier::Under;
        let up = interval(&claim).unwrap();
        assert_eq!((up.low, up.high), (Some(Number(Decimal::ZERO)), Some(Number(decimal("14")))));
        claim.direction = None;
        assert_eq!(interval(&claim), None);
    }

    proptest! {
        #[test]
        fn a_figure_never_contradicts_what_it_rounds(tenths in 1_i64..100_000) {
            let exact = Decimal::new(tenths, 1);
            let rounded = exact.round();
            let written = |value: Decimal| {
                let mut fact = ClaimFact { value, ..fact(1) };
                fact.normal.written = Some(value);
                fact
            };
            let (exact, rounded) = (interval(&written(exact)).unwrap(), interval(&written(rounded)).unwrap());
            prop_assert!(exact.low < rounded.high && rounded.low < exact.high);
        }

        #[test]
        fn any_spelling_gives_an_interval_around_its_value(written in proptest::option::of((any::<i64>(), 0_u32..20)), mantissa in any::<i64>(), scale in 0_u32..20) {
            let mut claim = ClaimFact { value: Decimal::new(mantissa, scale), kind: ClaimKind::Level, ..fact(1) };
            claim.normal.written = written.map(|(digits, scale)| Decimal::new(digits, scale).abs());
            let interval = interval(&claim).unwrap();
            prop_assert!(interval.low.unwrap().0 <= claim.value && claim.value <= interval.high.unwrap().0);
        }
    }
}
