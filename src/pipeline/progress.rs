//! How far long work has come, for those who wait for it.

use crate::load::Source;

/// Is informed how far long work has come, by one thread at a time.
pub trait Progress: Sync {
    /// A stretch of work begins; the one before is done. `phase` says in words what is done:
    /// `finding stories`.
    fn begin(&self, phase: &str, size: Size);
    /// Since the last call: bytes of input read, records done.
    fn advance(&self, bytes: u64, records: u64);
    /// Whether whoever waits wants the work no more: it stops with an error as soon as it can.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// By what the share of a stretch of work that is done can be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Bytes of input, as they lie on the disk.
    Bytes(u64),
    /// Articles.
    Records(u64),
    /// By nothing.
    Unknown,
}

impl Size {
    /// The bytes of all `sources` that have a length; standard input has none.
    #[must_use]
    pub fn of(sources: &[Source]) -> Self {
        match sources
            .iter()
            .filter_map(|source| source.path.metadata().ok())
            .map(|data| data.len())
            .sum()
        {
            0 => Self::Unknown,
            bytes => Self::Bytes(bytes),
        }
    }
}

/// Tells nobody.
impl Progress for () {
    fn begin(&self, _phase: &str, _size: Size) {}
    fn advance(&self, _bytes: u64, _records: u64) {}
}

/// Tells of one more article that is done; an error where the work is wanted no more.
pub(super) fn step(progress: &dyn Progress) -> std::io::Result<()> {
    progress.advance(0, 1);
    if progress.is_cancelled() { Err(std::io::ErrorKind::Interrupted.into()) } else { Ok(()) }
}

/// Work that is a part of the stretch that has begun: its own stretches are not reported.
pub(super) struct Part<'a>(pub &'a dyn Progress);

impl Progress for Part<'_> {
    fn begin(&self, _phase: &str, _size: Size) {}

    fn advance(&self, bytes: u64, records: u64) {
        self.0.advance(bytes, records);
    }

    fn is_cancelled(&self) -> bool {
        self.0.is_cancelled()
    }
}
