//! A queue whose entries are found by their keys: what is oldest leaves, what is newest is found
//! first.

use std::collections::VecDeque;

/// Entries of a block. Blocks neither move nor grow, so that a queue never takes twice its memory
/// while it grows.
const BLOCK: usize = 1024;
/// Entries per head at which the heads are doubled.
const MAX_PER_HEAD: usize = 2;
/// Bound on the entries looked at for one key, against texts made to collide.
const MAX_STEPS: usize = 512;
const NONE: u32 = u32::MAX;

/// Values with `K` keys each, by serial number. Key 0 is no key.
#[derive(Debug)]
pub(super) struct Chains<T, const K: usize> {
    /// Serial number of the first entry of the first block.
    start: u64,
    /// Serial number of the oldest entry.
    first: u64,
    /// Serial number of the entry to come.
    next: u64,
    blocks: VecDeque<Block<T, K>>,
    /// `K` tables of 2^`bits` heads: the newest entry whose key falls there, as the low half of its
    /// serial number.
    heads: Vec<u32>,
    bits: u32,
}

#[derive(Debug)]
struct Block<T, const K: usize> {
    values: Vec<T>,
    links: Vec<[Link; K]>,
}

/// A key of an entry and the entry before it with the same head.
#[derive(Debug, Clone, Copy)]
struct Link {
    key: u32,
    before: u32,
}

impl<T, const K: usize> Chains<T, K> {
    pub(super) fn new() -> Self {
        let bits = 6;
        Self {
            start: 0,
            first: 0,
            next: 0,
            blocks: VecDeque::new(),
            heads: vec![NONE; K << bits],
            bits,
        }
    }

    pub(super) const fn len(&self) -> usize {
        (self.next - self.first) as usize
    }

    pub(super) fn push(&mut self, keys: [u32; K], value: T) {
        if self.len() >= MAX_PER_HEAD << self.bits {
            self.grow();
        }
        let mut links = keys.map(|key| Link { key, before: NONE });
        for (k, link) in links.iter_mut().enumerate().filter(|(_, link)| link.key != 0) {
            let head = self.head(k, link.key);
            link.before = std::mem::replace(&mut self.heads[head], self.next as u32);
        }
        if self.blocks.back().is_none_or(|block| block.values.len() == BLOCK) {
            self.blocks.push_back(Block {
                values: Vec::with_capacity(BLOCK),
                links: Vec::with_capacity(BLOCK),
            });
        }
        if let Some(block) = self.blocks.back_mut() {
            block.values.push(value);
            block.links.push(links);
            self.next += 1;
        }
    }

    /// Lets the oldest entries go for which `old` says so.
    pub(super) fn pop_while(&mut self, old: impl Fn(&T) -> bool) {
        while self.get(self.first).is_some_and(&old) {
            self.first += 1;
            if self.first == self.start + BLOCK as u64 {
                self.blocks.pop_front();
                self.start = self.first;
            }
        }
    }

    /// The value with this serial number, if it is still there.
    pub(super) fn get(&self, serial: u64) -> Option<&T> {
        let (block, place) = self.place(serial)?;
        self.blocks.get(block)?.values.get(place)
    }

    /// Serial numbers of the entries that have one of `keys` in its place, for each key the newest
    /// `most`. All keys go on step by step together, so that the memory's answers are waited for
    /// together.
    pub(super) fn with_keys(&self, keys: &[u32; K], most: usize, found: &mut Vec<u64>) {
        let mut at = [NONE; K];
        for (k, &key) in keys.iter().enumerate().filter(|(_, key)| **key != 0) {
            at[k] = self.heads[self.head(k, key)];
        }
        let (mut bounds, mut left) = ([self.next; K], [most; K]);
        for _ in 0..MAX_STEPS {
            let mut done = true;
            for k in 0..K {
                let Some((serial, link)) = self.link(k, at[k], bounds[k]) else { continue };
                let fits = link.key == keys[k];
                if fits {
                    found.push(serial);
                    left[k] -= 1;
                }
                (at[k], bounds[k]) = (if left[k] == 0 { NONE } else { link.before }, serial);
                done = false;
            }
            if done {
                break;
            }
        }
    }

    /// The newest value with `key` in the `k`-th place that fits.
    pub(super) fn newest(&self, k: usize, key: u32, fits: impl Fn(&T) -> bool) -> Option<&T> {
        let (mut at, mut bound) = (self.heads[self.head(k, key)], self.next);
        for _ in 0..MAX_STEPS {
            let (serial, link) = self.link(k, at, bound)?;
            let value = self.get(serial).filter(|value| link.key == key && fits(value));
            if value.is_some() {
                return value;
            }
            (at, bound) = (link.before, serial);
        }
        None
    }

