//! The end of a run: stories are joined, the index is computed, all tables appear.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    BEFORE,
    fingerprint::Fingerprint,
    inputs::Inputs,
    journal::JOURNAL,
    last_tables::{ArticleTablesWritten, convert, stories, write_articles, write_conflicts},
    row_files::{KEPT_SPOOL, RowFile, SPOOL},
    settings::{RunError, RunSettings},
    summary::{FINISHED_FILE, FinishedFile, FinishedRun, RunSummary},
    tables::{Tables, Tally},
    timing::{TIMING, Timing},
    warnings,
};
use crate::pipeline::counts::{Counts, Scorings};
use crate::{
    aggregate::SessionError,
    model::ThemeDay,
    pipeline::{
        Pipeline, Progress, Size,
        index::{EntitySummary, Names, TableFolder},
        manifest::{InputRecord, Manifest, ScorerRecord},
    },
    write::{self, DATA_PACKAGE, Output, OutputError, SCHEMA_VERSION, Table},
};

/// What is known of tables beside their journal.
pub(super) struct Ending<'a> {
    pub settings: &'a RunSettings,
    pub fingerprint: &'a Fingerprint,
    pub timing: &'a Timing,
    /// `run.json` as far as the journal does not tell it.
    pub manifest: Manifest,
    /// Arguments by which inputs were found.
    pub arguments: &'a [String],
    /// Files that were left out on purpose.
    pub skipped: u64,
    /// What is said of an input most of whose articles have no day.
    pub advice: &'a dyn Fn(&str) -> String,
    pub remade: Recomputed,
}

/// What is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Recomputed {
    /// All tables: the rows of single articles grew in the staging folder.
    All,
    /// What needs all articles; the rows of single articles stay where they are.
    Joined,
}

impl Recomputed {
    /// What the journal is called in the staging folder. A run goes on from one of the usual name,
    /// with the rows beside it.
    pub(super) const fn journal(self) -> &'static str {
        match self {
            Self::All => JOURNAL,
            Self::Joined => "journal-of-before",
        }
    }
}

impl Tables {
    /// Aggregates, writes what is left, and lets all tables appear.
    pub(super) fn finish(
        self,
        ending: Ending<'_>,
        progress: &dyn Progress,
    ) -> Result<RunSummary, RunError> {
        let Self { output, tally, .. } = self;
        finish(&output, tally, ending, progress)
    }
}

/// Aggregates what the journal of the staging folder tells, writes what is left, and lets all tables
/// appear.
pub(super) fn finish(
    output: &Output,
    tally: Tally,
    ending: Ending<'_>,
    progress: &dyn Progress,
) -> Result<RunSummary, RunError> {
    let Ending { settings, fingerprint, timing, manifest, arguments, skipped, advice, remade } =
        ending;
    let mut counts = tally.counts;
    counts.skipped = skipped;
    counts.seen += skipped;
    let staging = output.staging();
    let failed = |e| failed(&staging, e);
    let mut inputs = Inputs::new(arguments);
    let names = Names {
        themes: manifest.themes.clone(),
        composites: manifest.composites.clone(),
        ..Names::default()
    };
    let joined = join(settings, remade, &staging, &mut counts, &mut inputs, names, progress);
    let (theme_days, entities) = joined.map_err(failed)?;
    let files = RowFile::all(&settings.formats);
    if remade == Recomputed::All {
        progress.begin("completing tables", Size::Unknown);
        convert(&files, &staging).map_err(failed)?;
    }
    let summary = RunSummary {
        counts,
        scored: tally.scored,
        reasons: tally.reasons.into_iter().collect(),
        first_rejects: tally
            .first_rejects
            .into_iter()
            .map(|p| (p.locator, p.reason, p.detail))
            .collect(),
        theme_days,
        entities,
        out: settings.out.clone(),
        warnings: warnings::of(&counts, &tally.undated, &settings.aggregate.calendar, advice),
        ..RunSummary::default()
    };
    let manifest = completed(manifest, &summary, inputs.finish());
    std::fs::write(staging.join(Manifest::FILE), manifest.to_bytes()).map_err(failed)?;
    let left_out = write_presentations(settings, &staging, &manifest, progress)?;
    timing.write(&staging).map_err(failed)?;
    let tables = file_names(settings);
    leave_mark(output, fingerprint, &summary, &tables).map_err(failed)?;
    let files = appear(output, &files, &tables, remade)?;
    Ok(RunSummary { files, left_out, ..summary })
}

/// What a step over the files of a run cannot do; a day that the calendar does not have is a matter
/// of settings.
pub(super) fn failed(staging: &Path, error: io::Error) -> RunError {
    match error.downcast::<SessionError>() {
        Ok(error) => error.into(),
        Err(error) => OutputError::write(staging, error).into(),
    }
}

