//! What time a figure covers, as far as two figures must agree in it.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::ClaimFact;

/// What two figures must have in common to cover the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Time {
    /// From the first of January until publication: moves on day by day.
    YearToDate,
    /// A span that is over, or a day: first and last.
    Fixed(Date, Date),
    /// The words, which mean other days on other days.
    Words(String),
    /// Nothing is said: about when it was published.
    Unsaid,
}

/// Words that lead into a period and leave it the same.
const LEADING: &[&str] = &[
    "the", "a", "an", "in", "on", "over", "during", "for", "of", "at", "as", "from", "by", "to",
    "its", "their", "up", "within", "through",
];
/// Periods that are those of another figure than this one.
const OF_ANOTHER: &[&str] = &[
    "earlier",
    "ago",
    "before",
    "previous",
    "previously",
    "prior",
    "same",
    "then",
    "usual",
    "following",
    "later",
    "next",
];
/// Words of a market that is still open, or of what happens around it.
const INTRADAY: &[&str] = &[
    "trading",
    "trade",
    "session",
    "morning",
    "afternoon",
    "midday",
    "premarket",
    "intraday",
    "bell",
    "hours",
    "early",
    "late",
    "overnight",
];
/// What a gain since the first of January is called, without what leads into it.
const YEAR_TO_DATE: &[&str] = &[
    "year to date",
    "ytd",
    "this year",
    "so far this year",
    "this year so far",
    "year so far",
    "year",
    "since start of year",
    "since start of the year",
    "since the start of the year",
    "since the beginning of the year",
    "since beginning of the year",
    "since january",
    "since january 1",
    "since jan 1",
    "since the turn of the year",
    "year thus far",
];

/// The period of a claim; `None` where it is that of another figure, or of a market that is still
/// open.
pub(super) fn time(fact: &ClaimFact) -> Option<Time> {
    let words = fact.period_text.as_deref().map(normal_words).unwrap_or_default();
    if fact.period_text.as_deref().is_some_and(is_compared_with) {
        return None;
    }
    let has = |list: &[&str]| words.split(' ').any(|word| list.contains(&word));
    if has(OF_ANOTHER) || has(INTRADAY) {
        return None;
    }
    if is_year_to_date(fact, &words) {
        return Some(Time::YearToDate);
    }
    Some(match (fact.period_start, fact.period_end, fact.as_of) {
        (Some(start), Some(end), _)
            if is_over(fact, end) && !fact.period_text.as_deref().is_some_and(rolls) =>
        {
            Time::Fixed(start, end)
        }
        (None, None, Some(day)) if words.is_empty() => Time::Fixed(day, day),
        _ if words.is_empty() => Time::Unsaid,
        _ => Time::Words(words),
    })
}

impl Time {
    /// The same text for the same time.
    pub(super) fn key(&self) -> String {
        let mut key = String::new();
        let _ = match self {
            Self::YearToDate => write!(key, "ytd"),
            Self::Fixed(start, end) => write!(key, "{start}/{end}"),
            Self::Words(words) => write!(key, "w {words}"),
            Self::Unsaid => Ok(()),
        };
        key
    }

    /// How many days the publications may lie apart; `None` where it does not matter.
    pub(super) const fn max_days_apart(&self) -> Option<i32> {
        match self {
            Self::YearToDate => Some(7),
            Self::Fixed(..) => None,
            Self::Words(_) | Self::Unsaid => Some(3),
        }
    }
}

/// The day for which a figure holds where its period moves on, which decides what it meets; `None`
/// where the period is fixed, or nobody knows.
pub(super) fn anchor(fact: &ClaimFact, time: &Time) -> Option<Date> {
    let day = fact.as_of.or(fact.day)?;
    match (time, fact.period_start) {
        (Time::Fixed(..), _) => None,
        // told in the first days of the next year, it is that of the last day of its own
        (Time::YearToDate, Some(start)) if start.year() < day.year() => Some(start.last_of_year()),
        _ => Some(day),
    }
}

