//! Publication times as they are written: strings to days and instants.
//!
//! Everything is verbatim or nothing: a day that cannot be (February 30), a day without its year, "14 hours ago", or a
//! day whose order cannot be told ("01/02/2024") gives no day.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, ISOWeekDate, Time, Weekday},
    tz::{Offset, TimeZone},
};

use crate::model::Precision;

/// A time found in a string.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stamp {
    /// First byte of the evidence, weekday included.
    pub byte_start: usize,
    /// One past its last byte.
    pub byte_end: usize,
    /// How fine it is; instant where a time of day stands with the day.
    pub precision: Precision,
    /// The civil day as written; the first day of a month or year.
    pub date: Date,
    /// The instant; times without a zone are read as UTC and have no `offset`.
    pub instant: Option<Timestamp>,
    /// The offset as written or as its zone had it then.
    pub offset: Option<Offset>,
}

/// Strings are read up to this many bytes: evidence is short.
const MAX_BYTES: usize = 400;

/// The first complete day (with its time, if there is one) in `text`; else the first month or year if the text is little else.
#[must_use]
pub fn find_stamp(text: &str) -> Option<Stamp> {
    let pieces = cut(text);
    for at in 0..pieces.len() {
        if let Some((date, end)) = day_at(text, &pieces, at) {
            return Some(with_time(text, &pieces, at, end, date));
        }
    }
    coarse(text, &pieces)
}

/// A field that is nothing but a time: as [`find_stamp`], and also Unix seconds or milliseconds and `20240125T093000Z`.
#[must_use]
pub fn parse_stamp(text: &str) -> Option<Stamp> {
    let trimmed = text.trim();
    let whole = |precision, date, instant, offset| Stamp { byte_start: 0, byte_end: text.len(), precision, date, instant, offset };
    let digits = trimmed.strip_suffix(".0").unwrap_or(trimmed);
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        let number: i64 = digits.parse().ok()?;
        let instant = match digits.len() {
            9 | 10 => Timestamp::from_second(number).ok()?,
            12 | 13 => Timestamp::from_millisecond(number).ok()?,
            _ => return find_stamp(text),
        };
        return Some(whole(Precision::Instant, Offset::UTC.to_datetime(instant).date(), Some(instant), Some(Offset::UTC)));
    }
    find_stamp(text)
}

/// A run of letters or digits, or one other character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    start: usize,
    end: usize,
    kind: Kind,
    /// How many digits a number has.
    digits: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// With its value.
    Number(u32),
    Word,
    Mark(char),
}

/// Pieces without blanks; a capital after a small letter begins a new word (`readThursday`).
fn cut(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = ' ';
    for (start, c) in text.char_indices().take_while(|(n, _)| *n < MAX_BYTES) {
        let end = start + c.len_utf8();
        let digit = c.to_digit(10).or_else(|| arabic_digit(c));
        let joins = pieces.last().is_some_and(|p| p.end == start);
        if let Some(digit) = digit {
            match pieces.last_mut() {
                Some(Piece { end: last, kind: Kind::Number(value), digits, .. }) if joins => {
                    *value = value.saturating_mul(10).saturating_add(digit);
                    *last = end;
                    *digits += 1;
                }
                _ => pieces.push(Piece { start, end, kind: Kind::Number(digit), digits: 1 }),
            }
        } else if c.is_alphabetic() && !matches!(c, '年' | '月' | '日') {
            let new_word = before.is_lowercase() && c.is_uppercase();
            match pieces.last_mut() {
                Some(Piece { end: last, kind: Kind::Word, .. }) if joins && !new_word => *last = end,
                _ => pieces.push(Piece { start, end, kind: Kind::Word, digits: 0 }),
            }
        } else if !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}') {
            pieces.push(Piece { start, end, kind: Kind::Mark(c), digits: 0 });
        }
        before = c;
    }
    pieces
}

const fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(c as u32 - 0x6F0),
        _ => None,
    }
}

/// What reading a day gives: the day and one past its last piece.
type Day = (Date, usize);

