//! Minima of hashes by slot: a sample of a set by which its overlap with another set is told.
//!
//! One-permutation hashing (Li, Owen & Zhang, NIPS 2012): the high half of each hash picks a slot,
//! the least low half stays. Kept as a short floating-point number (exponent and leading bits, as
//! in `HyperMinHash`, Yu & Weber 2017), which keeps the order and the same relative precision for
//! sets of any size.

/// Stands in a slot that nothing fell into. Greater than every code.
const EMPTY: u16 = u16::MAX;

/// The least hash of each slot while the text is read.
pub(super) struct Minima<const N: usize>([u32; N]);

impl<const N: usize> Minima<N> {
    pub(super) const fn new() -> Self {
        Self([u32::MAX; N])
    }

    pub(super) fn insert(&mut self, hash: u64) {
        let slot = ((hash >> 32) * N as u64) >> 32;
        let least = &mut self.0[slot as usize];
        *least = (*least).min(hash as u32);
    }

    pub(super) fn codes(&self) -> [u16; N] {
        self.0.map(code)
    }
}

/// 5 bits of exponent and 11 of mantissa, those of the number as an IEEE 754 float, which keeps the
/// order.
const fn code(least: u32) -> u16 {
    let float = (least >> 1 | 1) as i32 as f32;
    let code = (float.to_bits() - 1f32.to_bits()) >> 12;
    if least == u32::MAX { EMPTY } else { code as u16 }
}

/// The least hash of each slot in full, as a key to search by.
pub(super) struct Keys<const N: usize>([u64; N]);

impl<const N: usize> Keys<N> {
    pub(super) const fn new() -> Self {
        Self([u64::MAX; N])
    }

    pub(super) fn insert(&mut self, hash: u64) {
        let slot = ((hash >> 32) * N as u64) >> 32;
        let least = &mut self.0[slot as usize];
        // The low half decides, the high half is the key: the least of many has few bits left of
        // its own.
        *least = (*least).min(hash.rotate_left(32));
    }

    /// 0 where there is none.
    pub(super) fn codes(&self) -> [u32; N] {
        self.0.map(|least| if least == u64::MAX { 0 } else { (least as u32).max(1) })
    }
}

/// How two sets overlap, by their sampled elements: of a slot the lesser minimum is a sampled
/// element of the union, and where it stands in one set alone is known for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shared {
    /// Sampled elements of both sets.
    pub both: u32,
    /// Of the first alone.
    pub first: u32,
    /// Of the second alone.
    pub second: u32,
}

impl Shared {
    /// The estimated share of the first set that stands in the second, 0 to 1; `None` where nothing
    /// of it was sampled.
    ///
    /// Unbiased, and exactly 1 for a part of the second set, whatever the sizes.
    #[must_use]
    pub fn share_of_first(&self) -> Option<f64> {
        let known = self.both + self.first;
        (known > 0).then(|| f64::from(self.both) / f64::from(known))
    }

    pub(super) fn of(first: &[u16], second: &[u16]) -> Self {
        let (mut both, mut a_alone, mut b_alone) = (0u16, 0u16, 0u16);
        for (&a, &b) in first.iter().zip(second) {
            both += u16::from(a == b && a != EMPTY);
            a_alone += u16::from(a < b);
            b_alone += u16::from(b < a);
        }
        Self { both: both.into(), first: a_alone.into(), second: b_alone.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::sketch::hash::mix;

    #[test]
    fn codes_keep_the_order() {
        let codes: Vec<_> = [0, 6, 10, 900, 1 << 20, u32::MAX - 1, u32::MAX].map(code).to_vec();
        assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
        assert_eq!(code(u32::MAX), EMPTY);
    }

    fn sketch(numbers: std::ops::Range<u64>) -> [u16; 96] {
        let mut minima = Minima::new();
        numbers.for_each(|n| minima.insert(mix(n, 1)));
        minima.codes()
    }

    #[test]
    fn a_part_is_wholly_contained() {
        for n in [3, 40, 400, 1_000_000] {
            let shared = Shared::of(&sketch(0..n / 3), &sketch(0..n));
            assert!(shared.first <= u32::from(n > 1000), "{n}: {shared:?}");
        }
    }

    /// 6,000 and 6,000 of which 3,000 are common: a half of either is contained, within three
    /// standard errors.
    #[test]
    fn the_share_is_estimated() {
        let shared = Shared::of(&sketch(0..6000), &sketch(3000..9000));
        let share = f64::from(shared.both) / f64::from(shared.both + shared.first);
        assert!((share - 0.5).abs() < 3.0 * (0.25f64 / 64.0).sqrt(), "{share}");
    }
}
