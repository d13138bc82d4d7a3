//! Tables that were written, row by row: CSV where it is there, else JSON lines, else Parquet.

mod csv_rows;
mod jsonl_rows;
#[cfg(feature = "parquet")]
mod parquet_rows;

use std::{
    fs::File,
    marker::PhantomData,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use jiff::civil::Date;

use self::{csv_rows::CsvRecords, jsonl_rows::JsonRecords, parquet_rows::ParquetRecords};
#[cfg(not(feature = "parquet"))]
use super::no_parquet as parquet_rows;
use super::{Columns, Format, SCHEMA_VERSION, Table};
use crate::model::ArticleId;

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
    /// The table has other columns than this version reads.
    #[error(
        "{path}: no column `{column}`; expected a table of schema version {SCHEMA_VERSION}: make \
         it again with this newsvane's `run`, or read it with the newsvane that wrote it \
         (docs/tables.md says what changed)"
    )]
    Column {
        /// Which file.
        path: PathBuf,
        /// The column that is missing.
        column: &'static str,
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

impl TableError {
    /// A line that cannot be read at all.
    fn broken(path: &Path, line: u64, problem: impl std::fmt::Display) -> Self {
        let problem = format!("{problem}; expected a table of newsvane");
        Self::Row { path: path.to_owned(), line, problem }
    }
}

/// One row of the table whose columns are `T`. Null is empty, and nothing else is.
#[derive(Debug, Clone)]
pub struct Row<T> {
    path: Arc<Path>,
    line: u64,
    /// Where the cell of each column is in the file.
    places: Arc<[usize]>,
    cells: csv::StringRecord,
    table: PhantomData<T>,
}

impl<T: Columns> Row<T> {
    /// The cell of a column; empty where it is null.
    #[must_use]
    pub fn get(&self, column: T) -> &str {
        let place = self.places.get(column.position());
        place.and_then(|place| self.cells.get(*place)).unwrap_or("")
    }

    /// All cells, each with its column.
    pub fn cells(&self) -> impl Iterator<Item = (&'static super::Column, &str)> {
        T::DECLARATION
            .columns
            .iter()
            .zip(self.places.iter().map(|place| self.cells.get(*place).unwrap_or("")))
    }

    /// What a column holds, read from its text; `None` where it is null.
    ///
    /// # Errors
    /// When it is not what was `expected`.
    pub fn parse<V: FromStr>(&self, column: T, expected: &str) -> Result<Option<V>, TableError> {
        match self.get(column) {
            "" => Ok(None),
            text => text.parse().map(Some).map_err(|_| self.bad(column, expected)),
        }
    }

    /// The number in a column; `None` where it is null.
    ///
    /// # Errors
    /// When it is none.
    pub fn number(&self, column: T) -> Result<Option<f64>, TableError> {
        self.parse(column, "a number")
    }

    /// The day in a column; `None` where it is null.
    ///
    /// # Errors
    /// When it is none.
    pub fn day(&self, column: T) -> Result<Option<Date>, TableError> {
        self.parse(column, "a day, YYYY-MM-DD")
    }

    /// The id in a column.
    ///
    /// # Errors
    /// When it is none.
    pub fn article_id(&self, column: T) -> Result<ArticleId, TableError> {
        let expected = "the id of an article: `a` and 16 hexadecimal digits";
        self.parse(column, expected)?.ok_or_else(|| self.bad(column, expected))
    }

    /// Whether a column says `true`.
    #[must_use]
    pub fn is_true(&self, column: T) -> bool {
        self.get(column) == "true"
    }

    /// The items of a list; none where it is null.
    pub fn items(&self, column: T) -> impl Iterator<Item = &str> {
        super::rows::items_of(self.get(column))
    }

    /// The line of the file, from 1.
    #[must_use]
    pub const fn line(&self) -> u64 {
        self.line
    }

    /// The error of a cell that is not what was `expected`.
    #[must_use]
    pub fn bad(&self, column: T, expected: &str) -> TableError {
        let shown: String = self.get(column).chars().take(60).collect();
        let name = column.column().name;
        TableError::Row {
            path: self.path.to_path_buf(),
            line: self.line,
            problem: format!("{name} `{shown}`: expected {expected}"),
        }
    }
}

/// A row as it is in a file: its line, and its cells as text.
pub(super) type Record = (u64, csv::StringRecord);
type RecordOrError = Result<Record, TableError>;
/// Where the columns of a table are in a file, and where those of the input.
type ColumnPlaces = (Vec<usize>, Vec<(String, usize)>);

/// What the names of columns of the input begin with.
const KEPT: &str = "kept_";

/// Reads the rows of the table whose columns are `T`.
///
/// ```no_run
/// use newsvane::write::{TableReader, columns::ThemeDays};
/// for row in TableReader::<ThemeDays>::open("newsvane-out/news".as_ref())? {
///     let row = row?;
///     println!("{} {:?}", row.get(ThemeDays::Theme), row.number(ThemeDays::Sentiment)?);
/// }
/// # Ok::<(), newsvane::write::TableError>(())
/// ```
pub struct TableReader<T> {
    path: Arc<Path>,
    places: Arc<[usize]>,
    records: Box<dyn Iterator<Item = Result<Record, TableError>>>,
    table: PhantomData<T>,
}

/// A table that was opened, whatever its columns.
pub(super) struct Opened {
    pub(super) path: Arc<Path>,
    /// Where the cell of each column is in the file.
    pub(super) places: Arc<[usize]>,
    /// Columns of the input that the user kept: their names, and where they are in the file.
    #[cfg_attr(not(feature = "arrow"), expect(dead_code, reason = "frames alone have them"))]
    pub(super) kept: Vec<(String, usize)>,
    pub(super) records: Box<dyn Iterator<Item = Result<Record, TableError>>>,
}

/// Where columns of the input are among `names`.
fn kept<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(String, usize)> {
    let own = names.enumerate().filter(|(_, name)| name.starts_with(KEPT));
    own.map(|(place, name)| (name.to_owned(), place)).collect()
}

impl Opened {
    /// The table in `folder`, in the first of the formats that is there.
    pub(super) fn open(
        folder: &Path,
        table: Table,
        index: Option<&str>,
    ) -> Result<Self, TableError> {
        for format in Format::ALL {
            let path = folder.join(format.file_name_of(table, index));
            match File::open(&path) {
                Ok(file) => return Self::read(path.into(), format, file, table.columns()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(source) => return Err(TableError::Read { path, source }),
            }
        }
        Err(TableError::Missing { folder: folder.to_owned(), table: table.name() })
    }

    fn read(
        path: Arc<Path>,
        format: Format,
        file: File,
        columns: &'static [super::Column],
    ) -> Result<Self, TableError> {
        let own = path.clone();
        let ((places, kept), records): (ColumnPlaces, Box<dyn Iterator<Item = RecordOrError>>) =
            match format {
                Format::Csv(_) => {
                    let (records, places) = CsvRecords::open(own, file, columns)?;
                    (places, Box::new(records))
                }
                Format::Jsonl => {
                    let (records, kept) = JsonRecords::open(own, file, columns)?;
                    (((0..columns.len()).collect(), kept), Box::new(records))
                }
                Format::Parquet => {
                    let (records, places) = ParquetRecords::open(own, file, columns)?;
                    (places, Box::new(records))
                }
            };
        Ok(Self { path, places: places.into(), kept, records })
    }
}

impl<T: Columns> TableReader<T> {
    /// The rows of the table in `folder`.
    ///
    /// # Errors
    /// When it is not there, or lacks columns.
    pub fn open(folder: &Path) -> Result<Self, TableError> {
        Self::open_of(folder, None)
    }

    /// The same of a further index.
    ///
    /// # Errors
    /// When it is not there, or lacks columns.
    pub fn open_of(folder: &Path, index: Option<&str>) -> Result<Self, TableError> {
        let Opened { path, places, records, .. } = Opened::open(folder, T::TABLE, index)?;
        Ok(Self { path, places, records, table: PhantomData })
    }

    /// How many rows there are.
    ///
    /// # Errors
    /// When one cannot be read.
    pub fn count_rows(mut self) -> Result<u64, TableError> {
        self.records.try_fold(0, |count, record| record.map(|_| count + 1))
    }
}

impl<T: Columns> Iterator for TableReader<T> {
    type Item = Result<Row<T>, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.records.next()?;
        Some(record.map(|(line, cells)| Row {
            path: self.path.clone(),
            line,
            places: self.places.clone(),
            cells,
            table: PhantomData,
        }))
    }
}

/// Where the columns of a table are among `names`.
fn places<'n>(
    path: &Path,
    names: &(impl Iterator<Item = &'n str> + Clone),
    columns: &'static [super::Column],
) -> Result<Vec<usize>, TableError> {
    let place = |column: &'static super::Column| {
        names
            .clone()
            .position(|name| name == column.name)
            .ok_or_else(|| TableError::Column { path: path.to_owned(), column: column.name })
    };
    columns.iter().map(place).collect()
}
