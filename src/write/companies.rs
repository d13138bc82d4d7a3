//! The most mentioned companies with their days and newest sentences, for documents that show some of
//! many.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;

use crate::model::ArticleId;

use super::{
    Row, TableError, TableReader, Tables,
    table::{
        Columns,
        columns::{Articles, EntityDays, EntityMentions},
    },
    top::Top,
};

/// How much is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shown {
    /// Companies: those with the most articles.
    pub companies: usize,
    /// Sentences of each: those of the newest days, of a day those that speak loudest.
    pub sentences: usize,
}

/// Companies of an index.
#[derive(Debug, Default)]
pub(super) struct Companies {
    /// How many there are.
    pub all: u64,
    /// Rows of `entity_days`.
    pub cells: u64,
    /// Rows of `entity_mentions` that are about one of them.
    pub mentions: u64,
    /// Those that are shown, the most mentioned first, of equally many by their ids.
    pub shown: Vec<Company>,
}

/// A company.
#[derive(Debug)]
pub(super) struct Company {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Articles about it, copies among them.
    pub articles: u64,
    /// Stories that count.
    pub stories: u64,
    /// Its days in order.
    pub days: Vec<CompanyDay>,
    /// Sentences about it, the newest first.
    pub sentences: Vec<CompanySentence>,
}

/// What is said of a company on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CompanyDay {
    /// The day.
    pub day: Date,
    /// In [-1, 1]; `None` where only copies speak.
    pub sentiment: Option<f64>,
    /// 95 % interval over stories.
    pub interval: Option<(f64, f64)>,
    /// What the index smooths it to.
    pub smoothed: Option<f64>,
    /// Stories that count.
    pub stories: u64,
    /// Articles, copies among them.
    pub articles: u64,
}

/// A sentence about a company.
#[derive(Debug)]
pub(super) struct CompanySentence {
    /// Its row.
    pub row: Row<EntityMentions>,
    /// The day of its article.
    pub day: Option<Date>,
}

impl CompanySentence {
    /// What it says of the company.
    pub(super) fn score(&self) -> f64 {
        self.row.number(EntityMentions::Sentiment).ok().flatten().unwrap_or(0.0)
    }

    /// The article that it is in.
    pub(super) fn article_id(&self) -> Option<ArticleId> {
        self.row.article_id(EntityMentions::ArticleId).ok()
    }
}

impl Company {
    fn new(row: &Row<EntityDays>) -> Self {
        Self {
            id: row.get(EntityDays::EntityId).to_owned(),
            name: row.get(EntityDays::Name).to_owned(),
            articles: 0,
            stories: 0,
            days: Vec::new(),
            sentences: Vec::new(),
        }
    }

    fn push(&mut self, row: &Row<EntityDays>) -> Result<(), TableError> {
        let number = |column| row.number(column);
        let whole = |column| number(column).map(|number| number.unwrap_or(0.0) as u64);
        let (stories, articles) = (whole(EntityDays::Stories)?, whole(EntityDays::Articles)?);
        self.stories += stories;
        self.articles += articles;
        if let Some(day) = row.day(EntityDays::Day)? {
            self.days.push(CompanyDay {
                day,
                sentiment: number(EntityDays::Sentiment)?,
                interval: number(EntityDays::CiLow)?.zip(number(EntityDays::CiHigh)?),
                smoothed: number(EntityDays::SentimentSmoothed)?,
                stories,
                articles,
            });
        }
        Ok(())
    }

    /// Its days with a figure, the newest first.
    pub(super) fn figures(&self) -> impl Iterator<Item = (f64, &CompanyDay)> {
        self.days.iter().rev().filter_map(|day| Some((day.sentiment?, day)))
    }

    /// Mean of its days, weighted by their stories.
    pub(super) fn mean(&self) -> Option<f64> {
        let (sum, stories) = self.figures().fold((0.0, 0), |(sum, all), (sentiment, day)| {
            (sum + sentiment * day.stories as f64, all + day.stories)
        });
        (stories > 0).then(|| sum / stories as f64)
    }
}

