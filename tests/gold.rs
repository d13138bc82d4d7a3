//! `newsvane check` against `score_gold.py`, whose rules and paths it has.

use std::{path::Path, process::Command};

use serde_json::Value;

use crate::tools;

fn stdout(command: &mut Command) -> Vec<u8> {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    output.stdout
}

fn newsvane(arguments: &[&str], gold: &Path) -> Vec<u8> {
    stdout(Command::new(env!("CARGO_BIN_EXE_newsvane")).args(arguments).arg(gold))
}

/// Numbers within rounding, all else alike; both ways, so that no path is missing on either side.
fn assert_same(ours: &Value, theirs: &Value, path: &str) {
    match (ours, theirs) {
        (Value::Object(a), Value::Object(b)) => {
            let [ours, theirs] = [a, b].map(|object| object.keys().collect::<Vec<_>>());
            assert_eq!(ours, theirs, "keys at {path}");
            a.iter().for_each(|(key, value)| assert_same(value, &b[key], &format!("{path}.{key}")));
        }
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            assert!((a - b).abs() < 1e-12, "{path}: {a} and {b}");
        }
        _ => assert_eq!(ours, theirs, "{path}"),
    }
}

#[test]
fn figures_are_those_of_score_gold() {
    let Some(script) = tools::shared("data/score_gold.py") else { return };
    if !tools::has_tool("python3") {
        return;
    }
    let gold = script.with_file_name("gold");
    let predictions = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(predictions.path(), newsvane(&["annotate"], &gold)).unwrap();
    for strict in [&[][..], &["--strict"]] {
        let theirs = stdout(
            Command::new("python3")
                .arg(&script)
                .args([&gold, predictions.path()])
                .arg("--json")
                .args(strict),
        );
        let ours = newsvane(&[&["check", "--json"], strict].concat(), &gold);
        let [ours, theirs]: [Value; 2] =
            [ours, theirs].map(|json| serde_json::from_slice(&json).unwrap());
        assert_same(&ours, &theirs, "");
    }
}
