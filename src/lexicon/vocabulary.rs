//! Words to numbers, and edges to nodes: tables without pointers, in which a look-up nearly always
//! ends at the first place.

use rustc_hash::FxHashMap;

use crate::lang::{FoldedWord, Token};

/// Numbers from 1 on of distinct words in small letters.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Numbers of words of at most 16 bytes by their hashes, at most half full; zero in an empty one.
    /// Above a number are bits of the hash, so that a key is read only where it is the word's: a
    /// small table and close keys stay in the caches of a processor.
    slots: Vec<u32>,
    /// By how much a hash is shifted to be a place.
    shift: u32,
    /// The words by number, from number 0 on, which is none; a longer one has no key.
    keys: Vec<[u64; 2]>,
    long: FxHashMap<Box<[u8]>, u32>,
}

/// Bits of a slot that are a number.
const NUMBER_BITS: u32 = 24;
const NUMBER: u32 = (1 << NUMBER_BITS) - 1;

impl Default for Vocabulary {
    fn default() -> Self {
        let (slots, shift) = (vec![0; 64], u64::BITS - 6);
        Self { slots, shift, keys: vec![[0; 2]], long: FxHashMap::default() }
    }
}

impl Vocabulary {
    /// The number of a word; [`Token::UNKNOWN`] where it has none.
    #[inline]
    pub(super) fn get(&self, word: &FoldedWord<'_>) -> u32 {
        if let Some(key) = word.key() {
            return self.number_of_key(key);
        }
        let number = word.with_bytes(|bytes| self.long.get(bytes).copied());
        number.unwrap_or(Token::UNKNOWN)
    }

    /// The number of a word that is its own key.
    #[inline]
    pub(super) fn number_of_key(&self, key: [u64; 2]) -> u32 {
        self.slots[self.place(key)] & NUMBER
    }

    /// The number of a word, a new one where it has none yet.
    pub(super) fn number(&mut self, word: &FoldedWord<'_>) -> u32 {
        let known = self.get(word);
        if known != Token::UNKNOWN {
            return known;
        }
        let next = self.keys.len() as u32;
        assert!(next <= NUMBER, "lexicons of more than {NUMBER} words");
        self.keys.push(word.key().unwrap_or_default());
        if let Some(key) = word.key() {
            if self.keys.len() * 2 > self.slots.len() {
                self.grow();
            }
            let place = self.place(key);
            self.slots[place] = mark(key) | next;
        } else {
            word.with_bytes(|bytes| self.long.insert(bytes.into(), next));
        }
        next
    }

    /// Where the number of a key is, or would be.
    #[inline]
    fn place(&self, key: [u64; 2]) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = (hash(key) >> self.shift) as usize & mask;
        loop {
            let slot = self.slots[place];
            let is_own = || self.keys[(slot & NUMBER) as usize] == key;
            if slot == 0 || slot & !NUMBER == mark(key) && is_own() {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let size = self.slots.len() * 2;
        let slots = std::mem::replace(&mut self.slots, vec![0; size]);
        self.shift = u64::BITS - size.trailing_zeros();
        for slot in slots.into_iter().filter(|slot| *slot != 0) {
            let place = self.place(self.keys[(slot & NUMBER) as usize]);
            self.slots[place] = slot;
        }
    }

    /// How many words have one.
    pub(super) fn len(&self) -> usize {
        self.keys.len() - 1
    }
}

/// A hash whose high bits depend on all of the key.
#[inline]
fn hash(key: [u64; 2]) -> u64 {
    (key[0].wrapping_mul(MIX) ^ key[1]).wrapping_mul(MIX)
}

/// Bits of the hash that are above a number.
#[inline]
fn mark(key: [u64; 2]) -> u32 {
    (hash(key) >> 8) as u32 & !NUMBER
}

/// Odd, with bits without order: the fractional part of the golden ratio.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// Numbers that are not zero by keys: open addressing in an array that is at most half full.
#[derive(Debug, Default)]
pub(super) struct FlatMap {
    slots: Vec<Slot>,
    len: usize,
    /// By how much a hash is shifted to be a place.
    shift: u32,
}

/// Key and number side by side: a look-up waits for memory once.
#[derive(Debug, Default, Clone, Copy)]
struct Slot {
    key: u64,
    /// Zero in an empty one.
    number: u32,
}

impl FlatMap {
    /// The number of a key.
    #[inline]
    pub(super) fn get(&self, key: u64) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let number = self.slots[self.place(key)].number;
        (number != 0).then_some(number)
    }

    /// The number of a key; `new` where it has none yet.
    pub(super) fn get_or_insert(&mut self, key: u64, new: u32) -> &mut u32 {
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
    fn place(&self, key: u64) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = (key.wrapping_mul(MIX) >> self.shift) as usize & mask;
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
