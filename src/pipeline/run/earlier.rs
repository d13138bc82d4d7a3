//! The work of an earlier run, taken over as far as it still holds.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    fingerprint::Fingerprint,
    journal::{Frame, Item, JournalReader},
    row_files::{RowFile, RowReader},
    source_state::SourceState,
    step::Chunk,
};
use crate::write::rewrite;

/// What an earlier run wrote, frame by frame, each with its rows; it ends at the first frame that
/// is not whole.
pub(super) struct EarlierRun {
    journal: JournalReader,
    rows: RowReader,
    /// What its rows are in.
    files: Vec<RowFile>,
}

impl EarlierRun {
    /// The journal at `journal` with its rows at the places that `path` returns; `None` where there
    /// is none, or where its articles would have other rows now.
    pub(super) fn open(
        journal: &Path,
        path: impl Fn(&RowFile) -> PathBuf,
        now: &Fingerprint,
    ) -> Option<Self> {
        let journal = JournalReader::open(journal)?;
        if !now.has_same_articles(&journal.fingerprint) {
            return None;
        }
        let files = RowFile::all(&journal.fingerprint.formats());
        Some(Self { rows: RowReader::open(&files, path).ok()?, journal, files })
    }

    /// The journal alone: its items without their rows.
    pub(super) fn open_journal(journal: &Path, now: &Fingerprint) -> Option<Self> {
        let journal = JournalReader::open(journal)?;
        if !now.has_same_articles(&journal.fingerprint) {
            return None;
        }
        let rows = RowReader::open(&[], |_| PathBuf::new()).ok()?;
        Some(Self { journal, rows, files: Vec::new() })
    }

    /// Whether it read the very same inputs.
    pub(super) fn has_same_inputs(&self, now: &Fingerprint) -> bool {
        self.journal.fingerprint == *now && now.inputs.is_some()
    }

    /// The next frame with its rows in every file, as they were written.
    pub(super) fn next_frame(&mut self) -> Option<(Frame, Vec<Vec<u8>>)> {
        let frame = self.journal.next()?;
        let mut lengths = vec![0; frame.checks.len()];
        for item in &frame.items {
            lengths.iter_mut().zip(item.lengths()).for_each(|(sum, length)| *sum += length);
        }
        let rows = self.rows.read(&lengths, &frame.checks)?;
        Some((frame, rows))
    }
}

/// Where a run that was killed can go on.
pub(super) struct ResumePoint {
    /// Bytes of the journal and of each file that are whole.
    pub journal: u64,
    pub rows: Vec<u64>,
    /// Inputs that are done.
    pub sources: usize,
    /// Records of the next that are done; `None` where it was not begun.
    pub records: Option<u64>,
}

impl ResumePoint {
    /// Goes through what was done, passing every item to `note`.
    ///
    /// # Errors
    /// When `note` fails.
    pub(super) fn find(
        mut earlier: EarlierRun,
        mut note: impl FnMut(&Item) -> io::Result<()>,
    ) -> io::Result<Self> {
        let mut resume_point = Self {
            journal: earlier.journal.length,
            rows: earlier.rows.lengths.clone(),
            sources: 0,
            records: None,
        };
        while let Some((frame, _)) = earlier.next_frame() {
            for item in &frame.items {
                note(item)?;
                match item {
                    Item::Source(_) => resume_point.records = Some(0),
                    Item::End => {
                        resume_point.sources += 1;
                        resume_point.records = None;
                    }
                    _ => resume_point.records = resume_point.records.map(|n| n + 1),
                }
            }
            resume_point.journal = earlier.journal.length;
            resume_point.rows.clone_from(&earlier.rows.lengths);
        }
        Ok(resume_point)
    }
}

/// An earlier run over other inputs: those that have not changed need not be read again. Inputs are
/// asked for in the order of their locators, which is that of the journal too, so that one
/// pass is enough.
pub(super) struct Base {
    earlier: EarlierRun,
    /// Each file that is written now, with the place of the one that its rows are taken from.
    files: Vec<(RowFile, usize)>,
    /// The frame at work: what is left of its items, their rows, and where in these the next item's
    /// begin.
    items: std::vec::IntoIter<Item>,
    rows: Vec<Vec<u8>>,
    at: Vec<usize>,
    /// The next item.
    next: Option<Item>,
    /// Whether an input from before is gone or changed. What was a duplicate of one of its records
    /// may be none any more.
    has_lost: bool,
}

