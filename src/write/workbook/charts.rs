//! The sheet Charts: for each theme its sentiment with the interval, day by day.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartEmptyCells, ChartErrorBars, ChartErrorBarsType, ChartFont,
    ChartFormat, ChartLegendPosition, ChartLine, ChartMarker, ChartMarkerType, ChartRange,
    ChartSolidFill, Color, Worksheet, XlsxError,
};

use super::{
    Failed,
    about::Notices,
    index_grid::{self, ColumnNumbers, Grid},
    limits::{Limits, SheetRow},
    sheet::{Link, add_link, lay_out},
    style::{self, Style},
};

/// What it is called.
const NAME: &str = "Charts";
/// Charts side by side.
const ACROSS: usize = 2;
/// Rows of a chart with its heading.
const BLOCK: u32 = 16;
/// The row of the first heading.
const FIRST_ROW: u32 = 2;
const WIDTH: u32 = 640;
const HEIGHT: u32 = 280;
/// Stretches of news that have a line; where there are more, news is too far apart for lines.
const MAX_STRETCHES: usize = 12;
/// Days with fewer points than this have marks.
const MARKED_DAYS: u32 = 120;

/// Where the chart of the theme with this number is.
pub(super) fn place_of(theme: usize) -> Option<SheetRow> {
    (theme < Limits::EXCEL.charts).then(|| SheetRow { sheet: NAME.to_owned(), row: row_of(theme) })
}

fn row_of(theme: usize) -> u32 {
    FIRST_ROW + (theme / ACROSS) as u32 * BLOCK
}

/// Makes the sheet.
pub(super) fn sheet(
    grid: &Grid,
    limits: &Limits,
    notices: &mut Notices,
) -> Result<Worksheet, Failed> {
    let mut sheet = Worksheet::new();
    sheet.set_name(NAME)?;
    sheet
        .set_column_range_width_pixels(0, ACROSS as u16 - 1, WIDTH + 20)?
        .set_screen_gridlines(false);
    sheet.write_string_with_format(
        0,
        0,
        "Sentiment by theme, with its 95 % interval over stories",
        &style::title(),
    )?;
    lay_out(&mut sheet);
    sheet.set_print_fit_to_pages(1, 0);
    if grid.themes.len() > limits.charts {
        notices.leave_out(format!(
            "Charts: the first {} of {} themes.",
            limits.charts,
            grid.themes.len()
        ));
    }
    let Some((first, last)) = grid.rows() else { return Ok(sheet) };
    let first = first.max((last + 1).saturating_sub(limits.chart_points));
    let shown = last + 1 - first;
    if (shown as usize) < grid.days.len() {
        notices.leave_out(format!("Charts: the newest {shown} of {} days.", grid.days.len()));
    }
    let stretches = grid.stretches(first, last);
    for (theme, name) in grid.themes.iter().enumerate().take(limits.charts) {
        let (row, column) = (row_of(theme), (theme % ACROSS) as u16);
        heading(&mut sheet, (row, column), theme, name)?;
        write_reach(&mut sheet, grid, theme, name)?;
        write_lines(&mut sheet, grid, theme, name, &stretches)?;
        sheet.insert_chart_with_offset(
            row + 1,
            column,
            &chart(grid, theme, (first, last), &stretches),
            4,
            2,
        )?;
    }
    let rows = grid.themes.len().min(limits.charts).div_ceil(ACROSS) as u32;
    sheet.set_print_area(0, 0, FIRST_ROW + rows * BLOCK, ACROSS as u16 - 1)?;
    // three rows of charts a page
    let breaks: Vec<u32> =
        (1..=rows.saturating_sub(1) / 3).map(|page| FIRST_ROW + page * 3 * BLOCK).collect();
    sheet.set_page_breaks(&breaks)?;
    Ok(sheet)
}

/// The name of the theme, which leads back to its columns.
fn heading(
    sheet: &mut Worksheet,
    cell: (u32, u16),
    theme: usize,
    name: &str,
) -> Result<(), XlsxError> {
    let format = style::heading();
    add_link(
        sheet,
        cell,
        &Link::Column(index_grid::NAME, index_grid::column(theme, ColumnNumbers::Sentiment)),
        &format,
    )?;
    sheet.write_string_with_format(cell.0, cell.1, name, &format)?;
    Ok(())
}

