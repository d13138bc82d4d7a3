//! Arguments to files.

use super::*;

fn locators(inputs: &[String]) -> Vec<String> {
    expand(inputs).unwrap().sources.into_iter().map(|s| s.locator).collect()
}

#[test]
fn tables_of_an_earlier_run_are_left_out() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("tables/.newsvane")).unwrap();
    std::fs::write(dir.path().join("tables/claims.csv"), "article_id,text\n").unwrap();
    std::fs::write(dir.path().join("a.txt"), "x").unwrap();
    let found = expand(&[dir.path().to_string_lossy().into_owned()]).unwrap();
    assert_eq!(found.sources.len(), 1);
    assert_eq!(found.skipped, [Skipped { locator: "tables".into(), reason: "output" }]);
    let tables = dir.path().join("tables").to_string_lossy().into_owned();
    let error = expand(&[tables]).unwrap_err().to_string();
    assert!(error.ends_with("no news; expected the archive that they were made of"), "{error}");
}

#[test]
fn walks_in_bytewise_order_and_leaves_out_what_is_no_news() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    std::fs::create_dir_all(at("b/.git")).unwrap();
    for name in [
        "b/2.txt",
        "b/10.txt",
        "a.jsonl",
        "b-c.txt",
        "b/2.json",
        "b/3.json",
        "check.toml",
        ".hidden",
        "b/.git/x.txt",
    ] {
        std::fs::write(at(name), "x").unwrap();
    }
    let folder = dir.path().to_string_lossy().into_owned();
    let expanded = expand(std::slice::from_ref(&folder)).unwrap();
    let names: Vec<&str> = expanded.sources.iter().map(|s| s.locator.as_str()).collect();
    assert_eq!(names, ["a.jsonl", "b-c.txt", "b/10.txt", "b/2.txt", "b/3.json"]);
    let skipped: Vec<(&str, &str)> =
        expanded.skipped.iter().map(|s| (s.locator.as_str(), s.reason)).collect();
    assert_eq!(
        skipped,
        [
            (".hidden", "hidden"),
            ("b/.git", "hidden"),
            ("b/2.json", "gold_annotation"),
            ("check.toml", "configuration")
        ]
    );

    let file = at("b/2.txt").to_string_lossy().into_owned();
    assert_eq!(locators(std::slice::from_ref(&file)), ["2.txt"]);
    assert_eq!(locators(&[file.clone(), folder.clone()]), locators(&[folder.clone(), file]));
    assert_eq!(locators(&[format!("{folder}/b/*.txt")]), ["10.txt", "2.txt"]);
}

#[cfg(unix)]
#[test]
fn pipes_are_left_out_and_links_within_the_folder_lend_their_names() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str| dir.path().join(name);
    std::fs::create_dir_all(at("blobs")).unwrap();
    std::fs::create_dir_all(at("snapshots")).unwrap();
    std::fs::write(at("blobs/0123456789abcdef0123456789abcdef"), "x").unwrap();
    for name in ["README.md", "LICENSE", "readme-first.txt", "notice to banks.txt"] {
        std::fs::write(at(name), "x").unwrap();
    }
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, at(name)).unwrap();
    link("../blobs/0123456789abcdef0123456789abcdef", "snapshots/a.jsonl");
    link("/etc/hostname", "snapshots/b.txt");
    link("no/such.txt", "snapshots/gone.txt");
    link("..", "snapshots/up");
    let made = std::process::Command::new("mkfifo").arg(at("pipe")).status();
    let folder = dir.path().to_string_lossy().into_owned();
    let found = expand(std::slice::from_ref(&folder)).unwrap();
    let names: Vec<&str> = found.sources.iter().map(|s| s.locator.as_str()).collect();
    let expected =
        ["notice to banks.txt", "snapshots/a.jsonl", "snapshots/b.txt", "snapshots/gone.txt"];
    assert_eq!(names, expected);
    let is_out: Vec<bool> = found.sources.iter().map(|s| s.leads_out).collect();
    assert_eq!(is_out, [false, false, true, true], "what leads out is named, and not read");
    let reason = |name: &str| found.skipped.iter().find(|s| s.locator == name).map(|s| s.reason);
    assert_eq!(reason("README.md"), Some("documentation"));
    assert_eq!(reason("LICENSE"), Some("documentation"));
    assert_eq!(reason("snapshots/up"), Some("link"));
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(reason("pipe"), Some("special"));
    }
}

#[test]
fn equal_names_of_different_files_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        std::fs::create_dir(dir.path().join(name)).unwrap();
        std::fs::write(dir.path().join(name).join("x.txt"), "x").unwrap();
    }
    let given: Vec<String> = ["a/x.txt", "b/x.txt"]
        .iter()
        .map(|n| dir.path().join(n).to_string_lossy().into_owned())
        .collect();
    let found = locators(&given);
    assert!(found.len() == 2 && found[0].ends_with("a/x.txt") && found[1].ends_with("b/x.txt"));
}

#[test]
fn a_missing_path_says_what_was_expected() {
    let message = expand(&["no/such/folder".to_owned()]).unwrap_err().to_string();
    assert!(
        message.contains("no/such/folder") && message.contains("expected a file, a folder"),
        "{message}"
    );
    assert!(matches!(expand(&["no/such/*.txt".to_owned()]), Err(LoadError::NoMatch { .. })));
}
