//! Tables that were written, row by row: CSV where it is there, else JSON lines, else Parquet.

use std::{
    collections::HashMap,
    fs::File,
    io::{BufRead as _, BufReader, Read as _, Seek as _},
    path::{Path, PathBuf},
};

use super::{Format, Kind, Table, parquet_rows::ParquetRows};

/// Why a table cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// There is no such table.
    #[error(
        "{folder}: no table `{table}`; expected the folder of a run, with it as .csv, .jsonl or \
         .parquet"
    )]
    Missing {
        /// Where it was looked for.
        folder: PathBuf,
        /// Its name.
        table: &'static str,
    },
    /// A file cannot be read.
    #[error("{path}: cannot read: {source}")]
    Read {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line is not what the table has.
    #[error("{path}:{line}: {problem}")]
    Row {
        /// Which file.
        path: PathBuf,
        /// 1-based.
        line: u64,
        /// What is wrong, and what was expected.
        problem: String,
    },
}

/// One row: its cells by the names of their columns. Null is empty.
#[derive(Debug, Clone)]
pub struct Row {
    path: std::sync::Arc<Path>,
    line: u64,
    columns: std::sync::Arc<HashMap<String, usize>>,
    cells: csv::StringRecord,
}

impl Row {
    /// The cell of a column; empty where it is null or the table has no such column.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        self.columns.get(column).and_then(|n| self.cells.get(*n)).unwrap_or("")
    }

    /// The number in a column; `None` where it is null.
    ///
    /// # Errors
    /// When it is none.
    pub fn number(&self, column: &str) -> Result<Option<f64>, TableError> {
        match self.get(column) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.bad(column, "a number")),
        }
    }

    /// The line of the file, from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The error of a cell that is not what was `expected`.
    #[must_use]
    pub fn bad(&self, column: &str, expected: &str) -> TableError {
        let shown: String = self.get(column).chars().take(60).collect();
        TableError::Row {
            path: self.path.to_path_buf(),
            line: self.line,
            problem: format!("{column} `{shown}`: expected {expected}"),
        }
    }
}

/// Reads the rows of one table.
pub struct TableReader {
    path: std::sync::Arc<Path>,
    columns: std::sync::Arc<HashMap<String, usize>>,
    rows: Rows,
}

enum Rows {
    /// With the columns in which a comma is a decimal comma.
    Csv(Box<csv::Reader<File>>, Vec<usize>),
    Jsonl(BufReader<File>, &'static [&'static str], u64),
    Parquet(ParquetRows, u64),
}

impl TableReader {
    /// The rows of `table` in `folder`.
    ///
    /// # Errors
    /// When it is not there, or lacks columns.
    pub fn open(folder: &Path, table: Table) -> Result<Self, TableError> {
        Self::open_of(folder, table, None)
    }

    /// The same of a further index.
    ///
    /// # Errors
    /// When it is not there, or lacks columns.
    pub fn open_of(folder: &Path, table: Table, index: Option<&str>) -> Result<Self, TableError> {
        for format in Format::ALL {
            let path = folder.join(format.file_name_of(table, index));
            match File::open(&path) {
                Ok(file) => return Self::read(path.into(), format, table, file),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(source) => return Err(TableError::Read { path, source }),
            }
        }
        Err(TableError::Missing { folder: folder.to_owned(), table: table.name() })
    }

