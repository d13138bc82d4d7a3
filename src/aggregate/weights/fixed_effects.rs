//! Source fixed effects: `s_a = f_t + g_p + e_a`, where f is the index and g what a source says
//! above or below the others.
//!
//! After Shapiro, Sudhof and Wilson, "Measuring News Sentiment" (J. of Econometrics 2022).
//! Without it a day on which a gloomy source writes much looks like a gloomy day.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// The score of an article. A source may be anything with an order, such as a source and whether
/// the article is an opinion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored<S> {
    /// The day on which it counts, t.
    pub day: Date,
    /// Who published it, p.
    pub source: S,
    /// Its score, s.
    pub score: f64,
}

/// When the alternating means have settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Convergence {
    /// The largest change of any f or g in a round stays below this.
    pub tolerance: f64,
    /// Rounds after which it is an error that it does not.
    pub max_rounds: u32,
}

impl Default for Convergence {
    fn default() -> Self {
        Self { tolerance: 1e-9, max_rounds: 10_000 }
    }
}

/// Why there are no source effects.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum FixedEffectsError {
    /// A score that is no number.
    #[error("{day}: a score is {score}; expected a finite number")]
    NotFinite {
        /// The day of the article.
        day: Date,
        /// The score.
        score: f64,
    },
    /// A day that is not after the one before it.
    #[error("{day} comes after {last}; expected each day once, in order")]
    OutOfOrder {
        /// The day that was given.
        day: Date,
        /// The day before it.
        last: Date,
    },
    /// The days and sources hang together by too few articles.
    #[error(
        "source effects still change by {change:e} after {rounds} rounds, expected less than \
         {tolerance:e}; join sources that follow one another, or use equal weights"
    )]
    NotSettled {
        /// Rounds that were made.
        rounds: u32,
        /// Largest change in the last of them.
        change: f64,
        /// What was asked for.
        tolerance: f64,
    },
}

/// What days and sources say.
#[derive(Debug, Clone, PartialEq)]
pub struct FixedEffects<S> {
    /// f, the index, of each day with an article.
    pub days: BTreeMap<Date, f64>,
    /// g of each source; within a component they add up to 0 over its articles.
    pub sources: BTreeMap<S, f64>,
    /// Groups of days and sources that no article joins. With more than one, f of one must not be
    /// compared with f of another.
    pub components: usize,
    /// Rounds until it settled.
    pub rounds: u32,
}

/// Solves `s_a = f_t + g_p + e_a` by alternating means over all articles: `f_t ← mean_{a in
/// t}(s_a-g)`, `g_p ← mean_{a in p}(s_a-f)`, then moves the level of each component from g to f so
/// that `Σ_p n_p g_p = 0` in it.
///
/// Uses later articles for earlier days, so it is not point in time: see [`Expanding`]. The rule by
/// which it stops bounds the change of a round, not the distance from the solution, which is larger
/// by 1/(1-ρ) where a round leaves the part ρ of it.
///
/// # Errors
/// When a score is no number, or the means do not settle.
///
/// ```
/// use jiff::civil::date;
/// use newsvane::aggregate::weights::{Convergence, Scored, fixed_effects};
///
/// let scored = [(1, "glad", 0.5), (1, "sad", -0.5), (2, "sad", -0.25)];
/// let scored = scored.map(|(day, source, score)| Scored { day: date(2026, 7, day), source, score });
/// let effects = fixed_effects(scored, Convergence::default())?;
/// let rise = effects.days[&date(2026, 7, 2)] - effects.days[&date(2026, 7, 1)];
/// assert!((rise - 0.25).abs() < 1e-8, "the sad source is less sad");
/// # Ok::<(), newsvane::aggregate::weights::FixedEffectsError>(())
/// ```
pub fn fixed_effects<S: Copy + Ord>(
    scored: impl IntoIterator<Item = Scored<S>>,
    stop: Convergence,
) -> Result<FixedEffects<S>, FixedEffectsError> {
    let mut sums: BTreeMap<(Date, S), (f64, f64)> = BTreeMap::new();
    for Scored { day, source, score } in scored {
        add(&mut sums, (day, source), day, score)?;
    }
    let mut days: BTreeMap<Date, f64> = BTreeMap::new();
    let mut sources: BTreeMap<S, usize> = BTreeMap::new();
    let mut panel = Panel::default();
    for ((day, source), (n, sum)) in sums {
        days.insert(day, 0.0);
        let next = sources.len();
        panel.add(days.len() - 1, *sources.entry(source).or_insert(next), n, sum);
    }
    let mut effects = Effects::default();
    let rounds = panel.settle(&mut effects, stop)?;
    let components = panel.normalise(&mut effects);
    days.values_mut().zip(&effects.f).for_each(|(value, f)| *value = *f);
    let sources = sources.into_iter().map(|(source, place)| (source, effects.g[place])).collect();
    Ok(FixedEffects { days, sources, components, rounds })
}

