//! The tables of a run to indices, without the archive: `newsvane index`.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use jiff::{Timestamp, civil::Date};

use super::{AggregateSettings, write_indices};
use crate::{
    aggregate::{Calendar, Index, SessionError, Sketch, Stories, order_key},
    model::{ArticleFacts, ArticleTheme, Precision, Published, StoryOf, ThemeDay, ThemeId, ThemeSums},
    write::{Format, OutputError, Row, SCHEMA_VERSION, Table, TableError, TableReader},
};

/// Why tables give no index.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// A table is missing, broken, or of another version.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A day that the calendar does not have.
    #[error("{0}")]
    Calendar(#[from] SessionError),
    /// A table of the index cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// `run.json` is missing or of another version.
    #[error("{path}: {problem}; expected the folder that `newsvane run` wrote, with tables of schema version {SCHEMA_VERSION}")]
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
    sketch: Vec<u8>,
    themes: Vec<ArticleTheme>,
}

/// Computes stories and indices from the tables in `tables` and writes those of the indices to `out`. `until` leaves out all
/// articles that were published later (days of the calendar): what the index was then.
///
/// # Errors
/// When a table is missing, broken or of another version, a day is not in the calendar, or `out` cannot be written.
pub fn reindex(
    tables: &Path,
    settings: &AggregateSettings,
    formats: &[Format],
    out: &Path,
    until: Option<Date>,
) -> Result<IndexSummary, IndexError> {
    let (themes, skips_undated) = manifest_of(tables)?;
    let failed = |e| IndexError::from(OutputError::write(out, e));
    std::fs::create_dir_all(out).map_err(failed)?;
    let mut stories = Stories::new(settings.stories, out);
    let is_in = |facts: &ArticleFacts| until.is_none_or(|until| facts.day.is_none_or(|day| day <= until));
    let mut articles = 0;
    for_each_article(tables, &themes, &settings.calendar, &mut |article| {
        if is_in(&article.facts) {
            stories.push(articles, &article.facts, &article.sketch)?;
            articles += 1;
        }
        Ok(())
    })?;
    let mut order = stories.finish().map_err(failed)?;
    let mut index = Index::new(settings.indices.clone(), settings.calendar.clone(), themes.clone(), out);
    let (mut copies, mut ordinal) = (0, 0);
    for_each_article(tables, &themes, &settings.calendar, &mut |article| {
        if is_in(&article.facts) {
            let story: StoryOf = order.next_story()?;
            copies += u64::from(!story.is_original);
            let is_left_out = article.facts.day.is_none() && skips_undated;
            index.push(ordinal, article.facts, story, if is_left_out { &[] } else { &article.themes })?;
            ordinal += 1;
        }
        Ok(())
    })?;
    let theme_days = write_indices(index, &settings.indices, &themes, (formats, out)).map_err(failed)?;
    Ok(IndexSummary { articles, copies, theme_days, themes })
}

/// `run.json` of a run whose tables this program can read.
///
/// # Errors
/// When it is missing, broken or of another version.
pub fn read_manifest(tables: &Path) -> Result<serde_json::Value, IndexError> {
    let path = tables.join("run.json");
    let bad = |problem: String| IndexError::Manifest { path: path.clone(), problem };
    let text = std::fs::read_to_string(&path).map_err(|e| bad(e.to_string()))?;
    let manifest: serde_json::Value = serde_json::from_str(&text).map_err(|e| bad(e.to_string()))?;
    match manifest["schema_version"].as_u64() {
        Some(version) if version == u64::from(SCHEMA_VERSION) => Ok(manifest),
        Some(version) => Err(bad(format!("its tables have schema version {version}"))),
        None => Err(bad("it names no schema version".to_owned())),
    }
}

/// The ids of the themes of a run, in the order of its lexicons, and whether it leaves undated articles out.
fn manifest_of(tables: &Path) -> Result<(Vec<String>, bool), IndexError> {
    let manifest = read_manifest(tables)?;
    let bad = |problem: &str| IndexError::Manifest { path: tables.join("run.json"), problem: problem.to_owned() };
    let themes = manifest["themes"].as_array().ok_or_else(|| bad("it lists no themes"))?;
    let themes = themes.iter().filter_map(|theme| theme.as_str().map(str::to_owned)).collect();
    Ok((themes, manifest["settings"]["undated"].as_str() == Some("skip")))
}

/// Gives every article of the tables `sketches` and `article_themes`, which list articles in the same order.
fn for_each_article(
    tables: &Path,
    themes: &[String],
    calendar: &Calendar,
    take: &mut dyn FnMut(Tabled) -> io::Result<()>,
) -> Result<(), IndexError> {
    let numbers: BTreeMap<&str, ThemeId> = themes.iter().enumerate().map(|(n, id)| (id.as_str(), ThemeId(n as u16))).collect();
    let mut rows = TableReader::open(tables, Table::ArticleThemes)?;
    let mut next = rows.next().transpose()?;
    for row in TableReader::open(tables, Table::Sketches)? {
        let row = row?;
        let (facts, sketch) = facts_of(&row, calendar)?;
        let mut own = Vec::new();
        while let Some(theme) = next.take_if(|theme| theme.get("article_id") == row.get("article_id")) {
            own.push(theme_of(&theme, &numbers)?);
            next = rows.next().transpose()?;
        }
        take(Tabled { facts, sketch, themes: own }).map_err(|e| OutputError::write(tables, e))?;
    }
    match next {
        Some(stray) => Err(stray.bad("article_id", "an article of the table sketches, in the same order").into()),
        None => Ok(()),
    }
}

/// A row of `sketches`.
fn facts_of(row: &Row, calendar: &Calendar) -> Result<(ArticleFacts, Vec<u8>), IndexError> {
    let hex = |column| u64::from_str_radix(row.get(column), 16).map_err(|_| row.bad(column, "16 hexadecimal digits"));
    let published = published_of(row)?;
    let source = Some(row.get("source")).filter(|s| !s.is_empty());
    let sketch = Sketch::from_hex(row.get("sketch")).map_err(|e| row.bad("sketch", &e.to_string()))?;
    let facts = ArticleFacts {
        article_id: hex("article_id")?,
        content_hash: hex("content_hash")?,
        source: source.map(crate::pipeline::run::hash_of),
        published: order_key(&published),
        day: calendar.day(&published)?,
        words: row.get("words").parse().map_err(|_| row.bad("words", "a whole number"))?,
    };
    Ok((facts, sketch.to_bytes().to_vec()))
}

/// The time of publication as tables write it.
fn published_of(row: &Row) -> Result<Published, TableError> {
    let text = row.get("published");
    let precision = Precision::from_name(row.get("published_precision"));
    let precision = precision.ok_or_else(|| row.bad("published_precision", "instant, day, month, year or none"))?;
    let mut published = Published { precision, ..Published::default() };
    match precision {
        Precision::Instant => {
            published.instant = text.parse::<Timestamp>().ok();
            published.date = text.get(..10).and_then(|day| day.parse().ok());
        }
        Precision::Day => published.date = Some(text.parse().map_err(|_| row.bad("published", "a day, YYYY-MM-DD"))?),
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
    let float = |column| row.get(column).parse::<f64>().map_err(|_| row.bad(column, "a number"));
    let count = |column| row.get(column).parse::<u32>().map_err(|_| row.bad(column, "a whole number"));
    let theme = numbers.get(row.get("theme")).copied().ok_or_else(|| row.bad("theme", "a theme that run.json lists"))?;
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
