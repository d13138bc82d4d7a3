//! Records gathered to batches of bounded size.

use std::ops::ControlFlow;

use crate::load::Record;

/// Records that are analysed together.
#[derive(Default)]
pub(super) struct Batch {
    /// In the order of reading.
    pub records: Vec<Record>,
    /// Files that ended in this batch.
    pub files: usize,
    /// Bytes of input behind the records.
    pub bytes: u64,
}

/// Gathers records; delivers a batch as soon as it is large enough.
pub(super) struct Batcher<'a> {
    batch: Batch,
    bytes: u64,
    /// Takes a batch; breaks when no more are wanted.
    deliver: &'a mut dyn FnMut(Batch) -> ControlFlow<()>,
}

impl<'a> Batcher<'a> {
    /// Bytes of text per batch and thread: enough to keep it busy, few enough that the rows of a batch fit into memory
    /// that is warm already.
    const BYTES: u64 = 1 << 20;
    /// Records per batch.
    const RECORDS: usize = 2_048;

    pub(super) fn new(threads: usize, deliver: &'a mut dyn FnMut(Batch) -> ControlFlow<()>) -> Self {
        Self { batch: Batch::default(), bytes: Self::BYTES * threads.max(1) as u64, deliver }
    }

    pub(super) fn push(&mut self, record: Record) -> ControlFlow<()> {
        self.batch.bytes += match &record {
            Ok(article) => article.bytes.max(article.text.len() as u64),
            Err(reject) => reject.bytes,
        };
        self.batch.records.push(record);
        if self.batch.bytes >= self.bytes || self.batch.records.len() >= Self::RECORDS { self.send() } else { ControlFlow::Continue(()) }
    }

    pub(super) const fn end_file(&mut self) {
        self.batch.files += 1;
    }

    /// Delivers what is gathered.
    pub(super) fn send(&mut self) -> ControlFlow<()> {
        (self.deliver)(std::mem::take(&mut self.batch))
    }
}
