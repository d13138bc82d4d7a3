//! What became of every record, in order, written down batch by batch: from it a killed run goes
//! on, a grown archive is brought up to date, and the index is computed.
//!
//! A journal is a list of frames: length and CRC-32 of the payload in four bytes each, then the
//! payload in `postcard`. The first says what decides the output; each other one what a batch
//! appended, with the CRC-32 of its rows in every file. What follows a broken frame was never
//! finished and does not count.

use std::{
    fs::{File, OpenOptions},
    io::{self, BufReader, Read, Write as _},
    path::Path,
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{fingerprint::Fingerprint, source_state::SourceState};
use crate::{
    aggregate::conflict::ClaimFact,
    model::{ArticleFacts, EntityKey, ModelTones, Reason, Reject, ThemeId, Weighable},
    write::ArticleCells,
};

/// Its file name.
pub(super) const JOURNAL: &str = "journal";

/// Longest frame that is believed.
const MAX_FRAME: u32 = 1 << 30;

/// One line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Item {
    /// The records of this input follow.
    Source(SourceState),
    /// An article in the tables.
    Article(Box<JournalRecord>),
    /// A record that is the same as an earlier one.
    Duplicate,
    /// A record or file that could not be analysed, and the lengths of its rows.
    Reject(Problem, Vec<u64>),
    /// The input is read to its end.
    End,
}

/// An article in the tables.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct JournalRecord {
    pub facts: ArticleFacts,
    /// What its row in `articles` says of itself: it is written when its story is known.
    pub cells: ArticleCells,
    /// The themes that it bears.
    pub themes: Vec<Weighable<ThemeId>>,
    /// The companies that it is about.
    pub companies: Vec<JournalCompany>,
    /// Its rows in `entities` and `entity_mentions`.
    pub entity_rows: [u32; 2],
    /// Bytes of the sketch of its story.
    pub sketch: Vec<u8>,
    /// Its claims that others may contradict; their day is that of the facts.
    pub claims: Vec<ClaimFact>,
    pub problems: Vec<Problem>,
    /// What a model of the user's says of it.
    pub model: Option<ModelTones>,
    /// Lengths of its rows in every file.
    pub lengths: Vec<u64>,
}

/// A company that an article is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct JournalCompany {
    /// Whether the lexicon or the universe knows it.
    pub is_known: bool,
    pub said: Weighable<EntityKey>,
}

/// A row of `rejects`, as far as the summary shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Problem {
    pub locator: String,
    pub reason: Reason,
    pub detail: String,
}

impl From<&Reject> for Problem {
    fn from(reject: &Reject) -> Self {
        Self {
            locator: reject.locator.clone(),
            reason: reject.reason,
            detail: reject.detail.clone(),
        }
    }
}

impl Item {
    /// Lengths of its rows in every file; none where it has no rows.
    pub(super) fn lengths(&self) -> &[u64] {
        match self {
            Self::Article(kept) => &kept.lengths,
            Self::Reject(_, lengths) => lengths,
            Self::Source(_) | Self::Duplicate | Self::End => &[],
        }
    }

    /// Tells that its rows have other lengths.
    pub(super) fn set_lengths(&mut self, now: Vec<u64>) {
        match self {
            Self::Article(kept) => kept.lengths = now,
            Self::Reject(_, lengths) => *lengths = now,
            Self::Source(_) | Self::Duplicate | Self::End => {}
        }
    }

    /// Whether it is of something that a loader returned.
    pub(super) const fn is_record(&self) -> bool {
        matches!(self, Self::Article(_) | Self::Duplicate | Self::Reject(..))
    }
}

/// What one batch appended.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Frame {
    pub items: Vec<Item>,
    /// CRC-32 of the bytes appended to each file.
    pub checks: Vec<u32>,
}

/// Writes frames.
pub(super) struct JournalWriter {
    file: File,
    payload: Vec<u8>,
}

impl JournalWriter {
    /// A new journal.
    pub(super) fn create(path: &Path, fingerprint: &Fingerprint) -> io::Result<Self> {
        let mut journal = Self { file: File::create(path)?, payload: Vec::new() };
        journal.write_payload(fingerprint)?;
        Ok(journal)
    }

