//! What a model of the user's says beside the rules.

use serde::{Deserialize, Serialize};

use super::mention::Label;

/// What it says of one sentence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ModelTone {
    /// P(positive) - P(negative), in [-1, 1].
    pub value: f64,
    /// The likeliest side.
    pub label: Label,
}

/// What it says of the sentences of an article.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ModelTones {
    /// Sentences that were scored.
    pub sentences: u32,
    /// Of these: those that the rules label alike.
    pub agreeing: u32,
    /// Of these: those that were longer than the model can read.
    pub truncated: u32,
    /// The mean of their values; `None` where none was scored.
    pub mean: Option<f64>,
}

impl ModelTones {
    /// Share of the scored sentences whose label is that of the rules; `None` where none was
    /// scored.
    #[must_use]
    pub fn agreement(&self) -> Option<f64> {
        (self.sentences > 0).then(|| f64::from(self.agreeing) / f64::from(self.sentences))
    }
}
