//! Small charts in rows of tables: a figure with its interval, a company by day, a measure by day.

use std::fmt::Write as _;

use super::{chart::thinnest, figures::Cell, timeline::Timeline};

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

/// Figures as bars up and down from a line, where their columns are in time; null is a gap.
pub(super) fn spark(figures: &[Option<f64>], timeline: &Timeline) -> String {
    let (mut up, mut down) = (String::new(), String::new());
    let wide = 0.8_f64.max(thinnest(timeline.slots, 90.0));
    for (column, figure) in timeline.all.iter().zip(figures) {
        let Some(figure) = figure.map(|figure| figure.clamp(-1.0, 1.0)) else { continue };
        // neutral news is a mark on the line, no news is none
        let height = -figure * 12.0;
        let height = if height.abs() < 0.8 { -0.8 } else { height };
        let path = if figure < 0.0 { &mut down } else { &mut up };
        let from = column.place as f64 + 0.5 - wide / 2.0;
        let _ = write!(path, "M{from:.1} 13v{height:.1}h{wide:.1}V13z");
    }
    let width = timeline.slots.max(1);
    format!(
        r#"<svg viewBox="0 0 {width} 26" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="zero" d="M0 13H{width}"/><path class="gain" d="{up}"/><path class="loss" d="{down}"/></svg>"#
    )
}

/// Figures of any size as a line of steps, each holding until the next, with a dot for each; from
/// the lowest to the highest.
pub(super) fn steps(figures: &[Option<f64>], timeline: &Timeline) -> String {
    let told = || timeline.all.iter().zip(figures).filter_map(|(c, figure)| Some((c, (*figure)?)));
    let low = told().map(|(_, figure)| figure).fold(f64::INFINITY, f64::min);
    let high = told().map(|(_, figure)| figure).fold(f64::NEG_INFINITY, f64::max);
    let height = |figure: f64| {
        if high > low { 22.0 - (figure - low) / (high - low) * 18.0 } else { 13.0 }
    };
    let wide = 120.0 / timeline.slots.max(1) as f64;
    let (mut line, mut dots) = (String::new(), String::new());
    for (column, figure) in told() {
        let (x, y) = ((column.place as f64 + 0.5) * wide, height(figure));
        let _ = if line.is_empty() {
            write!(line, "M{x:.1} {y:.1}")
        } else {
            write!(line, "H{x:.1}V{y:.1}")
        };
        let _ = write!(dots, "M{x:.1} {y:.1}h0");
    }
    format!(
        r#"<svg viewBox="0 0 120 26" aria-hidden="true" focusable="false"><path class="line small" d="{line}"/><path class="dot small" d="{dots}"/></svg>"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::write::page::timeline::fixture::columns;

    #[test]
    fn a_measure_holds_until_it_is_told_again() {
        let svg = steps(&[Some(1.0), None, Some(3.0)], &columns(3));
        assert!(svg.contains(r#"d="M20.0 22.0H100.0V4.0""#), "{svg}");
        assert!(steps(&[None, Some(2.0)], &columns(2)).contains("M90.0 13.0h0"));
    }

    #[test]
    fn neutral_news_is_a_mark_and_no_news_is_a_gap() {
        let svg = spark(&[Some(0.5), None, Some(0.0), Some(-1.0)], &columns(4));
        assert!(
            svg.contains(r#"class="gain" d="M0.1 13v-6.0h0.8V13zM2.1 13v-0.8h0.8V13z""#),
            "{svg}"
        );
        assert!(svg.contains(r#"class="loss" d="M3.1 13v12.0h0.8V13z""#), "{svg}");
    }
}
