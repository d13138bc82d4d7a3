//! The README claims only what a command shows.

use std::path::Path;

use assert_cmd::Command;

#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let root = Path::new(crate::ROOT);
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let out = tempfile::tempdir().unwrap();
    let run = Command::cargo_bin("newsvane")
        .unwrap()
        .args(["run", "corpora/smallcap-2026/articles", "--out"])
        .arg(out.path().join("out"))
        .current_dir(root)
        .assert()
        .success();
    let printed = String::from_utf8(run.get_output().stdout.clone()).unwrap();
    let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let shown = readme
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .expect("a block of output");
    assert!(shown.lines().count() > 5);
    for line in shown.lines() {
        assert!(
            printed.contains(&line),
            "the README shows a line that the command does not print; run \
             scripts/show-readme:\n{line}\nit prints\n{}",
            printed.join("\n")
        );
    }
}

#[test]
fn every_command_that_the_readme_names_exists() {
    let readme = std::fs::read_to_string(Path::new(crate::ROOT).join("README.md")).unwrap();
    let help = Command::cargo_bin("newsvane").unwrap().arg("--help").assert().success();
    let help = String::from_utf8(help.get_output().stdout.clone()).unwrap();
    let named: Vec<&str> = readme
        .split("`newsvane ")
        .skip(1)
        .filter_map(|rest| rest.split([' ', '`']).next())
        .collect();
    assert!(named.len() >= 5, "{named:?}");
    for name in named {
        assert!(
            help.contains(&format!("\n  {name} ")),
            "the README names `newsvane {name}`, which --help does not:\n{help}"
        );
    }
}

#[test]
fn every_flag_that_the_readme_shows_exists() {
    let readme = std::fs::read_to_string(Path::new(crate::ROOT).join("README.md")).unwrap();
    let help = |command: &str| {
        let help =
            Command::cargo_bin("newsvane").unwrap().args([command, "--help"]).assert().success();
        String::from_utf8(help.get_output().stdout.clone()).unwrap()
    };
    let run = help("run");
    let lines = readme
        .lines()
        .filter_map(|line| line.split("newsvane run ").nth(1))
        .map(|line| line.split('#').next().unwrap_or(line));
    let flags: Vec<&str> =
        lines.flat_map(str::split_whitespace).filter(|word| word.starts_with("--")).collect();
    assert!(flags.len() >= 5, "{flags:?}");
    for flag in flags {
        let flag = flag.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        assert!(
            run.contains(&format!("{flag} ")) || run.contains(&format!("{flag}\n")),
            "the README shows {flag}, which `run --help` does not"
        );
    }
}

#[test]
fn the_claims_that_the_docs_show_are_what_a_run_writes() {
    let docs = std::fs::read_to_string(Path::new(crate::ROOT).join("docs/claims.md")).unwrap();
    let story: Vec<&str> = docs.lines().filter_map(|line| line.strip_prefix("> ")).collect();
    let folder = tempfile::tempdir().unwrap();
    let record = serde_json::json!({"title": "Grain mills report", "published": "2026-07-02", "text": story.join("\n\n")});
    std::fs::write(folder.path().join("a.jsonl"), record.to_string()).unwrap();
    Command::cargo_bin("newsvane")
        .unwrap()
        .current_dir(folder.path())
        .args(["run", "a.jsonl", "--out", "out"])
        .assert()
        .success();
    let mut table = docs
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| line.trim_matches('|').split('|').map(str::trim));
    let columns: Vec<&str> = table.next().unwrap().collect();
    let shown: Vec<Vec<&str>> = table
        .skip(1)
        .map(Iterator::collect)
        .take_while(|row: &Vec<&str>| row.len() == columns.len())
        .collect();
    let mut claims = csv::Reader::from_path(folder.path().join("out/claims.csv")).unwrap();
    let header = claims.headers().unwrap().clone();
    let place = |column: &str| {
        header
            .iter()
            .position(|name| name == column)
            .unwrap_or_else(|| panic!("no column {column}"))
    };
    let written: Vec<Vec<String>> = claims
        .records()
        .map(|row| {
            columns.iter().map(|column| row.as_ref().unwrap()[place(column)].to_owned()).collect()
        })
        .collect();
    assert_eq!(shown.len(), 7);
    assert_eq!(written, shown);
}
