//! An index of several runs as one: their journals are joined, and no row is copied.

use std::path::{Path, PathBuf};

use super::{
    finish,
    inputs::Inputs,
    journal::JOURNAL,
    last_tables::{ArticleTablesWritten, stories, write_articles},
    merge::{MergeError, Shard, advice, arguments_of, comparable, join, refuse_same},
    settings::{RunError, RunSettings},
    summary::RunSummary,
    tables::Tables,
    warnings,
};
use crate::pipeline::counts::Counts;
use crate::{
    pipeline::{
        AggregateSettings, IndexSummary, Progress, Size,
        index::{EntitySummary, Names, TableFolder, stale_tables, table_names, write_types},
        manifest::Manifest,
    },
    score::Reweighing,
    write::{Format, Output, OutputError},
};

/// Computes indices of all articles of several runs and writes their tables to `out`, where they
/// appear together: those of the merged run, without merging its tables. `None` where `settings` ask
/// for other stories than the runs have found: these need the merged tables.
///
/// # Errors
/// As [`merge`](super::merge()), and when a day is not in the calendar.
pub fn index_runs(
    folders: &[PathBuf],
    settings: &AggregateSettings,
    formats: &[Format],
    out: &Path,
    progress: &dyn Progress,
) -> Result<Option<IndexSummary>, MergeError> {
    let asked = JoinedIndex { settings, formats, out, progress };
    asked.write(folders).map_err(|error| error.unless_cancelled(progress))
}

/// An index of several runs that is asked for.
struct JoinedIndex<'a> {
    settings: &'a AggregateSettings,
    formats: &'a [Format],
    out: &'a Path,
    progress: &'a dyn Progress,
}

impl JoinedIndex<'_> {
    fn write(&self, folders: &[PathBuf]) -> Result<Option<IndexSummary>, MergeError> {
        let Self { settings, formats, out, progress } = *self;
        refuse_same(folders, out)?;
        let (fingerprint, manifest) = comparable(folders)?;
        let of_runs = manifest.settings.run_settings(Vec::new())?;
        if of_runs.aggregate.stories != settings.stories {
            return Ok(None);
        }
        let mut shards = Vec::new();
        for folder in folders {
            shards.push(Shard::open_journal(folder, &fingerprint)?);
        }
        let arguments = arguments_of(&shards);
        progress.begin("joining runs", Size::Unknown);
        let output = Output::open(out).map_err(RunError::from)?;
        let mut tables = Tables::create(output, &[], &fingerprint)?;
        join(&mut shards, &mut tables, 0, progress)?;
        let Tables { output, tally, .. } = tables;
        let staging = output.staging();
        let failed = |e| MergeError::from(finish::failed(&staging, e));
        let skipped: u64 = shards.iter().map(|shard| shard.manifest.counts.skipped).sum();
        let counts = Counts { skipped, seen: tally.counts.seen + skipped, ..tally.counts };
        // rows of single articles are asked for in no format
        let of_journals = manifest.settings.weights();
        let reweighing =
            settings.weighing.and_then(|weights| Reweighing::new(of_journals, weights));
        let asked =
            RunSettings { formats: Vec::new(), aggregate: settings.clone(), ..of_runs.clone() };
        let journal = staging.join(JOURNAL);
        let mut inputs = Inputs::new(&arguments);
        let from = (journal.as_path(), staging.as_path());
        progress.begin("finding stories", Size::Records(counts.analysed));
        let (stories, _) =
            stories(&asked, from.0, from.1, &mut inputs, progress).map_err(failed)?;
        let mut names = Names { themes: manifest.themes.clone(), ..Names::default() };
        let ArticleTablesWritten { index, articles, copies, .. } =
            write_articles(stories, &[], &asked, reweighing, &mut names, from, progress)
                .map_err(failed)?;
        progress.begin("computing the index", Size::Unknown);
        let into = TableFolder { folder: &staging, formats };
        let (theme_days, entities) = index.write(&names, into).map_err(failed)?;
        let EntitySummary { companies, cells: company_days, .. } = entities;
        let advice = |locator: &str| advice(locator, &shards);
        let summary = RunSummary {
            counts: Counts { copies, companies, company_days, ..counts },
            scored: tally.scored,
            reasons: tally.reasons.into_iter().collect(),
            warnings: warnings::of(&counts, &tally.undated, &of_runs.aggregate.calendar, &advice),
            ..RunSummary::default()
        };
        let manifest = finish::completed(manifest, &summary, inputs.finish()).with_index(settings);
        let path = staging.join(Manifest::FILE);
        std::fs::write(&path, manifest.to_bytes())
            .map_err(|e| RunError::from(OutputError::write(&path, e)))?;
        write_types(&settings.indices, into).map_err(failed)?;
        let written = table_names(&settings.indices, formats);
        let stale = stale_tables(out, &written);
        output.commit(&written, &[], &stale).map_err(RunError::from)?;
        Ok(Some(IndexSummary { articles, copies, theme_days, themes: manifest.themes, entities }))
    }
}