    fn read(
        path: std::sync::Arc<Path>,
        format: Format,
        table: Table,
        file: File,
    ) -> Result<Self, TableError> {
        let own = || {
            table
                .columns()
                .iter()
                .enumerate()
                .map(|(n, name)| ((*name).to_owned(), n))
                .collect::<HashMap<_, _>>()
        };
        if format == Format::Jsonl {
            let rows = Rows::Jsonl(BufReader::with_capacity(1 << 16, file), table.columns(), 0);
            return Ok(Self { path, columns: own().into(), rows });
        }
        if format == Format::Parquet {
            let rows = ParquetRows::open(file).map_err(|problem| TableError::Row {
                path: path.to_path_buf(),
                line: 1,
                problem: format!("{problem}; expected a table of newsvane"),
            })?;
            let columns: HashMap<String, usize> =
                rows.columns().into_iter().enumerate().map(|(n, name)| (name, n)).collect();
            if let Some(missing) = table.columns().iter().find(|name| !columns.contains_key(**name))
            {
                let problem =
                    format!("no column `{missing}`; expected {}", table.columns().join(", "));
                return Err(TableError::Row { path: path.to_path_buf(), line: 1, problem });
            }
            let rows = Rows::Parquet(rows, 0);
            return Ok(Self { path, columns: columns.into(), rows });
        }
        let separator = separator_of(&file, table)
            .map_err(|source| TableError::Read { path: path.to_path_buf(), source })?;
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 16)
            .delimiter(separator)
            .from_reader(file);
        let header = reader.headers().map_err(|e| bad_csv(&path, &e))?;
        let columns: HashMap<String, usize> =
            header.iter().enumerate().map(|(n, name)| (name.to_owned(), n)).collect();
        if let Some(missing) = table.columns().iter().find(|name| !columns.contains_key(**name)) {
            let problem = format!("no column `{missing}`; expected {}", table.columns().join(", "));
            return Err(TableError::Row { path: path.to_path_buf(), line: 1, problem });
        }
        let is_measured =
            |kind: &Kind| separator != b',' && matches!(kind, Kind::Float | Kind::Decimal);
        let measured =
            table.columns().iter().zip(table.kinds()).filter(|(_, kind)| is_measured(kind));
        let measured = measured.filter_map(|(name, _)| columns.get(*name).copied()).collect();
        Ok(Self { path, columns: columns.into(), rows: Rows::Csv(Box::new(reader), measured) })
    }

    fn row(&self, line: u64, cells: csv::StringRecord) -> Row {
        Row { path: self.path.clone(), line, columns: self.columns.clone(), cells }
    }
}

/// What stands between the cells of a CSV file, as its header shows; the file is at its beginning
/// again.
fn separator_of(mut file: &File, table: Table) -> std::io::Result<u8> {
    let longest = table.columns().iter().map(|name| name.len()).max().unwrap_or(0);
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

fn bad_csv(path: &Path, error: &csv::Error) -> TableError {
    let line = error.position().map_or(1, csv::Position::line);
    TableError::Row {
        path: path.to_owned(),
        line,
        problem: format!("{error}; expected a table of newsvane"),
    }
}

impl Iterator for TableReader {
    type Item = Result<Row, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.rows {
            Rows::Csv(reader, measured) => {
                let mut record = csv::StringRecord::new();
                match reader.read_record(&mut record) {
                    Ok(false) => None,
                    Ok(true) => {
                        let line = record.position().map_or(0, csv::Position::line);
                        let record = if measured.is_empty() {
                            record
                        } else {
                            with_points(&record, measured)
                        };
                        Some(Ok(self.row(line, record)))
                    }
                    Err(error) => Some(Err(bad_csv(&self.path, &error))),
                }
            }
            Rows::Parquet(rows, line) => {
                *line += 1;
                let line = *line;
                match rows.next()? {
                    Ok(cells) => Some(Ok(self.row(line, cells.into()))),
                    Err(error) => {
                        let problem = format!("{error}; expected a table of newsvane");
                        Some(Err(TableError::Row { path: self.path.to_path_buf(), line, problem }))
                    }
                }
            }
            Rows::Jsonl(reader, columns, line) => {
                let mut text = String::new();
                match reader.read_line(&mut text) {
                    Ok(0) => return None,
                    Ok(_) => *line += 1,
                    Err(source) => {
                        return Some(Err(TableError::Read {
                            path: self.path.to_path_buf(),
                            source,
                        }));
                    }
                }
                let line = *line;
                let value: serde_json::Map<String, serde_json::Value> =
                    match serde_json::from_str(&text) {
                        Ok(value) => value,
                        Err(error) => {
                            let problem = format!("{error}; expected a table of newsvane");
                            return Some(Err(TableError::Row {
                                path: self.path.to_path_buf(),
                                line,
                                problem,
                            }));
                        }
                    };
                let cell = |name: &&str| match value.get(*name) {
                    None | Some(serde_json::Value::Null) => String::new(),
                    Some(serde_json::Value::String(text)) => text.clone(),
                    Some(other) => other.to_string(),
                };
                let cells = columns.iter().map(cell).collect::<Vec<_>>().into();
                Some(Ok(self.row(line, cells)))
            }
        }
    }
}
