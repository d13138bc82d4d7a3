//! What is refused of settings, with the place where it is.

use std::path::PathBuf;

use crate::line_error::LineError;

/// Why a configuration is refused: where the value is, what is wrong, what was expected.
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
    /// Something in the file that is no setting.
    #[error(transparent)]
    Invalid(#[from] LineError),
    /// A value that cannot be used.
    #[error("{place}: {message}")]
    Value {
        /// The flag with its value, or file, line, key and value.
        place: String,
        /// What is wrong and what was expected.
        message: String,
    },
    /// A flag that needs another one.
    #[error("--{flag} {message}")]
    Lonely {
        /// The flag, without its hyphens.
        flag: &'static str,
        /// What it needs.
        message: &'static str,
    },
}
