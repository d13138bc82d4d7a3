//! Weeks, months, quarters and years of the index.

use std::collections::BTreeMap;

pub use super::period::{Period, PeriodKey};
use super::trailing::TrailingZ;
pub use crate::statistics::{DayCell, Pooled, pool};

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
