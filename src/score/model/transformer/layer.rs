//! One block of a transformer: attention, then two layers; each with what went in added, and
//! normed.

use std::ops::Range;

use candle_core::{D, DType, Device, Result, Tensor};

use super::{
    ModelError,
    config::{Activation, Config, Family},
    rows::{Activate, AddAndNorm, AddBias, Norm, Softmax},
    weights::Weights,
};

/// The names of the tensors of a block, after its prefix.
struct Names {
    query: &'static str,
    key: &'static str,
    value: &'static str,
    joined: &'static str,
    joined_norm: &'static str,
    inner: &'static str,
    outer: &'static str,
    outer_norm: &'static str,
}

const BERT: Names = Names {
    query: "attention.self.query",
    key: "attention.self.key",
    value: "attention.self.value",
    joined: "attention.output.dense",
    joined_norm: "attention.output.LayerNorm",
    inner: "intermediate.dense",
    outer: "output.dense",
    outer_norm: "output.LayerNorm",
};

const DISTILBERT: Names = Names {
    query: "attention.q_lin",
    key: "attention.k_lin",
    value: "attention.v_lin",
    joined: "attention.out_lin",
    joined_norm: "sa_layer_norm",
    inner: "ffn.lin1",
    outer: "ffn.lin2",
    outer_norm: "output_layer_norm",
};

/// A product with a matrix, and a bias.
struct Linear {
    /// Inputs by outputs: the product then reads both operands in order.
    weight: Tensor,
    bias: Vec<f32>,
}

impl Linear {
    /// Several layers with the same input as one, their outputs side by side.
    fn load(
        weights: &Weights,
        names: &[String],
        inputs: usize,
        outputs: usize,
    ) -> std::result::Result<Self, ModelError> {
        let mut bias = Vec::new();
        let mut parts = Vec::new();
        for name in names {
            bias.extend(weights.vector(&format!("{name}.bias"), outputs)?);
            parts.push(weights.matrix(&format!("{name}.weight"), outputs, inputs)?);
        }
        let joined = Tensor::cat(&parts, 0).and_then(|all| all.t()?.contiguous());
        let weight = joined.map_err(|error| weights.unread(&names.join(", "), &error))?;
        Ok(Self { weight, bias })
    }

    fn times(&self, rows: &Tensor) -> Result<Tensor> {
        rows.matmul(&self.weight)
    }
}

/// The weights of one block.
pub(super) struct Layer {
    query_key_value: Linear,
    joined: Linear,
    joined_norm: Norm,
    inner: Linear,
    outer: Linear,
    outer_norm: Norm,
    activation: Activation,
    heads: usize,
}

impl Layer {
    pub(super) fn load(
        config: &Config,
        weights: &Weights,
        index: usize,
    ) -> std::result::Result<Self, ModelError> {
        let (prefix, names) = match config.family {
            Family::Bert => ("bert.encoder", BERT),
            Family::Roberta => ("roberta.encoder", BERT),
            Family::DistilBert => ("distilbert.transformer", DISTILBERT),
        };
        let name = |last: &str| format!("{prefix}.layer.{index}.{last}");
        let linear = |last: &[&str], inputs, outputs| {
            let names: Vec<String> = last.iter().map(|last| name(last)).collect();
            Linear::load(weights, &names, inputs, outputs)
        };
        let (hidden, inner) = (config.hidden, config.inner);
        Ok(Self {
            query_key_value: linear(&[names.query, names.key, names.value], hidden, hidden)?,
            joined: linear(&[names.joined], hidden, hidden)?,
            joined_norm: norm(config, weights, &name(names.joined_norm))?,
            inner: linear(&[names.inner], hidden, inner)?,
            outer: linear(&[names.outer], inner, hidden)?,
            outer_norm: norm(config, weights, &name(names.outer_norm))?,
            activation: config.activation,
            heads: config.heads,
        })
    }

    /// The block over rows in which sentences follow one another; each attends to its own rows
    /// alone.
    pub(super) fn forward(&self, rows: &Tensor, sentences: &[Range<usize>]) -> Result<Tensor> {
        let query_key_value = self.query_key_value.times(rows)?;
        query_key_value.inplace_op1(&AddBias(&self.query_key_value.bias))?;
        let attended = self.joined.times(&self.attend(&query_key_value, sentences)?)?;
        attended
            .inplace_op2(rows, &AddAndNorm { bias: &self.joined.bias, norm: &self.joined_norm })?;
        let inner = self.inner.times(&attended)?;
        inner.inplace_op1(&Activate { bias: &self.inner.bias, activation: self.activation })?;
        let outer = self.outer.times(&inner)?;
        outer.inplace_op2(
            &attended,
            &AddAndNorm { bias: &self.outer.bias, norm: &self.outer_norm },
        )?;
        Ok(outer)
    }

    /// What each row takes from the rows of its sentence; rows of no sentence take nothing.
    fn attend(&self, query_key_value: &Tensor, sentences: &[Range<usize>]) -> Result<Tensor> {
        let (rows, width) = query_key_value.dims2()?;
        let hidden = width / 3;
        let split = query_key_value.reshape((rows, 3, self.heads, hidden / self.heads))?;
        let mut parts = Vec::with_capacity(sentences.len() + 1);
        for sentence in sentences {
            parts.push(attend_within(&split.narrow(0, sentence.start, sentence.len())?, hidden)?);
        }
        let filled = sentences.last().map_or(0, |last| last.end);
        if filled < rows {
            parts.push(Tensor::zeros((rows - filled, hidden), DType::F32, &Device::Cpu)?);
        }
        Tensor::cat(&parts, 0)
    }
}

/// Attention within one sentence: its rows by query, key and value, by heads, by what belongs to a
/// head.
fn attend_within(sentence: &Tensor, hidden: usize) -> Result<Tensor> {
    let part = |which| sentence.narrow(1, which, 1)?.squeeze(1)?.transpose(0, 1);
    let (query, key, value) = (part(0)?, part(1)?, part(2)?);
    let length = sentence.dim(0)?;
    let shares = query.matmul(&key.transpose(D::Minus1, D::Minus2)?)?;
    let scale = (query.dim(D::Minus1)? as f32).sqrt().recip();
    shares.inplace_op1(&Softmax { scale, width: length })?;
    shares.matmul(&value)?.transpose(0, 1)?.reshape((length, hidden))
}

/// The norm of this name over rows of the hidden size.
pub(super) fn norm(
    config: &Config,
    weights: &Weights,
    name: &str,
) -> std::result::Result<Norm, ModelError> {
    Ok(Norm {
        weight: weights.vector(&format!("{name}.weight"), config.hidden)?,
        shift: weights.vector(&format!("{name}.bias"), config.hidden)?,
        epsilon: config.norm_epsilon,
    })
}
