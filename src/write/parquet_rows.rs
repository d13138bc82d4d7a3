//! Rows of a Parquet file as the other formats write them.

use std::{
    fs::File,
    panic::{AssertUnwindSafe, catch_unwind},
};

use parquet::{
    file::{reader::FileReader as _, serialized_reader::SerializedFileReader},
    record::{Field, reader::RowIter},
};

/// The rows of one file: the cells of each, or why the next cannot be read.
pub(super) struct ParquetRows {
    columns: Vec<String>,
    rows: RowIter<'static>,
}

impl ParquetRows {
    pub(super) fn open(file: File) -> Result<Self, String> {
        let reader = SerializedFileReader::new(file).map_err(|e| e.to_string())?;
        let schema = reader.metadata().file_metadata().schema_descr();
        let columns = schema.columns().iter().map(|c| c.name().to_owned()).collect();
        Ok(Self { columns, rows: RowIter::from_file_into(Box::new(reader)) })
    }

    /// The names of the columns, in the order of the cells.
    pub(super) fn columns(&self) -> Vec<String> {
        self.columns.clone()
    }
}

impl Iterator for ParquetRows {
    type Item = Result<Vec<String>, String>;

    fn next(&mut self) -> Option<Self::Item> {
        // damaged files make the decoders of this crate panic here and there
        match catch_unwind(AssertUnwindSafe(|| self.rows.next())) {
            Ok(None) => None,
            Ok(Some(Ok(row))) => {
                Some(Ok(row.get_column_iter().map(|(_, field)| cell_of(field)).collect()))
            }
            Ok(Some(Err(error))) => Some(Err(error.to_string())),
            Err(_) => Some(Err("a page cannot be decoded".to_owned())),
        }
    }
}

/// A cell as the other formats write it.
fn cell_of(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Double(value) => value.to_string(),
        Field::Date(days) => jiff::civil::date(1970, 1, 1)
            .saturating_add(jiff::Span::new().days(i64::from(*days)))
            .to_string(),
        other => other.to_string(),
    }
}
