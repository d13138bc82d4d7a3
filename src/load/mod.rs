//! Bytes to articles: finding files, undoing compression and encodings, reading formats, and
//! gathering evidence for dates.
//!
//! ```no_run
//! use newsvane::load::{Options, expand, read};
//! use std::ops::ControlFlow;
//! let options = Options::default();
//! for source in expand(&["news/".to_owned()])?.sources {
//!     read(&source, &options, &mut |record| {
//!         match record {
//!             Ok(article) => println!("{}: {} bytes", article.locator, article.text.len()),
//!             Err(reject) => eprintln!("{}: {}", reject.locator, reject.detail),
//!         }
//!         ControlFlow::Continue(())
//!     });
//! }
//! # Ok::<(), newsvane::load::LoadError>(())
//! ```

mod arc;
mod archive;
#[cfg(feature = "arrow")]
mod arrow;
mod charset;
mod columns;
mod consent;
mod container;
mod container_kind;
mod context;
mod corpus;
mod crawl;
mod csv;
mod decode;
mod edgar;
mod elements;
mod entity;
mod expand;
mod exports;
#[cfg(feature = "feather")]
mod feather;
mod feed;
mod field;
mod field_map;
mod field_names;
mod fields;
mod format;
mod html;
mod html_meta;
mod http;
mod json;
mod json_envelope;
mod json_level;
mod json_record;
mod json_split;
mod linked_data;
mod loaded;
mod mail;
mod markup;
mod member;
mod metered;
mod mojibake;
mod names_seen;
mod news_xml;
mod office;
mod page_boxes;
mod page_date;
mod page_stamp;
mod page_text;
#[cfg(feature = "parquet")]
mod parquet;
mod path_date;
mod record_date;
mod record_text;
mod sample;
mod sgml;
mod split_story;
mod story_data;
mod strip;
mod tags;
mod tar;
#[cfg(test)]
mod test_records;
mod text;
mod warc;
mod zip;

use std::{cell::Cell, ops::ControlFlow, path::PathBuf};

#[cfg(feature = "arrow")]
pub use arrow::{BatchReader, read_object};
use context::Context;
pub use expand::{Expanded, Skipped, expand};
pub use field::Field;
pub use field_map::FieldMap;
pub use html::Page;
pub use loaded::Loaded;
use loaded::Sink;
pub use names_seen::{FieldCheck, check_fields};
pub use sample::sample_fields;

use crate::model::{Article, DateOrder, Reject};

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// Path below the folder that was given, with forward slashes, or the bare name of a file that
    /// was given: what locators begin with.
    pub locator: String,
    /// The file itself; `-` is standard input.
    pub path: PathBuf,
    /// Whether it is a link of a folder that leads to nothing, or out of all folders that were
    /// given: it is named among the rejects and not read.
    pub leads_out: bool,
}

impl Source {
    /// A file of that name.
    #[must_use]
    pub fn new(locator: impl Into<String>, path: impl Into<PathBuf>) -> Self {
        Self { locator: locator.into(), path: path.into(), leads_out: false }
    }
}

/// How to read.
#[derive(Debug, Clone)]
pub struct Options {
    /// Which field of a record means what.
    pub fields: FieldMap,
    /// Records with more bytes than this are rejected.
    pub max_record_bytes: usize,
    /// A file whose compressed streams come to more than so many times its bytes is given up (after
    /// 64 MB).
    pub max_ratio: u64,
    /// Largest window of a Zstandard stream, in bytes: what decoding it takes in memory.
    pub max_window_bytes: u64,
    /// Publisher of records that name none.
    pub source: Option<String>,
    /// How records write days in digits; `None` infers it from each file, as far as it can be told.
    pub date_order: Option<DateOrder>,
    /// The zone of times that name none, e.g. `America/New_York`; `None` reads them as UTC.
    pub input_zone: Option<String>,
    /// Whether each line of a plain text is a record of its own, and not the whole text.
    pub text_lines: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            fields: FieldMap::default(),
            max_record_bytes: 32 << 20,
            max_ratio: 1_000,
            max_window_bytes: 128 << 20,
            source: None,
            date_order: None,
            input_zone: None,
            text_lines: false,
        }
    }
}

