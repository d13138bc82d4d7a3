//! Statements that the text attributes to somebody.

use super::span::Span;
use serde::{Deserialize, Serialize};

/// Something said or written by somebody, direct or indirect.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Quote {
    /// Direct: the words between the marks, marks included. Indirect: the clause or sentence with
    /// its reporting words.
    pub span: Span,
    /// Index of the sentence in which it begins.
    pub sentence: u32,
    /// One past the sentence in which it ends.
    pub sentence_end: u32,
    /// The person or group as named, pronouns resolved.
    pub speaker: Option<String>,
    /// Their organisation, or the organisation that speaks.
    pub org: Option<String>,
    /// "chief strategist".
    pub role: Option<String>,
    /// Whether it is in quotation marks.
    pub direct: bool,
}
