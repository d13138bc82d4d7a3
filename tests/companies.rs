//! The index of companies, by the commands themselves.

use std::{fs, path::Path};

use crate::index::{newsvane, ok, path, text};

/// Three stories, one of them told twice, on two known companies and one that only its text knows.
fn company_news(folder: &Path) -> String {
    let lines = [
        ("07-01T10:00", "Pfizer Inc cut its forecast on Wednesday. Pfizer's sales fell 20%."),
        ("07-01T11:00", "Pfizer Inc cut its forecast on Wednesday. Pfizer's sales fell 20%."),
        ("07-03T12:00", "Pfizer won approval for its cancer drug. Nvidia shares rose 3%."),
        ("07-06T12:00", "Harwell Coatings Inc said its profit rose 10% in the quarter."),
    ];
    let file = folder.join("companies.jsonl");
    let line = |(n, (at, text)): (usize, &(&str, &str))| {
        format!("{{\"id\": \"{n}\", \"date\": \"2026-{at}:00Z\", \"text\": \"{text}\"}}\n")
    };
    let lines: Vec<String> = lines.iter().enumerate().map(line).collect();
    fs::write(&file, lines.concat()).unwrap();
    path(&file).to_owned()
}

#[test]
fn records_are_scored_towards_the_company_that_a_column_names() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("headlines.csv");
    let rows = "date,headline,ticker\n\
                2026-07-01,Guidance cut as orders slump,NVDA\n\
                2026-07-01,Guidance cut as orders slump,$PFE\n\
                2026-07-02,Record quarter,NASDAQ: NVDA\n\
                2026-07-03,Orders jump,QQZZ\n";
    fs::write(&news, rows).unwrap();
    let out = folder.path().join("out");
    let given = ["run", path(&news), "--map", "target=ticker", "--out", path(&out), "--quiet"];
    ok(&given);
    let days = columns(&out, "entity_days", ["entity_id", "day", "stories"]);
    let known = [
        ["company.nvidia", "2026-07-01", "1"],
        ["company.nvidia", "2026-07-02", "1"],
        ["company.pfizer", "2026-07-01", "1"],
    ];
    assert_eq!(days, known);
    let mentions = columns(&out, "entity_mentions", ["entity_id", "label", "trace"]);
    assert_eq!(mentions[0], ["company.nvidia", "negative", "record"]);
    assert!(mentions.iter().any(|row| row[0] == "text.qqzz"), "{mentions:?}");
    assert!(ok(&["verify", path(&out)]).contains("contributions to companies re-sum"));
}

/// The first columns of a table.
fn columns<const N: usize>(folder: &Path, table: &str, names: [&str; N]) -> Vec<[String; N]> {
    let mut reader = csv::Reader::from_path(folder.join(format!("{table}.csv"))).unwrap();
    let header = reader.headers().unwrap().clone();
    let places = names.map(|name| header.iter().position(|own| own == name).unwrap());
    let records = reader.records().map(Result::unwrap);
    records.map(|row| places.map(|place| row[place].to_owned())).collect()
}

#[test]
fn companies_have_an_index_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let news = company_news(folder.path());
    let out = folder.path().join("out");
    ok(&["run", &news, "--out", path(&out), "--quiet"]);
    let days = |folder: &Path| columns(folder, "entity_days", ["entity_id", "day", "articles"]);
    let known = [
        ["company.nvidia", "2026-07-03", "1"],
        ["company.pfizer", "2026-07-01", "2"],
        ["company.pfizer", "2026-07-03", "1"],
    ];
    assert_eq!(days(&out), known);
    let sentiment = columns(&out, "entity_days", ["stories", "sentiment", "name"]);
    let figure = |n: usize| sentiment[n][1].parse::<f64>().unwrap();
    assert!(figure(0) > 0.0 && figure(1) < 0.0 && figure(2) > 0.0, "{sentiment:?}");
    // the copy weighs nothing
    assert_eq!((&*sentiment[1][0], &*sentiment[1][2]), ("1", "Pfizer"));
    let weights = columns(&out, "entity_contributions", ["entity_id", "day", "weight"]);
    let of_pfizer = |weight| ["company.pfizer", "2026-07-01", weight].map(str::to_owned);
    assert!(weights.contains(&of_pfizer("1")) && weights.contains(&of_pfizer("0")), "{weights:?}");
    let periods = columns(&out, "entity_periods", ["entity_id", "period", "stories", "days"]);
    assert_eq!(periods[1], ["company.pfizer", "2026-07", "2", "2"]);
    // who is known is decided when the index is computed
    ok(&["index", path(&out), "--entities", "all", "--quiet"]);
    let all = days(&out.join("index"));
    assert_eq!(all[..3], known);
    assert_eq!(all[3..], [["text.harwell_coatings", "2026-07-06", "1"]]);
    let output = newsvane(&["diff", path(&out), path(&out.join("index"))]);
    let moved = text(&output.stdout);
    assert!(moved.contains("1 of 4 cells of companies moved"), "{moved}");
    assert!(ok(&["verify", path(&out)]).contains("contributions to companies re-sum"));
    let file = out.join("entity_contributions.csv");
    let table = fs::read_to_string(&file).unwrap();
    let kept: Vec<&str> = table.lines().take(2).collect();
    fs::write(&file, kept.join("\n") + "\n").unwrap();
    let output = newsvane(&["verify", path(&out), "--quiet"]);
    let failed = text(&output.stdout);
    assert!(failed.contains("company.pfizer 2026-07-01: 2 articles, 0 contributions"), "{failed}");
}

#[test]
fn without_entities_there_are_none() {
    let folder = tempfile::tempdir().unwrap();
    let news = company_news(folder.path());
    let out = folder.path().join("out");
    ok(&["run", &news, "--out", path(&out), "--entities", "off", "--quiet"]);
    for table in ["entities", "entity_mentions", "entity_days"] {
        assert!(columns(&out, table, ["entity_id"]).is_empty(), "{table}");
    }
    ok(&["verify", path(&out)]);
    ok(&["index", path(&out), "--quiet"]);
    let output = newsvane(&["index", path(&out), "--entities", "lexicon"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("listed no entities") && said.contains("--entities off"), "{said}");
}
