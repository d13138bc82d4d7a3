//! Figures of a day that look back: smoothing and the trailing z-score. Neither ever looks ahead.

use std::collections::VecDeque;

use jiff::civil::Date;

use super::{
    Calendar, IndexSettings,
    settings::SmoothingOf,
    weights::{ArticleDecay, DayMeanDecay, Lag},
};

/// What earlier days make of a day's figure, by the scheme of the settings.
#[derive(Debug, Clone)]
pub(super) enum Smoothing {
    Articles(ArticleDecay),
    Days(DayMeanDecay),
    /// A weighted mean over a window of days; days without news leave their weight to the others.
    Window {
        lag: Lag,
        days: u32,
        past: VecDeque<(Date, f64)>,
    },
}

impl Smoothing {
    pub(super) fn new(settings: &IndexSettings) -> Self {
        let lag = settings.smoothing;
        let window = || Self::Window { lag, days: settings.smoothing_days, past: VecDeque::new() };
        match settings.smoothing_of {
            SmoothingOf::Articles => ArticleDecay::of(&lag).map_or_else(window, Self::Articles),
            SmoothingOf::Days => DayMeanDecay::of(&lag).map_or_else(window, Self::Days),
        }
    }

    /// The figure of `day` with its `mean` over the `scores` of its stories; `days` lie between it
    /// and the last day given.
    pub(super) fn push(
        &mut self,
        calendar: &Calendar,
        day: Date,
        days: u32,
        mean: f64,
        scores: &[f64],
    ) -> Option<f64> {
        match self {
            Self::Articles(decay) => decay.push(days, scores.iter().copied()),
            Self::Days(decay) => decay.push(days.max(1), Some(mean)),
            Self::Window { lag, days, past } => {
                past.push_back((day, mean));
                while past
                    .front()
                    .is_some_and(|(first, _)| calendar.days_between(*first, day) >= *days)
                {
                    past.pop_front();
                }
                let weights = lag.weights(*days as usize);
                let weight = |first: Date| {
                    weights
                        .get((*days - 1).saturating_sub(calendar.days_between(first, day)) as usize)
                        .copied()
                        .unwrap_or(0.0)
                };
                let sum: f64 = past.iter().map(|(d, _)| weight(*d)).sum();
                (sum > 0.0).then(|| past.iter().map(|(d, x)| weight(*d) * x).sum::<f64>() / sum)
            }
        }
    }
}

/// `(x_t - mean) / sd` over the times with a figure among the `window` before t, sample standard
/// deviation. A time is a day, or the number of a period.
#[derive(Debug, Clone)]
pub(super) struct TrailingZ<T> {
    window: u32,
    least: u32,
    past: VecDeque<(T, f64)>,
}

/// Spread over this share of the largest value is rounding: 0.1 twenty times has a standard
/// deviation of 1e-17.
const ROUNDING: f64 = 1e-12;

impl<T> TrailingZ<T> {
    pub(super) const fn new(window: u32, least: u32) -> Self {
        Self { window, least, past: VecDeque::new() }
    }

    /// The z-score of `value` at the time `at`, then remembers it; `distance` is how far an earlier
    /// time lies before it.
    pub(super) fn push(&mut self, at: T, value: f64, distance: impl Fn(&T) -> u32) -> Option<f64> {
        while self.past.front().is_some_and(|(earlier, _)| distance(earlier) > self.window) {
            self.past.pop_front();
        }
        let n = self.past.len() as f64;
        let z = (self.past.len() >= self.least.max(2) as usize).then(|| {
            let mean = self.past.iter().map(|(_, x)| x).sum::<f64>() / n;
            let sd =
                (self.past.iter().map(|(_, x)| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
            let largest = self.past.iter().map(|(_, x)| x.abs()).fold(0.0, f64::max);
            (sd > ROUNDING * largest).then(|| (value - mean) / sd)
        });
        self.past.push_back((at, value));
        z.flatten().filter(|z| z.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i8) -> Date {
        jiff::civil::date(2026, 6, n)
    }

    fn civil() -> Calendar {
        Calendar::Civil(jiff::tz::TimeZone::UTC)
    }

    #[test]
    fn decay_is_the_weighted_mean() {
        let mut decay = Smoothing::new(&IndexSettings::default());
        assert_eq!(decay.push(&civil(), day(1), 0, 0.5, &[0.5]), Some(0.5));
        let value = decay.push(&civil(), day(6), 5, -0.5, &[-0.5]).unwrap();
        assert!((value - (0.5 * 0.5 - 0.5) / 1.5).abs() < 1e-12);
    }

    #[test]
    fn windows_leave_out_days_without_news() {
        let settings =
            IndexSettings { smoothing: Lag::Linear, smoothing_days: 3, ..IndexSettings::default() };
        let mut window = Smoothing::new(&settings);
        window.push(&civil(), day(1), 0, 0.9, &[]);
        window.push(&civil(), day(2), 1, 0.3, &[]);
        // weights 1/6, 2/6, 3/6 for days 2, 3, 4; day 1 is out, day 3 has no news
        let value = window.push(&civil(), day(4), 2, -0.5, &[]).unwrap();
        assert!((value - (0.3 - 1.5) / 4.0).abs() < 1e-12, "{value}");
    }

    fn push(z: &mut TrailingZ<Date>, at: Date, value: f64) -> Option<f64> {
        z.push(at, value, |earlier| civil().days_between(*earlier, at))
    }

    #[test]
    fn z_never_looks_at_its_own_day() {
        let mut z = TrailingZ::new(60, 3);
        for (n, x) in [(1, 0.0), (2, 0.2), (3, 0.4)] {
            assert_eq!(push(&mut z, day(n), x), None);
        }
        let value = push(&mut z, day(4), 0.6).unwrap();
        assert!((value - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_constant_past_gives_no_z() {
        for constant in [0.25, 0.1] {
            let mut z = TrailingZ::new(60, 2);
            for n in 1..=20 {
                assert_eq!(push(&mut z, day(n), constant), None);
            }
            assert_eq!(push(&mut z, day(21), 0.5), None);
        }
    }
}
