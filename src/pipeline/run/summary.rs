//! What a run did: the counts that add up, and what a terminal shows of them.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::settings::Fingerprint;
use crate::model::{Reason, ThemeDay};

/// What became of every input; `seen = analysed + duplicates + rejects + skipped`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Records read, files that gave none, and files left out.
    pub seen: u64,
    /// Articles in the tables.
    pub analysed: u64,
    /// Records that are the same as an earlier one in every field.
    pub duplicates: u64,
    /// Inputs that could not be analysed; each has a row in `rejects`.
    pub rejects: u64,
    /// Files left out on purpose: hidden, configuration, annotations, links out of the folder.
    pub skipped: u64,
    /// Of the analysed: without a known day.
    pub undated: u64,
    /// Of the analysed: copies of another article's story.
    pub copies: u64,
    /// Problems with articles that were analysed all the same; they have rows in `rejects` too.
    pub problems: u64,
}

/// What a run did.
#[derive(Debug, Clone, Default)]
pub struct RunSummary {
    /// What became of every input.
    pub counts: Counts,
    /// How often each reason stands in `rejects`, problems included.
    pub reasons: Vec<(Reason, u64)>,
    /// The first rejects: locator, reason, detail.
    pub first_rejects: Vec<(String, Reason, String)>,
    /// The cells of the index; empty where an earlier run was found finished.
    pub theme_days: Vec<ThemeDay>,
    /// The folder of the tables.
    pub out: PathBuf,
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// Whether an earlier run had done all of it.
    pub was_finished: bool,
    /// What made the tables of an earlier run in the folder useless, if so.
    pub started_over: Option<&'static str>,
}

/// The name of the mark in the staging folder that says from what the tables were made.
pub(super) const MARK: &str = "finished.json";

/// The mark: read back to see whether anything has changed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Mark {
    pub fingerprint: Fingerprint,
    pub counts: Counts,
    pub files: Vec<String>,
}

impl Mark {
    /// The mark that an earlier run left in `out`.
    pub(super) fn read(out: &Path) -> Option<Self> {
        let text = std::fs::read(out.join(crate::write::STAGING).join(MARK)).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

impl RunSummary {
    /// The summary of a finished run in `out` that was made from the same things.
    pub(super) fn of_finished(out: &Path, fingerprint: &Fingerprint) -> Option<Self> {
        let mark = Mark::read(out)?;
        let files: Vec<PathBuf> = mark.files.iter().map(|f| out.join(f)).collect();
        (mark.fingerprint == *fingerprint && files.iter().all(|f| f.is_file())).then(|| Self {
            counts: mark.counts,
            out: out.to_owned(),
            files,
            was_finished: true,
            ..Self::default()
        })
    }
}

/// Why the tables in `out` must be made anew, in words; `None` where there are none.
pub(super) fn what_changed(out: &Path, now: &Fingerprint) -> Option<&'static str> {
    let then = Mark::read(out)?.fingerprint;
    Some(if then.version != now.version || then.schema_version != now.schema_version {
        "newsvane's version changed"
    } else if then.lexicons != now.lexicons {
        "the lexicons changed"
    } else if then.config != now.config {
        "the settings changed"
    } else if then.inputs != now.inputs {
        "the inputs changed"
    } else {
        "asked to start over"
    })
}
