//! Tables as Arrow record batches: the types that Parquet files have, without a file.
//!
//! Text is Utf8, lists are List of it, whole numbers Int64, measured and exact numbers Float64, days Date32. All whole
//! numbers are signed: Spark takes no others.

use std::{
    fmt::{Display, Write as _},
    path::Path,
    sync::Arc,
};

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{
        ArrayBuilder, BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder,
        StringBuilder,
    },
};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    cells::{Cells, RowCells},
    digits::push_decimal,
    kept::KeptKinds,
    reader::{self, TableError},
    rows::{items_of, push_joined},
    table::{Column, Columns, Kind, Table},
};
use crate::model::significant;

/// Rows of a batch that is read from a file.
const BATCH_ROWS: usize = 1 << 16;
/// Bytes of a column's text from which such a batch is full: offsets have 32 bits.
const BATCH_BYTES: usize = 256 << 20;

impl Table {
    /// Its columns as Arrow has them.
    ///
    /// ```
    /// use newsvane::write::Table;
    /// assert!(Table::Claims.arrow_schema().field_with_name("value").is_ok());
    /// ```
    #[must_use]
    pub fn arrow_schema(self) -> SchemaRef {
        let field = |column: &Column| Field::new(column.name, type_of(column), column.is_nullable);
        Arc::new(Schema::new(self.columns().iter().map(field).collect::<Vec<_>>()))
    }
}

/// The type of a column.
fn type_of(column: &Column) -> DataType {
    let item = data_type(column.kind);
    if column.is_list { DataType::List(Arc::new(item_field(item))) } else { item }
}

fn item_field(item: DataType) -> Field {
    Field::new("element", item, false)
}

const fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text | Kind::Code => DataType::Utf8,
        Kind::Int => DataType::Int64,
        Kind::Float | Kind::Decimal => DataType::Float64,
        Kind::Bool => DataType::Boolean,
        Kind::Day => DataType::Date32,
    }
}

/// Rows of one table as columns of Arrow.
#[derive(Debug)]
pub(crate) struct ArrowRows {
    table: Table,
    columns: Vec<ColumnBuilder>,
    /// The list or number at work.
    buffer: String,
}

#[derive(Debug)]
enum ColumnBuilder {
    Text(StringBuilder),
    List(ListBuilder<StringBuilder>),
    Int(Int64Builder),
    Float(Float64Builder),
    Bool(BooleanBuilder),
    Day(Date32Builder),
}

impl ColumnBuilder {
    fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::Code => Self::Text(StringBuilder::new()),
            Kind::Int => Self::Int(Int64Builder::new()),
            Kind::Float | Kind::Decimal => Self::Float(Float64Builder::new()),
            Kind::Bool => Self::Bool(BooleanBuilder::new()),
            Kind::Day => Self::Day(Date32Builder::new()),
        }
    }

    /// The builder of a column of a table.
    fn of(column: &Column) -> Self {
        if column.is_list {
            let items = ListBuilder::new(StringBuilder::new());
            return Self::List(items.with_field(item_field(DataType::Utf8)));
        }
        Self::new(column.kind)
    }

    /// The cells so far, which are forgotten.
    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::List(own) => Arc::new(own.finish()),
            Self::Text(own) => Arc::new(own.finish()),
            Self::Int(own) => Arc::new(own.finish()),
            Self::Float(own) => Arc::new(own.finish()),
            Self::Bool(own) => Arc::new(own.finish()),
            Self::Day(own) => Arc::new(own.finish()),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::List(own) => own.len(),
            Self::Text(own) => own.len(),
            Self::Int(own) => own.len(),
            Self::Float(own) => own.len(),
            Self::Bool(own) => own.len(),
            Self::Day(own) => own.len(),
        }
    }

    fn text_bytes(&self) -> usize {
        match self {
            Self::Text(own) => own.values_slice().len(),
            Self::List(own) => own.values_ref().values_slice().len(),
            _ => 0,
        }
    }

    /// Adds a cell as tables of text have it; empty is null. What was expected where it is none.
    fn read(&mut self, cell: &str) -> Result<(), &'static str> {
        fn parsed<T: std::str::FromStr>(
            cell: &str,
            expected: &'static str,
        ) -> Result<Option<T>, &'static str> {
            if cell.is_empty() { Ok(None) } else { cell.parse().map(Some).map_err(|_| expected) }
        }
        match self {
            Self::Text(own) => own.append_option((!cell.is_empty()).then_some(cell)),
            Self::List(own) => push_list(own, items_of(cell)),
            Self::Int(own) => own.append_option(parsed(cell, "a whole number")?),
            Self::Float(own) => own.append_option(parsed(cell, "a number")?),
            Self::Bool(own) => own.append_option(parsed(cell, "true or false")?),
            Self::Day(own) => {
                own.append_option(parsed(cell, "a day, YYYY-MM-DD")?.map(days_since_1970));
            }
        }
        Ok(())
    }
}

