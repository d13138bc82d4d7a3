//! Scorers of the user's own, beside the rules: none ships with the program.

mod label_names;
mod linear;
mod spec;
#[cfg(feature = "neural")]
mod transformer;

use std::path::PathBuf;

use crate::model::{Label, Score};
pub use label_names::LabelNames;
pub use linear::{Confusion, FittedModel, LinearModel, Quality, RulesVersion, TrainingSet, folds};
pub use spec::{ScorerKind, ScorerSpec};
#[cfg(feature = "neural")]
pub use transformer::Transformer;

/// A sentence as a model reads it.
#[derive(Debug, Clone, Copy)]
pub struct ModelInput<'a> {
    /// Its words.
    pub text: &'a str,
    /// The named entity towards which it is asked about, where there is one.
    pub target: Option<&'a str>,
    /// What the rules say of it, with their trace; its spans may be those of a longer text.
    pub rules: &'a Score,
}

/// What a model says of a sentence: probabilities that add up to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModelScore {
    /// That it is favourable.
    pub positive: f64,
    /// That it is neither.
    pub neutral: f64,
    /// That it is unfavourable.
    pub negative: f64,
    /// Whether the sentence was longer than the model can read, and its end was left out.
    pub is_truncated: bool,
}

impl ModelScore {
    /// P(positive) - P(negative), in [-1, 1].
    #[must_use]
    pub fn value(&self) -> f64 {
        self.positive - self.negative
    }

    /// The likeliest label; neutral where two are equally likely.
    #[must_use]
    pub fn label(&self) -> Label {
        if self.positive > self.neutral.max(self.negative) {
            Label::Positive
        } else if self.negative > self.neutral.max(self.positive) {
            Label::Negative
        } else {
            Label::Neutral
        }
    }
}

/// Scores sentences; shared by all threads.
pub trait SentenceModel: std::fmt::Debug + Send + Sync {
    /// One score per sentence, in their order. The score of a sentence does not depend on what else
    /// is asked for with it.
    fn score(&self, sentences: &[ModelInput<'_>]) -> Vec<ModelScore>;

    /// 16 hex digits of BLAKE3 over the files and settings that the scores depend on; `run.json`
    /// names it.
    fn digest(&self) -> &str;
}

/// Reads the model that `spec` names, which will be given what `rules` find.
///
/// # Errors
/// When the program was built without it, or a file of it cannot be read or does not hold what it
/// should.
pub fn load(spec: &ScorerSpec, rules: &RulesVersion) -> Result<Box<dyn SentenceModel>, ModelError> {
    match spec.kind {
        #[cfg(feature = "neural")]
        ScorerKind::Transformer => Ok(Box::new(Transformer::load(&spec.path, &spec.label_names)?)),
        #[cfg(not(feature = "neural"))]
        ScorerKind::Transformer => Err(ModelError::NotBuilt { spec: spec.to_string() }),
        ScorerKind::Linear => Ok(Box::new(LinearModel::load(&spec.path, rules)?)),
    }
}

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// The scorer asked for is none.
    #[error("`{0}`: expected bert:DIR or linear:FILE")]
    Spec(String),
    /// The names of the labels are not given as they should be.
    #[error(
        "`{0}`: expected the names that the model has for the labels, such as \
         positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0"
    )]
    Labels(String),
    /// The program was built without what reads this.
    #[error(
        "{spec}: this newsvane was built without transformers; build it with `cargo build \
         --release --features neural`"
    )]
    NotBuilt {
        /// The scorer asked for.
        spec: String,
    },
    /// A file cannot be read.
    #[error("{path}: cannot read: {source}; expected {expected}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
        /// What it should hold.
        expected: &'static str,
    },
    /// A file does not hold what it should.
    #[error("{path}: {problem}")]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// What is wrong, and what was expected.
        problem: String,
    },
}