    /// A journal with the frames of another and its own first frame.
    pub(super) fn copy(from: &Path, to: &Path, fingerprint: &Fingerprint) -> io::Result<()> {
        let mut length = 0;
        let mut frames = BufReader::with_capacity(1 << 16, File::open(from)?);
        let first: Option<Fingerprint> = read_payload(&mut frames, &mut length);
        first.ok_or_else(|| io::Error::other("the journal cannot be read"))?;
        let mut journal = Self::create(to, fingerprint)?;
        io::copy(&mut frames, &mut journal.file).map(drop)
    }

    /// Goes on after the first `length` bytes of a journal.
    pub(super) fn resume(path: &Path, length: u64) -> io::Result<Self> {
        let file = OpenOptions::new().append(true).open(path)?;
        file.set_len(length)?;
        Ok(Self { file, payload: Vec::new() })
    }

    pub(super) fn write(&mut self, frame: &Frame) -> io::Result<()> {
        self.write_payload(frame)
    }

    fn write_payload(&mut self, payload: &impl Serialize) -> io::Result<()> {
        self.payload.clear();
        self.payload.extend_from_slice(&[0; 8]);
        self.payload = postcard::to_extend(payload, std::mem::take(&mut self.payload))
            .map_err(io::Error::other)?;
        let (length, check) =
            ((self.payload.len() - 8) as u32, crc32fast::hash(&self.payload[8..]));
        self.payload[..4].copy_from_slice(&length.to_le_bytes());
        self.payload[4..8].copy_from_slice(&check.to_le_bytes());
        self.file.write_all(&self.payload)
    }
}

/// Reads frames, up to the first that is broken.
pub(super) struct JournalReader {
    reader: BufReader<File>,
    /// What decided the output.
    pub fingerprint: Fingerprint,
    /// Bytes of the journal that are whole, up to the frame that was read last.
    pub length: u64,
}

impl JournalReader {
    /// `None` where there is no journal that this build can read.
    pub(super) fn open(path: &Path) -> Option<Self> {
        let mut reader = BufReader::with_capacity(1 << 16, File::open(path).ok()?);
        let mut length = 0;
        let fingerprint = read_payload(&mut reader, &mut length)?;
        Some(Self { reader, fingerprint, length })
    }
}

impl Iterator for JournalReader {
    type Item = Frame;

    fn next(&mut self) -> Option<Frame> {
        read_payload(&mut self.reader, &mut self.length)
    }
}

fn read_payload<T: DeserializeOwned>(reader: &mut impl Read, whole: &mut u64) -> Option<T> {
    let mut head = [0; 8];
    reader.read_exact(&mut head).ok()?;
    let [length, check] = [&head[..4], &head[4..]]
        .map(|bytes| u32::from_le_bytes(bytes.try_into().unwrap_or_default()));
    if length > MAX_FRAME {
        return None;
    }
    let mut payload = Vec::new();
    reader.take(u64::from(length)).read_to_end(&mut payload).ok()?;
    if payload.len() != length as usize || crc32fast::hash(&payload) != check {
        return None;
    }
    let value = postcard::from_bytes(&payload).ok()?;
    *whole += 8 + u64::from(length);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_is_read_up_to_the_first_broken_frame() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(JOURNAL);
        let fingerprint = Fingerprint::default();
        let mut journal = JournalWriter::create(&path, &fingerprint).unwrap();
        let problem = Problem { locator: "a".into(), reason: Reason::Empty, detail: "b".into() };
        for n in 0..3 {
            journal
                .write(&Frame {
                    items: vec![Item::Reject(problem.clone(), vec![n])],
                    checks: vec![7],
                })
                .unwrap();
        }
        let bytes = std::fs::read(&path).unwrap();
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            JournalReader::open(&path)
                .map(|mut journal| (journal.by_ref().count(), journal.length as usize))
        };
        let (_, whole) = read(&bytes).unwrap();
        assert_eq!(whole, bytes.len());
        let mut counts = Vec::new();
        for cut in 0..bytes.len() {
            let found = read(&bytes[..cut]);
            assert!(found.is_none_or(|(_, length)| length <= cut));
            counts.extend(found.map(|f| f.0));
        }
        assert!(counts.is_sorted() && counts.first() == Some(&0) && counts.last() == Some(&2));
        let mut flipped = bytes.clone();
        *flipped.last_mut().unwrap() ^= 1;
        assert_eq!(read(&flipped).unwrap().0, 2);
    }
}
