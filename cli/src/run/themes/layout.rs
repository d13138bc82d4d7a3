//! What of themes and days fits on a line of the terminal.

use jiff::civil::Date;

use super::{super::sparkline::TimeAxis, DAY, Row};

/// Longest chart.
const MAX_MARKS: usize = 60;
/// Shortest chart worth a look.
const MIN_MARKS: usize = 8;

/// What fits.
pub(super) struct Layout {
    pub(super) names: usize,
    /// Of the charts.
    pub(super) axis: Option<TimeAxis>,
    pub(super) columns: Vec<ThemeColumn>,
    /// The latest day of all.
    pub(super) newest: Option<Date>,
    /// Latest days with a column of their own.
    pub(super) days: usize,
}

/// A column behind the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ThemeColumn {
    Day,
    Latest,
    Interval,
    Change,
    Stories,
    Undated,
}

impl ThemeColumn {
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
    pub(super) fn new(rows: &[Row<'_>], days: &[Date], width: usize) -> Self {
        let names =
            rows.iter().map(|row| row.name().chars().count()).max().unwrap_or(0).max("theme".len());
        let mut columns: Vec<ThemeColumn> = ThemeColumn::ALL.to_vec();
        if rows.iter().all(|row| row.undated.is_none()) {
            columns.retain(|column| *column != ThemeColumn::Undated);
        }
        let room = |columns: &[ThemeColumn]| {
            width.saturating_sub(names + 2 + columns.iter().map(|c| c.width()).sum::<usize>())
        };
        for column in ThemeColumn::EXPENDABLE {
            if room(&columns) < days.len().min(MIN_MARKS) {
                columns.retain(|c| *c != column);
            }
        }
        let axis = TimeAxis::of(days, room(&columns).min(MAX_MARKS));
        let marks = axis.map_or(0, |axis| axis.marks());
        let newest = days.iter().max().copied();
        let days = match room(&columns).saturating_sub(marks) / DAY {
            // the latest one is there already
            0 | 1 => 0,
            many => many,
        };
        Self { names, axis, columns, newest, days }
    }

    /// Length of the charts.
    pub(super) fn marks(&self) -> usize {
        self.axis.map_or(0, |axis| axis.marks())
    }
}
