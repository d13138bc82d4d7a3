//! Ids of all articles so far, in bounded memory: the latest in a set, the others in sorted files
//! of which only every 512th id is kept in memory.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Read as _, Seek as _, SeekFrom, Write as _},
    path::{Path, PathBuf},
};

use rustc_hash::FxHashSet;

/// Ids in memory before they go to a file.
const MOST: usize = 1 << 19;
/// Files before they are merged to one.
const MAX_RUNS: usize = 16;
/// Ids that one look into a file reads.
const BLOCK: usize = 512;
const ID_BYTES: usize = size_of::<u64>();

/// A set of article ids.
#[derive(Debug)]
pub(super) struct IdSet {
    folder: PathBuf,
    most: usize,
    recent: FxHashSet<u64>,
    runs: Vec<Run>,
    /// Files that were ever written.
    number: usize,
}

/// Sorted ids in a file.
#[derive(Debug)]
struct Run {
    file: File,
    /// The first id of each block.
    fences: Vec<u64>,
}

impl IdSet {
    /// An empty set; files, where they are needed, are written to `folder` and stay there.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            most: MOST,
            recent: FxHashSet::default(),
            runs: Vec::new(),
            number: 0,
        }
    }

    /// Whether the id was put in.
    pub(super) fn contains(&self, id: u64) -> io::Result<bool> {
        if self.recent.contains(&id) {
            return Ok(true);
        }
        for run in &self.runs {
            if run.contains(id)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Puts an id in that is not in it.
    pub(super) fn insert(&mut self, id: u64) -> io::Result<()> {
        self.recent.insert(id);
        if self.recent.len() < self.most {
            return Ok(());
        }
        let mut ids: Vec<u64> = self.recent.drain().collect();
        ids.sort_unstable();
        let run = self.write_run(ids.into_iter().map(Ok))?;
        self.runs.push(run);
        if self.runs.len() == MAX_RUNS { self.merge_runs() } else { Ok(()) }
    }

    fn write_run(&mut self, ids: impl Iterator<Item = io::Result<u64>>) -> io::Result<Run> {
        let path = self.folder.join(format!("ids-{}.run", self.number));
        self.number += 1;
        let mut file = BufWriter::with_capacity(1 << 16, File::create(&path)?);
        let mut fences = Vec::new();
        for (n, id) in ids.enumerate() {
            let id = id?;
            if n % BLOCK == 0 {
                fences.push(id);
            }
            file.write_all(&id.to_le_bytes())?;
        }
        file.flush()?;
        Ok(Run { file: File::open(&path)?, fences })
    }

    fn merge_runs(&mut self) -> io::Result<()> {
        let mut readers = Vec::new();
        for run in &mut self.runs {
            run.file.rewind()?;
            let mut reader = BufReader::with_capacity(1 << 16, run.file.try_clone()?);
            readers.push((next_id(&mut reader)?, reader));
        }
        let merged = std::iter::from_fn(|| {
            let (id, reader) =
                readers.iter_mut().filter(|(id, _)| id.is_some()).min_by_key(|(id, _)| *id)?;
            let least = (*id)?;
            Some(next_id(reader).map(|next| {
                *id = next;
                least
            }))
        });
        let run = self.write_run(merged)?;
        let before = self.number - 1;
        self.runs = vec![run];
        // they go with their folder in the end; on most systems their space can be had back now
        (0..before)
            .for_each(|n| drop(std::fs::remove_file(self.folder.join(format!("ids-{n}.run")))));
        Ok(())
    }
}

impl Run {
    fn contains(&self, id: u64) -> io::Result<bool> {
        let Some(block) = self.fences.partition_point(|first| *first <= id).checked_sub(1) else {
            return Ok(false);
        };
        let mut file = &self.file;
        file.seek(SeekFrom::Start((block * BLOCK * ID_BYTES) as u64))?;
        let mut bytes = Vec::with_capacity(BLOCK * ID_BYTES);
        file.take((BLOCK * ID_BYTES) as u64).read_to_end(&mut bytes)?;
        let ids = bytes.as_chunks::<ID_BYTES>().0;
        Ok(ids.binary_search_by_key(&id, |bytes| u64::from_le_bytes(*bytes)).is_ok())
    }
}

/// The next id of a file; `None` at its end.
fn next_id(reader: &mut BufReader<File>) -> io::Result<Option<u64>> {
    let mut bytes = [0; ID_BYTES];
    match reader.read_exact(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        other => other.map(|()| Some(u64::from_le_bytes(bytes))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_wherever_they_went() {
        let folder = tempfile::tempdir().unwrap();
        let mut set = IdSet { most: 700, ..IdSet::new(folder.path()) };
        let id = |n: u64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for n in 0..30_000 {
            assert!(!set.contains(id(n)).unwrap(), "{n}");
            set.insert(id(n)).unwrap();
        }
        assert!(set.runs.len() < MAX_RUNS && set.number > MAX_RUNS);
        for n in (0..30_000).step_by(7) {
            assert!(set.contains(id(n)).unwrap(), "{n}");
            assert!(!set.contains(id(n + 30_000)).unwrap(), "{n}");
        }
        assert!(!set.contains(1).unwrap() && !set.contains(u64::MAX).unwrap());
    }
}
