//! What the matcher finds in a text.

use super::{ClassSet, Layer, WordClasses, matcher::Node};
use crate::{lang::Token, model::TokenRange};

/// Tokens of a text and the lexicon hits on them. Reuse one value for many texts: its buffers grow
/// once.
#[derive(Debug, Default)]
pub struct Scan {
    /// All tokens, by place.
    pub tokens: Vec<Token>,
    pub(super) hits: [Vec<Hit>; Layer::COUNT],
    /// The classes of the hits that begin with each token.
    pub(super) classes: Vec<ClassSet>,
    /// The closed classes of each token.
    pub(super) word_classes: Vec<WordClasses>,
    /// The keys of words that are looked up together.
    pub(super) keys: Vec<[u64; 2]>,
    /// The node that each token leads to from the root, fetched together likewise.
    pub(super) roots: Vec<Node>,
}

impl Scan {
    /// Forgets the text before, and keeps its buffers.
    pub(super) fn clear(&mut self) {
        self.tokens.clear();
        self.hits.iter_mut().for_each(Vec::clear);
        self.classes.clear();
    }

    /// The hits of one layer, by place.
    #[must_use]
    pub(crate) fn hits(&self, layer: Layer) -> &[Hit] {
        &self.hits[layer as usize]
    }

    /// The classes of the hits that begin with each token.
    #[must_use]
    pub(crate) fn classes(&self) -> &[ClassSet] {
        &self.classes
    }

    /// The hits of one layer that begin in `token_start..token_end`.
    #[must_use]
    pub(crate) fn hits_in(&self, layer: Layer, token_start: u32, token_end: u32) -> &[Hit] {
        let hits = self.hits(layer);
        let from = hits.partition_point(|h| h.token_start < token_start);
        let len = hits[from..].partition_point(|h| h.token_start < token_end);
        &hits[from..from + len]
    }

    /// How many hits there are in all layers.
    #[must_use]
    pub fn hit_count(&self) -> usize {
        self.hits.iter().map(Vec::len).sum()
    }
}

/// A term found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Hit {
    /// First token.
    pub token_start: u32,
    /// One past the last token.
    pub token_end: u32,
    /// Index into [`super::Lexicon::entries`].
    pub entry: u32,
}

impl Hit {
    /// Its tokens.
    #[must_use]
    pub(crate) const fn tokens(&self) -> TokenRange {
        TokenRange::new(self.token_start, self.token_end)
    }
}