/// A complete day that begins with piece `at`.
fn day_at(text: &str, pieces: &[Piece], at: usize) -> Option<Day> {
    match pieces[at].kind {
        Kind::Number(value) => {
            let inside_number = at > 0
                && matches!(pieces[at - 1].kind, Kind::Mark('.' | ',' | '-' | '/'))
                && at > 1
                && is_glued(pieces, at - 1)
                && matches!(pieces[at - 2].kind, Kind::Number(_))
                && is_glued(pieces, at);
            if inside_number {
                return None;
            }
            compact(pieces, at, value)
                .or_else(|| year_first(pieces, at, value))
                .or_else(|| iso_week(text, pieces, at, value))
                .or_else(|| day_month(text, pieces, at, value))
                .or_else(|| numeric(text, pieces, at, value))
        }
        Kind::Word => month_day(text, pieces, at),
        Kind::Mark(_) => None,
    }
}

/// Whether piece `at` follows the one before it without blanks.
fn is_glued(pieces: &[Piece], at: usize) -> bool {
    let (before, own) = (at.checked_sub(1).and_then(|n| pieces.get(n)), pieces.get(at));
    before.zip(own).is_some_and(|(before, own)| before.end == own.start)
}

fn number(pieces: &[Piece], at: usize) -> Option<(u32, usize)> {
    match pieces.get(at)?.kind {
        Kind::Number(value) => Some((value, pieces[at].digits)),
        _ => None,
    }
}

fn mark(pieces: &[Piece], at: usize) -> Option<char> {
    match pieces.get(at)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    }
}

fn word<'t>(text: &'t str, pieces: &[Piece], at: usize) -> Option<&'t str> {
    let piece = pieces.get(at)?;
    (piece.kind == Kind::Word).then(|| &text[piece.start..piece.end])
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let is_plausible = (1800..2200).contains(&year) && month <= 12 && day <= 31;
    is_plausible.then(|| Date::new(year as i16, month as i8, day as i8).ok()).flatten()
}

/// `20240125`
fn compact(pieces: &[Piece], at: usize, value: u32) -> Option<Day> {
    (pieces[at].digits == 8).then(|| date(value / 10_000, value / 100 % 100, value % 100)).flatten().map(|d| (d, at + 1))
}

/// `2024-01-25`, `2024/1/25`, `2024.01.25`, `2024年1月25日`
fn year_first(pieces: &[Piece], at: usize, year: u32) -> Option<Day> {
    let first = mark(pieces, at + 1)?;
    let second = mark(pieces, at + 3)?;
    let fits = matches!((first, second), ('-', '-') | ('/', '/') | ('.', '.') | ('年', '月'));
    let (month, day) = (number(pieces, at + 2)?, number(pieces, at + 4)?);
    if !fits || pieces[at].digits != 4 || month.1 > 2 || day.1 > 2 {
        return None;
    }
    let end = at + 5 + usize::from(mark(pieces, at + 5) == Some('日'));
    date(year, month.0, day.0).map(|d| (d, end))
}

/// `2024-W04-4`
fn iso_week(text: &str, pieces: &[Piece], at: usize, year: u32) -> Option<Day> {
    let is_week = mark(pieces, at + 1) == Some('-')
        && word(text, pieces, at + 2).is_some_and(|w| w.eq_ignore_ascii_case("w"))
        && mark(pieces, at + 4) == Some('-');
    let (week, day) = (number(pieces, at + 3)?.0, number(pieces, at + 5)?.0);
    let weekday = Weekday::from_monday_one_offset(i8::try_from(day).ok()?).ok()?;
    let found = ISOWeekDate::new(i16::try_from(year).ok()?, i8::try_from(week).ok()?, weekday).ok()?;
    is_week.then(|| (found.date(), at + 6))
}

/// `25 January 2024`, `25. Januar 2024`, `25-JAN-2024`, `1st of May, 2024`, `25 de enero de 2024`
fn day_month(text: &str, pieces: &[Piece], at: usize, day: u32) -> Option<Day> {
    if pieces[at].digits > 2 {
        return None;
    }
    let mut next = at + 1;
    next += usize::from(word(text, pieces, next).is_some_and(|w| matches!(w, "st" | "nd" | "rd" | "th" | "er")));
    next += usize::from(matches!(mark(pieces, next), Some('.' | '-' | '/' | 'º')));
    next += usize::from(word(text, pieces, next).is_some_and(|w| matches!(w, "of" | "de" | "di")));
    let month = month_of(word(text, pieces, next)?)?;
    next += 1;
    next += usize::from(matches!(mark(pieces, next), Some('.' | ',' | '-' | '/')));
    next += usize::from(word(text, pieces, next).is_some_and(|w| matches!(w, "de" | "del" | "di")));
    let (year, digits) = number(pieces, next)?;
    if digits != 4 {
        return None;
    }
    date(year, month, day).map(|d| (d, next + 1))
}

