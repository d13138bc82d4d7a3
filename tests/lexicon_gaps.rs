//! `newsvane lexicon gaps`: what it lists, by the command itself.

use std::{
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

fn gaps(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsvane"))
        .args(["lexicon", "gaps", "-q"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("it runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn unknown_words_are_listed_until_they_are_judged() {
    let folder = tempfile::tempdir().unwrap();
    let article = "Inflation glimbers in Oslo\n\nInflation glimbered in Bergen too, the bank said.";
    std::fs::write(folder.path().join("a.txt"), article).unwrap();
    let found = gaps(folder.path(), &["a.txt", "--json"]);
    assert!(found.status.success(), "{}", text(&found.stderr));
    let words: Vec<Value> =
        text(&found.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let own: Vec<&Value> = words
        .iter()
        .filter(|gap| gap["word"].as_str().is_some_and(|word| word.starts_with("glimber")))
        .collect();
    assert!(!own.is_empty(), "{words:?}");
    for gap in &own {
        assert!(gap["examples"][0].as_str().unwrap().contains("glimber"), "{gap}");
        assert!(gap["sentences"].as_u64() >= Some(1));
    }
    let plain = "layer = \"word\"\n\n[[group]]\nclass = \"plain\"\nterms = [\"glimber/vn\"]\n";
    std::fs::create_dir(folder.path().join("mine")).unwrap();
    std::fs::write(folder.path().join("mine/judged.toml"), plain).unwrap();
    let judged = gaps(folder.path(), &["a.txt", "--lexicons", "mine"]);
    assert!(judged.status.success(), "{}", text(&judged.stderr));
    assert!(!text(&judged.stdout).contains("  glimber"), "{}", text(&judged.stdout));
}

#[test]
fn an_archive_without_articles_and_an_unknown_theme_are_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.jsonl"), "{}\n").unwrap();
    let none = gaps(folder.path(), &["a.jsonl"]);
    assert_eq!(none.status.code(), Some(1), "{}", text(&none.stderr));
    let odd = gaps(folder.path(), &["a.jsonl", "--theme", "macro.rate"]);
    assert!(text(&odd.stderr).contains("did you mean"), "{}", text(&odd.stderr));
}
