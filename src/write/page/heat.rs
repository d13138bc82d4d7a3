//! The heat map: themes by columns. A few columns are cells with their figures; more are stripes.

use std::fmt::Write as _;

use super::{
    chart,
    figures::{Cell, Figures, Theme},
    text,
    timeline::Timeline,
};

/// Columns up to which figures are in their cells.
const WRITTEN: usize = 31;

/// Classes of colour from unfavourable to favourable; the middle one is neutral.
const CLASSES: [&str; 9] = ["n4", "n3", "n2", "n1", "z0", "p1", "p2", "p3", "p4"];
/// Bounds of the classes, on either side of 0.
const CLASS_BOUNDS: [f64; 4] = [0.05, 0.2, 0.4, 0.7];

/// The colour of a figure.
fn class(sentiment: f64) -> usize {
    let strength = CLASS_BOUNDS.iter().filter(|bound| sentiment.abs() >= **bound).count();
    if sentiment < 0.0 { 4 - strength } else { 4 + strength }
}

/// What is below the map: the colours and what they stand for.
pub(super) fn legend() -> String {
    let mut html = String::new();
    for (n, name) in CLASSES.iter().enumerate() {
        let bound = |at: usize| CLASS_BOUNDS.get(at).copied().unwrap_or(1.0);
        let range = match n {
            4 => "within ±0.05".to_owned(),
            0..=3 => {
                format!("{} to {}", text::signed(-bound(4 - n)), text::signed(-bound(3 - n)))
            }
            _ => format!("{} to {}", text::signed(bound(n - 5)), text::signed(bound(n - 4))),
        };
        let _ = write!(
            html,
            r#"<li><svg viewBox="0 0 10 10" aria-hidden="true" focusable="false"><path class="{name}" d="M0 0h10v10h-10z"/></svg>{range}</li>"#
        );
    }
    html
}

/// The rows of the map, its head among them.
pub(super) fn map(figures: &Figures) -> String {
    if is_written(figures) { written(figures) } else { striped(figures) }
}

/// Whether figures are in the cells.
pub(super) fn is_written(figures: &Figures) -> bool {
    figures.timeline.all.len() <= WRITTEN
}