/// `January 25, 2024`, `Jan. 25th 2024`, `Jan 25 2024`
fn month_day(text: &str, pieces: &[Piece], at: usize) -> Option<Day> {
    let month = month_of(word(text, pieces, at)?)?;
    let mut next = at + 1;
    next += usize::from(mark(pieces, next) == Some('.'));
    let (day, digits) = number(pieces, next)?;
    next += 1;
    next += usize::from(word(text, pieces, next).is_some_and(|w| matches!(w, "st" | "nd" | "rd" | "th")));
    next += usize::from(mark(pieces, next) == Some(','));
    let (year, year_digits) = number(pieces, next)?;
    if digits > 2 || year_digits != 4 {
        return None;
    }
    date(year, month, day).map(|d| (d, next + 1))
}

/// `25.01.2024`, `25/01/2024`, `01/25/2024`; where both could be the month, a zone of the United States or a dot tells the order.
fn numeric(text: &str, pieces: &[Piece], at: usize, first: u32) -> Option<Day> {
    let (joint, other) = (mark(pieces, at + 1)?, mark(pieces, at + 3)?);
    let (second, year) = (number(pieces, at + 2)?, number(pieces, at + 4)?);
    let runs_on = matches!(mark(pieces, at + 5), Some('.' | '/' | '-'))
        && is_glued(pieces, at + 5)
        && number(pieces, at + 6).is_some()
        && is_glued(pieces, at + 6);
    let fits = joint == other && matches!(joint, '.' | '/' | '-') && pieces[at].digits <= 2 && second.1 <= 2 && year.1 == 4;
    if !fits || runs_on {
        return None;
    }
    let is_american = || {
        words_after(text, pieces, at + 5)
            .any(|w| matches!(w, "ET" | "EST" | "EDT" | "CT" | "CST" | "CDT" | "PT" | "PST" | "PDT" | "MT" | "MST" | "MDT"))
    };
    let is_european = || words_after(text, pieces, at + 5).any(|w| matches!(w, "BST" | "CET" | "CEST" | "Uhr" | "IST" | "AEST" | "AEDT"));
    let day_first = if first > 12 {
        true
    } else if second.0 > 12 {
        false
    } else if first == second.0 || joint == '.' || is_european() {
        true
    } else if is_american() {
        false
    } else {
        return None;
    };
    let (day, month) = if day_first { (first, second.0) } else { (second.0, first) };
    date(year.0, month, day).map(|d| (d, at + 5))
}

fn words_after<'a>(text: &'a str, pieces: &'a [Piece], at: usize) -> impl Iterator<Item = &'a str> {
    (at..pieces.len().min(at + 10)).filter_map(move |n| word(text, pieces, n))
}

