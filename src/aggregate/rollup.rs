//! Weeks, months and quarters of the index.

use std::{collections::BTreeMap, fmt};

use jiff::{ToSpan as _, civil::Date};

/// What days are put together into.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Period {
    /// ISO 8601 weeks, from Monday to Sunday; a week belongs to the year of its Thursday.
    Week,
    /// Months.
    Month,
    /// Quarters, the first from January to March.
    Quarter,
}

impl std::str::FromStr for Period {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::from_name(name).ok_or_else(|| "expected week, month or quarter".to_owned())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Period {
    /// All periods.
    pub const ALL: [Self; 3] = [Self::Week, Self::Month, Self::Quarter];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// The period of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.name() == name)
    }

    /// The week, month or quarter that a day is in.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use newsvane::aggregate::rollup::Period;
    ///
    /// let day = date(2027, 1, 1);
    /// assert_eq!(Period::ALL.map(|period| period.key(day).to_string()), ["2026-W53", "2027-01", "2027-Q1"]);
    /// ```
    #[must_use]
    pub fn key(self, day: Date) -> PeriodKey {
        let first = match self {
            Self::Week => {
                day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
            }
            Self::Month => day.first_of_month(),
            Self::Quarter => {
                day.first_of_month().saturating_sub(i64::from((day.month() - 1) % 3).months())
            }
        };
        PeriodKey { period: self, first }
    }
}

/// A week, month or quarter. Written `2026-W27`, `2026-07`, `2026-Q3`; keys of one period are in
/// the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodKey {
    period: Period,
    first: Date,
}

impl PeriodKey {
    /// Whether it is a week, a month or a quarter.
    #[must_use]
    pub const fn period(self) -> Period {
        self.period
    }

    /// Its first day.
    #[must_use]
    pub const fn first_day(self) -> Date {
        self.first
    }

    /// Its last day. Before the end of it a figure of the period is not final.
    #[must_use]
    pub fn last_day(self) -> Date {
        match self.period {
            Period::Week => self.first.saturating_add(6.days()),
            Period::Month => self.first.last_of_month(),
            Period::Quarter => self.first.saturating_add(2.months()).last_of_month(),
        }
    }
}

impl fmt::Display for PeriodKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month) = (self.first.year(), self.first.month());
        match self.period {
            Period::Week => {
                let week = self.first.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
            Period::Month => write!(f, "{year:04}-{month:02}"),
            Period::Quarter => write!(f, "{year:04}-Q{}", (month + 2) / 3),
        }
    }
}

/// The index of a theme on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayCell {
    /// The day.
    pub day: Date,
    /// Stories that the figure is of.
    pub stories: u32,
    /// The figure; `None` for a day that has none, which is not 0.
    pub sentiment: Option<f64>,
}

/// The index of a theme in a period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodCell {
    /// The period.
    pub key: PeriodKey,
    /// `Σ n_t s_t / Σ n_t` over the days with a figure, n stories each; `None` where there is none.
    pub sentiment: Option<f64>,
    /// Σ n over the days with a figure.
    pub stories: u64,
    /// Days with a figure.
    pub days: u32,
    /// Days given without one; they are left out.
    pub null_days: u32,
}

