//! The HTML report as a reader's browser gets it: complete, escaped, equal to the tables, the same
//! bytes, small.

mod sizes;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Output,
};

use assert_cmd::Command;
use dom_query::Document;
use newsvane::{Presented, present, write::Presentation};
use serde_json::Value;

const ARTICLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpora/smallcap-2026/articles");

fn newsvane(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::cargo_bin("newsvane")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

/// The page of tables.
fn page_of(tables: &Path) -> String {
    let out = tempfile::tempdir().unwrap();
    present(
        &Presented { run: tables, index: None, index_name: None },
        &[Presentation::Page],
        out.path(),
        &(),
    )
    .unwrap();
    fs::read_to_string(out.path().join("report.html")).unwrap()
}

/// What the script of a page reads.
fn data(html: &Document) -> Value {
    serde_json::from_str(&html.select("script#data").text()).unwrap()
}

fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let header = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        header.iter().zip(&record).map(|(c, v)| (c.to_owned(), v.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn attributes(html: &Document, selector: &str, name: &str) -> Vec<String> {
    html.select(selector)
        .iter()
        .filter_map(|node| node.attr(name).map(|value| value.to_string()))
        .collect()
}

/// A figure as the page writes it.
fn signed(figure: &str) -> String {
    let Ok(value) = figure.parse::<f64>() else { return String::new() };
    let text = format!("{:.2}", value.abs());
    let sign = match () {
        () if text == "0.00" => "",
        () if value < 0.0 => "−",
        () => "+",
    };
    format!("{sign}{text}")
}

#[test]
fn the_sample_archive_gives_a_page_whose_parts_are_there_and_lead_to_one_another() {
    let folder = tempfile::tempdir().unwrap();
    newsvane(folder.path(), &["run", ARTICLES, "--out", "out", "--format", "csv,html"]);
    let text = fs::read_to_string(folder.path().join("out/report.html")).unwrap();
    let html = Document::from(text.as_str());
    let ids = attributes(&html, "[id]", "id");
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "an id stands twice");
    for id in [
        "overview",
        "themes",
        "heat",
        "movers",
        "claims",
        "conflicts",
        "sources",
        "quality",
        "method",
        "theme-macro.rates",
    ] {
        assert!(ids.iter().any(|known| known == id), "{id}");
    }
    let cells = &data(&html)["cells"];
    let links = attributes(&html, "a[href^='#']", "href");
    for link in &links {
        match link[1..].split_once('/') {
            None => assert!(ids.contains(&link[1..].to_owned()), "{link} leads nowhere"),
            Some((theme, key)) => {
                assert!(cells[theme][key].is_array(), "{link} has nothing behind it");
            }
        }
    }
    assert!(links.len() > 130, "{}", links.len());
    assert_eq!(html.select("h1").length(), 1);
    assert_eq!((html.select("main").length(), html.select("nav[aria-label]").length()), (1, 1));
    assert_eq!(
        html.select("svg:not([aria-hidden]):not([role])").length(),
        0,
        "every drawing is hidden or has a name"
    );
    assert_eq!(html.select("[style]").length(), 0);
    let overview = html.select("#overview").text();
    assert!(
        overview.contains("63 seen = 63 analysed + 0 duplicates + 0 rejected + 0 skipped"),
        "{overview}"
    );
    assert!(
        overview.contains("22 June – 3 July 2026")
            && overview.contains("Without any news: ai.software"),
        "{overview}"
    );
    // both sides of each are marked
    let conflicts = fs::read_to_string(folder.path().join("out/conflicts.csv")).unwrap();
    let conflicts = conflicts.lines().count() - 1;
    assert!(
        html.select("#movers blockquote").length() > 12
            && conflicts > 0
            && html.select("#conflicts .sides mark").length() == 2 * conflicts
    );
    assert!(html.select("#method dt").length() > 3);
    let policy = attributes(&html, "meta[http-equiv]", "content").concat();
    assert!(
        policy.starts_with("default-src 'none';")
            && !policy.contains("unsafe")
            && !policy.contains("http"),
        "{policy}"
    );
    let nonces: BTreeSet<String> =
        attributes(&html, "style, script:not([type])", "nonce").into_iter().collect();
    assert!(nonces.len() == 1 && nonces.iter().all(|nonce| policy.contains(nonce.as_str())));
    assert_eq!(
        html.select("[src], link, iframe, object, embed, form[action]").length(),
        0,
        "nothing is loaded"
    );
}

#[test]
fn figures_are_those_of_the_tables_and_null_is_never_a_zero() {
    let folder = tempfile::tempdir().unwrap();
    newsvane(folder.path(), &["run", ARTICLES, "--out", "out", "--quiet"]);
    let out = folder.path().join("out");
    let text = page_of(&out);
    let html = Document::from(text.as_str());
    let data = data(&html);
    let mut shown: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for chart in &html.select(".chart") {
        let theme = chart.attr("data-theme").unwrap().to_string();
        for row in &chart.select(".figures tbody tr") {
            let cells: Vec<String> =
                row.select("th, td").iter().map(|cell| cell.text().trim().to_owned()).collect();
            shown.insert((theme.clone(), cells[0].clone()), cells);
        }
    }
    let theme_days = rows(&out.join("theme_days.csv"));
    let dated = || theme_days.iter().filter(|row| !row["day"].is_empty());
    let mut checked = 0;
    for row in dated() {
        let key = (row["theme"].clone(), row["day"].clone());
        if row["articles"] == "0" {
            assert!(!shown.contains_key(&key), "{key:?} has no news");
            continue;
        }
        let cells = &shown[&key];
        let interval = if row["ci_low"].is_empty() {
            String::new()
        } else {
            format!("{} to {}", signed(&row["ci_low"]), signed(&row["ci_high"]))
        };
        assert_eq!(
            cells[1..5],
            [signed(&row["sentiment"]), interval, row["stories"].clone(), row["articles"].clone()],
            "{key:?}"
        );
        assert_eq!(
            cells[6..],
            [signed(&row["sentiment_smoothed"]), row["note"].clone()],
            "{key:?}"
        );
        checked += 1;
    }
    assert_eq!((checked, shown.len()), (shown.len(), checked));
    assert!(checked > 80, "{checked}");
    let with_figure = dated().filter(|row| !row["sentiment"].is_empty()).count();
    assert_eq!(html.select(".heat td a").length(), with_figure);
    assert_eq!(html.select(".heat td.null").length(), 22 * 12 - with_figure);
    // what is behind a cell adds up to it, and its sentences are those of the table
    let sentences: BTreeSet<String> =
        rows(&out.join("mentions.csv")).into_iter().map(|row| row["text"].clone()).collect();
    for row in &theme_days {
        let day = if row["day"].is_empty() { "undated" } else { row["day"].as_str() };
        let Some(cell) = data["cells"][&row["theme"]][day].as_array() else {
            assert_eq!(row["articles"], "0");
            continue;
        };
        let items = cell[2].as_array().unwrap();
        assert_eq!(
            items.len() as u64,
            cell[0].as_u64().unwrap(),
            "a small archive has all contributions"
        );
        assert_eq!(
            cell[0].as_u64().unwrap() + cell[1].as_u64().unwrap(),
            row["articles"].parse::<u64>().unwrap()
        );
        let sum: f64 = items.iter().map(|item| item[1].as_f64().unwrap()).sum();
        assert!((sum - row["sentiment"].parse::<f64>().unwrap_or(0.0)).abs() < 5e-4, "{row:?}");
        for reference in items.iter().flat_map(|item| item[5].as_array().unwrap()) {
            let sentence =
                data["sentences"][reference[0].as_u64().unwrap() as usize].as_str().unwrap();
            assert!(
                sentence.ends_with('…')
                    || sentences
                        .iter()
                        .any(|known| known.split_whitespace().eq(sentence.split_whitespace())),
                "{sentence}"
            );
        }
    }
}

#[test]
fn a_hostile_article_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let hostile = [
        "<script>alert(1)</script> inflation cooled",
        "\"><img src=x onerror=alert(1)> inflation cooled",
        "{{7*7}} {% raw %} ${7*7} inflation cooled",
        "\u{202e}gnp.exe\u{202c} \u{2066}inflation\u{2069} cooled \u{200f}",
        "</script><!-- <script> inflation cooled -->",
        "control \u{1}\u{8}\u{7f}\u{85} inflation cooled",
    ];
    let urls = [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://news.example/a?b=\"><script>alert(1)</script>",
        "https://news.example/1",
        " https://x y",
        "//news.example",
    ];
    let mut lines = String::new();
    for (n, (title, url)) in hostile.iter().zip(urls).enumerate() {
        let text = format!(
            "{title}\n\nInflation cooled to {n}.5% in June </script><script>alert(2)</script>, \
             \"a report\" showed\u{2028} on Friday. Prices fell 3{n}% & <b>inflation</b> eased."
        );
        let source = format!("<i onmouseover=alert(3)>Wire {n}</i>");
        let article = serde_json::json!({"id": n, "title": title, "text": text, "url": url, "source": source, "published": "2026-07-01T10:00:00Z"});
        lines += &article.to_string();
        lines.push('\n');
    }
    fs::write(folder.path().join("news.jsonl"), lines).unwrap();
    // markup of a record's field is taken out, that of a text is its own words
    let words = "Rye <script>alert(1)</script> <img src=x onerror=alert(1)> inflation cooled\n\n\
                 Inflation cooled to 9.5% in May </script><script>alert(2)</script>, \"a report\" \
                 showed. Prices fell & <b>inflation</b> eased.\n";
    fs::write(folder.path().join("rye-2026-07-01.txt"), words).unwrap();
    newsvane(
        folder.path(),
        &["run", "news.jsonl", "rye-2026-07-01.txt", "--out", "out", "--format", "csv,html"],
    );
    let text = fs::read_to_string(folder.path().join("out/report.html")).unwrap();
    let html = Document::from(text.as_str());
    assert_eq!(html.select("script").length(), 2, "the data and the program's own");
    assert_eq!(html.select("img, i[onmouseover], main b b, [onerror]").length(), 0);
    assert!(
        !text.contains("<script>alert")
            && !text.contains("<!-- <script>")
            && !text.contains("<img src=x")
    );
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}')));
    let data = data(&html);
    let known = data["articles"].to_string();
    assert!(
        !known.contains("alert(1)</script> inflation") && known.contains("{{7*7}}"),
        "markup of a field is taken out, all else stays as it was: {known}"
    );
    assert!(
        known.contains("Rye <script>alert(1)</script> <img src=x onerror=alert(1)> inflation"),
        "a text stays as it was: {known}"
    );
    for href in attributes(&html, "a", "href") {
        assert!(href.starts_with('#') || href.starts_with("https://news.example/"), "{href}");
    }
    let outside: BTreeSet<String> =
        attributes(&html, "a:not([href^='#'])", "rel").into_iter().collect();
    assert!(outside.len() == 1 && outside.contains("noopener noreferrer"), "{outside:?}");
    let addresses: Vec<&str> = data["articles"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|article| article[3].as_str())
        .collect();
    assert!(
        !addresses.is_empty()
            && addresses.iter().all(|link| link.starts_with("https://news.example/")),
        "{addresses:?}"
    );
}