/// Adds a list; an empty one is null.
fn push_list<'a>(own: &mut ListBuilder<StringBuilder>, items: impl Iterator<Item = &'a str>) {
    let mut count = 0;
    for item in items {
        own.values().append_value(item);
        count += 1;
    }
    own.append(count > 0);
}

fn days_since_1970(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}

impl ArrowRows {
    /// No rows of `table` yet.
    pub(crate) fn new(table: Table) -> Self {
        let columns = table.columns().iter().map(ColumnBuilder::of).collect();
        Self { table, columns, buffer: String::new() }
    }

    /// The rows so far, which are forgotten.
    ///
    /// # Errors
    /// When a cell is null whose column is declared to have no nulls.
    pub(crate) fn finish(&mut self) -> Result<RecordBatch, ArrowError> {
        let columns = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        RecordBatch::try_new(self.table.arrow_schema(), columns)
    }

    /// The builder of a column, whose cell is next.
    fn at<C: Columns>(&mut self, column: C) -> &mut ColumnBuilder {
        debug_assert_eq!(C::TABLE, self.table, "{column:?}");
        &mut self.columns[column.position()]
    }

    fn push_text<C: Columns>(&mut self, column: C, value: Option<&str>) {
        let value = value.filter(|value| !value.is_empty());
        if let ColumnBuilder::Text(own) = self.at(column) {
            own.append_option(value);
        }
    }
}

impl Cells for ArrowRows {
    fn text<C: Columns>(&mut self, column: C, value: Option<&str>) {
        self.push_text(column, value);
    }

    fn list<'a, C: Columns>(&mut self, column: C, items: impl Iterator<Item = &'a str>) {
        let mut list = std::mem::take(&mut self.buffer);
        list.clear();
        push_joined(&mut list, items);
        if let ColumnBuilder::List(own) = self.at(column) {
            push_list(own, items_of(&list));
        }
        self.buffer = list;
    }

    fn id<C: Columns>(&mut self, column: C, value: impl Display) {
        let mut id = std::mem::take(&mut self.buffer);
        id.clear();
        // Writing to memory does not fail.
        let _ = write!(id, "{value}");
        self.push_text(column, Some(&id));
        self.buffer = id;
    }

    fn int<C: Columns>(&mut self, column: C, value: i64) {
        if let ColumnBuilder::Int(own) = self.at(column) {
            own.append_value(value);
        }
    }

    fn float<C: Columns>(&mut self, column: C, value: Option<f64>) {
        let value = value.filter(|value| value.is_finite());
        if let ColumnBuilder::Float(own) = self.at(column) {
            // no -0
            own.append_option(value.map(|value| significant(value) + 0.0));
        }
    }

    fn decimal<C: Columns>(&mut self, column: C, value: Option<Decimal>) {
        // by its digits, as readers of the other formats do
        let nearest = value.and_then(|value| {
            let mut digits = Vec::new();
            push_decimal(value, &mut digits);
            str::from_utf8(&digits).ok()?.parse().ok()
        });
        if let ColumnBuilder::Float(own) = self.at(column) {
            own.append_option(nearest);
        }
    }

    fn bool<C: Columns>(&mut self, column: C, value: Option<bool>) {
        if let ColumnBuilder::Bool(own) = self.at(column) {
            own.append_option(value);
        }
    }

    fn day<C: Columns>(&mut self, column: C, value: Option<Date>) {
        if let ColumnBuilder::Day(own) = self.at(column) {
            own.append_option(value.map(days_since_1970));
        }
    }
}

