//! Input that was not analysed, and why.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// One row of `rejects`: an input that was not analysed, or a problem with one that was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Reject {
    /// File, and line or record where it has several.
    pub locator: String,
    /// The stage that gave up.
    pub stage: Cow<'static, str>,
    /// What went wrong, as a code.
    pub reason: Reason,
    /// What exactly, where, what was expected.
    pub detail: String,
    /// Bytes of input concerned.
    pub bytes: u64,
}

/// Why an input was not analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The file could not be opened or read.
    Unreadable,
    /// Nothing in it but blanks.
    Empty,
    /// Bytes that are no text (NUL bytes, images, archives under a wrong name).
    Binary,
    /// No reader for this format.
    UnknownFormat,
    /// A compressed stream that ends early or is damaged.
    DamagedCompression,
    /// A compressed stream that comes to far more bytes than news does.
    TooCompressed,
    /// Containers inside of containers, too many layers deep.
    TooNested,
    /// A file of an archive, or a record of a crawl, that is left out on purpose: hidden, a link,
    /// an image.
    LeftOut,
    /// A file that breaks the rules of its format or ends early; what came before was read.
    DamagedFile,
    /// A line that is no JSON object.
    BadJson,
    /// A CSV row that does not fit its header.
    BadCsv,
    /// Bytes that are no UTF-8 were replaced; the article was analysed.
    BrokenEncoding,
    /// The record has no text field, or an empty one.
    MissingText,
    /// The record is larger than the limit.
    TooLarge,
    /// A page from which no story could be taken.
    NoStory,
    /// The article is not in English.
    Language,
}

impl Reason {
    /// Its code in `rejects`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::UnknownFormat => "unknown_format",
            Self::DamagedCompression => "damaged_compression",
            Self::TooCompressed => "decompression_ratio",
            Self::TooNested => "nesting",
            Self::LeftOut => "left_out",
            Self::DamagedFile => "damaged_file",
            Self::BadJson => "bad_json",
            Self::BadCsv => "bad_csv",
            Self::BrokenEncoding => "broken_encoding",
            Self::MissingText => "missing_text",
            Self::TooLarge => "too_large",
            Self::NoStory => "no_story",
            Self::Language => "language",
        }
    }
}
