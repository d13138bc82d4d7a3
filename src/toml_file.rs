//! One way of reading TOML files, so that every error names file, line and key.
//!
//! A reader declares its file as types with serde (`#[serde(deny_unknown_fields)]`), wraps what it
//! checks after reading in [`toml::Spanned`], and calls
//!
//! ```ignore
//! let file = TomlFile::new(path, text);
//! let settings: Settings = file.read()?;
//! if settings.zone.get_ref().is_empty() {
//!     return Err(file.error_at(settings.zone.span().start, "`zone` is empty; expected ..."));
//! }
//! ```
//!
//! What serde says is put into the words of people: `a.toml:2: unknown key `thread`; did you mean
//! threads?`, `a.toml:3: `threads` is "two"; expected a whole number from 0 on`. A type of one's
//! own says what it expects in `Visitor::expecting`. [`LineError`] becomes the error of the reader
//! by `From`.

use std::{borrow::Cow, ops::Range, path::Path};

use serde::de::DeserializeOwned;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{line_error::LineError, suggest::did_you_mean};

/// The text of a TOML file, and the name that errors have for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TomlFile<'a> {
    path: &'a Path,
    text: &'a str,
}

impl<'a> TomlFile<'a> {
    /// The file at `path` with this text.
    pub(crate) const fn new(path: &'a Path, text: &'a str) -> Self {
        Self { path, text }
    }

    /// The file as `T`.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, LineError> {
        toml::from_str(self.text).map_err(|error| self.refused(&error))
    }

    /// What [`Self::table`] has read as `T`, for a reader that has taken some keys out of it.
    pub(crate) fn read_table<T: DeserializeOwned>(
        &self,
        table: Spanned<DeTable<'a>>,
    ) -> Result<T, LineError> {
        T::deserialize(toml::Deserializer::from(table)).map_err(|error| self.refused(&error))
    }

    /// The file as its tables and values with their places, for a reader that goes key by key.
    pub(crate) fn table(&self) -> Result<Spanned<DeTable<'a>>, LineError> {
        DeTable::parse(self.text).map_err(|error| {
            let byte = error.span().unwrap_or_default().start;
            self.error_at(byte, error.message().replace('\n', ", "))
        })
    }

    /// The name that errors have for it, as text.
    pub(crate) fn name(&self) -> Cow<'a, str> {
        self.path.to_string_lossy()
    }

    /// What the file says.
    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// Its length in bytes.
    pub(crate) const fn len(&self) -> usize {
        self.text.len()
    }

    /// The error at a byte of the file.
    pub(crate) fn error_at(&self, byte: usize, message: impl Into<String>) -> LineError {
        LineError::new(self.path, self.line_at(byte), message)
    }

    /// The error at a value or key of the file.
    pub(crate) fn error_on<T>(&self, at: &Spanned<T>, message: impl Into<String>) -> LineError {
        self.error_at(at.span().start, message)
    }

    /// 1-based line of a byte.
    pub(crate) fn line_at(&self, byte: usize) -> usize {
        let before = &self.text.as_bytes()[..byte.min(self.text.len())];
        1 + memchr::memchr_iter(b'\n', before).count()
    }

    /// What is there, shortened to what fits into a message.
    pub(crate) fn quote(&self, span: Range<usize>) -> String {
        let written = self.text.get(span).unwrap_or_default();
        let line = written.lines().next().unwrap_or_default();
        let short: String = line.chars().take(40).collect();
        if short.len() < written.len() { format!("{short}...") } else { short }
    }

    /// The dotted key whose value is or encloses `span`, where there is one.
    fn key_of(&self, span: &Range<usize>) -> Option<String> {
        let table = DeTable::parse(self.text).ok()?;
        let mut keys = Vec::new();
        find_key(table.get_ref(), span, &mut keys);
        (!keys.is_empty()).then(|| keys.join("."))
    }

    /// The error of a file that its types refuse.
    fn refused(&self, error: &toml::de::Error) -> LineError {
        let span = error.span().unwrap_or_default();
        self.error_at(span.start, self.plain(error.message(), span))
    }

    /// What the parser says, in the words of people.
    fn plain(&self, message: &str, span: Range<usize>) -> String {
        let names: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        if let (true, Some((typed, known))) = (message.starts_with("unknown"), names.split_first())
        {
            let meant = did_you_mean(typed, known.iter().copied());
            return match self.key_of(&span) {
                Some(key) if message.starts_with("unknown variant") => {
                    format!("`{key}` is {}{meant}", self.quote(span))
                }
                _ => format!("unknown key `{typed}`{meant}"),
            };
        }
        if let (true, [missing]) = (message.starts_with("missing field"), names.as_slice()) {
            return format!("`{missing}` is missing");
        }
        let expected = message.strip_prefix("invalid type").or(message.strip_prefix("invalid"));
        let expected = expected.and_then(|m| m.split_once(", expected "));
        match (expected, self.key_of(&span)) {
            (Some((": map", "a sequence")), Some(key)) => {
                let found = self.quote(span);
                format!("`{key}` is {found}; expected tables that begin with [[{key}]]")
            }
            (Some((_, expected)), Some(key)) => {
                format!("`{key}` is {}; expected {}", self.quote(span), plain_type(expected))
            }
            _ => message.replace('\n', ", "),
        }
    }
}

