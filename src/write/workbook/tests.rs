//! Limits, at sizes that a test can reach.

use std::{fmt::Write as _, path::Path};

use calamine::{DataType as _, Reader as _, Xlsx, open_workbook};
use serde_json::{Value, json};

use super::{limits::Limits, write_within};
use crate::write::{Kind, Table, presentation::Tables};

/// A table of `rows` rows; `cell` returns what is not empty.
fn table(folder: &Path, table: Table, rows: usize, cell: impl Fn(usize, &str) -> Option<String>) {
    let names: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
    let mut csv = names.join(",") + "\n";
    for row in 0..rows {
        let cells = table.columns().iter().map(|column| {
            let filler = if matches!(column.kind, Kind::Text | Kind::Code) { "x" } else { "" };
            cell(row, column.name).unwrap_or_else(|| filler.to_owned())
        });
        let _ = writeln!(csv, "{}", cells.collect::<Vec<_>>().join(","));
    }
    std::fs::write(folder.join(format!("{}.csv", table.name())), csv).unwrap();
}

const ARTICLES: usize = 12;

/// Twelve articles on four days, each with a contribution, two sentences, three claims and a quote.
fn tables(folder: &Path) -> Value {
    let day = |article: usize| Some(format!("2026-07-0{}", article / 3 + 1));
    let id = |article: usize| Some(format!("a{article:016x}"));
    let of_article = |article: usize, name: &str| match name {
        "article_id" | "story_id" => id(article),
        "day" => day(article),
        "theme" => Some("ai".to_owned()),
        _ => None,
    };
    table(folder, Table::Articles, ARTICLES, |row, name| match name {
        "is_original" => Some("true".to_owned()),
        "url" => Some(format!("https://news.example/{row}")),
        _ => of_article(row, name),
    });
    table(folder, Table::ThemeDays, 4, |row, name| {
        if name == "sentiment" { Some("0.5".to_owned()) } else { of_article(row * 3, name) }
    });
    table(folder, Table::Contributions, ARTICLES, of_article);
    table(folder, Table::Mentions, 2 * ARTICLES, |row, name| of_article(row / 2, name));
    table(folder, Table::Claims, 3 * ARTICLES, |row, name| match name {
        "claim_id" => Some(format!("a{:016x}-{}", row / 3, row % 3)),
        "value" => Some(row.to_string()),
        _ => of_article(row / 3, name),
    });
    table(folder, Table::Quotes, ARTICLES, of_article);
    table(folder, Table::Conflicts, 1, |_, name| {
        (name == "claims").then(|| format!("a{:016x}-0; a{:016x}-2", 0, 11))
    });
    table(folder, Table::Rejects, 0, |_, _| None);
    // six companies on two days each, the last with most articles
    let company = |n: usize, name: &str| {
        (name == "entity_id" || name == "name")
            .then(|| format!("company.{}", (b'a' + n as u8) as char))
    };
    table(folder, Table::EntityDays, 12, |row, name| match name {
        "day" => Some(format!("2026-07-0{}", row % 2 + 1)),
        "articles" | "stories" => Some((row / 2 + 1).to_string()),
        "sentiment" => Some(format!("-0.{}", row + 1)),
        _ => company(row / 2, name),
    });
    // each is in a sentence of every article
    table(folder, Table::EntityMentions, 6 * ARTICLES, |row, name| match name {
        "text" => Some(format!("sentence {row}")),
        "sentiment" => Some("0.5".to_owned()),
        _ => company(row % 6, name).or_else(|| of_article(row / 6, name)),
    });
    json!({"themes": ["ai"], "counts": {}, "settings": {}})
}

/// The workbook within limits, and what it says that it leaves out.
fn workbook(limits: Limits) -> (Xlsx<std::io::BufReader<std::fs::File>>, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let manifest = tables(folder.path());
    let tables =
        Tables { run: folder.path(), index: folder.path(), index_name: None, manifest: &manifest };
    let path = folder.path().join("report.xlsx");
    let left_out = write_within(&tables, &path, limits).unwrap();
    (open_workbook(path).unwrap(), left_out)
}

fn heights(book: &mut Xlsx<std::io::BufReader<std::fs::File>>, name: &str) -> Vec<usize> {
    let names: Vec<String> =
        book.sheet_names().into_iter().filter(|other| other.starts_with(name)).collect();
    names.iter().map(|name| book.worksheet_range(name).unwrap().height()).collect()
}

