//! The sheet Index: a row a day, and for each theme its sentiment with its stories and interval.

use jiff::civil::Date;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::{
    Failed, Plan,
    about::Notices,
    charts,
    index_grid::{
        COLUMNS, ColumnNumbers, FIRST_COLUMN, FIRST_ROW, Grid, HOLE_DAYS, NAME, column, hole,
    },
    limits::{Limits, SheetRow},
    selection::Selection,
    sheet::{Link, Value, add_link, lay_out, note, put},
    style::{self, Style},
    text::Losses,
};
use crate::write::table::{Columns as _, columns::ThemeDays};

/// Days of a sparkline.
const SPARK_DAYS: u32 = 60;

/// Makes the sheet.
pub(super) fn sheet(
    grid: &Grid,
    selection: &Selection,
    plan: &Plan,
    limits: &Limits,
    notices: &mut Notices,
) -> Result<Worksheet, Failed> {
    let mut sheet = Worksheet::new();
    sheet.set_name(NAME)?;
    head(&mut sheet, grid)?;
    let formats = COLUMNS.map(|(.., look)| match look {
        // a dot for days without news
        Style::Count => {
            (look.format().set_num_format("#,##0;;·").set_font_color(style::FAINT), look.link())
        }
        look => (look.format(), look.link()),
    });
    let first_linked = grid.first_linked(selection, limits);
    if first_linked > 0 {
        notices.limit(format!(
            "Index: the cells of the first {first_linked} days lead nowhere, as a sheet has at \
             most {} links.",
            limits.sheet_links
        ));
    }
    if grid.days_left_out > 0 {
        notices.leave_out(format!(
            "Index: the newest {} days; {} earlier ones stand in Theme days and in the table \
             theme_days.",
            grid.days.len(),
            grid.days_left_out
        ));
    }
    let rows =
        grid.days.iter().enumerate().map(|(n, (day, stories))| {
            (FIRST_ROW + n as u32, Some(*day), *stories, n >= first_linked)
        });
    let undated =
        grid.has_undated().then_some((FIRST_ROW + grid.days.len() as u32 + 1, None, None, true));
    let (mut losses, day_format, count) =
        (Losses::default(), Style::Day.format(), Style::Count.format());
    let after_hole = day_format.clone().set_border_top(FormatBorder::Medium);
    let mut before = None;
    for (row, day, stories, is_linked) in rows.chain(undated) {
        let name = day.map_or(Value::Text("undated".into()), Value::Day);
        // a thick line where days are left out between two rows
        let is_after_hole = hole(before, day) > HOLE_DAYS;
        before = day;
        let format = if is_after_hole { &after_hole } else { &day_format };
        put(&mut sheet, (row, 0), &name, Some(format), &mut losses, limits)?;
        if let Some(stories) = stories {
            sheet.write_number_with_format(row, 1, stories, &count)?;
        }
        for (theme, name) in grid.themes.iter().enumerate() {
            let contributions = selection
                .cells
                .get(&(name.clone(), day))
                .filter(|_| is_linked)
                .map(|n| plan.contributions.place(*n));
            write_cell(&mut sheet, grid, row, (theme, day), contributions, &formats)?;
        }
    }
    colour(&mut sheet, grid)?;
    Ok(sheet)
}

/// The figures of a theme on a day; the first leads to its contributions.
fn write_cell(
    sheet: &mut Worksheet,
    grid: &Grid,
    row: u32,
    (theme, day): (usize, Option<Date>),
    contributions: Option<SheetRow>,
    formats: &[(Format, Format); COLUMNS.len()],
) -> Result<(), XlsxError> {
    let Some(values) = grid.cells.get(&(theme, day)) else { return Ok(()) };
    let first = column(theme, ColumnNumbers::Sentiment);
    let mut contributions = contributions;
    for (n, (value, (plain, link))) in (0..).zip(values.iter().zip(formats)) {
        let place = contributions.take();
        let Some(value) = value else { continue };
        if let Some(place) = &place {
            add_link(sheet, (row, first + n), &Link::Cell(place.clone()), link)?;
        }
        let format = if place.is_some() { link } else { plain };
        sheet.write_number_with_format(row, first + n, *value, format)?;
    }
    Ok(())
}

