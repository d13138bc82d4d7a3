//! What single words can be.

use super::{features::Word, weights::PosSet};
use crate::model::Pos;

/// What words can be, by hash: open addressing, the upper 24 bits of a slot tell the word.
///
/// A set is a sum of bits, as `scripts/derive-dictionary` writes them, or, where its low byte is
/// zero, the one part of speech that the word always is (see [`always`]); and [`MAY_BE_CLOSED`].
#[derive(Debug, PartialEq)]
pub(super) struct Dictionary {
    pub(super) slots: Vec<u32>,
    /// Sets of what a word can be, by the low byte of a slot minus one.
    pub(super) sets: Vec<u32>,
}

impl Dictionary {
    pub(super) fn first_slot(&self, hash: u32) -> usize {
        (hash.wrapping_mul(0x9E37_79B1) >> (32 - self.slots.len().trailing_zeros())) as usize
    }

    pub(super) fn get(&self, hash: u32) -> Option<u32> {
        let mut at = self.first_slot(hash);
        loop {
            let slot = self.slots[at];
            // a slot without a set is empty
            let set = usize::from(slot as u8).checked_sub(1)?;
            if slot >> 8 == hash & 0xFF_FFFF {
                return self.sets.get(set).copied();
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }
}

/// Added to the set of a word that the treebank has as a part of speech of [`CLOSED`].
pub(super) const MAY_BE_CLOSED: u32 = 1 << 16;

/// Parts of speech to which no new words come.
pub(super) const CLOSED: [Pos; 7] = [
    Pos::Adposition,
    Pos::Auxiliary,
    Pos::Coordinator,
    Pos::Determiner,
    Pos::Particle,
    Pos::Pronoun,
    Pos::Subordinator,
];

/// All others: what a word may be that was never seen as one of those.
pub(super) const OPEN: PosSet = {
    let (mut open, mut n) = (PosSet::MAX, 0);
    while n < CLOSED.len() {
        open &= !(1 << CLOSED[n] as u32);
        n += 1;
    }
    open
};

/// Added to the high byte of a set: the word is so only where it is written without a capital.
const WITHOUT_CAPITAL: u16 = 0x20;

/// The set of a word that always is of one part of speech.
#[cfg(any(test, feature = "stages"))]
pub(super) const fn set_of(pos: u16, is_name_with_capital: bool) -> u32 {
    ((pos + 1 + if is_name_with_capital { WITHOUT_CAPITAL } else { 0 }) as u32) << 8
}

/// The number of the part of speech that a word always is, whatever is around it: no weights
/// have to be asked for a third of all words.
pub(super) fn always(word: &Word, is_caseless: bool) -> Option<usize> {
    let set = word.known().filter(|set| *set as u8 == 0)? >> 8;
    let may_be_name = is_caseless || word.is_capital();
    let is_so = set & WITHOUT_CAPITAL == 0 || !may_be_name;
    is_so.then(|| usize::from(set & 0x1F) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::Tagger;

    fn always_of(word: &str, is_caseless: bool) -> Option<Pos> {
        let word = Tagger::built_in().word(word, false, is_caseless);
        always(&word, is_caseless).map(|n| Pos::ALL[n])
    }

    #[test]
    fn an_unknown_word_is_none() {
        let known = |word: &str| Tagger::built_in().word(word, false, false).known();
        assert_eq!(known("zorbexium"), None);
        assert!(known("Dividend").is_some());
    }

    #[test]
    fn closed_words_are_what_they_always_are() {
        assert_eq!(always_of("and", false), Some(Pos::Coordinator));
        assert_eq!(always_of("The", true), Some(Pos::Determiner));
        assert_eq!(always_of("2,345", false), Some(Pos::Numeral));
        assert_eq!(always_of("that", false), None);
    }

    #[test]
    fn no_new_word_is_of_a_closed_class() {
        let may_be = |word: &str| Tagger::built_in().word(word, false, false).may_be();
        for word in ["growth", "zorbexium", "Growth"] {
            assert_eq!(may_be(word) & 1 << Pos::Subordinator as u32, 0, "{word}");
        }
        for word in ["that", "in", "While"] {
            assert_ne!(may_be(word) & 1 << Pos::Subordinator as u32, 0, "{word}");
        }
    }

    #[test]
    fn nouns_may_be_names_where_they_have_capitals() {
        assert_eq!(always_of("customers", false), Some(Pos::Noun));
        assert_eq!(always_of("Customers", false), None);
        assert_eq!(always_of("customers", true), None);
    }
}
