//! Rules for a day of each year.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use toml::Spanned;

use super::source::{DayTable, Source};
use crate::line_error::LineError;

/// A rule of the calendar file; at most one day a year.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Rule {
    pub(super) base: Base,
    /// Days from the day of `base`.
    pub(super) plus: i16,
    /// Weekdays on which it holds; empty: all.
    pub(super) only: Vec<Weekday>,
    /// Where it falls on the first, it is kept on the nearest of the second.
    pub(super) observed: Vec<(Weekday, Weekday)>,
    /// First and last year.
    pub(super) years: (i16, i16),
}

/// The day that a rule starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The same date every year.
    Fixed { month: i8, day: i8 },
    /// The nth weekday of a month, counted from its end where n is below 0.
    Nth { month: i8, weekday: Weekday, nth: i8 },
    /// Days after Easter Sunday.
    Easter { days: i16 },
}

impl Rule {
    /// The rule that the keys of a table tell.
    pub(super) fn read(source: Source<'_>, table: &Spanned<DayTable>) -> Result<Self, LineError> {
        let own = table.get_ref();
        let year = "a year such as 1998";
        let from = source.number(("from", own.from.as_ref()), 1..=9999, year)?.unwrap_or(1);
        let until = source.number(("until", own.until.as_ref()), 1..=9999, year)?.unwrap_or(9999);
        if let Some(last) = own.until.as_ref().filter(|_| from > until) {
            let expected = "the last year in which it holds";
            return Err(source.error(last.span().start, "until", "lies before `from`", expected));
        }
        let plus = "a number of days from -100 to 100";
        Ok(Self {
            base: Base::read(source, table)?,
            plus: source.number(("plus", own.plus.as_ref()), -100..=100, plus)?.unwrap_or(0),
            only: own.only.as_ref().map(|days| days.get_ref().0.clone()).unwrap_or_default(),
            observed: own.observed.as_ref().map(|own| own.get_ref().0.clone()).unwrap_or_default(),
            years: (from, until),
        })
    }

    /// The day of the rule in `year`, which observance may move into the next or the last.
    pub(super) fn day(&self, year: i16) -> Option<Date> {
        if !(self.years.0..=self.years.1).contains(&year) {
            return None;
        }
        let (base, days) = match self.base {
            Base::Fixed { month, day } => (Date::new(year, month, day).ok()?, 0),
            Base::Nth { month, weekday, nth } => {
                (Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?, 0)
            }
            Base::Easter { days } => (easter(year)?, days),
        };
        let day = base.checked_add((i32::from(days) + i32::from(self.plus)).days()).ok()?;
        let weekday = day.weekday();
        if !self.only.is_empty() && !self.only.contains(&weekday) {
            return None;
        }
        match self.observed.iter().find(|(falls, _)| *falls == weekday) {
            Some((_, kept)) => day.checked_add(days_to_nearest(weekday, *kept).days()).ok(),
            None => Some(day),
        }
    }
}

impl Base {
    fn read(source: Source<'_>, table: &Spanned<DayTable>) -> Result<Self, LineError> {
        let own = table.get_ref();
        let one_of = "one of month with day; month with weekday and nth; easter";
        let found: Vec<(&str, usize)> = own.base_keys().collect();
        let (base, needs): (Self, &[&str]) = match found[..] {
            [("day", _)] => (Self::fixed(source, table)?, &["month"]),
            [("weekday", _)] => (Self::nth(source, table)?, &["month", "nth"]),
            [("easter", _)] => (Self::easter(source, table)?, &[]),
            [(first, _), (second, at), ..] => {
                let problem = format!("cannot be given with `{first}`");
                return Err(source.error(at, second, &problem, one_of));
            }
            [] | [_] => return Err(source.error(table.span().start, "day", "is missing", one_of)),
        };
        let is_odd = |(key, _): &(&str, usize)| !needs.contains(key);
        match own.place_keys().find(is_odd) {
            Some((key, at)) => {
                let problem = format!("cannot be given with `{}`", found[0].0);
                Err(source.error(at, key, &problem, one_of))
            }
            None => Ok(base),
        }
    }

    fn fixed(source: Source<'_>, table: &Spanned<DayTable>) -> Result<Self, LineError> {
        let month = month(source, table)?;
        let expected = format!("a day of month {month}");
        // in a leap year every day exists that there can be
        let last = Date::new(2024, month, 1).map_or(31, Date::days_in_month);
        let day = source.number(("day", table.get_ref().day.as_ref()), 1..=last, &expected)?;
        Ok(Self::Fixed {
            month,
            day: *source.needed(table.span().start, ("day", day.as_ref()), &expected)?,
        })
    }

