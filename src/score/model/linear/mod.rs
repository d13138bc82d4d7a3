//! A linear model over words and what the rules found: small, fast, trained on the user's own
//! labels.
//!
//! Logistic regression over hashed words and pairs of words (Weinberger et al. 2009) and
//! over features of the rules, so that it begins where the rules end and learns what is special to
//! the user's texts.

mod evaluate;
mod features;
mod file;
mod lbfgs;
mod rule_features;
mod softmax;
mod training;

pub use evaluate::{Confusion, folds};
pub use file::{Quality, RulesVersion};
pub use training::{FittedModel, TrainingSet};

use std::{io::Read as _, path::Path};

use self::{
    features::{FEATURES, Reader},
    softmax::{CLASSES, softmax},
};
use super::{ModelError, ModelInput, ModelScore, SentenceModel};

/// A model as `newsvane train` makes it, ready to score.
#[derive(Debug)]
pub struct LinearModel {
    /// By feature, the weight of each class.
    weights: Vec<[f32; CLASSES]>,
    bias: [f64; CLASSES],
    digest: String,
}

/// What [`ModelError`] says was expected of the file.
const EXPECTED: &str = "a model that `newsvane train` wrote";

impl LinearModel {
    /// Reads a file that `newsvane train` wrote; `rules` are those whose findings it will be given.
    ///
    /// # Errors
    /// When the file cannot be read, is none or not whole, or was trained with other rules: these
    /// are what it has learned to correct.
    pub fn load(path: &Path, rules: &RulesVersion) -> Result<Self, ModelError> {
        let read = |source| ModelError::Read { path: path.to_owned(), source, expected: EXPECTED };
        let file = std::fs::File::open(path).map_err(read)?;
        let mut bytes = Vec::new();
        file.take(file::MAX_BYTES + 1).read_to_end(&mut bytes).map_err(read)?;
        Self::from_bytes(&bytes, rules)
            .map_err(|problem| ModelError::Invalid { path: path.to_owned(), problem })
    }

    /// Reads the bytes of such a file.
    ///
    /// # Errors
    /// What is wrong with them, and what was expected.
    pub fn from_bytes(bytes: &[u8], rules: &RulesVersion) -> Result<Self, String> {
        let file::Contents { bias, weights } = file::read(bytes, rules)?;
        let mut table = vec![[0.0; CLASSES]; FEATURES];
        for (feature, own) in weights {
            table[feature as usize] = own.map(|weight| weight as f32);
        }
        Ok(Self { weights: table, bias, digest: blake3::hash(bytes).to_hex()[..16].to_owned() })
    }

    fn score_one(&self, reader: &mut Reader, sentence: &ModelInput<'_>) -> ModelScore {
        reader.read(sentence, |_, _| ());
        let mut logits = self.bias;
        let mut add = |feature: u32, value: f64| {
            let weights = &self.weights[feature as usize];
            logits
                .iter_mut()
                .zip(weights)
                .for_each(|(logit, weight)| *logit += f64::from(*weight) * value);
        };
        reader.words.iter().for_each(|feature| add(*feature, 1.0));
        reader.rules.iter().for_each(|(feature, value)| add(*feature, f64::from(*value)));
        let [positive, neutral, negative] = softmax(logits);
        ModelScore { positive, neutral, negative, is_truncated: reader.is_truncated }
    }
}

impl SentenceModel for LinearModel {
    fn score(&self, sentences: &[ModelInput<'_>]) -> Vec<ModelScore> {
        let mut reader = Reader::default();
        sentences.iter().map(|sentence| self.score_one(&mut reader, sentence)).collect()
    }

    fn digest(&self) -> &str {
        &self.digest
    }
}
