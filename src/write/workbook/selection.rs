//! Which articles and rows the workbook holds: all, or those of the newest days where there are too
//! many.

use std::collections::{BTreeMap, HashMap};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{
    limits::{Limits, first_day_within},
    text::unshown,
};
use crate::write::{
    presentation::Tables,
    reader::{Row, TableError, TableReader},
    table::{
        OfArticle, Table,
        columns::{
            Articles, Claims, Conflicts, Contributions, Mentions, Quotes, Rejects, ThemeDays,
        },
    },
};

/// The tables that list something of an article, in the order of the articles.
const OF_ARTICLES: [Table; 3] = [Table::Mentions, Table::Claims, Table::Quotes];

/// What is held.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Articles and contributions before it are left out; `None`: nothing is.
    pub first_day: Option<Date>,
    /// Cells of Theme days before it are.
    pub first_cell_day: Option<Date>,
    /// In the order of the archive.
    pub articles: Vec<Held>,
    numbers: HashMap<String, usize>,
    /// The first contribution to each cell, by theme and day.
    pub cells: BTreeMap<(String, Option<Date>), u64>,
    /// Rows of every table, held or not.
    pub rows: BTreeMap<&'static str, u64>,
}

/// An article that is held.
#[derive(Debug)]
pub(super) struct Held {
    pub row: Row<Articles>,
    pub day: Option<Date>,
    /// Number of its first sentence, where it has any.
    pub first_sentence: Option<u64>,
    /// Number of its row on the sheet Stories.
    pub story_row: u64,
}

impl Held {
    /// Its title, or where it was read.
    pub(super) fn name(&self) -> &str {
        let title = unshown(self.row.get(Articles::Title));
        if title.is_empty() { unshown(self.row.get(Articles::Locator)) } else { title }
    }

    /// Its publication in UTC, where the time is known.
    pub(super) fn published(&self) -> Option<DateTime> {
        let instant: Timestamp = self.row.get(Articles::Published).parse().ok()?;
        Some(instant.to_zoned(TimeZone::UTC).datetime())
    }
}

impl Selection {
    /// Reads the tables once for their sizes and once for what is held.
    pub(super) fn of(tables: &Tables<'_>, limits: &Limits) -> Result<Self, TableError> {
        let mut selection = Self::default();
        selection.count(tables, limits)?;
        selection.hold_articles(tables, limits)?;
        selection.place_cells(tables, limits)?;
        let conflicts = tables.open::<Conflicts>()?.count_rows()?;
        let rejects = tables.open::<Rejects>()?.count_rows()?;
        selection.rows.insert(Table::Conflicts.name(), conflicts);
        selection.rows.insert(Table::Rejects.name(), rejects);
        Ok(selection)
    }

    /// The article with this id.
    pub(super) fn article(&self, id: &str) -> Option<&Held> {
        self.numbers.get(id).and_then(|n| self.articles.get(*n))
    }

    /// Whether a row of this day is held.
    pub(super) fn is_held(&self, day: Option<Date>) -> bool {
        self.first_day.is_none_or(|first| day.is_some_and(|day| day >= first))
    }

    fn count(&mut self, tables: &Tables<'_>, limits: &Limits) -> Result<(), TableError> {
        let mut articles: BTreeMap<Option<Date>, u64> = BTreeMap::new();
        let mut listed = OF_ARTICLES.map(|_| BTreeMap::<Option<Date>, u64>::new());
        let mut followers = Followers::open(tables)?;
        for row in tables.open::<Articles>()? {
            let row = row?;
            let day = row.day(Articles::Day)?;
            *articles.entry(day).or_default() += 1;
            for (counts, n) in listed.iter_mut().zip(followers.count(row.get(Articles::ArticleId))?)
            {
                *counts.entry(day).or_default() += n;
            }
        }
        let mut contributions = BTreeMap::new();
        for row in tables.open::<Contributions>()? {
            *contributions.entry(row?.day(Contributions::Day)?).or_default() += 1_u64;
        }
        let mut cells = BTreeMap::new();
        for row in tables.open::<ThemeDays>()? {
            *cells.entry(row?.day(ThemeDays::Day)?).or_default() += 1_u64;
        }
        let mut firsts = vec![
            first_day_within(&articles, limits.articles),
            first_day_within(&contributions, limits.table_rows),
        ];
        firsts.extend(listed.iter().map(|counts| first_day_within(counts, limits.table_rows)));
        self.first_day = firsts.into_iter().flatten().max();
        self.first_cell_day = first_day_within(&cells, limits.table_rows);
        let sums = [&articles, &contributions, &cells]
            .into_iter()
            .chain(&listed)
            .map(|counts| counts.values().sum());
        let names = [Table::Articles, Table::Contributions, Table::ThemeDays]
            .into_iter()
            .chain(OF_ARTICLES)
            .map(Table::name);
        self.rows.extend(names.zip(sums));
        Ok(())
    }

