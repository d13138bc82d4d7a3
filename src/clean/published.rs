//! When an article was published: the most specific evidence of record, page, byline, story and
//! path.

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};

use crate::{
    lang::{
        DateTimeMatch, find_stamp, is_void, is_weekday, parse_ago, parse_stamp, parse_stamp_in,
    },
    model::{Article, DateEvidence, DateOrder, DateOrigin, Precision, Published},
};

/// What is known beside the evidence.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// How the source writes days in digits.
    order: Option<DateOrder>,
    /// When the article was first seen.
    seen: Option<Timestamp>,
    /// The day on which it was, where that is all that is known.
    seen_day: Option<Date>,
    /// The zone of times that name none.
    zone: Option<TimeZone>,
}

impl Known {
    pub(super) fn of(article: &Article) -> Self {
        let seen = article.first_seen.as_deref().and_then(parse_stamp);
        let seen = seen.filter(|stamp| stamp.precision >= Precision::Day);
        Self {
            order: article.date_order,
            seen: seen.and_then(|stamp| stamp.instant),
            seen_day: seen.map(|stamp| stamp.date),
            zone: article.input_zone.as_deref().and_then(|name| TimeZone::get(name).ok()),
        }
    }

    /// Whether a day may be one of publication: nothing is seen before it is published.
    fn allows(&self, date: Date, instant: Option<Timestamp>) -> bool {
        // a day in between: zones
        let latest = self.seen_day.and_then(|day| day.checked_add(1.day()).ok());
        !is_void(date, instant) && latest.is_none_or(|latest| date <= latest)
    }
}

/// Decides on the evidence. `found` is what the text itself says, best first.
pub(super) fn decide(loaded: &[DateEvidence], found: &[DateEvidence], known: &Known) -> Published {
    let read_all = |order_of_page: Option<DateOrder>| -> Vec<Published> {
        let order_of = |e: &DateEvidence| {
            let is_of_page = matches!(e.origin, DateOrigin::Page | DateOrigin::PageText);
            if is_of_page { order_of_page } else { known.order }
        };
        loaded
            .iter()
            .chain(found)
            .filter_map(|e| read(e, order_of(e), known))
            .filter(|p| p.date.is_some_and(|date| known.allows(date, p.instant)))
            .collect()
    };
    // the fields of a page may be written in another order than its language has: only where
    // nothing else tells the day
    let mut candidates = read_all(None);
    if !candidates.iter().any(|p| p.precision >= Precision::Day) {
        candidates = read_all(known.order);
    }
    // stable: within an origin the order of the evidence stays
    candidates.sort_by_key(|p| p.origin);
    let Some(base) = candidates.iter().find(|p| p.precision >= Precision::Day).or_else(|| {
        let best = candidates.iter().map(|p| p.precision).max()?;
        candidates.iter().find(|p| p.precision == best)
    }) else {
        return Published::default();
    };
    let finer = candidates.iter().find(|p| {
        base.precision == Precision::Day && p.precision == Precision::Instant && p.date == base.date
    });
    finer.unwrap_or(base).clone()
}

/// What one piece of evidence says. Times in running words without a zone give their day alone.
fn read(evidence: &DateEvidence, order: Option<DateOrder>, known: &Known) -> Option<Published> {
    let is_field =
        matches!(evidence.origin, DateOrigin::Record | DateOrigin::Page | DateOrigin::PageText);
    let stamp = if is_field {
        let ago = || parse_ago(&evidence.surface, known.seen?);
        parse_stamp_in(&evidence.surface, order).or_else(ago)
    } else {
        find_stamp(&evidence.surface)
    }?;
    let stamp = known.zone.as_ref().filter(|_| is_field).map_or(stamp, |zone| in_zone(stamp, zone));
    let is_certain = is_field || stamp.offset.is_some();
    let words = evidence.surface.get(stamp.byte_start..stamp.byte_end).unwrap_or(&evidence.surface);
    Some(Published {
        precision: if stamp.precision == Precision::Instant && !is_certain {
            Precision::Day
        } else {
            stamp.precision
        },
        instant: stamp.instant.filter(|_| is_certain),
        offset: stamp.offset,
        date: Some(civil_day(&stamp)),
        origin: Some(evidence.origin),
        evidence: Some(words.to_owned()),
    })
}

