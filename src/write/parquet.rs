//! Apache Parquet: typed columns, row group by row group.
//!
//! Text is UTF8, lists are LIST of it, whole numbers INT64, measured and exact numbers DOUBLE, days DATE. Exact numbers
//! are no DECIMAL: pandas would have a column of objects of it that does not compute with its
//! floats, and a scale that holds for all of them would cut some.

use std::{
    fs::File,
    io::{self, BufWriter},
    sync::Arc,
};

use bytes::Bytes;
use jiff::civil::Date;
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel},
    data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedColumnWriter, SerializedFileWriter},
    },
    schema::types::{Type, TypePtr},
};

use super::{
    jsonl,
    kept::KeptColumn,
    table::{Kind, SCHEMA_VERSION, Table},
};

/// Most rows of a row group.
const GROUP_ROWS: usize = 1 << 16;
/// Bytes of cells from which a row group is full.
const GROUP_BYTES: usize = 32 << 20;

/// One table as Parquet, while it is written.
#[derive(Debug)]
pub(super) struct ParquetFile {
    table: Table,
    names: Vec<String>,
    writer: SerializedFileWriter<BufWriter<File>>,
    /// The row group at work.
    columns: Vec<ColumnChunk>,
    rows: usize,
    bytes: usize,
}

impl ParquetFile {
    pub(super) fn new(file: File, table: Table, kept: &[KeptColumn]) -> io::Result<Self> {
        let version =
            KeyValue::new("newsvane.schema_version".to_owned(), SCHEMA_VERSION.to_string());
        let properties = WriterProperties::builder()
            .set_created_by(concat!("newsvane version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(vec![version]))
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let file = BufWriter::with_capacity(1 << 16, file);
        let writer = SerializedFileWriter::new(
            file,
            schema(table, kept).map_err(failed)?,
            Arc::new(properties),
        )
        .map_err(failed)?;
        let (names, columns) = columns(table, kept)
            .map(|(name, kind, is_list)| (name.to_owned(), ColumnChunk::new(kind, is_list)))
            .unzip();
        Ok(Self { table, names, writer, columns, rows: 0, bytes: 0 })
    }

    /// Adds rows, each a JSON line.
    pub(super) fn append(&mut self, rows: &[u8]) -> io::Result<()> {
        let rows = str::from_utf8(rows).map_err(io::Error::other)?;
        rows.lines().try_for_each(|row| self.append_row(row))
    }

    fn append_row(&mut self, row: &str) -> io::Result<()> {
        let (columns, bytes) = (&mut self.columns, &mut self.bytes);
        let read = jsonl::cells(row, self.names.iter().map(String::as_str), |n, cell| {
            *bytes += cell.len().max(size_of::<i64>());
            columns[n].push(cell)
        });
        read.ok_or_else(|| {
            io::Error::other(format!(
                "a row of {} is damaged; run again with --fresh",
                self.table.name()
            ))
        })?;
        self.rows += 1;
        if self.rows == GROUP_ROWS || self.bytes >= GROUP_BYTES { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            let mut writer = group
                .next_column()
                .map_err(failed)?
                .ok_or_else(|| io::Error::other("a column too many"))?;
            column.write(&mut writer).map_err(failed)?;
            writer.close().map_err(failed)?;
        }
        group.close().map_err(failed)?;
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.rows > 0 {
            self.end_group()?;
        }
        self.writer.close().map(drop).map_err(failed)
    }
}

/// The system's own error where there is one.
fn failed(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(inner) => *inner,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

/// The columns in the order of the table, then those of the input that are kept.
fn columns(table: Table, kept: &[KeptColumn]) -> impl Iterator<Item = (&str, Kind, bool)> {
    let own = table.columns().iter().map(|column| (column.name, column.kind, column.is_list));
    own.chain(kept.iter().map(|column| (column.name.as_str(), column.kind, false)))
}

/// The same; each may be null.
fn schema(table: Table, kept: &[KeptColumn]) -> Result<TypePtr, ParquetError> {
    let column = |(name, kind, is_list): (&str, Kind, bool)| {
        if is_list {
            return list_type(name);
        }
        let (physical, logical) = match kind {
            Kind::Text | Kind::Code => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Int => (Physical::INT64, None),
            Kind::Float | Kind::Decimal => (Physical::DOUBLE, None),
            Kind::Bool => (Physical::BOOLEAN, None),
            Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        };
        Type::primitive_type_builder(name, physical)
            .with_logical_type(logical)
            .build()
            .map(Arc::new)
    };
    let columns = columns(table, kept).map(column).collect::<Result<_, _>>()?;
    Type::group_type_builder(table.name()).with_fields(columns).build().map(Arc::new)
}

/// A list of texts, none of them null, that may be null itself.
fn list_type(name: &str) -> Result<TypePtr, ParquetError> {
    let item = Type::primitive_type_builder("element", Physical::BYTE_ARRAY)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::String))
        .build()?;
    let items = Type::group_type_builder("list")
        .with_repetition(Repetition::REPEATED)
        .with_fields(vec![Arc::new(item)])
        .build()?;
    Type::group_type_builder(name)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(Some(LogicalType::List))
        .with_fields(vec![Arc::new(items)])
        .build()
        .map(Arc::new)
}

/// The cells of one column in a row group.
#[derive(Debug)]
struct ColumnChunk {
    values: Values,
    /// For each row 1, or 0 where it is null; of lists 2 for each item.
    levels: Vec<i16>,
    /// Of lists: for each of these 0 where a row begins, 1 where it goes on.
    repetitions: Option<Vec<i16>>,
}

#[derive(Debug)]
enum Values {
    /// Texts after one another, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Int(Vec<i64>),
    Float(Vec<f64>),
    Bool(Vec<bool>),
    /// Days since 1970.
    Day(Vec<i32>),
}

impl ColumnChunk {
    const fn new(kind: Kind, is_list: bool) -> Self {
        let values = match kind {
            Kind::Text | Kind::Code => Values::Text(Vec::new(), Vec::new()),
            Kind::Int => Values::Int(Vec::new()),
            Kind::Float | Kind::Decimal => Values::Float(Vec::new()),
            Kind::Bool => Values::Bool(Vec::new()),
            Kind::Day => Values::Day(Vec::new()),
        };
        let repetitions = if is_list { Some(Vec::new()) } else { None };
        Self { values, levels: Vec::new(), repetitions }
    }

