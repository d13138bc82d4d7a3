//! What aggregation reads and makes: facts of articles, cells of the index, and what each article
//! gave to them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{id::ArticleId, mention::ThemeId, number::fixed, statement::Statement};

/// What the index must know of an article, themes apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ArticleFacts {
    /// Its id.
    pub article_id: ArticleId,
    /// Equal for articles with the same story text.
    pub content_hash: u64,
    /// Equal for articles of the same publisher; `None` where unknown.
    pub source: Option<u64>,
    /// Publication as seconds since 1970; of a day its first second; `None` where undated.
    pub published: Option<i64>,
    /// When a crawler or collector met it first, as seconds since 1970; decides which of two equally
    /// old articles is the original.
    pub first_seen: Option<i64>,
    /// The day of the calendar in use on which it counts.
    pub day: Option<Date>,
    /// Words of the story.
    pub words: u32,
}

/// What one article says of a theme or company.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bearing<K> {
    /// The theme or company.
    pub key: K,
    /// Sentiment towards it, in [-1, 1].
    pub sentiment: f64,
    /// The sentences about it: favourable, neither, unfavourable.
    pub sentences: [u32; 3],
    /// Cue hits; names of a company and words that refer to it.
    pub hits: u32,
    /// The same per 200 words.
    pub density: f64,
    /// What its headline and its other sentences say.
    pub sums: ThemeSums,
    /// Mean balance of the words of state in its sentences about it.
    pub mood: f64,
}

/// What one article says of one theme.
pub(crate) type ArticleTheme = Bearing<ThemeId>;

/// What one article says of one company.
pub(crate) type ArticleEntity = Bearing<EntityKey>;

/// What one article says of a theme or company, and the sentences about it that settings weigh: so
/// that other settings need no text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Weighable<K> {
    /// By the settings of the run.
    pub bearing: Bearing<K>,
    /// The sentences in which other settings would say something else.
    pub statements: Vec<Statement>,
}

/// What an article says of its themes and companies, as tables have it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct ArticleStatements {
    /// The themes that it bears.
    pub themes: Vec<Weighable<ThemeId>>,
    /// The sentences about each of its entities that settings weigh, and the mood of all about it, by
    /// their numbers.
    pub of_entities: Vec<(Vec<Statement>, f64)>,
}

/// A company of the index: ordered by its id.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EntityKey {
    /// Its id in all tables.
    pub id: Box<str>,
    /// What it is called.
    pub name: Box<str>,
}

impl PartialEq for EntityKey {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for EntityKey {}

impl PartialOrd for EntityKey {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntityKey {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.id.cmp(&other.id)
    }
}

/// Weights and weighted scores of an article's theme sentences, repeated ones once: what a headline
/// weighs can be decided later.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct ThemeSums {
    /// Σ w over theme sentences in the headline, w = 1 for facts.
    pub headline_weight: f64,
    /// Σ w s over them.
    pub headline_score: f64,
    /// Σ w over all other theme sentences.
    pub body_weight: f64,
    /// Σ w s over them.
    pub body_score: f64,
}

impl ThemeSums {
    /// As tables have them: to nine digits after the point, as their parts.
    #[must_use]
    pub(crate) fn rounded(&self) -> Self {
        Self {
            headline_weight: fixed(self.headline_weight),
            headline_score: fixed(self.headline_score),
            body_weight: fixed(self.body_weight),
            body_score: fixed(self.body_score),
        }
    }

    /// The weighted mean where a headline weighs `headline`; 0 where nothing weighs anything.
    #[must_use]
    pub fn mean(&self, headline: f64) -> f64 {
        let weights = headline * self.headline_weight + self.body_weight;
        if weights > 0.0 {
            ((headline * self.headline_score + self.body_score) / weights).clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }
}

/// The story that an article belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct StoryOf {
    /// The id of its first article, the original.
    pub story_id: ArticleId,
    /// Share of the shorter article's pairs of words that are in the longer, estimated, 0 to 1; 1
    /// for originals and equal content.
    pub similarity: f64,
    /// Whether that is this article.
    pub is_original: bool,
}

