//! Dates and spans of days: "June 24", "2 July 2026", "2026-07-02", "May 1996", "1991", "second
//! quarter of 2026", "the 1990s".

use jiff::{ToSpan, civil::Date};
use rust_decimal::prelude::ToPrimitive;

use super::{fuzzy::decade_digits, ordinal::ordinal, terms::NumberTerms};
use crate::{
    lang::calendar,
    lexicon::{Class, Layer, SentenceView, any_of},
};

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
pub(super) fn date(view: &SentenceView<'_>, at: u32, floor: u32) -> Option<DateFound> {
    if let Some(month) = month_at(view, at) {
        return from_month(view, at, month);
    }
    if view.is_number(at) {
        return iso(view, at)
            .or_else(|| slashes(view, at))
            .or_else(|| dotted(view, at))
            .or_else(|| day_month(view, at))
            .or_else(|| decade(view, at, floor))
            .or_else(|| years(view, at, floor))
            .or_else(|| part_of_year(view, at));
    }
    day_month(view, at).or_else(|| part_of_year(view, at))
}

/// Month 1 to 12 named at `at`.
fn month_at(view: &SentenceView<'_>, at: u32) -> Option<i8> {
    view.term(at, Class::Month)?.value().to_i8()
}

/// A whole number of at most four digits.
fn small(view: &SentenceView<'_>, at: u32) -> Option<i16> {
    let word = view.word(at);
    (view.is_number(at) && word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())
        .flatten()
}

fn day_number(view: &SentenceView<'_>, at: u32) -> Option<(i8, u32)> {
    if let Some((value, end)) = ordinal(view, at) {
        let day = value.to_i8().filter(|d| (1..=31).contains(d))?;
        return Some((day, end));
    }
    let day = small(view, at).filter(|d| (1..=31).contains(d) && view.word(at).len() <= 2)? as i8;
    Some((day, at + 1))
}

/// A year of four digits on its own.
fn year_at(view: &SentenceView<'_>, at: u32) -> Option<i16> {
    small(view, at).filter(|y| (1800..=2199).contains(y) && view.word(at).len() == 4)
}

/// A year after a day and month, a comma or "of" skipped.
fn year_after(view: &SentenceView<'_>, at: u32) -> Option<(i16, u32)> {
    let begin = if view.is_punct(at, ',') || view.is_word(at, "of") || view.is_punct(at, '-') {
        at + 1
    } else {
        at
    };
    year_at(view, begin).filter(|_| !follows_count(view, begin)).map(|y| (y, begin + 1))
}

/// Whether a unit makes the four digits at `at` an amount.
fn follows_count(view: &SentenceView<'_>, at: u32) -> bool {
    let next = if view.is_hyphen(at + 1) { at + 2 } else { at + 1 };
    view.terms(next).any(|t| match t.entry.class {
        Class::Unit => !matches!(t.unit(), "quarter" | "month" | "day") || view.is_hyphen(at + 1),
        Class::Currency => view.word(next).len() < 3 || !view.is_number(t.end),
        Class::Scale => !t.is_glued() || view.is_joined(next),
        _ => false,
    })
}

/// The day of publication, for dates without a year.
pub(super) fn published(view: &SentenceView<'_>) -> Option<Date> {
    view.document().published.day()
}

fn full(view: &SentenceView<'_>, year: Option<i16>, month: i8, day: i8) -> Option<Date> {
    match year {
        Some(year) => Date::new(year, month, day).ok(),
        None => calendar::nearest_day(month, day, published(view)?),
    }
}

/// "June 24", "July 2, 2026", "May 1996", "October-December", "June 22-26".
fn from_month(view: &SentenceView<'_>, at: u32, month: i8) -> Option<DateFound> {
    let mut next = at + 1;
    if view.is_punct(next, '.') && view.is_joined(next) && view.word(at).len() <= 4 {
        next += 1;
    }
    if view.is_word(next, "the") {
        next += 1;
    }
    days_of_month(view, at, month, next)
        .or_else(|| months(view, at, month, next))
        .or_else(|| {
            let (year, end) = year_after(view, next)?;
            Some(DateFound::span(at, end, calendar::months(year, month, 1)))
        })
        .or_else(|| month_alone(view, at, month))
}

