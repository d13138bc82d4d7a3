//! CSV by RFC 4180, UTF-8, line feeds.

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::cells::Cells;

/// Rows of one table as CSV.
#[derive(Debug)]
pub(super) struct CsvRows {
    writer: csv::Writer<Vec<u8>>,
    number: String,
}

impl CsvRows {
    pub(super) fn new(buffer: Vec<u8>) -> Self {
        Self { writer: csv::WriterBuilder::new().flexible(true).from_writer(buffer), number: String::new() }
    }

    pub(super) fn end_row(&mut self) {
        // Writing to memory does not fail.
        drop(self.writer.write_record(None::<&[u8]>));
    }

    pub(super) fn byte_len(&mut self) -> usize {
        // Writing to memory does not fail.
        drop(self.writer.flush());
        self.writer.get_ref().len()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.writer.into_inner().unwrap_or_default()
    }

    fn field(&mut self, value: &str) {
        drop(self.writer.write_field(value));
    }

    fn formatted(&mut self, value: impl std::fmt::Display) {
        self.number.clear();
        let _ = write!(self.number, "{value}");
        drop(self.writer.write_field(&self.number));
    }
}

/// Words as a cell that a spreadsheet shows and does not run.
#[must_use]
pub fn shown(value: &str) -> std::borrow::Cow<'_, str> {
    if is_formula_like(value) { format!("'{value}").into() } else { value.into() }
}

/// A spreadsheet runs cells that begin like this as formulas.
fn is_formula_like(value: &str) -> bool {
    value.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

impl Cells for CsvRows {
    fn text(&mut self, value: Option<&str>) {
        self.field(&shown(value.unwrap_or("")));
    }

    fn code(&mut self, value: Option<&str>) {
        self.field(value.unwrap_or(""));
    }

    fn int(&mut self, value: Option<i64>) {
        match value {
            Some(value) => self.formatted(value),
            None => self.field(""),
        }
    }

    fn float(&mut self, value: Option<f64>) {
        match value.filter(|v| v.is_finite()) {
            Some(value) => self.formatted(value + 0.0),
            None => self.field(""),
        }
    }

    fn decimal(&mut self, value: Option<Decimal>) {
        match value {
            Some(value) => self.formatted(value.normalize()),
            None => self.field(""),
        }
    }

    fn bool(&mut self, value: Option<bool>) {
        self.field(match value {
            Some(true) => "true",
            Some(false) => "false",
            None => "",
        });
    }
}
