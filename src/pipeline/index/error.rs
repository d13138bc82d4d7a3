//! What can be wrong with the tables that an index is computed from.

use std::path::PathBuf;

use crate::{
    aggregate::SessionError,
    write::{OutputError, PresentationError, SCHEMA_VERSION, TableError},
};

/// Why no index can be computed from tables.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// A table is missing, broken, or of another version.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A document of the tables cannot be made.
    #[error(transparent)]
    Presentation(#[from] PresentationError),
    /// A day that the calendar does not have.
    #[error("{0}")]
    Calendar(#[from] SessionError),
    /// A table of the index cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The index would be written over the run.
    #[error(
        "{0}: the tables of the run stand there; give another folder for the index, such as its \
         subfolder index"
    )]
    Same(PathBuf),
    /// Companies are asked for where the run has listed no entities.
    #[error(
        "{0}: the run listed no entities (--entities off, or an older version); make its tables \
         again with `newsvane run --entities lexicon`, or leave --entities out"
    )]
    NoEntities(PathBuf),
    /// An index of that name was not made.
    #[error("{folder}: no index {name} among its tables{meant}")]
    NoIndex {
        /// The folder of the tables.
        folder: PathBuf,
        /// The name.
        name: String,
        /// Which there are.
        meant: String,
    },
    /// Whoever waited for it wants it no more.
    #[error("stopped")]
    Cancelled,
    /// There is no folder to read tables of.
    #[error(
        "{0}: no such folder; expected the folder that `newsvane run` wrote, with tables of schema \
         version {SCHEMA_VERSION}"
    )]
    NoFolder(PathBuf),
    /// `run.json` is missing or of another version.
    #[error(
        "{path}: {problem}; expected the folder that `newsvane run` wrote, with tables of schema \
         version {SCHEMA_VERSION}"
    )]
    Manifest {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
}
