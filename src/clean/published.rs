//! When an article was published: the most specific evidence of record, page, byline, story and
//! path.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use crate::{
    lang::{DateTimeMatch, find_stamp, is_void, parse_ago, parse_stamp, parse_stamp_in},
    model::{Article, DateEvidence, DateOrder, DateOrigin, Precision, Published},
};

/// What is known beside the evidence.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// How the source writes days in digits.
    order: Option<DateOrder>,
    /// When the article was first seen.
    seen: Option<Timestamp>,
    /// The day on which it was, where that is all that is known.
    seen_day: Option<Date>,
    /// The zone of times that name none.
    zone: Option<TimeZone>,
}

impl Known {
    pub(super) fn of(article: &Article) -> Self {
        let seen = article.first_seen.as_deref().and_then(parse_stamp);
        let seen = seen.filter(|stamp| stamp.precision >= Precision::Day);
        Self {
            order: article.date_order,
            seen: seen.and_then(|stamp| stamp.instant),
            seen_day: seen.map(|stamp| stamp.date),
            zone: article.input_zone.as_deref().and_then(|name| TimeZone::get(name).ok()),
        }
    }

    /// Whether a day may be one of publication: nothing is seen before it is published.
    fn allows(&self, date: Date, instant: Option<Timestamp>) -> bool {
        // a day in between: zones
        let latest = self.seen_day.and_then(|day| day.checked_add(1.day()).ok());
        !is_void(date, instant) && latest.is_none_or(|latest| date <= latest)
    }
}

/// Decides on the evidence. `found` is what the text itself says, best first.
pub(super) fn decide(loaded: &[DateEvidence], found: &[DateEvidence], known: &Known) -> Published {
    let read_all = |order_of_page: Option<DateOrder>| -> Vec<Published> {
        let order_of = |e: &DateEvidence| {
            let is_of_page = matches!(e.origin, DateOrigin::Page | DateOrigin::PageText);
            if is_of_page { order_of_page } else { known.order }
        };
        loaded
            .iter()
            .chain(found)
            .filter_map(|e| read(e, order_of(e), known))
            .filter(|p| p.date.is_some_and(|date| known.allows(date, p.instant)))
            .collect()
    };
    // the fields of a page may be written in another order than its language has: only where
    // nothing else tells the day
    let mut candidates = read_all(None);
    if !candidates.iter().any(|p| p.precision >= Precision::Day) {
        candidates = read_all(known.order);
    }
    // stable: within an origin the order of the evidence stays
    candidates.sort_by_key(|p| p.origin);
    let Some(base) = candidates.iter().find(|p| p.precision >= Precision::Day).or_else(|| {
        let best = candidates.iter().map(|p| p.precision).max()?;
        candidates.iter().find(|p| p.precision == best)
    }) else {
        return Published::default();
    };
    let finer = candidates.iter().find(|p| {
        base.precision == Precision::Day && p.precision == Precision::Instant && p.date == base.date
    });
    finer.unwrap_or(base).clone()
}

/// What one piece of evidence says. Times in running words without a zone give their day alone.
fn read(evidence: &DateEvidence, order: Option<DateOrder>, known: &Known) -> Option<Published> {
    let is_field =
        matches!(evidence.origin, DateOrigin::Record | DateOrigin::Page | DateOrigin::PageText);
    let stamp = if is_field {
        let ago = || parse_ago(&evidence.surface, known.seen?);
        parse_stamp_in(&evidence.surface, order).or_else(ago)
    } else {
        find_stamp(&evidence.surface)
    }?;
    let stamp = known.zone.as_ref().filter(|_| is_field).map_or(stamp, |zone| in_zone(stamp, zone));
    let is_certain = is_field || stamp.offset.is_some();
    let words = evidence.surface.get(stamp.byte_start..stamp.byte_end).unwrap_or(&evidence.surface);
    Some(Published {
        precision: if stamp.precision == Precision::Instant && !is_certain {
            Precision::Day
        } else {
            stamp.precision
        },
        instant: stamp.instant.filter(|_| is_certain),
        offset: stamp.offset,
        date: Some(civil_day(&stamp)),
        origin: Some(evidence.origin),
        evidence: Some(words.to_owned()),
    })
}

/// A time that names no zone as one of `zone`.
fn in_zone(stamp: DateTimeMatch, zone: &TimeZone) -> DateTimeMatch {
    let Some(read) = stamp.instant.filter(|_| stamp.offset.is_none()) else { return stamp };
    let local = jiff::tz::Offset::UTC.to_datetime(read);
    match zone.to_ambiguous_timestamp(local).compatible() {
        Ok(instant) => DateTimeMatch {
            instant: Some(instant),
            offset: Some(zone.to_offset(instant)),
            date: local.date(),
            ..stamp
        },
        Err(_) => stamp,
    }
}

/// The day in the source's own zone ("24:00" is the next).
fn civil_day(stamp: &DateTimeMatch) -> jiff::civil::Date {
    match (stamp.instant, stamp.offset) {
        (Some(instant), Some(offset)) => offset.to_datetime(instant).date(),
        _ => stamp.date,
    }
}

#[cfg(test)]
mod tests;
