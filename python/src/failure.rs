//! Errors of the library as exceptions, with the words of the command line. Which class an error has
//! follows the exit codes: 2 is [`UsageError`], 3 is [`FileError`].

use std::fmt::Display;

use newsvane::{
    BatchError, ConfigError, IndexError, MergeError, RunError,
    lexicon::LexiconError,
    load::LoadError,
    score::ModelError,
    write::{OutputError, PresentationError, TableError},
};
use pyo3::{PyErr, import_exception};

import_exception!(newsvane._errors, UsageError);
import_exception!(newsvane._errors, FileError);

/// An error on its way to Python.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked for cannot be done.
    Usage(String),
    /// A file could not be read or written.
    File(String),
    /// An exception that was raised already.
    Raised(PyErr),
}

impl Failure {
    pub(crate) fn usage(error: impl Display) -> Self {
        Self::Usage(error.to_string())
    }

    fn file(error: impl Display) -> Self {
        Self::File(error.to_string())
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Usage(message) => UsageError::new_err(message),
            Failure::File(message) => FileError::new_err(message),
            Failure::Raised(error) => error,
        }
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self::Raised(error)
    }
}

impl From<LexiconError> for Failure {
    fn from(error: LexiconError) -> Self {
        match error {
            LexiconError::Read { .. } => Self::file(error),
            _ => Self::usage(error),
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        match error {
            ConfigError::Read { .. } => Self::file(error),
            _ => Self::usage(error),
        }
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::NotFound { .. }
            | LoadError::NoMatch { .. }
            | LoadError::Unreadable { .. } => Self::file(error),
            _ => Self::usage(error),
        }
    }
}

impl From<ModelError> for Failure {
    fn from(error: ModelError) -> Self {
        Self::usage(error)
    }
}

impl From<BatchError> for Failure {
    fn from(error: BatchError) -> Self {
        Self::usage(error)
    }
}

impl From<OutputError> for Failure {
    fn from(error: OutputError) -> Self {
        match error {
            OutputError::Foreign(_) | OutputError::NotFolder(_) => Self::usage(error),
            _ => Self::file(error),
        }
    }
}

impl From<TableError> for Failure {
    fn from(error: TableError) -> Self {
        match error {
            TableError::Read { .. } => Self::file(error),
            _ => Self::usage(error),
        }
    }
}

impl From<IndexError> for Failure {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::Output(error) => error.into(),
            IndexError::Table(error) => error.into(),
            IndexError::Presentation(PresentationError::Write { .. }) => Self::file(error),
            _ => Self::usage(error),
        }
    }
}

impl From<MergeError> for Failure {
    fn from(error: MergeError) -> Self {
        match error {
            MergeError::Manifest(error) => error.into(),
            MergeError::Config(error) => error.into(),
            MergeError::Run(error) => error.into(),
            error => Self::usage(error),
        }
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        match error {
            RunError::Load(error) => error.into(),
            RunError::Output(error) => error.into(),
            RunError::Calendar(_) | RunError::OtherArchive { .. } => Self::usage(error),
            _ => Self::file(error),
        }
    }
}
