//! The counts of a run, which add up.

use serde::{Deserialize, Serialize};

use crate::model::ModelTones;

/// What became of every input; `seen = analysed + duplicates + rejects + skipped`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Counts {
    /// Records read, files that gave none, and files left out.
    pub seen: u64,
    /// Articles in the tables.
    pub analysed: u64,
    /// Records that are the same as an earlier one in every field.
    pub duplicates: u64,
    /// Inputs that could not be analysed; each has a row in `rejects`.
    pub rejects: u64,
    /// Files left out on purpose: hidden, configuration, annotations, links out of the folder.
    pub skipped: u64,
    /// Of the analysed: without a known day.
    pub undated: u64,
    /// Of the analysed: with a time of day that names no zone and was read as UTC.
    pub zoneless: u64,
    /// Of the analysed: copies of another article's story.
    pub copies: u64,
    /// Problems with articles that were analysed all the same; they have rows in `rejects` too.
    pub problems: u64,
    /// Rows of `entities`: an article and one of its entities.
    pub entities: u64,
    /// Rows of `entity_mentions`: a sentence and a company that it is about.
    pub entity_mentions: u64,
    /// Companies of the index.
    pub companies: u64,
    /// Rows of `entity_days`: a company and a day.
    pub company_days: u64,
}

/// What a model of the user's scored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorings {
    /// Sentences.
    pub scored: u64,
    /// Of these: those that the rules give the same label.
    pub agreeing: u64,
    /// Of these: those that were longer than the model can read; their ends were left out.
    pub truncated: u64,
}

impl Scorings {
    /// Adds an article.
    pub(super) fn add(&mut self, article: &ModelTones) {
        self.scored += u64::from(article.sentences);
        self.agreeing += u64::from(article.agreeing);
        self.truncated += u64::from(article.truncated);
    }
}
