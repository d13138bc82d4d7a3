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
/// stories of a day weigh alike (METHODS section 7); its interval is that of [`pool`]. Its z-score
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
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::aggregate::{interval::summarize, weights::fixture};

    #[test]
    fn keys_as_computed_elsewhere() {
        let cases = fixture::section("period_keys");
        assert!(cases.len() > 100);
        for case in cases {
            let day = fixture::day(&case["day"]);
            for period in [Period::Week, Period::Month, Period::Quarter] {
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
                    dispersion: None,
                    n_eff: None,
                    mood: None,
                })
                .collect();
            for period in [Period::Week, Period::Month, Period::Quarter] {
                let rolled = roll_up(&by(period), cells.iter().copied());
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
        assert_eq!(Period::from_name("decade"), None);
    }

    fn by(period: Period) -> Rollup {
        Rollup { period, z_periods: 4, z_least: 3 }
    }

    #[test]
    fn periods_are_numbered_without_a_gap() {
        for period in Period::ALL {
            let mut key = period.key(date(2019, 11, 5));
            for _ in 0..120 {
                let next = period.key(key.last_day().tomorrow().unwrap());
                assert_eq!(next.number(), key.number() + 1, "{key} {next}");
                key = next;
            }
        }
        let earliest = Period::ALL.map(|period| period.key(Date::MIN));
        assert!(
            earliest
                .iter()
                .zip(Period::ALL)
                .all(|(first, period)| { first.number() < period.key(date(1, 1, 1)).number() })
        );
    }

    /// Worked out by hand: 0.1, 0.2 and 0.6 have the mean 0.3 and the standard deviation √0.07.
    #[test]
    fn z_scores_look_at_the_periods_before() {
        let month =
            |month, sentiment| DayCell { day: date(2026, month, 9), ..day_of(1, &[sentiment]) };
        let silent = DayCell { stories: 0, sentiment: None, ..month(4, 0.0) };
        let given =
            [month(1, 0.1), month(2, 0.2), month(3, 0.6), silent, month(5, 0.5), month(9, 0.5)];
        let cells = roll_up(&by(Period::Month), given);
        let z: Vec<Option<f64>> = cells.iter().map(|cell| cell.z_score).collect();
        assert!((z[4].unwrap() - 0.2 / 0.07_f64.sqrt()).abs() < 1e-12, "{z:?}");
        // of the four months before September one alone has a figure
        assert_eq!([z[0], z[1], z[2], z[3], z[5]], [None; 5]);
        assert_eq!(roll_up(&by(Period::Month), given[..3].iter().copied()), cells[..3]);
    }

    #[test]
    fn stories_that_weigh_unlike_lower_the_effective_number() {
        let days =
            [DayCell { n_eff: Some(1.6), ..day_of(1, &[0.5, -0.5]) }, day_of(2, &[0.1, 0.3])];
        // 1 / (0.25 / 1.6 + 0.25 / 2)
        assert!((pool(days).unwrap().n_eff - 1.0 / 0.28125).abs() < 1e-12);
        assert!((pool([day_of(1, &[0.5])]).unwrap().n_eff - 1.0).abs() < 1e-12);
    }

    fn day_of(n: i8, scores: &[f64]) -> DayCell {
        let own = summarize(&scores.iter().map(|s| (1.0, *s)).collect::<Vec<_>>()).unwrap();
        DayCell {
            day: date(2026, 7, n),
            stories: scores.len() as u32,
            sentiment: Some(own.mean),
            dispersion: own.dispersion,
            n_eff: Some(own.n_eff),
            mood: Some(-own.mean),
        }
    }

    #[test]
    fn days_of_one_story_have_an_interval_together() {
        let pooled = pool([day_of(1, &[0.5]), day_of(2, &[0.5]), day_of(3, &[-0.7])]).unwrap();
        assert_eq!(pooled.stories, 3);
        let (low, high) = pooled.interval.unwrap();
        assert!(
            (pooled.std_error.unwrap() - 0.4).abs() < 1e-12
                && (low + 1.0).abs() < 1e-12
                && (high - 1.0).abs() < 1e-12
        );
        assert_eq!(pool([day_of(1, &[0.5])]).unwrap().interval, None);
        let no_news = DayCell { stories: 0, sentiment: None, ..day_of(1, &[0.5]) };
        assert_eq!(pool([no_news]), None);
    }

    proptest! {
        /// Where stories weigh alike, days pool to what all their stories say.
        #[test]
        fn days_pool_to_the_interval_of_all_their_stories(days in prop::collection::vec(prop::collection::vec(-1.0..1.0, 1..5), 1..12)) {
            let all: Vec<(f64, f64)> = days.iter().flatten().map(|s| (1.0, *s)).collect();
            let (own, pooled) = (summarize(&all).unwrap(), pool(days.iter().map(|scores| day_of(1, scores))).unwrap());
            prop_assert!((own.mean - pooled.sentiment).abs() < 1e-12);
            prop_assert!((own.mean + pooled.mood.unwrap()).abs() < 1e-12);
            prop_assert!((own.n_eff - pooled.n_eff).abs() < 1e-9);
            prop_assert!((own.std_error.unwrap_or(0.0) - pooled.std_error.unwrap_or(0.0)).abs() < 1e-9);
            let ends = |interval: Option<(f64, f64)>| interval.map_or([9.0; 2], |(low, high)| [low, high]);
            for (a, b) in ends(own.interval).into_iter().zip(ends(pooled.interval)) {
                prop_assert!((a - b).abs() < 1e-9);
            }
        }

        /// Weighted by stories, the order of the days and the way by months to quarters change no
        /// more than rounding.
        #[test]
        fn quarters_by_days_and_by_months_agree(rows in prop::collection::vec((0..800_i64, 0..9_u32, prop::option::of(-1.0..1.0)), 0..80)) {
            let cell = |(n, stories, sentiment): (i64, _, _)| DayCell { day: date(2025, 1, 1) + n.days(), stories, sentiment, dispersion: None, n_eff: None, mood: None };
            let days: Vec<DayCell> = rows.into_iter().map(cell).collect();
            let months = roll_up(&by(Period::Month), days.iter().rev().copied());
            let months = months.iter().map(|m| DayCell { day: m.key.first_day(), stories: m.stories as u32, sentiment: m.sentiment, dispersion: None, n_eff: None, mood: None });
            let (by_months, by_days) = (roll_up(&by(Period::Quarter), months), roll_up(&by(Period::Quarter), days));
            prop_assert_eq!(by_months.len(), by_days.len());
            for (a, b) in by_months.iter().zip(&by_days) {
                prop_assert_eq!((a.key, a.stories, a.sentiment.is_some()), (b.key, b.stories, b.sentiment.is_some()));
                prop_assert!((a.sentiment.unwrap_or(0.0) - b.sentiment.unwrap_or(0.0)).abs() < 1e-12);
            }
        }
    }
}
