//! The cells of an index with what articles gave to them, as the tables list them, one by one.

use std::{collections::BTreeMap, hash::Hasher as _, path::Path};

use rustc_hash::FxHasher;

use super::ArticleChanges;
use crate::write::{
    IndexTable, Row, TableError, TableReader,
    columns::{Contributions, ThemeDays},
};

/// An article's part in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    pub weight: f64,
    pub sentiment: f64,
}

/// A cell.
#[derive(Debug)]
pub(super) struct Cell {
    /// Id of the theme or company.
    pub key: String,
    /// Empty for undated articles.
    pub day: String,
    pub sentiment: Option<f64>,
    /// What its articles gave to it, by their ids.
    pub parts: BTreeMap<String, Part>,
}

impl Cell {
    /// Its place in the table: by key and day, undated last.
    pub(super) fn place(&self) -> (&str, bool, &str) {
        (&self.key, self.day.is_empty(), &self.day)
    }
}

/// Reads cells.
pub(super) struct Cells<D, C> {
    days: TableReader<D>,
    contributions: TableReader<C>,
    next: Option<Row<C>>,
}

impl<D, C> Cells<D, C>
where
    D: IndexTable<Themes = ThemeDays>,
    C: IndexTable<Themes = Contributions>,
{
    pub(super) fn open(tables: &Path) -> Result<Self, TableError> {
        let mut contributions = TableReader::open(tables)?;
        let next = contributions.next().transpose()?;
        Ok(Self { days: TableReader::open(tables)?, contributions, next })
    }

    pub(super) fn next_cell(&mut self) -> Result<Option<Cell>, TableError> {
        let Some(row) = self.days.next().transpose()? else { return Ok(None) };
        let (key, day) = (row.get(D::key()), row.get(D::of(ThemeDays::Day)));
        let mut parts = BTreeMap::new();
        let is_own = |own: &mut Row<C>| {
            own.get(C::key()) == key && own.get(C::of(Contributions::Day)) == day
        };
        while let Some(own) = self.next.take_if(is_own) {
            let number = |column| own.number(C::of(column)).map(Option::unwrap_or_default);
            let part = Part {
                weight: number(Contributions::Weight)?,
                sentiment: number(Contributions::Sentiment)?,
            };
            parts.insert(own.get(C::of(Contributions::ArticleId)).to_owned(), part);
            self.next = self.contributions.next().transpose()?;
        }
        let sentiment = row.number(D::of(ThemeDays::Sentiment))?;
        Ok(Some(Cell { key: key.to_owned(), day: day.to_owned(), sentiment, parts }))
    }
}

/// What articles give to the cells of both runs, each as a digest.
#[derive(Debug, Default)]
pub(super) struct Articles([BTreeMap<String, Given>; 2]);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Given {
    scores: u64,
    weights: u64,
}

impl Articles {
    /// Takes a cell of both runs, or of one.
    pub(super) fn note(&mut self, old: Option<&Cell>, new: Option<&Cell>) {
        for (articles, cell) in self.0.iter_mut().zip([old, new]) {
            let Some(cell) = cell else { continue };
            for (id, part) in &cell.parts {
                if !articles.contains_key(id) {
                    articles.insert(id.clone(), Given::default());
                }
                let Some(given) = articles.get_mut(id) else { continue };
                given.scores = digest(given.scores, &cell.key, part.sentiment);
                given.weights = digest(given.weights, &cell.key, part.weight);
            }
        }
    }

    /// What became of the articles: each counts once.
    pub(super) fn changes(&self) -> ArticleChanges {
        let [old, new] = &self.0;
        let removed = old.keys().filter(|id| !new.contains_key(*id)).count();
        let mut count = ArticleChanges { removed, ..ArticleChanges::default() };
        for (id, given) in new {
            match old.get(id) {
                None => count.added += 1,
                Some(was) if was.scores != given.scores => count.changed += 1,
                Some(was) if was != given => count.reweighted += 1,
                Some(_) => {}
            }
        }
        count
    }
}

/// `before` and a number of the cell of `key` after it.
fn digest(before: u64, key: &str, number: f64) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(before);
    hasher.write(key.as_bytes());
    hasher.write_u64(number.to_bits());
    hasher.finish()
}