/// Whether token `at` joins the first and the last day of a span: "13-15", "13 through 15".
fn joins_days(view: &SentenceView<'_>, at: u32) -> bool {
    is_dash(view, at) || view.is_of(at, Class::Until)
}

/// Whether token `at` is a hyphen or dash.
fn is_dash(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at, '-') || view.is_punct(at, '–')
}

/// The year after `end`, a comma skipped, and where the date with it ends.
fn with_year(view: &SentenceView<'_>, end: u32) -> (Option<i16>, u32) {
    year_after(view, end).map_or((None, end), |(year, end)| (Some(year), end))
}

/// "June 24", "June 22-26, 2026": `next` is the token after the month.
fn days_of_month(view: &SentenceView<'_>, at: u32, month: i8, next: u32) -> Option<DateFound> {
    let (day, end) = day_number(view, next)
        .filter(|(_, end)| !has_unit(view, *end) || view.is_punct(*end, ','))?;
    // "Nov. 18-Dec. 19"
    if is_dash(view, end)
        && let Some(last) = month_at(view, end + 1).and_then(|m| from_month(view, end + 1, m))
        && let (Some(after), false) = (last.first.and_then(|d| d.tomorrow().ok()), last.is_range)
    {
        let first = Date::new(after.year(), month, day).ok();
        let first = first.map(|d| if d > after { d.checked_sub(1.year()).unwrap_or(d) } else { d });
        return Some(DateFound::span(at, last.end, first.zip(Some(after))));
    }
    if joins_days(view, end)
        && let Some((last, end)) = day_number(view, end + 1).filter(|(last, _)| *last > day)
        && !has_unit(view, end)
    {
        let (year, end) = with_year(view, end);
        let days = full(view, year, month, day)
            .zip(full(view, year, month, last).and_then(|d| d.tomorrow().ok()));
        return Some(DateFound::span(at, end, days));
    }
    let (year, end) = with_year(view, end);
    Some(DateFound::day(at, end, full(view, year, month, day)))
}

/// "October-December", "March to May 2026": `next` is the token after the month.
fn months(view: &SentenceView<'_>, at: u32, month: i8, next: u32) -> Option<DateFound> {
    let last = month_at(view, next + 1)
        .filter(|_| is_dash(view, next) || view.is_of(next, Class::Until))?;
    let (year, end) = with_year(view, next + 2);
    let length = i32::from((last - month).rem_euclid(12)) + 1;
    let days = match year {
        Some(year) => calendar::months(year, month, length),
        None => published(view).and_then(|day| calendar::latest(month, length, day)),
    };
    Some(DateFound::span(at, end, days))
}

/// "in May": "may", "march" and "august" are words too, so a month alone needs a preposition or an
/// adjective of time before it.
fn month_alone(view: &SentenceView<'_>, at: u32, month: i8) -> Option<DateFound> {
    let leads = |n: u32| {
        view.is_of_any(n, any_of![Edge | TimeLead])
            || view.is_any(n, &["of", "and"])
            || view.has_at(Layer::Period, n, |e| e.class == Class::PeriodOrder)
    };
    let is_placed = view.prev(at).is_some_and(leads)
        || view.prev_is_punct(at, '-')
            && view.back(at, 2).is_some_and(|n| view.is_of(n, Class::Edge));
    let is_sure =
        !matches!(month, 3 | 5 | 8) || !view.prev_is_any(at, &["to", "and", "for", "this"]);
    let days = published(view).and_then(|day| calendar::latest(month, 1, day));
    (is_placed && is_sure).then(|| DateFound::span(at, at + 1, days))
}

