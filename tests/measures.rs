//! `newsvane measures`: the latest figures of all sources, day by day.

use std::{fs, process::Command};

use newsvane::MeasureDay;
use serde_json::{Value, json};

fn measures(arguments: &[&str]) -> (String, String) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_newsvane"));
    let output = program.arg("measures").args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr))
}

/// Three papers on the consumer prices of May, and a note on a mill.
fn tables() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let article = |source: &str, published: &str, title: &str, text: &str| {
        json!({"source": source, "published": published, "title": title, "text": text}).to_string()
    };
    let lines = [
        article(
            "Ulm Post",
            "2026-06-10",
            "Prices up",
            "U.S. consumer prices rose 2.4% in May from a year earlier, the Labor Department said.",
        ),
        article(
            "Brand Wire",
            "2026-06-10",
            "Inflation picks up",
            "Stores charged more. The U.S. consumer price index climbed 2.8% in May from a year \
             earlier.",
        ),
        article(
            "Ulm Post",
            "2026-06-12",
            "Prices corrected",
            "U.S. consumer prices rose 2.6% in May from a year earlier after a count was mended.",
        ),
    ];
    fs::write(folder.path().join("news.jsonl"), lines.join("\n")).unwrap();
    let (input, out) = (folder.path().join("news.jsonl"), folder.path().join("out"));
    let run = Command::new(env!("CARGO_BIN_EXE_newsvane"))
        .args(["run", input.to_str().unwrap(), "--quiet", "--out", out.to_str().unwrap()])
        .status()
        .unwrap();
    assert!(run.success());
    folder
}

#[test]
fn a_measure_is_told_day_by_day() {
    let folder = tables();
    let out = folder.path().join("out");
    let out = out.to_str().unwrap();
    let (said, _) = measures(&[out, "--measure", "us.cpi", "--json"]);
    let rows: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            ["day", "median", "low", "high", "period_start"].map(|key| row[key].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        told,
        [
            ["2026-06-10", "2.6", "2.4", "2.8", "2026-05-01"],
            ["2026-06-12", "2.7", "2.6", "2.8", "2026-05-01"]
        ]
    );
    assert_eq!([&rows[1]["sources"], &rows[1]["stories"]], [2, 2]);
    assert_eq!(rows[0]["basis"], "year_on_year");
    assert_eq!(rows[0]["unit"], "percent");

    let (csv, _) = measures(&[out]);
    let mut lines = csv.lines();
    let head = "measure_id,basis,segment,kind,unit,period_start,period_end,modality,day,median,low,high,\
                sources,stories,revised";
    assert_eq!(lines.next(), Some(head));
    let row = "us.cpi,year_on_year,,change,percent,2026-05-01,2026-05-31,actual,2026-06-10,2.6,2.4,2.8,2,2,\
               false";
    assert!(lines.any(|line| line == row), "{csv}");
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tables();
    let out = folder.path().join("out");
    let (said, problem) = measures(&[out.to_str().unwrap(), "--measure", "de.gdp"]);
    assert!(problem.contains("no measure begins with de.gdp"), "{problem}");
    assert_eq!(said, format!("{}\n", MeasureDay::COLUMNS.join(",")));
    let (csv, _) = measures(&[out.to_str().unwrap()]);
    assert!(csv.lines().count() > 1 && csv.starts_with(&said), "{csv}");
    let (json, _) = measures(&[out.to_str().unwrap(), "--json"]);
    let places = MeasureDay::COLUMNS.map(|name| json.find(&format!("\"{name}\":")));
    assert!(places[0].is_some() && places.is_sorted_by(|a, b| a < b), "other fields: {json}");
    let (_, problem) = measures(&[folder.path().to_str().unwrap()]);
    assert!(problem.contains("expected the folder that `newsvane run` wrote"), "{problem}");
}
