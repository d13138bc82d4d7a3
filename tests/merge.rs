//! Several runs as one: the same bytes as one run over all inputs.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn newsvane(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_newsvane")).args(arguments).output().expect("it runs")
}

fn ok(arguments: &[&str]) -> String {
    let output = newsvane(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Why it does not.
fn refused(arguments: &[&str]) -> String {
    let output = newsvane(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stderr)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn plain(path: &Path) -> &str {
    path.to_str().expect("a plain path")
}

/// The files of a folder, but for the one that tells how long it took.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files = files.filter(|path| path.is_file() && !path.ends_with("timing.json"));
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(path).unwrap())
        })
        .collect()
}

fn assert_same(one: &Path, two: &Path) {
    let (one, two) = (files(one), files(two));
    assert_eq!(one.keys().collect::<Vec<_>>(), two.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(*bytes == two[name], "{name}:\n{}\n{}", text(bytes), text(&two[name]));
    }
}

/// An archive in two folders, with an article that both have, copies of stories, files that are no
/// articles, undated ones and one that is skipped.
fn archive(folder: &Path) -> [PathBuf; 2] {
    let halves = ["first", "second"].map(|name| folder.join(name));
    for half in &halves {
        fs::create_dir_all(half).unwrap();
    }
    let corpus = format!("{}/corpora/smallcap-2026/articles", crate::ROOT);
    let mut articles: Vec<PathBuf> =
        fs::read_dir(corpus).unwrap().map(|file| file.unwrap().path()).collect();
    articles.sort();
    for (n, path) in articles.iter().enumerate() {
        fs::copy(path, halves[n % 2].join(path.file_name().unwrap())).unwrap();
    }
    let record = |id: &str, day: &str| {
        format!(
            "{{\"id\": \"{id}\", \"date\": \"{day}\", \"text\": \"Chip makers rose 3% on strong \
             demand for servers, and the Russell 2000 is up about 9% this year.\"}}\n"
        )
    };
    let lines = [record("a", "2026-07-02"), record("b", ""), record("c", "")].concat();
    fs::write(halves[0].join("wire-1.jsonl"), format!("{lines}nothing\n")).unwrap();
    let lines = [record("a", "2026-07-02"), record("d", "2026-07-02T15:00:00")].concat();
    fs::write(halves[1].join("wire-2.jsonl"), lines).unwrap();
    fs::write(halves[1].join(".hidden"), "x").unwrap();
    halves
}

#[test]
fn runs_over_parts_of_an_archive_are_merged_to_the_run_over_all() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = archive(folder.path());
    let at = |name: &str| folder.path().join(name);
    for format in ["csv", "jsonl,parquet"] {
        let settings = ["--format", format, "--zone", "America/New_York", "--quiet", "--fresh"];
        let run = |inputs: &[&str], out: &Path| {
            ok(&[&["run"], inputs, &["--out", plain(out)], &settings[..]].concat());
        };
        run(&[plain(&first), plain(&second)], &at("whole"));
        run(&[plain(&first)], &at("one"));
        run(&[plain(&second)], &at("two"));
        // in any order of folders
        ok(&[
            "merge",
            plain(&at("two")),
            plain(&at("one")),
            "--out",
            plain(&at("merged")),
            "--quiet",
        ]);
        assert_same(&at("whole"), &at("merged"));
        assert!(ok(&["verify", plain(&at("merged"))]).contains("hold"));
        fs::remove_dir_all(at("merged")).unwrap();
    }
    let counts = fs::read_to_string(at("whole/run.json")).unwrap();
    assert!(counts.contains("\"duplicates\": 1,"), "an article of both parts: {counts}");
    assert!(counts.contains("wire-1.jsonl: 2 of 3 articles have no day"), "{counts}");
}

