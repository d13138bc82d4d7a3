//! Conflicts: measures on which sources differ.

use std::collections::BTreeSet;

use super::text;
use crate::write::{Row, TableError, Tables, columns::Conflicts as Of, top::Top};

/// Conflicts that are shown.
const SHOWN: usize = 60;

/// One conflict.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Conflict {
    /// What is measured.
    pub subject: String,
    /// What of it, and when: `revenue · change · this year`.
    pub measure: String,
    /// `disagree`, `stale`.
    pub verdict: String,
    /// The values as their articles write them.
    pub note: String,
    /// Articles that take part.
    pub articles: u64,
    /// The claim with the lowest and the one with the highest figure.
    pub sides: [String; 2],
    /// Claims between these.
    pub between: usize,
}

/// The conflicts of a run.
#[derive(Debug, Default)]
pub(super) struct Conflicts {
    /// How many there are.
    pub all: u64,
    /// Of these, those that are stale only.
    pub stale: u64,
    /// Those that disagree first, then by how many articles take part, then by how far apart they
    /// are.
    pub shown: Vec<Conflict>,
}

impl Conflicts {
    /// Reads `conflicts`.
    pub(super) fn read(tables: &Tables<'_>) -> Result<Self, TableError> {
        let (mut all, mut stale) = (0, 0);
        let mut top = Top::new(SHOWN);
        for row in tables.open::<Of>()? {
            let row = row?;
            all += 1;
            let is_stale = row.get(Of::Verdict) == "stale";
            stale += u64::from(is_stale);
            let articles = row.number(Of::Articles)?.unwrap_or(0.0);
            let spread = row.number(Of::RelativeSpread)?.unwrap_or(0.0);
            top.offer((!is_stale, articles, spread), || conflict(&row, articles as u64));
        }
        Ok(Self { all, stale, shown: top.into_items().collect() })
    }

    /// The claims whose sentences are shown.
    pub(super) fn claims(&self) -> BTreeSet<String> {
        self.shown.iter().flat_map(|conflict| conflict.sides.clone()).collect()
    }
}

fn conflict(row: &Row<Of>, articles: u64) -> Conflict {
    let claims: Vec<&str> = claim_ids(row.get(Of::Claims)).collect();
    let end = |claim: Option<&&str>| claim.copied().unwrap_or_default().to_owned();
    let measure = [Of::Metric, Of::Kind, Of::Unit, Of::Period]
        .map(|column| text::cut(row.get(column), 60).replace('_', " "));
    Conflict {
        subject: text::cut(row.get(Of::Subject), 80),
        measure: measure
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        verdict: text::cut(row.get(Of::Verdict), 20),
        note: text::cut(row.get(Of::Note), 200),
        articles,
        sides: [end(claims.first()), end(claims.last())],
        between: claims.len().saturating_sub(2),
    }
}

/// The ids that a cell lists.
fn claim_ids(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|id| !id.is_empty())
}
