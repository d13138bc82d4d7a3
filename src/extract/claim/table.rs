//! Tables in text: the head of a column tells of which time its figures are.

use super::period::{self, Period, PeriodPhrases};
use crate::{
    extract::table_row::{TableRow, is_apart, is_caption},
    lexicon::SentenceView,
    model::{Claim, Quantity},
};

/// The times of the columns of a table, from left to right.
#[derive(Debug, Default)]
pub(super) struct ColumnTimes {
    /// The time that the line above them names: "three months to June 30".
    above: Option<Period>,
    columns: Vec<Period>,
}

impl ColumnTimes {
    /// The times that hold after a sentence whose quantities are `own`: those of a line of nothing
    /// but times that are apart; rows (`is_row`) and captions among them leave them as they are,
    /// anything else ends them.
    pub(super) fn after(self, view: &SentenceView<'_>, own: &[Quantity], is_row: bool) -> Self {
        let columns = period::column_heads(view, own, |span| is_apart(view, span));
        if columns.len() >= 2 {
            let of_year = |head: Period| self.above.map_or(head, |above| above.in_year_of(head));
            return Self { columns: columns.into_iter().map(of_year).collect(), ..self };
        }
        let is_line = is_caption(view);
        if !self.columns.is_empty() && (is_row || is_line && own.is_empty()) {
            return self;
        }
        let above = is_line.then(|| PeriodPhrases::new(view, own).first_words(view, false));
        Self { above: above.flatten(), columns: Vec::new() }
    }

    /// Gives the claims of a row with as many figures as there are columns their times.
    pub(super) fn hand_down(&self, row: &TableRow<'_>, claims: &mut [Claim]) {
        if row.cells.len() != self.columns.len() {
            return;
        }
        for claim in claims.iter_mut().filter(|claim| claim.period.is_none()) {
            let Some(n) = row.cells.iter().position(|cell| cell.span == claim.span) else {
                continue;
            };
            let time = self.columns[n];
            claim.period = Some(time.span);
            claim.period_start = time.days.map(|days| days.0);
            claim.period_end = time.days.map(|days| days.1);
        }
    }
}
