//! Lengths of time that are days: "the past three weeks".

use jiff::{ToSpan, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{date::published, terms::TimeUnit};
use crate::lexicon::{Class, Entry, Layer, SentenceView, TimeWord};

/// Whether "the past", "the last" is before `start`, so that a length of time there is a span
/// of days.
pub(super) fn is_recent(view: &SentenceView<'_>, start: u32) -> bool {
    let looks_back = |e: &Entry| {
        let is_before =
            || e.value.is_some_and(|value| value.is_sign_negative()) && e.unit.is_none();
        e.class == Class::PeriodOrder
            && match e.features.time {
                Some(TimeWord::Rolling) => true,
                Some(TimeWord::Shift | TimeWord::Sibling) => is_before(),
                _ => false,
            }
    };
    view.prev(start).is_some_and(|n| view.has_at(Layer::Period, n, looks_back))
}

/// The span of days up to publication that is `count` units long.
pub(super) fn recent(view: &SentenceView<'_>, count: Decimal, unit: &str) -> Option<(Date, Date)> {
    let end = published(view)?;
    let count = count.trunc().to_i64().filter(|n| (1..=2000).contains(n))?;
    let first = match TimeUnit::of(unit)? {
        TimeUnit::Day => end.checked_sub(count.days()),
        TimeUnit::Week => end.checked_sub(count.weeks()),
        TimeUnit::Month => end.checked_sub(count.months()),
        TimeUnit::Quarter => end.checked_sub((count * 3).months()),
        TimeUnit::Year => end.checked_sub(count.years()),
        TimeUnit::Decade => end.checked_sub((count * 10).years()),
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => return None,
    };
    Some((first.ok()?, end))
}
