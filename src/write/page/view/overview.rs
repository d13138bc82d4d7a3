//! What was read, and where the themes are.

use serde::Serialize;

use super::{
    super::{figures::Theme, timeline::Span},
    Read, chart, small_chart, text,
};
use crate::write::Tables;

#[derive(Serialize)]
pub(super) struct Overview {
    period: String,
    summary: String,
    /// Number, what it counts, what a reader should know.
    tiles: Vec<[String; 3]>,
    counts: String,
    volume: String,
    volume_label: String,
    ticks: String,
    most: String,
    latest: Vec<LatestFigure>,
}

/// The latest figure of a theme.
#[derive(Serialize)]
struct LatestFigure {
    title: String,
    id: String,
    depth: usize,
    key: String,
    sentiment: String,
    interval: String,
    plot: String,
    change: String,
    direction: &'static str,
    stories: String,
    buzz: String,
    note: &'static str,
}

impl Overview {
    pub(super) fn of(tables: &Tables<'_>, read: &Read<'_>) -> Self {
        let (archive, columns) = (read.archive, &read.figures.timeline);
        let days = columns
            .all
            .first()
            .zip(columns.all.last())
            .map(|(first, last)| (first.first, last.last))
            .or(archive.days);
        let period = days.map_or_else(
            || "No day is known".to_owned(),
            |(first, last)| text::period(first, last),
        );
        let count = |name: &str| tables.manifest["counts"][name].as_u64().unwrap_or(0);
        let named = read.archive.publishers.keys().filter(|name| !name.is_empty()).count() as u64;
        let most = columns
            .all
            .iter()
            .max_by_key(|column| (column.stories, std::cmp::Reverse(column.first)));
        Self {
            period,
            summary: summary(tables, read, named),
            tiles: tiles(read),
            counts: format!(
                "{} seen = {} analysed + {} duplicates + {} rejected + {} skipped",
                text::whole(count("seen")),
                text::whole(count("analysed")),
                text::whole(count("duplicates")),
                text::whole(count("rejects")),
                text::whole(count("skipped")),
            ),
            volume: chart::volume(columns),
            volume_label: most.map_or_else(String::new, |most| {
                let span = columns.span.name();
                format!(
                    "Stories per {span}: {} {span}s with news, the most, {}, in {}.",
                    text::whole(columns.all.len() as u64),
                    text::whole(most.stories),
                    most.key
                )
            }),
            ticks: chart::ticks(columns),
            most: most.map_or_else(String::new, |most| {
                let on = if columns.span == Span::Day { "on" } else { "in" };
                format!("most: {} {on} {}", text::whole(most.stories), most.key)
            }),
            latest: read
                .figures
                .themes
                .iter()
                .filter_map(|theme| latest_figure(theme, read))
                .collect(),
        }
    }
}

/// The figures at the top.
fn tiles(read: &Read<'_>) -> Vec<[String; 3]> {
    let archive = read.archive;
    let stories = archive.articles.saturating_sub(archive.copies);
    let copies = text::count(archive.copies, "copy", "copies");
    let unclear = text::whole(read.claims.undefined);
    let tile = |number: u64, what: &str, more: String| [text::whole(number), what.to_owned(), more];
    vec![
        tile(archive.articles, "articles", format!("{} words", text::whole(archive.words))),
        tile(stories, "stories", format!("and {copies} of them")),
        tile(
            read.evidence.counts[1],
            "theme sentences",
            "a sentence counts once for each theme it bears".to_owned(),
        ),
        tile(
            read.claims.all,
            "numeric claims",
            format!("{unclear} of which nobody can tell what they measure"),
        ),
        tile(
            read.conflicts.all,
            "conflicts",
            format!("{} stale rather than wrong", text::whole(read.conflicts.stale)),
        ),
    ]
}

fn summary(tables: &Tables<'_>, read: &Read<'_>, named: u64) -> String {
    let figures = read.figures;
    let with_news = (figures.themes.len() + figures.hidden.len()) as u64;
    let index = tables
        .index_name
        .map_or_else(String::new, |name| format!(" This is the index “{}”.", text::cut(name, 60)));
    format!(
        "{} of {}, read sentence by sentence; {} of {} have news.{index}",
        text::count(read.archive.articles, "article", "articles"),
        text::count(named, "named publisher", "named publishers"),
        text::whole(with_news),
        text::count(with_news + figures.silent.len() as u64, "theme", "themes"),
    )
}

/// The last column of a theme with a figure.
fn latest_figure(theme: &Theme, read: &Read<'_>) -> Option<LatestFigure> {
    let with_figure = || {
        theme
            .cells
            .iter()
            .zip(&read.figures.timeline.all)
            .rev()
            .filter(|(cell, _)| cell.sentiment.is_some())
    };
    let (cell, column) = with_figure().next()?;
    let change =
        with_figure().nth(1).and_then(|(before, _)| Some(cell.sentiment? - before.sentiment?));
    Some(LatestFigure {
        title: theme.title.clone(),
        id: theme.id.clone(),
        depth: theme.id.matches('.').count().min(3),
        key: column.key.clone(),
        sentiment: cell.sentiment.map_or_else(String::new, text::signed),
        interval: cell.interval.map_or_else(String::new, |(low, high)| {
            format!("{} to {}", text::signed(low), text::signed(high))
        }),
        plot: small_chart::interval(cell),
        change: change.map_or_else(String::new, text::signed),
        direction: super::themes::direction(change),
        stories: text::whole(cell.stories),
        buzz: cell.buzz.map_or_else(String::new, text::percent),
        note: super::themes::note(cell),
    })
}
