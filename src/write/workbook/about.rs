//! The sheets that say what the others hold: Method, Columns and Run.

use rust_xlsxwriter::{Worksheet, XlsxError};
use serde_json::Value as Json;

use super::{
    limits::{Limits, Pages},
    selection::Selection,
    sheet::lay_out,
    style::{self, Style},
    text::Losses,
};
use crate::write::{method::method, table::Table};

/// A table that was written to sheets.
pub(super) struct ListedTable {
    pub sheets: Vec<Worksheet>,
    table: Table,
    pages: Pages,
    rows: u64,
    /// How many there are, and which of them are listed, where that is not those of the newest days.
    all: Option<(u64, &'static str)>,
    sheet_count: usize,
}

impl ListedTable {
    pub(super) fn new(table: Table, pages: Pages, rows: u64, sheets: Vec<Worksheet>) -> Self {
        Self { table, pages, rows, all: None, sheet_count: sheets.len(), sheets }
    }

    /// The same of so many, of which these are `which`.
    pub(super) const fn of(mut self, all: u64, which: &'static str) -> Self {
        self.all = Some((all, which));
        self
    }
}

/// What a reader should know of the workbook.
#[derive(Debug, Default)]
pub(super) struct Notices {
    /// What the tables have and the workbook lacks.
    pub left_out: Vec<String>,
    /// What Excel's limits have changed beside it.
    limits: Vec<String>,
    /// Rows of every table, held or not.
    totals: Vec<u64>,
}

impl Notices {
    pub(super) fn leave_out(&mut self, text: String) {
        self.left_out.push(text);
    }

    pub(super) fn limit(&mut self, text: String) {
        self.limits.push(text);
    }

    /// Says what was left out, split and cut.
    pub(super) fn note(
        &mut self,
        listed: &[ListedTable],
        selection: &Selection,
        losses: &Losses,
        limits: &Limits,
    ) {
        for listed in listed {
            let name = listed.pages.name();
            let of_selection = || selection.rows.get(listed.table.name()).copied();
            let total = listed.all.map(|all| all.0).or_else(of_selection).unwrap_or(listed.rows);
            self.totals.push(total);
            if listed.rows < total {
                let first = if listed.table == Table::ThemeDays {
                    selection.first_cell_day
                } else {
                    selection.first_day
                };
                let from = first.map_or_else(String::new, |day| format!(", from {day} on"));
                let which = listed.all.map_or(from, |(_, which)| format!(", {which}"));
                let text = format!(
                    "{name}: {} of {total} rows{which}; all are in the table {}.",
                    listed.rows,
                    listed.table.name()
                );
                self.leave_out(text);
            }
            if listed.sheet_count > 1 {
                let per_sheet = listed.pages.per_sheet();
                let reason = format!(
                    "a sheet holds at most {} rows and {} links",
                    limits.sheet_rows, limits.sheet_links
                );
                self.limit(format!(
                    "{name}: {} sheets of {per_sheet} rows, because {reason}.",
                    listed.sheet_count
                ));
            }
        }
        let cells =
            |n: u64| if n == 1 { "1 cell was".to_owned() } else { format!("{n} cells were") };
        if losses.cut > 0 {
            self.leave_out(format!(
                "{} cut after {} characters and end in \"… [cut]\"; the tables have them whole.",
                cells(losses.cut),
                limits.cell_units
            ));
        }
        if losses.cleaned > 0 {
            self.limit(format!(
                "{} freed of control characters that a workbook cannot hold.",
                cells(losses.cleaned)
            ));
        }
        if losses.addresses > 0 {
            let text = "addresses of articles are no web addresses (http, https) of at most";
            self.limit(format!(
                "{} {text} {} characters and lead nowhere.",
                losses.addresses, limits.address_chars
            ));
        }
    }
}

/// The sheet Method.
pub(super) fn method_sheet(manifest: &Json) -> Result<Worksheet, XlsxError> {
    let mut sheet = page("Method", &[26.0, 120.0])?;
    sheet.write_string_with_format(0, 0, "What was computed how", &style::title())?;
    for (n, paragraph) in method(manifest).into_iter().enumerate() {
        let row = n as u32 + 2;
        sheet.write_string_with_format(row, 0, paragraph.heading, &style::heading())?;
        // as many lines as a column of this width makes of it, for programs that do not fit rows
        // themselves
        let lines = paragraph.text.chars().count().div_ceil(118) as u32;
        sheet
            .write_string_with_format(row, 1, paragraph.text, &style::prose())?
            .set_row_height(row, 6 + 15 * lines)?;
    }
    Ok(sheet)
}

/// The sheet Columns: what the headers say when the pointer is on them, to read and to search.
pub(super) fn columns_sheet() -> Result<Worksheet, XlsxError> {
    let mut sheet = page("Columns", &[18.0, 24.0, 110.0])?;
    for (n, name) in ["table", "column", "meaning"].into_iter().enumerate() {
        sheet.write_string_with_format(0, n as u16, name, &style::header())?;
    }
    let mut row = 0;
    for table in Table::ALL {
        for column in table.columns() {
            row += 1;
            sheet.write_string(row, 0, table.name())?.write_string_with_format(
                row,
                1,
                column.name,
                &style::heading(),
            )?;
            sheet.write_string_with_format(row, 2, column.note(), &style::prose())?;
        }
    }
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, row, 2)?.set_repeat_rows(0, 0)?;
    Ok(sheet)
}

