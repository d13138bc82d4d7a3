//! Charts as plain SVG: what is null is a gap, never a zero.

use std::fmt::Write as _;

use super::{
    figures::{Cell, Figures},
    text,
    timeline::TimeBin,
};

/// Width of a theme's chart, in its own units.
pub(super) const WIDTH: f64 = 360.0;
/// Where its columns begin.
pub(super) const LEFT: f64 = 32.0;
/// How wide all its columns are.
pub(super) const SPAN: f64 = 320.0;
const HEIGHT: f64 = 150.0;
const TOP: f64 = 8.0;
const PLOT: f64 = 86.0;
const BASE: f64 = 130.0;
const BARS: f64 = 24.0;
/// Columns up to which every figure has a dot and a bar; beyond, lines and bands show them.
const DOTTED: usize = 62;

/// The largest value of the axis that all themes share: 0.25, 0.5 or 1.
pub(super) fn range(figures: &Figures) -> f64 {
    let cells = figures.themes.iter().flat_map(|theme| &theme.cells);
    let largest =
        cells.filter_map(|cell| cell.sentiment).fold(0.0, |largest: f64, s| largest.max(s.abs()));
    [0.25, 0.5].into_iter().find(|range| largest <= *range).unwrap_or(1.0)
}

/// The line of a theme with its intervals, and its stories as bars below.
pub(super) fn theme(cells: &[Cell], columns: &[TimeBin], range: f64) -> String {
    let step = SPAN / columns.len().max(1) as f64;
    let x = |column: usize| LEFT + (column as f64 + 0.5) * step;
    let y = |value: f64| TOP + (1.0 - value.clamp(-range, range) / range) * PLOT / 2.0;
    let mut svg = format!(
        r#"<svg class="lines" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">"#
    );
    axis(&mut svg, columns, range, &y);
    bars(&mut svg, cells, step);
    let (mut band, mut whiskers, mut line, mut dots, mut hollow) =
        <(String, String, String, String, String)>::default();
    for (first, run) in runs(cells) {
        for (from, part) in runs_with_interval(run) {
            match part.as_slice() {
                part if part.len() == 1 || columns.len() <= DOTTED => {
                    for (n, (low, high)) in part.iter().enumerate() {
                        let _ = write!(
                            whiskers,
                            "M{:.1} {:.1}V{:.1}",
                            x(first + from + n),
                            y(*low),
                            y(*high)
                        );
                    }
                }
                part => ribbon(&mut band, part, |n| x(first + from + n), y),
            }
        }
        for (n, cell) in run.iter().enumerate() {
            let (at, value) = (x(first + n), y(cell.sentiment.unwrap_or_default()));
            if run.len() > 1 {
                let _ = write!(line, "{}{at:.1} {value:.1}", if n == 0 { 'M' } else { 'L' });
            }
            if run.len() == 1 || columns.len() <= DOTTED {
                let place = if cell.interval.is_some() { &mut dots } else { &mut hollow };
                let _ = write!(place, "M{at:.1} {value:.1}h0");
            }
        }
    }
    let small = if columns.len() > DOTTED { " small" } else { "" };
    for (class, path) in [
        ("band", band),
        ("whisker", whiskers),
        ("line", line),
        ("dot", dots),
        ("ring", hollow.clone()),
        ("hole", hollow),
    ] {
        if !path.is_empty() {
            let _ = write!(svg, r#"<path class="{class}{small}" d="{path}"/>"#);
        }
    }
    svg.push_str("</svg>");
    svg
}

fn axis(svg: &mut String, columns: &[TimeBin], range: f64, y: &impl Fn(f64) -> f64) {
    let right = LEFT + SPAN;
    for value in [range, 0.0, -range] {
        let class = if value == 0.0 { "zero" } else { "grid" };
        let at = y(value);
        let label = if value == 0.0 {
            "0".to_owned()
        } else {
            text::signed(value).trim_end_matches('0').trim_end_matches('.').to_owned()
        };
        let _ = write!(svg, r#"<path class="{class}" d="M{LEFT} {at:.1}H{right}"/>"#);
        let _ = write!(
            svg,
            r#"<text x="{}" y="{:.1}" text-anchor="end">{label}</text>"#,
            LEFT - 5.0,
            at + 3.5
        );
    }
    if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
        let _ = write!(svg, r#"<text x="{LEFT}" y="145">{}</text>"#, first.key);
        if columns.len() > 1 {
            let _ =
                write!(svg, r#"<text x="{right}" y="145" text-anchor="end">{}</text>"#, last.key);
        }
    }
}

/// The stories of each column.
fn bars(svg: &mut String, cells: &[Cell], step: f64) {
    let most = cells.iter().map(|cell| cell.stories).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let width = (step * 0.72).clamp(0.5, 14.0);
    let mut path = String::new();
    for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.stories > 0) {
        let from = LEFT + (column as f64 + 0.5) * step - width / 2.0;
        let height = (cell.stories as f64 / most as f64 * BARS).max(0.8);
        let _ = write!(path, "M{from:.1} {BASE}v-{height:.1}h{width:.1}v{height:.1}z");
    }
    let _ = write!(svg, r#"<path class="bars" d="{path}"/>"#);
    let _ = write!(
        svg,
        r#"<text x="{}" y="{}" text-anchor="end">{}</text>"#,
        LEFT - 5.0,
        BASE - BARS + 7.0,
        short(most)
    );
}

/// A number in at most four characters.
fn short(number: u64) -> String {
    match number {
        ..10_000 => number.to_string(),
        10_000..1_000_000 => format!("{}k", number / 1_000),
        _ => format!("{}M", number / 1_000_000),
    }
}

fn ribbon(
    band: &mut String,
    part: &[(f64, f64)],
    x: impl Fn(usize) -> f64,
    y: impl Fn(f64) -> f64,
) {
    for (n, (_, high)) in part.iter().enumerate() {
        let _ = write!(band, "{}{:.1} {:.1}", if n == 0 { 'M' } else { 'L' }, x(n), y(*high));
    }
    for (n, (low, _)) in part.iter().enumerate().rev() {
        let _ = write!(band, "L{:.1} {:.1}", x(n), y(*low));
    }
    band.push('z');
}

/// Neighbouring columns with a figure, each run with its first column.
fn runs(cells: &[Cell]) -> Vec<(usize, &[Cell])> {
    let mut runs = Vec::new();
    let mut at = 0;
    for run in cells.split(|cell| cell.sentiment.is_none()) {
        if !run.is_empty() {
            runs.push((at, run));
        }
        at += run.len() + 1;
    }
    runs
}

/// Neighbouring cells of a run with an interval.
fn runs_with_interval(run: &[Cell]) -> Vec<(usize, Vec<(f64, f64)>)> {
    let mut parts: Vec<(usize, Vec<(f64, f64)>)> = Vec::new();
    for (n, cell) in run.iter().enumerate() {
        let Some(interval) = cell.interval else { continue };
        match parts.last_mut().filter(|(from, part)| from + part.len() == n) {
            Some((_, part)) => part.push(interval),
            None => parts.push((n, vec![interval])),
        }
    }
    parts
}

/// The stories of all themes together, column by column; stretched to any width.
pub(super) fn volume(columns: &[TimeBin]) -> String {
    let most = columns.iter().map(|column| column.stories).max().unwrap_or(0).max(1);
    let mut path = String::new();
    for (n, column) in columns.iter().enumerate().filter(|(_, column)| column.stories > 0) {
        let height = (column.stories as f64 / most as f64 * 100.0).max(1.0);
        let _ = write!(path, "M{n}.12 100v-{height:.1}h.76v{height:.1}z");
    }
    let width = columns.len().max(1);
    format!(
        r#"<svg class="volume" viewBox="0 0 {width} 100" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="bars" d="{path}"/></svg>"#
    )
}

/// Labels below columns that are stretched to any width: the borders of years, of months, or single
/// columns.
pub(super) fn ticks(columns: &[TimeBin]) -> String {
    const MOST: usize = 7;
    let border = |length: usize| {
        let key = |n: usize| {
            columns
                .get(n)
                .map(|column| column.first.to_string().chars().take(length).collect::<String>())
        };
        (0..columns.len())
            .filter(|n| n.checked_sub(1).is_none_or(|before| key(before) != key(*n)))
            .collect::<Vec<_>>()
    };
    let length = match () {
        () if columns.len() <= DOTTED => 10,
        () if border(7).len() <= 2 * MOST => 7,
        () => 4,
    };
    let mut chosen = border(length);
    let every = chosen.len().div_ceil(MOST).max(1);
    chosen = chosen.into_iter().step_by(every).collect();
    let mut svg = r#"<svg class="ticks" aria-hidden="true" focusable="false">"#.to_owned();
    for n in chosen {
        let at = n as f64 / columns.len() as f64 * 100.0;
        let label: String = columns[n].first.to_string().chars().take(length).collect();
        let anchor = if at > 88.0 { r#" text-anchor="end""# } else { "" };
        let at = if at > 88.0 { 100.0 } else { at };
        let _ = write!(svg, r#"<text x="{at:.2}%" y="11"{anchor}>{label}</text>"#);
    }
    svg.push_str("</svg>");
    svg
}

/// A figure with its interval on an axis from -1 to 1.
pub(super) fn interval(cell: &Cell) -> String {
    let x = |value: f64| 75.0 + value.clamp(-1.0, 1.0) * 70.0;
    let mut svg = r#"<svg class="dotplot" viewBox="0 0 150 18" aria-hidden="true" focusable="false"><path class="grid" d="M5 1V17M145 1V17"/><path class="zero" d="M75 1V17"/>"#.to_owned();
    if let Some((low, high)) = cell.interval {
        let _ = write!(svg, r#"<path class="whisker" d="M{:.1} 9H{:.1}"/>"#, x(low), x(high));
    }
    if let Some(sentiment) = cell.sentiment {
        let class = match () {
            () if cell.interval.is_none() => "ring",
            () if sentiment < -0.05 => "dot down",
            () if sentiment > 0.05 => "dot up",
            () => "dot",
        };
        let _ = write!(svg, r#"<path class="{class}" d="M{:.1} 9h0"/>"#, x(sentiment));
        if cell.interval.is_none() {
            let _ = write!(svg, r#"<path class="hole" d="M{:.1} 9h0"/>"#, x(sentiment));
        }
    }
    svg.push_str("</svg>");
    svg
}

/// Figures as bars up and down from a line, in as many columns as there are; null is a gap.
pub(super) fn spark(figures: &[Option<f64>]) -> String {
    let (mut up, mut down) = (String::new(), String::new());
    for (n, figure) in figures.iter().enumerate() {
        let Some(figure) = figure.map(|figure| figure.clamp(-1.0, 1.0)) else { continue };
        // neutral news is a mark on the line, no news is none
        let height = -figure * 12.0;
        let height = if height.abs() < 0.8 { -0.8 } else { height };
        let path = if figure < 0.0 { &mut down } else { &mut up };
        let _ = write!(path, "M{n}.1 13v{height:.1}h.8V13z");
    }
    let width = figures.len().max(1);
    format!(
        r#"<svg viewBox="0 0 {width} 26" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="zero" d="M0 13H{width}"/><path class="gain" d="{up}"/><path class="loss" d="{down}"/></svg>"#
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn neutral_news_is_a_mark_and_no_news_is_a_gap() {
        let svg = spark(&[Some(0.5), None, Some(0.0), Some(-1.0)]);
        assert!(
            svg.contains(r#"class="gain" d="M0.1 13v-6.0h.8V13zM2.1 13v-0.8h.8V13z""#),
            "{svg}"
        );
        assert!(svg.contains(r#"class="loss" d="M3.1 13v12.0h.8V13z""#), "{svg}");
    }

    use super::*;

    fn cell(sentiment: Option<f64>, interval: Option<(f64, f64)>) -> Cell {
        Cell { sentiment, interval, stories: u64::from(sentiment.is_some()), ..Cell::default() }
    }

    fn columns(number: usize) -> Vec<TimeBin> {
        let first: jiff::civil::Date = "2026-01-01".parse().unwrap();
        let day = |n: usize| first.saturating_add(jiff::Span::new().days(n as i64));
        (0..number)
            .map(|n| TimeBin { key: day(n).to_string(), first: day(n), last: day(n), stories: 1 })
            .collect()
    }

    #[test]
    fn null_is_a_gap_and_neutral_is_drawn_at_zero() {
        let cells = [
            cell(Some(0.0), None),
            cell(None, None),
            cell(Some(0.5), Some((0.25, 0.75))),
            cell(Some(-1.0), Some((-1.0, 0.0))),
        ];
        let svg = theme(&cells, &columns(4), 1.0);
        assert!(svg.contains(r#"<path class="line" d="M232.0 29.5L312.0 94.0"/>"#), "{svg}");
        assert!(
            svg.contains(r#"<path class="whisker" d="M232.0 40.2V18.8M312.0 94.0V51.0"/>"#),
            "{svg}"
        );
        assert!(svg.contains(r#"<path class="ring" d="M72.0 51.0h0"/>"#), "{svg}");
        assert!(
            !svg.contains("M152.0") && !svg.contains("L152.0"),
            "nothing stands in the column without news: {svg}"
        );
    }

    #[test]
    fn many_columns_have_a_band_that_ends_where_intervals_end() {
        let mut cells = vec![cell(Some(0.5), Some((0.25, 0.75))); 63];
        cells[2] = cell(Some(0.5), None);
        let svg = theme(&cells, &columns(63), 1.0);
        let band = svg
            .split(r#"<path class="band small" d=""#)
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .unwrap();
        assert_eq!(
            (band.matches('M').count(), band.matches('z').count(), band.matches('L').count()),
            (2, 2, 2 * 62 - 2),
            "{band}"
        );
    }

    #[test]
    fn an_empty_archive_has_empty_charts() {
        assert!(theme(&[], &[], 1.0).contains("</svg>"));
        assert!(!volume(&[]).contains("NaN") && ticks(&[]).contains("<svg"));
    }

    #[test]
    fn ticks_are_few() {
        for number in [1, 12, 31, 200, 366] {
            let ticks = ticks(&columns(number));
            assert!((1..=7).contains(&ticks.matches("<text").count()), "{number}: {ticks}");
        }
    }
}
