//! Mean, spread and interval over the stories of a cell; intervals of shares; many tests at once.

use crate::statistics::t_interval;

/// What the stories of a cell say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Summary {
    /// (Σw)²/Σw².
    pub n_eff: f64,
    /// Σ w s / Σ w.
    pub mean: f64,
    /// Square root of Σ w² (s - mean)² / (Σ w)² · n/(n-1); `None` for one story.
    pub std_error: Option<f64>,
    /// Mean ± t(0.975, n-1) · standard error, cut to [-1, 1]; `None` for one story.
    pub interval: Option<(f64, f64)>,
    /// Sample standard deviation of the scores; `None` for one story.
    pub dispersion: Option<f64>,
}

/// Summarises `(weight, score)` of stories; `None` where the weights do not add up to something
/// positive.
///
/// Scores lie in [-1, 1] and so does the interval.
#[must_use]
pub(crate) fn summarize(stories: &[(f64, f64)]) -> Option<Summary> {
    let sum: f64 = stories.iter().map(|(w, _)| w).sum();
    let squares: f64 = stories.iter().map(|(w, _)| w * w).sum();
    if sum <= 0.0 {
        return None;
    }
    let mean = stories.iter().map(|(w, s)| w / sum * s).sum::<f64>();
    let n = stories.len() as f64;
    let mut summary = Summary {
        n_eff: sum * sum / squares,
        mean,
        std_error: None,
        interval: None,
        dispersion: None,
    };
    if stories.len() > 1 {
        let between: f64 = stories.iter().map(|(w, s)| w * w * (s - mean).powi(2)).sum();
        let std_error = (between / (sum * sum) * n / (n - 1.0)).sqrt();
        summary.std_error = Some(std_error);
        // around the plain mean, whatever the weights
        let plain = stories.iter().map(|(_, s)| s).sum::<f64>() / n;
        summary.dispersion = Some(
            (stories.iter().map(|(_, s)| (s - plain).powi(2)).sum::<f64>() / (n - 1.0)).sqrt(),
        );
        summary.interval = t_interval(mean, std_error, n - 1.0);
    }
    Some(summary)
}

/// Resamples of a bootstrap.
const RESAMPLES: usize = 1_000;
/// The 0.975 quantile of the normal distribution.
const Z_975: f64 = 1.959_963_984_540_054;

/// 95 % interval of the weighted mean by the cluster bootstrap: stories are input with replacement
/// as often as there are stories, a thousand times; the interval holds the middle 95 % of the means
/// (Efron and Tibshirani 1993, section 13.3).
///
/// With few stories it is far too narrow: of intervals that say 95 %, 50 % hold the mean with two
/// stories, 83 % with five, 90 % with ten, 94 % with thirty (measured on 4000 samples each), where
/// those of `summarize` hold it in 94 to 95 %.
///
/// Takes `(weight, score)` of stories; those without a positive weight take no part. `None` for
/// fewer than two. The same `seed` returns the same interval: it should be a hash of the theme and
/// the day, so that no cell depends on another.
///
/// ```
/// let stories = [(1.0, 0.2), (1.0, 0.6), (1.0, 0.4)];
/// let (low, high) = newsvane::aggregate::bootstrap(&stories, 7).unwrap();
/// assert!(0.2 <= low && low < 0.4 && 0.4 < high && high <= 0.6);
/// ```
#[must_use]
pub fn bootstrap(stories: &[(f64, f64)], seed: u64) -> Option<(f64, f64)> {
    let stories: Vec<(f64, f64)> = stories.iter().copied().filter(|(w, _)| *w > 0.0).collect();
    if stories.len() < 2 {
        return None;
    }
    let mut generator = SplitMix64(seed);
    let mut means: Vec<f64> =
        (0..RESAMPLES).map(|_| resampled_mean(&stories, &mut generator)).collect();
    means.sort_unstable_by(f64::total_cmp);
    Some((quantile(&means, 0.025), quantile(&means, 0.975)))
}

fn resampled_mean(stories: &[(f64, f64)], generator: &mut SplitMix64) -> f64 {
    let (mut weights, mut sum) = (0.0, 0.0);
    for _ in stories {
        let (weight, score) = stories[generator.below(stories.len())];
        weights += weight;
        sum += weight * score;
    }
    sum / weights
}

