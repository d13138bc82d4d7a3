//! Parquet: the columns that mean something, row group by row group.

use std::{
    borrow::Cow,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use jiff::{Timestamp, Unit, civil::Date};
use parquet::{
    basic::{LogicalType, TimeUnit},
    file::{
        reader::{ChunkReader, FileReader},
        serialized_reader::SerializedFileReader,
    },
    record::{Field as Value, List, Row, reader::RowIter},
    schema::types::Type,
};

use super::{
    Context, Sink, charset,
    field::Field,
    field_names::is_wrapper,
    fields::{Fields, RecordLocation, names_of_text},
    json_record,
};
use crate::model::Reason;

/// Rows that are decoded at a time.
const BATCH: usize = 128;

/// Reads one article a row. Locators end in the row's number, from 1.
pub(super) fn read(
    bytes: impl ChunkReader + 'static,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut row = 0_u64;
    // damaged files make the decoders of this crate panic here and there
    match catch_unwind(AssertUnwindSafe(|| read_rows(bytes, &mut row, context, sink))) {
        Ok(Ok(flow)) => flow,
        Ok(Err(damage)) => sink.reject(damage.reject(row, context)),
        Err(_) => sink.reject(
            Damage { reason: Reason::DamagedFile, detail: "a page cannot be decoded".to_owned() }
                .reject(row, context),
        ),
    }
}

struct Damage {
    reason: Reason,
    detail: String,
}

impl Damage {
    fn reject(self, row: u64, context: &Context<'_>) -> crate::model::Reject {
        let detail = if self.reason == Reason::DamagedFile {
            format!(
                "the Parquet file is damaged after row {row}: {}; what stood before was read",
                self.detail
            )
        } else {
            self.detail
        };
        context.reject_file(self.reason, detail)
    }
}

impl From<parquet::errors::ParquetError> for Damage {
    fn from(error: parquet::errors::ParquetError) -> Self {
        Self { reason: Reason::DamagedFile, detail: error.to_string() }
    }
}

fn read_rows<R>(
    bytes: R,
    row: &mut u64,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> Result<ControlFlow<()>, Damage>
where
    R: ChunkReader + 'static,
{
    let file = SerializedFileReader::new(bytes)?;
    let schema = file.metadata().file_metadata().schema();
    let columns = Columns::new(schema, context)?;
    for group in 0..file.num_row_groups() {
        let group = file.get_row_group(group)?;
        for record in RowIter::from_row_group(Some(columns.projection.clone()), &*group)?
            .with_batch_size(BATCH)
        {
            let record = record?;
            *row += 1;
            if sink.record(columns.record(record, *row, context)).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
    }
    if *row == 0 {
        return Err(Damage { reason: Reason::Empty, detail: "no row in it".to_owned() });
    }
    Ok(ControlFlow::Continue(()))
}

/// The columns that are read.
struct Columns {
    projection: Type,
    fields: Vec<FieldColumn>,
}

struct FieldColumn {
    /// What the column is; `None` where it holds fields.
    field: Option<(Field, u8)>,
    name: String,
    /// Whether its numbers count nanoseconds, which the rows do not say.
    is_nanoseconds: bool,
}

impl Columns {
    fn new(schema: &Type, context: &Context<'_>) -> Result<Self, Damage> {
        let (mut types, mut fields) = (Vec::new(), Vec::new());
        for column in schema.get_fields() {
            let map = &context.options.fields;
            let field = map.field(column.name());
            let holds_fields =
                column.is_group() && (map.leads_into(column.name()) || is_wrapper(column.name()));
            if field.is_none() && !holds_fields {
                continue;
            }
            let unit = column.get_basic_info().logical_type_ref();
            let is_nanoseconds =
                matches!(unit, Some(LogicalType::Timestamp(t)) if t.unit == TimeUnit::NANOS);
            fields.push(FieldColumn { field, name: column.name().to_owned(), is_nanoseconds });
            types.push(Arc::clone(column));
        }
        let is_news = |column: &FieldColumn| {
            column.field.is_none_or(|(field, _)| matches!(field, Field::Text | Field::Title))
        };
        if !fields.iter().any(is_news) {
            let detail = names_of_text(schema.get_fields().iter().map(|column| column.name()));
            return Err(Damage { reason: Reason::MissingText, detail });
        }
        let projection = Type::group_type_builder(schema.name()).with_fields(types).build()?;
        Ok(Self { projection, fields })
    }

    fn record(&self, row: Row, number: u64, context: &Context<'_>) -> super::Record {
        let mut fields = Fields::default();
        let mut bytes = 0;
        for ((_, value), column) in row.into_columns().into_iter().zip(&self.fields) {
            let is_list_of_fields = |list: &List| {
                list.elements().first().is_some_and(|first| matches!(first, Value::Group(_)))
            };
            let holds_fields = match &value {
                Value::Group(_) => true,
                Value::ListInternal(list) => is_list_of_fields(list),
                _ => false,
            };
            if holds_fields {
                let record = serde_json::json!({ column.name.as_str(): json(&value) });
                bytes += record.to_string().len() as u64;
                if let Ok(inner) = json_record::read(record, &context.options.fields) {
                    fields.take_in(inner, 0);
                }
                continue;
            }
            let value = match value {
                Value::Bytes(raw) => {
                    let (text, replaced) = charset::into_text(raw.data().to_vec(), None);
                    fields.replaced += replaced;
                    text
                }
                Value::Long(nanoseconds) if column.is_nanoseconds => {
                    instant(Timestamp::from_nanosecond(i128::from(nanoseconds))).unwrap_or_default()
                }
                value => column.field.and_then(|(field, _)| text(value, field)).unwrap_or_default(),
            };
            bytes += value.len() as u64;
            if let Some(field) = column.field {
                fields.put(field, Cow::Owned(value));
            }
        }
        let location =
            RecordLocation { locator: format!("{}#{number}", context.locator), bytes, stem: None };
        if bytes > context.options.max_record_bytes as u64 {
            let detail = format!(
                "row {number} has {bytes} bytes; the limit is {}",
                context.options.max_record_bytes
            );
            return Err(context.reject(location.locator, Reason::TooLarge, detail, bytes));
        }
        fields.into_record(location, context)
    }
}

/// A value as JSON has it: fields in fields are found as they are there.
fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Group(row) => row
            .get_column_iter()
            .map(|(name, value)| (name.clone(), json(value)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::ListInternal(list) => list.elements().iter().map(json).collect(),
        Value::Bytes(raw) => String::from_utf8_lossy(raw.data()).into_owned().into(),
        Value::Int(n) => (*n).into(),
        Value::Long(n) => (*n).into(),
        other => text(other.clone(), Field::Date).into(),
    }
}

/// A value as JSON would have it: numbers (not for the text itself), members of lists.
fn text(value: Value, field: Field) -> Option<String> {
    let number = |number: String| (field != Field::Text).then_some(number);
    match value {
        Value::Str(text) => Some(text),
        Value::Date(days) => Date::constant(1970, 1, 1)
            .checked_add(jiff::Span::new().try_days(days).ok()?)
            .ok()
            .map(|d| d.to_string()),
        Value::TimestampMillis(millis) => instant(Timestamp::from_millisecond(millis)),
        Value::TimestampMicros(micros) => instant(Timestamp::from_microsecond(micros)),
        Value::ListInternal(list) => {
            let separator = if field == Field::Text { "\n" } else { ", " };
            let members: Vec<String> =
                list.elements().iter().filter_map(|v| text(v.clone(), field)).collect();
            Some(members.join(separator))
        }
        Value::Int(n) => number(n.to_string()),
        Value::Long(n) => number(n.to_string()),
        Value::UInt(n) => number(n.to_string()),
        Value::ULong(n) => number(n.to_string()),
        Value::Double(n) => number(n.to_string()),
        Value::Float(n) => number(n.to_string()),
        Value::Bool(flag) if field == Field::Kept => Some(flag.to_string()),
        _ => None,
    }
}

/// An instant in the form that dates are read in; without parts of a second that are zero.
fn instant(time: Result<Timestamp, jiff::Error>) -> Option<String> {
    let time = time.ok()?;
    Some(time.round(Unit::Microsecond).unwrap_or(time).to_string())
}
