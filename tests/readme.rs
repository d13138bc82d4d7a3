//! The README claims only what a command shows.

use std::path::Path;

use assert_cmd::Command;

#[test]
fn the_readme_shows_what_its_first_command_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
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
    let shown = readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a block of output");
    assert!(shown.lines().count() > 5);
    for line in shown.lines() {
        assert!(
            printed.contains(&line),
            "the README shows a line that the command does not print; run scripts/show-readme:\n{line}\nit prints\n{}",
            printed.join("\n")
        );
    }
}

#[test]
fn every_command_that_the_readme_names_exists() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let help = Command::cargo_bin("newsvane").unwrap().arg("--help").assert().success();
    let help = String::from_utf8(help.get_output().stdout.clone()).unwrap();
    let named: Vec<&str> = readme.split("`newsvane ").skip(1).filter_map(|rest| rest.split([' ', '`']).next()).collect();
    assert!(named.len() >= 5, "{named:?}");
    for name in named {
        assert!(help.contains(&format!("\n  {name} ")), "the README names `newsvane {name}`, which --help does not:\n{help}");
    }
}

#[test]
fn every_flag_that_the_readme_shows_exists() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let help = |command: &str| {
        let help = Command::cargo_bin("newsvane").unwrap().args([command, "--help"]).assert().success();
        String::from_utf8(help.get_output().stdout.clone()).unwrap()
    };
    let run = help("run");
    let lines = readme.lines().filter_map(|line| line.split("newsvane run ").nth(1)).map(|line| line.split('#').next().unwrap_or(line));
    let flags: Vec<&str> = lines.flat_map(str::split_whitespace).filter(|word| word.starts_with("--")).collect();
    assert!(flags.len() >= 5, "{flags:?}");
    for flag in flags {
        let flag = flag.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        assert!(
            run.contains(&format!("{flag} ")) || run.contains(&format!("{flag}\n")),
            "the README shows {flag}, which `run --help` does not"
        );
    }
}
