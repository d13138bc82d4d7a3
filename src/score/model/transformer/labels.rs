//! What the outputs of a head mean.

use super::{Config, LabelNames, ModelError, ModelScore, folder::invalid};
use crate::model::Label;

/// The label of each output, in their order.
#[derive(Debug)]
pub(super) struct Labels(Vec<Label>);

impl Labels {
    /// Every output must have a label, and both positive and negative ones must be among them.
    pub(super) fn of(config: &Config, names: &LabelNames) -> Result<Self, ModelError> {
        let refused = |problem: String| invalid(&config.path, problem);
        let has = config.labels.join(", ");
        if let Some(unknown) = names
            .names()
            .find(|said| !config.labels.iter().any(|name| name.eq_ignore_ascii_case(said)))
        {
            return Err(refused(format!("the model has no label {unknown}; it has {has}")));
        }
        let labels: Vec<Label> =
            config.labels.iter().filter_map(|name| names.label(name)).collect();
        let has_both = labels.contains(&Label::Positive) && labels.contains(&Label::Negative);
        if labels.len() < config.labels.len() || !has_both {
            return Err(refused(format!(
                "cannot tell which of its labels are positive, neutral and negative: {has}; say \
                 it with --scorer-labels, such as --scorer-labels \
                 positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0"
            )));
        }
        Ok(Self(labels))
    }

    /// Probabilities by softmax, added up by label. A model whose outputs are no finite numbers says
    /// nothing: neutral.
    pub(super) fn score(&self, logits: &[f32], is_truncated: bool) -> ModelScore {
        let mut score = ModelScore { positive: 0.0, neutral: 0.0, negative: 0.0, is_truncated };
        let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let powers: Vec<f64> =
            logits.iter().map(|x| (f64::from(*x) - f64::from(top)).exp()).collect();
        let sum: f64 = powers.iter().sum();
        if powers.len() != self.0.len() || !sum.is_finite() {
            return ModelScore { neutral: 1.0, ..score };
        }
        for (label, power) in self.0.iter().zip(powers) {
            *match label {
                Label::Positive => &mut score.positive,
                Label::Neutral => &mut score.neutral,
                Label::Negative => &mut score.negative,
            } += power / sum;
        }
        score
    }
}
