//! Words in small letters, to be looked up: short ones, as nearly all are, need no memory of their
//! own.

use std::ops::Deref;

use arrayvec::ArrayString;

/// Bytes that are kept where they are.
const SHORT: usize = 60;

/// Words in small letters.
#[derive(Debug, Clone)]
pub struct Lowered(Letters);

#[derive(Debug, Clone)]
enum Letters {
    /// ASCII.
    Short(ArrayString<SHORT>),
    Long(String),
}

impl Lowered {
    /// These words in small letters.
    pub fn new(words: &str) -> Self {
        let mut short = ArrayString::from(words).ok().filter(|own| own.is_ascii());
        if let Some(own) = &mut short {
            own.make_ascii_lowercase();
        }
        Self(short.map_or_else(|| Letters::Long(words.to_lowercase()), Letters::Short))
    }

    /// The same with blanks for hyphens.
    pub fn without_hyphens(words: &str) -> Self {
        match Self::new(words).0 {
            Letters::Short(own) if own.contains('-') => {
                let mut plain = ArrayString::new();
                for (n, part) in own.split('-').enumerate() {
                    plain.push_str(if n == 0 { "" } else { " " });
                    plain.push_str(part);
                }
                Self(Letters::Short(plain))
            }
            Letters::Short(own) => Self(Letters::Short(own)),
            Letters::Long(own) => Self(Letters::Long(own.replace(['-', '\u{2011}'], " "))),
        }
    }

    /// Puts other letters in the place of the last `count` bytes, which are no fewer.
    pub(super) fn replace_end(&mut self, count: usize, instead: &str) {
        debug_assert!(instead.len() <= count && count <= self.len());
        let kept = self.len() - count;
        match &mut self.0 {
            Letters::Short(letters) => {
                letters.truncate(kept);
                letters.push_str(instead);
            }
            Letters::Long(words) => words.replace_range(kept.., instead),
        }
    }
}

impl Deref for Lowered {
    type Target = str;

    fn deref(&self) -> &str {
        match &self.0 {
            Letters::Short(letters) => letters,
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