#[test]
fn shards_of_one_list_of_inputs_are_merged_to_the_run_over_it() {
    let folder = tempfile::tempdir().unwrap();
    archive(folder.path());
    let at = |name: &str| folder.path().join(name);
    let inputs = [plain(&at("first")).to_owned(), format!("{}/*", plain(&at("second")))];
    let run = |out: &Path, more: &[&str]| {
        let inputs = inputs.each_ref().map(String::as_str);
        ok(&[&["run", "--quiet", "--out", plain(out)], &inputs[..], more].concat());
    };
    run(&at("whole"), &[]);
    let shards = [1, 2, 3].map(|k| {
        let out = at(&format!("shard-{k}"));
        run(&out, &["--shard", &format!("{k}/3")]);
        plain(&out).to_owned()
    });
    let sizes = shards.each_ref().map(|shard| files(Path::new(shard))["articles.csv"].len());
    assert!(sizes.iter().all(|size| *size > 2_000), "articles are spread: {sizes:?}");
    let shards_given = shards.each_ref().map(String::as_str);
    ok(&[&["merge", "--quiet", "--out", plain(&at("merged"))], &shards_given[..]].concat());
    assert_same(&at("whole"), &at("merged"));
    // an index of several runs is that of the merged one
    let index = |runs: &[&str], out: &Path| {
        ok(&[&["index", "--quiet", "--half-life", "9", "--out", plain(out)], runs].concat());
    };
    index(&shards_given, &at("several"));
    index(&[plain(&at("whole"))], &at("single"));
    assert_same(&at("single"), &at("several"));
    // other stories are found in the merged tables
    let window = |runs: &[&str], out: &Path| {
        let settings = ["--story-window", "1", "--calendar", "nyse"];
        ok(&[&["index", "--quiet", "--out", plain(out)], &settings[..], runs].concat());
    };
    window(&shards_given, &at("window-of-several"));
    window(&[plain(&at("whole"))], &at("window"));
    assert_same(&at("window"), &at("window-of-several"));
    let onto = ["index", "--out", &shards[0], &shards[0], &shards[1]];
    assert!(refused(&onto).contains("the tables of a run stand there"));
    // parts of a part that nothing falls into are no error
    fs::create_dir(at("alone")).unwrap();
    fs::write(at("alone/a.txt"), "Oats rose 3%.").unwrap();
    for k in 1..=2 {
        let out = at(&format!("alone-{k}"));
        ok(&[
            "run",
            plain(&at("alone")),
            "--quiet",
            "--shard",
            &format!("{k}/2"),
            "--out",
            plain(&out),
        ]);
    }
    assert!(refused(&["run", plain(&at("alone")), "--shard", "3/2"]).contains("expected K/N"));
}

#[test]
fn what_cannot_be_one_run_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = archive(folder.path());
    let at = |name: &str| folder.path().join(name);
    let (one, two, out) = (at("one"), at("two"), at("out"));
    let merge = |folders: &[&Path]| {
        let folders: Vec<&str> = folders.iter().map(|folder| plain(folder)).collect();
        refused(&[&["merge", "--quiet", "--out", plain(&out)], &folders[..]].concat())
    };
    ok(&["run", plain(&first), "--quiet", "--out", plain(&one)]);
    ok(&["run", plain(&second), "--quiet", "--out", plain(&two), "--zone", "America/New_York"]);
    let message = merge(&[&one, &two]);
    assert!(
        message.contains(
            "two: made with other settings (zone: \"America/New_York\" here, \"UTC\" there) than"
        ),
        "{message}"
    );
    fs::create_dir_all(at("lexicons/themes")).unwrap();
    let theme = format!("{}/lexicons/themes/shipping.toml", crate::ROOT);
    let theme = fs::read_to_string(theme).unwrap() + "\n# mine\n";
    fs::write(at("lexicons/themes/shipping.toml"), theme).unwrap();
    ok(&[
        "run",
        plain(&second),
        "--quiet",
        "--fresh",
        "--out",
        plain(&two),
        "--lexicons",
        plain(&at("lexicons")),
    ]);
    let message = merge(&[&one, &two]);
    assert!(message.contains("made with other lexicons"), "{message}");
    ok(&["run", plain(&first), "--quiet", "--fresh", "--out", plain(&two)]);
    let message = merge(&[&one, &two]);
    assert!(message.contains("am-01-why-small-caps-wont-quit.txt: an input of"), "{message}");
    assert!(merge(&[&one, &first]).contains("run.json: no such file"));
    fs::remove_dir_all(two.join(".newsvane")).unwrap();
    assert!(merge(&[&one, &two]).contains("no finished run is there"));
    ok(&["run", plain(&second), "--quiet", "--fresh", "--out", plain(&at("three"))]);
    let table = at("three/mentions.csv");
    let rows = fs::read_to_string(&table).unwrap();
    fs::write(&table, rows.replace("positive", "negative")).unwrap();
    assert!(merge(&[&one, &at("three")]).contains("does not fit to its tables"));
    ok(&["run", &format!("{}/README.md", crate::ROOT), "--quiet", "--out", plain(&out)]);
    assert!(merge(&[&one]).contains("out holds the tables of"));
    let folders = [plain(&one), "--out", plain(&one)];
    assert!(refused(&[&["merge"], &folders[..]].concat()).contains("give another --out"));
}