#[test]
fn tables_go_on_in_further_sheets() {
    let (mut book, left_out) =
        workbook(Limits { sheet_rows: 11, sheet_links: 16, ..Limits::EXCEL });
    assert!(left_out.is_empty(), "{left_out:?}");
    assert_eq!(heights(&mut book, "Claims"), [11, 11, 11, 7]);
    assert_eq!(heights(&mut book, "Sentences"), [11, 11, 5]);
    // two links a row
    assert_eq!(heights(&mut book, "Stories"), [9, 5]);
    let claims = book.worksheet_range("Claims 4").unwrap();
    assert_eq!(claims[(6, 4)].get_float(), Some(35.0), "{:?}", claims.rows().next());
    let run = book.worksheet_range("Run").unwrap();
    assert!(
        run.rows()
            .any(|row| row[0].to_string().starts_with("Claims: 4 sheets of 10 rows, because"))
    );
}

#[test]
fn the_newest_days_are_held_and_the_rest_is_said() {
    let limits = Limits { articles: 7, claims: 16, quotes: 4, index_days: 3, ..Limits::EXCEL };
    let (mut book, left_out) = workbook(limits);
    // the articles of the newest two days are 6, with 18 claims and 6 quotes
    assert_eq!(heights(&mut book, "Claims"), [17]);
    assert_eq!(heights(&mut book, "Quotes"), [5]);
    assert_eq!(heights(&mut book, "Stories"), [7]);
    assert_eq!(heights(&mut book, "Contributions"), [7]);
    for told in [
        "Stories: 6 of 12 rows, from 2026-07-03 on",
        "Claims: 16 of 36 rows, those of conflicts",
        "Quotes: 4 of 12 rows, of each theme and day",
    ] {
        assert!(left_out.iter().any(|line| line.starts_with(told)), "{told}: {left_out:?}");
    }
    assert!(
        left_out.iter().any(|line| line.starts_with("Index: the newest 3 days; 1 earlier")),
        "{left_out:?}"
    );
    let run = book.worksheet_range("Run").unwrap();
    assert!(
        left_out.iter().all(|line| run.rows().any(|row| row[0] == line.as_str())),
        "the sheet Run says the same"
    );
    // a conflict with a claim that is not held names it
    let conflicts = book.worksheet_range("Conflicts").unwrap();
    assert!(conflicts.rows().any(|row| row.iter().any(|cell| *cell == "a0000000000000000-0")));
}

#[test]
fn empty_tables_are_a_workbook_too() {
    let folder = tempfile::tempdir().unwrap();
    for own in Table::ALL {
        table(folder.path(), own, 0, |_, _| None);
    }
    let manifest = json!({});
    let tables =
        Tables { run: folder.path(), index: folder.path(), index_name: None, manifest: &manifest };
    let path = folder.path().join("report.xlsx");
    assert_eq!(write_within(&tables, &path, Limits::EXCEL).unwrap(), Vec::<String>::new());
    let book: Xlsx<_> = open_workbook(path).unwrap();
    assert_eq!(book.sheet_names().len(), 17);
}

#[test]
fn the_most_mentioned_companies_lead_to_their_days_and_sentences() {
    let limits = Limits { companies: 4, company_sentences: 5, ..Limits::EXCEL };
    let (mut book, left_out) = workbook(limits);
    assert_eq!(heights(&mut book, "Companies"), [5]);
    let companies = book.worksheet_range("Companies").unwrap();
    let names: Vec<String> = companies.rows().skip(1).map(|row| row[0].to_string()).collect();
    assert_eq!(names, ["company.f", "company.e", "company.d", "company.c"]);
    // 12 articles on two days; the latest figure and the mean of both
    assert_eq!(companies[(1, 8)].get_float(), Some(12.0));
    assert_eq!(companies[(1, 3)].get_float(), Some(-0.12));
    assert_eq!(companies[(2, 7)].get_float(), Some(-0.5));
    let days = book.worksheet_range("Company days").unwrap();
    assert_eq!(days.height(), 9);
    assert_eq!(days[(1, 0)].to_string(), "company.c");
    let sentences = book.worksheet_range("Company sentences").unwrap();
    assert_eq!(sentences.height(), 4 * 5 + 1);
    // of the newest day, of equally loud ones the first
    let text = |row| (sentences[(row, 0)].to_string(), sentences[(row, 6)].to_string());
    assert_eq!(text(1), ("company.f".to_owned(), "sentence 59".to_owned()));
    for (sheet, of) in
        [("Companies: 4", "6"), ("Company days: 8", "12"), ("Company sentences: 20", "72")]
    {
        let told = format!("{sheet} of {of} rows, ");
        assert!(left_out.iter().any(|line| line.starts_with(&told)), "{told}: {left_out:?}");
    }
}
