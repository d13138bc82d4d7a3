//! Articles that bear a theme to the cells of the index, and what each article gave to them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    IndexSettings,
    interval::summarize,
    trailing::{Decay, TrailingZ},
};
use crate::model::{ArticleFacts, ArticleTheme, Contribution, Note, StoryOf, ThemeDay, ThemeId};

/// Fewest stories of a cell without the note `too_few`.
const ENOUGH_STORIES: u32 = 5;

/// All cells, by theme and day (undated last), and the contributions in the same order.
///
/// A story counts on the day of its original; copies stand on their own day with weight 0. A theme has a row for every day on which the archive
/// has any article, from the first day that the theme appears on: days without it say `no_news` and null, so that no row
/// ever depends on what is published later.
#[must_use]
pub fn theme_days(
    articles: &[ArticleFacts],
    stories: &[StoryOf],
    borne: &[ArticleTheme],
    settings: &IndexSettings,
) -> (Vec<ThemeDay>, Vec<Contribution>) {
    let day_stories = stories_by_day(articles, stories);
    let mut by_theme: BTreeMap<ThemeId, BTreeMap<DayKey, Vec<&ArticleTheme>>> = BTreeMap::new();
    for row in borne {
        let day = articles[row.article as usize].day;
        by_theme.entry(row.theme).or_default().entry(DayKey::of(day)).or_default().push(row);
    }
    let mut cells = Vec::new();
    let mut contributions = Vec::new();
    for (theme, days) in &by_theme {
        let Some(first) = days.keys().next() else { continue };
        let mut decay = Decay::new(settings.half_life_days);
        let mut trailing = TrailingZ::new(settings.z_window_days, settings.z_least_days);
        for (key, all_stories) in day_stories.range(*first..) {
            let rows = days.get(key).map_or(&[][..], Vec::as_slice);
            if rows.is_empty() && *key == DayKey::Undated {
                continue;
            }
            let (mut cell, mut own) = cell(*theme, key.day(), rows, articles, stories);
            cell.day_stories = *all_stories;
            if let (Some(day), Some(value)) = (cell.day, cell.sentiment) {
                cell.sentiment_smoothed = decay.push(day, own.iter().filter(|c| c.weight > 0.0).map(|c| c.sentiment));
                cell.z_score = trailing.push(day, value);
            }
            cells.push(cell);
            contributions.append(&mut own);
        }
    }
    (cells, contributions)
}

/// A day in the order of the tables: undated last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DayKey {
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

/// Stories on any theme or none, by the day of their original.
fn stories_by_day(articles: &[ArticleFacts], stories: &[StoryOf]) -> BTreeMap<DayKey, u32> {
    let mut out = BTreeMap::new();
    for (index, article) in articles.iter().enumerate() {
        let is_original = stories[index].original == index as u32;
        *out.entry(DayKey::of(article.day)).or_insert(0) += u32::from(is_original);
    }
    out
}

fn cell(
    theme: ThemeId,
    day: Option<Date>,
    rows: &[&ArticleTheme],
    articles: &[ArticleFacts],
    stories: &[StoryOf],
) -> (ThemeDay, Vec<Contribution>) {
    let speaks = |row: &ArticleTheme| stories[row.article as usize].original == row.article;
    let spoken: Vec<&ArticleTheme> = rows.iter().copied().filter(|row| speaks(row)).collect();
    let summary = summarize(&spoken.iter().map(|row| (1.0, row.sentiment)).collect::<Vec<_>>());
    let weight = 1.0 / spoken.len() as f64;
    let weight_of = |row: &ArticleTheme| if speaks(row) { weight } else { 0.0 };
    let contributions: Vec<Contribution> = rows
        .iter()
        .map(|row| Contribution { theme, day, article: row.article, weight: weight_of(row), sentiment: row.sentiment })
        .collect();
    let sources: BTreeSet<Option<u32>> = rows.iter().map(|row| articles[row.article as usize].source).collect();
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
    use crate::aggregate::stories;

    fn article(article_id: u64, content_hash: u64, day: i8) -> ArticleFacts {
        let day = (day > 0).then(|| jiff::civil::date(2026, 6, day));
        ArticleFacts { article_id, content_hash, source: Some(article_id as u32), published: day.map(|d| i64::from(d.day())), day }
    }

    fn borne(article: u32, sentiment: f64) -> ArticleTheme {
        ArticleTheme { article, theme: ThemeId(0), sentiment, sentences: [1, 0, 1] }
    }

    #[test]
    fn copies_stand_with_weight_zero_and_contributions_add_up() {
        let articles = [article(1, 1, 1), article(2, 1, 2), article(3, 2, 1), article(4, 3, 3), article(5, 4, 0)];
        let rows = [borne(0, 0.3), borne(1, 0.9), borne(2, -0.1), borne(4, 0.5)];
        let (cells, contributions) = theme_days(&articles, &stories(&articles), &rows, &IndexSettings::default());
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
        let articles: Vec<_> = (1..20).map(|n| article(n, n % 11, n as i8)).collect();
        let rows: Vec<_> = (0..19).map(|n| borne(n, f64::from(n % 5) / 5.0 - 0.3)).collect();
        let settings = IndexSettings { z_least_days: 3, ..IndexSettings::default() };
        let (all, _) = theme_days(&articles, &stories(&articles), &rows, &settings);
        for t in 1..19 {
            let (some, _) = theme_days(&articles[..t], &stories(&articles[..t]), &rows[..t], &settings);
            assert_eq!(some[..], all[..t]);
        }
    }
}
