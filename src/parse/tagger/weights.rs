//! The weights of the features, and the sum of those that a word has.
//!
//! A row holds one weight of eight bits for each part of speech, eight in a machine word, moved by
//! 128 so that none is below zero. Rows are added in lanes of sixteen bits, four at a time: as each
//! sum takes as many rows, the largest stays the largest.

use super::features::FEATURES;
use crate::model::Pos;

/// Weights of a feature: one for each part of speech.
#[cfg(any(test, feature = "stages"))]
pub(super) type Row = [i8; Pos::COUNT];

/// Parts of speech, a bit for each.
pub(super) type PosSet = u32;

/// Machine words of a row.
pub(super) const WORDS: usize = Pos::COUNT.div_ceil(8);

/// A row as it is added: every weight moved by 128.
pub(super) type PackedRow = [u64; WORDS];

/// Every other byte of a machine word.
const LANES: u64 = 0x00FF_00FF_00FF_00FF;

// no sum leaves its lane
const _: () = assert!(FEATURES * (u8::MAX as usize) <= u16::MAX as usize);

/// Weights, by hash of the feature; their number is a power of two.
#[derive(Debug, PartialEq)]
pub(super) struct Weights {
    rows: Vec<PackedRow>,
}

impl Weights {
    /// Rows as the file of the tagger has them.
    pub(super) const fn packed(rows: Vec<PackedRow>) -> Self {
        Self { rows }
    }

    #[cfg(any(test, feature = "stages"))]
    pub(super) fn new(rows: impl Iterator<Item = Row>) -> Self {
        Self { rows: rows.map(packed).collect() }
    }

    /// The logarithm of the number of rows.
    pub(super) const fn bits(&self) -> u32 {
        self.rows.len().trailing_zeros()
    }

    #[cfg(any(test, feature = "stages"))]
    pub(super) fn packed_rows(&self) -> &[PackedRow] {
        &self.rows
    }

    /// The rows as they were given.
    #[cfg(test)]
    pub(super) fn rows(&self) -> impl Iterator<Item = Row> {
        self.rows.iter().map(|words| {
            std::array::from_fn(|tag| {
                words[tag / 8].to_le_bytes()[tag % 8].wrapping_sub(128).cast_signed()
            })
        })
    }

    /// The part of speech of those that `may_be` for which these rows have the largest sum; the first
    /// of several.
    pub(super) fn best(&self, rows: &[usize; FEATURES], may_be: PosSet) -> usize {
        // those of even and of odd number
        let mut sums = [[0_u64; 2]; WORDS];
        for row in rows {
            let words = &self.rows[*row];
            let mut n = 0;
            while n < WORDS {
                sums[n][0] += words[n] & LANES;
                sums[n][1] += (words[n] >> 8) & LANES;
                n += 1;
            }
        }
        // sums with the place from the end beside them: the largest is found without a branch, which
        // no processor could foresee
        let mut most = 0;
        let mut tag = 0;
        while tag < Pos::COUNT {
            let sum = (sums[tag / 8][tag % 2] >> (tag % 8 / 2 * 16)) as u16;
            let ranked = u32::from(sum) << 8 | (Pos::COUNT - 1 - tag) as u32;
            most = most.max(ranked * (may_be >> tag & 1));
            tag += 1;
        }
        Pos::COUNT - 1 - (most & 0xFF) as usize
    }
}

#[cfg(any(test, feature = "stages"))]
fn packed(row: Row) -> PackedRow {
    let mut bytes = [0; WORDS * 8];
    for (byte, weight) in bytes.iter_mut().zip(row) {
        *byte = weight.cast_unsigned().wrapping_add(128);
    }
    std::array::from_fn(|n| {
        let word = bytes[n * 8..].first_chunk().copied().unwrap_or_default();
        u64::from_le_bytes(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_largest_sum_is_found(
            rows in proptest::collection::vec(proptest::array::uniform20(i8::MIN..=i8::MAX), 8),
            picked in proptest::array::uniform13(0_usize..8),
        ) {
            let weights = Weights::new(rows.iter().copied());
            let sum = |tag: usize| picked.iter().map(|n| i32::from(rows[*n][tag])).sum::<i32>();
            let best = (1..Pos::COUNT).fold(0, |best, tag| if sum(tag) > sum(best) { tag } else { best });
            proptest::prop_assert_eq!(weights.best(&picked, PosSet::MAX), best);
            proptest::prop_assert_eq!(weights.rows().collect::<Vec<_>>(), rows);
        }
    }
}
