//! Errors in lexicon files, with their place.

use std::path::PathBuf;

/// Why lexicons could not be compiled. Every message names the file, the line where there is one,
/// and what was expected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// The folder or a file could not be read.
    #[error("{path}: cannot read {what}: {source}")]
    Read {
        /// Which file or folder.
        path: PathBuf,
        /// What it was to be, with where such files come from.
        what: &'static str,
        /// What the system says.
        source: std::io::Error,
    },
    /// A file is not what its schema asks for.
    #[error("{file}:{line}: {message}")]
    Invalid {
        /// Path relative to the lexicon folder.
        file: String,
        /// 1-based.
        line: usize,
        /// What is wrong and what was expected.
        message: String,
    },
}

/// 1-based line of a byte offset.
pub(super) fn line_at(text: &str, byte: usize) -> usize {
    1 + memchr::memchr_iter(b'\n', &text.as_bytes()[..byte.min(text.len())]).count()
}

/// The error of a file at a byte of its text.
pub(super) fn invalid(file: &str, text: &str, byte: usize, message: String) -> LexiconError {
    LexiconError::Invalid { file: file.to_owned(), line: line_at(text, byte), message }
}

/// The error of a file that TOML or its schema refuses.
pub(super) fn invalid_toml(file: &str, text: &str, error: &toml::de::Error) -> LexiconError {
    let byte = error.span().map_or(0, |span| span.start);
    invalid(file, text, byte, error.message().to_owned())
}
