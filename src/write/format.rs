//! The formats of the output. A new one is a file of its own and its line in each `match` here.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    cells::Cells,
    csv::{CsvRows, Dialect},
    jsonl::JsonRows,
    table::Table,
};

/// A format of the output tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RFC 4180, UTF-8, or as a spreadsheet needs it.
    Csv(Dialect),
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet: typed columns. Its rows are JSON lines until [`super::TableFile`] has them.
    Parquet,
}

impl Format {
    /// CSV by the standard.
    pub const CSV: Self = Self::Csv(Dialect::PLAIN);
    /// All formats that this build writes.
    #[cfg(feature = "parquet")]
    pub const ALL: [Self; 3] = [Self::CSV, Self::Jsonl, Self::Parquet];
    /// All formats that this build writes.
    #[cfg(not(feature = "parquet"))]
    pub const ALL: [Self; 2] = [Self::CSV, Self::Jsonl];

    /// Its name, which is also the extension of its files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv(_) => "csv",
            Self::Jsonl => "jsonl",
            Self::Parquet => "parquet",
        }
    }

    /// The format of this name; none for `parquet` in a build without that feature.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }

    /// The name of the file that holds `table`.
    #[must_use]
    pub fn file_name(self, table: Table) -> String {
        format!("{}.{}", table.name(), self.name())
    }

    /// The same for a further index: `theme_days.<name>.csv`.
    #[must_use]
    pub fn file_name_of(self, table: Table, index: Option<&str>) -> String {
        match index {
            Some(index) => format!("{}.{index}.{}", table.name(), self.name()),
            None => self.file_name(table),
        }
    }

    /// Whether its files can grow by their ends; the others are made of all rows at once.
    #[must_use]
    pub const fn can_grow(self) -> bool {
        match self {
            Self::Csv(_) | Self::Jsonl => true,
            Self::Parquet => false,
        }
    }

    /// What stands before the first rows of `table`.
    #[must_use]
    pub fn header(self, table: Table) -> Vec<u8> {
        match self {
            Self::Csv(dialect) => {
                let mark = if dialect.bom { "\u{FEFF}" } else { "" };
                let separator = char::from(dialect.separator).to_string();
                format!("{mark}{}\n", table.columns().join(&separator)).into_bytes()
            }
            Self::Jsonl | Self::Parquet => Vec::new(),
        }
    }

    /// An empty list of rows of `table`.
    #[must_use]
    pub fn rows(self, table: Table) -> Rows {
        self.rows_from(table, 0)
    }

    /// An empty list of rows that hold only the columns from `first` on.
    #[must_use]
    pub fn rows_from(self, table: Table, first: usize) -> Rows {
        self.build(table, first, Vec::new())
    }

    /// An empty list of rows of `table` in a buffer that was used before.
    #[must_use]
    pub fn rows_in(self, table: Table, mut buffer: Vec<u8>) -> Rows {
        buffer.clear();
        self.build(table, 0, buffer)
    }

    fn build(self, table: Table, first: usize, buffer: Vec<u8>) -> Rows {
        match self {
            Self::Csv(dialect) => Rows(Inner::Csv(Box::new(CsvRows::new(buffer, dialect)))),
            Self::Jsonl | Self::Parquet => Rows(Inner::Jsonl(JsonRows::new(table, first, buffer))),
        }
    }

    /// One row from its first columns and the rest of them.
    #[must_use]
    pub fn splice(self, mut row: Vec<u8>, rest: &[u8]) -> Vec<u8> {
        let (end, between, begin) = match self {
            Self::Csv(dialect) => ("\n", dialect.separator, ""),
            Self::Jsonl | Self::Parquet => ("}\n", b',', "{"),
        };
        row.truncate(row.len().saturating_sub(end.len()));
        row.push(between);
        row.extend_from_slice(&rest[begin.len().min(rest.len())..]);
        row
    }
}

/// Rows of one table in one format.
#[derive(Debug)]
pub struct Rows(Inner);

#[derive(Debug)]
enum Inner {
    Csv(Box<CsvRows>),
    Jsonl(JsonRows),
}

impl Rows {
    /// Ends the row whose cells were given.
    pub fn end_row(&mut self) {
        match &mut self.0 {
            Inner::Csv(rows) => rows.end_row(),
            Inner::Jsonl(rows) => rows.end_row(),
        }
    }

    /// Bytes of the rows that have ended.
    pub fn byte_len(&mut self) -> usize {
        match &mut self.0 {
            Inner::Csv(rows) => rows.byte_len(),
            Inner::Jsonl(rows) => rows.byte_len(),
        }
    }

