//! What the outputs of a head stand for.

use super::{super::Side, Config, LabelNames, ModelError, ModelScore, folder::invalid};

/// A side for each output, in their order.
#[derive(Debug)]
pub(super) struct Labels(Vec<Side>);

impl Labels {
    /// Every label must have a side, and both favourable and unfavourable ones must be among them.
    pub(super) fn of(config: &Config, names: &LabelNames) -> Result<Self, ModelError> {
        let refused = |problem: String| invalid(&config.path, problem);
        let has = config.labels.join(", ");
        if let Some(unknown) = names
            .labels()
            .find(|said| !config.labels.iter().any(|label| label.eq_ignore_ascii_case(said)))
        {
            return Err(refused(format!("the model has no label {unknown}; it has {has}")));
        }
        let sides: Vec<Side> = config.labels.iter().filter_map(|label| names.side(label)).collect();
        let has_both = sides.contains(&Side::Positive) && sides.contains(&Side::Negative);
        if sides.len() < config.labels.len() || !has_both {
            return Err(refused(format!(
                "cannot tell which of its labels are positive, neutral and negative: {has}; say \
                 it with --scorer-labels, such as --scorer-labels \
                 positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0"
            )));
        }
        Ok(Self(sides))
    }

    /// Probabilities by softmax, added up by side. A model that gives no numbers says nothing:
    /// neutral.
    pub(super) fn score(&self, logits: &[f32], is_truncated: bool) -> ModelScore {
        let mut score = ModelScore { positive: 0.0, neutral: 0.0, negative: 0.0, is_truncated };
        let top = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let powers: Vec<f64> =
            logits.iter().map(|x| (f64::from(*x) - f64::from(top)).exp()).collect();
        let sum: f64 = powers.iter().sum();
        if powers.len() != self.0.len() || !sum.is_finite() {
            return ModelScore { neutral: 1.0, ..score };
        }
        for (side, power) in self.0.iter().zip(powers) {
            *match side {
                Side::Positive => &mut score.positive,
                Side::Neutral => &mut score.neutral,
                Side::Negative => &mut score.negative,
            } += power / sum;
        }
        score
    }
}
