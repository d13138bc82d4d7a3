//! Days in their spellings.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::clock::clock_at;
use super::pieces::{Kind, Piece, is_glued, mark, number, word};
use crate::{lang::Lowered, model::DateOrder};

/// What reading a day returns: the day and one past its last piece.
pub(super) type Day = (Date, usize);

/// What is known of days in digits alone.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Order {
    /// Which comes first, where their source tells.
    pub(super) known: Option<DateOrder>,
    /// Whether they are in a field that is there for them, so that two digits may be a year.
    pub(super) is_field: bool,
}

/// A complete day that begins with piece `at`.
/// `order` is what is known of days in digits alone.
pub(super) fn day_at(text: &str, pieces: &[Piece], at: usize, order: Order) -> Option<Day> {
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
                .or_else(|| numeric(text, pieces, at, value, order))
        }
        Kind::Word => month_day(text, pieces, at),
        Kind::Mark(_) => None,
    }
}

pub(super) fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let is_plausible = (1800..2200).contains(&year) && month <= 12 && day <= 31;
    is_plausible.then(|| Date::new(year as i16, month as i8, day as i8).ok()).flatten()
}

/// `20240125`
fn compact(pieces: &[Piece], at: usize, value: u32) -> Option<Day> {
    (pieces[at].digits == 8)
        .then(|| date(value / 10_000, value / 100 % 100, value % 100))
        .flatten()
        .map(|d| (d, at + 1))
}

/// `2024-01-25`, `2024/1/25`, `2024.01.25`, `2024年1月25日`
fn year_first(pieces: &[Piece], at: usize, year: u32) -> Option<Day> {
    let first = mark(pieces, at + 1)?;
    let second = mark(pieces, at + 3)?;
    let fits =
        matches!((first, second), ('-', '-') | ('/', '/') | ('.', '.') | ('_', '_') | ('年', '月'));
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
    let found =
        ISOWeekDate::new(i16::try_from(year).ok()?, i8::try_from(week).ok()?, weekday).ok()?;
    is_week.then(|| (found.date(), at + 6))
}

/// `25 January 2024`, `25. Januar 2024`, `25-JAN-2024`, `1st of May, 2024`, `25 de enero de 2024`
fn day_month(text: &str, pieces: &[Piece], at: usize, day: u32) -> Option<Day> {
    if pieces[at].digits > 2 {
        return None;
    }
    let mut next = at + 1;
    next += usize::from(
        word(text, pieces, next).is_some_and(|w| matches!(w, "st" | "nd" | "rd" | "th" | "er")),
    );
    next += usize::from(matches!(mark(pieces, next), Some('.' | '-' | '/' | 'º')));
    next += usize::from(word(text, pieces, next).is_some_and(|w| matches!(w, "of" | "de" | "di")));
    let month = month_of(word(text, pieces, next)?)?;
    next += 1;
    next += usize::from(matches!(mark(pieces, next), Some('.' | ',' | '-' | '/')));
    next += usize::from(word(text, pieces, next).is_some_and(|w| matches!(w, "de" | "del" | "di")));
    let (year, digits) = number(pieces, next)?;
    // "18-Jul-20", and in mail "Tue, 05 Mar 24 10:15:00 GMT"
    let is_glued_all = (at + 1..=next).all(|n| is_glued(pieces, n));
    let is_mail = || {
        at > 1
            && mark(pieces, at - 1) == Some(',')
            && word(text, pieces, at - 2).is_some_and(is_weekday)
            && mark(pieces, next + 1) != Some(':')
    };
    let year = match digits {
        4 => year,
        2 if is_glued_all && mark(pieces, next - 1) == Some('-') || is_mail() => century(year),
        _ => return None,
    };
    date(year, month, day).map(|d| (d, next + 1))
}

