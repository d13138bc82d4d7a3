//! Shrinkage: a day with few stories is input towards what is usual for the theme.

use serde::{Deserialize, Serialize};

/// Variances below this, a standard deviation of 1e-14, are what the rounding of equal scores
/// leaves.
const ROUNDING: f64 = 1e-28;

/// What days up to now say about how much stories differ within a day and days among themselves.
/// The state is six numbers.
///
/// The day's figure becomes `s~ = (n_eff s + k μ) / (n_eff + k)` with `k = σ²/τ²`.
/// σ² (within days) and τ² (between days) are the analysis-of-variance estimates for groups of
/// unlike size (Searle, Casella and `McCulloch`, Variance Components, 1992, section 3.6): `σ² =
/// SSW/(N-T)`, `τ² = max(0, (SSB/(T-1) - σ²)/n0)`, `n0 = (N - Σn_t²/N)/(T-1)` for T days with N
/// stories in all; μ is the mean of all stories. Ask before the day itself is pushed, so that
/// nothing looks ahead.
///
/// ```
/// use newsvane::aggregate::weights::Shrinkage;
///
/// let mut usual = Shrinkage::default();
/// usual.push(&[0.25, 0.75]);
/// assert_eq!(usual.shrink(0.5, 1.0), None);
/// usual.push(&[-0.75, -0.25]);
/// let shrunk = usual.shrink(0.5, 1.0).expect("two days with two stories");
/// assert!(0.0 < shrunk.value && shrunk.value < 0.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Shrinkage {
    /// T.
    days: f64,
    /// N.
    stories: f64,
    /// `Σ n_t²`.
    squares: f64,
    /// SSW: over all stories, `Σ (s - mean_t)²`.
    within: f64,
    /// SSB: `Σ n_t (mean_t - μ)²`.
    between: f64,
    /// μ.
    mean: f64,
}

/// A figure that was shrunk, and by what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunk {
    /// s~.
    pub value: f64,
    /// k: stories that the usual value counts for; infinite where days do not differ more than
    /// chance makes them.
    pub k: f64,
    /// μ.
    pub mean: f64,
}

impl Shrinkage {
    /// Learns from the scores of the stories of a day. A day without stories changes nothing.
    pub fn push(&mut self, scores: &[f64]) {
        if scores.is_empty() {
            return;
        }
        let n = scores.len() as f64;
        let mean = scores.iter().sum::<f64>() / n;
        self.within += scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>();
        // Chan, Golub and LeVeque 1983: the sum of squares of two groups from those of each
        let (all, step) = (self.stories + n, mean - self.mean);
        self.between += step * step * self.stories * n / all;
        self.mean += step * n / all;
        self.stories = all;
        self.days += 1.0;
        self.squares += n * n;
    }

    /// Shrinks the figure of a day of `n_eff` stories by what earlier days say. `None` where they
    /// are fewer than two, or none has more than one story, or none of their stories differ at all.
    #[must_use]
    pub fn shrink(&self, value: f64, n_eff: f64) -> Option<Shrunk> {
        let (k, mean) = (self.k()?, self.mean);
        let value = if k.is_infinite() { mean } else { (n_eff * value + k * mean) / (n_eff + k) };
        value.is_finite().then_some(Shrunk { value, k, mean })
    }

    /// σ²/τ².
    fn k(&self) -> Option<f64> {
        if self.days < 2.0 || self.stories <= self.days {
            return None;
        }
        let within = self.within / (self.stories - self.days);
        let n0 = (self.stories - self.squares / self.stories) / (self.days - 1.0);
        let between = (self.between / (self.days - 1.0) - within) / n0;
        let k = if within < ROUNDING { 0.0 } else { within }
            / if between < ROUNDING { 0.0 } else { between };
        (!k.is_nan()).then_some(k)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture, *};

    #[test]
    fn shrunk_as_computed_elsewhere() {
        for case in fixture::section("shrinkage") {
            let what = case["what"].as_str().unwrap();
            let mut usual = Shrinkage::default();
            for (place, day) in case["days"].as_array().unwrap().iter().enumerate() {
                let scores = fixture::numbers(&day["scores"]);
                if !scores.is_empty() {
                    let what = format!("{what}, day {place}");
                    let value = scores.iter().sum::<f64>() / scores.len() as f64;
                    let shrunk = usual.shrink(value, scores.len() as f64);
                    fixture::assert_close_option(shrunk.map(|s| s.value), &day["value"], &what);
                    fixture::assert_close_option(shrunk.map(|s| s.mean), &day["mean"], &what);
                    match day["k"].as_str() {
                        Some(_) => assert!(shrunk.unwrap().k.is_infinite(), "{what}"),
                        None => fixture::assert_close_option(shrunk.map(|s| s.k), &day["k"], &what),
                    }
                }
                usual.push(&scores);
            }
        }
    }

    #[test]
    fn days_without_spread_within_are_not_shrunk() {
        let mut usual = Shrinkage::default();
        usual.push(&[0.5, 0.5]);
        usual.push(&[-0.5, -0.5]);
        assert_eq!(usual.shrink(0.25, 1.0).map(|s| (s.value, s.k)), Some((0.25, 0.0)));
    }

    #[test]
    fn there_is_nothing_to_go_by_where_nothing_differs() {
        // the mean of three tenths is not a tenth
        for score in [0.5, 0.1] {
            let mut usual = Shrinkage::default();
            usual.push(&[score; 3]);
            usual.push(&[score; 2]);
            assert_eq!(usual.shrink(0.25, 1.0), None);
        }
    }
}
