//! One JSON object a line, keys in the order of the columns.

use std::io::Write as _;

use jiff::civil::Date;
#[cfg(feature = "parquet")]
use memchr::memchr2_iter;
use rust_decimal::Decimal;

use super::{
    cells::Cells,
    table::{Kind, Table},
};

/// Rows of one table as JSON lines.
#[derive(Debug)]
pub(super) struct JsonRows {
    columns: &'static [&'static str],
    kinds: &'static [Kind],
    next: usize,
    bytes: Vec<u8>,
}

impl JsonRows {
    /// Rows that hold only the columns from `first` on.
    pub(super) fn new(table: Table, first: usize, bytes: Vec<u8>) -> Self {
        Self { columns: &table.columns()[first..], kinds: &table.kinds()[first..], next: 0, bytes }
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

    fn key(&mut self, kind: Kind) {
        debug_assert_eq!(
            self.kinds.get(self.next),
            Some(&kind),
            "kind of {:?}",
            self.columns.get(self.next)
        );
        self.bytes.push(if self.next == 0 { b'{' } else { b',' });
        let name = self.columns.get(self.next).copied().unwrap_or("");
        self.next += 1;
        // Writing to memory does not fail.
        drop(write!(self.bytes, "\"{name}\":"));
    }

    fn raw(&mut self, kind: Kind, value: Option<impl std::fmt::Display>) {
        self.key(kind);
        match value {
            Some(value) => drop(write!(self.bytes, "{value}")),
            None => self.bytes.extend_from_slice(b"null"),
        }
    }
}

impl Cells for JsonRows {
    fn text(&mut self, value: Option<&str>) {
        self.key(Kind::Text);
        // Writing to memory does not fail.
        drop(serde_json::to_writer(&mut self.bytes, &value));
    }

    fn code(&mut self, value: Option<&str>) {
        self.text(value);
    }

    fn int(&mut self, value: Option<i64>) {
        self.raw(Kind::Int, value);
    }

    fn float(&mut self, value: Option<f64>) {
        self.raw(Kind::Float, value.filter(|v| v.is_finite()).map(|v| v + 0.0));
    }

    fn decimal(&mut self, value: Option<Decimal>) {
        self.raw(Kind::Decimal, value.map(|v| v.normalize()));
    }

    fn bool(&mut self, value: Option<bool>) {
        self.raw(Kind::Bool, value);
    }

    fn date(&mut self, value: Option<Date>) {
        self.key(Kind::Day);
        match value {
            Some(date) => drop(write!(self.bytes, "\"{date}\"")),
            None => self.bytes.extend_from_slice(b"null"),
        }
    }
}

#[cfg(feature = "parquet")]
/// The cells of a row that [`JsonRows`] wrote, as they stand there; `None` where it is no such row.
pub(super) fn cells<'a>(
    row: &'a str,
    columns: &[&str],
    mut each: impl FnMut(usize, &'a str) -> Option<()>,
) -> Option<()> {
    let mut rest = row;
    for (n, name) in columns.iter().enumerate() {
        rest = rest
            .strip_prefix(if n == 0 { '{' } else { ',' })?
            .strip_prefix('"')?
            .strip_prefix(name)?
            .strip_prefix("\":")?;
        let end = match rest.strip_prefix('"') {
            Some(text) => end_of_text(text)? + 2,
            None => rest.find([',', '}'])?,
        };
        each(n, &rest[..end])?;
        rest = &rest[end..];
    }
    (rest == "}").then_some(())
}

#[cfg(feature = "parquet")]
/// Where the mark stands that ends a text: the first that is not escaped.
fn end_of_text(text: &str) -> Option<usize> {
    let mut escaped = None;
    for at in memchr2_iter(b'"', b'\\', text.as_bytes()) {
        if escaped == Some(at) {
            continue;
        }
        if text.as_bytes()[at] == b'"' {
            return Some(at);
        }
        escaped = Some(at + 1);
    }
    None
}

#[cfg(all(test, feature = "parquet"))]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_back_cell_by_cell() {
        let read = |row: &str| {
            let mut found = Vec::new();
            cells(row, &["a", "b"], |_, cell| {
                found.push(cell.to_owned());
                Some(())
            })
            .map(|()| found)
        };
        assert_eq!(read(r#"{"a":null,"b":1.5}"#).unwrap(), ["null", "1.5"]);
        assert_eq!(read(r#"{"a":"x,\\\"}","b":"\\"}"#).unwrap(), [r#""x,\\\"}""#, r#""\\""#]);
        for bad in [
            "",
            "{}",
            r#"{"a":1}"#,
            r#"{"b":1,"a":2}"#,
            r#"{"a":1,"b":2,"c":3}"#,
            r#"{"a":1,"b":"x"#,
            r#"{"a":1,"b":"x\"}"#,
        ] {
            assert!(read(bad).is_none(), "{bad}");
        }
    }
}
