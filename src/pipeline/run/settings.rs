//! What a run is told, and what can stop it.

use std::path::PathBuf;

use super::{
    fingerprint::{Fingerprint, settings_by_key},
    scorer::RunScorer,
    shard::Shard,
    source_state::SourceState,
};
use crate::pipeline::counts::Scorings;
use crate::{
    aggregate::SessionError,
    config::Undated,
    load::{LoadError, Options, Source},
    model::{DateEvidence, DateOrigin},
    pipeline::{
        AggregateSettings, Pipeline,
        manifest::{ScorerRecord, short_hash},
    },
    write::{Format, OutputError, Presentation, PresentationError, SCHEMA_VERSION},
};
use jiff::Timestamp;

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
    /// A model of the user's, whose scores are beside those of the rules.
    pub scorer: Option<RunScorer>,
    /// Threads; `None` takes all cores.
    pub threads: Option<usize>,
    /// Which part of the inputs is read; `None` for all. No setting of the tables: those of all
    /// parts can be merged.
    pub shard: Option<Shard>,
    /// Whether to start over although an identical run is finished.
    pub fresh: bool,
    /// Whether the folder may hold the tables of other inputs, of which these are the same archive
    /// grown.
    pub update: bool,
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
    /// The folder holds the tables of another archive.
    #[error(
        "{} holds the tables of {}; choose another --out, or say --update where this is the same \
         archive grown, --fresh where these tables may go",
        out.display(),
        earlier.join(", ")
    )]
    OtherArchive {
        /// The folder.
        out: PathBuf,
        /// Its inputs that are none of this run.
        earlier: Vec<String>,
    },
    /// A document of the tables cannot be made.
    #[error(transparent)]
    Presentation(#[from] PresentationError),
    /// An article of a day that the calendar does not have.
    #[error("{0}; choose another --calendar, or civil days")]
    Calendar(#[from] SessionError),
    /// Whoever waited for it wants it no more.
    #[error("stopped; the same run goes on from here")]
    Cancelled,
    /// The system gives no threads.
    #[error("cannot start threads: {0}; try --threads 1")]
    Threads(rayon::ThreadPoolBuildError),
}

impl RunSettings {
    /// A hash of the settings on which the tables depend.
    pub(super) fn hash(&self, pipeline: &Pipeline) -> String {
        let calendar = self.aggregate.calendar_file.as_ref().map(|file| &file.hash);
        let decisive = serde_json::json!([self.recorded(pipeline), calendar]);
        short_hash(decisive.to_string().as_bytes())
    }

    pub(super) fn fingerprint(&self, pipeline: &Pipeline, sources: &[Source]) -> Fingerprint {
        Fingerprint {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            build: env!("NEWSVANE_BUILD").to_owned(),
            schema_version: SCHEMA_VERSION,
            lexicons: pipeline.lexicon().hash.clone(),
            settings: settings_by_key(
                &self.recorded(pipeline),
                self.aggregate.calendar_file.as_ref(),
            ),
            scorer: self.scorer.as_ref().map(|scorer| {
                let ScorerRecord { kind, hash, on, .. } = scorer.record(Scorings::default());
                format!("{kind} {hash} {on}")
            }),
            inputs: inputs_hash(sources),
        }
    }
}

fn inputs_hash(sources: &[Source]) -> Option<String> {
    let mut hasher = blake3::Hasher::new();
    for source in sources {
        let state = SourceState::of(source, "");
        hasher.update(state.locator.as_bytes());
        hasher.update(&[0]);
        hasher.update(&state.bytes.to_le_bytes());
        hasher.update(&state.modified?.to_le_bytes());
    }
    Some(hasher.finalize().to_hex()[..16].to_owned())
}
