//! Tables made to be large and hostile: every text is long and full of what must be escaped.

use std::{fs, path::Path};

use newsvane::write::Table;

/// Long, of several bytes a character, and each `<` takes six bytes within a script.
const NASTY: &str = "<b>\"Größe\" & <i>数字</i></script>";

/// A table with the cells that are given by name; all others are empty.
fn table(folder: &Path, table: Table, rows: impl Iterator<Item = Vec<(&'static str, String)>>) {
    let mut file = csv::Writer::from_path(folder.join(format!("{}.csv", table.name()))).unwrap();
    let names = || table.columns().iter().map(|column| column.name);
    file.write_record(names()).unwrap();
    for row in rows {
        let cell = |column: &'static str| {
            row.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell.as_str())
        };
        file.write_record(names().map(cell)).unwrap();
    }
    file.flush().unwrap();
}

fn day(number: usize) -> String {
    jiff::civil::date(2016, 1, 1).saturating_add(jiff::Span::new().days(number as i64)).to_string()
}

fn nasty(number: usize, chars: usize) -> String {
    format!("{number} {}", NASTY.repeat(chars / 20 + 1)).chars().take(chars).collect()
}

/// Writes the tables of `themes` themes on `days` days, with one article for each cell.
#[expect(clippy::too_many_lines, reason = "a table after another")]
pub(crate) fn write(folder: &Path, themes: usize, days: usize) {
    let cells = || (0..themes).flat_map(move |theme| (0..days).map(move |day| (theme, day)));
    let id = move |theme: usize, day: usize| format!("a{:016x}", theme * days + day + 1);
    let name = |theme: usize| format!("theme{theme:03}");
    let names: Vec<String> = (0..themes).map(name).collect();
    let titles: serde_json::Map<_, _> =
        names.iter().map(|name| (name.clone(), nasty(0, 200).into())).collect();
    let count = themes * days;
    let manifest = serde_json::json!({
        "newsvane": "0.1.0", "schema_version": newsvane::write::SCHEMA_VERSION, "themes": names, "theme_titles": titles,
        "counts": {"seen": count, "analysed": count, "duplicates": 0, "rejects": 0, "skipped": 0, "undated": 0},
    });
    fs::write(folder.join("run.json"), manifest.to_string()).unwrap();
    table(
        folder,
        Table::ThemeDays,
        cells().map(|(theme, n)| {
            let sentiment = if n % 2 == 0 { "0.4" } else { "0.6" };
            // of equal stories, the themes with the lower numbers are drawn
            let pairs = [
                ("theme", name(theme)),
                ("day", day(n)),
                ("articles", "12".into()),
                ("stories", "10".into()),
                ("sources", "3".into()),
                ("sentences", "20".into()),
                ("sentiment", sentiment.into()),
                ("std_error", "0.05".into()),
                ("ci_low", "0.3".into()),
                ("ci_high", "0.7".into()),
                ("day_stories", "400".into()),
                ("buzz", "0.025".into()),
                ("sentiment_smoothed", "0.5".into()),
            ];
            pairs.to_vec()
        }),
    );
    table(
        folder,
        Table::Contributions,
        cells().map(|(theme, n)| {
            vec![
                ("theme", name(theme)),
                ("day", day(n)),
                ("article_id", id(theme, n)),
                ("story_id", id(theme, n)),
                ("weight", "1".into()),
                ("sentiment", "0.4".into()),
                ("contribution", "0.4".into()),
            ]
        }),
    );
    table(
        folder,
        Table::Mentions,
        cells().map(|(theme, n)| {
            vec![
                ("article_id", id(theme, n)),
                ("theme", name(theme)),
                ("sentiment", "0.4".into()),
                ("text", nasty(theme * days + n, 600)),
            ]
        }),
    );
    table(
        folder,
        Table::Articles,
        cells().map(|(theme, n)| {
            vec![
                ("article_id", id(theme, n)),
                ("locator", nasty(n, 300)),
                ("source", nasty(n % 150, 200)),
                ("title", nasty(n, 400)),
                ("day", day(n)),
                ("url", format!("https://news.example/{}", "<".repeat(370))),
                ("published", day(n)),
                ("words", "100".into()),
                ("is_original", "true".into()),
                ("published_precision", "day".into()),
                ("language", "en".into()),
                ("boilerplate_share", "0.1".into()),
            ]
        }),
    );
    table(
        folder,
        Table::Claims,
        (0..3_000).map(|n| {
            vec![
                ("article_id", id(0, n % days)),
                ("claim_id", format!("{}-{n}", id(0, n % days))),
                ("surface", nasty(n, 200)),
                ("value", n.to_string()),
                ("unit", nasty(n % 9, 100)),
                ("kind", ["level", "change", "share"][n % 3].into()),
                ("subject", nasty(n, 500)),
                ("metric", nasty(n, 500)),
                ("period", nasty(n, 500)),
                ("speaker", nasty(n, 500)),
                ("themes", name(n % themes)),
                ("sentence", nasty(n, 2_000)),
            ]
        }),
    );
    table(
        folder,
        Table::Conflicts,
        (0..300).map(|n| {
            vec![
                ("subject", nasty(n, 500)),
                ("articles", "2".into()),
                ("relative_spread", "0.5".into()),
                ("verdict", "disagree".into()),
                ("claims", format!("{}-{n}; {}-{}", id(0, n % days), id(0, (n + 1) % days), n + 1)),
                ("note", nasty(n, 1_000)),
            ]
        }),
    );
    table(folder, Table::Removed, (0..500).map(|n| vec![("reason", nasty(n, 200))]));
    table(
        folder,
        Table::Rejects,
        (0..500).map(|n| {
            vec![
                ("locator", nasty(n, 900)),
                ("reason", "bad_record".into()),
                ("detail", nasty(n, 900)),
            ]
        }),
    );
}
