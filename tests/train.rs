//! `newsvane train` and `--scorer linear:FILE`, end to end: labels of the user's to a model, and
//! the model beside the rules.

mod in_a_run;

use std::{fs, path::Path, process::Output};

use serde_json::{Value, json};

use crate::newsvane;

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Exit code and message of a command that must fail.
fn refused(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = newsvane(folder, arguments);
    assert!(!output.status.success(), "{arguments:?}");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Words of a house that no lexicon knows, with the labels that it gives them.
const SLANG: [(&str, &str); 6] = [
    ("zesty", "positive"),
    ("plummy", "positive"),
    ("beige", "neutral"),
    ("oaten", "neutral"),
    ("soggy", "negative"),
    ("crusty", "negative"),
];
const MILLS: [&str; 10] = [
    "Northmill",
    "Southmill",
    "Eastmill",
    "Westmill",
    "Ryebank",
    "Falk",
    "Oatfield",
    "Barleyman",
    "Speltwell",
    "Teffco",
];

/// 180 rows of such words.
fn rows() -> Vec<(String, &'static str)> {
    let mut rows = Vec::new();
    for (n, mill) in MILLS.iter().enumerate() {
        for (m, (word, label)) in SLANG.iter().enumerate() {
            for k in 0..3 {
                let text = match k {
                    0 => format!("The desk calls spring at {mill} {word}, page {n}{m}"),
                    1 => format!("{mill} printed a {word} set of figures"),
                    _ => format!("A {word} note on {mill} went round at noon"),
                };
                rows.push((text, *label));
            }
        }
    }
    rows
}

fn write_jsonl(path: &Path, rows: &[(String, &str)]) {
    let lines: Vec<String> = rows
        .iter()
        .map(|(text, label)| json!({"text": text, "label": label}).to_string())
        .collect();
    fs::write(path, lines.join("\n")).unwrap();
}

/// A folder with `labels.jsonl` and the `model.json` trained on it.
fn trained() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    write_jsonl(&folder.path().join("labels.jsonl"), &rows());
    let said = stdout(&newsvane(folder.path(), &["train", "labels.jsonl", "-o", "model.json"]));
    (folder, said)
}

#[test]
fn a_model_learns_what_the_rules_do_not_know() {
    let (folder, said) = trained();
    insta::assert_snapshot!("what_training_says", said);
    fs::write(
        folder.path().join("new.txt"),
        "Millhouse printed a zesty set of figures\nA soggy note on Millhouse\nA beige day\n",
    )
    .unwrap();
    let scored =
        stdout(&newsvane(folder.path(), &["score", "new.txt", "--scorer", "linear:model.json"]));
    let rows: Vec<Value> = scored.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let labels: Vec<&str> = rows.iter().map(|row| row["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["positive", "negative", "neutral"]);
    for row in &rows {
        assert_eq!(
            (row["rules_label"].as_str(), row["rules_score"].as_f64()),
            (Some("neutral"), Some(0.0)),
            "{row}"
        );
        assert_eq!(
            row["agreement"].as_f64(),
            Some(f64::from(u8::from(row["label"] == "neutral"))),
            "{row}"
        );
    }
    fs::write(folder.path().join("newsvane.toml"), "scorer = \"linear:model.json\"\n").unwrap();
    assert_eq!(
        stdout(&newsvane(folder.path(), &["score", "new.txt"])),
        scored,
        "the configuration asks for the same"
    );
    let rules = stdout(&newsvane(folder.path(), &["score", "new.txt", "--scorer", "rules"]));
    assert!(
        !rules.contains("rules_label") && rules.lines().count() == 3,
        "a flag wins over the configuration"
    );
}

#[test]
fn the_same_labels_give_the_same_model_in_any_format_and_on_any_threads() {
    let (folder, _) = trained();
    let folder = folder.path();
    let mut csv = String::from("satz,urteil\n");
    for (text, label) in rows() {
        let number = match label {
            "positive" => "1",
            "neutral" => "0",
            _ => "bad",
        };
        csv.push_str(&["\"", &text, "\",", number, "\n"].concat());
    }
    fs::write(folder.join("labels.csv"), csv).unwrap();
    let mapped = [
        "train",
        "labels.csv",
        "--map",
        "text=satz",
        "--map",
        "label=urteil",
        "--labels",
        "negative=bad",
        "-o",
        "csv.json",
    ];
    stdout(&newsvane(folder, &[&mapped[..], &["--threads", "1"]].concat()));
    assert_eq!(
        fs::read(folder.join("csv.json")).unwrap(),
        fs::read(folder.join("model.json")).unwrap()
    );
}

#[test]
fn labels_that_do_not_suffice_are_refused_with_what_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let refuse = |arguments: &[&str], said: &[&str]| {
        let (code, message) =
            refused(folder, &[&["train"], arguments, &["-o", "model.json"]].concat());
        assert_eq!(code, Some(2), "{message}");
        assert!(said.iter().all(|words| message.contains(words)), "{message}");
        assert!(!folder.join("model.json").exists());
    };
    let two: Vec<_> = rows().into_iter().filter(|(_, label)| *label != "negative").collect();
    write_jsonl(&folder.join("two.jsonl"), &two);
    refuse(&["two.jsonl"], &["0 negative", "at least 10 of each"]);
    write_jsonl(&folder.join("few.jsonl"), &rows()[..40]);
    refuse(&["few.jsonl", "--folds", "20"], &["at least 20 of each", "20 parts"]);
    let other: Vec<_> = rows()
        .into_iter()
        .map(|(text, label)| (text, if label == "negative" { "bad" } else { label }))
        .collect();
    write_jsonl(&folder.join("other.jsonl"), &other);
    refuse(&["other.jsonl"], &["`bad` (60 rows)", "--labels"]);
    fs::write(folder.join("none.csv"), "text,id\nOats rose,1\n").unwrap();
    refuse(&["none.csv"], &["1 rows have no label", "--map label=NAME"]);
    refuse(&["two.jsonl", "--l2=-1"], &["--l2 -1"]);
    refuse(&["two.jsonl", "--labels", "good"], &["--labels", "positive=LABEL_2"]);
    assert_eq!(refused(folder, &["train", "absent.csv"]).0, Some(3));
}

#[test]
fn equal_texts_say_nothing_of_others() {
    let folder = tempfile::tempdir().unwrap();
    // every text has a label of its own making, twice over: known texts would be found, new ones
    // cannot be
    let noise = (0..120).map(|n| {
        (
            format!("Note {} from desk {}", n * 7919 % 1009, n * 31 % 97),
            ["positive", "neutral", "negative"][n * n % 7 % 3],
        )
    });
    let twice: Vec<_> =
        noise.clone().chain(noise.map(|(text, label)| (text.to_uppercase(), label))).collect();
    write_jsonl(&folder.path().join("noise.jsonl"), &twice);
    let said = stdout(&newsvane(folder.path(), &["train", "noise.jsonl"]));
    let accuracy = |name: &str| {
        let line = said.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len()..].split_whitespace().find_map(|word| word.parse::<f64>().ok()).unwrap()
    };
    assert!(accuracy("linear, l2 0.3") < 0.6, "{said}");
    assert!(said.contains("No file was written"));
}

