//! Which articles and rows the workbook holds: all; where there are too many, articles and what they
//! gave to the index of the newest days, and the strongest sentences, claims and quotes of each
//! theme and day.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use super::{
    chosen::{Chosen, FilledColumns, Ranking},
    limits::{Limits, first_day_within},
    sheet::SheetColumn,
    text::unshown,
};
use crate::write::{
    companies::rows,
    presentation::Tables,
    reader::{Row, TableError, TableReader},
    support::support,
    table::{
        ArticleListing, Table,
        columns::{
            Articles, Claims, Conflicts, Contributions, EntityDays, Mentions, Quotes, Rejects,
            ThemeDays,
        },
    },
};

/// What is held.
#[derive(Debug, Default)]
pub(super) struct Selection {
    /// Articles and contributions before it are left out; `None`: nothing is.
    pub first_day: Option<Date>,
    /// Cells of Theme days before it are.
    pub first_cell_day: Option<Date>,
    /// In the order of the archive.
    pub articles: Vec<HeldArticle>,
    numbers: HashMap<String, usize>,
    /// The first contribution to each cell, by theme and day.
    pub cells: BTreeMap<(String, Option<Date>), u64>,
    /// Rows of every table, held or not.
    pub rows: BTreeMap<&'static str, u64>,
    /// Sentences that are listed.
    pub sentences: Chosen,
    /// Claims that are listed.
    pub claims: Chosen,
    /// Quotes that are listed.
    pub quotes: Chosen,
    /// Columns that hold anything.
    pub filled: FilledColumns,
}

/// An article that is held.
#[derive(Debug)]
pub(super) struct HeldArticle {
    pub row: Row<Articles>,
    pub day: Option<Date>,
    /// Number of its first sentence, where any of it is listed.
    pub first_sentence: Option<u64>,
    /// Number of its row on the sheet Stories.
    pub story_row: u64,
}

impl HeldArticle {
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
    pub(super) fn article(&self, id: &str) -> Option<&HeldArticle> {
        self.numbers.get(id).and_then(|n| self.articles.get(*n))
    }

    /// Of these columns those that hold anything.
    pub(super) fn filled(&self, mut columns: Vec<SheetColumn>) -> Vec<SheetColumn> {
        let has = |(table, position)| self.filled.has(table, position);
        columns.retain(|column| column.source.is_none_or(has));
        columns
    }

    /// Whether a row of this day is held.
    pub(super) fn is_held(&self, day: Option<Date>) -> bool {
        self.first_day.is_none_or(|first| day.is_some_and(|day| day >= first))
    }

    fn count(&mut self, tables: &Tables<'_>, limits: &Limits) -> Result<(), TableError> {
        let mut articles: BTreeMap<Option<Date>, u64> = BTreeMap::new();
        let mut followers = Listings::open(tables)?;
        for row in tables.open::<Articles>()? {
            let row = row?;
            let day = row.day(Articles::Day)?;
            *articles.entry(day).or_default() += 1;
            self.filled.see(&row);
            followers.see(row.get(Articles::ArticleId), day, &mut self.filled)?;
        }
        let mut contributions = BTreeMap::new();
        for row in tables.open::<Contributions>()? {
            *contributions.entry(row?.day(Contributions::Day)?).or_default() += 1_u64;
        }
        let mut cells = BTreeMap::new();
        for row in tables.open::<ThemeDays>()? {
            let row = row?;
            self.filled.see(&row);
            *cells.entry(row.day(ThemeDays::Day)?).or_default() += 1_u64;
        }
        for row in rows::<EntityDays>(tables)? {
            self.filled.see(&row?);
        }
        let firsts = [
            first_day_within(&articles, limits.articles),
            first_day_within(&contributions, limits.table_rows),
        ];
        self.first_day = firsts.into_iter().flatten().max();
        self.first_cell_day = first_day_within(&cells, limits.table_rows);
        let sums = [&articles, &contributions, &cells].map(|counts| counts.values().sum::<u64>());
        let names = [Table::Articles, Table::Contributions, Table::ThemeDays].map(Table::name);
        self.rows.extend(names.into_iter().zip(sums));
        let [sentences, claims, quotes] = followers.rankings;
        for (table, ranking, most, chosen) in [
            (Table::Mentions, sentences, limits.sentences, &mut self.sentences),
            (Table::Claims, claims, limits.claims, &mut self.claims),
            (Table::Quotes, quotes, limits.quotes, &mut self.quotes),
        ] {
            self.rows.insert(table.name(), ranking.rows());
            *chosen = ranking.choose(most, self.first_day);
        }
        Ok(())
    }

