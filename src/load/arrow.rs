//! Articles that are in memory: rows of Arrow record batches, and single objects.

use std::borrow::Cow;

use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, RecordBatch,
    cast::AsArray as _,
    types::{
        Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
        Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
        TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
    },
};
use arrow_schema::{DataType, Schema, TimeUnit};
use jiff::{Timestamp, Unit, civil::Time, tz::TimeZone};
use serde_json::Value;

use super::{
    LoadError, Options, Record, charset,
    context::Context,
    field::Field,
    field_names::is_wrapper,
    fields::{Fields, RecordLocation, names_of_text},
    json_record,
    names_seen::setting_of,
};
use crate::model::Reason;

/// What locators of records in memory begin with; their numbers follow, from 1.
const LOCATOR: &str = "batch";

/// Reads the rows of record batches as articles, by the names of their columns as the rows of files
/// are read.
///
/// ```
/// use arrow_array::{RecordBatch, StringArray};
/// use newsvane::load::{BatchReader, Options};
/// use std::sync::Arc;
/// let texts = StringArray::from(vec!["Oats rose 3%."]);
/// let batch = RecordBatch::try_from_iter([("body", Arc::new(texts) as _)])?;
/// let reader = BatchReader::new(&batch.schema(), &Options::default())?;
/// assert_eq!(reader.record(&batch, 0, 1).unwrap().text, "Oats rose 3%.");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct BatchReader {
    columns: Vec<FieldColumn>,
    options: Options,
}

#[derive(Debug)]
struct FieldColumn {
    place: usize,
    name: String,
    /// What the column is; `None` where it holds fields.
    field: Option<(Field, u8)>,
}

impl BatchReader {
    /// Chooses the columns that mean something.
    ///
    /// # Errors
    /// When no column holds the text, or one is missing that `options` map to a field.
    pub fn new(schema: &Schema, options: &Options) -> Result<Self, LoadError> {
        let map = &options.fields;
        let names = || schema.fields().iter().map(|column| column.name().as_str());
        let is_missing = |(_, name): &(&str, &str)| {
            let top = name.split('.').next().unwrap_or_default();
            !names().any(|own| own.eq_ignore_ascii_case(name) || own.eq_ignore_ascii_case(top))
        };
        if let Some((field, name)) = map.wanted().find(is_missing) {
            let found = names().collect::<Vec<_>>().join(", ");
            return Err(LoadError::NoSuchField { setting: setting_of(field, name), found });
        }
        let mut columns = Vec::new();
        for (place, column) in schema.fields().iter().enumerate() {
            let field = map.field(column.name());
            let holds_fields = matches!(column.data_type(), DataType::Struct(_))
                && (map.leads_into(column.name()) || is_wrapper(column.name()));
            if field.is_some() || holds_fields {
                columns.push(FieldColumn { place, name: column.name().clone(), field });
            }
        }
        let is_news = |column: &FieldColumn| {
            column.field.is_none_or(|(field, _)| matches!(field, Field::Text | Field::Title))
        };
        if !columns.iter().any(is_news) {
            return Err(LoadError::NoText { message: names_of_text(names()) });
        }
        Ok(Self { columns, options: options.clone() })
    }

    /// The article in a row, or why there is none; `number` is that of the record, from 1.
    ///
    /// # Errors
    /// When there is no article; the error is the row of `rejects`.
    pub fn record(&self, batch: &RecordBatch, row: usize, number: u64) -> Record {
        let (fields, bytes) = self.fields(batch, row);
        into_record(fields, number, bytes, &self.options)
    }

    /// The same of a table in a file.
    #[cfg(feature = "feather")]
    pub(super) fn record_of_file(
        &self,
        batch: &RecordBatch,
        row: usize,
        number: u64,
        context: &Context<'_>,
    ) -> Record {
        let (fields, bytes) = self.fields(batch, row);
        let locator = format!("{}#{number}", context.locator);
        locate(fields, RecordLocation { locator, bytes, stem: None }, number, context)
    }

