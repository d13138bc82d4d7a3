//! Articles that bear themes to the cells of one or several indices, theme by theme and day by day.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    io,
    path::Path,
};

use jiff::civil::Date;

use super::{
    Calendar, IndexSettings,
    cell::{CellInput, cell},
    sorter::{Sortable, Sorter},
    trailing::{Smoothing, TrailingZ},
    weights::{Count, Expanding, ShareDay, Shrinkage, Stop, standardised_shares},
};
use crate::model::{
    ArticleFacts, ArticleId, ArticleTheme, Contribution, StoryOf, ThemeAssignment, ThemeDay,
    ThemeId,
};

/// Seconds within which a further article of a story is no news (METHODS section 2).
const NOVELTY_SECONDS: i64 = 86_400;

/// Computes indices. Memory is bounded by the largest cell and the number of days; what does not
/// fit goes to files.
///
/// A story counts on the day of its original; copies count on their own day, with weight 0 unless
/// the settings say else. A theme has a row for every day on which the archive has any article,
/// from the first day that the theme appears on: days without it say `no_news` and null, so that no
/// row ever depends on what is published later.
#[derive(Debug)]
pub(crate) struct Index {
    settings: Vec<IndexSettings>,
    calendar: Calendar,
    /// Ids of the themes: bootstraps are seeded by them.
    themes: Vec<String>,
    /// Stories on any theme or none, by the day of their original.
    day_stories: BTreeMap<DayKey, u32>,
    /// The same of each publisher.
    source_stories: BTreeMap<(DayKey, Option<u64>), u32>,
    bearings: Sorter<ThemeAssignment>,
}

/// A row of some table of an index.
#[derive(Debug)]
pub(crate) enum IndexRow<'a> {
    /// A cell of the index with this number, with its contributions.
    Cell(usize, Box<ThemeDay>, &'a [Contribution]),
    /// What one publisher has on the theme of a cell; the same for all indices.
    Source(SourceDay),
    /// A day of the standardised shares of the index with this number.
    Share(usize, ThemeId, ShareDay),
}

/// What one publisher has on a theme on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SourceDay {
    /// The theme.
    pub theme: ThemeId,
    /// The day; `None` for undated articles.
    pub day: Option<Date>,
    /// Which publisher; `None` where unknown.
    pub source: Option<u64>,
    /// Its articles that bear the theme.
    pub articles: u32,
    /// Of these, originals.
    pub stories: u32,
    /// Its stories of the day on any theme or none: the denominator.
    pub source_stories: u32,
}

/// Takes rows.
pub(crate) type IndexRowSink<'a> = dyn FnMut(IndexRow<'_>) -> io::Result<()> + 'a;

impl Sortable for ThemeAssignment {
    type Key = (ThemeId, DayKey, u64);

    fn key(&self) -> Self::Key {
        (self.theme.theme, DayKey::of(self.facts.day), self.ordinal)
    }
}

impl Index {
    /// No articles yet; files, where they are needed, are written to `folder`. `themes` are the ids
    /// that [`ThemeId`] numbers.
    #[must_use]
    pub(crate) fn new(
        settings: Vec<IndexSettings>,
        calendar: Calendar,
        themes: Vec<String>,
        folder: &Path,
    ) -> Self {
        Self {
            settings,
            calendar,
            themes,
            day_stories: BTreeMap::new(),
            source_stories: BTreeMap::new(),
            bearings: Sorter::new(folder, "bearings"),
        }
    }

