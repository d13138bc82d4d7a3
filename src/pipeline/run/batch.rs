//! Records collected into batches of bounded size.

use std::ops::ControlFlow;

use super::{
    source_state::SourceState,
    step::{Batch, Chunk, Done, Entry, Step},
};
use crate::load::Loaded;

/// Takes steps; breaks when no more are wanted.
pub(super) type Deliver<'a> = dyn FnMut(Step) -> ControlFlow<()> + 'a;

/// Collects records; delivers a batch as soon as it is large enough.
pub(super) struct Batcher<'a> {
    batch: Batch,
    weight: u64,
    max_weight: u64,
    deliver: &'a mut Deliver<'a>,
}

impl<'a> Batcher<'a> {
    /// Bytes of text per batch and thread: enough to keep it busy, few enough that the rows of a
    /// batch fit into memory that is warm already.
    const BYTES: u64 = 1 << 20;
    /// Records per batch.
    const RECORDS: usize = 2_048;

    pub(super) fn new(threads: usize, deliver: &'a mut Deliver<'a>) -> Self {
        Self {
            batch: Batch::default(),
            weight: 0,
            max_weight: Self::BYTES * threads.max(1) as u64,
            deliver,
        }
    }

    pub(super) fn begin(&mut self, source: SourceState) {
        self.batch.entries.push(Entry::Source(source));
    }

    /// Takes a record for which `bytes` of the disk were read.
    pub(super) fn push(&mut self, record: Loaded, bytes: u64) -> ControlFlow<()> {
        self.weight += record.bytes();
        self.batch.done.bytes += bytes;
        self.batch.done.records += 1;
        self.batch.entries.push(Entry::Record(Box::new(record)));
        self.send_if_full()
    }

    /// The input is read to its end, and with it the last `bytes` of it.
    pub(super) fn end(&mut self, bytes: u64) -> ControlFlow<()> {
        self.batch.entries.push(Entry::End);
        self.batch.done.bytes += bytes;
        self.send_if_full()
    }

    fn send_if_full(&mut self) -> ControlFlow<()> {
        if self.weight >= self.max_weight || self.batch.entries.len() >= Self::RECORDS {
            self.send()
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Delivers what is collected.
    pub(super) fn send(&mut self) -> ControlFlow<()> {
        self.weight = 0;
        let batch = std::mem::take(&mut self.batch);
        if batch.entries.is_empty() {
            ControlFlow::Continue(())
        } else {
            (self.deliver)(Step::Read(batch))
        }
    }

    /// Delivers what an earlier run did, after what is collected.
    pub(super) fn send_copied(&mut self, chunk: Chunk, done: Done) -> ControlFlow<()> {
        self.send()?;
        (self.deliver)(Step::Copied(chunk, done))
    }
}
