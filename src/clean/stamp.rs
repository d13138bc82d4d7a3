//! Stamps: lines of a text, and words in them, that are there to tell when it was published.

use crate::{
    lang::{DateTimeMatch, find_stamp, is_stamp_word, is_weekday},
    model::{DateEvidence, DateOrigin, Precision},
};

/// Longest line that can be a stamp, in bytes.
const MAX_STAMP_LINE: usize = 160;

/// Words that are beside a day in a stamp of a text.
const OWN_WORDS: [&str; 10] =
    ["modified", "filed", "a.m", "p.m", "hrs", "local", "update", "edited", "ago", "aktualisiert"];

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
            || is_stamp_word(&lower)
            || OWN_WORDS.contains(&lower.as_str())
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