    /// The cells of a row that mean something, and their bytes.
    fn fields<'b>(&self, batch: &'b RecordBatch, row: usize) -> (Fields<'b>, u64) {
        let mut fields = Fields::default();
        let mut bytes = 0;
        for column in &self.columns {
            let Some(array) = batch.columns().get(column.place) else { continue };
            let Some((field, rank)) = column.field.filter(|_| !holds_fields(array)) else {
                let record = serde_json::json!({ column.name.as_str(): value(array, row) });
                bytes += record.to_string().len() as u64;
                if let Ok(inner) = json_record::read(record, &self.options.fields) {
                    fields.take_in(inner, 0);
                }
                continue;
            };
            let words = match cell(array, row) {
                Cell::Text(text) => Cow::Borrowed(text),
                Cell::Bytes(raw) => {
                    let (text, replaced) = charset::into_text(raw.to_vec(), None);
                    fields.replaced += replaced;
                    Cow::Owned(text)
                }
                other => Cow::Owned(other.words(field)),
            };
            bytes += words.len() as u64;
            fields.put((field, rank), words);
        }
        (fields, bytes)
    }
}

/// Reads an object as an article: its names mean what those of a line of JSON mean.
///
/// # Errors
/// When there is no article; the error is the row of `rejects`.
pub fn read_object(object: Value, number: u64, options: &Options) -> Record {
    let bytes = object.to_string().len() as u64;
    let fields = json_record::read(object, &options.fields).unwrap_or_default();
    into_record(fields, number, bytes, options)
}

fn into_record(fields: Fields<'_>, number: u64, bytes: u64, options: &Options) -> Record {
    let context = Context::new(LOCATOR, LOCATOR.as_ref(), bytes, options);
    let location = RecordLocation { locator: format!("{LOCATOR}#{number}"), bytes, stem: None };
    locate(fields, location, number, &context)
}

/// Fields as the record of a place, if they are not too long.
fn locate(
    fields: Fields<'_>,
    location: RecordLocation,
    number: u64,
    context: &Context<'_>,
) -> Record {
    let limit = context.options.max_record_bytes;
    if location.bytes > limit as u64 {
        let bytes = location.bytes;
        let detail = format!("row {number} has {bytes} bytes; the limit is {limit}");
        return Err(context.reject(location.locator, Reason::TooLarge, detail, bytes));
    }
    fields.into_record(location, context)
}

/// Whether its cells hold fields of their own.
fn holds_fields(array: &ArrayRef) -> bool {
    match array.data_type() {
        DataType::Struct(_) => true,
        DataType::List(item) | DataType::LargeList(item) => {
            matches!(item.data_type(), DataType::Struct(_))
        }
        _ => false,
    }
}

/// A cell, as far as records have such.
enum Cell<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
    /// A number, by its digits.
    Number(String),
    /// A day or an instant.
    Time(String),
    List(ArrayRef),
    /// Null, or nothing that records have.
    Nothing,
}

impl Cell<'_> {
    /// As JSON would have it for this field: numbers (not for the text itself), members of lists.
    fn words(self, field: Field) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            Self::Bytes(raw) => charset::into_text(raw.to_vec(), None).0,
            Self::Number(digits) if field != Field::Text => digits,
            Self::Time(stamp) => stamp,
            Self::List(members) => {
                let members: Vec<String> = (0..members.len())
                    .map(|n| cell(&members, n).words(field))
                    .filter(|words| !words.is_empty())
                    .collect();
                members.join(if field == Field::Text { "\n" } else { ", " })
            }
            Self::Number(_) | Self::Nothing => String::new(),
        }
    }
}

fn cell(array: &ArrayRef, row: usize) -> Cell<'_> {
    if array.is_null(row) {
        return Cell::Nothing;
    }
    match array.data_type() {
        DataType::Utf8 => Cell::Text(array.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => Cell::Text(array.as_string::<i64>().value(row)),
        DataType::Utf8View => Cell::Text(array.as_string_view().value(row)),
        DataType::Binary => Cell::Bytes(array.as_binary::<i32>().value(row)),
        DataType::LargeBinary => Cell::Bytes(array.as_binary::<i64>().value(row)),
        DataType::BinaryView => Cell::Bytes(array.as_binary_view().value(row)),
        DataType::Dictionary(..) => of_dictionary(array, row),
        DataType::List(_) => Cell::List(array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => Cell::List(array.as_list::<i64>().value(row)),
        DataType::Int8 => number::<Int8Type>(array, row),
        DataType::Int16 => number::<Int16Type>(array, row),
        DataType::Int32 => number::<Int32Type>(array, row),
        DataType::Int64 => number::<Int64Type>(array, row),
        DataType::UInt8 => number::<UInt8Type>(array, row),
        DataType::UInt16 => number::<UInt16Type>(array, row),
        DataType::UInt32 => number::<UInt32Type>(array, row),
        DataType::UInt64 => number::<UInt64Type>(array, row),
        DataType::Float32 => number::<Float32Type>(array, row),
        DataType::Float64 => number::<Float64Type>(array, row),
        _ => time(array, row).map_or(Cell::Nothing, Cell::Time),
    }
}

/// A categorical column stores each of its words once.
fn of_dictionary(array: &ArrayRef, row: usize) -> Cell<'_> {
    let Some(dictionary) = array.as_any_dictionary_opt() else { return Cell::Nothing };
    let key = match cell_of_key(dictionary.keys(), row) {
        Some(key) if key < dictionary.values().len() => key,
        _ => return Cell::Nothing,
    };
    cell(dictionary.values(), key)
}

