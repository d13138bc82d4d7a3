//! The tables of a run to indices, without the archive: `newsvane index`.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date};

use super::{AggregateSettings, Names, write_indices};
use crate::{
    aggregate::{Calendar, Index, IndexSettings, SessionError, Stories, StoryOrder, order_key},
    config::Undated,
    model::{
        ArticleFacts, ArticleTheme, Precision, Published, Sketch, StoryOf, ThemeDay, ThemeId,
        ThemeSums,
    },
    pipeline::{Progress, Size, manifest::Manifest},
    write::{
        Format, Output, OutputError, PresentationError, Row, SCHEMA_VERSION, Table, TableError,
        TableReader,
    },
};

/// Why tables give no index.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// A table is missing, broken, or of another version.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A document of the tables cannot be made.
    #[error(transparent)]
    Presentation(#[from] PresentationError),
    /// A day that the calendar does not have.
    #[error("{0}")]
    Calendar(#[from] SessionError),
    /// A table of the index cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The index would be written over the run.
    #[error(
        "{0}: the tables of the run stand there; give another folder for the index, such as its \
         subfolder index"
    )]
    Same(PathBuf),
    /// An index of that name was not made.
    #[error("{folder}: no index {name} among its tables{meant}")]
    NoIndex {
        /// The folder of the tables.
        folder: PathBuf,
        /// The name.
        name: String,
        /// Which there are.
        meant: String,
    },
    /// `run.json` is missing or of another version.
    #[error(
        "{path}: {problem}; expected the folder that `newsvane run` wrote, with tables of schema \
         version {SCHEMA_VERSION}"
    )]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}

/// What was made.
#[derive(Debug, Clone, Default)]
pub struct IndexSummary {
    /// Articles in the tables.
    pub articles: u64,
    /// Of these, copies of others.
    pub copies: u64,
    /// Cells of the first index.
    pub theme_days: Vec<ThemeDay>,
    /// Ids of the themes, as their numbers in the cells.
    pub themes: Vec<String>,
}

/// An article as the tables have it.
struct Tabled {
    facts: ArticleFacts,
    /// Name of its publisher.
    source: Option<String>,
    /// Empty where the story is known.
    sketch: Vec<u8>,
    /// Its own where it is to be found.
    story: StoryOf,
    themes: Vec<ArticleTheme>,
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
    let summary = compute(tables, settings, (formats, &staging), (stories, None), progress)?;
    write_manifest(tables, settings, &staging)?;
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
    compute(tables, settings, (&[Format::CSV], out), (StoriesOf::Sketches, until), progress)
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
    (formats, folder): (&[Format], &Path),
    (stories, until): (StoriesOf, Option<Date>),
    progress: &dyn Progress,
) -> Result<IndexSummary, IndexError> {
    let basis = Basis::of(tables)?;
    let failed = |e| IndexError::from(OutputError::write(folder, e));
    let is_in =
        |facts: &ArticleFacts| until.is_none_or(|until| facts.day.is_none_or(|day| day <= until));
    let (table, mut order) = match stories {
        StoriesOf::Run => (Table::Articles, None),
        StoriesOf::Sketches => (
            Table::Sketches,
            Some(story_order(tables, settings, &basis, (folder, &is_in), progress)?),
        ),
    };
    let mut index = Index::new(
        settings.indices.clone(),
        settings.calendar.clone(),
        basis.themes.clone(),
        folder,
    );
    let mut names = Names { themes: basis.themes.clone(), ..Names::default() };
    let (mut articles, mut copies) = (0, 0);
    progress.begin("reading articles", Size::Records(basis.articles));
    for_each_article(tables, table, &basis.themes, &settings.calendar, &mut |article| {
        progress.advance(0, 1);
        if is_in(&article.facts) {
            let story = order.as_mut().map_or(Ok(article.story), StoryOrder::next_story)?;
            names.note_source(article.facts.source, article.source.as_deref());
            copies += u64::from(!story.is_original);
            index.push(articles, article.facts, story, basis.themes_of(&article))?;
            articles += 1;
        }
        Ok(())
    })?;
    progress.begin("computing the index", Size::Unknown);
    let theme_days =
        write_indices(index, &settings.indices, &names, (formats, folder)).map_err(failed)?;
    Ok(IndexSummary { articles, copies, theme_days, themes: basis.themes })
}

