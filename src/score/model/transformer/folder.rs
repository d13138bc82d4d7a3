//! The files of a model, and the digest over all that was read of them.

use std::{
    io::ErrorKind,
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::ModelError;

/// A folder of model files.
pub(super) struct Folder {
    path: PathBuf,
    hasher: blake3::Hasher,
}

impl Folder {
    pub(super) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), hasher: blake3::Hasher::new() }
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The bytes of a file that must be there.
    pub(super) fn read(
        &mut self,
        name: &str,
        expected: &'static str,
    ) -> Result<Vec<u8>, ModelError> {
        let path = self.file(name);
        let bytes =
            std::fs::read(&path).map_err(|source| ModelError::Read { path, source, expected })?;
        self.digest(name);
        self.hasher.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
        Ok(bytes)
    }

    /// The bytes of a file that may be there.
    pub(super) fn read_if_there(
        &mut self,
        name: &str,
        expected: &'static str,
    ) -> Result<Option<Vec<u8>>, ModelError> {
        match self.read(name, expected) {
            Err(ModelError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {
                Ok(None)
            }
            other => other.map(Some),
        }
    }

    /// Lets the digest depend on a name or a setting.
    pub(super) fn digest(&mut self, words: &str) {
        self.hasher.update(&(words.len() as u64).to_le_bytes()).update(words.as_bytes());
    }

    /// 16 hex digits over all files that were read, in the order in which they were.
    pub(super) fn finish(&self) -> String {
        self.hasher.finalize().to_hex().chars().take(16).collect()
    }
}

/// The JSON object that `bytes` hold.
pub(super) fn object(path: &Path, bytes: &[u8]) -> Result<Value, ModelError> {
    match serde_json::from_slice(bytes) {
        Ok(value @ Value::Object(_)) => Ok(value),
        Ok(_) => Err(invalid(path, "expected a JSON object")),
        Err(error) => Err(invalid(path, format!("expected a JSON object: {error}"))),
    }
}

/// A file that does not hold what it should.
pub(super) fn invalid(path: &Path, problem: impl Into<String>) -> ModelError {
    ModelError::Invalid { path: path.to_owned(), problem: problem.into() }
}
