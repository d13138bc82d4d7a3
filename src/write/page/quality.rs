//! What was taken out of the articles, and which inputs were not analysed.

use std::collections::BTreeMap;

use serde::Serialize;

use super::text;
use crate::write::{
    TableError, Tables,
    columns::{Rejects, Removed},
};

/// Rejects that are listed.
const SHOWN: usize = 20;

/// An input that was not analysed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Rejected {
    /// Where it stood.
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
}

impl Quality {
    /// Reads `removed` and `rejects`.
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
        Ok(quality)
    }
}