#[test]
fn the_same_tables_give_the_same_bytes_in_every_format_and_by_every_command() {
    let folder = tempfile::tempdir().unwrap();
    newsvane(
        folder.path(),
        &["run", ARTICLES, "--out", "a", "--format", "csv,html", "--threads", "1"],
    );
    let by_run = fs::read_to_string(folder.path().join("a/report.html")).unwrap();
    newsvane(folder.path(), &["report", "a", "--format", "html", "--out", "site"]);
    assert_eq!(fs::read_to_string(folder.path().join("site/report.html")).unwrap(), by_run);
    assert_eq!(page_of(&folder.path().join("a")), by_run);
    for format in ["jsonl", "parquet"] {
        newsvane(folder.path(), &["run", ARTICLES, "--out", format, "--format", format]);
        // the settings that the method repeats name the format
        fs::copy(folder.path().join("a/run.json"), folder.path().join(format).join("run.json"))
            .unwrap();
        assert!(page_of(&folder.path().join(format)) == by_run, "{format} gives another page");
    }
    newsvane(folder.path(), &["index", "a", "--calendar", "nyse", "--format", "csv,html"]);
    let trading = fs::read_to_string(folder.path().join("a/index/report.html")).unwrap();
    assert!(
        trading.contains("#macro/2026-06-29") && !trading.contains("#macro/2026-06-28"),
        "June 28, 2026 is a Sunday"
    );
}
