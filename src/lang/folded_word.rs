//! Words in small letters as keys of vocabularies, read eight bytes at a time.

/// A word or number in small letters. Of the nearly always short ones it is two machine words, so
/// that looking one up compares two numbers.
#[derive(Debug, Clone, Copy)]
pub struct FoldedWord<'a> {
    key: [u64; 2],
    len: usize,
    /// All of its bytes, where they are more than fit into the key.
    long: &'a [u8],
}

impl<'a> FoldedWord<'a> {
    /// Bytes of the longest word that is its own key.
    const SHORT: usize = 16;

    /// The word of these bytes, which are in small letters.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        if bytes.len() > Self::SHORT {
            return Self { key: [0; 2], len: bytes.len(), long: bytes };
        }
        Self::short(bytes, 0, bytes.len())
    }

    /// The word of the `len` bytes from `at` on, which are in small letters and at most as many as
    /// a key holds.
    fn short(bytes: &[u8], at: usize, len: usize) -> Self {
        let first = eight(bytes, at) & first_bytes(len.min(8));
        let second = if len > 8 { eight(bytes, at + 8) & first_bytes(len - 8) } else { 0 };
        Self { key: [first, second], len, long: &[] }
    }

    /// Its bytes as two numbers, zeros after the last; `None` for a long word.
    #[must_use]
    pub const fn key(&self) -> Option<[u64; 2]> {
        if self.len <= Self::SHORT { Some(self.key) } else { None }
    }

    /// Calls `act` with its bytes.
    pub fn with_bytes<T>(&self, act: impl FnOnce(&[u8]) -> T) -> T {
        if self.len > Self::SHORT {
            return act(self.long);
        }
        let mut bytes = [0; Self::SHORT];
        bytes[..8].copy_from_slice(&self.key[0].to_le_bytes());
        bytes[8..].copy_from_slice(&self.key[1].to_le_bytes());
        act(&bytes[..self.len])
    }
}

/// The ASCII letters that are at one place of a text, at most as many as a key holds.
pub(super) struct Letters {
    /// In small letters.
    pub word: FoldedWord<'static>,
    /// How many there are.
    pub len: usize,
    /// How many of them are capitals.
    pub capitals: u32,
}

impl Letters {
    /// The letters from `at` on.
    #[inline]
    pub(super) fn at(bytes: &[u8], at: usize) -> Self {
        let (first, len, capitals) = small_letters(eight(bytes, at));
        let word = |second, len| FoldedWord { key: [first, second], len, long: &[] };
        if len < 8 {
            return Self { word: word(0, len), len, capitals };
        }
        let (second, more, more_capitals) = small_letters(eight(bytes, at + 8));
        let len = len + more;
        Self { word: word(second, len), len, capitals: capitals + more_capitals }
    }
}

/// The digits with single commas or points between them that are in `at..end`, as a word.
#[inline]
pub(super) fn number(bytes: &[u8], at: usize, end: usize) -> FoldedWord<'_> {
    if end - at > FoldedWord::SHORT {
        FoldedWord::new(&bytes[at..end])
    } else {
        FoldedWord::short(bytes, at, end - at)
    }
}

const HIGH: u64 = repeat(0x80);

const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The first `count` bytes of eight, at most all.
const fn first_bytes(count: usize) -> u64 {
    match count {
        0 => 0,
        1..8 => (1 << (8 * count)) - 1,
        _ => u64::MAX,
    }
}

/// The eight bytes from `at` on, zeros after the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    if let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
        return u64::from_le_bytes(*chunk);
    }
    let mut chunk = [0; 8];
    let rest = bytes.get(at..).unwrap_or_default();
    chunk[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(chunk)
}

/// The high bit of each byte that is `from` or more; all bytes are ASCII.
const fn at_least(bytes: u64, from: u8) -> u64 {
    bytes.wrapping_add(repeat(0x80 - from)) & HIGH
}

/// The letters that eight bytes begin with, in small letters, how many they are, and how many of
/// them are capitals.
#[inline]
const fn small_letters(bytes: u64) -> (u64, usize, u32) {
    let low = bytes & !HIGH;
    let is_ascii = !bytes & HIGH;
    let capitals = at_least(low, b'A') & !at_least(low, b'Z' + 1) & is_ascii;
    let folded = bytes | capitals >> 2;
    let low = folded & !HIGH;
    let letters = at_least(low, b'a') & !at_least(low, b'z' + 1) & is_ascii;
    let len = ((!letters & HIGH).trailing_zeros() / 8) as usize;
    let own = first_bytes(len);
    (folded & own, len, (capitals & own).count_ones())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_folded_up_to_the_first_other_byte() {
        let letters = Letters::at(b"McDonald's", 0);
        assert_eq!((letters.len, letters.capitals), (8, 2));
        assert_eq!(letters.word.key(), FoldedWord::new(b"mcdonald").key());
        assert_eq!(Letters::at(b"[@Z`{", 2).len, 1);
        assert_eq!(Letters::at("né".as_bytes(), 0).len, 1);
        assert_eq!(Letters::at(b"Telecommunications", 0).len, 16);
    }

    proptest::proptest! {
        #[test]
        fn words_keep_their_bytes(word in "[a-z0-9,.é]{0,24}") {
            let folded = FoldedWord::new(word.as_bytes());
            proptest::prop_assert_eq!(folded.key().is_some(), word.len() <= 16);
            proptest::prop_assert!(folded.with_bytes(|own| own == word.as_bytes()));
        }

        #[test]
        fn letters_are_those_of_each_byte(text in "[A-Za-z@\\[`{0-9é]{0,20}") {
            let bytes = text.as_bytes();
            let len = bytes.iter().take(16).take_while(|b| b.is_ascii_alphabetic()).count();
            let letters = Letters::at(bytes, 0);
            proptest::prop_assert_eq!(letters.len, len);
            let capitals = bytes[..len].iter().filter(|b| b.is_ascii_uppercase()).count();
            proptest::prop_assert_eq!(letters.capitals as usize, capitals);
            let small = bytes[..len].to_ascii_lowercase();
            proptest::prop_assert!(letters.word.with_bytes(|own| own == small));
        }
    }
}
