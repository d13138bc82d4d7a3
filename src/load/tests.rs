//! The contract of all loaders, and what becomes of bad input.

use std::io::Write;

use super::{test_records::records as load_with, *};
use crate::model::{DateOrigin, Reason};

const TITLE: &str = "Barley slips as rain eases the drought";
const TEXT: &str = "Barley fell 2% on Tuesday after rain reached the northern plains, traders \
                    said.\n\nThe crop had been short of water since May, and growers had feared a \
                    third poor harvest in a row.\n\nPrices are still “well above” those of a year \
                    ago, said Ines Falk, who trades grain in Rostock.";
const DATE: &str = "2026-03-10T09:30:00+01:00";
const PUBLISHER: &str = "Fallow Post";

fn load(name: &str, bytes: &[u8]) -> Vec<Record> {
    load_with(name, bytes, &Options::default())
}

fn object() -> String {
    serde_json::json!({"id": "b1", "title": TITLE, "text": TEXT, "published_at": DATE, "publisher": PUBLISHER, "updated": "2026-03-11"})
        .to_string()
}

fn csv(delimiter: char) -> String {
    let quoted = TEXT.replace('"', "\"\"");
    let quoted = format!("\"{quoted}\"");
    let rows =
        [["ID", "Headline", "Body", "Date", "Source"], ["b1", TITLE, &quoted, DATE, PUBLISHER]];
    rows.map(|row| row.join(&delimiter.to_string()) + "\n").concat()
}

