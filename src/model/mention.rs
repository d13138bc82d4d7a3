//! Themes of sentences and the scores towards them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{sentence::Modality, span::Span, statement::Unweighed};

/// A sentence that is about a theme, and which way it speaks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Mention {
    /// Index into [`crate::model::Analysis::sentences`].
    pub sentence: u32,
    /// The theme, as an index into the lexicon's themes (sorted by id).
    pub theme: ThemeId,
    /// Places of the words that made it so; empty where context alone did.
    pub cues: Vec<Span>,
    /// Sentiment towards the theme.
    pub score: Score,
    /// How sure the sentence is.
    pub modality: Modality,
}

/// Index of a theme in the lexicon, in the order of theme ids.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ThemeId(pub u16);

/// A sentiment in [-1, 1], its label and how it came about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Score {
    /// The sum of the trace, cut to [-1, 1].
    pub value: f64,
    /// The side it falls on.
    pub label: Label,
    /// How likely the label is right, from 0 to 1.
    #[serde(default)]
    pub confidence: f64,
    /// The parts; they add up to `value` before the cut.
    pub trace: Vec<TraceStep>,
    /// What it is before settings weigh it, where they do; of sentences of articles alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unweighed: Option<Box<Unweighed>>,
}

/// One part of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TraceStep {
    /// The words it rests on.
    pub span: Span,
    /// The rule, e.g. `direction_noun`, `polar_word`, `comparison`.
    pub rule: Cow<'static, str>,
    /// What it gave.
    pub value: f64,
    /// What it acted on.
    pub on: Option<ActedOn>,
    /// Negators, degrees and words to watch that turned or weighed it.
    pub shifted_by: Vec<Span>,
}

/// What a direction or comparison acted on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ActedOn {
    /// The words.
    pub span: Span,
    /// Whether it went up; `None` for comparisons, whose amounts say so.
    pub is_up: Option<bool>,
    /// Whether more of it is good.
    pub is_good: bool,
}

impl TraceStep {
    /// What it acted on in words, `down × loss (bad when up)`; empty where it acts on nothing.
    /// `text` is the document's.
    #[must_use]
    pub fn note(&self, text: &str) -> String {
        let Some(on) = self.on else { return String::new() };
        let words = on.span.of(text);
        match on.is_up {
            Some(is_up) => {
                format!(
                    "{} × {words} ({} when up)",
                    if is_up { "up" } else { "down" },
                    if on.is_good { "good" } else { "bad" }
                )
            }
            None => words.to_owned(),
        }
    }
}

/// What a sentence says, to somebody exposed to what it is scored towards.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// Favourable.
    Positive,
    /// Neither, or balanced.
    #[default]
    Neutral,
    /// Unfavourable.
    Negative,
}

impl Label {
    /// All three, in the order of their numbers and of all tables.
    pub const ALL: [Self; 3] = [Self::Positive, Self::Neutral, Self::Negative];

    /// Its name in tables.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Positive => "positive",
            Self::Neutral => "neutral",
            Self::Negative => "negative",
        }
    }

    /// Its sign in annotations: `+`, `0`, `-`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Positive => "+",
            Self::Neutral => "0",
            Self::Negative => "-",
        }
    }

    /// The label of `value`, neutral within `cut` of zero.
    #[must_use]
    pub fn of(value: f64, cut: f64) -> Self {
        if value > cut {
            Self::Positive
        } else if value < -cut {
            Self::Negative
        } else {
            Self::Neutral
        }
    }
}
