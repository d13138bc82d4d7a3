//! A file, or a file in an archive: its names, and what of an archive is left out.

use std::path::Path;

use super::{
    Options,
    archive::{Entry, EntryKind},
    context::Context,
    expand,
};

/// A file, or a file in an archive.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// What locators begin with.
    pub(super) locator: String,
    /// Path of the file and of all that it is inside of.
    pub(super) path: String,
    /// Size where it is known.
    pub(super) bytes: u64,
    /// Containers around it.
    pub(super) depth: u8,
}

impl Member {
    /// The file `name` of this archive. Its name leads nowhere, nothing is ever written to it.
    pub(super) fn inside(&self, name: &str, bytes: u64) -> Self {
        let name: Vec<&str> =
            name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let name = name.join("/").replace(|c: char| c.is_control(), "\u{FFFD}");
        Self {
            locator: format!("{}/{name}", self.locator),
            path: format!("{}/{name}", self.path),
            bytes,
            depth: self.depth,
        }
    }

    pub(super) fn deeper(&self) -> Self {
        Self { depth: self.depth + 1, ..self.clone() }
    }

    pub(super) fn context<'a>(&'a self, options: &'a Options) -> Context<'a> {
        Context::new(&self.locator, Path::new(&self.path), self.bytes, options)
    }
}

/// Why a file of an archive is left out, by the rules for folders.
pub(super) fn left_out(entry: &Entry, member: &Member) -> Option<&'static str> {
    let name = member.locator.rsplit('/').next().unwrap_or_default();
    if matches!(entry.kind, EntryKind::Special) {
        Some("a link, device or sparse file; only plain files of an archive are read")
    } else if entry
        .name
        .split('/')
        .any(|part| part.starts_with('.') && part.len() > 1 && part != ".." || part == "__MACOSX")
    {
        Some("a hidden file")
    } else if expand::is_documentation(name) {
        Some("a file that describes the data")
    } else if name.to_ascii_lowercase().ends_with(".toml") {
        Some("configuration is never taken from an archive")
    } else {
        None
    }
}
