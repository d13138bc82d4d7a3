//! Articles that bear a theme to the cells of the index, and what each article gave to them.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
};

use jiff::civil::Date;

use super::{
    IndexSettings,
    interval::summarize,
    sorter::{Sortable, Sorter},
    trailing::{Decay, TrailingZ},
};
use crate::model::{ArticleFacts, ArticleTheme, Bearing, Contribution, Note, StoryOf, ThemeDay, ThemeId};

/// Fewest stories of a cell without the note `too_few`.
const ENOUGH_STORIES: u32 = 5;

/// Computes the index. Memory is bounded by the largest cell and the number of days; what does not fit goes to files.
///
/// A story counts on the day of its original; copies stand on their own day with weight 0. A theme has a row for every day on which the archive
/// has any article, from the first day that the theme appears on: days without it say `no_news` and null, so that no row
/// ever depends on what is published later.
#[derive(Debug)]
pub struct Index {
    settings: IndexSettings,
    /// Stories on any theme or none, by the day of their original.
    day_stories: BTreeMap<DayKey, u32>,
    bearings: Sorter<Bearing>,
}

/// Takes a cell with its contributions.
pub type CellSink<'a> = dyn FnMut(ThemeDay, &[Contribution]) -> io::Result<()> + 'a;

impl Sortable for Bearing {
    type Key = (ThemeId, DayKey, u64);

    fn key(&self) -> Self::Key {
        (self.theme.theme, DayKey::of(self.facts.day), self.ordinal)
    }
}

impl Index {
    /// No articles yet; files, where they are needed, are written to `folder`.
    #[must_use]
    pub fn new(settings: IndexSettings, folder: &Path) -> Self {
        Self { settings, day_stories: BTreeMap::new(), bearings: Sorter::new(folder, "bearings") }
    }

    /// Takes the article at place `ordinal` of the archive with the themes that it bears.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn push(&mut self, ordinal: u64, facts: ArticleFacts, story: StoryOf, themes: &[ArticleTheme]) -> io::Result<()> {
        *self.day_stories.entry(DayKey::of(facts.day)).or_insert(0) += u32::from(story.is_original);
        themes.iter().try_for_each(|theme| self.bearings.push(Bearing { ordinal, facts, story, theme: *theme }))
    }

    /// Gives all cells, by theme and day (undated last), each with its contributions in the order of the archive.
    ///
    /// # Errors
    /// When a file cannot be written or read, or `sink` fails.
    pub fn finish(self, sink: &mut CellSink<'_>) -> io::Result<()> {
        let mut bearings = self.bearings.finish()?;
        let mut next = bearings.next().transpose()?;
        let mut rows = Vec::new();
        while let Some(first) = next {
            let theme = first.theme.theme;
            let mut decay = Decay::new(self.settings.half_life_days);
            let mut trailing = TrailingZ::new(self.settings.z_window_days, self.settings.z_least_days);
            for (key, all_stories) in self.day_stories.range(DayKey::of(first.facts.day)..) {
                rows.clear();
                while let Some(row) = next.filter(|row| row.theme.theme == theme && DayKey::of(row.facts.day) == *key) {
                    rows.push(row);
                    next = bearings.next().transpose()?;
                }
                if rows.is_empty() && *key == DayKey::Undated {
                    continue;
                }
                let (mut cell, contributions) = cell(theme, key.day(), &rows);
                cell.day_stories = *all_stories;
                if let (Some(day), Some(value)) = (cell.day, cell.sentiment) {
                    let scores = contributions.iter().filter(|c| c.weight > 0.0).map(|c| c.sentiment);
                    cell.sentiment_smoothed = decay.push(day, scores);
                    cell.z_score = trailing.push(day, value);
                }
                sink(cell, &contributions)?;
            }
        }
        Ok(())
    }
}

/// A day in the order of the tables: undated last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DayKey {
    Day(Date),
    Undated,
}

impl DayKey {
    fn of(day: Option<Date>) -> Self {
        day.map_or(Self::Undated, Self::Day)
    }

    const fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Undated => None,
        }
    }
}

