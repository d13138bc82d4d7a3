//! A series in one line of text: block characters around a middle, as far apart as they are in time,
//! and gaps where there is nothing.

use jiff::{ToSpan as _, civil::Date};

/// From the bottom to the top; the middle one is 0.
const MARKS: [char; 7] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇'];

/// What a mark of a chart stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Days(i64),
    Months(i64),
}

const DAYS: [i64; 5] = [1, 2, 3, 7, 14];
const MONTHS: [i64; 9] = [1, 2, 3, 6, 12, 24, 60, 120, 600];

/// From the finest on.
fn steps() -> impl Iterator<Item = Step> {
    DAYS.into_iter().map(Step::Days).chain(MONTHS.into_iter().map(Step::Months))
}

/// The time axis of charts: equal stretches of time, one a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeAxis {
    first: Date,
    step: Step,
    marks: usize,
}

impl TimeAxis {
    /// The finest axis from the first to the last of these days that has at most `width` marks;
    /// `None` where there is no day or no room.
    pub(super) fn of(days: &[Date], width: usize) -> Option<Self> {
        let (first, last) = (*days.iter().min()?, *days.iter().max()?);
        steps().find_map(|step| {
            let axis = Self { first: step.start(first), step, marks: 0 };
            let marks = axis.place(last)? + 1;
            (marks <= width).then_some(Self { marks, ..axis })
        })
    }

    /// How many marks a chart has.
    pub(super) const fn marks(&self) -> usize {
        self.marks
    }

    /// What each mark stands for where that is not a day.
    pub(super) fn told(&self) -> Option<String> {
        Some(match self.step {
            Step::Days(1) => return None,
            Step::Days(7) => "a week".to_owned(),
            Step::Days(14) => "two weeks".to_owned(),
            Step::Days(days) => format!("{days} days"),
            Step::Months(1) => "a month".to_owned(),
            Step::Months(3) => "a quarter".to_owned(),
            Step::Months(6) => "half a year".to_owned(),
            Step::Months(12) => "a year".to_owned(),
            Step::Months(months) if months < 12 => format!("{months} months"),
            Step::Months(months) => format!("{} years", months / 12),
        })
    }

    fn place(&self, day: Date) -> Option<usize> {
        let place = match self.step {
            Step::Days(days) => i64::from(day.since(self.first).ok()?.get_days()) / days,
            Step::Months(months) => (month_of(day) - month_of(self.first)) / months,
        };
        usize::try_from(place).ok()
    }

    /// The mean of the figures in each mark, by their weights; `None` where there is none.
    pub(super) fn chart(
        &self,
        figures: impl IntoIterator<Item = (Date, f64, f64)>,
    ) -> Vec<Option<f64>> {
        let mut sums = vec![(0.0, 0.0); self.marks];
        for (day, value, weight) in figures {
            if let Some((sum, all)) = self.place(day).and_then(|place| sums.get_mut(place)) {
                *sum += value * weight;
                *all += weight;
            }
        }
        sums.into_iter().map(|(sum, all)| (all > 0.0).then(|| sum / all)).collect()
    }
}

impl Step {
    /// The first day of the mark that a chart from `day` on begins with: weeks begin on Monday,
    /// quarters in January.
    fn start(self, day: Date) -> Date {
        match self {
            Self::Days(days) if days % 7 == 0 => {
                day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
            }
            Self::Days(_) => day,
            Self::Months(months) => {
                day.first_of_month().saturating_sub(month_of(day).rem_euclid(months).months())
            }
        }
    }
}

/// A day in at most seven characters: its month and number, or its year and month where it is long
/// before the `newest`.
pub(super) fn day_name(day: Date, newest: Option<Date>) -> String {
    let age = newest.and_then(|newest| newest.since(day).ok()).map_or(0, |span| span.get_days());
    day.strftime(if age < LONG_AGO { "%b %d" } else { "%Y-%m" }).to_string()
}

/// Days after which a reader asks of which year a day is.
const LONG_AGO: i32 = 180;

/// Months since January of the year 0.
fn month_of(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// The mark of a figure where the top mark is `most` and the bottom one `-most`.
pub(super) fn mark(figure: f64, most: f64) -> char {
    let middle = (MARKS.len() / 2) as f64;
    let place =
        (figure / most.max(f64::MIN_POSITIVE)).clamp(-1.0, 1.0).mul_add(middle, middle).round();
    MARKS.get(place as usize).copied().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neutral_is_in_the_middle() {
        assert_eq!(
            [-1.0, -0.5, 0.0, 0.04, 0.5, 1.0].map(|figure| mark(figure, 1.0)),
            ['▁', '▃', '▄', '▄', '▆', '▇']
        );
        assert_eq!(mark(0.3, 0.3), '▇');
        assert_eq!(mark(0.0, 0.0), '▄');
    }

    fn days(days: &[&str]) -> Vec<Date> {
        days.iter().map(|day| day.parse().unwrap()).collect()
    }

    #[test]
    fn days_stand_where_they_are_in_time_and_no_news_is_no_figure() {
        let own = days(&["2026-07-01", "2026-07-02", "2026-07-06"]);
        let axis = TimeAxis::of(&own, 10).unwrap();
        assert_eq!((axis.marks(), axis.told()), (6, None));
        let figures = [(own[0], 1.0, 3.0), (own[0], 0.0, 1.0), (own[2], -1.0, 1.0)];
        assert_eq!(axis.chart(figures), [Some(0.75), None, None, None, None, Some(-1.0)]);
        assert_eq!(TimeAxis::of(&[], 10), None);
        assert_eq!(TimeAxis::of(&own, 0), None);
    }

    #[test]
    fn a_day_long_ago_is_told_by_its_year() {
        let own = days(&["2024-07-03", "2026-07-03"]);
        assert_eq!(
            own.iter().map(|day| day_name(*day, Some(own[1]))).collect::<Vec<_>>(),
            ["2024-07", "Jul 03"]
        );
        assert_eq!(day_name(own[0], None), "Jul 03");
    }

    #[test]
    fn marks_are_weeks_months_or_years_of_the_calendar_where_days_do_not_fit() {
        let told = |from: &str, to: &str, width| {
            let axis = TimeAxis::of(&days(&[from, to]), width).unwrap();
            (axis.marks(), axis.told().unwrap_or_default())
        };
        assert_eq!(told("2026-07-02", "2026-08-30", 60), (60, String::new()));
        assert_eq!(told("2026-07-02", "2026-08-31", 60), (31, "2 days".to_owned()));
        // from the Monday before to the Sunday after
        assert_eq!(told("2026-07-02", "2026-12-31", 60), (27, "a week".to_owned()));
        assert_eq!(told("2011-01-02", "2012-12-31", 60), (53, "two weeks".to_owned()));
        assert_eq!(told("2011-01-02", "2012-12-31", 20), (12, "2 months".to_owned()));
        assert_eq!(told("1986-03-05", "2025-12-31", 60), (40, "a year".to_owned()));
        assert_eq!(told("0001-01-01", "2025-12-31", 60), (41, "50 years".to_owned()));
    }
}