/// The year that two digits mean: of this century up to 69.
const fn century(year: u32) -> u32 {
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// `January 25, 2024`, `Jan. 25th 2024`, `Jan 25 2024`, `Jan 25 14:05:09 CET 2024`
fn month_day(text: &str, pieces: &[Piece], at: usize) -> Option<Day> {
    let name = word(text, pieces, at)?;
    let mut next = at + 1;
    let stop = usize::from(mark(pieces, next) == Some('.'));
    // most words are no months: whether a day may follow is seen at once
    if mark(pieces, next) != Some('-') && number(pieces, next + stop).is_none() {
        return None;
    }
    let month = month_of(name)?;
    // "Sep-08-23"
    if mark(pieces, next) == Some('-') && mark(pieces, next + 2) == Some('-') {
        let (day, year) = (number(pieces, next + 1)?, number(pieces, next + 3)?);
        let is_short = day.1 <= 2 && (at + 1..=at + 4).all(|n| is_glued(pieces, n));
        let year = match year.1 {
            2 => century(year.0),
            4 => year.0,
            _ => return None,
        };
        return date(year, month, day.0).filter(|_| is_short).map(|d| (d, next + 4));
    }
    next += stop;
    let (day, digits) = number(pieces, next)?;
    next += 1;
    next += usize::from(
        word(text, pieces, next).is_some_and(|w| matches!(w, "st" | "nd" | "rd" | "th")),
    );
    next += usize::from(mark(pieces, next) == Some(','));
    // the order of Unix: `Jan 25 14:05:09 CET 2024`
    next = clock_at(text, pieces, next).map_or(next, |(_, end)| end);
    let (year, year_digits) = number(pieces, next)?;
    if digits > 2 || year_digits != 4 {
        return None;
    }
    date(year, month, day).map(|d| (d, next + 1))
}

/// Zones of the United States.
const MONTH_FIRST_ZONES: [&str; 12] =
    ["ET", "EST", "EDT", "CT", "CST", "CDT", "PT", "PST", "PDT", "MT", "MST", "MDT"];
/// Zones, and the word for "o'clock", of countries that write the day first.
const DAY_FIRST_ZONES: [&str; 7] = ["BST", "CET", "CEST", "Uhr", "IST", "AEST", "AEDT"];

/// `25.01.2024`, `25.01.24`, in fields `25/01/24` too, `25/01/2024`, `01/25/2024`; where both could be the month, a zone of
/// the United States or a dot tells the order, else what is known of the source.
fn numeric(text: &str, pieces: &[Piece], at: usize, first: u32, order: Order) -> Option<Day> {
    let (separator, other) = (mark(pieces, at + 1)?, mark(pieces, at + 3)?);
    let (second, year) = (number(pieces, at + 2)?, number(pieces, at + 4)?);
    let runs_on = matches!(mark(pieces, at + 5), Some('.' | '/' | '-'))
        && is_glued(pieces, at + 5)
        && number(pieces, at + 6).is_some()
        && is_glued(pieces, at + 6);
    // the dotted form of the continent, all in two digits: versions and sections are seldom written
    // so
    let is_short = (separator == '.' && pieces[at].digits == 2 && second.1 == 2
        || separator != '.' && order.is_field)
        && year.1 == 2
        && (1..5).all(|n| is_glued(pieces, at + n));
    if is_short && separator != '.' && first > 31 {
        // "99/12/31"
        return date(century(first), second.0, year.0).map(|d| (d, at + 5));
    }
    let year = if is_short { (century(year.0), 4) } else { year };
    let fits = separator == other
        && matches!(separator, '.' | '/' | '-')
        && pieces[at].digits <= 2
        && second.1 <= 2
        && year.1 == 4;
    if !fits || runs_on {
        return None;
    }
    let has_zone = |zones: &[&str]| words_after(text, pieces, at + 5).any(|w| zones.contains(&w));
    let day_first = if first > 12 {
        true
    } else if second.0 > 12 {
        false
    } else if first == second.0 || separator == '.' || has_zone(&DAY_FIRST_ZONES) {
        true
    } else if has_zone(&MONTH_FIRST_ZONES) {
        false
    } else {
        order.known? == DateOrder::DayFirst
    };
    let (day, month) = if day_first { (first, second.0) } else { (second.0, first) };
    date(year.0, month, day).map(|d| (d, at + 5))
}

fn words_after<'a>(text: &'a str, pieces: &'a [Piece], at: usize) -> impl Iterator<Item = &'a str> {
    (at..pieces.len().min(at + 10)).filter_map(move |n| word(text, pieces, n))
}

/// The number of a month by its name, in English, German, French, Spanish, Italian, Portuguese,
/// Dutch or Arabic, full or abbreviated.
pub(super) fn month_of(name: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &[
            "january",
            "jan",
            "januar",
            "jänner",
            "janvier",
            "enero",
            "ene",
            "gennaio",
            "janeiro",
            "januari",
            "يناير",
        ],
        &[
            "february",
            "feb",
            "februar",
            "février",
            "fevrier",
            "févr",
            "febrero",
            "febbraio",
            "fevereiro",
            "februari",
            "فبراير",
        ],
        &["march", "mar", "märz", "maerz", "mrz", "mars", "marzo", "março", "maart", "مارس"],
        &["april", "apr", "avril", "avr", "abril", "abr", "aprile", "أبريل"],
        &["may", "mai", "mayo", "maggio", "maio", "mei", "مايو"],
        &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "يونيو"],
        &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "julho", "يوليو"],
        &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "أغسطس"],
        &["september", "sept", "sep", "septembre", "septiembre", "settembre", "setembro", "سبتمبر"],
        &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro", "أكتوبر"],
        &["november", "nov", "novembre", "noviembre", "novembro", "نوفمبر"],
        &[
            "december",
            "dec",
            "dezember",
            "dez",
            "décembre",
            "decembre",
            "déc",
            "diciembre",
            "dic",
            "dicembre",
            "dezembro",
            "ديسمبر",
        ],
    ];
    if name.len() > 20 {
        return None;
    }
    let lower = Lowered::new(name);
    NAMES.iter().position(|names| names.contains(&&*lower)).map(|n| n as u32 + 1)
}

/// English weekday names, full or abbreviated.
#[must_use]
pub fn is_weekday(word: &str) -> bool {
    let lower = Lowered::new(word);
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .iter()
        .any(|day| *day == &*lower || (3..=5).contains(&lower.len()) && day.starts_with(&*lower))
}
