//! Errors in lexicon files, with their place.

use std::path::PathBuf;

use crate::toml_file::TomlError;

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

impl From<TomlError> for LexiconError {
    fn from(error: TomlError) -> Self {
        let file = error.path.to_string_lossy().into_owned();
        Self::Invalid { file, line: error.line, message: error.message }
    }
}
