//! Limits, at sizes that a test can reach.

use std::{fmt::Write as _, path::Path};

use calamine::{DataType as _, Reader as _, Xlsx, open_workbook};
use serde_json::{Value, json};

use super::{limits::Limits, write_within};
use crate::write::{Kind, Table, presentation::Tables};

/// A table of `rows` rows; `cell` gives what is not empty.
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
    let (mut book, left_out) = workbook(Limits { table_rows: 20, index_days: 3, ..Limits::EXCEL });
    // 36 claims: those of the newest two days are 18
    assert_eq!(heights(&mut book, "Claims"), [19]);
    assert_eq!(heights(&mut book, "Stories"), [7]);
    assert_eq!(heights(&mut book, "Contributions"), [7]);
    assert!(
        left_out.iter().any(|line| line.starts_with("Claims: 18 of 36 rows, from 2026-07-03 on")),
        "{left_out:?}"
    );
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
    assert_eq!(book.sheet_names().len(), 13);
}
