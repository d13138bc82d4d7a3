//! What the tagger sees of a word and of the words around it.

use super::{
    dictionary::{MAY_BE_CLOSED, OPEN},
    weights::PosSet,
};
use crate::model::Pos;

/// One word, as hashes of what it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    /// Of the whole word in lower case, digits as zeros.
    whole: u32,
    prefix: u32,
    last_two: u32,
    last_three: u32,
    /// Digits, letters, capitals, place in the sentence; without capitals in a headline.
    shape: u32,
    /// What the dictionary knows of the word.
    known: u32,
    may_be: PosSet,
}

/// Beyond the ends of a sentence.
pub(super) const OUTSIDE: Word =
    Word { whole: 1, prefix: 1, last_two: 1, last_three: 1, shape: 64, known: 1 << 18, may_be: 0 };

/// Nothing is known of a word.
const NOTHING: u32 = 1 << 17;

/// Features of a word in its place: its own, those that each of four words beside it gives, and those
/// of words and tags together.
pub(super) const FEATURES: usize = OWN + BESIDE + AROUND;
const OWN: usize = 5;
const BESIDE: usize = 4;
const AROUND: usize = 4;

/// The tag before the first.
pub(super) const NO_TAG: u32 = 30;

/// What shape a byte gives its word.
const HAS_DIGIT: u32 = 1;
const HAS_LETTER: u32 = 2;
/// The word begins with a capital; it has no small letter beside; it begins the sentence.
const IS_CAPITAL: u32 = 4;
const IS_UPPER: u32 = 8;
const IS_FIRST: u32 = 16;

/// FNV-1a of a word in lower case with its digits as zeros, as the dictionary asks for it.
pub(super) fn hash_folded(word: &[u8]) -> u32 {
    word.iter().fold(BASIS, |hash, byte| step(hash, folded(*byte)))
}

const BASIS: u32 = 2_166_136_261;

const fn folded(byte: u8) -> u8 {
    if byte.is_ascii_digit() { b'0' } else { byte.to_ascii_lowercase() }
}

const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(16_777_619)
}

const fn mix(a: u32, b: u32) -> u32 {
    let x = (a ^ b.rotate_left(15)).wrapping_mul(0x9E37_79B1);
    x ^ (x >> 15)
}

impl Word {
    /// A word of which a dictionary knows nothing; see [`Word::knowing`].
    pub(super) fn new(word: &str, is_first: bool, is_caseless: bool) -> Self {
        let bytes = word.as_bytes();
        let (mut whole, mut prefix) = (BASIS, BASIS);
        let (mut shape, mut has_small) = (u32::from(is_first) * IS_FIRST, false);
        for (n, byte) in bytes.iter().enumerate() {
            whole = step(whole, folded(*byte));
            if n < 3 {
                prefix = whole;
            }
            has_small |= byte.is_ascii_lowercase();
            shape |= if byte.is_ascii_digit() { HAS_DIGIT } else { 0 };
            shape |= if byte.is_ascii_alphabetic() || *byte >= 0x80 { HAS_LETTER } else { 0 };
        }
        if !is_caseless && word.starts_with(char::is_uppercase) {
            let is_upper = bytes.len() > 1 && !has_small;
            shape |= IS_CAPITAL | if is_upper { IS_UPPER } else { 0 };
        }
        let last = |n: usize| hash_folded(&bytes[bytes.len().saturating_sub(n)..]);
        // "joblessness": what is made so names a quality, whether a dictionary has it or not
        let is_quality = shape == HAS_LETTER && bytes.len() > 6 && bytes.ends_with(b"ness");
        Self {
            whole,
            prefix: prefix ^ 5,
            last_two: last(2) ^ 0x63,
            last_three: last(3) ^ 0x4D,
            shape,
            known: NOTHING,
            may_be: if is_quality { bit(Pos::Noun) } else { OPEN },
        }
    }

    /// What the dictionary is asked for.
    pub(super) const fn hash(&self) -> u32 {
        self.whole
    }

