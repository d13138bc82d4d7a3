//! Quantities to claims.

use crate::{
    lexicon::Reading,
    model::{Claim, Modality, Published, Quantity, Quote},
};

use super::SentenceTheme;

/// What the claims of an article are read from, beside its text.
#[derive(Debug, Clone, Copy)]
pub struct ClaimContext<'a> {
    /// All quantities, by place.
    pub quantities: &'a [Quantity],
    /// All attributed statements, by place.
    pub quotes: &'a [Quote],
    /// Modality of each sentence.
    pub modalities: &'a [Modality],
    /// Themes of the sentences.
    pub themes: &'a [SentenceTheme],
    /// When the article was published.
    pub published: &'a Published,
}

/// All claims of the story, by place.
#[must_use]
pub fn claims(_reading: &Reading<'_>, _context: &ClaimContext<'_>) -> Vec<Claim> {
    Vec::new()
}
