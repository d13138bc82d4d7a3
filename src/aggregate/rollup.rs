//! Weeks, months, quarters and years of the index.

use std::{collections::BTreeMap, fmt};

use jiff::{ToSpan as _, civil::Date};

use super::trailing::TrailingZ;
pub use crate::statistics::{DayCell, Pooled, pool};

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
    /// Its stories as they weigh, as in [`Pooled`].
    pub n_eff: Option<f64>,
    /// Of the sentiment, over all stories of the period; `None` for one story.
    pub std_error: Option<f64>,
    /// 95 % interval over all stories of the period, cut to [-1, 1]; `None` for one story.
    pub interval: Option<(f64, f64)>,
    /// Distance from the mean of earlier periods, in their standard deviations.
    pub z_score: Option<f64>,
    /// Mean mood of the days, weighted by their stories.
    pub mood: Option<f64>,
}

/// What days are put together into, and how far a z-score looks back over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rollup {
    /// Weeks, months, quarters or years.
    pub period: Period,
    /// Periods before one that its z-score looks at.
    pub z_periods: u32,
    /// Fewest of them that must have a figure; one never does with fewer than two.
    pub z_least: u32,
}

/// Puts the daily cells of a theme together, in order of the periods. A period of which days were
/// given, but none with a figure, has a cell that says so.
///
/// By weighing days by their stories a period says what the mean of all its stories says, where the
/// stories of a day weigh alike; its interval is that of [`pool`]. Its z-score
/// looks at earlier periods alone, `(x_t - mean) / sd` of those with a figure.
///
/// ```
/// use jiff::civil::date;
/// use newsvane::aggregate::rollup::{DayCell, Period, Rollup, roll_up};
///
/// let months = Rollup { period: Period::Month, z_periods: 60, z_least: 12 };
/// let day = |day, stories, sentiment| DayCell { day: date(2026, 7, day), stories, sentiment, dispersion: None, n_eff: None, mood: None };
/// let months = roll_up(&months, [day(1, 3, Some(0.5)), day(2, 1, Some(-0.5)), day(3, 0, None)]);
/// assert_eq!(months[0].sentiment, Some(0.25));
/// assert_eq!((months[0].stories, months[0].days, months[0].null_days), (4, 2, 1));
/// ```
#[must_use]
pub fn roll_up(settings: &Rollup, days: impl IntoIterator<Item = DayCell>) -> Vec<PeriodCell> {
    let mut by_period: BTreeMap<PeriodKey, Vec<DayCell>> = BTreeMap::new();
    for cell in days {
        by_period.entry(settings.period.key(cell.day)).or_default().push(cell);
    }
    let mut trailing = TrailingZ::new(settings.z_periods, settings.z_least);
    let together = |(key, days): (PeriodKey, Vec<DayCell>)| {
        let has_figure = |cell: &&DayCell| cell.stories > 0 && cell.sentiment.is_some();
        let with_figure = days.iter().filter(has_figure).count();
        let null_days = (days.len() - with_figure) as u32;
        let pooled = pool(days);
        let number = key.number();
        let distance = |earlier: &i32| number.abs_diff(*earlier);
        PeriodCell {
            key,
            sentiment: pooled.map(|pooled| pooled.sentiment),
            stories: pooled.map_or(0, |pooled| pooled.stories),
            days: with_figure as u32,
            null_days,
            n_eff: pooled.map(|pooled| pooled.n_eff),
            std_error: pooled.and_then(|pooled| pooled.std_error),
            interval: pooled.and_then(|pooled| pooled.interval),
            mood: pooled.and_then(|pooled| pooled.mood),
            z_score: pooled.and_then(|own| trailing.push(number, own.sentiment, distance)),
        }
    };
    by_period.into_iter().map(together).collect()
}

#[cfg(test)]
mod tests;
