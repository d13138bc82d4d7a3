//! A model of one's own beside the rules, in a run over news.

use super::*;

const NEWS: &str = "\
{\"id\": \"1\", \"title\": \"Inflation prints a zesty number\", \"published\": \"2026-07-01\", \
                    \"text\": \"Inflation rose to 4% in June. The desk calls the report soggy.\\n\\nRain \
                    fell. A beige note on inflation went round at noon.\"}
{\"id\": \"2\", \"title\": \"Payrolls\", \"published\": \"2026-07-02\", \"text\": \"U.S. payrolls \
                    fell by 41,000 in June, the Labor Department said. Northmill printed a plummy \
                    set of figures.\"}
";

fn rows_of(path: &Path) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_path(path).unwrap();
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn column<'r>(rows: &'r [Vec<String>], name: &str) -> Vec<&'r str> {
    let at = rows[0].iter().position(|column| column == name).unwrap();
    rows[1..].iter().map(|row| row[at].as_str()).collect()
}

#[test]
fn a_run_has_the_model_beside_the_rules() {
    let (folder, _) = trained();
    let folder = folder.path();
    fs::write(folder.join("news.jsonl"), NEWS).unwrap();
    let said = stdout(&newsvane(
        folder,
        &[
            "run",
            "news.jsonl",
            "--out",
            "all",
            "--scorer",
            "linear:model.json",
            "--format",
            "csv,html",
        ],
    ));
    assert!(said.contains("The scorer read 8 sentences (0 cut short)"), "{said}");
    let mentions = rows_of(&folder.join("all/mentions.csv"));
    assert_eq!(mentions[0][13..], ["sentiment_model", "label_model", "agreement", "mood"]);
    let agreeing = column(&mentions, "label").into_iter().zip(column(&mentions, "label_model"));
    let agreeing: Vec<&str> =
        agreeing.map(|(rules, model)| if rules == model { "true" } else { "false" }).collect();
    assert_eq!(column(&mentions, "agreement"), agreeing);
    // the page says by theme how often they agree
    let page = fs::read_to_string(folder.join("all/report.html")).unwrap();
    assert!(page.contains("Where your scorer and the rules agree"));
    assert!(page.contains("scorer (linear)") && page.contains("of all 8 sentences that it scored"));
    let articles = rows_of(&folder.join("all/articles.csv"));
    assert_eq!(
        articles[0][19..],
        ["sentiment_model", "model_agreement", "published_utc", "record_id"]
    );
    for (name, least) in [("sentiment_model", -1.0), ("model_agreement", 0.0)] {
        assert!(
            column(&articles, name)
                .iter()
                .all(|cell| cell.parse::<f64>().is_ok_and(|v| (least..=1.0).contains(&v))),
            "{name}"
        );
    }
    let manifest = |out: &str| {
        serde_json::from_slice::<Value>(&fs::read(folder.join(out).join("run.json")).unwrap())
            .unwrap()
    };
    let scorer = &manifest("all")["scorer"];
    let hash = &blake3::hash(&fs::read(folder.join("model.json")).unwrap()).to_hex()[..16];
    assert_eq!(
        (&scorer["kind"], &scorer["name"], scorer["hash"].as_str()),
        (&"linear".into(), &"model.json".into(), Some(hash))
    );
    assert_eq!(
        (scorer["scored"].as_u64(), scorer["truncated"].as_u64()),
        (Some(8), Some(0)),
        "{scorer}"
    );

    stdout(&newsvane(folder, &["run", "news.jsonl", "--out", "none"]));
    assert!(
        column(&rows_of(&folder.join("none/mentions.csv")), "sentiment_model")
            .iter()
            .all(|cell| cell.is_empty())
    );
    assert!(
        column(&rows_of(&folder.join("none/articles.csv")), "model_agreement")
            .iter()
            .all(|cell| cell.is_empty())
    );
    assert_eq!(manifest("none")["scorer"], Value::Null);
    assert_eq!(
        fs::read(folder.join("none/theme_days.csv")).unwrap(),
        fs::read(folder.join("all/theme_days.csv")).unwrap(),
        "the index is the rules'"
    );

    stdout(&newsvane(
        folder,
        &[
            "run",
            "news.jsonl",
            "--out",
            "themes",
            "--scorer",
            "linear:model.json",
            "--scorer-on",
            "themes",
        ],
    ));
    let bearing = manifest("themes")["scorer"]["scored"].as_u64().unwrap();
    assert!(0 < bearing && bearing < 8, "{bearing}");
    assert_eq!(
        rows_of(&folder.join("themes/mentions.csv")),
        mentions,
        "the same of sentences that bear a theme"
    );
    stdout(&newsvane(folder, &["verify", "all"]));
}

#[test]
fn bytes_depend_neither_on_threads_nor_on_what_was_there() {
    let (folder, _) = trained();
    let folder = folder.path();
    // more articles than are analysed together
    let line = |n: usize| {
        let (a, b) = (SLANG[n % 6].0, SLANG[n % 5].0);
        format!(
            "{{\"id\": \"{n}\", \"published\": \"2026-07-{:02}\", \"text\": \"Inflation rose to \
             {n}% in June. A {a} note on inflation. {n} {b} days.\"}}",
            n % 28 + 1
        )
    };
    let archive = |count: usize| (0..count).map(line).collect::<Vec<_>>().join("\n");
    fs::create_dir(folder.join("news")).unwrap();
    fs::write(folder.join("news/a.jsonl"), archive(90)).unwrap();
    let run = |out: &str, more: &[&str]| {
        stdout(&newsvane(
            folder,
            &[
                &[
                    "run",
                    "news",
                    "--out",
                    out,
                    "--scorer",
                    "linear:model.json",
                    "--format",
                    "csv,jsonl,parquet",
                ],
                more,
            ]
            .concat(),
        ))
    };
    let tables = |out: &str| {
        let mut files: Vec<_> = fs::read_dir(folder.join(out))
            .unwrap()
            .map(|file| file.unwrap().path())
            .filter(|path| path.is_file())
            .collect();
        files.retain(|path| !path.ends_with("timing.json"));
        files.sort();
        files
            .into_iter()
            .map(|path| (path.file_name().unwrap().to_owned(), fs::read(path).unwrap()))
            .collect::<Vec<_>>()
    };
    run("one", &["--threads", "1"]);
    run("four", &["--threads", "4"]);
    assert!(tables("one") == tables("four"));
    assert!(run("one", &["--threads", "2"]).contains("Nothing to do"));

    // an archive that grew: what was scored is taken over, and counted
    fs::write(
        folder.join("news/b.jsonl"),
        archive(120).lines().skip(90).collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
    assert!(run("one", &[]).contains("Took over 90 records"));
    run("four", &["--fresh"]);
    assert!(tables("one") == tables("four"));

    // another model under the same name, or none
    write_jsonl(&folder.join("labels.jsonl"), &rows()[..170]);
    stdout(&newsvane(folder, &["train", "labels.jsonl", "-o", "model.json", "--force"]));
    assert!(run("one", &[]).contains("Started over: the scorer changed"));
    assert!(
        stdout(&newsvane(
            folder,
            &["run", "news", "--out", "four", "--format", "csv,jsonl,parquet"]
        ))
        .contains("Started over: the scorer changed")
    );
}
