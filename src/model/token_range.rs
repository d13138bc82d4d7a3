//! Ranges of tokens.

use serde::{Deserialize, Serialize};

use std::ops::Range;

/// A half-open range of token indices, `token_start..token_end`, numbered as in the scan of the
/// document.
///
/// Parts of a range never reach outside of it, so that no arithmetic on indices is needed.
///
/// ```
/// use newsvane::model::TokenRange;
/// let range = TokenRange::new(10, 20);
/// assert_eq!(range.before(13), TokenRange::new(10, 13));
/// assert_eq!(range.before(13).last(5), TokenRange::new(10, 13));
/// assert_eq!(range.after(18).first(5), TokenRange::new(18, 20));
/// assert!(range.after(25).is_empty());
/// ```
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct TokenRange {
    /// First token.
    pub token_start: u32,
    /// One past the last token.
    pub token_end: u32,
}

impl TokenRange {
    /// The range `token_start..token_end`; empty where the end is not after the start.
    #[must_use]
    pub const fn new(token_start: u32, token_end: u32) -> Self {
        Self {
            token_start,
            token_end: if token_end < token_start { token_start } else { token_end },
        }
    }

    /// The token `at` alone.
    #[must_use]
    pub const fn single(at: u32) -> Self {
        Self::new(at, at.saturating_add(1))
    }

    /// Number of tokens.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.token_end.saturating_sub(self.token_start)
    }

    /// Whether no token is covered.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.token_end <= self.token_start
    }

    /// Whether token `at` lies inside.
    #[must_use]
    pub const fn contains(self, at: u32) -> bool {
        self.token_start <= at && at < self.token_end
    }

    /// The tokens of both; empty, at one end of this range, where there are none.
    #[must_use]
    pub fn intersect(self, other: Self) -> Self {
        self.after(other.token_start).before(other.token_end)
    }

    /// The part before token `at`.
    #[must_use]
    pub fn before(self, at: u32) -> Self {
        Self::new(
            self.token_start,
            at.clamp(self.token_start, self.token_end.max(self.token_start)),
        )
    }

    /// The part from token `at` on.
    #[must_use]
    pub fn after(self, at: u32) -> Self {
        Self::new(at.clamp(self.token_start, self.token_end.max(self.token_start)), self.token_end)
    }

    /// The first `count` tokens, or all where there are fewer.
    #[must_use]
    pub fn first(self, count: u32) -> Self {
        self.before(self.token_start.saturating_add(count))
    }

    /// The last `count` tokens, or all where there are fewer.
    #[must_use]
    pub fn last(self, count: u32) -> Self {
        self.after(self.token_end.saturating_sub(count))
    }

    /// Without the first `count` tokens.
    #[must_use]
    pub fn skip_first(self, count: u32) -> Self {
        self.after(self.token_start.saturating_add(count))
    }

    /// Without the last `count` tokens.
    #[must_use]
    pub fn skip_last(self, count: u32) -> Self {
        self.before(self.token_end.saturating_sub(count))
    }

    /// The token before the range, where there is one in the document.
    #[must_use]
    pub const fn prev(self) -> Option<u32> {
        self.token_start.checked_sub(1)
    }

    /// The last token.
    #[must_use]
    pub const fn last_token(self) -> Option<u32> {
        if self.is_empty() { None } else { Some(self.token_end - 1) }
    }

    /// The tokens in order; `rev()` walks back.
    #[must_use]
    pub const fn iter(self) -> Range<u32> {
        self.token_start..self.token_end
    }
}

impl IntoIterator for TokenRange {
    type Item = u32;
    type IntoIter = Range<u32>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::TokenRange;

    proptest::proptest! {
        #[test]
        fn parts_stay_inside(start in 0_u32..50, len in 0_u32..50, at in 0_u32..120, n in 0_u32..120) {
            let range = TokenRange::new(start, start + len);
            let parts = [
                range.before(at), range.after(at), range.first(n), range.last(n),
                range.skip_first(n), range.skip_last(n), range.intersect(TokenRange::new(at, at + n)),
            ];
            for part in parts {
                let is_inside = range.token_start <= part.token_start
                    && part.token_start <= part.token_end
                    && part.token_end <= range.token_end;
                proptest::prop_assert!(is_inside, "{range:?} {part:?}");
            }
            proptest::prop_assert_eq!(range.before(at).len() + range.after(at).len(), range.len());
            proptest::prop_assert_eq!(range.first(n).len(), n.min(range.len()));
            proptest::prop_assert_eq!(range.last(n).len(), n.min(range.len()));
        }
    }
}
