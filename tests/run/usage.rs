//! What is said of wrong usage, and what machines are told.

use super::*;

#[test]
fn wrong_usage_says_what_was_expected() {
    let folder = tempfile::tempdir().unwrap();
    let fails = |arguments: &[&str], code: i32, words: &str| {
        let output = newsvane(folder.path(), arguments);
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{message}");
        assert!(message.contains(words), "{message}");
    };
    fs::write(folder.path().join("a.txt"), "Sales rose 5 percent in June, the company said.")
        .unwrap();
    fails(&["run", "missing"], 3, "missing: no such file or folder; expected");
    fails(&["run", "-"], 3, "-: standard input is empty, so nothing is written; expected");
    fails(&["run", "a.txt", "--out", "a.txt/tables"], 2, "a.txt: a file is there; expected");
    assert!(newsvane(folder.path(), &["run", "a.txt", "--out", "tables"]).status.success());
    fails(&["run", "tables"], 2, "tables: these are tables that newsvane wrote, no news; expected");
    fails(
        &["run", "a.txt", "--zone", "Mars/Base"],
        2,
        "--zone Mars/Base: no such time zone; expected",
    );
    fails(
        &["run", "a.txt", "--format", "docx"],
        2,
        "unknown format; expected one of csv, jsonl, parquet",
    );
    fails(&["run", "a.txt", "--map", "body"], 2, "expected FIELD=NAME");
    fails(
        &["run", "a.txt", "--undated", "yesterday"],
        2,
        "--undated yesterday: expected bucket, skip, mtime or a day",
    );
    fs::write(folder.path().join("bad.toml"), "threads = 1\nthread = 2\n").unwrap();
    fails(&["run", "a.txt", "--config", "bad.toml"], 2, "bad.toml:2: unknown key");
    fails(&["run", "a.txt", "--lexicons", "nowhere"], 3, "nowhere: cannot read the lexicon");
    fs::create_dir_all(folder.path().join("lex/themes")).unwrap();
    fs::write(
        folder.path().join("lex/extra.toml"),
        "layer = \"tone\"\n\n[[group]]\nclass = \"upwards\"\nterms = [\"zoom/v\"]\n",
    )
    .unwrap();
    fails(
        &["run", "a.txt", "--lexicons", "lex"],
        2,
        "extra.toml:4: unknown class `upwards` in layer `tone`; expected one of up, down",
    );
    fs::create_dir(folder.path().join("mine")).unwrap();
    fs::write(folder.path().join("mine/thesis.doc"), "x").unwrap();
    fails(&["run", "a.txt", "--out", "mine"], 2, "was not made by newsvane");
    fs::write(folder.path().join("empty.txt"), "").unwrap();
    fails(&["run", "empty.txt"], 1, "nothing was analysed");
    let said = newsvane(folder.path(), &["run", "empty.txt"]).stdout;
    assert!(!String::from_utf8(said).unwrap().contains("Next"), "tables of nothing lead nowhere");
}

#[test]
fn a_line_of_json_tells_machines_what_a_run_did() {
    let folder = tempfile::tempdir().unwrap();
    let summary = |arguments: &[&str]| -> (Option<i32>, serde_json::Value) {
        let output = newsvane(folder.path(), arguments);
        let said = String::from_utf8(output.stderr).unwrap();
        let line = match fs::read_to_string(folder.path().join("summary.json")) {
            Ok(line) => line,
            Err(_) => said.lines().find(|line| line.starts_with('{')).expect(&said).to_owned(),
        };
        (output.status.code(), serde_json::from_str(&line).unwrap())
    };
    fs::write(folder.path().join("a.txt"), "2026-03-02\n\nOats fell 5% on Monday.").unwrap();
    fs::write(folder.path().join("b.json"), "{\"text\": ").unwrap();
    let run = ["run", "a.txt", "b.json", "--out", "out", "--quiet"];
    let (code, told) = summary(&[&run[..], &["--json-summary"]].concat());
    assert_eq!((code, &told["exit_code"]), (Some(0), &0.into()));
    assert_eq!([&told["counts"]["seen"], &told["counts"]["rejects"]], [2, 1]);
    assert!(told["seconds"].as_f64().unwrap() >= 0.0);
    assert_eq!(told["reasons"].as_object().unwrap().values().next(), Some(&1.into()));
    assert!(told["files"].as_array().unwrap().iter().any(|file| file == "out/theme_days.csv"));
    assert_eq!(told["was_finished"], false);

    let more = ["--json-summary=summary.json", "--max-rejects", "0", "--fresh"];
    let (code, told) = summary(&[&run[..], &more].concat());
    assert_eq!((code, &told["exit_code"]), (Some(1), &1.into()));
}
