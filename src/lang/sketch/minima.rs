//! Minima of hashes by slot: a sample of a set by which its overlap with another set is estimated.
//!
//! One-permutation hashing (Li, Owen & Zhang, NIPS 2012): the high half of each hash picks a slot,
//! the least low half stays. Kept as a short floating-point number (exponent and leading bits, as
//! in `HyperMinHash`, Yu & Weber 2017), which keeps the order and the same relative precision for
//! sets of any size.

use crate::model::SketchSample;

/// The least hash of each slot while the text is read.
#[derive(Debug)]
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
    if least == u32::MAX { SketchSample::EMPTY } else { code as u16 }
}

/// The least hash of each slot in full, as a key to search by.
#[derive(Debug)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_keep_the_order() {
        let codes: Vec<_> = [0, 6, 10, 900, 1 << 20, u32::MAX - 1, u32::MAX].map(code).to_vec();
        assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
        assert_eq!(code(u32::MAX), SketchSample::EMPTY);
    }
}
