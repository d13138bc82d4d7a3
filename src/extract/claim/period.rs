//! The words that bound the time of a claim, and the days that they denote.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    lang::{month_number, weekday_number},
    lexicon::{Class, Hit, Layer, Reading},
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

/// The period phrases of one sentence, found once for all of its numbers.
#[derive(Debug, Default)]
pub(super) struct Periods {
    sentence: Option<u32>,
    phrases: Vec<(u32, u32)>,
}

impl Periods {
    /// The phrase nearest to the number of tokens `start..end` in sentence `index`; what follows the number goes before
    /// what precedes it.
    pub(super) fn nearest(
        &mut self,
        reading: &Reading<'_>,
        index: u32,
        (start, end): (u32, u32),
        published: Option<Date>,
    ) -> Option<Period> {
        let sentence = reading.sentences.get(index as usize)?;
        if self.sentence != Some(index) {
            self.sentence = Some(index);
            find(reading, sentence, &mut self.phrases);
        }
        let split = self.phrases.partition_point(|p| p.0 < end);
        let after = self.phrases[split..].first().filter(|p| p.0 < end + REACH);
        let before = self.phrases[..split].iter().rev().take_while(|p| p.0 + REACH >= start).find(|p| p.0 < start && p.1 <= start);
        let phrase = match (after, before) {
            (Some(after), Some(before)) if after.0 - end > start - before.0 + 4 => before,
            (Some(nearest), _) | (None, Some(nearest)) => nearest,
            (None, None) => return None,
        };
        let days = days(reading, phrase.0, phrase.1, published);
        let from = opening(reading, sentence, phrase.0);
        Some(Period { span: reading.span(from, phrase.1), days, is_day: days.is_some_and(|(a, b)| a == b) })
    }
}

/// The token from which a phrase is read that begins at `core`: its preposition and article belong to it.
fn opening(reading: &Reading<'_>, sentence: &Sentence, core: u32) -> u32 {
    let mut from = core;
    for words in [&["the", "its", "a"][..], &["in", "on", "over", "during", "for", "since", "by", "within", "at", "through", "until"]] {
        if from > sentence.token_start && words.iter().any(|w| reading.is_word(from - 1, w)) {
            from -= 1;
        }
    }
    from
}

/// The tokens of all period phrases of a sentence, by place.
fn find(reading: &Reading<'_>, sentence: &Sentence, out: &mut Vec<(u32, u32)>) {
    out.clear();
    let hits = reading.hits(Layer::Period, sentence);
    for (n, hit) in hits.iter().enumerate() {
        match reading.entry(hit).class {
            Class::PeriodWords => out.push((hit.token_start, hit.token_end)),
            Class::PeriodOrder => out.extend(ordered(reading, sentence, hit, &hits[n + 1..])),
            _ => {}
        }
    }
    for hit in reading.hits(Layer::Number, sentence) {
        match reading.entry(hit).class {
            Class::Month => out.extend(month(reading, sentence, hit.token_start)),
            // "the agency said on Wednesday" dates the telling
            Class::Weekday if !is_of_telling(reading, sentence, hit.token_start) => out.push((hit.token_start, hit.token_end)),
            _ => {}
        }
    }
    let years = (sentence.token_start + 1..sentence.token_end).filter(|at| is_year(reading, *at) && follows_preposition(reading, *at));
    out.extend(years.map(|at| (at, at + 1)));
    out.sort_unstable();
    out.dedup_by_key(|p| p.0);
}

/// Whether a verb of saying stands right before a day of the week.
fn is_of_telling(reading: &Reading<'_>, sentence: &Sentence, at: u32) -> bool {
    let floor = sentence.token_start.max(at.saturating_sub(2));
    reading.scan.hits_in(Layer::Speech, floor, at).iter().any(|hit| reading.entry(hit).class == Class::SayVerb)
        || (floor..at).any(|n| ["showed", "shows"].iter().any(|word| reading.is_word(n, word)))
}

/// "The past two quarters", "the first nine months", "last week", "the second half of 2026".
fn ordered(reading: &Reading<'_>, sentence: &Sentence, order: &Hit, behind: &[Hit]) -> Option<(u32, u32)> {
    let at = order.token_start;
    let is_unit = |h: &&Hit| reading.entry(h).class == Class::PeriodUnit;
    let unit = behind.iter().take_while(|h| h.token_start <= at + 2).find(is_unit)?.token_start;
    let between = reading.tokens().get(at as usize + 1)?;
    if unit > at + 1 && !between.is_number() && !between.is_word() {
        return None;
    }
    let has_year = reading.is_word(unit + 1, "of") && is_year(reading, unit + 2) && unit + 2 < sentence.token_end;
    Some((at, unit + if has_year { 3 } else { 1 }))
}

/// "In May", "March 3", "December 2025".
fn month(reading: &Reading<'_>, sentence: &Sentence, at: u32) -> Option<(u32, u32)> {
    let is_number = |n: u32| n < sentence.token_end && reading.tokens()[n as usize].is_number();
    let is_dated = is_number(at + 1) || at > sentence.token_start && follows_preposition(reading, at);
    let mut to = at + 1;
    to += u32::from(is_number(to) && !is_year(reading, to));
    to += u32::from(is_number(to) && is_year(reading, to));
    is_dated.then_some((at, to))
}

/// Whether the word before says that a month or year is meant.
fn follows_preposition(reading: &Reading<'_>, at: u32) -> bool {
    const BEFORE: [&str; 13] = ["in", "since", "for", "during", "of", "by", "from", "through", "until", "on", "late", "early", "mid"];
    at.checked_sub(1).is_some_and(|before| BEFORE.iter().any(|w| reading.is_word(before, w)))
}

fn is_year(reading: &Reading<'_>, at: u32) -> bool {
    year(reading, at).is_some()
}

fn year(reading: &Reading<'_>, at: u32) -> Option<i16> {
    let token = reading.tokens().get(at as usize).filter(|t| t.is_number() && t.byte_end - t.byte_start == 4)?;
    let word = token.of(reading.text());
    let year = word.parse::<i16>().ok()?;
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