/// "Up 4 percent from 2010", "an increase over March": what it is measured against.
fn is_compared_with(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split_whitespace();
    match words.next() {
        Some("from" | "than" | "versus" | "against") => true,
        Some("over") => !rolls(&text) && words.next() != Some("the"),
        _ => false,
    }
}

/// A span moves on as long as it is not over on the day of publication.
fn is_over(fact: &ClaimFact, end: Date) -> bool {
    fact.day.is_none_or(|day| end < day)
}

/// "Over the past year" ends with whatever day it is said on, whatever dates it was given; "last
/// year" does not.
fn rolls(text: &str) -> bool {
    let text = text.to_lowercase();
    let mut words = text.split_whitespace().skip_while(|word| *word == "the");
    match words.next() {
        Some("over" | "in" | "during" | "within" | "for" | "through") => {
            let mut words = words.skip_while(|word| *word == "the");
            match words.next() {
                Some("past") => true,
                Some("last") => text.starts_with("over") || text.ends_with('s'),
                _ => false,
            }
        }
        Some("past") => true,
        Some("last") => text.ends_with('s'),
        _ => false,
    }
}

fn is_year_to_date(fact: &ClaimFact, words: &str) -> bool {
    if YEAR_TO_DATE.contains(&words) {
        // "for the year", said in January, is the year before
        return !(words == "year" && fact.day.is_some_and(|day| day.month() == 1));
    }
    let (Some(start), Some(day)) = (fact.period_start, fact.day) else { return false };
    let is_whole_year = fact
        .period_end
        .is_some_and(|end| (end.month(), end.day()) == (12, 31) && end.year() == start.year());
    let until_now = fact.period_end.is_none_or(|end| end >= day) || is_whole_year;
    (start.month(), start.day()) == (1, 1) && start.year() == day.year() && until_now
}

/// Lower case, single spaces, no hyphens, nothing that leads in.
fn normal_words(text: &str) -> String {
    let text = text.to_lowercase().replace(['-', '\u{2010}', '\u{2011}', ',', '.'], " ");
    let words = text.split_whitespace().skip_while(|word| LEADING.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::aggregate::conflict::tests::fact;

    fn of(text: &str, dates: Option<(Date, Date)>) -> Option<Time> {
        let (period_start, period_end) = dates.unzip();
        time(&ClaimFact { period_text: Some(text.to_owned()), period_start, period_end, ..fact(1) })
    }

    /// As seen from July 2, 2026.
    #[test]
    fn periods_as_they_are_told() {
        let year = Some((date(2026, 1, 1), date(2026, 12, 31)));
        for text in [
            "year-to-date",
            "so far this year",
            "this year",
            "since the start of the year",
            "for the year",
        ] {
            assert_eq!(of(text, None), Some(Time::YearToDate), "{text}");
        }
        assert_eq!(of("in 2026", year), Some(Time::YearToDate));
        assert_eq!(
            of("since January", Some((date(2026, 1, 1), date(2026, 7, 2)))),
            Some(Time::YearToDate)
        );
        let half = (date(2026, 1, 1), date(2026, 6, 30));
        assert_eq!(of("first-half", Some(half)), Some(Time::Fixed(half.0, half.1)));
        let last = (date(2025, 1, 1), date(2025, 12, 31));
        assert_eq!(of("last year", Some(last)), Some(Time::Fixed(last.0, last.1)));
        // ends with whatever day it is told on
        assert_eq!(of("over the past year", Some(last)), Some(Time::Words("past year".to_owned())));
        assert_eq!(of("in the First Quarter", None), of("first-quarter", None));
        // of the figure that another one is compared with, or of a market that is open
        for text in [
            "a year earlier",
            "from 2010",
            "over 2010",
            "in afternoon trading",
            "in the same quarter",
        ] {
            assert_eq!(of(text, None), None, "{text}");
        }
    }
}
