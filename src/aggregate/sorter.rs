//! Sorting more than fits into memory: sorted runs of bounded size on disk, merged while they are
//! read.
//!
//! Own code because the one crate for it (extsort) builds a documentation tester and its dozens of
//! dependencies first.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
    fs::File,
    io::{self, BufReader, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
};

use serde::{Serialize, de::DeserializeOwned};

/// Memory that the items of one sorter may take before they go to disk. A merge has five at a time.
const HELD_BYTES: usize = 16 << 20;

/// Something with an order. No two items are equal in it, so that there is one order only.
pub(super) trait Sortable: Serialize + DeserializeOwned {
    fn order(&self, other: &Self) -> Ordering;
}

/// Takes items in any order.
#[derive(Debug)]
pub(super) struct Sorter<T> {
    /// Runs are `<stem>-<number>.run`.
    stem: PathBuf,
    most: usize,
    held: Vec<T>,
    runs: Vec<Run>,
}

impl<T: Sortable> Sorter<T> {
    /// Runs, where they are needed, are files of `folder` with names of their own by `name`.
    pub(super) fn new(folder: &Path, name: &str) -> Self {
        Self::of_bytes(folder, name, size_of::<T>())
    }

    /// The same for items of about so many bytes each.
    pub(super) fn of_bytes(folder: &Path, name: &str, bytes: usize) -> Self {
        Self::with_most(folder, name, (HELD_BYTES / bytes.max(1)).max(1))
    }

    fn with_most(folder: &Path, name: &str, most: usize) -> Self {
        Self { stem: folder.join(name), most, held: Vec::new(), runs: Vec::new() }
    }

    pub(super) fn push(&mut self, item: T) -> io::Result<()> {
        if self.held.len() == self.held.capacity() {
            // doubled, but never beyond what is held at most
            self.held.reserve_exact(self.held.len().max(64).min(self.most - self.held.len()));
        }
        self.held.push(item);
        if self.held.len() >= self.most { self.write_run() } else { Ok(()) }
    }

    fn write_run(&mut self) -> io::Result<()> {
        self.held.sort_unstable_by(Sortable::order);
        let mut path = self.stem.clone().into_os_string();
        path.push(format!("-{}.run", self.runs.len()));
        let run = Run(PathBuf::from(path));
        let mut file = BufWriter::with_capacity(1 << 16, File::create(&run.0)?);
        let mut bytes = Vec::new();
        for item in self.held.drain(..) {
            bytes = postcard::to_extend(&item, bytes).map_err(io::Error::other)?;
            file.write_all(&(bytes.len() as u32).to_le_bytes())?;
            file.write_all(&bytes)?;
            bytes.clear();
        }
        file.flush()?;
        self.runs.push(run);
        Ok(())
    }

    /// The items in order.
    pub(super) fn finish(mut self) -> io::Result<Sorted<T>> {
        if self.runs.is_empty() {
            self.held.sort_unstable_by(Sortable::order);
            return Ok(Sorted::Held(self.held.into_iter()));
        }
        self.write_run()?;
        let mut merge = Merge { readers: Vec::new(), next: BinaryHeap::new(), files: self.runs };
        for number in 0..merge.files.len() {
            merge
                .readers
                .push(BufReader::with_capacity(1 << 16, File::open(&merge.files[number].0)?));
            merge.advance(number)?;
        }
        Ok(Sorted::Merged(Box::new(merge)))
    }
}

/// A file that goes when it is not needed any more.
#[derive(Debug)]
struct Run(PathBuf);

impl Drop for Run {
    fn drop(&mut self) {
        // if it stays, it goes with its folder
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Items in the order of their keys.
pub(super) enum Sorted<T: Sortable> {
    Held(std::vec::IntoIter<T>),
    Merged(Box<Merge<T>>),
}

impl<T: Sortable> Iterator for Sorted<T> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::Held(items) => items.next().map(Ok),
            Self::Merged(merge) => merge.pop(),
        }
    }
}

/// Runs that are read side by side.
pub(super) struct Merge<T: Sortable> {
    readers: Vec<BufReader<File>>,
    next: BinaryHeap<Reverse<Head<T>>>,
    /// Kept until all is read.
    files: Vec<Run>,
}

impl<T: Sortable> Merge<T> {
    fn pop(&mut self) -> Option<io::Result<T>> {
        let Reverse(head) = self.next.pop()?;
        Some(self.advance(head.run).map(|()| head.item))
    }

    /// Reads the next item of a run.
    fn advance(&mut self, run: usize) -> io::Result<()> {
        let mut length = [0; 4];
        let reader = &mut self.readers[run];
        match reader.read_exact(&mut length) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(()),
            other => other?,
        }
        let mut bytes = vec![0; u32::from_le_bytes(length) as usize];
        reader.read_exact(&mut bytes)?;
        let item: T = postcard::from_bytes(&bytes).map_err(io::Error::other)?;
        self.next.push(Reverse(Head { run, item }));
        Ok(())
    }
}

/// The next item of a run.
struct Head<T: Sortable> {
    run: usize,
    item: T,
}

impl<T: Sortable> PartialEq for Head<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl<T: Sortable> Eq for Head<T> {}

impl<T: Sortable> PartialOrd for Head<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Sortable> Ord for Head<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.item.order(&other.item).then(self.run.cmp(&other.run))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Pair(u64, String);

    impl Sortable for Pair {
        fn order(&self, other: &Self) -> Ordering {
            self.0.cmp(&other.0)
        }
    }

    #[test]
    fn runs_on_disk_give_the_same_order_as_memory() {
        let folder = tempfile::tempdir().unwrap();
        for most in [1, 3, 7, 1_000] {
            let mut sorter = Sorter::with_most(folder.path(), "pairs", most);
            for n in 0..50_u64 {
                sorter.push(Pair(n * 37 % 50, format!("{n}"))).unwrap();
            }
            assert!(sorter.held.capacity() <= most.min(64), "{most}");
            let pairs: Vec<Pair> = sorter.finish().unwrap().map(Result::unwrap).collect();
            assert_eq!(pairs.iter().map(|p| p.0).collect::<Vec<_>>(), (0..50).collect::<Vec<_>>());
            assert_eq!(pairs[37].1, "1");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "runs are taken away");
    }
}
