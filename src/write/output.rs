//! The folder of one run: tables grow out of sight, and appear together when all are whole.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

/// Why tables could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The folder holds something that newsvane did not make.
    #[error(
        "{0}: this folder was not made by newsvane, so nothing is written there; give another \
         --out, or empty it"
    )]
    Foreign(PathBuf),
    /// A file is where the folder should be.
    #[error(
        "{0}: a file is there; expected a folder for the tables, or the name of a new one: give \
         another --out"
    )]
    NotFolder(PathBuf),
    /// Another run writes to the folder.
    #[error("{0}: another newsvane is writing there; wait until it is done, or give another --out")]
    Busy(PathBuf),
    /// A file could not be written.
    #[error("{path}: cannot write: {source}; is the disk full or the folder read-only?")]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

impl OutputError {
    /// An error of the system with the file that it is about.
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }
}

/// Marks a folder as newsvane's and holds what is kept from run to run.
const KEPT: &str = ".newsvane";
/// Below it: what is being written.
const STAGING: &str = "next";
/// Below it: what is to be renamed, while it is being renamed.
const COMMIT: &str = "commit.json";
/// Below it: held by the run that writes.
const LOCK: &str = "lock";

/// An output folder while a run writes to it.
#[derive(Debug)]
pub(crate) struct Output {
    folder: PathBuf,
    /// Held as long as the run.
    _lock: File,
}

/// What moves where when a run is done, so that a run killed meanwhile can be completed.
#[derive(Debug, Serialize, Deserialize)]
struct Commit {
    tables: Vec<String>,
    kept: Vec<String>,
    stale: Vec<String>,
}

impl Output {
    /// Takes `folder` for one run, and completes an earlier one that was killed while its tables
    /// appeared.
    ///
    /// # Errors
    /// When the folder holds something of somebody else's, is in use, or cannot be written.
    pub(crate) fn open(folder: &Path) -> Result<Self, OutputError> {
        if let Some(file) = folder.ancestors().find(|path| path.is_file()) {
            return Err(OutputError::NotFolder(file.to_owned()));
        }
        if !is_ours_or_empty(folder) {
            return Err(OutputError::Foreign(folder.to_owned()));
        }
        let kept = folder.join(KEPT);
        fs::create_dir_all(&kept).map_err(|e| OutputError::write(&kept, e))?;
        let path = kept.join(LOCK);
        let lock = File::create(&path).map_err(|e| OutputError::write(&path, e))?;
        match lock.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(OutputError::Busy(folder.to_owned())),
            // or a file system without locks
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let output = Self { folder: folder.to_owned(), _lock: lock };
        if let Some(commit) =
            fs::read(kept.join(COMMIT)).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok())
        {
            output.carry_out(&commit)?;
        }
        Ok(output)
    }

    /// Where tables grow.
    #[must_use]
    pub(crate) fn staging(&self) -> PathBuf {
        self.folder.join(KEPT).join(STAGING)
    }

    /// A file that is kept from run to run.
    #[must_use]
    pub(crate) fn kept(&self, name: &str) -> PathBuf {
        Self::kept_in(&self.folder, name)
    }

    /// The same of a folder that is read alone.
    #[must_use]
    pub(crate) fn kept_in(folder: &Path, name: &str) -> PathBuf {
        folder.join(KEPT).join(name)
    }

    /// The folder itself.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A table that has appeared.
    #[must_use]
    pub(crate) fn table(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Lets files of the staging folder appear: `tables` in the folder, `kept` in its hidden part;
    /// `stale` tables of an earlier run go. A run that is killed meanwhile is completed by the next
    /// [`Output::open`].
    ///
    /// # Errors
    /// When a file cannot be written; no table has changed then, or all will at the next attempt.
    pub(crate) fn commit(
        &self,
        tables: &[String],
        kept: &[String],
        stale: &[String],
    ) -> Result<Vec<PathBuf>, OutputError> {
        let staging = self.staging();
        for name in tables.iter().chain(kept) {
            let path = staging.join(name);
            File::open(&path)
                .and_then(|file| file.sync_all())
                .map_err(|e| OutputError::write(&path, e))?;
        }
        let commit = Commit { tables: tables.to_vec(), kept: kept.to_vec(), stale: stale.to_vec() };
        let (draft, path) = (staging.join(COMMIT), self.kept(COMMIT));
        let bytes = serde_json::to_vec(&commit).unwrap_or_default();
        fs::write(&draft, bytes)
            .and_then(|()| fs::rename(&draft, &path))
            .map_err(|e| OutputError::write(&path, e))?;
        self.carry_out(&commit)?;
        Ok(tables.iter().map(|name| self.folder.join(name)).collect())
    }

    fn carry_out(&self, commit: &Commit) -> Result<(), OutputError> {
        let staging = self.staging();
        let moves = commit
            .tables
            .iter()
            .map(|n| (n, self.table(n)))
            .chain(commit.kept.iter().map(|n| (n, self.kept(n))));
        for (name, to) in moves.filter(|(name, _)| is_plain_name(name)) {
            let from = staging.join(name);
            if from.exists() {
                fs::rename(&from, &to).map_err(|e| OutputError::write(&to, e))?;
            }
        }
        for name in commit.stale.iter().filter(|name| is_plain_name(name)) {
            remove(&self.table(name), |path| fs::remove_file(path))?;
        }
        remove(&self.kept(COMMIT), |path| fs::remove_file(path))?;
        remove(&staging, |path| fs::remove_dir_all(path))
    }
}

