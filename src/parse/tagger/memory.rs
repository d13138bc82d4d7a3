//! Words that were looked at before: all of a word that does not depend on those around it, so that
//! most weights are added once for many sentences.

use super::{
    Tagger,
    dictionary::always,
    features::{NO_TAG, OUTSIDE, Word},
    weights::{PackedRow, Sums, Weights},
};

/// A word with the weights that it brings, in three lines of a cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(64))]
pub(super) struct SeenWord {
    word: Word,
    /// The sum of its own weights.
    own: Sums,
    /// What it adds to the words beside it, as [`Word::beside`] has them.
    beside: [PackedRow; 4],
}

impl SeenWord {
    pub(super) fn new(word: Word, weights: &Weights) -> Self {
        let mut own = Sums::of(word.may_be());
        word.own().iter().for_each(|feature| own.add(weights.row(*feature)));
        let beside = word.beside().map(|feature| *weights.row(feature));
        Self { word, own, beside }
    }
}

/// Places of words around one: a power of two.
const WINDOW: usize = 8;

/// The words around the one to be tagged, with the sums of the weights that they have brought so far.
/// A word is at the lowest bits of its number.
#[derive(Debug)]
pub(super) struct Window {
    words: [Word; WINDOW],
    sums: [Sums; WINDOW],
    guesses: [Guess; WINDOW],
}

/// What a word is by itself and by the words around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Guess {
    pub(super) tag: u32,
    /// Whether it is so whatever the tags before it.
    pub(super) is_sure: bool,
}

/// All that is known of a word before the tags before it are.
pub(super) struct WordContext<'a> {
    /// The word before, itself, the word after.
    pub(super) words: [&'a Word; 3],
    pub(super) sums: Sums,
    pub(super) guess: Guess,
    /// The tags of the word before and the one before that, as far as they can be guessed.
    pub(super) tags: [u32; 2],
}

impl Window {
    /// The number of the first word of a sentence.
    pub(super) const FIRST: usize = 2;

    /// Before the first word.
    pub(super) fn new(outside: &SeenWord) -> Self {
        let none = Guess { tag: NO_TAG, is_sure: true };
        let (words, sums) = ([OUTSIDE; WINDOW], [Sums::default(); WINDOW]);
        let mut out = Self { words, sums, guesses: [none; WINDOW] };
        (0..Self::FIRST).for_each(|at| out.enter(at, outside, false));
        out
    }

    /// Adds word `at`, the words before which have entered.
    #[inline]
    pub(super) fn enter(&mut self, at: usize, seen: &SeenWord, is_caseless: bool) {
        self.words[at % WINDOW] = seen.word;
        let [two_after, next, before, two_before] = &seen.beside;
        self.sums[at % WINDOW].add_all(&seen.own);
        self.sums[(at + 1) % WINDOW].add(next);
        self.sums[(at + 2) % WINDOW] = Sums::default();
        self.sums[(at + 2) % WINDOW].add(two_after);
        self.sums[at.wrapping_sub(1) % WINDOW].add(before);
        self.sums[at.wrapping_sub(2) % WINDOW].add(two_before);
        if at >= Self::FIRST + 2 {
            let whole = (at - 2) % WINDOW;
            let always = always(&self.words[whole], is_caseless);
            let tag = always.unwrap_or_else(|| self.sums[whole].largest()) as u32;
            self.guesses[whole] = Guess { tag, is_sure: always.is_some() };
        }
    }

    /// Word `at`, once the two after it have entered.
    #[inline]
    pub(super) fn around(&self, at: usize) -> WordContext<'_> {
        let word = |at: usize| &self.words[at % WINDOW];
        let guess = |at: usize| self.guesses[at % WINDOW];
        WordContext {
            words: [word(at - 1), word(at), word(at + 1)],
            sums: self.sums[at % WINDOW],
            guess: guess(at),
            tags: [guess(at - 1).tag, guess(at - 2).tag],
        }
    }
}

