//! Tables in text: the head of a column tells of which time its figures are.

use super::period::{self, Period};
use crate::{
    extract::table_row::{TableRow, is_apart},
    lexicon::SentenceView,
    model::{Claim, Quantity},
};

/// The times of the columns of a table, from left to right.
#[derive(Debug)]
pub(super) struct ColumnTimes(Vec<Period>);

impl ColumnTimes {
    /// The times that hold after a sentence whose quantities are `own`: those of a line of nothing
    /// but times that stand apart; rows leave them as they are, anything else ends them.
    pub(super) fn after(
        times: Option<Self>,
        view: &SentenceView<'_>,
        own: &[Quantity],
    ) -> Option<Self> {
        let heads = period::column_heads(view, own, |span| is_apart(view, span));
        if heads.len() >= 2 {
            return Some(Self(heads));
        }
        times.filter(|_| TableRow::of(view, own).is_some())
    }

    /// Gives the claims of a row with as many figures as there are columns their times.
    pub(super) fn hand_down(&self, row: &TableRow<'_>, claims: &mut [Claim]) {
        if row.cells.len() != self.0.len() {
            return;
        }
        for claim in claims.iter_mut().filter(|claim| claim.period.is_none()) {
            let Some(n) = row.cells.iter().position(|cell| cell.span == claim.span) else {
                continue;
            };
            let time = self.0[n];
            claim.period = Some(time.span);
            claim.period_start = time.days.map(|days| days.0);
            claim.period_end = time.days.map(|days| days.1);
        }
    }
}
