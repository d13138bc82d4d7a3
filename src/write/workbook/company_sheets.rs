//! The sheets of companies: Companies leads to Company days, and both to Company sentences.

use std::collections::HashMap;

use jiff::civil::Date;
use rust_xlsxwriter::XlsxError;

use super::{
    Failed, Plan,
    about::ListedTable,
    cell_lists::figures,
    chosen::FilledColumns,
    limits::SheetRow,
    listings::{Listing, article_cells, article_columns, read},
    selection::Selection,
    sheet::{Cell, Link, SheetColumn, SheetWriter, Value, of, own},
    style::{self, Style},
    text::unshown,
};
use crate::write::{
    companies::{Companies, Shown, rows},
    table::{
        Columns as _, Table,
        columns::{EntityDays, EntityMentions},
    },
};

/// The place of the sparkline on the sheet Companies.
const SPARK_COLUMN: u16 = 1;
/// Days of a sparkline.
const SPARK_DAYS: u64 = 60;

/// Where the rows of companies are.
#[derive(Default)]
struct RowPlaces {
    /// The first row of the days of each company and how many there are.
    days: Vec<(u64, u64)>,
    /// The first sentence of each company.
    sentences: Vec<Option<u64>>,
    /// The first sentence of each company and day.
    of_days: HashMap<(usize, Option<Date>), u64>,
}

impl RowPlaces {
    fn of(companies: &Companies) -> Self {
        let mut places = Self { days: vec![(0, 0); companies.shown.len()], ..Self::default() };
        let mut sentence = 0;
        for (number, company) in companies.shown.iter().enumerate() {
            places.sentences.push((!company.sentences.is_empty()).then_some(sentence));
            for own in &company.sentences {
                places.of_days.entry((number, own.day)).or_insert(sentence);
                sentence += 1;
            }
        }
        places
    }
}

/// What is shown of companies: those that are mentioned most.
pub(super) fn read_companies(listing: &Listing<'_, '_>) -> Result<Companies, Failed> {
    let limits = &listing.book.limits;
    let shown = Shown { companies: limits.companies, sentences: limits.company_sentences };
    Ok(Companies::read(listing.tables, shown)?)
}

/// Makes the sheets.
pub(super) fn sheets(
    listing: &mut Listing<'_, '_>,
    companies: &Companies,
) -> Result<[ListedTable; 3], Failed> {
    let mut places = RowPlaces::of(companies);
    let days = company_days(listing, companies, &mut places)?;
    let mut overview = overview(listing, companies, &places)?;
    sparklines(&mut overview, companies, &places, listing.plan, listing.selection)?;
    let sentences = sentences(listing, companies)?;
    Ok([overview, days, sentences])
}

