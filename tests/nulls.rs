//! One null in every format, and never an empty text.

use std::{fs::File, path::Path, process::Command};

use newsvane::write::{Column, Table};
use parquet::{
    file::reader::{FileReader as _, SerializedFileReader},
    record::Field,
};
use serde_json::{Map, Value};

fn run(folder: &Path) {
    let articles = format!("{}/corpora/smallcap-2026/articles", crate::ROOT);
    let out = folder.to_str().unwrap();
    let done = Command::new(env!("CARGO_BIN_EXE_newsvane"))
        .args(["run", &articles, "--out", out, "--format", "csv,jsonl,parquet", "--quiet"])
        .output()
        .expect("it runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// Whether each cell of a row is null.
type Nulls = Vec<bool>;

fn of_csv(path: &Path) -> Vec<Nulls> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::is_empty).collect()).collect()
}

fn of_json(path: &Path, columns: &[Column]) -> Vec<Nulls> {
    let text = std::fs::read_to_string(path).unwrap();
    let row = |line: &str| {
        let row: Map<String, Value> = serde_json::from_str(line).unwrap();
        assert_eq!(row.len(), columns.len(), "{}", path.display());
        assert!(row.values().all(|cell| cell != ""), "{}: {line}", path.display());
        columns.iter().map(|column| row[column.name].is_null()).collect()
    };
    text.lines().map(row).collect()
}

fn of_parquet(path: &Path) -> Vec<Nulls> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    let row = |row: parquet::record::Row| {
        let cells = row.get_column_iter().map(|(_, cell)| cell);
        cells
            .map(|cell| {
                assert_ne!(*cell, Field::Str(String::new()), "{}", path.display());
                *cell == Field::Null
            })
            .collect()
    };
    reader.get_row_iter(None).unwrap().map(|found| row(found.unwrap())).collect()
}

#[test]
fn every_format_has_the_same_nulls_where_they_are_declared() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path());
    for table in Table::ALL {
        let path = |format: &str| folder.path().join(format!("{}.{format}", table.name()));
        let nulls = of_csv(&path("csv"));
        assert_eq!(nulls, of_json(&path("jsonl"), table.columns()), "{}", table.name());
        assert_eq!(nulls, of_parquet(&path("parquet")), "{}", table.name());
        for (n, column) in table.columns().iter().enumerate() {
            let has_null = nulls.iter().any(|row| row[n]);
            assert!(column.is_nullable || !has_null, "{}.{}", table.name(), column.name);
        }
    }
}