/// What a tagger remembers of the words of earlier sentences. It changes no answer, and its size is
/// bounded.
#[derive(Debug, Default)]
pub struct TaggerMemory {
    cased: Words,
    caseless: Words,
    ahead: Vec<SeenWord>,
}

/// Words, each at one of the two places that its bytes tell, where a new one takes the place of one
/// before.
#[derive(Debug, Default)]
struct Words {
    /// The bytes of the word at each place, apart from it: at which of the two it is, is known before
    /// the word itself has come from further away.
    keys: Vec<[u64; 2]>,
    seen: Vec<SeenWord>,
    /// How many were put in since it grew.
    new: usize,
}

/// Places at first, and at most: a few megabytes.
const FEWEST: usize = 1 << 8;
const MOST: usize = 1 << 14;

/// Words that are looked up one right after another, so that their waits for memory overlap.
const AHEAD: usize = 32;

impl TaggerMemory {
    /// The next words of a sentence, as many as are looked up together; those before them were the
    /// first `before`. None at its end.
    pub(super) fn next_words<'t>(
        &mut self,
        tagger: &Tagger,
        words: &mut impl Iterator<Item = &'t str>,
        before: usize,
        is_caseless: bool,
    ) -> &[SeenWord] {
        let Self { cased, caseless, ahead } = self;
        let known = if is_caseless { caseless } else { cased };
        ahead.clear();
        for (n, word) in words.take(AHEAD).enumerate() {
            let is_first = before + n == 0;
            let look_up = || tagger.look_up(word, is_first, is_caseless);
            match key(word, is_first) {
                // copied once: a word is large
                Some(key) => ahead.extend_from_slice(std::slice::from_ref(known.get(key, look_up))),
                None => ahead.push(look_up()),
            }
        }
        ahead
    }
}

impl Words {
    /// Forgets all, for more places.
    fn grow(&mut self, filler: SeenWord) {
        let len = (self.seen.len() * 2).max(FEWEST);
        *self = Self { keys: vec![[0; 2]; len], seen: vec![filler; len], new: 0 };
    }

    /// The word with a key; a new one where it has none yet.
    fn get(&mut self, key: [u64; 2], look_up: impl Fn() -> SeenWord) -> &SeenWord {
        // odd, with bits without order: the fractional part of the golden ratio
        const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
        if self.new >= self.seen.len() && self.seen.len() < MOST {
            self.grow(look_up());
        }
        let hash = (key[0].wrapping_mul(MIX) ^ key[1]).wrapping_mul(MIX);
        let place = (hash >> 32) as usize & (self.seen.len() - 1);
        // no processor could foresee at which it is: it is worked out without a branch
        let mut at = place ^ usize::from(self.keys[place] != key);
        if self.keys[at] != key {
            self.new += 1;
            at = place ^ (self.new & 1);
            self.keys[at] = key;
            self.seen[at] = look_up();
        }
        &self.seen[at]
    }
}

/// The bytes of a word, their number and whether it is the first of its sentence; `None` for a long
/// one.
fn key(word: &str, is_first: bool) -> Option<[u64; 2]> {
    let (bytes, len) = (word.as_bytes(), word.len());
    // no word has the key of an empty place
    let mark = (((len as u64 + 1) << 1) | u64::from(is_first)) << 56;
    let [first, second] = match len {
        // the last eight bytes without those that are among the first
        9..=15 => [first_eight(bytes), last_eight(bytes) >> (8 * (16 - len))],
        8 => [first_eight(bytes), 0],
        0..8 => [bytes.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0],
        _ => return None,
    };
    Some([first, second | mark])
}

fn first_eight(bytes: &[u8]) -> u64 {
    bytes.first_chunk().map_or(0, |own| u64::from_le_bytes(*own))
}

fn last_eight(bytes: &[u8]) -> u64 {
    bytes.last_chunk().map_or(0, |own| u64::from_le_bytes(*own))
}
