//! The columns of charts: days, or longer spans where an archive has too many days to draw.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

/// Timeline that a chart has at most.
pub(super) const MAX_COLUMNS: usize = 366;

/// How long a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Span {
    /// A day of the index's calendar.
    Day,
    /// An ISO week.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Span {
    /// Its name in running text.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// The name of the span that a day is in: it sorts as time does.
    fn key(self, day: Date) -> String {
        match self {
            Self::Day => day.to_string(),
            Self::Week => {
                let week = day.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => day.strftime("%Y-%m").to_string(),
            Self::Year => day.strftime("%Y").to_string(),
        }
    }
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct TimeBin {
    /// `2026-07-01`, `2026-W27`, `2026-07`, `2026`.
    pub key: String,
    /// Its first day in the index.
    pub first: Date,
    /// Its last day in the index.
    pub last: Date,
    /// Stories on anything.
    pub stories: u64,
}

/// All columns, in the order of time.
#[derive(Debug)]
pub(super) struct Timeline {
    /// How long each is.
    pub span: Span,
    /// At most [`MAX_COLUMNS`].
    pub all: Vec<TimeBin>,
    /// Days of the index.
    pub days: usize,
    /// Timeline before the first that is shown.
    pub hidden: usize,
}

impl Timeline {
    /// The finest columns that are few enough for `days`, which have the number of stories of each;
    /// of years the last ones.
    pub(super) fn of(days: &BTreeMap<Date, u64>) -> Self {
        let mut span = Span::Day;
        let mut all = group(days, span);
        for longer in [Span::Week, Span::Month, Span::Year] {
            if all.len() > MAX_COLUMNS {
                span = longer;
                all = group(days, span);
            }
        }
        let hidden = all.len().saturating_sub(MAX_COLUMNS);
        all.drain(..hidden);
        Self { span, all, days: days.len(), hidden }
    }

    /// Number of the column that a day is in.
    pub(super) fn of_day(&self, day: Date) -> Option<usize> {
        let after = self.all.partition_point(|column| column.first <= day);
        after.checked_sub(1).filter(|n| self.all.get(*n).is_some_and(|column| day <= column.last))
    }
}

fn group(days: &BTreeMap<Date, u64>, span: Span) -> Vec<TimeBin> {
    let mut columns: Vec<TimeBin> = Vec::new();
    for (day, stories) in days {
        let key = span.key(*day);
        match columns.last_mut().filter(|column| column.key == key) {
            Some(column) => {
                column.last = *day;
                column.stories += stories;
            }
            None => columns.push(TimeBin { key, first: *day, last: *day, stories: *stories }),
        }
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(from: &str, days: i64) -> Timeline {
        let first: Date = from.parse().unwrap();
        let day = |n| first.saturating_add(jiff::Span::new().days(n));
        Timeline::of(&(0..days).map(|n| (day(n), 2)).collect())
    }

    #[test]
    fn longer_archives_have_longer_columns() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let year = columns("2024-01-01", 366);
        assert_eq!((year.span, year.all.len(), year.days), (Span::Day, 366, 366));
        assert_eq!(year.of_day(day("2024-12-31")), Some(365));
        assert_eq!(year.of_day(day("2025-01-01")), None);
        let weeks = columns("2024-01-01", 367);
        assert_eq!((weeks.span, weeks.all.len(), weeks.all[0].stories), (Span::Week, 53, 14));
        assert_eq!(weeks.all[52].key, "2025-W01");
        assert_eq!(weeks.of_day(day("2024-01-10")), Some(1));
        let months = columns("2010-01-01", 3652);
        assert_eq!(
            (months.span, months.all.len(), months.all[1].key.as_str()),
            (Span::Month, 120, "2010-02")
        );
        assert_eq!(columns("1900-01-01", 36_525).span, Span::Year);
        let centuries = columns("1000-01-01", 365 * 400);
        assert_eq!(
            (centuries.span, centuries.all.len(), centuries.hidden),
            (Span::Year, MAX_COLUMNS, 34)
        );
        let none = Timeline::of(&BTreeMap::new());
        assert_eq!((none.all.len(), none.of_day(day("2024-01-10"))), (0, None));
    }
}
