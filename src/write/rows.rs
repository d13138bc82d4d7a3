//! Rows of one table in one format: what holds for all formats is done here.

use std::{fmt::Display, io::Write as _};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{
    cells::{Cells, RowCells},
    csv::{CsvRows, Dialect},
    digits::{push_day, push_decimal, push_float, push_int},
    jsonl::JsonRows,
    kept::KeptColumn,
    table::{Column, Columns, Kind, Table},
};
use crate::model::significant;

/// What is between the items of a list where it is one text.
pub(super) const LIST_SEPARATOR: &str = "; ";

/// Rows of one table in one format.
#[derive(Debug)]
pub struct Rows {
    table: Table,
    /// Place of the column whose cell is next.
    next: usize,
    /// The list at work.
    list: String,
    format: RowFormat,
}

/// The format with what it has written so far.
#[derive(Debug)]
enum RowFormat {
    Csv(CsvRows),
    Jsonl(JsonRows),
}

impl Rows {
    /// No rows of `table` yet, as CSV.
    pub(super) fn csv(table: Table, buffer: Vec<u8>, dialect: Dialect) -> Self {
        Self::new(table, RowFormat::Csv(CsvRows::new(buffer, dialect)))
    }

    /// No rows of `table` yet, as JSON lines.
    pub(super) fn jsonl(table: Table, buffer: Vec<u8>) -> Self {
        Self::new(table, RowFormat::Jsonl(JsonRows::new(buffer)))
    }

    const fn new(table: Table, format: RowFormat) -> Self {
        Self { table, next: 0, list: String::new(), format }
    }

    /// Bytes of the rows that have ended.
    pub const fn byte_len(&self) -> usize {
        match &self.format {
            RowFormat::Csv(rows) => rows.byte_len(),
            RowFormat::Jsonl(rows) => rows.byte_len(),
        }
    }

    /// The rows as they are in the file, or as [`super::TableFile`] takes them.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        match self.format {
            RowFormat::Csv(rows) => rows.into_bytes(),
            RowFormat::Jsonl(rows) => rows.into_bytes(),
        }
    }

    /// Begins a cell: cells come in the order of the columns, each as its column is declared.
    fn begin<C: Columns>(&mut self, column: C, is_kind: impl Fn(Kind) -> bool, is_null: bool) {
        let declared = column.column();
        debug_assert_eq!((C::TABLE, column.position()), (self.table, self.next), "{column:?}");
        debug_assert!(is_kind(declared.kind), "{column:?} is {:?}", declared.kind);
        debug_assert!(declared.is_nullable || !is_null, "{:?}.{column:?} is null", self.table);
        self.next += 1;
        if let RowFormat::Jsonl(rows) = &mut self.format {
            rows.key(column.position() == 0, declared.name);
        }
        if is_null {
            match &mut self.format {
                RowFormat::Csv(rows) => rows.null(),
                RowFormat::Jsonl(rows) => rows.null(),
            }
        }
    }

    /// A cell that needs no escapes; `push` appends it.
    fn plain<C: Columns, T>(
        &mut self,
        column: C,
        kind: Kind,
        value: Option<T>,
        push: impl FnOnce(T, &mut Vec<u8>),
    ) {
        self.begin(column, |own| own == kind, value.is_none());
        let Some(value) = value else { return };
        let push = |out: &mut Vec<u8>| push(value, out);
        match &mut self.format {
            RowFormat::Csv(rows) => rows.plain(kind.is_measured(), push),
            RowFormat::Jsonl(rows) if matches!(kind, Kind::Code | Kind::Day) => rows.quoted(push),
            RowFormat::Jsonl(rows) => rows.plain(push),
        }
    }
}

impl Rows {
    /// The cell of a column by its words, as another format has them; empty ones are null.
    pub(super) fn word(&mut self, column: &Column, value: &str) {
        let kind = column.kind;
        let push = |out: &mut Vec<u8>| out.extend_from_slice(value.as_bytes());
        match &mut self.format {
            RowFormat::Csv(rows) if value.is_empty() => rows.null(),
            RowFormat::Csv(rows) => match kind {
                Kind::Text | Kind::Code => rows.text(value, kind == Kind::Text),
                _ => rows.plain(kind.is_measured(), push),
            },
            RowFormat::Jsonl(rows) => {
                rows.key(self.next == 0, column.name);
                match kind {
                    _ if value.is_empty() => rows.null(),
                    _ if column.is_list => rows.list(items_of(value)),
                    Kind::Text | Kind::Code | Kind::Day => rows.text(value),
                    _ => rows.plain(push),
                }
            }
        }
        self.next += 1;
    }

