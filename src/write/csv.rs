//! CSV by RFC 4180, UTF-8, line feeds; what spreadsheets of some countries need beyond that is
//! asked for.

use std::fmt::{Display, Write as _};

/// How CSV is written for spreadsheets that do not take it as the standard has it.
///
/// ```
/// use newsvane::write::Dialect;
/// let dialect = Dialect::parse(["bom", "semicolon", "decimal-comma"])?;
/// assert!(dialect.bom && dialect.decimal_comma && dialect.separator == b';');
/// assert!(Dialect::parse(["decimal-comma"]).is_err());
/// # Ok::<(), newsvane::write::DialectError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dialect {
    /// A byte order mark stands first, by which Excel knows UTF-8.
    pub bom: bool,
    /// Between cells: a comma, a semicolon or a tab.
    pub separator: u8,
    /// Numbers have a comma for their point.
    pub decimal_comma: bool,
}

impl Dialect {
    /// RFC 4180: commas, points, no mark.
    pub const PLAIN: Self = Self { bom: false, separator: b',', decimal_comma: false };

    /// The dialect with these traits: `bom`, `semicolon` or `tab`, `decimal-comma`.
    ///
    /// # Errors
    /// When a trait is unknown, or cells could not be told from numbers.
    pub fn parse<'a>(traits: impl IntoIterator<Item = &'a str>) -> Result<Self, DialectError> {
        let mut dialect = Self::PLAIN;
        for name in traits {
            match name {
                "bom" => dialect.bom = true,
                "semicolon" | "tab" if dialect.separator != b',' => {
                    return Err(DialectError::Separators);
                }
                "semicolon" => dialect.separator = b';',
                "tab" => dialect.separator = b'\t',
                "decimal-comma" => dialect.decimal_comma = true,
                _ => return Err(DialectError::Unknown(name.to_owned())),
            }
        }
        if dialect.decimal_comma && dialect.separator == b',' {
            return Err(DialectError::Commas);
        }
        Ok(dialect)
    }

    /// The traits that it has.
    #[must_use]
    pub fn traits(self) -> Vec<&'static str> {
        let separator = match self.separator {
            b';' => Some("semicolon"),
            b'\t' => Some("tab"),
            _ => None,
        };
        [self.bom.then_some("bom"), separator, self.decimal_comma.then_some("decimal-comma")]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// Why CSV cannot be written so.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DialectError {
    /// A trait that is none.
    #[error("`{0}` is none of bom, semicolon, tab, decimal-comma")]
    Unknown(String),
    /// Semicolons and tabs.
    #[error("semicolon and tab are both asked for; expected one of them")]
    Separators,
    /// A comma would end cells and split numbers.
    #[error("decimal-comma needs semicolon or tab between cells, such as semicolon,decimal-comma")]
    Commas,
}

/// Rows of one table as CSV.
#[derive(Debug)]
pub(super) struct CsvRows {
    writer: csv::Writer<Vec<u8>>,
    decimal_comma: bool,
    number: String,
}

impl CsvRows {
    pub(super) fn new(buffer: Vec<u8>, dialect: Dialect) -> Self {
        let writer = csv::WriterBuilder::new()
            .flexible(true)
            .delimiter(dialect.separator)
            .from_writer(buffer);
        Self { writer, decimal_comma: dialect.decimal_comma, number: String::new() }
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

    pub(super) fn null(&mut self) {
        self.field("");
    }

    /// Words; those of an article are shown and not run.
    pub(super) fn text(&mut self, value: &str, is_shown: bool) {
        if is_shown {
            self.field(&shown(value));
        } else {
            self.field(value);
        }
    }

    /// What needs no care but for the point of a measured number.
    pub(super) fn plain(&mut self, value: impl Display, is_measured: bool) {
        self.number.clear();
        let _ = write!(self.number, "{value}");
        if self.decimal_comma && is_measured {
            self.number = self.number.replace('.', ",");
        }
        drop(self.writer.write_field(&self.number));
    }

    fn field(&mut self, value: &str) {
        drop(self.writer.write_field(value));
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