fn page() -> String {
    let paragraphs =
        format!("<p>{}</p>\n", TEXT.split("\n\n").collect::<Vec<_>>().join("</p>\n<p>"));
    format!(
        "<!DOCTYPE html><html><head><title>{TITLE} | {PUBLISHER}</title><meta \
         property=\"og:site_name\" content=\"{PUBLISHER}\"><meta \
         property=\"article:published_time\" content=\"{DATE}\"></head><body><nav><a \
         href=\"/\">Home</a></nav><article><h1>{TITLE}</h1>\n{paragraphs}</article></body></html>"
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn every_format_gives_the_same_article() {
    let object = object();
    let zstd = zstd::encode_all(object.as_bytes(), 1).unwrap();
    let utf16: Vec<u8> =
        format!("\u{FEFF}{object}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let pretty =
        serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(&object).unwrap())
            .unwrap();
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("b1.jsonl", format!("{object}\n").into_bytes()),
        ("b1.ndjson", object.clone().into_bytes()),
        ("b1.json", format!("[{object}]").into_bytes()),
        ("b1.json", format!("[\n{pretty}\n]").into_bytes()),
        ("b1.json", pretty.into_bytes()),
        ("b1.jsonl.gz", gzip(object.as_bytes())),
        ("b1.jsonl", gzip(object.as_bytes())),
        ("b1.jsonl.zst", zstd),
        ("b1.jsonl", utf16),
        ("b1.csv", csv(',').into_bytes()),
        ("b1.csv", format!("\u{FEFF}{}", csv(';')).into_bytes()),
        ("b1.tsv", csv('\t').into_bytes()),
        ("b1.html", page().into_bytes()),
        ("b1.html.gz", gzip(page().as_bytes())),
    ];
    for (name, bytes) in files {
        let records = load(name, &bytes);
        assert_eq!(records.len(), 1, "{name}: {records:?}");
        let article = records[0].as_ref().unwrap();
        assert_eq!(article.title.as_deref(), Some(TITLE), "{name}");
        assert_eq!(article.text, TEXT, "{name}");
        assert_eq!(article.source.as_deref(), Some(PUBLISHER), "{name}");
        assert_eq!(article.record_id.as_deref(), Some("b1"), "{name}");
        assert_eq!(article.dates.len(), 1, "{name}: {:?}", article.dates);
        assert_eq!(article.dates[0].surface, DATE, "{name}");
        assert!(article.problems.is_empty(), "{name}");
    }
    let records = load("b1.txt", TEXT.as_bytes());
    let article = records[0].as_ref().unwrap();
    assert_eq!(
        (article.text.as_str(), article.record_id.as_deref(), article.is_plain_text),
        (TEXT, Some("b1"), true)
    );
}

#[test]
fn locators_name_the_record() {
    let names = |file: &str, text: &str| -> Vec<String> {
        load(file, text.as_bytes()).into_iter().map(|r| r.unwrap().locator).collect()
    };
    assert_eq!(
        names("a.jsonl", "{\"text\": \"x\"}\n\n{\"text\": \"y\"}"),
        ["a.jsonl:1", "a.jsonl:3"]
    );
    assert_eq!(
        names("a.json", "[{\"text\": \"x\"},\n{\"text\": \"y\"}]"),
        ["a.json#1", "a.json#2"]
    );
    assert_eq!(names("a.json", "{\"text\": \"x\"}{\"text\": \"y\"}"), ["a.json#1", "a.json#2"]);
    assert_eq!(names("a.json", "{\"text\": \"x\"}"), ["a.json"]);
    assert_eq!(
        names(
            "a.json",
            "{\"status\": \"ok\", \"articles\": [{\"text\": \"x\"}, {\"text\": \"y\"}]}"
        ),
        ["a.json#1", "a.json#2"]
    );
    assert_eq!(names("a.csv", "text,id\n\"x\ny\",1\nz,2\n"), ["a.csv:2", "a.csv:4"]);
}

#[test]
fn days_in_digits_follow_the_other_days_of_their_file() {
    let order = |rows: &str, options: &Options| {
        let records = load_with("a.csv", format!("date,title,text\n{rows}").as_bytes(), options);
        records[0].as_ref().unwrap().date_order
    };
    let options = Options::default();
    assert_eq!(
        order("03/04/2026,Rye,Rye rose.\n25/04/2026,Oats,Oats fell.\n", &options),
        Some(DateOrder::DayFirst)
    );
    assert_eq!(
        order("03/04/2026,Rye,Rye rose.\n04/25/2026,Oats,Oats fell.\n", &options),
        Some(DateOrder::MonthFirst)
    );
    assert_eq!(order("03/04/2026,Rye,Rye rose.\n05/04/2026,Oats,Oats fell.\n", &options), None);
    let set = Options { date_order: Some(DateOrder::MonthFirst), ..options };
    assert_eq!(
        order("03/04/2026,Rye,Rye rose.\n25/04/2026,Oats,Oats fell.\n", &set),
        Some(DateOrder::MonthFirst)
    );
    let page = |lang: &str| {
        let html = format!(
            "<html lang=\"{lang}\"><body><article><h1>Rye</h1><p>{}</p></article></body></html>",
            TEXT.replace("\n\n", "</p><p>")
        );
        load("a.html", html.as_bytes())[0].as_ref().unwrap().date_order
    };
    assert_eq!(
        [page("en-US"), page("de"), page("en")],
        [Some(DateOrder::MonthFirst), Some(DateOrder::DayFirst), None]
    );
}

#[test]
fn answers_of_news_services_are_read_article_by_article() {
    let article = |n: usize| {
        format!("{{\"title\": \"Rye {n}\", \"content\": \"Rye rose {n}% on ] Monday }}.\"}}")
    };
    let list = |count: usize| (0..count).map(article).collect::<Vec<_>>().join(",\n ");
    let titles = |name: &str, json: &str, options: &Options| -> Vec<String> {
        load_with(name, json.as_bytes(), options)
            .into_iter()
            .map(|r| r.map_or_else(|r| r.reason.as_str().to_owned(), |a| a.title.unwrap()))
            .collect()
    };
    // larger than a record may be
    let options = Options { max_record_bytes: 1_000, ..Options::default() };
    let many = format!(
        "{{\"status\": \"ok\", \"articles\": [{}], \"next\": {{\"a\": [1, \"}}\"]}}}}\n",
        list(500)
    );
    assert_eq!(
        titles("a.json", &many, &options),
        (0..500).map(|n| format!("Rye {n}")).collect::<Vec<_>>()
    );
    let two = format!(
        "{{\"response\": {{\"docs\": [{}]}}}}\n{{\"response\": {{\"docs\": [{}]}}}}",
        list(2),
        article(7)
    );
    assert_eq!(titles("a.json", &two, &options)[..2], ["Rye 0", "Rye 1"]);
    // one answer a line
    let lines = format!(
        "{{\"page\": 1, \"results\": [{}]}}\n{{\"page\": 2, \"results\": [{}]}}\n",
        list(2).replace('\n', ""),
        article(7)
    );
    assert_eq!(titles("a.jsonl", &lines, &options), ["Rye 0", "Rye 1", "Rye 7"]);
    let locators: Vec<String> =
        load("a.jsonl", lines.as_bytes()).into_iter().map(|r| r.unwrap().locator).collect();
    assert_eq!(locators, ["a.jsonl:1#1", "a.jsonl:1#2", "a.jsonl:2#1"]);
}

#[test]
fn what_a_crawl_says_is_kept_apart_from_publication() {
    let line =
        r#"{"text": "Rye rose.", "date": "14 HOURS AGO", "date_download": "2026-03-05 10:00:00"}"#;
    let article = load("a.jsonl", line.as_bytes()).remove(0).unwrap();
    assert_eq!(article.first_seen.as_deref(), Some("2026-03-05 10:00:00"));
    assert_eq!(article.dates.len(), 1);
}

#[test]
fn bad_records_are_told_and_the_rest_goes_on() {
    let records = load("a.jsonl", b"{\"text\": \"one\"}\n{\"text\": \"two\" \"x\": 1}\n[1]\n{\"headings\": \"t\"}\n{\"text\": 5}\n{\"text\": \"six\", \"id\": NaN}\n{\"text\": \"7 \\ud83d \xFF\"}\n");
    let told: Vec<(Option<Reason>, String)> = records
        .iter()
        .map(|r| match r {
            Ok(article) => (None, article.text.clone()),
            Err(reject) => (Some(reject.reason), format!("{} {}", reject.locator, reject.detail)),
        })
        .collect();
    assert_eq!(told[0], (None, "one".into()));
    assert_eq!(told[1].0, Some(Reason::BadJson));
    assert!(
        told[1].1.starts_with("a.jsonl:2 line 2: expected `,` or `}` at column"),
        "{}",
        told[1].1
    );
    assert_eq!(told[2].0, Some(Reason::BadJson));
    assert_eq!((told[3].0, told[4].0), (Some(Reason::MissingText), Some(Reason::MissingText)));
    assert_eq!(told[5], (None, "six".into()));
    assert_eq!(told[6], (None, "7 \u{FFFD} \u{FFFD}".into()));

    let records = load(
        "a.json",
        b"[{\"text\": \"one\"}, junk\n{\"text\": }, {\"text\": \"three\"}, {\"text\": \"open",
    );
    let ok: Vec<bool> = records.iter().map(Result::is_ok).collect();
    assert_eq!(ok, [true, false, false, true, false]);

    let records = load("a.csv", b"id,text\n1,one\n2,two,three\n3\n4,four\n");
    let details: Vec<String> = records
        .iter()
        .filter_map(|r| r.as_ref().err())
        .map(|r| format!("{} {}", r.locator, r.detail))
        .collect();
    assert_eq!(
        details,
        [
            "a.csv:3 line 3: 3 fields, expected 2 (id, text)",
            "a.csv:4 line 4: 1 fields, expected 2 (id, text)"
        ]
    );
    assert_eq!(records.iter().filter(|r| r.is_ok()).count(), 2);
}

#[test]
fn bad_files_are_told() {
    let reason = |name: &str, bytes: &[u8]| {
        load(name, bytes).pop().unwrap().map(|a| a.text).unwrap_err().reason
    };
    assert_eq!(reason("a.txt", b""), Reason::Empty);
    assert_eq!(reason("a.txt", b" \n \n"), Reason::Empty);
    assert_eq!(reason("a.jsonl", b"\n"), Reason::Empty);
    assert_eq!(reason("a.csv", b"id,text\n"), Reason::Empty);
    assert_eq!(reason("a.csv", b"id,name\n1,2\n"), Reason::BadCsv);
    assert_eq!(reason("a.xyz", b"words"), Reason::UnknownFormat);
    assert_eq!(reason("a.txt", &[0_u8; 100]), Reason::Binary);
    assert_eq!(reason("a.html", b"<html><body><script>x</script></body></html>"), Reason::NoStory);
    let missing = Source::new("gone.txt", "no/such/gone.txt");
    let mut found = None;
    read(&missing, &Options::default(), &mut |r| {
        found = r.err();
        ControlFlow::Break(())
    });
    assert_eq!(found.map(|r| r.reason), Some(Reason::Unreadable));

    let many =
        (0..20_000).map(|n| format!("{{\"text\": \"story {n}\"}}")).collect::<Vec<_>>().join("\n");
    let mut cut = gzip(many.as_bytes());
    cut.truncate(cut.len() / 2);
    let records = load("a.jsonl.gz", &cut);
    assert!(
        records.len() > 10
            && records[..records.len() - 1]
                .iter()
                .all(|r| r.as_ref().is_ok_and(|a| a.text.starts_with("story")))
    );
    assert_eq!(records.last().unwrap().as_ref().unwrap_err().reason, Reason::DamagedCompression);
}

#[test]
fn limits_hold() {
    let options = Options { max_record_bytes: 100, ..Options::default() };
    let long = "x".repeat(200);
    let reasons = |name: &str, text: String| -> Vec<Option<Reason>> {
        load_with(name, text.as_bytes(), &options)
            .into_iter()
            .map(|r| r.err().map(|e| e.reason))
            .collect()
    };
    assert_eq!(
        reasons("a.jsonl", format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"y\"}}\n")),
        [Some(Reason::TooLarge), None]
    );
    assert_eq!(
        reasons("a.json", format!("[{{\"text\": \"{long}\"}},\n{{\"text\": \"y\"}}]")),
        [Some(Reason::TooLarge), None]
    );
    assert_eq!(reasons("a.txt", long.clone()), [Some(Reason::TooLarge)]);
    assert_eq!(
        reasons("a.csv", format!("id,text\n1,\"{}", long.repeat(1_000))).last(),
        Some(&Some(Reason::TooLarge))
    );
}

#[test]
fn a_sink_may_break_off_and_fields_may_be_mapped() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("2026-03-10.jsonl");
    std::fs::write(&path, "{\"words\": \"a\"}\n{\"words\": \"b\"}\n").unwrap();
    let options =
        Options { fields: FieldMap::parse(["text=words"]).unwrap(), ..Options::default() };
    let mut seen = Vec::new();
    read(&Source::new("2026-03-10.jsonl", path), &options, &mut |record| {
        seen.extend(record);
        ControlFlow::Break(())
    });
    assert_eq!(seen.len(), 1);
    assert_eq!((seen[0].text.as_str(), seen[0].dates[0].origin), ("a", DateOrigin::Path));
    assert!(FieldMap::parse(["words"]).is_err() && FieldMap::parse(["words=text"]).is_err());
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_end_as_records_or_rejects(
        bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200),
        words in "[\\[\\]{}\":,a-z<>/\\\\u0-9\n;\t]{0,200}",
    ) {
        for name in ["a.txt", "a.html", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.json.gz"] {
            for content in [&bytes[..], words.as_bytes()] {
                proptest::prop_assert!(!load(name, content).is_empty() || content.is_empty(), "{name}");
            }
        }
    }
}
