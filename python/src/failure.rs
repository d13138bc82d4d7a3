//! Errors of the library as exceptions, with the words of the command line. Which class an error has
//! follows the exit codes: 2 is [`UsageError`], 3 is [`FileError`].

use std::fmt::Display;

use newsvane::{
    BatchError, ConfigError, ErrorKind, Failing as _, IndexError, MergeError, RunError,
    lexicon::LexiconError,
    load::LoadError,
    score::ModelError,
    write::{OutputError, TableError},
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

/// Errors of the library, by their kind.
macro_rules! from_library {
    ($($error:ty),+ $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                match error.kind() {
                    ErrorKind::System => Self::File(error.to_string()),
                    _ => Self::usage(error),
                }
            }
        })+
    };
}

from_library!(
    BatchError,
    ConfigError,
    IndexError,
    LexiconError,
    LoadError,
    MergeError,
    ModelError,
    OutputError,
    RunError,
    TableError,
);
