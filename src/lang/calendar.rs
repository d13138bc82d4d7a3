//! The civil calendar: months, quarters, halves, years, and years that a text leaves out.

use jiff::{ToSpan, civil::Date};

/// First day and one past the last of `months` months from `month` of `year`.
#[must_use]
pub fn months(year: i16, month: i8, months: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.checked_add(months.months()).ok()?))
}

/// First day and one past the last of a year.
#[must_use]
pub fn year(year: i16) -> Option<(Date, Date)> {
    months(year, 1, 12)
}

/// The same of quarter 1 to 4.
#[must_use]
pub fn quarter(year: i16, quarter: i8) -> Option<(Date, Date)> {
    months(year, quarter.checked_mul(3)?.checked_sub(2)?, 3)
}

/// The same of half 1 or 2.
#[must_use]
pub fn half(year: i16, half: i8) -> Option<(Date, Date)> {
    months(year, half.checked_mul(6)?.checked_sub(5)?, 6)
}

/// The day of this name that lies nearest to `anchor`: news says "December 15" on January 3 of the
/// December before.
#[must_use]
pub fn nearest_day(month: i8, day: i8, anchor: Date) -> Option<Date> {
    let year = anchor.year();
    [year, year - 1, year + 1]
        .into_iter()
        .filter_map(|y| Date::new(y, month, day).ok())
        .min_by_key(|d| anchor.until(*d).map_or(i32::MAX, |s| s.get_days().abs()))
}

/// The latest span of `length` months beginning with `month` that had begun by `anchor`.
#[must_use]
pub fn latest(month: i8, length: i32, anchor: Date) -> Option<(Date, Date)> {
    let this = months(anchor.year(), month, length)?;
    if this.0 <= anchor { Some(this) } else { months(anchor.year().checked_sub(1)?, month, length) }
}

/// 1 to 12 for the English name of a month or its usual abbreviation.
#[must_use]
pub fn month_number(word: &str) -> Option<i8> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = |name: &str| {
        word.len() == 3 && name[..3].eq_ignore_ascii_case(word)
            || word.eq_ignore_ascii_case("sept") && name == "september"
    };
    NAMES.iter().position(|n| n.eq_ignore_ascii_case(word) || short(n)).map(|n| n as i8 + 1)
}

/// 1 for Monday to 7 for Sunday, by the English name.
#[must_use]
pub fn weekday_number(word: &str) -> Option<i8> {
    const NAMES: [&str; 7] =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    NAMES.iter().position(|n| n.eq_ignore_ascii_case(word)).map(|n| n as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn spans() {
        assert_eq!(quarter(2025, 4), Some((date(2025, 10, 1), date(2026, 1, 1))));
        assert_eq!(half(2026, 1), Some((date(2026, 1, 1), date(2026, 7, 1))));
        assert_eq!(months(2026, 13, 1), None);
    }

    #[test]
    fn missing_years() {
        assert_eq!(nearest_day(12, 15, date(2026, 1, 3)), Some(date(2025, 12, 15)));
        assert_eq!(nearest_day(6, 24, date(2026, 7, 2)), Some(date(2026, 6, 24)));
        assert_eq!(latest(10, 3, date(2026, 2, 1)), Some((date(2025, 10, 1), date(2026, 1, 1))));
    }
}
