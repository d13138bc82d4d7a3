//! What was read of each argument, for `run.json`: from the journal, so that nothing is read again.

use std::collections::BTreeMap;

use super::journal::Item;
use crate::pipeline::manifest::InputRecord;

/// The arguments of a run, as far as the journal has been read.
pub(super) struct Inputs {
    records: BTreeMap<String, (InputRecord, blake3::Hasher)>,
    /// The argument that is being read.
    current: String,
}

impl Inputs {
    /// Of these arguments.
    pub(super) fn new(arguments: &[String]) -> Self {
        let record = |path: &String| InputRecord { path: path.clone(), ..InputRecord::default() };
        let records =
            arguments.iter().map(|path| (path.clone(), (record(path), blake3::Hasher::new())));
        Self { records: records.collect(), current: String::new() }
    }

    /// Takes the next item of the journal.
    pub(super) fn note(&mut self, item: &Item) {
        if let Item::Source(state) = item {
            self.current.clone_from(&state.argument);
        }
        let Some((record, hasher)) = self.records.get_mut(&self.current) else { return };
        match item {
            Item::Source(state) => {
                record.files += 1;
                record.bytes += state.bytes;
                hasher.update(b"S");
                hasher.update(state.locator.as_bytes());
                hasher.update(&state.bytes.to_le_bytes());
            }
            Item::Article(article) => {
                hasher.update(b"A");
                hasher.update(&article.facts.article_id.0.to_le_bytes());
                hasher.update(&article.facts.content_hash.to_le_bytes());
            }
            Item::Duplicate => {
                hasher.update(b"D");
            }
            Item::Reject(problem, _) => {
                hasher.update(b"R");
                hasher.update(problem.locator.as_bytes());
                hasher.update(problem.reason.as_str().as_bytes());
            }
            Item::End => {}
        }
    }

    /// The arguments, in bytewise order.
    pub(super) fn finish(self) -> Vec<InputRecord> {
        let finish = |(record, hasher): (InputRecord, blake3::Hasher)| InputRecord {
            hash: hasher.finalize().to_hex()[..16].to_owned(),
            ..record
        };
        self.records.into_values().map(finish).collect()
    }
}
