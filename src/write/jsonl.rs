//! One JSON object a line, keys in the order of the columns.

use std::io::Write as _;

use rust_decimal::Decimal;

use super::cells::Cells;

/// Rows of one table as JSON lines.
#[derive(Debug)]
pub(super) struct JsonRows {
    columns: &'static [&'static str],
    next: usize,
    bytes: Vec<u8>,
}

impl JsonRows {
    pub(super) const fn new(columns: &'static [&'static str], bytes: Vec<u8>) -> Self {
        Self { columns, next: 0, bytes }
    }

    pub(super) fn end_row(&mut self) {
        self.bytes.extend_from_slice(if self.next == 0 { b"{}\n" } else { b"}\n" });
        self.next = 0;
    }

    pub(super) const fn byte_len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    fn key(&mut self) {
        self.bytes.push(if self.next == 0 { b'{' } else { b',' });
        let name = self.columns.get(self.next).copied().unwrap_or("");
        self.next += 1;
        // Writing to memory does not fail.
        drop(write!(self.bytes, "\"{name}\":"));
    }

    fn raw(&mut self, value: Option<impl std::fmt::Display>) {
        self.key();
        match value {
            Some(value) => drop(write!(self.bytes, "{value}")),
            None => self.bytes.extend_from_slice(b"null"),
        }
    }
}

impl Cells for JsonRows {
    fn text(&mut self, value: Option<&str>) {
        self.key();
        drop(serde_json::to_writer(&mut self.bytes, &value));
    }

    fn code(&mut self, value: Option<&str>) {
        self.text(value);
    }

    fn int(&mut self, value: Option<i64>) {
        self.raw(value);
    }

    fn float(&mut self, value: Option<f64>) {
        self.raw(value.filter(|v| v.is_finite()).map(|v| v + 0.0));
    }

    fn decimal(&mut self, value: Option<Decimal>) {
        self.raw(value.map(|v| v.normalize()));
    }

    fn bool(&mut self, value: Option<bool>) {
        self.raw(value);
    }
}
