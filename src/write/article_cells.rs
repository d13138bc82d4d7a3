//! The row of an article in `articles`, which is written when its story is known.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{cells::RowCells, kept::KeptColumn, table::columns::Articles};
use crate::model::{
    Analysis, Article, ArticleFacts, Document, ModelTones, Precision, Published, StoryOf,
};

/// What a row of `articles` says of the article itself: kept until its story is known.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ArticleCells {
    /// Where it was read.
    pub locator: String,
    /// Name of its publisher.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, as exactly as is known.
    pub published: Option<String>,
    /// When a crawler or collector met it first.
    pub first_seen: Option<String>,
    /// Whether it ends early.
    pub truncated: bool,
    /// How exactly its publication is known.
    pub published_precision: Precision,
    /// The words that tell it.
    pub published_evidence: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Share of the text that cleaning took out.
    pub boilerplate_share: f64,
    /// Sentiment of the whole article.
    pub sentiment: Option<f64>,
    /// The record's own id.
    pub record_id: Option<String>,
    /// Cells of the columns that the user keeps, by their places.
    pub kept: Vec<(u8, String)>,
}

impl ArticleCells {
    /// Whether it has a time of day whose zone nothing says: it was read as UTC.
    #[must_use]
    pub(crate) fn is_zoneless(&self) -> bool {
        self.published_precision == Precision::Instant
            && self.published.as_deref().is_some_and(|text| text.ends_with('Z'))
    }

    /// When it was published.
    #[must_use]
    pub(crate) fn published(&self) -> Published {
        let text = self.published.as_deref().unwrap_or_default();
        read_published(text, self.published_precision).unwrap_or_default()
    }

    /// The cells of an article.
    #[must_use]
    pub(crate) fn of(article: &Article, analysis: &Analysis) -> Self {
        let document = &analysis.document;
        Self {
            locator: article.locator.clone(),
            source: document.source.clone(),
            url: article.url.clone(),
            title: document.title.map(|title| title.of(&document.text).to_owned()),
            published: published_text(&document.published),
            first_seen: article.first_seen.clone(),
            truncated: document.truncated,
            published_precision: document.published.precision,
            published_evidence: document.published.evidence.clone(),
            language: analysis.language.clone(),
            boilerplate_share: boilerplate_share(document),
            sentiment: analysis.sentiment,
            record_id: article.record_id.clone(),
            kept: article.kept.clone(),
        }
    }
}

/// The row of `articles`; `themes` are the ids of those that it bears, `model` is what a model of
/// the user's says of it, where there is one, and `kept` are the columns that the user keeps.
pub(crate) fn article_row<'t>(
    article: &ArticleCells,
    facts: &ArticleFacts,
    themes: impl Iterator<Item = &'t str>,
    story: StoryOf,
    model: Option<&ModelTones>,
    kept: &[KeptColumn],
    rows: &mut impl RowCells,
) {
    rows.id(Articles::ArticleId, facts.article_id);
    rows.text(Articles::Locator, Some(&article.locator));
    rows.text(Articles::Source, article.source.as_deref());
    rows.text(Articles::Url, article.url.as_deref());
    rows.text(Articles::Title, article.title.as_deref());
    rows.text(Articles::Published, article.published.as_deref());
    rows.text(Articles::FirstSeen, article.first_seen.as_deref());
    rows.bool(Articles::Truncated, Some(article.truncated));
    rows.text(Articles::PublishedPrecision, Some(article.published_precision.as_str()));
    rows.text(Articles::PublishedEvidence, article.published_evidence.as_deref());
    rows.day(Articles::Day, facts.day);
    rows.text(Articles::Language, article.language.as_deref());
    rows.int(Articles::Words, i64::from(facts.words));
    rows.float(Articles::BoilerplateShare, Some(article.boilerplate_share));
    rows.float(Articles::Sentiment, article.sentiment);
    rows.list(Articles::Themes, themes);
    rows.id(Articles::StoryId, story.story_id);
    rows.float(Articles::StorySimilarity, Some(story.similarity));
    rows.bool(Articles::IsOriginal, Some(story.is_original));
    rows.float(Articles::SentimentModel, model.and_then(|model| model.mean));
    rows.float(Articles::ModelAgreement, model.and_then(ModelTones::agreement));
    let instant = facts.published.filter(|_| article.published_precision == Precision::Instant);
    let instant = instant.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    rows.text(Articles::PublishedUtc, instant.map(|instant| instant.to_string()).as_deref());
    rows.text(Articles::RecordId, article.record_id.as_deref());
    for (place, column) in kept.iter().enumerate() {
        let own = article.kept.iter().find(|(own, _)| usize::from(*own) == place);
        rows.kept(column, own.map(|(_, cell)| cell.as_str()));
    }
    rows.end_row();
}

/// RFC 3339 in the source's own offset, YYYY-MM-DD, or the coarser date that is known.
pub(super) fn published_text(published: &Published) -> Option<String> {
    let date = published.date?;
    Some(match (published.precision, published.instant) {
        (Precision::None, _) => return None,
        (Precision::Year, _) => date.strftime("%Y").to_string(),
        (Precision::Month, _) => date.strftime("%Y-%m").to_string(),
        (Precision::Instant, Some(instant)) => match published.offset {
            Some(offset) => instant.display_with_offset(offset).to_string(),
            None => instant.to_string(),
        },
        _ => date.to_string(),
    })
}

/// The time of publication that [`published_text`] has written; `None` where it is no such text.
pub(crate) fn read_published(text: &str, precision: Precision) -> Option<Published> {
    let mut published = Published { precision, ..Published::default() };
    match precision {
        Precision::Instant => {
            published.instant = text.parse::<Timestamp>().ok();
            published.date = text.get(..10).and_then(|day| day.parse().ok());
            published.instant.map(drop).or(published.date.map(drop))?;
        }
        Precision::Day => published.date = Some(text.parse().ok()?),
        Precision::Month => published.date = format!("{text}-01").parse().ok(),
        Precision::Year => published.date = format!("{text}-01-01").parse().ok(),
        Precision::None => {}
    }
    Some(published)
}

/// Share of the non-blank text that cleaning took out.
fn boilerplate_share(document: &Document) -> f64 {
    let removed: u32 = document.removed.iter().map(|r| r.span.len()).sum();
    let kept: u32 = document.blocks.iter().map(|b| b.span.len()).sum();
    if removed + kept == 0 { 0.0 } else { f64::from(removed) / f64::from(removed + kept) }
}
