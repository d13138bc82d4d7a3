//! The tables of a run to indices, without the archive: `newsvane index`.

use std::{io, path::Path};

use jiff::civil::Date;

use super::{
    AggregateSettings, Indices, Names, TableFolder,
    error::IndexError,
    summary::EntitySummary,
    tabled::{TabledArticle, Wanted, for_each_article},
};
use crate::{
    aggregate::{IndexSettings, Stories, StoryOrder},
    config::{EntityChoice, Undated},
    model::{ArticleFacts, ThemeDay},
    pipeline::{Progress, Size, manifest::Manifest, progress::step},
    score::{ModalityWeights, Reweighing},
    write::{
        self, DATA_PACKAGE, Format, Output, OutputError, Table,
        columns::{Articles, Sketches},
    },
};

/// What was made.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct IndexSummary {
    /// Articles in the tables.
    pub articles: u64,
    /// Of these, copies of others.
    pub copies: u64,
    /// Cells of the first index.
    pub theme_days: Vec<ThemeDay>,
    /// Ids of the themes, as their numbers in the cells.
    pub themes: Vec<String>,
    /// What the first index has of companies.
    pub entities: EntitySummary,
}

/// Computes indices from the tables in `tables` and writes their tables to `out`, where they appear
/// together. The stories are those of the run, where the settings ask for the same ones.
///
/// # Errors
/// When a table is missing, broken or of another version, a day is not in the calendar, or `out`
/// cannot be written: it holds something of somebody else's, or the run itself.
pub fn reindex(
    tables: &Path,
    settings: &AggregateSettings,
    formats: &[Format],
    out: &Path,
    progress: &dyn Progress,
) -> Result<IndexSummary, IndexError> {
    let basis = Basis::of(tables)?;
    if out.canonicalize().is_ok_and(|out| tables.canonicalize().is_ok_and(|tables| tables == out)) {
        return Err(IndexError::Same(out.to_owned()));
    }
    let output = Output::open(out)?;
    let staging = output.staging();
    let _ = std::fs::remove_dir_all(&staging);
    std::fs::create_dir_all(&staging).map_err(|e| OutputError::write(&staging, e))?;
    let stories = if basis.story_window == Some(settings.stories.window_days) {
        StoriesOf::Run
    } else {
        StoriesOf::Sketches
    };
    let into = TableFolder { folder: &staging, formats };
    let summary = compute(tables, settings, into, stories, None, progress)
        .map_err(|error| if progress.is_cancelled() { IndexError::Cancelled } else { error })?;
    write_manifest(tables, settings, &summary, &staging)?;
    write_types(&settings.indices, into).map_err(|e| OutputError::write(&staging, e))?;
    let names = table_names(&settings.indices, formats);
    let stale = stale_tables(out, &names);
    output.commit(&names, &[], &stale)?;
    Ok(summary)
}

/// The index as it was on a day, or with all articles, into the folder `out`: stories are found
/// again from the sketches, and all articles are left out that were published after `until` (days
/// of the calendar).
///
/// # Errors
/// As [`reindex`].
pub fn reindex_until(
    tables: &Path,
    settings: &AggregateSettings,
    out: &Path,
    until: Option<Date>,
    progress: &dyn Progress,
) -> Result<IndexSummary, IndexError> {
    std::fs::create_dir_all(out).map_err(|e| OutputError::write(out, e))?;
    let into = TableFolder { folder: out, formats: &[Format::CSV] };
    compute(tables, settings, into, StoriesOf::Sketches, until, progress)
}

/// Where stories are taken from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum StoriesOf {
    /// The run's table of articles.
    Run,
    /// Found again.
    Sketches,
}

/// Writes the tables of all indices to a folder.
fn compute(
    tables: &Path,
    settings: &AggregateSettings,
    out: TableFolder<'_>,
    stories: StoriesOf,
    until: Option<Date>,
    progress: &dyn Progress,
) -> Result<IndexSummary, IndexError> {
    let (basis, folder) = (Basis::of(tables)?, out.folder);
    let failed = |e| IndexError::from(OutputError::write(folder, e));
    let is_in =
        |facts: &ArticleFacts| until.is_none_or(|until| facts.day.is_none_or(|day| day <= until));
    let mut order = match stories {
        StoriesOf::Run => None,
        StoriesOf::Sketches => {
            Some(story_order(tables, settings, &basis, folder, &is_in, progress)?)
        }
    };
    let mut index = Indices::new(settings, &basis.themes, folder);
    let mut names = Names { themes: basis.themes.clone(), ..Names::default() };
    let (mut articles, mut copies) = (0, 0);
    progress.begin("reading articles", Size::Records(basis.articles));
    let mut take = |article: TabledArticle| -> io::Result<()> {
        step(progress)?;
        let TabledArticle { facts, source, story, themes, companies, .. } = article;
        if is_in(&facts) {
            let story = order.as_mut().map_or(Ok(story), StoryOrder::next_story)?;
            names.note_source(facts.source, source.as_deref());
            copies += u64::from(!story.is_original);
            let is_left_out = basis.skips_undated && facts.day.is_none();
            let (themes, companies): (&[_], &[_]) =
                if is_left_out { (&[], &[]) } else { (&themes, &companies) };
            index.push(articles, facts, story, themes, companies)?;
            articles += 1;
        }
        Ok(())
    };
    let wanted = basis.wanted(settings);
    match stories {
        StoriesOf::Run => for_each_article::<Articles>(tables, &wanted, &mut take)?,
        StoriesOf::Sketches => for_each_article::<Sketches>(tables, &wanted, &mut take)?,
    }
    progress.begin("computing the index", Size::Unknown);
    let (theme_days, entities) = index.write(&names, out).map_err(failed)?;
    Ok(IndexSummary { articles, copies, theme_days, themes: basis.themes, entities })
}

