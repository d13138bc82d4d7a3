//! Archives without news, and very large ones.

use super::*;

#[test]
fn an_archive_without_news_has_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let article = serde_json::json!({"title": "Nothing", "text": "The choir sang in the old town hall. Many people came to listen to it in the evening.", "published": "2026-07-01"});
    fs::write(folder.path().join("news.jsonl"), article.to_string()).unwrap();
    newsvane(folder.path(), &["run", "news.jsonl", "--out", "out", "--format", "html"]);
    let text = fs::read_to_string(folder.path().join("out/report.html")).unwrap();
    assert!(
        text.contains("No two figures contradict one another")
            && text.contains("1 seen = 1 analysed")
            && !text.contains("NaN")
    );
}

#[test]
fn the_page_stays_under_5_mb_whatever_the_tables_hold() {
    let folder = tempfile::tempdir().unwrap();
    crate::page_tables::write(folder.path(), 45, 366);
    let text = page_of(folder.path());
    assert!((2_500_000..5_000_000).contains(&text.len()), "{} bytes", text.len());
    let html = Document::from(text.as_str());
    assert_eq!(html.select(".chart").length(), 36);
    assert!(
        html.select("#overview")
            .text()
            .contains("Not drawn, because others have more stories: theme036")
    );
    assert_eq!(html.select("script, img").length(), 2);
    let data = data(&html);
    let claims = data["claims"].as_array().unwrap().len();
    assert!((100..1_500).contains(&claims), "{claims}: cut by their bytes");
    assert!(html.select("#conflicts > .note").text().contains("Here are 60 of 300"));
    assert!(html.select("#sources > .note").text().contains("The 40 of 150 publishers"));
}

#[test]
fn years_of_days_are_thinned_and_the_page_says_so() {
    let folder = tempfile::tempdir().unwrap();
    crate::page_tables::write(folder.path(), 3, 3_650);
    let html = Document::from(page_of(folder.path()).as_str());
    let thinned = html.select("#thinned").text();
    assert!(
        thinned.contains("3,650 days, too many to draw") && thinned.contains("go by month"),
        "{thinned}"
    );
    let keys = data(&html)["keys"].clone();
    assert_eq!((keys.as_array().unwrap().len(), keys[0].as_str()), (120, Some("2016-01")));
    let row = html.select("[data-theme='theme000'] .figures tbody tr").iter().nth(1).unwrap();
    let cells: Vec<String> =
        row.select("th, td").iter().map(|cell| cell.text().trim().to_owned()).collect();
    assert_eq!(cells[..2], ["2016-02", "+0.50"]);
    assert_eq!(cells[3], "290", "29 days of ten stories");
    let days = &data(&html)["days"];
    assert_eq!(days["spans"][1], serde_json::json!(["2016-02-01", "2016-02-29"]));
    let of_theme = days["themes"]["theme000"].as_array().unwrap();
    assert_eq!(
        (of_theme.len(), of_theme[31][0].as_i64()),
        (3_650, Some(31)),
        "a month opens its days"
    );
}