/// What becomes of one record: an article, or the reason why there is none.
pub type Record = Result<Article, Reject>;

/// Why no input could be read at all. Every message names the argument and says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LoadError {
    /// Nothing of that name.
    #[error(
        "{path}: no such file or folder; expected a file, a folder, a glob such as \
         'news/*.jsonl', or - for standard input"
    )]
    NotFound {
        /// As it was given.
        path: String,
    },
    /// The folder that a run wrote.
    #[error(
        "{path}: these are tables that newsvane wrote, no news; expected the archive that they \
         were made of"
    )]
    Tables {
        /// As it was given.
        path: String,
    },
    /// A glob that matches nothing.
    #[error(
        "{pattern}: the pattern matches no file; check it, and quote it so that the shell hands \
         it on"
    )]
    NoMatch {
        /// As it was given.
        pattern: String,
    },
    /// A glob that is none.
    #[error("{pattern}: {message}; expected a glob such as 'news/**/*.txt'")]
    BadGlob {
        /// As it was given.
        pattern: String,
        /// What is wrong with it.
        message: String,
    },
    /// The argument cannot be opened.
    #[error("{path}: cannot be opened: {source}; check that you may read it")]
    Unreadable {
        /// As it was given.
        path: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// A field mapping whose name no record has.
    #[error(
        "`{setting}`: no record has a field of this name; expected one of: {found} (of fields in \
         objects the path, such as fields.body)"
    )]
    NoSuchField {
        /// As it was given.
        setting: String,
        /// Names that records have.
        found: String,
    },
    /// A table without a column of texts.
    #[error("{message}")]
    NoText {
        /// What was expected, and which columns there are.
        message: String,
    },
    /// A field mapping that is none.
    #[error(
        "`{setting}`: {message}; expected FIELD=NAME with FIELD one of {}, for example text=Body",
        Field::NAMES
    )]
    BadMapping {
        /// As it was given.
        setting: String,
        /// What is wrong with it.
        message: String,
    },
}

/// Reads one file and passes each of its records, or why it could not be read, to `sink`, in order,
/// until it breaks off.
pub fn read(source: &Source, options: &Options, sink: &mut dyn FnMut(Record) -> ControlFlow<()>) {
    read_raw(source, options, &Cell::new(0), &mut |loaded| sink(loaded.finish()));
}

/// The same with the stories of pages still to be extracted, which takes many times as long as
/// reading; `position` tells at any time how many bytes of the file were read.
pub fn read_raw(
    source: &Source,
    options: &Options,
    position: &Cell<u64>,
    sink: &mut dyn FnMut(Loaded) -> ControlFlow<()>,
) {
    let _ = container::read(source, options, position, &mut Sink::new(sink));
}

/// Whether a file has one JSON object a line and is not compressed: what is appended to it leaves the
/// records before as they are.
pub(crate) fn is_lines(source: &Source) -> bool {
    container::is_lines(source)
}

/// Reads a file that is held in memory; `locator` is its name, which may tell the format where its
/// bytes leave a doubt.
///
/// ```
/// use newsvane::load::{Options, read_bytes};
/// use std::ops::ControlFlow;
/// let mut titles = Vec::new();
/// read_bytes("news.json", br#"[{"title": "Oats rise", "text": "Oats rose 3%."}]"#, &Options::default(), &mut |record| {
///     titles.extend(record.ok().and_then(|article| article.title));
///     ControlFlow::Continue(())
/// });
/// assert_eq!(titles, ["Oats rise"]);
/// ```
pub fn read_bytes(
    locator: &str,
    bytes: &[u8],
    options: &Options,
    sink: &mut dyn FnMut(Record) -> ControlFlow<()>,
) {
    let mut sink = |loaded: Loaded| sink(loaded.finish());
    let _ = container::read_bytes(locator, bytes, options, &mut Sink::new(&mut sink));
}

#[cfg(test)]
mod held_tests;
#[cfg(test)]
mod tests;
