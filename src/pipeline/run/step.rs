//! What goes from the reader to the writer: records to analyse, and rows.

use super::{journal::Item, source_state::SourceState};
use crate::load::Loaded;

/// What the reader hands on.
pub(super) enum Step {
    /// To be analysed.
    Read(Batch),
    /// Taken over from an earlier run.
    Copied(Chunk, Done),
}

/// A record, or the boundary of an input.
pub(super) enum Entry {
    Source(SourceState),
    Record(Box<Loaded>),
    End,
}

/// Entries that are analysed together, in the order of reading.
#[derive(Default)]
pub(super) struct Batch {
    pub entries: Vec<Entry>,
    pub done: Done,
}

/// How far this brings the run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Done {
    pub records: usize,
    /// Bytes of input that they were read from, as on the disk.
    pub bytes: u64,
}

/// Items in order, and the rows of all of them in each file after one another.
#[derive(Debug)]
pub(super) struct Chunk {
    pub items: Vec<Item>,
    pub rows: Vec<Vec<u8>>,
}
