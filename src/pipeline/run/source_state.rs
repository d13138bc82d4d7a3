//! An input as a run saw it, by which the next run knows whether it changed.

use std::{
    fs::File,
    io::{self, BufRead as _, BufReader, Read as _},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::load::{self, Source};

/// Shortest file whose format and order of days can be told from its beginning whatever is appended:
/// loaders look at less.
const LEAST: u64 = 64 << 10;

/// An input by what can be seen of it without reading it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SourceState {
    pub locator: String,
    /// The argument by which it was found: however it was spelt, the input is the same.
    pub argument: String,
    pub bytes: u64,
    /// Nanoseconds since 1970; `None` where there is no telling whether it changed.
    pub modified: Option<u64>,
    /// A hash of its bytes, where lines that are appended to it leave all records before them as
    /// they are.
    pub content: Option<[u8; 16]>,
}

impl PartialEq for SourceState {
    fn eq(&self, other: &Self) -> bool {
        (&self.locator, self.bytes, self.modified) == (&other.locator, other.bytes, other.modified)
    }
}

impl SourceState {
    pub(super) fn of(source: &Source, argument: &str) -> Self {
        let data = source.path.metadata().ok();
        let modified = data.as_ref().filter(|d| d.is_file()).and_then(|d| d.modified().ok());
        let modified = modified
            .and_then(|m| m.duration_since(std::time::UNIX_EPOCH).ok())
            .map(|d| d.as_nanos() as u64);
        Self {
            locator: source.locator.clone(),
            argument: argument.to_owned(),
            bytes: data.map_or(0, |d| d.len()),
            modified,
            content: None,
        }
    }

    /// The same with the hash of its content, where it may grow by its end: plain JSON lines to the
    /// end of one. Rows of CSV may go on in a cell with line ends, and compressed files and pages do
    /// not show where a record ends.
    pub(super) fn with_content(self, source: &Source) -> Self {
        let may_grow = self.modified.is_some() && self.bytes >= LEAST && load::is_lines(source);
        let content = may_grow.then(|| hash_of_lines(&source.path, self.bytes).ok().flatten());
        Self { content: content.flatten(), ..self }
    }

    /// Whether this is an input of before to whose end something was appended.
    pub(super) fn has_grown_from(&self, before: &Self, source: &Source) -> bool {
        before.content.is_some()
            && self.locator == before.locator
            && self.bytes > before.bytes
            && load::is_lines(source)
            && hash_of_lines(&source.path, before.bytes).is_ok_and(|own| own == before.content)
    }
}

/// A hash of the first `length` bytes of a file; `None` where these do not end with a line.
fn hash_of_lines(path: &Path, length: u64) -> io::Result<Option<[u8; 16]>> {
    let mut hasher = blake3::Hasher::new();
    let mut bytes = BufReader::with_capacity(1 << 18, File::open(path)?.take(length));
    let (mut read, mut last) = (0, None);
    loop {
        let next = bytes.fill_buf()?;
        if next.is_empty() {
            break;
        }
        hasher.update(next);
        last = next.last().copied();
        let length = next.len();
        read += length as u64;
        bytes.consume(length);
    }
    let hash = hasher.finalize().as_bytes().first_chunk().copied();
    Ok(hash.filter(|_| read == length && last == Some(b'\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_grown_where_all_that_was_there_is_there_still() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let source = Source::new("a.jsonl", &path);
        let state = |text: &str| {
            std::fs::write(&path, text).unwrap();
            SourceState::of(&source, "a.jsonl").with_content(&source)
        };
        let line = "{\"text\": \"Oats rose 3%.\"}\n";
        let before = state(&line.repeat(4_000));
        let has_grown = |text: &str| state(text).has_grown_from(&before, &source);
        assert!(has_grown(&line.repeat(4_001)));
        assert!(!has_grown(&line.repeat(3_999)));
        assert!(!has_grown(&line.repeat(4_001).replacen('3', "4", 1)));
        // nobody can tell of these where their last record ends
        assert_eq!(state(line.repeat(4_000).trim_end()).content, None);
        assert_eq!(state(&line.repeat(10)).content, None);
        let article = folder.path().join("a.txt");
        std::fs::write(&article, "Oats rose 3%.\n".repeat(9_000)).unwrap();
        let article = Source::new("a.txt", article);
        assert_eq!(SourceState::of(&article, "a.txt").with_content(&article).content, None);
    }
}
