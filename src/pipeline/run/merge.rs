//! Several runs as one: their journals and rows are joined in the order of their inputs, and what
//! needs all articles is made anew, so that the tables are those of one run over all inputs.

use std::path::{Path, PathBuf};

use super::{
    earlier::{Base, CopyStatus, EarlierRun},
    fingerprint::Fingerprint,
    finish::{Ending, Recomputed},
    journal::{Item, JOURNAL, JournalReader},
    row_files::RowFile,
    settings::RunError,
    step::Chunk,
    summary::RunSummary,
    tables::Tables,
    timing::Timing,
    warnings::NO_DAY,
};
use crate::{
    config::ConfigError,
    pipeline::{Progress, Size, index::IndexError, manifest::Manifest},
    write::{Output, SCHEMA_VERSION},
};

/// Bytes of rows that are appended together.
const CHUNK_BYTES: usize = 4 << 20;
/// Items that are: duplicates have no rows, and an index copies none.
const CHUNK_ITEMS: usize = 1_024;

/// Why runs cannot be merged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MergeError {
    /// `run.json` is missing or of another version.
    #[error(transparent)]
    Manifest(#[from] IndexError),
    /// A setting of the runs cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The merged tables cannot be made.
    #[error(transparent)]
    Run(#[from] RunError),
    /// No folder was given.
    #[error("expected the folders of one run or more; found none")]
    Nothing,
    /// A folder without what is needed beside the tables.
    #[error(
        "{0}: no finished run is there; expected a folder that `newsvane run` wrote, with its \
         hidden folder .newsvane, in which the run keeps what other runs need"
    )]
    NoRun(PathBuf),
    /// A run that was made otherwise.
    #[error("{second}: made with other {what} than {first}; make one of them again as the other")]
    Differs {
        /// The first run.
        first: PathBuf,
        /// The one that differs from it.
        second: PathBuf,
        /// In what, and how.
        what: String,
    },
    /// Runs that were made by another program.
    #[error(
        "{0}: made by another build of newsvane than this one; merge with the build that made it, \
         or make it again"
    )]
    Build(PathBuf),
    /// An input of two runs has one name.
    #[error(
        "{locator}: an input of {first} and of {second}, which cannot be told apart by their \
         names; give a folder to one run alone, or give inputs by a folder above them \
         (news/2026-01/a.jsonl of news/)"
    )]
    SameInput {
        /// Its name.
        locator: String,
        /// One run.
        first: PathBuf,
        /// The other.
        second: PathBuf,
    },
    /// A journal or rows that end early.
    #[error("{0}: what the run keeps in .newsvane does not fit to its tables; make it again")]
    Damaged(PathBuf),
    /// The folder holds the tables of another archive.
    #[error("{} holds the tables of {}; give another --out", out.display(), earlier.join(", "))]
    OtherArchive {
        /// The folder.
        out: PathBuf,
        /// Its inputs that are none of these runs.
        earlier: Vec<String>,
    },
    /// The merged tables would be written over one of the runs.
    #[error("{0}: the tables of a run stand there; give another --out")]
    Same(PathBuf),
}

impl MergeError {
    /// The error itself, or that the work was cancelled, of which all errors after it come.
    pub(super) fn unless_cancelled(self, progress: &dyn Progress) -> Self {
        if progress.is_cancelled() { RunError::Cancelled.into() } else { self }
    }
}

/// One of the runs.
pub(super) struct Shard {
    folder: PathBuf,
    pub manifest: Manifest,
    base: Base,
    /// Records that were taken of it.
    taken: u64,
}

/// Joins the tables of finished runs and writes them to `out`, where they appear together: the bytes
/// of one run over all inputs, as long as no two inputs have one name. An article that several runs
/// have is in the tables once.
///
/// # Errors
/// When a folder holds no finished run, the runs were made with other versions, lexicons or
/// settings, two of them have an input of one name, or `out` cannot be written.
pub fn merge(
    folders: &[PathBuf],
    out: &Path,
    progress: &dyn Progress,
) -> Result<RunSummary, MergeError> {
    merge_all(folders, out, progress).map_err(|error| error.unless_cancelled(progress))
}

