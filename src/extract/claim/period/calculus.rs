//! Stretches of days: which one is around a day, how they shift, which part of one is meant.

use jiff::{Span, ToSpan as _, civil::Date};

use crate::lang::calendar;

/// First day and last day.
pub(super) type Days = Option<(Date, Date)>;

/// A stretch of time that news counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    /// A year that begins when its owner says so.
    FiscalYear,
    /// As long as what it is compared with: "the same period".
    Period,
}

impl Unit {
    /// The unit of this name in lexicon files.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "hour" => Self::Hour,
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "half" => Self::Half,
            "year" => Self::Year,
            "decade" => Self::Decade,
            "fiscal_year" => Self::FiscalYear,
            "period" => Self::Period,
            _ => return None,
        })
    }

    /// So many of it; `None` where its length is unknown.
    fn times(self, count: i32) -> Option<Span> {
        Some(match self {
            // a day is the shortest that dates can tell
            Self::Hour => {
                let days = count.checked_add(23 * count.signum())? / 24;
                days.days()
            }
            Self::Day => count.days(),
            Self::Week => count.weeks(),
            Self::Month => count.months(),
            Self::Quarter => count.checked_mul(3)?.months(),
            Self::Half => count.checked_mul(6)?.months(),
            Self::Year | Self::FiscalYear => count.years(),
            Self::Decade => count.checked_mul(10)?.years(),
            Self::Period => return None,
        })
    }

    /// The day so many of it later.
    pub(super) fn after(self, day: Date, count: i32) -> Option<Date> {
        // whoever counts thousands of years tells no period
        if count.abs() > 5000 {
            return None;
        }
        day.checked_add(self.times(count)?).ok()
    }

    /// Whether its stretches are whole months.
    const fn is_of_months(self) -> bool {
        matches!(self, Self::Month | Self::Quarter | Self::Half | Self::Year | Self::Decade)
    }

    /// The stretch around a day.
    pub(super) fn around(self, day: Date) -> Days {
        let months = |length: i8| {
            let first = (day.month() - 1) / length * length + 1;
            closed(calendar::months(day.year(), first, i32::from(length)))
        };
        match self {
            Self::Hour | Self::Day => Some((day, day)),
            Self::Week => {
                let back = day.weekday().to_monday_zero_offset();
                let first = day.checked_sub(back.days()).ok()?;
                Some((first, first.checked_add(6.days()).ok()?))
            }
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Half => months(6),
            Self::Year => months(12),
            Self::Decade => {
                closed(calendar::months(day.year().div_euclid(10).checked_mul(10)?, 1, 120))
            }
            Self::FiscalYear | Self::Period => None,
        }
    }

    /// The stretch that lies so many stretches after the one around a day.
    pub(super) fn shifted(self, day: Date, count: i32) -> Days {
        let (first, _) = self.around(day)?;
        self.around(self.after(first, count)?)
    }

    /// How many of it a year has, where it is divided into them.
    pub(super) const fn per_year(self) -> Option<i8> {
        match self {
            Self::Month => Some(12),
            Self::Quarter => Some(4),
            Self::Half => Some(2),
            _ => None,
        }
    }

    /// The `count` stretches from number `first` (from 1) of a longer one.
    pub(super) fn part(self, first: i32, count: i32, whole: (Date, Date)) -> Days {
        let begin = self.after(whole.0, first.checked_sub(1)?)?;
        let last = self.after(begin, count)?.yesterday().ok()?;
        (begin <= whole.1).then(|| (begin, last.min(whole.1)))
    }

    /// The last `count` stretches of a longer one.
    pub(super) fn end_part(self, count: i32, whole: (Date, Date)) -> Days {
        let after = whole.1.tomorrow().ok()?;
        Some((self.after(after, count.checked_neg()?)?.max(whole.0), whole.1))
    }
}

/// `(first, one past the last)` as first and last day.
pub(super) fn closed(span: Option<(Date, Date)>) -> Days {
    let (first, after) = span?;
    Some((first, after.yesterday().ok()?))
}

/// Days that lie so many stretches later; whole months stay whole months.
pub(super) fn moved((first, last): (Date, Date), unit: Unit, count: i32) -> Days {
    let begin = unit.after(first, count)?;
    if unit.is_of_months() && last == last.last_of_month() {
        return Some((begin, unit.after(last.first_of_month(), count)?.last_of_month()));
    }
    Some((begin, unit.after(last, count)?))
}

/// The same days in another year.
pub(super) fn in_year((first, last): (Date, Date), year: i16) -> Days {
    moved((first, last), Unit::Year, i32::from(year) - i32::from(last.year()))
}

/// The days of the stretch of so many units that ends with `last`: "the quarter ended May 31".
pub(super) fn up_to(last: Date, unit: Unit, count: i32) -> Days {
    let back = count.checked_neg()?;
    if unit.is_of_months() && last == last.last_of_month() {
        return Some((unit.after(last.tomorrow().ok()?, back)?, last));
    }
    Some((unit.after(last, back)?.tomorrow().ok()?, last))
}

/// A part of a stretch that is told without a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// Its first day.
    Start,
    /// Its first third.
    Early,
    /// Its second third.
    Mid,
    /// Its last third.
    Late,
    /// Its last day.
    End,
}

