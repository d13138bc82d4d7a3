//! What several figures say together: means and their intervals, for all that puts days together.

use jiff::civil::Date;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// The index of a theme on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayCell {
    /// The day.
    pub day: Date,
    /// Stories that the figure is of.
    pub stories: u32,
    /// The figure; `None` for a day that has none, which is not 0.
    pub sentiment: Option<f64>,
    /// Standard deviation of its stories; `None` for one story.
    pub dispersion: Option<f64>,
    /// Its stories as they weigh: (Σw)²/Σw².
    pub n_eff: Option<f64>,
    /// Balance of the words of state.
    pub mood: Option<f64>,
}

/// What the stories of several days say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pooled {
    /// `Σ n_t s_t / Σ n_t`.
    pub sentiment: f64,
    /// Σ n.
    pub stories: u64,
    /// The same as they weigh: `1 / Σ (n_t / N)² / n_eff,t`, which is N where stories weigh alike.
    pub n_eff: f64,
    /// Of the sentiment; `None` for one story.
    pub std_error: Option<f64>,
    /// 95 % interval, cut to [-1, 1]; `None` for one story.
    pub interval: Option<(f64, f64)>,
    /// `Σ n_t m_t / Σ n_t` of the moods.
    pub mood: Option<f64>,
}

/// Pools the stories of days with a figure; `None` where no day has one.
///
/// The spread of all stories is that within days and that between them:
/// `v = Σ [(n_t - 1) d_t² + n_t (s_t - s)²] / (N - 1)`, d being a day's dispersion, `N = Σ n_t`. So a
/// span of days with a story each has an interval, though none of its days has one. The error is
/// `√(v / n_eff)`, which is `√(v / N)` where stories weigh alike; the interval takes
/// t(0.975, N - 1) of it. It takes stories to be independent: where stories of a day say the same of
/// one event it is too narrow.
///
/// ```
/// use jiff::civil::date;
/// use newsvane::aggregate::rollup::{DayCell, pool};
///
/// let day = |day, sentiment| DayCell { day: date(2026, 7, day), stories: 1, sentiment: Some(sentiment), dispersion: None, n_eff: Some(1.0), mood: None };
/// let week = pool([day(1, 0.1), day(2, -0.2), day(3, 0.4), day(4, 0.3), day(5, 0.0)]).unwrap();
/// assert!((week.std_error.unwrap() - 0.10677).abs() < 1e-5);
/// ```
#[must_use]
pub fn pool(days: impl IntoIterator<Item = DayCell>) -> Option<Pooled> {
    let days: Vec<(f64, f64, DayCell)> = days
        .into_iter()
        .filter(|cell| cell.stories > 0)
        .filter_map(|cell| Some((f64::from(cell.stories), cell.sentiment?, cell)))
        .collect();
    let stories: u64 = days.iter().map(|(.., cell)| u64::from(cell.stories)).sum();
    if stories == 0 {
        return None;
    }
    let all = stories as f64;
    let mean = days.iter().map(|(n, s, _)| n * s).sum::<f64>() / all;
    let shares = days.iter().map(|(n, _, cell)| (n / all).powi(2) / cell.n_eff.unwrap_or(*n));
    let n_eff = shares.sum::<f64>().recip();
    let moods: Option<f64> = days.iter().map(|(n, _, cell)| Some(n * cell.mood?)).sum();
    let mut pooled = Pooled {
        sentiment: mean,
        stories,
        n_eff,
        std_error: None,
        interval: None,
        mood: moods.map(|sum| sum / all + 0.0),
    };
    if stories > 1 {
        let squares = days.iter().map(|(n, s, cell)| {
            (n - 1.0) * cell.dispersion.unwrap_or(0.0).powi(2) + n * (s - mean).powi(2)
        });
        let variance = squares.sum::<f64>() / (all - 1.0);
        let error = (variance / n_eff).sqrt();
        pooled.std_error = Some(error);
        pooled.interval = t_interval(mean, error, all - 1.0);
    }
    Some(pooled)
}

/// Mean ± t(0.975, freedom) · standard error, cut to [-1, 1].
pub(crate) fn t_interval(mean: f64, std_error: f64, freedom: f64) -> Option<(f64, f64)> {
    let half = StudentsT::new(0.0, 1.0, freedom).ok()?.inverse_cdf(0.975) * std_error;
    Some(((mean - half).max(-1.0), (mean + half).min(1.0)))
}
