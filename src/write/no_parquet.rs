//! What stands for Parquet in a build without the feature `parquet`: nothing can be opened, so none
//! of these values exists.

use std::{
    fs::File,
    io::{Error, ErrorKind, Result},
};

use super::Table;

/// A table that is written: there is none.
#[derive(Debug)]
pub(super) enum ParquetFile {}

impl ParquetFile {
    pub(super) fn new(_: File, _: Table) -> Result<Self> {
        Err(Error::new(ErrorKind::Unsupported, "this build lacks the feature `parquet`"))
    }

    pub(super) const fn append(&mut self, _: &[u8]) -> Result<()> {
        match *self {}
    }

    pub(super) const fn finish(self) -> Result<()> {
        match self {}
    }
}

/// A table that is read: there is none.
pub(super) enum ParquetRows {}

impl ParquetRows {
    pub(super) fn open(_: File) -> std::result::Result<Self, String> {
        Err("this build lacks the feature `parquet`".to_owned())
    }

    pub(super) const fn columns(&self) -> Vec<String> {
        match *self {}
    }
}

impl Iterator for ParquetRows {
    type Item = std::result::Result<Vec<String>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        match *self {}
    }
}
