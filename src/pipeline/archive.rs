//! An archive, read batch by batch: what threads make of its records, in the order of the records.

use std::{cell::Cell, ops::ControlFlow};

use rayon::prelude::*;

use super::{Progress, Size};
use crate::load::{self, Loaded, Options, Source};

/// Records that are worked on together, and the bytes after which fewer are.
const BATCH: usize = 512;
const BATCH_BYTES: u64 = 8 << 20;

/// Gives what `make` makes of every record of `sources` to `take`, in order. Runs in the thread
/// pool of the caller.
pub(super) fn for_each_record<T: Send>(
    sources: &[Source],
    options: &Options,
    phase: &str,
    progress: &dyn Progress,
    make: &(dyn Fn(Loaded) -> T + Sync),
    take: &mut dyn FnMut(T),
) {
    progress.begin(phase, Size::of(sources));
    let mut batch: Vec<Loaded> = Vec::with_capacity(BATCH);
    let mut work_off = |batch: &mut Vec<Loaded>, read: u64| {
        let records = batch.len() as u64;
        let done: Vec<T> = std::mem::take(batch).into_par_iter().map(make).collect();
        done.into_iter().for_each(&mut *take);
        progress.advance(read, records);
    };
    let mut bytes = 0;
    for source in sources {
        let (position, mut reported) = (Cell::new(0), 0);
        load::read_raw(source, options, &position, &mut |record| {
            bytes += record.bytes();
            batch.push(record);
            if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                bytes = 0;
                work_off(&mut batch, position.get().saturating_sub(reported));
                reported = position.get();
            }
            ControlFlow::Continue(())
        });
        progress.advance(
            source.path.metadata().map_or(0, |data| data.len()).saturating_sub(reported),
            0,
        );
    }
    work_off(&mut batch, 0);
}
