//! Labels of a stratified sample to precision and recall.

use statrs::distribution::{Beta, ContinuousCDF};

use super::Stratum;
use crate::aggregate::SplitMix64;

/// Draws of the intervals.
const DRAWS: u32 = 4_000;

/// The labels of one stratum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LabelledStratum {
    /// Which one.
    pub stratum: Stratum,
    /// Its sentences in the archive.
    pub sentences: u64,
    /// Labelled sentences that are about the theme.
    pub yes: u32,
    /// Labelled sentences that are not.
    pub no: u32,
}

/// Precision and recall of a theme, each with its 95 % interval; `None` where nothing was labelled
/// that tells.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Estimate {
    /// Share of the sentences that bear the theme which are about it.
    pub precision: Option<(f64, f64, f64)>,
    /// Share of the sentences about the theme which bear it.
    pub recall: Option<(f64, f64, f64)>,
}

/// What the labels of a theme's strata say.
///
/// Stratified estimates: with `N_h` sentences in stratum h and the share `p_h` of its labelled ones
/// that are about the theme, `precision = Σ_tagged N_h p_h / Σ_tagged N_h` and `recall = Σ_tagged
/// N_h p_h / Σ N_h p_h` (Cochran 1977, chapter 5). The interval is that of 4,000 draws of all `p_h`
/// from their Jeffreys posteriors Beta(yes + ½, no + ½) (Brown, Cai and `DasGupta` 2001); the draws
/// are the same in every run.
///
/// ```
/// use newsvane::{LabelledStratum, Stratum, estimate_audit};
/// let judged = |stratum, sentences, yes, no| LabelledStratum { stratum, sentences, yes, no };
/// let estimate = estimate_audit(&[judged(Stratum::Cued, 1000, 45, 5), judged(Stratum::Beside, 500, 10, 40)]);
/// let (precision, low, high) = estimate.precision.unwrap();
/// assert!((precision - 0.9).abs() < 1e-12 && low < 0.9 && 0.9 < high);
/// assert!((estimate.recall.unwrap().0 - 0.9).abs() < 1e-12);
/// ```
#[must_use]
pub fn estimate_audit(strata: &[LabelledStratum]) -> Estimate {
    let strata: Vec<&LabelledStratum> = strata.iter().filter(|s| s.sentences > 0).collect();
    let has_labels = |s: &&&LabelledStratum| s.yes + s.no > 0;
    let tagged: Vec<&LabelledStratum> =
        strata.iter().copied().filter(|s| s.stratum.is_tagged()).collect();
    let tells_precision = !tagged.is_empty() && tagged.iter().all(|s| has_labels(&s));
    let tells_recall = tells_precision && strata.iter().all(|s| has_labels(&s));
    let shares: Vec<f64> =
        strata.iter().map(|s| f64::from(s.yes) / f64::from((s.yes + s.no).max(1))).collect();
    let (mut precisions, mut recalls) = (Vec::new(), Vec::new());
    let mut random = SplitMix64(0x6e65_7773_7661_6e65);
    let posteriors: Vec<Option<Beta>> = strata
        .iter()
        .map(|s| Beta::new(f64::from(s.yes) + 0.5, f64::from(s.no) + 0.5).ok())
        .collect();
    for _ in 0..if tells_precision { DRAWS } else { 0 } {
        let drawn: Vec<f64> = posteriors
            .iter()
            .map(|p| p.as_ref().map_or(0.0, |p| p.inverse_cdf(random.unit())))
            .collect();
        let (precision, recall) = figures(&strata, &drawn);
        precisions.push(precision);
        recalls.push(recall);
    }
    let (precision, recall) = figures(&strata, &shares);
    Estimate {
        precision: tells_precision.then(|| with_interval(precision, precisions)),
        recall: (tells_recall && recall.is_finite()).then(|| with_interval(recall, recalls)),
    }
}

/// Precision and recall for the share of each stratum that is about the theme.
fn figures(strata: &[&LabelledStratum], shares: &[f64]) -> (f64, f64) {
    let (mut tagged, mut tagged_yes, mut all_yes) = (0.0, 0.0, 0.0);
    for (stratum, share) in strata.iter().zip(shares) {
        let sentences = stratum.sentences as f64;
        all_yes += sentences * share;
        if stratum.stratum.is_tagged() {
            tagged += sentences;
            tagged_yes += sentences * share;
        }
    }
    (tagged_yes / tagged, tagged_yes / all_yes)
}

fn with_interval(value: f64, mut draws: Vec<f64>) -> (f64, f64, f64) {
    draws.retain(|d| d.is_finite());
    draws.sort_unstable_by(f64::total_cmp);
    let at =
        |share: f64| draws.get((share * draws.len() as f64) as usize).copied().unwrap_or(value);
    (value, at(0.025).min(value), at(0.975).max(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(stratum: Stratum, sentences: u64, yes: u32, no: u32) -> LabelledStratum {
        LabelledStratum { stratum, sentences, yes, no }
    }

    /// One stratum alone: the interval is that of Jeffreys, for 45 of 50 by
    /// `scipy.stats.beta.ppf([.025, .975], 45.5, 5.5)`.
    #[test]
    fn one_stratum_gives_the_interval_of_jeffreys() {
        let (value, low, high) =
            estimate_audit(&[judged(Stratum::Cued, 70, 45, 5)]).precision.unwrap();
        assert!((value - 0.9).abs() < 1e-12);
        assert!((low - 0.7946).abs() < 0.01 && (high - 0.9608).abs() < 0.005, "{low} {high}");
    }

    #[test]
    fn strata_count_with_their_sizes() {
        let strata = [
            judged(Stratum::Cued, 900, 50, 0),
            judged(Stratum::Carried, 100, 5, 5),
            judged(Stratum::Elsewhere, 9_500, 1, 94),
        ];
        let estimate = estimate_audit(&strata);
        assert!((estimate.precision.unwrap().0 - 0.95).abs() < 1e-12);
        let (recall, low, high) = estimate.recall.unwrap();
        assert!((recall - 950.0 / 1050.0).abs() < 1e-12);
        assert!(low < 0.75 && high > 0.95, "one sentence of 95 tells little: {low} {high}");
    }

    #[test]
    fn what_nobody_labelled_is_not_known() {
        let strata = [judged(Stratum::Cued, 900, 50, 0), judged(Stratum::Beside, 10, 0, 0)];
        let estimate = estimate_audit(&strata);
        assert!(estimate.precision.is_some());
        assert_eq!(estimate.recall, None);
        assert_eq!(estimate_audit(&[]), Estimate::default());
    }
}
