//! How two stories overlap, by their sketches.
//!
//! One-permutation hashing (Li, Owen & Zhang, NIPS 2012): of a slot the lesser of two minima is a
//! sampled element of the union of both sets.

use crate::model::{Sketch, SketchSample};

/// How the words and facts of two stories overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// Pairs of neighbouring words.
    pub pairs: Overlap,
    /// Words with a digit.
    pub numbers: Overlap,
    /// Words with a capital letter where no sentence begins, or in capitals only.
    pub names: Overlap,
}

/// How two sets overlap, by their sampled elements: of a slot the lesser minimum is a sampled
/// element of the union, and where it is in one set alone is known for certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Overlap {
    /// Sampled elements of both sets.
    pub both: u32,
    /// Of the first alone.
    pub first: u32,
    /// Of the second alone.
    pub second: u32,
}

/// How a story overlaps with another.
#[must_use]
pub fn compare(first: &Sketch, second: &Sketch) -> Comparison {
    let (first, second) = (&first.sample, &second.sample);
    Comparison {
        pairs: Overlap::of(&first.pairs, &second.pairs),
        numbers: Overlap::of(&first.numbers, &second.numbers),
        names: Overlap::of(&first.names, &second.names),
    }
}

impl Overlap {
    /// The estimated share of the first set that is in the second, 0 to 1; `None` where nothing of
    /// it was sampled.
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
            both += u16::from(a == b && a != SketchSample::EMPTY);
            a_alone += u16::from(a < b);
            b_alone += u16::from(b < a);
        }
        Self { both: both.into(), first: a_alone.into(), second: b_alone.into() }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::lang::sketch;

    const STORY: &str = "OSLO (Wire) - Nordvik ferries carried 3.1 million passengers in June, \
                         the line said on Monday, more than in any month since 1998. Its master \
                         in Bergen, Kari Lund, put that down to a dry summer. Nordvik has 41 ships.";

    #[test]
    fn a_cut_is_contained() {
        let found = compare(&sketch(&STORY[..130]), &sketch(STORY));
        assert!(found.pairs.share_of_first().unwrap() > 0.9, "{found:?}");
        assert_eq!((found.numbers.first, found.names.first), (0, 0));
        assert!(found.pairs.second > 5);
    }

    #[test]
    fn a_comparison_turns_round() {
        let (a, b) = (sketch(STORY), sketch("Nordvik ferries carried fewer cars."));
        let (there, back) = (compare(&a, &b).pairs, compare(&b, &a).pairs);
        assert_eq!((there.both, there.first, there.second), (back.both, back.second, back.first));
        assert_eq!(compare(&a, &a).numbers.second, 0);
    }

    /// The overlap of two texts of so many words, each of them new.
    fn of_ranges(first: std::ops::Range<u32>, second: std::ops::Range<u32>) -> Overlap {
        let text = |words: std::ops::Range<u32>| {
            words.fold(String::new(), |mut text, word| {
                let _ = write!(text, "w{word} ");
                text
            })
        };
        compare(&sketch(&text(first)), &sketch(&text(second))).pairs
    }

    #[test]
    fn a_part_is_wholly_contained() {
        for n in [6, 40, 400, 300_000] {
            let found = of_ranges(0..n / 3, 0..n);
            assert!(found.first <= u32::from(n > 1000), "{n}: {found:?}");
        }
    }

    /// 6,000 and 6,000 of which 3,000 are common: a half of either is contained, within three
    /// standard errors.
    #[test]
    fn the_share_is_estimated() {
        let share = of_ranges(0..6000, 3000..9000).share_of_first().unwrap();
        assert!((share - 0.5).abs() < 3.0 * (0.25f64 / 54.0).sqrt(), "{share}");
    }
}