/// Removes what may not be there.
fn remove(path: &Path, how: impl Fn(&Path) -> io::Result<()>) -> Result<(), OutputError> {
    match how(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(OutputError::write(path, error))
        }
        _ => Ok(()),
    }
}

/// Whether a name leads out of no folder.
fn is_plain_name(name: &str) -> bool {
    !name.contains(['/', '\\']) && !name.starts_with('.')
}

/// Whether newsvane may write into `folder`: it is not there, empty, or carries newsvane's mark.
fn is_ours_or_empty(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut items) => folder.join(KEPT).is_dir() || items.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn staged(output: &Output, names: &[&str]) -> Vec<String> {
        fs::create_dir_all(output.staging()).unwrap();
        for name in names {
            fs::write(output.staging().join(name), "new").unwrap();
        }
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn tables_appear_together_and_stale_ones_go() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let output = Output::open(&out).unwrap();
        let tables = staged(&output, &["claims.csv", "run.json"]);
        let kept = staged(&output, &["journal"]);
        fs::write(out.join("claims.jsonl"), "old").unwrap();
        assert!(!out.join("claims.csv").exists());
        output.commit(&tables, &kept, &["claims.jsonl".to_owned()]).unwrap();
        assert_eq!(fs::read_to_string(out.join("claims.csv")).unwrap(), "new");
        assert!(
            output.kept("journal").exists()
                && !out.join("claims.jsonl").exists()
                && !output.staging().exists()
        );
    }

    #[test]
    fn a_commit_that_was_cut_short_is_completed() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output::open(folder.path()).unwrap();
        let tables = staged(&output, &["claims.csv", "quotes.csv"]);
        let commit = Commit { tables, kept: vec![], stale: vec!["../x".to_owned()] };
        fs::write(output.kept(COMMIT), serde_json::to_vec(&commit).unwrap()).unwrap();
        fs::rename(output.staging().join("claims.csv"), folder.path().join("claims.csv")).unwrap();
        drop(output);
        let output = Output::open(folder.path()).unwrap();
        assert!(
            folder.path().join("quotes.csv").exists() && folder.path().join("claims.csv").exists()
        );
        assert!(!output.kept(COMMIT).exists());
    }

    #[test]
    fn folders_of_others_and_folders_in_use_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.doc"), "x").unwrap();
        assert!(matches!(Output::open(folder.path()), Err(OutputError::Foreign(_))));
        let own = folder.path().join("own");
        let output = Output::open(&own).unwrap();
        assert!(matches!(Output::open(&own), Err(OutputError::Busy(_))));
        drop(output);
        Output::open(&own).unwrap();
    }
}
