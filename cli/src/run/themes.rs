//! The index in a terminal: a line for each theme, with its days as a tiny chart.

mod layout;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, Write},
};

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use layout::{Layout, ThemeColumn};
use newsvane::model::ThemeDay;

use super::sparkline::{TimeAxis, day_name, mark};
use crate::terminal::wrap;

/// Themes that are listed.
const MAX_THEMES: usize = 16;
/// Width of the cell of one day.
const DAY: usize = 9;
/// Figures within this of 0 have no colour.
const NEUTRAL: f64 = 0.05;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Prints the cells of an index in `width` columns; `themes` are the names of the numbers in them.
pub(super) fn print(
    out: &mut impl Write,
    cells: &[ThemeDay],
    themes: &[String],
    width: usize,
) -> io::Result<()> {
    let (rows, hidden) = rows(cells, themes);
    if rows.is_empty() {
        return writeln!(out, "No article bears a theme.");
    }
    let days: Vec<Date> =
        cells.iter().filter_map(|cell| cell.day).collect::<BTreeSet<_>>().into_iter().collect();
    let layout = Layout::new(&rows, &days, width);
    let charts: Vec<Vec<Option<f64>>> = rows.iter().map(|row| row.chart(layout.axis)).collect();
    let most =
        charts.iter().flatten().flatten().fold(0.0_f64, |most, figure| most.max(figure.abs()));
    let most = (most * 10.0).ceil().max(1.0) / 10.0;
    let shown_days = &days[days.len() - layout.days.min(days.len())..];
    layout.print_head(out, &days, shown_days, width)?;
    for (row, chart) in rows.iter().zip(&charts) {
        layout.print_row(out, row, chart, most, shown_days)?;
    }
    print_rest(out, &rows, &layout, hidden, width)?;
    let each = layout.axis.and_then(|axis| axis.told());
    let each = each.map_or_else(String::new, |told| format!(", each mark {told}"));
    let scale = (most * 100.0).round();
    let legend = format!(
        "{} -{scale} {} 0 {} +{scale}, blank: no news{each}; +33/2: +33 over 2 stories; change: \
         since the day with news before",
        mark(-1.0, 1.0),
        mark(0.0, 1.0),
        mark(1.0, 1.0)
    );
    writeln!(out, "{DIM}{}{DIM:#}", wrap(&legend, "", "", width))
}

/// The cells of one theme.
struct Row<'a> {
    id: &'a str,
    /// Whether the theme above it is listed, too.
    is_branch: bool,
    days: BTreeMap<Date, &'a ThemeDay>,
    undated: Option<&'a ThemeDay>,
    stories: u32,
}

/// The themes with the most stories, in order of their names; how many others there are.
fn rows<'a>(cells: &'a [ThemeDay], themes: &'a [String]) -> (Vec<Row<'a>>, usize) {
    let mut by_theme: BTreeMap<&str, Row<'a>> = BTreeMap::new();
    for cell in cells {
        let id = themes.get(usize::from(cell.key.0)).map_or("", String::as_str);
        let row = by_theme.entry(id).or_insert_with(|| Row {
            id,
            is_branch: false,
            days: BTreeMap::new(),
            undated: None,
            stories: 0,
        });
        row.stories += cell.stories;
        match cell.day {
            Some(day) => drop(row.days.insert(day, cell)),
            None => row.undated = Some(cell),
        }
    }
    let mut rows: Vec<Row<'a>> = by_theme.into_values().filter(|row| row.stories > 0).collect();
    rows.sort_by(|a, b| b.stories.cmp(&a.stories).then(a.id.cmp(b.id)));
    let hidden = rows.len().saturating_sub(MAX_THEMES);
    rows.truncate(MAX_THEMES);
    rows.sort_unstable_by_key(|row| row.id);
    let heads: BTreeSet<&str> = rows.iter().map(|row| row.id).collect();
    for row in &mut rows {
        row.is_branch = row.id.split_once('.').is_some_and(|(head, _)| heads.contains(head));
    }
    (rows, hidden)
}

