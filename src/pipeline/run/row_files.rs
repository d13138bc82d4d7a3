//! The files that rows of single articles are appended to.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, BufWriter, Read, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use crc32fast::Hasher;

use crate::write::{Format, Output, OutputError, Table, is_rewritten_as_it_is};

/// What the name of a file ends in that is no table yet.
pub(super) const SPOOL: &str = ".spool";
/// The same when it is kept.
pub(super) const KEPT_SPOOL: &str = ".spool.zst";
/// How hard it is compressed: rows come to a twelfth either way.
const LEVEL: i32 = 1;

/// One of these files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowFile {
    pub table: Table,
    pub format: Format,
}

impl RowFile {
    /// All of them, in the order in which everything else lists their rows.
    pub(super) fn all(formats: &[Format]) -> Vec<Self> {
        Table::OF_ARTICLE
            .iter()
            .flat_map(|table| formats.iter().map(|format| Self { table: *table, format: *format }))
            .collect()
    }

    /// Whether it is no table yet: one is made of it when the run ends, and it is kept to go on
    /// from.
    pub(super) const fn is_spool(self) -> bool {
        !self.format.can_grow()
    }

    pub(super) fn name(self) -> String {
        let name = self.format.file_name(self.table);
        if self.is_spool() { format!("{name}{SPOOL}") } else { name }
    }

    /// Of files of an earlier run, the place of the one whose rows are the easiest to have as this
    /// one's.
    pub(super) fn source(self, earlier: &[Self]) -> usize {
        let own = || earlier.iter().enumerate().filter(|(_, file)| file.table == self.table);
        let same = own().find(|(_, file)| is_rewritten_as_it_is(file.format, self.format));
        same.or_else(|| own().next_back()).map_or(usize::MAX, |(place, _)| place)
    }

    /// What its spool is called when the run is done: it is compressed then.
    pub(super) fn kept_name(self) -> String {
        format!("{}{KEPT_SPOOL}", self.format.file_name(self.table))
    }

    /// Where its rows are when the run is done whose tables are in `folder`.
    pub(super) fn kept_in(self, folder: &Path) -> PathBuf {
        if self.is_spool() {
            Output::kept_in(folder, &self.kept_name())
        } else {
            folder.join(self.name())
        }
    }

    /// What is before the first row.
    fn header(self) -> Vec<u8> {
        self.format.header(self.table)
    }
}

/// Appends rows.
pub(super) struct RowWriter {
    files: Vec<(PathBuf, BufWriter<File>, Hasher)>,
}

impl RowWriter {
    /// New files in `folder`.
    pub(super) fn create(folder: &Path, kinds: &[RowFile]) -> Result<Self, OutputError> {
        let open = |kind: &RowFile| {
            let path = folder.join(kind.name());
            let file = File::create(&path)
                .and_then(|mut file| file.write_all(&kind.header()).map(|()| file));
            Ok((file.map_err(|e| OutputError::write(&path, e))?, path))
        };
        Self::open(kinds, open)
    }

    /// Files of `folder` after their first `lengths` bytes.
    pub(super) fn resume(
        folder: &Path,
        kinds: &[RowFile],
        lengths: &[u64],
    ) -> Result<Self, OutputError> {
        let mut lengths = lengths.iter();
        let open = |kind: &RowFile| {
            let path = folder.join(kind.name());
            let length = lengths.next().copied().unwrap_or(0);
            let file = OpenOptions::new()
                .append(true)
                .open(&path)
                .and_then(|file| file.set_len(length).map(|()| file));
            Ok((file.map_err(|e| OutputError::write(&path, e))?, path))
        };
        Self::open(kinds, open)
    }

    fn open(
        kinds: &[RowFile],
        mut open: impl FnMut(&RowFile) -> Result<(File, PathBuf), OutputError>,
    ) -> Result<Self, OutputError> {
        let mut files = Vec::new();
        for kind in kinds {
            let (file, path) = open(kind)?;
            files.push((path, BufWriter::with_capacity(1 << 16, file), Hasher::new()));
        }
        Ok(Self { files })
    }

    /// Appends bytes to one file.
    pub(super) fn append(&mut self, file: usize, bytes: &[u8]) -> Result<(), OutputError> {
        let (path, writer, check) = &mut self.files[file];
        check.update(bytes);
        writer.write_all(bytes).map_err(|e| OutputError::write(path, e))
    }

    /// Hands everything to the system; CRC-32 of what was appended to each file since the last
    /// time.
    pub(super) fn flush(&mut self) -> Result<Vec<u32>, OutputError> {
        let checks = self.files.iter_mut().map(|(path, writer, check)| {
            writer.flush().map_err(|e| OutputError::write(path, e))?;
            Ok(std::mem::take(check).finalize())
        });
        checks.collect()
    }
}

/// Writes the spool of a finished table, compressed.
pub(super) struct SpoolWriter(zstd::stream::write::Encoder<'static, File>);

impl SpoolWriter {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        zstd::stream::write::Encoder::new(File::create(path)?, LEVEL).map(Self)
    }

    pub(super) fn append(&mut self, rows: &[u8]) -> io::Result<()> {
        self.0.write_all(rows)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.0.finish().map(drop)
    }
}

/// Reads rows that were appended earlier.
pub(super) struct RowReader {
    files: Vec<Box<dyn Read + Send>>,
    /// Bytes of each file that were read, its header included.
    pub lengths: Vec<u64>,
}

impl RowReader {
    /// The files at the places that `path` returns.
    pub(super) fn open(kinds: &[RowFile], path: impl Fn(&RowFile) -> PathBuf) -> io::Result<Self> {
        let mut reader = Self { files: Vec::new(), lengths: Vec::new() };
        for kind in kinds {
            let header = kind.header().len() as u64;
            let path = path(kind);
            let mut file = File::open(&path)?;
            file.seek(SeekFrom::Start(header))?;
            let file = BufReader::with_capacity(1 << 16, file);
            reader.files.push(if path.extension().is_some_and(|end| end == "zst") {
                Box::new(zstd::stream::read::Decoder::with_buffer(file)?)
            } else {
                Box::new(file)
            });
            reader.lengths.push(header);
        }
        Ok(reader)
    }

    /// The next `lengths` bytes of each file; `None` where they are not those with these `checks`.
    pub(super) fn read(&mut self, lengths: &[u64], checks: &[u32]) -> Option<Vec<Vec<u8>>> {
        let mut rows = Vec::with_capacity(self.files.len());
        for ((file, length), check) in self.files.iter_mut().zip(lengths).zip(checks) {
            let mut bytes = Vec::new();
            file.take(*length).read_to_end(&mut bytes).ok()?;
            if bytes.len() as u64 != *length || crc32fast::hash(&bytes) != *check {
                return None;
            }
            rows.push(bytes);
        }
        self.lengths.iter_mut().zip(lengths).for_each(|(sum, length)| *sum += length);
        Some(rows)
    }
}