    /// The entry whose serial number ends in `low`, if it is there and older than `bound`. Heads
    /// and links may name entries that are gone.
    fn link(&self, k: usize, low: u32, bound: u64) -> Option<(u64, Link)> {
        let serial = self.first + u64::from(low.wrapping_sub(self.first as u32));
        if low == NONE || serial >= bound {
            return None;
        }
        let (block, place) = self.place(serial)?;
        Some((serial, *self.blocks.get(block)?.links.get(place)?.get(k)?))
    }

    fn place(&self, serial: u64) -> Option<(usize, usize)> {
        let place =
            (serial >= self.first && serial < self.next).then(|| (serial - self.start) as usize)?;
        Some((place / BLOCK, place % BLOCK))
    }

    const fn head(&self, k: usize, key: u32) -> usize {
        let spread = key.wrapping_mul(0x9E37_79B1) >> (32 - self.bits);
        (k << self.bits) + spread as usize
    }

    /// Twice as many heads.
    fn grow(&mut self) {
        self.bits += 1;
        self.heads = Vec::new();
        self.heads = vec![NONE; K << self.bits];
        let from = (self.first - self.start) as usize;
        let mut serial = self.start;
        for b in 0..self.blocks.len() {
            for place in 0..self.blocks[b].links.len() {
                if b * BLOCK + place >= from {
                    for k in 0..K {
                        let key = self.blocks[b].links[place][k].key;
                        if key != 0 {
                            let head = self.head(k, key);
                            self.blocks[b].links[place][k].before =
                                std::mem::replace(&mut self.heads[head], serial as u32);
                        }
                    }
                }
                serial += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<T, const K: usize>(chains: &Chains<T, K>, keys: [u32; K], most: usize) -> Vec<u64> {
        let mut found = Vec::new();
        chains.with_keys(&keys, most, &mut found);
        found
    }

    #[test]
    fn the_newest_come_first_and_the_oldest_leave() {
        let mut chains = Chains::<u64, 2>::new();
        for n in 0..10_000u64 {
            chains.push([1 + (n % 7) as u32, 1 + n as u32], n);
            chains.pop_while(|old| old + 3000 <= n);
        }
        assert_eq!(chains.len(), 3000);
        assert_eq!(found(&chains, [3, 0], 3), [9998, 9991, 9984]);
        assert_eq!(found(&chains, [0, 9001], 3), [9000]);
        assert_eq!(found(&chains, [0, 6000], 3), Vec::<u64>::new());
        assert_eq!(found(&chains, [3, 9001], 1), [9998, 9000]);
        assert_eq!(
            (chains.get(6999), chains.get(7000), chains.get(10_000)),
            (None, Some(&7000), None)
        );
        assert!(chains.blocks.len() <= 4);
    }

    proptest::proptest! {
        /// Against a plain list.
        #[test]
        fn finds_what_a_list_finds(pushes in proptest::collection::vec((0u32..6, 0usize..9), 1..600)) {
            let mut chains = Chains::<usize, 1>::new();
            let mut list: Vec<(usize, u32)> = Vec::new();
            for (n, (key, leave)) in pushes.into_iter().enumerate() {
                let leave = leave.saturating_sub(6);
                let newest = list.iter().rev().find(|(n, k)| *k == key && n % 2 == 0).map(|(n, _)| n);
                if key != 0 {
                    proptest::prop_assert_eq!(chains.newest(0, key, |n| n % 2 == 0), newest);
                }
                let found: Vec<_> = found(&chains, [key], 5).into_iter().map(|serial| *chains.get(serial).unwrap()).collect();
                let expected: Vec<_> = list.iter().rev().filter(|(_, k)| *k == key && key != 0).map(|(n, _)| *n).take(5).collect();
                proptest::prop_assert_eq!(found, expected);
                chains.push([key], n);
                list.push((n, key));
                let oldest = list[0].0 + leave.min(list.len());
                chains.pop_while(|n| *n < oldest);
                list.retain(|(n, _)| *n >= oldest);
                if let Some(&(n, key)) = list.first().filter(|(_, key)| *key != 0) {
                    proptest::prop_assert_eq!(chains.newest(0, key, |found| *found == n), Some(&n));
                }
                proptest::prop_assert_eq!(chains.len(), list.len());
            }
        }
    }
}