    /// Takes the article at place `ordinal` of the archive with the themes that it bears.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn push(
        &mut self,
        ordinal: u64,
        facts: ArticleFacts,
        story: StoryOf,
        themes: &[ArticleTheme],
    ) -> io::Result<()> {
        *self.day_stories.entry(DayKey::of(facts.day)).or_insert(0) += u32::from(story.is_original);
        *self.source_stories.entry((DayKey::of(facts.day), facts.source)).or_insert(0) +=
            u32::from(story.is_original);
        themes.iter().try_for_each(|theme| {
            self.bearings.push(ThemeAssignment { ordinal, facts, story, theme: *theme })
        })
    }

    /// Passes on all cells, by theme and day (undated last), each with its contributions in the order
    /// of the archive; of several indices the cells of a theme and day one after another.
    ///
    /// # Errors
    /// When a file cannot be written or read, source effects do not settle, or `sink` fails.
    pub(crate) fn finish(mut self, sink: &mut IndexRowSink<'_>) -> io::Result<()> {
        let taken = std::mem::replace(&mut self.bearings, Sorter::new(Path::new(""), ""));
        let mut bearings = taken.finish()?;
        let mut next = bearings.next().transpose()?;
        let mut rows = Vec::new();
        while let Some(first) = next {
            let theme = first.theme.theme;
            let id = self.themes.get(usize::from(theme.0)).map_or("", String::as_str);
            let mut states: Vec<State> = self.settings.iter().map(State::new).collect();
            let mut repetitions = RepetitionCounter::default();
            let mut counts: BTreeMap<(DayKey, Option<u64>), u64> = BTreeMap::new();
            for (key, all_stories) in self.day_stories.range(DayKey::of(first.facts.day)..) {
                rows.clear();
                while let Some(row) =
                    next.filter(|row| row.theme.theme == theme && DayKey::of(row.facts.day) == *key)
                {
                    rows.push(row);
                    next = bearings.next().transpose()?;
                }
                if rows.is_empty() && *key == DayKey::Undated {
                    continue;
                }
                let repetition_counts = repetitions.count(&rows);
                for own in self.sources_of(theme, *key, &rows) {
                    counts.insert((*key, own.source), u64::from(own.stories));
                    sink(IndexRow::Source(own))?;
                }
                for (number, (settings, state)) in self.settings.iter().zip(&mut states).enumerate()
                {
                    let adjusted = state.adjust(key.day(), &rows, settings)?;
                    let input = CellInput {
                        rows: &rows,
                        sentiments: &adjusted,
                        repetitions: &repetition_counts,
                        seed: seed(id, key.day()),
                    };
                    let (mut cell, contributions, scores) =
                        cell(theme, key.day(), &input, settings);
                    cell.day_stories = *all_stories;
                    state.look_back(&self.calendar, &mut cell, &scores);
                    sink(IndexRow::Cell(number, Box::new(cell), &contributions))?;
                }
            }
            self.shares(theme, &counts, sink)?;
        }
        Ok(())
    }

    /// What each publisher has on a theme and day.
    fn sources_of(&self, theme: ThemeId, key: DayKey, rows: &[ThemeAssignment]) -> Vec<SourceDay> {
        let mut own: BTreeMap<Option<u64>, (u32, u32)> = BTreeMap::new();
        for row in rows {
            let counts = own.entry(row.facts.source).or_default();
            counts.0 += 1;
            counts.1 += u32::from(row.story.is_original);
        }
        let row = |(source, (articles, stories))| {
            let source_stories = self.source_stories.get(&(key, source)).copied().unwrap_or(0);
            SourceDay { theme, day: key.day(), source, articles, stories, source_stories }
        };
        own.into_iter().map(row).collect()
    }

    /// The standardised shares of the indices that ask for them. Publishers that nobody knows are
    /// left out.
    fn shares(
        &self,
        theme: ThemeId,
        counts: &BTreeMap<(DayKey, Option<u64>), u64>,
        sink: &mut IndexRowSink<'_>,
    ) -> io::Result<()> {
        for (number, settings) in self.settings.iter().enumerate() {
            let Some(baseline) = settings.shares else { continue };
            let all = self.source_stories.iter().filter_map(|((key, source), all)| {
                let about = counts.get(&(*key, *source)).copied().unwrap_or(0);
                Some(Count { source: (*source)?, day: key.day()?, about, all: u64::from(*all) })
            });
            // a theme that no publisher's shares vary on in the baseline has no such index
            let Ok(shares) = standardised_shares(all, &baseline.baseline()) else { continue };
            shares
                .days
                .into_iter()
                .try_for_each(|day| sink(IndexRow::Share(number, theme, day)))?;
        }
        Ok(())
    }
}

