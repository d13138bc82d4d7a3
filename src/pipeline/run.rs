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
    render::Renderer,
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
    let mut tables = Tables::create(pipeline, settings)?;
    let renderer = Renderer { pipeline, settings, days: CivilDays::new(settings.zone.clone()), spare: Mutex::default() };
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel::<Batch>(QUEUE);
        let sources = &expanded.sources;
        let batcher = Batcher::new(pool.current_num_threads());
        scope.spawn(move || read_all(sources, settings, batcher, &sender));
        // while one batch is analysed, the rows of the one before are written: on one thread one after the other
        let mut waiting = Vec::new();
        for batch in receiver {
            let records = batch.records.len();
            let (written, next) = pool.install(|| rayon::join(|| tables.append(waiting, &renderer), || renderer.render(batch.records)));
            written?;
            waiting = next;
            progress.advance(batch.files, batch.bytes, records);
        }
        tables.append(waiting, &renderer)?;
        Ok::<(), RunError>(())
    })?;
    tables.finish(&expanded, &fingerprint)
}

/// Reads every file in order and sends its records in batches; ends early when nobody takes them.
fn read_all(sources: &[Source], settings: &RunSettings, mut batcher: Batcher, sender: &mpsc::SyncSender<Batch>) {
    for source in sources {
        let last_resort = settings.undated.evidence(source);
        let mut flow = ControlFlow::Continue(());
        load::read(source, &settings.load, &mut |mut record| {
            if let Ok(article) = &mut record {
                settings::add_evidence(article, last_resort.as_ref());
            }
            flow = batcher.push(record, sender);
            flow
        });
        if flow.is_break() {
            return;
        }
        batcher.end_file();
    }
    let _ = batcher.send(sender);
}
