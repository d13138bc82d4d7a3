//! The most mentioned companies in a terminal: a line each, with its days as a tiny chart. All charts
//! have one time axis.

use std::io::{self, Write};

use anstyle::Style;
use jiff::civil::Date;
use newsvane::{EntitySummary, model::EntityDay};

use super::{
    sparkline::{TimeAxis, day_name, mark},
    themes::{points, style_of, weight},
};
use crate::terminal::wrap;

/// Longest chart.
const MAX_MARKS: usize = 30;
/// Longest name.
const MAX_NAME: usize = 30;
/// Columns after the chart: the latest day, its figure and stories, the stories of all days.
const COLUMNS: usize = 8 + 10 + 9;

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// Prints the most mentioned companies in `width` columns; nothing where there are none.
pub(super) fn print(out: &mut impl Write, summary: &EntitySummary, width: usize) -> io::Result<()> {
    if summary.most.is_empty() {
        return Ok(());
    }
    let title = format!(
        "{BOLD}Most{BOLD:#} {BOLD}mentioned{BOLD:#} {BOLD}companies{BOLD:#}, {} of {} in the news",
        summary.most.len(),
        summary.companies
    );
    writeln!(out, "\n{}\n", wrap(&title, "", "", width))?;
    let lengths =
        summary.most.iter().filter_map(|own| own.first()).map(|day| name(day).chars().count());
    let room = width.saturating_sub(COLUMNS + 2);
    let names = lengths.max().unwrap_or(0).min(room);
    let marks = room.saturating_sub(names).min(MAX_MARKS);
    let days: Vec<Date> =
        summary.most.iter().flat_map(|own| dated(own)).map(|(day, ..)| day).collect();
    let (axis, newest) = (TimeAxis::of(&days, marks), days.iter().max().copied());
    let marks = axis.map_or(0, |axis| axis.marks());
    writeln!(
        out,
        "{DIM}{:<names$}  {:<marks$}{:>8}{:>10}{:>9}{DIM:#}",
        "company", "", "latest", "", "stories"
    )?;
    for own in &summary.most {
        print_row(out, own, names, (axis, newest))?;
    }
    match axis.and_then(|axis| axis.told()) {
        Some(told) => writeln!(out, "{DIM}each mark {told}, from -100 to +100{DIM:#}"),
        None => Ok(()),
    }
}

fn name(day: &EntityDay) -> String {
    let name: &str = &day.key.name;
    if name.chars().count() <= MAX_NAME {
        return name.to_owned();
    }
    name.chars().take(MAX_NAME - 1).chain(['…']).collect()
}

/// The days with a figure.
fn dated(own: &[EntityDay]) -> impl DoubleEndedIterator<Item = (Date, f64, &EntityDay)> {
    own.iter().filter_map(|cell| Some((cell.day?, cell.sentiment?, cell)))
}

fn print_row(
    out: &mut impl Write,
    own: &[EntityDay],
    names: usize,
    (axis, newest): (Option<TimeAxis>, Option<Date>),
) -> io::Result<()> {
    let Some(first) = own.first() else { return Ok(()) };
    let name: String = name(first).chars().take(names).collect();
    write!(out, "{name:<names$}  ")?;
    let figures = dated(own).map(|(day, value, cell)| (day, value, weight(cell.stories)));
    for figure in axis.map_or_else(Vec::new, |axis| axis.chart(figures)) {
        match figure {
            Some(figure) => {
                let style = style_of(figure);
                write!(out, "{style}{}{style:#}", mark(figure, 1.0))?;
            }
            None => write!(out, " ")?,
        }
    }
    let (day, figure) = if let Some((day, value, cell)) = dated(own).next_back() {
        (day_name(day, newest), Some((value, cell.stories)))
    } else {
        let undated = own.iter().find_map(|cell| Some((cell.sentiment?, cell.stories)));
        ("undated".to_owned(), undated)
    };
    write!(out, "{day:>8}")?;
    match figure {
        Some((value, stories)) => {
            let (number, count) = (points(value), format!("/{stories}"));
            let (style, pad) =
                (style_of(value), 10_usize.saturating_sub(number.len() + count.len()));
            write!(out, "{:pad$}{style}{number}{style:#}{DIM}{count}{DIM:#}", "")?;
        }
        None => write!(out, "{:>10}", "·")?,
    }
    let stories: u32 = own.iter().map(|cell| cell.stories).sum();
    writeln!(out, "{stories:>9}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsvane::model::{EntityKey, IndexDay};

    fn cell(name: &str, day: Option<&str>, sentiment: Option<f64>) -> EntityDay {
        let key = EntityKey { id: name.into(), name: name.into() };
        let stories = u32::from(sentiment.is_some());
        let empty = IndexDay::empty(key, day.map(|day| day.parse().unwrap()));
        IndexDay { stories, sentiment, ..empty }
    }

    fn printed(width: usize) -> String {
        let mut summary = EntitySummary::default();
        summary.companies = 40;
        summary.most = vec![
            vec![
                cell("Harwell Coatings", Some("2026-07-01"), Some(0.5)),
                cell("Harwell Coatings", Some("2026-07-02"), None),
                cell("Harwell Coatings", Some("2026-07-03"), Some(-1.0)),
            ],
            vec![cell("A company with a name that goes on and on and on", None, Some(0.02))],
        ];
        let mut out = Vec::new();
        print(&mut out, &summary, width).unwrap();
        anstream::adapter::strip_str(&String::from_utf8(out).unwrap()).to_string()
    }

    #[test]
    fn a_company_has_its_days_with_a_figure_and_its_latest() {
        let table = printed(100);
        assert!(table.contains("Most mentioned companies, 2 of 40 in the news\n"), "{table}");
        assert!(
            table.contains("Harwell Coatings                ▆ ▁  Jul 03    -100/1        2\n"),
            "{table}"
        );
        assert!(
            table.contains("A company with a name that go…      undated      +2/1        1\n"),
            "{table}"
        );
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [40, 60, 80, 120] {
            let table = printed(width);
            let widest = table.lines().map(|line| line.chars().count()).max().unwrap_or(0);
            assert!(widest <= width, "{width}: {widest}\n{table}");
        }
        let mut out = Vec::new();
        print(&mut out, &EntitySummary::default(), 80).unwrap();
        assert!(out.is_empty());
    }
}
