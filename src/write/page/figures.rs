//! The cells of the index, by theme, day by day and column by column.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::timeline::{Span, Timeline};
use crate::{
    model::Note,
    statistics::{self, DayCell},
    write::{Row, TableError, Tables, columns::ThemeDays},
};

/// Themes that are drawn at most: those with the most stories.
pub(super) const MAX_THEMES: usize = 36;

/// One cell: a theme's figure of a day or of a column.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Cell {
    /// In [-1, 1]; `None` where there is no news.
    pub sentiment: Option<f64>,
    /// 95 % interval over stories.
    pub interval: Option<(f64, f64)>,
    /// Standard deviation of the stories.
    pub dispersion: Option<f64>,
    /// Stories as they weigh.
    pub n_eff: Option<f64>,
    /// Stories that count.
    pub stories: u64,
    /// Articles, copies among them.
    pub articles: u64,
    /// Stories over all stories of that time.
    pub buzz: Option<f64>,
    /// What the index smooths it to, at the end of the time.
    pub smoothed: Option<f64>,
    /// What a reader should know.
    pub note: Option<Note>,
}

/// One theme.
#[derive(Debug)]
pub(super) struct Theme {
    /// `macro.rates`.
    pub id: String,
    /// `Interest rates`; its id where the run did not say.
    pub title: String,
    /// Its days with a figure.
    pub days: Vec<(Date, Cell)>,
    /// Its figure for each column.
    pub cells: Vec<Cell>,
    /// The articles without a day.
    pub undated: Option<Cell>,
}

/// All that is drawn of the index.
#[derive(Debug)]
pub(super) struct Figures {
    /// What charts have along their time axis.
    pub timeline: Timeline,
    /// Themes with news, in the order of the run.
    pub themes: Vec<Theme>,
    /// Themes with news that are not among them.
    pub hidden: Vec<String>,
    /// Themes without any.
    pub silent: Vec<String>,
}

impl Figures {
    /// Reads `theme_days`.
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut stories_of_days: BTreeMap<Date, u64> = BTreeMap::new();
        let mut themes: Vec<Theme> = Vec::new();
        for row in tables.open::<ThemeDays>()? {
            let row = row?;
            let id = row.get(ThemeDays::Theme);
            if themes.last().is_none_or(|theme| theme.id != id) {
                themes.push(Theme {
                    id: id.to_owned(),
                    title: title(tables, id),
                    days: Vec::new(),
                    cells: Vec::new(),
                    undated: None,
                });
            }
            let Some(theme) = themes.last_mut() else { continue };
            let cell = cell(&row)?;
            match row.day(ThemeDays::Day)? {
                None => theme.undated = Some(cell),
                Some(day) => {
                    let stories = stories_of_days.entry(day).or_default();
                    *stories =
                        (*stories).max(row.number(ThemeDays::DayStories)?.unwrap_or(0.0) as u64);
                    if cell.articles > 0 {
                        theme.days.push((day, cell));
                    }
                }
            }
        }
        let timeline = Timeline::of(&stories_of_days);
        let listed =
            tables.manifest["themes"].as_array().into_iter().flatten().filter_map(|id| id.as_str());
        let silent = listed
            .filter(|id| !themes.iter().any(|theme| theme.id == *id))
            .map(str::to_owned)
            .collect();
        let hidden = hide(&mut themes);
        for theme in &mut themes {
            theme.cells = fold(&theme.days, &timeline);
        }
        Ok(Self { timeline, themes, hidden, silent })
    }

    /// Where a theme is among those that are drawn.
    pub(super) fn theme(&self, id: &str) -> Option<usize> {
        self.themes.iter().position(|theme| theme.id == id)
    }

    /// Stories of a theme on a day.
    pub(super) fn stories(&self, theme: usize, day: Date) -> Option<u64> {
        let days = &self.themes.get(theme)?.days;
        days.binary_search_by_key(&day, |(day, _)| *day).ok().map(|n| days[n].1.stories)
    }
}

/// Takes out the themes with the fewest stories where there are too many; their ids.
fn hide(themes: &mut Vec<Theme>) -> Vec<String> {
    let mut by_stories: Vec<(u64, String)> = themes
        .iter()
        .map(|theme| (theme.days.iter().map(|(_, cell)| cell.stories).sum(), theme.id.clone()))
        .collect();
    by_stories.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let mut hidden: Vec<String> =
        by_stories.into_iter().skip(MAX_THEMES).map(|(_, id)| id).collect();
    hidden.sort_unstable();
    themes.retain(|theme| hidden.binary_search(&theme.id).is_err());
    hidden
}

