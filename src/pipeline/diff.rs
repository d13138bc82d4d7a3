//! Two runs side by side: which cells of the index moved, by how much, and what moved them.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use super::{
    index::IndexError,
    manifest::{FileRecord, InputRecord, Manifest, ScorerRecord},
};
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

/// What the manifests say that is not the same.
fn causes(old: &Manifest, new: &Manifest) -> Vec<String> {
    let mut causes = Vec::new();
    for (name, one, two) in
        [("version", &old.newsvane, &new.newsvane), ("program", &old.build, &new.build)]
    {
        if one != two {
            causes.push(format!("{name}: {one} / {two}"));
        }
    }
    causes.extend(input_causes(&old.inputs, &new.inputs));
    let files = [
        ("boilerplate", &old.boilerplate, &new.boilerplate),
        ("universe", &old.universe, &new.universe),
        ("calendar", &old.calendar, &new.calendar),
    ];
    let file_causes: Vec<String> = files
        .into_iter()
        .filter_map(|(what, one, two)| file_cause(what, one.as_ref(), two.as_ref()))
        .collect();
    causes.extend(lexicon_cause(old, new, file_causes.is_empty()));
    causes.extend(file_causes);
    causes.extend(scorer_cause(old.scorer.as_ref(), new.scorer.as_ref()));
    let own = |manifest: &Manifest| serde_json::to_value(&manifest.settings).unwrap_or_default();
    settings("", &own(old), &own(new), &mut causes);
    causes
}

/// Arguments whose files are not the same. An archive that moved as it is has the same hash.
fn input_causes(old: &[InputRecord], new: &[InputRecord]) -> Vec<String> {
    let hashes = |inputs: &[InputRecord]| {
        let mut hashes: Vec<String> = inputs.iter().map(|input| input.hash.clone()).collect();
        hashes.sort_unstable();
        hashes
    };
    if hashes(old) == hashes(new) {
        return Vec::new();
    }
    let by_path = |inputs: &[InputRecord]| -> BTreeMap<String, InputRecord> {
        inputs.iter().map(|input| (input.path.clone(), input.clone())).collect()
    };
    let (old, new) = (by_path(old), by_path(new));
    let mut paths: Vec<&String> = old.keys().chain(new.keys()).collect();
    paths.sort_unstable();
    paths.dedup();
    let size = |input: &InputRecord| {
        let files = if input.files == 1 { "file" } else { "files" };
        format!("{} {files}, {} bytes", input.files, input.bytes)
    };
    let cause = |path: &String| match (old.get(path), new.get(path)) {
        (Some(one), Some(two)) if one.hash == two.hash => None,
        (Some(one), Some(two)) if size(one) == size(two) => {
            Some(format!("input {path}: other contents of the same size ({})", size(one)))
        }
        (Some(one), Some(two)) => Some(format!("input {path}: {} / {}", size(one), size(two))),
        (Some(one), None) => Some(format!("input {path}: {} / none", size(one))),
        (None, two) => Some(format!("input {path}: none / {}", size(two?))),
    };
    paths.into_iter().filter_map(cause).collect()
}

/// Lexicon files that are not the same. Boilerplate and universe are part of the hash of all words,
/// so that this alone says nothing where one of them differs.
fn lexicon_cause(old: &Manifest, new: &Manifest, is_only_cause: bool) -> Option<String> {
    let (one, two) = (&old.lexicon_files, &new.lexicon_files);
    let mut files: Vec<&String> =
        one.keys().chain(two.keys()).filter(|file| one.get(*file) != two.get(*file)).collect();
    files.sort_unstable();
    files.dedup();
    if files.is_empty() {
        let is_unexplained = is_only_cause && old.lexicons != new.lexicons;
        return is_unexplained.then(|| "lexicons: another set".to_owned());
    }
    let files: Vec<&str> = files.into_iter().map(String::as_str).collect();
    Some(format!("lexicons: {}", files.join(", ")))
}

/// A file that is not the same; the same file under another path is.
fn file_cause(what: &str, old: Option<&FileRecord>, new: Option<&FileRecord>) -> Option<String> {
    match (old, new) {
        (None, None) => None,
        (Some(one), Some(two)) if one.hash == two.hash => None,
        (Some(one), Some(two)) if one.path == two.path => {
            Some(format!("{what} {}: {} / {}", one.path, one.hash, two.hash))
        }
        (one, two) => {
            let name = |file: Option<&'_ FileRecord>| {
                file.map_or_else(|| "none".to_owned(), |file| file.path.clone())
            };
            Some(format!("{what}: {} / {}", name(one), name(two)))
        }
    }
}

