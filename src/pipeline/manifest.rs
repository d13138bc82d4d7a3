//! `run.json`: what the tables of a folder were made of, and with what settings.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    counts::Counts,
    index::{AggregateSettings, IndexError},
};
use crate::{config::Config, write::SCHEMA_VERSION};

/// `run.json` of a run or of an index: no clock in it, and no path that was not typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Manifest {
    /// Version of the program.
    pub newsvane: String,
    /// Version of the tables' columns and meanings.
    pub schema_version: u32,
    /// A hash of the program's source.
    pub build: String,
    /// What was read, by argument.
    pub inputs: Vec<InputRecord>,
    /// A hash of all words: lexicons, boilerplate and universe.
    pub lexicons: String,
    /// A hash of each lexicon file, by name.
    pub lexicon_files: BTreeMap<String, String>,
    /// The file of recurring lines.
    pub boilerplate: Option<FileRecord>,
    /// The user's companies.
    pub universe: Option<FileRecord>,
    /// The file of the trading calendar, where it is not built in.
    pub calendar: Option<FileRecord>,
    /// A hash of the settings.
    pub config: String,
    /// The settings on which the tables depend, defaults included.
    pub settings: Config,
    /// What became of every record.
    pub counts: Counts,
    /// The model beside the rules.
    pub scorer: Option<ScorerRecord>,
    /// What the reader has to know of the input, in sentences.
    pub warnings: Vec<String>,
    /// How often each reason is in `rejects`.
    pub rejects: BTreeMap<String, u64>,
    /// Ids of the themes, in the order of their numbers.
    pub themes: Vec<String>,
    /// Of these, those that are put together from others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub composites: Vec<String>,
    /// What they are called, by id.
    pub theme_titles: BTreeMap<String, String>,
}

/// What one argument of a run was, when it was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputRecord {
    /// As it was given.
    pub path: String,
    /// Files that were read for it.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// 16 hex digits of BLAKE3 over names and sizes of the files, and what every record was.
    pub hash: String,
}

/// A file that a setting names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// As it was given.
    pub path: String,
    /// 16 hex digits of BLAKE3 over its bytes.
    pub hash: String,
}

impl FileRecord {
    pub(super) fn new(path: &str, bytes: &[u8]) -> Self {
        Self { path: path.to_owned(), hash: short_hash(bytes) }
    }

    /// The file at `path`; `None` where none is given, or it cannot be read.
    pub(super) fn of(path: Option<&PathBuf>) -> Option<Self> {
        Some(Self::new(&path?.to_string_lossy(), &std::fs::read(path?).ok()?))
    }
}

/// A model beside the rules, and what it scored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ScorerRecord {
    /// What it is made of.
    pub kind: String,
    /// Its digest.
    pub hash: String,
    /// Which sentences it scores.
    pub on: String,
    /// Name of its file or folder.
    pub name: Option<String>,
    /// Sentences scored.
    pub scored: u64,
    /// Of these: those that the rules give the same label.
    pub agreeing: u64,
    /// Of these: those that were longer than the model can read.
    pub truncated: u64,
}

impl Manifest {
    /// Its file name.
    pub const FILE: &'static str = "run.json";

    /// Reads that of the tables in a folder.
    ///
    /// # Errors
    /// When it is missing, broken or of another version.
    pub fn read(tables: &Path) -> Result<Self, IndexError> {
        let path = tables.join(Self::FILE);
        let bad = |problem: String| IndexError::Manifest { path: path.clone(), problem };
        if !tables.exists() {
            return Err(IndexError::NoFolder(tables.to_owned()));
        }
        let text = std::fs::read_to_string(&path).map_err(|e| bad(unreadable(tables, &e)))?;
        // another version may have other keys
        let value: serde_json::Value =
            serde_json::from_str(&text).map_err(|e| bad(e.to_string()))?;
        match value["schema_version"].as_u64() {
            Some(version) if version == u64::from(SCHEMA_VERSION) => {}
            Some(version) => {
                return Err(bad(format!(
                    "its tables have schema version {version} (docs/tables.md says what changed since): \
                 make them again with `newsvane run`, or read them with the newsvane that wrote them"
                )));
            }
            None => return Err(bad("it names no schema version".to_owned())),
        }
        let manifest: Self = serde_json::from_value(value).map_err(|e| bad(e.to_string()))?;
        let settings = manifest.settings.found_in(&path);
        Ok(Self { settings, ..manifest })
    }

    /// The file's bytes.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }

    /// As documents read it.
    pub(super) fn to_value(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }

    /// The same run with another index.
    pub(super) fn with_index(mut self, settings: &AggregateSettings) -> Self {
        settings.record_in(&mut self.settings);
        self.calendar.clone_from(&settings.calendar_file);
        self
    }
}

/// What is wrong where `run.json` cannot be read, and the folder below that may have been meant.
fn unreadable(tables: &Path, error: &std::io::Error) -> String {
    if error.kind() != std::io::ErrorKind::NotFound {
        return error.to_string();
    }
    let below = std::fs::read_dir(tables).into_iter().flatten().flatten().map(|item| item.path());
    match below.filter(|path| path.join(Manifest::FILE).is_file()).min() {
        Some(run) => format!("no such file; did you mean {}?", run.display()),
        None => "no such file".to_owned(),
    }
}

/// 16 hex digits of BLAKE3.
pub(super) fn short_hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..16].to_owned()
}