    /// Ends the row whose cells were given.
    pub(super) fn end(&mut self) {
        debug_assert_eq!(self.next, self.table.columns().len(), "a row of {}", self.table.name());
        self.next = 0;
        match &mut self.format {
            RowFormat::Csv(rows) => rows.end_row(),
            RowFormat::Jsonl(rows) => rows.end_row(),
        }
    }
}

impl Cells for Rows {
    fn text<C: Columns>(&mut self, column: C, value: Option<&str>) {
        let value = value.filter(|value| !value.is_empty());
        self.begin(column, |kind| matches!(kind, Kind::Text | Kind::Code), value.is_none());
        let Some(value) = value else { return };
        match &mut self.format {
            RowFormat::Csv(rows) => rows.text(value, column.column().kind == Kind::Text),
            RowFormat::Jsonl(rows) => rows.text(value),
        }
    }

    fn list<'a, C: Columns>(&mut self, column: C, items: impl Iterator<Item = &'a str>) {
        debug_assert!(column.column().is_list, "{column:?}");
        let mut list = std::mem::take(&mut self.list);
        list.clear();
        push_joined(&mut list, items);
        self.begin(column, |kind| matches!(kind, Kind::Text | Kind::Code), list.is_empty());
        if !list.is_empty() {
            match &mut self.format {
                RowFormat::Csv(rows) => rows.text(&list, column.column().kind == Kind::Text),
                RowFormat::Jsonl(rows) => rows.list(items_of(&list)),
            }
        }
        self.list = list;
    }

    fn id<C: Columns>(&mut self, column: C, value: impl Display) {
        // Writing to memory does not fail.
        self.plain(column, Kind::Code, Some(value), |value, out| drop(write!(out, "{value}")));
    }

    fn int<C: Columns>(&mut self, column: C, value: i64) {
        self.plain(column, Kind::Int, Some(value), push_int);
    }

    fn float<C: Columns>(&mut self, column: C, value: Option<f64>) {
        let value = value.filter(|value| value.is_finite());
        // no -0
        self.plain(column, Kind::Float, value.map(|value| significant(value) + 0.0), push_float);
    }

    fn decimal<C: Columns>(&mut self, column: C, value: Option<Decimal>) {
        self.plain(column, Kind::Decimal, value, push_decimal);
    }

    fn bool<C: Columns>(&mut self, column: C, value: Option<bool>) {
        let words = value.map(|value| if value { "true" } else { "false" });
        self.plain(column, Kind::Bool, words, |value, out| out.extend_from_slice(value.as_bytes()));
    }

    fn day<C: Columns>(&mut self, column: C, value: Option<Date>) {
        self.plain(column, Kind::Day, value, push_day);
    }
}

impl RowCells for Rows {
    fn kept(&mut self, column: &KeptColumn, value: Option<&str>) {
        if let RowFormat::Jsonl(rows) = &mut self.format {
            rows.key(false, &column.name);
        }
        let push = |value: &str, out: &mut Vec<u8>| out.extend_from_slice(value.as_bytes());
        match (&mut self.format, value.filter(|value| !value.is_empty())) {
            (RowFormat::Csv(rows), None) => rows.null(),
            (RowFormat::Jsonl(rows), None) => rows.null(),
            (RowFormat::Csv(rows), Some(value)) if column.kind.is_measured() => {
                rows.plain(true, |out| push(value, out));
            }
            (RowFormat::Csv(rows), Some(value)) => rows.text(value, column.kind == Kind::Text),
            (RowFormat::Jsonl(rows), Some(value)) => match column.kind {
                Kind::Int | Kind::Float | Kind::Bool => rows.plain(|out| push(value, out)),
                _ => rows.text(value),
            },
        }
    }

    fn end_row(&mut self) {
        self.end();
    }
}

/// Appends several words as one text: none of them contains what separates items.
pub(super) fn push_joined<'a>(list: &mut String, items: impl Iterator<Item = &'a str>) {
    for item in items.filter(|item| !item.is_empty()) {
        if !list.is_empty() {
            list.push_str(LIST_SEPARATOR);
        }
        // hardly any holds even its first letter, for which a look is short
        if item.contains(LIST_SEPARATOR.as_bytes()[0] as char) && item.contains(LIST_SEPARATOR) {
            list.push_str(&item.replace(LIST_SEPARATOR, ", "));
        } else {
            list.push_str(item);
        }
    }
}

