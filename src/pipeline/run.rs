//! An archive to tables: reading, analysis on all threads, writing in order. The only place with
//! threads.

mod batch;
mod earlier;
mod fingerprint;
mod finish;
mod id_set;
mod index_runs;
mod inputs;
mod journal;
mod last_tables;
mod merge;
mod reader;
mod remake;
mod render;
mod row_files;
mod scorer;
mod settings;
mod shard;
mod source_state;
mod step;
mod summary;
mod tables;
mod timing;
mod warnings;

use std::{ops::ControlFlow, path::Path, sync::mpsc};

pub use index_runs::index_runs;
pub use merge::{MergeError, merge};
#[cfg(feature = "arrow")]
pub(super) use render::{facts, foreign, said};
pub use scorer::RunScorer;
pub use settings::{RunError, RunSettings};
pub use shard::Shard;
pub use summary::RunSummary;

use self::{
    batch::Batcher,
    earlier::{Base, EarlierRun},
    fingerprint::Fingerprint,
    finish::{Ending, Recomputed},
    journal::JOURNAL,
    reader::Reader,
    render::Renderer,
    row_files::RowFile,
    step::{Chunk, Done, Step},
    summary::EarlierWork,
    tables::Tables,
    timing::Timing,
};
use super::{Manifest, Pipeline, Progress, Size};
use crate::{
    load::{self, Expanded, FieldCheck},
    write::{Output, OutputError},
};

/// Batches that wait between reader and analysis: with [`Batcher`]'s size this bounds memory.
const QUEUE: usize = 2;

/// Below the hidden part of the output folder: what a run left that was killed, while its work is
/// taken over.
const BEFORE: &str = "before";

/// Reads an archive, analyses every article, aggregates, and writes all tables to `settings.out`.
///
/// The tables are the same bytes for any number of threads: batches are analysed in parallel and
/// written in order. They are the same bytes, too, when the run was killed and goes on, and when
/// only what is new in a grown archive is analysed.
///
/// # Errors
/// When an input does not exist, the output cannot be written, or threads cannot be started.
/// Records that cannot be analysed are no errors: they are rows of `rejects`.
pub fn run(
    pipeline: &Pipeline,
    settings: &RunSettings,
    progress: &dyn Progress,
) -> Result<RunSummary, RunError> {
    let mut expanded = load::expand(&settings.inputs)?;
    let checked = load::check_fields(&expanded.sources, &settings.load)?;
    if let Some(shard) = settings.shard {
        shard.restrict(&mut expanded);
    }
    let fingerprint = settings.fingerprint(pipeline, &expanded.sources);
    let output = Output::open(&settings.out)?;
    refuse_other_archive(settings)?;
    if let Some(summary) = finish::find_finished(&output, settings, &fingerprint) {
        return Ok(summary);
    }
    let since = EarlierWork::of(&output, settings, &fingerprint);
    let asked = RunRequest { pipeline, settings, fingerprint, expanded, checked, progress };
    let made = match asked.remake(&output)? {
        Some(summary) => summary,
        None => asked.read(output)?,
    };
    Ok(RunSummary { started_over: since.started_over, redone: since.redone, ..made })
}

/// What a run is asked for.
struct RunRequest<'a> {
    pipeline: &'a Pipeline,
    settings: &'a RunSettings,
    fingerprint: Fingerprint,
    expanded: Expanded,
    checked: FieldCheck,
    progress: &'a dyn Progress,
}

