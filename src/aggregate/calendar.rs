//! On which day an article counts: civil days of a zone, or the sessions of an exchange.

use std::sync::Arc;

use jiff::{
    civil::Date,
    tz::{Offset, TimeZone},
};

use super::{CutOff, DateOnly, Exchange, SessionError};
use crate::model::{Precision, Published};

/// The days of the index.
///
/// ```
/// use newsvane::{aggregate::Calendar, model::{Precision, Published}};
/// let published = Published {
///     precision: Precision::Instant,
///     instant: Some("2026-07-02T23:30:00-04:00".parse()?),
///     ..Published::default()
/// };
/// let civil = Calendar::Civil(jiff::tz::TimeZone::UTC);
/// assert_eq!(civil.day(&published)?.map(|d| d.to_string()).as_deref(), Some("2026-07-03"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub enum Calendar {
    /// Civil days in a zone: an instant counts on its day there; a bare day is that day.
    Civil(TimeZone),
    /// Sessions: a story counts on the first session whose cut-off is not before it.
    Trading {
        /// Which exchange.
        exchange: Arc<Exchange>,
        /// Until when a story belongs to a session.
        cut_off: CutOff,
        /// What becomes of stories of which only the day is known.
        date_only: DateOnly,
    },
}

impl Calendar {
    /// The day on which something published then counts; `None` where the day is not known.
    ///
    /// # Errors
    /// When it lies outside of the exchange's calendar.
    pub fn day(&self, published: &Published) -> Result<Option<Date>, SessionError> {
        let (instant, date) = match published.precision {
            Precision::Instant => (published.instant, published.date),
            Precision::Day => (None, published.date),
            _ => return Ok(None),
        };
        match self {
            Self::Civil(zone) => {
                Ok(instant.map(|instant| instant.to_zoned(zone.clone()).date()).or(date))
            }
            Self::Trading { exchange, cut_off, date_only } => match (instant, date) {
                (Some(instant), _) => exchange.session_of(instant, *cut_off).map(Some),
                (None, Some(date)) => exchange.session_of_day(date, *date_only).map(Some),
                (None, None) => Ok(None),
            },
        }
    }

    /// Days of the calendar from `from` to `to`; 0 where `to` is not later.
    #[must_use]
    pub fn days_between(&self, from: Date, to: Date) -> u32 {
        let civil = || from.until(to).map_or(0, |span| span.get_days());
        let days = match self {
            Self::Civil(_) => civil(),
            Self::Trading { exchange, .. } => {
                match (exchange.ordinal(from), exchange.ordinal(to)) {
                    (Ok(from), Ok(to)) => to as i32 - from as i32,
                    _ => civil(),
                }
            }
        };
        days.max(0) as u32
    }

    /// What settings call it: the zone, or the exchange.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Civil(zone) => zone.iana_name().unwrap_or("UTC"),
            Self::Trading { exchange, .. } => exchange.name(),
        }
    }
}

/// Seconds since 1970 by which articles are put in order; of a bare day its first second in UTC.
#[must_use]
pub(crate) fn order_key(published: &Published) -> Option<i64> {
    if let Some(instant) = published.instant {
        Some(instant.as_second())
    } else {
        let day = published.day()?;
        day.to_zoned(Offset::UTC.to_time_zone()).ok().map(|z| z.timestamp().as_second())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(instant: &str) -> Published {
        Published {
            precision: Precision::Instant,
            instant: Some(instant.parse().unwrap()),
            date: Some(instant[..10].parse().unwrap()),
            ..Published::default()
        }
    }

    fn nyse() -> Calendar {
        let exchange = Arc::new(Exchange::built_in("nyse").unwrap().clone());
        Calendar::Trading { exchange, cut_off: CutOff::default(), date_only: DateOnly::default() }
    }

    #[test]
    fn the_zone_decides_the_day() {
        let published = at("2026-07-02T23:30:00-04:00");
        assert_eq!(
            Calendar::Civil(TimeZone::UTC).day(&published).unwrap().unwrap().to_string(),
            "2026-07-03"
        );
        let new_york = Calendar::Civil(TimeZone::get("America/New_York").unwrap());
        assert_eq!(new_york.day(&published).unwrap().unwrap().to_string(), "2026-07-02");
    }

    #[test]
    fn sessions_skip_weekends_and_holidays() {
        // Thursday evening before the Friday on which Independence Day is kept
        assert_eq!(
            nyse().day(&at("2026-07-02T17:30:00-04:00")).unwrap().unwrap().to_string(),
            "2026-07-06"
        );
        let bare = Published {
            precision: Precision::Day,
            date: Some("2026-07-01".parse().unwrap()),
            ..Published::default()
        };
        assert_eq!(nyse().day(&bare).unwrap().unwrap().to_string(), "2026-07-02");
        assert_eq!(
            nyse().days_between("2026-07-02".parse().unwrap(), "2026-07-07".parse().unwrap()),
            2
        );
        assert!(
            nyse().day(&at("1950-01-03T12:00:00-05:00")).unwrap_err().to_string().contains("1990")
        );
    }

    #[test]
    fn months_are_no_days() {
        let published = Published {
            precision: Precision::Month,
            date: Some("2026-07-01".parse().unwrap()),
            ..Published::default()
        };
        assert_eq!(Calendar::Civil(TimeZone::UTC).day(&published).unwrap(), None);
    }
}