impl Row<'_> {
    fn name(&self) -> String {
        format!("{}{}", if self.is_branch { "  " } else { "" }, self.id)
    }

    fn chart(&self, axis: Option<TimeAxis>) -> Vec<Option<f64>> {
        let figures = self.figures().map(|(day, value, cell)| (day, value, weight(cell.stories)));
        axis.map_or_else(Vec::new, |axis| axis.chart(figures))
    }

    /// Days with a figure, latest first.
    fn figures(&self) -> impl Iterator<Item = (Date, f64, &ThemeDay)> {
        self.days
            .iter()
            .rev()
            .filter_map(|(day, cell)| cell.sentiment.map(|value| (*day, value, *cell)))
    }
}

impl Layout {
    fn print_head(
        &self,
        out: &mut impl Write,
        days: &[Date],
        shown_days: &[Date],
        width: usize,
    ) -> io::Result<()> {
        let period = match (days.first(), days.last()) {
            (Some(first), Some(last)) => format!(", {first} to {last}"),
            _ => String::new(),
        };
        let title = format!(
            "{BOLD}Sentiment{BOLD:#} {BOLD}by{BOLD:#} {BOLD}theme{BOLD:#}{period}, from -100 to \
             +100"
        );
        writeln!(out, "{}\n", wrap(&title, "", "", width))?;
        let (names, marks) = (self.names, self.marks());
        let is_by_day = self.axis.is_none_or(|axis| axis.told().is_none());
        let title = if is_by_day { "by day" } else { "over time" };
        let title = if marks >= title.len() { title } else { "" };
        write!(out, "{DIM}{:<names$}  {title:<marks$}", "theme")?;
        for column in &self.columns {
            let (width, title) = (column.width(), column.title());
            match column {
                ThemeColumn::Latest if !self.columns.contains(&ThemeColumn::Day) => {
                    write!(out, "{:>width$}", "latest")?;
                }
                _ => write!(out, "{title:>width$}")?,
            }
        }
        for day in shown_days {
            write!(out, "{:>DAY$}", day_name(*day, self.newest))?;
        }
        writeln!(out, "{DIM:#}")
    }

    fn print_row(
        &self,
        out: &mut impl Write,
        row: &Row<'_>,
        chart: &[Option<f64>],
        most: f64,
        days: &[Date],
    ) -> io::Result<()> {
        let names = self.names;
        write!(out, "{:<names$}  ", row.name())?;
        for figure in chart {
            match figure {
                Some(figure) => {
                    let style = style_of(*figure);
                    write!(out, "{style}{}{style:#}", mark(*figure, most))?;
                }
                None => write!(out, " ")?,
            }
        }
        for column in &self.columns {
            write_column(out, *column, row, self.newest)?;
        }
        for day in days {
            write_cell(out, row.days.get(day).copied(), DAY)?;
        }
        writeln!(out)
    }
}

fn write_column(
    out: &mut impl Write,
    column: ThemeColumn,
    row: &Row<'_>,
    newest: Option<Date>,
) -> io::Result<()> {
    let width = column.width();
    let mut figures = row.figures();
    let latest = figures.next();
    match (column, latest) {
        (ThemeColumn::Stories, _) => write!(out, "{:>width$}", row.stories),
        (ThemeColumn::Undated, _) => write_cell(out, row.undated, width),
        (_, None) => write!(out, "{:>width$}", "·"),
        (ThemeColumn::Day, Some((day, _, _))) => {
            write!(out, "{:>width$}", day_name(day, newest))
        }
        (ThemeColumn::Latest, Some((_, _, cell))) => write_cell(out, Some(cell), width),
        (ThemeColumn::Interval, Some((_, _, cell))) => {
            let interval =
                cell.interval.map(|(low, high)| format!("[{}, {}]", points(low), points(high)));
            write!(out, "{:>width$}", interval.unwrap_or_else(|| "·".to_owned()))
        }
        (ThemeColumn::Change, Some((_, value, _))) => {
            let change = figures.next().map(|(_, before, _)| points(value - before));
            write!(out, "{:>width$}", change.unwrap_or_else(|| "·".to_owned()))
        }
    }
}

