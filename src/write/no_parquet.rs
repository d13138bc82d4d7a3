//! What stands for Parquet in a build without the feature `parquet`: nothing can be opened, so none
//! of these values exists.

use std::{
    fs::File,
    io::{Error, ErrorKind, Result},
    path::Path,
    sync::Arc,
};

use super::{Column, Table, TableError, kept::KeptColumn, reader::Record};

/// Why nothing can be opened.
const LACKS_PARQUET: &str = "this build lacks the feature `parquet`";

/// A table that is written: there is none.
#[derive(Debug)]
pub(super) enum ParquetFile {}

impl ParquetFile {
    pub(super) fn new(_: File, _: Table, _: &[KeptColumn]) -> Result<Self> {
        Err(Error::new(ErrorKind::Unsupported, LACKS_PARQUET))
    }

    pub(super) const fn append(&mut self, _: &[u8]) -> Result<()> {
        match *self {}
    }

    pub(super) const fn finish(self) -> Result<()> {
        match self {}
    }
}

/// The records of a file: there is none.
pub(super) enum ParquetRecords {}

impl ParquetRecords {
    pub(super) fn open(
        path: Arc<Path>,
        _: File,
        _: &'static [Column],
    ) -> std::result::Result<(Self, (Vec<usize>, Vec<(String, usize)>)), TableError> {
        let source = Error::new(ErrorKind::Unsupported, LACKS_PARQUET);
        Err(TableError::Read { path: path.to_path_buf(), source })
    }
}

impl Iterator for ParquetRecords {
    type Item = std::result::Result<Record, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        match *self {}
    }
}
