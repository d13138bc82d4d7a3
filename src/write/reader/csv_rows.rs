//! Rows of CSV, in any of its dialects.

use std::{
    fs::File,
    io::{Read as _, Seek as _},
    path::Path,
    sync::Arc,
};

use super::{ColumnPlaces, Record, TableError, kept, places};
use crate::write::{Column, Kind, csv::unshown};

/// The records of a file.
pub(super) struct CsvRecords {
    path: Arc<Path>,
    reader: csv::Reader<File>,
    /// Columns in which a comma is a decimal comma.
    measured: Vec<usize>,
    /// Columns of words, which may be marked so that no spreadsheet runs them.
    texts: Vec<usize>,
}

impl CsvRecords {
    /// The records, and where the columns of the table are in them.
    pub(super) fn open(
        path: Arc<Path>,
        file: File,
        columns: &'static [Column],
    ) -> Result<(Self, ColumnPlaces), TableError> {
        let separator = separator_of(&file, columns)
            .map_err(|source| TableError::Read { path: path.to_path_buf(), source })?;
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 16)
            .delimiter(separator)
            .from_reader(file);
        let header = reader.headers().map_err(|error| broken(&path, &error))?;
        let places = places(&path, &header.iter(), columns)?;
        let kept = kept(header.iter());
        let of_kind = |is_kind: &dyn Fn(Kind) -> bool| {
            let own = columns.iter().zip(&places).filter(|(column, _)| is_kind(column.kind));
            own.map(|(_, place)| *place).collect()
        };
        let measured = of_kind(&|kind| separator != b',' && kind.is_measured());
        let mut texts: Vec<usize> = of_kind(&|kind| kind == Kind::Text);
        texts.extend(kept.iter().map(|(_, place)| *place));
        Ok((Self { path, reader, measured, texts }, (places, kept)))
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
                    record = changed(&record, &self.measured, |cell| cell.replace(',', "."));
                }
                let cell = |place: &usize| record.get(*place).unwrap_or_default();
                if self.texts.iter().map(cell).any(|cell| unshown(cell) != cell) {
                    record = changed(&record, &self.texts, |cell| unshown(cell).to_owned());
                }
                Some(Ok((line, record)))
            }
            Err(error) => Some(Err(broken(&self.path, &error))),
        }
    }
}

/// What is between the cells of a CSV file, as its header shows; the file is at its beginning
/// again.
fn separator_of(mut file: &File, columns: &[Column]) -> std::io::Result<u8> {
    let longest = columns.iter().map(|column| column.name.len()).max().unwrap_or(0);
    let mut head = Vec::new();
    file.take(longest as u64 + 8).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head.into_iter().find(|byte| b",;\t".contains(byte)).unwrap_or(b','))
}

/// A record with other cells in some columns.
fn changed(
    record: &csv::StringRecord,
    places: &[usize],
    change: impl Fn(&str) -> String,
) -> csv::StringRecord {
    let cell = |(n, cell): (usize, &str)| {
        if places.contains(&n) { change(cell) } else { cell.to_owned() }
    };
    record.iter().enumerate().map(cell).collect::<Vec<_>>().into()
}

fn broken(path: &Path, error: &csv::Error) -> TableError {
    TableError::broken(path, error.position().map_or(1, csv::Position::line), error)
}
