//! The sheet Index: a row a day, and for each theme its sentiment with its stories and interval.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use super::{
    Failed, Plan,
    about::Notices,
    charts,
    limits::{Limits, SheetRow},
    selection::Selection,
    sheet::{Link, Value, add_link, lay_out, note, put},
    style::{self, Style},
    text::Losses,
};
use crate::write::{
    presentation::Tables,
    reader::TableError,
    table::{Columns as _, columns::ThemeDays},
};

/// What it is called.
pub(super) const NAME: &str = "Index";
/// The first row of days, below the themes, their sparklines and the names of the columns.
pub(super) const FIRST_ROW: u32 = 3;
/// The first column of themes, after the day and its stories.
const FIRST_COLUMN: u16 = 2;
/// Columns of a theme: heading, column of `theme_days`, width, style.
const COLUMNS: [(&str, ThemeDays, f64, Style); 5] = [
    ("sentiment", ThemeDays::Sentiment, 9.5, Style::Score),
    ("n", ThemeDays::Stories, 4.5, Style::Count),
    ("low", ThemeDays::CiLow, 6.5, Style::Bound),
    ("high", ThemeDays::CiHigh, 6.5, Style::Bound),
    ("smoothed", ThemeDays::SentimentSmoothed, 9.0, Style::Bound),
];
/// Days of a sparkline.
const SPARK_DAYS: u32 = 60;

/// The columns of a theme by their order: where charts find them.
#[derive(Debug, Clone, Copy)]
pub(super) enum ColumnNumbers {
    Sentiment = 0,
    Low = 2,
    High = 3,
    Smoothed = 4,
}

/// What the sheet shows.
#[derive(Debug)]
pub(super) struct Grid {
    /// Themes with any cell, in the order of the tree.
    pub themes: Vec<String>,
    /// Days, the newest last, with their stories on any theme or none.
    pub days: Vec<(Date, Option<f64>)>,
    /// Days that do not fit.
    pub days_left_out: usize,
    cells: BTreeMap<(usize, Option<Date>), [Option<f64>; COLUMNS.len()]>,
}

impl Grid {
    pub(super) fn read(tables: &Tables<'_>, limits: &Limits) -> Result<Self, TableError> {
        let listed = tables.manifest["themes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|theme| theme.as_str().map(str::to_owned));
        let mut order: Vec<String> = listed.collect();
        let mut days: BTreeMap<Date, Option<f64>> = BTreeMap::new();
        let (mut left_out, mut newest_left_out) = (0, None);
        let mut cells = BTreeMap::new();
        for row in tables.open::<ThemeDays>()? {
            let (row, mut values) = (row?, [None; COLUMNS.len()]);
            let theme = row.get(ThemeDays::Theme);
            let theme = order.iter().position(|other| other == theme).unwrap_or_else(|| {
                order.push(theme.to_owned());
                order.len() - 1
            });
            let day = row.day(ThemeDays::Day)?;
            if let Some(day) = day {
                if newest_left_out.is_some_and(|newest| day <= newest) {
                    continue;
                }
                days.insert(day, row.number(ThemeDays::DayStories)?);
                if days.len() > limits.index_days
                    && let Some((first, _)) = days.pop_first()
                {
                    left_out += 1;
                    newest_left_out = Some(first);
                    if first == day {
                        continue;
                    }
                }
            }
            for (value, (_, column, ..)) in values.iter_mut().zip(COLUMNS) {
                *value = row.number(column)?;
            }
            cells.insert((theme, day), values);
        }
        cells.retain(|(_, day), _| {
            newest_left_out.is_none_or(|newest| day.is_none_or(|day| day > newest))
        });
        let mut grid = Self {
            themes: Vec::new(),
            days: days.into_iter().collect(),
            days_left_out: left_out,
            cells: BTreeMap::new(),
        };
        for (n, theme) in order.into_iter().enumerate() {
            let own: Vec<_> =
                cells.extract_if((n, None)..=(n, Some(Date::MAX)), |_, _| true).collect();
            if !own.is_empty() {
                grid.cells.extend(
                    own.into_iter().map(|((_, day), values)| ((grid.themes.len(), day), values)),
                );
                grid.themes.push(theme);
            }
        }
        Ok(grid)
    }

    /// The first and last row of days, where there are any.
    pub(super) fn rows(&self) -> Option<(u32, u32)> {
        let days = u32::try_from(self.days.len()).ok().filter(|days| *days > 0)?;
        Some((FIRST_ROW, FIRST_ROW + days - 1))
    }

    /// A figure of a theme in a row of days.
    pub(super) fn figure(&self, theme: usize, row: u32, of: ColumnNumbers) -> Option<f64> {
        let (day, _) = self.days.get((row - FIRST_ROW) as usize)?;
        self.cells.get(&(theme, Some(*day)))?[of as usize]
    }

    /// Rows of days from `first` to `last` in which no two neighbours are far apart in time: a line
    /// may run through each of them.
    pub(super) fn stretches(&self, first: u32, last: u32) -> Vec<(u32, u32)> {
        let day = |row: u32| self.days.get((row - FIRST_ROW) as usize).map(|(day, _)| *day);
        let far = HOLE_DAYS.max(hole(day(first), day(last)) / HOLE_SHARE);
        let mut stretches = vec![(first, first)];
        for row in first + 1..=last {
            match stretches.last_mut() {
                Some(stretch) if hole(day(row - 1), day(row)) <= far => stretch.1 = row,
                _ => stretches.push((row, row)),
            }
        }
        stretches
    }

    /// The sentiment of every day with the ends of its interval.
    pub(super) fn intervals(
        &self,
        theme: usize,
    ) -> impl Iterator<Item = (Option<f64>, Option<f64>, Option<f64>)> {
        let values = move |(day, _): &(Date, _)| {
            self.cells.get(&(theme, Some(*day))).copied().unwrap_or_default()
        };
        self.days.iter().map(values).map(|own| {
            (
                own[ColumnNumbers::Sentiment as usize],
                own[ColumnNumbers::Low as usize],
                own[ColumnNumbers::High as usize],
            )
        })
    }

    fn has_undated(&self) -> bool {
        self.cells.keys().any(|(_, day)| day.is_none())
    }

    /// The number of the first day whose cells lead to their contributions: a sheet has so many
    /// links and no more.
    fn first_linked(&self, selection: &Selection, limits: &Limits) -> usize {
        let mut links = 2 * self.themes.len();
        for (n, (day, _)) in self.days.iter().enumerate().rev() {
            let leads =
                |theme: &&String| selection.cells.contains_key(&((*theme).clone(), Some(*day)));
            links += self.themes.iter().filter(leads).count();
            if links > limits.sheet_links as usize {
                return n + 1;
            }
        }
        0
    }
}

/// Days without a row up to which a line runs on.
const HOLE_DAYS: i32 = 7;
/// The part of all days that a hole is at least.
const HOLE_SHARE: i32 = 40;

/// Days between two days; 0 where one is not known.
fn hole(from: Option<Date>, to: Option<Date>) -> i32 {
    from.zip(to).and_then(|(from, to)| to.since(from).ok()).map_or(0, |span| span.get_days() - 1)
}

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

/// The column of a theme.
pub(super) const fn column(theme: usize, of: ColumnNumbers) -> u16 {
    FIRST_COLUMN + (theme * COLUMNS.len()) as u16 + of as u16
}
