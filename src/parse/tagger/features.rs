//! What the tagger sees of a word and of the words around it.

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
}

/// Beyond the ends of a sentence.
const OUTSIDE: Word =
    Word { whole: 1, prefix: 1, last_two: 1, last_three: 1, shape: 64, known: 1 << 18 };

/// Features of a word in its place.
pub(super) const FEATURES: usize = 16;

/// The tag before the first.
pub(super) const NO_TAG: u32 = 30;

/// FNV-1a of a word in lower case, as the dictionary asks for it.
pub(super) fn hash_lower(word: &[u8]) -> u32 {
    word.iter().fold(2_166_136_261, |hash, b| step(hash, b.to_ascii_lowercase()))
}

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(16_777_619)
}

fn mix(a: u32, b: u32) -> u32 {
    let x = (a ^ b.rotate_left(15)).wrapping_mul(0x9E37_79B1);
    x ^ (x >> 15)
}

impl Word {
    /// `known` is what the dictionary says of `hash_lower(word)`.
    pub(super) fn new(word: &str, is_first: bool, is_caseless: bool, known: Option<u16>) -> Self {
        let bytes = word.as_bytes();
        let fold = |b: &u8| if b.is_ascii_digit() { b'0' } else { b.to_ascii_lowercase() };
        let hash = |part: &[u8]| part.iter().fold(2_166_136_261, |h, b| step(h, fold(b)));
        let last = |n: usize| hash(&bytes[bytes.len().saturating_sub(n)..]);
        let mut shape = u32::from(bytes.iter().any(u8::is_ascii_digit))
            | u32::from(bytes.iter().any(|b| b.is_ascii_alphabetic() || *b >= 0x80)) << 1
            | u32::from(is_first) << 4;
        if !is_caseless && word.starts_with(char::is_uppercase) {
            let is_upper = bytes.len() > 1 && !bytes.iter().any(u8::is_ascii_lowercase);
            shape |= 4 | u32::from(is_upper) << 3;
        }
        Self {
            whole: hash(bytes),
            prefix: hash(&bytes[..bytes.len().min(3)]) ^ 5,
            last_two: last(2) ^ 0x63,
            last_three: last(3) ^ 0x4D,
            shape,
            known: known.map_or(1 << 17, u32::from),
        }
    }
}

/// Rows of the weights for word `at`, given the two tags before it; `bits` is the logarithm of the
/// number of rows.
pub(super) fn rows(words: &[Word], at: usize, tags: [u32; 2], bits: u32) -> [usize; FEATURES] {
    let beside = |offset: isize| {
        at.checked_add_signed(offset).and_then(|n| words.get(n)).copied().unwrap_or(OUTSIDE)
    };
    let (own, before, after) = (beside(0), beside(-1), beside(1));
    let [last, last_but_one] = tags;
    let features = [
        own.whole,
        mix(own.last_three, own.shape),
        own.last_two,
        mix(own.prefix, own.last_two),
        before.whole,
        after.whole,
        mix(before.whole, own.whole),
        mix(own.whole, after.whole),
        beside(2).whole,
        mix(last + 1000, last_but_one),
        mix(mix(last + 2000, own.last_three), after.known),
        beside(-2).whole,
        mix(own.shape, mix(before.shape, after.shape)),
        mix(own.known, mix(last + 50, after.known)),
        mix(own.known, own.shape.wrapping_add(own.last_two)),
        mix(mix(own.known, before.whole), after.known),
    ];
    let mut number = 0_u32;
    features.map(|feature| {
        number += 1;
        let salted = feature.wrapping_add(number.wrapping_mul(0x85EB_CA6B));
        (mix(salted, 17) >> (32 - bits)) as usize
    })
}
