//! Places in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 byte offsets, `byte_start..byte_end`.
///
/// Inside the library every place is a `Span` into [`crate::model::Document::text`];
/// outputs translate it to Unicode scalar offsets with [`CharMap`].
///
/// ```
/// use newsvane::model::Span;
/// let span = Span::new(4, 7);
/// assert_eq!(span.of("The cat"), "cat");
/// assert!(span.overlaps(Span::new(6, 9)));
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
}

impl Span {
    /// The span `byte_start..byte_end`.
    #[must_use]
    pub const fn new(byte_start: u32, byte_end: u32) -> Self {
        Self { byte_start, byte_end }
    }

    /// The same from `usize` offsets; texts are below 4 GiB (see
    /// [`crate::model::Article::MAX_BYTES`]).
    #[must_use]
    pub const fn from_usize(byte_start: usize, byte_end: usize) -> Self {
        Self { byte_start: byte_start as u32, byte_end: byte_end as u32 }
    }

    /// The covered text. Empty when the span does not lie on character boundaries of `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.byte_start as usize..self.byte_end as usize).unwrap_or("")
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.byte_end.saturating_sub(self.byte_start)
    }

    /// Whether nothing is covered.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.byte_end <= self.byte_start
    }

    /// Whether both share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.byte_start < other.byte_end && other.byte_start < self.byte_end
    }

    /// Whether `other` lies inside.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.byte_start <= other.byte_start && other.byte_end <= self.byte_end
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.byte_start.min(other.byte_start), self.byte_end.max(other.byte_end))
    }

    /// Without the blank characters at both ends.
    #[must_use]
    pub fn trim(self, text: &str) -> Self {
        let inner = self.of(text);
        let left = inner.len() - inner.trim_start().len();
        let byte_start = self.byte_start + left as u32;
        Self::new(byte_start, byte_start + inner.trim().len() as u32)
    }
}

/// Translates byte offsets of one text into Unicode scalar offsets.
///
/// Costs nothing for ASCII texts; otherwise a checkpoint every 64 bytes is kept, so that a
/// look-up counts at most 64 bytes.
#[derive(Debug)]
pub struct CharMap<'a> {
    text: &'a str,
    /// Scalars before byte 64·i; empty for ASCII.
    checkpoints: Vec<u32>,
}

impl<'a> CharMap<'a> {
    const STEP: usize = 64;

    /// Reads `text` once.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut scalars = 0;
            for chunk in text.as_bytes().chunks(Self::STEP) {
                checkpoints.push(scalars);
                scalars += count_scalars(chunk);
            }
            checkpoints.push(scalars);
        }
        Self { text, checkpoints }
    }

    /// Unicode scalars before `byte`.
    #[must_use]
    pub fn char_at(&self, byte: u32) -> u32 {
        if self.checkpoints.is_empty() {
            return byte;
        }
        let byte = (byte as usize).min(self.text.len());
        let chunk = byte / Self::STEP;
        self.checkpoints[chunk] + count_scalars(&self.text.as_bytes()[chunk * Self::STEP..byte])
    }
}

/// Counts the bytes that begin a scalar.
fn count_scalars(bytes: &[u8]) -> u32 {
    bytes.iter().map(|&b| u32::from(b & 0xC0 != 0x80)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn char_map_counts_scalars_at_every_boundary() {
        let text = "a–b “c” ".repeat(40);
        let map = CharMap::new(&text);
        for (n, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.char_at(byte as u32), n as u32);
        }
        assert_eq!(map.char_at(text.len() as u32), text.chars().count() as u32);
    }

    #[test]
    fn trim_leaves_the_words() {
        assert_eq!(Span::new(0, 6).trim(" cats ").of(" cats "), "cats");
    }
}
