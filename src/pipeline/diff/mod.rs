//! Two runs side by side: which cells of the index moved, by how much, and what moved them.

mod causes;
mod cells;

use std::{cmp::Ordering, collections::BTreeMap, path::Path};

use causes::causes;
use cells::{Articles, Cell, Cells, Part};

use super::{index::IndexError, manifest::Manifest};
use crate::write::{
    IndexTable, TableError, TableReader,
    columns::{Contributions, EntityContributions, EntityDays, ThemeDays},
};

/// What differs between two runs.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// What decides the tables and is not the same: version, inputs, files of words, settings.
    pub causes: Vec<String>,
    /// Articles that only one of the runs has, and those whose themes or scores differ.
    pub articles: ArticleChanges,
    /// Cells of themes that moved, the furthest first; equal ones by theme and day.
    pub cells: Vec<MovedCell>,
    /// Cells in either run.
    pub seen: usize,
    /// The same cells of companies, where both runs have some.
    pub company_cells: Vec<MovedCell>,
    /// Cells of companies in either run.
    pub companies_seen: usize,
}

/// How many articles differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ArticleChanges {
    /// Only in the second.
    pub added: usize,
    /// Only in the first.
    pub removed: usize,
    /// In both, with another score.
    pub changed: usize,
    /// In both with the same score, and another weight: an original that became a copy, other
    /// articles beside it.
    pub reweighted: usize,
}

/// A cell whose figure is not the same.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct MovedCell {
    /// Id of the theme or company.
    pub key: String,
    /// Day; empty for undated articles.
    pub day: String,
    /// Sentiment in the first run; `None` where it says null or has no such cell.
    pub before: Option<f64>,
    /// In the second.
    pub after: Option<f64>,
    /// What moved it.
    pub articles: ArticleChanges,
    /// Some of the articles that did: ids with what became of them.
    pub examples: Vec<String>,
}

impl MovedCell {
    /// By how much it moved; a cell that appears or goes moved by its whole value, and by at least
    /// something.
    #[must_use]
    pub fn distance(&self) -> f64 {
        match (self.before, self.after) {
            (Some(before), Some(after)) => (after - before).abs(),
            (one, other) => one.or(other).map_or(0.0, |value| value.abs().max(f64::MIN_POSITIVE)),
        }
    }
}

/// Most articles of a cell that are named.
const EXAMPLES: usize = 3;

/// Compares the tables in `before` and `after`; cells that moved by less than `least` count as the
/// same.
///
/// # Errors
/// When a table is missing, broken or of another version.
pub fn diff(before: &Path, after: &Path, least: f64) -> Result<Difference, IndexError> {
    let causes = causes(&Manifest::read(before)?, &Manifest::read(after)?);
    let mut articles = Articles::default();
    let open = |tables| Cells::<ThemeDays, Contributions>::open(tables);
    let (cells, seen) = compare([open(before)?, open(after)?], least, &mut articles)?;
    let mut of_companies = (Vec::new(), 0);
    // runs of versions without entities have no such tables
    let has_entities = |tables| TableReader::<EntityDays>::open(tables).is_ok();
    if has_entities(before) && has_entities(after) {
        let open = |tables| Cells::<EntityDays, EntityContributions>::open(tables);
        let mut articles = Articles::default();
        of_companies = compare([open(before)?, open(after)?], least, &mut articles)?;
    }
    let (company_cells, companies_seen) = of_companies;
    Ok(Difference {
        causes,
        articles: articles.changes(),
        cells,
        seen,
        company_cells,
        companies_seen,
    })
}

/// The cells that moved, the furthest first, and how many there are in either run.
fn compare<D, C>(
    [mut before, mut after]: [Cells<D, C>; 2],
    least: f64,
    articles: &mut Articles,
) -> Result<(Vec<MovedCell>, usize), TableError>
where
    D: IndexTable<Themes = ThemeDays>,
    C: IndexTable<Themes = Contributions>,
{
    let (mut moved, mut seen) = (Vec::new(), 0);
    let (mut old, mut new) = (before.next_cell()?, after.next_cell()?);
    loop {
        let order = match (&old, &new) {
            (Some(old), Some(new)) => old.place().cmp(&new.place()),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => break,
        };
        seen += 1;
        let mut one = None;
        if order.is_le() {
            one = std::mem::replace(&mut old, before.next_cell()?);
        }
        let mut two = None;
        if order.is_ge() {
            two = std::mem::replace(&mut new, after.next_cell()?);
        }
        articles.note(one.as_ref(), two.as_ref());
        moved.extend(moved_cell(one, two, least));
    }
    // equal ones stay in the order of the table
    moved.sort_by(|a, b| b.distance().total_cmp(&a.distance()));
    Ok((moved, seen))
}

/// What became of a cell, unless it is the same.
fn moved_cell(old: Option<Cell>, new: Option<Cell>, least: f64) -> Option<MovedCell> {
    let [before, after] = [&old, &new].map(|cell| cell.as_ref().and_then(|cell| cell.sentiment));
    let is_same = match (before, after) {
        (Some(one), Some(two)) => (one - two).abs() <= least,
        (one, two) => one.is_none() && two.is_none(),
    };
    if is_same {
        return None;
    }
    let Cell { key, day, .. } = new.as_ref().or(old.as_ref())?;
    let (key, day) = (key.clone(), day.clone());
    let [old, new] = [old, new].map(|cell| cell.map(|cell| cell.parts).unwrap_or_default());
    let (articles, examples) = changes(&old, &new);
    Some(MovedCell { key, day, before, after, articles, examples })
}

/// What became of the articles of a cell.
fn changes(
    old: &BTreeMap<String, Part>,
    new: &BTreeMap<String, Part>,
) -> (ArticleChanges, Vec<String>) {
    let (mut count, mut examples) = (ArticleChanges::default(), Vec::new());
    let mut name = |text: String| {
        if examples.len() < EXAMPLES {
            examples.push(text);
        }
    };
    for (id, part) in new {
        match old.get(id) {
            None => {
                count.added += 1;
                name(format!("{id} added ({:+.3})", part.sentiment));
            }
            Some(was) if (was.sentiment - part.sentiment).abs() > 0.0 => {
                count.changed += 1;
                name(format!("{id} changed ({:+.3} to {:+.3})", was.sentiment, part.sentiment));
            }
            Some(was) if (was.weight - part.weight).abs() > 0.0 => count.reweighted += 1,
            Some(_) => {}
        }
    }
    for (id, part) in old.iter().filter(|(id, _)| !new.contains_key(*id)) {
        count.removed += 1;
        name(format!("{id} removed ({:+.3})", part.sentiment));
    }
    (count, examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_told_apart_by_what_became_of_them() {
        let part = |weight, sentiment| Part { weight, sentiment };
        let old = BTreeMap::from([
            ("a".to_owned(), part(0.5, 0.1)),
            ("b".to_owned(), part(0.5, 0.2)),
            ("c".to_owned(), part(0.0, 0.3)),
        ]);
        let new = BTreeMap::from([
            ("a".to_owned(), part(0.5, 0.4)),
            ("c".to_owned(), part(0.5, 0.3)),
            ("d".to_owned(), part(0.0, 0.3)),
        ]);
        let (count, examples) = changes(&old, &new);
        assert_eq!(count, ArticleChanges { added: 1, removed: 1, changed: 1, reweighted: 1 });
        assert_eq!(examples.len(), 3);
    }
}
