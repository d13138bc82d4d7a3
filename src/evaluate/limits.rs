//! `check.toml`: where the texts are, and what the figures must reach.

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Unexpected, Visitor, value::MapAccessDeserializer},
};
use serde_json::Value;
use toml::Spanned;

use super::{GoldError, figures::is_path};
use crate::{line_error::LineError, toml_file::TomlFile};

/// What a corpus asks for.
#[derive(Debug, Default)]
pub struct CheckConfig {
    /// The file itself.
    path: PathBuf,
    /// Folder of the texts, where they are not beside their annotations.
    pub texts: Option<PathBuf>,
    /// Limits in the order of the file.
    limits: Vec<Limit>,
}

#[derive(Debug, Clone, PartialEq)]
struct Limit {
    path: String,
    bound: Bound,
    value: f64,
    line: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    AtLeast,
    AtMost,
}

/// A limit and what was reached.
#[derive(Debug, PartialEq)]
pub struct Verdict {
    /// The figure, as a path of [`super::Scores::json`].
    pub path: String,
    /// Whether the limit is the least that is allowed; else it is the most.
    pub is_minimum: bool,
    /// What check.toml asks for.
    pub limit: f64,
    /// `None` where there was nothing to measure.
    pub reached: Option<f64>,
    /// Whether what was reached is within the limit.
    pub passed: bool,
}

impl CheckConfig {
    /// The `check.toml` in `folder` or its parent; nothing is asked for where there is none.
    ///
    /// # Errors
    /// When it cannot be read, or asks for what there is not.
    pub fn find(folder: &Path) -> Result<Self, GoldError> {
        let folder = folder.canonicalize().map_err(|e| {
            let is_missing = e.kind() == std::io::ErrorKind::NotFound;
            let problem = if is_missing { "no such folder".to_owned() } else { e.to_string() };
            GoldError::Read(format!(
                "{}: {problem}; expected a folder with gold annotations (<id>.json and <id>.txt)",
                folder.display()
            ))
        })?;
        let Some(path) = [Some(&*folder), folder.parent()]
            .into_iter()
            .flatten()
            .map(|f| f.join("check.toml"))
            .find(|p| p.is_file())
        else {
            return Ok(Self::default());
        };
        let text = std::fs::read_to_string(&path)
            .map_err(|e| GoldError::Read(format!("{}: cannot be read: {e}", path.display())))?;
        Self::parse(&path, &text).map_err(|error| GoldError::Invalid(error.to_string()))
    }

    fn parse(path: &Path, text: &str) -> Result<Self, LineError> {
        let file = TomlFile::new(path, text);
        let read: CheckFile = file.read()?;
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut limits = Vec::new();
        for (table, bound) in [(read.at_least, Bound::AtLeast), (read.at_most, Bound::AtMost)] {
            table.flatten("", &mut |at, path, value| {
                if !is_path(&path) {
                    return Err(file.error_at(at, format!(
                        "unknown figure `{path}`; expected a path of `newsvane check --json` such \
                         as themes.all.f1, polarity.all.accuracy, claims.recall, \
                         claim_fields.unit.accuracy, boilerplate_chars.precision or \
                         published.accuracy"
                    )));
                }
                limits.push(Limit { path, bound, value, line: file.line_at(at) });
                Ok(())
            })?;
        }
        limits.sort_by_key(|limit| limit.line);
        Ok(Self {
            path: path.to_owned(),
            texts: read.texts.map(|texts| folder.join(texts)),
            limits,
        })
    }

