//! The tables of a run to articles, in their order.

use std::{collections::BTreeMap, io, path::Path};

use super::error::IndexError;
use crate::{
    aggregate::{Calendar, order_key},
    config::EntityChoice,
    model::{
        ArticleEntity, ArticleFacts, ArticleId, ArticleTheme, Bearing, EntityKey, Precision,
        Published, Sketch, Statement, StoryOf, ThemeId, ThemeSums,
    },
    pipeline::fact_values::{hash_of, seconds_of},
    score::Reweighing,
    write::{
        ArticleListing, BearingTable, Columns, OutputError, Row, TableError, TableReader,
        columns::{ArticleThemes, Articles, Entities, Sketches},
        read_published,
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
    pub companies: Vec<ArticleEntity>,
}

/// What is read of articles beside the table of them.
pub(super) struct Wanted<'a> {
    /// Ids of the themes, as their numbers.
    pub themes: &'a [String],
    pub calendar: &'a Calendar,
    /// The companies of the index.
    pub entities: EntityChoice,
    /// To what weights of modality sums are brought.
    pub reweighing: Option<Reweighing>,
}

/// A table that has a row for each article, in their order.
pub(super) trait RowPerArticle: Columns {
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

impl RowPerArticle for Articles {
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

impl RowPerArticle for Sketches {
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

/// The rows of a table that lists something of articles, in their order.
struct ArticleListingReader<T: ArticleListing> {
    rows: TableReader<T>,
    next: Option<Row<T>>,
}

impl<T: ArticleListing> ArticleListingReader<T> {
    fn open(tables: &Path) -> Result<Self, TableError> {
        let mut rows = TableReader::open(tables)?;
        let next = rows.next().transpose()?;
        Ok(Self { rows, next })
    }

    /// The next row, where it is of this article.
    fn next_of(&mut self, article_id: &str) -> Result<Option<Row<T>>, TableError> {
        let own = self.next.take_if(|row| row.get(T::ARTICLE_ID) == article_id);
        if own.is_some() {
            self.next = self.rows.next().transpose()?;
        }
        Ok(own)
    }