/// Models that are not the same, or score other sentences.
fn scorer_cause(old: Option<&ScorerRecord>, new: Option<&ScorerRecord>) -> Option<String> {
    let decisive = |scorer: Option<&ScorerRecord>| {
        scorer.map_or_else(
            || "rules".to_owned(),
            |ScorerRecord { kind, hash, on, .. }| format!("{kind} {hash} on {on}"),
        )
    };
    let (old, new) = (decisive(old), decisive(new));
    (old != new).then(|| format!("scorer: {old} / {new}"))
}

/// Settings that differ, by their path.
fn settings(path: &str, old: &Value, new: &Value, causes: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(one), Value::Object(two)) => {
            let mut keys: Vec<&String> = one.keys().chain(two.keys()).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                settings(
                    &path,
                    one.get(key).unwrap_or(&Value::Null),
                    two.get(key).unwrap_or(&Value::Null),
                    causes,
                );
            }
        }
        (Value::Array(one), Value::Array(two)) if one.len() == two.len() => {
            one.iter()
                .zip(two)
                .enumerate()
                .for_each(|(n, (one, two))| settings(&format!("{path}[{n}]"), one, two, causes));
        }
        (one, two) if one != two => causes.push(format!("setting {path}: {one} / {two}")),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn manifest() -> Manifest {
        let file = |name: &str, hash: &str| (name.to_owned(), hash.to_owned());
        Manifest {
            newsvane: "0.1.0".into(),
            lexicons: "a".into(),
            lexicon_files: [file("x.toml", "1"), file("y.toml", "2")].into(),
            inputs: vec![input("news", 2, "1"), input("old", 1, "2")],
            settings: Config::parse("[[index]]\nz-days = 40", "a.toml").unwrap(),
            ..Manifest::default()
        }
    }

    fn input(path: &str, files: u64, hash: &str) -> InputRecord {
        InputRecord { path: path.into(), files, bytes: 10 * files, hash: hash.into() }
    }

    fn file(path: &str, hash: &str) -> FileRecord {
        FileRecord { path: path.into(), hash: hash.into() }
    }

    #[test]
    fn what_differs_in_manifests_is_named() {
        let (old, mut new) = (manifest(), manifest());
        assert!(causes(&old, &new).is_empty());
        new.lexicons = "b".into();
        new.lexicon_files.insert("y.toml".into(), "3".into());
        new.settings = Config::parse("[[index]]\nz-days = 50", "a.toml").unwrap();
        assert_eq!(causes(&old, &new), ["lexicons: y.toml", "setting index[0].z-days: 40 / 50"]);
    }

    #[test]
    fn files_that_moved_the_tables_are_named() {
        let (mut old, mut new) = (manifest(), manifest());
        new.lexicons = "b".into();
        assert_eq!(causes(&old, &new), ["lexicons: another set"]);
        old.universe = Some(file("companies.csv", "1"));
        new.universe = Some(file("companies.csv", "2"));
        new.boilerplate = Some(file("lines.toml", "3"));
        assert_eq!(
            causes(&old, &new),
            ["boilerplate: none / lines.toml", "universe companies.csv: 1 / 2"]
        );
        // the same file in another place
        (new.lexicons, new.boilerplate, new.universe) =
            (old.lexicons.clone(), None, Some(file("here/companies.csv", "1")));
        assert!(causes(&old, &new).is_empty());
        new.scorer = Some(ScorerRecord {
            kind: "linear".into(),
            hash: "1".into(),
            on: "all".into(),
            ..ScorerRecord::default()
        });
        assert_eq!(causes(&old, &new), ["scorer: rules / linear 1 on all"]);
    }

    #[test]
    fn inputs_that_are_not_the_same_are_named() {
        let (old, mut new) = (manifest(), manifest());
        new.inputs = vec![input("news", 3, "3"), input("other", 1, "2")];
        assert_eq!(
            causes(&old, &new),
            [
                "input news: 2 files, 20 bytes / 3 files, 30 bytes",
                "input old: 1 file, 10 bytes / none",
                "input other: none / 1 file, 10 bytes"
            ]
        );
        new.inputs = vec![input("news", 2, "3"), input("old", 1, "2")];
        assert_eq!(
            causes(&old, &new),
            ["input news: other contents of the same size (2 files, 20 bytes)"]
        );
        // an archive that moved
        new.inputs = vec![input("elsewhere/news", 2, "1"), input("old", 1, "2")];
        assert!(causes(&old, &new).is_empty());
    }

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
