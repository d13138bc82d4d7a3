//! An input as a run saw it, by which the next run knows whether it changed.

use serde::{Deserialize, Serialize};

use crate::load::Source;

/// An input by what can be seen of it without reading it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SourceState {
    pub locator: String,
    /// The argument by which it was found: however it was spelt, the input is the same.
    pub argument: String,
    pub bytes: u64,
    /// Nanoseconds since 1970; `None` where there is no telling whether it changed.
    pub modified: Option<u64>,
}

impl PartialEq for SourceState {
    fn eq(&self, other: &Self) -> bool {
        (&self.locator, self.bytes, self.modified) == (&other.locator, other.bytes, other.modified)
    }
}

impl SourceState {
    pub(super) fn of(source: &Source, argument: &str) -> Self {
        let data = source.path.metadata().ok();
        let modified = data.as_ref().filter(|d| d.is_file()).and_then(|d| d.modified().ok());
        let modified = modified
            .and_then(|m| m.duration_since(std::time::UNIX_EPOCH).ok())
            .map(|d| d.as_nanos() as u64);
        Self {
            locator: source.locator.clone(),
            argument: argument.to_owned(),
            bytes: data.map_or(0, |d| d.len()),
            modified,
        }
    }
}