/// The stories of the articles that are in, found from their sketches.
fn story_order(
    tables: &Path,
    settings: &AggregateSettings,
    basis: &Basis,
    folder: &Path,
    is_in: &dyn Fn(&ArticleFacts) -> bool,
    progress: &dyn Progress,
) -> Result<StoryOrder, IndexError> {
    let mut stories = Stories::new(settings.stories, folder);
    let mut articles = 0;
    progress.begin("finding stories", Size::Records(basis.articles));
    // of stories sketches alone tell
    let wanted = Wanted { entities: EntityChoice::Off, ..basis.wanted(settings) };
    for_each_article::<Sketches>(tables, &wanted, &mut |article| {
        step(progress)?;
        if is_in(&article.facts) {
            stories.push(articles, &article.facts, &article.sketch)?;
            articles += 1;
        }
        Ok(())
    })?;
    stories.finish().map_err(|e| OutputError::write(folder, e).into())
}

/// The tables of all indices, those of further ones with their names.
fn index_tables(indices: &[IndexSettings]) -> impl Iterator<Item = (Table, Option<&str>)> {
    let own = indices
        .iter()
        .flat_map(|index| Table::OF_INDEX.map(|table| (table, index.name.as_deref())));
    own.chain([(Table::ThemeSources, None)])
}

/// The files of all indices, `run.json` and the types of their columns among them.
pub(in crate::pipeline) fn table_names(
    indices: &[IndexSettings],
    formats: &[Format],
) -> Vec<String> {
    let names = index_tables(indices).flat_map(|(table, index)| {
        formats.iter().map(move |format| format.file_name_of(table, index))
    });
    let package = write::has_data_package(formats).then(|| DATA_PACKAGE.to_owned());
    names.chain([Manifest::FILE.to_owned()]).chain(package).collect()
}

/// Writes the types of their columns, where they are not in the tables themselves.
pub(in crate::pipeline) fn write_types(
    indices: &[IndexSettings],
    into: TableFolder<'_>,
) -> io::Result<()> {
    write::write_data_package(into.folder, into.formats, index_tables(indices), &[])
}

/// Tables of an earlier index in a folder that are not among `names`.
pub(in crate::pipeline) fn stale_tables(folder: &Path, names: &[String]) -> Vec<String> {
    let files = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|file| file.file_name().into_string().ok());
    let is_table = |name: &String| {
        let stem = name.split('.').next().unwrap_or_default();
        Table::OF_INDEX.iter().chain(&[Table::ThemeSources]).any(|table| table.name() == stem)
            || name == DATA_PACKAGE
    };
    files.filter(|name| is_table(name) && !names.contains(name)).collect()
}

/// `run.json` of the index: that of the run, with the settings of the index.
fn write_manifest(
    tables: &Path,
    settings: &AggregateSettings,
    summary: &IndexSummary,
    out: &Path,
) -> Result<(), IndexError> {
    let mut manifest = Manifest::read(tables)?.with_index(settings);
    let EntitySummary { companies, cells, .. } = summary.entities;
    (manifest.counts.companies, manifest.counts.company_days) = (companies, cells);
    let path = out.join(Manifest::FILE);
    std::fs::write(&path, manifest.to_bytes()).map_err(|e| OutputError::write(&path, e).into())
}

/// What of `run.json` decides an index.
struct Basis {
    /// Ids of the themes, as their numbers in the cells.
    themes: Vec<String>,
    /// Articles of the run.
    articles: u64,
    /// Whether undated articles are left out.
    skips_undated: bool,
    story_window: Option<u32>,
    /// Whether it has a table of entities.
    has_entities: bool,
    /// What statements weigh in its sums.
    weights: ModalityWeights,
}

impl Basis {
    fn of(tables: &Path) -> Result<Self, IndexError> {
        let Manifest { themes, counts, settings, .. } = Manifest::read(tables)?;
        if themes.is_empty() {
            let (path, problem) = (tables.join(Manifest::FILE), "it lists no themes".to_owned());
            return Err(IndexError::Manifest { path, problem });
        }
        Ok(Self {
            weights: settings.weights(),
            themes,
            articles: counts.analysed,
            skips_undated: settings.undated == Some(Undated::Skip),
            story_window: settings.story_window,
            has_entities: settings.entities.is_some_and(|own| own != EntityChoice::Off),
        })
    }

    /// What is read of articles.
    fn wanted<'a>(&'a self, settings: &'a AggregateSettings) -> Wanted<'a> {
        let entities = if self.has_entities { settings.entities } else { EntityChoice::Off };
        let reweighing =
            settings.weighing.and_then(|weights| Reweighing::new(self.weights, weights));
        Wanted { themes: &self.themes, calendar: &settings.calendar, entities, reweighing }
    }
}