fn row_head(theme: &Theme) -> String {
    let depth = theme.id.matches('.').count().min(3);
    format!(r#"<th scope="row" class="d{depth}">{}</th>"#, text::escaped(&theme.title))
}

fn written(figures: &Figures) -> String {
    let mut html = r#"<thead><tr><th scope="col">Theme</th>"#.to_owned();
    for (n, column) in figures.timeline.all.iter().enumerate() {
        if let Some(hole) = hole(figures, n) {
            let _ =
                write!(html, r#"<th scope="col" class="hole"><abbr title="{hole}">⋯</abbr></th>"#);
        }
        // of a day its month and number: the year is above
        let short = if column.first == column.last {
            column.first.strftime("%b<br>%-d").to_string()
        } else {
            column.key.clone()
        };
        let _ = write!(html, r#"<th scope="col"><abbr title="{}">{short}</abbr></th>"#, column.key);
    }
    html.push_str("</tr></thead><tbody>");
    for theme in &figures.themes {
        let _ = write!(html, "<tr>{}", row_head(theme));
        for (n, (cell, column)) in theme.cells.iter().zip(&figures.timeline.all).enumerate() {
            if hole(figures, n).is_some() {
                html.push_str(r#"<td class="hole"></td>"#);
            }
            match cell.sentiment {
                None => {
                    html.push_str(r#"<td class="null"><span class="unseen">no figure</span></td>"#);
                }
                Some(sentiment) => {
                    let (class, shown) = (CLASSES[class(sentiment)], text::signed(sentiment));
                    let (id, key, stories) = (
                        text::escaped(&theme.id),
                        &column.key,
                        text::count(cell.stories, "story", "stories"),
                    );
                    let alone = if cell.interval.is_none() { " alone" } else { "" };
                    let _ = write!(
                        html,
                        r##"<td class="{class}{alone}"><a href="#{id}/{key}" title="{stories}">{shown}</a></td>"##
                    );
                }
            }
        }
        html.push_str("</tr>");
    }
    html.push_str("</tbody>");
    html
}

/// What is between a column and the one before it, where there is no news.
fn hole(figures: &Figures, column: usize) -> Option<String> {
    let spans = figures.timeline.hole_before(column) as u64;
    let span = figures.timeline.span.name();
    (spans > 0).then(|| format!("{} without news", text::count(spans, span, &format!("{span}s"))))
}

fn striped(figures: &Figures) -> String {
    let mut html =
        r#"<thead><tr><th scope="col">Theme</th><th scope="col"><span class="unseen">Sentiment over time</span></th></tr></thead><tbody>"#
            .to_owned();
    for theme in &figures.themes {
        let with_figure = theme.cells.iter().filter(|cell| cell.sentiment.is_some()).count();
        let label = format!(
            "{}: {} of {} with a figure; the table of figures of this theme has them all",
            theme.title,
            with_figure,
            text::count(
                theme.cells.len() as u64,
                figures.timeline.span.name(),
                &format!("{}s", figures.timeline.span.name())
            )
        );
        let _ = write!(
            html,
            r#"<tr>{}<td class="strip" data-theme="{}"><svg viewBox="0 0 {} 1" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg></td></tr>"#,
            row_head(theme),
            text::escaped(&theme.id),
            figures.timeline.slots.max(1),
            text::escaped(&label),
            stripes(&theme.cells, &figures.timeline)
        );
    }
    let _ = write!(
        html,
        "</tbody><tfoot><tr><td></td><td>{}</td></tr></tfoot>",
        chart::ticks(&figures.timeline)
    );
    html
}

/// One path for each colour; neighbours of one colour are one stripe.
fn stripes(cells: &[Cell], timeline: &Timeline) -> String {
    let mut paths: [String; 9] = Default::default();
    let thinnest = chart::thinnest(timeline.slots, 600.0).max(1.0);
    let columns: Vec<(usize, Option<usize>)> = timeline
        .all
        .iter()
        .zip(cells)
        .map(|(column, cell)| (column.place, cell.sentiment.map(class)))
        .collect();
    for run in columns.chunk_by(|a, b| a.1 == b.1 && a.0 + 1 == b.0) {
        let Some((place, Some(class))) = run.first().copied() else { continue };
        let width = thinnest.max(run.len() as f64);
        if let Some(path) = paths.get_mut(class) {
            let _ = write!(path, "M{place} 0h{width}v1h-{width}z");
        }
    }
    let drawn = CLASSES.iter().zip(&paths).filter(|(_, path)| !path.is_empty());
    drawn.fold(String::new(), |mut svg, (class, path)| {
        let _ = write!(svg, r#"<path class="{class}" d="{path}"/>"#);
        svg
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_even_on_both_sides_and_null_has_none() {
        let classes =
            [-1.0, -0.7, -0.5, -0.2, -0.06, -0.01, 0.0, 0.04, 0.05, 0.3, 0.6, 1.0].map(class);
        assert_eq!(classes, [0, 0, 1, 2, 3, 4, 4, 4, 5, 6, 7, 8]);
        let cell = |sentiment| Cell { sentiment, ..Cell::default() };
        let cells = [Some(0.9), None, Some(0.0), Some(0.01), Some(0.8), Some(0.9)].map(cell);
        // from a Saturday on, and a hole of three days
        let days =
            ["2026-08-01", "2026-08-02", "2026-08-03", "2026-08-04", "2026-08-05", "2026-08-09"];
        let timeline = Timeline::of(&days.map(|day| (day.parse().unwrap(), 1)).into());
        let svg = stripes(&cells, &timeline);
        assert_eq!(
            svg,
            r#"<path class="z0" d="M2 0h2v1h-2z"/><path class="p4" d="M0 0h1v1h-1zM4 0h1v1h-1zM8 0h1v1h-1z"/>"#
        );
    }

    #[test]
    fn the_legend_names_every_colour() {
        let legend = legend();
        assert!(
            legend.contains("within ±0.05")
                && legend.contains("−1.00 to −0.70")
                && legend.contains("+0.05 to +0.20"),
            "{legend}"
        );
    }
}
