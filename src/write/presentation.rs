//! What people look at: documents that are made of the tables of a run.

use std::path::{Path, PathBuf};

use serde_json::Value;

#[cfg(feature = "report")]
use super::{page, workbook};
use super::{
    reader::{TableError, TableReader},
    table::{Columns, Table},
};

/// A document made of the tables; there is none in a build without the feature `report`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presentation {
    #[cfg(feature = "report")]
    /// A spreadsheet, as Excel and `LibreOffice` open it.
    Workbook,
    #[cfg(feature = "report")]
    /// One self-contained HTML page.
    Page,
}

impl Presentation {
    /// All of them.
    #[cfg(feature = "report")]
    pub const ALL: [Self; 2] = [Self::Workbook, Self::Page];
    /// All of them: none.
    #[cfg(not(feature = "report"))]
    pub const ALL: [Self; 0] = [];

    /// Its name, which is also the extension of its file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "report")]
            Self::Workbook => "xlsx",
            #[cfg(feature = "report")]
            Self::Page => "html",
        }
    }

    /// The presentation of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.name() == name)
    }

    /// The name of its file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            #[cfg(feature = "report")]
            Self::Workbook => "report.xlsx",
            #[cfg(feature = "report")]
            Self::Page => "report.html",
        }
    }

    /// Writes it to `path`: made of `tables` alone, so that the same tables produce the same bytes.
    /// Gives what it leaves out of them, in sentences.
    ///
    /// # Errors
    /// When a table cannot be read or the file cannot be written.
    #[cfg_attr(not(feature = "report"), expect(unused_variables, reason = "there is none"))]
    pub fn write(self, tables: &Tables<'_>, path: &Path) -> Result<Vec<String>, PresentationError> {
        match self {
            #[cfg(feature = "report")]
            Self::Workbook => workbook::write(tables, path),
            #[cfg(feature = "report")]
            Self::Page => page::write(tables, path).map(|()| Vec::new()),
        }
    }
}

/// Tables to make a presentation of.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// Where the tables of a run are.
    pub run: &'a Path,
    /// Where the tables of the index are: the same folder, or one that `newsvane index` wrote.
    pub index: &'a Path,
    /// Which index of several; `None` is the one without a name.
    pub index_name: Option<&'a str>,
    /// `run.json` of the index.
    pub manifest: &'a Value,
}

impl Tables<'_> {
    /// The rows of a table; those of an index from its folder.
    ///
    /// # Errors
    /// When it is not there, or lacks columns.
    pub fn open<T: Columns>(&self) -> Result<TableReader<T>, TableError> {
        if Table::OF_INDEX.contains(&T::TABLE) {
            TableReader::open_of(self.index, self.index_name)
        } else if T::TABLE == Table::ThemeSources {
            TableReader::open(self.index)
        } else {
            TableReader::open(self.run)
        }
    }
}

/// Why a presentation cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PresentationError {
    /// A table cannot be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// The file cannot be written.
    #[error("{path}: cannot write: {source}; is the disk full or the folder read-only?")]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    #[cfg(feature = "report")]
    /// The page's own template is broken: a fault of the program.
    #[error("the template of the page: {0}; this is a fault of newsvane, please report it")]
    Template(minijinja::Error),
}
