//! Tables as sheets: one row a line, spread over as many sheets as they need.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, date};
use rust_xlsxwriter::{Format, Note, Url, Workbook, Worksheet, XlsxError, utility};

use super::{
    limits::{Limits, Pages, SheetRow},
    style::{self, Style},
    text::{Losses, unshown},
};
use crate::write::{
    reader::{Row, TableError},
    table::{Columns, Kind, Table},
};

/// A column of a sheet.
#[derive(Debug, Clone)]
pub(super) struct SheetColumn {
    pub name: Cow<'static, str>,
    pub note: String,
    pub width: f64,
    pub style: Style,
    /// The column of a table that it shows, where it shows one.
    pub source: Option<(Table, usize)>,
}

/// Shorthand for a column of a table, with what it means.
pub(super) fn of<T: Columns>(column: T, width: f64, style: Style) -> SheetColumn {
    let declared = column.column();
    let source = Some((T::TABLE, column.position()));
    SheetColumn { name: declared.name.into(), note: declared.note(), width, style, source }
}

/// Shorthand for a column that only the sheet has.
pub(super) fn own(name: &'static str, note: &str, width: f64, style: Style) -> SheetColumn {
    SheetColumn { name: name.into(), note: note.to_owned(), width, style, source: None }
}

/// Points that a line takes.
const LINE_HEIGHT: f64 = 15.0;
/// Lines of a row at most.
const MAX_LINES: usize = 8;
/// Characters that a line of print has at most, so that it can be read.
const PRINTED_WIDTH: f64 = 240.0;

impl SheetColumn {
    /// Its width, in which its name fits whole beside the button of the filter.
    fn shown_width(&self) -> f64 {
        self.width.max(self.name.chars().count() as f64 * 1.05 + 3.5)
    }
}

/// What a cell holds.
#[derive(Debug, Clone)]
pub(super) enum Value<'t> {
    Blank,
    Text(Cow<'t, str>),
    Number(f64),
    Flag(bool),
    Day(Date),
    Moment(DateTime),
}

/// Where a cell leads.
#[derive(Debug, Clone)]
pub(super) enum Link<'t> {
    /// A page.
    Web(&'t str),
    /// The row of a sheet.
    Cell(SheetRow),
    /// The head of a column of a sheet.
    Column(&'static str, u16),
}

/// A cell: what it holds and where it leads.
pub(super) type Cell<'t> = (Value<'t>, Option<Link<'t>>);

impl<'t> Value<'t> {
    /// The cell of a table's column as what it is.
    pub(super) fn read<T: Columns>(row: &'t Row<T>, column: T) -> Result<Self, TableError> {
        let text = row.get(column);
        if text.is_empty() {
            return Ok(Self::Blank);
        }
        Ok(match column.column().kind {
            Kind::Text => Self::Text(unshown(text).into()),
            Kind::Code => Self::Text(text.into()),
            Kind::Int | Kind::Float | Kind::Decimal => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => Self::Number(number),
                _ => return Err(row.bad(column, "a number")),
            },
            Kind::Bool => Self::Flag(row.is_true(column)),
            Kind::Day => Self::Day(text.parse().map_err(|_| row.bad(column, "a day, YYYY-MM-DD"))?),
        })
    }

    /// The cell of a sheet's column; blank where it shows no column of the row's table.
    pub(super) fn shown<T: Columns>(
        row: &'t Row<T>,
        column: &SheetColumn,
    ) -> Result<Self, TableError> {
        let place = column.source.filter(|(table, _)| *table == T::TABLE);
        match place.and_then(|(_, position)| T::ALL.get(position)) {
            Some(own) => Self::read(row, *own),
            None => Ok(Self::Blank),
        }
    }

    /// Words; blank where there are none.
    pub(super) fn words(text: &'t str) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(text.into()) }
    }
}

/// The workbook in the making, and what all its sheets share.
pub(super) struct WorkbookWriter {
    pub workbook: Workbook,
    pub limits: Limits,
    pub losses: Losses,
}

/// A table in the making.
pub(super) struct SheetWriter {
    pages: Pages,
    columns: Vec<SheetColumn>,
    links: Vec<Format>,
    grouped: Format,
    frozen: u16,
    sheets: Vec<Worksheet>,
    /// Rows so far.
    rows: u64,
}

