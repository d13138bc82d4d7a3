//! What was read of each argument, for `run.json`: from the journal, so that nothing is read again.

use std::collections::{BTreeMap, HashMap};

use super::journal::Item;
use crate::{load::Expanded, pipeline::manifest::InputRecord};

/// The arguments of a run, as far as the journal has been read.
pub(super) struct Inputs<'a> {
    /// By locator: the argument by which a file was found.
    arguments: HashMap<&'a str, &'a str>,
    records: BTreeMap<&'a str, (InputRecord, blake3::Hasher)>,
    /// The argument that is being read.
    current: Option<&'a str>,
}

impl<'a> Inputs<'a> {
    pub(super) fn new(inputs: &'a [String], expanded: &'a Expanded) -> Self {
        let record = |path: &String| InputRecord { path: path.clone(), ..InputRecord::default() };
        let sources = expanded.sources.iter().zip(&expanded.arguments);
        Self {
            arguments: sources
                .map(|(source, argument)| (source.locator.as_str(), argument.as_str()))
                .collect(),
            records: inputs
                .iter()
                .map(|input| (input.as_str(), (record(input), blake3::Hasher::new())))
                .collect(),
            current: None,
        }
    }

    /// Takes the next item of the journal.
    pub(super) fn note(&mut self, item: &Item) {
        if let Item::Source(state) = item {
            self.current = self.arguments.get(state.locator.as_str()).copied();
        }
        let Some((record, hasher)) = self.current.and_then(|path| self.records.get_mut(path))
        else {
            return;
        };
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
                hasher.update(&article.facts.article_id.to_le_bytes());
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
