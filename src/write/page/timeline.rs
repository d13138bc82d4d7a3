//! The columns of charts: days, or longer spans where an archive has too many days to draw, and where
//! they are in time. A gap of two years is as wide as two years of news.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};
use serde::Serialize;

/// Timeline that a chart has at most.
pub(super) const MAX_COLUMNS: usize = 366;
/// Days with news that are columns of their own, however far they are apart.
const FEW_DAYS: usize = 31;

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

    /// The number of the span that a day is in, counted without a hole.
    fn slot(self, day: Date, is_weekdays: bool) -> i64 {
        let days = i64::from(day.since(Date::ZERO).map_or(0, |span| span.get_days()));
        let weekday = i64::from(day.weekday().to_monday_zero_offset());
        let week = (days - weekday).div_euclid(7);
        match self {
            Self::Day if is_weekdays => week * 5 + weekday.min(5),
            Self::Day => days,
            Self::Week => week,
            Self::Month => i64::from(day.year()) * 12 + i64::from(day.month()),
            Self::Year => i64::from(day.year()),
        }
    }
}

/// Whether days are those of a market or an office: none is on a weekend, which then has no width.
fn is_weekdays(days: &BTreeMap<Date, u64>) -> bool {
    days.keys().all(|day| day.weekday().to_monday_zero_offset() < 5)
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
    /// Spans between the first column and this one.
    pub place: usize,
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
    /// Columns before the first that is shown.
    pub hidden: usize,
    /// Spans from the first column to the last, those without news among them.
    pub slots: usize,
    is_weekdays: bool,
}

/// A mark on the time axis.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Tick {
    /// From 0 at the left end of the axis to 1 at its right.
    pub at: f64,
    /// `2026`, `2026-07` or `2026-07-01`.
    pub label: String,
}

impl Timeline {
    /// The finest columns of which an axis over all `days` has few enough, those without news counted,
    /// so that neighbours are mostly neighbours in time; of years the last ones. `days` have the
    /// number of stories of each.
    pub(super) fn of(days: &BTreeMap<Date, u64>) -> Self {
        let is_weekdays = is_weekdays(days);
        let wide = |span: Span| {
            let ends = days.keys().next().zip(days.keys().next_back());
            ends.map_or(0, |(a, b)| span.slot(*b, is_weekdays) - span.slot(*a, is_weekdays) + 1)
        };
        let is_few = days.len() <= FEW_DAYS;
        let span = [Span::Day, Span::Week, Span::Month]
            .into_iter()
            .find(|span| wide(*span) <= MAX_COLUMNS as i64 || *span == Span::Day && is_few)
            .unwrap_or(Span::Year);
        let mut all = group(days, span);
        let hidden = all.len().saturating_sub(MAX_COLUMNS);
        all.drain(..hidden);
        let first = all.first().map_or(0, |column| span.slot(column.first, is_weekdays));
        for column in &mut all {
            column.place = (span.slot(column.first, is_weekdays) - first) as usize;
        }
        let slots = all.last().map_or(0, |column| column.place + 1);
        Self { span, all, days: days.len(), hidden, slots, is_weekdays }
    }

    /// The middle of a column on the axis, from 0 to 1.
    pub(super) fn middle(&self, column: usize) -> f64 {
        let place = self.all.get(column).map_or(0, |column| column.place);
        (place as f64 + 0.5) / self.slots.max(1) as f64
    }

    /// Spans without any news between a column and the one before it.
    pub(super) fn hole_before(&self, column: usize) -> usize {
        let before = column.checked_sub(1).and_then(|before| self.all.get(before));
        let own = self.all.get(column);
        own.zip(before).map_or(0, |(own, before)| own.place - before.place - 1)
    }

    /// Boundaries of years, months, weeks or days on the axis: the finest of which there are at most
    /// `most`.
    pub(super) fn ticks(&self, most: usize) -> Vec<Tick> {
        let Some((first, last)) = self.all.first().zip(self.all.last()) else { return Vec::new() };
        let origin = self.span.slot(first.first, self.is_weekdays);
        let tick = |(day, chars): (Date, usize)| {
            let place = self.span.slot(day, self.is_weekdays) - origin;
            Tick {
                at: (place.max(0) as f64 / self.slots as f64).min(1.0),
                label: day.to_string().chars().take(chars).collect(),
            }
        };
        let found = STEPS
            .into_iter()
            .filter(|step| step.is_of(self.span))
            .map(|step| step.boundaries(first.first, last.last, most + 1))
            .find(|boundaries| boundaries.len() <= most)
            .unwrap_or_default();
        found.into_iter().map(tick).collect()
    }

    /// Number of the column that a day is in.
    pub(super) fn of_day(&self, day: Date) -> Option<usize> {
        let after = self.all.partition_point(|column| column.first <= day);
        after.checked_sub(1).filter(|n| self.all.get(*n).is_some_and(|column| day <= column.last))
    }
}

/// How far marks of an axis are apart.
#[derive(Debug, Clone, Copy)]
enum Step {
    Days(i64),
    Months(i64),
    Years(i64),
}

const STEPS: [Step; 15] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(25),
    Step::Years(50),
    Step::Years(100),
];