/// The sheet Companies: one row each.
fn overview(
    listing: &mut Listing<'_, '_>,
    companies: &Companies,
    places: &RowPlaces,
) -> Result<ListedTable, Failed> {
    let named = |name: &'static str, note, column, width, style| SheetColumn {
        note: String::from(note),
        name: name.into(),
        ..of::<EntityDays>(column, width, style)
    };
    let columns = vec![
        own("company", "What it is called. It leads to its days.", 30.0, Style::Text),
        own("by day", "Sentiment of its newest 60 days with news, a bar each.", 26.0, Style::Text),
        named("latest", "The last day with a figure.", EntityDays::Day, 11.0, Style::Day),
        named(
            "sentiment",
            "Sentiment of that day, -1 to 1. It leads to the newest sentences about the company.",
            EntityDays::Sentiment,
            10.0,
            Style::Score,
        ),
        of(EntityDays::CiLow, 8.0, Style::Bound),
        of(EntityDays::CiHigh, 8.0, Style::Bound),
        of(EntityDays::SentimentSmoothed, 11.0, Style::Score),
        own("mean", "Mean of all its days, weighted by their stories.", 9.0, Style::Score),
        own("articles", "Articles about it, copies included.", 9.0, Style::Count),
        own("stories", "Stories among them that weigh anything.", 9.0, Style::Count),
        own("days", "Days with an article about it.", 7.0, Style::Count),
        own("first", "The first of these days.", 11.0, Style::Day),
        of(EntityDays::EntityId, 26.0, Style::Faint),
    ];
    let mut sheet = SheetWriter::new(listing.book, listing.plan.companies, columns, 1)?;
    for (number, company) in companies.shown.iter().enumerate() {
        let link = |pages: &super::Pages, row| Some(Link::Cell(pages.place(row)));
        let latest = company.figures().next();
        let bound = |end: fn((f64, f64)) -> f64| latest.and_then(|(_, day)| day.interval).map(end);
        let number_cell = |value: Option<f64>| (value.map_or(Value::Blank, Value::Number), None);
        let day_cell = |day: Option<Date>| (day.map_or(Value::Blank, Value::Day), None);
        let sentences =
            places.sentences[number].and_then(|row| link(&listing.plan.company_sentences, row));
        let cells: [Cell<'_>; 13] = [
            (Value::words(&company.name), link(&listing.plan.company_days, places.days[number].0)),
            (Value::Blank, None),
            day_cell(latest.map(|(_, day)| day.day)),
            latest.map_or((Value::Blank, None), |(value, _)| (Value::Number(value), sentences)),
            number_cell(bound(|interval| interval.0)),
            number_cell(bound(|interval| interval.1)),
            number_cell(latest.and_then(|(_, day)| day.smoothed)),
            number_cell(company.mean()),
            number_cell(Some(company.articles as f64)),
            number_cell(Some(company.stories as f64)),
            number_cell(Some(company.days.len() as f64)),
            day_cell(company.days.first().map(|day| day.day)),
            (Value::words(&company.id), None),
        ];
        sheet.push(listing.book, &cells)?;
    }
    let rows = sheet.rows();
    Ok(ListedTable::new(Table::EntityDays, listing.plan.companies, rows, sheet.finish()?)
        .of(companies.all, "those with the most articles"))
}

/// Tiny charts of the sentiment by day, from the cells of Company days.
fn sparklines(
    overview: &mut ListedTable,
    companies: &Companies,
    places: &RowPlaces,
    plan: &Plan,
    selection: &Selection,
) -> Result<(), XlsxError> {
    let columns = columns_of_days(selection);
    let sentiment = place_of(&columns, EntityDays::Sentiment) as u16;
    for number in 0..companies.shown.len() {
        let (first, count) = places.days[number];
        if count == 0 {
            continue;
        }
        let last = plan.company_days.place(first + count - 1);
        let from = plan.company_days.place(first + count.saturating_sub(SPARK_DAYS));
        // of days that go on on a further sheet those on the last
        let from = if from.sheet == last.sheet { from.row } else { 1 };
        let SheetRow { sheet, row } = plan.companies.place(number as u64);
        let spark = style::score_sparkline(&last.sheet, (from, last.row), sentiment);
        if let Some(sheet) = overview.sheets.iter_mut().find(|own| own.name() == sheet) {
            sheet.add_sparkline(row, SPARK_COLUMN, &spark)?;
        }
    }
    Ok(())
}

/// The columns of the sheet Company days: what it is called, its figures, its id.
fn columns_of_days(selection: &Selection) -> Vec<SheetColumn> {
    let name = SheetColumn {
        note: "What it is called. It leads to the newest sentences about it.".to_owned(),
        ..of(EntityDays::Name, 30.0, Style::Text)
    };
    let id = of(EntityDays::EntityId, 26.0, Style::Faint);
    selection.filled(std::iter::once(name).chain(figures::<EntityDays>()).chain([id]).collect())
}

fn place_of(columns: &[SheetColumn], own: EntityDays) -> usize {
    let source = Some((Table::EntityDays, own.position()));
    columns.iter().position(|column| column.source == source).unwrap_or(0)
}

