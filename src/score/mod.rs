//! Sentiment by composition: a direction acts on what moves, shifters act within their clause.

use crate::{
    lexicon::Reading,
    model::{Modality, Quantity, Score, ThemeId},
};

/// Towards what a sentence is scored.
#[derive(Debug, Clone, Copy)]
pub enum Towards<'a> {
    /// The sentence as a whole.
    Whole,
    /// An investor exposed to this theme.
    Theme(ThemeId),
    /// The named entity.
    Target(&'a str),
}

/// What kind of text a sentence comes from; it decides the cut-offs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Genre {
    /// A sentence of running text.
    #[default]
    Sentence,
    /// A headline or fragment.
    Headline,
    /// Several sentences in one.
    Paragraph,
    /// A tweet or post.
    Tweet,
}

/// Scores sentence `index` of the reading.
#[must_use]
pub fn score_sentence(
    _reading: &Reading<'_>,
    _index: usize,
    _quantities: &[Quantity],
    _modality: Modality,
    _towards: Towards<'_>,
    _genre: Genre,
) -> Score {
    Score::default()
}
