//! Words to numbers, and edges to nodes: tables without pointers, in which a look-up nearly always
//! ends at the first place.

use rustc_hash::FxHashMap;

use crate::lang::{FoldedWord, Token};

/// Numbers from 1 on of distinct words in small letters.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// Those of at most 16 bytes.
    short: FlatMap<[u64; 2]>,
    long: FxHashMap<Box<[u8]>, u32>,
}

impl Vocabulary {
    /// The number of a word; [`Token::UNKNOWN`] where it has none.
    #[inline]
    pub(super) fn get(&self, word: &FoldedWord<'_>) -> u32 {
        match word.key() {
            Some(key) => self.number_of_key(key),
            None => {
                let number = word.with_bytes(|bytes| self.long.get(bytes).copied());
                number.unwrap_or(Token::UNKNOWN)
            }
        }
    }

    /// The number of a word that is its own key.
    #[inline]
    pub(super) fn number_of_key(&self, key: [u64; 2]) -> u32 {
        self.short.get(key).unwrap_or(Token::UNKNOWN)
    }

    /// The number of a word, a new one where it has none yet.
    pub(super) fn number(&mut self, word: &FoldedWord<'_>) -> u32 {
        let next = self.len() as u32 + 1;
        match word.key() {
            Some(key) => *self.short.get_or_insert(key, next),
            None => word.with_bytes(|bytes| {
                self.long.get(bytes).copied().unwrap_or_else(|| {
                    self.long.insert(bytes.into(), next);
                    next
                })
            }),
        }
    }

    /// How many words have one.
    pub(super) fn len(&self) -> usize {
        self.short.len + self.long.len()
    }
}

/// A key of a [`FlatMap`].
pub(super) trait FlatKey: Copy + Eq + Default {
    /// A hash whose high bits depend on all of the key.
    fn hash(self) -> u64;
}

/// Odd, with bits without order: the fractional part of the golden ratio.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

impl FlatKey for u64 {
    #[inline]
    fn hash(self) -> u64 {
        self.wrapping_mul(MIX)
    }
}

impl FlatKey for [u64; 2] {
    #[inline]
    fn hash(self) -> u64 {
        (self[0].wrapping_mul(MIX) ^ self[1]).wrapping_mul(MIX)
    }
}

/// Numbers that are not zero by keys that are not the default: open addressing in an array that is
/// at most half full.
#[derive(Debug, Default)]
pub(super) struct FlatMap<K> {
    slots: Vec<Slot<K>>,
    len: usize,
    /// By how much a hash is shifted to be a place.
    shift: u32,
}

/// Key and number side by side: a look-up waits for memory once.
#[derive(Debug, Default, Clone, Copy)]
struct Slot<K> {
    key: K,
    /// Zero in an empty one.
    number: u32,
}

impl<K: FlatKey> FlatMap<K> {
    /// The number of a key.
    #[inline]
    pub(super) fn get(&self, key: K) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let number = self.slots[self.place(key)].number;
        (number != 0).then_some(number)
    }

    /// The number of a key; `new` where it has none yet.
    pub(super) fn get_or_insert(&mut self, key: K, new: u32) -> &mut u32 {
        if self.len * 2 >= self.slots.len() {
            self.grow();
        }
        let place = self.place(key);
        let slot = &mut self.slots[place];
        if slot.number == 0 {
            *slot = Slot { key, number: new };
            self.len += 1;
        }
        &mut slot.number
    }

    /// Where a key is, or would be.
    #[inline]
    fn place(&self, key: K) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = (key.hash() >> self.shift) as usize & mask;
        while self.slots[place].key != key && self.slots[place].number != 0 {
            place = (place + 1) & mask;
        }
        place
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let slots = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        self.shift = u64::BITS - size.trailing_zeros();
        for slot in slots.into_iter().filter(|slot| slot.number != 0) {
            let place = self.place(slot.key);
            self.slots[place] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_have_one_number_each(words in proptest::collection::vec("[a-c]{1,3}|[a-b]{17}", 0..200)) {
            let mut vocabulary = Vocabulary::default();
            let mut known: Vec<&str> = Vec::new();
            for word in &words {
                let folded = FoldedWord::new(word.as_bytes());
                let place = known.iter().position(|w| w == word);
                let expected = place.map_or(0, |n| n as u32 + 1);
                proptest::prop_assert_eq!(vocabulary.get(&folded), expected);
                let number = vocabulary.number(&folded);
                if place.is_none() {
                    known.push(word);
                }
                proptest::prop_assert_eq!(number, place.map_or(known.len() as u32, |n| n as u32 + 1));
                proptest::prop_assert_eq!(vocabulary.len(), known.len());
            }
        }
    }
}
