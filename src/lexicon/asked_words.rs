//! Words that rules ask for, as a set or as a short list.

use super::WordSet;
use crate::lang::Token;

/// Words that a rule asks for: a [`WordSet`], or a list where they are few or marks.
pub(crate) trait AskedWords: Copy {
    /// Whether a token of `text` is one of them, whatever its capitals.
    fn have(&self, token: &Token, text: &str) -> bool;
}

impl AskedWords for &WordSet {
    #[inline]
    fn have(&self, token: &Token, _text: &str) -> bool {
        self.has(token)
    }
}

impl AskedWords for &[&str] {
    #[inline]
    fn have(&self, token: &Token, text: &str) -> bool {
        let own = text.as_bytes().get(token.byte_start as usize..token.byte_end as usize);
        own.is_some_and(|own| self.iter().any(|word| is_same(own, word)))
    }
}

impl<const COUNT: usize> AskedWords for &[&str; COUNT] {
    #[inline]
    fn have(&self, token: &Token, text: &str) -> bool {
        (&self[..]).have(token, text)
    }
}

/// Lengths first: nearly all comparisons end there.
#[inline]
pub(super) fn is_same(own: &[u8], word: &str) -> bool {
    own.len() == word.len() && own.eq_ignore_ascii_case(word.as_bytes())
}
