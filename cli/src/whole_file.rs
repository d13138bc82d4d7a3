//! A file that appears whole or not at all.

use std::path::Path;

use crate::Failure;

/// Writes a file beside `path` and lets it take its place.
pub(crate) fn write_whole(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
    let failed = |error| {
        Failure::io(format!(
            "{}: cannot write: {error}; is the folder there and writable?",
            path.display()
        ))
    };
    let mut draft = path.as_os_str().to_owned();
    draft.push(".part");
    let written = std::fs::write(&draft, bytes).and_then(|()| std::fs::rename(&draft, path));
    if written.is_err() {
        let _ = std::fs::remove_file(&draft);
    }
    written.map_err(failed)
}
