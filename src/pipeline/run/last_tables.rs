//! The tables that are written when all articles are known: articles with their stories, conflicts,
//! and those in formats that cannot grow.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader},
    path::Path,
};

use jiff::civil::Date;

use super::{
    inputs::Inputs,
    journal::{Item, JournalCompany, JournalReader, JournalRecord},
    row_files::{RowFile, SpoolWriter},
    settings::RunSettings,
};
use crate::{
    aggregate::{
        Conflicts, Stories, StoryOrder,
        conflict::{ClaimFact, Figure},
    },
    config::Undated,
    model::{ArticleId, Bearing, Statement, Weighable},
    pipeline::{
        AggregateSettings, Progress,
        index::{Indices, Names},
        progress::step,
    },
    score::Reweighing,
    write::{self, Conflicting, Format, KeptColumn, KeptKinds, Table, TableFile},
};

/// The articles of the journal, numbered in order; `note` gets every item.
fn articles(
    journal: &Path,
    note: impl FnMut(&Item),
) -> io::Result<impl Iterator<Item = (u64, JournalRecord)>> {
    let journal = JournalReader::open(journal)
        .ok_or_else(|| io::Error::other("the journal cannot be read"))?;
    let items = journal.flat_map(|frame| frame.items).inspect(note);
    let articles =
        items.filter_map(|item| if let Item::Article(kept) = item { Some(*kept) } else { None });
    Ok((0..).zip(articles))
}

/// The stories of the articles, and the columns of the input that are in their table.
pub(super) fn stories(
    settings: &RunSettings,
    journal: &Path,
    staging: &Path,
    inputs: &mut Inputs,
    progress: &dyn Progress,
) -> io::Result<(StoryOrder, Vec<KeptColumn>)> {
    let mut kinds = KeptKinds::new(settings.load.fields.kept());
    let mut stories = Stories::new(settings.aggregate.stories, staging);
    for (ordinal, kept) in articles(journal, |item| inputs.note(item))? {
        kept.cells.kept.iter().for_each(|(place, cell)| kinds.note(usize::from(*place), cell));
        stories.push(ordinal, &kept.facts, &kept.sketch)?;
        step(progress)?;
    }
    Ok((stories.finish()?, kinds.columns()))
}

/// What comes of the articles of a run.
pub(super) struct ArticleTablesWritten {
    /// What the index is to be made of.
    pub index: Indices,
    pub conflicts: Conflicts,
    pub articles: u64,
    /// Of these, copies of others.
    pub copies: u64,
}

/// Writes the articles table, now that all stories are known. On which day an article counts is
/// asked of the calendar here: the journal may be of a run with another, and of one with other
/// weights of modality.
pub(super) fn write_articles(
    mut stories: StoryOrder,
    columns: &[KeptColumn],
    settings: &RunSettings,
    reweighing: Option<Reweighing>,
    names: &mut Names,
    (journal, staging): (&Path, &Path),
    progress: &dyn Progress,
) -> io::Result<ArticleTablesWritten> {
    let AggregateSettings { calendar, entities, .. } = &settings.aggregate;
    let mut index = Indices::new(&settings.aggregate, &names.themes, staging);
    let mut conflicts = Conflicts::new(staging);
    let (mut copies, mut articles_written) = (0, 0);
    let mut buffer = Vec::new();
    let mut tables = Vec::new();
    for format in &settings.formats {
        let path = staging.join(format.file_name(Table::Articles));
        tables.push((*format, TableFile::create_with(&path, Table::Articles, *format, columns)?));
    }
    for (ordinal, mut kept) in articles(journal, |_| {})? {
        kept.facts.day = calendar.day(&kept.cells.published()).map_err(io::Error::other)?;
        names.note_source(kept.facts.source, kept.cells.source.as_deref());
        let story = stories.next_story()?;
        let place = (story.story_id, ordinal, kept.facts.day);
        // whoever wants no tables of the run wants no conflicts
        let claims = kept.claims.into_iter().filter(|_| !tables.is_empty());
        claims
            .filter_map(|claim| Figure::new(placed(claim, place)))
            .try_for_each(|figure| conflicts.push(figure))?;
        copies += u64::from(!story.is_original);
        articles_written += 1;
        for (format, table) in &mut tables {
            let mut rows = format.rows_in(Table::Articles, std::mem::take(&mut buffer));
            let is_own = |id: &&str| !names.composites.iter().any(|own| own == id);
            let themes = kept.themes.iter().map(|own| names.theme(own.bearing.key)).filter(is_own);
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
        let companies = kept.companies.into_iter().filter(|own| entities.takes(own.is_known));
        let company = |own: JournalCompany| weighed(own.said, reweighing, Reweighing::company);
        let companies: Vec<_> = companies.map(company).collect();
        let theme = |own| weighed(own, reweighing, Reweighing::theme);
        let themes: Vec<_> = kept.themes.into_iter().map(theme).collect();
        let (themes, companies): (&[_], &[_]) =
            if is_left_out { (&[], &[]) } else { (&themes, &companies) };
        index.push(ordinal, kept.facts, story, themes, companies)?;
        step(progress)?;
    }
    tables.into_iter().try_for_each(|(_, table)| table.finish())?;
    Ok(ArticleTablesWritten { index, conflicts, articles: articles_written, copies })
}

/// What an article says of something, by the weights that are asked for.
fn weighed<K>(
    own: Weighable<K>,
    reweighing: Option<Reweighing>,
    weigh: impl Fn(&Reweighing, &mut Bearing<K>, &[Statement]),
) -> Bearing<K> {
    let Weighable { mut bearing, statements } = own;
    if let Some(reweighing) = reweighing {
        weigh(&reweighing, &mut bearing, &statements);
    }
    bearing
}

/// A claim with what is known late.
fn placed(claim: ClaimFact, (story_id, ordinal, day): (ArticleId, u64, Option<Date>)) -> ClaimFact {
    ClaimFact { ordinal, story_id, day, ..claim }
}

/// Writes the measures on which sources differ.
pub(super) fn write_conflicts(
    conflicts: Conflicts,
    formats: &[Format],
    staging: &Path,
) -> io::Result<()> {
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

/// Makes tables of the spools, and keeps these compressed for the next run to take rows from.
pub(super) fn convert(files: &[RowFile], staging: &Path) -> io::Result<()> {
    for file in files.iter().filter(|file| file.is_spool()) {
        let mut spool = BufReader::with_capacity(1 << 16, File::open(staging.join(file.name()))?);
        let mut table = create(staging, file.table, file.format)?;
        let mut kept = SpoolWriter::create(&staging.join(file.kept_name()))?;
        let mut row = Vec::new();
        while spool.read_until(b'\n', &mut row)? > 0 {
            table.append(&row)?;
            kept.append(&row)?;
            row.clear();
        }
        table.finish()?;
        kept.finish()?;
    }
    Ok(())
}