impl SheetWriter {
    /// No rows yet; the first `frozen` columns stay in view.
    pub(super) fn new(
        book: &mut WorkbookWriter,
        pages: Pages,
        columns: Vec<SheetColumn>,
        frozen: u16,
    ) -> Result<Self, XlsxError> {
        let links = columns.iter().map(|column| column.style.link()).collect();
        let grouped = Style::Count.format();
        let mut sheet =
            Self { pages, columns, links, grouped, frozen, sheets: Vec::new(), rows: 0 };
        sheet.begin_sheet(book)?;
        Ok(sheet)
    }

    /// Rows so far.
    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds a row: the cells in the order of the columns; where it is.
    pub(super) fn push(
        &mut self,
        book: &mut WorkbookWriter,
        cells: &[Cell<'_>],
    ) -> Result<SheetRow, XlsxError> {
        let place = self.pages.place(self.rows);
        if self.rows > 0 && place.row == 1 {
            self.end_sheet()?;
            self.begin_sheet(book)?;
        }
        self.rows += 1;
        let lines = self.lines(cells);
        let Some(sheet) = self.sheets.last_mut() else { return Ok(place) };
        if lines > 1 {
            sheet.set_row_height(place.row, LINE_HEIGHT * lines as f64)?;
        }
        for (n, (value, link)) in cells.iter().enumerate() {
            let (Some(column), Some(format)) = (self.columns.get(n), self.links.get(n)) else {
                continue;
            };
            let format = link
                .as_ref()
                .map(|link| add_link(sheet, (place.row, n as u16), link, format))
                .transpose()?
                .map(|()| format);
            let format = format.or(match value {
                Value::Number(number)
                    if column.style == Style::Number
                        && number.fract() == 0.0
                        && number.abs() >= 1_000.0 =>
                {
                    Some(&self.grouped)
                }
                _ => None,
            });
            put(sheet, (place.row, n as u16), value, format, &mut book.losses, &book.limits)?;
        }
        Ok(place)
    }

    /// Lines that the sentences of a row take, for programs that do not fit rows themselves.
    fn lines(&self, cells: &[Cell<'_>]) -> usize {
        let prose = cells.iter().zip(&self.columns).filter(|(_, own)| own.style == Style::Prose);
        let lines = prose.map(|((value, _), column)| match value {
            Value::Text(text) => (text.chars().count() as f64 / column.width).ceil() as usize,
            _ => 1,
        });
        lines.max().unwrap_or(1).min(MAX_LINES)
    }

    /// The first columns, as many as a line of print holds.
    fn printed(&self) -> usize {
        let mut width = 0.0;
        let fitting = self.columns.iter().take_while(|column| {
            width += column.shown_width();
            width <= PRINTED_WIDTH
        });
        fitting.count().max(1)
    }

    /// Its sheets.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, XlsxError> {
        self.end_sheet()?;
        Ok(self.sheets)
    }

    fn begin_sheet(&mut self, book: &mut WorkbookWriter) -> Result<(), XlsxError> {
        let mut sheet = book.workbook.new_worksheet_with_low_memory()?;
        sheet.set_name(self.pages.place(self.rows).sheet)?;
        let header = style::header();
        for (n, column) in self.columns.iter().enumerate() {
            sheet
                .set_column_width(n as u16, column.shown_width())?
                .set_column_format(n as u16, &column.style.format())?;
            sheet.write_string_with_format(0, n as u16, column.name.as_ref(), &header)?;
            if !column.note.is_empty() {
                sheet.insert_note(0, n as u16, &note(&column.note))?;
            }
        }
        sheet.set_row_height(0, 20)?;
        sheet.set_freeze_panes(1, self.frozen)?;
        lay_out(&mut sheet);
        sheet.set_repeat_rows(0, 0)?.set_print_fit_to_pages(1, 0);
        self.sheets.push(sheet);
        Ok(())
    }

    fn end_sheet(&mut self) -> Result<(), XlsxError> {
        let last_row = match self.rows {
            0 => 0,
            rows => self.pages.place(rows - 1).row,
        };
        let printed = self.printed();
        let Some(sheet) = self.sheets.last_mut() else { return Ok(()) };
        if printed < self.columns.len() {
            sheet.set_print_area(0, 0, last_row, printed as u16 - 1)?;
        }
        sheet.autofilter(0, 0, last_row, (self.columns.len() as u16).saturating_sub(1))?;
        let scores = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.style == Style::Score && last_row > 0);
        for (n, _) in scores {
            sheet.add_conditional_format(1, n as u16, last_row, n as u16, &style::score_scale())?;
        }
        Ok(())
    }
}

