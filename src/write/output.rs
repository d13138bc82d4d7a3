//! The folder of one run: tables grow out of sight and appear whole.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, BufWriter, Write as _},
    path::{Path, PathBuf},
};

use super::{format::Format, table::Table};

/// Why tables could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OutputError {
    /// The folder holds something that newsvane did not make.
    #[error("{0}: this folder was not made by newsvane, so nothing is written there; give another --out, or empty it")]
    Foreign(PathBuf),
    /// A file could not be written.
    #[error("{path}: cannot write: {source}; is the disk full or the folder read-only?")]
    Write {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// Marks a folder as newsvane's and holds what it is still writing.
pub(crate) const STAGING: &str = ".newsvane";

/// An output folder while it is being written.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    files: BTreeMap<(Table, Format), BufWriter<File>>,
    formats: Vec<Format>,
}

impl Output {
    /// Opens all tables below `folder`, out of sight.
    ///
    /// # Errors
    /// When the folder holds something of somebody else's, or cannot be written.
    pub fn create(folder: &Path, formats: &[Format]) -> Result<Self, OutputError> {
        if !is_ours_or_empty(folder) {
            return Err(OutputError::Foreign(folder.to_owned()));
        }
        let mut output = Self { folder: folder.to_owned(), files: BTreeMap::new(), formats: formats.to_vec() };
        let staging = folder.join(STAGING);
        fs::create_dir_all(&staging).map_err(|source| OutputError::Write { path: staging.clone(), source })?;
        for table in Table::ALL {
            for format in formats {
                let path = staging.join(file_name(table, *format));
                let file = File::create(&path).map_err(|source| OutputError::Write { path, source })?;
                output.files.insert((table, *format), BufWriter::with_capacity(1 << 16, file));
                output.append(table, *format, &format.header(table))?;
            }
        }
        Ok(output)
    }

    /// The formats of every table.
    #[must_use]
    pub fn formats(&self) -> &[Format] {
        &self.formats
    }

    /// A place for files that are needed while writing only.
    #[must_use]
    pub fn scratch(&self, name: &str) -> PathBuf {
        self.folder.join(STAGING).join(name)
    }

    /// Adds rows to a table.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn append(&mut self, table: Table, format: Format, rows: &[u8]) -> Result<(), OutputError> {
        let Some(file) = self.files.get_mut(&(table, format)) else { return Ok(()) };
        file.write_all(rows).map_err(|source| OutputError::Write { path: self.folder.join(file_name(table, format)), source })
    }

    /// Lets all tables and `extra` files appear; a table that is not complete never does.
    ///
    /// # Errors
    /// When a file cannot be written; the tables of an earlier run stay as they are where they were not replaced yet.
    pub fn finish(self, extra: &[(&str, Vec<u8>)]) -> Result<Vec<PathBuf>, OutputError> {
        let staging = self.folder.join(STAGING);
        let mut names = Vec::new();
        for ((table, format), file) in self.files {
            let name = file_name(table, format);
            let failed = |source| OutputError::Write { path: staging.join(&name), source };
            file.into_inner().map_err(|e| failed(e.into_error()))?.sync_all().map_err(failed)?;
            names.push(name);
        }
        for (name, bytes) in extra {
            fs::write(staging.join(name), bytes).map_err(|source| OutputError::Write { path: staging.join(name), source })?;
            names.push((*name).to_owned());
        }
        let mut paths = Vec::new();
        for name in names {
            let path = self.folder.join(&name);
            fs::rename(staging.join(&name), &path).map_err(|source| OutputError::Write { path: path.clone(), source })?;
            paths.push(path);
        }
        Ok(paths)
    }
}

fn file_name(table: Table, format: Format) -> String {
    format!("{}.{}", table.name(), format.name())
}

/// Whether newsvane may write into `folder`: it is not there, empty, or carries newsvane's mark.
fn is_ours_or_empty(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut items) => folder.join(STAGING).is_dir() || items.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_appear_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        let mut output = Output::create(&out, &[Format::Csv]).unwrap();
        output.append(Table::Rejects, Format::Csv, b"a,load,empty,,0\n").unwrap();
        assert!(!out.join("rejects.csv").exists());
        output.finish(&[("run.json", b"{}".to_vec())]).unwrap();
        assert_eq!(fs::read_to_string(out.join("rejects.csv")).unwrap(), "locator,stage,reason,detail,bytes\na,load,empty,,0\n");
        assert!(out.join("run.json").exists());
        Output::create(&out, &[Format::Csv]).unwrap();
    }

    #[test]
    fn folders_of_others_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.doc"), "x").unwrap();
        assert!(matches!(Output::create(folder.path(), &[Format::Csv]), Err(OutputError::Foreign(_))));
    }
}