/// The stories of the articles that are in, found from their sketches.
fn story_order(
    tables: &Path,
    settings: &AggregateSettings,
    basis: &Basis,
    (folder, is_in): (&Path, &dyn Fn(&ArticleFacts) -> bool),
    progress: &dyn Progress,
) -> Result<StoryOrder, IndexError> {
    let mut stories = Stories::new(settings.stories, folder);
    let mut articles = 0;
    progress.begin("finding stories", Size::Records(basis.articles));
    for_each_article(tables, Table::Sketches, &basis.themes, &settings.calendar, &mut |article| {
        progress.advance(0, 1);
        if is_in(&article.facts) {
            stories.push(articles, &article.facts, &article.sketch)?;
            articles += 1;
        }
        Ok(())
    })?;
    stories.finish().map_err(|e| OutputError::write(folder, e).into())
}

/// The files of all indices, `run.json` among them.
fn table_names(indices: &[IndexSettings], formats: &[Format]) -> Vec<String> {
    let own = indices
        .iter()
        .flat_map(|index| Table::OF_INDEX.map(|table| (table, index.name.as_deref())));
    let own = own.chain([(Table::ThemeSources, None)]);
    let names = own.flat_map(|(table, index)| {
        formats.iter().map(move |format| format.file_name_of(table, index))
    });
    names.chain([Manifest::FILE.to_owned()]).collect()
}

/// Tables of an earlier index in a folder that are not among `names`.
fn stale_tables(folder: &Path, names: &[String]) -> Vec<String> {
    let files = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|file| file.file_name().into_string().ok());
    let is_table = |name: &String| {
        let stem = name.split('.').next().unwrap_or_default();
        Table::OF_INDEX.iter().chain(&[Table::ThemeSources]).any(|table| table.name() == stem)
    };
    files.filter(|name| is_table(name) && !names.contains(name)).collect()
}

/// `run.json` of the index: that of the run, with the settings of the index.
fn write_manifest(
    tables: &Path,
    settings: &AggregateSettings,
    out: &Path,
) -> Result<(), IndexError> {
    let manifest = Manifest::read(tables)?.with_index(settings);
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
}

impl Basis {
    fn of(tables: &Path) -> Result<Self, IndexError> {
        let Manifest { themes, counts, settings, .. } = Manifest::read(tables)?;
        if themes.is_empty() {
            let (path, problem) = (tables.join(Manifest::FILE), "it lists no themes".to_owned());
            return Err(IndexError::Manifest { path, problem });
        }
        Ok(Self {
            themes,
            articles: counts.analysed,
            skips_undated: settings.undated == Some(Undated::Skip),
            story_window: settings.story_window,
        })
    }

    /// The themes for which an article counts.
    fn themes_of<'a>(&self, article: &'a Tabled) -> &'a [ArticleTheme] {
        if self.skips_undated && article.facts.day.is_none() { &[] } else { &article.themes }
    }
}

