//! Sets of classes: what the words of a token, a stretch or a sentence do, in one machine word.

use super::{Class, Layer};

/// A set of the classes that texts are scanned for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct ClassSet(u64);

impl ClassSet {
    /// No class.
    pub(crate) const EMPTY: Self = Self(0);

    /// The set of these classes, of layers for which texts are scanned.
    #[must_use]
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let (mut bits, mut n) = (0, 0);
        while n < classes.len() {
            bits |= bit(classes[n]);
            n += 1;
        }
        Self(bits)
    }

    /// All classes of a layer.
    #[must_use]
    #[inline]
    pub(crate) const fn of_layer(layer: Layer) -> Self {
        OF_LAYERS[layer as usize]
    }

    /// Adds a class.
    pub(super) const fn insert(&mut self, class: Class) {
        self.0 |= bit(class);
    }

    /// Whether a class is in the set.
    #[must_use]
    #[inline]
    pub(crate) const fn has(self, class: Class) -> bool {
        self.0 & bit(class) != 0
    }

    /// Whether the two have a class in common.
    #[must_use]
    #[inline]
    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    #[must_use]
    #[inline]
    pub(crate) const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const OF_LAYERS: [ClassSet; Layer::COUNT] = {
    let mut sets = [ClassSet::EMPTY; Layer::COUNT];
    let mut n = 0;
    while n < Class::ALL.len() {
        sets[Class::ALL[n].layer as usize].insert(Class::ALL[n].class);
        n += 1;
    }
    sets
};

#[inline]
const fn bit(class: Class) -> u64 {
    if (class as u32) < u64::BITS { 1 << class as u32 } else { 0 }
}

/// The classes that texts are scanned for come first, and fit into a machine word.
const _: () = {
    let mut n = 0;
    while n < Class::ALL.len() {
        let is_scanned =
            !matches!(Class::ALL[n].layer, Layer::Comparison | Layer::Leaning | Layer::Word);
        assert!(!is_scanned || n < 64, "a set of classes holds 64");
        n += 1;
    }
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_hold_classes_and_meet_by_layer() {
        let set = ClassSet::of(&[Class::Up, Class::Month]);
        assert!(set.has(Class::Month) && !set.has(Class::Down));
        assert!(set.meets(ClassSet::of_layer(Layer::Tone)));
        assert!(!set.meets(ClassSet::of_layer(Layer::Speech)));
    }
}
