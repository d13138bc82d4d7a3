//! One of several parts of a list of inputs, the same wherever it is asked for.

use std::{fmt, str::FromStr};

use crate::load::Expanded;

/// The Kth of N parts. Which part an input is in follows from its name alone, so that schedulers
/// can spread an archive without telling one another.
///
/// ```
/// use newsvane::Shard;
/// let shard: Shard = "2/4".parse()?;
/// assert_eq!(shard.to_string(), "2/4");
/// assert_eq!((1..=4).filter(|k| Shard::new(*k, 4).unwrap().takes("2026/news.jsonl")).count(), 1);
/// assert!("5/4".parse::<Shard>().unwrap_err().contains("expected K/N"));
/// # Ok::<(), String>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    count: u32,
}

impl Shard {
    /// The part `number` of `count`, from 1; `None` where there is no such part.
    #[must_use]
    pub const fn new(number: u32, count: u32) -> Option<Self> {
        if number >= 1 && number <= count { Some(Self { number, count }) } else { None }
    }

    /// Whether an input of this name is in it.
    #[must_use]
    pub fn takes(self, locator: &str) -> bool {
        let hash = blake3::hash(locator.as_bytes());
        let hash = hash.as_bytes().iter().take(8).fold(0_u64, |sum, b| sum << 8 | u64::from(*b));
        hash % u64::from(self.count) == u64::from(self.number - 1)
    }

    /// Leaves out what is in other parts.
    pub(super) fn restrict(self, expanded: &mut Expanded) {
        let sources = std::mem::take(&mut expanded.sources).into_iter();
        let pairs = sources.zip(std::mem::take(&mut expanded.arguments));
        (expanded.sources, expanded.arguments) =
            pairs.filter(|(source, _)| self.takes(&source.locator)).unzip();
        expanded.skipped.retain(|skipped| self.takes(&skipped.locator));
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/');
        let shard = parts.and_then(|(k, n)| Self::new(k.parse().ok()?, n.parse().ok()?));
        shard.ok_or_else(|| "expected K/N with K from 1 to N, such as 2/8".to_owned())
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}
