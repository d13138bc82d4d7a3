//! Sentiment by composition: a direction acts on what moves, shifters act within their clause, the
//! main clause outweighs the reason given for it, and a comparison of two amounts counts.
//!
//! Sources: the failure patterns of dictionary tools on Financial `PhraseBank` (Malo et al. 2014),
//! direction-dependent words (ibid.), valence shifters (Ardia et al., JSS 2021).
//!
//! | step | modules |
//! | --- | --- |
//! | tone words of a sentence | `cues`, `part_of_speech`, `target_cues` |
//! | clauses and their weights | `clause`, `topic` |
//! | what directions move and what their neighbours make of them | `movement`, `noun`, `unknown`, `verb`, `award`, `suppress`, `shift` |
//! | the parts of the score | `compose`, `comparison`, and where these say nothing `leaning` |
//! | the score of a sentence, of a text, of an article | `scorer`, `confidence`, `document`, `repeats` |
//! | what other weights make of an article | `statements` |
//! | words of state | `mood` |

mod award;
mod clause;
mod comparison;
mod compose;
mod confidence;
mod cue;
mod cued_sentence;
mod cues;
mod dictionary;
mod document;
mod entities;
mod leaning;
mod level;
mod modality_weights;
mod model;
mod mood;
mod movement;
mod noun;
mod part_of_speech;
mod repeats;
mod scorer;
mod set_against;
mod shift;
mod statements;
mod strength;
mod suppress;
mod target_cues;
#[cfg(test)]
mod tests;
mod text_type;
mod topic;
mod unknown;
mod verb;

pub use dictionary::{Dictionary, DictionaryError};
pub(crate) use document::{article_sentiment, composites, document_themes, text_score};
pub(crate) use entities::weigh_entities;
pub use modality_weights::{ModalityWeights, Stance};
#[cfg(feature = "neural")]
pub use model::Transformer;
pub use model::{
    Confusion, FittedModel, LabelNames, LinearModel, ModelError, ModelInput, ModelScore, Quality,
    RulesVersion, ScorerKind, ScorerSpec, SentenceModel, TrainingSet, folds, load as load_model,
};
pub(crate) use mood::mood;
pub(crate) use repeats::Repeats;
pub use scorer::Scorer;
pub(crate) use set_against::set_against;
pub(crate) use statements::{Reweighing, entity_statements, theme_statements};
pub use text_type::TextType;

use crate::model::{ThemeId, TokenRange};

/// Towards what a sentence is scored.
#[derive(Debug, Clone, Copy)]
pub enum SentimentTarget<'a> {
    /// The sentence as a whole.
    Whole,
    /// An investor exposed to this theme.
    Theme(ThemeId),
    /// The named entity.
    Target(&'a str),
    /// The entity that these words of the sentence name or refer to.
    Entity(&'a [TokenRange]),
}

impl SentimentTarget<'_> {
    /// Whether it is one thing among others that the sentence may tell of.
    const fn is_one(self) -> bool {
        matches!(self, Self::Target(_) | Self::Entity(_))
    }
}

/// Whether `text` holds `words` between word boundaries, whatever their capitals: "AI" is not in
/// "Retail".
#[must_use]
pub fn contains(text: &str, words: &str) -> bool {
    occurrences(text, words).next().is_some()
}

/// Where `words` occur in `text` between word boundaries: the first byte of each.
fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let (bytes, len) = (text.as_bytes(), words.len());
    let is_letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    let has_boundaries = move |at: usize| {
        let opens = !is_letter(words.as_bytes().first())
            || !at.checked_sub(1).is_some_and(|before| is_letter(bytes.get(before)));
        opens && (!is_letter(words.as_bytes().last()) || !is_letter(bytes.get(at + len)))
    };
    let last = if len == 0 { 0 } else { (bytes.len() + 1).saturating_sub(len) };
    let first = words.as_bytes().first().copied().unwrap_or_default();
    memchr::memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), &bytes[..last])
        .filter(move |at| {
            bytes[*at..*at + len].eq_ignore_ascii_case(words.as_bytes()) && has_boundaries(*at)
        })
}
