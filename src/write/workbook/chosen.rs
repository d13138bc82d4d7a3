//! Which rows of a long table are listed: of each theme and day the strongest before any second
//! one, of equal ranks those of the newest days. So every cell of the index keeps a sentence that it
//! rests on, however long the archive is.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use jiff::civil::Date;

use crate::write::{
    reader::Row,
    table::{Columns, Table},
    top::Top,
};

/// Rows of one theme and day that may be listed: what memory is bounded by.
const MAX_OF_CELL: usize = 40;

/// The rows of a table that are listed.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    /// By their places in the table; `None`: all of articles that are held.
    listed: Option<Vec<bool>>,
}

impl Chosen {
    /// Whether the row at this place, from 0, is listed.
    pub(super) fn is_listed(&self, place: u64) -> bool {
        self.listed
            .as_ref()
            .is_none_or(|listed| listed.get(place as usize).copied().unwrap_or(false))
    }

    /// How many of `count` rows from a place on are listed.
    pub(super) fn count(&self, from: u64, count: u64) -> u64 {
        (from..from + count).filter(|place| self.is_listed(*place)).count() as u64
    }
}

/// The strongest rows of each theme and day.
#[derive(Debug, Default)]
pub(super) struct Ranking {
    /// The rows so far.
    rows: u64,
    by_day: BTreeMap<Option<Date>, HashMap<String, Top<f32, u64>>>,
    of_days: BTreeMap<Option<Date>, u64>,
}

impl Ranking {
    /// The next row of the table.
    pub(super) fn see(&mut self, day: Option<Date>, theme: &str, strength: f32) {
        let place = self.rows;
        self.rows += 1;
        *self.of_days.entry(day).or_default() += 1;
        let cells = self.by_day.entry(day).or_default();
        if !cells.contains_key(theme) {
            cells.insert(theme.to_owned(), Top::new(MAX_OF_CELL));
        }
        if let Some(top) = cells.get_mut(theme) {
            top.offer(strength, || place);
        }
    }

    /// Rows of the table.
    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    /// At most `most` rows of days from `first_day` on.
    pub(super) fn choose(self, most: u64, first_day: Option<Date>) -> Chosen {
        let is_held = |day: Option<Date>| first_day.is_none_or(|first| day >= Some(first));
        let held = self.of_days.iter().filter(|(day, _)| is_held(**day));
        if held.map(|(_, rows)| rows).sum::<u64>() <= most {
            return Chosen { listed: None };
        }
        let mut ranked: Vec<(usize, Reverse<Option<Date>>, u64)> = Vec::new();
        for (day, cells) in self.by_day.into_iter().filter(|(day, _)| is_held(*day)) {
            for top in cells.into_values() {
                let places = top.into_items().enumerate();
                ranked.extend(places.map(|(rank, place)| (rank, Reverse(day), place)));
            }
        }
        ranked.sort_unstable();
        let mut listed = vec![false; self.rows as usize];
        for (.., place) in ranked.into_iter().take(most as usize) {
            if let Some(own) = listed.get_mut(place as usize) {
                *own = true;
            }
        }
        Chosen { listed: Some(listed) }
    }
}

/// Which columns of a table any row fills.
#[derive(Debug, Default)]
pub(super) struct FilledColumns(BTreeMap<&'static str, Vec<bool>>);

impl FilledColumns {
    /// Looks at a row.
    pub(super) fn see<T: Columns>(&mut self, row: &Row<T>) {
        let filled = self.0.entry(T::TABLE.name()).or_insert_with(|| vec![false; T::ALL.len()]);
        for (is_filled, column) in filled.iter_mut().zip(T::ALL).filter(|(filled, _)| !**filled) {
            *is_filled = !row.get(*column).is_empty();
        }
    }

    /// Whether a column of a table holds anything; a table of which no row was seen has all its
    /// columns.
    pub(super) fn has(&self, table: Table, position: usize) -> bool {
        self.0.get(table.name()).is_none_or(|filled| filled.get(position).copied().unwrap_or(true))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn listed(most: u64, first_day: Option<Date>) -> Vec<u64> {
        let mut ranking = Ranking::default();
        let [old, new] = [Some(date(2026, 7, 1)), Some(date(2026, 7, 2))];
        for (day, theme, strength) in [
            (old, "ai", 0.1),
            (old, "ai", 0.9),
            (old, "macro", 0.2),
            (new, "ai", 0.3),
            (new, "ai", 0.4),
            (None, "ai", 1.0),
        ] {
            ranking.see(day, theme, strength);
        }
        let chosen = ranking.choose(most, first_day);
        (0..6).filter(|place| chosen.is_listed(*place)).collect()
    }

    #[test]
    fn every_cell_has_its_strongest_before_any_has_two_and_new_days_come_first() {
        assert_eq!(listed(6, None), [0, 1, 2, 3, 4, 5]);
        assert_eq!(listed(1, None), [4]);
        assert_eq!(listed(3, None), [1, 2, 4]);
        assert_eq!(listed(4, None), [1, 2, 4, 5], "undated ones come last");
        assert_eq!(listed(5, None), [1, 2, 3, 4, 5]);
        assert_eq!(listed(1, Some(date(2026, 7, 2))), [4]);
    }

    #[test]
    fn where_all_fit_all_are_listed() {
        let chosen = Ranking::default().choose(0, None);
        assert!(chosen.is_listed(7) && chosen.count(2, 3) == 3);
    }
}
