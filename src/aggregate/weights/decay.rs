//! Exponential decay a day at a time. The state is three numbers, and going on from it returns what a
//! full run returns.

use serde::{Deserialize, Serialize};

use super::Lag;

/// Decay over articles: `I_t = Σ_{a: d(a) ≤ t} (1-δ)^(t-d(a)) s_a / Σ (1-δ)^(t-d(a))`.
///
/// Each article weighs by its age, so days with much news weigh more (Daily News Sentiment Index,
/// FRBSF Economic Letter 2020-08). Days without news change nothing but the
/// weight of what came before.
///
/// ```
/// use newsvane::aggregate::weights::{ArticleDecay, Lag};
///
/// let mut decay = ArticleDecay::of(&Lag::HalfLife { days: 1.0 }).expect("a decay");
/// assert_eq!(decay.push(1, [0.5]), Some(0.5));
/// assert_eq!(decay.push(1, [-0.5]), Some((0.5 * 0.5 - 0.5) / 1.5));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ArticleDecay {
    kept: f64,
    /// Σ (1-δ)^(t-d).
    weight: f64,
    /// The mean rather than Σ (1-δ)^(t-d) s: it stays what it is through gaps of any length.
    value: Option<f64>,
}

impl ArticleDecay {
    /// No articles yet; `None` for a scheme that needs its window.
    #[must_use]
    pub fn of(lag: &Lag) -> Option<Self> {
        Some(Self { kept: lag.kept_per_day()?, weight: 0.0, value: None })
    }

    /// Takes the scores of a day `days` after the last one, in days of the calendar in use, and
    /// returns the value up to it; `None` before the first article. The distance of the first day
    /// does not matter.
    pub fn push(&mut self, days: u32, scores: impl IntoIterator<Item = f64>) -> Option<f64> {
        self.weight *= self.kept.powf(f64::from(days));
        let (n, sum) =
            scores.into_iter().fold((0.0, 0.0), |(n, sum), score| (n + 1.0, sum + score));
        if n > 0.0 {
            let before = self.value.map_or(0.0, |value| self.weight * value);
            self.weight += n;
            self.value = Some((before + sum) / self.weight);
        }
        self.value
    }
}

/// Decay over the means of days: `I ← (1-δ)^D I + (1-(1-δ)^D) mean_t`, D days after the last mean;
/// the first mean is kept as it is.
///
/// For D = 1 this is `I ← (1-δ) I + δ mean_t`. Each day weighs alike however
/// much news it has.
///
/// ```
/// use newsvane::aggregate::weights::{DayMeanDecay, Lag};
///
/// let mut decay = DayMeanDecay::of(&Lag::Dnsi { delta: 0.25 }).expect("a decay");
/// assert_eq!(decay.push(1, Some(0.5)), Some(0.5));
/// assert_eq!(decay.push(1, None), Some(0.5));
/// assert_eq!(decay.push(1, Some(-0.5)), Some(0.5625 * 0.5 - 0.4375 * 0.5));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct DayMeanDecay {
    kept: f64,
    value: Option<f64>,
    /// Days since the last mean.
    gap: u32,
}

impl DayMeanDecay {
    /// No days yet; `None` for a scheme that needs its window.
    #[must_use]
    pub fn of(lag: &Lag) -> Option<Self> {
        Some(Self { kept: lag.kept_per_day()?, value: None, gap: 0 })
    }

    /// Takes the mean of a day `days` (at least 1) after the last one, in days of the calendar in
    /// use, `None` where it has no news, and returns the value up to it: that of the last day with
    /// news, `None` before the first.
    pub fn push(&mut self, days: u32, mean: Option<f64>) -> Option<f64> {
        self.gap = self.gap.saturating_add(days);
        if let Some(mean) = mean {
            let kept = self.kept.powf(f64::from(self.gap));
            self.value = Some(self.value.map_or(mean, |value| kept * value + (1.0 - kept) * mean));
            self.gap = 0;
        }
        self.value
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::fixture, *};

    #[test]
    fn both_forms_as_computed_elsewhere() {
        let cases = fixture::section("decay");
        assert!(cases.len() >= 4);
        for case in cases {
            let name = case["name"].as_str().unwrap();
            let lag = Lag::from_name(name).unwrap();
            let (mut articles, mut days) =
                (ArticleDecay::of(&lag).unwrap(), DayMeanDecay::of(&lag).unwrap());
            for row in case["days"].as_array().unwrap() {
                let gap = row["gap"].as_u64().unwrap() as u32;
                let scores = fixture::numbers(&row["scores"]);
                let mean =
                    (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64);
                fixture::assert_close_option(articles.push(gap, scores), &row["articles"], name);
                fixture::assert_close_option(days.push(gap, mean), &row["day_means"], name);
            }
        }
    }

    #[test]
    fn only_decays_stream() {
        assert_eq!(ArticleDecay::of(&Lag::Linear), None);
        assert_eq!(DayMeanDecay::of(&Lag::Beta { a: 1.0, b: 1.0, safe: true }), None);
    }

    /// Num and Den of the plain recursion would both be 0 after this gap.
    #[test]
    fn a_long_gap_keeps_the_value() {
        let mut decay = ArticleDecay::of(&Lag::HalfLife { days: 0.5 }).unwrap();
        decay.push(0, [0.25, 0.75]);
        assert_eq!(decay.push(100_000, []), Some(0.5));
        assert_eq!(decay.push(1, [-0.5]), Some(-0.5));
    }

    proptest! {
        /// An incremental update must not differ from a full run.
        #[test]
        fn going_on_from_a_state_changes_nothing(
            rows in prop::collection::vec((1..9_u32, prop::collection::vec(-1.0..1.0, 0..4)), 1..40),
            stop in 0..40_usize,
        ) {
            let mut full = ArticleDecay::of(&Lag::Dnsi { delta: 0.05 }).unwrap();
            let mut resumed = full;
            for (n, (days, scores)) in rows.into_iter().enumerate() {
                if n == stop {
                    resumed = serde_json::from_value(serde_json::to_value(full).unwrap()).unwrap();
                }
                prop_assert_eq!(full.push(days, scores.clone()), resumed.push(days, scores));
            }
        }

        /// With an article on each day both are weighted means of the same scores and stay within
        /// them.
        #[test]
        fn values_stay_within_the_scores(scores in prop::collection::vec(-1.0..1.0, 1..60), gap in 1..5_u32) {
            let lag = Lag::HalfLife { days: 5.0 };
            let (mut articles, mut days) = (ArticleDecay::of(&lag).unwrap(), DayMeanDecay::of(&lag).unwrap());
            let (low, high) = scores.iter().fold((1.0_f64, -1.0_f64), |(low, high), s| (low.min(*s), high.max(*s)));
            for score in scores {
                for value in [articles.push(gap, [score]), days.push(gap, Some(score))] {
                    prop_assert!(value.is_some_and(|v| low - 1e-12 <= v && v <= high + 1e-12));
                }
            }
        }
    }
}
