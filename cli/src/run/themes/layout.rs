//! What of themes and days fits on a line of the terminal.

use super::{DAY, Row};

/// Longest chart.
const MAX_MARKS: usize = 60;
/// Shortest chart worth a look.
const MIN_MARKS: usize = 8;

/// What fits.
pub(super) struct Layout {
    pub(super) names: usize,
    /// Length of the charts.
    pub(super) marks: usize,
    pub(super) columns: Vec<Column>,
    /// Latest days with a column of their own.
    pub(super) days: usize,
}

/// A column behind the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Day,
    Latest,
    Interval,
    Change,
    Stories,
    Undated,
}

impl Column {
    pub(super) const ALL: [Self; 6] =
        [Self::Day, Self::Latest, Self::Interval, Self::Change, Self::Stories, Self::Undated];
    /// What goes first where there is no room.
    const EXPENDABLE: [Self; 5] =
        [Self::Undated, Self::Interval, Self::Day, Self::Change, Self::Stories];

    pub(super) const fn width(self) -> usize {
        match self {
            Self::Day | Self::Change | Self::Stories => 8,
            Self::Latest | Self::Undated => 9,
            Self::Interval => 14,
        }
    }

    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Day => "latest",
            Self::Latest => "",
            Self::Interval => "95 %",
            Self::Change => "change",
            Self::Stories => "stories",
            Self::Undated => "undated",
        }
    }
}

impl Layout {
    pub(super) fn new(rows: &[Row<'_>], days: usize, width: usize) -> Self {
        let names =
            rows.iter().map(|row| row.name().chars().count()).max().unwrap_or(0).max("theme".len());
        let mut columns: Vec<Column> = Column::ALL.to_vec();
        if rows.iter().all(|row| row.undated.is_none()) {
            columns.retain(|column| *column != Column::Undated);
        }
        let room = |columns: &[Column]| {
            width.saturating_sub(names + 2 + columns.iter().map(|c| c.width()).sum::<usize>())
        };
        for column in Column::EXPENDABLE {
            if room(&columns) < days.min(MIN_MARKS) {
                columns.retain(|c| *c != column);
            }
        }
        let marks = room(&columns).min(days).min(MAX_MARKS);
        let days = match (room(&columns) - marks) / DAY {
            // the latest one stands there already
            0 | 1 => 0,
            many => many,
        };
        Self { names, marks, columns, days }
    }
}