    /// Compares the figures with every limit.
    ///
    /// # Errors
    /// When a limit is on an article that is not there.
    pub fn judge(&self, figures: &Value) -> Result<Vec<Verdict>, GoldError> {
        let verdict = |limit: &Limit| {
            let parts: Vec<&str> = limit.path.split('.').collect();
            // the id of an article may hold dots of its own
            let found = match parts.as_slice() {
                ["per_doc", id @ .., last] => {
                    let id = id.join(".");
                    let document = figures["per_doc"].get(&id).ok_or_else(|| {
                        GoldError::Invalid(format!(
                            "{}:{}: no article `{id}` in the gold annotations",
                            self.path.display(),
                            limit.line
                        ))
                    })?;
                    document.get(last)
                }
                parts => parts.iter().try_fold(figures, |value, part| value.get(part)),
            };
            let reached = found.and_then(Value::as_f64);
            let is_minimum = limit.bound == Bound::AtLeast;
            let passed = reached
                .is_some_and(|r| if is_minimum { r >= limit.value } else { r <= limit.value });
            Ok(Verdict {
                path: limit.path.clone(),
                is_minimum,
                limit: limit.value,
                reached,
                passed,
            })
        };
        self.limits.iter().map(verdict).collect()
    }
}

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CheckFile {
    texts: Option<PathBuf>,
    #[serde(default)]
    at_least: LimitTable,
    #[serde(default)]
    at_most: LimitTable,
}

/// Limits by their paths; `"claims.f1" = 0.8` and `claims.f1 = 0.8` mean the same.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
struct LimitTable(BTreeMap<Spanned<String>, LimitNode>);

#[derive(Debug)]
enum LimitNode {
    Number(f64),
    Table(LimitTable),
}

impl LimitTable {
    /// Hands every limit to `each`: the byte of its key, its path, its value.
    fn flatten(
        self,
        above: &str,
        each: &mut dyn FnMut(usize, String, f64) -> Result<(), LineError>,
    ) -> Result<(), LineError> {
        for (key, node) in self.0 {
            let at = key.span().start;
            let path = match above {
                "" => key.into_inner(),
                above => format!("{above}.{}", key.get_ref()),
            };
            match node {
                LimitNode::Number(value) => each(at, path, value)?,
                LimitNode::Table(table) => table.flatten(&path, each)?,
            }
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for LimitNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NodeVisitor;
        impl<'de> Visitor<'de> for NodeVisitor {
            type Value = LimitNode;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a number such as 0.85")
            }

            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<LimitNode, E> {
                let is_number = number.is_finite();
                let bad = || E::invalid_value(Unexpected::Float(number), &self);
                is_number.then_some(LimitNode::Number(number)).ok_or_else(bad)
            }

            fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<LimitNode, E> {
                Ok(LimitNode::Number(number as f64))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<LimitNode, A::Error> {
                LimitTable::deserialize(MapAccessDeserializer::new(map)).map(LimitNode::Table)
            }
        }
        deserializer.deserialize_any(NodeVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(text: &str) -> Result<CheckConfig, LineError> {
        CheckConfig::parse(Path::new("corpus/gold/check.toml"), text)
    }

    #[test]
    fn limits_are_judged() {
        let config = parse(
            "texts = \"../articles\"\n[at_least]\n\"claims.f1\" = 0.8\nthemes.all.f1 = \
             1\n[at_most]\n\"claims.fp\" = 3\n",
        );
        let config = config.expect("valid");
        assert_eq!(config.texts.as_deref(), Some(Path::new("corpus/gold/../articles")));
        let verdicts = config.judge(&json!({"claims": {"f1": 0.8, "fp": 4}})).expect("known paths");
        let passed: Vec<(&str, bool)> =
            verdicts.iter().map(|v| (v.path.as_str(), v.passed)).collect();
        assert_eq!(passed, [("claims.f1", true), ("themes.all.f1", false), ("claims.fp", false)]);
    }

    #[test]
    fn unknown_keys_and_figures_are_refused_with_their_place() {
        let error = parse("text = \"a\"\n").expect_err("unknown key").to_string();
        assert!(error.contains("check.toml:1: unknown key `text`; did you mean texts?"), "{error}");
        let source = "[at_least]\n\"claims.f2\" = 0.8\n";
        let error = parse(source).expect_err("unknown figure").to_string();
        assert!(error.contains("check.toml:2: unknown figure `claims.f2`"), "{error}");
        let error = parse("[at_least]\n\"claims.f1\" = \"high\"\n").expect_err("no number");
        let error = error.to_string();
        assert!(
            error.ends_with(
                "check.toml:2: `at_least.claims.f1` is \"high\"; expected a number such as 0.85"
            ),
            "{error}"
        );
        assert!(parse("at_least = 3\n").is_err());
    }
}
