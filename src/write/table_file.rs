//! A table that is written from its first row to its last.

use std::{
    fs::File,
    io::{self, BufWriter, Write as _},
    path::Path,
};

use super::{format::Format, kept::KeptColumn, parquet::ParquetFile, table::Table};

/// A table in the making: takes rows and becomes a whole file.
#[derive(Debug)]
pub(crate) struct TableFile(Inner);

#[derive(Debug)]
enum Inner {
    Plain(BufWriter<File>),
    Parquet(Box<ParquetFile>),
}

impl TableFile {
    /// A new file of `table` at `path`, with its header.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn create(path: &Path, table: Table, format: Format) -> io::Result<Self> {
        Self::create_with(path, table, format, &[])
    }

    /// The same where columns of the input are after those of the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn create_with(
        path: &Path,
        table: Table,
        format: Format,
        kept: &[KeptColumn],
    ) -> io::Result<Self> {
        let file = File::create(path)?;
        if format == Format::Parquet {
            return Ok(Self(Inner::Parquet(Box::new(ParquetFile::new(file, table, kept)?))));
        }
        let mut file = BufWriter::with_capacity(1 << 16, file);
        file.write_all(&format.header_with(table, kept))?;
        Ok(Self(Inner::Plain(file)))
    }

    /// Adds whole rows as [`super::Rows::into_bytes`] returns them.
    ///
    /// # Errors
    /// When they cannot be written, or are no rows of this table.
    pub(crate) fn append(&mut self, rows: &[u8]) -> io::Result<()> {
        match &mut self.0 {
            Inner::Plain(file) => file.write_all(rows),
            Inner::Parquet(file) => file.append(rows),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self.0 {
            Inner::Plain(mut file) => file.flush(),
            Inner::Parquet(file) => file.finish(),
        }
    }
}
