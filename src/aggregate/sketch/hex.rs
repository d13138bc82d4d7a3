//! Sketches as bytes and as hex digits, for the tables.

use std::fmt::Write as _;

use super::{FACT_KEYS, NAMES, NUMBERS, PAIRS, RUN_KEYS, Sample, Sketch};

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

impl Sketch {
    /// First byte of every sketch; another version compares in another way.
    pub const VERSION: u8 = 1;
    /// Bytes of a sketch.
    pub const BYTES: usize = 1 + 4 + 2 * (PAIRS + NUMBERS + NAMES) + 4 * (RUN_KEYS + FACT_KEYS);

    /// The sketch as bytes: version, words, pairs, numbers, names, keys; all numbers little-endian.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let Sample { words, pairs, numbers, names } = &self.sample;
        let codes = pairs.iter().chain(numbers).chain(names).flat_map(|code| code.to_le_bytes());
        let keys = self.keys.iter().flat_map(|key| key.to_le_bytes());
        let mut bytes = [Self::VERSION; Self::BYTES];
        for (to, byte) in
            bytes[1..].iter_mut().zip(words.to_le_bytes().into_iter().chain(codes).chain(keys))
        {
            *to = byte;
        }
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
        let sample = Sample {
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
        self.to_bytes().iter().fold(String::with_capacity(2 * Self::BYTES), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
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
        let sketch = Sketch::of("Stocks rose.");
        let mut bytes = sketch.to_bytes();
        assert_eq!(Sketch::from_bytes(&bytes[1..]), Err(SketchError::Length(Sketch::BYTES - 1)));
        bytes[0] = 9;
        assert_eq!(Sketch::from_bytes(&bytes), Err(SketchError::Version(9)));
        let hex = sketch.to_hex();
        assert_eq!(Sketch::from_hex(&hex[2..]), Err(SketchError::Length(Sketch::BYTES - 1)));
        assert_eq!(Sketch::from_hex(&hex.replace("01", "0x")), Err(SketchError::Digit(1)));
        assert_eq!(Sketch::from_hex(&hex.to_uppercase()), Ok(sketch));
    }
}