/// The items of a list that is one text.
pub(super) fn items_of(list: &str) -> impl Iterator<Item = &str> {
    list.split(LIST_SEPARATOR).filter(|item| !item.is_empty())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::write::{
        Format,
        columns::{Conflicts, Rejects, ThemeDays},
    };

    fn reject(format: Format, reason: Option<&str>, detail: &str) -> String {
        let mut rows = format.rows(Table::Rejects);
        rows.text(Rejects::Locator, Some("a.txt"));
        rows.text(Rejects::Stage, Some("load"));
        rows.text(Rejects::Reason, reason);
        rows.text(Rejects::Detail, Some(detail));
        rows.int(Rejects::Bytes, 7);
        rows.end_row();
        String::from_utf8(rows.into_bytes()).unwrap()
    }

    #[test]
    fn formulas_are_shown_and_not_run() {
        let csv = |detail| reject(Format::CSV, Some("empty"), detail);
        assert_eq!(csv("=1+1"), "a.txt,load,empty,'=1+1,7\n");
        assert_eq!(csv("a \"b\"\nc"), "a.txt,load,empty,\"a \"\"b\"\"\nc\",7\n");
        assert_eq!(
            reject(Format::Jsonl, Some("empty"), "=1"),
            "{\"locator\":\"a.txt\",\"stage\":\"load\",\"reason\":\"empty\",\"detail\":\"=1\",\
             \"bytes\":7}\n"
        );
    }

    #[test]
    fn empty_words_are_null() {
        assert_eq!(reject(Format::CSV, Some("empty"), ""), "a.txt,load,empty,,7\n");
        assert!(reject(Format::Jsonl, Some("empty"), "").contains("\"detail\":null,"));
    }

    #[test]
    #[should_panic(expected = "is null")]
    #[cfg(debug_assertions)]
    fn what_is_never_null_is_not_written_so() {
        reject(Format::CSV, None, "");
    }

    /// The rest of a row of conflicts after its period: low, high and their note are given, the rest has
    /// numbers of every kind.
    pub(in crate::write) fn finish_conflict(
        rows: &mut Rows,
        [low, high]: [(i64, u32); 2],
        note: Option<&str>,
    ) {
        rows.day(Conflicts::PeriodStart, Some(jiff::civil::date(2026, 7, 1)));
        rows.day(Conflicts::PeriodEnd, None);
        rows.day(Conflicts::AsOf, None);
        rows.decimal(Conflicts::Low, Some(Decimal::new(low.0, low.1)));
        rows.decimal(Conflicts::High, Some(Decimal::new(high.0, high.1)));
        rows.decimal(Conflicts::Spread, Some(Decimal::ZERO));
        rows.float(Conflicts::RelativeSpread, Some(0.1 + 0.2));
        rows.list(Conflicts::Sources, ["a", "b"].into_iter());
        rows.int(Conflicts::Articles, -3);
        rows.int(Conflicts::Stories, 0);
        rows.list(Conflicts::Claims, ["c"].into_iter());
        rows.text(Conflicts::Verdict, Some("stale"));
        rows.text(Conflicts::Note, note);
        rows.text(Conflicts::MeasureId, None);
        rows.end_row();
    }

    #[test]
    fn numbers_are_written_shortest() {
        let write = |format: Format| {
            let mut rows = format.rows(Table::Conflicts);
            rows.text(Conflicts::SubjectId, None);
            rows.text(Conflicts::Subject, Some("a;b"));
            rows.text(Conflicts::Metric, Some("1.5, so"));
            rows.text(Conflicts::Kind, Some("level"));
            rows.text(Conflicts::Unit, Some("-"));
            rows.text(Conflicts::Period, None);
            finish_conflict(&mut rows, [(250, 2), (-30, 1)], None);
            String::from_utf8(rows.into_bytes()).unwrap()
        };
        assert_eq!(
            write(Format::CSV),
            ",a;b,\"1.5, so\",level,-,,2026-07-01,,,2.5,-3,0,0.3,a; b,-3,0,c,stale,,\n"
        );
        let european = Dialect::parse(["bom", "semicolon", "decimal-comma"]).unwrap();
        assert_eq!(
            write(Format::Csv(european)),
            ";\"a;b\";1.5, so;level;-;;2026-07-01;;;2,5;-3;0;0,3;\"a; b\";-3;0;c;stale;;\n"
        );
        assert!(
            write(Format::Jsonl).contains("\"period_start\":\"2026-07-01\",\"period_end\":null")
        );
    }

    #[test]
    fn no_number_is_null_and_zero_has_no_sign() {
        for (value, expected) in [(f64::NAN, ""), (-0.0, "0"), (2.0 / 3.0, "0.666666666667")] {
            let mut rows = Format::CSV.rows(Table::ThemeDays);
            rows.next = ThemeDays::NEff.position();
            rows.float(ThemeDays::NEff, Some(value));
            rows.float(ThemeDays::Sentiment, Some(1.0));
            assert_eq!(String::from_utf8(rows.into_bytes()).unwrap(), format!("{expected},1"));
        }
    }
}
