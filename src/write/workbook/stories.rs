//! The sheet Stories: articles, story by story, the original before its copies.

use std::collections::HashMap;

use super::{
    Failed, Plan,
    about::ListedTable,
    selection::{HeldArticle, Selection},
    sheet::{Cell, Link, SheetColumn, SheetWriter, Value, WorkbookWriter, of, own},
    style::Style,
    text::web,
};
use crate::write::table::{Table, columns::Articles};

fn columns() -> Vec<SheetColumn> {
    vec![
        own(
            "told",
            "original: told the story first. copy: a near-duplicate of it.",
            9.0,
            Style::Text,
        ),
        own("copies", "On an original: its copies on this sheet.", 7.0, Style::Count),
        of(Articles::Day, 11.0, Style::Day),
        of(Articles::Published, 16.0, Style::Moment),
        of(Articles::Source, 22.0, Style::Text),
        SheetColumn {
            note: "Headline. It leads to the article.".to_owned(),
            ..of(Articles::Title, 70.0, Style::Text)
        },
        SheetColumn {
            note: "Sentiment of the whole article, -1 to 1. It leads to the article's sentences."
                .to_owned(),
            ..of(Articles::Sentiment, 10.0, Style::Score)
        },
        of(Articles::SentimentModel, 11.0, Style::Score),
        of(Articles::ModelAgreement, 11.0, Style::Share),
        of(Articles::Themes, 34.0, Style::Text),
        of(Articles::Words, 8.0, Style::Count),
        of(Articles::StorySimilarity, 9.0, Style::Share),
        of(Articles::BoilerplateShare, 9.0, Style::Share),
        of(Articles::Truncated, 9.0, Style::Faint),
        of(Articles::Language, 9.0, Style::Faint),
        of(Articles::PublishedPrecision, 10.0, Style::Faint),
        of(Articles::PublishedEvidence, 30.0, Style::Faint),
        of(Articles::FirstSeen, 20.0, Style::Faint),
        of(Articles::Locator, 34.0, Style::Faint),
        of(Articles::Url, 34.0, Style::Faint),
        of(Articles::RecordId, 18.0, Style::Faint),
        of(Articles::ArticleId, 18.0, Style::Faint),
        of(Articles::StoryId, 18.0, Style::Faint),
    ]
}

/// Columns that are always there.
const OWN: usize = 7;

/// Makes its sheets.
pub(super) fn stories(
    selection: &Selection,
    plan: &Plan,
    book: &mut WorkbookWriter,
) -> Result<ListedTable, Failed> {
    // the first ones hold what the sheet itself knows
    let mut columns = columns();
    let further = columns.split_off(OWN);
    columns.extend(selection.filled(further));
    let mut sheet = SheetWriter::new(book, plan.stories, columns.clone(), 0)?;
    let mut tellings: HashMap<&str, u32> = HashMap::new();
    for article in &selection.articles {
        *tellings.entry(article.row.get(Articles::StoryId)).or_default() += 1;
    }
    for article in selection.told().into_iter().filter_map(|n| selection.articles.get(n)) {
        let copies = tellings
            .get(article.row.get(Articles::StoryId))
            .map_or(0, |tellings| tellings.saturating_sub(1));
        push(&mut sheet, book, article, copies, plan, &columns)?;
    }
    Ok(ListedTable::new(Table::Articles, plan.stories, sheet.rows(), sheet.finish()?))
}

fn push(
    sheet: &mut SheetWriter,
    book: &mut WorkbookWriter,
    article: &HeldArticle,
    copies: u32,
    plan: &Plan,
    columns: &[SheetColumn],
) -> Result<(), Failed> {
    let row = &article.row;
    let read = |column| Value::read(row, column).map(|value| (value, None));
    let is_original = row.is_true(Articles::IsOriginal);
    let web = web(row.get(Articles::Url), &book.limits).map(Link::Web);
    book.losses.addresses += u64::from(web.is_none() && !row.get(Articles::Url).is_empty());
    let sentences = article.first_sentence.map(|n| Link::Cell(plan.sentences.place(n)));
    let published = match article.published() {
        Some(moment) => Value::Moment(moment),
        None => row
            .get(Articles::Published)
            .parse()
            .map_or_else(|_| Value::words(row.get(Articles::Published)), Value::Day),
    };
    let mut cells: Vec<Cell<'_>> = vec![
        (Value::words(if is_original { "original" } else { "copy" }), None),
        (if is_original { Value::Number(f64::from(copies)) } else { Value::Blank }, None),
        read(Articles::Day)?,
        (published, None),
        read(Articles::Source)?,
        (Value::words(article.name()), web),
        (read(Articles::Sentiment)?.0, sentences),
    ];
    for column in columns.iter().skip(OWN) {
        cells.push((Value::shown(row, column)?, None));
    }
    sheet.push(book, &cells)?;
    Ok(())
}
