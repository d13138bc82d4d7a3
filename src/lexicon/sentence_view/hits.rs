//! The hits of one sentence, as the rules of later stages ask for them.

use super::{SentenceView, within};
use crate::{
    lexicon::{Class, ClassSet, Entry, Hit, Layer},
    model::TokenRange,
};

impl<'a> SentenceView<'a> {
    /// The hits of one layer.
    #[must_use]
    #[inline]
    pub(crate) const fn hits(&self, layer: Layer) -> &'a [Hit] {
        self.hits[layer as usize]
    }

    /// Whether hits of one of these classes may begin in the sentence: where this is false, none
    /// does.
    #[must_use]
    #[inline]
    pub(crate) const fn may_hold(&self, classes: ClassSet) -> bool {
        self.holds.meets(classes)
    }

    /// Whether hits of this class may begin with token `at`: where this is false, none does.
    #[must_use]
    #[inline]
    pub(crate) fn may_begin(&self, at: u32, class: Class) -> bool {
        self.classes_at(at).has(class)
    }

    /// The same for any of these classes.
    #[must_use]
    #[inline]
    pub(crate) fn may_begin_any(&self, at: u32, classes: ClassSet) -> bool {
        self.classes_at(at).meets(classes)
    }

    /// The classes of the hits that begin with token `at`, also of those that end beyond the
    /// sentence.
    #[inline]
    fn classes_at(&self, at: u32) -> ClassSet {
        let place = at.wrapping_sub(self.start()) as usize;
        self.classes.get(place).copied().unwrap_or_default()
    }

    /// The hits of one layer that begin in `range`.
    #[must_use]
    pub(crate) fn hits_in(&self, layer: Layer, range: TokenRange) -> &'a [Hit] {
        within(self.hits(layer), range, Hit::tokens)
    }

    /// The hits of one layer that begin with token `at`.
    #[must_use]
    #[inline]
    pub(crate) fn hits_at(&self, layer: Layer, at: u32) -> &'a [Hit] {
        if !self.classes_at(at).meets(ClassSet::of_layer(layer)) {
            return &[];
        }
        self.hits_in(layer, TokenRange::single(at))
    }

    /// Whether an entry of this layer that begins with token `at` fits.
    #[must_use]
    #[inline]
    pub(crate) fn has_at(&self, layer: Layer, at: u32, fits: impl Fn(&Entry) -> bool) -> bool {
        self.hits_at(layer, at).iter().any(|hit| fits(self.entry(hit)))
    }

    /// The entry of a hit.
    #[must_use]
    #[inline]
    pub(crate) fn entry(&self, hit: &Hit) -> &'a Entry {
        &self.lexicon.entries[hit.entry as usize]
    }

    /// The words of a hit, as the document has them.
    #[must_use]
    pub(crate) fn text_of_hit(&self, hit: &Hit) -> &'a str {
        self.text_of(hit.tokens())
    }
}
