//! The classification head: two layers over the state of the first token.

use super::{
    ModelError,
    config::{Config, Family},
    rows::dot,
    weights::Weights,
};

/// A layer over one row.
struct Dense {
    weight: Vec<f32>,
    bias: Vec<f32>,
}

impl Dense {
    fn load(
        weights: &Weights,
        name: &str,
        inputs: usize,
        outputs: usize,
    ) -> Result<Self, ModelError> {
        let weight = weights.table(&format!("{name}.weight"), outputs, inputs)?;
        Ok(Self { weight, bias: weights.vector(&format!("{name}.bias"), outputs)? })
    }

    fn apply(&self, state: &[f32]) -> Vec<f32> {
        self.weight
            .chunks_exact(state.len().max(1))
            .zip(&self.bias)
            .map(|(row, bias)| dot(row, state) + bias)
            .collect()
    }
}

/// The two layers, and the activation between them.
pub(super) struct Head {
    dense: Dense,
    between: fn(f32) -> f32,
    output: Dense,
}

impl Head {
    pub(super) fn load(config: &Config, weights: &Weights) -> Result<Self, ModelError> {
        let (dense, between, output): (_, fn(f32) -> f32, _) = match config.family {
            Family::Bert => ("bert.pooler.dense", f32::tanh, "classifier"),
            Family::DistilBert => ("pre_classifier", |x| x.max(0.0), "classifier"),
            Family::Roberta => ("classifier.dense", f32::tanh, "classifier.out_proj"),
        };
        Ok(Self {
            dense: Dense::load(weights, dense, config.hidden, config.hidden)?,
            between,
            output: Dense::load(weights, output, config.hidden, config.labels.len())?,
        })
    }

    /// One number per label.
    pub(super) fn logits(&self, state: &[f32]) -> Vec<f32> {
        let mut between = self.dense.apply(state);
        for x in &mut between {
            *x = (self.between)(*x);
        }
        self.output.apply(&between)
    }
}
