//! What the readers of archives say of the files inside.

use std::{
    io::{self, Read, Seek},
    ops::ControlFlow,
};

/// What an archive says of one of its files.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) bytes: u64,
    pub(super) kind: EntryKind,
}

pub(super) enum EntryKind {
    File,
    Folder,
    /// A link, a device, a file with holes.
    Special,
}

/// Is given one file of an archive, or why it cannot be read.
pub(super) type EntrySink<'a> = dyn FnMut(Entry, io::Result<&mut dyn Read>) -> ControlFlow<()> + 'a;

/// Anything that an archive with a directory can be read from.
pub(super) trait Seekable: Read + Seek {}
impl<T: Read + Seek> Seekable for T {}
