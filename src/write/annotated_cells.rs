//! The cells of a row as the fields of an annotation.

use std::fmt::Display;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{cells::Cells, table::Columns};

/// Takes the cells whose columns are declared with a key of annotations.
#[derive(Debug, Default)]
pub(super) struct AnnotatedCells(pub(super) Map<String, Value>);

impl AnnotatedCells {
    fn put<C: Columns>(&mut self, column: C, value: impl FnOnce() -> Value) {
        if let Some(key) = column.column().annotated_as {
            self.0.insert(key.to_owned(), value());
        }
    }
}

impl Cells for AnnotatedCells {
    fn text<C: Columns>(&mut self, column: C, value: Option<&str>) {
        self.put(column, || json!(value));
    }

    fn list<'a, C: Columns>(&mut self, column: C, items: impl Iterator<Item = &'a str>) {
        self.put(column, || items.collect());
    }

    fn id<C: Columns>(&mut self, column: C, value: impl Display) {
        self.put(column, || json!(value.to_string()));
    }

    fn int<C: Columns>(&mut self, column: C, value: i64) {
        self.put(column, || json!(value));
    }

    fn float<C: Columns>(&mut self, column: C, value: Option<f64>) {
        self.put(column, || json!(value));
    }

    fn decimal<C: Columns>(&mut self, column: C, value: Option<Decimal>) {
        self.put(column, || json!(value.map(number)));
    }

    fn bool<C: Columns>(&mut self, column: C, value: Option<bool>) {
        self.put(column, || json!(value));
    }

    fn day<C: Columns>(&mut self, column: C, value: Option<Date>) {
        self.put(column, || json!(value.map(|day| day.to_string())));
    }
}

/// An exact number as JSON has it: whole where it is.
pub(super) fn number(value: Decimal) -> Value {
    use rust_decimal::prelude::ToPrimitive;
    let value = value.normalize();
    if value.scale() == 0
        && let Some(whole) = value.to_i64()
    {
        return json!(whole);
    }
    json!(value.to_string().parse::<f64>().unwrap_or(f64::NAN))
}