fn merge_all(
    folders: &[PathBuf],
    out: &Path,
    progress: &dyn Progress,
) -> Result<RunSummary, MergeError> {
    refuse_same(folders, out)?;
    let (fingerprint, manifest) = comparable(folders)?;
    let mut settings = manifest.settings.run_settings(Vec::new())?;
    out.clone_into(&mut settings.out);
    let files = RowFile::all(&settings.formats);
    let mut shards = Vec::new();
    for folder in folders {
        shards.push(Shard::open(folder, &files, &fingerprint)?);
    }
    let arguments = arguments_of(&shards);
    refuse_other_archive(out, &arguments)?;
    let mut timing = Timing::start(0);
    let articles = shards.iter().map(|shard| shard.manifest.counts.analysed).sum();
    progress.begin("joining tables", Size::Records(articles));
    let output = Output::open(out).map_err(RunError::from)?;
    let mut tables = Tables::create(output, &files, &fingerprint)?;
    join(&mut shards, &mut tables, files.len(), progress)?;
    timing.analysed();
    let ending = Ending {
        settings: &settings,
        fingerprint: &fingerprint,
        timing: &timing,
        manifest,
        arguments: &arguments,
        skipped: shards.iter().map(|shard| shard.manifest.counts.skipped).sum(),
        advice: &|locator| advice(locator, &shards),
        remade: Recomputed::All,
    };
    Ok(tables.finish(ending, progress)?)
}

/// Refuses to write over one of the runs.
pub(super) fn refuse_same(folders: &[PathBuf], out: &Path) -> Result<(), MergeError> {
    let is_out = |folder: &&PathBuf| {
        folder.canonicalize().is_ok_and(|own| out.canonicalize().is_ok_and(|out| out == own))
    };
    let same = folders.iter().find(is_out);
    same.map_or(Ok(()), |folder| Err(MergeError::Same(folder.clone())))
}

/// The inputs of all runs as they were given.
pub(super) fn arguments_of(shards: &[Shard]) -> Vec<String> {
    let inputs = shards.iter().flat_map(|own| &own.manifest.inputs);
    let mut arguments: Vec<String> = inputs.map(|own| own.path.clone()).collect();
    arguments.sort_unstable();
    arguments.dedup();
    arguments
}

/// Refuses to replace the tables of an archive with those of another.
fn refuse_other_archive(out: &Path, arguments: &[String]) -> Result<(), MergeError> {
    let Ok(manifest) = Manifest::read(out) else { return Ok(()) };
    let inputs = manifest.inputs.into_iter().map(|input| input.path);
    let earlier: Vec<String> = inputs.filter(|path| !arguments.contains(path)).collect();
    if earlier.is_empty() {
        return Ok(());
    }
    Err(MergeError::OtherArchive { out: out.to_owned(), earlier })
}

/// What decides the tables of all runs, and `run.json` of the first.
pub(super) fn comparable(folders: &[PathBuf]) -> Result<(Fingerprint, Manifest), MergeError> {
    let (first, others) = folders.split_first().ok_or(MergeError::Nothing)?;
    let (fingerprint, manifest) = known(first)?;
    for second in others {
        let (other, own) = known(second)?;
        if let Some(what) = difference((&fingerprint, &manifest), (&other, &own)) {
            let (first, second) = (first.clone(), second.clone());
            return Err(MergeError::Differs { first, second, what });
        }
    }
    if fingerprint.build != env!("NEWSVANE_BUILD") || fingerprint.schema_version != SCHEMA_VERSION {
        return Err(MergeError::Build(first.clone()));
    }
    // there is no telling whether the inputs have changed since
    Ok((Fingerprint { inputs: None, ..fingerprint }, manifest))
}

/// What a folder says of its run.
fn known(folder: &Path) -> Result<(Fingerprint, Manifest), MergeError> {
    let manifest = Manifest::read(folder)?;
    let journal = JournalReader::open(&Output::kept_in(folder, JOURNAL));
    let journal = journal.ok_or_else(|| MergeError::NoRun(folder.to_owned()))?;
    Ok((journal.fingerprint, manifest))
}

/// In what two runs differ, and how; `None` where the same input produces the same tables.
fn difference(
    (first, of_first): (&Fingerprint, &Manifest),
    (second, of_second): (&Fingerprint, &Manifest),
) -> Option<String> {
    if first.is_same_but_inputs(second) {
        return None;
    }
    if (&first.version, &first.build) != (&second.version, &second.build) {
        let shown = |own: &Fingerprint| format!("{} ({})", own.version, own.build);
        return Some(format!("newsvane, {} here, {} there,", shown(second), shown(first)));
    }
    if first.lexicons != second.lexicons {
        return Some("lexicons, lines of boilerplate or companies".to_owned());
    }
    if first.scorer != second.scorer {
        return Some("scorers".to_owned());
    }
    let value = |own: &Manifest| serde_json::to_value(&own.settings).unwrap_or_default();
    let (first, second) = (value(of_first), value(of_second));
    let keys = first.as_object().into_iter().chain(second.as_object()).flat_map(|own| own.keys());
    let differs = keys.into_iter().find(|key| first.get(key) != second.get(key));
    Some(match differs {
        Some(key) => {
            let shown = |own: &serde_json::Value| {
                own.get(key).map_or_else(|| "the default".to_owned(), ToString::to_string)
            };
            format!("settings ({key}: {} here, {} there)", shown(&second), shown(&first))
        }
        None => "settings".to_owned(),
    })
}

