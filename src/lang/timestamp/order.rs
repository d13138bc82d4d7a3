//! How a source writes days in digits, told from those that can be read in one way only.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::DateOrder;

/// The order of day and month in `text`, as long as all of its days that leave no doubt agree.
#[must_use]
pub fn infer_order(text: &str) -> Option<DateOrder> {
    static DAY: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(\d{1,2})([/-])(\d{1,2})([/-])(?:(?:19|20)\d\d|\d\d)").ok());
    let is_apart = |byte: Option<&u8>| {
        byte.is_none_or(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'/' | b'-' | b'_'))
    };
    let bytes = text.as_bytes();
    let (mut day_first, mut month_first) = (0, 0);
    for found in DAY.as_ref()?.captures_iter(text).take(10_000) {
        let Some(whole) = found.get(0) else { continue };
        // not a piece of an address or a longer number
        if found[2] != found[4]
            || !is_apart(whole.start().checked_sub(1).and_then(|n| bytes.get(n)))
            || !is_apart(bytes.get(whole.end()))
        {
            continue;
        }
        let value = |group: usize| found[group].parse::<u32>().unwrap_or(0);
        match (value(1), value(3)) {
            (13..=31, 1..=12) => day_first += 1,
            (1..=12, 13..=31) => month_first += 1,
            _ => {}
        }
    }
    match (day_first, month_first) {
        (1.., 0) => Some(DateOrder::DayFirst),
        (0, 1..) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_past_twelve_tell_the_order() {
        assert_eq!(infer_order("03/04/2026, 25/04/2026"), Some(DateOrder::DayFirst));
        assert_eq!(infer_order("04/25/2026"), Some(DateOrder::MonthFirst));
        assert_eq!(infer_order("03/04/2026"), None);
    }

    #[test]
    fn doubt_stays_doubt() {
        assert_eq!(infer_order("25/04/2026 and 04/25/2026"), None);
        assert_eq!(infer_order("https://a.example/25/04/2026/x"), None);
        assert_eq!(infer_order("12-25-2026"), Some(DateOrder::MonthFirst));
        assert_eq!(infer_order("4/3/24,3/25/24"), Some(DateOrder::MonthFirst));
        assert_eq!(infer_order("24-03-25T10:15"), None);
        assert_eq!(infer_order("2026-12-25, 1/25/20260"), None);
    }
}