    fn nth(source: Source<'_>, table: &Spanned<DayTable>) -> Result<Self, LineError> {
        let own = table.get_ref();
        let expected = "1 to 5 for the first to the fifth of the month, -1 for the last";
        let weekday = ("weekday", own.weekday.as_ref());
        let weekday = source.needed(table.span().start, weekday, "a weekday such as \"Monday\"")?;
        let place = source.needed(table.span().start, ("nth", own.nth.as_ref()), expected)?;
        let nth: Option<i8> = source.number(("nth", Some(place)), -5..=5, expected)?;
        let nth = nth.filter(|n| *n != 0).ok_or_else(|| source.wrong("nth", place, expected))?;
        Ok(Self::Nth { month: month(source, table)?, weekday: weekday.get_ref().0, nth })
    }

    fn easter(source: Source<'_>, table: &Spanned<DayTable>) -> Result<Self, LineError> {
        let expected = "days after Easter Sunday such as -2 for Good Friday";
        let days = ("easter", table.get_ref().easter.as_ref());
        let days = source.number(days, -100..=100, expected)?;
        Ok(Self::Easter {
            days: *source.needed(table.span().start, ("easter", days.as_ref()), expected)?,
        })
    }
}

fn month(source: Source<'_>, table: &Spanned<DayTable>) -> Result<i8, LineError> {
    let expected = "a month from 1 to 12";
    let month = source.number(("month", table.get_ref().month.as_ref()), 1..=12, expected)?;
    source.needed(table.span().start, ("month", month.as_ref()), expected).copied()
}

/// Days from a weekday to the nearest other one, -3 to 3: seven days leave no tie.
fn days_to_nearest(from: Weekday, to: Weekday) -> i32 {
    let ahead = i32::from(from.until(to));
    if ahead > 3 { ahead - 7 } else { ahead }
}

/// Easter Sunday of the Western churches (Meeus, Astronomical Algorithms, chapter 8: the Gregorian
/// Easter).
fn easter(year: i16) -> Option<Date> {
    let year_number = i32::from(year);
    let (century, rest) = (year_number.div_euclid(100), year_number.rem_euclid(100));
    let golden = year_number.rem_euclid(19);
    let moon_drift = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moon_drift + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * to_sunday) / 451;
    let sum = epact + to_sunday - 7 * late + 114;
    Date::new(year, i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rule(base: Base) -> Rule {
        Rule { base, plus: 0, only: Vec::new(), observed: Vec::new(), years: (i16::MIN, i16::MAX) }
    }

    #[test]
    fn easter_of_known_years() {
        // the earliest and the latest that there can be, and years of the usual tables
        let known = [
            (1818, 3, 22),
            (1943, 4, 25),
            (1954, 4, 18),
            (1981, 4, 19),
            (2000, 4, 23),
            (2024, 3, 31),
            (2049, 4, 18),
            (2285, 3, 22),
        ];
        for (year, month, day) in known {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
    }

    #[test]
    fn weekdays_are_counted_from_both_ends() {
        let memorial = rule(Base::Nth { month: 5, weekday: Weekday::Monday, nth: -1 });
        assert_eq!(memorial.day(2026), Some(date(2026, 5, 25)));
        let fifth = rule(Base::Nth { month: 2, weekday: Weekday::Thursday, nth: 5 });
        assert_eq!((fifth.day(2023), fifth.day(2024)), (None, Some(date(2024, 2, 29))));
        let friday =
            Rule { plus: 1, ..rule(Base::Nth { month: 11, weekday: Weekday::Thursday, nth: 4 }) };
        assert_eq!(friday.day(2024), Some(date(2024, 11, 29)));
    }

    #[test]
    fn observance_may_cross_the_year() {
        let observed =
            vec![(Weekday::Saturday, Weekday::Friday), (Weekday::Sunday, Weekday::Tuesday)];
        let new_year = Rule { observed, ..rule(Base::Fixed { month: 1, day: 1 }) };
        assert_eq!(new_year.day(2022), Some(date(2021, 12, 31)));
        assert_eq!(new_year.day(2023), Some(date(2023, 1, 3)));
        assert_eq!(new_year.day(2024), Some(date(2024, 1, 1)));
    }

    #[test]
    fn years_and_weekdays_bound_a_rule() {
        let third = Rule {
            only: vec![Weekday::Monday],
            years: (1995, 2010),
            ..rule(Base::Fixed { month: 7, day: 3 })
        };
        assert_eq!(
            (third.day(1989), third.day(1995), third.day(1996)),
            (None, Some(date(1995, 7, 3)), None)
        );
        let leap = rule(Base::Fixed { month: 2, day: 29 });
        assert_eq!((leap.day(2023), leap.day(2024)), (None, Some(date(2024, 2, 29))));
    }
}