    /// All articles are read: an error where a row is of none of them.
    fn end(self) -> Result<(), TableError> {
        let expected = "an article of the table sketches, in the same order";
        self.next.map_or(Ok(()), |stray| Err(stray.bad(T::ARTICLE_ID, expected)))
    }
}

/// Gives every article of a table with its themes and companies: all tables list articles in the
/// same order.
pub(super) fn for_each_article<T: RowPerArticle>(
    tables: &Path,
    wanted: &Wanted<'_>,
    take: &mut dyn FnMut(TabledArticle) -> io::Result<()>,
) -> Result<(), IndexError> {
    let numbers: BTreeMap<&str, ThemeId> =
        wanted.themes.iter().enumerate().map(|(n, id)| (id.as_str(), ThemeId(n as u16))).collect();
    let mut of_themes = ArticleListingReader::<ArticleThemes>::open(tables)?;
    let mut of_entities = match wanted.entities {
        EntityChoice::Off => None,
        _ => Some(ArticleListingReader::<Entities>::open(tables)?),
    };
    for row in TableReader::<T>::open(tables)? {
        let row = row?;
        let (content_hash, sketch) = T::text(&row)?;
        let facts = facts_of(&row, content_hash, wanted.calendar)?;
        let story = T::story(&row, facts.article_id)?;
        let mut themes = Vec::new();
        while let Some(own) = of_themes.next_of(row.get(T::ARTICLE_ID))? {
            themes.push(theme_of(&own, &numbers, wanted.reweighing)?);
        }
        let mut companies = Vec::new();
        if let Some(of_entities) = &mut of_entities {
            while let Some(own) = of_entities.next_of(row.get(T::ARTICLE_ID))? {
                companies.extend(company_of(&own, wanted)?);
            }
        }
        let source = Some(row.get(T::SOURCE)).filter(|name| !name.is_empty()).map(str::to_owned);
        take(TabledArticle { facts, source, sketch, story, themes, companies })
            .map_err(|e| OutputError::write(tables, e))?;
    }
    of_themes.end()?;
    Ok(of_entities.map_or(Ok(()), ArticleListingReader::end)?)
}

/// What the index must know of an article.
fn facts_of<T: RowPerArticle>(
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
fn published_of<T: RowPerArticle>(row: &Row<T>) -> Result<Published, TableError> {
    let text = row.get(T::PUBLISHED);
    let precision = Precision::from_name(row.get(T::PUBLISHED_PRECISION));
    let precision = precision
        .ok_or_else(|| row.bad(T::PUBLISHED_PRECISION, "instant, day, month, year or none"))?;
    let expected = match precision {
        Precision::Day => "a day, YYYY-MM-DD",
        _ => "an RFC 3339 instant",
    };
    read_published(text, precision).ok_or_else(|| row.bad(T::PUBLISHED, expected))
}

/// A row of `article_themes`.
fn theme_of(
    row: &Row<ArticleThemes>,
    numbers: &BTreeMap<&str, ThemeId>,
    reweighing: Option<Reweighing>,
) -> Result<ArticleTheme, TableError> {
    use ArticleThemes as Of;
    let key = numbers
        .get(row.get(Of::Theme))
        .copied()
        .ok_or_else(|| row.bad(Of::Theme, "a theme that run.json lists"))?;
    let mut own = bearing(row, key, float(row, Of::Sentiment)?)?;
    if let Some(reweighing) = reweighing {
        reweighing.theme(&mut own, &statements(row)?);
    }
    Ok(own)
}

/// A row of `entities`; `None` where it is no company of the index.
fn company_of(
    row: &Row<Entities>,
    wanted: &Wanted<'_>,
) -> Result<Option<ArticleEntity>, TableError> {
    use Entities as Of;
    // only what sentences are about has a sentiment
    let Some(sentiment) = row.number(Of::Sentiment)? else { return Ok(None) };
    if !wanted.entities.takes(row.is_true(Of::IsKnown)) {
        return Ok(None);
    }
    let key = EntityKey { id: row.get(Of::EntityId).into(), name: row.get(Of::Name).into() };
    let mut own = bearing(row, key, sentiment)?;
    if let Some(reweighing) = wanted.reweighing {
        reweighing.company(&mut own, &statements(row)?);
    }
    Ok(Some(own))
}

/// The sentences about it that settings weigh.
fn statements<C: BearingTable>(row: &Row<C>) -> Result<Vec<Statement>, TableError> {
    let expected = "statements such as `body conditional -0.6`, apart by `; `";
    row.items(C::WEIGHED_STATEMENTS)
        .map(|item| item.parse().map_err(|_| row.bad(C::WEIGHED_STATEMENTS, expected)))
        .collect()
}

/// How much an article has of what a row is of, and what it says of it.
fn bearing<C: BearingTable, K>(
    row: &Row<C>,
    key: K,
    sentiment: f64,
) -> Result<Bearing<K>, TableError> {
    let [positive, neutral, negative] = C::SENTENCES;
    let [headline_weight, headline_score, body_weight, body_score] = C::SUMS;
    Ok(Bearing {
        key,
        sentiment,
        sentences: [count(row, positive)?, count(row, neutral)?, count(row, negative)?],
        hits: count(row, C::HITS)?,
        density: float(row, C::DENSITY)?,
        sums: ThemeSums {
            headline_weight: float(row, headline_weight)?,
            headline_score: float(row, headline_score)?,
            body_weight: float(row, body_weight)?,
            body_score: float(row, body_score)?,
        },
        mood: float(row, C::MOOD)?,
    })
}

fn float<C: Columns>(row: &Row<C>, column: C) -> Result<f64, TableError> {
    row.number(column)?.ok_or_else(|| row.bad(column, "a number"))
}

fn count<C: Columns>(row: &Row<C>, column: C) -> Result<u32, TableError> {
    let count: Option<u32> = row.parse(column, "a whole number")?;
    count.ok_or_else(|| row.bad(column, "a whole number"))
}
