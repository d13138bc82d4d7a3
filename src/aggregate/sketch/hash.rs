//! Hashes of words, eight bytes at a time. Nothing here may change without a new
//! [`super::Sketch::VERSION`].

/// The highest bit of each of eight bytes.
pub(super) const EIGHT_HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight bytes of text, with the highest bit of each byte set where it is what the field says.
pub(super) struct Eight {
    /// In lower case: 0x20 is set in letters.
    pub(super) folded: u64,
    pub(super) digits: u64,
    pub(super) capitals: u64,
    /// Bytes before the first that is no ASCII letter or digit.
    pub(super) len: usize,
    /// That byte.
    after: u8,
}

impl Eight {
    #[inline]
    pub(super) const fn of(bytes: [u8; 8]) -> Self {
        let raw = u64::from_le_bytes(bytes);
        let low = raw & !EIGHT_HIGH;
        let ascii = !raw & EIGHT_HIGH;
        let folded = low | repeat(0x20);
        let letters = between(folded, b'a', b'z') & ascii;
        let digits = between(low, b'0', b'9') & ascii;
        let len = (!(letters | digits) & EIGHT_HIGH).trailing_zeros() as usize / 8;
        let after = if len < 8 { (raw >> (8 * len)) as u8 } else { 0 };
        Self { folded, digits, capitals: letters & !(raw << 2), len, after }
    }

    #[inline]
    pub(super) const fn word_mask(&self) -> u64 {
        if self.len < 8 { (1 << (8 * self.len)) - 1 } else { u64::MAX }
    }

    /// Whether the byte after may belong to the word.
    #[inline]
    pub(super) const fn goes_on(&self, number: bool) -> bool {
        self.after >= 0x80 || self.after == b'\'' || (number && matches!(self.after, b'.' | b','))
    }
}

const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte below 0x80 that lies in this range.
#[inline]
const fn between(eight: u64, least: u8, most: u8) -> u64 {
    (eight + repeat(0x80 - least)) & !(eight + repeat(0x7F - most)) & EIGHT_HIGH
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const STEP: u64 = 0xD6E8_FEB8_6659_FD93;

/// Both halves of the 128-bit product, folded: every bit of the result hangs on every bit of `a`
/// and `b`.
pub(super) const fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ SEED) as u128 * (b ^ STEP) as u128;
    (product as u64) ^ (product >> 64) as u64
}

/// Letters and digits of eight bytes in lower case: 0x20 is set in every ASCII byte, others stay.
const fn fold(eight: u64) -> u64 {
    eight | ((!eight & EIGHT_HIGH) >> 2)
}

/// Hash of a word, eight bytes at a time.
pub(super) fn hash_letters(letters: &[u8]) -> u64 {
    letters.chunks(8).fold(0, |hash, bytes| {
        let eight = bytes.iter().rev().fold(0, |eight, &byte| eight << 8 | u64::from(byte));
        mix(hash, fold(eight) & (u64::MAX >> (64 - 8 * bytes.len())))
    })
}

/// The same hash without apostrophes and the commas of thousands.
pub(super) fn hash_with_gaps(letters: &[u8]) -> u64 {
    let (mut hash, mut eight, mut held) = (0, 0, 0);
    let mut at = 0;
    while at < letters.len() {
        match &letters[at..] {
            [b'\'' | b',', ..] => at += 1,
            [0xE2, 0x80, 0x99, ..] => at += 3,
            [byte, ..] => {
                eight |= u64::from(*byte) << (8 * held);
                held += 1;
                at += 1;
            }
            [] => break,
        }
        if held == 8 {
            hash = mix(hash, fold(eight));
            (eight, held) = (0, 0);
        }
    }
    if held > 0 { mix(hash, fold(eight) & (u64::MAX >> (64 - 8 * held))) } else { hash }
}
