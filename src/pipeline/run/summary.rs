//! What a run did, and the record that it leaves for the next.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{
    fingerprint::{Affected, Fingerprint, described},
    journal::{JOURNAL, JournalReader},
    settings::RunSettings,
};
use crate::pipeline::counts::{Counts, Scorings};
use crate::{
    model::{Reason, ThemeDay},
    pipeline::index::EntitySummary,
    write::Output,
};

/// What a run did.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct RunSummary {
    /// What became of every input.
    pub counts: Counts,
    /// What a model of the user's scored, where there is one.
    pub scored: Scorings,
    /// Rows of `rejects` by reason, problems included.
    pub reasons: Vec<(Reason, u64)>,
    /// The first rejects: locator, reason, detail.
    pub first_rejects: Vec<(String, Reason, String)>,
    /// The cells of the index; empty where an earlier run was found finished.
    pub theme_days: Vec<ThemeDay>,
    /// What the first index has of companies.
    pub entities: EntitySummary,
    /// The folder of the tables.
    pub out: PathBuf,
    /// The files that were written.
    pub files: Vec<PathBuf>,
    /// What the reader has to know of the input before using the tables, in sentences.
    pub warnings: Vec<String>,
    /// What the documents lack that the tables have, in sentences.
    pub left_out: Vec<String>,
    /// Whether an earlier run had done all of it.
    pub was_finished: bool,
    /// Records that the same run had done when it was killed.
    pub resumed: u64,
    /// Records taken over from a run over other inputs.
    pub reused: u64,
    /// What made the work of an earlier run in the folder useless, if so.
    pub started_over: Option<String>,
    /// Settings that have changed since an earlier run, whose articles did not have to be analysed
    /// again for it: each with its value before and now.
    pub redone: Option<String>,
}

/// The name of the file that says from what the tables of a folder were made.
pub(super) const FINISHED_FILE: &str = "finished.json";

/// A finished run, read back to see whether anything has changed.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FinishedRun {
    pub fingerprint: Fingerprint,
    pub counts: Counts,
    pub files: Vec<FinishedFile>,
}

/// A table as the run left it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FinishedFile {
    pub name: String,
    pub bytes: u64,
}

impl FinishedRun {
    /// The record that an earlier run left.
    pub(super) fn read(output: &Output) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(output.kept(FINISHED_FILE)).ok()?).ok()
    }
}

/// What became of the work of an earlier run, finished or killed.
#[derive(Debug, Default)]
pub(super) struct EarlierWork {
    /// Why it is of no use, in words; `None` where there is none or it is.
    pub started_over: Option<String>,
    /// The settings that have changed without a need to analyse again.
    pub redone: Option<String>,
}

impl EarlierWork {
    /// Compares with what the folder holds.
    pub(super) fn of(output: &Output, settings: &RunSettings, now: &Fingerprint) -> Self {
        let killed = || {
            JournalReader::open(&output.staging().join(JOURNAL)).map(|journal| journal.fingerprint)
        };
        let Some(then) = FinishedRun::read(output).map(|run| run.fingerprint).or_else(killed)
        else {
            return Self::default();
        };
        let changes = now.changes(&then);
        let (again, redone): (Vec<_>, Vec<_>) =
            changes.into_iter().partition(|change| change.touched() == Affected::Articles);
        let why = if let Some(difference) = now.difference(&then) {
            Some(difference.to_owned())
        } else if !again.is_empty() {
            Some(format!("changed settings: {}", described(&again)))
        } else if settings.fresh {
            Some("asked to start over".to_owned())
        } else if now.inputs.is_none() {
            Some("there is no telling whether the input changed".to_owned())
        } else {
            None
        };
        let is_redone = why.is_none() && !redone.is_empty();
        Self { started_over: why, redone: is_redone.then(|| described(&redone)) }
    }
}