fn cell(theme: ThemeId, day: Option<Date>, rows: &[Bearing]) -> (ThemeDay, Vec<Contribution>) {
    let spoken: Vec<&ArticleTheme> = rows.iter().filter(|row| row.story.is_original).map(|row| &row.theme).collect();
    let summary = summarize(&spoken.iter().map(|row| (1.0, row.sentiment)).collect::<Vec<_>>());
    let weight = 1.0 / spoken.len() as f64;
    let contributions: Vec<Contribution> = rows
        .iter()
        .map(|row| Contribution {
            theme,
            day,
            article_id: row.facts.article_id,
            story_id: row.story.story_id,
            weight: if row.story.is_original { weight } else { 0.0 },
            sentiment: row.theme.sentiment,
        })
        .collect();
    let sources: BTreeSet<Option<u64>> = rows.iter().map(|row| row.facts.source).collect();
    let mut sentences = [0; 3];
    for row in &spoken {
        for (sum, n) in sentences.iter_mut().zip(row.sentences) {
            *sum += n;
        }
    }
    let stories = spoken.len() as u32;
    let note = match stories {
        0 if rows.is_empty() => Some(Note::NoNews),
        0 => Some(Note::CopiesOnly),
        _ if day.is_none() => Some(Note::Undated),
        1 => Some(Note::SingleStory),
        n if n < ENOUGH_STORIES => Some(Note::TooFew),
        _ => None,
    };
    let cell = ThemeDay {
        theme,
        day,
        articles: rows.len() as u32,
        stories,
        sources: sources.len() as u32,
        sentences,
        n_eff: summary.map(|s| s.n_eff),
        sentiment: summary.map(|_| contributions.iter().map(Contribution::value).sum()),
        std_error: summary.and_then(|s| s.std_error),
        interval: summary.and_then(|s| s.interval),
        dispersion: summary.and_then(|s| s.dispersion),
        day_stories: 0,
        novelty: (!rows.is_empty()).then(|| f64::from(stories) / rows.len() as f64),
        sentiment_smoothed: None,
        z_score: None,
        note,
    };
    (cell, contributions)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aggregate::Stories;

    fn article(article_id: u64, content_hash: u64, day: i8) -> ArticleFacts {
        let day = (day > 0).then(|| jiff::civil::date(2026, 6, day));
        ArticleFacts { article_id, content_hash, source: Some(article_id), published: day.map(|d| i64::from(d.day())), day }
    }

    /// The index over articles that bear one theme with the score beside them, or bear none.
    fn index(articles: &[(ArticleFacts, Option<f64>)], settings: IndexSettings) -> (Vec<ThemeDay>, Vec<Contribution>) {
        let folder = tempfile::tempdir().unwrap();
        let mut stories = Stories::new(folder.path());
        for (ordinal, (facts, _)) in (0..).zip(articles) {
            stories.push(ordinal, facts).unwrap();
        }
        let mut order = stories.finish().unwrap();
        let mut index = Index::new(settings, folder.path());
        for (ordinal, (facts, sentiment)) in (0..).zip(articles) {
            let story = order.of(ordinal, facts.article_id).unwrap();
            let theme = sentiment.map(|sentiment| ArticleTheme { theme: ThemeId(0), sentiment, sentences: [1, 0, 1] });
            index.push(ordinal, *facts, story, theme.as_slice()).unwrap();
        }
        let (mut cells, mut contributions) = (Vec::new(), Vec::new());
        let done = index.finish(&mut |cell, own| {
            cells.push(cell);
            contributions.extend_from_slice(own);
            Ok(())
        });
        done.unwrap();
        (cells, contributions)
    }

    #[test]
    fn copies_stand_with_weight_zero_and_contributions_add_up() {
        let articles = [
            (article(1, 1, 1), Some(0.3)),
            (article(2, 1, 2), Some(0.9)),
            (article(3, 2, 1), Some(-0.1)),
            (article(4, 3, 3), None),
            (article(5, 4, 0), Some(0.5)),
        ];
        let (cells, contributions) = index(&articles, IndexSettings::default());
        let notes: Vec<_> = cells.iter().map(|c| (c.day.map(Date::day), c.articles, c.stories, c.day_stories, c.note)).collect();
        assert_eq!(
            notes,
            [
                (Some(1), 2, 2, 2, Some(Note::TooFew)),
                (Some(2), 1, 0, 0, Some(Note::CopiesOnly)),
                (Some(3), 0, 0, 1, Some(Note::NoNews)),
                (None, 1, 1, 1, Some(Note::Undated)),
            ]
        );
        assert!((cells[0].sentiment.unwrap() - 0.1).abs() < 1e-12);
        assert_eq!(cells[1].sentiment, None);
        let sum: f64 = contributions.iter().filter(|c| c.day == cells[0].day).map(Contribution::value).sum();
        assert!((sum - cells[0].sentiment.unwrap()).abs() < 1e-12);
        assert_eq!(contributions.iter().map(|c| c.weight > 0.0).collect::<Vec<_>>(), [true, true, false, true]);
    }

    #[test]
    fn rows_up_to_a_day_do_not_depend_on_later_articles() {
        let articles: Vec<_> = (1..20).map(|n| (article(n, n % 11, n as i8), Some(f64::from(n as u32 % 5) / 5.0 - 0.3))).collect();
        let settings = IndexSettings { z_least_days: 3, ..IndexSettings::default() };
        let (all, _) = index(&articles, settings);
        for t in 1..19 {
            let (some, _) = index(&articles[..t], settings);
            assert_eq!(some[..], all[..t]);
        }
    }
}
