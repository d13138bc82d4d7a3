//! Errors in lexicon files, with their place.

use std::path::PathBuf;

use crate::line_error::LineError;

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
    /// A file is not what its schema asks for; its path is relative to the lexicon folder.
    #[error(transparent)]
    Invalid(#[from] LineError),
}
