//! Sets of words that rules ask for: bits by the numbers that these words have in every vocabulary.

use crate::lang::{Token, TokenKind};

// ASKED: all words in `words![...]` of this crate, in bytewise order. In every vocabulary they have
// the numbers from 1 on.
include!(concat!(env!("OUT_DIR"), "/asked_words.rs"));

const COUNT: usize = ASKED.len();

/// A set of words in small letters, with straight apostrophes. Asking for one is one look at a bit.
///
/// The macro `words!` makes it: `view.is_any(at, words!["rose", "fell"])`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordSet([u64; COUNT / 64 + 1]);

impl WordSet {
    /// The set of these words, which must be in `words![...]` for `build.rs` to list them.
    pub(crate) const fn of(words: &[&str]) -> Self {
        let mut set = Self([0; COUNT / 64 + 1]);
        let mut n = 0;
        while n < words.len() {
            let number = number(words[n]);
            set.0[number / 64] |= 1 << (number % 64);
            n += 1;
        }
        set
    }

    /// Whether a word is in the set.
    #[must_use]
    #[inline]
    pub(crate) fn has(&self, token: &Token) -> bool {
        let number = token.word as usize;
        let bits = self.0.get(number / 64).copied().unwrap_or_default();
        bits >> (number % 64) & 1 != 0 && token.kind != TokenKind::Punct
    }
}

/// The number of a word.
const fn number(word: &str) -> usize {
    let (mut from, mut to) = (0, COUNT);
    while from < to {
        let middle = usize::midpoint(from, to);
        if is_less(ASKED[middle].as_bytes(), word.as_bytes()) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    assert!(from < COUNT && !is_less(word.as_bytes(), ASKED[from].as_bytes()), "not in words![]");
    from + 1
}

const fn is_less(left: &[u8], right: &[u8]) -> bool {
    let mut n = 0;
    while n < left.len() && n < right.len() {
        if left[n] != right[n] {
            return left[n] < right[n];
        }
        n += 1;
    }
    left.len() < right.len()
}

/// The set of some words in small letters, with straight apostrophes, made when the program is
/// built. Marks are no words.
macro_rules! words {
    ($($word:literal),+ $(,)?) => {
        const { &$crate::lexicon::WordSet::of(&[$($word),+]) }
    };
}
pub(crate) use words;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{Lexicon, Scan};

    #[test]
    fn words_are_found_whatever_their_capitals() {
        let set = words!["don't", "rose", "'s"];
        let mut scan = Scan::default();
        for lexicon in [Lexicon::built_in(), &Lexicon::default()] {
            lexicon.scan("Don’t say ROSE, it’s roses.", &mut scan);
            let found: Vec<bool> = scan.tokens.iter().map(|token| set.has(token)).collect();
            assert_eq!(found, [true, false, true, false, false, true, false, false]);
        }
    }

    #[test]
    fn asked_words_are_as_vocabularies_hold_them() {
        assert!(ASKED.is_sorted());
        for word in ASKED {
            assert_eq!(word, word.to_lowercase().replace('’', "'"));
            assert!(!word.contains(char::is_whitespace), "`{word}` is not one word");
        }
    }
}