impl Edge {
    /// This part of some days. Thirds of longer stretches end with months.
    pub(super) fn of(self, (first, last): (Date, Date)) -> Days {
        let length = first.until(last).ok()?.get_days() + 1;
        let cut = |thirds: i32| {
            if length > 300 {
                Unit::Month.after(first, length * 12 / 365 * thirds / 3)
            } else {
                Unit::Day.after(first, length * thirds / 3)
            }
        };
        Some(match self {
            Self::Start => (first, first),
            Self::Early => (first, cut(1)?.yesterday().ok()?.max(first)),
            Self::Mid => (cut(1)?, cut(2)?.yesterday().ok()?),
            Self::Late => (cut(2)?, last),
            Self::End => (last, last),
        })
    }
}

/// Days after its end for which a stretch without a year is still the one that is looked ahead to:
/// what analysts expect of a quarter is told until its results are.
const STILL_EXPECTED: i32 = 60;

/// The stretch of `length` months from `month` that is meant where nothing names its year: the
/// latest that has begun, and the one that a figure that looks ahead means.
pub(super) fn without_year(month: i8, length: i32, published: Date) -> (Days, Days) {
    let past = closed(calendar::latest(month, length, published));
    let is_open = |days: &(Date, Date)| {
        days.1.until(published).is_ok_and(|late| late.get_days() <= STILL_EXPECTED)
    };
    let year = published.year();
    let ahead = [year - 1, year, year + 1]
        .into_iter()
        .filter_map(|year| closed(calendar::months(year, month, length)))
        .find(is_open);
    (past, ahead)
}

/// The same days a year earlier, where days without a year would be still to come: "sold on May 12"
/// is told of the last one.
pub(super) fn year_before(days: Days, published: Option<Date>) -> Days {
    let (first, last) = days?;
    let is_to_come = first > published?.tomorrow().ok()?;
    let before = |day| Unit::Year.after(day, -1);
    before(first).zip(before(last)).filter(|_| is_to_come)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DAY: Date = date(2026, 7, 2);

    #[test]
    fn stretches_around_a_day_and_beside() {
        assert_eq!(Unit::Week.shifted(DAY, -1), Some((date(2026, 6, 22), date(2026, 6, 28))));
        assert_eq!(Unit::Quarter.around(DAY), Some((date(2026, 7, 1), date(2026, 9, 30))));
        assert_eq!(Unit::Year.shifted(DAY, 1), Some((date(2027, 1, 1), date(2027, 12, 31))));
        assert_eq!(Unit::Decade.around(DAY), Some((date(2020, 1, 1), date(2029, 12, 31))));
        assert_eq!(Unit::Period.shifted(DAY, 1), None);
        assert_eq!(Unit::Hour.after(DAY, -24), Some(date(2026, 7, 1)));
    }

    #[test]
    fn parts_are_counted_from_either_end() {
        let year = (date(2025, 1, 1), date(2025, 12, 31));
        assert_eq!(Unit::Month.part(1, 9, year), Some((date(2025, 1, 1), date(2025, 9, 30))));
        assert_eq!(Unit::Month.end_part(3, year), Some((date(2025, 10, 1), date(2025, 12, 31))));
        assert_eq!(Unit::Quarter.part(3, 1, year), Some((date(2025, 7, 1), date(2025, 9, 30))));
        assert_eq!(Unit::Quarter.part(6, 1, year), None);
    }

    #[test]
    fn whole_months_stay_whole() {
        let june = (date(2026, 6, 1), date(2026, 6, 30));
        assert_eq!(moved(june, Unit::Month, 1), Some((date(2026, 7, 1), date(2026, 7, 31))));
        assert_eq!(moved(june, Unit::Year, -1), Some((date(2025, 6, 1), date(2025, 6, 30))));
        assert_eq!(in_year(june, 2019), Some((date(2019, 6, 1), date(2019, 6, 30))));
        let day = (date(2026, 6, 5), date(2026, 6, 5));
        assert_eq!(moved(day, Unit::Day, -1), Some((date(2026, 6, 4), date(2026, 6, 4))));
    }

    #[test]
    fn stretches_end_with_their_day() {
        let of = |last, unit, count| up_to(last, unit, count).map(|days| days.0);
        assert_eq!(of(date(2026, 5, 31), Unit::Quarter, 1), Some(date(2026, 3, 1)));
        assert_eq!(of(date(2026, 6, 27), Unit::Year, 1), Some(date(2025, 6, 28)));
        assert_eq!(of(date(2026, 6, 27), Unit::Week, 13), Some(date(2026, 3, 29)));
        assert_eq!(of(date(2026, 2, 28), Unit::Month, 12), Some(date(2025, 3, 1)));
    }

    #[test]
    fn edges_are_days_or_thirds() {
        let june = (date(2026, 6, 1), date(2026, 6, 30));
        assert_eq!(Edge::Early.of(june), Some((date(2026, 6, 1), date(2026, 6, 10))));
        assert_eq!(Edge::Mid.of(june), Some((date(2026, 6, 11), date(2026, 6, 20))));
        assert_eq!(Edge::End.of(june), Some((date(2026, 6, 30), date(2026, 6, 30))));
        let year = (date(2025, 1, 1), date(2025, 12, 31));
        assert_eq!(Edge::Late.of(year), Some((date(2025, 9, 1), date(2025, 12, 31))));
    }

    #[test]
    fn a_stretch_without_a_year_is_past_or_ahead() {
        let november = without_year(11, 1, DAY);
        assert_eq!(november.0.map(|d| d.0), Some(date(2025, 11, 1)));
        assert_eq!(november.1.map(|d| d.0), Some(date(2026, 11, 1)));
        // a quarter that is over is still expected until its results are out
        assert_eq!(without_year(4, 3, DAY).1.map(|d| d.0), Some(date(2026, 4, 1)));
    }
}
