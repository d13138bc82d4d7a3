//! The scorer that a user asks for: `bert:DIR` or `linear:FILE`.

use std::{fmt, path::PathBuf, str::FromStr};

use super::{LabelNames, ModelError};

/// What a model is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScorerKind {
    /// A transformer in a folder, as the Python package transformers saves it.
    Transformer,
    /// A linear model in a file, as `newsvane train` writes it.
    Linear,
}

impl ScorerKind {
    /// What settings call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Transformer => "bert",
            Self::Linear => "linear",
        }
    }
}

/// A scorer: what it is made of, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScorerSpec {
    /// What it is made of.
    pub kind: ScorerKind,
    /// Its folder or file.
    pub path: PathBuf,
    /// What its labels mean, where their names do not say.
    pub label_names: LabelNames,
}

impl FromStr for ScorerSpec {
    type Err = ModelError;

    fn from_str(spec: &str) -> Result<Self, ModelError> {
        let (kind, path) = match spec.split_once(':') {
            Some(("bert", path)) if !path.is_empty() => (ScorerKind::Transformer, path),
            Some(("linear", path)) if !path.is_empty() => (ScorerKind::Linear, path),
            _ => return Err(ModelError::Spec(spec.to_owned())),
        };
        Ok(Self { kind, path: path.into(), label_names: LabelNames::default() })
    }
}

impl fmt::Display for ScorerSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.path.display())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scorer_is_a_kind_and_a_path() {
        for spec in ["bert:models/fin:2", "linear:model.json"] {
            assert_eq!(spec.parse::<ScorerSpec>().unwrap().to_string(), spec);
        }
        for spec in ["bert", "bert:", "vader:lexicon.txt", ""] {
            assert!(
                spec.parse::<ScorerSpec>()
                    .unwrap_err()
                    .to_string()
                    .contains("expected bert:DIR or linear:FILE"),
                "{spec}"
            );
        }
    }

    #[test]
    #[cfg(not(feature = "neural"))]
    fn a_build_without_transformers_says_how_to_build_one() {
        let error = {
            let rules = super::super::RulesVersion::of(
                crate::lexicon::Lexicon::built_in(),
                crate::score::ModalityWeights::default(),
            );
            super::super::load(&"bert:models/fin".parse().unwrap(), &rules).unwrap_err().to_string()
        };
        assert!(
            error.starts_with("bert:models/fin: ") && error.contains("--features neural"),
            "{error}"
        );
    }
}