/// Writes what needs all articles; returns the cells of themes and what there is of companies.
fn join(
    settings: &RunSettings,
    remade: Recomputed,
    staging: &Path,
    counts: &mut Counts,
    inputs: &mut Inputs,
    mut names: Names,
    progress: &dyn Progress,
) -> io::Result<(Vec<ThemeDay>, EntitySummary)> {
    let journal = staging.join(remade.journal());
    progress.begin("finding stories", Size::Records(counts.analysed));
    let (stories, kept) = stories(settings, &journal, staging, inputs, progress)?;
    progress.begin("writing articles", Size::Records(counts.analysed));
    let ArticleTablesWritten { index, conflicts, articles, copies } =
        write_articles(stories, &kept, settings, None, &mut names, (&journal, staging), progress)?;
    all_there(articles, counts.analysed)?;
    counts.copies = copies;
    progress.begin("computing the index", Size::Unknown);
    let into = TableFolder { folder: staging, formats: &settings.formats };
    let (theme_days, entities) = index.write(&names, into)?;
    (counts.companies, counts.company_days) = (entities.companies, entities.cells);
    progress.begin("comparing claims", Size::Unknown);
    write_conflicts(conflicts, &settings.formats, staging)?;
    write::write_data_package(staging, &settings.formats, named_tables(settings), &kept)?;
    Ok((theme_days, entities))
}

/// Lets tables appear and takes away what is left of an earlier run.
fn appear(
    output: &Output,
    files: &[RowFile],
    tables: &[String],
    remade: Recomputed,
) -> Result<Vec<PathBuf>, RunError> {
    let staging = output.staging();
    let before = FinishedRun::read(output).map_or_else(Vec::new, |run| run.files);
    let stale: Vec<String> =
        before.into_iter().map(|f| f.name).filter(|name| !tables.contains(name)).collect();
    let spools: Vec<String> =
        files.iter().filter(|file| file.is_spool()).map(|file| file.kept_name()).collect();
    let mut kept = vec![JOURNAL.to_owned(), FINISHED_FILE.to_owned()];
    let mut appearing = tables.to_vec();
    if remade == Recomputed::All {
        kept.extend(spools.iter().cloned());
    } else {
        let journal = staging.join(JOURNAL);
        std::fs::rename(staging.join(remade.journal()), &journal)
            .map_err(|e| OutputError::write(&journal, e))?;
        let rows: Vec<String> =
            files.iter().map(|file| file.format.file_name(file.table)).collect();
        appearing.retain(|name| !rows.contains(name));
    }
    output.commit(&appearing, &kept, &stale)?;
    // what was taken over of it is in the tables now; what stays of it does no harm
    let _ = std::fs::remove_dir_all(output.kept(BEFORE));
    let _ = remove_spools(&output.kept(""), &spools);
    Ok(tables.iter().map(|name| output.table(name)).collect())
}

/// An error where the journal returns fewer articles than were analysed.
fn all_there(articles: u64, analysed: u64) -> io::Result<()> {
    if articles == analysed {
        return Ok(());
    }
    let lost =
        format!("the journal holds {articles} of {analysed} articles; run again with --fresh");
    Err(io::Error::other(lost))
}

/// All tables, those of further indices with their names.
fn named_tables(settings: &RunSettings) -> Vec<(Table, Option<&str>)> {
    let mut all: Vec<_> = Table::ALL.iter().map(|table| (*table, None)).collect();
    for index in settings.aggregate.indices.iter().filter_map(|index| index.name.as_deref()) {
        all.extend(Table::OF_INDEX.iter().map(|table| (*table, Some(index))));
    }
    all
}

/// The files of a finished run: tables of all indices, documents, the manifest and the timing.
fn file_names(settings: &RunSettings) -> Vec<String> {
    let files = named_tables(settings).into_iter().flat_map(|(table, index)| {
        settings.formats.iter().map(move |format| format.file_name_of(table, index))
    });
    let mut names: Vec<String> = files.collect();
    names.extend(settings.presentations.iter().map(|p| p.file_name().to_owned()));
    names.extend([Manifest::FILE.to_owned(), TIMING.to_owned()]);
    names.extend(write::has_data_package(&settings.formats).then(|| DATA_PACKAGE.to_owned()));
    names
}

/// Makes the documents of the tables; returns what they leave out, in sentences.
fn write_presentations(
    settings: &RunSettings,
    staging: &Path,
    manifest: &Manifest,
    progress: &dyn Progress,
) -> Result<Vec<String>, RunError> {
    let first = settings.aggregate.indices.first();
    let tables = write::Tables {
        run: staging,
        index: staging,
        index_name: first.and_then(|index| index.name.as_deref()),
        manifest: &manifest.to_value(),
    };
    let mut left_out = Vec::new();
    for presentation in &settings.presentations {
        let name = presentation.file_name();
        progress.begin(&format!("making {name}"), Size::Unknown);
        let lines = presentation.write(&tables, &staging.join(name))?;
        left_out.extend(lines.into_iter().map(|line| format!("{name}: {line}")));
    }
    Ok(left_out)
}

