//! The weights of the features, and the sum of those that a word has.
//!
//! A row holds one weight of eight bits for each part of speech, moved by 128 so that none is below
//! zero: as each sum takes as many rows, the largest stays the largest.

use super::features::FEATURES;
use crate::model::Pos;

/// Weights of a feature: one for each part of speech.
#[cfg(any(test, feature = "stages"))]
pub(super) type Row = [i8; Pos::COUNT];

/// Parts of speech, a bit for each.
pub(super) type PosSet = u32;

/// Bytes of a row: as many as the registers of a processor add at once.
pub(super) const LANES: usize = Pos::COUNT.next_multiple_of(8);

/// A row as it is added: every weight moved by 128.
pub(super) type PackedRow = [u8; LANES];

/// The sum of a part of speech that a word cannot be, which no weights lift above zero.
const IMPOSSIBLE: i16 = -(1 << 14);

// no sum leaves its lane
const _: () = assert!(FEATURES * (u8::MAX as usize) < -(IMPOSSIBLE as isize) as usize);

/// Weights, by hash of the feature; their number is a power of two.
#[derive(Debug, PartialEq)]
pub(super) struct Weights {
    rows: Vec<PackedRow>,
    /// A bit for each row that says something: half of them say nothing, and their place in memory
    /// is not worth the way.
    telling: Vec<u64>,
    /// The number of one of the others.
    silent: usize,
}

/// A row that says nothing of any part of speech.
const SILENT: PackedRow = {
    let (mut row, mut tag) = ([0; LANES], 0);
    while tag < Pos::COUNT {
        row[tag] = 128;
        tag += 1;
    }
    row
};

impl Weights {
    /// Rows as the file of the tagger has them.
    pub(super) fn packed(rows: Vec<PackedRow>) -> Self {
        let bits = |rows: &[PackedRow]| {
            rows.iter().rev().fold(0, |bits, row| bits << 1 | u64::from(*row != SILENT))
        };
        let telling = rows.chunks(64).map(bits).collect();
        let silent = rows.iter().position(|row| *row == SILENT).unwrap_or_default();
        Self { rows, telling, silent }
    }

    #[cfg(any(test, feature = "stages"))]
    pub(super) fn new(rows: impl Iterator<Item = Row>) -> Self {
        Self::packed(rows.map(packed).collect())
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
        self.rows
            .iter()
            .map(|row| std::array::from_fn(|tag| row[tag].wrapping_sub(128).cast_signed()))
    }

    /// The row of a feature.
    #[inline]
    pub(super) fn row(&self, feature: u32) -> &PackedRow {
        let number = (feature >> (u32::BITS - self.bits())) as usize;
        let tells = self.telling[number / 64] >> (number % 64) & 1 != 0;
        &self.rows[if tells { number } else { self.silent }]
    }
}

/// Sums of rows, by part of speech.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sums([i16; LANES]);

impl Sums {
    /// No rows, of a word that `may_be` these parts of speech.
    pub(super) fn of(may_be: PosSet) -> Self {
        let is_possible = |tag: usize| tag < Pos::COUNT && may_be >> tag & 1 != 0;
        Self(std::array::from_fn(|tag| if is_possible(tag) { 0 } else { IMPOSSIBLE }))
    }

    /// Adds a row.
    #[inline]
    pub(super) fn add(&mut self, row: &PackedRow) {
        let mut n = 0;
        while n < LANES {
            self.0[n] += i16::from(row[n]);
            n += 1;
        }
    }

    /// Adds other sums.
    #[inline]
    pub(super) fn add_all(&mut self, other: &Self) {
        let mut n = 0;
        while n < LANES {
            self.0[n] += other.0[n];
            n += 1;
        }
    }

    /// The part of speech with the largest sum; the first of several.
    #[inline]
    pub(super) fn largest(&self) -> usize {
        let most = self.0.iter().copied().fold(i16::MIN, i16::max);
        // all places at once: no processor could foresee at which one a search ends
        let places = (0..LANES).fold(0_u32, |set, tag| set | u32::from(self.0[tag] == most) << tag);
        places.trailing_zeros() as usize
    }
}

#[cfg(any(test, feature = "stages"))]
fn packed(row: Row) -> PackedRow {
    let mut out = [0; LANES];
    for (byte, weight) in out.iter_mut().zip(row) {
        *byte = weight.cast_unsigned().wrapping_add(128);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_largest_sum_is_found(
            rows in proptest::collection::vec(proptest::array::uniform20(i8::MIN..=i8::MAX), 8),
            picked in proptest::array::uniform13(0_usize..8),
            may_be in 1_u32..1 << Pos::COUNT,
        ) {
            let weights = Weights::new(rows.iter().copied());
            let sum = |tag: usize| picked.iter().map(|n| i32::from(rows[*n][tag])).sum::<i32>();
            let tags = (0..Pos::COUNT).filter(|tag| may_be >> tag & 1 != 0);
            let best = tags.reduce(|best, tag| if sum(tag) > sum(best) { tag } else { best });
            let mut sums = Sums::of(may_be);
            for n in &picked {
                sums.add(weights.row((*n as u32) << 29));
            }
            proptest::prop_assert_eq!(Some(sums.largest()), best);
            proptest::prop_assert_eq!(weights.rows().collect::<Vec<_>>(), rows);
        }
    }
}