/// A time that names no zone as one of `zone`.
fn in_zone(stamp: DateTimeMatch, zone: &TimeZone) -> DateTimeMatch {
    let Some(read) = stamp.instant.filter(|_| stamp.offset.is_none()) else { return stamp };
    let local = jiff::tz::Offset::UTC.to_datetime(read);
    match zone.to_ambiguous_timestamp(local).compatible() {
        Ok(instant) => DateTimeMatch {
            instant: Some(instant),
            offset: Some(zone.to_offset(instant)),
            date: local.date(),
            ..stamp
        },
        Err(_) => stamp,
    }
}

/// The day in the source's own zone ("24:00" is the next).
fn civil_day(stamp: &DateTimeMatch) -> jiff::civil::Date {
    match (stamp.instant, stamp.offset) {
        (Some(instant), Some(offset)) => offset.to_datetime(instant).date(),
        _ => stamp.date,
    }
}

/// Longest line that can be a stamp, in bytes.
const MAX_STAMP_LINE: usize = 160;

/// Words that stand beside a day in a stamp.
const STAMP_WORDS: &[&str] = &[
    "for",
    "immediate",
    "in",
    "published",
    "updated",
    "posted",
    "modified",
    "last",
    "first",
    "on",
    "at",
    "date",
    "dated",
    "created",
    "issued",
    "released",
    "filed",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "reading",
    "time",
    "by",
    "am",
    "pm",
    "a.m",
    "p.m",
    "et",
    "est",
    "edt",
    "gmt",
    "utc",
    "bst",
    "cet",
    "hrs",
    "local",
    "press",
    "release",
    "original",
    "publication",
    "publish",
    "update",
    "edited",
    "ago",
    "uhr",
    "le",
    "el",
    "veröffentlicht",
    "aktualisiert",
    "publié",
    "publicado",
];

/// The stamp of a line that is nothing but a stamp: a day with its year, and words that go with it.
pub(super) fn stamp_in_line(line: &str) -> Option<DateTimeMatch> {
    if line.len() > MAX_STAMP_LINE || !line.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let stamp = find_stamp(line).filter(|s| s.precision >= Precision::Day)?;
    let rest = [line.get(..stamp.byte_start)?, line.get(stamp.byte_end..)?];
    // a second stamp may follow: "Published ..., updated ..."
    let rest_words = |part: &str| -> Vec<String> {
        let second = find_stamp(part).filter(|s| s.precision >= Precision::Day);
        let part = match second {
            Some(s) => format!(
                "{} {}",
                part.get(..s.byte_start).unwrap_or_default(),
                part.get(s.byte_end..).unwrap_or_default()
            ),
            None => part.to_owned(),
        };
        part.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '.'))
            .filter(|w| w.chars().any(char::is_alphanumeric))
            .map(str::to_owned)
            .collect()
    };
    let words: Vec<String> = rest.into_iter().flat_map(rest_words).collect();
    let has_separator = line.contains(['|', '·', '•']);
    let is_known = |w: &String| {
        let lower = w.trim_matches('.').to_ascii_lowercase();
        is_weekday(&lower)
            || lower.bytes().all(|b| b.is_ascii_digit())
            || STAMP_WORDS.contains(&lower.as_str())
    };
    let is_name = |w: &String| w.chars().next().is_some_and(char::is_uppercase);
    let fits = words.iter().all(is_known)
        || (words.len() <= 8
            && (has_separator || words.iter().any(|w| w.eq_ignore_ascii_case("by")))
            && words.iter().all(|w| {
                is_known(w)
                    || is_name(w)
                    || matches!(w.as_str(), "and" | "of" | "for" | "de" | "van")
            }));
    fits.then_some(stamp)
}