/// What a day says by the source effects of the days before it.
#[derive(Debug, Clone, PartialEq)]
pub struct DayLevel {
    /// f: the mean of `adjusted`; `None` for a day without articles.
    pub level: Option<f64>,
    /// s-g of each article, in their order: what it contributes to the level.
    pub adjusted: Vec<f64>,
    /// Articles whose source no earlier day has: their g is 0.
    pub unseen: u32,
    /// Groups of earlier days and sources that no article joins.
    pub components: usize,
}

/// Source effects point in time: g of day t is solved from the articles of days before t alone.
///
/// Each day's rounds begin at the effects of the day before, which changes nothing but their
/// number. Memory and the time of a round grow with the number of (day, source) pairs.
#[derive(Debug, Clone)]
pub struct Expanding<S> {
    stop: Convergence,
    last: Option<Date>,
    sources: BTreeMap<S, usize>,
    panel: Panel,
    effects: Effects,
    components: usize,
    /// Whether the effects hold for all of the panel.
    settled: bool,
}

impl<S: Copy + Ord> Expanding<S> {
    /// No days yet.
    #[must_use]
    pub fn new(stop: Convergence) -> Self {
        let (panel, effects) = (Panel::default(), Effects::default());
        Self {
            stop,
            last: None,
            sources: BTreeMap::new(),
            panel,
            effects,
            components: 0,
            settled: true,
        }
    }

    /// Gives the level of `day` from the `(source, score)` of its articles, then learns from them
    /// for the days to come.
    ///
    /// # Errors
    /// When the day is not after the last one, a score is no number, or the means over earlier days
    /// do not settle.
    pub fn push(&mut self, day: Date, scored: &[(S, f64)]) -> Result<DayLevel, FixedEffectsError> {
        if let Some(last) = self.last.filter(|last| *last >= day) {
            return Err(FixedEffectsError::OutOfOrder { day, last });
        }
        let mut sums = BTreeMap::new();
        for (source, score) in scored {
            add(&mut sums, *source, day, *score)?;
        }
        self.settle()?;
        let level = self.level(scored);
        self.last = Some(day);
        if !sums.is_empty() {
            self.learn(sums);
        }
        Ok(level)
    }

    fn settle(&mut self) -> Result<(), FixedEffectsError> {
        if !self.settled {
            self.panel.settle(&mut self.effects, self.stop)?;
            self.components = self.panel.normalise(&mut self.effects);
            self.settled = true;
        }
        Ok(())
    }

    fn level(&self, scored: &[(S, f64)]) -> DayLevel {
        let effect = |source| self.sources.get(source).map(|place| self.effects.g[*place]);
        let adjusted: Vec<f64> =
            scored.iter().map(|(source, score)| score - effect(source).unwrap_or(0.0)).collect();
        let unseen = scored.iter().filter(|(source, _)| effect(source).is_none()).count() as u32;
        let level =
            (!adjusted.is_empty()).then(|| adjusted.iter().sum::<f64>() / adjusted.len() as f64);
        DayLevel { level, adjusted, unseen, components: self.components }
    }

    fn learn(&mut self, sums: BTreeMap<S, (f64, f64)>) {
        let day = self.panel.days.len();
        for (source, (n, sum)) in sums {
            let next = self.sources.len();
            self.panel.add(day, *self.sources.entry(source).or_insert(next), n, sum);
        }
        self.settled = false;
    }
}

/// Adds an article to the number and the sum of the scores of its cell.
fn add<K: Ord>(
    sums: &mut BTreeMap<K, (f64, f64)>,
    key: K,
    day: Date,
    score: f64,
) -> Result<(), FixedEffectsError> {
    if !score.is_finite() {
        return Err(FixedEffectsError::NotFinite { day, score });
    }
    let (n, sum) = sums.entry(key).or_default();
    *n += 1.0;
    *sum += score;
    Ok(())
}

