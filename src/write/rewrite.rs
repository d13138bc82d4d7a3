//! Rows of one format as the same rows in another, without what they were made from: null is empty
//! and nothing else is, so that the words of the cells are enough.

use super::{
    Format, csv, jsonl,
    rows::{Rows, push_joined},
    table::{Kind, Table},
};

/// Appends whole rows of `table` that are in the format `from` as the format `to` has them; `None`
/// where they are no such rows.
pub(crate) fn rewrite(
    table: Table,
    rows: &[u8],
    from: Format,
    to: Format,
    out: &mut Vec<u8>,
) -> Option<()> {
    if is_rewritten_as_it_is(from, to) {
        out.extend_from_slice(rows);
        return Some(());
    }
    let mut written = to.rows(table);
    match from {
        Format::Csv(dialect) => {
            let mut reader = ::csv::ReaderBuilder::new()
                .has_headers(false)
                .delimiter(dialect.separator)
                .from_reader(rows);
            let mut record = ::csv::StringRecord::new();
            while reader.read_record(&mut record).ok()? {
                for (column, cell) in table.columns().iter().zip(&record) {
                    let has_comma = dialect.decimal_comma && column.kind.is_measured();
                    match column.kind {
                        Kind::Text => written.word(column, csv::unshown(cell)),
                        _ if has_comma => written.word(column, &cell.replace(',', ".")),
                        _ => written.word(column, cell),
                    }
                }
                (record.len() == table.columns().len()).then_some(())?;
                written.end();
            }
        }
        Format::Jsonl | Format::Parquet => {
            for row in str::from_utf8(rows).ok()?.lines() {
                let names = table.columns().iter().map(|column| column.name);
                jsonl::cells(row, names, |n, cell| append_json(n, cell, table, &mut written))?;
                written.end();
            }
        }
    }
    out.extend_from_slice(&written.into_bytes());
    Some(())
}

/// Whether rows have the same bytes in both: those of Parquet wait as JSON lines.
pub(crate) fn is_rewritten_as_it_is(from: Format, to: Format) -> bool {
    from == to || [from, to].iter().all(|format| matches!(format, Format::Jsonl | Format::Parquet))
}

/// A cell of a JSON line.
fn append_json(place: usize, cell: &str, table: Table, written: &mut Rows) -> Option<()> {
    let column = table.columns().get(place)?;
    match cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => written.word(column, plain),
        Some(_) => written.word(column, &serde_json::from_str::<String>(cell).ok()?),
        None if cell == "null" => written.word(column, ""),
        None if column.is_list => {
            let items: Vec<String> = serde_json::from_str(cell).ok()?;
            let mut list = String::new();
            push_joined(&mut list, items.iter().map(String::as_str));
            written.word(column, &list);
        }
        None => written.word(column, cell),
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::{
        Dialect, cells::Cells as _, columns::Conflicts, rows::tests::finish_conflict,
    };

    /// Two rows with all that a cell may be: formulas, marks, line ends, null, numbers.
    fn rows(format: Format) -> Vec<u8> {
        let mut rows = format.rows(Table::Conflicts);
        for subject in ["=1+1", "'=1; \"x\",\r\ny\\"] {
            rows.text(Conflicts::SubjectId, None);
            rows.text(Conflicts::Subject, Some(subject));
            rows.text(Conflicts::Metric, Some("''+tab\t"));
            rows.text(Conflicts::Kind, Some("level"));
            rows.text(Conflicts::Unit, Some("-"));
            rows.text(Conflicts::Period, Some("July, 2026"));
            finish_conflict(&mut rows, [(-250, 2), (7, 0)], Some("@x"));
        }
        rows.into_bytes()
    }

    #[test]
    fn rows_are_the_same_in_every_format_whichever_they_were_in() {
        let dialect = Dialect::parse(["bom", "semicolon", "decimal-comma"]).unwrap();
        let formats = [Format::CSV, Format::Csv(dialect), Format::Jsonl, Format::Parquet];
        for from in formats {
            for to in formats {
                let mut out = b"before".to_vec();
                rewrite(Table::Conflicts, &rows(from), from, to, &mut out).unwrap();
                let expected = [&b"before"[..], &rows(to)].concat();
                assert_eq!(
                    String::from_utf8(out).unwrap(),
                    String::from_utf8(expected).unwrap(),
                    "{from:?} to {to:?}"
                );
            }
        }
    }

    #[test]
    fn rows_of_another_table_are_refused() {
        for (bad, from) in [("a,b\n", Format::CSV), ("{\"a\":1}\n", Format::Jsonl)] {
            let to = if from == Format::CSV { Format::Jsonl } else { Format::CSV };
            let mut out = Vec::new();
            assert!(rewrite(Table::Rejects, bad.as_bytes(), from, to, &mut out).is_none());
            assert!(out.is_empty());
        }
    }
}
