//! The closed classes of a word as bits, beside its token.

use super::{Class, Layer};

/// A set of closed classes: a bit for each class of [`Layer::Word`]. Asking whether a word is of one
/// of several is as quick as asking for one.
///
/// The macro `any_of!` makes it: `view.is_of_any(at, any_of![Article | Possessive])`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordClasses([u64; WIDTH]);

/// Machine words of a set.
const WIDTH: usize = 3;

/// The place of the first closed class among all.
const FIRST: u32 = Class::Be as u32;

impl WordClasses {
    /// No class.
    pub(crate) const NONE: Self = Self([0; WIDTH]);

    /// The set of these classes, which must be closed ones.
    #[must_use]
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let (mut set, mut n) = (Self::NONE, 0);
        while n < classes.len() {
            assert!(matches!(classes[n].layer(), Layer::Word), "no closed class");
            set.insert(classes[n]);
            n += 1;
        }
        set
    }

    /// Adds a class.
    pub(super) const fn insert(&mut self, class: Class) {
        let (word, bit) = place(class);
        if word < WIDTH {
            self.0[word] |= bit;
        }
    }

    /// Whether a class is in the set.
    #[must_use]
    #[inline]
    pub(crate) const fn has(self, class: Class) -> bool {
        let (word, bit) = place(class);
        // a class of another layer is in no set
        word < WIDTH && self.0[word] & bit != 0
    }

    /// Whether the two have a class in common.
    #[must_use]
    #[inline]
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(own, other)| own & other != 0)
    }

    /// The classes of both.
    #[must_use]
    #[inline]
    pub(crate) fn union(self, other: Self) -> Self {
        Self(std::array::from_fn(|n| self.0[n] | other.0[n]))
    }
}

/// The machine word and the bit of a class.
#[inline]
const fn place(class: Class) -> (usize, u64) {
    let n = (class as u32).wrapping_sub(FIRST);
    ((n / u64::BITS) as usize, 1 << (n % u64::BITS))
}

/// The closed classes come last and fit.
const _: () = {
    let mut n = FIRST as usize;
    assert!(Class::ALL.len() - n <= WIDTH * u64::BITS as usize, "wider sets are needed");
    while n < Class::ALL.len() {
        assert!(matches!(Class::ALL[n].layer, Layer::Word), "closed classes come last");
        n += 1;
    }
};

/// The set of some closed classes, made when the program is built.
macro_rules! any_of {
    ($($class:ident)|+) => {
        const { $crate::lexicon::WordClasses::of(&[$($crate::lexicon::Class::$class),+]) }
    };
}
pub(crate) use any_of;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon::Lexicon, lexicon::Scan};

    #[test]
    fn sets_hold_classes_and_meet() {
        let set = any_of![Article | Plain];
        assert!(set.has(Class::Article) && set.has(Class::Plain) && !set.has(Class::Be));
        assert!(set.meets(any_of![Be | Plain]) && !set.meets(any_of![Be | Modal]));
        assert_eq!(any_of![Be].union(any_of![Modal]), any_of![Be | Modal]);
    }

    #[test]
    fn words_bear_all_classes_that_files_give_them() {
        let mut scan = Scan::default();
        Lexicon::built_in().scan("That’s what THE p.m. said: “will” -", &mut scan);
        let has = |n: usize, class| scan.word_classes[n].has(class);
        assert!(has(0, Class::Demonstrative) && has(0, Class::Determiner));
        assert!(has(3, Class::Article) && has(4, Class::Clock) && has(8, Class::Modal));
        assert_eq!(scan.word_classes[10], WordClasses::NONE, "a mark");
    }
}