/// What a header says when the pointer is on it.
pub(super) fn note(text: &str) -> Note {
    Note::new(text)
        .add_author_prefix(false)
        .set_width(260)
        .set_height(20 + 15 * (text.chars().count() as u32).div_ceil(38))
}

/// Paper, margins and foot of a sheet.
pub(super) fn lay_out(sheet: &mut Worksheet) {
    const A4: u8 = 9;
    sheet.set_landscape().set_paper_size(A4).set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&L&8newsvane · &A&R&8&P / &N");
}

/// Lets a cell lead somewhere; what it shows is written after it.
pub(super) fn add_link(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    link: &Link<'_>,
    format: &Format,
) -> Result<(), XlsxError> {
    let url = match link {
        Link::Web(address) => Url::new(*address),
        Link::Column(sheet, column) => {
            Url::new(format!("internal:'{sheet}'!{}1", utility::column_number_to_name(*column)))
        }
        Link::Cell(place) => Url::new(format!("internal:'{}'!A{}", place.sheet, place.row + 1)),
    };
    match sheet.write_url_with_format(row, column, url.set_text("link"), format) {
        // an address that the library does not take is words
        Err(XlsxError::MaxUrlLengthExceeded | XlsxError::UnknownUrlType(_)) | Ok(_) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Writes a cell; words are never anything else.
pub(super) fn put(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value<'_>,
    format: Option<&Format>,
    losses: &mut Losses,
    limits: &Limits,
) -> Result<(), XlsxError> {
    match value {
        Value::Blank => return Ok(()),
        Value::Text(text) => {
            let text = losses.fit(text, limits);
            match format {
                Some(format) => sheet.write_string_with_format(row, column, text, format)?,
                None => sheet.write_string(row, column, text)?,
            }
        }
        Value::Number(number) => write_number(sheet, (row, column), *number, format)?,
        Value::Flag(flag) => match format {
            Some(format) => sheet.write_boolean_with_format(row, column, *flag, format)?,
            None => sheet.write_boolean(row, column, *flag)?,
        },
        Value::Day(day) => match serial(*day) {
            Some(serial) => write_number(sheet, (row, column), serial, format)?,
            None => sheet.write_string(row, column, day.to_string())?,
        },
        Value::Moment(moment) => match serial(moment.date()) {
            Some(serial) => {
                let seconds = f64::from(moment.hour()) * 3_600.0
                    + f64::from(moment.minute()) * 60.0
                    + f64::from(moment.second());
                write_number(sheet, (row, column), serial + seconds / 86_400.0, format)?
            }
            None => sheet.write_string(row, column, moment.to_string())?,
        },
    };
    Ok(())
}

fn write_number<'s>(
    sheet: &'s mut Worksheet,
    (row, column): (u32, u16),
    number: f64,
    format: Option<&Format>,
) -> Result<&'s mut Worksheet, XlsxError> {
    match format {
        Some(format) => sheet.write_number_with_format(row, column, number, format),
        None => sheet.write_number(row, column, number),
    }
}

/// A day as spreadsheets count them; `None` where they cannot: before March 1900, when Excel has a
/// day that never was.
fn serial(day: Date) -> Option<f64> {
    (day >= date(1900, 3, 1))
        .then(|| f64::from(day.since(date(1899, 12, 30)).map_or(0, |span| span.get_days())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Excel's documentation has them.
    #[test]
    fn days_have_the_numbers_of_spreadsheets() {
        assert_eq!(serial(date(1900, 3, 1)), Some(61.0));
        assert_eq!(serial(date(2008, 1, 1)), Some(39_448.0));
        assert_eq!(serial(date(1900, 2, 28)), None);
        assert_eq!(serial(date(9999, 12, 31)), Some(2_958_465.0));
    }
}
