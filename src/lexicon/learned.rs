//! Recurring lines of single sources: the file that `newsvane boilerplate learn` writes and later
//! runs are given.

use std::path::Path;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::error::LexiconError;
use crate::{lang::normalised, toml_file::TomlFile};

/// The file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnedFile {
    /// One for each publisher.
    #[serde(default, rename = "source", skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<LearnedSource>,
}

/// What recurs in the articles of one publisher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnedSource {
    /// As the `source` column has it; empty for articles whose publisher is not known.
    pub name: String,
    /// Articles that were looked at.
    #[serde(default)]
    pub articles: u64,
    /// Its lines, most frequent first.
    #[serde(default, rename = "line")]
    pub lines: Vec<LearnedLine>,
}

/// A line that recurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnedLine {
    /// Articles that have it.
    #[serde(default)]
    pub articles: u64,
    /// The line; blanks, punctuation and capitals make no difference.
    pub text: String,
}

/// The lines, ready to be asked for.
#[derive(Debug, Default)]
pub struct Learned {
    lines: FxHashSet<u64>,
}

impl LearnedFile {
    /// Reads the text of a file; `path` is what errors name.
    ///
    /// # Errors
    /// When it is not what `newsvane boilerplate learn` writes.
    pub fn parse(text: &str, path: &Path) -> Result<Self, LexiconError> {
        TomlFile::new(path, text).read().map_err(|mut error| {
            error.message += "; `newsvane boilerplate learn` writes files as they should be";
            error.into()
        })
    }

    /// The file as text, for people to look through and edit.
    #[must_use]
    pub fn to_toml(&self) -> String {
        // Strings and numbers can always be written.
        toml::to_string(self).unwrap_or_default()
    }
}

impl Learned {
    /// Makes the lines of a file ready.
    #[must_use]
    pub fn new(file: &LearnedFile) -> Self {
        let lines = file
            .sources
            .iter()
            .flat_map(|source| source.lines.iter().map(|line| Self::key(&source.name, &line.text)));
        Self { lines: lines.collect() }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a line of this publisher's articles recurs.
    #[must_use]
    pub fn has(&self, source: Option<&str>, line: &str) -> bool {
        self.lines.contains(&Self::key(source.unwrap_or(""), line))
    }

    /// A number for a line of a publisher.
    pub(crate) fn key(source: &str, line: &str) -> u64 {
        let mut hasher = blake3::Hasher::new();
        hasher.update(normalised(source).as_bytes());
        hasher.update(&[0]);
        hasher.update(normalised(line).as_bytes());
        u64::from_le_bytes(hasher.finalize().as_bytes()[..8].try_into().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_it_was_written() {
        let line = LearnedLine { articles: 7, text: "Oats \"weekly\": a letter.".into() };
        let file = LearnedFile {
            sources: vec![LearnedSource {
                name: "Grain Weekly".into(),
                articles: 9,
                lines: vec![line],
            }],
        };
        assert_eq!(LearnedFile::parse(&file.to_toml(), Path::new("x")).unwrap(), file);
        let learned = Learned::new(&file);
        assert!(learned.has(Some("GRAIN WEEKLY"), "•  Oats weekly: a letter"));
        assert!(
            !learned.has(Some("Oat Daily"), "Oats weekly: a letter")
                && !learned.has(None, "Oats weekly: a letter")
        );
    }

    #[test]
    fn errors_name_file_and_line() {
        let error =
            LearnedFile::parse("[[source]]\nname = \"a\"\nlimes = 1\n", Path::new("b.toml"))
                .unwrap_err()
                .to_string();
        assert!(error.starts_with("b.toml:3: unknown key `limes`; did you mean line?"), "{error}");
    }
}
