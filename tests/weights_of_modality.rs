//! `index --hawkish` and `--weigh`: the index of a run with other weights of modality, without its
//! articles.

use std::{fs, path::Path};

use crate::index::{ok, path};

const SETTINGS: &[&[&str]] = &[
    &["--hawkish", "favourable"],
    &["--hawkish", "neutral", "--weigh", "conditional=0.2"],
    &["--weigh", "watch=1", "--weigh", "question=0"],
    &[
        "--weigh",
        "watch=0.4",
        "--weigh",
        "question=1",
        "--weigh",
        "conditional=0",
        "--within",
        "net-share",
    ],
];

/// Articles with conditions, questions, words to watch and tight money, in headlines and repeated.
fn archive(folder: &Path) {
    let texts = [
        "Will inflation ease this year?\n\nThe central bank raised interest rates by half a point on Monday. \
         Inflation could ease if energy prices fall. Is economic growth slowing? Inflation could ease if energy \
         prices fall. Traders watch for weaker consumer spending. Hawkish comments weighed on bonds.",
        "Rate hike hits bonds\n\nBond yields jumped after the rate hike. The outlook depends on stronger \
         economic growth. Would a recession hurt exports? A dovish pivot would lift growth, and \
         unemployment may rise if rates stay high. Inflation slowed in June.",
        "Pfizer warns that sales may fall\n\nPfizer said sales might fall if the trial failed. Will Pfizer \
         raise its dividend? Investors should watch for weaker profit at Pfizer. Pfizer's revenue rose 8%.",
    ];
    for (n, text) in texts.iter().enumerate() {
        let dated =
            format!("{{\"text\": {}, \"date\": \"2026-06-2{n}\"}}\n", serde_json::json!(text));
        fs::write(folder.join(format!("{n}.jsonl")), dated).unwrap();
    }
}

fn tables(folder: &Path) -> Vec<(String, String)> {
    let read = |name: &str| fs::read_to_string(folder.join(format!("{name}.csv"))).unwrap();
    let names =
        ["theme_days", "contributions", "theme_periods", "entity_days", "entity_contributions"];
    names.iter().map(|name| ((*name).to_owned(), read(name))).collect()
}

#[test]
fn other_weights_of_modality_need_no_article() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    fs::create_dir(&own).unwrap();
    archive(&own);
    let corpus = format!("{}/corpora/smallcap-2026/articles", crate::ROOT);
    for (name, archive) in [("own", path(&own)), ("corpus", corpus.as_str())] {
        let at = |last: &str| folder.path().join(format!("{name}-{last}"));
        let plain = at("plain");
        ok(&["run", archive, "--out", path(&plain), "--quiet"]);
        for (n, settings) in SETTINGS.iter().enumerate() {
            let (fresh, again, back) =
                (at(&format!("{n}-run")), at(&format!("{n}-index")), at(&format!("{n}-back")));
            ok(&[&["run", archive, "--out", path(&fresh), "--quiet"], *settings].concat());
            ok(&[&["index", path(&plain), "--out", path(&again), "--quiet"], *settings].concat());
            let (wanted, found) = (tables(&fresh), tables(&again));
            assert!(wanted == found, "{name} {settings:?}: {:#?}", differing(&wanted, &found));
            assert!(wanted != tables(&plain), "{name} {settings:?} moves nothing");
            // and from these weights back to the defaults
            let defaults = [
                "--hawkish",
                "unfavourable",
                "--weigh",
                "conditional=0.5",
                "--weigh",
                "question=0.15",
                "--weigh",
                "watch=0",
                "--within",
                "mean",
            ];
            ok(&[&["index", path(&fresh), "--out", path(&back), "--quiet"], &defaults[..]]
                .concat());
            assert!(tables(&back) == tables(&plain), "{name} {settings:?}: the way back");
            let said = fs::read_to_string(again.join("run.json")).unwrap();
            let weighing = |text: &str| {
                text.split("\"weighing\"")
                    .nth(1)
                    .map(|rest| rest.split('}').next().unwrap().to_owned())
            };
            assert_eq!(
                weighing(&said),
                weighing(&fs::read_to_string(fresh.join("run.json")).unwrap())
            );
        }
    }
}

fn differing(one: &[(String, String)], two: &[(String, String)]) -> Vec<String> {
    let lines = one.iter().zip(two).flat_map(|((name, one), (_, two))| {
        one.lines()
            .zip(two.lines())
            .filter(|(a, b)| a != b)
            .map(move |(a, b)| format!("{name}\n  {a}\n  {b}"))
    });
    lines.take(12).collect()
}

#[test]
fn several_runs_are_weighed_as_one() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    fs::create_dir(&own).unwrap();
    archive(&own);
    let at = |name: &str| folder.path().join(name);
    let weights = ["--hawkish", "favourable", "--weigh", "watch=1"];
    for shard in ["1/2", "2/2"] {
        let out = at(&shard.replace('/', "-"));
        ok(&["run", path(&own), "--shard", shard, "--out", path(&out), "--quiet"]);
    }
    ok(&[&["run", path(&own), "--out", path(&at("all")), "--quiet"], &weights[..]].concat());
    let parts = [at("1-2"), at("2-2")];
    let together = at("together");
    let shards = ["index", path(&parts[0]), path(&parts[1]), "--out", path(&together), "--quiet"];
    ok(&[&shards[..], &weights[..]].concat());
    let (wanted, found) = (tables(&at("all")), tables(&together));
    assert!(wanted == found, "{:#?}", differing(&wanted, &found));
}
