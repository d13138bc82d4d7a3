//! CSV as spreadsheets of other countries want it: the same figures, and tables that newsvane reads
//! again.

use std::{fs, path::Path, process::Command};

fn newsvane(arguments: &[&str]) -> (Option<i32>, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_newsvane")).args(arguments).output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

fn run(dialect: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = format!("{}/corpora/smallcap-2026/articles", crate::ROOT);
    let out = folder.path().to_str().unwrap();
    let (code, errors) =
        newsvane(&[&["run", &articles, "--out", out, "--quiet"], dialect].concat());
    assert_eq!(code, Some(0), "{errors}");
    folder
}

fn rows(path: &Path, separator: u8) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).has_headers(false).from_path(path).unwrap();
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn words_that_a_spreadsheet_would_run_are_guarded_or_raw() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.jsonl");
    let text = "Inflation cooled to 2.5% in June, a report showed on Friday.";
    let record =
        serde_json::json!({"title": "=1+1 is inflation", "text": text, "published": "2026-07-02"});
    fs::write(&input, record.to_string()).unwrap();
    for (flags, expected) in
        [(&[][..], "'=1+1 is inflation"), (&["--csv", "raw"], "=1+1 is inflation")]
    {
        let out = folder.path().join("out");
        let arguments =
            ["run", input.to_str().unwrap(), "--out", out.to_str().unwrap(), "--quiet", "--fresh"];
        let (code, errors) = newsvane(&[&arguments, flags].concat());
        assert_eq!(code, Some(0), "{errors}");
        let articles = rows(&out.join("articles.csv"), b',');
        let title = articles[0].iter().position(|name| name == "title").unwrap();
        assert_eq!(articles[1][title], expected, "{flags:?}");
        let (code, errors) = newsvane(&["verify", out.to_str().unwrap(), "--quiet"]);
        assert_eq!(code, Some(0), "{errors}");
    }
}

#[test]
fn a_dialect_changes_how_figures_are_written_and_nothing_else() {
    let (plain, european) = (run(&[]), run(&["--csv", "bom,semicolon,decimal-comma"]));
    let mut numbers = 0;
    for table in [
        "theme_days",
        "contributions",
        "articles",
        "mentions",
        "claims",
        "conflicts",
        "article_themes",
        "rejects",
    ] {
        let name = format!("{table}.csv");
        let bytes = fs::read(european.path().join(&name)).unwrap();
        assert!(bytes.starts_with("\u{FEFF}".as_bytes()), "{name} begins with a byte order mark");
        let (one, two) =
            (rows(&plain.path().join(&name), b','), rows(&european.path().join(&name), b';'));
        assert_eq!(one.len(), two.len(), "{name}");
        for (n, (one, two)) in one.iter().zip(&two).enumerate() {
            for (column, (one, two)) in one.iter().zip(two).enumerate() {
                let is_number =
                    one.parse::<f64>().is_ok() && one.contains('.') && two.contains(',');
                numbers += usize::from(is_number);
                let expected = if is_number { one.replace('.', ",") } else { one.clone() };
                assert_eq!(two, &expected, "{name}, row {n}, column {column}");
            }
        }
    }
    assert!(numbers > 1000, "only {numbers} cells had a decimal comma");
}

#[test]
fn what_is_written_can_be_indexed_and_proved() {
    for dialect in ["bom", "semicolon,decimal-comma", "bom,tab", "tab,decimal-comma"] {
        let folder = run(&["--csv", dialect]);
        let out = folder.path().to_str().unwrap();
        let (code, errors) = newsvane(&["verify", out]);
        assert_eq!(code, Some(0), "{dialect}: {errors}");
        let (code, errors) = newsvane(&["index", out, "--csv", dialect, "--quiet"]);
        assert_eq!(code, Some(0), "{dialect}: {errors}");
        let (one, two) = (
            fs::read(folder.path().join("theme_days.csv")),
            fs::read(folder.path().join("index/theme_days.csv")),
        );
        assert!(one.unwrap() == two.unwrap(), "{dialect}");
    }
}

#[test]
fn commas_that_would_end_cells_and_split_numbers_are_refused() {
    for (dialect, expected) in [
        ("decimal-comma", "--csv decimal-comma: decimal-comma needs semicolon or tab"),
        ("semicolon,tab", "--csv semicolon,tab: semicolon and tab are both asked for"),
        ("excel", "--csv excel: `excel` is none of bom, semicolon, tab, decimal-comma"),
    ] {
        let (code, errors) = newsvane(&["run", "corpora", "--csv", dialect]);
        assert_eq!(code, Some(2), "{dialect}");
        assert!(errors.contains(expected), "{errors}");
    }
}
