//! What decides the tables of two runs and is not the same in their manifests.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::pipeline::manifest::{FileRecord, InputRecord, Manifest, ScorerRecord};

/// What the manifests say that is not the same.
pub(super) fn causes(old: &Manifest, new: &Manifest) -> Vec<String> {
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
}
