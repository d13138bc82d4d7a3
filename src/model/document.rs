//! An article after cleaning: what is story, what is page boilerplate, when it was published.

use jiff::{Timestamp, civil::Date, tz::Offset};
use serde::{Deserialize, Serialize};

use super::{article::DateOrigin, span::Span};

/// One article, cleaned. All spans of the analysis lie in [`Document::text`].
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Document {
    /// The separate title, two line feeds, and the source text; or the source text alone.
    pub text: String,
    /// Where the source text begins in `text`: 0 where the article has no separate title.
    pub body_start: u32,
    /// The headline.
    pub title: Option<Span>,
    /// Publisher: the record's, else what the text says of itself.
    pub source: Option<String>,
    /// The story, in reading order; blocks do not overlap and hold no boilerplate.
    pub blocks: Vec<Block>,
    /// What was taken out, in order of place.
    pub removed: Vec<Removed>,
    /// When it was published, as far as the evidence goes.
    pub published: Published,
    /// Whether the text breaks off.
    pub truncated: bool,
}

impl Document {
    /// Whether `span` lies in the separate title.
    #[must_use]
    pub const fn in_title(&self, span: Span) -> bool {
        span.byte_start < self.body_start
    }
}

/// A paragraph, heading, bullet, question or answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Its place, without bullet glyph, `Q:` or `A:` and blanks.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// The part of the article that it belongs to.
    pub section: Section,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BlockKind {
    /// The headline, or a kicker beside it.
    Headline,
    /// A heading inside the story.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    Bullet,
    /// A question of an FAQ.
    Question,
    /// An answer of an FAQ.
    Answer,
}

/// A part of the article, as outputs name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Section {
    /// The headline.
    Headline,
    /// The first paragraph.
    Lead,
    /// The story.
    Body,
    /// Key takeaways, bottom line, summary: a retelling.
    Takeaways,
    /// Questions and answers: a retelling.
    Faq,
}

impl Section {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Lead => "lead",
            Self::Body => "body",
            Self::Takeaways => "takeaways",
            Self::Faq => "faq",
        }
    }
}

/// A span that is no part of the story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// One line, or part of one.
    pub span: Span,
    /// The family of boilerplate, as named in `lexicons/boilerplate.toml`.
    pub reason: String,
}

/// Publication time with its evidence.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// How fine it is.
    pub precision: Precision,
    /// The instant, where the evidence has a time of day.
    pub instant: Option<Timestamp>,
    /// The source's own offset, where it says so.
    #[serde(with = "offset_seconds")]
    pub offset: Option<Offset>,
    /// The civil day in the source's own zone; with precision month or year the first day of it.
    pub date: Option<Date>,
    /// Where the evidence was found.
    pub origin: Option<DateOrigin>,
    /// The verbatim words.
    pub evidence: Option<String>,
}

impl Published {
    /// The civil day where the evidence names one, in the source's own zone.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        matches!(self.precision, Precision::Day | Precision::Instant).then_some(self.date).flatten()
    }
}

/// How finely a time is known.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Not at all.
    #[default]
    None,
    /// To the year.
    Year,
    /// To the month.
    Month,
    /// To the day.
    Day,
    /// To the minute or finer.
    Instant,
}

impl Precision {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Instant => "instant",
        }
    }

    /// The precision of this word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::None, Self::Year, Self::Month, Self::Day, Self::Instant]
            .into_iter()
            .find(|p| p.as_str() == name)
    }
}

/// An offset from UTC as seconds, for formats that have no such type.
mod offset_seconds {
    use jiff::tz::Offset;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer, de::Error as _};

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(super) fn serialize<S: Serializer>(
        offset: &Option<Offset>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        offset.map(Offset::seconds).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Offset>, D::Error> {
        let seconds = Option::<i32>::deserialize(deserializer)?;
        seconds.map(Offset::from_seconds).transpose().map_err(D::Error::custom)
    }
}
