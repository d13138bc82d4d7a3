//! What the words of a sentence say of a family of themes.

/// What the cues of one sentence say of one family.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Whether it has a strong cue.
    pub(super) strong: bool,
    /// Whether it has a weak cue.
    pub(super) weak: bool,
    /// Whether it has a context word.
    pub(super) context: bool,
    /// Different words among the weak cues and context words.
    words: u32,
    /// The token of the last of them.
    last: Option<u32>,
}

impl Evidence {
    /// Notes a weak cue or a context word at a token.
    pub(super) fn see(&mut self, token: u32, is_weak: bool) {
        self.weak |= is_weak;
        self.context |= !is_weak;
        self.words += u32::from(self.last != Some(token));
        self.last = Some(token);
    }

    /// Whether a word names what the family is about.
    pub(super) const fn names(&self) -> bool {
        self.strong || self.context
    }

    /// Whether a weak cue has company: a word that is weak for one branch and context for another
    /// does not support itself.
    pub(super) const fn is_supported(&self) -> bool {
        self.weak && self.context && self.words >= 2
    }
}
