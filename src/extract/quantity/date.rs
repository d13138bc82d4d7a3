//! Dates and spans of days: "June 24", "2 July 2026", "2026-07-02", "May 1996", "1991", "second
//! quarter of 2026", "the 1990s".

use jiff::{ToSpan, civil::Date};
use rust_decimal::{Decimal, prelude::ToPrimitive};

use super::{cursor::Cursor, fuzzy::decade_digits, ordinal::ordinal};
use crate::{lang::calendar, lexicon::Class};

/// A date expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateFound {
    pub start: u32,
    pub end: u32,
    /// First day, where it can be told.
    pub first: Option<Date>,
    /// One past the last day; `None` for single days.
    pub after: Option<Date>,
    pub is_range: bool,
}

impl DateFound {
    const fn day(start: u32, end: u32, day: Option<Date>) -> Self {
        Self { start, end, first: day, after: None, is_range: false }
    }

    fn span(start: u32, end: u32, days: Option<(Date, Date)>) -> Self {
        Self { start, end, first: days.map(|d| d.0), after: days.map(|d| d.1), is_range: true }
    }
}

/// The date expression that begins with the number or number word at `at`.
pub(super) fn date(c: &Cursor<'_>, at: u32, floor: u32) -> Option<DateFound> {
    if let Some(month) = month_at(c, at) {
        return from_month(c, at, month);
    }
    if c.is_number(at) {
        return iso(c, at)
            .or_else(|| slashes(c, at))
            .or_else(|| dotted(c, at))
            .or_else(|| day_month(c, at))
            .or_else(|| decade(c, at, floor))
            .or_else(|| years(c, at, floor))
            .or_else(|| part_of_year(c, at));
    }
    day_month(c, at).or_else(|| part_of_year(c, at))
}

/// Month 1 to 12 named at `at`.
fn month_at(c: &Cursor<'_>, at: u32) -> Option<i8> {
    c.term(at, Class::Month)?.value().to_i8()
}

