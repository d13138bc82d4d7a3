//! The end of a run: stories are joined, the index is computed, all tables appear.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader},
    path::Path,
};

use super::{
    BEFORE,
    counts::Scorings,
    inputs::Inputs,
    journal::{Item, JOURNAL, JournalReader, JournalRecord},
    row_files::{RowFile, SPOOL},
    settings::{Fingerprint, RunError, RunSettings},
    summary::{MARK, Mark, MarkedFile, RunSummary},
    tables::Tables,
    timing::{TIMING, Timing},
    warnings,
};
use crate::{
    aggregate::{Conflicts, Stories, StoryOrder},
    config::Undated,
    pipeline::{
        Pipeline, Progress, Size,
        index::{Indices, Names, TableFolder},
        manifest::{InputRecord, Manifest, ScorerRecord},
        progress::step,
    },
    write::{
        self, Conflicting, Format, KeptColumn, KeptKinds, Output, OutputError, SCHEMA_VERSION,
        Table, TableFile,
    },
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
}

impl Tables {
    /// Aggregates, writes what is left, and lets all tables appear.
    pub(super) fn finish(
        self,
        ending: Ending<'_>,
        progress: &dyn Progress,
    ) -> Result<RunSummary, RunError> {
        let Ending { settings, fingerprint, timing, manifest, arguments, skipped, advice } = ending;
        let Self { output, tally, .. } = self;
        let mut counts = tally.counts;
        counts.skipped = skipped;
        counts.seen += skipped;
        let staging = output.staging();
        let failed = |e| OutputError::write(&staging, e);
        progress.begin("finding stories", Size::Records(counts.analysed));
        let mut inputs = Inputs::new(arguments);
        let (stories, kept) = stories(settings, &staging, &mut inputs, progress).map_err(failed)?;
        let mut names = Names { themes: manifest.themes.clone(), ..Names::default() };
        progress.begin("writing articles", Size::Records(counts.analysed));
        let Written { index, conflicts, articles, copies } =
            write_articles(stories, &kept, settings, &mut names, &staging, progress)
                .map_err(failed)?;
        all_there(articles, counts.analysed).map_err(failed)?;
        counts.copies = copies;
        progress.begin("computing the index", Size::Unknown);
        let into = TableFolder { folder: &staging, formats: &settings.formats };
        let (theme_days, entities) = index.write(&names, into).map_err(failed)?;
        (counts.companies, counts.company_days) = (entities.companies, entities.cells);
        progress.begin("comparing claims", Size::Unknown);
        write_conflicts(conflicts, &settings.formats, &staging).map_err(failed)?;
        let files = RowFile::all(&settings.formats);
        progress.begin("completing tables", Size::Unknown);
        convert(&files, &staging).map_err(failed)?;
        let tables = file_names(settings);
        let kept = files
            .iter()
            .filter(|f| f.is_spool())
            .map(|f| f.name())
            .chain([JOURNAL.to_owned(), MARK.to_owned()])
            .collect::<Vec<_>>();
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
        leave_mark(&staging, fingerprint, &summary, &tables).map_err(failed)?;
        let before = Mark::read(&output).map_or_else(Vec::new, |mark| mark.files);
        let stale: Vec<String> =
            before.into_iter().map(|f| f.name).filter(|name| !tables.contains(name)).collect();
        let files = output.commit(&tables, &kept, &stale)?;
        // what was taken over of it stands in the tables now; what stays of it does no harm
        let _ = std::fs::remove_dir_all(output.kept(BEFORE));
        let _ = remove_spools(&output.kept(""), &kept);
        Ok(RunSummary { files, left_out, ..summary })
    }
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

/// The files of a finished run: tables of all indices, documents, the manifest and the timing.
fn file_names(settings: &RunSettings) -> Vec<String> {
    let of = |table: Table, index: Option<&str>| -> Vec<String> {
        settings.formats.iter().map(|format| format.file_name_of(table, index)).collect()
    };
    let mut names: Vec<String> = Table::ALL.iter().flat_map(|table| of(*table, None)).collect();
    for index in settings.aggregate.indices.iter().filter_map(|index| index.name.as_deref()) {
        names.extend(Table::OF_INDEX.iter().flat_map(|table| of(*table, Some(index))));
    }
    names.extend(settings.presentations.iter().map(|p| p.file_name().to_owned()));
    names.extend([Manifest::FILE.to_owned(), TIMING.to_owned()]);
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

/// The articles of the journal, numbered in order; `note` gets every item.
fn articles(
    staging: &Path,
    note: impl FnMut(&Item),
) -> io::Result<impl Iterator<Item = (u64, JournalRecord)>> {
    let journal = JournalReader::open(&staging.join(JOURNAL))
        .ok_or_else(|| io::Error::other("the journal cannot be read"))?;
    let items = journal.flat_map(|frame| frame.items).inspect(note);
    let articles =
        items.filter_map(|item| if let Item::Article(kept) = item { Some(*kept) } else { None });
    Ok((0..).zip(articles))
}

/// The stories of the articles, and the columns of the input that stand in their table.
fn stories(
    settings: &RunSettings,
    staging: &Path,
    inputs: &mut Inputs,
    progress: &dyn Progress,
) -> io::Result<(StoryOrder, Vec<KeptColumn>)> {
    let mut kinds = KeptKinds::new(settings.load.fields.kept());
    let mut stories = Stories::new(settings.aggregate.stories, staging);
    for (ordinal, kept) in articles(staging, |item| inputs.note(item))? {
        kept.cells.kept.iter().for_each(|(place, cell)| kinds.note(usize::from(*place), cell));
        stories.push(ordinal, &kept.facts, &kept.sketch)?;
        step(progress)?;
    }
    Ok((stories.finish()?, kinds.columns()))
}

/// What comes of the articles of a run.
struct Written {
    /// What the index is to be made of.
    index: Indices,
    conflicts: Conflicts,
    articles: u64,
    /// Of these, copies of others.
    copies: u64,
}

/// Writes the articles table, now that all stories are known.
fn write_articles(
    mut stories: StoryOrder,
    columns: &[KeptColumn],
    settings: &RunSettings,
    names: &mut Names,
    staging: &Path,
    progress: &dyn Progress,
) -> io::Result<Written> {
    let mut index = Indices::new(&settings.aggregate, &names.themes, staging);
    let mut conflicts = Conflicts::new(staging);
    let (mut copies, mut articles_written) = (0, 0);
    let mut buffer = Vec::new();
    let mut tables = Vec::new();
    for format in &settings.formats {
        let path = staging.join(format.file_name(Table::Articles));
        tables.push((*format, TableFile::create_with(&path, Table::Articles, *format, columns)?));
    }
    for (ordinal, kept) in articles(staging, |_| {})? {
        names.note_source(kept.facts.source, kept.cells.source.as_deref());
        let story = stories.next_story()?;
        kept.figures
            .into_iter()
            .try_for_each(|figure| conflicts.push(figure.with_story(story.story_id, ordinal)))?;
        copies += u64::from(!story.is_original);
        articles_written += 1;
        for (format, table) in &mut tables {
            let mut rows = format.rows_in(Table::Articles, std::mem::take(&mut buffer));
            let themes = kept.themes.iter().map(|theme| names.theme(theme.key));
            write::article_row(
                &kept.cells,
                &kept.facts,
                themes,
                story,
                kept.model.as_ref(),
                columns,
                &mut rows,
            );
            buffer = rows.into_bytes();
            table.append(&buffer)?;
        }
        let is_left_out = kept.facts.day.is_none() && settings.undated == Undated::Skip;
        let said: (&[_], &[_]) =
            if is_left_out { (&[], &[]) } else { (&kept.themes, &kept.companies) };
        index.push(ordinal, kept.facts, story, said)?;
        step(progress)?;
    }
    tables.into_iter().try_for_each(|(_, table)| table.finish())?;
    Ok(Written { index, conflicts, articles: articles_written, copies })
}

/// Writes the measures on which sources differ.
fn write_conflicts(conflicts: Conflicts, formats: &[Format], staging: &Path) -> io::Result<()> {
    let found = conflicts.finish()?;
    for format in formats {
        let mut rows = format.rows(Table::Conflicts);
        for conflict in &found {
            let row = Conflicting {
                measure_id: conflict.measure_id.as_deref(),
                subject_id: conflict.subject_id.as_deref(),
                subject: &conflict.subject,
                metric: conflict.metric.as_deref(),
                kind: conflict.kind.as_str(),
                unit: &conflict.unit,
                period: conflict.period.as_deref(),
                days: (conflict.period_start, conflict.period_end),
                as_of: conflict.as_of,
                values: [conflict.low, conflict.high, conflict.spread],
                relative_spread: conflict.relative_spread,
                sources: &conflict.sources,
                counts: (conflict.articles, conflict.stories),
                claims: &conflict.claims,
                verdict: conflict.verdict.as_str(),
                note: &conflict.note,
            };
            write::conflict_row(&row, &mut rows);
        }
        let mut table = create(staging, Table::Conflicts, *format)?;
        table.append(&rows.into_bytes())?;
        table.finish()?;
    }
    Ok(())
}

/// A table with its header.
fn create(staging: &Path, table: Table, format: Format) -> io::Result<TableFile> {
    TableFile::create(&staging.join(format.file_name(table)), table, format)
}

/// Makes tables of the spools.
fn convert(files: &[RowFile], staging: &Path) -> io::Result<()> {
    for file in files.iter().filter(|file| file.is_spool()) {
        let mut spool = BufReader::with_capacity(1 << 16, File::open(staging.join(file.name()))?);
        let mut table = create(staging, file.table, file.format)?;
        let mut row = Vec::new();
        while spool.read_until(b'\n', &mut row)? > 0 {
            table.append(&row)?;
            row.clear();
        }
        table.finish()?;
    }
    Ok(())
}

/// Removes the spools of an earlier run in other formats.
fn remove_spools(folder: &Path, kept: &[String]) -> io::Result<()> {
    for file in folder.read_dir()? {
        let path = file?.path();
        let is_stale = |name: &str| name.ends_with(SPOOL) && !kept.iter().any(|kept| kept == name);
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
    Manifest {
        newsvane: fingerprint.version.clone(),
        schema_version: SCHEMA_VERSION,
        build: fingerprint.build.clone(),
        lexicons: fingerprint.lexicons.clone(),
        lexicon_files: lexicon.file_hashes.iter().cloned().collect(),
        boilerplate: pipeline.boilerplate.clone(),
        universe: pipeline.universe.clone(),
        calendar: settings.aggregate.calendar_file.clone(),
        config: fingerprint.config.clone(),
        settings: settings.recorded(pipeline),
        scorer: settings.scorer.as_ref().map(|scorer| scorer.record(Scorings::default())),
        themes: lexicon.themes.iter().map(|theme| theme.id.clone()).collect(),
        theme_titles: lexicon.themes.iter().map(|t| (t.id.clone(), t.title.clone())).collect(),
        ..Manifest::default()
    }
}

/// The same with what came of it.
fn completed(manifest: Manifest, summary: &RunSummary, inputs: Vec<InputRecord>) -> Manifest {
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
    staging: &Path,
    fingerprint: &Fingerprint,
    summary: &RunSummary,
    tables: &[String],
) -> io::Result<()> {
    let mut files = Vec::new();
    for name in tables {
        files.push(MarkedFile { name: name.clone(), bytes: staging.join(name).metadata()?.len() });
    }
    let mark = Mark { fingerprint: fingerprint.clone(), counts: summary.counts, files };
    std::fs::write(staging.join(MARK), serde_json::to_vec(&mark).unwrap_or_default())
}

/// Whether the tables in a folder are those of this very run.
pub(super) fn find_finished(
    output: &Output,
    settings: &RunSettings,
    fingerprint: &Fingerprint,
) -> Option<RunSummary> {
    if settings.fresh || fingerprint.inputs.is_none() {
        return None;
    }
    let mark = Mark::read(output).filter(|mark| mark.fingerprint == *fingerprint)?;
    let is_whole = |file: &MarkedFile| {
        output.table(&file.name).metadata().is_ok_and(|data| data.len() == file.bytes)
    };
    mark.files.iter().all(is_whole).then(|| RunSummary {
        counts: mark.counts,
        out: settings.out.clone(),
        files: mark.files.iter().map(|file| output.table(&file.name)).collect(),
        was_finished: true,
        ..RunSummary::default()
    })
}
