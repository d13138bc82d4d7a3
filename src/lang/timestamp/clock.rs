//! Times of day with their zones.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{Offset, TimeZone},
};

use super::pieces::{Piece, is_glued, mark, number, word};

/// A time of day with its zone.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    seconds: i64,
    zone: Option<Zone>,
}

#[derive(Debug, Clone)]
enum Zone {
    Fixed(Offset),
    Named(TimeZone),
}

impl Clock {
    /// The instant on a day, and the offset that holds then; without a zone it is UTC.
    pub(super) fn on(&self, date: Date) -> Option<(Timestamp, Option<Offset>)> {
        let midnight = DateTime::from_parts(date, Time::midnight());
        let local = midnight.checked_add(jiff::SignedDuration::from_secs(self.seconds)).ok()?;
        match &self.zone {
            None => Offset::UTC.to_timestamp(local).ok().map(|t| (t, None)),
            Some(Zone::Fixed(offset)) => {
                offset.to_timestamp(local).ok().map(|t| (t, Some(*offset)))
            }
            Some(Zone::Named(zone)) => {
                let instant = zone.to_ambiguous_timestamp(local).compatible().ok()?;
                Some((instant, Some(zone.to_offset(instant))))
            }
        }
    }
}

/// A time after a day: past commas, dashes, "at", "T".
pub(super) fn time_after(text: &str, pieces: &[Piece], mut at: usize) -> Option<(Clock, usize)> {
    for _ in 0..3 {
        let is_separator = matches!(
            mark(pieces, at),
            Some(',' | '-' | '–' | '—' | '|' | '·' | '•' | '/' | ':' | '@')
        ) || word(text, pieces, at)
            .is_some_and(|w| matches!(w, "at" | "T" | "t" | "um" | "à" | "a" | "At"));
        at += usize::from(is_separator);
    }
    clock_at(text, pieces, at)
}

/// A time before a day: `08:02 AM ET, Jul 2, 2026`.
pub(super) fn time_before(text: &str, pieces: &[Piece], end: usize) -> Option<(Clock, usize)> {
    (end.saturating_sub(10)..end).find_map(|start| {
        let (clock, mut next) = clock_at(text, pieces, start)?;
        next += usize::from(matches!(mark(pieces, next), Some(',' | '-' | '–' | '—' | '|')));
        next += usize::from(word(text, pieces, next) == Some("on"));
        (next == end).then_some((clock, start))
    })
}

/// A time within a day, before its year: `Jan 25 14:05:09 CET 2024`. Other days have no
/// colon.
pub(super) fn time_within(text: &str, pieces: &[Piece], start: usize, end: usize) -> Option<Clock> {
    let colon = (start..end).find(|n| mark(pieces, *n) == Some(':'))?;
    clock_at(text, pieces, colon.checked_sub(1)?).map(|(clock, _)| clock)
}

/// `8:02 AM ET`, `16:35:10.5+02:00`, `0935Z` after a T, `8am`, `9 p.m. EDT`, `24:00:00Z`
pub(super) fn clock_at(text: &str, pieces: &[Piece], at: usize) -> Option<(Clock, usize)> {
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
        (hour, minute, second) = if digits == 6 {
            (first / 10_000, first / 100 % 100, first % 100)
        } else {
            (first / 100, first % 100, 0)
        };
    } else if digits > 2 {
        return None;
    } else if has_minutes {
        minute = number(pieces, next + 1)?.0;
        next += 2;
        if mark(pieces, next) == Some(':') && number(pieces, next + 1).is_some_and(|(_, d)| d == 2)
        {
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
    let (zone, next) =
        zone_at(text, pieces, next).map_or((None, next), |(zone, end)| (Some(zone), end));
    Some((Clock { seconds, zone }, next))
}

/// `AM`, `p.m.`: whether it is the afternoon, and one past it.
fn half_day(text: &str, pieces: &[Piece], at: usize) -> Option<(bool, usize)> {
    let first = word(text, pieces, at)?;
    let lower = first.to_ascii_lowercase();
    match lower.as_str() {
        "am" | "pm" => Some((lower == "pm", at + 1)),
        "a" | "p"
            if mark(pieces, at + 1) == Some('.')
                && word(text, pieces, at + 2).is_some_and(|w| w.eq_ignore_ascii_case("m")) =>
        {
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
            // "Eastern Time", "Eastern Daylight Time"
            let is_next = |n: usize, known: &[&str]| {
                word(text, pieces, at + n)
                    .is_some_and(|w| known.iter().any(|own| w.eq_ignore_ascii_case(own)))
            };
            let season = usize::from(is_next(1, &["standard", "daylight"]));
            let has_time = is_next(1 + season, &["time"]);
            let end = at + 1 + if name.len() > 2 && has_time { 1 + season } else { 0 };
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