    fn hold_articles(&mut self, tables: &Tables<'_>, limits: &Limits) -> Result<(), TableError> {
        let mut sentences = 0;
        let mut mentions = Following::<Mentions>::open(tables)?;
        for row in tables.open::<Articles>()? {
            let row = row?;
            let day = row.day(Articles::Day)?;
            let own = mentions.count(row.get(Articles::ArticleId))?;
            // a newest day that is too much alone
            if !self.is_held(day) || self.articles.len() as u64 >= limits.articles {
                continue;
            }
            self.numbers.insert(row.get(Articles::ArticleId).to_owned(), self.articles.len());
            let first_sentence = (own > 0 && sentences < limits.table_rows).then_some(sentences);
            self.articles.push(Held { row, day, first_sentence, story_row: 0 });
            sentences += own;
        }
        for (place, n) in self.told().into_iter().enumerate() {
            if let Some(article) = self.articles.get_mut(n) {
                article.story_row = place as u64;
            }
        }
        Ok(())
    }

    /// Numbers of the articles, story by story: stories by their first telling, the original before
    /// its copies.
    pub(super) fn told(&self) -> Vec<usize> {
        let own =
            |n: usize, article: &Held| (article.day.is_none(), article.day, article.published(), n);
        let mut stories: HashMap<&str, _> = HashMap::new();
        for (n, article) in self.articles.iter().enumerate() {
            let key = (!article.row.is_true(Articles::IsOriginal), own(n, article));
            let first = stories.entry(article.row.get(Articles::StoryId)).or_insert(key);
            *first = key.min(*first);
        }
        let mut keyed: Vec<_> = self
            .articles
            .iter()
            .enumerate()
            .map(|(n, article)| {
                let first = stories.get(article.row.get(Articles::StoryId)).map(|first| first.1);
                (first, !article.row.is_true(Articles::IsOriginal), own(n, article), n)
            })
            .collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|key| key.3).collect()
    }

    fn place_cells(&mut self, tables: &Tables<'_>, limits: &Limits) -> Result<(), TableError> {
        let mut ordinal = 0;
        for row in tables.open::<Contributions>()? {
            let row = row?;
            let day = row.day(Contributions::Day)?;
            if !self.is_held(day) {
                continue;
            }
            if ordinal >= limits.table_rows {
                break;
            }
            self.cells.entry((row.get(Contributions::Theme).to_owned(), day)).or_insert(ordinal);
            ordinal += 1;
        }
        Ok(())
    }
}

/// The rows of a table that lists something of articles, read beside the table of articles.
struct Following<T> {
    rows: TableReader<T>,
    next: Option<Row<T>>,
}

impl<T: OfArticle> Following<T> {
    fn open(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut rows = tables.open()?;
        let next = rows.next().transpose()?;
        Ok(Self { rows, next })
    }

    /// Goes past the rows of the article; how many there are.
    fn count(&mut self, article_id: &str) -> Result<u64, TableError> {
        let mut count = 0;
        while self.next.as_ref().is_some_and(|row| row.get(T::ARTICLE_ID) == article_id) {
            count += 1;
            self.next = self.rows.next().transpose()?;
        }
        Ok(count)
    }
}

/// All of them.
struct Followers {
    mentions: Following<Mentions>,
    claims: Following<Claims>,
    quotes: Following<Quotes>,
}

impl Followers {
    fn open(tables: &Tables<'_>) -> Result<Self, TableError> {
        Ok(Self {
            mentions: Following::open(tables)?,
            claims: Following::open(tables)?,
            quotes: Following::open(tables)?,
        })
    }

    /// How many rows of the article there are, in the order of [`OF_ARTICLES`].
    fn count(&mut self, article_id: &str) -> Result<[u64; 3], TableError> {
        Ok([
            self.mentions.count(article_id)?,
            self.claims.count(article_id)?,
            self.quotes.count(article_id)?,
        ])
    }
}
