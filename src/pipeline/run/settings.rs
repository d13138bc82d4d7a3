//! What a run is told, and what can stop it.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{journal::SourceState, scorer::RunScorer};
use crate::{
    aggregate::SessionError,
    load::{LoadError, Options, Source},
    model::{DateEvidence, DateOrder, DateOrigin},
    pipeline::{AggregateSettings, Pipeline},
    write::{Format, OutputError, Presentation, PresentationError, SCHEMA_VERSION},
};

/// Everything that decides what a run writes.
#[derive(Debug, Clone)]
pub struct RunSettings {
    /// Files, folders, globs, `-`.
    pub inputs: Vec<String>,
    /// The folder of the tables.
    pub out: PathBuf,
    /// Formats of every table.
    pub formats: Vec<Format>,
    /// Documents that are made of the tables.
    pub presentations: Vec<Presentation>,
    /// How to read.
    pub load: Options,
    /// What becomes of articles without a known day.
    pub undated: Undated,
    /// Settings of stories, days and indices.
    pub aggregate: AggregateSettings,
    /// A model of the user's, whose scores stand beside those of the rules.
    pub scorer: Option<RunScorer>,
    /// Threads; `None` takes all cores.
    pub threads: Option<usize>,
    /// Whether to start over although an identical run is finished.
    pub fresh: bool,
}

/// What becomes of articles without a known day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Undated {
    /// They have rows of their own with no day.
    #[default]
    Bucket,
    /// They are left out of the index; the articles table keeps them.
    Skip,
    /// The day of the file's last change, in UTC.
    Mtime,
    /// This day, YYYY-MM-DD.
    Day(String),
}

impl std::str::FromStr for Undated {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        match value {
            "bucket" => Ok(Self::Bucket),
            "skip" => Ok(Self::Skip),
            "mtime" => Ok(Self::Mtime),
            day => {
                day.parse::<jiff::civil::Date>().map(|d| Self::Day(d.to_string())).map_err(|_| {
                    format!("`{day}` is none of bucket, skip, mtime or a day such as 2026-07-02")
                })
            }
        }
    }
}

impl std::fmt::Display for Undated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bucket => "bucket",
            Self::Skip => "skip",
            Self::Mtime => "mtime",
            Self::Day(day) => day,
        })
    }
}

impl Undated {
    /// The evidence of last resort for the articles of `source`.
    pub(super) fn evidence(&self, source: &Source) -> Option<DateEvidence> {
        let surface = match self {
            Self::Bucket | Self::Skip => return None,
            Self::Mtime => Timestamp::try_from(source.path.metadata().ok()?.modified().ok()?)
                .ok()?
                .strftime("%Y-%m-%d")
                .to_string(),
            Self::Day(day) => day.clone(),
        };
        Some(DateEvidence { origin: DateOrigin::Setting, surface })
    }
}

/// Why a run stopped.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RunError {
    /// An input that does not exist or cannot be opened.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The tables cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A document of the tables cannot be made.
    #[error(transparent)]
    Presentation(#[from] PresentationError),
    /// An article of a day that the calendar does not have.
    #[error("{0}; choose another --calendar, or civil days")]
    Calendar(#[from] SessionError),
    /// The system gives no threads.
    #[error("cannot start threads: {0}; try --threads 1")]
    Threads(rayon::ThreadPoolBuildError),
}

/// What an output folder was made from: when it is the same, so are the tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    pub version: String,
    /// A hash of the program's source.
    pub build: String,
    pub schema_version: u32,
    pub lexicons: String,
    pub config: String,
    /// The model of the user's and what it is asked; `None` without one.
    pub scorer: Option<String>,
    /// Names, lengths and last changes of the inputs; `None` where they cannot be compared
    /// (standard input).
    pub inputs: Option<String>,
}

impl RunSettings {
    /// What decides the output, as `run.json` shows it: no paths of this machine, no clock.
    pub(super) fn manifest(&self, pipeline: &Pipeline) -> serde_json::Value {
        serde_json::json!({
            "formats": self.formats.iter().map(|f| f.name()).chain(self.presentations.iter().map(|p| p.name())).collect::<Vec<_>>(),
            "csv": self.formats.iter().find_map(|f| if let Format::Csv(dialect) = f { Some(dialect.traits()) } else { None }),
            "undated": self.undated.to_string(),
            "source": self.load.source,
            "fields": self.load.fields.settings().map(|(field, name)| format!("{field}={name}")).collect::<Vec<_>>(),
            "date_order": self.load.date_order.map(DateOrder::as_str),
            "max_record_bytes": self.load.max_record_bytes,
            "max_ratio": self.load.max_ratio,
            "weighing": pipeline.weighing(),
            "scorer": self.scorer.as_ref().map(RunScorer::manifest),
            "aggregate": self.aggregate.manifest(),
        })
    }

    pub(super) fn fingerprint(&self, pipeline: &Pipeline, sources: &[Source]) -> Fingerprint {
        Fingerprint {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            build: env!("NEWSVANE_BUILD").to_owned(),
            schema_version: SCHEMA_VERSION,
            lexicons: pipeline.lexicon().hash.clone(),
            config: short_hash(self.manifest(pipeline).to_string().as_bytes()),
            scorer: self.scorer.as_ref().map(|scorer| scorer.manifest().to_string()),
            inputs: inputs_hash(sources),
        }
    }
}

impl Fingerprint {
    /// Whether the same input gives the same output under both.
    pub(super) fn is_comparable(&self, other: &Self) -> bool {
        Self { inputs: None, ..self.clone() } == Self { inputs: None, ..other.clone() }
    }
}

fn short_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}

fn inputs_hash(sources: &[Source]) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    for source in sources {
        let state = SourceState::of(source);
        hasher.update(state.locator.as_bytes());
        hasher.update(&[0]);
        hasher.update(&state.bytes.to_le_bytes());
        hasher.update(&state.modified?.to_le_bytes());
    }
    Some(hasher.finalize().to_hex()[..16].to_owned())
}