    fn hold_articles(&mut self, tables: &Tables<'_>, limits: &Limits) -> Result<(), TableError> {
        let (mut sentences, mut place) = (0, 0);
        let mut mentions = ListingRows::<Mentions>::open(tables)?;
        for row in tables.open::<Articles>()? {
            let row = row?;
            let day = row.day(Articles::Day)?;
            let all = mentions.count(row.get(Articles::ArticleId), |_| ())?;
            let own = self.sentences.count(place, all);
            place += all;
            // a newest day that is too much alone
            if !self.is_held(day) || self.articles.len() as u64 >= limits.articles {
                continue;
            }
            self.numbers.insert(row.get(Articles::ArticleId).to_owned(), self.articles.len());
            let first_sentence = (own > 0).then_some(sentences);
            self.articles.push(HeldArticle { row, day, first_sentence, story_row: 0 });
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
        let own = |n: usize, article: &HeldArticle| {
            (article.day.is_none(), article.day, article.published(), n)
        };
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
struct ListingRows<T> {
    rows: TableReader<T>,
    next: Option<Row<T>>,
}

impl<T: ArticleListing> ListingRows<T> {
    fn open(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut rows = tables.open()?;
        let next = rows.next().transpose()?;
        Ok(Self { rows, next })
    }

    /// Goes past the rows of the article, of which `see` is told each; how many there are.
    fn count(&mut self, article_id: &str, mut see: impl FnMut(&Row<T>)) -> Result<u64, TableError> {
        let mut count = 0;
        while let Some(row) = self.next.take_if(|row| row.get(T::ARTICLE_ID) == article_id) {
            see(&row);
            count += 1;
            self.next = self.rows.next().transpose()?;
        }
        Ok(count)
    }
}

/// All of them, with what ranks their rows.
struct Listings {
    mentions: ListingRows<Mentions>,
    claims: ListingRows<Claims>,
    quotes: ListingRows<Quotes>,
    /// Claims at the ends of conflicts, which lead there.
    of_conflicts: HashSet<String>,
    /// Of sentences, claims and quotes.
    rankings: [Ranking; 3],
}

impl Listings {
    fn open(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut of_conflicts = HashSet::new();
        for row in tables.open::<Conflicts>()? {
            of_conflicts.extend(ends(&row?).map(str::to_owned));
        }
        Ok(Self {
            mentions: ListingRows::open(tables)?,
            claims: ListingRows::open(tables)?,
            quotes: ListingRows::open(tables)?,
            of_conflicts,
            rankings: Default::default(),
        })
    }

    /// Ranks what is listed of an article: sentences and quotes by how loud they speak, claims by
    /// what they say about themselves.
    fn see(
        &mut self,
        article_id: &str,
        day: Option<Date>,
        filled: &mut FilledColumns,
    ) -> Result<(), TableError> {
        let [sentences, claims, quotes] = &mut self.rankings;
        let loudness = |number: &str| number.parse::<f32>().map_or(0.0, f32::abs);
        self.mentions.count(article_id, |row| {
            filled.see(row);
            let loudness = loudness(row.get(Mentions::Sentiment));
            sentences.see(day, row.get(Mentions::Theme), loudness);
        })?;
        self.claims.count(article_id, |row| {
            filled.see(row);
            let is_cited = self.of_conflicts.contains(row.get(Claims::ClaimId));
            let strength = if is_cited { f32::INFINITY } else { support(row) as f32 };
            claims.see(day, first_theme(row.get(Claims::Themes)), strength);
        })?;
        self.quotes.count(article_id, |row| {
            filled.see(row);
            let is_spoken = if row.get(Quotes::Speaker).is_empty() { 0.0 } else { 1.0 };
            let strength = is_spoken + loudness(row.get(Quotes::Sentiment));
            quotes.see(day, first_theme(row.get(Quotes::Themes)), strength);
        })?;
        Ok(())
    }
}

fn first_theme(themes: &str) -> &str {
    themes.split("; ").next().unwrap_or_default()
}

/// The claims with the lowest and the highest figure of a conflict.
pub(super) fn ends(conflict: &Row<Conflicts>) -> [&str; 2] {
    let claims = conflict.get(Conflicts::Claims);
    let lowest = claims.split("; ").next().unwrap_or_default();
    let highest = claims.rsplit("; ").next().unwrap_or_default();
    [lowest, highest]
}
