//! The files of a lexicon: those built into the program, and those of a folder of the user beside
//! them.

use std::{borrow::Cow, collections::BTreeMap, path::Path};

use super::{error::LexiconError, image};

/// Lexicon files by path relative to their folder, in bytewise order.
pub(super) type Files = BTreeMap<String, Cow<'static, str>>;

/// The files that are built into the program.
pub(super) fn built_in_files() -> Files {
    image::files().map(|(path, text)| (path.to_owned(), text.into())).collect()
}

/// The text of one of them.
pub(super) fn built_in_file(path: &str) -> Option<&'static str> {
    image::file(path)
}

/// Adds the `*.toml` files below `folder`; a file of the same relative path replaces the built-in
/// one.
pub(super) fn add_folder(folder: &Path, files: &mut Files) -> Result<(), LexiconError> {
    let read_error = |path: &Path, source| LexiconError::Read {
        path: path.to_owned(),
        what: "the lexicon",
        source,
    };
    if !folder.is_dir() {
        return Err(read_error(
            folder,
            std::io::Error::new(
                std::io::ErrorKind::NotFound,
                "no such folder; expected one with *.toml files as in lexicons/",
            ),
        ));
    }
    for item in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let item = item.map_err(|e| read_error(folder, e.into()))?;
        if item.file_type().is_file() && item.path().extension().is_some_and(|e| e == "toml") {
            let text =
                std::fs::read_to_string(item.path()).map_err(|e| read_error(item.path(), e))?;
            let relative = item.path().strip_prefix(folder).unwrap_or(item.path());
            files.insert(relative.to_string_lossy().replace('\\', "/"), text.into());
        }
    }
    Ok(())
}

/// What tells these files from others: a hash of their names and texts.
pub(super) fn hash(files: &Files) -> String {
    let mut hasher = blake3::Hasher::new();
    for (file, text) in files {
        for part in [file.as_str(), text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex()[..16].to_owned()
}