impl Step {
    /// Whether columns of this length can have such marks.
    const fn is_of(self, span: Span) -> bool {
        match self {
            Self::Days(_) => matches!(span, Span::Day),
            Self::Months(_) => !matches!(span, Span::Year),
            Self::Years(_) => true,
        }
    }

    /// Its marks from `first` to `last`, at most `most`, each with the length of its name.
    fn boundaries(self, first: Date, last: Date, most: usize) -> Vec<(Date, usize)> {
        let (start, step, chars) = match self {
            Self::Days(days) => (Ok(first), days.days(), 10),
            Self::Months(months) => {
                let month = i64::from(first.month() - 1) / months * months;
                (first.first_of_year().checked_add(month.months()), months.months(), 7)
            }
            Self::Years(years) => {
                let into = i64::from(first.year()).rem_euclid(years);
                (first.first_of_year().checked_sub(into.years()), years.years(), 4)
            }
        };
        let Ok(start) = start else { return Vec::new() };
        std::iter::successors(Some(start), |day| day.checked_add(step).ok())
            .skip_while(|day| *day < first)
            .take_while(|day| *day <= last)
            .take(most)
            .map(|day| (day, chars))
            .collect()
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
            None => {
                columns.push(TimeBin { key, first: *day, last: *day, stories: *stories, place: 0 });
            }
        }
    }
    columns
}

/// Timelines for the tests of charts.
#[cfg(test)]
pub(super) mod fixture {
    use super::Timeline;

    /// One with a story on each of these days, counted from the first of January 2026.
    pub(in crate::write::page) fn of_days(days: impl IntoIterator<Item = i64>) -> Timeline {
        let first: jiff::civil::Date = "2026-01-01".parse().unwrap();
        let day = |n| first.saturating_add(jiff::Span::new().days(n));
        Timeline::of(&days.into_iter().map(|n| (day(n), 1)).collect())
    }

    /// One of so many days in a row.
    pub(in crate::write::page) fn columns(number: usize) -> Timeline {
        of_days(0..number as i64)
    }
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

    fn of_days(days: &[&str]) -> Timeline {
        Timeline::of(&days.iter().map(|day| (day.parse().unwrap(), 1)).collect())
    }

    #[test]
    fn holes_are_as_wide_as_they_are_long() {
        let timeline = of_days(&["2024-01-06", "2024-01-07", "2026-01-07"]);
        let places: Vec<_> = timeline.all.iter().map(|column| column.place).collect();
        assert_eq!((places, timeline.slots), (vec![0, 1, 732], 733));
        assert_eq!([0, 1, 2].map(|n| timeline.hole_before(n)), [0, 0, 730]);
        assert!((timeline.middle(2) - 732.5 / 733.0).abs() < 1e-12);
        let of_weeks: Vec<_> = (0..300).map(|n| date_after("2020-01-06", n * 7)).collect();
        let mut days: Vec<&str> = of_weeks.iter().map(String::as_str).collect();
        days.drain(100..120);
        let weeks = of_days(&days);
        assert_eq!((weeks.span, weeks.slots, weeks.hole_before(100)), (Span::Week, 300, 20));
    }

    fn date_after(first: &str, days: i64) -> String {
        let first: Date = first.parse().unwrap();
        first.saturating_add(days.days()).to_string()
    }

    #[test]
    fn weekends_have_no_width_where_no_day_is_on_one() {
        // a Friday, a Monday, and the Monday after it
        let days = ["2026-07-03", "2026-07-06", "2026-07-13"];
        let timeline = of_days(&days);
        assert_eq!([1, 2].map(|n| timeline.hole_before(n)), [0, 4]);
        let with_sunday = of_days(&[days[0], "2026-07-05", days[1]]);
        assert_eq!([1, 2].map(|n| with_sunday.hole_before(n)), [1, 0]);
    }

    #[test]
    fn ticks_are_boundaries_of_the_calendar_where_they_are_in_time() {
        let labels = |timeline: &Timeline, most| {
            timeline.ticks(most).into_iter().map(|tick| tick.label).collect::<Vec<_>>()
        };
        assert_eq!(
            labels(&columns("2026-06-22", 3), 7),
            ["2026-06-22", "2026-06-23", "2026-06-24"]
        );
        let months = columns("2025-11-20", 150);
        assert_eq!(labels(&months, 7), ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"]);
        assert!((months.ticks(7)[0].at - 11.0 / 150.0).abs() < 1e-12);
        let decades = of_days(&["1986-03-01", "1986-03-02", "2025-12-31"]);
        assert_eq!(labels(&decades, 7), ["1990", "2000", "2010", "2020"]);
        assert!(labels(&Timeline::of(&BTreeMap::new()), 7).is_empty());
        for days in [1, 9, 31, 200, 366, 3_000, 30_000] {
            let ticks = columns("1950-01-01", days).ticks(7);
            assert!((1..=7).contains(&ticks.len()), "{days}: {ticks:?}");
            assert!(ticks.iter().all(|tick| (0.0..=1.0).contains(&tick.at)), "{ticks:?}");
        }
    }
}