/// Gives every article of `table`, which is `sketches` or `articles`, with its themes: both tables
/// list articles in the same order.
fn for_each_article(
    tables: &Path,
    table: Table,
    themes: &[String],
    calendar: &Calendar,
    take: &mut dyn FnMut(Tabled) -> io::Result<()>,
) -> Result<(), IndexError> {
    let numbers: BTreeMap<&str, ThemeId> =
        themes.iter().enumerate().map(|(n, id)| (id.as_str(), ThemeId(n as u16))).collect();
    let mut rows = TableReader::open(tables, Table::ArticleThemes)?;
    let mut next = rows.next().transpose()?;
    for row in TableReader::open(tables, table)? {
        let row = row?;
        let facts = facts_of(&row, calendar)?;
        let (mut sketch, mut story) = (
            Vec::new(),
            StoryOf { story_id: facts.article_id, similarity: 1.0, is_original: true },
        );
        if table == Table::Sketches {
            sketch = Sketch::from_hex(row.get("sketch"))
                .map_err(|e| row.bad("sketch", &e.to_string()))?
                .to_bytes()
                .to_vec();
        } else {
            story = StoryOf {
                story_id: hex(&row, "story_id")?,
                is_original: row.get("is_original") == "true",
                ..story
            };
        }
        let mut own = Vec::new();
        while let Some(theme) =
            next.take_if(|theme| theme.get("article_id") == row.get("article_id"))
        {
            own.push(theme_of(&theme, &numbers)?);
            next = rows.next().transpose()?;
        }
        let source = Some(row.get("source")).filter(|name| !name.is_empty()).map(str::to_owned);
        take(Tabled { facts, source, sketch, story, themes: own })
            .map_err(|e| OutputError::write(tables, e))?;
    }
    match next {
        Some(stray) => Err(stray
            .bad("article_id", "an article of the table sketches, in the same order")
            .into()),
        None => Ok(()),
    }
}

fn hex(row: &Row, column: &str) -> Result<u64, TableError> {
    u64::from_str_radix(row.get(column), 16).map_err(|_| row.bad(column, "16 hexadecimal digits"))
}

/// A row of `sketches` or `articles`.
fn facts_of(row: &Row, calendar: &Calendar) -> Result<ArticleFacts, IndexError> {
    let published = published_of(row)?;
    let source = Some(row.get("source")).filter(|s| !s.is_empty());
    Ok(ArticleFacts {
        article_id: hex(row, "article_id")?,
        content_hash: if row.get("content_hash").is_empty() {
            0
        } else {
            hex(row, "content_hash")?
        },
        source: source.map(crate::pipeline::run::hash_of),
        published: order_key(&published),
        first_seen: crate::pipeline::run::seconds_of(row.get("first_seen")),
        day: calendar.day(&published)?,
        words: row.get("words").parse().map_err(|_| row.bad("words", "a whole number"))?,
    })
}

/// The time of publication as tables write it.
fn published_of(row: &Row) -> Result<Published, TableError> {
    let text = row.get("published");
    let precision = Precision::from_name(row.get("published_precision"));
    let precision = precision
        .ok_or_else(|| row.bad("published_precision", "instant, day, month, year or none"))?;
    let mut published = Published { precision, ..Published::default() };
    match precision {
        Precision::Instant => {
            published.instant = text.parse::<Timestamp>().ok();
            published.date = text.get(..10).and_then(|day| day.parse().ok());
        }
        Precision::Day => {
            published.date =
                Some(text.parse().map_err(|_| row.bad("published", "a day, YYYY-MM-DD"))?)
        }
        Precision::Month => published.date = format!("{text}-01").parse().ok(),
        Precision::Year => published.date = format!("{text}-01-01").parse().ok(),
        Precision::None => {}
    }
    if precision == Precision::Instant && published.instant.is_none() && published.date.is_none() {
        return Err(row.bad("published", "an RFC 3339 instant"));
    }
    Ok(published)
}

/// A row of `article_themes`.
fn theme_of(row: &Row, numbers: &BTreeMap<&str, ThemeId>) -> Result<ArticleTheme, TableError> {
    let float = |column| row.number(column)?.ok_or_else(|| row.bad(column, "a number"));
    let count =
        |column| row.get(column).parse::<u32>().map_err(|_| row.bad(column, "a whole number"));
    let theme = numbers
        .get(row.get("theme"))
        .copied()
        .ok_or_else(|| row.bad("theme", "a theme that run.json lists"))?;
    Ok(ArticleTheme {
        theme,
        sentiment: float("sentiment")?,
        sentences: [count("positive")?, count("neutral")?, count("negative")?],
        hits: count("hits")?,
        density: float("density")?,
        sums: ThemeSums {
            headline_weight: float("headline_weight")?,
            headline_score: float("headline_score")?,
            body_weight: float("body_weight")?,
            body_score: float("body_score")?,
        },
    })
}
