//! The sheets that list the rows of a table.

use std::collections::HashMap;

use super::{
    Failed, Plan,
    about::Listed,
    limits::{Limits, Place},
    selection::{Held, Selection, day_of},
    sheet::{Book, Cell, Column, Link, SheetWriter, Value, of, own},
    style::Style,
    text::{unshown, web},
};
use crate::write::{
    presentation::Tables,
    reader::{Row, TableError},
    table::Table,
};

/// The columns of the article that a row is of.
fn article_columns() -> [Column; 3] {
    [
        own(
            "article",
            "Headline of the article. It leads to its source, or to its row on Stories.",
            38.0,
            Style::Text,
        ),
        of(Table::Articles, "source", 18.0, Style::Text),
        of(Table::Articles, "day", 11.0, Style::Day),
    ]
}

/// The cells of these columns; the first leads to the source.
fn article_cells<'a>(article: &'a Held, plan: &Plan, limits: &Limits) -> [Cell<'a>; 3] {
    let stories = || Link::Cell(plan.stories.place(article.story_row));
    let link = web(article.row.get("url"), limits).map_or_else(stories, Link::Web);
    let source = Value::words(unshown(article.row.get("source")));
    [
        (Value::words(article.name()), Some(link)),
        (source, None),
        (article.day.map_or(Value::Blank, Value::Day), None),
    ]
}

/// The cells of a table's own columns.
fn read<'r>(table: Table, row: &'r Row, columns: &[Column]) -> Result<Vec<Cell<'r>>, TableError> {
    columns
        .iter()
        .map(|column| Value::read(table, row, column.name).map(|value| (value, None)))
        .collect()
}

/// The sheet Theme days: the index, a row a theme and day.
pub(super) fn theme_days(
    tables: &Tables<'_>,
    selection: &Selection,
    plan: &Plan,
    book: &mut Book,
) -> Result<Listed, Failed> {
    const T: Table = Table::ThemeDays;
    let columns: Vec<Column> = T
        .columns()
        .iter()
        .map(|name| match *name {
            "theme" => of(T, name, 22.0, Style::Text),
            "day" => of(T, name, 11.0, Style::Day),
            "articles" | "stories" | "sources" | "sentences" | "day_stories" => {
                of(T, name, 10.0, Style::Count)
            }
            "sentiment" | "sentiment_smoothed" | "sentiment_shrunk" => {
                of(T, name, 11.0, Style::Score)
            }
            "ci_low" | "ci_high" => of(T, name, 8.0, Style::Bound),
            "positive" | "neutral" | "negative" | "buzz" | "novelty" => {
                of(T, name, 9.0, Style::Share)
            }
            "note" => of(T, name, 13.0, Style::Text),
            name => of(T, name, 10.0, Style::Fine),
        })
        .collect();
    let mut sheet = SheetWriter::new(book, plan.theme_days, columns.clone(), 2)?;
    for row in tables.open(T)? {
        let row = row?;
        let is_held = selection
            .first_cell_day
            .is_none_or(|first| row.get("day") >= first.to_string().as_str());
        if is_held && sheet.rows() < book.limits.table_rows {
            sheet.push(book, &read(T, &row, &columns)?)?;
        }
    }
    Ok(Listed::new(T, plan.theme_days, sheet.rows(), sheet.finish()?))
}

/// The sheet Contributions: what every article gave to a cell. Each leads to its sentences.
pub(super) fn contributions(
    tables: &Tables<'_>,
    selection: &Selection,
    plan: &Plan,
    book: &mut Book,
) -> Result<Listed, Failed> {
    const T: Table = Table::Contributions;
    let [theme, day] = [of(T, "theme", 22.0, Style::Text), of(T, "day", 11.0, Style::Day)];
    let figures = [
        of(T, "contribution", 12.0, Style::Fine),
        of(T, "weight", 9.0, Style::Fine),
        of(T, "sentiment", 10.0, Style::Score),
    ];
    let article =
        own("article", "Headline of the article. It leads to its sentences.", 70.0, Style::Text);
    let ids = [of(T, "article_id", 18.0, Style::Faint), of(T, "story_id", 18.0, Style::Faint)];
    let source = of(Table::Articles, "source", 22.0, Style::Text);
    let columns: Vec<Column> =
        [theme, day].into_iter().chain(figures).chain([article, source]).chain(ids).collect();
    let mut sheet = SheetWriter::new(book, plan.contributions, columns.clone(), 2)?;
    for row in tables.open(T)? {
        let row = row?;
        if !selection.is_held(day_of(&row)?) || sheet.rows() >= book.limits.table_rows {
            continue;
        }
        let mut cells = read(T, &row, &columns)?;
        if let Some(article) = selection.article(row.get("article_id")) {
            let sentences = article.first_sentence.map(|n| Link::Cell(plan.sentences.place(n)));
            cells[5] = (Value::words(article.name()), sentences);
            cells[6] = (Value::words(unshown(article.row.get("source"))), None);
        }
        sheet.push(book, &cells)?;
    }
    Ok(Listed::new(T, plan.contributions, sheet.rows(), sheet.finish()?))
}

