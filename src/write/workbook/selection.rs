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
    table::Table,
};

/// The tables that list something of an article, in the order of the articles.
pub(super) const OF_ARTICLES: [Table; 3] = [Table::Mentions, Table::Claims, Table::Quotes];

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
    pub row: Row,
    pub day: Option<Date>,
    /// Number of its first sentence, where it has any.
    pub first_sentence: Option<u64>,
    /// Number of its row on the sheet Stories.
    pub story_row: u64,
}

impl Held {
    /// Its title, or where it was read.
    pub(super) fn name(&self) -> &str {
        let title = unshown(self.row.get("title"));
        if title.is_empty() { unshown(self.row.get("locator")) } else { title }
    }

    /// Its publication in UTC, where the time is known.
    pub(super) fn published(&self) -> Option<DateTime> {
        let instant: Timestamp = self.row.get("published").parse().ok()?;
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
        for table in [Table::Conflicts, Table::Rejects] {
            let rows = tables.open(table)?.try_fold(0, |n, row| row.map(|_| n + 1))?;
            selection.rows.insert(table.name(), rows);
        }
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
        for row in tables.open(Table::Articles)? {
            let row = row?;
            let day = day_of(&row)?;
            *articles.entry(day).or_default() += 1;
            for (counts, n) in listed.iter_mut().zip(followers.count(row.get("article_id"))?) {
                *counts.entry(day).or_default() += n;
            }
        }
        let mut contributions = BTreeMap::new();
        for row in tables.open(Table::Contributions)? {
            *contributions.entry(day_of(&row?)?).or_default() += 1_u64;
        }
        let mut cells = BTreeMap::new();
        for row in tables.open(Table::ThemeDays)? {
            *cells.entry(day_of(&row?)?).or_default() += 1_u64;
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
        let mut mentions = Following::open(tables, Table::Mentions)?;
        for row in tables.open(Table::Articles)? {
            let row = row?;
            let day = day_of(&row)?;
            let own = mentions.count(row.get("article_id"))?;
            // a newest day that is too much alone
            if !self.is_held(day) || self.articles.len() as u64 >= limits.articles {
                continue;
            }
            self.numbers.insert(row.get("article_id").to_owned(), self.articles.len());
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
            let key = (article.row.get("is_original") != "true", own(n, article));
            let first = stories.entry(article.row.get("story_id")).or_insert(key);
            *first = key.min(*first);
        }
        let mut keyed: Vec<_> = self
            .articles
            .iter()
            .enumerate()
            .map(|(n, article)| {
                let first = stories.get(article.row.get("story_id")).map(|first| first.1);
                (first, article.row.get("is_original") != "true", own(n, article), n)
            })
            .collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|key| key.3).collect()
    }

    fn place_cells(&mut self, tables: &Tables<'_>, limits: &Limits) -> Result<(), TableError> {
        let mut ordinal = 0;
        for row in tables.open(Table::Contributions)? {
            let row = row?;
            let day = day_of(&row)?;
            if !self.is_held(day) {
                continue;
            }
            if ordinal >= limits.table_rows {
                break;
            }
            self.cells.entry((row.get("theme").to_owned(), day)).or_insert(ordinal);
            ordinal += 1;
        }
        Ok(())
    }
}

/// The day of a row; `None` where it is not known.
pub(super) fn day_of(row: &Row) -> Result<Option<Date>, TableError> {
    match row.get("day") {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| row.bad("day", "a day, YYYY-MM-DD")),
    }
}

/// The rows of a table that lists something of articles, read beside the table of articles.
pub(super) struct Following {
    rows: TableReader,
    next: Option<Row>,
}

impl Following {
    pub(super) fn open(tables: &Tables<'_>, table: Table) -> Result<Self, TableError> {
        let mut rows = tables.open(table)?;
        let next = rows.next().transpose()?;
        Ok(Self { rows, next })
    }

    /// The next row of the article.
    pub(super) fn next_of(&mut self, article_id: &str) -> Result<Option<Row>, TableError> {
        if self.next.as_ref().is_none_or(|row| row.get("article_id") != article_id) {
            return Ok(None);
        }
        let next = self.rows.next().transpose()?;
        Ok(std::mem::replace(&mut self.next, next))
    }

    /// Goes past the rows of the article; how many there are.
    fn count(&mut self, article_id: &str) -> Result<u64, TableError> {
        let mut count = 0;
        while self.next_of(article_id)?.is_some() {
            count += 1;
        }
        Ok(count)
    }
}

/// All of them.
struct Followers([Following; 3]);

impl Followers {
    fn open(tables: &Tables<'_>) -> Result<Self, TableError> {
        let [mentions, claims, quotes] = OF_ARTICLES;
        Ok(Self([
            Following::open(tables, mentions)?,
            Following::open(tables, claims)?,
            Following::open(tables, quotes)?,
        ]))
    }

    fn count(&mut self, article_id: &str) -> Result<[u64; 3], TableError> {
        let [mentions, claims, quotes] = &mut self.0;
        Ok([mentions.count(article_id)?, claims.count(article_id)?, quotes.count(article_id)?])
    }
}