    /// With what the dictionary knows of it.
    pub(super) fn knowing(self, known: Option<u32>) -> Self {
        let Some(known) = known else { return self };
        let set = known & u32::from(u16::MAX);
        Self {
            known: if set == 0 { NOTHING } else { set },
            may_be: if known & MAY_BE_CLOSED == 0 {
                open_classes(set & 0xFF, self.is_capital())
            } else {
                PosSet::MAX
            },
            ..self
        }
    }

    /// The parts of speech that it may be: a closed one only where the treebank has it so.
    pub(super) const fn may_be(&self) -> PosSet {
        self.may_be
    }

    pub(super) const fn is_capital(&self) -> bool {
        self.shape & IS_CAPITAL != 0
    }

    /// What the dictionary knows of it.
    pub(super) fn known(&self) -> Option<u16> {
        u16::try_from(self.known).ok()
    }
}

/// What the forms of a word say of it, as `scripts/derive-dictionary` writes them.
const NOUN: u32 = 1 | 2;
const VERB: u32 = 4 | 8 | 16 | 32;
/// Forms of verbs and others that are used as nouns too: "a build", "trading", "the poor".
const NOUN_LIKE: u32 = 4 | 32 | 64;

/// The parts of speech of open classes that a word with these forms may be: "swung" is no noun, and
/// "revenue" no verb. Of a word with a capital it is not said that it is no name.
fn open_classes(forms: u32, is_capital: bool) -> PosSet {
    const VERBS: PosSet = bit(Pos::Verb)
        | bit(Pos::Infinitive)
        | bit(Pos::PastParticiple)
        | bit(Pos::PresentParticiple);
    const MODIFIERS: PosSet = bit(Pos::Adjective) | bit(Pos::Adverb);
    if forms == 0 {
        return OPEN;
    }
    let mut out = OPEN;
    if forms & (NOUN | NOUN_LIKE) == 0 {
        out &= !bit(Pos::Noun);
        out &= if is_capital { OPEN } else { !bit(Pos::ProperNoun) };
    }
    if forms & VERB == 0 {
        out &= !VERBS;
    }
    if forms & !NOUN == 0 {
        out &= if is_capital { !bit(Pos::Adverb) } else { !MODIFIERS };
    }
    out
}

const fn bit(pos: Pos) -> PosSet {
    1 << pos as u32
}

/// A feature as hash, in which every one has a number of its own.
const fn feature(number: u32, of: u32) -> u32 {
    mix(of.wrapping_add(number.wrapping_mul(0x85EB_CA6B)), 17)
}

impl Word {
    /// Its features that depend on nothing around it.
    pub(super) const fn own(&self) -> [u32; OWN] {
        [
            feature(1, self.whole),
            feature(2, mix(self.last_three, self.shape)),
            feature(3, self.last_two),
            feature(4, mix(self.prefix, self.last_two)),
            feature(13, mix(self.known, self.shape.wrapping_add(self.last_two))),
        ]
    }

    /// The feature that it gives to each word beside it: the one two after it, the next, the one
    /// before, the one two before.
    pub(super) const fn beside(&self) -> [u32; BESIDE] {
        let whole = self.whole;
        [feature(10, whole), feature(5, whole), feature(6, whole), feature(7, whole)]
    }
}

/// The features of a word together with those beside it and the two tags before it.
#[inline]
pub(super) const fn around(
    [before, own, after]: [&Word; 3],
    [last, last_but_one]: [u32; 2],
) -> [u32; AROUND] {
    [
        feature(8, mix(last + 1000, last_but_one)),
        feature(9, mix(mix(last + 2000, own.last_three), after.known)),
        feature(11, mix(own.shape, mix(before.shape, after.shape))),
        feature(12, mix(own.known, mix(last + 50, after.known))),
    ]
}

/// All features of word `at`, given the two tags before it.
#[cfg(any(test, feature = "stages"))]
pub(super) fn features(words: &[Word], at: usize, tags: [u32; 2]) -> Vec<u32> {
    let word = |offset: isize| {
        at.checked_add_signed(offset).and_then(|n| words.get(n)).copied().unwrap_or(OUTSIDE)
    };
    let beside =
        [-2, -1, 1, 2].into_iter().zip(0..).map(|(offset, n): (_, usize)| word(offset).beside()[n]);
    let around = around([&word(-1), &word(0), &word(1)], tags);
    word(0).own().into_iter().chain(beside).chain(around).collect()
}