    /// Adds a cell as JSON has it; `None` where it is of another kind.
    fn push(&mut self, cell: &str) -> Option<()> {
        if self.repetitions.is_some() {
            return self.push_list(cell);
        }
        let is_null = cell == "null";
        self.levels.push(i16::from(!is_null));
        if is_null {
            return Some(());
        }
        match &mut self.values {
            Values::Text(texts, ends) => {
                let text = unquoted(cell)?;
                if text.contains('\\') {
                    texts.extend_from_slice(serde_json::from_str::<String>(cell).ok()?.as_bytes());
                } else {
                    texts.extend_from_slice(text.as_bytes());
                }
                ends.push(texts.len());
            }
            Values::Int(values) => values.push(cell.parse().ok()?),
            Values::Float(values) => values.push(cell.parse().ok()?),
            Values::Bool(values) => values.push(cell.parse().ok()?),
            Values::Day(values) => {
                let day: Date = unquoted(cell)?.parse().ok()?;
                values.push((day - Date::constant(1970, 1, 1)).get_days());
            }
        }
        Some(())
    }

    /// Adds a list as JSON has it.
    fn push_list(&mut self, cell: &str) -> Option<()> {
        let items: Option<Vec<String>> = serde_json::from_str(cell).ok()?;
        let (Values::Text(texts, ends), Some(repetitions)) =
            (&mut self.values, &mut self.repetitions)
        else {
            return None;
        };
        let items = items.filter(|items| !items.is_empty());
        let Some(items) = items else {
            self.levels.push(0);
            repetitions.push(0);
            return Some(());
        };
        for (n, item) in items.iter().enumerate() {
            texts.extend_from_slice(item.as_bytes());
            ends.push(texts.len());
            self.levels.push(2);
            repetitions.push(i16::from(n > 0));
        }
        Some(())
    }