impl Shard {
    fn open(
        folder: &Path,
        files: &[RowFile],
        fingerprint: &Fingerprint,
    ) -> Result<Self, MergeError> {
        let place = |file: &RowFile| file.kept_in(folder);
        let journal = Output::kept_in(folder, JOURNAL);
        let earlier = EarlierRun::open(&journal, place, fingerprint)
            .ok_or_else(|| MergeError::Damaged(folder.to_owned()))?;
        Self::new(folder, Base::new(earlier, files))
    }

    /// The same without its rows.
    pub(super) fn open_journal(
        folder: &Path,
        fingerprint: &Fingerprint,
    ) -> Result<Self, MergeError> {
        let earlier = EarlierRun::open_journal(&Output::kept_in(folder, JOURNAL), fingerprint)
            .ok_or_else(|| MergeError::Damaged(folder.to_owned()))?;
        Self::new(folder, Base::new(earlier, &[]))
    }

    fn new(folder: &Path, base: Base) -> Result<Self, MergeError> {
        let manifest = Manifest::read(folder)?;
        Ok(Self { folder: folder.to_owned(), manifest, base, taken: 0 })
    }
}

/// Appends the rows of all runs, input by input in the order of their names.
pub(super) fn join(
    shards: &mut [Shard],
    tables: &mut Tables,
    files: usize,
    progress: &dyn Progress,
) -> Result<(), MergeError> {
    let new = || Chunk { items: Vec::new(), rows: vec![Vec::new(); files] };
    let mut chunk = new();
    let mut append = |chunk: &mut Chunk| -> Result<(), MergeError> {
        let full = std::mem::replace(chunk, new());
        progress.advance(0, full.items.iter().filter(|item| item.is_record()).count() as u64);
        tables.append(vec![full], &|_| {})?;
        if progress.is_cancelled() { Err(RunError::Cancelled.into()) } else { Ok(()) }
    };
    while let Some(shard) = next(shards)? {
        let Some(state) = shard.base.source().cloned() else { break };
        chunk.items.push(Item::Source(state));
        shard.base.pass_boundary();
        loop {
            match shard.base.take(&mut chunk) {
                CopyStatus::More => shard.taken += 1,
                CopyStatus::All => break,
                CopyStatus::NoMore => return Err(MergeError::Damaged(shard.folder.clone())),
            }
            let bytes: usize = chunk.rows.iter().map(Vec::len).sum();
            if bytes >= CHUNK_BYTES || chunk.items.len() >= CHUNK_ITEMS {
                append(&mut chunk)?;
            }
        }
        shard.base.pass_boundary();
        chunk.items.push(Item::End);
    }
    append(&mut chunk)?;
    // rows that do not fit to the journal end it early
    let damaged = shards.iter().find(|shard| {
        let counts = &shard.manifest.counts;
        shard.taken + counts.skipped != counts.seen
    });
    damaged.map_or(Ok(()), |shard| Err(MergeError::Damaged(shard.folder.clone())))
}

/// The run whose next input is the first by its name.
fn next(shards: &mut [Shard]) -> Result<Option<&mut Shard>, MergeError> {
    let mut first: Option<(usize, &str)> = None;
    for (n, shard) in shards.iter().enumerate() {
        let Some(state) = shard.base.source() else { continue };
        match first {
            Some((known, locator)) if locator == state.locator => {
                return Err(MergeError::SameInput {
                    locator: locator.to_owned(),
                    first: shards[known].folder.clone(),
                    second: shard.folder.clone(),
                });
            }
            Some((_, locator)) if locator < state.locator.as_str() => {}
            _ => first = Some((n, &state.locator)),
        }
    }
    let place = first.map(|(n, _)| n);
    Ok(place.and_then(|n| shards.get_mut(n)))
}

/// What the run that read an input says of its days.
pub(super) fn advice(locator: &str, shards: &[Shard]) -> String {
    let lines = shards.iter().flat_map(|shard| &shard.manifest.warnings);
    let own = lines.filter_map(|line| line.strip_prefix(locator)?.strip_prefix(": "));
    own.filter_map(|line| line.split_once(NO_DAY))
        .map(|(_, advice)| advice.to_owned())
        .next()
        .unwrap_or_default()
}