/// Puts the daily cells of a theme together, in order of the periods. A period of which days were
/// given, but none with a figure, has a cell that says so.
///
/// By weighing days by their stories a period says what the mean of all its stories says, where the
/// stories of a day weigh alike (METHODS section 7).
///
/// ```
/// use jiff::civil::date;
/// use newsvane::aggregate::rollup::{DayCell, Period, roll_up};
///
/// let day = |day, stories, sentiment| DayCell { day: date(2026, 7, day), stories, sentiment };
/// let months = roll_up(Period::Month, [day(1, 3, Some(0.5)), day(2, 1, Some(-0.5)), day(3, 0, None)]);
/// assert_eq!(months[0].sentiment, Some(0.25));
/// assert_eq!((months[0].stories, months[0].days, months[0].null_days), (4, 2, 1));
/// ```
#[must_use]
pub fn roll_up(period: Period, days: impl IntoIterator<Item = DayCell>) -> Vec<PeriodCell> {
    let mut sums: BTreeMap<PeriodKey, (f64, PeriodCell)> = BTreeMap::new();
    for DayCell { day, stories, sentiment } in days {
        let key = period.key(day);
        let none = PeriodCell { key, sentiment: None, stories: 0, days: 0, null_days: 0 };
        let (sum, cell) = sums.entry(key).or_insert((0.0, none));
        match sentiment.filter(|_| stories > 0) {
            Some(sentiment) => {
                *sum += f64::from(stories) * sentiment;
                cell.stories += u64::from(stories);
                cell.days += 1;
            }
            None => cell.null_days += 1,
        }
    }
    let finish = |(sum, cell): (f64, PeriodCell)| PeriodCell {
        sentiment: (cell.stories > 0).then(|| sum / cell.stories as f64),
        ..cell
    };
    sums.into_values().map(finish).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::aggregate::weights::fixture;

    #[test]
    fn keys_as_computed_elsewhere() {
        let cases = fixture::section("period_keys");
        assert!(cases.len() > 100);
        for case in cases {
            let day = fixture::day(&case["day"]);
            for period in Period::ALL {
                let (key, expected) = (period.key(day), &case[period.name()]);
                assert_eq!(key.to_string(), expected[0].as_str().unwrap(), "{day}");
                assert_eq!(
                    (key.first_day(), key.last_day()),
                    (fixture::day(&expected[1]), fixture::day(&expected[2])),
                    "{day}"
                );
            }
        }
    }

    #[test]
    fn periods_as_computed_elsewhere() {
        for case in fixture::section("rollup") {
            let cells = case["days"].as_array().unwrap().iter();
            let cells: Vec<DayCell> = cells
                .map(|r| DayCell {
                    day: fixture::day(&r[0]),
                    stories: r[1].as_u64().unwrap() as u32,
                    sentiment: r[2].as_f64(),
                })
                .collect();
            for period in Period::ALL {
                let rolled = roll_up(period, cells.iter().copied());
                let expected = case[period.name()].as_array().unwrap();
                assert_eq!(rolled.len(), expected.len());
                for (cell, expected) in rolled.iter().zip(expected) {
                    assert_eq!(cell.key.to_string(), expected["key"].as_str().unwrap());
                    fixture::assert_close_option(
                        cell.sentiment,
                        &expected["sentiment"],
                        period.name(),
                    );
                    let counts = [cell.stories, u64::from(cell.days), u64::from(cell.null_days)];
                    assert_eq!(serde_json::json!(counts), expected["counts"], "{}", cell.key);
                }
            }
        }
    }

    #[test]
    fn names_and_ends_of_the_calendar() {
        for period in Period::ALL {
            assert_eq!(Period::from_name(period.name()), Some(period));
            for day in [Date::MIN, Date::MAX] {
                let key = period.key(day);
                assert!(key.first_day() <= day && day <= key.last_day(), "{key}");
            }
        }
        assert_eq!(Period::from_name("year"), None);
    }

    proptest! {
        /// Weighted by stories, the order of the days and the way by months to quarters change no
        /// more than rounding.
        #[test]
        fn quarters_by_days_and_by_months_agree(rows in prop::collection::vec((0..800_i64, 0..9_u32, prop::option::of(-1.0..1.0)), 0..80)) {
            let cell = |(n, stories, sentiment): (i64, _, _)| DayCell { day: date(2025, 1, 1) + n.days(), stories, sentiment };
            let days: Vec<DayCell> = rows.into_iter().map(cell).collect();
            let months = roll_up(Period::Month, days.iter().rev().copied());
            let months = months.iter().map(|m| DayCell { day: m.key.first_day(), stories: m.stories as u32, sentiment: m.sentiment });
            let (by_months, by_days) = (roll_up(Period::Quarter, months), roll_up(Period::Quarter, days));
            prop_assert_eq!(by_months.len(), by_days.len());
            for (a, b) in by_months.iter().zip(&by_days) {
                prop_assert_eq!((a.key, a.stories, a.sentiment.is_some()), (b.key, b.stories, b.sentiment.is_some()));
                prop_assert!((a.sentiment.unwrap_or(0.0) - b.sentiment.unwrap_or(0.0)).abs() < 1e-12);
            }
        }
    }
}