/// What one index knows of the days before, for one theme.
struct State {
    smoothing: Smoothing,
    trailing: TrailingZ,
    shrinkage: Option<Shrinkage>,
    effects: Option<Expanding<Option<u64>>>,
    last: Option<Date>,
}

impl State {
    fn new(settings: &IndexSettings) -> Self {
        Self {
            smoothing: Smoothing::new(settings),
            trailing: TrailingZ::new(settings.z_days, settings.z_least),
            shrinkage: settings.shrink.then(Shrinkage::default),
            effects: settings.source_effects.then(|| Expanding::new(Stop::default())),
            last: None,
        }
    }

    /// What each article says, less what its publisher usually says where the settings ask for it.
    fn adjust(
        &mut self,
        day: Option<Date>,
        rows: &[ThemeAssignment],
        settings: &IndexSettings,
    ) -> io::Result<Vec<f64>> {
        let own: Vec<f64> =
            rows.iter().map(|row| settings.within.score(&row.theme, settings.headline)).collect();
        let (Some(effects), Some(day), false) = (&mut self.effects, day, rows.is_empty()) else {
            return Ok(own);
        };
        let scored: Vec<(Option<u64>, f64)> =
            rows.iter().zip(&own).map(|(row, s)| (row.facts.source, *s)).collect();
        effects.push(day, &scored).map(|level| level.adjusted).map_err(io::Error::other)
    }

    /// The figures of a cell that look back.
    fn look_back(&mut self, calendar: &Calendar, cell: &mut ThemeDay, scores: &[f64]) {
        let (Some(day), Some(value)) = (cell.day, cell.sentiment) else { return };
        let days = self.last.map_or(0, |last| calendar.days_between(last, day));
        self.last = Some(day);
        cell.sentiment_smoothed = self.smoothing.push(calendar, (day, days), value, scores);
        cell.z_score = self.trailing.push(calendar, day, value);
        if let Some(shrinkage) = &mut self.shrinkage {
            cell.sentiment_shrunk =
                cell.n_eff.and_then(|n_eff| shrinkage.shrink(value, n_eff)).map(|s| s.value);
            shrinkage.push(scores);
        }
    }
}

/// How many articles of each story came in the 24 hours before.
#[derive(Default)]
struct RepetitionCounter {
    recent: VecDeque<(i64, ArticleId)>,
    counts: HashMap<ArticleId, u32>,
}

impl RepetitionCounter {
    /// Counts for the articles of a day, in the order of their publication; days come in order.
    fn count(&mut self, rows: &[ThemeAssignment]) -> Vec<u32> {
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|n| (rows[*n].facts.published, rows[*n].facts.article_id));
        let mut counts = vec![0; rows.len()];
        for n in order {
            let Some(published) = rows[n].facts.published else { continue };
            while self
                .recent
                .front()
                .is_some_and(|(before, _)| *before < published - NOVELTY_SECONDS)
            {
                if let Some((_, story)) = self.recent.pop_front()
                    && let Some(count) = self.counts.get_mut(&story)
                {
                    *count -= 1;
                    if *count == 0 {
                        self.counts.remove(&story);
                    }
                }
            }
            let story = rows[n].story.story_id;
            let count = self.counts.entry(story).or_insert(0);
            counts[n] = *count;
            *count += 1;
            self.recent.push_back((published, story));
        }
        counts
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

/// A number for a theme and day, the same in every run (FNV-1a).
fn seed(theme: &str, day: Option<Date>) -> u64 {
    let day = day.map_or_else(String::new, |day| day.to_string());
    let bytes = theme.bytes().chain([0]).chain(day.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests;