    /// The rows as they stand in the file, or as [`super::TableFile`] takes them.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self.0 {
            Inner::Csv(rows) => rows.into_bytes(),
            Inner::Jsonl(rows) => rows.into_bytes(),
        }
    }

    fn cells(&mut self) -> &mut dyn Cells {
        match &mut self.0 {
            Inner::Csv(rows) => &mut **rows,
            Inner::Jsonl(rows) => rows,
        }
    }
}

impl Cells for Rows {
    fn text(&mut self, value: Option<&str>) {
        self.cells().text(value);
    }
    fn code(&mut self, value: Option<&str>) {
        self.cells().code(value);
    }
    fn int(&mut self, value: Option<i64>) {
        self.cells().int(value);
    }
    fn float(&mut self, value: Option<f64>) {
        self.cells().float(value);
    }
    fn decimal(&mut self, value: Option<Decimal>) {
        self.cells().decimal(value);
    }
    fn bool(&mut self, value: Option<bool>) {
        self.cells().bool(value);
    }
    fn date(&mut self, value: Option<Date>) {
        self.cells().date(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reject(format: Format, detail: &str) -> String {
        let mut rows = format.rows(Table::Rejects);
        rows.text(Some("a.txt"));
        rows.code(Some("load"));
        rows.code(None);
        rows.text(Some(detail));
        rows.int(Some(7));
        rows.end_row();
        String::from_utf8(rows.into_bytes()).unwrap()
    }

    #[test]
    fn formulas_are_shown_and_not_run() {
        assert_eq!(reject(Format::CSV, "=1+1"), "a.txt,load,,'=1+1,7\n");
        assert_eq!(reject(Format::CSV, "a \"b\"\nc"), "a.txt,load,,\"a \"\"b\"\"\nc\",7\n");
        assert_eq!(
            reject(Format::Jsonl, "=1"),
            "{\"locator\":\"a.txt\",\"stage\":\"load\",\"reason\":null,\"detail\":\"=1\",\"bytes\"\
             :7}\n"
        );
    }

    #[test]
    fn rows_can_be_written_in_two_parts() {
        for format in Format::ALL {
            let mut head = format.rows(Table::Rejects);
            head.text(Some("a,b"));
            head.code(Some("load"));
            head.end_row();
            let mut tail = format.rows_from(Table::Rejects, 2);
            tail.code(None);
            tail.text(Some("x"));
            tail.int(Some(1));
            tail.end_row();
            let row =
                String::from_utf8(format.splice(head.into_bytes(), &tail.into_bytes())).unwrap();
            let expected = match format {
                Format::Csv(_) => "\"a,b\",load,,x,1\n",
                Format::Jsonl | Format::Parquet => {
                    "{\"locator\":\"a,b\",\"stage\":\"load\",\"reason\":null,\"detail\":\"x\",\"\
                     bytes\":1}\n"
                }
            };
            assert_eq!(row, expected);
        }
    }

    #[test]
    fn numbers_are_written_shortest() {
        let mut rows = Format::CSV.rows(Table::Rejects);
        rows.float(Some(0.1 + 0.2));
        rows.float(Some(-0.0));
        rows.float(Some(f64::NAN));
        rows.decimal(Some(Decimal::new(250, 2)));
        rows.end_row();
        assert_eq!(String::from_utf8(rows.into_bytes()).unwrap(), "0.30000000000000004,0,,2.5\n");
    }

    #[test]
    fn a_dialect_is_for_spreadsheets_that_take_no_commas() {
        let dialect = Dialect { bom: true, separator: b';', decimal_comma: true };
        let format = Format::Csv(dialect);
        assert_eq!(
            String::from_utf8(format.header(Table::Rejects)).unwrap(),
            "\u{FEFF}locator;stage;reason;detail;bytes\n"
        );
        let mut rows = format.rows(Table::Rejects);
        rows.text(Some("a;b"));
        rows.text(Some("1.5, so"));
        rows.float(Some(-0.25));
        rows.decimal(Some(Decimal::new(15, 1)));
        rows.int(Some(-3));
        rows.end_row();
        assert_eq!(String::from_utf8(rows.into_bytes()).unwrap(), "\"a;b\";1.5, so;-0,25;1,5;-3\n");
        assert_eq!(String::from_utf8(format.splice(b"x\n".to_vec(), b"y\n")).unwrap(), "x;y\n");
        assert_eq!(Dialect::parse(dialect.traits()), Ok(dialect));
    }
}
