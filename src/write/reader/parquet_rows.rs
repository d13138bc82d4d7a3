//! Rows of Parquet files.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Arc,
};

use parquet::{
    errors::ParquetError,
    file::{reader::FileReader as _, serialized_reader::SerializedFileReader},
    record::{Field, reader::RowIter},
};

use super::{ColumnPlaces, Record, TableError, kept, places};
use crate::write::{Column, rows::push_joined};

/// The records of a file.
pub(super) struct ParquetRecords {
    path: Arc<Path>,
    rows: RowIter<'static>,
    row: u64,
}

impl ParquetRecords {
    /// The records, and where the columns of the table are in them.
    pub(super) fn open(
        path: Arc<Path>,
        file: File,
        columns: &'static [Column],
    ) -> Result<(Self, ColumnPlaces), TableError> {
        let reader = SerializedFileReader::new(file)
            .map_err(|problem| TableError::broken(&path, 1, problem))?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let names = schema.root_schema().get_fields().iter().map(|field| field.name());
        let places = places(&path, &names, columns)?;
        let kept = kept(names);
        let rows = RowIter::from_file_into(Box::new(reader));
        Ok((Self { path, rows, row: 0 }, (places, kept)))
    }
}

impl Iterator for ParquetRecords {
    type Item = Result<Record, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.row += 1;
        // damaged files make the decoders of this crate panic here and there
        let next = catch_unwind(AssertUnwindSafe(|| self.rows.next()));
        let next = next.unwrap_or_else(|_| {
            Some(Err(ParquetError::General("a page cannot be decoded".to_owned())))
        });
        Some(match next? {
            Ok(row) => {
                let cells = row.get_column_iter().map(|(_, field)| cell(field));
                Ok((self.row, cells.collect::<Vec<_>>().into()))
            }
            Err(error) => Err(TableError::broken(&self.path, self.row, error)),
        })
    }
}

/// A cell as the other formats write it.
fn cell(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::ListInternal(items) => {
            let items: Vec<String> = items.elements().iter().map(cell).collect();
            let mut list = String::new();
            push_joined(&mut list, items.iter().map(String::as_str));
            list
        }
        Field::Double(value) => value.to_string(),
        Field::Date(days) => jiff::civil::date(1970, 1, 1)
            .saturating_add(jiff::Span::new().days(i64::from(*days)))
            .to_string(),
        other => other.to_string(),
    }
}