/// "2026-07-02" and the time of day after it.
fn iso(view: &SentenceView<'_>, at: u32) -> Option<DateFound> {
    let joined = |n| {
        view.is_hyphen(n) || view.is_punct(n, '/') && view.is_joined(n) && view.is_joined(n + 1)
    };
    if !(joined(at + 1) && joined(at + 3)) {
        return None;
    }
    let (year, month, day) =
        (year_at(view, at)?, small(view, at + 2)? as i8, small(view, at + 4)? as i8);
    let date = Date::new(year, month, day).ok()?;
    let mut end = at + 5;
    if view.is_joined(end) && view.word(end).starts_with('T') {
        while view
            .token(end)
            .is_some_and(|t| !t.has_space_before() && !matches!(t.punct(), Some('.' | ',' | ')')))
            && end < at + 16
        {
            end += 1;
        }
    }
    Some(DateFound::day(at, end, Some(date)))
}

/// "7/2/2026", "02/07/26": month first, unless only the day can be there.
fn slashes(view: &SentenceView<'_>, at: u32) -> Option<DateFound> {
    let joined = |n| {
        view.is_punct(n, '/') && view.is_joined(n) && view.is_joined(n + 1) || view.is_hyphen(n)
    };
    if !(joined(at + 1) && joined(at + 3)) {
        return None;
    }
    let (first, second, year) = (small(view, at)?, small(view, at + 2)?, small(view, at + 4)?);
    let year = match view.word(at + 4).len() {
        4 => year,
        2 if view.is_punct(at + 1, '/') => {
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
fn dotted(view: &SentenceView<'_>, at: u32) -> Option<DateFound> {
    let mut parts = view.word(at).split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(DateFound::day(at, at + 1, Some(date)))
}

/// "2 July 2026", "2nd of July", "the first of May".
fn day_month(view: &SentenceView<'_>, at: u32) -> Option<DateFound> {
    let (day, end) = day_number(view, at)?;
    let next = if view.is_word(end, "of") || view.is_punct(end, '-') { end + 1 } else { end };
    let month = month_at(view, next)?;
    // "rose 3 March contracts": a bare day needs a year after the month, or a preposition before
    // it
    let (year, stop) = year_after(view, next + 1).map_or((None, next + 1), |(y, s)| (Some(y), s));
    let is_placed = year.is_some()
        || view.is_word(end, "of")
        || view.prev_is_of_any(at, any_of![Dating | TimeLead])
        || view.prev_is_of(at, Class::DayLead);
    (is_placed && !view.is_number(next + 1) || year.is_some())
        .then(|| DateFound::day(at, stop, full(view, year, month, day)))
}

/// "the 1990s", "mid-1990s", "the '90s" is left alone.
fn decade(view: &SentenceView<'_>, at: u32, floor: u32) -> Option<DateFound> {
    let base = decade_digits(view, at)?;
    let year = base.to_i16().filter(|y| (1800..=2090).contains(y) && view.word(at).len() == 4)?;
    let hyphen = view.prev(at).filter(|n| view.is_punct(*n, '-'));
    let part = view.prev(hyphen.unwrap_or(at)).filter(|n| *n >= floor);
    let (start, from, length) = match part {
        Some(word) if view.is_word(word, "early") => (word, 0, 4),
        Some(word) if view.is_any(word, &["mid", "middle"]) => (word, 4, 3),
        Some(word) if view.is_word(word, "late") => (word, 7, 3),
        _ => (at, 0, 10),
    };
    Some(DateFound::span(start, at + 2, calendar::months(year + from, 1, length * 12)))
}

/// "1991", "2022-2026", "2011-12", "2024/25", "Q2 2026", "H1 2026".
fn years(view: &SentenceView<'_>, at: u32, floor: u32) -> Option<DateFound> {
    let year = year_at(view, at)?;
    if follows_count(view, at)
        || view.term_right_before(at, Class::Currency).is_some()
        || is_part_of_number(view, at)
    {
        return None;
    }
    range_of_years(view, at, year)
        .or_else(|| part_before_year(view, at, year, floor))
        .or_else(|| Some(DateFound::span(at, at + 1, calendar::year(year))))
}

/// Whether the four digits at `at` are a part of something else, or an amount.
fn is_part_of_number(view: &SentenceView<'_>, at: u32) -> bool {
    // "topping 2025's gain"
    let is_owner = view.is_any(at + 1, &["'s", "’s"]);
    if view.is_joined(at) {
        let is_sign = view.prev_is_punct(at, '-') || view.prev_is_punct(at, '+');
        let follows_word = view.back(at, 2).is_some_and(|n| view.is_alphabetic(n));
        if view.prev_is_punct(at, '.') || view.prev_is_punct(at, '/') || is_sign && !follows_word {
            return true;
        }
    }
    let is_count = view.is_joined(at + 1) && view.is_alphabetic(at + 1) && !is_owner;
    let is_approximated = view.term_right_before(at, Class::Approximator).is_some_and(|t| {
        // "about 2025" may be a year, "almost 2025" are so many
        !view.is_of(t.start, Class::Preposition)
    });
    is_count || is_approximated && !is_owner
}

/// "1995-01", "2022-2026", "2011-12", "2024/25".
fn range_of_years(view: &SentenceView<'_>, at: u32, year: i16) -> Option<DateFound> {
    if !is_dash(view, at + 1) && !view.is_punct(at + 1, '/') {
        return None;
    }
    let last = small(view, at + 2)?;
    let is_short = view.word(at + 2).len() == 2;
    if view.is_hyphen(at + 1) && is_short && (1..=12).contains(&last) && last <= year % 100 {
        return Some(DateFound::span(at, at + 3, calendar::months(year, last as i8, 1)));
    }
    let last = if is_short { year / 100 * 100 + last } else { last };
    if last <= year || last - year >= 120 || follows_count(view, at + 2) {
        return None;
    }
    let days = calendar::year(year).zip(calendar::year(last)).map(|(a, b)| (a.0, b.1));
    Some(DateFound::span(at, at + 3, days))
}

/// "Q2 2026", "H1 2026".
fn part_before_year(view: &SentenceView<'_>, at: u32, year: i16, floor: u32) -> Option<DateFound> {
    let before = view.prev(at).filter(|n| *n >= floor)?;
    let mark = view.word(before).as_bytes();
    let days = match mark {
        [b'Q' | b'q', n @ b'1'..=b'4'] => calendar::quarter(year, (n - b'0') as i8),
        [b'H' | b'h', n @ b'1'..=b'2'] => calendar::half(year, (n - b'0') as i8),
        _ => return None,
    };
    Some(DateFound::span(before, at + 1, days))
}

/// "second quarter", "first half of 2026", "fourth-quarter 2025".
fn part_of_year(view: &SentenceView<'_>, at: u32) -> Option<DateFound> {
    let (value, end) = ordinal(view, at)?;
    let next = if view.is_hyphen(end) { end + 1 } else { end };
    let next = next + u32::from(view.is_of(next, Class::Fiscal));
    let part = value.to_i8()?;
    let (first, length) = match view.word(next) {
        "quarter" | "Quarter" if (1..=4).contains(&part) => (part * 3 - 2, 3),
        "half" | "Half" if (1..=2).contains(&part) => (part * 6 - 5, 6),
        _ => return None,
    };
    let mut after = next + 1;
    let leads = |n: u32| view.is_of_any(n, any_of![Fiscal | YearLead]);
    while after < next + 4 && leads(after) {
        after += 1;
    }
    let days = match year_after(view, after) {
        Some((year, stop)) => {
            return Some(DateFound::span(at, stop, calendar::months(year, first, length)));
        }
        None => published(view).and_then(|a| calendar::latest(first, length, a)),
    };
    Some(DateFound::span(at, next + 1, days))
}

/// Whether a unit follows, so that "May 20 percent" is no day.
fn has_unit(view: &SentenceView<'_>, at: u32) -> bool {
    let next = if view.is_hyphen(at) { at + 1 } else { at };
    view.terms(next).any(|t| match t.entry.class {
        Class::Unit | Class::Currency => true,
        Class::Scale => !t.is_glued(),
        _ => false,
    })
}