/// Adds the weekday before and the time beside a day that lies in pieces `at..end`.
fn with_time(text: &str, pieces: &[Piece], at: usize, end: usize, date: Date) -> Stamp {
    let mut first = at;
    first -= usize::from(
        first > 0
            && matches!(mark(pieces, first - 1), Some(',' | '.'))
            && first > 1
            && word(text, pieces, first - 2).is_some_and(is_weekday),
    );
    first -= usize::from(first > 0 && word(text, pieces, first - 1).is_some_and(is_weekday));
    let (clock, first, end) = match time_after(text, pieces, end) {
        Some((clock, end)) => (Some(clock), first, end),
        None => match time_before(text, pieces, first) {
            Some((clock, start)) => (Some(clock), start, end),
            None => (None, first, end),
        },
    };
    let mut stamp = Stamp {
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

/// A time of day with its zone.
#[derive(Debug, Clone)]
struct Clock {
    seconds: i64,
    zone: Option<Zone>,
}

#[derive(Debug, Clone)]
enum Zone {
    Fixed(Offset),
    Named(TimeZone),
}

impl Clock {
    fn on(&self, date: Date) -> Option<(Timestamp, Option<Offset>)> {
        let midnight = DateTime::from_parts(date, Time::midnight());
        let local = midnight.checked_add(jiff::SignedDuration::from_secs(self.seconds)).ok()?;
        match &self.zone {
            None => Offset::UTC.to_timestamp(local).ok().map(|t| (t, None)),
            Some(Zone::Fixed(offset)) => offset.to_timestamp(local).ok().map(|t| (t, Some(*offset))),
            Some(Zone::Named(zone)) => {
                let instant = zone.to_ambiguous_timestamp(local).compatible().ok()?;
                Some((instant, Some(zone.to_offset(instant))))
            }
        }
    }
}

/// A time after a day: past commas, dashes, "at", "T".
fn time_after(text: &str, pieces: &[Piece], mut at: usize) -> Option<(Clock, usize)> {
    for _ in 0..3 {
        let is_joint = matches!(mark(pieces, at), Some(',' | '-' | '–' | '—' | '|' | '·' | '•' | '/' | ':' | '@'))
            || word(text, pieces, at).is_some_and(|w| matches!(w, "at" | "T" | "t" | "um" | "à" | "a" | "At"));
        at += usize::from(is_joint);
    }
    clock_at(text, pieces, at)
}

/// A time before a day: `08:02 AM ET, Jul 2, 2026`.
fn time_before(text: &str, pieces: &[Piece], end: usize) -> Option<(Clock, usize)> {
    (end.saturating_sub(10)..end).find_map(|start| {
        let (clock, mut next) = clock_at(text, pieces, start)?;
        next += usize::from(matches!(mark(pieces, next), Some(',' | '-' | '–' | '—' | '|')));
        next += usize::from(word(text, pieces, next) == Some("on"));
        (next == end).then_some((clock, start))
    })
}

/// `8:02 AM ET`, `16:35:10.5+02:00`, `0935Z` after a T, `8am`, `9 p.m. EDT`, `24:00:00Z`
fn clock_at(text: &str, pieces: &[Piece], at: usize) -> Option<(Clock, usize)> {
    let (first, digits) = number(pieces, at)?;
    let mut next = at + 1;
    let (mut hour, mut minute, mut second) = (first, 0, 0);
    let is_compact = matches!(digits, 4 | 6)
        && at > 0
        && word(text, pieces, at - 1).is_some_and(|w| w.eq_ignore_ascii_case("t"))
        && is_glued(pieces, at);
    let has_minutes = matches!(mark(pieces, next), Some(':' | '.' | 'h'))
        && number(pieces, next + 1).is_some_and(|(_, d)| d == 2)
        && is_glued(pieces, next)
        && is_glued(pieces, next + 1);
    if is_compact {
        (hour, minute, second) = if digits == 6 { (first / 10_000, first / 100 % 100, first % 100) } else { (first / 100, first % 100, 0) };
    } else if digits > 2 {
        return None;
    } else if has_minutes {
        minute = number(pieces, next + 1)?.0;
        next += 2;
        if mark(pieces, next) == Some(':') && number(pieces, next + 1).is_some_and(|(_, d)| d == 2) {
            second = number(pieces, next + 1)?.0;
            next += 2;
            if matches!(mark(pieces, next), Some('.' | ','))
                && is_glued(pieces, next)
                && number(pieces, next + 1).is_some()
                && is_glued(pieces, next + 1)
            {
                next += 2;
            }
        }
    }
    let half = half_day(text, pieces, next);
    if let Some((is_afternoon, end)) = half {
        let is_possible = (1..=12).contains(&hour) || hour < 24 && has_minutes;
        if !is_possible {
            return None;
        }
        if hour <= 12 {
            hour = hour % 12 + if is_afternoon { 12 } else { 0 };
        }
        next = end;
    }
    let is_time = (is_compact || has_minutes || half.is_some())
        && minute < 60
        && second <= 60
        && (hour < 24 || (hour == 24 && minute == 0 && second == 0));
    if !is_time {
        return None;
    }
    let seconds = i64::from(hour * 3600 + minute * 60 + second);
    let (zone, next) = zone_at(text, pieces, next).map_or((None, next), |(zone, end)| (Some(zone), end));
    Some((Clock { seconds, zone }, next))
}

/// `AM`, `p.m.`: whether it is the afternoon, and one past it.
fn half_day(text: &str, pieces: &[Piece], at: usize) -> Option<(bool, usize)> {
    let first = word(text, pieces, at)?;
    let lower = first.to_ascii_lowercase();
    match lower.as_str() {
        "am" | "pm" => Some((lower == "pm", at + 1)),
        "a" | "p" if mark(pieces, at + 1) == Some('.') && word(text, pieces, at + 2).is_some_and(|w| w.eq_ignore_ascii_case("m")) => {
            Some((lower == "p", at + 3 + usize::from(mark(pieces, at + 3) == Some('.'))))
        }
        _ => None,
    }
}

/// `Z`, `+02:00`, `-0500`, `GMT+2`, `EDT`, `ET`, `(ET)`, `Eastern Time`
fn zone_at(text: &str, pieces: &[Piece], at: usize) -> Option<(Zone, usize)> {
    if mark(pieces, at) == Some('(') {
        let (zone, end) = zone_at(text, pieces, at + 1)?;
        return Some((zone, end + usize::from(mark(pieces, end) == Some(')'))));
    }
    if let Some(offset) = offset_at(pieces, at) {
        return Some(offset);
    }
    let name = word(text, pieces, at)?;
    if matches!(name, "GMT" | "UTC")
        && is_glued(pieces, at + 1)
        && let Some(offset) = offset_at(pieces, at + 1)
    {
        return Some(offset);
    }
    if matches!(name, "U") && word(text, pieces, at + 2) == Some("S") {
        // "U.S. Eastern"
        return zone_at(text, pieces, at + 4);
    }
    let (hours, minutes) = match name {
        "Z" | "z" | "GMT" | "UTC" | "UT" | "WET" => (0, 0),
        "EST" | "CDT" => (-5, 0),
        "EDT" | "AST" => (-4, 0),
        "CST" | "MDT" => (-6, 0),
        "MST" | "PDT" => (-7, 0),
        "PST" | "AKDT" => (-8, 0),
        "AKST" => (-9, 0),
        "HST" => (-10, 0),
        "BST" | "CET" | "MEZ" | "WEST" => (1, 0),
        "CEST" | "MESZ" | "EET" | "SAST" => (2, 0),
        "EEST" | "MSK" => (3, 0),
        "IST" => (5, 30),
        "HKT" | "SGT" | "AWST" => (8, 0),
        "JST" | "KST" => (9, 0),
        "AEST" => (10, 0),
        "AEDT" => (11, 0),
        "NZST" => (12, 0),
        "NZDT" => (13, 0),
        _ => {
            let named = match name {
                "ET" | "Eastern" => "America/New_York",
                "CT" | "Central" => "America/Chicago",
                "MT" | "Mountain" => "America/Denver",
                "PT" | "Pacific" => "America/Los_Angeles",
                _ => return None,
            };
            let has_time = word(text, pieces, at + 1).is_some_and(|w| w.eq_ignore_ascii_case("time"));
            let end = at + 1 + usize::from(name.len() > 2 && has_time);
            return TimeZone::get(named).ok().map(|zone| (Zone::Named(zone), end));
        }
    };
    let seconds = (hours * 60 + minutes) * 60;
    Offset::from_seconds(seconds).ok().map(|offset| (Zone::Fixed(offset), at + 1))
}

/// `+02:00`, `-0500`, `+2`
fn offset_at(pieces: &[Piece], at: usize) -> Option<(Zone, usize)> {
    let sign = match mark(pieces, at)? {
        '+' => 1,
        '-' | '−' => -1,
        _ => return None,
    };
    let (first, digits) = number(pieces, at + 1)?;
    if !is_glued(pieces, at + 1) {
        return None;
    }
    let (hours, minutes, end) = if digits == 4 {
        (first / 100, first % 100, at + 2)
    } else if digits > 2 {
        return None;
    } else if mark(pieces, at + 2) == Some(':') {
        (first, number(pieces, at + 3)?.0, at + 4)
    } else {
        (first, 0, at + 2)
    };
    if hours > 15 || minutes > 59 {
        return None;
    }
    let seconds = sign * (hours * 3600 + minutes * 60) as i32;
    Offset::from_seconds(seconds).ok().map(|offset| (Zone::Fixed(offset), end))
}

/// `January 2024`, `2024-01`, `2024`, `Q4 2023`, where the text is not much more than that.
fn coarse(text: &str, pieces: &[Piece]) -> Option<Stamp> {
    if pieces.len() > 6 {
        return None;
    }
    let year_at =
        (0..pieces.len()).find(|n| number(pieces, *n).is_some_and(|(year, digits)| digits == 4 && (1800..2200).contains(&year)))?;
    let year = number(pieces, year_at)?.0;
    let named = year_at.checked_sub(1).and_then(|n| word(text, pieces, n)).and_then(month_of);
    let numbered = || {
        let (month, digits) = number(pieces, year_at + 2)?;
        (mark(pieces, year_at + 1) == Some('-') && digits == 2 && (1..=12).contains(&month) && pieces.len() == year_at + 3).then_some(month)
    };
    let month = named.or_else(numbered);
    let is_ambiguous_day = matches!(mark(pieces, 1), Some('/' | '-')) && year_at == 4;
    let is_alone = pieces.len() == 1 || (pieces.len() <= 3 && word(text, pieces, 0) == Some("Q")) || is_ambiguous_day;
    if month.is_none() && !is_alone {
        return None;
    }
    Some(Stamp {
        byte_start: pieces[if named.is_some() { year_at - 1 } else { 0 }].start,
        byte_end: pieces[if month.is_some() && named.is_none() { year_at + 2 } else { year_at }].end,
        precision: if month.is_some() { Precision::Month } else { Precision::Year },
        date: date(year, month.unwrap_or(1), 1)?,
        instant: None,
        offset: None,
    })
}

/// The number of a month by its name, in English, German, French, Spanish, Italian, Portuguese, Dutch or Arabic, full or abbreviated.
fn month_of(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["january", "jan", "januar", "jänner", "janvier", "enero", "ene", "gennaio", "janeiro", "januari", "يناير"],
        &["february", "feb", "februar", "février", "fevrier", "févr", "febrero", "febbraio", "fevereiro", "februari", "فبراير"],
        &["march", "mar", "märz", "maerz", "mrz", "mars", "marzo", "março", "maart", "مارس"],
        &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "أبريل"],
        &["may", "mai", "mayo", "maggio", "maio", "mei", "مايو"],
        &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "يونيو"],
        &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "يوليو"],
        &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "أغسطس"],
        &["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "سبتمبر"],
        &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro", "أكتوبر"],
        &["november", "nov", "novembre", "noviembre", "novembro", "نوفمبر"],
        &["december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic", "dicembre", "dezembro", "ديسمبر"],
    ];
    if name.len() > 20 {
        return None;
    }
    let lower = name.to_lowercase();
    NAMES.iter().position(|names| names.contains(&lower.as_str())).map(|n| n as u32 + 1)
}

