//! Times that count back: "14 hours ago" is a day only for whoever knows when that was written.

use jiff::{Span, Timestamp, tz::Offset};

use super::DateTimeMatch;
use crate::model::Precision;

/// The day that words such as "14 hours ago", "an hour ago" or "3 days ago" mean, seen at `now`;
/// `None` for all other words.
///
/// Days only: the words are rounded, and how long they had was there is not known.
#[must_use]
pub fn parse_ago(text: &str, now: Timestamp) -> Option<DateTimeMatch> {
    let lower = text.trim().to_ascii_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (count, unit) = match words.as_slice() {
        ["just", "now"] => (0, "minute"),
        ["today"] => (0, "day"),
        ["yesterday"] => (1, "day"),
        // "1d ago", "45min ago"
        [.., short, "ago"]
            if words.len() <= 3 && short.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            let unit = short.trim_start_matches(|c: char| c.is_ascii_digit());
            let count = short[..short.len() - unit.len()].parse().ok()?;
            (Some(count).filter(|n| *n < 1_000)?, unit)
        }
        [.., count, unit, "ago"] if words.len() <= 5 => match *count {
            "a" | "an" | "one" => (1, *unit),
            digits => (digits.parse().ok().filter(|n| *n < 1_000)?, *unit),
        },
        _ => return None,
    };
    let span = match unit.trim_end_matches('s') {
        "second" | "sec" => Span::new().seconds(count),
        "minute" | "min" | "m" => Span::new().minutes(count),
        "hour" | "hr" | "h" => Span::new().hours(count),
        "day" | "d" => Span::new().hours(24 * count),
        "week" | "wk" | "w" => Span::new().hours(24 * 7 * count),
        _ => return None,
    };
    let date = Offset::UTC.to_datetime(now.checked_sub(span).ok()?).date();
    Some(DateTimeMatch {
        byte_start: 0,
        byte_end: text.len(),
        precision: Precision::Day,
        date,
        instant: None,
        offset: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counted_back_from_what_is_known() {
        let seen: Timestamp = "2026-03-05T10:00:00Z".parse().unwrap();
        let day = |text: &str| parse_ago(text, seen).map(|s| s.date.to_string());
        for (text, expected) in [
            ("9 hours ago", "2026-03-05"),
            ("11 hrs ago", "2026-03-04"),
            ("an hour ago", "2026-03-05"),
            ("Published 3 days ago", "2026-03-02"),
            ("2 weeks ago", "2026-02-19"),
            ("Yesterday", "2026-03-04"),
            ("just now", "2026-03-05"),
            ("1d ago", "2026-03-04"),
            ("11h ago", "2026-03-04"),
            ("Posted 2w ago", "2026-02-19"),
            ("45m ago", "2026-03-05"),
        ] {
            assert_eq!(day(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["ago", "99999 days ago", "x hours ago", "it was all a long time ago", "2 moons ago"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