/// What serde expects, and how people say it.
fn plain_type(expected: &str) -> &str {
    match expected {
        "a sequence" => "a list such as [\"a\", \"b\"]",
        "usize" | "u64" | "u32" | "u16" | "u8" => "a whole number from 0 on",
        "i64" | "i32" | "i16" | "i8" => "a whole number",
        "f64" | "f32" => "a number",
        "a boolean" => "true or false",
        "a string" => "a text in quotes",
        "a map" => "a table",
        other if other.starts_with("struct ") => "a table",
        other => other,
    }
}

/// Adds the keys on the way to the innermost value that encloses `span`.
fn find_key(table: &DeTable<'_>, span: &Range<usize>, keys: &mut Vec<String>) {
    let encloses = |outer: Range<usize>| outer.start <= span.start && span.end <= outer.end;
    for (key, value) in table {
        let before = keys.len();
        keys.push(key.get_ref().to_string());
        match value.get_ref() {
            DeValue::Table(inner) => find_key(inner, span, keys),
            DeValue::Array(array) => {
                for table in array.iter().filter_map(|item| item.get_ref().as_table()) {
                    find_key(table, span, keys);
                }
            }
            _ => {}
        }
        if keys.len() > before + 1 || encloses(value.span()) {
            return;
        }
        keys.truncate(before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Settings {
        #[serde(rename = "threads")]
        _threads: Option<usize>,
        #[serde(rename = "format", default)]
        _format: Vec<String>,
        #[serde(rename = "index", default)]
        _index: Vec<Index>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Index {
        #[serde(rename = "name")]
        _name: String,
        #[serde(rename = "across")]
        _across: Option<Across>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Across {
        Equal,
        Relevance,
    }

    #[test]
    fn errors_name_file_line_and_key() {
        for (text, message) in [
            ("\nthread = 2", "a.toml:2: unknown key `thread`; did you mean threads?"),
            (
                "threads = \"two\"",
                "a.toml:1: `threads` is \"two\"; expected a whole number from 0 on",
            ),
            ("threads = -1", "a.toml:1: `threads` is -1; expected a whole number from 0 on"),
            ("format = \"csv\"", "a.toml:1: `format` is \"csv\"; expected a list such as [\"a\""),
            ("format = [\"csv\", 3]", "a.toml:1: `format` is 3; expected a text in quotes"),
            ("[[index]]\nname = 'a'\n[[index]]\n", "a.toml:3: `name` is missing"),
            (
                "[[index]]\nname = 'a'\n[[index]]\nname = 1",
                "a.toml:4: `index.name` is 1; expected a text in quotes",
            ),
            (
                "[[index]]\nname = 'a'\nacross = 'relevanse'",
                "a.toml:3: `index.across` is 'relevanse'; did you mean relevance?",
            ),
            ("threads = 1\nthreads = 2", "a.toml:2: duplicate key"),
        ] {
            let file = TomlFile::new(Path::new("a.toml"), text);
            let error = file.read::<Settings>().unwrap_err().to_string();
            assert!(error.starts_with(message), "{error}\nis not\n{message}");
        }
    }
}
