//! `index`, `verify`, `diff` and the conflicts table, by the commands themselves.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use newsvane::write::SCHEMA_VERSION;

pub(crate) fn newsvane(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsvane")).args(arguments).output().expect("it runs")
}

pub(crate) fn ok(arguments: &[&str]) -> String {
    let output = newsvane(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn articles() -> String {
    format!("{}/corpora/smallcap-2026/articles", crate::ROOT)
}

pub(crate) fn path(folder: &Path) -> &str {
    folder.to_str().expect("a plain path")
}

/// Runs over the sample corpus into a folder of its own.
fn run(more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let articles = articles();
    ok(&[&["run", &articles, "--out", path(folder.path()), "--fresh", "--quiet"], more].concat());
    folder
}

#[test]
fn the_index_follows_from_the_tables_in_every_format() {
    for format in ["csv", "jsonl", "csv,parquet", "parquet"] {
        let folder = run(&["--format", format, "--entities", "all"]);
        let again = folder.path().join("index");
        ok(&["index", path(folder.path()), "--format", format, "--quiet"]);
        for file in fs::read_dir(&again).unwrap() {
            let name = file.unwrap().file_name();
            if name == "run.json" || name == "datapackage.json" || name == ".newsvane" {
                continue;
            }
            let (one, two) = (
                fs::read(folder.path().join(&name)).unwrap(),
                fs::read(again.join(&name)).unwrap(),
            );
            assert!(one == two, "{}", name.to_string_lossy());
        }
    }
}

#[test]
fn several_indices_stand_side_by_side_and_are_proved() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("indices.toml");
    fs::write(
        &config,
        "entities = 'all'\ncalendar = 'nyse'\ncutoff = '15:30'\n[[index]]\nacross = 'relevance'\n[[index]]\nname = \
         'all-tellings'\nstory = 'each'\nacross = 'novelty'\nsmoothing = \
         'linear'\n[[index]]\nname = 'sources'\nwithin = 'zero-damped'\nsource-effects = \
         true\nshrink = true\ninterval = 'bootstrap'\nperiods = 'week'\n[index.shares]\nvariance \
         = ['2026-06-22', '2026-06-26']\nmean = ['2026-06-22', '2026-06-26']\n",
    )
    .unwrap();
    let out = folder.path().join("out");
    ok(&["run", &articles(), "--out", path(&out), "--quiet", "--config", path(&config)]);
    let tables = ["theme_days", "contributions", "theme_periods", "theme_shares"];
    let of_companies = ["entity_days", "entity_contributions", "entity_periods"];
    for table in tables.iter().chain(&of_companies) {
        for name in ["", ".all-tellings", ".sources"] {
            assert!(out.join(format!("{table}{name}.csv")).is_file(), "{table}{name}");
        }
    }
    let weeks = fs::read_to_string(out.join("theme_periods.sources.csv")).unwrap();
    assert!(weeks.contains(",2026-W26,2026-06-22,2026-06-28,"), "{weeks}");
    let shares = fs::read_to_string(out.join("theme_shares.sources.csv")).unwrap();
    assert!(
        shares.lines().any(|l| l.ends_with(",false"))
            && shares.lines().any(|l| l.ends_with(",true")),
        "{shares}"
    );
    let sources = fs::read_to_string(out.join("theme_sources.csv")).unwrap();
    assert!(
        sources.starts_with("theme,day,source,articles,stories,source_stories,share\n")
            && sources.lines().count() > 20,
        "{sources}"
    );
    // no story counts on the holiday or at a weekend
    let days = fs::read_to_string(out.join("theme_days.csv")).unwrap();
    assert!(
        !days.contains(",2026-07-03,")
            && !days.contains(",2026-06-27,")
            && days.contains(",2026-07-06,")
    );
    let proofs = ok(&["verify", path(&out)]);
    assert!(proofs.contains("of index sources") && proofs.contains("28 of 28 hold"), "{proofs}");
}

#[test]
fn what_was_tampered_with_is_found() {
    let folder = run(&[]);
    let file = folder.path().join("contributions.csv");
    let table = fs::read_to_string(&file).unwrap();
    let line = table.lines().nth(1).unwrap();
    let last = line.rsplit(',').next().unwrap();
    let changed = format!("{}0.77", line.strip_suffix(last).unwrap());
    fs::write(&file, table.replacen(line, &changed, 1)).unwrap();
    let output = newsvane(&["verify", path(folder.path()), "--at", "2026-06-26"]);
    assert_eq!(output.status.code(), Some(1));
    let proofs = text(&output.stdout);
    assert!(
        proofs.contains("FAILS  contributions re-sum")
            && proofs.contains("FAILS  the index follows"),
        "{proofs}"
    );
    assert!(proofs.contains("holds  nothing published after 2026-06-26"), "{proofs}");
}

#[test]
fn tables_that_cannot_be_read_say_what_was_expected() {
    let folder = run(&[]);
    let manifest = folder.path().join("run.json");
    let text_of = fs::read_to_string(&manifest).unwrap();
    // the tables of the version before, and of one to come
    for version in [SCHEMA_VERSION - 1, 99] {
        let own = format!("\"schema_version\": {SCHEMA_VERSION}");
        let other = format!("\"schema_version\": {version}");
        fs::write(&manifest, text_of.replace(&own, &other)).unwrap();
        let output = newsvane(&["index", path(folder.path())]);
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        let expected =
            format!("run.json: its tables have schema version {version} (docs/tables.md");
        assert!(said.contains(&expected) && said.contains("again with `newsvane run`"), "{said}");
    }
    fs::write(&manifest, text_of).unwrap();

    let table = folder.path().join("article_themes.csv");
    let rows = fs::read_to_string(&table).unwrap();
    fs::write(&table, rows.replacen(",1,", ",one,", 1)).unwrap();
    let output = newsvane(&["index", path(folder.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("article_themes.csv:2: ")
            && text(&output.stderr).contains("expected a"),
        "{}",
        text(&output.stderr)
    );
    fs::remove_file(&table).unwrap();
    let output = newsvane(&["index", path(folder.path())]);
    assert!(text(&output.stderr).contains("no table `article_themes`"), "{}", text(&output.stderr));

    for (flag, value, expected) in [
        ("--across", "loudest", "inverse-proportional"),
        ("--smoothing", "almon(1)", "order"),
        ("--calendar", "lse", "neither nyse, xnys nor a file"),
        ("--story", "best", "original, mean or each"),
        ("--zone", "Mars/Olympus", "no such time zone"),
        ("--cutoff", "15:30", "expected --calendar with it"),
    ] {
        let output =
            newsvane(&["run", &articles(), flag, value, "--out", path(&folder.path().join("x"))]);
        assert_eq!(output.status.code(), Some(2), "{flag}");
        assert!(text(&output.stderr).contains(expected), "{flag}: {}", text(&output.stderr));
    }
}

#[test]
fn an_index_appears_whole_in_a_folder_of_its_own() {
    let folder = run(&[]);
    let before = fs::read(folder.path().join("run.json")).unwrap();
    let output = newsvane(&["index", path(folder.path()), "--out", path(folder.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("the tables of the run stand there"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(fs::read(folder.path().join("run.json")).unwrap(), before);

    let foreign = tempfile::tempdir().unwrap();
    fs::write(foreign.path().join("thesis.doc"), "years of work").unwrap();
    let output = newsvane(&["index", path(folder.path()), "--out", path(foreign.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("was not made by newsvane"), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(foreign.path()).unwrap().count(), 1);

    let names = || {
        let mut names: Vec<String> = fs::read_dir(folder.path().join("index"))
            .unwrap()
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    ok(&["index", path(folder.path()), "--format", "csv,jsonl", "--quiet"]);
    assert!(names().contains(&"theme_days.jsonl".to_owned()), "{:?}", names());
    ok(&["index", path(folder.path()), "--quiet"]);
    // the tables of the index before are gone
    assert_eq!(
        names(),
        [
            ".newsvane",
            "contributions.csv",
            "datapackage.json",
            "entity_contributions.csv",
            "entity_days.csv",
            "entity_periods.csv",
            "run.json",
            "theme_days.csv",
            "theme_periods.csv",
            "theme_shares.csv",
            "theme_sources.csv"
        ]
    );
    // a table that breaks on the way leaves what is there
    let table = folder.path().join("article_themes.csv");
    fs::write(&table, fs::read_to_string(&table).unwrap() + "x,y,z\n").unwrap();
    let whole = fs::read(folder.path().join("index/theme_days.csv")).unwrap();
    assert_eq!(newsvane(&["index", path(folder.path())]).status.code(), Some(2));
    assert_eq!(fs::read(folder.path().join("index/theme_days.csv")).unwrap(), whole);
}

#[test]
fn days_outside_of_a_calendar_stop_the_run_and_say_what_it_covers() {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("old.jsonl");
    fs::write(
        &old,
        "{\"text\": \"Shares of the railway rose after the dividend.\", \"date\": \
         \"1952-03-04T12:00:00Z\"}\n",
    )
    .unwrap();
    let output = newsvane(&[
        "run",
        path(&old),
        "--calendar",
        "nyse",
        "--out",
        path(&folder.path().join("out")),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("1990-01-01"), "{}", text(&output.stderr));
}

#[test]
fn rewritten_copies_are_one_story_and_new_figures_are_not() {
    let folder = tempfile::tempdir().unwrap();
    let story = "Harbour Foods said on Tuesday that net sales rose 8 percent to $412 million in \
                 the second quarter, helped by strong demand for frozen vegetables in Denmark and \
                 Poland. Chief Executive Anna Reed said the company would open two plants near \
                 Gdansk next spring. Operating profit climbed to $39 million from $31 million a \
                 year earlier, and the dividend was raised to 42 cents. Analysts at Ryebank had \
                 expected $36 million.";
    let rewritten = story
        .replace("said on Tuesday", "announced Tuesday")
        .replace("helped by", "lifted by")
        .replace("climbed", "rose");
    let next = story
        .replace("8 percent", "3 percent")
        .replace("$412", "$425")
        .replace("$39", "$33")
        .replace("$31", "$39")
        .replace("$36", "$35")
        .replace("42 cents", "44 cents");
    let record = |id: u32, day: &str, text: &str| {
        format!("{{\"id\": \"{id}\", \"text\": \"{text}\", \"date\": \"{day}\"}}\n")
    };
    let lines = record(1, "2026-07-14T08:00:00Z", story)
        + &record(2, "2026-07-14T09:30:00Z", &format!("UPDATE 1-{rewritten}"))
        + &record(3, "2026-07-16T08:00:00Z", &next);
    let file = folder.path().join("wire.jsonl");
    fs::write(&file, lines).unwrap();
    let out = folder.path().join("out");
    ok(&["run", path(&file), "--out", path(&out), "--quiet"]);
    let mut rows = csv::Reader::from_path(out.join("articles.csv")).unwrap();
    let header = rows.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|h| h == name).unwrap();
    let (story_id, original) = (column("story_id"), column("is_original"));
    let told: Vec<(String, String)> = rows
        .records()
        .map(|r| r.unwrap())
        .map(|r| (r[story_id].to_owned(), r[original].to_owned()))
        .collect();
    assert_eq!(told[0].0, told[1].0);
    assert_ne!(told[0].0, told[2].0);
    assert_eq!([&told[0].1, &told[1].1, &told[2].1], ["true", "false", "true"]);
}

#[test]
fn sources_that_contradict_one_another_stand_in_conflicts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("two.jsonl");
    let lines = [
        (
            "a",
            "The Russell 2000 has gained about 14% so far this year, while larger companies \
             lagged behind.",
        ),
        (
            "b",
            "Small companies led again: the Russell 2000 is up over 21% so far this year as rates \
             fell.",
        ),
    ];
    let line = |(source, text): (&str, &str)| {
        format!(
            "{{\"source\": \"{source}\", \"text\": \"{text}\", \"date\": \
             \"2026-07-02T12:00:00Z\"}}\n"
        )
    };
    let lines = lines.map(line).concat();
    fs::write(&file, lines).unwrap();
    let out = folder.path().join("out");
    ok(&["run", path(&file), "--out", path(&out), "--quiet"]);
    let table = fs::read_to_string(out.join("conflicts.csv")).unwrap();
    assert!(
        table.lines().nth(1).is_some_and(
            |row| row.starts_with("index.rut,Russell 2000,") && row.contains(",14,21,7,")
        ),
        "{table}"
    );
}

#[test]
fn a_diff_names_cells_articles_and_causes() {
    let one = run(&[]);
    assert!(ok(&["diff", path(one.path()), path(one.path())]).contains("0 of "));
    let two = run(&["--hawkish", "favourable"]);
    let output = newsvane(&["diff", path(one.path()), path(two.path()), "--limit", "3"]);
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    assert!(
        shown.contains("setting weighing.hawkish: \"unfavourable\" / \"favourable\""),
        "{shown}"
    );
    assert!(shown.contains("macro") && shown.contains(" changed ("), "{shown}");
    let lines = text(
        &newsvane(&["diff", path(one.path()), path(two.path()), "--json", "--limit", "0"]).stdout,
    );
    assert!(
        lines.lines().count() > 3
            && lines.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok())
    );
}
