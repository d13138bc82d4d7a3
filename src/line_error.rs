//! The error of a line of a file, the same for every kind of file that users write.

use std::path::PathBuf;

/// What is wrong in a line of a file, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}")]
#[non_exhaustive]
pub struct LineError {
    /// Which file.
    pub path: PathBuf,
    /// 1-based.
    pub line: usize,
    /// What is wrong and what was expected; it names the key or column.
    pub message: String,
}

impl LineError {
    /// The error of this line of the file at `path`.
    pub(crate) fn new(path: impl Into<PathBuf>, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.into(), line, message: message.into() }
    }
}
