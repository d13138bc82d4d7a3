//! The days that a phrase denotes, counted from the day of publication.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    lang::{calendar, weekday_number},
    lexicon::SentenceView,
};

/// First day and last day.
pub(super) type Days = Option<(Date, Date)>;

/// `(first, one past the last)` as first and last day.
pub(super) fn closed(span: Option<(Date, Date)>) -> Days {
    let (first, after) = span?;
    Some((first, after.yesterday().ok()?))
}

/// The days of "today", "yesterday", "year-to-date", "so far this quarter" and days of the week at
/// token `at`.
pub(super) fn of_word(view: &SentenceView<'_>, at: u32, published: Option<Date>) -> Days {
    let day = published?;
    let is = |word: &str| view.is_word(at, word);
    if is("today") || is("overnight") {
        return Some((day, day));
    }
    if is("yesterday") {
        let before = day.yesterday().ok()?;
        return Some((before, before));
    }
    if is("year") && view.is_word(at + 2, "to") {
        return Some((day.first_of_year(), day));
    }
    if is("so") && view.is_word(at + 2, "this") {
        let (first, last) = of_order("this", None, view.word(at + 3), published)?;
        return Some((first, last.min(day)));
    }
    let back =
        (day.weekday().to_monday_one_offset() - weekday_number(view.word(at))?).rem_euclid(7);
    let then = day.checked_sub(i32::from(back).days()).ok()?;
    Some((then, then))
}

/// The days of "this week", "last month", "next year", "the first nine months": `order` and `unit`
/// as written, `count` between them.
pub(super) fn of_order(
    order: &str,
    count: Option<i64>,
    unit: &str,
    published: Option<Date>,
) -> Days {
    let day = published?;
    let unit = unit.to_ascii_lowercase();
    let unit = unit.strip_suffix('s').unwrap_or(&unit);
    let order = order.to_ascii_lowercase();
    if let Some(count) = count {
        let months = i32::try_from(count).ok().filter(|n| (1..12).contains(n))?;
        return match (order.as_str(), unit) {
            ("first", "month") => closed(completed(1, months, day)),
            ("final", "month") => closed(completed(i8::try_from(13 - months).ok()?, months, day)),
            _ => None,
        };
    }
    let shift = match order.as_str() {
        "this" | "current" => 0,
        "last" | "previous" | "prior" | "past" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    let first = match unit {
        "week" => day
            .checked_sub((day.weekday().to_monday_zero_offset()).days())
            .ok()?
            .checked_add((shift * 7).days())
            .ok()?,
        "month" => day.first_of_month().checked_add(shift.months()).ok()?,
        "quarter" => Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)
            .ok()?
            .checked_add((shift * 3).months())
            .ok()?,
        "year" => day.first_of_year().checked_add(shift.years()).ok()?,
        _ => return None,
    };
    let after = match unit {
        "week" => first.checked_add(7.days()),
        "month" => first.checked_add(1.month()),
        "quarter" => first.checked_add(3.months()),
        _ => first.checked_add(1.year()),
    };
    closed(Some((first, after.ok()?)))
}

/// The latest span of `length` months beginning with `month` that was over at publication.
fn completed(month: i8, length: i32, published: Date) -> Option<(Date, Date)> {
    let this = calendar::months(published.year(), month, length)?;
    if this.1 <= published {
        Some(this)
    } else {
        calendar::months(published.year().checked_sub(1)?, month, length)
    }
}

/// The days of the stretch of `months` months that ends with `last`: "the quarter ended May 31".
pub(super) fn up_to(last: Date, months: i32) -> Days {
    let first = if last == last.last_of_month() {
        last.first_of_month().checked_sub((months - 1).months()).ok()?
    } else {
        last.checked_sub(months.months()).ok()?.tomorrow().ok()?
    };
    Some((first, last))
}

/// The days of a mark such as `Q3`, `3Q25`, `H1`, `FY2026`; without a year the latest that has
/// begun at publication. Fiscal years are read as civil ones: when a company's year ends its news
/// seldom says.
pub(super) fn of_mark(mark: &str, year: Option<i16>, published: Option<Date>) -> Days {
    let upper = mark.to_ascii_uppercase();
    let bytes = upper.as_bytes();
    let (first, length, rest) = match bytes {
        [b'Q', n @ b'1'..=b'4', rest @ ..] | [n @ b'1'..=b'4', b'Q', rest @ ..] => {
            ((n - b'1') as i8 * 3 + 1, 3, rest)
        }
        [b'H', n @ b'1'..=b'2', rest @ ..] | [n @ b'1'..=b'2', b'H', rest @ ..] => {
            ((n - b'1') as i8 * 6 + 1, 6, rest)
        }
        [b'F' | b'C', b'Y', rest @ ..] => (1, 12, rest),
        _ => return None,
    };
    let digits = std::str::from_utf8(rest).ok()?.trim_start_matches("FY");
    let own = match digits.len() {
        0 => None,
        2 => Some(2000 + digits.parse::<i16>().ok()?),
        4 => Some(digits.parse::<i16>().ok()?),
        _ => return None,
    };
    match own.or(year) {
        Some(year) => closed(calendar::months(year, first, length)),
        None if length < 12 => closed(calendar::latest(first, length, published?)),
        None => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DAY: Option<Date> = Some(date(2026, 7, 2));

    #[test]
    fn orders_count_from_publication() {
        assert_eq!(
            of_order("last", None, "week", DAY),
            Some((date(2026, 6, 22), date(2026, 6, 28)))
        );
        assert_eq!(
            of_order("This", None, "quarter", DAY),
            Some((date(2026, 7, 1), date(2026, 9, 30)))
        );
        assert_eq!(
            of_order("next", None, "year", DAY),
            Some((date(2027, 1, 1), date(2027, 12, 31)))
        );
        assert_eq!(
            of_order("first", Some(9), "months", DAY),
            Some((date(2025, 1, 1), date(2025, 9, 30)))
        );
        assert_eq!(
            of_order("final", Some(3), "months", DAY),
            Some((date(2025, 10, 1), date(2025, 12, 31)))
        );
        assert_eq!(of_order("last", None, "decade", DAY), None);
    }

    #[test]
    fn marks_of_quarters_and_years() {
        assert_eq!(of_mark("Q1", None, DAY), Some((date(2026, 1, 1), date(2026, 3, 31))));
        assert_eq!(of_mark("4Q25", None, DAY), Some((date(2025, 10, 1), date(2025, 12, 31))));
        assert_eq!(of_mark("FY2026", None, DAY), Some((date(2026, 1, 1), date(2026, 12, 31))));
        assert_eq!(of_mark("H2", Some(2024), DAY), Some((date(2024, 7, 1), date(2024, 12, 31))));
        assert_eq!(
            [of_mark("FY", None, DAY), of_mark("Q5", None, DAY), of_mark("QX", None, DAY)],
            [None; 3]
        );
    }

    #[test]
    fn stretches_end_with_their_day() {
        assert_eq!(up_to(date(2026, 5, 31), 3), Some((date(2026, 3, 1), date(2026, 5, 31))));
        assert_eq!(up_to(date(2026, 6, 27), 12), Some((date(2025, 6, 28), date(2026, 6, 27))));
    }
}