/// English weekday names, full or abbreviated.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| *day == lower || (3..=5).contains(&lower.len()) && day.starts_with(&lower))
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
            ("March 5, 2026 — 08:15 am EST", "2026-03-05T08:15:00-05:00"),
            ("3 min readThursday, March 5, 2026 at 8:15 AM ET", "2026-03-05T08:15:00-05:00"),
            ("Wednesday, July 8, 2026 at 12:05 PM ET", "2026-07-08T12:05:00-04:00"),
            ("By Ann Lee | July 8, 2026, 4:35 p.m. EDT", "2026-07-08T16:35:00-04:00"),
            ("Thu Mar 5, 2026 8:27am EST", "2026-03-05T08:27:00-05:00"),
            ("8:15 AM ET, Mar 5, 2026", "2026-03-05T08:15:00-05:00"),
            ("03/04/2026 9 a.m. EST", "2026-03-04T09:00:00-05:00"),
            ("8 July 2026 17:02 BST", "2026-07-08T17:02:00+01:00"),
            ("2026-03-05T08:15:00-0530", "2026-03-05T08:15:00-05:30"),
            ("1772699400", "2026-03-05T08:30:00+00:00"),
            ("1772699400000", "2026-03-05T08:30:00+00:00"),
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
            "05.03.2026",
            "Published: Mar. 5th, 2026",
        ] {
            let expected = if text.contains("1987") { "day 1987-03-05" } else { "day 2026-03-05" };
            assert_eq!(shown(text), expected, "{text}");
        }
        assert_eq!(shown("25/03/2026"), "day 2026-03-25");
        assert_eq!(shown("03/25/2026"), "day 2026-03-25");
    }

    #[test]
    fn nothing_is_invented() {
        for text in
            ["14 HOURS AGO", "Yesterday", "0000-00-00", "2026-02-30", "", "NaT", "Updated 3 hours ago", "June 24", "version 1.2.2026.7"]
        {
            assert_eq!(shown(text), "none", "{text}");
        }
        assert_eq!(shown("01/02/2024"), "year 2024-01-01");
        assert_eq!(shown("March 2026"), "month 2026-03-01");
        assert_eq!(shown("2026-03"), "month 2026-03-01");
        assert_eq!(shown("2026"), "year 2026-01-01");
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
