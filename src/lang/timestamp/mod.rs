//! Publication times as they are written: strings to days and instants.
//!
//! Everything is verbatim or nothing: a day that cannot be (February 30), a day without its year,
//! "14 hours ago", or a day whose order cannot be told ("01/02/2024") is no day.

mod ago;
mod clock;
mod day;
mod order;
mod pieces;
mod stamp_words;

use jiff::{Timestamp, civil::Date, tz::Offset};

pub use ago::parse_ago;
pub use day::is_weekday;
pub use order::infer_order;
pub use stamp_words::is_stamp_word;

use self::{
    clock::{time_after, time_before, time_within},
    day::{Order, date, day_at, month_of},
    pieces::{Piece, cut, mark, number, word},
};
use crate::model::{DateOrder, Precision};

/// A time found in a string.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DateTimeMatch {
    /// First byte of the evidence, weekday included.
    pub byte_start: usize,
    /// One past its last byte.
    pub byte_end: usize,
    /// How fine it is; instant where a time of day comes with the day.
    pub precision: Precision,
    /// The civil day as written; the first day of a month or year.
    pub date: Date,
    /// The instant; times without a zone are read as UTC and have no `offset`.
    pub instant: Option<Timestamp>,
    /// The offset as written or as its zone had it then.
    pub offset: Option<Offset>,
}

/// The first complete day (with its time, if there is one) in `text`; else the first month or year
/// if the text is little else.
#[must_use]
pub fn find_stamp(text: &str) -> Option<DateTimeMatch> {
    find_in_order(text, Order::default())
}

fn find_in_order(text: &str, order: Order) -> Option<DateTimeMatch> {
    let pieces = cut(text);
    for at in 0..pieces.len() {
        if let Some((date, end)) = day_at(text, &pieces, at, order) {
            return Some(with_time(text, &pieces, at, end, date));
        }
    }
    coarse(text, &pieces)
}

/// Whether a day stands for none: fields without a value hold the first day of a system's clock or
/// the last of its calendar.
#[must_use]
pub fn is_void(date: Date, instant: Option<Timestamp>) -> bool {
    let is_end_of_clock = matches!(
        (date.year(), date.month(), date.day()),
        (1 | 1900 | 1904 | 1970, 1, 1)
            | (1899, 12, 30 | 31)
            | (2038, 1, 19)
            | (2099 | 9999, 12, 31)
    );
    is_end_of_clock || date.year() < 1600 || instant.is_some_and(|i| i.as_second() == 0)
}

/// A field that is nothing but a time: as [`find_stamp`], and also Unix seconds, milliseconds,
/// microseconds or nanoseconds, `20240125T093000Z`, `20240125093000` and years of two digits.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<DateTimeMatch> {
    parse_stamp_in(text, None)
}

/// The same where it is known how the source writes days in digits: "03/04/2026" is March 4 or
/// April 3.
#[must_use]
pub fn parse_stamp_in(text: &str, order: Option<DateOrder>) -> Option<DateTimeMatch> {
    let trimmed = text.trim();
    let whole = |precision, date, instant, offset| DateTimeMatch {
        byte_start: 0,
        byte_end: text.len(),
        precision,
        date,
        instant,
        offset,
    };
    let order = Order { known: order, is_field: true };
    if let Some((date, clock)) = whole_number(trimmed) {
        return Some(match clock {
            Ok(instant) => whole(Precision::Instant, date, Some(instant), Some(Offset::UTC)),
            Err(instant) => whole(Precision::Instant, date, Some(instant), None),
        });
    }
    find_in_order(text, order)
}