/// What an earlier run knows of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EarlierInput {
    /// Nothing.
    No,
    /// All of its records, and the hash of its content where it may grow.
    Same(Option<[u8; 16]>),
    /// Its first records: something was appended since.
    Beginning,
}

/// How far the records of an input could be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CopyStatus {
    /// There is more.
    More,
    /// The input is done.
    All,
    /// The rest must be read.
    NoMore,
}

impl Base {
    /// Rows are given as `files` have them.
    pub(super) fn new(earlier: EarlierRun, files: &[RowFile]) -> Self {
        let files = files.iter().map(|file| (*file, file.source(&earlier.files))).collect();
        let mut base = Self {
            earlier,
            files,
            items: Vec::new().into_iter(),
            rows: Vec::new(),
            at: Vec::new(),
            next: None,
            has_lost: false,
        };
        base.advance();
        base
    }

    /// Goes to the next item, over the rows of this one.
    fn advance(&mut self) {
        if let Some(item) = self.next.take() {
            self.at.iter_mut().zip(item.lengths()).for_each(|(at, length)| *at += *length as usize);
        }
        self.next = self.items.next();
        while self.next.is_none() {
            let Some((frame, rows)) = self.earlier.next_frame() else { return };
            self.at = vec![0; rows.len()];
            self.rows = rows;
            self.items = frame.items.into_iter();
            self.next = self.items.next();
        }
    }

    /// The input whose records are next, where one begins here.
    pub(super) fn source(&self) -> Option<&SourceState> {
        if let Some(Item::Source(state)) = &self.next { Some(state) } else { None }
    }

    /// Goes past the boundary of an input that is next.
    pub(super) fn pass_boundary(&mut self) {
        if matches!(self.next, Some(Item::Source(_) | Item::End)) {
            self.advance();
        }
    }

    /// Goes to the first record of an input, where it is there. `has_grown` is asked whether an
    /// input of that name which is not the same any more is still its beginning.
    pub(super) fn seek(
        &mut self,
        source: &SourceState,
        has_grown: &dyn Fn(&SourceState) -> bool,
    ) -> EarlierInput {
        loop {
            match &self.next {
                None => return EarlierInput::No,
                Some(Item::Source(known)) if known.locator > source.locator => {
                    return EarlierInput::No;
                }
                Some(Item::Source(known)) if known == source && known.modified.is_some() => {
                    let content = known.content;
                    self.advance();
                    return EarlierInput::Same(content);
                }
                Some(Item::Source(known)) if has_grown(known) => {
                    self.advance();
                    return EarlierInput::Beginning;
                }
                Some(Item::Source(_)) => self.has_lost = true,
                Some(_) => {}
            }
            self.advance();
        }
    }

    /// Adds the rows of the next record to `chunk`, in the formats that are written now; `None`, and
    /// no rows, where they cannot be read.
    fn copy_rows(&self, item: &mut Item, chunk: &mut Chunk) -> Option<()> {
        let before: Vec<usize> = chunk.rows.iter().map(Vec::len).collect();
        let mut copy = || {
            for ((file, from), out) in self.files.iter().zip(&mut chunk.rows) {
                let Some(length) = item.lengths().get(*from) else { continue };
                let own = self.rows[*from].get(self.at[*from]..)?.get(..*length as usize)?;
                rewrite(file.table, own, self.earlier.files[*from].format, file.format, out)?;
            }
            Some(())
        };
        let copied = copy();
        if copied.is_none() {
            chunk.rows.iter_mut().zip(&before).for_each(|(rows, before)| rows.truncate(*before));
        }
        if !item.lengths().is_empty() {
            let grown = chunk.rows.iter().zip(&before).map(|(rows, b)| (rows.len() - b) as u64);
            item.set_lengths(grown.collect());
        }
        copied
    }

    /// Adds the next record of the input that was sought to `chunk`, with its rows.
    pub(super) fn take(&mut self, chunk: &mut Chunk) -> CopyStatus {
        match &self.next {
            Some(Item::End) => return CopyStatus::All,
            Some(Item::Duplicate) if self.has_lost => return CopyStatus::NoMore,
            Some(item) if item.is_record() => {
                let mut item = item.clone();
                if self.copy_rows(&mut item, chunk).is_none() {
                    return CopyStatus::NoMore;
                }
                chunk.items.push(item);
            }
            _ => return CopyStatus::NoMore,
        }
        self.advance();
        CopyStatus::More
    }
}