impl RowCells for ArrowRows {
    fn end_row(&mut self) {
        // a cell of the wrong kind would have left its column behind
        debug_assert!(
            self.columns.iter().all(|column| column.len() == self.columns[0].len()),
            "a row of {}",
            self.table.name()
        );
    }
}

/// Reads a table that was written, in any format; `index` is the name of a further index.
///
/// # Errors
/// When it is not there, lacks columns, or a cell is not of its column's kind.
pub fn read_batches(
    folder: &Path,
    table: Table,
    index: Option<&str>,
) -> Result<Vec<RecordBatch>, TableError> {
    let opened = reader::Opened::open(folder, table, index)?;
    let mut rows = ArrowRows::new(table);
    let mut batches = Vec::new();
    let bad = |line: u64, problem: String| TableError::Row {
        path: opened.path.to_path_buf(),
        line,
        problem,
    };
    let mut last = 0;
    let mut own = KeptCells::new(&opened.kept);
    for record in opened.records {
        let (line, cells) = record?;
        last = line;
        for ((column, own), place) in
            table.columns().iter().zip(&mut rows.columns).zip(&*opened.places)
        {
            let cell = cells.get(*place).unwrap_or("");
            own.read(cell).map_err(|expected| {
                let shown: String = cell.chars().take(60).collect();
                bad(line, format!("{} `{shown}`: expected {expected}", column.name))
            })?;
        }
        own.push(&cells);
        if rows.columns[0].len() >= BATCH_ROWS
            || rows.columns.iter().any(|column| column.text_bytes() >= BATCH_BYTES)
        {
            batches.push(rows.finish().map_err(|error| bad(line, error.to_string()))?);
        }
    }
    if rows.columns[0].len() > 0 || batches.is_empty() {
        batches.push(rows.finish().map_err(|error| bad(last, error.to_string()))?);
    }
    own.beside(batches).map_err(|error| bad(last, error.to_string()))
}

/// The cells of columns of the input, whose kinds are known when all are read.
struct KeptCells<'a> {
    columns: &'a [(String, usize)],
    kinds: KeptKinds,
    cells: Vec<Vec<String>>,
}

impl<'a> KeptCells<'a> {
    fn new(columns: &'a [(String, usize)]) -> Self {
        let kinds = KeptKinds::new(columns.iter().map(|(name, _)| name.as_str()));
        Self { columns, kinds, cells: vec![Vec::new(); columns.len()] }
    }

    fn push(&mut self, record: &csv::StringRecord) {
        for (n, (_, place)) in self.columns.iter().enumerate() {
            let cell = record.get(*place).unwrap_or_default();
            if !cell.is_empty() {
                self.kinds.note(n, cell);
            }
            self.cells[n].push(cell.to_owned());
        }
    }

    /// The batches with these columns after their own.
    fn beside(self, batches: Vec<RecordBatch>) -> Result<Vec<RecordBatch>, ArrowError> {
        if self.columns.is_empty() {
            return Ok(batches);
        }
        let kinds: Vec<Kind> = self.kinds.columns().into_iter().map(|column| column.kind).collect();
        let mut from = 0;
        let with = |batch: RecordBatch| {
            let end = from + batch.num_rows();
            let mut fields = batch.schema().fields().to_vec();
            let mut columns = batch.columns().to_vec();
            for (n, (name, _)) in self.columns.iter().enumerate() {
                let mut builder = ColumnBuilder::new(kinds[n]);
                for cell in &self.cells[n][from..end] {
                    builder.read(cell).map_err(|e| ArrowError::ParseError(e.to_owned()))?;
                }
                fields.push(Arc::new(Field::new(name, data_type(kinds[n]), true)));
                columns.push(builder.finish());
            }
            from = end;
            RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
        };
        batches.into_iter().map(with).collect()
    }
}

#[cfg(test)]
mod tests;