#[test]
fn rows_that_cannot_be_used_are_counted_and_files_are_not_overwritten() {
    let (folder, _) = trained();
    let folder = folder.path();
    let mut text = fs::read_to_string(folder.join("labels.jsonl")).unwrap();
    text += "\n{\"text\": \"no label\"}\n{\"text\": \"odd\", \"label\": \"so-so\"}\n{\"label\": \
             \"positive\"}\n{broken\n";
    fs::write(folder.join("more.jsonl"), text).unwrap();
    let (code, message) = refused(folder, &["train", "more.jsonl", "-o", "model.json"]);
    assert!(code == Some(2) && message.contains("model.json: the file is there"), "{message}");
    let before = fs::read(folder.join("model.json")).unwrap();
    let said = stdout(&newsvane(folder, &["train", "more.jsonl", "-o", "model.json", "--force"]));
    let counted = said.lines().find(|line| line.contains("left out")).unwrap();
    assert!(counted.starts_with("4 rows left out: 2 that cannot be read"), "{counted}");
    assert!(
        counted.contains("1 without a label, 1 with a label that is not known (so-so;"),
        "{counted}"
    );
    assert_eq!(
        fs::read(folder.join("model.json")).unwrap(),
        before,
        "the same rows, the same model"
    );
    assert_eq!(fs::read_dir(folder).unwrap().count(), 3, "nothing half-written stays");
    let (code, message) = refused(folder, &["train", "labels.jsonl", "-o", "absent/model.json"]);
    assert!(code == Some(3) && message.contains("absent/model.json: cannot write"), "{message}");
}

#[test]
fn models_that_do_not_fit_are_refused_by_every_command() {
    let (folder, _) = trained();
    let folder = folder.path();
    fs::write(folder.join("a.txt"), "Oats rose.\n").unwrap();
    let whole = fs::read_to_string(folder.join("model.json")).unwrap();
    for (name, text, said) in [
        ("half.json", whole[..whole.len() / 2].to_owned(), "no whole model"),
        ("nan.json", whole.replacen("\"bias\":[", "\"bias\":[NaN,", 1), "no whole model"),
        ("other.json", "{\"a\": 1}".to_owned(), "no `format`"),
        ("empty.json", String::new(), "no whole model"),
        (
            "next.json",
            whole.replacen("\"format_version\":1", "\"format_version\":9", 1),
            "format version 9",
        ),
    ] {
        fs::write(folder.join(name), text).unwrap();
        let scorer = format!("linear:{name}");
        for command in [&["score", "a.txt"][..], &["run", "a.txt", "--out", "tables"]] {
            let (code, message) = refused(folder, &[command, &["--scorer", &scorer]].concat());
            assert!(
                code == Some(2) && message.contains(&format!("{name}: ")) && message.contains(said),
                "{message}"
            );
        }
    }
    assert!(!folder.join("tables").exists());
    fs::create_dir_all(folder.join("lexicons")).unwrap();
    fs::write(
        folder.join("lexicons/own.toml"),
        "layer = \"tone\"\n[[group]]\nclass = \"positive\"\nterms = [\"zesty\"]\n",
    )
    .unwrap();
    for (arguments, said) in [
        (&["--scorer", "linear:absent.json"][..], "expected a model that `newsvane train` wrote"),
        (&["--scorer", "linear:."], "linear:."),
        (&["--scorer", "vader:x"], "expected bert:DIR or linear:FILE, or rules"),
        (
            &["--scorer", "linear:model.json", "--lexicons", "lexicons"],
            "trained with other lexicons",
        ),
        (&["--scorer", "linear:model.json", "--hawkish", "neutral"], "trained with other rules"),
    ] {
        let (code, message) = refused(folder, &[&["score", "a.txt"], arguments].concat());
        assert!(code == Some(2) && (message.contains(said) || said == "linear:."), "{message}");
    }
}
