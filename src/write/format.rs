//! The formats of the output. A new one is a file of its own and its line in each `match` here.

use super::{csv::Dialect, kept::KeptColumn, rows::Rows, table::Table};

/// A format of the output tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// RFC 4180, UTF-8, or as a spreadsheet needs it.
    Csv(Dialect),
    /// One JSON object a line.
    Jsonl,
    /// Apache Parquet: typed columns. Its rows are JSON lines until `TableFile` has them.
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

    /// What is before the first rows of `table`.
    #[must_use]
    pub fn header(self, table: Table) -> Vec<u8> {
        self.header_with(table, &[])
    }

    /// The same where columns of the input are after those of the table.
    pub(super) fn header_with(self, table: Table, kept: &[KeptColumn]) -> Vec<u8> {
        match self {
            Self::Csv(dialect) => {
                let mark = if dialect.bom { "\u{FEFF}" } else { "" };
                let separator = char::from(dialect.separator).to_string();
                let names = table.columns().iter().map(|column| column.name);
                let names: Vec<&str> =
                    names.chain(kept.iter().map(|column| column.name.as_str())).collect();
                format!("{mark}{}\n", names.join(&separator)).into_bytes()
            }
            Self::Jsonl | Self::Parquet => Vec::new(),
        }
    }

    /// An empty list of rows of `table`.
    #[must_use]
    pub fn rows(self, table: Table) -> Rows {
        self.rows_in(table, Vec::new())
    }

    /// An empty list of rows of `table` in a buffer that was used before.
    #[must_use]
    pub fn rows_in(self, table: Table, mut buffer: Vec<u8>) -> Rows {
        buffer.clear();
        match self {
            Self::Csv(dialect) => Rows::csv(table, buffer, dialect),
            Self::Jsonl | Self::Parquet => Rows::jsonl(table, buffer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialect_is_for_spreadsheets_that_take_no_commas() {
        let dialect = Dialect { bom: true, separator: b';', decimal_comma: true, raw: true };
        assert_eq!(
            String::from_utf8(Format::Csv(dialect).header(Table::Rejects)).unwrap(),
            "\u{FEFF}locator;stage;reason;detail;bytes\n"
        );
        assert_eq!(Dialect::parse(dialect.traits()), Ok(dialect));
    }
}
