//! What the cells of a theme or company know of the days before.

use std::{
    collections::{HashMap, VecDeque},
    io,
};

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::{
    Calendar, IndexSettings,
    trailing::{Smoothing, TrailingZ},
    weights::{Convergence, Expanding, Shrinkage},
};
use crate::model::{ArticleFacts, ArticleId, Assignment, IndexDay};

/// Seconds within which a further article of a story is no news.
const NOVELTY_SECONDS: i64 = 86_400;

/// What is known of the days before, for one theme or company.
pub(super) struct Series<'a, K> {
    pub key: &'a K,
    pub repetitions: RepetitionCounter,
    /// One of each index.
    pub states: Vec<State>,
    /// Stories of which an article has spoken.
    told: FxHashSet<ArticleId>,
}

impl<'a, K> Series<'a, K> {
    pub(super) fn new(key: &'a K, settings: &[IndexSettings]) -> Self {
        let states = settings.iter().map(State::new).collect();
        let (repetitions, told) = (RepetitionCounter::default(), FxHashSet::default());
        Self { key, repetitions, states, told }
    }

    /// Lets the first telling speak of a story whose original does not, since it says nothing of the
    /// key: one headline that a data set has for each of several companies. `rows` are those of a
    /// day, none of which comes before the original of its story.
    pub(super) fn let_first_speak(&mut self, rows: &mut [Assignment<K>]) {
        let originals = rows.iter().filter(|row| row.story.is_original);
        self.told.extend(originals.map(|row| row.story.story_id));
        let mut copies: Vec<&mut Assignment<K>> =
            rows.iter_mut().filter(|row| !row.story.is_original).collect();
        copies.sort_by_key(|row| {
            let ArticleFacts { published, first_seen, article_id, .. } = row.facts;
            (published, first_seen.unwrap_or(i64::MAX), article_id)
        });
        for row in copies {
            row.story.is_original = self.told.insert(row.story.story_id);
        }
    }
}

/// What one index knows of them.
pub(super) struct State {
    smoothing: Smoothing,
    trailing: TrailingZ<Date>,
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
            effects: settings.source_effects.then(|| Expanding::new(Convergence::default())),
            last: None,
        }
    }

    /// What each article says, less what its publisher usually says where the settings ask for it.
    pub(super) fn adjust<K>(
        &mut self,
        day: Option<Date>,
        rows: &[Assignment<K>],
        settings: &IndexSettings,
    ) -> io::Result<Vec<f64>> {
        let own: Vec<f64> =
            rows.iter().map(|row| settings.within.score(&row.bearing, settings.headline)).collect();
        let (Some(effects), Some(day), false) = (&mut self.effects, day, rows.is_empty()) else {
            return Ok(own);
        };
        let scored: Vec<(Option<u64>, f64)> =
            rows.iter().zip(&own).map(|(row, s)| (row.facts.source, *s)).collect();
        effects.push(day, &scored).map(|level| level.adjusted).map_err(io::Error::other)
    }

    /// The figures of a cell that look back.
    pub(super) fn look_back<K>(
        &mut self,
        calendar: &Calendar,
        cell: &mut IndexDay<K>,
        scores: &[f64],
    ) {
        let (Some(day), Some(value)) = (cell.day, cell.sentiment) else { return };
        let days = self.last.map_or(0, |last| calendar.days_between(last, day));
        self.last = Some(day);
        cell.sentiment_smoothed = self.smoothing.push(calendar, day, days, value, scores);
        cell.z_score =
            self.trailing.push(day, value, |earlier| calendar.days_between(*earlier, day));
        if let Some(shrinkage) = &mut self.shrinkage {
            cell.sentiment_shrunk =
                cell.n_eff.and_then(|n_eff| shrinkage.shrink(value, n_eff)).map(|s| s.value);
            shrinkage.push(scores);
        }
    }
}

/// How many articles of each story came in the 24 hours before.
#[derive(Default)]
pub(super) struct RepetitionCounter {
    recent: VecDeque<(i64, ArticleId)>,
    counts: HashMap<ArticleId, u32>,
}

impl RepetitionCounter {
    /// Counts for the articles of a day, in the order of their publication; days come in order.
    pub(super) fn count<K>(&mut self, rows: &[Assignment<K>]) -> Vec<u32> {
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
