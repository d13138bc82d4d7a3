//! An archive to tables: reading, analysis on all threads, writing in order. The only place with threads.

mod batch;
mod finish;
mod settings;
mod summary;
mod tables;

use std::{ops::ControlFlow, sync::mpsc};

use rayon::prelude::*;

pub use settings::{Progress, RunError, RunSettings, Undated};
pub use summary::{Counts, RunSummary};

use self::{
    batch::{Batch, Batcher},
    tables::Tables,
};
use super::{Pipeline, Scratch};
use crate::{
    load::{self, Record, Source},
    model::{Analysis, Article, Reject},
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
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel::<Batch>(QUEUE);
        let sources = &expanded.sources;
        scope.spawn(move || read_all(sources, settings, &sender));
        for batch in receiver {
            let analysed = pool.install(|| analyse(pipeline, batch.records));
            let articles = tables.admit(analysed)?;
            let rendered = pool.install(|| tables.render(&articles));
            tables.append(rendered)?;
            progress.advance(batch.files, batch.bytes, articles.len());
        }
        Ok::<(), RunError>(())
    })?;
    tables.finish(&expanded, &fingerprint)
}

/// Reads every file in order and sends its records in batches; ends early when nobody takes them.
fn read_all(sources: &[Source], settings: &RunSettings, sender: &mpsc::SyncSender<Batch>) {
    let mut batcher = Batcher::default();
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

/// One record after analysis.
type Analysed = Result<(Article, Analysis), Reject>;

fn analyse(pipeline: &Pipeline, records: Vec<Record>) -> Vec<Analysed> {
    let analyse_one = |scratch: &mut Scratch, record: Record| {
        let article = record?;
        let analysis = pipeline.analyze_with(&article, scratch);
        Ok((article, analysis))
    };
    records.into_par_iter().map_init(Scratch::default, analyse_one).collect()
}
