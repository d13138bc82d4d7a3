//! The words that bound the time of a claim, and the days that they denote.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    lang::{month_number, weekday_number},
    lexicon::Reading,
    model::{Sentence, Span},
};

/// Tokens on either side of the number in which its period stands.
const REACH: u32 = 22;

/// A period with its first and last day, where they follow from the words and the day of publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Period {
    pub span: Span,
    pub days: Option<(Date, Date)>,
    /// Whether it is one day.
    pub is_day: bool,
}

/// The period phrase nearest to the number at `start..end`; what follows the number goes before what precedes it.
pub(super) fn period(reading: &Reading<'_>, sentence: &Sentence, start: u32, end: u32, published: Option<Date>) -> Option<Period> {
    let after = (end..sentence.token_end.min(end + REACH)).find_map(|at| phrase(reading, sentence, at, published).map(|p| (at - end, p)));
    let low = sentence.token_start.max(start.saturating_sub(REACH));
    let before =
        (low..start).rev().find_map(|at| phrase(reading, sentence, at, published).filter(|(_, to)| *to <= start).map(|p| (start - at, p)));
    let (from, to, days, is_day) = match (after, before) {
        (Some((gap, p)), Some((back, _))) if gap <= back + 4 => expand(reading, sentence, p),
        (_, Some((_, p))) | (Some((_, p)), None) => expand(reading, sentence, p),
        (None, None) => return None,
    }
    .into_parts(reading, published);
    Some(Period { span: reading.span(from, to), days, is_day })
}

/// A phrase's tokens.
struct Words {
    from: u32,
    core: u32,
    to: u32,
}

impl Words {
    fn into_parts(self, reading: &Reading<'_>, published: Option<Date>) -> (u32, u32, Option<(Date, Date)>, bool) {
        let days = days(reading, self.core, self.to, published);
        (self.from, self.to, days, days.is_some_and(|(a, b)| a == b))
    }
}

/// Takes in the preposition and article before a phrase.
fn expand(reading: &Reading<'_>, sentence: &Sentence, (core, to): (u32, u32)) -> Words {
    let mut from = core;
    for words in [&["the", "its", "a"][..], &["in", "on", "over", "during", "for", "since", "by", "within", "at", "through", "until"]] {
        if from > sentence.token_start && words.iter().any(|w| reading.is_word(from - 1, w)) {
            from -= 1;
        }
    }
    Words { from, core, to }
}

const RELATIVE: [&str; 8] = ["last", "this", "next", "past", "current", "previous", "prior", "same"];
const UNITS: [&str; 16] = [
    "year", "years", "quarter", "quarters", "month", "months", "week", "weeks", "session", "sessions", "day", "days", "half", "decade",
    "decades", "season",
];
const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "reported", "latest", "full", "fiscal"];

/// The tokens `at..to` of a period phrase that begins at `at`.
fn phrase(reading: &Reading<'_>, sentence: &Sentence, at: u32, _published: Option<Date>) -> Option<(u32, u32)> {
    let is = |n: u32, words: &[&str]| n < sentence.token_end && words.iter().any(|w| reading.is_word(n, w));
    let token = reading.tokens().get(at as usize).filter(|_| at < sentence.token_end)?;
    if is(at, &["year"]) && is_joined(reading, at, &["to", "date"]) {
        return Some((at, at + if reading.tokens().get(at as usize + 1).is_some_and(|t| t.is_punct('-')) { 5 } else { 3 }));
    }
    if is(at, &["today", "yesterday", "overnight", "annually"]) {
        return Some((at, at + 1));
    }
    if is(at, &RELATIVE) || is(at, &ORDINALS) {
        // "the past two quarters", "the first nine months", "last week"
        let unit = (at + 1..=at + 2).find(|n| is(*n, &UNITS))?;
        let is_duration_word =
            unit == at + 1 || reading.tokens()[at as usize + 1].is_number() || reading.tokens()[at as usize + 1].is_word();
        let of_year = if is(unit + 1, &["of"]) && is_year(reading, unit + 2) { 2 } else { 0 };
        return is_duration_word.then_some((at, unit + 1 + of_year));
    }
    let is_after_preposition = at > sentence.token_start
        && is(at - 1, &["in", "since", "for", "during", "of", "by", "from", "through", "until", "on", "late", "early", "mid"]);
    if is_year(reading, at) && is_after_preposition {
        return Some((at, at + 1));
    }
    if token.is_capital()
        && month_number(reading.word(at)).is_some()
        && (is_after_preposition || reading.tokens().get(at as usize + 1).is_some_and(crate::lang::Token::is_number))
    {
        let mut to = at + 1;
        to += u32::from(to < sentence.token_end && reading.tokens()[to as usize].is_number() && !is_year(reading, to));
        if to < sentence.token_end && is_year(reading, to) {
            to += 1;
        }
        return Some((at, to));
    }
    (token.is_capital() && weekday_number(reading.word(at)).is_some()).then_some((at, at + 1))
}

