//! Days of records: fields that hold one, and those that hold parts of one.

use std::borrow::Cow;

use super::field_names::{DAY, MONTH, TIME, UTC, YEAR};
use crate::{lang::parse_stamp, model::Precision};

/// The evidence of the fields of a record, best first; parts of a day in columns of their own are
/// put together.
pub(super) fn evidence(mut fields: Vec<(u8, Cow<'_, str>)>) -> Vec<String> {
    fields.sort_by_key(|(rank, _)| *rank);
    let mut days: Vec<String> = Vec::with_capacity(fields.len());
    let mut clock = None;
    let (mut year, mut month, mut day) = (None, None, None);
    for (rank, value) in fields {
        let value = value.trim();
        let slot = match rank {
            TIME if is_clock(value) => &mut clock,
            YEAR => &mut year,
            MONTH => &mut month,
            DAY => &mut day,
            rank => {
                let is_utc = UTC.contains(&rank)
                    && parse_stamp(value)
                        .is_some_and(|s| s.instant.is_some() && s.offset.is_none());
                days.push(if is_utc { format!("{value} UTC") } else { value.to_owned() });
                continue;
            }
        };
        slot.get_or_insert_with(|| value.to_owned());
    }
    if let (Some(clock), Some(first)) = (&clock, days.first_mut())
        && parse_stamp(first).is_some_and(|s| s.precision == Precision::Day)
    {
        first.push(' ');
        first.push_str(clock);
    }
    days.extend(day.take_if(|day| is_whole(day)));
    days.extend(month.take_if(|month| is_whole(month)));
    days.extend(joined(year.as_deref(), month.as_deref(), day.as_deref()).map(|day| match clock {
        Some(clock) => format!("{day} {clock}"),
        None => day,
    }));
    days
}

/// Whether a value is a day or month by itself: `2024-03-05`.
fn is_whole(value: &str) -> bool {
    value.len() > 4 && parse_stamp(value).is_some_and(|s| s.precision >= Precision::Month)
}

/// A time of day alone: `10:15`, `7:51 PM ET`, `10h15`.
fn is_clock(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && value.len() <= 24 && parse_stamp(value).is_none()
}

/// `2024-03-05` of a year, a month by number or name, and a day; or as much of it as there is.
fn joined(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Option<String> {
    let year = whole(year?).filter(|year| (1800..2200).contains(year))?;
    let Some(month) = month else { return Some(year.to_string()) };
    let Some(number) = whole(month).filter(|month| (1..=12).contains(month)) else {
        let day = day.and_then(whole).map(|day| format!("{day} ")).unwrap_or_default();
        return Some(format!("{day}{month} {year}"));
    };
    match day.and_then(whole).filter(|day| (1..=31).contains(day)) {
        Some(day) => Some(format!("{year}-{number:02}-{day:02}")),
        None => Some(format!("{year}-{number:02}")),
    }
}

/// A whole number, also as data frames write it: `3.0`.
fn whole(value: &str) -> Option<u32> {
    let value = value.trim();
    value.strip_suffix(".0").unwrap_or(value).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(fields: &[(u8, &'static str)]) -> Vec<String> {
        evidence(fields.iter().map(|(rank, value)| (*rank, Cow::Borrowed(*value))).collect())
    }

    #[test]
    fn parts_make_a_day() {
        assert_eq!(found(&[(YEAR, "2024"), (MONTH, "3"), (DAY, "5")]), ["2024-03-05"]);
        assert_eq!(found(&[(YEAR, "2024.0"), (MONTH, "3.0")]), ["2024-03"]);
        assert_eq!(found(&[(DAY, "5"), (MONTH, "March"), (YEAR, "2024")]), ["5 March 2024"]);
        assert_eq!(found(&[(TIME, "10:15:00"), (0, "2024-03-05")]), ["2024-03-05 10:15:00"]);
        assert_eq!(found(&[(TIME, "Jul 18 2020")]), ["Jul 18 2020"]);
        assert_eq!(found(&[(DAY, "2024-03-05")]), ["2024-03-05"]);
        assert_eq!(found(&[(0, "2024-03-05"), (YEAR, "2024")]), ["2024-03-05", "2024"]);
        assert_eq!(found(&[(UTC.start, "2024-03-05 10:15")]), ["2024-03-05 10:15 UTC"]);
    }
}
