//! Two runs side by side: which cells of the index moved, by how much, and what moved them.

mod causes;

use std::{collections::BTreeMap, path::Path};

use causes::causes;

use super::{index::IndexError, manifest::Manifest};
use crate::write::{
    TableError, TableReader,
    columns::{Contributions, ThemeDays},
};

/// What differs between two runs.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Difference {
    /// What decides the tables and is not the same: version, inputs, files of words, settings.
    pub causes: Vec<String>,
    /// Articles that only one of the runs has, and those whose themes or scores differ.
    pub articles: ArticleChanges,
    /// Cells that moved, the furthest first; equal ones by theme and day.
    pub cells: Vec<MovedCell>,
    /// Cells in either run.
    pub seen: usize,
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
    /// Theme id.
    pub theme: String,
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

/// An article's part in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Part {
    weight: f64,
    sentiment: f64,
}

type Cells = BTreeMap<(String, String), Option<f64>>;
type Parts = BTreeMap<(String, String), BTreeMap<String, Part>>;

/// Compares the tables in `before` and `after`; cells that moved by less than `least` count as the
/// same.
///
/// # Errors
/// When a table is missing, broken or of another version.
pub fn diff(before: &Path, after: &Path, least: f64) -> Result<Difference, IndexError> {
    let causes = causes(&Manifest::read(before)?, &Manifest::read(after)?);
    let (old, new) = (cells(before)?, cells(after)?);
    let (old_parts, new_parts) = (parts(before)?, parts(after)?);
    let mut keys: Vec<&(String, String)> = old.keys().chain(new.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let (none, mut moved) = (BTreeMap::new(), Vec::new());
    for key in &keys {
        let (before, after) = (old.get(*key).copied().flatten(), new.get(*key).copied().flatten());
        let is_same = match (before, after) {
            (Some(one), Some(two)) => (one - two).abs() <= least,
            (one, two) => one.is_none() && two.is_none(),
        };
        if !is_same {
            let (articles, examples) =
                changes(old_parts.get(*key).unwrap_or(&none), new_parts.get(*key).unwrap_or(&none));
            moved.push(MovedCell {
                theme: key.0.clone(),
                day: key.1.clone(),
                before,
                after,
                articles,
                examples,
            });
        }
    }
    moved.sort_by(|a, b| b.distance().total_cmp(&a.distance()));
    Ok(Difference {
        causes,
        articles: article_changes(&old_parts, &new_parts),
        cells: moved,
        seen: keys.len(),
    })
}

fn cells(tables: &Path) -> Result<Cells, TableError> {
    let mut cells = Cells::new();
    for row in TableReader::<ThemeDays>::open(tables)? {
        let row = row?;
        let key = (row.get(ThemeDays::Theme).to_owned(), row.get(ThemeDays::Day).to_owned());
        cells.insert(key, row.number(ThemeDays::Sentiment)?);
    }
    Ok(cells)
}

fn parts(tables: &Path) -> Result<Parts, TableError> {
    let mut parts = Parts::new();
    for row in TableReader::<Contributions>::open(tables)? {
        let row = row?;
        let part = Part {
            weight: row.number(Contributions::Weight)?.unwrap_or(0.0),
            sentiment: row.number(Contributions::Sentiment)?.unwrap_or(0.0),
        };
        let key =
            (row.get(Contributions::Theme).to_owned(), row.get(Contributions::Day).to_owned());
        let article = row.get(Contributions::ArticleId).to_owned();
        parts.entry(key).or_default().insert(article, part);
    }
    Ok(parts)
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

/// The same over whole runs: an article counts once.
fn article_changes(old: &Parts, new: &Parts) -> ArticleChanges {
    let flat = |parts: &Parts| {
        let mut all: BTreeMap<String, Vec<(String, Part)>> = BTreeMap::new();
        for ((theme, _), own) in parts {
            for (id, part) in own {
                all.entry(id.clone()).or_default().push((theme.clone(), *part));
            }
        }
        all
    };
    let (old, new) = (flat(old), flat(new));
    let mut count = ArticleChanges {
        removed: old.keys().filter(|id| !new.contains_key(*id)).count(),
        ..ArticleChanges::default()
    };
    for (id, parts) in &new {
        let Some(was) = old.get(id) else {
            count.added += 1;
            continue;
        };
        let scores = |parts: &[(String, Part)]| {
            parts
                .iter()
                .map(|(theme, part)| (theme.clone(), part.sentiment.to_bits()))
                .collect::<Vec<_>>()
        };
        if scores(was) != scores(parts) {
            count.changed += 1;
        } else if was != parts {
            count.reweighted += 1;
        }
    }
    count
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
