//! The sheet Stories: articles, story by story, the original before its copies.

use std::collections::HashMap;

use super::{
    Failed, Plan,
    about::Listed,
    selection::{Held, Selection},
    sheet::{Book, Cell, Column, Link, SheetWriter, Value, of, own},
    style::Style,
    text::web,
};
use crate::write::table::Table;

fn columns() -> Vec<Column> {
    const T: Table = Table::Articles;
    vec![
        own(
            "told",
            "original: told the story first. copy: a near-duplicate of it.",
            9.0,
            Style::Text,
        ),
        own("copies", "On an original: its copies on this sheet.", 7.0, Style::Count),
        of(T, "day", 11.0, Style::Day),
        of(T, "published", 16.0, Style::Moment),
        of(T, "source", 22.0, Style::Text),
        Column { note: "Headline. It leads to the article.", ..of(T, "title", 70.0, Style::Text) },
        Column {
            note: "Sentiment of the whole article, -1 to 1. It leads to the article's sentences.",
            ..of(T, "sentiment", 10.0, Style::Score)
        },
        of(T, "sentiment_model", 11.0, Style::Score),
        of(T, "model_agreement", 11.0, Style::Share),
        of(T, "themes", 34.0, Style::Text),
        of(T, "words", 8.0, Style::Count),
        of(T, "story_similarity", 9.0, Style::Share),
        of(T, "boilerplate_share", 9.0, Style::Share),
        of(T, "truncated", 9.0, Style::Faint),
        of(T, "language", 9.0, Style::Faint),
        of(T, "published_precision", 10.0, Style::Faint),
        of(T, "published_evidence", 30.0, Style::Faint),
        of(T, "first_seen", 20.0, Style::Faint),
        of(T, "locator", 34.0, Style::Faint),
        of(T, "url", 34.0, Style::Faint),
        of(T, "article_id", 18.0, Style::Faint),
        of(T, "story_id", 18.0, Style::Faint),
    ]
}

/// Makes its sheets.
pub(super) fn stories(
    selection: &Selection,
    plan: &Plan,
    book: &mut Book,
) -> Result<Listed, Failed> {
    let mut sheet = SheetWriter::new(book, plan.stories, columns(), 0)?;
    let mut tellings: HashMap<&str, u32> = HashMap::new();
    for article in &selection.articles {
        *tellings.entry(article.row.get("story_id")).or_default() += 1;
    }
    for article in selection.told().into_iter().filter_map(|n| selection.articles.get(n)) {
        let copies = tellings
            .get(article.row.get("story_id"))
            .map_or(0, |tellings| tellings.saturating_sub(1));
        push(&mut sheet, book, article, copies, plan)?;
    }
    Ok(Listed::new(Table::Articles, plan.stories, sheet.rows(), sheet.finish()?))
}

fn push(
    sheet: &mut SheetWriter,
    book: &mut Book,
    article: &Held,
    copies: u32,
    plan: &Plan,
) -> Result<(), Failed> {
    let row = &article.row;
    let read = |column: &str| Value::read(Table::Articles, row, column).map(|value| (value, None));
    let is_original = row.get("is_original") == "true";
    let web = web(row.get("url"), &book.limits).map(Link::Web);
    book.losses.addresses += u64::from(web.is_none() && !row.get("url").is_empty());
    let sentences = article.first_sentence.map(|n| Link::Cell(plan.sentences.place(n)));
    let published = match article.published() {
        Some(moment) => Value::Moment(moment),
        None => row
            .get("published")
            .parse()
            .map_or_else(|_| Value::words(row.get("published")), Value::Day),
    };
    let mut cells: Vec<Cell<'_>> = vec![
        (Value::words(if is_original { "original" } else { "copy" }), None),
        (if is_original { Value::Number(f64::from(copies)) } else { Value::Blank }, None),
        read("day")?,
        (published, None),
        read("source")?,
        (Value::words(article.name()), web),
        (read("sentiment")?.0, sentences),
    ];
    for column in columns().iter().skip(cells.len()) {
        cells.push(read(column.name)?);
    }
    sheet.push(book, &cells)?;
    Ok(())
}
