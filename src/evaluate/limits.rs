//! `check.toml`: where the texts are, and what the figures must reach.

use std::path::{Path, PathBuf};

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use super::{
    GoldError,
    score::{CLAIM_FIELDS, THEMES},
};

/// What a corpus asks for.
#[derive(Debug, Default)]
pub struct CheckConfig {
    /// The file itself.
    path: PathBuf,
    /// Folder of the texts, where they do not stand beside their annotations.
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
    pub fn find(folder: &Path) -> Result<Self, GoldError> {
        let folder = folder.canonicalize().map_err(|e| {
            GoldError::Read(format!(
                "{}: {e}; expected a folder with gold annotations (<id>.json and <id>.txt)",
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
        Self::parse(&path, &text).map_err(|(byte, message)| {
            let line = line_at(&text, byte);
            GoldError::Invalid(format!("{}:{line}: {message}", path.display()))
        })
    }

    fn parse(path: &Path, text: &str) -> Result<Self, (usize, String)> {
        let table = DeTable::parse(text)
            .map_err(|e| (e.span().map_or(0, |s| s.start), e.message().to_owned()))?;
        let mut config = Self { path: path.to_owned(), ..Self::default() };
        for (key, value) in table.get_ref() {
            let at = key.span().start;
            match (key.get_ref().as_ref(), value.get_ref()) {
                ("texts", DeValue::String(folder)) => {
                    config.texts =
                        Some(path.parent().unwrap_or(Path::new(".")).join(folder.as_ref()));
                }
                ("at_least", DeValue::Table(limits)) => {
                    config.add(text, "", limits, Bound::AtLeast)?
                }
                ("at_most", DeValue::Table(limits)) => {
                    config.add(text, "", limits, Bound::AtMost)?
                }
                ("texts", _) => {
                    return Err((
                        at,
                        "`texts` is no string; expected a folder such as \"../articles\""
                            .to_owned(),
                    ));
                }
                ("at_least" | "at_most", _) => {
                    return Err((
                        at,
                        format!(
                            "`{}` is no table; expected [{}] with lines such as \"claims.f1\" = \
                             0.85",
                            key.get_ref(),
                            key.get_ref()
                        ),
                    ));
                }
                (other, _) => {
                    return Err((
                        at,
                        format!("unknown key `{other}`; expected texts, [at_least] or [at_most]"),
                    ));
                }
            }
        }
        config.limits.sort_by_key(|limit| limit.line);
        Ok(config)
    }

    /// Limits of a table; `"claims.f1" = 0.8` and `claims.f1 = 0.8` mean the same.
    fn add(
        &mut self,
        text: &str,
        above: &str,
        table: &DeTable<'_>,
        bound: Bound,
    ) -> Result<(), (usize, String)> {
        for (key, value) in table {
            let at = key.span().start;
            let path = if above.is_empty() {
                key.get_ref().to_string()
            } else {
                format!("{above}.{}", key.get_ref())
            };
            let number = match value.get_ref() {
                DeValue::Table(inner) => {
                    self.add(text, &path, inner, bound)?;
                    continue;
                }
                DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
                DeValue::Integer(number) => number.as_str().parse::<f64>().ok(),
                _ => None,
            };
            let Some(value) = number.filter(|n| n.is_finite()) else {
                return Err((
                    value.span().start,
                    format!("`{path}` has no number; expected one such as 0.85"),
                ));
            };
            if !is_path(&path) {
                let message = format!(
                    "unknown figure `{path}`; expected a path of `newsvane check --json` such as \
                     themes.all.f1, polarity.all.accuracy, claims.recall, \
                     claim_fields.unit.accuracy, boilerplate_chars.precision or published.accuracy"
                );
                return Err((at, message));
            }
            self.limits.push(Limit { path, bound, value, line: line_at(text, at) });
        }
        Ok(())
    }

    /// Compares the figures with every limit.
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

/// Whether `newsvane check --json` can have a number at this path.
fn is_path(path: &str) -> bool {
    const FOUND: [&str; 6] = ["precision", "recall", "f1", "tp", "fp", "fn"];
    const ANSWERS: [&str; 3] = ["accuracy", "correct", "of"];
    let parts: Vec<&str> = path.split('.').collect();
    let is_theme = |theme: &str| theme == "all" || THEMES.contains(&theme);
    match parts.as_slice() {
        ["articles"] | ["document_themes", "spurious"] => true,
        ["boilerplate_chars" | "claims" | "quotes", figure] => FOUND.contains(figure),
        ["themes", theme, figure] => is_theme(theme) && FOUND.contains(figure),
        ["polarity", theme, figure] => is_theme(theme) && ANSWERS.contains(figure),
        ["published" | "document_themes" | "undefined_flag", figure]
        | ["published", "dated" | "undated", figure]
        | ["quotes", "speaker", figure]
        | ["claims_without_undefined", "recall", figure] => ANSWERS.contains(figure),
        ["claim_fields", field, figure] | ["claims_without_undefined", "fields", field, figure] => {
            CLAIM_FIELDS.contains(field) && ANSWERS.contains(figure)
        }
        ["per_doc", _, .., figure] => ["themes_f1", "claims_f1"].contains(figure),
        _ => false,
    }
}

fn line_at(text: &str, byte: usize) -> usize {
    1 + text.as_bytes().iter().take(byte).filter(|&&b| b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn parse(text: &str) -> Result<CheckConfig, (usize, String)> {
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
        let (at, message) = parse("text = \"a\"\n").expect_err("unknown key");
        assert_eq!((at, message.contains("expected texts")), (0, true));
        let source = "[at_least]\n\"claims.f2\" = 0.8\n";
        let (at, message) = parse(source).expect_err("unknown figure");
        assert_eq!(
            (line_at(source, at), message.contains("unknown figure `claims.f2`")),
            (2, true)
        );
        assert!(parse("[at_least]\n\"claims.f1\" = \"high\"\n").is_err());
    }
}
