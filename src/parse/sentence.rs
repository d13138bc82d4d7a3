//! A sentence with the parts of speech of its tokens.

use std::ops::Deref;

use crate::{
    lexicon::{Class, Layer, SentenceView},
    model::Pos,
};

/// One sentence while it is parsed.
pub(super) struct TaggedView<'a> {
    view: &'a SentenceView<'a>,
    /// Of the tokens of the sentence, from its first.
    pos: &'a [Pos],
}

impl<'a> Deref for TaggedView<'a> {
    type Target = SentenceView<'a>;

    fn deref(&self) -> &Self::Target {
        self.view
    }
}

impl<'a> TaggedView<'a> {
    pub(super) const fn new(view: &'a SentenceView<'a>, pos: &'a [Pos]) -> Self {
        Self { view, pos }
    }

    /// The part of speech of token `at`.
    pub(super) fn pos(&self, at: u32) -> Pos {
        self.pos.get(at.wrapping_sub(self.start()) as usize).copied().unwrap_or_default()
    }

    /// Whether token `at` is a day of the week.
    pub(super) fn is_weekday(&self, at: u32) -> bool {
        self.has_at(Layer::Number, at, |e| e.class == Class::Weekday)
    }

    /// Whether token `at` names a time: a day of the week, a month, a word that bounds a period.
    pub(super) fn is_time(&self, at: u32) -> bool {
        self.has_at(Layer::Number, at, |e| matches!(e.class, Class::Weekday | Class::Month))
            || !self.hits_at(Layer::Period, at).is_empty()
    }
}
