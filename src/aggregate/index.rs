//! Articles to the cells of one or several indices, theme by theme or company by company, and day by
//! day.

use std::{cmp::Ordering, collections::BTreeMap, fmt::Debug, io, ops::Bound, path::Path};

use jiff::civil::Date;
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Calendar, IndexSettings,
    cell::{CellInput, cell},
    series::Series,
    sorter::{Sortable, Sorted, Sorter},
    weights::{Count, ShareDay, standardised_shares},
};
use crate::model::{
    ArticleFacts, Assignment, Bearing, Contribution, EntityKey, IndexDay, StoryOf, ThemeId,
};

/// What the cells of an index are of.
pub(crate) trait IndexKey: Clone + Ord + Debug + Serialize + DeserializeOwned {
    /// Name of its files.
    const NAME: &'static str;
    /// Bytes that it takes beside its own, about.
    const OTHER_BYTES: usize;
    /// Whether a day without an article has a cell too, and each publisher its share: where there
    /// are few of them and all are known before.
    const IS_LISTED: bool;
    /// Whether the first article that has the key speaks for a story whose original has not.
    const FIRST_SPEAKS: bool;

    /// Its id; `themes` are the ids that [`ThemeId`] numbers.
    fn id<'a>(&'a self, themes: &'a [String]) -> &'a str;
}

impl IndexKey for ThemeId {
    const NAME: &'static str = "theme-bearings";
    const OTHER_BYTES: usize = 0;
    const IS_LISTED: bool = true;
    const FIRST_SPEAKS: bool = false;

    fn id<'a>(&'a self, themes: &'a [String]) -> &'a str {
        themes.get(usize::from(self.0)).map_or("", String::as_str)
    }
}

impl IndexKey for EntityKey {
    const NAME: &'static str = "entity-bearings";
    const OTHER_BYTES: usize = 64;
    const IS_LISTED: bool = false;
    const FIRST_SPEAKS: bool = true;

    fn id<'a>(&'a self, _: &'a [String]) -> &'a str {
        &self.id
    }
}

/// Computes indices. Memory is bounded by the largest cell and the number of days; what does not
/// fit goes to files.
///
/// A story counts on the day of its original; copies count on their own day, with weight 0 unless
/// the settings say else. Of companies the first article that is about one speaks for a story whose
/// original is not. A theme has a row for every day on which the archive has any article,
/// from the first day that the theme appears on: days without it say `no_news` and null, so that no
/// row ever depends on what is published later. A company has a row for each day with an article
/// about it: there may be as many companies as there are days.
#[derive(Debug)]
pub(crate) struct Index<K> {
    settings: Vec<IndexSettings>,
    calendar: Calendar,
    /// Ids of the themes: bootstraps are seeded by them.
    themes: Vec<String>,
    /// Stories on anything, by the day of their original.
    day_stories: BTreeMap<DayKey, u32>,
    /// The same of each publisher.
    source_stories: BTreeMap<(DayKey, Option<u64>), u32>,
    bearings: Sorter<Assignment<K>>,
}

/// A row of some table of an index.
#[derive(Debug)]
pub(crate) enum IndexRow<'a, K> {
    /// A cell of the index with this number, with its contributions.
    Cell(usize, Box<IndexDay<K>>, &'a [Contribution]),
    /// What one publisher has on the theme of a cell; the same for all indices.
    Source(SourceDay<K>),
    /// A day of the standardised shares of the index with this number.
    Share(usize, K, ShareDay),
}

/// What one publisher has on a theme on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SourceDay<K> {
    /// The theme.
    pub key: K,
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
pub(crate) type IndexRowSink<'a, K> = dyn FnMut(IndexRow<'_, K>) -> io::Result<()> + 'a;

impl<K: IndexKey> Sortable for Assignment<K> {
    fn order(&self, other: &Self) -> Ordering {
        let day = |own: &Self| (DayKey::of(own.facts.day), own.ordinal);
        self.bearing.key.cmp(&other.bearing.key).then_with(|| day(self).cmp(&day(other)))
    }
}

impl<K: IndexKey> Index<K> {
    /// No articles yet; files, where they are needed, are written to `folder`. `themes` are the ids
    /// that [`ThemeId`] numbers.
    #[must_use]
    pub(crate) fn new(
        settings: Vec<IndexSettings>,
        calendar: Calendar,
        themes: Vec<String>,
        folder: &Path,
    ) -> Self {
        let bytes = size_of::<Assignment<K>>() + K::OTHER_BYTES;
        Self {
            settings,
            calendar,
            themes,
            day_stories: BTreeMap::new(),
            source_stories: BTreeMap::new(),
            bearings: Sorter::of_bytes(folder, K::NAME, bytes),
        }
    }

