//! Inputs to steps, in order: taken over from an earlier run where nothing has changed, read
//! otherwise.

use std::{cell::Cell, ops::ControlFlow};

use super::{
    batch::Batcher,
    earlier::{Base, CopyStatus, EarlierInput},
    journal::Item,
    settings::RunSettings,
    source_state::SourceState,
    step::{Chunk, Done},
};
use crate::{
    config::Undated,
    load::{self, Options, Source},
};

/// Bytes of rows that are handed on together.
const COPIED_BYTES: usize = 4 << 20;
/// Items that are: duplicates have no rows.
const COPIED_ITEMS: usize = 8_192;

/// What there is to read.
pub(super) struct Reader<'a> {
    pub sources: &'a [Source],
    /// The argument by which each of them was found.
    pub arguments: &'a [String],
    pub settings: &'a RunSettings,
    /// How to read.
    pub options: &'a Options,
    /// Earlier runs over other inputs; the first that has an input is used.
    pub bases: Vec<Base>,
    /// Files that rows are appended to.
    pub files: usize,
    /// Records of the first input that are done; `None` where it was not begun.
    pub begun: Option<u64>,
}

impl Reader<'_> {
    /// Hands on every record until nobody takes them.
    pub(super) fn read_all(mut self, mut batcher: Batcher<'_>) {
        let flow = self.read_sources(&mut batcher);
        if flow.is_continue() {
            let _ = batcher.send();
        }
    }

    fn read_sources(&mut self, batcher: &mut Batcher<'_>) -> ControlFlow<()> {
        let mut copied = Copied::new(self.files);
        for (source, argument) in self.sources.iter().zip(self.arguments) {
            let state = SourceState::of(source, argument);
            let begun = self.begun.take();
            // all look for it, so that all know what is gone
            let may_grow = self.settings.undated != Undated::Mtime;
            let has_grown = |known: &_| may_grow && state.has_grown_from(known, source);
            let known: Vec<EarlierInput> =
                self.bases.iter_mut().map(|base| base.seek(&state, &has_grown)).collect();
            let place = |is_it: &dyn Fn(&EarlierInput) -> bool| known.iter().position(is_it);
            let place = place(&|known| matches!(known, EarlierInput::Same(_)))
                .or_else(|| place(&|known| *known == EarlierInput::Beginning))
                .filter(|_| begun.is_none());
            let Some(place) = place else {
                copied.send(batcher)?;
                if begun.is_none() {
                    batcher.begin(state.with_content(source));
                }
                self.read(source, begun.unwrap_or(0), batcher)?;
                continue;
            };
            let bytes = state.bytes;
            let state = match known[place] {
                EarlierInput::Same(content) => SourceState { content, ..state },
                _ => state.with_content(source),
            };
            copied.chunk.items.push(Item::Source(state));
            let (records, taken) = copied.take_all(&mut self.bases[place], batcher)?;
            if taken == CopyStatus::All && known[place] != EarlierInput::Beginning {
                copied.chunk.items.push(Item::End);
                copied.done.bytes += bytes;
                copied.send_if_full(batcher)?;
            } else {
                copied.send(batcher)?;
                self.read(source, records, batcher)?;
            }
        }
        copied.send(batcher)
    }

    /// Reads an input from its record `from` on.
    fn read(&self, source: &Source, from: u64, batcher: &mut Batcher<'_>) -> ControlFlow<()> {
        let last_resort = self.settings.undated.evidence(source);
        let position = Cell::new(0);
        let (mut number, mut reported) = (0, 0);
        let mut flow = ControlFlow::Continue(());
        load::read_raw(source, self.options, &position, &mut |mut record| {
            number += 1;
            if number <= from {
                return ControlFlow::Continue(());
            }
            record.add_evidence(last_resort.as_ref());
            flow = batcher.push(record, position.get() - reported);
            reported = position.get();
            flow
        });
        flow?;
        batcher.end(position.get() - reported)
    }
}

/// What was taken over and not handed on yet.
struct Copied {
    chunk: Chunk,
    done: Done,
}

impl Copied {
    fn new(files: usize) -> Self {
        Self {
            chunk: Chunk { items: Vec::new(), rows: vec![Vec::new(); files] },
            done: Done::default(),
        }
    }

    /// Takes records of an input as long as they can be taken over; how many, and why they end.
    fn take_all(
        &mut self,
        base: &mut Base,
        batcher: &mut Batcher<'_>,
    ) -> ControlFlow<(), (u64, CopyStatus)> {
        let mut records = 0;
        loop {
            match base.take(&mut self.chunk) {
                CopyStatus::More => {
                    records += 1;
                    self.done.records += 1;
                    self.send_if_full(batcher)?;
                }
                end => return ControlFlow::Continue((records, end)),
            }
        }
    }

    fn send_if_full(&mut self, batcher: &mut Batcher<'_>) -> ControlFlow<()> {
        let rows: usize = self.chunk.rows.iter().map(Vec::len).sum();
        if rows >= COPIED_BYTES || self.chunk.items.len() >= COPIED_ITEMS {
            self.send(batcher)
        } else {
            ControlFlow::Continue(())
        }
    }

    fn send(&mut self, batcher: &mut Batcher<'_>) -> ControlFlow<()> {
        if self.chunk.items.is_empty() {
            return ControlFlow::Continue(());
        }
        let copied = std::mem::replace(self, Self::new(self.chunk.rows.len()));
        batcher.send_copied(copied.chunk, copied.done)
    }
}
