//! An archive to tables: reading, analysis on all threads, writing in order. The only place with threads.

mod batch;
mod finish;
mod render;
mod settings;
mod summary;
mod tables;

use std::{
    ops::ControlFlow,
    sync::{Mutex, mpsc},
};

pub use settings::{Progress, RunError, RunSettings, Undated};
pub use summary::{Counts, RunSummary};

use self::{
    batch::{Batch, Batcher},
    render::{Chunk, Renderer},
    tables::Tables,
};
use super::Pipeline;
use crate::{
    aggregate::CivilDays,
    load::{self, Source},
};

/// Batches that wait between reader and analysis: with [`Batcher`]'s size this bounds memory.
const QUEUE: usize = 2;

/// Reads an archive, analyses every article, aggregates, and writes all tables to `settings.out`.
///
/// The tables are the same bytes for any number of threads: batches are analysed in parallel and written in order.
///
/// # Errors
/// When an input does not exist, the output cannot be written, or threads cannot be started. Records that cannot be
/// analysed are no errors: they are rows of `rejects`.
pub fn run(pipeline: &Pipeline, settings: &RunSettings, progress: &dyn Progress) -> Result<RunSummary, RunError> {
    let expanded = load::expand(&settings.inputs)?;
    let fingerprint = settings.fingerprint(pipeline, &expanded.sources);
    if let Some(summary) = settings.finished(&fingerprint) {
        return Ok(summary);
    }
    let bytes = expanded.sources.iter().filter_map(|s| s.path.metadata().ok()).map(|m| m.len()).sum();
    progress.begin(expanded.sources.len(), bytes);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(settings.threads.unwrap_or(0)).build().map_err(RunError::Threads)?;
    let tables = Tables::create(pipeline, settings)?;
    let renderer = Renderer { pipeline, settings, days: CivilDays::new(settings.zone.clone()), spare: Mutex::default() };
    let mut job = Job { pool, tables, renderer, progress, waiting: Vec::new() };
    job.read_and_render(&expanded.sources)?;
    job.tables.finish(&expanded, &fingerprint)
}

/// A run at work.
struct Job<'a> {
    pool: rayon::ThreadPool,
    tables: Tables<'a>,
    renderer: Renderer<'a>,
    progress: &'a dyn Progress,
    /// Rendered rows of the batch before, still to be written.
    waiting: Vec<Chunk>,
}

impl Job<'_> {
    /// Reads all sources, on a thread of its own where there are several, and has their batches rendered and written.
    fn read_and_render(&mut self, sources: &[Source]) -> Result<(), RunError> {
        let settings = self.renderer.settings;
        let threads = self.pool.current_num_threads();
        let mut done = Ok(());
        if threads == 1 {
            let mut deliver = |batch| {
                done = self.take(batch);
                if done.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            };
            read_all(sources, settings, Batcher::new(threads, &mut deliver));
        } else {
            done = std::thread::scope(|scope| {
                let (sender, receiver) = mpsc::sync_channel::<Batch>(QUEUE);
                scope.spawn(move || {
                    let mut deliver = |batch| if sender.send(batch).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
                    read_all(sources, settings, Batcher::new(threads, &mut deliver));
                });
                receiver.into_iter().try_for_each(|batch| self.take(batch))
            });
        }
        done?;
        self.tables.append(std::mem::take(&mut self.waiting), &self.renderer)
    }

    /// Renders a batch, and meanwhile writes the rows of the one before; on one thread one after the other.
    fn take(&mut self, batch: Batch) -> Result<(), RunError> {
        let records = batch.records.len();
        let (tables, renderer, waiting) = (&mut self.tables, &self.renderer, std::mem::take(&mut self.waiting));
        let (written, next) = self.pool.install(|| rayon::join(|| tables.append(waiting, renderer), || renderer.render(batch.records)));
        self.waiting = next;
        self.progress.advance(batch.files, batch.bytes, records);
        written
    }
}

/// Reads every file in order and hands its records on; ends early when nobody takes them.
fn read_all(sources: &[Source], settings: &RunSettings, mut batcher: Batcher<'_>) {
    for source in sources {
        let last_resort = settings.undated.evidence(source);
        let mut flow = ControlFlow::Continue(());
        load::read(source, &settings.load, &mut |mut record| {
            if let Ok(article) = &mut record {
                settings::add_evidence(article, last_resort.as_ref());
            }
            flow = batcher.push(record);
            flow
        });
        if flow.is_break() {
            return;
        }
        batcher.end_file();
    }
    let _ = batcher.send();
}
