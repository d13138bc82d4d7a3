//! What the sheet Index shows, and where: a row a day, columns by theme.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{limits::Limits, selection::Selection, style::Style};
use crate::write::{presentation::Tables, reader::TableError, table::columns::ThemeDays};

/// What the sheet is called.
pub(super) const NAME: &str = "Index";
/// The first row of days, below the themes, their sparklines and the names of the columns.
pub(super) const FIRST_ROW: u32 = 3;
/// The first column of themes, after the day and its stories.
pub(super) const FIRST_COLUMN: u16 = 2;
/// Columns of a theme: heading, column of `theme_days`, width, style.
pub(super) const COLUMNS: [(&str, ThemeDays, f64, Style); 5] = [
    ("sentiment", ThemeDays::Sentiment, 9.5, Style::Score),
    ("n", ThemeDays::Stories, 4.5, Style::Count),
    ("low", ThemeDays::CiLow, 6.5, Style::Bound),
    ("high", ThemeDays::CiHigh, 6.5, Style::Bound),
    ("smoothed", ThemeDays::SentimentSmoothed, 9.0, Style::Bound),
];

/// The columns of a theme by their order: where charts find them.
#[derive(Debug, Clone, Copy)]
pub(super) enum ColumnNumbers {
    Sentiment = 0,
    Low = 2,
    High = 3,
    Smoothed = 4,
}

/// What the sheet shows.
#[derive(Debug)]
pub(super) struct Grid {
    /// Themes with any cell, in the order of the tree.
    pub themes: Vec<String>,
    /// Days, the newest last, with their stories on any theme or none.
    pub days: Vec<(Date, Option<f64>)>,
    /// Days that do not fit.
    pub days_left_out: usize,
    pub(super) cells: BTreeMap<(usize, Option<Date>), [Option<f64>; COLUMNS.len()]>,
}

impl Grid {
    pub(super) fn read(tables: &Tables<'_>, limits: &Limits) -> Result<Self, TableError> {
        let listed = tables.manifest["themes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|theme| theme.as_str().map(str::to_owned));
        let mut order: Vec<String> = listed.collect();
        let mut days: BTreeMap<Date, Option<f64>> = BTreeMap::new();
        let (mut left_out, mut newest_left_out) = (0, None);
        let mut cells = BTreeMap::new();
        for row in tables.open::<ThemeDays>()? {
            let (row, mut values) = (row?, [None; COLUMNS.len()]);
            let theme = row.get(ThemeDays::Theme);
            let theme = order.iter().position(|other| other == theme).unwrap_or_else(|| {
                order.push(theme.to_owned());
                order.len() - 1
            });
            let day = row.day(ThemeDays::Day)?;
            if let Some(day) = day {
                if newest_left_out.is_some_and(|newest| day <= newest) {
                    continue;
                }
                days.insert(day, row.number(ThemeDays::DayStories)?);
                if days.len() > limits.index_days
                    && let Some((first, _)) = days.pop_first()
                {
                    left_out += 1;
                    newest_left_out = Some(first);
                    if first == day {
                        continue;
                    }
                }
            }
            for (value, (_, column, ..)) in values.iter_mut().zip(COLUMNS) {
                *value = row.number(column)?;
            }
            cells.insert((theme, day), values);
        }
        cells.retain(|(_, day), _| {
            newest_left_out.is_none_or(|newest| day.is_none_or(|day| day > newest))
        });
        let mut grid = Self {
            themes: Vec::new(),
            days: days.into_iter().collect(),
            days_left_out: left_out,
            cells: BTreeMap::new(),
        };
        for (n, theme) in order.into_iter().enumerate() {
            let own: Vec<_> =
                cells.extract_if((n, None)..=(n, Some(Date::MAX)), |_, _| true).collect();
            if !own.is_empty() {
                grid.cells.extend(
                    own.into_iter().map(|((_, day), values)| ((grid.themes.len(), day), values)),
                );
                grid.themes.push(theme);
            }
        }
        Ok(grid)
    }

    /// The first and last row of days, where there are any.
    pub(super) fn rows(&self) -> Option<(u32, u32)> {
        let days = u32::try_from(self.days.len()).ok().filter(|days| *days > 0)?;
        Some((FIRST_ROW, FIRST_ROW + days - 1))
    }

    /// A figure of a theme in a row of days.
    pub(super) fn figure(&self, theme: usize, row: u32, of: ColumnNumbers) -> Option<f64> {
        let (day, _) = self.days.get((row - FIRST_ROW) as usize)?;
        self.cells.get(&(theme, Some(*day)))?[of as usize]
    }

    /// Rows of days from `first` to `last` in which no two neighbours are far apart in time: a line
    /// may run through each of them.
    pub(super) fn stretches(&self, first: u32, last: u32) -> Vec<(u32, u32)> {
        let day = |row: u32| self.days.get((row - FIRST_ROW) as usize).map(|(day, _)| *day);
        let far = HOLE_DAYS.max(hole(day(first), day(last)) / HOLE_SHARE);
        let mut stretches = vec![(first, first)];
        for row in first + 1..=last {
            match stretches.last_mut() {
                Some(stretch) if hole(day(row - 1), day(row)) <= far => stretch.1 = row,
                _ => stretches.push((row, row)),
            }
        }
        stretches
    }

    /// The sentiment of every day with the ends of its interval.
    pub(super) fn intervals(
        &self,
        theme: usize,
    ) -> impl Iterator<Item = (Option<f64>, Option<f64>, Option<f64>)> {
        let values = move |(day, _): &(Date, _)| {
            self.cells.get(&(theme, Some(*day))).copied().unwrap_or_default()
        };
        self.days.iter().map(values).map(|own| {
            (
                own[ColumnNumbers::Sentiment as usize],
                own[ColumnNumbers::Low as usize],
                own[ColumnNumbers::High as usize],
            )
        })
    }

    /// Whether any news has no day.
    pub(super) fn has_undated(&self) -> bool {
        self.cells.keys().any(|(_, day)| day.is_none())
    }

    /// The number of the first day whose cells lead to their contributions: a sheet has so many
    /// links and no more.
    pub(super) fn first_linked(&self, selection: &Selection, limits: &Limits) -> usize {
        let mut links = 2 * self.themes.len();
        for (n, (day, _)) in self.days.iter().enumerate().rev() {
            let leads =
                |theme: &&String| selection.cells.contains_key(&((*theme).clone(), Some(*day)));
            links += self.themes.iter().filter(leads).count();
            if links > limits.sheet_links as usize {
                return n + 1;
            }
        }
        0
    }
}

/// Days without a row up to which a line runs on.
pub(super) const HOLE_DAYS: i32 = 7;
/// The part of all days that a hole is at least.
const HOLE_SHARE: i32 = 40;

/// Days between two days; 0 where one is not known.
pub(super) fn hole(from: Option<Date>, to: Option<Date>) -> i32 {
    from.zip(to).and_then(|(from, to)| to.since(from).ok()).map_or(0, |span| span.get_days() - 1)
}

/// The column of a theme.
pub(super) const fn column(theme: usize, of: ColumnNumbers) -> u16 {
    FIRST_COLUMN + (theme * COLUMNS.len()) as u16 + of as u16
}
