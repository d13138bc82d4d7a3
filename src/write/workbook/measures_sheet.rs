//! The sheet Measures: claims turned, a row a measure and a column a day. Figures of the newest
//! period of a measure are in it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    Failed,
    about::ListedTable,
    listings::Listing,
    sheet::{Cell, SheetColumn, SheetWriter, Value, own},
    style::Style,
};
use crate::write::{
    measures::{MeasureDay, measure_days},
    table::Table,
};

/// Days with a column of their own: the newest on which a measure that is shown was told.
const DAYS: usize = 60;

/// What a row is of.
type Key = [String; 7];

/// Makes the sheet.
pub(super) fn sheet(listing: &mut Listing<'_, '_>) -> Result<ListedTable, Failed> {
    let all = measure_days(listing.tables.run, &[])?;
    let mut measures: BTreeMap<Key, BTreeMap<Date, &MeasureDay>> = BTreeMap::new();
    for own in &all {
        // of a day the figure of the latest period
        let of_day = measures.entry(own.series()).or_default().entry(own.day).or_insert(own);
        if own.period_end > of_day.period_end {
            *of_day = own;
        }
    }
    let count = measures.len() as u64;
    let mut shown: Vec<_> = measures.into_iter().collect();
    shown.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    shown.truncate(listing.book.limits.measures);
    let mut days: BTreeSet<Date> =
        shown.iter().flat_map(|(_, days)| days.keys().copied()).collect();
    while days.len() > DAYS {
        days.pop_first();
    }
    let pages = listing.plan.measures;
    let mut sheet = SheetWriter::new(listing.book, pages, columns(&days), 2)?;
    for (key, own) in &shown {
        let Some((_, latest)) = own.last_key_value() else { continue };
        let number = |value: rust_decimal::Decimal| {
            value.to_string().parse().map_or(Value::Blank, Value::Number)
        };
        let period = match (latest.period_start, latest.period_end) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (first, last) => first.or(last).map_or_else(String::new, |day| day.to_string()),
        };
        let mut cells: Vec<Cell<'_>> = key.iter().map(|text| (Value::words(text), None)).collect();
        cells.extend(
            [
                Value::Number(own.len() as f64),
                Value::Day(latest.day),
                Value::Text(period.into()),
                number(latest.median),
                number(latest.low),
                number(latest.high),
                Value::Number(latest.sources as f64),
            ]
            .map(|value| (value, None)),
        );
        let of_day = |day| own.get(day).map_or(Value::Blank, |own| number(own.median));
        cells.extend(days.iter().rev().map(|day| (of_day(day), None)));
        sheet.push(listing.book, &cells)?;
    }
    Ok(ListedTable::new(Table::Claims, pages, sheet.rows(), sheet.finish()?)
        .of(count, "those told on most days"))
}

fn columns(days: &BTreeSet<Date>) -> Vec<SheetColumn> {
    let fixed = [
        own("measure", "What is measured: an owner and a series.", 36.0, Style::Text),
        own("kind", "Change (by how much) or level (how high).", 9.0, Style::Text),
        own("unit", "What its values are counted in.", 12.0, Style::Text),
        own("modality", "Whether it is, or is expected.", 11.0, Style::Text),
        own("segment", "The part of its owner; empty for all of it.", 14.0, Style::Text),
        own("basis", "On which basis it is told; empty where none is named.", 14.0, Style::Text),
        own("span", "How long the period is that a figure is of.", 10.0, Style::Text),
        own("days", "Days on which it was told.", 7.0, Style::Count),
        own("latest", "The last of them.", 11.0, Style::Day),
        own("period", "What the latest figure is of.", 24.0, Style::Text),
        own("median", "Of the latest figures of all sources, up to that day.", 12.0, Style::Number),
        own("low", "The lowest of them.", 12.0, Style::Number),
        own("high", "The highest of them.", 12.0, Style::Number),
        own("sources", "Sources that have told one.", 9.0, Style::Count),
    ];
    let of_day = |day: &Date| SheetColumn {
        name: day.to_string().into(),
        ..own("", "", 11.0, Style::Number)
    };
    fixed.into_iter().chain(days.iter().rev().map(of_day)).collect()
}
