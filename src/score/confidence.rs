//! How likely the label of a score is right, from what it rests on.
//!
//! Fitted by `scripts/fit-weights` on `corpora/labelled`, where the three labels are equally frequent;
//! `docs/sentiment.md` has the reliability curve. Among news of which most says nothing a silent
//! sentence is neutral more often than is told here.

use crate::model::{Label, TraceStep};

/// A sentence in which nothing has a sign is neutral.
pub(super) const SILENT: f64 = 0.63;
/// One in which something has a sign that is too weak to count.
const TOO_WEAK: f64 = 0.17;
/// What a score of one adds to the logit of a label towards a theme.
const OF_THEME: f64 = 1.71;
/// The same towards a company or nothing.
const OF_OTHERS: f64 = 1.26;
/// What parts that contradict one another wholly take off it.
const CONTRADICTED: f64 = 1.02;

/// The probability that a label is right, from 0 to 1: the larger the sum of the parts and the less
/// they contradict one another, the surer it is.
pub(super) fn confidence(parts: &[TraceStep], label: Label, is_of_theme: bool) -> f64 {
    let size: f64 = parts.iter().map(|part| part.value.abs()).sum();
    if size == 0.0 {
        return SILENT;
    }
    if label == Label::Neutral {
        return TOO_WEAK;
    }
    let sum = parts.iter().map(|part| part.value).sum::<f64>().abs();
    let slope = if is_of_theme { OF_THEME } else { OF_OTHERS };
    let logit = slope * sum.min(1.0) - CONTRADICTED * (1.0 - sum / size);
    1.0 / (1.0 + (-logit).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn part(value: f64) -> TraceStep {
        let span = Span::new(0, 1);
        TraceStep { span, rule: "polar_word".into(), value, on: None, shifted_by: Vec::new() }
    }

    #[test]
    fn large_sums_without_contradiction_are_surer() {
        let of = |values: &[f64], label| {
            let parts: Vec<TraceStep> = values.iter().map(|value| part(*value)).collect();
            confidence(&parts, label, true)
        };
        assert!((of(&[], Label::Neutral) - SILENT).abs() < 1e-12);
        assert!(of(&[0.4], Label::Positive) < of(&[0.9], Label::Positive));
        assert!(of(&[0.9, -0.5], Label::Positive) < of(&[0.4], Label::Positive));
        assert!((of(&[0.9], Label::Positive) - of(&[-0.9], Label::Negative)).abs() < 1e-12);
        assert!(of(&[0.05], Label::Neutral) < of(&[], Label::Neutral));
    }
}