    /// Writes all cells and forgets them.
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = (&self.levels[..], self.repetitions.as_deref());
        match &mut self.values {
            Values::Text(texts, ends) => {
                let texts = Bytes::from(std::mem::take(texts));
                let begins = std::iter::once(0).chain(ends.iter().copied());
                let mut values: Vec<ByteArray> = begins
                    .zip(ends.iter())
                    .map(|(begin, end)| texts.slice(begin..*end).into())
                    .collect();
                ends.clear();
                write_batch::<ByteArrayType>(writer, &mut values, levels)?;
            }
            Values::Int(values) => write_batch::<Int64Type>(writer, values, levels)?,
            Values::Float(values) => write_batch::<DoubleType>(writer, values, levels)?,
            Values::Bool(values) => write_batch::<BoolType>(writer, values, levels)?,
            Values::Day(values) => write_batch::<Int32Type>(writer, values, levels)?,
        }
        self.levels.clear();
        self.repetitions.iter_mut().for_each(Vec::clear);
        Ok(())
    }
}

fn write_batch<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    (levels, repetitions): (&[i16], Option<&[i16]>),
) -> Result<(), ParquetError> {
    writer.typed::<T>().write_batch(values, Some(levels), repetitions)?;
    values.clear();
    Ok(())
}

fn unquoted(cell: &str) -> Option<&str> {
    cell.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader as _, SerializedFileReader};

    use super::*;
    use crate::write::{
        Format,
        cells::{Cells as _, RowCells as _},
        columns::Rejects,
    };

    fn reject(bytes: i64) -> Vec<u8> {
        let mut rows = Format::Parquet.rows(Table::Rejects);
        rows.text(Rejects::Locator, Some("a \"b\"\\\n"));
        rows.text(Rejects::Stage, Some("load"));
        rows.text(Rejects::Reason, Some("empty"));
        rows.text(Rejects::Detail, Some(""));
        rows.int(Rejects::Bytes, bytes);
        rows.end_row();
        rows.into_bytes()
    }

    #[test]
    fn rows_come_in_groups_of_a_bounded_size() {
        let file = tempfile::tempfile().unwrap();
        let mut table = ParquetFile::new(file.try_clone().unwrap(), Table::Rejects, &[]).unwrap();
        let count = GROUP_ROWS as i64 + 2;
        (0..count).for_each(|n| table.append(&reject(n)).unwrap());
        table.finish().unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        let groups: Vec<i64> = reader
            .metadata()
            .row_groups()
            .iter()
            .map(parquet::file::metadata::RowGroupMetaData::num_rows)
            .collect();
        assert_eq!(groups, [GROUP_ROWS as i64, 2]);
        for (n, row) in reader.into_iter().enumerate() {
            let expected = format!(
                "{{locator: \"a \"b\"\\\n\", stage: \"load\", reason: \"empty\", detail: null, \
                 bytes: {n}}}"
            );
            assert_eq!(row.unwrap().to_string(), expected);
        }
    }

    #[test]
    fn rows_of_another_table_are_refused() {
        let mut table =
            ParquetFile::new(tempfile::tempfile().unwrap(), Table::Rejects, &[]).unwrap();
        let row = String::from_utf8(reject(7)).unwrap();
        for bad in [
            row.replace("locator", "article_id"),
            row.replace(":7", ":7.5"),
            row.replace(":\"load\"", ":1"),
            row[..20].to_owned(),
        ] {
            assert!(
                table.append(bad.as_bytes()).unwrap_err().to_string().contains("--fresh"),
                "{bad}"
            );
        }
    }
}
