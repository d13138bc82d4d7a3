//! The sketch of a story: what near-duplicates are found by, without the text. `lang` makes it of
//! tokens, `aggregate` compares it, tables hold it in hex digits.

use serde::{Deserialize, Serialize};

/// What is kept of a story's text to find its near-duplicates: 373 bytes, whatever its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Sketch {
    /// Search keys: the least hashes of runs of words and of runs of facts. Stories with a key in
    /// common are worth comparing. 0 is no key.
    pub keys: [u32; Self::KEYS],
    /// What stories are compared by.
    pub sample: SketchSample,
}

/// The part of a sketch that stories are compared by: samples of fixed size of three sets. Its order
/// has no meaning but makes comparisons symmetric.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SketchSample {
    /// Words of the text (at most `u32::MAX`).
    pub words: u32,
    /// Of the pairs of neighbouring words, by slot the least code.
    pub pairs: [u16; Self::PAIRS],
    /// Of the words with a digit.
    pub numbers: [u16; Self::NUMBERS],
    /// Of the words with a capital letter where no sentence begins, or in capitals only.
    pub names: [u16; Self::NAMES],
}

/// Why something is no sketch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SketchError {
    /// Of another length.
    #[error("a sketch has {expected} bytes, found {0}", expected = Sketch::BYTES)]
    Length(usize),
    /// Made by another version of the program.
    #[error("a sketch begins with its version, {expected}, found {0}: sketch the archive again", expected = Sketch::VERSION)]
    Version(u8),
    /// Not a hex digit.
    #[error("a sketch is written in the digits 0-9 and a-f, found something else at digit {0}")]
    Digit(usize),
}

impl SketchSample {
    /// The code of a slot that no element fell into; greater than every other code.
    pub const EMPTY: u16 = u16::MAX;
    /// Slots of the sample of pairs.
    pub const PAIRS: usize = 80;
    /// Slots of the sample of numbers.
    pub const NUMBERS: usize = 32;
    /// Slots of the sample of names.
    pub const NAMES: usize = 40;
}

/// Of a text without words.
impl Default for SketchSample {
    fn default() -> Self {
        Self {
            words: 0,
            pairs: [Self::EMPTY; Self::PAIRS],
            numbers: [Self::EMPTY; Self::NUMBERS],
            names: [Self::EMPTY; Self::NAMES],
        }
    }
}

/// The hex digits that tables hold.
impl From<Sketch> for String {
    fn from(sketch: Sketch) -> Self {
        sketch.to_hex()
    }
}

impl TryFrom<String> for Sketch {
    type Error = SketchError;

    fn try_from(hex: String) -> Result<Self, SketchError> {
        Self::from_hex(&hex)
    }
}

impl Sketch {
    /// First byte of every sketch; another version compares in another way.
    pub const VERSION: u8 = 2;
    /// Search keys of a sketch.
    pub const KEYS: usize = 16;
    /// Bytes of a sketch.
    pub const BYTES: usize = 1
        + 4
        + 2 * (SketchSample::PAIRS + SketchSample::NUMBERS + SketchSample::NAMES)
        + 4 * Self::KEYS;

    /// The sketch as bytes: version, words, pairs, numbers, names, keys; all numbers little-endian.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let SketchSample { words, pairs, numbers, names } = &self.sample;
        let mut bytes = [Self::VERSION; Self::BYTES];
        let rest = put(&mut bytes[1..], &[*words], u32::to_le_bytes);
        let rest = put(rest, pairs, u16::to_le_bytes);
        let rest = put(rest, numbers, u16::to_le_bytes);
        let rest = put(rest, names, u16::to_le_bytes);
        put(rest, &self.keys, u32::to_le_bytes);
        bytes
    }

    /// The sketch of these bytes.
    ///
    /// # Errors
    /// When there are not [`Sketch::BYTES`] of them or they are of another version.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SketchError> {
        if bytes.len() != Self::BYTES {
            return Err(SketchError::Length(bytes.len()));
        }
        if bytes[0] != Self::VERSION {
            return Err(SketchError::Version(bytes[0]));
        }
        let mut rest = &bytes[1..];
        let [words] = take(&mut rest, u32::from_le_bytes);
        let sample = SketchSample {
            words,
            pairs: take(&mut rest, u16::from_le_bytes),
            numbers: take(&mut rest, u16::from_le_bytes),
            names: take(&mut rest, u16::from_le_bytes),
        };
        Ok(Self { keys: take(&mut rest, u32::from_le_bytes), sample })
    }

    /// The bytes as two lower-case hex digits each.
    #[must_use]
    pub fn to_hex(&self) -> String {
        let digit = |n: u8| b"0123456789abcdef"[usize::from(n & 15)];
        let mut hex = Vec::with_capacity(2 * Self::BYTES);
        for byte in self.to_bytes() {
            hex.extend_from_slice(&[digit(byte >> 4), digit(byte)]);
        }
        // digits are text
        String::from_utf8(hex).unwrap_or_default()
    }

    /// The sketch of these hex digits, in either case.
    ///
    /// # Errors
    /// As [`Sketch::from_bytes`], and when there is something else than hex digits.
    pub fn from_hex(hex: &str) -> Result<Self, SketchError> {
        if hex.len() != 2 * Self::BYTES {
            return Err(SketchError::Length(hex.len().div_ceil(2)));
        }
        let mut bytes = [0; Self::BYTES];
        for (place, digit) in hex.bytes().enumerate() {
            let value = char::from(digit).to_digit(16).ok_or(SketchError::Digit(place))?;
            bytes[place / 2] = bytes[place / 2] << 4 | value as u8;
        }
        Self::from_bytes(&bytes)
    }
}

/// Puts numbers at the front of `bytes`; returns what is left of these.
fn put<'b, T: Copy, const B: usize>(
    bytes: &'b mut [u8],
    numbers: &[T],
    of: fn(T) -> [u8; B],
) -> &'b mut [u8] {
    let (mine, rest) = bytes.split_at_mut(B * numbers.len());
    for (to, number) in mine.as_chunks_mut().0.iter_mut().zip(numbers) {
        *to = of(*number);
    }
    rest
}

/// Takes `N` numbers of `B` bytes off the front; the caller has checked the length.
fn take<T: Copy + Default, const B: usize, const N: usize>(
    bytes: &mut &[u8],
    number: fn([u8; B]) -> T,
) -> [T; N] {
    let mut numbers = [T::default(); N];
    let (mine, rest) = bytes.split_at(B * N);
    for (to, from) in numbers.iter_mut().zip(mine.chunks_exact(B)) {
        *to = from.try_into().map(number).unwrap_or_default();
    }
    *bytes = rest;
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_sketch() {
        let sketch = Sketch { keys: [7; Sketch::KEYS], ..Sketch::default() };
        let mut bytes = sketch.to_bytes();
        assert_eq!(Sketch::from_bytes(&bytes), Ok(sketch));
        assert_eq!(Sketch::from_bytes(&bytes[1..]), Err(SketchError::Length(Sketch::BYTES - 1)));
        bytes[0] = 9;
        assert_eq!(Sketch::from_bytes(&bytes), Err(SketchError::Version(9)));
        let hex = sketch.to_hex();
        assert_eq!(Sketch::from_hex(&hex[2..]), Err(SketchError::Length(Sketch::BYTES - 1)));
        assert_eq!(Sketch::from_hex(&hex.replacen("02", "0x", 1)), Err(SketchError::Digit(1)));
        assert_eq!(Sketch::from_hex(&hex.to_uppercase()), Ok(sketch));
    }
}
