//! `--universe`: the user's own companies, by name, alias, cashtag, exchange form and Reuters code.

use std::{fmt::Write as _, fs, path::Path};

use serde_json::Value;

use crate::newsvane;

/// Thirty thousand companies, one of which the article is about.
fn write_files(folder: &Path) {
    let mut csv =
        "id,name,aliases,ticker\nfalk,Falkenrath Mills,Falkenrath|FM Holdings,FLKR\n".to_owned();
    for n in 0..30_000 {
        writeln!(csv, "c{n},Quellbrook{n} Industries,Quellbrook{n},QB{n}").unwrap();
    }
    fs::write(folder.join("universe.csv"), csv).unwrap();
    let text = "Mills rise on orders\n\nFalkenrath gained 4% on Monday. Quellbrook2999 Industries \
                lost 2%. Investors sold $FLKR, which fell 3%. Rook (NYSE: FLKR) rose 5%. Shares \
                of FLKR.N were up 6%.";
    fs::write(folder.join("article.txt"), text).unwrap();
}

#[test]
fn claims_bear_the_ids_of_the_universe() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_files(folder);
    let subjects = |arguments: &[&str]| -> Vec<Option<String>> {
        let out = newsvane(folder, arguments);
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let article: Value = serde_json::from_slice(&out.stdout).unwrap();
        article["claims"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| c["subject_id"].as_str().map(str::to_owned))
            .collect()
    };
    let known = |id: &str| Some(id.to_owned());
    let found = subjects(&["annotate", "article.txt", "--universe", "universe.csv"]);
    assert_eq!(found, [known("falk"), known("c2999"), known("falk"), known("falk"), known("falk")]);
    assert!(subjects(&["annotate", "article.txt"]).iter().all(Option::is_none));
}

#[test]
fn a_run_takes_the_universe_from_its_configuration() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_files(folder);
    fs::write(
        folder.join("newsvane.toml"),
        "universe = \"universe.csv\"\nundated = \"2026-07-01\"\n",
    )
    .unwrap();
    let out = newsvane(folder, &["run", "article.txt", "--out", "tables"]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let claims = fs::read_to_string(folder.join("tables/claims.csv")).unwrap();
    assert!(claims.contains(",falk,") && claims.contains(",c2999,"), "{claims}");
}

#[test]
fn a_broken_universe_is_refused_with_file_and_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_files(folder);
    fs::write(folder.join("bad.csv"), "id,name\na,Falk\na,Rook\n").unwrap();
    let out = newsvane(folder, &["run", "article.txt", "--out", "tables", "--universe", "bad.csv"]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2));
    assert!(
        said.contains("bad.csv:3: id `a` stands here twice; expected one row per id"),
        "{said}"
    );
    assert!(!folder.join("tables").exists());
}
