//! Mean, spread and interval over the stories of a cell.

use statrs::distribution::{ContinuousCDF, StudentsT};

/// What the stories of a cell say together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
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

/// Summarises `(weight, score)` of stories; `None` where the weights do not add up to something positive.
///
/// METHODS section 5. Scores lie in [-1, 1] and so does the interval.
///
/// ```
/// let summary = newsvane::aggregate::summarize(&[(1.0, 0.2), (1.0, 0.6)]).unwrap();
/// assert!((summary.mean - 0.4).abs() < 1e-12);
/// assert!((summary.std_error.unwrap() - 0.2).abs() < 1e-12);
/// ```
#[must_use]
pub fn summarize(stories: &[(f64, f64)]) -> Option<Summary> {
    let sum: f64 = stories.iter().map(|(w, _)| w).sum();
    let squares: f64 = stories.iter().map(|(w, _)| w * w).sum();
    if sum <= 0.0 {
        return None;
    }
    let mean = stories.iter().map(|(w, s)| w / sum * s).sum::<f64>();
    let n = stories.len() as f64;
    let mut summary = Summary { n_eff: sum * sum / squares, mean, std_error: None, interval: None, dispersion: None };
    if stories.len() > 1 {
        let between: f64 = stories.iter().map(|(w, s)| w * w * (s - mean).powi(2)).sum();
        let std_error = (between / (sum * sum) * n / (n - 1.0)).sqrt();
        summary.std_error = Some(std_error);
        summary.dispersion = Some((stories.iter().map(|(_, s)| (s - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt());
        if let Ok(t) = StudentsT::new(0.0, 1.0, n - 1.0) {
            let half = t.inverse_cdf(0.975) * std_error;
            summary.interval = Some(((mean - half).max(-1.0), (mean + half).min(1.0)));
        }
    }
    Some(summary)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Independent figures: t(0.975, 4) = 2.7764451051977987 times the standard error of the same five numbers, by Python.
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
}