/// A time as one number: since 1970 (`Ok`), or its digits in a row without a zone (`Err`).
fn whole_number(text: &str) -> Option<(Date, Result<Timestamp, Timestamp>)> {
    let (digits, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !is_number(digits) || !is_number(fraction) {
        // as spreadsheets and data frames write large numbers: 1.7096337e+09
        let is_power = text.contains(['e', 'E']) && text.len() <= 24;
        let number: f64 = text.parse().ok().filter(|_| is_power)?;
        return ((1e8..1e19).contains(&number)).then(|| whole_number(&format!("{number:.0}")))?;
    }
    if matches!(digits.len(), 12 | 14) && matches!(digits.get(..2), Some("19" | "20")) {
        let part = |from: usize| digits.get(from..from + 2).and_then(|part| part.parse().ok());
        let seconds = if digits.len() == 14 { part(12)? } else { 0 };
        let date = date(digits[..4].parse().ok()?, part(4)?, part(6)?);
        let time = jiff::civil::Time::new(
            i8::try_from(part(8)?).ok()?,
            i8::try_from(part(10)?).ok()?,
            i8::try_from(seconds).ok()?,
            0,
        );
        if let (Some(date), Ok(time)) = (date, time) {
            let instant = Offset::UTC.to_timestamp(date.to_datetime(time)).ok()?;
            return Some((date, Err(instant)));
        }
    }
    let number: i64 = digits.parse().ok()?;
    let instant = match digits.len() {
        9 | 10 => Timestamp::from_second(number).ok()?,
        12 | 13 => Timestamp::from_millisecond(number).ok()?,
        15 | 16 => Timestamp::from_microsecond(number).ok()?,
        18 | 19 => Timestamp::from_nanosecond(i128::from(number)).ok()?,
        _ => return None,
    };
    // parts of a second make no difference
    let instant = Timestamp::from_second(instant.as_second()).ok()?;
    Some((Offset::UTC.to_datetime(instant).date(), Ok(instant)))
}

/// Adds the weekday before and the time beside a day that lies in pieces `at..end`.
fn with_time(text: &str, pieces: &[Piece], at: usize, end: usize, date: Date) -> DateTimeMatch {
    let mut first = at;
    first -= usize::from(
        first > 0
            && matches!(mark(pieces, first - 1), Some(',' | '.'))
            && first > 1
            && word(text, pieces, first - 2).is_some_and(is_weekday),
    );
    first -= usize::from(first > 0 && word(text, pieces, first - 1).is_some_and(is_weekday));
    let within = time_within(text, pieces, at, end).map(|clock| (clock, end));
    let (clock, first, end) = match within.or_else(|| time_after(text, pieces, end)) {
        Some((clock, end)) => (Some(clock), first, end),
        None => match time_before(text, pieces, first) {
            Some((clock, start)) => (Some(clock), start, end),
            None => (None, first, end),
        },
    };
    let mut stamp = DateTimeMatch {
        byte_start: pieces[first].start,
        byte_end: pieces[end - 1].end,
        precision: Precision::Day,
        date,
        instant: None,
        offset: None,
    };
    if let Some((instant, offset)) = clock.and_then(|c| c.on(date)) {
        stamp.precision = Precision::Instant;
        stamp.instant = Some(instant);
        stamp.offset = offset;
    }
    stamp
}

/// `January 2024`, `2024-01`, `2024`, `Q4 2023`, where the text is not much more than that.
fn coarse(text: &str, pieces: &[Piece]) -> Option<DateTimeMatch> {
    if pieces.len() > 6 {
        return None;
    }
    let year_at = (0..pieces.len()).find(|n| {
        number(pieces, *n).is_some_and(|(year, digits)| digits == 4 && (1800..2200).contains(&year))
    })?;
    let year = number(pieces, year_at)?.0;
    let named = year_at.checked_sub(1).and_then(|n| word(text, pieces, n)).and_then(month_of);
    let numbered = || {
        let (month, digits) = number(pieces, year_at + 2)?;
        (mark(pieces, year_at + 1) == Some('-')
            && digits == 2
            && (1..=12).contains(&month)
            && pieces.len() == year_at + 3)
            .then_some(month)
    };
    let month = named.or_else(numbered);
    let is_ambiguous_day = matches!(mark(pieces, 1), Some('/' | '-')) && year_at == 4;
    let is_alone = pieces.len() == 1
        || (pieces.len() <= 3 && word(text, pieces, 0) == Some("Q"))
        || is_ambiguous_day;
    if month.is_none() && !is_alone {
        return None;
    }
    Some(DateTimeMatch {
        byte_start: pieces[if named.is_some() { year_at - 1 } else { 0 }].start,
        byte_end: pieces[if month.is_some() && named.is_none() { year_at + 2 } else { year_at }]
            .end,
        precision: if month.is_some() { Precision::Month } else { Precision::Year },
        date: date(year, month.unwrap_or(1), 1)?,
        instant: None,
        offset: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let Some(stamp) = parse_stamp(text) else { return "none".into() };
        match (stamp.precision, stamp.instant) {
            (Precision::Instant, Some(instant)) => match stamp.offset {
                Some(offset) => instant.display_with_offset(offset).to_string(),
                None => instant.to_string(),
            },
            (precision, _) => format!("{} {}", precision.as_str(), stamp.date),
        }
    }

    #[test]
    fn instants_in_their_zones() {
        for (text, expected) in [
            ("2026-03-05T08:15:00-05:00", "2026-03-05T08:15:00-05:00"),
            ("2026-03-05 08:15:30.25+00:00", "2026-03-05T08:15:30+00:00"),
            ("20260305T081530Z", "2026-03-05T08:15:30+00:00"),
            ("2026-03-05T24:00:00Z", "2026-03-06T00:00:00+00:00"),
            ("2026-03-05T08:15:00", "2026-03-05T08:15:00Z"),
            ("Thu, 05 Mar 2026 08:15:00 GMT", "2026-03-05T08:15:00+00:00"),
            ("Thu Mar 05 08:15:00 CET 2026", "2026-03-05T08:15:00+01:00"),
            ("Thu Mar 5 08:15:00 2026", "2026-03-05T08:15:00Z"),
            ("March 5, 2026 — 08:15 am EST", "2026-03-05T08:15:00-05:00"),
            ("3 min readThursday, March 5, 2026 at 8:15 AM ET", "2026-03-05T08:15:00-05:00"),
            ("Wednesday, July 8, 2026 at 12:05 PM ET", "2026-07-08T12:05:00-04:00"),
            ("July 08, 2026 12:05 PM Eastern Daylight Time", "2026-07-08T12:05:00-04:00"),
            ("By Ann Lee | July 8, 2026, 4:35 p.m. EDT", "2026-07-08T16:35:00-04:00"),
            ("Thu Mar 5, 2026 8:27am EST", "2026-03-05T08:27:00-05:00"),
            ("8:15 AM ET, Mar 5, 2026", "2026-03-05T08:15:00-05:00"),
            ("03/04/2026 9 a.m. EST", "2026-03-04T09:00:00-05:00"),
            ("8 July 2026 17:02 BST", "2026-07-08T17:02:00+01:00"),
            ("2026-03-05T08:15:00-0530", "2026-03-05T08:15:00-05:30"),
            ("1772699400", "2026-03-05T08:30:00+00:00"),
            ("1772699400000", "2026-03-05T08:30:00+00:00"),
            ("1772699400000000", "2026-03-05T08:30:00+00:00"),
            ("1772699400000000000", "2026-03-05T08:30:00+00:00"),
            ("1772699400.25", "2026-03-05T08:30:00+00:00"),
            ("1.7726994e+09", "2026-03-05T08:30:00+00:00"),
            ("20260305081530", "2026-03-05T08:15:30Z"),
            ("202603050815", "2026-03-05T08:15:00Z"),
            ("Thu, 05 Mar 26 08:15:00 GMT", "2026-03-05T08:15:00+00:00"),
            ("Mar-05-26 08:15AM", "2026-03-05T08:15:00Z"),
            ("3/25/26 8:15", "2026-03-25T08:15:00Z"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn days_in_their_spellings() {
        for text in [
            "2026-03-05",
            "2026/03/05",
            "20260305",
            "MAR 5, 2026",
            "5 March 2026",
            "Updated 5th of March 2026",
            "05-MAR-1987 605:12:19.12",
            "5. März 2026",
            "5 mars 2026",
            "5 de marzo de 2026",
            "2026年3月5日",
            "٥ مارس ٢٠٢٦",
            "2026-W10-4",
            "05-Mar-26",
            "5-MAR-26",
            "05MAR2026",
            "Mar-05-26",
            "Mar-05-2026",
            "05.03.2026",
            "Harbor, 05.03.26",
            "Published: Mar. 5th, 2026",
        ] {
            let expected = if text.contains("1987") { "day 1987-03-05" } else { "day 2026-03-05" };
            assert_eq!(shown(text), expected, "{text}");
        }
        assert_eq!(shown("25/03/2026"), "day 2026-03-25");
        assert_eq!(shown("03/25/2026"), "day 2026-03-25");
        assert_eq!(shown("3/25/26"), "day 2026-03-25");
        assert_eq!(shown("25-3-26"), "day 2026-03-25");
        assert_eq!(shown("99/12/31"), "day 1999-12-31");
        assert_eq!(shown("3/4/26"), "none");
        assert!(find_stamp("a ratio of 3/25/26").is_none(), "no field");
    }

    #[test]
    fn nothing_is_invented() {
        for text in [
            "14 HOURS AGO",
            "Yesterday",
            "0000-00-00",
            "2026-02-30",
            "",
            "NaT",
            "Updated 3 hours ago",
            "June 24",
            "version 1.2.2026.7",
            "release 5.3.26",
            "10.12.20.26",
        ] {
            assert_eq!(shown(text), "none", "{text}");
        }
        assert_eq!(shown("01/02/2024"), "year 2024-01-01");
        assert_eq!(shown("March 2026"), "month 2026-03-01");
        assert_eq!(shown("2026-03"), "month 2026-03-01");
        assert_eq!(shown("2026"), "year 2026-01-01");
    }

    #[test]
    fn odd_spellings_of_a_day() {
        for (text, day) in [
            ("January 25, 2024 — 03:33 am EST", "2024-01-25"),
            ("JAN 25, 2024", "2024-01-25"),
            ("14 HOURS AGO", "none"),
            ("Sat Jan 1, 2011 8:27am EST", "2011-01-01"),
            ("31-MAR-1987 605:12:19.12", "1987-03-31"),
            ("26-FEB-1987 15:01:01.79", "1987-02-26"),
            ("7 min readThursday, July 2, 2026 at 8:02 AM ET", "2026-07-02"),
            ("2024-01-17 03:52:00+00:00", "2024-01-17"),
            ("20240125T093000Z", "2024-01-25"),
            ("1706173200", "2024-01-25"),
            ("1706173200000", "2024-01-25"),
            ("25/01/2024", "2024-01-25"),
            ("01/25/2024", "2024-01-25"),
            ("01/02/2024", "none"),
            ("25.01.2024", "2024-01-25"),
            ("2024年1月25日", "2024-01-25"),
            ("25 janvier 2024", "2024-01-25"),
            ("25. Januar 2024", "2024-01-25"),
            ("٢٥ يناير ٢٠٢٤", "2024-01-25"),
            ("Thu, 25 Jan 2024 08:33:00 GMT", "2024-01-25"),
            ("2024-01-25T03:33:00-0500", "2024-01-25"),
            ("2024-01-25T23:59:59.999+14:00", "2024-01-25"),
            ("2024-W04-4", "2024-01-25"),
            ("Published: Jan. 25, 2024 at 9:05 p.m. ET", "2024-01-25"),
            ("Updated 3 hours ago", "none"),
            ("Yesterday", "none"),
            ("0000-00-00", "none"),
            ("2024-02-30", "none"),
            ("", "none"),
            ("null", "none"),
            ("As of July 2, 2026", "2026-07-02"),
        ] {
            let found = parse_stamp(text).filter(|stamp| stamp.precision >= Precision::Day);
            let found = found.map_or_else(|| "none".to_owned(), |stamp| stamp.date.to_string());
            assert_eq!(found, day, "{text}");
        }
    }

    #[test]
    fn evidence_takes_in_weekday_and_zone() {
        let text = "5 min readMonday, July 6, 2026 at 7:45 AM ET more";
        let stamp = find_stamp(text).unwrap();
        assert_eq!(&text[stamp.byte_start..stamp.byte_end], "Monday, July 6, 2026 at 7:45 AM ET");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "(?s).{0,80}") {
            if let Some(stamp) = parse_stamp(&text) {
                proptest::prop_assert!(text.get(stamp.byte_start..stamp.byte_end).is_some());
            }
        }

        #[test]
        fn date_like_text_is_read(text in "[0-9TZ:.,/+ 年月日a-pJanMar-]{0,60}") {
            if let Some(stamp) = parse_stamp(&text) {
                proptest::prop_assert!(text.get(stamp.byte_start..stamp.byte_end).is_some());
            }
        }
    }
}