/// The name of a theme that the run knew.
fn title(tables: &Tables<'_>, id: &str) -> String {
    super::text::cut(tables.manifest["theme_titles"][id].as_str().unwrap_or(id), 60)
}

fn cell(row: &Row<ThemeDays>) -> Result<Cell, TableError> {
    let whole = |column| row.number(column).map(|number| number.unwrap_or(0.0) as u64);
    let notes = [Note::NoNews, Note::CopiesOnly, Note::SingleStory, Note::TooFew, Note::Undated];
    Ok(Cell {
        sentiment: row.number(ThemeDays::Sentiment)?,
        interval: row.number(ThemeDays::CiLow)?.zip(row.number(ThemeDays::CiHigh)?),
        dispersion: row.number(ThemeDays::Dispersion)?,
        n_eff: row.number(ThemeDays::NEff)?,
        stories: whole(ThemeDays::Stories)?,
        articles: whole(ThemeDays::Articles)?,
        buzz: row.number(ThemeDays::Buzz)?,
        smoothed: row.number(ThemeDays::SentimentSmoothed)?,
        note: notes.into_iter().find(|note| note.as_str() == row.get(ThemeDays::Note)),
    })
}

/// The days of a theme as its columns.
fn fold(days: &[(Date, Cell)], timeline: &Timeline) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(timeline.all.len());
    let mut left = days;
    if let Some(first) = timeline.all.first() {
        left = &left[left.partition_point(|(day, _)| *day < first.first)..];
    }
    for column in &timeline.all {
        let (own, rest) = left.split_at(left.partition_point(|(day, _)| *day <= column.last));
        left = rest;
        cells.push(match own {
            [] => Cell::default(),
            [(_, cell)] if timeline.span == Span::Day => cell.clone(),
            own => pool(own, column.stories),
        });
    }
    cells
}

/// Several days as one: the mean of their figures, weighted by stories, and its interval over all
/// their stories, as in `theme_periods`.
fn pool(days: &[(Date, Cell)], all_stories: u64) -> Cell {
    let pooled = statistics::pool(days.iter().map(|(day, cell)| DayCell {
        mood: None,
        day: *day,
        stories: u32::try_from(cell.stories).unwrap_or(u32::MAX),
        sentiment: cell.sentiment,
        dispersion: cell.dispersion,
        n_eff: cell.n_eff,
    }));
    let stories: u64 = days.iter().map(|(_, cell)| cell.stories).sum();
    let note = match stories {
        0 => Some(Note::CopiesOnly),
        1 => Some(Note::SingleStory),
        2..=4 => Some(Note::TooFew),
        _ => None,
    };
    Cell {
        sentiment: pooled.map(|pooled| pooled.sentiment),
        interval: pooled.and_then(|pooled| pooled.interval),
        dispersion: None,
        n_eff: None,
        stories,
        articles: days.iter().map(|(_, cell)| cell.articles).sum(),
        buzz: (all_stories > 0).then(|| stories as f64 / all_stories as f64),
        smoothed: days.last().and_then(|(_, cell)| cell.smoothed),
        note,
    }
}

/// What a note says to a reader.
pub(super) const fn explain(note: Note) -> &'static str {
    match note {
        Note::NoNews => "no news: no figure, which is not the same as neutral news (0)",
        Note::CopiesOnly => {
            "only copies of stories of other days, which have no weight of their own"
        }
        Note::SingleStory => "one story: a figure without an interval",
        Note::TooFew => "two to four stories: the interval is wide and rests on little",
        Note::Undated => "articles whose day is not known: in no chart",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_pool_to_the_mean_of_their_stories_with_an_interval() {
        let cell = |stories, sentiment, dispersion| {
            let own = Cell { sentiment, dispersion, stories, articles: stories, ..Cell::default() };
            ("2026-07-01".parse().unwrap(), own)
        };
        let pooled = pool(&[cell(1, Some(1.0), None), cell(3, Some(0.0), Some(0.1))], 8);
        assert_eq!(
            (pooled.sentiment, pooled.stories, pooled.buzz, pooled.note),
            (Some(0.25), 4, Some(0.5), Some(Note::TooFew))
        );
        // of the stories 1, 0.1, 0, -0.1
        let (low, high) = pooled.interval.unwrap();
        assert!((low + 0.556_1).abs() < 1e-3 && (high - 1.0).abs() < 1e-12, "{low} {high}");
        assert_eq!(pool(&[cell(1, Some(1.0), None)], 8).interval, None);
        let copies = pool(&[cell(0, None, None), cell(0, None, None)], 8);
        assert_eq!(
            (copies.sentiment, copies.interval, copies.note),
            (None, None, Some(Note::CopiesOnly))
        );
    }
}
