//! Rows of JSON lines.

use std::{
    fs::File,
    io::{BufRead as _, BufReader, Seek as _},
    path::Path,
    sync::Arc,
};

use serde_json::{Map, Value};

use super::{Record, TableError, kept};
use crate::write::{Column, rows::push_joined};

/// The records of a file, their cells in the order of the columns.
pub(super) struct JsonRecords {
    path: Arc<Path>,
    reader: BufReader<File>,
    columns: &'static [Column],
    /// Columns of the input after them.
    kept: Vec<String>,
    line: u64,
}

impl JsonRecords {
    /// The records, and where columns of the input are in them.
    pub(super) fn open(
        path: Arc<Path>,
        file: File,
        columns: &'static [Column],
    ) -> Result<(Self, Vec<(String, usize)>), TableError> {
        let failed = |source| TableError::Read { path: path.to_path_buf(), source };
        let mut reader = BufReader::with_capacity(1 << 16, file);
        let mut first = String::new();
        reader.read_line(&mut first).map_err(failed)?;
        reader.rewind().map_err(failed)?;
        // what is wrong with the line is told when it is read
        let object: Map<String, Value> = serde_json::from_str(&first).unwrap_or_default();
        let kept: Vec<String> =
            kept(object.keys().map(String::as_str)).into_iter().map(|(name, _)| name).collect();
        let places = kept.iter().enumerate().map(|(n, name)| (name.clone(), columns.len() + n));
        let places = places.collect();
        Ok((Self { path, reader, columns, kept, line: 0 }, places))
    }

    /// The cells of a line.
    fn record(&self, text: &str) -> Result<Record, TableError> {
        let object: Map<String, Value> = serde_json::from_str(text)
            .map_err(|error| TableError::broken(&self.path, self.line, error))?;
        let shown = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(items) => {
                let mut list = String::new();
                push_joined(&mut list, items.iter().filter_map(Value::as_str));
                list
            }
            other => other.to_string(),
        };
        let cell = |column: &Column| {
            let missing =
                || TableError::Column { path: self.path.to_path_buf(), column: column.name };
            object.get(column.name).map(shown).ok_or_else(missing)
        };
        let mut cells = self.columns.iter().map(cell).collect::<Result<Vec<_>, _>>()?;
        cells.extend(self.kept.iter().map(|name| object.get(name).map(shown).unwrap_or_default()));
        Ok((self.line, cells.into()))
    }
}

impl Iterator for JsonRecords {
    type Item = Result<Record, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut text = String::new();
        match self.reader.read_line(&mut text) {
            Ok(0) => None,
            Ok(_) => {
                self.line += 1;
                Some(self.record(&text))
            }
            Err(source) => Some(Err(TableError::Read { path: self.path.to_path_buf(), source })),
        }
    }
}