/// A sheet that lists something of articles: the article's columns, then those of the table; `seen`
/// is told each row and its place.
fn of_articles(
    (tables, selection, plan, book): (&Tables<'_>, &Selection, &Plan, &mut Book),
    (table, pages): (Table, super::Pages),
    own: &[Column],
    seen: &mut dyn FnMut(&Row, &Place),
) -> Result<Listed, Failed> {
    let columns: Vec<Column> = article_columns().into_iter().chain(own.iter().cloned()).collect();
    let mut sheet = SheetWriter::new(book, pages, columns, 1)?;
    for row in tables.open(table)? {
        let row = row?;
        let Some(article) = selection
            .article(row.get("article_id"))
            .filter(|_| sheet.rows() < book.limits.table_rows)
        else {
            continue;
        };
        let mut cells: Vec<Cell<'_>> = article_cells(article, plan, &book.limits).into();
        cells.extend(read(table, &row, own)?);
        let place = sheet.push(book, &cells)?;
        seen(&row, &place);
    }
    Ok(Listed::new(table, pages, sheet.rows(), sheet.finish()?))
}

/// The sheet Sentences: every sentence with every theme that it bears. Each leads to its source.
pub(super) fn sentences(
    tables: &Tables<'_>,
    selection: &Selection,
    plan: &Plan,
    book: &mut Book,
) -> Result<Listed, Failed> {
    const T: Table = Table::Mentions;
    let own = [
        of(T, "theme", 20.0, Style::Text),
        of(T, "sentiment", 10.0, Style::Score),
        of(T, "label", 9.0, Style::Text),
        of(T, "sentiment_model", 11.0, Style::Score),
        of(T, "label_model", 9.0, Style::Text),
        of(T, "agreement", 10.0, Style::Text),
        of(T, "section", 10.0, Style::Text),
        of(T, "modality", 11.0, Style::Text),
        of(T, "speaker", 18.0, Style::Text),
        of(T, "cues", 24.0, Style::Text),
        of(T, "article_id", 18.0, Style::Faint),
        of(T, "in", 6.0, Style::Faint),
        of(T, "char_start", 9.0, Style::Faint),
        of(T, "char_end", 9.0, Style::Faint),
        of(T, "text", 120.0, Style::Text),
    ];
    of_articles((tables, selection, plan, book), (T, plan.sentences), &own, &mut |_, _| {})
}

/// The sheet Claims: every figure of the news. Each leads to its source.
pub(super) fn claims(
    tables: &Tables<'_>,
    selection: &Selection,
    plan: &Plan,
    book: &mut Book,
    figures: &mut Figures,
) -> Result<Listed, Failed> {
    const T: Table = Table::Claims;
    let own = [
        of(T, "surface", 16.0, Style::Text),
        of(T, "value", 16.0, Style::Number),
        of(T, "value_hi", 12.0, Style::Number),
        of(T, "unit", 14.0, Style::Text),
        of(T, "of", 14.0, Style::Text),
        of(T, "qualifier", 10.0, Style::Text),
        of(T, "direction", 9.0, Style::Text),
        of(T, "kind", 9.0, Style::Text),
        of(T, "subject", 26.0, Style::Text),
        of(T, "metric", 20.0, Style::Text),
        of(T, "period", 20.0, Style::Text),
        of(T, "period_start", 11.0, Style::Day),
        of(T, "period_end", 11.0, Style::Day),
        of(T, "as_of", 11.0, Style::Day),
        of(T, "modality", 11.0, Style::Text),
        of(T, "speaker", 18.0, Style::Text),
        of(T, "themes", 24.0, Style::Text),
        of(T, "sentiment", 10.0, Style::Text),
        of(T, "prior_value", 14.0, Style::Number),
        of(T, "change_derived", 12.0, Style::Fine),
        of(T, "undefined", 10.0, Style::Faint),
        of(T, "repeats", 8.0, Style::Count),
        of(T, "subject_id", 14.0, Style::Faint),
        of(T, "rule", 9.0, Style::Faint),
        of(T, "claim_id", 20.0, Style::Faint),
        of(T, "article_id", 18.0, Style::Faint),
        of(T, "in", 6.0, Style::Faint),
        of(T, "char_start", 9.0, Style::Faint),
        of(T, "char_end", 9.0, Style::Faint),
        of(T, "sentence", 120.0, Style::Text),
    ];
    of_articles((tables, selection, plan, book), (T, plan.claims), &own, &mut |row, place| {
        figures.note(row, place)
    })
}

/// The sheet Quotes. Each leads to its source.
pub(super) fn quotes(
    tables: &Tables<'_>,
    selection: &Selection,
    plan: &Plan,
    book: &mut Book,
) -> Result<Listed, Failed> {
    const T: Table = Table::Quotes;
    let own = [
        of(T, "speaker", 26.0, Style::Text),
        of(T, "org", 24.0, Style::Text),
        of(T, "role", 20.0, Style::Text),
        of(T, "direct", 8.0, Style::Text),
        of(T, "sentiment", 10.0, Style::Score),
        of(T, "themes", 24.0, Style::Text),
        of(T, "article_id", 18.0, Style::Faint),
        of(T, "in", 6.0, Style::Faint),
        of(T, "char_start", 9.0, Style::Faint),
        of(T, "char_end", 9.0, Style::Faint),
        of(T, "text", 120.0, Style::Text),
    ];
    of_articles((tables, selection, plan, book), (T, plan.quotes), &own, &mut |_, _| {})
}

/// Claims that conflicts are about: where they stand and what they say.
#[derive(Default)]
pub(super) struct Figures(HashMap<String, Option<(Place, String)>>);

impl Figures {
    /// The claims at the ends of every conflict, which still have no place.
    pub(super) fn of_conflicts(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut figures = Self::default();
        for row in tables.open(Table::Conflicts)? {
            figures.0.extend(ends(&row?).into_iter().map(|id| (id.to_owned(), None)));
        }
        Ok(figures)
    }

    fn note(&mut self, row: &Row, place: &Place) {
        if let Some(figure) = self.0.get_mut(row.get("claim_id")) {
            *figure = Some((place.clone(), unshown(row.get("sentence")).to_owned()));
        }
    }

    /// The sentence of a claim, which leads to the claim; its id where it stands on no sheet.
    fn cell<'f>(&'f self, id: &'f str) -> Cell<'f> {
        match self.0.get(id) {
            Some(Some((place, sentence))) => {
                (Value::words(sentence), Some(Link::Cell(place.clone())))
            }
            _ => (Value::words(id), None),
        }
    }
}

/// The claims with the lowest and the highest figure of a conflict.
fn ends(conflict: &Row) -> [&str; 2] {
    let claims = conflict.get("claims");
    let lowest = claims.split("; ").next().unwrap_or_default();
    let highest = claims.rsplit("; ").next().unwrap_or_default();
    [lowest, highest]
}

/// The sheet Conflicts. Each leads to the claims at its ends.
pub(super) fn conflicts(
    tables: &Tables<'_>,
    figures: &Figures,
    plan: &Plan,
    book: &mut Book,
) -> Result<Listed, Failed> {
    const T: Table = Table::Conflicts;
    let first = [
        of(T, "subject", 26.0, Style::Text),
        of(T, "metric", 18.0, Style::Text),
        of(T, "kind", 9.0, Style::Text),
        of(T, "low", 14.0, Style::Number),
        of(T, "high", 14.0, Style::Number),
        of(T, "unit", 14.0, Style::Text),
        of(T, "verdict", 14.0, Style::Text),
        of(T, "note", 46.0, Style::Text),
        of(T, "spread", 12.0, Style::Number),
        of(T, "relative_spread", 9.0, Style::Share),
        of(T, "period", 20.0, Style::Text),
        of(T, "period_start", 11.0, Style::Day),
        of(T, "period_end", 11.0, Style::Day),
        of(T, "as_of", 11.0, Style::Day),
        of(T, "sources", 34.0, Style::Text),
        of(T, "articles", 9.0, Style::Count),
        of(T, "stories", 9.0, Style::Count),
    ];
    let ends_of = [
        own(
            "lowest",
            "The sentence with the lowest figure. It leads to the claim.",
            60.0,
            Style::Text,
        ),
        own(
            "highest",
            "The sentence with the highest figure. It leads to the claim.",
            60.0,
            Style::Text,
        ),
    ];
    let last = [of(T, "claims", 44.0, Style::Faint), of(T, "subject_id", 14.0, Style::Faint)];
    let columns = first.iter().chain(&ends_of).chain(&last).cloned().collect();
    let mut sheet = SheetWriter::new(book, plan.conflicts, columns, 1)?;
    for row in tables.open(T)? {
        let row = row?;
        if sheet.rows() >= book.limits.table_rows {
            break;
        }
        let mut cells = read(T, &row, &first)?;
        cells.extend(ends(&row).map(|id| figures.cell(id)));
        cells.extend(read(T, &row, &last)?);
        sheet.push(book, &cells)?;
    }
    Ok(Listed::new(T, plan.conflicts, sheet.rows(), sheet.finish()?))
}

/// The sheet Rejects.
pub(super) fn rejects(tables: &Tables<'_>, plan: &Plan, book: &mut Book) -> Result<Listed, Failed> {
    const T: Table = Table::Rejects;
    let columns = vec![
        of(T, "locator", 60.0, Style::Text),
        of(T, "stage", 10.0, Style::Text),
        of(T, "reason", 20.0, Style::Text),
        of(T, "detail", 90.0, Style::Text),
        of(T, "bytes", 12.0, Style::Count),
    ];
    let mut sheet = SheetWriter::new(book, plan.rejects, columns.clone(), 1)?;
    for row in tables.open(T)? {
        let row = row?;
        if sheet.rows() >= book.limits.table_rows {
            break;
        }
        sheet.push(book, &read(T, &row, &columns)?)?;
    }
    Ok(Listed::new(T, plan.rejects, sheet.rows(), sheet.finish()?))
}
