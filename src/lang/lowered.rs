//! Words in small letters, to be looked up: short ones, as nearly all are, need no memory of their
//! own.

use std::ops::Deref;

/// Bytes that are kept where they are.
const SHORT: usize = 62;

/// Words in small letters.
#[derive(Debug, Clone)]
pub struct Lowered(Letters);

#[derive(Debug, Clone)]
enum Letters {
    /// ASCII.
    Short([u8; SHORT], u8),
    Long(String),
}

impl Lowered {
    /// These words in small letters.
    pub fn new(words: &str) -> Self {
        Self::short(words, |byte| byte.to_ascii_lowercase())
            .unwrap_or_else(|| Self(Letters::Long(words.to_lowercase())))
    }

    /// The same with blanks for hyphens.
    pub fn without_hyphens(words: &str) -> Self {
        let plain = |byte: u8| if byte == b'-' { b' ' } else { byte.to_ascii_lowercase() };
        Self::short(words, plain).unwrap_or_else(|| {
            Self(Letters::Long(words.to_lowercase().replace(['-', '\u{2011}'], " ")))
        })
    }

    /// Puts other letters in the place of the last `count` bytes, which are no fewer.
    pub(super) fn replace_end(&mut self, count: usize, instead: &str) {
        debug_assert!(instead.len() <= count && count <= self.len());
        let kept = self.len() - count;
        match &mut self.0 {
            Letters::Short(letters, len) => {
                letters[kept..kept + instead.len()].copy_from_slice(instead.as_bytes());
                *len = (kept + instead.len()) as u8;
            }
            Letters::Long(words) => words.replace_range(kept.., instead),
        }
    }

    fn short(words: &str, map: impl Fn(u8) -> u8) -> Option<Self> {
        if words.len() > SHORT || !words.is_ascii() {
            return None;
        }
        let mut letters = [0; SHORT];
        letters.iter_mut().zip(words.bytes()).for_each(|(letter, byte)| *letter = map(byte));
        Some(Self(Letters::Short(letters, words.len() as u8)))
    }
}

impl Deref for Lowered {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            // ASCII is text
            Letters::Short(letters, len) => {
                std::str::from_utf8(&letters[..usize::from(*len)]).unwrap_or_default()
            }
            Letters::Long(words) => words,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_as_lowered_by_the_standard_library(words in "[A-Za-z \u{2011}ÄÉİß'-]{0,90}") {
            proptest::prop_assert_eq!(&*Lowered::new(&words), words.to_lowercase());
            let plain = words.to_lowercase().replace(['-', '\u{2011}'], " ");
            proptest::prop_assert_eq!(&*Lowered::without_hyphens(&words), plain);
        }
    }
}