/// The sheet Run: what became of the input, which rows are where, and the settings.
pub(super) fn run_sheet(
    manifest: &Json,
    listed: &[ListedTable],
    notices: &Notices,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = page("Run", &[34.0, 22.0, 16.0, 16.0, 50.0])?;
    sheet.write_string_with_format(
        0,
        0,
        "The run that this workbook was made of",
        &style::title(),
    )?;
    let mut list = List { sheet: &mut sheet, row: 1 };
    list.heading("Counts", &[])?;
    for (name, meaning) in COUNTS {
        list.entry(name, &manifest["counts"][name], meaning)?;
    }
    list.heading("Reasons of rejects", &[])?;
    list.entries("", &manifest["rejects"])?;
    list.heading("Sheets", &["rows", "of", "sheets"])?;
    for (listed, total) in listed.iter().zip(&notices.totals) {
        list.numbers(listed.pages.name(), &[listed.rows, *total, listed.sheet_count as u64])?;
    }
    list.heading("What the tables have and this workbook has not", &[])?;
    list.lines(&notices.left_out, "Nothing was left out.")?;
    list.heading("What the limits of spreadsheets have changed", &[])?;
    list.lines(&notices.limits, "Nothing was changed.")?;
    list.heading("Program", &[])?;
    for name in ["newsvane", "schema_version", "build", "lexicons", "config"] {
        list.entry(name, &manifest[name], "")?;
    }
    list.heading("Input", &[])?;
    list.entries("input", &manifest["inputs"])?;
    for name in ["boilerplate", "universe", "calendar"] {
        list.entries(name, &manifest[name])?;
    }
    list.heading("Settings", &[])?;
    list.entries("", &manifest["settings"])?;
    list.heading("Lexicon files and their hashes", &[])?;
    list.entries("", &manifest["lexicon_files"])?;
    Ok(sheet)
}

const COUNTS: [(&str, &str); 12] = [
    (
        "seen",
        "Records read, files that gave none, and files left out: analysed + duplicates + rejects \
         + skipped.",
    ),
    ("analysed", "Articles in the tables."),
    ("duplicates", "Records that are the same as an earlier one in every field."),
    ("rejects", "Inputs that could not be analysed; each has a row in Rejects."),
    ("skipped", "Files left out on purpose: hidden, configuration, annotations."),
    ("undated", "Of the analysed: without a known day."),
    ("copies", "Of the analysed: copies of another article's story."),
    (
        "problems",
        "Problems with articles that were analysed all the same; they have rows in Rejects too.",
    ),
    ("entities", "Rows of the table entities: an article and one of its entities."),
    ("entity_mentions", "Rows of the table entity_mentions: a sentence and a company."),
    ("companies", "Companies that have an index."),
    ("company_days", "Rows of the table entity_days: a company and a day."),
];

