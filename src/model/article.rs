//! What a loader makes of one record.

use super::reject::Reject;
use serde::{Deserialize, Serialize};

/// One article as it was loaded: the source text unchanged, the fields beside it, and the
/// evidence for its date. Everything that follows is a function of this value alone.
///
/// ```
/// use newsvane::model::Article;
/// let article = Article::from_text("demo", "Chip stocks rose 3% on Monday.");
/// assert_eq!(article.record_id.as_deref(), Some("demo"));
/// ```
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Article {
    /// Where it came from: relative path, and `:line` or `#n` of the record where a file holds
    /// several.
    pub locator: String,
    /// The record's own id, else the file's stem.
    pub record_id: Option<String>,
    /// Publisher, as the record names it.
    pub source: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Author, as the record names them.
    pub author: Option<String>,
    /// A headline that is stored apart from the text; `None` where it is part of the text.
    pub title: Option<String>,
    /// The source text, unchanged but for a BOM.
    pub text: String,
    /// The entity that the record asks to be judged, where it names one.
    pub target: Option<String>,
    /// The sentiment that somebody gave it, as it is written there: what a model is trained on.
    pub label: Option<String>,
    /// What loading found out about the time of publication, best first.
    pub dates: Vec<DateEvidence>,
    /// How its source writes days in digits, where that is known: "03/04/2026" gives no day
    /// otherwise.
    pub date_order: Option<DateOrder>,
    /// The zone of times that name none, e.g. `America/New_York`, where the user says so.
    pub input_zone: Option<String>,
    /// Columns of the input that the user keeps: the place of each among those asked for, and its cell.
    #[serde(default)]
    pub kept: Vec<(u8, String)>,
    /// When it was first seen, where the archive says so (`WARC-Date`), as it is written there.
    pub first_seen: Option<String>,
    /// Bytes of the record in its file.
    pub bytes: u64,
    /// Whether `text` is the input's own text, so that offsets hold in the input (plain text).
    pub is_plain_text: bool,
    /// Problems that did not stop loading, for example replaced bytes.
    pub problems: Vec<Reject>,
}

impl Article {
    /// Longest text that is analysed; longer records are rejected.
    pub const MAX_BYTES: usize = 1 << 30;

    /// An article that has nothing but a text.
    #[must_use]
    pub fn from_text(record_id: impl Into<String>, text: impl Into<String>) -> Self {
        let record_id = record_id.into();
        let text = text.into();
        Self {
            locator: record_id.clone(),
            record_id: Some(record_id),
            bytes: text.len() as u64,
            text,
            is_plain_text: true,
            ..Self::default()
        }
    }

    /// The same article with a headline of its own.
    #[must_use]
    pub fn with_title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The same article with a publication time from its record, e.g. `2026-07-02T08:02:00-04:00`.
    #[must_use]
    pub fn with_date(mut self, date: impl Into<String>) -> Self {
        self.dates.push(DateEvidence { origin: DateOrigin::Record, surface: date.into() });
        self
    }
}

/// How days are written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// 25/12/2026
    #[serde(rename = "dmy")]
    DayFirst,
    /// 12/25/2026
    #[serde(rename = "mdy")]
    MonthFirst,
}

impl DateOrder {
    /// Its name in settings.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
        }
    }
}

impl std::str::FromStr for DateOrder {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        [Self::DayFirst, Self::MonthFirst]
            .into_iter()
            .find(|order| order.as_str() == value)
            .ok_or_else(|| "expected dmy (25/12/2026) or mdy (12/25/2026)".to_owned())
    }
}

impl std::fmt::Display for DateOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A piece of evidence for the time of publication, verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateEvidence {
    /// Where it was found.
    pub origin: DateOrigin,
    /// The verbatim words.
    pub surface: String,
}

/// Where evidence for a date comes from, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DateOrigin {
    /// A field of the record.
    Record,
    /// Metadata of the page (JSON-LD, meta tags, `<time>`).
    Page,
    /// A byline, stamp or dateline in the text.
    Byline,
    /// A day on a page that nothing says is that of its story.
    PageText,
    /// "As of July 2, 2026" in the story.
    Story,
    /// File name or path.
    Path,
    /// Given by the user (`--undated DATE` or `mtime`).
    Setting,
}

impl DateOrigin {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Page => "page",
            Self::Byline => "byline",
            Self::PageText => "page_text",
            Self::Story => "story",
            Self::Path => "path",
            Self::Setting => "setting",
        }
    }
}
