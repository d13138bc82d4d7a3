//! Every table of the sample corpus as people read it, held against `tests/snapshots/tables/`.
//!
//! A record is a line of the words it is about, unindented so that `git diff` repeats it above each
//! change, then a line for each filled column. Articles are named by their files, not their ids.
//! CONTRIBUTING.md says how changed tables are accepted.

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path, sync::OnceLock};

use assert_cmd::Command;
use tempfile::TempDir;

use crate::ROOT;

/// One row: columns and cells, in the order of the table.
type Row = Vec<(String, String)>;

fn run(input: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    Command::cargo_bin("newsvane")
        .unwrap()
        .current_dir(folder.path())
        // the companies of the sample are invented: no lexicon knows them
        .args(["run", input, "--out", "out", "--entities", "all", "--quiet"])
        .assert()
        .success();
    folder
}

/// The tables of the sample corpus, made once.
fn sample() -> &'static Path {
    static SAMPLE: OnceLock<TempDir> = OnceLock::new();
    SAMPLE.get_or_init(|| run(&format!("{ROOT}/corpora/smallcap-2026/articles"))).path()
}

fn rows(folder: &Path, table: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder.join(format!("out/{table}.csv"))).unwrap();
    let header = reader.headers().unwrap().clone();
    let own = |text: &str| text.to_owned();
    let row = |record: csv::StringRecord| {
        header.iter().map(own).zip(record.iter().map(own)).collect::<Row>()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn cell<'r>(row: &'r Row, column: &str) -> &'r str {
    let found = row.iter().find(|(name, _)| name == column);
    &found.unwrap_or_else(|| panic!("no column {column} in {row:?}")).1
}

/// The stem of each article's file by its id, so that snapshots tell which article is meant.
fn names(folder: &Path) -> BTreeMap<String, String> {
    let stem = |row: &Row| {
        Path::new(cell(row, "locator")).file_stem().unwrap().to_string_lossy().into_owned()
    };
    let articles = rows(folder, "articles");
    articles.iter().map(|row| (cell(row, "article_id").to_owned(), stem(row))).collect()
}

/// A table as lines: the cells of `title` above, all filled others below.
fn page(folder: &Path, table: &str, title: &[&str]) -> String {
    let names = names(folder);
    let with_names = |cell: &str| {
        let mut cell = cell.to_owned();
        for (id, name) in names.iter().filter(|_| table != "articles") {
            cell = cell.replace(id, name);
        }
        cell
    };
    let mut page = String::new();
    let rows = rows(folder, table);
    for row in &rows {
        let titles: Vec<String> =
            title.iter().map(|column| with_names(cell(row, column))).collect();
        writeln!(page, "{table}: {}", titles.join(" | ")).unwrap();
        for (column, cell) in row
            .iter()
            .filter(|(column, cell)| !cell.is_empty() && !title.contains(&column.as_str()))
        {
            match column.as_str() {
                // 256 numbers in hex: whether they changed is all that can be read from them
                "sketch" => {
                    let hash = blake3::hash(cell.as_bytes()).to_hex();
                    writeln!(page, "  sketch: {} digits, BLAKE3 {}", cell.len(), &hash[..16])
                }
                _ => writeln!(page, "  {column}: {}", with_names(cell).replace('\n', "\n    ")),
            }
            .unwrap();
        }
    }
    writeln!(page, "{table}: {} rows", rows.len()).unwrap();
    page
}

/// Compares a table with `snapshots/tables/NAME.snap`.
fn assert_table(name: &str, page: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots/tables");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, page));
}

macro_rules! tables {
    ($($table:ident: $title:expr),+ $(,)?) => {
        $(#[test]
        fn $table() {
            let table = stringify!($table);
            assert_table(table, &page(sample(), table, &$title));
        })+

        #[test]
        fn no_table_is_left_out() {
            let files = fs::read_dir(sample().join("out")).unwrap().map(|file| file.unwrap().path());
            let mut tables: Vec<String> = files
                .filter(|path| path.extension().is_some_and(|e| e == "csv"))
                .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
            tables.sort();
            assert_eq!(tables, [$(stringify!($table)),+]);
        }
    };
}

// each with the columns that say at a glance which row it is
tables! {
    article_themes: ["article_id", "theme"],
    articles: ["locator"],
    claims: ["surface", "sentence"],
    conflicts: ["subject", "metric", "period"],
    contributions: ["theme", "day", "article_id"],
    entities: ["name", "kind", "article_id"],
    entity_contributions: ["entity_id", "day", "article_id"],
    entity_days: ["name", "day"],
    entity_mentions: ["name", "text"],
    entity_periods: ["name", "period"],
    mentions: ["theme", "text"],
    quotes: ["speaker", "text"],
    rejects: ["locator"],
    removed: ["reason", "text"],
    sketches: ["article_id"],
    theme_days: ["theme", "day"],
    theme_periods: ["theme", "period"],
    theme_shares: ["theme", "day"],
    theme_sources: ["theme", "day", "source"],
}

/// The sample corpus has nothing to reject: these inputs have.
#[test]
fn rejects_of_broken_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("news");
    fs::create_dir(&inputs).unwrap();
    let article =
        format!("{ROOT}/corpora/smallcap-2026/articles/hw-01-small-caps-start-week-higher.txt");
    fs::copy(article, inputs.join("sound.txt")).unwrap();
    for (name, bytes) in [
        ("binary.txt", b"\0\x01\x02 no text at all".as_slice()),
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        (
            "half.jsonl",
            b"{\"title\": \"Rates fall\", \"text\": \"Rates fell on Monday.\"}\n{\"title\": \"Ra",
        ),
        ("no-text.jsonl", b"{\"id\": 1}\n"),
        ("no.zip", b"PK\x03\x04 but no archive"),
        ("no.json.gz", b"\x1f\x8b\x08\x00 but no gzip"),
    ] {
        fs::write(inputs.join(name), bytes).unwrap();
    }
    let tables = run(inputs.to_str().unwrap());
    assert_table("rejects_of_broken_inputs", &page(tables.path(), "rejects", &["locator"]));
}