/// A line of the index's input: an article that is about a theme or company, with all that a cell
/// needs to know of it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Assignment<K> {
    /// Place of the article in the archive: contributions keep this order.
    pub ordinal: u64,
    /// The article.
    pub facts: ArticleFacts,
    /// Its story.
    pub story: StoryOf,
    /// What the article says, and of what.
    pub bearing: Bearing<K>,
}

/// A theme on a day.
pub type ThemeDay = IndexDay<ThemeId>;

/// A company on a day.
pub type EntityDay = IndexDay<EntityKey>;

/// One cell of the index: a theme or company on a day. Numbers are `None` where there is too little
/// to say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IndexDay<K> {
    /// The theme or company.
    pub key: K,
    /// The day; `None` gathers the undated articles.
    pub day: Option<Date>,
    /// Articles about it, copies included.
    pub articles: u32,
    /// Stories among them.
    pub stories: u32,
    /// Distinct publishers.
    pub sources: u32,
    /// Sentences about it of the originals: favourable, neither, unfavourable.
    pub sentences: [u32; 3],
    /// Effective number of stories, (Σw)²/Σw².
    pub n_eff: Option<f64>,
    /// Weighted mean over stories, in [-1, 1].
    pub sentiment: Option<f64>,
    /// Standard error of it.
    pub std_error: Option<f64>,
    /// 95 % interval over stories.
    pub interval: Option<(f64, f64)>,
    /// Standard deviation between stories.
    pub dispersion: Option<f64>,
    /// Stories of the day on any theme or none: the denominator of `buzz`.
    pub day_stories: u32,
    /// Share of articles that are the originals of their stories.
    pub novelty: Option<f64>,
    /// Exponentially decayed mean over the stories up to this day.
    pub sentiment_smoothed: Option<f64>,
    /// Distance from the mean of the days before, in their standard deviations.
    pub z_score: Option<f64>,
    /// The mean drawn towards that of earlier days the more, the fewer its stories; where the
    /// settings ask for it.
    pub sentiment_shrunk: Option<f64>,
    /// Balance of the words of state, with the weights of the sentiment.
    pub mood: Option<f64>,
    /// What to know before using the cell, as a code.
    pub note: Option<Note>,
}

impl<K> IndexDay<K> {
    /// A cell without news: nothing is counted and no figure is known.
    #[must_use]
    pub const fn empty(key: K, day: Option<Date>) -> Self {
        Self {
            key,
            day,
            articles: 0,
            stories: 0,
            sources: 0,
            sentences: [0; 3],
            n_eff: None,
            sentiment: None,
            std_error: None,
            interval: None,
            dispersion: None,
            day_stories: 0,
            novelty: None,
            sentiment_smoothed: None,
            z_score: None,
            sentiment_shrunk: None,
            mood: None,
            note: None,
        }
    }
}

/// What to know before using a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// No article is about it on that day.
    NoNews,
    /// Only copies of stories of other days: they weigh nothing.
    CopiesOnly,
    /// One story: no interval.
    SingleStory,
    /// Two to four stories: the interval is wide and rests on few degrees of freedom.
    TooFew,
    /// Articles without a known day.
    Undated,
}

impl Note {
    /// Its code in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoNews => "no_news",
            Self::CopiesOnly => "copies_only",
            Self::SingleStory => "single_story",
            Self::TooFew => "too_few",
            Self::Undated => "undated",
        }
    }
}

/// What one article gave to a cell; those of a cell add up to its sentiment.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Contribution {
    /// The article.
    pub article_id: ArticleId,
    /// The story that it belongs to.
    pub story_id: ArticleId,
    /// Its weight; 0 for copies.
    pub weight: f64,
    /// What it says.
    pub sentiment: f64,
}

impl Contribution {
    /// `weight * sentiment`.
    #[must_use]
    pub(crate) fn value(&self) -> f64 {
        self.weight * self.sentiment
    }
}