/// What a figure of so many stories weighs in a mark of several days.
pub(super) fn weight(stories: u32) -> f64 {
    f64::from(stories.max(1))
}

/// What has no column: undated articles where there is no room, and themes that are not listed.
fn print_rest(
    out: &mut impl Write,
    rows: &[Row<'_>],
    layout: &Layout,
    hidden: usize,
    width: usize,
) -> io::Result<()> {
    let undated = |row: &Row<'_>| {
        row.undated.and_then(|cell| {
            cell.sentiment.map(|v| format!("{} {}/{}", row.id, points(v), cell.stories))
        })
    };
    let undated: Vec<String> = rows.iter().filter_map(undated).collect();
    if !layout.columns.contains(&ThemeColumn::Undated) && !undated.is_empty() {
        writeln!(out, "{}", wrap(&format!("undated: {}", undated.join(", ")), "", "  ", width))?;
    }
    if hidden > 0 {
        writeln!(out, "{hidden} more themes in theme_days")?;
    }
    Ok(())
}

/// `-47/2`: sentiment in hundredths, and the number of stories.
fn write_cell(out: &mut impl Write, cell: Option<&ThemeDay>, width: usize) -> io::Result<()> {
    let Some((cell, value)) = cell.and_then(|cell| cell.sentiment.map(|value| (cell, value)))
    else {
        return write!(out, "{:>width$}", "·");
    };
    let (number, count) = (points(value), format!("/{}", cell.stories));
    let (style, pad) = (style_of(value), width.saturating_sub(number.len() + count.len()));
    write!(out, "{:pad$}{style}{number}{style:#}{DIM}{count}{DIM:#}", "")
}

/// In hundredths, with its sign; what is nearly 0 has a plus.
pub(super) fn points(value: f64) -> String {
    format!("{:+.0}", (value * 100.0).round() + 0.0)
}

pub(super) fn style_of(value: f64) -> Style {
    match value {
        v if v > NEUTRAL => Style::new().fg_color(Some(AnsiColor::Green.into())),
        v if v < -NEUTRAL => Style::new().fg_color(Some(AnsiColor::Red.into())),
        _ => Style::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsvane::model::ThemeId;

    fn cell(theme: u16, day: Option<&str>, sentiment: Option<f64>, stories: u32) -> ThemeDay {
        let empty = ThemeDay::empty(ThemeId(theme), day.map(|day| day.parse().unwrap()));
        let interval = (stories > 1).then_some((-0.9, 0.2));
        ThemeDay { stories, sentiment, interval, ..empty }
    }

    fn printed(width: usize) -> String {
        let themes = ["ai", "ai.chips", "macro.money_supply"].map(str::to_owned);
        let cells = [
            cell(0, Some("2026-07-01"), Some(0.62), 1),
            cell(0, Some("2026-07-02"), None, 0),
            cell(0, Some("2026-07-03"), Some(-0.47), 2),
            cell(0, None, Some(-0.05), 1),
            cell(1, Some("2026-07-01"), Some(-0.004), 1),
            cell(2, None, Some(1.0), 3),
        ];
        let mut out = Vec::new();
        print(&mut out, &cells, &themes, width).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn a_theme_has_a_chart_with_gaps_its_latest_day_and_its_change() {
        let table = printed(100);
        assert!(
            table.contains("ai                  ▇ ▂  Jul 03    -47/2    [-90, +20]    -109       4     -5/1        ·    -47/2\n"),
            "{table}"
        );
        assert!(
            table.contains("  ai.chips          ▄    Jul 01     +0/1             ·       ·       1        ·        ·        ·\n"),
            "{table}"
        );
        assert!(
            table.contains("macro.money_supply            ·        ·             ·       ·       3   +100/3        ·        ·\n"),
            "{table}"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal_and_nothing_undated_is_lost() {
        for width in [40, 50, 60, 72, 80, 100, 140, 200] {
            let table = printed(width);
            assert!(table.contains("+100/3"), "{width}: {table}");
            let widest = table.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= width, "{width}: {widest}\n{table}");
        }
    }
}
