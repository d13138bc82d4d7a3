//! `config.json`: which family a model is of, and its measures.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{
    ModelError,
    folder::{Folder, invalid, object},
};

/// How the tensors of a model are named and joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Bert,
    DistilBert,
    Roberta,
}

/// What follows the inner layer of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Activation {
    /// x Φ(x).
    Gelu,
    /// x Φ(x) with Φ approximated by a hyperbolic tangent.
    GeluTanh,
    Relu,
}

/// The measures of a model.
#[derive(Debug)]
pub(super) struct Config {
    pub(super) path: PathBuf,
    pub(super) family: Family,
    /// Rows of the table of words.
    pub(super) vocabulary: usize,
    pub(super) hidden: usize,
    pub(super) layers: usize,
    pub(super) heads: usize,
    pub(super) inner: usize,
    pub(super) positions: usize,
    /// Rows of the table of token types; 0 where there is none.
    pub(super) types: usize,
    pub(super) norm_epsilon: f32,
    pub(super) activation: Activation,
    pub(super) padding_id: u32,
    /// The names of the outputs, in their order.
    pub(super) labels: Vec<String>,
}

/// Beyond any model of these families; below what sums of products of two could overflow.
const MOST: usize = 1 << 24;
/// The names of these keys differ between families.
const BERT_KEYS: [&str; 6] = [
    "hidden_size",
    "num_hidden_layers",
    "num_attention_heads",
    "intermediate_size",
    "hidden_act",
    "layer_norm_eps",
];
const DISTILBERT_KEYS: [&str; 6] = ["dim", "n_layers", "n_heads", "hidden_dim", "activation", ""];
/// Where the configuration does not say; that of `DistilBERT` never does.
const USUAL_EPSILON: f64 = 1e-12;

impl Config {
    pub(super) fn read(folder: &mut Folder) -> Result<Self, ModelError> {
        let bytes = folder.read(
            "config.json",
            "a sequence classifier as save_pretrained of the Python package transformers writes it",
        )?;
        let path = folder.file("config.json");
        let value = object(&path, &bytes)?;
        Reader { path: &path, value: &value }.config()
    }

    /// The most tokens that have a position of their own.
    pub(super) fn longest(&self) -> usize {
        match self.family {
            Family::Roberta => self.positions.saturating_sub(self.padding_id as usize + 1),
            _ => self.positions,
        }
    }
}

/// `config.json` while it is read.
struct Reader<'a> {
    path: &'a Path,
    value: &'a Value,
}