/// The stamps of a line of the head, those of updates last.
pub(super) fn stamps_of(line: &str) -> Vec<DateEvidence> {
    let mut out = Vec::new();
    let mut late = Vec::new();
    let mut rest = line;
    for _ in 0..3 {
        let Some(stamp) = find_stamp(rest).filter(|s| s.precision >= Precision::Day) else { break };
        let (Some(before), Some(surface)) =
            (rest.get(..stamp.byte_start), rest.get(stamp.byte_start..stamp.byte_end))
        else {
            break;
        };
        let label = before
            .trim_end()
            .trim_end_matches([':', '-', '–', '—'])
            .rsplit(|c: char| !c.is_alphabetic())
            .find(|w| !w.is_empty() && !matches!(*w, "on" | "at"))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let is_update = matches!(
            label.as_str(),
            "updated" | "modified" | "update" | "edited" | "reviewed" | "aktualisiert"
        );
        let evidence = DateEvidence { origin: DateOrigin::Byline, surface: surface.to_owned() };
        if is_update {
            late.push(evidence);
        } else {
            out.push(evidence);
        }
        rest = rest.get(stamp.byte_end..).unwrap_or_default();
    }
    out.append(&mut late);
    out
}

/// "As of July 2, 2026, the sector is ..." at the beginning of a sentence, in the present tense:
/// the article dates itself.
pub(super) fn present_day(text: &str) -> Option<DateEvidence> {
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&text.as_bytes()[from..], b"As of ").map(|n| from + n)
    {
        from = at + 6;
        let before = text[..at].trim_end();
        let begins = text[before.len()..at].contains('\n')
            || before.chars().next_back().is_none_or(|c| matches!(c, '.' | '!' | '?' | '"' | '”'));
        let window = &text[at..text.floor_char_boundary((at + 260).min(text.len()))];
        let Some(stamp) =
            find_stamp(window).filter(|s| s.precision == Precision::Day && s.byte_start == 6)
        else {
            continue;
        };
        let clause = window.get(stamp.byte_end..).unwrap_or_default();
        let verb = clause.split(|c: char| !c.is_alphabetic()).take(16).find_map(|w| match w {
            "is" | "are" | "has" | "have" | "remains" | "remain" | "stands" | "stand" | "sits"
            | "sit" | "trades" | "trade" | "appears" | "appear" | "shows" | "show"
            | "continues" | "continue" | "looks" | "look" | "holds" | "hovers" | "faces"
            | "face" => Some(true),
            "was" | "were" | "had" | "did" | "stood" | "held" | "reported" | "totaled"
            | "totalled" | "employed" | "owned" => Some(false),
            _ => None,
        });
        if begins && verb == Some(true) {
            let surface = window.get(..stamp.byte_end)?.to_owned();
            return Some(DateEvidence { origin: DateOrigin::Story, surface });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(origin: DateOrigin, surface: &str) -> DateEvidence {
        DateEvidence { origin, surface: surface.to_owned() }
    }

    #[test]
    fn finer_evidence_of_the_same_day_wins_and_rank_decides_else() {
        let record = evidence(DateOrigin::Record, "2026-03-05");
        let byline = evidence(DateOrigin::Byline, "March 5, 2026, 9:30 a.m. EST");
        let other = evidence(DateOrigin::Byline, "March 6, 2026, 9:30 a.m. EST");
        let found = decide(std::slice::from_ref(&record), &[byline], &Known::default());
        assert_eq!((found.precision, found.origin), (Precision::Instant, Some(DateOrigin::Byline)));
        let found = decide(&[record], &[other], &Known::default());
        assert_eq!((found.precision, found.origin), (Precision::Day, Some(DateOrigin::Record)));
        let known = Known {
            order: Some(DateOrder::DayFirst),
            seen: "2026-03-05T10:00:00Z".parse().ok(),
            ..Known::default()
        };
        let day = |surface: &str| {
            decide(&[evidence(DateOrigin::Record, surface)], &[], &known)
                .day()
                .map(|d| d.to_string())
        };
        assert_eq!(day("03/04/2026").as_deref(), Some("2026-04-03"));
        let page =
            [evidence(DateOrigin::Page, "03/04/2026"), evidence(DateOrigin::Page, "4 March 2026")];
        assert_eq!(
            decide(&page, &[], &known).day().map(|d| d.to_string()).as_deref(),
            Some("2026-03-04")
        );
        assert_eq!(
            decide(&page[..1], &[], &known).day().map(|d| d.to_string()).as_deref(),
            Some("2026-04-03")
        );
        assert_eq!(day("14 HOURS AGO").as_deref(), Some("2026-03-04"));
        assert_eq!(
            decide(&[evidence(DateOrigin::Record, "14 HOURS AGO")], &[], &Known::default()),
            Published::default()
        );
        assert_eq!(
            decide(&[evidence(DateOrigin::Record, "yesterday")], &[], &Known::default()),
            Published::default()
        );
        let partial =
            [evidence(DateOrigin::Record, "2026"), evidence(DateOrigin::Page, "March 2026")];
        assert_eq!(decide(&partial, &[], &Known::default()).precision, Precision::Month);
    }

    #[test]
    fn days_that_cannot_be_are_none() {
        let day = |surface: &str, known: &Known| {
            let found = decide(&[evidence(DateOrigin::Record, surface)], &[], known);
            found.day().map(|day| day.to_string())
        };
        for void in [
            "1970-01-01T00:00:00Z",
            "1969-12-31T19:00:00-05:00",
            "1900-01-01",
            "0001-01-01",
            "9999-12-31",
        ] {
            assert_eq!(day(void, &Known::default()), None, "{void}");
        }
        assert_eq!(day("1970-01-02", &Known::default()).as_deref(), Some("1970-01-02"));
        let seen = Known { seen_day: Some(jiff::civil::date(2024, 3, 5)), ..Known::default() };
        assert_eq!(day("2024-03-06", &seen).as_deref(), Some("2024-03-06"));
        assert_eq!(day("2024-03-07", &seen), None);
    }

    #[test]
    fn times_without_a_zone_are_in_that_of_the_input() {
        let zone = TimeZone::get("America/New_York").ok();
        let found = |surface: &str| {
            let known = Known { zone: zone.clone(), ..Known::default() };
            decide(&[evidence(DateOrigin::Record, surface)], &[], &known)
        };
        let local = found("2024-03-05 16:30:00");
        assert_eq!(local.instant.map(|i| i.to_string()).as_deref(), Some("2024-03-05T21:30:00Z"));
        assert_eq!(local.offset.map(jiff::tz::Offset::seconds), Some(-5 * 3600));
        let own = found("2024-03-05T16:30:00Z");
        assert_eq!(own.instant.map(|i| i.to_string()).as_deref(), Some("2024-03-05T16:30:00Z"));
    }

    #[test]
    fn lines_that_are_stamps() {
        for line in [
            "Updated 5 March 2026",
            "Posted on March 5, 2026 8:15 AM EST",
            "By Ann Lee | March 5, 2026",
            "-- Thu Mar 5, 2026 7:39pm EST",
            "Grain Weekly · 05.03.2026",
            "Published: 5 March 2026. Last updated: 6 March 2026",
        ] {
            assert!(stamp_in_line(line).is_some(), "{line}");
        }
        for line in [
            "Oats slide to a low of March 5, 2026",
            "Market wrap for March 5, 2026: oats fall",
            "Shares fell on March 5, 2026.",
        ] {
            assert!(stamp_in_line(line).is_none(), "{line}");
        }
        let stamps: Vec<String> = stamps_of("Updated 6 March 2026. Published 5 March 2026")
            .into_iter()
            .map(|e| e.surface)
            .collect();
        assert_eq!(stamps, ["5 March 2026", "6 March 2026"]);
    }

    #[test]
    fn the_present_of_a_story() {
        let surface = |text: &str| present_day(text).map(|e| e.surface);
        assert_eq!(
            surface("Oats are up. As of March 5, 2026, the crop is short.").as_deref(),
            Some("As of March 5, 2026")
        );
        assert_eq!(surface("As of March 5, 2026, the bank had 300 branches."), None);
        assert_eq!(surface("The crop is short as of March 5, 2026."), None);
    }
}
