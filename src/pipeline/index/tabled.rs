//! The tables of a run to articles, in their order.

use std::{collections::BTreeMap, io, path::Path};

use jiff::Timestamp;

use super::reindex::IndexError;
use crate::{
    aggregate::{Calendar, order_key},
    model::{
        ArticleFacts, ArticleId, ArticleTheme, Precision, Published, Sketch, StoryOf, ThemeId,
        ThemeSums,
    },
    pipeline::run::{hash_of, seconds_of},
    write::{
        Columns, OutputError, Row, TableError, TableReader,
        columns::{ArticleThemes, Articles, Sketches},
    },
};

/// An article as the tables have it.
pub(super) struct TabledArticle {
    pub facts: ArticleFacts,
    /// Name of its publisher.
    pub source: Option<String>,
    /// Empty where the story is known.
    pub sketch: Vec<u8>,
    /// Its own where it is to be found.
    pub story: StoryOf,
    pub themes: Vec<ArticleTheme>,
}

/// A table that has a row for each article, in their order.
pub(super) trait OfEachArticle: Columns {
    const ARTICLE_ID: Self;
    const SOURCE: Self;
    const PUBLISHED: Self;
    const PUBLISHED_PRECISION: Self;
    const FIRST_SEEN: Self;
    const WORDS: Self;

    /// Its story, where the table has it; else its own.
    fn story(row: &Row<Self>, article_id: ArticleId) -> Result<StoryOf, TableError>;

    /// The hash of its text and its sketch, where the table has them.
    fn text(row: &Row<Self>) -> Result<(u64, Vec<u8>), TableError>;
}

/// The columns that both tables have, by the same names.
macro_rules! shared_columns {
    () => {
        const ARTICLE_ID: Self = Self::ArticleId;
        const SOURCE: Self = Self::Source;
        const PUBLISHED: Self = Self::Published;
        const PUBLISHED_PRECISION: Self = Self::PublishedPrecision;
        const FIRST_SEEN: Self = Self::FirstSeen;
        const WORDS: Self = Self::Words;
    };
}

impl OfEachArticle for Articles {
    shared_columns!();

    fn story(row: &Row<Self>, _: ArticleId) -> Result<StoryOf, TableError> {
        let (story_id, is_original) =
            (row.article_id(Self::StoryId)?, row.is_true(Self::IsOriginal));
        Ok(StoryOf { story_id, similarity: 1.0, is_original })
    }

    fn text(_: &Row<Self>) -> Result<(u64, Vec<u8>), TableError> {
        Ok((0, Vec::new()))
    }
}

impl OfEachArticle for Sketches {
    shared_columns!();

    fn story(_: &Row<Self>, article_id: ArticleId) -> Result<StoryOf, TableError> {
        Ok(StoryOf { story_id: article_id, similarity: 1.0, is_original: true })
    }

    fn text(row: &Row<Self>) -> Result<(u64, Vec<u8>), TableError> {
        let content_hash = u64::from_str_radix(row.get(Self::ContentHash), 16)
            .map_err(|_| row.bad(Self::ContentHash, "16 hexadecimal digits"))?;
        let sketch = Sketch::from_hex(row.get(Self::Sketch))
            .map_err(|error| row.bad(Self::Sketch, &error.to_string()))?;
        Ok((content_hash, sketch.to_bytes().to_vec()))
    }
}

