//! Themes: their charts, their figures, and what moved them.

use std::fmt::Write as _;

use serde::Serialize;

use super::{
    super::{
        evidence::Contribution,
        figures::{Cell, Figures, Theme},
        movers::Mover,
    },
    CitedView, Read, chart, text,
};

#[derive(Serialize)]
pub(super) struct ThemeView {
    id: String,
    title: String,
    /// The chart in words.
    label: String,
    chart: String,
    latest: String,
    latest_key: String,
    direction: &'static str,
    /// Rows of the table of figures.
    rows: String,
}

#[derive(Serialize)]
pub(super) struct UndatedView {
    id: String,
    title: String,
    sentiment: String,
    stories: String,
}

#[derive(Serialize)]
pub(super) struct MoverView {
    id: String,
    title: String,
    key: String,
    day: String,
    from_day: String,
    from: String,
    to: String,
    change: String,
    direction: &'static str,
    stories: String,
    on_day: Vec<Push>,
    before: Vec<Push>,
}

/// What pushed a theme.
#[derive(Serialize)]
struct Push {
    sentence: String,
    score: String,
    contribution: String,
    #[serde(flatten)]
    cited: CitedView,
}

/// `up`, `down` or nothing for a change, as its figure is written.
pub(super) fn direction(change: Option<f64>) -> &'static str {
    side(change, 0.005)
}

/// The same for a sentiment, which is neutral around 0 as in the heat map.
pub(super) fn tone(sentiment: Option<f64>) -> &'static str {
    side(sentiment, 0.05)
}

fn side(value: Option<f64>, neutral: f64) -> &'static str {
    match value {
        Some(value) if value >= neutral => "up",
        Some(value) if value <= -neutral => "down",
        _ => "",
    }
}

/// The code of a cell's note.
pub(super) fn note(cell: &Cell) -> &'static str {
    cell.note.map_or("", |note| note.as_str())
}

pub(super) fn themes(figures: &Figures, range: f64) -> Vec<ThemeView> {
    figures.themes.iter().map(|theme| view(theme, figures, range)).collect()
}

fn view(theme: &Theme, figures: &Figures, range: f64) -> ThemeView {
    let columns = &figures.timeline.all;
    let with_figure = || {
        theme.cells.iter().zip(columns).filter_map(|(cell, column)| Some((cell.sentiment?, column)))
    };
    let latest = with_figure().next_back();
    let most = |sign: f64| with_figure().max_by(|a, b| (a.0 * sign).total_cmp(&(b.0 * sign)));
    let span = figures.timeline.span.name();
    let label = match (most(1.0), most(-1.0)) {
        (Some(high), Some(low)) => format!(
            "{}: {} of {} {span}s with a figure. Highest {} ({}), lowest {} ({}).",
            theme.title,
            with_figure().count(),
            columns.len(),
            text::signed(high.0),
            high.1.key,
            text::signed(low.0),
            low.1.key
        ),
        _ => format!("{}: no {span} with a figure.", theme.title),
    };
    ThemeView {
        id: theme.id.clone(),
        title: theme.title.clone(),
        label,
        chart: chart::theme(&theme.cells, &figures.timeline, range),
        latest: latest.map_or_else(String::new, |(sentiment, _)| text::signed(sentiment)),
        latest_key: latest.map_or_else(String::new, |(_, column)| column.key.clone()),
        direction: tone(latest.map(|(sentiment, _)| sentiment)),
        rows: rows(theme, figures),
    }
}

/// One row for each column with articles; end tags that HTML lets go are left out, for there are
/// many rows.
fn rows(theme: &Theme, figures: &Figures) -> String {
    let mut html = String::new();
    let figure = |value: Option<f64>| value.map_or_else(String::new, text::signed);
    for (cell, column) in
        theme.cells.iter().zip(&figures.timeline.all).filter(|(cell, _)| cell.articles > 0)
    {
        let interval = cell.interval.map_or_else(String::new, |(low, high)| {
            format!("{} to {}", text::signed(low), text::signed(high))
        });
        let _ = writeln!(
            html,
            "<tr><th>{}<td>{}<td>{interval}<td>{}<td>{}<td>{}<td>{}<td>{}",
            column.key,
            figure(cell.sentiment),
            text::whole(cell.stories),
            text::whole(cell.articles),
            cell.buzz.map_or_else(String::new, |buzz| text::escaped(&text::percent(buzz))),
            figure(cell.smoothed),
            note(cell)
        );
    }
    html
}

pub(super) fn undated(figures: &Figures) -> Vec<UndatedView> {
    let all = figures.themes.iter().filter_map(|theme| Some((theme, theme.undated.as_ref()?)));
    all.map(|(theme, cell)| UndatedView {
        id: theme.id.clone(),
        title: theme.title.clone(),
        sentiment: cell.sentiment.map_or_else(String::new, text::signed),
        stories: text::whole(cell.stories),
    })
    .collect()
}

pub(super) fn movers(read: &Read<'_>) -> Vec<MoverView> {
    let all = read.movers.1.iter().zip(&read.evidence.movers);
    all.filter_map(|(mover, [on_day, before])| {
        let theme = read.figures.themes.get(mover.theme)?;
        let column =
            read.figures.timeline.of_day(mover.to.0).and_then(|n| read.figures.timeline.all.get(n));
        let pushes = |side: &[Contribution]| side.iter().map(|c| push(read, mover, c)).collect();
        let figure = |cell: &Cell| cell.sentiment.map_or_else(String::new, text::signed);
        Some(MoverView {
            id: theme.id.clone(),
            title: theme.title.clone(),
            key: column.map_or_else(String::new, |column| column.key.clone()),
            day: mover.to.0.to_string(),
            from_day: mover.from.0.to_string(),
            from: figure(&mover.from.1),
            to: figure(&mover.to.1),
            change: text::signed(mover.change),
            direction: direction(Some(mover.change)),
            stories: format!(
                "{} after {}",
                text::count(mover.to.1.stories, "story", "stories"),
                text::whole(mover.from.1.stories)
            ),
            on_day: pushes(on_day),
            before: pushes(before),
        })
    })
    .collect()
}

fn push(read: &Read<'_>, mover: &Mover, contribution: &Contribution) -> Push {
    let sentence = read
        .evidence
        .sentences
        .get(&(contribution.article, mover.theme))
        .and_then(|sentences| sentences.first());
    Push {
        sentence: sentence.map_or_else(String::new, |s| s.text.clone()),
        score: sentence.map_or_else(String::new, |s| text::signed(s.score)),
        contribution: contribution_text(contribution.value),
        cited: CitedView::of(read.archive, contribution.article),
    }
}

/// A contribution: of many stories each is small.
fn contribution_text(value: f64) -> String {
    let text = text::signed(value);
    if value == 0.0 || text != "0.00" {
        return text;
    }
    format!("{}{:.4}", if value < 0.0 { "−" } else { "+" }, value.abs())
}
