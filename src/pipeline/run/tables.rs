//! Rendered articles to tables, in order: duplicates are counted, rows appended, the journal kept.

use std::{collections::BTreeMap, io, path::Path};

use super::{
    earlier::{EarlierRun, ResumePoint},
    fingerprint::Fingerprint,
    id_set::IdSet,
    journal::{Frame, Item, JOURNAL, JournalWriter, Problem},
    row_files::{RowFile, RowWriter},
    settings::RunError,
    step::Chunk,
};
use crate::pipeline::counts::{Counts, Scorings};
use crate::{
    model::Reason,
    write::{Output, OutputError},
};

/// Bytes of rows of a frame: whoever reads several journals side by side holds one of each.
const FRAME_BYTES: usize = 1 << 20;
/// Items of a frame.
const FRAME_ITEMS: usize = 1_024;

/// Rejects that the summary shows.
const SHOWN_REJECTS: usize = 5;

/// The tables of a run while they grow.
pub(super) struct Tables {
    pub(super) output: Output,
    rows: RowWriter,
    journal: JournalWriter,
    pub(super) tally: Tally,
}

/// What was met so far.
#[derive(Debug)]
pub(super) struct Tally {
    seen: IdSet,
    pub(super) counts: Counts,
    /// What a model of the user's scored.
    pub(super) scored: Scorings,
    pub(super) reasons: BTreeMap<Reason, u64>,
    pub(super) first_rejects: Vec<Problem>,
    /// The input that is read: its locator, its undated articles, all its articles.
    source: (String, u64, u64),
    /// The first inputs most of whose articles have no day.
    pub(super) undated: Vec<(String, u64, u64)>,
}

/// Inputs without days that the summary tells of.
const SHOWN_UNDATED: usize = 3;
/// Fewest articles of such an input.
const MANY_UNDATED: u64 = 2;

impl Tally {
    /// Nothing yet; ids that do not fit into memory go to `folder`.
    pub(super) fn new(folder: &Path) -> Self {
        Self {
            seen: IdSet::new(folder),
            counts: Counts::default(),
            scored: Scorings::default(),
            reasons: BTreeMap::new(),
            first_rejects: Vec::new(),
            source: Default::default(),
            undated: Vec::new(),
        }
    }

    /// Keeps the input that ends where most of it has no day.
    fn note_undated(&mut self) {
        let (_, undated, all) = self.source;
        if all >= MANY_UNDATED && undated * 2 > all && self.undated.len() < SHOWN_UNDATED {
            self.undated.push(std::mem::take(&mut self.source));
        }
    }

    /// Counts an item of the journal.
    pub(super) fn note(&mut self, item: &Item) -> io::Result<()> {
        self.counts.seen += u64::from(item.is_record());
        match item {
            Item::Source(state) => self.source = (state.locator.clone(), 0, 0),
            Item::End => self.note_undated(),
            Item::Duplicate => self.counts.duplicates += 1,
            Item::Reject(problem, _) => {
                self.counts.rejects += 1;
                self.note_problem(problem);
            }
            Item::Article(kept) => {
                self.seen.insert(kept.facts.article_id.0)?;
                self.counts.analysed += 1;
                self.counts.undated += u64::from(kept.facts.day.is_none());
                self.counts.zoneless += u64::from(kept.cells.is_zoneless());
                self.source.1 += u64::from(kept.facts.day.is_none());
                self.source.2 += 1;
                self.counts.problems += kept.problems.len() as u64;
                let [entities, mentions] = kept.entity_rows.map(u64::from);
                self.counts.entities += entities;
                self.counts.entity_mentions += mentions;
                kept.model.iter().for_each(|model| self.scored.add(model));
                kept.problems.iter().for_each(|problem| self.note_problem(problem));
            }
        }
        Ok(())
    }

    fn note_problem(&mut self, problem: &Problem) {
        *self.reasons.entry(problem.reason).or_insert(0) += 1;
        if self.first_rejects.len() < SHOWN_REJECTS {
            self.first_rejects.push(problem.clone());
        }
    }
}

impl Tables {
    /// Begins new tables.
    pub(super) fn create(
        output: Output,
        files: &[RowFile],
        fingerprint: &Fingerprint,
    ) -> Result<Self, RunError> {
        let staging = output.staging();
        match std::fs::remove_dir_all(&staging) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => {
                return Err(OutputError::write(&staging, e).into());
            }
            _ => std::fs::create_dir_all(&staging).map_err(|e| OutputError::write(&staging, e))?,
        }
        let rows = RowWriter::create(&staging, files)?;
        let path = staging.join(JOURNAL);
        let journal =
            JournalWriter::create(&path, fingerprint).map_err(|e| OutputError::write(&path, e))?;
        let tally = Tally::new(&staging);
        Ok(Self { output, rows, journal, tally })
    }

    /// Goes on with tables that a killed run left; where it can go on.
    pub(super) fn resume(
        output: Output,
        files: &[RowFile],
        earlier: EarlierRun,
    ) -> Result<(Self, ResumePoint), RunError> {
        let staging = output.staging();
        let mut tally = Tally::new(&staging);
        let resume_point = ResumePoint::find(earlier, |item| tally.note(item))
            .map_err(|e| OutputError::write(&staging, e))?;
        let rows = RowWriter::resume(&staging, files, &resume_point.rows)?;
        let path = staging.join(JOURNAL);
        let journal = JournalWriter::resume(&path, resume_point.journal)
            .map_err(|e| OutputError::write(&path, e))?;
        Ok((Self { output, rows, journal, tally }, resume_point))
    }

    /// Takes chunks in order: duplicates are counted, the rows of all else are appended, and the
    /// journal says so. `recycle` is given buffers that are not needed any more.
    pub(super) fn append(
        &mut self,
        chunks: Vec<Chunk>,
        recycle: &dyn Fn(Vec<Vec<u8>>),
    ) -> Result<(), RunError> {
        let staging = self.output.staging();
        let failed = |e| OutputError::write(&staging, e);
        let (mut frame, mut bytes) = (Frame::default(), 0);
        for chunk in chunks {
            let mut done = vec![0; chunk.rows.len()];
            for item in chunk.items {
                let is_duplicate = match &item {
                    Item::Article(kept) => {
                        self.tally.seen.contains(kept.facts.article_id.0).map_err(failed)?
                    }
                    _ => false,
                };
                for (file, length) in item.lengths().iter().enumerate() {
                    let end = done[file] + *length as usize;
                    if !is_duplicate && *length > 0 {
                        self.rows.append(
                            file,
                            chunk.rows[file].get(done[file]..end).unwrap_or_default(),
                        )?;
                        bytes += *length as usize;
                    }
                    done[file] = end;
                }
                let item = if is_duplicate { Item::Duplicate } else { item };
                self.tally.note(&item).map_err(failed)?;
                frame.items.push(item);
                if bytes >= FRAME_BYTES || frame.items.len() >= FRAME_ITEMS {
                    self.write_frame(std::mem::take(&mut frame))?;
                    bytes = 0;
                }
            }
            recycle(chunk.rows);
        }
        if frame.items.is_empty() { Ok(()) } else { self.write_frame(frame) }
    }

    fn write_frame(&mut self, mut frame: Frame) -> Result<(), RunError> {
        // the rows are with the system before the journal says that they are there
        frame.checks = self.rows.flush()?;
        let staging = self.output.staging();
        self.journal.write(&frame).map_err(|e| OutputError::write(&staging, e).into())
    }
}