fn cell_of_key(keys: &dyn Array, row: usize) -> Option<usize> {
    macro_rules! key {
        ($type:ty) => {
            usize::try_from(keys.as_primitive::<$type>().value(row)).ok()
        };
    }
    match keys.data_type() {
        DataType::Int8 => key!(Int8Type),
        DataType::Int16 => key!(Int16Type),
        DataType::Int32 => key!(Int32Type),
        DataType::Int64 => key!(Int64Type),
        DataType::UInt8 => key!(UInt8Type),
        DataType::UInt16 => key!(UInt16Type),
        DataType::UInt32 => key!(UInt32Type),
        DataType::UInt64 => key!(UInt64Type),
        _ => None,
    }
}

fn number<T: ArrowPrimitiveType<Native: ToString>>(array: &ArrayRef, row: usize) -> Cell<'_> {
    Cell::Number(array.as_primitive::<T>().value(row).to_string())
}

/// A day, or an instant in the form that dates are read in. A time that names no zone keeps none;
/// midnight of such a column is how data frames write a day alone.
fn time(array: &ArrayRef, row: usize) -> Option<String> {
    let (instant, has_zone) = match array.data_type() {
        DataType::Date32 => {
            let days = i64::from(array.as_primitive::<Date32Type>().value(row));
            (Timestamp::from_second(days.checked_mul(86_400)?), false)
        }
        DataType::Date64 => {
            (Timestamp::from_millisecond(array.as_primitive::<Date64Type>().value(row)), false)
        }
        DataType::Timestamp(unit, zone) => {
            let instant = match unit {
                TimeUnit::Second => {
                    Timestamp::from_second(array.as_primitive::<TimestampSecondType>().value(row))
                }
                TimeUnit::Millisecond => Timestamp::from_millisecond(
                    array.as_primitive::<TimestampMillisecondType>().value(row),
                ),
                TimeUnit::Microsecond => Timestamp::from_microsecond(
                    array.as_primitive::<TimestampMicrosecondType>().value(row),
                ),
                TimeUnit::Nanosecond => {
                    let nanoseconds = array.as_primitive::<TimestampNanosecondType>().value(row);
                    Timestamp::from_nanosecond(i128::from(nanoseconds))
                }
            };
            (instant, zone.is_some())
        }
        _ => return None,
    };
    let instant = instant.ok()?;
    let instant = instant.round(Unit::Microsecond).unwrap_or(instant);
    if has_zone {
        return Some(instant.to_string());
    }
    let civil = TimeZone::UTC.to_datetime(instant);
    Some(if civil.time() == Time::midnight() {
        civil.date().to_string()
    } else {
        civil.to_string()
    })
}

/// A cell as JSON has it: fields in fields are found as they are there.
fn value(array: &ArrayRef, row: usize) -> Value {
    if let Some(fields) = array.as_struct_opt().filter(|own| !own.is_null(row)) {
        let names = fields.column_names().into_iter().map(str::to_owned);
        return names
            .zip(fields.columns())
            .map(|(name, column)| (name, value(column, row)))
            .collect::<serde_json::Map<_, _>>()
            .into();
    }
    match cell(array, row) {
        Cell::Nothing => Value::Null,
        Cell::List(members) => (0..members.len()).map(|n| value(&members, n)).collect(),
        Cell::Number(digits) => serde_json::from_str(&digits).unwrap_or(Value::Null),
        other => other.words(Field::Text).into(),
    }
}

#[cfg(test)]
mod tests;
