//! Everything that is known of one article.

use super::{
    claim::{Claim, Quantity},
    document::Document,
    entity::{Entity, EntityMention, Reference},
    id::ArticleId,
    mention::{Mention, Score, ThemeId},
    quote::Quote,
    reject::Reject,
    sentence::{Modality, Sentence},
    sketch::Sketch,
};
use serde::{Deserialize, Serialize};

/// The result of [`crate::Pipeline::analyze`]: a pure function of the article and the lexicons.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Analysis {
    /// 64 bits of BLAKE3 over source, record id or URL, title, published and story text: the
    /// same from any format.
    pub article_id: ArticleId,
    /// BLAKE3 of the normalised story text alone; equal for exact copies.
    pub content_hash: u64,
    /// What its near-duplicates are found by: the sketch of its story without headlines.
    pub sketch: Sketch,
    /// The cleaned article; all spans below lie in its `text`.
    pub document: Document,
    /// ISO 639-1 code of the language, where recognised.
    pub language: Option<String>,
    /// Words of the story.
    pub words: u32,
    /// Sentences of the story in reading order.
    pub sentences: Vec<Sentence>,
    /// Modality of each sentence.
    pub modalities: Vec<Modality>,
    /// Balance of the words of state in each sentence, -1 to 1; 0 where it has none.
    pub moods: Vec<f64>,
    /// Sentiment of each sentence as a whole, towards no theme.
    pub tones: Vec<Score>,
    /// Theme sentences, by sentence and theme.
    pub mentions: Vec<Mention>,
    /// Themes that the article substantially discusses, by theme.
    pub themes: Vec<DocumentTheme>,
    /// The same of the themes that are put together from others, by theme.
    pub composites: Vec<DocumentTheme>,
    /// Quantities and dates, by place.
    pub quantities: Vec<Quantity>,
    /// Claims, by place.
    pub claims: Vec<Claim>,
    /// Attributed statements, by place.
    pub quotes: Vec<Quote>,
    /// Companies, organisations, persons, countries, indices and commodities, by first place.
    pub entities: Vec<Entity>,
    /// Sentences about companies, by sentence and entity.
    pub entity_mentions: Vec<EntityMention>,
    /// Every name of an entity and every word that refers to one, by place.
    pub references: Vec<Reference>,
    /// Sentiment of the article as a whole; `None` where nothing in it has a sign or there is no
    /// sentence.
    pub sentiment: Option<f64>,
    /// What went wrong on the way.
    pub problems: Vec<Reject>,
}

/// How an article speaks of one theme.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DocumentTheme {
    /// The theme.
    pub theme: ThemeId,
    /// Weighted mean of its sentences' scores.
    pub sentiment: f64,
    /// Its net side.
    pub label: super::mention::Label,
    /// Cue hits.
    pub hits: u32,
    /// Cue hits per 200 words.
    pub density: f64,
    /// Theme sentences.
    pub sentences: u32,
    /// Of these, favourable.
    pub positive: u32,
    /// Of these, neither.
    pub neutral: u32,
    /// Of these, unfavourable.
    pub negative: u32,
    /// What its headline and its other sentences say.
    pub sums: super::theme_day::ThemeSums,
    /// Whether the article has the theme: at least two theme sentences, one in the headline, or
    /// one where it has at most five sentences.
    pub is_assigned: bool,
}
