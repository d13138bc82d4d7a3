//! `newsvane run` as its users meet it: the sample archive in every format, bad input, exit codes.

mod usage;

use std::{collections::BTreeMap, fs, path::Path, process::Output};

use assert_cmd::Command;
use newsvane::write::Table;
use tempfile::TempDir;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpora");

fn newsvane(folder: &Path, arguments: &[&str]) -> Output {
    Command::cargo_bin("newsvane").unwrap().current_dir(folder).args(arguments).output().unwrap()
}

/// Runs on `input` and returns the folder of the tables.
fn tables(input: &str, more: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["run", input, "--out", "out"];
    arguments.extend(more);
    let output = newsvane(folder.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join("out").join(name)).unwrap()
}

/// Rows of a table as maps, without the columns that may differ between formats of input.
fn rows(folder: &TempDir, name: &str, without: &[&str]) -> Vec<BTreeMap<String, String>> {
    let text = read(folder, name);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        let cells = header.iter().zip(&record).filter(|(column, _)| !without.contains(column));
        cells.map(|(column, cell)| (column.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

#[test]
fn every_format_of_the_sample_archive_gives_the_same_tables() {
    let text = tables(&format!("{CORPUS}/smallcap-2026/articles"), &[]);
    assert!(rows(&text, "articles.csv", &[]).len() >= 48);
    for format in ["articles.jsonl", "articles.csv", "html"] {
        let other = tables(&format!("{CORPUS}/formats/{format}"), &[]);
        for (table, without) in [
            ("theme_days.csv", &[][..]),
            ("mentions.csv", &["part", "char_start", "char_end"]),
            ("claims.csv", &["part", "char_start", "char_end"]),
        ] {
            let (expected, found) = (rows(&text, table, without), rows(&other, table, without));
            for (row, (a, b)) in expected.iter().zip(&found).enumerate() {
                assert_eq!(a, b, "{format}: row {row} of {table} differs");
            }
            assert_eq!(expected.len(), found.len(), "{format}: {table}");
        }
    }
}

#[test]
fn the_bytes_do_not_depend_on_threads_or_on_the_order_of_arguments() {
    let articles = format!("{CORPUS}/smallcap-2026/articles");
    let html = format!("{CORPUS}/formats/html");
    let run = |inputs: [&str; 2], threads: &str| {
        let folder = tempfile::tempdir().unwrap();
        let output = newsvane(
            folder.path(),
            &[
                "run",
                inputs[0],
                inputs[1],
                "--out",
                "out",
                "--threads",
                threads,
                "--format",
                "csv,jsonl,parquet",
            ],
        );
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        folder
    };
    let one = run([&articles, &html], "1");
    let two = run([&html, &articles], "8");
    let mut names: Vec<_> = fs::read_dir(one.path().join("out"))
        .unwrap()
        .map(|f| f.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|n| n != ".newsvane");
    // every table in three formats, and run.json, datapackage.json and timing.json
    assert_eq!(names.len(), Table::ALL.len() * 3 + 3, "{names:?}");
    let timing: serde_json::Value = serde_json::from_str(&read(&two, "timing.json")).unwrap();
    assert!(
        timing["threads"] == 8
            && timing["records"].as_u64() > Some(100)
            && timing["seconds"]["total"].as_f64() > Some(0.0),
        "{timing}"
    );
    // how long it took is the one thing that may differ
    names.retain(|n| n != "timing.json");
    for name in names {
        let [one, two] =
            [&one, &two].map(|folder| fs::read(folder.path().join("out").join(&name)).unwrap());
        assert!(one == two, "{name}");
    }
}

#[test]
fn contributions_add_up_to_their_cells() {
    let folder = tables(&format!("{CORPUS}/smallcap-2026/articles"), &[]);
    let mut sums: BTreeMap<(String, String), f64> = BTreeMap::new();
    for row in rows(&folder, "contributions.csv", &[]) {
        *sums.entry((row["theme"].clone(), row["day"].clone())).or_default() +=
            row["contribution"].parse::<f64>().unwrap();
    }
    let cells = rows(&folder, "theme_days.csv", &[]);
    let mut compared = 0;
    for cell in cells.iter().filter(|c| !c["sentiment"].is_empty()) {
        let sum = sums[&(cell["theme"].clone(), cell["day"].clone())];
        // tables hold 12 significant digits
        assert!((sum - cell["sentiment"].parse::<f64>().unwrap()).abs() < 1e-11, "{cell:?}");
        compared += 1;
    }
    assert!(compared > 20, "{compared} cells");
}

#[test]
fn spans_reproduce_their_surfaces() {
    let folder = tables(&format!("{CORPUS}/smallcap-2026/articles"), &[]);
    let mut locators = BTreeMap::new();
    for row in rows(&folder, "articles.csv", &[]) {
        locators.insert(row["article_id"].clone(), row["locator"].clone());
    }
    let mut compared = 0;
    for (table, column) in [
        ("mentions.csv", "text"),
        ("claims.csv", "surface"),
        ("quotes.csv", "text"),
        ("removed.csv", "text"),
    ] {
        for row in rows(&folder, table, &[]) {
            let path = Path::new(CORPUS)
                .join("smallcap-2026/articles")
                .join(&locators[&row["article_id"]]);
            let text = fs::read_to_string(path).unwrap();
            let (start, end): (usize, usize) =
                (row["char_start"].parse().unwrap(), row["char_end"].parse().unwrap());
            let span: String = text.chars().skip(start).take(end - start).collect();
            let shown = row[column]
                .strip_prefix('\'')
                .filter(|s| s.starts_with(['=', '+', '-', '@']))
                .unwrap_or(&row[column]);
            assert_eq!(span, shown, "{table}");
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared} spans");
}

#[test]
fn bad_input_is_listed_and_the_run_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("news");
    fs::create_dir(&input).unwrap();
    let good = "{\"id\":\"a\",\"title\":\"Chip sales \
                rise\",\"date\":\"2026-07-01\",\"text\":\"Sales of chips rose 5 percent on \
                Wednesday.\"}";
    let lines = format!(
        "{good}\n{{\"id\": broken\n{{\"id\":\"c\",\"name\":\"No text here\"}}\n{}\n{good}\n",
        good.replace("\"a\"", "\"d\"")
    );
    fs::write(input.join("a.jsonl"), lines).unwrap();
    fs::write(input.join("empty.txt"), "").unwrap();
    fs::write(input.join("binary.txt"), [0_u8, 159, 0, 1, 0, 2].repeat(64)).unwrap();
    fs::write(
        input.join("broken.txt"),
        b"Sales rose 5 percent \xff\xfe in June, the firm said on Monday.",
    )
    .unwrap();
    fs::write(
        input.join("ragged.csv"),
        "id,title,text\n1,Sales up,Sales rose 4 percent in June.\n2,only two\n",
    )
    .unwrap();
    fs::write(input.join("photo.png"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    fs::write(input.join("cut.jsonl.gz"), &b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\x56"[..])
        .unwrap();
    fs::write(input.join(".hidden"), "x").unwrap();
    let output = newsvane(folder.path(), &["run", "news", "--out", "out"]);
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{shown}{}", String::from_utf8_lossy(&output.stderr));
    let folder = folder;
    let rejects: Vec<(String, String)> = rows(&folder, "rejects.csv", &[])
        .iter()
        .map(|r| (r["locator"].clone(), r["reason"].clone()))
        .collect();
    let has = |locator: &str, reason: &str| {
        assert!(
            rejects.contains(&(locator.to_owned(), reason.to_owned())),
            "{locator} {reason} in {rejects:?}"
        );
    };
    has("a.jsonl:2", "bad_json");
    has("a.jsonl:3", "missing_text");
    has("empty.txt", "empty");
    has("binary.txt", "binary");
    has("broken.txt", "broken_encoding");
    has("ragged.csv:3", "bad_csv");
    has("cut.jsonl.gz", "damaged_compression");
    assert!(rejects.iter().any(|(locator, _)| locator == "photo.png"), "{rejects:?}");
    let manifest: serde_json::Value = serde_json::from_str(&read(&folder, "run.json")).unwrap();
    let count = |name: &str| manifest["counts"][name].as_u64().unwrap();
    assert_eq!(
        count("seen"),
        count("analysed") + count("duplicates") + count("rejects") + count("skipped")
    );
    assert_eq!(
        (count("analysed"), count("duplicates"), count("skipped"), count("problems")),
        (4, 1, 1, 1),
        "{manifest}"
    );
    assert!(shown.contains("bad_json 1"), "{shown}");
}

#[test]
fn titles_never_run_as_formulas() {
    let folder = tempfile::tempdir().unwrap();
    let record = serde_json::json!({"id": "x", "title": "=HYPERLINK(\"http://evil.example\")", "text": "Inflation rose to 4 percent in June, the bureau said.", "date": "2026-07-01"});
    fs::write(folder.path().join("a.jsonl"), record.to_string()).unwrap();
    let output = newsvane(folder.path(), &["run", "a.jsonl", "--out", "out"]);
    assert!(output.status.success());
    assert_eq!(
        rows(&folder, "articles.csv", &[])[0]["title"],
        "'=HYPERLINK(\"http://evil.example\")"
    );
}

#[test]
fn undated_articles_go_where_the_user_says() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Inflation rises again\n\nInflation rose to 4 percent, the bureau said.",
    )
    .unwrap();
    let day_of = |undated: &str| {
        let output =
            newsvane(folder.path(), &["run", "a.txt", "--out", "out", "--undated", undated]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        rows(&folder, "theme_days.csv", &[])
            .iter()
            .map(|r| (r["day"].clone(), r["note"].clone()))
            .collect::<Vec<_>>()
    };
    assert!(day_of("bucket").iter().all(|(day, note)| day.is_empty() && note == "undated"));
    assert!(!day_of("bucket").is_empty());
    assert!(day_of("skip").is_empty());
    assert!(day_of("2026-07-02").iter().all(|(day, _)| day == "2026-07-02"));
}

#[test]
fn a_finished_run_is_not_made_again() {
    let folder = tables(&format!("{CORPUS}/smallcap-2026/articles"), &[]);
    let articles = format!("{CORPUS}/smallcap-2026/articles");
    let again = newsvane(folder.path(), &["run", &articles, "--out", "out"]);
    assert!(again.status.success());
    assert!(String::from_utf8_lossy(&again.stdout).starts_with("Nothing to do"));
    let with = |settings: &[&str]| {
        let arguments = [&["run", &articles, "--out", "out"][..], settings].concat();
        let output = newsvane(folder.path(), &arguments);
        String::from_utf8_lossy(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let days = with(&["--zone", "America/New_York"]);
    assert!(days.starts_with("Changed settings: zone (UTC before"), "{days}");
    assert!(days.contains("No article was analysed again"), "{days}");
    let reading = with(&["--zone", "America/New_York", "--hawkish", "neutral"]);
    let told = "Started over: changed settings: hawkish (unfavourable before, neutral now).";
    assert!(reading.starts_with(told), "{reading}");
}

#[test]
fn columns_of_the_input_are_carried_into_articles() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Grain prices rose on Tuesday after a dry month in the plains.";
    let record =
        |id: u32, more: &str| format!("{{\"id\": \"{id}\", \"text\": \"{text} {id}\", {more}}}\n");
    let lines =
        record(1, r#""ticker": "=NYSE:X", "meta": {"rank": 3}, "paid": true, "code": "007""#)
            + &record(2, r#""ticker": null, "meta": {"rank": 2.5}, "paid": false, "code": "008""#);
    fs::write(folder.path().join("news.jsonl"), lines).unwrap();
    let kept = ["--keep", "ticker,meta.rank,paid", "--keep", "code"];
    let run = |formats: &str, out: &str| {
        let more = ["run", "news.jsonl", "--quiet", "--format", formats, "--out", out];
        let done = newsvane(folder.path(), &[&more[..], &kept[..]].concat());
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    run("csv,jsonl", "out");
    let csv = fs::read_to_string(folder.path().join("out/articles.csv")).unwrap();
    let lines: Vec<&str> = csv.lines().collect();
    assert!(
        lines[0].ends_with(",record_id,kept_ticker,kept_meta_rank,kept_paid,kept_code"),
        "{csv}"
    );
    // what a spreadsheet would run is shown
    assert!(lines[1].ends_with(",1,'=NYSE:X,3,true,007"), "{csv}");
    assert!(lines[2].ends_with(",2,,2.5,false,008"), "{csv}");
    let json = fs::read_to_string(folder.path().join("out/articles.jsonl")).unwrap();
    let first: serde_json::Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    assert_eq!((&first["kept_meta_rank"], &first["kept_paid"]), (&3.into(), &true.into()));
    assert_eq!((&first["kept_ticker"], &first["kept_code"]), (&"=NYSE:X".into(), &"007".into()));
    // tables with them are read as others are
    for format in ["jsonl", "parquet"] {
        run(format, format);
        let done = newsvane(folder.path(), &["verify", format]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stdout));
    }
    for (name, expected) in [
        ("source", "is read as the source of a record"),
        ("tickr", "no record has a field of this name"),
        ("code,Code", "two columns would be called kept_code"),
        (" ", "expected the name of a column"),
    ] {
        let done = newsvane(folder.path(), &["run", "news.jsonl", "--keep", name, "--out", "no"]);
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!done.status.success() && said.contains(expected), "{name}: {said}");
    }
}
