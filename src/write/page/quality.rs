//! What was taken out of the articles, and which inputs were not analysed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::text;
use crate::write::{
    TableError, Tables,
    columns::{Mentions, Rejects, Removed},
};

/// Rejects that are listed.
const SHOWN: usize = 20;

/// An input that was not analysed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Rejected {
    /// Where it was.
    pub locator: String,
    /// A code.
    pub reason: String,
    /// What was wrong.
    pub detail: String,
}

/// What is missing in the tables, and why.
#[derive(Debug, Default)]
pub(super) struct Quality {
    /// Spans by the reason why cleaning took them out.
    pub removed: BTreeMap<String, u64>,
    /// Rows of `rejects` by reason.
    pub rejects: BTreeMap<String, u64>,
    /// The first of them.
    pub first_rejects: Vec<Rejected>,
    /// By theme, sentences to which a scorer of the user's gives the label of the rules, and all that it
    /// scored; none without one.
    pub agreement: BTreeMap<String, [u64; 2]>,
}

impl Quality {
    /// Reads `removed` and `rejects`, and where there was a scorer, `mentions`.
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, TableError> {
        let mut quality = Self::default();
        for row in tables.open::<Removed>()? {
            let row = row?;
            match quality.removed.get_mut(row.get(Removed::Reason)) {
                Some(spans) => *spans += 1,
                None => {
                    *quality.removed.entry(row.get(Removed::Reason).to_owned()).or_default() += 1;
                }
            }
        }
        for row in tables.open::<Rejects>()? {
            let row = row?;
            *quality.rejects.entry(row.get(Rejects::Reason).to_owned()).or_default() += 1;
            if quality.first_rejects.len() < SHOWN {
                let [locator, reason, detail] =
                    [Rejects::Locator, Rejects::Reason, Rejects::Detail]
                        .map(|column| text::cut(row.get(column), 160));
                quality.first_rejects.push(Rejected { locator, reason, detail });
            }
        }
        if !tables.manifest["scorer"].is_object() {
            return Ok(quality);
        }
        for row in tables.open::<Mentions>()? {
            let row = row?;
            if !row.get(Mentions::Agreement).is_empty() {
                let own = quality.agreement.entry(row.get(Mentions::Theme).to_owned()).or_default();
                own[0] += u64::from(row.is_true(Mentions::Agreement));
                own[1] += 1;
            }
        }
        Ok(quality)
    }
}
