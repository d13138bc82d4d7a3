//! Hashes of words, eight bytes at a time. Nothing here may change without a new
//! [`crate::model::Sketch::VERSION`].

/// The highest bit of each of eight bytes.
const EIGHT_HIGH: u64 = 0x8080_8080_8080_8080;
const SEED: u64 = 0x9E37_79B9_7F4A_7C15;
const STEP: u64 = 0xD6E8_FEB8_6659_FD93;

/// Both halves of the 128-bit product, folded: every bit of the result hangs on every bit of `a`
/// and `b`.
pub(super) const fn mix(a: u64, b: u64) -> u64 {
    let product = (a ^ SEED) as u128 * (b ^ STEP) as u128;
    (product as u64) ^ (product >> 64) as u64
}

/// The hash of a word, and whether it has a digit. ASCII case makes no difference, nor do
/// apostrophes, the commas of thousands, and the full stops of initialisms.
#[inline]
pub(super) fn hash_word(text: &[u8], start: usize, end: usize) -> (u64, bool) {
    let (mut at, mut hash, mut digits) = (start, 0, 0);
    while at < end {
        let Some(eight) = text.get(at..at + 8).and_then(|eight| eight.try_into().ok()) else {
            return hash_any_word(&text[start..end]);
        };
        let inside = if end - at < 8 { (1 << (8 * (end - at))) - 1 } else { u64::MAX };
        let eight = u64::from_le_bytes(eight) & inside;
        let low = eight & !EIGHT_HIGH;
        let own_digits = between(low, b'0', b'9');
        let letters = between(low | repeat(0x20), b'a', b'z');
        if (eight | !(own_digits | letters)) & EIGHT_HIGH & inside != 0 {
            return hash_any_word(&text[start..end]);
        }
        digits |= own_digits;
        hash = mix(hash, fold(eight) & inside);
        at += 8;
    }
    (hash, digits != 0)
}

/// The same for any word.
fn hash_any_word(word: &[u8]) -> (u64, bool) {
    let (mut hash, mut eight, mut held) = (0, 0, 0);
    let is_number = word.first().is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    while at < word.len() {
        match &word[at..] {
            [b'\'' | b',', ..] => at += 1,
            [b'.', ..] if !is_number => at += 1,
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
    if held > 0 {
        hash = mix(hash, fold(eight) & (u64::MAX >> (64 - 8 * held)));
    }
    (hash, word.iter().any(u8::is_ascii_digit))
}

const fn repeat(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The highest bit of each byte below 0x80 that lies in this range.
#[inline]
const fn between(eight: u64, least: u8, most: u8) -> u64 {
    (eight + repeat(0x80 - least)) & !(eight + repeat(0x7F - most)) & EIGHT_HIGH
}

/// Letters and digits of eight bytes in lower case: 0x20 is set in every ASCII byte, others stay.
const fn fold(eight: u64) -> u64 {
    eight | ((!eight & EIGHT_HIGH) >> 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(word: &str) -> u64 {
        hash_word(word.as_bytes(), 0, word.len()).0
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        for (one, other) in [
            ("Don\u{2019}t", "DON'T"),
            ("U.S.", "US"),
            ("11,577.51", "11577.51"),
            ("12345678,9", "123456789"),
        ] {
            assert_eq!(hash(one), hash(other), "{one}");
        }
        for (one, other) in
            [("3.5", "35"), ("internationalisation", "internationalization"), ("ab", "ba")]
        {
            assert_ne!(hash(one), hash(other), "{one}");
        }
    }

    proptest::proptest! {
        /// The quick way and the general way agree, whatever follows the word.
        #[test]
        fn both_ways_agree(word in "[a-zA-Z0-9.,'é\u{2019}]{1,20}", after in "[ -~]{0,12}") {
            let text = format!("{word}{after}");
            proptest::prop_assert_eq!(
                hash_word(text.as_bytes(), 0, word.len()), hash_any_word(word.as_bytes())
            );
        }
    }
}
