//! `newsvane.toml`: what flags set, in a file. Unknown keys are refused; flags win over the file.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::suggest::did_you_mean;

/// The keys of `newsvane.toml`; every one is the flag of the same name.
///
/// ```
/// let config = newsvane::Config::parse("zone = \"America/New_York\"", "newsvane.toml")?;
/// assert_eq!(config.zone.as_deref(), Some("America/New_York"));
/// assert!(newsvane::Config::parse("zones = 1", "newsvane.toml").is_err());
/// # Ok::<(), newsvane::ConfigError>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Folder of lexicon files that replace or extend the built-in ones.
    pub lexicons: Option<PathBuf>,
    /// File of recurring lines, as `newsvane boilerplate learn` writes it.
    pub boilerplate: Option<PathBuf>,
    /// CSV file of the user's companies and instruments.
    pub universe: Option<PathBuf>,
    /// Folder of the tables.
    pub out: Option<PathBuf>,
    /// Formats of the tables.
    pub format: Option<Vec<String>>,
    /// How CSV is written: `bom`, `semicolon` or `tab`, `decimal-comma`.
    pub csv: Option<Vec<String>>,
    /// Zone whose civil days articles count on, e.g. `America/New_York`.
    pub zone: Option<String>,
    /// `bucket`, `skip`, `mtime` or a day.
    pub undated: Option<String>,
    /// How records write days in digits: `dmy` or `mdy`.
    pub date_order: Option<String>,
    /// Which field of a record means what: `text = "Body"`.
    #[serde(default)]
    pub map: std::collections::BTreeMap<String, String>,
    /// Publisher of records that name none.
    pub source: Option<String>,
    /// A model of the user's beside the rules: `linear:FILE` or `bert:DIR`; `rules` for none.
    pub scorer: Option<String>,
    /// What the labels of a transformer stand for:
    /// `positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0`.
    pub scorer_labels: Option<String>,
    /// Which sentences of a run it scores: `all` or `themes`.
    pub scorer_on: Option<String>,
    /// Threads.
    pub threads: Option<usize>,
    /// More rejects than this end in exit code 1.
    pub max_rejects: Option<u64>,
    /// How statements weigh that tell of no fact: `[weighing] conditional = 0.3`, and what hawkish
    /// is.
    pub weighing: Option<crate::score::ModalityWeights>,
    /// Half-life of `sentiment_smoothed`, in days.
    pub half_life: Option<f64>,
    /// Trading days: `nyse`, or a calendar file.
    pub calendar: Option<String>,
    /// Time of day after which a story belongs to the next session.
    pub cutoff: Option<String>,
    /// Minutes before it that a story must have been out.
    pub embargo: Option<u32>,
    /// `next` or `same`: the session of articles of which only the day is known.
    pub date_only: Option<String>,
    /// Days within which an article can be a copy of another.
    pub story_window: Option<u32>,
    /// Indices, each `[[index]]` one; the one without a name is the default.
    #[serde(default)]
    pub index: Vec<crate::aggregate::IndexSettings>,
}

/// Why a configuration is refused: file, line, what is wrong, what was expected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The file could not be read.
    #[error(
        "{path}: cannot read the configuration: {source}; `newsvane init` writes one to begin with"
    )]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A key or value that is none.
    #[error("{path}:{line}: {message}")]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What is wrong and what was expected.
        message: String,
    },
}

impl Config {
    /// Name of the file that is read from the working directory.
    pub const FILE: &'static str = "newsvane.toml";

    /// Reads `path`.
    ///
    /// # Errors
    /// When the file cannot be read or holds an unknown key or a bad value.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        Self::parse(&text, path)
    }

    /// Reads the text of a configuration; `path` is what errors name.
    ///
    /// # Errors
    /// When it holds an unknown key or a bad value.
    pub fn parse(text: &str, path: impl Into<PathBuf>) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| {
            let byte = error.span().map_or(0, |s| s.start);
            let line =
                1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..byte.min(text.len())]).count();
            ConfigError::Invalid { path: path.into(), line, message: meant(error.message()) }
        })
    }
}

/// What the parser expects, and how people say it.
const TYPES: [(&str, &str); 5] = [
    ("expected a sequence", "expected a list such as [\"a\", \"b\"]"),
    ("expected usize", "expected a whole number from 0 on"),
    ("expected u32", "expected a whole number from 0 on"),
    ("expected u64", "expected a whole number from 0 on"),
    ("expected f64", "expected a number"),
];

/// What the parser says, and of an unknown key or value which one may have been meant.
fn meant(message: &str) -> String {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((typed, known)) if message.starts_with("unknown") => {
            let what = if message.starts_with("unknown field") { "key" } else { "value" };
            format!("unknown {what} '{typed}'{}", did_you_mean(typed, known.iter().copied()))
        }
        _ => TYPES.iter().fold(message.replace('`', "'"), |message, (rust, plain)| {
            match message.strip_suffix(rust) {
                Some(rest) => format!("{rest}{plain}"),
                None => message,
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_keys_are_refused_with_their_line() {
        let error = Config::parse("threads = 2\nthread = 3\n", "a.toml").unwrap_err().to_string();
        assert_eq!(error, "a.toml:2: unknown key 'thread'; did you mean threads?");
        let error = Config::parse("colour = 3\n", "a.toml").unwrap_err().to_string();
        assert!(
            error.starts_with(
                "a.toml:1: unknown key 'colour'; expected one of lexicons, boilerplate"
            ),
            "{error}"
        );
        let error = Config::parse("threads = \"two\"", "a.toml").unwrap_err().to_string();
        assert!(
            error.contains("a.toml:1: invalid type")
                && error.ends_with("expected a whole number from 0 on"),
            "{error}"
        );
        let error = Config::parse("format = \"csv\"", "a.toml").unwrap_err().to_string();
        assert!(error.ends_with("expected a list such as [\"a\", \"b\"]"), "{error}");
    }
}
