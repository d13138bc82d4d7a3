//! Charts as plain SVG: what is null is a gap, never a zero.

use std::fmt::Write as _;

use super::{
    figures::{Cell, Figures},
    text,
    timeline::Timeline,
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
pub(super) fn theme(cells: &[Cell], timeline: &Timeline, range: f64) -> String {
    let columns = &timeline.all;
    let x = |column: usize| LEFT + timeline.middle(column) * SPAN;
    let y = |value: f64| TOP + (1.0 - value.clamp(-range, range) / range) * PLOT / 2.0;
    let mut svg = format!(
        r#"<svg class="lines" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">"#
    );
    axis(&mut svg, timeline, range, &y);
    bars(&mut svg, cells, SPAN / timeline.slots.max(1) as f64, x);
    let (mut band, mut whiskers, mut line, mut dots, mut hollow) =
        <(String, String, String, String, String)>::default();
    for (first, run) in runs(cells, timeline) {
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

fn axis(svg: &mut String, timeline: &Timeline, range: f64, y: &impl Fn(f64) -> f64) {
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
    let columns = &timeline.all;
    if let (Some(first), Some(last)) = (columns.first(), columns.last()) {
        let _ = write!(svg, r#"<text x="{LEFT}" y="145">{}</text>"#, first.key);
        if columns.len() > 1 {
            let _ =
                write!(svg, r#"<text x="{right}" y="145" text-anchor="end">{}</text>"#, last.key);
        }
    }
    for tick in timeline.ticks(5) {
        let at = tick.at.mul_add(SPAN, LEFT);
        if at > LEFT && at < right {
            let _ = write!(svg, r#"<path class="grid" d="M{at:.1} {TOP}V{BASE}"/>"#);
        }
        // beside the names of the ends
        let room = (END_CHARS + tick.label.len() as f64 / 2.0) * CHAR;
        if (LEFT + room..right - room).contains(&at) {
            let _ = write!(
                svg,
                r#"<text x="{at:.1}" y="145" text-anchor="middle">{}</text>"#,
                tick.label
            );
        }
    }
}

/// Characters of the name of an end, and some air.
const END_CHARS: f64 = 11.0;
/// Width of a character below the axis.
const CHAR: f64 = 6.2;

/// The stories of each column.
fn bars(svg: &mut String, cells: &[Cell], step: f64, x: impl Fn(usize) -> f64) {
    let most = cells.iter().map(|cell| cell.stories).max().unwrap_or(0);
    if most == 0 {
        return;
    }
    let width = (step * 0.72).clamp(0.5, 14.0);
    let mut path = String::new();
    for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.stories > 0) {
        let from = x(column) - width / 2.0;
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

/// Columns with a figure that follow one another in time, each run with its first column.
fn runs<'a>(cells: &'a [Cell], timeline: &Timeline) -> Vec<(usize, &'a [Cell])> {
    let mut runs = Vec::new();
    let mut from = 0;
    for column in 0..=cells.len() {
        let is_null = cells.get(column).is_none_or(|cell| cell.sentiment.is_none());
        if is_null || timeline.hole_before(column) > 0 {
            if let Some(run) = cells.get(from..column).filter(|run| !run.is_empty()) {
                runs.push((from, run));
            }
            from = column + usize::from(is_null);
        }
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
pub(super) fn volume(timeline: &Timeline) -> String {
    let columns = &timeline.all;
    let most = columns.iter().map(|column| column.stories).max().unwrap_or(0).max(1);
    let thin = thinnest(timeline.slots, 900.0);
    let width = 0.76_f64.max(thin);
    let mut path = String::new();
    for column in columns.iter().filter(|column| column.stories > 0) {
        let height = (column.stories as f64 / most as f64 * 100.0).max(1.0);
        let from = column.place as f64 + 0.5 - width / 2.0;
        let _ = write!(path, "M{from:.2} 100v-{height:.1}h{width:.2}v{height:.1}z");
    }
    let width = timeline.slots.max(1);
    format!(
        r#"<svg class="volume" viewBox="0 0 {width} 100" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="bars" d="{path}"/></svg>"#
    )
}

/// Spans that a mark takes at least, so that a day among decades is seen in a chart of so many
/// pixels.
pub(super) fn thinnest(slots: usize, pixels: f64) -> f64 {
    slots as f64 / pixels
}

/// Labels below columns that are stretched to any width.
pub(super) fn ticks(timeline: &Timeline) -> String {
    let mut svg = r#"<svg class="ticks" aria-hidden="true" focusable="false">"#.to_owned();
    for tick in timeline.ticks(7) {
        let at = tick.at * 100.0;
        let anchor = if at > 88.0 { r#" text-anchor="end""# } else { "" };
        let at = if at > 88.0 { 100.0 } else { at };
        let _ = write!(svg, r#"<text x="{at:.2}%" y="11"{anchor}>{}</text>"#, tick.label);
    }
    svg.push_str("</svg>");
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::page::timeline::fixture::{columns, of_days};

    fn cell(sentiment: Option<f64>, interval: Option<(f64, f64)>) -> Cell {
        Cell { sentiment, interval, stories: u64::from(sentiment.is_some()), ..Cell::default() }
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
    fn a_hole_is_as_wide_as_it_is_long_and_no_line_runs_across_it() {
        let cells = vec![cell(Some(0.5), None); 4];
        // Thursday, Friday, Saturday; and a year later
        let timeline = of_days([0, 1, 2, 363]);
        let svg = theme(&cells, &timeline, 1.0);
        let line = svg.split(r#"<path class="line" d=""#).nth(1).unwrap();
        let line = line.split('"').next().unwrap();
        assert_eq!((line.matches('M').count(), line.matches('L').count()), (1, 2), "{line}");
        assert!(svg.contains(r#"M34.2 29.5h0M351.6 29.5h0"/>"#), "{svg}");
        assert!(volume(&timeline).contains(r#"viewBox="0 0 364 100""#));
    }

    #[test]
    fn a_day_among_decades_is_still_seen() {
        let svg = volume(&of_days([0, 2, 14_600]));
        assert!(svg.contains("h16.22v"), "{svg}");
    }

    #[test]
    fn an_empty_archive_has_empty_charts() {
        let none = columns(0);
        assert!(theme(&[], &none, 1.0).contains("</svg>"));
        assert!(!volume(&none).contains("NaN") && ticks(&none).contains("<svg"));
    }

    #[test]
    fn ticks_are_few() {
        for number in [1, 12, 31, 200, 366] {
            let ticks = ticks(&columns(number));
            assert!((1..=7).contains(&ticks.matches("<text").count()), "{number}: {ticks}");
        }
    }
}
