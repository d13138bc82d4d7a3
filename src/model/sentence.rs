//! Sentences of the story.

use serde::{Deserialize, Serialize};

use super::{
    document::{BlockKind, Section},
    span::Span,
    token_range::TokenRange,
};

/// One sentence, headline, heading, bullet, question or answer of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its place, closing punctuation and quotation marks included, datelines left out.
    pub span: Span,
    /// Its first token in the scan.
    pub token_start: u32,
    /// One past its last token.
    pub token_end: u32,
    /// Index of its block in the document.
    pub block: u32,
    /// What that block is.
    pub kind: BlockKind,
    /// The part of the article.
    pub section: Section,
    /// Whether it is between quotation marks from end to end, or inside a longer quotation.
    pub is_quoted: bool,
}

impl Sentence {
    /// Its tokens.
    #[must_use]
    pub const fn tokens(&self) -> TokenRange {
        TokenRange::new(self.token_start, self.token_end)
    }
}

/// How sure the text is of what it says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It happened or holds.
    #[default]
    Actual,
    /// Expected, guided, estimated.
    Forecast,
    /// If, could, would, might.
    Conditional,
    /// A price target or a goal.
    Target,
}

impl Modality {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Forecast => "forecast",
            Self::Conditional => "conditional",
            Self::Target => "target",
        }
    }
}