/// A whole number of at most four digits.
fn small(c: &Cursor<'_>, at: u32) -> Option<i16> {
    let word = c.word(at);
    (c.is_number(at) && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

fn day_number(c: &Cursor<'_>, at: u32) -> Option<(i8, u32)> {
    if let Some((value, end)) = ordinal(c, at) {
        let day = value.to_i8().filter(|d| (1..=31).contains(d))?;
        return Some((day, end));
    }
    let day = small(c, at).filter(|d| (1..=31).contains(d) && c.word(at).len() <= 2)? as i8;
    Some((day, at + 1))
}

/// A year of four digits that stands alone.
fn year_at(c: &Cursor<'_>, at: u32) -> Option<i16> {
    small(c, at).filter(|y| (1800..=2199).contains(y) && c.word(at).len() == 4)
}

/// A year behind a day and month, a comma or "of" skipped.
fn year_after(c: &Cursor<'_>, at: u32) -> Option<(i16, u32)> {
    let begin =
        if c.is_punct(at, ',') || c.is(at, "of") || c.is_punct(at, '-') { at + 1 } else { at };
    year_at(c, begin).filter(|_| !follows_count(c, begin)).map(|y| (y, begin + 1))
}

/// Whether a unit makes the four digits at `at` an amount.
fn follows_count(c: &Cursor<'_>, at: u32) -> bool {
    let next = if c.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    c.terms(next).any(|t| match t.entry.class {
        Class::Unit => !matches!(t.unit(), "quarter" | "month" | "day") || c.is_hyphen(at + 1),
        Class::Currency => c.word(next).len() < 3 || !c.is_number(t.end),
        Class::Scale => t.unit() != "glued" || c.is_glued(next),
        _ => false,
    })
}

fn full(c: &Cursor<'_>, year: Option<i16>, month: i8, day: i8) -> Option<Date> {
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => calendar::nearest_day(month, day, c.anchor?),
    }
}

/// "June 24", "July 2, 2026", "May 1996", "October-December", "June 22-26".
fn from_month(c: &Cursor<'_>, at: u32, month: i8) -> Option<DateFound> {
    let mut next = at + 1;
    if c.is_punct(next, '.') && c.is_glued(next) && c.word(at).len() <= 4 {
        next += 1;
    }
    if c.is(next, "the") {
        next += 1;
    }
    if let Some((day, end)) =
        day_number(c, next).filter(|(_, end)| !has_unit(c, *end) || c.is_punct(*end, ','))
    {
        let to = if c.is_punct(end, '-') || c.is_punct(end, '–') || c.is(end, "to") {
            end + 1
        } else {
            end
        };
        if let Some((last, stop)) =
            day_number(c, to).filter(|(last, _)| to > end && *last > day && !c.is(end, "to"))
        {
            let (year, stop) = year_after(c, stop).map_or((None, stop), |(y, s)| (Some(y), s));
            let days = full(c, year, month, day)
                .zip(full(c, year, month, last).and_then(|d| d.tomorrow().ok()));
            return Some(DateFound::span(at, stop, days));
        }
        let (year, end) = year_after(c, end).map_or((None, end), |(y, s)| (Some(y), s));
        return Some(DateFound::day(at, end, full(c, year, month, day)));
    }
    if let Some(last) = month_at(c, next + 1).filter(|_| {
        c.is_punct(next, '-') || c.is_punct(next, '–') || c.is_any(next, &["to", "through"])
    }) {
        let (year, end) = year_after(c, next + 2).map_or((None, next + 2), |(y, s)| (Some(y), s));
        let length = i32::from((last - month).rem_euclid(12)) + 1;
        let days = match year {
            Some(year) => calendar::months(year, month, length),
            None => c.anchor.and_then(|a| calendar::latest(month, length, a)),
        };
        return Some(DateFound::span(at, end, days));
    }
    if let Some((year, end)) = year_after(c, next) {
        return Some(DateFound::span(at, end, calendar::months(year, month, 1)));
    }
    // "may", "march" and "august" are words too: a month alone needs a preposition or an adjective
    // of time before it
    let before = at.wrapping_sub(1);
    let is_placed = c.is_any(
        before,
        &[
            "in", "since", "of", "during", "by", "until", "till", "for", "from", "late", "early",
            "mid", "last", "next", "this", "through", "to", "and", "between", "after", "before",
        ],
    ) || c.is_punct(before, '-')
        && c.is_any(before.wrapping_sub(1), &["mid", "late", "early"]);
    let is_sure = !matches!(month, 3 | 5 | 8) || !c.is_any(before, &["to", "and", "for", "this"]);
    let days = c.anchor.and_then(|a| calendar::latest(month, 1, a));
    (is_placed && is_sure).then(|| DateFound::span(at, at + 1, days))
}

/// "2026-07-02" and the time of day behind it.
fn iso(c: &Cursor<'_>, at: u32) -> Option<DateFound> {
    let joined = |n| c.is_hyphen(n) || c.is_punct(n, '/') && c.is_glued(n) && c.is_glued(n + 1);
    if !(joined(at + 1) && joined(at + 3)) {
        return None;
    }
    let (year, month, day) = (year_at(c, at)?, small(c, at + 2)? as i8, small(c, at + 4)? as i8);
    let date = Date::new(year, month, day).ok()?;
    let mut end = at + 5;
    if c.is_glued(end) && c.word(end).starts_with('T') {
        while c
            .token(end)
            .is_some_and(|t| !t.has_space_before() && !matches!(t.punct(), Some('.' | ',' | ')')))
            && end < at + 16
        {
            end += 1;
        }
    }
    Some(DateFound::day(at, end, Some(date)))
}

/// "7/2/2026", "02/07/26": month first, unless only the day can stand there.
fn slashes(c: &Cursor<'_>, at: u32) -> Option<DateFound> {
    let joined = |n| c.is_punct(n, '/') && c.is_glued(n) && c.is_glued(n + 1) || c.is_hyphen(n);
    if !(joined(at + 1) && joined(at + 3)) {
        return None;
    }
    let (first, second, year) = (small(c, at)?, small(c, at + 2)?, small(c, at + 4)?);
    let year = match c.word(at + 4).len() {
        4 => year,
        2 if c.is_punct(at + 1, '/') => {
            if year < 70 {
                2000 + year
            } else {
                1900 + year
            }
        }
        _ => return None,
    };
    let (month, day) = if first > 12 { (second, first) } else { (first, second) };
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(DateFound::day(at, at + 5, Some(date)))
}

/// "02.07.2026": day first.
fn dotted(c: &Cursor<'_>, at: u32) -> Option<DateFound> {
    let mut parts = c.word(at).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(DateFound::day(at, at + 1, Some(date)))
}

/// "2 July 2026", "2nd of July", "the first of May".
fn day_month(c: &Cursor<'_>, at: u32) -> Option<DateFound> {
    let (day, end) = day_number(c, at)?;
    let next = if c.is(end, "of") || c.is_punct(end, '-') { end + 1 } else { end };
    let month = month_at(c, next)?;
    // "rose 3 March contracts": a bare day needs a year behind the month, or a preposition before
    // it
    let (year, stop) = year_after(c, next + 1).map_or((None, next + 1), |(y, s)| (Some(y), s));
    let is_placed = year.is_some()
        || c.is(end, "of")
        || c.is_any(
            at.wrapping_sub(1),
            &[
                "on", "by", "from", "until", "since", "the", "to", "and", "dated", "ended", "of",
                "at",
            ],
        );
    (is_placed && !c.is_number(next + 1) || year.is_some())
        .then(|| DateFound::day(at, stop, full(c, year, month, day)))
}

/// "the 1990s", "mid-1990s", "the '90s" is left alone.
fn decade(c: &Cursor<'_>, at: u32, floor: u32) -> Option<DateFound> {
    let base = decade_digits(c, at)?;
    let year = base.to_i16().filter(|y| (1800..=2090).contains(y) && c.word(at).len() == 4)?;
    let connector = at.wrapping_sub(1);
    let word = if c.is_punct(connector, '-') { connector.wrapping_sub(1) } else { connector };
    let (start, from, length) = match () {
        () if word < floor => (at, 0, 10),
        () if c.is(word, "early") => (word, 0, 4),
        () if c.is_any(word, &["mid", "middle"]) => (word, 4, 3),
        () if c.is(word, "late") => (word, 7, 3),
        () => (at, 0, 10),
    };
    Some(DateFound::span(start, at + 2, calendar::months(year + from, 1, length * 12)))
}

/// "1991", "2022-2026", "2011-12", "2024/25", "Q2 2026", "H1 2026".
fn years(c: &Cursor<'_>, at: u32, floor: u32) -> Option<DateFound> {
    let year = year_at(c, at)?;
    if follows_count(c, at) || c.term_before(at, Class::Currency).is_some_and(|t| t.end == at) {
        return None;
    }
    let before = at.wrapping_sub(1);
    let is_sign = (c.is_punct(before, '-') || c.is_punct(before, '+')) && c.is_glued(at);
    let is_part = c.is_glued(at)
        && (c.is_punct(before, '.')
            || c.is_punct(before, '/')
            || is_sign && !is_word(c, at.wrapping_sub(2)));
    let is_count = c.is_glued(at + 1)
        && c.token(at + 1)
            .is_some_and(|t| t.is_word() && !c.is(at + 1, "'s") && c.word(at + 1) != "’s");
    let approximated = c.term_before(at, Class::Approximator).is_some_and(|t| {
        t.end == at
            && !c.is_any(t.start, &["over", "above", "near", "past", "around", "about", "circa"])
    });
    // "topping 2025's gain"
    let is_owner = c.is(at + 1, "'s") || c.word(at + 1) == "’s";
    if is_part || is_count || approximated && !is_owner {
        return None;
    }
    let connector = c.is_punct(at + 1, '-') || c.is_punct(at + 1, '–') || c.is_punct(at + 1, '/');
    if connector {
        // "1995-01"
        let month = small(c, at + 2)
            .filter(|m| (1..=12).contains(m) && c.word(at + 2).len() == 2 && *m <= year % 100);
        if let (Some(month), true) = (month, c.is_hyphen(at + 1)) {
            return Some(DateFound::span(at, at + 3, calendar::months(year, month as i8, 1)));
        }
        if let Some(last) = small(c, at + 2) {
            let last = if c.word(at + 2).len() == 2 { year / 100 * 100 + last } else { last };
            if last > year && last - year < 120 && !follows_count(c, at + 2) {
                let days = calendar::year(year).zip(calendar::year(last)).map(|(a, b)| (a.0, b.1));
                return Some(DateFound::span(at, at + 3, days));
            }
        }
    }
    // "Q2 2026", "H1 2026"
    let mark = c.word(before);
    let digit = mark.get(1..).and_then(|d| d.parse::<i8>().ok());
    if before >= floor && mark.len() == 2 {
        match (mark.as_bytes().first(), digit) {
            (Some(b'Q' | b'q'), Some(n @ 1..=4)) => {
                return Some(DateFound::span(before, at + 1, calendar::quarter(year, n)));
            }
            (Some(b'H' | b'h'), Some(n @ 1..=2)) => {
                return Some(DateFound::span(before, at + 1, calendar::half(year, n)));
            }
            _ => {}
        }
    }
    Some(DateFound::span(at, at + 1, calendar::year(year)))
}

fn is_word(c: &Cursor<'_>, at: u32) -> bool {
    c.token(at).is_some_and(crate::lang::Token::is_word)
}

/// "second quarter", "first half of 2026", "fourth-quarter 2025".
fn part_of_year(c: &Cursor<'_>, at: u32) -> Option<DateFound> {
    let (value, end) = ordinal(c, at)?;
    let next = if c.is_hyphen(end) { end + 1 } else { end };
    let next = if c.is_any(next, &["fiscal", "calendar"]) { next + 1 } else { next };
    let part = value.to_i8()?;
    let (first, length) = match c.word(next) {
        "quarter" | "Quarter" if (1..=4).contains(&part) => (part * 3 - 2, 3),
        "half" | "Half" if (1..=2).contains(&part) => (part * 6 - 5, 6),
        _ => return None,
    };
    let mut after = next + 1;
    while after < next + 4
        && c.is_any(after, &["of", "fiscal", "the", "year", "in", "financial", "calendar"])
    {
        after += 1;
    }
    let days = match year_after(c, after) {
        Some((year, stop)) => {
            return Some(DateFound::span(at, stop, calendar::months(year, first, length)));
        }
        None => c.anchor.and_then(|a| calendar::latest(first, length, a)),
    };
    Some(DateFound::span(at, next + 1, days))
}

/// Whether "the past", "the last" stands before `start`, so that a length of time there is a span
/// of days.
pub(super) fn is_recent(c: &Cursor<'_>, start: u32) -> bool {
    c.is_any(start.wrapping_sub(1), &["past", "last", "previous", "preceding", "trailing", "prior"])
}

/// The span of days up to publication that is `count` units long.
pub(super) fn recent(c: &Cursor<'_>, count: Decimal, unit: &str) -> Option<(Date, Date)> {
    let end = c.anchor?;
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

/// Whether a unit follows, so that "May 20 percent" is no day.
fn has_unit(c: &Cursor<'_>, at: u32) -> bool {
    let next = if c.is_hyphen(at) { at + 1 } else { at };
    c.terms(next).any(|t| {
        matches!(t.entry.class, Class::Unit | Class::Currency | Class::Scale) && t.unit() != "glued"
    })
}