/// A sheet of names and values that is written downwards.
struct List<'s> {
    sheet: &'s mut Worksheet,
    row: u32,
}

impl List<'_> {
    fn heading(&mut self, text: &str, further: &[&str]) -> Result<(), XlsxError> {
        self.row += 1;
        for (n, text) in [text].iter().chain(further).enumerate() {
            self.sheet.write_string_with_format(self.row, n as u16, *text, &style::heading())?;
        }
        self.row += 1;
        Ok(())
    }

    fn entry(&mut self, name: &str, value: &Json, meaning: &str) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, name)?;
        match value {
            Json::Number(number) => {
                self.sheet.write_number_with_format(
                    self.row,
                    1,
                    number.as_f64().unwrap_or_default(),
                    &number_format(number),
                )?;
            }
            Json::Bool(flag) => {
                self.sheet.write_boolean(self.row, 1, *flag)?;
            }
            Json::String(text) => {
                self.sheet.write_string(
                    self.row,
                    1,
                    Losses::default().fit(text, &Limits::EXCEL),
                )?;
            }
            Json::Null => {
                self.sheet.write_string_with_format(
                    self.row,
                    1,
                    "not set",
                    &Style::Faint.format(),
                )?;
            }
            other => {
                self.sheet.write_string(
                    self.row,
                    1,
                    Losses::default().fit(&other.to_string(), &Limits::EXCEL),
                )?;
            }
        }
        if !meaning.is_empty() {
            self.sheet.write_string_with_format(self.row, 2, meaning, &Style::Faint.format())?;
        }
        self.row += 1;
        Ok(())
    }

    /// All values of a tree, by their paths.
    fn entries(&mut self, path: &str, value: &Json) -> Result<(), XlsxError> {
        let below =
            |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        match value {
            Json::Object(map) if map.is_empty() && path.is_empty() => self.lines(&[], "None."),
            Json::Object(map) => {
                map.iter().try_for_each(|(name, value)| self.entries(&below(name), value))
            }
            Json::Array(list) if list.iter().any(Json::is_object) => list
                .iter()
                .enumerate()
                .try_for_each(|(n, value)| self.entries(&below(&(n + 1).to_string()), value)),
            Json::Array(list) => {
                let words: Vec<String> = list
                    .iter()
                    .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
                    .collect();
                self.entry(
                    path,
                    &if words.is_empty() { Json::Null } else { Json::String(words.join(", ")) },
                    "",
                )
            }
            value => self.entry(path, value, ""),
        }
    }

    fn numbers(&mut self, name: &str, numbers: &[u64]) -> Result<(), XlsxError> {
        self.sheet.write_string(self.row, 0, name)?;
        for (n, number) in numbers.iter().enumerate() {
            self.sheet.write_number_with_format(
                self.row,
                n as u16 + 1,
                *number as f64,
                &Style::Count.format(),
            )?;
        }
        self.row += 1;
        Ok(())
    }

    fn lines(&mut self, lines: &[String], none: &str) -> Result<(), XlsxError> {
        let none = [none.to_owned()];
        for line in if lines.is_empty() { &none } else { lines } {
            self.sheet.write_string(self.row, 0, line)?;
            self.row += 1;
        }
        Ok(())
    }
}

/// Whole numbers with commas between thousands.
fn number_format(number: &serde_json::Number) -> rust_xlsxwriter::Format {
    let look = if number.is_f64() { Style::Number } else { Style::Count };
    look.format().set_align(rust_xlsxwriter::FormatAlign::Left)
}

fn page(name: &str, widths: &[f64]) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    for (n, width) in widths.iter().enumerate() {
        sheet.set_column_width(n as u16, *width)?;
    }
    lay_out(&mut sheet);
    sheet.set_print_fit_to_pages(1, 0).set_screen_gridlines(false);
    Ok(sheet)
}
