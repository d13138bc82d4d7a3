//! The files of a zip archive, by its directory.

use std::{
    io::{self, Read},
    ops::ControlFlow,
};

use zip::{ZipArchive, result::ZipError};

use super::archive::{Entry, EntryKind, EntrySink, Seekable};

/// Passes every file to `each`, in the order of the directory.
pub(super) fn read<'r>(
    reader: Box<dyn Seekable + 'r>,
    each: &mut EntrySink<'_>,
) -> io::Result<ControlFlow<()>> {
    let mut archive = ZipArchive::new(reader).map_err(into_io)?;
    // the same bytes under many names: how small archives come to terabytes
    if archive.has_overlapping_files().map_err(into_io)? {
        return Err(io::Error::new(
            io::ErrorKind::InvalidData,
            "files of the zip archive share the same bytes",
        ));
    }
    for index in 0..archive.len() {
        let listed = archive
            .name_for_index(index)
            .and_then(Result::ok)
            .map_or_else(|| format!("#{}", index + 1), Into::into);
        let flow = match archive.by_index(index) {
            Ok(mut file) => {
                let kind = if file.is_dir() {
                    EntryKind::Folder
                } else if file.is_symlink() {
                    EntryKind::Special
                } else {
                    EntryKind::File
                };
                let name = String::from_utf8_lossy(file.name_raw()).into_owned();
                each(Entry { name, bytes: file.size(), kind }, Ok(&mut file as &mut dyn Read))
            }
            // encrypted, or compressed by a method that is not read
            Err(error) => {
                each(Entry { name: listed, bytes: 0, kind: EntryKind::File }, Err(into_io(error)))
            }
        };
        if flow.is_break() {
            return Ok(flow);
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn into_io(error: ZipError) -> io::Error {
    match error {
        ZipError::Io(error) => error,
        other => io::Error::new(io::ErrorKind::InvalidData, other.to_string()),
    }
}
