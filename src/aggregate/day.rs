//! On which day an article counts.

use jiff::{
    civil::Date,
    tz::{Offset, TimeZone},
};

use crate::model::{Precision, Published};

/// Civil days in a zone: an instant counts on its day there; a bare day is that day.
#[derive(Debug, Clone)]
pub struct CivilDays {
    zone: TimeZone,
}

impl CivilDays {
    /// Days in this zone.
    #[must_use]
    pub const fn new(zone: TimeZone) -> Self {
        Self { zone }
    }

    /// The day on which something published then counts; `None` where the day is not known.
    #[must_use]
    pub fn day(&self, published: &Published) -> Option<Date> {
        match (published.precision, published.instant) {
            (Precision::Instant, Some(instant)) => Some(instant.to_zoned(self.zone.clone()).date()),
            (Precision::Instant | Precision::Day, _) => published.date,
            _ => None,
        }
    }

    /// Seconds since 1970 by which articles are put in order; of a bare day its first second in UTC.
    #[must_use]
    pub fn order_key(published: &Published) -> Option<i64> {
        if let Some(instant) = published.instant {
            Some(instant.as_second())
        } else {
            let day = published.day()?;
            day.to_zoned(Offset::UTC.to_time_zone()).ok().map(|z| z.timestamp().as_second())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_decides_the_day() {
        let published = Published {
            precision: Precision::Instant,
            instant: Some("2026-07-02T23:30:00-04:00".parse().unwrap()),
            date: Some("2026-07-02".parse().unwrap()),
            ..Published::default()
        };
        assert_eq!(CivilDays::new(TimeZone::UTC).day(&published).unwrap().to_string(), "2026-07-03");
        let new_york = TimeZone::get("America/New_York").unwrap();
        assert_eq!(CivilDays::new(new_york).day(&published).unwrap().to_string(), "2026-07-02");
    }

    #[test]
    fn months_are_no_days() {
        let published = Published { precision: Precision::Month, date: Some("2026-07-01".parse().unwrap()), ..Published::default() };
        assert_eq!(CivilDays::new(TimeZone::UTC).day(&published), None);
    }
}
