//! One pass over the articles: what is cited, the publishers, and how good the data is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::text;
use crate::{
    model::ArticleId,
    write::{Row, TableError, Tables, columns::Articles},
};

/// An article as the page cites it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cited {
    /// Its headline.
    pub title: String,
    /// Its publisher; empty where unknown.
    pub source: String,
    /// When it was published, as exactly as is known; empty where it is not.
    pub published: String,
    /// Where it is on the web.
    pub url: Option<String>,
    /// Where it was in the archive.
    pub locator: String,
}

/// What one publisher wrote.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Publisher {
    /// All its articles.
    pub articles: u64,
    /// Those that copy another.
    pub copies: u64,
    /// Words of all.
    pub words: u64,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// Sum and number of the articles' scores.
    score: (f64, u64),
}

impl Publisher {
    /// Mean over its articles.
    pub(super) fn mean(&self) -> Option<f64> {
        (self.score.1 > 0).then(|| self.score.0 / self.score.1 as f64)
    }
}

/// The articles of a run.
#[derive(Debug, Default)]
pub(super) struct Archive {
    /// How many there are.
    pub articles: u64,
    /// Those that copy another.
    pub copies: u64,
    /// Words of all.
    pub words: u64,
    /// First and last day.
    pub days: Option<(Date, Date)>,
    /// Those that end before their end.
    pub truncated: u64,
    /// By language code; empty where unknown.
    pub languages: BTreeMap<String, u64>,
    /// By how exactly the time of publication is known.
    pub precisions: BTreeMap<String, u64>,
    /// By tenths of the text that cleaning took out.
    pub boilerplate: [u64; 10],
    /// Sum of these shares.
    pub boilerplate_sum: f64,
    /// By name; empty where unknown.
    pub publishers: BTreeMap<String, Publisher>,
    /// By id.
    pub cited: BTreeMap<ArticleId, Cited>,
}

impl Archive {
    /// Reads `articles`; of those that are cited all that a reader needs.
    pub(super) fn read(
        tables: &Tables<'_>,
        cited: &BTreeSet<ArticleId>,
    ) -> Result<Self, TableError> {
        let mut archive = Self::default();
        for row in tables.open::<Articles>()? {
            let row = row?;
            archive.count(&row)?;
            let id = row.article_id(Articles::ArticleId)?;
            if cited.contains(&id) {
                archive.cited.insert(id, cite(&row));
            }
        }
        Ok(archive)
    }

    fn count(&mut self, row: &Row<Articles>) -> Result<(), TableError> {
        let copies = u64::from(!row.is_true(Articles::IsOriginal));
        let words = row.number(Articles::Words)?.unwrap_or(0.0) as u64;
        let day = row.day(Articles::Day)?;
        self.articles += 1;
        self.copies += copies;
        self.words += words;
        self.days = widened(self.days, day);
        self.truncated += u64::from(row.is_true(Articles::Truncated));
        *self.languages.entry(row.get(Articles::Language).to_owned()).or_default() += 1;
        *self.precisions.entry(row.get(Articles::PublishedPrecision).to_owned()).or_default() += 1;
        let share = row.number(Articles::BoilerplateShare)?.unwrap_or(0.0).clamp(0.0, 1.0);
        self.boilerplate[((share * 10.0) as usize).min(9)] += 1;
        self.boilerplate_sum += share;
        let publisher = match self.publishers.get_mut(row.get(Articles::Source)) {
            Some(publisher) => publisher,
            None => self.publishers.entry(row.get(Articles::Source).to_owned()).or_default(),
        };
        publisher.articles += 1;
        publisher.copies += copies;
        publisher.words += words;
        publisher.days = widened(publisher.days, day);
        if let Some(score) = row.number(Articles::Sentiment)? {
            publisher.score.0 += score;
            publisher.score.1 += 1;
        }
        Ok(())
    }
}

fn widened(days: Option<(Date, Date)>, day: Option<Date>) -> Option<(Date, Date)> {
    match (days, day) {
        (Some((first, last)), Some(day)) => Some((first.min(day), last.max(day))),
        (days, day) => days.or(day.zip(day)),
    }
}

fn cite(row: &Row<Articles>) -> Cited {
    let published = row.get(Articles::Published);
    // seconds and the zone's offset say little to a reader
    let published =
        published.get(..16).map_or_else(|| published.to_owned(), |minute| minute.replace('T', " "));
    Cited {
        title: text::cut(row.get(Articles::Title), 140),
        source: text::cut(row.get(Articles::Source), 60),
        published: text::clean(&published),
        url: text::link(row.get(Articles::Url)),
        locator: text::cut(row.get(Articles::Locator), 120),
    }
}