impl RunRequest<'_> {
    /// Makes anew what settings of the index decide; `None` where more has changed.
    fn remake(&self, output: &Output) -> Result<Option<RunSummary>, RunError> {
        let Some(earlier) = remake::find_rows(output, self.settings, &self.fingerprint) else {
            return Ok(None);
        };
        let finish = |ending: Ending<'_>| remake::remake(output, &earlier, ending, self.progress);
        self.ending(&Timing::start(0), Recomputed::Joined, finish)
    }

    /// Reads what no earlier run has read, and makes all tables.
    fn read(self, output: Output) -> Result<RunSummary, RunError> {
        let Self { settings, progress, .. } = self;
        let size = Size::of(&self.expanded.sources);
        progress.begin("reading", size);
        let mut timing = Timing::start(if let Size::Bytes(bytes) = size { bytes } else { 0 });
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(settings.threads.unwrap_or(0))
            .build()
            .map_err(RunError::Threads)?;
        let files = RowFile::all(&settings.formats);
        let Start { tables, bases, sources_done, begun } =
            start(output, settings, &files, &self.fingerprint)?;
        let reader = Reader {
            sources: self.expanded.sources.get(sources_done..).unwrap_or_default(),
            arguments: self.expanded.arguments.get(sources_done..).unwrap_or_default(),
            settings,
            options: self.checked.options(),
            bases,
            files: files.len(),
            begun,
        };
        let resumed = tables.tally.counts.seen;
        let renderer = Renderer::new(self.pipeline, settings, &files, progress);
        let mut job = Job { pool, tables, renderer, progress, waiting: Vec::new(), reused: 0 };
        timing.threads = job.pool.current_num_threads();
        job.work_off(reader)?;
        self.checked.finish()?;
        timing.analysed();
        let Job { tables, reused, .. } = job;
        timing.records = tables.tally.counts.seen - resumed - reused;
        let summary =
            self.ending(&timing, Recomputed::All, |ending| tables.finish(ending, progress))?;
        Ok(RunSummary { resumed, reused, ..summary })
    }

    /// Hands on what is known beside the journal.
    fn ending<T>(
        &self,
        timing: &Timing,
        remade: Recomputed,
        finish: impl FnOnce(Ending<'_>) -> Result<T, RunError>,
    ) -> Result<T, RunError> {
        let ending = Ending {
            settings: self.settings,
            fingerprint: &self.fingerprint,
            timing,
            manifest: finish::begun(self.pipeline, self.settings, &self.fingerprint),
            arguments: &self.settings.inputs,
            skipped: self.expanded.skipped.len() as u64,
            advice: &|locator| warnings::advice(locator, &self.expanded.sources),
            remade,
        };
        let is_cancelled = || self.progress.is_cancelled();
        finish(ending).map_err(|error| if is_cancelled() { RunError::Cancelled } else { error })
    }
}

/// Refuses to replace the tables of an archive with those of another: inputs of the earlier run that
/// are none of this one tell them apart.
fn refuse_other_archive(settings: &RunSettings) -> Result<(), RunError> {
    if settings.fresh || settings.update {
        return Ok(());
    }
    let Ok(manifest) = Manifest::read(&settings.out) else { return Ok(()) };
    let is_other = |path: &String| !settings.inputs.contains(path);
    let earlier: Vec<String> =
        manifest.inputs.into_iter().map(|input| input.path).filter(is_other).collect();
    if earlier.is_empty() {
        return Ok(());
    }
    Err(RunError::OtherArchive { out: settings.out.clone(), earlier })
}

/// Where a run begins.
struct Start {
    tables: Tables,
    bases: Vec<Base>,
    /// Inputs that are done.
    sources_done: usize,
    /// Records of the next that are done.
    begun: Option<u64>,
}

