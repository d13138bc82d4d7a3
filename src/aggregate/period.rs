//! Weeks, months, quarters and years.

use std::fmt;

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
    /// Years.
    Year,
}

impl std::str::FromStr for Period {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::from_name(name).ok_or_else(|| "expected week, month, quarter or year".to_owned())
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Period {
    /// All periods.
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The period of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|period| period.name() == name)
    }

    /// The week, month, quarter or year that a day is in.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use newsvane::aggregate::rollup::Period;
    ///
    /// let day = date(2027, 1, 1);
    /// assert_eq!(Period::ALL.map(|period| period.key(day).to_string()), ["2026-W53", "2027-01", "2027-Q1", "2027"]);
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
            Self::Year => day.first_of_year(),
        };
        PeriodKey { period: self, first }
    }
}

/// A week, month, quarter or year. Written `2026-W27`, `2026-07`, `2026-Q3`, `2026`; keys of one period are in
/// the order of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodKey {
    period: Period,
    first: Date,
}

impl PeriodKey {
    /// Whether it is a week, a month, a quarter or a year.
    #[must_use]
    pub const fn period(self) -> Period {
        self.period
    }

    /// Its number, counted without a gap: the one after it has the next.
    pub(super) fn number(self) -> i32 {
        let (year, month) = (i32::from(self.first.year()), i32::from(self.first.month()));
        match self.period {
            // by Mondays; day 0 is the first of all days
            Period::Week => {
                let days = (self.first - Date::ZERO).get_days();
                days.div_euclid(7)
            }
            Period::Month => year * 12 + month,
            Period::Quarter => year * 4 + (month - 1) / 3,
            Period::Year => year,
        }
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
            Period::Year => self.first.last_of_year(),
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
            Period::Year => write!(f, "{year:04}"),
        }
    }
}