/// The articles of a source on a day: all that the means need of them.
#[derive(Debug, Clone, Copy)]
struct Cell {
    day: usize,
    source: usize,
    n: f64,
    sum: f64,
}

#[derive(Debug, Clone, Default)]
struct Panel {
    cells: Vec<Cell>,
    /// Number of articles.
    days: Vec<f64>,
    /// Number of articles.
    sources: Vec<f64>,
}

#[derive(Debug, Clone, Default)]
struct Effects {
    f: Vec<f64>,
    g: Vec<f64>,
}

impl Panel {
    fn add(&mut self, day: usize, source: usize, n: f64, sum: f64) {
        for (counts, place) in [(&mut self.days, day), (&mut self.sources, source)] {
            if counts.len() <= place {
                counts.resize(place + 1, 0.0);
            }
            counts[place] += n;
        }
        self.cells.push(Cell { day, source, n, sum });
    }

    /// Takes means in turn until no effect changes any more, and returns the number of rounds.
    fn settle(&self, effects: &mut Effects, stop: Convergence) -> Result<u32, FixedEffectsError> {
        effects.f.resize(self.days.len(), 0.0);
        effects.g.resize(self.sources.len(), 0.0);
        let (mut f, mut g) = (vec![0.0; self.days.len()], vec![0.0; self.sources.len()]);
        let mut change = f64::INFINITY;
        for round in 1..=stop.max_rounds {
            f.fill(0.0);
            self.cells
                .iter()
                .for_each(|cell| f[cell.day] += cell.sum - cell.n * effects.g[cell.source]);
            change = take_means(&mut effects.f, &f, &self.days);
            g.fill(0.0);
            self.cells
                .iter()
                .for_each(|cell| g[cell.source] += cell.sum - cell.n * effects.f[cell.day]);
            change = take_means(&mut effects.g, &g, &self.sources).max(change);
            if change < stop.tolerance {
                return Ok(round);
            }
        }
        Err(FixedEffectsError::NotSettled {
            rounds: stop.max_rounds,
            change,
            tolerance: stop.tolerance,
        })
    }

    /// Moves the level of each component from g to f, and returns the number of components.
    fn normalise(&self, effects: &mut Effects) -> usize {
        let groups = self.groups();
        let mut levels = vec![(0.0, 0.0); self.sources.len()];
        for ((group, n), g) in groups.iter().zip(&self.sources).zip(&effects.g) {
            levels[*group].0 += n * g;
            levels[*group].1 += n;
        }
        let level = |group: usize| levels[group].0 / levels[group].1;
        effects.g.iter_mut().zip(&groups).for_each(|(g, group)| *g -= level(*group));
        let mut day = None;
        for cell in &self.cells {
            // cells are in the order of their days
            if day != Some(cell.day) {
                effects.f[cell.day] += level(groups[cell.source]);
                day = Some(cell.day);
            }
        }
        groups.iter().enumerate().filter(|(source, group)| source == *group).count()
    }

    /// The group of each source, named after its first source: sources of one day are in one group.
    fn groups(&self) -> Vec<usize> {
        let mut groups: Vec<usize> = (0..self.sources.len()).collect();
        for pair in self.cells.windows(2).filter(|pair| pair[0].day == pair[1].day) {
            let (a, b) = (root(&mut groups, pair[0].source), root(&mut groups, pair[1].source));
            groups[a.max(b)] = a.min(b);
        }
        (0..groups.len()).for_each(|source| groups[source] = root(&mut groups, source));
        groups
    }
}

/// Sets each effect to its mean and returns the largest change.
fn take_means(effects: &mut [f64], sums: &[f64], counts: &[f64]) -> f64 {
    let mut change = 0.0_f64;
    for ((effect, sum), n) in effects.iter_mut().zip(sums).zip(counts) {
        let mean = sum / n;
        change = change.max((mean - *effect).abs());
        *effect = mean;
    }
    change
}

/// The first source of the group that a source is in; halves the way there for the next time.
fn root(groups: &mut [usize], mut source: usize) -> usize {
    while groups[source] != source {
        groups[source] = groups[groups[source]];
        source = groups[source];
    }
    source
}

#[cfg(test)]
mod tests;