/// Whether the words go on after `at`, with or without hyphens.
fn is_joined(reading: &Reading<'_>, at: u32, words: &[&str]) -> bool {
    let mut n = at + 1;
    words.iter().all(|w| {
        n += u32::from(reading.tokens().get(n as usize).is_some_and(|t| t.is_punct('-')));
        n += 1;
        reading.is_word(n - 1, w)
    })
}

fn is_year(reading: &Reading<'_>, at: u32) -> bool {
    year(reading, at).is_some()
}

fn year(reading: &Reading<'_>, at: u32) -> Option<i16> {
    let word = reading.word(at);
    let year = (word.len() == 4).then(|| word.parse::<i16>().ok()).flatten()?;
    (1900..2100).contains(&year).then_some(year)
}

/// First and last day of the phrase.
fn days(reading: &Reading<'_>, at: u32, to: u32, published: Option<Date>) -> Option<(Date, Date)> {
    let whole_year = |y: i16| Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?));
    let own_year = (at..to).find_map(|n| year(reading, n));
    if let Some(month) = month_number(reading.word(at)) {
        let year = own_year.or_else(|| published.map(|p| if month > p.month() { p.year() - 1 } else { p.year() }))?;
        let first = Date::new(year, month, 1).ok()?;
        let day = (at + 1..to).find_map(|n| reading.word(n).parse::<i8>().ok());
        return match day {
            Some(day) => Date::new(year, month, day).ok().map(|d| (d, d)),
            None => Some((first, first.last_of_month())),
        };
    }
    if to == at + 1
        && let Some(year) = own_year
    {
        return whole_year(year);
    }
    let day = published?;
    if reading.is_word(at, "today") {
        return Some((day, day));
    }
    if reading.is_word(at, "yesterday") {
        let before = day.yesterday().ok()?;
        return Some((before, before));
    }
    if let Some(weekday) = weekday_number(reading.word(at)) {
        let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
        let then = day.checked_sub(i32::from(back).days()).ok()?;
        return Some((then, then));
    }
    if reading.is_word(at, "year") {
        return Some((day.first_of_year(), day));
    }
    let unit = reading.word(to - 1);
    let is = |word: &str| reading.is_word(at, word) && to == at + 2;
    match unit {
        "year" if is("this") => whole_year(day.year()),
        "year" if is("last") => whole_year(day.year() - 1),
        "month" if is("this") => Some((day.first_of_month(), day.last_of_month())),
        "month" if is("last") => {
            let last = day.first_of_month().yesterday().ok()?;
            Some((last.first_of_month(), last))
        }
        "quarter" | "half" => {
            let n = ["first", "second", "third", "fourth"].iter().position(|w| reading.is_word(at, w))? as i8;
            let months = if unit == "half" { 6 } else { 3 };
            let first = Date::new(day.year(), n.checked_mul(months)?.checked_add(1).filter(|m| *m <= 12)?, 1).ok()?;
            let last = first.checked_add((months - 1).months()).ok()?.last_of_month();
            (first <= day).then_some((first, last))
        }
        _ => None,
    }
}