/// Goes on where the same run was killed; else takes over what earlier runs with the same settings
/// know.
fn start(
    output: Output,
    settings: &RunSettings,
    files: &[RowFile],
    fingerprint: &Fingerprint,
) -> Result<Start, RunError> {
    let staging = output.staging();
    let earlier_in = |folder: &Path| {
        EarlierRun::open(&folder.join(JOURNAL), |file| folder.join(file.name()), fingerprint)
    };
    let is_wanted = !settings.fresh && fingerprint.inputs.is_some();
    if let Some(earlier) =
        earlier_in(&staging).filter(|earlier| is_wanted && earlier.has_same_inputs(fingerprint))
    {
        let bases = bases(&output, files, fingerprint);
        let (tables, standing) = Tables::resume(output, files, earlier)?;
        return Ok(Start {
            tables,
            bases,
            sources_done: standing.sources,
            begun: standing.records,
        });
    }
    let before = output.kept(BEFORE);
    if is_wanted && earlier_in(&staging).is_some() {
        let _ = std::fs::remove_dir_all(&before);
        std::fs::rename(&staging, &before).map_err(|e| OutputError::write(&before, e))?;
    }
    let bases = if is_wanted { bases(&output, files, fingerprint) } else { Vec::new() };
    let tables = Tables::create(output, files, fingerprint)?;
    Ok(Start { tables, bases, sources_done: 0, begun: None })
}

/// Earlier runs over other inputs: a killed one, and the one whose tables are there.
fn bases(output: &Output, files: &[RowFile], fingerprint: &Fingerprint) -> Vec<Base> {
    let before = output.kept(BEFORE);
    let killed =
        EarlierRun::open(&before.join(JOURNAL), |file| before.join(file.name()), fingerprint);
    let place = |file: &RowFile| file.kept_in(output.folder());
    let finished = EarlierRun::open(&output.kept(JOURNAL), place, fingerprint);
    killed.into_iter().chain(finished).map(|earlier| Base::new(earlier, files)).collect()
}

/// A run at work.
struct Job<'a> {
    pool: rayon::ThreadPool,
    tables: Tables,
    renderer: Renderer<'a>,
    progress: &'a dyn Progress,
    /// Rendered rows of the batch before, still to be written.
    waiting: Vec<Chunk>,
    /// Records taken over from an earlier run.
    reused: u64,
}

impl Job<'_> {
    /// Has everything read, on a thread of its own where there are several, rendered and written.
    fn work_off(&mut self, reader: Reader<'_>) -> Result<(), RunError> {
        let threads = self.pool.current_num_threads();
        let mut done = Ok(());
        if threads == 1 {
            let mut deliver = |step| {
                done = self.take(step);
                if done.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            };
            reader.read_all(Batcher::new(threads, &mut deliver));
        } else {
            done = std::thread::scope(|scope| {
                let (sender, receiver) = mpsc::sync_channel::<Step>(QUEUE);
                scope.spawn(move || {
                    let mut deliver = |step| {
                        if sender.send(step).is_ok() {
                            ControlFlow::Continue(())
                        } else {
                            ControlFlow::Break(())
                        }
                    };
                    reader.read_all(Batcher::new(threads, &mut deliver));
                });
                receiver.into_iter().try_for_each(|step| self.take(step))
            });
        }
        done?;
        let renderer = &self.renderer;
        self.tables.append(std::mem::take(&mut self.waiting), &|rows| renderer.recycle(rows))
    }

    /// Renders a batch, and meanwhile writes the rows of the one before; on one thread one after
    /// the other.
    fn take(&mut self, step: Step) -> Result<(), RunError> {
        let (tables, renderer, waiting) =
            (&mut self.tables, &self.renderer, std::mem::take(&mut self.waiting));
        let recycle = |rows| renderer.recycle(rows);
        let Done { records, bytes } = match step {
            Step::Read(batch) => {
                let (written, next) = self.pool.install(|| {
                    rayon::join(
                        || tables.append(waiting, &recycle),
                        || renderer.render(batch.entries),
                    )
                });
                self.waiting = next;
                written?;
                if let Some(error) = renderer.outside() {
                    return Err(error.into());
                }
                batch.done
            }
            Step::Copied(chunk, done) => {
                tables.append(waiting, &recycle)?;
                tables.append(vec![chunk], &recycle)?;
                self.reused += done.records as u64;
                done
            }
        };
        self.progress.advance(bytes, records as u64);
        if self.progress.is_cancelled() { Err(RunError::Cancelled) } else { Ok(()) }
    }
}