impl Companies {
    /// Reads `entity_days`, `entity_mentions` and `articles`. A run of a version that had no entities
    /// has no companies.
    pub(super) fn read(tables: &Tables<'_>, shown: Shown) -> Result<Self, TableError> {
        let mut companies = Self::default();
        let mut most = Top::new(shown.companies);
        let mut own: Option<Company> = None;
        let mut ids: HashSet<Box<str>> = HashSet::new();
        for row in rows::<EntityDays>(tables)? {
            let row = row?;
            companies.cells += 1;
            if own.as_ref().is_some_and(|own| own.id != row.get(EntityDays::EntityId)) {
                offer(&mut most, own.take());
            }
            if own.is_none() {
                companies.all += 1;
                ids.insert(row.get(EntityDays::EntityId).into());
            }
            own.get_or_insert_with(|| Company::new(&row)).push(&row)?;
        }
        offer(&mut most, own);
        companies.shown = most.into_items().collect();
        companies.read_sentences(tables, shown.sentences, &ids)?;
        Ok(companies)
    }

    /// Reads the sentences about the companies with these `ids`, and keeps those of the ones shown.
    fn read_sentences(
        &mut self,
        tables: &Tables<'_>,
        most: usize,
        ids: &HashSet<Box<str>>,
    ) -> Result<(), TableError> {
        let numbers: HashMap<&str, usize> =
            self.shown.iter().enumerate().map(|(n, own)| (own.id.as_str(), n)).collect();
        let mut tops: Vec<Top<(Option<Date>, f64), CompanySentence>> =
            self.shown.iter().map(|_| Top::new(most)).collect();
        let mut articles = tables.open::<Articles>()?;
        let mut article: Option<Row<Articles>> = None;
        for row in rows::<EntityMentions>(tables)? {
            let row = row?;
            self.mentions += u64::from(ids.contains(row.get(EntityMentions::EntityId)));
            let Some(top) = numbers
                .get(row.get(EntityMentions::EntityId))
                .and_then(|number| tops.get_mut(*number))
            else {
                continue;
            };
            // both tables list articles in the same order
            let is_own = |article: &Row<Articles>| {
                article.get(Articles::ArticleId) == row.get(EntityMentions::ArticleId)
            };
            while !article.as_ref().is_some_and(is_own) {
                article = articles.next().transpose()?;
                if article.is_none() {
                    let expected = "an article of the table articles, in the same order";
                    return Err(row.bad(EntityMentions::ArticleId, expected));
                }
            }
            let day = article.as_ref().map_or(Ok(None), |article| article.day(Articles::Day))?;
            let loudness = row.number(EntityMentions::Sentiment)?.unwrap_or(0.0).abs();
            top.offer((day, loudness), || CompanySentence { row, day });
        }
        for (company, top) in self.shown.iter_mut().zip(tops) {
            company.sentences = top.into_items().collect();
        }
        Ok(())
    }

    /// Places of the companies by their ids.
    pub(super) fn places(&self) -> BTreeMap<&str, usize> {
        self.shown.iter().enumerate().map(|(n, own)| (own.id.as_str(), n)).collect()
    }
}

fn offer(most: &mut Top<u64, Company>, company: Option<Company>) {
    if let Some(company) = company {
        most.offer(company.articles, || company);
    }
}

/// The rows of a table; none where the run has no such table.
pub(super) fn rows<T: Columns>(
    tables: &Tables<'_>,
) -> Result<impl Iterator<Item = Result<Row<T>, TableError>>, TableError> {
    let reader: Option<TableReader<T>> = match tables.open() {
        Ok(reader) => Some(reader),
        Err(TableError::Missing { .. }) => None,
        Err(error) => return Err(error),
    };
    Ok(reader.into_iter().flatten())
}