/// Gives every article of a table with its themes: both tables list articles in the same order.
pub(super) fn for_each_article<T: OfEachArticle>(
    tables: &Path,
    themes: &[String],
    calendar: &Calendar,
    take: &mut dyn FnMut(TabledArticle) -> io::Result<()>,
) -> Result<(), IndexError> {
    let numbers: BTreeMap<&str, ThemeId> =
        themes.iter().enumerate().map(|(n, id)| (id.as_str(), ThemeId(n as u16))).collect();
    let mut rows = TableReader::<ArticleThemes>::open(tables)?;
    let mut next = rows.next().transpose()?;
    for row in TableReader::<T>::open(tables)? {
        let row = row?;
        let (content_hash, sketch) = T::text(&row)?;
        let facts = facts_of(&row, content_hash, calendar)?;
        let story = T::story(&row, facts.article_id)?;
        let mut own = Vec::new();
        while let Some(theme) =
            next.take_if(|theme| theme.get(ArticleThemes::ArticleId) == row.get(T::ARTICLE_ID))
        {
            own.push(theme_of(&theme, &numbers)?);
            next = rows.next().transpose()?;
        }
        let source = Some(row.get(T::SOURCE)).filter(|name| !name.is_empty()).map(str::to_owned);
        take(TabledArticle { facts, source, sketch, story, themes: own })
            .map_err(|e| OutputError::write(tables, e))?;
    }
    match next {
        Some(stray) => Err(stray
            .bad(ArticleThemes::ArticleId, "an article of the table sketches, in the same order")
            .into()),
        None => Ok(()),
    }
}

/// What the index must know of an article.
fn facts_of<T: OfEachArticle>(
    row: &Row<T>,
    content_hash: u64,
    calendar: &Calendar,
) -> Result<ArticleFacts, IndexError> {
    let published = published_of(row)?;
    let source = Some(row.get(T::SOURCE)).filter(|s| !s.is_empty());
    let words = row.parse(T::WORDS, "a whole number")?;
    Ok(ArticleFacts {
        article_id: row.article_id(T::ARTICLE_ID)?,
        content_hash,
        source: source.map(hash_of),
        published: order_key(&published),
        first_seen: seconds_of(row.get(T::FIRST_SEEN)),
        day: calendar.day(&published)?,
        words: words.ok_or_else(|| row.bad(T::WORDS, "a whole number"))?,
    })
}

/// The time of publication as tables write it.
fn published_of<T: OfEachArticle>(row: &Row<T>) -> Result<Published, TableError> {
    let text = row.get(T::PUBLISHED);
    let precision = Precision::from_name(row.get(T::PUBLISHED_PRECISION));
    let precision = precision
        .ok_or_else(|| row.bad(T::PUBLISHED_PRECISION, "instant, day, month, year or none"))?;
    let mut published = Published { precision, ..Published::default() };
    match precision {
        Precision::Instant => {
            published.instant = text.parse::<Timestamp>().ok();
            published.date = text.get(..10).and_then(|day| day.parse().ok());
        }
        Precision::Day => {
            published.date =
                Some(text.parse().map_err(|_| row.bad(T::PUBLISHED, "a day, YYYY-MM-DD"))?);
        }
        Precision::Month => published.date = format!("{text}-01").parse().ok(),
        Precision::Year => published.date = format!("{text}-01-01").parse().ok(),
        Precision::None => {}
    }
    if precision == Precision::Instant && published.instant.is_none() && published.date.is_none() {
        return Err(row.bad(T::PUBLISHED, "an RFC 3339 instant"));
    }
    Ok(published)
}

/// A row of `article_themes`.
fn theme_of(
    row: &Row<ArticleThemes>,
    numbers: &BTreeMap<&str, ThemeId>,
) -> Result<ArticleTheme, TableError> {
    use ArticleThemes as Of;
    let float = |column| row.number(column)?.ok_or_else(|| row.bad(column, "a number"));
    let count = |column| {
        let count: Option<u32> = row.parse(column, "a whole number")?;
        count.ok_or_else(|| row.bad(column, "a whole number"))
    };
    let theme = numbers
        .get(row.get(Of::Theme))
        .copied()
        .ok_or_else(|| row.bad(Of::Theme, "a theme that run.json lists"))?;
    Ok(ArticleTheme {
        theme,
        sentiment: float(Of::Sentiment)?,
        sentences: [count(Of::Positive)?, count(Of::Neutral)?, count(Of::Negative)?],
        hits: count(Of::Hits)?,
        density: float(Of::Density)?,
        sums: ThemeSums {
            headline_weight: float(Of::HeadlineWeight)?,
            headline_score: float(Of::HeadlineScore)?,
            body_weight: float(Of::BodyWeight)?,
            body_score: float(Of::BodyScore)?,
        },
    })
}
