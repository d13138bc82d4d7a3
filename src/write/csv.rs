//! CSV by RFC 4180, UTF-8, line feeds; what spreadsheets of some countries need beyond that is
//! asked for.

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
    /// A byte order mark comes first, by which Excel knows UTF-8.
    pub bom: bool,
    /// Between cells: a comma, a semicolon or a tab.
    pub separator: u8,
    /// Numbers have a comma for their point.
    pub decimal_comma: bool,
    /// Words that a spreadsheet would run are left as they are, without the apostrophe that keeps it
    /// from that: for readers that are no spreadsheets.
    pub raw: bool,
}

impl Dialect {
    /// RFC 4180: commas, points, no mark.
    pub const PLAIN: Self = Self { bom: false, separator: b',', decimal_comma: false, raw: false };

    /// The dialect with these traits: `bom`, `semicolon` or `tab`, `decimal-comma`, `raw`.
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
                "raw" => dialect.raw = true,
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
        let comma = self.decimal_comma.then_some("decimal-comma");
        [self.bom.then_some("bom"), separator, comma, self.raw.then_some("raw")]
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
    #[error("`{0}` is none of bom, semicolon, tab, decimal-comma, raw")]
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
    bytes: Vec<u8>,
    separator: u8,
    decimal_comma: bool,
    is_raw: bool,
    /// Whether the row at work has a cell.
    has_cell: bool,
}

impl CsvRows {
    pub(super) const fn new(buffer: Vec<u8>, dialect: Dialect) -> Self {
        Self {
            bytes: buffer,
            separator: dialect.separator,
            decimal_comma: dialect.decimal_comma,
            is_raw: dialect.raw,
            has_cell: false,
        }
    }

    pub(super) fn end_row(&mut self) {
        self.bytes.push(b'\n');
        self.has_cell = false;
    }

    pub(super) const fn byte_len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Begins a cell: what is left of it is to be appended.
    #[inline]
    fn begin(&mut self) -> &mut Vec<u8> {
        if self.has_cell {
            self.bytes.push(self.separator);
        }
        self.has_cell = true;
        &mut self.bytes
    }

    pub(super) fn null(&mut self) {
        self.begin();
    }

    /// Words; those of an article are shown and not run.
    pub(super) fn text(&mut self, value: &str, is_shown: bool) {
        let mark = if is_shown && !self.is_raw && is_formula_like(value) { "'" } else { "" };
        let separator = self.separator;
        let out = self.begin();
        let own = value.as_bytes();
        if !asks_for_quotes(own, separator) {
            out.extend_from_slice(mark.as_bytes());
            out.extend_from_slice(own);
            return;
        }
        out.push(b'"');
        out.extend_from_slice(mark.as_bytes());
        let mut from = 0;
        for at in memchr::memchr_iter(b'"', own) {
            out.extend_from_slice(&own[from..=at]);
            from = at;
        }
        out.extend_from_slice(&own[from..]);
        out.push(b'"');
    }

    /// What needs no care but for the point of a measured number; `push` appends it.
    pub(super) fn plain(&mut self, is_measured: bool, push: impl FnOnce(&mut Vec<u8>)) {
        let has_comma = self.decimal_comma && is_measured;
        let out = self.begin();
        let start = out.len();
        push(out);
        if has_comma && let Some(point) = memchr::memchr(b'.', &out[start..]) {
            out[start + point] = b',';
        }
    }
}

/// Whether a cell must be in quotation marks: eight bytes are looked at together.
fn asks_for_quotes(cell: &[u8], separator: u8) -> bool {
    let special = [separator, b'"', b'\n', b'\r'];
    let is_special =
        |eight| special.iter().fold(0, |found, own| found | marks(eight, *own)) & HIGH != 0;
    let Some(last) = cell.last_chunk() else {
        let short = cell.iter().rev().fold(0, |eight, byte| eight << 8 | u64::from(*byte));
        return is_special(short);
    };
    let (eights, _) = cell.as_chunks();
    eights.iter().any(|eight| is_special(u64::from_le_bytes(*eight)))
        || is_special(u64::from_le_bytes(*last))
}

/// The highest bits of eight bytes.
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);

/// Some of [`HIGH`], where one of eight bytes is this one, which is not zero; else none.
const fn marks(eight: u64, byte: u8) -> u64 {
    const LOW: u64 = u64::from_le_bytes([0x01; 8]);
    let other = eight ^ u64::from_le_bytes([byte; 8]);
    other.wrapping_sub(LOW) & !other
}

/// Words as a cell that a spreadsheet shows and does not run.
#[must_use]
pub fn shown(value: &str) -> std::borrow::Cow<'_, str> {
    if is_formula_like(value) { format!("'{value}").into() } else { value.into() }
}

/// The words of a cell that [`shown`] may have made.
pub(super) fn unshown(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|value| is_formula_like(value)).unwrap_or(cell)
}

/// A spreadsheet runs cells that begin like this as formulas. Words that begin with marks before
/// such a sign get one more, so that reading takes off the one that was put on.
fn is_formula_like(value: &str) -> bool {
    value
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::asks_for_quotes;

    proptest::proptest! {
        #[test]
        fn special_bytes_are_found_wherever_they_are(
            cell in "[a-z\0é ,;\"\n\r]{0,30}",
            plain in "[a-zé -!]{0,30}",
        ) {
            for (cell, separator) in [(&cell, b','), (&cell, b';'), (&plain, b'\t')] {
                let is_special = |byte: u8| byte == separator || matches!(byte, b'"' | b'\n' | b'\r');
                let expected = cell.bytes().any(is_special);
                proptest::prop_assert_eq!(asks_for_quotes(cell.as_bytes(), separator), expected);
            }
        }
    }
}