impl Reader<'_> {
    fn config(&self) -> Result<Config, ModelError> {
        let family = self.family()?;
        self.refuse_other_tasks()?;
        let [hidden, layers, heads, inner, activation, epsilon] =
            if family == Family::DistilBert { DISTILBERT_KEYS } else { BERT_KEYS };
        let config = Config {
            path: self.path.to_owned(),
            family,
            vocabulary: self.count("vocab_size", MOST)?,
            hidden: self.count(hidden, 1 << 16)?,
            layers: self.count(layers, 1 << 10)?,
            heads: self.count(heads, 1 << 16)?,
            inner: self.count(inner, 1 << 20)?,
            positions: self.count("max_position_embeddings", MOST)?,
            types: if family == Family::DistilBert {
                0
            } else {
                self.count("type_vocab_size", MOST)?
            },
            norm_epsilon: self.epsilon(epsilon)? as f32,
            activation: self.activation(activation)?,
            padding_id: self.padding(family)?,
            labels: self.labels()?,
        };
        if !config.hidden.is_multiple_of(config.heads) {
            let (h, n) = (config.hidden, config.heads);
            return Err(self.refused(&format!(
                "`{heads}` is {n}; expected a number that divides `{hidden}`, which is {h}"
            )));
        }
        if config.longest() < 3 {
            return Err(self.refused(
                "`max_position_embeddings` leaves no position for words; expected room for 3 tokens \
                 at least",
            ));
        }
        Ok(config)
    }

    fn family(&self) -> Result<Family, ModelError> {
        match self.text("model_type") {
            Some("bert") => Ok(Family::Bert),
            Some("distilbert") => Ok(Family::DistilBert),
            Some("roberta") => Ok(Family::Roberta),
            Some(other) => Err(self.refused(&format!(
                "`model_type` is {other}; expected bert, distilbert or roberta"
            ))),
            None => Err(self.refused("no `model_type`; expected bert, distilbert or roberta")),
        }
    }

    /// Models of these families that are no plain classifiers would be computed wrongly.
    fn refuse_other_tasks(&self) -> Result<(), ModelError> {
        let is_plain = |key: &str, plain: &str| self.text(key).is_none_or(|found| found == plain);
        if !is_plain("position_embedding_type", "absolute") {
            return Err(self
                .refused("`position_embedding_type` is not absolute; other kinds are not known"));
        }
        if self.value.get("is_decoder") == Some(&Value::Bool(true)) {
            return Err(
                self.refused("`is_decoder` is true; expected a model that reads a whole sentence")
            );
        }
        if !is_plain("problem_type", "single_label_classification") {
            let kind = self.text("problem_type").unwrap_or_default();
            return Err(self.refused(&format!(
                "`problem_type` is {kind}; expected single_label_classification"
            )));
        }
        Ok(())
    }

    fn activation(&self, key: &str) -> Result<Activation, ModelError> {
        match self.text(key).unwrap_or("gelu") {
            "gelu" | "gelu_python" => Ok(Activation::Gelu),
            "gelu_new" | "gelu_fast" | "gelu_pytorch_tanh" => Ok(Activation::GeluTanh),
            "relu" => Ok(Activation::Relu),
            other => Err(self.refused(&format!(
                "`{key}` is {other}; expected gelu, gelu_new, gelu_fast, gelu_pytorch_tanh or relu"
            ))),
        }
    }

    fn epsilon(&self, key: &str) -> Result<f64, ModelError> {
        let Some(value) = self.value.get(key) else { return Ok(USUAL_EPSILON) };
        let small = value.as_f64().filter(|e| *e > 0.0 && *e < 1.0);
        small.ok_or_else(|| {
            self.refused(&format!("`{key}` is {value}; expected a small number above 0"))
        })
    }

    fn padding(&self, family: Family) -> Result<u32, ModelError> {
        let usual = u32::from(family == Family::Roberta);
        match self.value.get("pad_token_id") {
            None | Some(Value::Null) => Ok(usual),
            Some(value) => {
                let id = value
                    .as_u64()
                    .and_then(|id| u32::try_from(id).ok())
                    .filter(|id| (*id as usize) < MOST);
                id.ok_or_else(|| {
                    self.refused(&format!("`pad_token_id` is {value}; expected the id of a token"))
                })
            }
        }
    }

    /// `id2label`; without it the names that the package makes: `LABEL_0` and so on.
    fn labels(&self) -> Result<Vec<String>, ModelError> {
        const MAX_LABELS: usize = 1000;
        let Some(names) = self.value.get("id2label").filter(|names| !names.is_null()) else {
            let count = if self.value.get("num_labels").is_some() {
                self.count("num_labels", MAX_LABELS)?
            } else {
                2
            };
            return Ok((0..count).map(|n| format!("LABEL_{n}")).collect());
        };
        let name = |n: usize| names.get(n.to_string()).and_then(Value::as_str).map(str::to_owned);
        let count = names.as_object().map_or(0, serde_json::Map::len);
        let labels: Option<Vec<String>> = (0..count.min(MAX_LABELS + 1)).map(name).collect();
        let labels = labels.filter(|labels| (1..=MAX_LABELS).contains(&labels.len()));
        labels.ok_or_else(|| {
            self.refused(
                "`id2label` does not name the outputs; expected names under \"0\", \"1\" and so on",
            )
        })
    }

    fn count(&self, key: &str, most: usize) -> Result<usize, ModelError> {
        let value = self.value.get(key).unwrap_or(&Value::Null);
        let number =
            value.as_u64().and_then(|n| usize::try_from(n).ok()).filter(|n| (1..=most).contains(n));
        number.ok_or_else(|| {
            self.refused(&format!("`{key}` is {value}; expected a whole number from 1 to {most}"))
        })
    }

    fn text(&self, key: &str) -> Option<&str> {
        self.value.get(key).and_then(Value::as_str)
    }

    fn refused(&self, problem: &str) -> ModelError {
        invalid(self.path, problem)
    }
}
