//! Rows of CSV, in any of its dialects.

use std::{
    fs::File,
    io::{Read as _, Seek as _},
    path::Path,
    sync::Arc,
};

use super::{Record, TableError, places};
use crate::write::Column;

/// The records of a file.
pub(super) struct CsvRecords {
    path: Arc<Path>,
    reader: csv::Reader<File>,
    /// Columns in which a comma is a decimal comma.
    measured: Vec<usize>,
}

impl CsvRecords {
    /// The records, and where the columns of the table are in them.
    pub(super) fn open(
        path: Arc<Path>,
        file: File,
        columns: &'static [Column],
    ) -> Result<(Self, Vec<usize>), TableError> {
        let separator = separator_of(&file, columns)
            .map_err(|source| TableError::Read { path: path.to_path_buf(), source })?;
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 16)
            .delimiter(separator)
            .from_reader(file);
        let header = reader.headers().map_err(|error| broken(&path, &error))?;
        let places = places(&path, &header.iter(), columns)?;
        let measured = columns.iter().zip(&places);
        let measured = measured
            .filter(|(column, _)| separator != b',' && column.kind.is_measured())
            .map(|(_, place)| *place)
            .collect();
        Ok((Self { path, reader, measured }, places))
    }
}

impl Iterator for CsvRecords {
    type Item = Result<Record, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut record = csv::StringRecord::new();
        match self.reader.read_record(&mut record) {
            Ok(false) => None,
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                if !self.measured.is_empty() {
                    record = with_points(&record, &self.measured);
                }
                Some(Ok((line, record)))
            }
            Err(error) => Some(Err(broken(&self.path, &error))),
        }
    }
}

/// What stands between the cells of a CSV file, as its header shows; the file is at its beginning
/// again.
fn separator_of(mut file: &File, columns: &[Column]) -> std::io::Result<u8> {
    let longest = columns.iter().map(|column| column.name.len()).max().unwrap_or(0);
    let mut head = Vec::new();
    file.take(longest as u64 + 8).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head.into_iter().find(|byte| b",;\t".contains(byte)).unwrap_or(b','))
}

/// A record with points for the decimal commas of its measured columns.
fn with_points(record: &csv::StringRecord, measured: &[usize]) -> csv::StringRecord {
    let cell = |(n, cell): (usize, &str)| {
        if measured.contains(&n) { cell.replace(',', ".") } else { cell.to_owned() }
    };
    record.iter().enumerate().map(cell).collect::<Vec<_>>().into()
}

fn broken(path: &Path, error: &csv::Error) -> TableError {
    TableError::broken(path, error.position().map_or(1, csv::Position::line), error)
}
