//! `newsvane boilerplate learn`: what recurs under different headlines is learned, and left out of
//! stories from then on.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::newsvane;

const PROMOTION: &str =
    "Oat Daily members see the harvest model two days before everybody else does.";
const MASTHEAD: &str = "The grain desk of Oat Daily";
const BACKGROUND: &str = "Oat futures have gained 14% since January, according to the exchange.";

/// Ten articles of one publisher with two lines in common; another publisher uses one of them once;
/// and one story that six times says the same.
fn write_archive(folder: &Path) {
    let goods =
        ["Barley", "Rye", "Wheat", "Maize", "Rice", "Millet", "Sorghum", "Spelt", "Teff", "Quinoa"];
    let article = |id: String, source: &str, day: usize, title: String, text: String| json!({"id": id, "source": source, "published": format!("2026-06-{day:02}"), "title": title, "text": text});
    let mut records: Vec<Value> = Vec::new();
    for (n, good) in goods.iter().enumerate() {
        let text = format!(
            "{MASTHEAD}\n\n{good} prices rose {n}% on Monday as rain delayed the harvest in the \
             north of the country.\n\n{PROMOTION}\n\nTraders of {good} said that exports would \
             decide what happens next, and that stocks were low."
        );
        records.push(article(
            format!("a{n}"),
            "Oat Daily",
            1 + n % 4,
            format!("{good} prices climb on rain"),
            text,
        ));
    }
    for n in 0..6 {
        let text = format!(
            "Oat exports fell on Tuesday, the ministry said.\n\n{BACKGROUND}\n\nEdition {n} of \
             this report adds a line."
        );
        records.push(article(
            format!("b{n}"),
            "Oat Daily",
            5 + n,
            "Oat exports fall".to_owned(),
            text,
        ));
    }
    records.push(article(
        "c".into(),
        "Rye Post",
        1,
        "Rye".into(),
        format!("Rye prices rose on Monday, traders said.\n\n{PROMOTION}"),
    ));
    let lines: Vec<String> = records.iter().map(Value::to_string).collect();
    fs::write(folder.join("news.jsonl"), lines.join("\n")).unwrap();
}

#[test]
fn what_recurs_under_different_headlines_is_learned_and_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_archive(folder);
    let learned = newsvane(folder, &["boilerplate", "learn", "news.jsonl", "-o", "lines.toml"]);
    let said = String::from_utf8_lossy(&learned.stderr).into_owned();
    assert!(
        learned.status.success()
            && said.contains("2 recurring lines of 1 sources from 17 articles"),
        "{said}"
    );
    let file = fs::read_to_string(folder.join("lines.toml")).unwrap();
    assert!(
        file.contains(PROMOTION) && file.contains(MASTHEAD) && !file.contains("Oat futures"),
        "{file}"
    );

    for (out, more) in [("plain", &[][..]), ("clean", &["--boilerplate", "lines.toml"][..])] {
        let mut arguments = vec!["run", "news.jsonl", "--out", out];
        arguments.extend(more);
        assert!(newsvane(folder, &arguments).status.success());
    }
    let read = |out: &str, table: &str| fs::read_to_string(folder.join(out).join(table)).unwrap();
    assert!(!read("plain", "removed.csv").contains("learned"));
    let removed = read("clean", "removed.csv");
    assert_eq!(
        removed.matches(PROMOTION).count(),
        10,
        "not where another publisher has it: {removed}"
    );
    assert_eq!(removed.matches(",learned,").count(), 20, "{removed}");
    let manifest = |out: &str| -> Value { serde_json::from_str(&read(out, "run.json")).unwrap() };
    assert_ne!(
        manifest("plain")["lexicons"],
        manifest("clean")["lexicons"],
        "the file is one of the lexicons"
    );
}

#[test]
fn the_file_does_not_depend_on_threads_and_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_archive(folder);
    let learn = |threads: &str| {
        newsvane(folder, &["boilerplate", "learn", "news.jsonl", "--threads", threads]).stdout
    };
    assert_eq!(learn("1"), learn("4"));
    fs::write(folder.join("lines.toml"), "# edited").unwrap();
    let refused = newsvane(folder, &["boilerplate", "learn", "news.jsonl", "-o", "lines.toml"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("may have been edited"));
    assert_eq!(fs::read_to_string(folder.join("lines.toml")).unwrap(), "# edited");
    let forced =
        newsvane(folder, &["boilerplate", "learn", "news.jsonl", "-o", "lines.toml", "--force"]);
    assert!(forced.status.success());
}

#[test]
fn a_broken_file_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write_archive(folder);
    fs::write(folder.join("lines.toml"), "[[source]]\nname = 3\n").unwrap();
    let refused = newsvane(folder, &["run", "news.jsonl", "--boilerplate", "lines.toml"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(2) && said.contains("lines.toml:2:"), "{said}");
    let refused = newsvane(folder, &["boilerplate", "learn", "-"]);
    assert_eq!(refused.status.code(), Some(2));
}
