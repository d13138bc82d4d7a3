//! What every stage after segmentation reads: the document, its tokens, hits and sentences, side by
//! side.

use super::{Entry, Hit, Layer, Lexicon, Scan};
use crate::{
    lang::Token,
    model::{Document, Resolution, Sentence, Span, Syntax},
};

/// A scanned and segmented document.
#[derive(Debug, Clone, Copy)]
pub struct ParsedDocument<'a> {
    /// The compiled lexicons.
    pub lexicon: &'a Lexicon,
    /// The cleaned article.
    pub document: &'a Document,
    /// Its tokens and hits.
    pub scan: &'a Scan,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Their syntax.
    pub syntax: &'a Syntax,
    /// Who is who in it.
    pub resolution: &'a Resolution,
}

impl<'a> ParsedDocument<'a> {
    /// The document's text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.document.text
    }

    /// All tokens.
    #[must_use]
    pub fn tokens(&self) -> &'a [Token] {
        &self.scan.tokens
    }

    /// The tokens of one sentence.
    #[must_use]
    pub fn tokens_of(&self, sentence: &Sentence) -> &'a [Token] {
        &self.scan.tokens[sentence.token_start as usize..sentence.token_end as usize]
    }

    /// The words of token `index`.
    #[must_use]
    pub fn word(&self, index: u32) -> &'a str {
        self.scan.tokens.get(index as usize).map_or("", |t| t.of(self.text()))
    }

    /// Whether token `index` is this word, whatever its capitals.
    #[must_use]
    #[inline]
    pub fn is_word(&self, index: u32, word: &str) -> bool {
        // lengths first: nearly all comparisons end there
        self.scan.tokens.get(index as usize).map_or(word.is_empty(), |t| {
            (t.byte_end - t.byte_start) as usize == word.len()
                && self.text().as_bytes()[t.byte_start as usize..t.byte_end as usize]
                    .eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// Whether token `index` is one of these words, whatever its capitals.
    #[must_use]
    #[inline]
    pub fn is_any(&self, index: u32, words: &[&str]) -> bool {
        let Some(token) = self.scan.tokens.get(index as usize) else { return false };
        let own = &self.text().as_bytes()[token.byte_start as usize..token.byte_end as usize];
        words
            .iter()
            .any(|word| word.len() == own.len() && own.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// The text from token `token_start` to before `token_end`.
    #[must_use]
    pub fn span(&self, token_start: u32, token_end: u32) -> Span {
        let first = self.scan.tokens.get(token_start as usize).map_or(0, |t| t.byte_start);
        let last = token_end
            .checked_sub(1)
            .and_then(|n| self.scan.tokens.get(n as usize))
            .map_or(first, |t| t.byte_end);
        Span::new(first, last.max(first))
    }

    /// The hits of one layer in a sentence.
    #[must_use]
    pub fn hits(&self, layer: Layer, sentence: &Sentence) -> &'a [Hit] {
        self.scan.hits_in(layer, sentence.token_start, sentence.token_end)
    }

    /// The entry of a hit.
    #[must_use]
    pub fn entry(&self, hit: &Hit) -> &'a Entry {
        &self.lexicon.entries[hit.entry as usize]
    }

    /// The place of a hit.
    #[must_use]
    pub fn span_of(&self, hit: &Hit) -> Span {
        self.span(hit.token_start, hit.token_end)
    }

    /// The first token that begins at or after `byte`.
    #[must_use]
    pub fn token_at(&self, byte: u32) -> u32 {
        self.scan.tokens.partition_point(|t| t.byte_start < byte) as u32
    }
}