/// Themes, sparklines and names of columns; what stays in view and how it is printed.
fn head(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    let (header, sub) = (style::header(), style::subheader());
    let left = sub.clone().set_align(FormatAlign::Left);
    sheet.set_column_width(0, 11)?.set_column_width(1, 8)?;
    sheet.set_row_height(0, 20)?.set_row_height(1, 30)?;
    sheet.write_string_with_format(0, 0, "Theme", &header)?.write_blank(0, 1, &header)?;
    sheet.write_string_with_format(
        1,
        0,
        "Newest days",
        &Format::new().set_font_color(style::FAINT).set_align(FormatAlign::VerticalCenter),
    )?;
    sheet.write_string_with_format(FIRST_ROW - 1, 0, "day", &left)?.write_string_with_format(
        FIRST_ROW - 1,
        1,
        "stories",
        &sub,
    )?;
    sheet.insert_note(
        FIRST_ROW - 1,
        0,
        &note(
            "Day of the calendar in use. A sentiment leads to its contributions, a theme to its \
             chart.",
        ),
    )?;
    sheet.insert_note(FIRST_ROW - 1, 1, &note(&ThemeDays::DayStories.column().note()))?;
    for (theme, name) in grid.themes.iter().enumerate() {
        theme_head(sheet, grid, theme, name, &sub)?;
    }
    if let Some((_, to)) = grid.rows() {
        let last = column(grid.themes.len().saturating_sub(1), ColumnNumbers::Smoothed);
        sheet.autofilter(FIRST_ROW - 1, 0, to, last)?;
    }
    sheet.set_freeze_panes(FIRST_ROW, FIRST_COLUMN)?;
    lay_out(sheet);
    sheet
        .set_repeat_rows(0, FIRST_ROW - 1)?
        .set_repeat_columns(0, 1)?
        .set_print_scale(75)
        .set_page_order(true);
    Ok(())
}

/// The name of a theme, its sparkline and the names of its columns.
fn theme_head(
    sheet: &mut Worksheet,
    grid: &Grid,
    theme: usize,
    name: &str,
    sub: &Format,
) -> Result<(), XlsxError> {
    let header_row = FIRST_ROW - 1;
    let (first, last) =
        (column(theme, ColumnNumbers::Sentiment), column(theme, ColumnNumbers::Smoothed));
    let format = style::theme_header(name.contains('.'));
    sheet.merge_range(0, first, 0, last, name, &format)?;
    if let Some(place) = charts::place_of(theme) {
        add_link(sheet, (0, first), &Link::Cell(place), &format)?;
        sheet.write_string_with_format(0, first, name, &format)?;
    }
    let border =
        Format::new().set_border_left(FormatBorder::Thin).set_border_left_color(style::GRID);
    sheet.merge_range(1, first, 1, last, "", &border)?;
    for (n, (heading, column, width, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(first + n, width)?;
        sheet.write_string_with_format(header_row, first + n, heading, sub)?;
        if theme == 0 {
            sheet.insert_note(header_row, first + n, &note(&column.column().note()))?;
        }
    }
    if let Some((from, to)) = grid.rows() {
        let from = from.max(to.saturating_sub(SPARK_DAYS - 1));
        let spark = style::score_sparkline(NAME, (from, to), first);
        sheet.add_sparkline(1, first, &spark)?;
    }
    Ok(())
}

/// Scores in colour.
fn colour(sheet: &mut Worksheet, grid: &Grid) -> Result<(), XlsxError> {
    let last = FIRST_ROW + grid.days.len() as u32 + 1;
    for theme in 0..grid.themes.len() {
        let own = column(theme, ColumnNumbers::Sentiment);
        sheet.add_conditional_format(FIRST_ROW, own, last, own, &style::score_scale())?;
    }
    Ok(())
}