/// Quantile of sorted numbers, linear between them (Hyndman and Fan 1996, type 7).
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let place = part * (sorted.len() - 1) as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    sorted[below] + (sorted[above] - sorted[below]) * place.fract()
}

/// Steele, Lea and Flood 2014. Small, and its numbers will be the same for ever.
#[derive(Debug, Clone)]
pub(crate) struct SplitMix64(pub(crate) u64);

impl SplitMix64 {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number between 0 and 1, neither of them.
    pub(crate) fn unit(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A number from 0 to `n` - 1. Uneven by n/2^64 at most.
    const fn below(&mut self, n: usize) -> usize {
        ((self.next() as u128 * n as u128) >> 64) as usize
    }
}

/// 95 % interval of a share of which `positive` of `n` are seen (Wilson 1927):
/// `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)` with p = positive/n and z = 1.96.
///
/// Both may be effective numbers. `None` unless 0 ≤ positive ≤ n and n > 0.
///
/// ```
/// let (low, high) = newsvane::aggregate::wilson(0.0, 10.0).unwrap();
/// assert_eq!(low, 0.0);
/// assert!((high - 0.2775).abs() < 1e-4);
/// ```
#[must_use]
pub fn wilson(positive: f64, n: f64) -> Option<(f64, f64)> {
    if !(n > 0.0 && n.is_finite() && (0.0..=n).contains(&positive)) {
        return None;
    }
    let upper = |positive: f64| {
        let (p, z2) = (positive / n, Z_975 * Z_975);
        let half = Z_975 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        ((p + z2 / (2.0 * n) + half) / (1.0 + z2 / n), p * p / (1.0 + z2 / n))
    };
    let (high, product) = upper(positive);
    // the ends are the roots of a quadratic: the lower one by their product, as the difference
    // would cancel near 0
    let low = product / high;
    Some((low, if positive < n { high } else { 1.0 }))
}

/// Benjamini and Hochberg's adjusted p-values: `q_(i) = min_{j ≥ i} min(1, m p_(j) / j)` (JRSS B
/// 1995).
///
/// To reject where q ≤ 0.05 keeps the expected share of false rejections at 5 %. Tests without a
/// p-value are not counted. The tests given together decide together: those of one day, over all
/// themes, keep a table point in time; those of all days do not.
///
/// ```
/// let q = newsvane::aggregate::benjamini_hochberg(&[Some(0.01), None, Some(0.04)]);
/// assert_eq!(q, [Some(0.02), None, Some(0.04)]);
/// ```
#[must_use]
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut ranked: Vec<(usize, f64)> =
        p.iter().enumerate().filter_map(|(place, p)| Some((place, (*p)?))).collect();
    ranked.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut adjusted = vec![None; p.len()];
    let (m, mut least) = (ranked.len() as f64, 1.0_f64);
    for (rank, (place, p)) in ranked.into_iter().enumerate().rev() {
        least = least.min(m * p / (rank + 1) as f64);
        adjusted[place] = Some(least);
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::weights::fixture;

    /// Independent figures: t(0.975, 4) = 2.7764451051977987 times the standard error of the same
    /// five numbers, by Python.
    #[test]
    fn interval_as_computed_elsewhere() {
        let scores = [0.1, -0.2, 0.4, 0.3, 0.0];
        let summary = summarize(&scores.map(|s| (1.0, s))).unwrap();
        assert!((summary.mean - 0.12).abs() < 1e-12);
        assert!((summary.std_error.unwrap() - 0.106_770_782_520_313_12).abs() < 1e-12);
        let (low, high) = summary.interval.unwrap();
        assert!((low - -0.176_443_216_506_662_03).abs() < 1e-9, "{low}");
        assert!((high - 0.416_443_216_506_662_05).abs() < 1e-9, "{high}");
        assert!((summary.n_eff - 5.0).abs() < 1e-12);
    }

    #[test]
    fn one_story_has_no_interval() {
        let summary = summarize(&[(1.0, 0.5)]).unwrap();
        assert_eq!((summary.std_error, summary.interval, summary.dispersion), (None, None, None));
        assert_eq!(summarize(&[]), None);
    }

    #[test]
    fn weights_lower_the_effective_number() {
        let summary = summarize(&[(3.0, 1.0), (1.0, -1.0)]).unwrap();
        assert!((summary.mean - 0.5).abs() < 1e-12);
        assert!((summary.n_eff - 1.6).abs() < 1e-12);
    }

    fn stories(case: &serde_json::Value) -> Vec<(f64, f64)> {
        case["stories"]
            .as_array()
            .unwrap()
            .iter()
            .map(fixture::numbers)
            .map(|r| (r[0], r[1]))
            .collect()
    }

    #[test]
    fn summaries_as_computed_elsewhere() {
        for case in fixture::section("summary") {
            let summary = summarize(&stories(&case));
            for (name, value) in [
                ("n_eff", summary.map(|s| s.n_eff)),
                ("mean", summary.map(|s| s.mean)),
                ("std_error", summary.and_then(|s| s.std_error)),
                ("dispersion", summary.and_then(|s| s.dispersion)),
                ("low", summary.and_then(|s| s.interval).map(|i| i.0)),
                ("high", summary.and_then(|s| s.interval).map(|i| i.1)),
            ] {
                fixture::assert_close_option(value, &case[name], name);
            }
        }
    }

    #[test]
    fn wilson_as_computed_elsewhere() {
        for case in fixture::section("wilson") {
            let interval = wilson(case["positive"].as_f64().unwrap(), case["n"].as_f64().unwrap());
            fixture::assert_close_option(interval.map(|i| i.0), &case["low"], &case.to_string());
            fixture::assert_close_option(interval.map(|i| i.1), &case["high"], &case.to_string());
        }
        assert_eq!([wilson(-1.0, 3.0), wilson(4.0, 3.0), wilson(f64::NAN, 3.0)], [None; 3]);
    }

    #[test]
    fn adjusted_p_values_as_computed_elsewhere() {
        for case in fixture::section("benjamini_hochberg") {
            let p: Vec<Option<f64>> =
                case["p"].as_array().unwrap().iter().map(serde_json::Value::as_f64).collect();
            for (q, expected) in
                benjamini_hochberg(&p).into_iter().zip(case["q"].as_array().unwrap())
            {
                fixture::assert_close_option(q, expected, &case.to_string());
            }
        }
    }

    #[test]
    fn the_generator_is_the_published_one() {
        for case in fixture::section("splitmix64") {
            let mut generator = SplitMix64(case["seed"].as_u64().unwrap());
            for expected in case["numbers"].as_array().unwrap() {
                assert_eq!(generator.next(), expected.as_u64().unwrap());
            }
        }
    }

    #[test]
    fn a_bootstrap_depends_on_its_seed_and_stories_alone() {
        let stories: Vec<(f64, f64)> =
            (0..12).map(|n| (1.0 + f64::from(n % 3), f64::from(n) / 12.0 - 0.4)).collect();
        let interval = bootstrap(&stories, 42).unwrap();
        assert_eq!(bootstrap(&stories, 42), Some(interval));
        assert_ne!(bootstrap(&stories, 43), Some(interval));
        let with_a_copy: Vec<_> = stories.iter().copied().chain([(0.0, 0.9)]).collect();
        assert_eq!(bootstrap(&with_a_copy, 42), Some(interval));
        let mean = summarize(&stories).unwrap().mean;
        assert!(interval.0 < mean && mean < interval.1);
        assert_eq!(bootstrap(&stories[..1], 42), None);
    }

    /// Of samples from a known distribution about 95 % of the intervals hold its mean; with 30
    /// stories a few fewer.
    #[test]
    fn bootstrap_intervals_hold_the_mean_about_as_often_as_they_say() {
        let mut generator = SplitMix64(20_260_702);
        let mut uniform = || (generator.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let held = (0..600_u64)
            .filter(|seed| {
                let stories: Vec<(f64, f64)> =
                    (0..30).map(|_| (1.0, uniform() + uniform() - 1.0)).collect();
                bootstrap(&stories, *seed).is_some_and(|(low, high)| low <= 0.0 && 0.0 <= high)
            })
            .count();
        assert!((546..=588).contains(&held), "{held} of 600");
    }
}
