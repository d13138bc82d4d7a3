//! Figures of a day that look back: exponential decay and the trailing z-score. Neither ever looks ahead.

use std::collections::VecDeque;

use jiff::civil::Date;

/// Article-form exponential decay: `I_t = Σ (1/2)^((t-d)/h) s / Σ (1/2)^((t-d)/h)` over all stories d ≤ t
/// (FRBSF Economic Letter 2020-08 with δ = 1 - 2^(-1/h)).
#[derive(Debug, Clone)]
pub(super) struct Decay {
    half_life_days: f64,
    last: Option<Date>,
    numerator: f64,
    denominator: f64,
}

impl Decay {
    pub(super) const fn new(half_life_days: f64) -> Self {
        Self { half_life_days, last: None, numerator: 0.0, denominator: 0.0 }
    }

    /// Adds the stories of `day` (never before an earlier call's) and gives the value up to it.
    pub(super) fn push(&mut self, day: Date, scores: impl Iterator<Item = f64>) -> Option<f64> {
        if let Some(last) = self.last {
            let factor = (-f64::from(days_between(last, day)) / self.half_life_days).exp2();
            self.numerator *= factor;
            self.denominator *= factor;
        }
        self.last = Some(day);
        for score in scores {
            self.numerator += score;
            self.denominator += 1.0;
        }
        (self.denominator > 0.0).then(|| self.numerator / self.denominator)
    }
}

/// `(x_t - mean) / sd` over the days with news among the `window_days` before t, sample standard deviation.
#[derive(Debug, Clone)]
pub(super) struct TrailingZ {
    window_days: u32,
    least_days: u32,
    past: VecDeque<(Date, f64)>,
}

impl TrailingZ {
    pub(super) fn new(window_days: u32, least_days: u32) -> Self {
        Self { window_days, least_days, past: VecDeque::new() }
    }

    /// The z-score of `value` on `day`, then remembers it.
    pub(super) fn push(&mut self, day: Date, value: f64) -> Option<f64> {
        while self.past.front().is_some_and(|(d, _)| days_between(*d, day) > self.window_days as i32) {
            self.past.pop_front();
        }
        let n = self.past.len() as f64;
        let z = (self.past.len() >= self.least_days.max(2) as usize).then(|| {
            let mean = self.past.iter().map(|(_, x)| x).sum::<f64>() / n;
            let sd = (self.past.iter().map(|(_, x)| (x - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt();
            (value - mean) / sd
        });
        self.past.push_back((day, value));
        z.filter(|z| z.is_finite())
    }
}

/// Whole days from `from` to `to`.
fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i8) -> Date {
        jiff::civil::date(2026, 6, n)
    }

    #[test]
    fn decay_is_the_weighted_mean() {
        let mut decay = Decay::new(5.0);
        assert_eq!(decay.push(day(1), [0.5].into_iter()), Some(0.5));
        let value = decay.push(day(6), [-0.5].into_iter()).unwrap();
        assert!((value - (0.5 * 0.5 - 0.5) / 1.5).abs() < 1e-12);
    }

    #[test]
    fn z_never_looks_at_its_own_day() {
        let mut z = TrailingZ::new(60, 3);
        for (n, x) in [(1, 0.0), (2, 0.2), (3, 0.4)] {
            assert_eq!(z.push(day(n), x), None);
        }
        let value = z.push(day(4), 0.6).unwrap();
        assert!((value - 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_constant_past_gives_no_z() {
        let mut z = TrailingZ::new(60, 2);
        z.push(day(1), 0.25);
        z.push(day(2), 0.25);
        assert_eq!(z.push(day(3), 0.5), None);
    }
}
