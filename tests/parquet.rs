//! Tables as Parquet: the same cells as the CSV, each of its kind.

use std::{fs::File, path::Path};

use assert_cmd::Command;
use newsvane::write::{Kind, SCHEMA_VERSION, Table, shown};
use parquet::{
    basic::{ConvertedType, Type},
    file::reader::{FileReader, SerializedFileReader},
    record::Field,
};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpora");

fn open(out: &Path, table: Table) -> SerializedFileReader<File> {
    SerializedFileReader::new(File::open(out.join(format!("{}.parquet", table.name()))).unwrap())
        .unwrap()
}

fn run(folder: &Path) {
    std::fs::write(folder.join("broken.txt"), [0_u8, 159, 0, 1, 0, 2].repeat(64)).unwrap();
    let odd = "Inflation \"rises\"\n\n=1+1 and \\ and \u{1F600}: inflation rose to 4 percent, the \
               bureau said.";
    std::fs::write(folder.join("odd.txt"), odd).unwrap();
    let inputs = [format!("{CORPUS}/smallcap-2026/articles"), format!("{CORPUS}/formats/html")];
    let arguments = [
        "run",
        "--entities",
        "all",
        &inputs[0],
        &inputs[1],
        "broken.txt",
        "odd.txt",
        "--out",
        "out",
        "--format",
        "csv,parquet",
    ];
    Command::cargo_bin("newsvane").unwrap().current_dir(folder).args(arguments).assert().success();
}

/// A cell as CSV writes it.
fn written(cell: &Field) -> String {
    match cell {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::ListInternal(items) => {
            items.elements().iter().map(written).collect::<Vec<_>>().join("; ")
        }
        Field::Long(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        Field::Bool(is) => is.to_string(),
        Field::Date(days) => jiff::civil::Date::constant(1970, 1, 1)
            .checked_add(jiff::Span::new().days(i64::from(*days)))
            .unwrap()
            .to_string(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn parquet_holds_the_cells_of_the_csv() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path());
    let out = folder.path().join("out");
    for table in Table::ALL {
        let mut csv = csv::Reader::from_path(out.join(format!("{}.csv", table.name()))).unwrap();
        let mut records = csv.records();
        let mut rows = 0;
        for row in open(&out, table) {
            let (row, record) = (row.unwrap(), records.next().unwrap().unwrap());
            rows += 1;
            for (((name, cell), column), expected) in
                row.get_column_iter().zip(table.columns()).zip(&record)
            {
                let found = written(cell);
                let same = match column.kind {
                    Kind::Text => found == expected || shown(&found) == expected,
                    // more digits than a DOUBLE holds
                    Kind::Decimal => found.parse::<f64>() == expected.parse(),
                    _ => found == expected,
                };
                assert!(
                    same,
                    "{} row {rows}: {name} is {found:?}, expected {expected:?}",
                    table.name()
                );
            }
        }
        // shares need a baseline, which this run has none of
        let may_be_empty = matches!(table, Table::ThemeShares | Table::Conflicts);
        assert!(
            records.next().is_none() && (rows > 0 || may_be_empty),
            "{}: {rows} rows",
            table.name()
        );
    }
}

#[test]
fn columns_have_names_types_and_a_schema_version() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path());
    for table in Table::ALL {
        let reader = open(&folder.path().join("out"), table);
        let file = reader.metadata().file_metadata();
        assert!(
            file.created_by().unwrap().starts_with("newsvane version "),
            "{:?}",
            file.created_by()
        );
        let version = file
            .key_value_metadata()
            .unwrap()
            .iter()
            .find(|pair| pair.key == "newsvane.schema_version")
            .unwrap();
        assert_eq!(version.value, Some(SCHEMA_VERSION.to_string()));
        let columns: Vec<_> = file
            .schema_descr()
            .columns()
            .iter()
            .map(|c| (c.name().to_owned(), c.physical_type(), c.converted_type()))
            .collect();
        let expected = table.columns().iter().map(|column| {
            if column.is_list {
                let item = (Type::BYTE_ARRAY, ConvertedType::UTF8);
                return ("element".to_owned(), item.0, item.1);
            }
            let (physical, converted) = match column.kind {
                Kind::Text | Kind::Code => (Type::BYTE_ARRAY, ConvertedType::UTF8),
                Kind::Int => (Type::INT64, ConvertedType::NONE),
                Kind::Float | Kind::Decimal => (Type::DOUBLE, ConvertedType::NONE),
                Kind::Bool => (Type::BOOLEAN, ConvertedType::NONE),
                Kind::Day => (Type::INT32, ConvertedType::DATE),
                other => panic!("no test of {other:?}"),
            };
            (column.name.to_owned(), physical, converted)
        });
        assert_eq!(columns, expected.collect::<Vec<_>>());
    }
}

#[test]
fn a_table_without_rows_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.txt"),
        "Nothing to see\n\nThe day was quiet and nobody spoke about anything of note.",
    )
    .unwrap();
    let arguments = ["run", "a.txt", "--out", "out", "--format", "parquet"];
    Command::cargo_bin("newsvane")
        .unwrap()
        .current_dir(folder.path())
        .args(arguments)
        .assert()
        .success();
    let claims = open(&folder.path().join("out"), Table::Claims);
    assert_eq!((claims.metadata().file_metadata().num_rows(), claims.into_iter().count()), (0, 0));
}