    /// Takes the article at place `ordinal` of the archive with what it says of themes or companies.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(crate) fn push(
        &mut self,
        ordinal: u64,
        facts: ArticleFacts,
        story: StoryOf,
        bearings: &[Bearing<K>],
    ) -> io::Result<()> {
        let stories = u32::from(story.is_original);
        *self.day_stories.entry(DayKey::of(facts.day)).or_insert(0) += stories;
        if K::IS_LISTED {
            let own = (DayKey::of(facts.day), facts.source);
            *self.source_stories.entry(own).or_insert(0) += stories;
        }
        bearings.iter().try_for_each(|bearing| {
            self.bearings.push(Assignment { ordinal, facts, story, bearing: bearing.clone() })
        })
    }

    /// Passes on all cells, by key and day (undated last), each with its contributions in the order
    /// of the archive; of several indices the cells of a key and day one after another.
    ///
    /// # Errors
    /// When a file cannot be written or read, source effects do not settle, or `sink` fails.
    pub(crate) fn finish(mut self, sink: &mut IndexRowSink<'_, K>) -> io::Result<()> {
        let taken = std::mem::replace(&mut self.bearings, Sorter::new(Path::new(""), ""));
        let mut bearings = taken.finish()?;
        let mut next = bearings.next().transpose()?;
        let mut rows = Vec::new();
        while let Some(first) = &next {
            let key = first.bearing.key.clone();
            let mut series = Series::new(&key, &self.settings);
            let mut counts: BTreeMap<(DayKey, Option<u64>), u64> = BTreeMap::new();
            let mut day = Some(DayKey::of(first.facts.day));
            while let Some(own) = day {
                rows.clear();
                take_day(&mut bearings, &mut next, &key, own, &mut rows)?;
                if K::FIRST_SPEAKS {
                    series.let_first_speak(&mut rows);
                }
                if !rows.is_empty() || own != DayKey::Undated {
                    if K::IS_LISTED {
                        for source in self.sources_of(&key, own, &rows) {
                            counts.insert((own, source.source), u64::from(source.stories));
                            sink(IndexRow::Source(source))?;
                        }
                    }
                    self.write_day(&mut series, own, &rows, sink)?;
                }
                day = self.day_after(own, next.as_ref().filter(|row| row.bearing.key == key));
            }
            if K::IS_LISTED {
                self.shares(&key, &counts, sink)?;
            }
        }
        Ok(())
    }

    /// The next day that has a cell, where `next` is the next article.
    fn day_after(&self, day: DayKey, next: Option<&Assignment<K>>) -> Option<DayKey> {
        if !K::IS_LISTED {
            return next.map(|row| DayKey::of(row.facts.day));
        }
        let later = (Bound::Excluded(day), Bound::Unbounded);
        self.day_stories.range(later).next().map(|(day, _)| *day)
    }

    /// Passes on the cells of a day, one of each index.
    fn write_day(
        &self,
        series: &mut Series<'_, K>,
        day: DayKey,
        rows: &[Assignment<K>],
        sink: &mut IndexRowSink<'_, K>,
    ) -> io::Result<()> {
        let repetition_counts = series.repetitions.count(rows);
        let seed = seed(series.key.id(&self.themes), day.day());
        for (number, (settings, state)) in self.settings.iter().zip(&mut series.states).enumerate()
        {
            let adjusted = state.adjust(day.day(), rows, settings)?;
            let input =
                CellInput { rows, sentiments: &adjusted, repetitions: &repetition_counts, seed };
            let (mut cell, contributions, scores) = cell(series.key, day.day(), &input, settings);
            cell.day_stories = self.day_stories.get(&day).copied().unwrap_or(0);
            state.look_back(&self.calendar, &mut cell, &scores);
            sink(IndexRow::Cell(number, Box::new(cell), &contributions))?;
        }
        Ok(())
    }

    /// What each publisher has on a theme and day.
    fn sources_of(&self, key: &K, day: DayKey, rows: &[Assignment<K>]) -> Vec<SourceDay<K>> {
        let mut own: BTreeMap<Option<u64>, (u32, u32)> = BTreeMap::new();
        for row in rows {
            let counts = own.entry(row.facts.source).or_default();
            counts.0 += 1;
            counts.1 += u32::from(row.story.is_original);
        }
        let row = |(source, (articles, stories))| {
            let source_stories = self.source_stories.get(&(day, source)).copied().unwrap_or(0);
            let (key, day) = (key.clone(), day.day());
            SourceDay { key, day, source, articles, stories, source_stories }
        };
        own.into_iter().map(row).collect()
    }

    /// The standardised shares of the indices that ask for them. Publishers that nobody knows are
    /// left out.
    fn shares(
        &self,
        key: &K,
        counts: &BTreeMap<(DayKey, Option<u64>), u64>,
        sink: &mut IndexRowSink<'_, K>,
    ) -> io::Result<()> {
        for (number, settings) in self.settings.iter().enumerate() {
            let Some(baseline) = settings.shares else { continue };
            let all = self.source_stories.iter().filter_map(|((day, source), all)| {
                let about = counts.get(&(*day, *source)).copied().unwrap_or(0);
                Some(Count { source: (*source)?, day: day.day()?, about, all: u64::from(*all) })
            });
            // a theme that no publisher's shares vary on in the baseline has no such index
            let Ok(shares) = standardised_shares(all, &baseline.baseline()) else { continue };
            shares
                .days
                .into_iter()
                .try_for_each(|day| sink(IndexRow::Share(number, key.clone(), day)))?;
        }
        Ok(())
    }
}

/// Moves the articles of a key and day from the front of `bearings` to `rows`.
fn take_day<K: IndexKey>(
    bearings: &mut Sorted<Assignment<K>>,
    next: &mut Option<Assignment<K>>,
    key: &K,
    day: DayKey,
    rows: &mut Vec<Assignment<K>>,
) -> io::Result<()> {
    let is_own =
        |row: &mut Assignment<K>| row.bearing.key == *key && DayKey::of(row.facts.day) == day;
    while let Some(row) = next.take_if(is_own) {
        rows.push(row);
        *next = bearings.next().transpose()?;
    }
    Ok(())
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

/// A number for an id and a day, the same in every run (FNV-1a).
fn seed(id: &str, day: Option<Date>) -> u64 {
    let day = day.map_or_else(String::new, |day| day.to_string());
    let bytes = id.bytes().chain([0]).chain(day.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests;
