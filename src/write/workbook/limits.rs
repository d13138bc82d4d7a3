//! What a spreadsheet holds at most, and how tables are spread over sheets.

use std::collections::BTreeMap;

use jiff::civil::Date;

/// What bounds a workbook. The first four are Excel's own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Rows of a sheet, its header included.
    pub sheet_rows: u32,
    /// Links of a sheet.
    pub sheet_links: u32,
    /// UTF-16 units of a cell.
    pub cell_units: usize,
    /// Characters of an address, as Excel escapes them.
    pub address_chars: usize,
    /// Articles, with everything that is listed for them.
    pub articles: u64,
    /// Sentences, claims and quotes: the strongest of each theme and day.
    pub sentences: u64,
    /// See there.
    pub claims: u64,
    /// See there.
    pub quotes: u64,
    /// Rows of any other table.
    pub table_rows: u64,
    /// Measures: those told on most days.
    pub measures: usize,
    /// Days of the sheet Index.
    pub index_days: usize,
    /// Charts.
    pub charts: usize,
    /// Days of a chart.
    pub chart_points: u32,
    /// Companies: those with the most articles.
    pub companies: usize,
    /// Sentences of a company: the newest.
    pub company_sentences: usize,
}

impl Limits {
    /// Those of Excel, and a size that a desktop still opens.
    pub(super) const EXCEL: Self = Self {
        sheet_rows: 1_048_576,
        sheet_links: 65_530,
        cell_units: 32_767,
        address_chars: 2_079,
        articles: 20_000,
        sentences: 21_000,
        claims: 17_000,
        quotes: 7_000,
        table_rows: 32_000,
        measures: 300,
        index_days: 4_000,
        charts: 60,
        chart_points: 1_500,
        companies: 200,
        company_sentences: 30,
    };
}

/// How the rows of a table are spread over sheets: the first so many to `Claims`, the next to
/// `Claims 2`, ...
#[derive(Debug, Clone, Copy)]
pub(super) struct Pages {
    name: &'static str,
    per_sheet: u32,
}

/// Where a row is in the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetRow {
    /// Name of its sheet.
    pub sheet: String,
    /// Its row, from 0; the header is row 0.
    pub row: u32,
}

impl Pages {
    /// Sheets called `name` for rows with at most `links` links each.
    pub(super) fn new(name: &'static str, limits: &Limits, links: u32) -> Self {
        let by_links = limits.sheet_links.checked_div(links).unwrap_or(u32::MAX);
        Self { name, per_sheet: by_links.min(limits.sheet_rows - 1).max(1) }
    }

    /// What the first sheet is called.
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// Rows of a full sheet, without its header.
    pub(super) const fn per_sheet(&self) -> u32 {
        self.per_sheet
    }

    /// Where the row with this number, from 0, is.
    pub(super) fn place(&self, ordinal: u64) -> SheetRow {
        let page = ordinal / u64::from(self.per_sheet);
        let sheet =
            if page == 0 { self.name.to_owned() } else { format!("{} {}", self.name, page + 1) };
        SheetRow { sheet, row: (ordinal % u64::from(self.per_sheet)) as u32 + 1 }
    }
}

/// The first day from which on all rows are at most `most`; `None` where all of them are. The
/// newest day is always held. Undated rows are the first to go.
pub(super) fn first_day_within(rows: &BTreeMap<Option<Date>, u64>, most: u64) -> Option<Date> {
    let mut sum = 0;
    let mut held: Option<Option<Date>> = None;
    for (day, count) in rows.iter().rev() {
        sum += count;
        if sum > most && held.is_some() {
            return held.flatten();
        }
        held = Some(*day);
    }
    None
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn rows_go_on_in_further_sheets() {
        let pages =
            Pages::new("Claims", &Limits { sheet_rows: 11, sheet_links: 8, ..Limits::EXCEL }, 2);
        assert_eq!(pages.per_sheet(), 4);
        assert_eq!(pages.place(3), SheetRow { sheet: "Claims".to_owned(), row: 4 });
        assert_eq!(pages.place(4), SheetRow { sheet: "Claims 2".to_owned(), row: 1 });
        assert_eq!(
            Pages::new("Claims", &Limits { sheet_rows: 11, ..Limits::EXCEL }, 0).per_sheet(),
            10
        );
    }

    #[test]
    fn the_newest_days_that_fit_are_held() {
        let rows = BTreeMap::from([
            (None, 5),
            (Some(date(2026, 1, 1)), 10),
            (Some(date(2026, 1, 2)), 20),
            (Some(date(2026, 1, 5)), 30),
        ]);
        assert_eq!(first_day_within(&rows, 65), None);
        assert_eq!(first_day_within(&rows, 64), Some(date(2026, 1, 1)));
        assert_eq!(first_day_within(&rows, 50), Some(date(2026, 1, 2)));
        assert_eq!(first_day_within(&rows, 1), Some(date(2026, 1, 5)));
        assert_eq!(first_day_within(&BTreeMap::new(), 1), None);
    }
}
