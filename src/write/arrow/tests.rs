//! What is read from files is what is made in memory.

use arrow_array::{cast::AsArray as _, types::Float64Type};

use super::*;
use crate::write::{Format, columns::Rejects, columns::ThemeShares};

fn share(rows: &mut impl RowCells, share: f64) {
    rows.text(ThemeShares::Theme, Some("ai"));
    rows.day(ThemeShares::Day, Some(jiff::civil::date(2026, 7, 2)));
    rows.float(ThemeShares::ShareIndex, Some(share));
    rows.int(ThemeShares::Sources, 3);
    rows.bool(ThemeShares::IsPointInTime, Some(true));
    rows.end_row();
}

#[test]
fn a_table_that_is_written_and_read_is_that_of_memory() {
    let mut rows = ArrowRows::new(Table::ThemeShares);
    share(&mut rows, 0.1 + 0.2);
    let expected = rows.finish().unwrap();
    assert_eq!(expected.column(2).as_primitive::<Float64Type>().values(), &[0.3]);
    for format in [Format::CSV, Format::Jsonl] {
        let folder = tempfile::tempdir().unwrap();
        let mut own = format.rows(Table::ThemeShares);
        share(&mut own, 0.1 + 0.2);
        let bytes = [format.header(Table::ThemeShares), own.into_bytes()].concat();
        std::fs::write(folder.path().join(format.file_name(Table::ThemeShares)), bytes).unwrap();
        let read = read_batches(folder.path(), Table::ThemeShares, None).unwrap();
        assert_eq!(read, std::slice::from_ref(&expected));
    }
}

#[test]
fn empty_words_are_null_and_a_table_without_rows_has_columns() {
    let mut rows = ArrowRows::new(Table::Rejects);
    assert_eq!(rows.finish().unwrap().num_columns(), Rejects::ALL.len());
    rows.text(Rejects::Locator, Some("a.txt"));
    rows.text(Rejects::Stage, Some("load"));
    rows.text(Rejects::Reason, Some("empty"));
    rows.text(Rejects::Detail, Some(""));
    rows.int(Rejects::Bytes, 7);
    rows.end_row();
    let batch = rows.finish().unwrap();
    assert_eq!(batch.column(Rejects::Detail.position()).null_count(), 1);
}

#[test]
fn words_that_a_spreadsheet_would_run_are_read_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "locator,stage,reason,detail,bytes\n'=a.txt,load,empty,'tis,7\n";
    std::fs::write(folder.path().join("rejects.csv"), rows).unwrap();
    let batch = read_batches(folder.path(), Table::Rejects, None).unwrap().remove(0);
    let cell = |column: Rejects| batch.column(column.position()).as_string::<i32>().value(0);
    assert_eq!((cell(Rejects::Locator), cell(Rejects::Detail)), ("=a.txt", "'tis"));
}

#[test]
fn columns_of_the_input_have_the_types_of_their_cells() {
    let folder = tempfile::tempdir().unwrap();
    let header = "locator,stage,reason,detail,bytes,kept_ticker,kept_lots";
    let csv = format!("{header}\na,load,empty,,7,'=X,12\nb,load,empty,,7,,\n");
    let jsonl = csv.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').map(|cell| cell.trim_start_matches('\'')).collect();
        let object: serde_json::Map<_, _> = header
            .split(',')
            .zip(cells)
            .map(|(name, cell)| {
                (name.to_owned(), cell.parse::<i64>().map_or(cell.into(), Into::into))
            })
            .collect();
        format!("{}\n", serde_json::Value::Object(object))
    });
    let jsonl: String = jsonl.collect();
    for (name, text) in [("rejects.jsonl", jsonl), ("rejects.csv", csv)] {
        std::fs::write(folder.path().join(name), text).unwrap();
        let batch = read_batches(folder.path(), Table::Rejects, None).unwrap().remove(0);
        let column = |name: &str| batch.column_by_name(name).unwrap();
        assert_eq!(column("kept_ticker").as_string::<i32>().value(0), "=X", "{name}");
        assert_eq!(column("kept_lots").data_type(), &DataType::Int64, "{name}");
        assert_eq!(column("kept_lots").null_count(), 1, "{name}");
    }
}

#[test]
fn a_cell_of_another_kind_is_told_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rejects.csv");
    std::fs::write(&path, "locator,stage,reason,detail,bytes\na.txt,load,empty,,many\n").unwrap();
    let error = read_batches(folder.path(), Table::Rejects, None).unwrap_err().to_string();
    assert!(error.ends_with("rejects.csv:2: bytes `many`: expected a whole number"), "{error}");
}
