//! Rows of JSON lines.

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
    sync::Arc,
};

use serde_json::{Map, Value};

use super::{Record, TableError};
use crate::write::Column;

/// The records of a file, their cells in the order of the columns.
pub(super) struct JsonRecords {
    path: Arc<Path>,
    reader: BufReader<File>,
    columns: &'static [Column],
    line: u64,
}

impl JsonRecords {
    pub(super) fn open(path: Arc<Path>, file: File, columns: &'static [Column]) -> Self {
        Self { path, reader: BufReader::with_capacity(1 << 16, file), columns, line: 0 }
    }

    /// The cells of a line.
    fn record(&self, text: &str) -> Result<Record, TableError> {
        let object: Map<String, Value> = serde_json::from_str(text)
            .map_err(|error| TableError::broken(&self.path, self.line, error))?;
        let cell = |column: &Column| match object.get(column.name) {
            None => Err(TableError::Column { path: self.path.to_path_buf(), column: column.name }),
            Some(Value::Null) => Ok(String::new()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(other) => Ok(other.to_string()),
        };
        let cells = self.columns.iter().map(cell).collect::<Result<Vec<_>, _>>()?;
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