/// The sheet Company days: the index of the companies that are shown, a row a company and day.
fn company_days(
    listing: &mut Listing<'_, '_>,
    companies: &Companies,
    places: &mut RowPlaces,
) -> Result<ListedTable, Failed> {
    let (numbers, columns) = (companies.places(), columns_of_days(listing.selection));
    let sentiment = place_of(&columns, EntityDays::Sentiment);
    let pages = listing.plan.company_days;
    let mut sheet = SheetWriter::new(listing.book, pages, columns.clone(), 2)?;
    for row in rows::<EntityDays>(listing.tables)? {
        let row = row?;
        let Some(number) = numbers
            .get(row.get(EntityDays::EntityId))
            .filter(|_| sheet.rows() < listing.book.limits.table_rows)
        else {
            continue;
        };
        let place = |row| Link::Cell(listing.plan.company_sentences.place(row));
        let day = row.day(EntityDays::Day)?;
        let mut cells = read(&row, &columns)?;
        cells[0].1 = places.sentences[*number].map(place);
        if !matches!(cells[sentiment].0, Value::Blank) {
            cells[sentiment].1 = places.of_days.get(&(*number, day)).copied().map(place);
        }
        let days = &mut places.days[*number];
        if days.1 == 0 {
            days.0 = sheet.rows();
        }
        days.1 += 1;
        sheet.push(listing.book, &cells)?;
    }
    Ok(ListedTable::new(Table::EntityDays, pages, sheet.rows(), sheet.finish()?)
        .of(companies.cells, "those of the companies on Companies"))
}

/// The sheet Company sentences: the newest sentences about each company. Each leads to its source.
fn sentences(listing: &mut Listing<'_, '_>, companies: &Companies) -> Result<ListedTable, Failed> {
    use EntityMentions as T;
    let own = [
        of(T::Sentiment, 10.0, Style::Score),
        of(T::Label, 9.0, Style::Text),
        of(T::Text, 90.0, Style::Prose),
        of(T::Section, 10.0, Style::Text),
        of(T::Modality, 11.0, Style::Text),
        of(T::Speaker, 18.0, Style::Text),
        of(T::Cues, 24.0, Style::Text),
        of(T::Trace, 18.0, Style::Faint),
        of(T::EntityId, 26.0, Style::Faint),
        of(T::ArticleId, 18.0, Style::Faint),
        of(T::Part, 6.0, Style::Faint),
        of(T::CharStart, 9.0, Style::Faint),
        of(T::CharEnd, 9.0, Style::Faint),
    ];
    let mut filled = FilledColumns::default();
    for sentence in companies.shown.iter().flat_map(|company| &company.sentences) {
        filled.see(&sentence.row);
    }
    let has = |column: &SheetColumn| column.source.is_none_or(|(t, n)| filled.has(t, n));
    let own: Vec<SheetColumn> = own.into_iter().filter(has).collect();
    let name = of(T::Name, 30.0, Style::Text);
    let columns =
        std::iter::once(name).chain(article_columns()).chain(own.iter().cloned()).collect();
    let pages = listing.plan.company_sentences;
    let mut sheet = SheetWriter::new(listing.book, pages, columns, 2)?;
    for sentence in companies.shown.iter().flat_map(|company| &company.sentences) {
        let row = &sentence.row;
        let mut cells: Vec<Cell<'_>> = vec![(Value::words(unshown(row.get(T::Name))), None)];
        match listing.selection.article(row.get(T::ArticleId)) {
            Some(article) => {
                cells.extend(article_cells(article, listing.plan, &listing.book.limits));
            }
            // an article of days that the workbook does not hold
            None => cells.extend([
                (Value::Blank, None),
                (Value::Blank, None),
                (sentence.day.map_or(Value::Blank, Value::Day), None),
            ]),
        }
        cells.extend(read(row, &own)?);
        sheet.push(listing.book, &cells)?;
    }
    let rows = sheet.rows();
    Ok(ListedTable::new(Table::EntityMentions, pages, rows, sheet.finish()?)
        .of(companies.mentions, "the newest of each of the companies on Companies"))
}