/// Removes the spools of an earlier run in other formats.
fn remove_spools(folder: &Path, kept: &[String]) -> io::Result<()> {
    for file in folder.read_dir()? {
        let path = file?.path();
        let is_stale = |name: &str| {
            (name.ends_with(SPOOL) || name.ends_with(KEPT_SPOOL)) && !kept.iter().any(|k| k == name)
        };
        if path.file_name().and_then(|name| name.to_str()).is_some_and(is_stale) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// With what something is done with what: `run.json` before it is known what comes of it.
pub(super) fn begun(
    pipeline: &Pipeline,
    settings: &RunSettings,
    fingerprint: &Fingerprint,
) -> Manifest {
    let lexicon = pipeline.lexicon();
    let composites = lexicon.themes.iter().filter(|theme| theme.composite.is_some());
    Manifest {
        newsvane: fingerprint.version.clone(),
        schema_version: SCHEMA_VERSION,
        build: fingerprint.build.clone(),
        lexicons: fingerprint.lexicons.clone(),
        lexicon_files: lexicon.file_hashes.iter().cloned().collect(),
        boilerplate: pipeline.boilerplate.clone(),
        universe: pipeline.universe.clone(),
        calendar: settings.aggregate.calendar_file.clone(),
        config: settings.hash(pipeline),
        settings: settings.recorded(pipeline),
        scorer: settings.scorer.as_ref().map(|scorer| scorer.record(Scorings::default())),
        themes: lexicon.themes.iter().map(|theme| theme.id.clone()).collect(),
        composites: composites.map(|theme| theme.id.clone()).collect(),
        theme_titles: lexicon.themes.iter().map(|t| (t.id.clone(), t.title.clone())).collect(),
        ..Manifest::default()
    }
}

/// The same with what came of it.
pub(super) fn completed(
    manifest: Manifest,
    summary: &RunSummary,
    inputs: Vec<InputRecord>,
) -> Manifest {
    let Scorings { scored, agreeing, truncated } = summary.scored;
    Manifest {
        inputs,
        counts: summary.counts,
        scorer: manifest.scorer.map(|scorer| ScorerRecord {
            scored,
            agreeing,
            truncated,
            ..scorer
        }),
        warnings: summary.warnings.clone(),
        rejects: summary.reasons.iter().map(|(r, n)| (r.as_str().to_owned(), *n)).collect(),
        ..manifest
    }
}

/// Says from what the tables were made, so that the same run need not be made again.
fn leave_mark(
    output: &Output,
    fingerprint: &Fingerprint,
    summary: &RunSummary,
    tables: &[String],
) -> io::Result<()> {
    let mut files = Vec::new();
    let staging = output.staging();
    for name in tables {
        let made = staging.join(name).metadata();
        let data = made.or_else(|_| output.table(name).metadata())?;
        files.push(FinishedFile { name: name.clone(), bytes: data.len() });
    }
    let finished = FinishedRun { fingerprint: fingerprint.clone(), counts: summary.counts, files };
    std::fs::write(staging.join(FINISHED_FILE), serde_json::to_vec(&finished).unwrap_or_default())
}

/// Whether the tables in a folder are those of this very run.
pub(super) fn find_finished(
    output: &Output,
    settings: &RunSettings,
    fingerprint: &Fingerprint,
) -> Option<RunSummary> {
    let earlier = find_whole(output, settings, fingerprint)?;
    (earlier.fingerprint == *fingerprint).then(|| RunSummary {
        counts: earlier.counts,
        out: settings.out.clone(),
        files: earlier.files.iter().map(|file| output.table(&file.name)).collect(),
        was_finished: true,
        ..RunSummary::default()
    })
}

/// The record of a finished run over the same inputs, whose files are as long as it left them.
pub(super) fn find_whole(
    output: &Output,
    settings: &RunSettings,
    fingerprint: &Fingerprint,
) -> Option<FinishedRun> {
    if settings.fresh || fingerprint.inputs.is_none() {
        return None;
    }
    let earlier =
        FinishedRun::read(output).filter(|own| own.fingerprint.inputs == fingerprint.inputs)?;
    let is_whole = |file: &FinishedFile| {
        output.table(&file.name).metadata().is_ok_and(|data| data.len() == file.bytes)
    };
    earlier.files.iter().all(is_whole).then_some(earlier)
}
