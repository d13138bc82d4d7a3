//! What time a figure covers, as far as two figures must agree in it.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::ClaimFact;
use crate::model::{Modality, PeriodKind};

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

/// The period of a claim; `None` where it is that of another figure, or of a market that is still
/// open.
pub(super) fn time(fact: &ClaimFact) -> Option<Time> {
    let period = &fact.normal.period;
    // "from a revised 391,000 in the prior week" tells that week's figure
    let tells = fact.is_base || fact.normal.revised_from.is_some();
    let is_told = tells && fact.period_start.is_some();
    let is_of_another = period.kind == PeriodKind::OfAnother && !is_told;
    if is_of_another || matches!(period.kind, PeriodKind::Joined | PeriodKind::OpenMarket) {
        return None;
    }
    if fact.modality != Modality::Actual {
        // plans are for the time that they name, whenever they are told
        return Some(match (fact.period_start, fact.period_end) {
            (Some(start), Some(end)) => Time::Fixed(start, end),
            _ => Time::Unsaid,
        });
    }
    if is_year_to_date(fact) {
        return Some(Time::YearToDate);
    }
    Some(match (fact.period_start, fact.period_end, fact.as_of) {
        (Some(start), Some(end), _) if is_over(fact, end) && period.kind != PeriodKind::Rolling => {
            Time::Fixed(start, end)
        }
        (None, None, Some(day)) if period.words.is_empty() => Time::Fixed(day, day),
        _ if period.words.is_empty() => Time::Unsaid,
        _ => Time::Words(period.words.clone()),
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
        // published in the first days of the next year, it is that of the last day of its own
        (Time::YearToDate, Some(start)) if start.year() < day.year() => Some(start.last_of_year()),
        _ => Some(day),
    }
}

/// A span moves on as long as it is not over on the day of publication.
fn is_over(fact: &ClaimFact, end: Date) -> bool {
    fact.day.is_none_or(|day| end < day || fact.normal.is_close && end == day)
}

fn is_year_to_date(fact: &ClaimFact) -> bool {
    match fact.normal.period.kind {
        PeriodKind::YearToDate => return true,
        // "for the year", said in January, is the year before
        PeriodKind::Year => return fact.day.is_none_or(|day| day.month() != 1),
        _ => {}
    }
    let (Some(start), Some(day)) = (fact.period_start, fact.day) else { return false };
    let is_whole_year = fact
        .period_end
        .is_some_and(|end| (end.month(), end.day()) == (12, 31) && end.year() == start.year());
    let until_now = fact.period_end.is_none_or(|end| end >= day) || is_whole_year;
    (start.month(), start.day()) == (1, 1) && start.year() == day.year() && until_now
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{aggregate::conflict::tests::fact, model::NormalPeriod};

    fn of(words: &str, kind: PeriodKind, dates: Option<(Date, Date)>) -> Option<Time> {
        let (period_start, period_end) = dates.unzip();
        let mut fact = ClaimFact { period_start, period_end, ..fact(1) };
        fact.normal.period = NormalPeriod { words: words.to_owned(), kind, follows_for: false };
        time(&fact)
    }

    /// As seen from July 2, 2026.
    #[test]
    fn periods_of_july() {
        use PeriodKind::{OfAnother, OpenMarket, Plain, Rolling, Year, YearToDate};
        let year = Some((date(2026, 1, 1), date(2026, 12, 31)));
        assert_eq!(of("this year", YearToDate, None), Some(Time::YearToDate));
        assert_eq!(of("year", Year, None), Some(Time::YearToDate));
        assert_eq!(of("2026", Plain, year), Some(Time::YearToDate));
        let until_now = Some((date(2026, 1, 1), date(2026, 7, 2)));
        assert_eq!(of("january", Plain, until_now), Some(Time::YearToDate));
        let half = (date(2026, 1, 1), date(2026, 6, 30));
        assert_eq!(of("first half", Plain, Some(half)), Some(Time::Fixed(half.0, half.1)));
        let last = (date(2025, 1, 1), date(2025, 12, 31));
        assert_eq!(of("last year", Plain, Some(last)), Some(Time::Fixed(last.0, last.1)));
        // ends with the day on which it is said
        let past = Some(Time::Words("past year".to_owned()));
        assert_eq!(of("past year", Rolling, Some(last)), past);
        assert_eq!(of("year earlier", OfAnother, None), None);
        assert_eq!(of("afternoon trading", OpenMarket, None), None);
    }

    #[test]
    fn the_year_is_the_last_one_in_january() {
        let mut january = ClaimFact { day: Some(date(2026, 1, 9)), ..fact(1) };
        january.normal.period.kind = PeriodKind::Year;
        (january.period_start, january.period_end) = (None, None);
        assert_ne!(time(&january), Some(Time::YearToDate));
    }
}