fn chart(grid: &Grid, theme: usize, (first, last): (u32, u32), stretches: &[(u32, u32)]) -> Chart {
    let values = |of: ColumnNumbers| {
        let column = index_grid::column(theme, of);
        (index_grid::NAME, first, column, last, column)
    };
    let days = (index_grid::NAME, first, 0, last, 0);
    let is_short = last - first < MARKED_DAYS;
    let mut chart = Chart::new_line();
    let mut smooth = ChartLine::new();
    smooth.set_color(style::SMOOTH).set_width(1.75);
    let sentiment = chart
        .add_series()
        .set_categories(days)
        .set_values(values(ColumnNumbers::Sentiment))
        .set_name("sentiment and 95 % interval");
    let mut mark = ChartMarker::new();
    mark.set_type(ChartMarkerType::Circle)
        .set_size(if is_short { 6 } else { 3 })
        .set_format(&mut filled(style::LINE));
    sentiment.set_format(ChartFormat::new().set_no_line()).set_marker(&mark);
    let reach = |part: u16| {
        ChartRange::new_from_range(
            NAME,
            first,
            reach_column(theme) + part,
            last,
            reach_column(theme) + part,
        )
    };
    let mut line = ChartLine::new();
    line.set_color(style::BAND).set_width(if is_short { 2.25 } else { 1.0 });
    let mut bars = ChartErrorBars::new();
    bars.set_type(ChartErrorBarsType::Custom(reach(1), reach(0)))
        .set_end_cap(false)
        .set_format(ChartFormat::new().set_line(&line));
    sentiment.set_y_error_bars(&bars);
    // a line for each stretch of news: none runs across a hole in the archive
    for stretch in 0..stretches.len().min(MAX_STRETCHES) {
        let own = (NAME, first, line_column(theme, stretch), last, line_column(theme, stretch));
        let series = chart.add_series().set_categories(days);
        let smoothed = if stretches.len() == 1 {
            series.set_values(values(ColumnNumbers::Smoothed))
        } else {
            series.set_values(own)
        };
        let smoothed = smoothed.set_name("smoothed");
        smoothed
            .set_format(ChartFormat::new().set_line(&smooth))
            .set_marker(ChartMarker::new().set_none());
    }
    let repeated: Vec<usize> = (2..=stretches.len().min(MAX_STRETCHES)).collect();
    chart.legend().delete_entries(&repeated);
    chart.show_empty_cells_as(ChartEmptyCells::Connected);
    dress(&mut chart, &grid.themes[theme], is_short);
    chart
}

/// Where the reach of a theme's intervals is, below and above the sentiment: right of the
/// charts, as charts want it of cells.
const fn reach_column(theme: usize) -> u16 {
    ACROSS as u16 + 2 + 2 * theme as u16
}

/// Where the smoothed line of a theme's stretch is, after the reaches of all themes: charts want
/// a line that is broken as several.
const fn line_column(theme: usize, stretch: usize) -> u16 {
    reach_column(Limits::EXCEL.charts) + (theme * MAX_STRETCHES + stretch) as u16
}

/// Writes the smoothed line stretch by stretch, where there are several.
fn write_lines(
    sheet: &mut Worksheet,
    grid: &Grid,
    theme: usize,
    name: &str,
    stretches: &[(u32, u32)],
) -> Result<(), XlsxError> {
    if stretches.len() == 1 {
        return Ok(());
    }
    let faint = Style::Faint.format().set_num_format("0.00");
    for (n, (first, last)) in stretches.iter().enumerate().take(MAX_STRETCHES) {
        let column = line_column(theme, n);
        sheet.write_string_with_format(
            0,
            column,
            format!("{name}: smoothed, part {}", n + 1),
            &faint,
        )?;
        for row in *first..=*last {
            if let Some(smoothed) = grid.figure(theme, row, ColumnNumbers::Smoothed) {
                sheet.write_number_with_format(row, column, smoothed, &faint)?;
            }
        }
    }
    Ok(())
}

/// Writes the reach of a theme's intervals beside the days that they are of.
fn write_reach(
    sheet: &mut Worksheet,
    grid: &Grid,
    theme: usize,
    name: &str,
) -> Result<(), XlsxError> {
    let (column, faint) = (reach_column(theme), Style::Faint.format().set_num_format("0.00"));
    sheet.write_string_with_format(0, column, format!("{name}: interval below"), &faint)?;
    sheet.write_string_with_format(0, column + 1, format!("{name}: above"), &faint)?;
    for (row, (sentiment, low, high)) in (index_grid::FIRST_ROW..).zip(grid.intervals(theme)) {
        if let (Some(sentiment), Some(low), Some(high)) = (sentiment, low, high) {
            sheet.write_number_with_format(row, column, (sentiment - low).max(0.0), &faint)?;
            sheet.write_number_with_format(row, column + 1, (high - sentiment).max(0.0), &faint)?;
        }
    }
    Ok(())
}

fn filled(color: Color) -> ChartFormat {
    let mut fill = ChartSolidFill::new();
    fill.set_color(color);
    let mut format = ChartFormat::new();
    format.set_solid_fill(&fill).set_no_border();
    format
}

/// Axes, legend and size.
fn dress(chart: &mut Chart, name: &str, is_short: bool) {
    let mut font = ChartFont::new();
    font.set_size(8).set_color(style::FAINT);
    let mut grid = ChartLine::new();
    grid.set_color(style::GRID).set_width(0.5);
    chart.title().set_hidden();
    chart
        .y_axis()
        .set_min(-1)
        .set_max(1)
        .set_major_unit(0.5)
        .set_num_format("+0.0;-0.0;0")
        .set_font(&font)
        .set_major_gridlines_line(&grid);
    chart
        .x_axis()
        .set_date_axis(true)
        .set_num_format(if is_short { "mmm d" } else { "mmm yyyy" })
        .set_font(&font)
        .set_label_position(ChartAxisLabelPosition::Low);
    chart.legend().set_position(ChartLegendPosition::Top).set_font(&font);
    chart.chart_area().set_format(ChartFormat::new().set_no_border());
    chart
        .set_width(WIDTH)
        .set_height(HEIGHT)
        .set_alt_text(format!("Sentiment target_of_score {name} by day, with its 95 % interval"));
}
