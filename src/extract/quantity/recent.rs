//! Lengths of time that are days: "the past three weeks".

use jiff::{ToSpan, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::date::published;
use crate::lexicon::SentenceView;

/// Whether "the past", "the last" is before `start`, so that a length of time there is a span
/// of days.
pub(super) fn is_recent(view: &SentenceView<'_>, start: u32) -> bool {
    view.prev_is_any(start, &["past", "last", "previous", "preceding", "trailing", "prior"])
}

/// The span of days up to publication that is `count` units long.
pub(super) fn recent(view: &SentenceView<'_>, count: Decimal, unit: &str) -> Option<(Date, Date)> {
    let end = published(view)?;
    let count = count.trunc().to_i64().filter(|n| (1..=2000).contains(n))?;
    let first = match unit {
        "day" => end.checked_sub(count.days()),
        "week" => end.checked_sub(count.weeks()),
        "month" => end.checked_sub(count.months()),
        "quarter" => end.checked_sub((count * 3).months()),
        "year" => end.checked_sub(count.years()),
        "decade" => end.checked_sub((count * 10).years()),
        _ => return None,
    };
    Some((first.ok()?, end))
}
