//! Datelines ("LONDON (Reuters) -") and the credits and marks that end a story inside its last
//! line.

use crate::{lang::find_stamp, model::Precision};

/// A dateline at the beginning of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dateline<'t> {
    /// Bytes up to the story.
    pub(super) len: usize,
    /// The agency in brackets.
    pub(super) agency: Option<&'t str>,
}

/// How far into a paragraph a dateline reaches.
const MAX_LEN: usize = 160;

/// The dateline that `line` begins with: places in capitals, a date or an agency, and a dash.
pub(super) fn dateline(line: &str) -> Option<Dateline<'_>> {
    let head = &line[..line.floor_char_boundary(MAX_LEN)];
    for (at, c) in head.char_indices() {
        if !matches!(c, '-' | '–' | '—') || at == 0 {
            continue;
        }
        let before = &head[..at];
        let rest = line[at..].trim_start_matches(['-', '–', '—']);
        let text = rest.trim_start();
        let is_spaced = before.ends_with(char::is_whitespace) && rest.len() > text.len();
        let is_tight = c == '—' && !text.is_empty();
        if text.is_empty()
            || !(is_spaced
                || is_tight
                || before.trim_end().ends_with([')', '/']) && rest.len() > text.len())
        {
            continue;
        }
        let found = read(before.trim_end())?;
        // without an agency only a new sentence tells a dateline from an aside
        let begins = text.starts_with(|c: char| {
            c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '$')
        });
        let is_dateline = found.agency.is_some() || begins && before.len() < 60;
        return is_dateline.then(|| Dateline { len: line.len() - text.len(), ..found });
    }
    None
}

/// How far into a paragraph the day of a dateline is, and what may follow it up to its dash.
const MAX_BEFORE: usize = 110;
const MAX_AFTER: usize = 60;

/// The day, verbatim, in the dateline that a paragraph begins with, as press wires write it:
/// "VANCOUVER, BC / ACCESSWIRE / December 3, 2024 / ...", "Toronto--(Newsfile Corp. - December 3,
/// 2024) - ...", "Basel, December 3, 2024: ...", "3 December 2024, London - ...".
pub(super) fn dateline_day(line: &str) -> Option<&str> {
    let head = &line[..line.floor_char_boundary(MAX_BEFORE + MAX_AFTER + 40)];
    // a glance spares the reading: no day is without its year
    let is_year = |w: &[u8]| matches!(w[0], b'1' | b'2') && w.iter().all(u8::is_ascii_digit);
    if !head.as_bytes().windows(4).any(is_year) {
        return None;
    }
    let stamp = find_stamp(head).filter(|s| s.precision >= Precision::Day)?;
    let (before, after) = (head.get(..stamp.byte_start)?, head.get(stamp.byte_end..)?);
    if before.len() > MAX_BEFORE || !is_place(before) {
        return None;
    }
    let end = end_of_dateline(after)?;
    let story = line.get(stamp.byte_end + end..)?.trim_start();
    let begins = story.starts_with(|c: char| {
        c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“' | '$' | '(')
    });
    (begins && story.len() >= 40).then(|| head.get(stamp.byte_start..stamp.byte_end))?
}

/// Whether words are places and wires: capitals with commas, slashes or brackets between them.
fn is_place(words: &str) -> bool {
    let words = words.trim();
    let is_joined = words.is_empty()
        || words.contains([',', '/', '('])
        || words.ends_with(['-', '–', '—', '|'])
        || words.split(' ').count() <= 2 && words.chars().all(|c| !c.is_lowercase());
    let is_name = |word: &str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_connective = matches!(
            letters,
            "" | "and" | "de" | "of" | "la" | "el" | "am" | "den" | "le" | "the" | "via" | "für"
        );
        is_connective || letters.starts_with(|c: char| c.is_uppercase()) && letters.len() <= 24
    };
    is_joined && words.split([' ', '/', '\u{A0}', ',']).all(is_name)
}

/// One past the mark that ends a dateline after its day: what comes before the mark are times,
/// places and wires.
fn end_of_dateline(after: &str) -> Option<usize> {
    let window = &after[..after.floor_char_boundary(MAX_AFTER)];
    for (at, c) in window.char_indices() {
        let rest = &window[at + c.len_utf8()..];
        let is_mark = match c {
            '–' | '—' => true,
            '-' => {
                rest.starts_with('-')
                    || window[..at].ends_with(' ') && rest.starts_with(' ')
                    || window[..at].ends_with(')')
            }
            '/' => {
                rest.starts_with([' ', '/'])
                    && !rest.trim_start_matches(['/', ' ']).starts_with(char::is_lowercase)
            }
            ':' => rest.starts_with(' ') && window[..at].trim().is_empty(),
            _ => false,
        };
        if is_mark {
            let marks = rest.len() - rest.trim_start_matches(['-', '–', '—', '/', ' ']).len();
            let between = &window[..at];
            let is_clean = between.split([' ', ',', '/', '(', ')']).all(|w| {
                !w.starts_with(char::is_lowercase)
                    || matches!(w, "am" | "pm" | "a.m." | "p.m." | "at")
            });
            // "/ GLOBE NEWSWIRE /": the wire goes with it
            let wire = rest.trim_start();
            if c == '/'
                && let Some(close) = wire.find('/').filter(|n| *n <= 30)
                && !wire[..close].contains(char::is_lowercase)
            {
                let skipped = rest.len() - wire.len() + close + 1;
                return is_clean.then_some(at + 1 + skipped);
            }
            return is_clean.then_some(at + c.len_utf8() + marks);
        }
    }
    None
}

/// Whether words are a dateline.
fn read(words: &str) -> Option<Dateline<'_>> {
    let (places, agency) = match words.strip_suffix(')').and_then(|w| w.rsplit_once('(')) {
        Some((places, agency)) => (places.trim(), Some(agency.trim())),
        None => match words.strip_suffix('/').and_then(|w| w.rsplit_once('/')) {
            Some((places, agency)) => (places.trim(), Some(agency.trim())),
            None => (words, None),
        },
    };
    let agency = match agency {
        Some(name)
            if name.is_empty()
                || name.len() > 40
                || !name.starts_with(|c: char| c.is_uppercase()) =>
        {
            return None;
        }
        other => other,
    };
    // "(Adds quote) NEW YORK ..."
    let places = match places.strip_prefix('(').and_then(|p| p.split_once(')')) {
        Some((_, rest)) => rest.trim(),
        None => places,
    };
    let mut has_capitals = false;
    for word in places.split([' ', ',', '/', '\u{A0}']).filter(|w| !w.is_empty()) {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_upper =
            letters.chars().any(char::is_uppercase) && !letters.chars().any(char::is_lowercase);
        let is_capital = letters.chars().next().is_some_and(char::is_uppercase);
        let is_number = letters.chars().all(|c| c.is_ascii_digit()) && letters.len() <= 4;
        has_capitals |= is_upper && letters.len() >= 2;
        let is_connective = matches!(word, "and" | "de" | "of" | "la" | "el");
        if !(is_upper
            || is_number
            || is_connective
            || is_capital && (agency.is_some() || has_capitals))
        {
            return None;
        }
    }
    (agency.is_some() || has_capitals).then_some(Dateline { len: words.len(), agency })
}

/// Where what ends a line is no story: credits in brackets, "The post ... appeared first on", a
/// mark of truncation.
pub(super) struct Trailer {
    /// First byte in the line.
    pub(super) start: usize,
    /// Name of the family.
    pub(super) reason: &'static str,
}

/// Longest credit in bytes.
const MAX_CREDIT: usize = 600;

/// The trailer of a line, if it has one.
pub(super) fn trailer(line: &str) -> Option<Trailer> {
    if let Some(start) = truncation(line) {
        return Some(Trailer { start, reason: "truncation" });
    }
    let from = line.len().saturating_sub(MAX_CREDIT);
    let window = &line[line.floor_char_boundary(from)..];
    let offset = line.len() - window.len();
    if let Some(start) =
        window.rfind("The post ").filter(|n| window[*n..].contains(" appeared first on "))
    {
        return Some(Trailer { start: offset + start, reason: "source_line" });
    }
    let mut end = window.trim_end_matches(['.', ' ']).len();
    let mut start = open_bracket(&window[..end])?;
    // a rate of exchange after the credit goes with it
    let note = &window[start..end];
    if note.contains('=') && note.bytes().any(|b| b.is_ascii_digit()) && note.len() < 60 {
        end = window[..start].trim_end().len();
        start = open_bracket(&window[..end])?;
    }
    is_credit(&window[start..end]).then_some(Trailer { start: offset + start, reason: "credit" })
}

/// Where the brackets open that `text` ends with, or that it leaves open.
fn open_bracket(text: &str) -> Option<usize> {
    if !text.ends_with(')') {
        let open = text.rfind('(')?;
        return (!text[open..].contains(')') && text.len() - open > 20).then_some(open);
    }
    let mut depth = 0_usize;
    for (at, c) in text.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether words in brackets say who wrote, edited or sent the story.
fn is_credit(words: &str) -> bool {
    const ROLES: [&str; 13] = [
        "reporting",
        "additional",
        "writing",
        "editing",
        "edited",
        "compiled",
        "translated",
        "compiling",
        "polling",
        "graphic",
        "graphics",
        "created",
        "further",
    ];
    const NOTES: [&str; 10] = [
        "the following story",
        "this story",
        "this version",
        "this article",
        "corrects ",
        "corrected ",
        "refiles ",
        "repeats ",
        "adds ",
        "updates ",
    ];
    let lower = words.trim_start_matches('(').trim_start().to_ascii_lowercase();
    let first = lower.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let holds = |parts: &[&str]| parts.iter().any(|part| lower.contains(part));
    let by_people = ROLES.contains(&first)
        && holds(&[" by ", " from ", " in ", "reporting", "bureau", "newsroom", "editing"]);
    let by_name = matches!(first, "written" | "report" | "with")
        && holds(&[
            "written by ",
            "report by ",
            "with reporting",
            "with additional",
            "with contributions",
        ]);
    let is_contact = lower.len() < 200 && lower.contains('@')
        || lower.starts_with("for more ")
        || holds(&[" newsroom"]);
    by_people
        || by_name
        || holds(&["editing by ", "reporting by "])
        || NOTES.iter().any(|note| lower.starts_with(note))
        || is_contact
}

/// Where `[+2031 chars]` or the like begins, with the dots before it.
pub(super) fn truncation(line: &str) -> Option<usize> {
    let open =
        line.strip_suffix("chars]").and_then(|l| l.rfind("[+")).filter(|n| line.len() - n < 24)?;
    Some(line[..open].trim_end().trim_end_matches(['…', '.']).trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> (&str, Option<&str>) {
        dateline(line).map_or((line, None), |d| (&line[d.len..], d.agency))
    }

    #[test]
    fn datelines_are_found() {
        assert_eq!(cut("OSLO  (Grain Wire) - Oats fell."), ("Oats fell.", Some("Grain Wire")));
        assert_eq!(
            cut("OSLO/BERGEN, June 24 (Grain Wire) - Oats fell."),
            ("Oats fell.", Some("Grain Wire"))
        );
        assert_eq!(cut("Jan 31 (Grain Wire) - Oats fell."), ("Oats fell.", Some("Grain Wire")));
        assert_eq!(cut("(Grain Wire) - Oats fell."), ("Oats fell.", Some("Grain Wire")));
        assert_eq!(cut("SIOUX FALLS - Oats fell."), ("Oats fell.", None));
        assert_eq!(
            cut("OSLO, March 3, 2026 /GrainNewswire/ -- Oats fell."),
            ("Oats fell.", Some("GrainNewswire"))
        );
        assert_eq!(cut("OSLO — Oats fell."), ("Oats fell.", None));
        for story in [
            "Oats - a crop - fell.",
            "A well-known trader (Ann Lee) - who left - fell.",
            "GDP-linked bonds fell - a bit.",
            "Oats (the crop) fell.",
        ] {
            assert_eq!(cut(story), (story, None));
        }
    }

    #[test]
    fn days_of_datelines_are_found() {
        let rest = "Rye Ltd. today said that its mill in the north would open again in May.";
        for begin in [
            "VANCOUVER, BC / ACCESSWIRE / December 3, 2024 / ",
            "Toronto, Ontario--(Newsfile Corp. - December 3, 2024) - ",
            "Basel, Switzerland, December 3, 2024: ",
            "OSLO, 3 December 2024 – ",
            "Oslo, Norway, 3 December 2024, 07:00 CET – ",
            "NEW YORK, Dec. 3, 2024 /PRNewswire/ -- ",
            "BOSTON, December 3, 2024 (GLOBE NEWSWIRE) -- ",
            "BOSTON--(BUSINESS WIRE)--December 3, 2024-- ",
            "December 3, 2024 – Oslo, Norway – ",
            "3 December 2024, London – ",
        ] {
            let line = format!("{begin}{rest}");
            let day = dateline_day(&line).and_then(find_stamp).map(|s| s.date.to_string());
            assert_eq!(day.as_deref(), Some("2024-12-03"), "{line}");
        }
        for line in [
            "For the three months ended December 3, 2024, rye sold well – better than wheat had ever done.",
            "Rye Ltd. will close its mill on December 3, 2024 - the last one in the north of the country.",
            "Fiscal Year Ended December 3, 2024: Net sales rose by a tenth to one hundred million.",
            "Oslo, December 3, 2024",
        ] {
            assert_eq!(dateline_day(line), None, "{line}");
        }
    }

    #[test]
    fn trailers_are_found() {
        let rest = |line: &'static str| trailer(line).map_or(line, |t| line[..t.start].trim_end());
        assert_eq!(
            rest("Oats fell. (Reporting by  Ann Lee ; Editing by (Jo) Marsh)"),
            "Oats fell."
        );
        assert_eq!(rest("Oats fell (by a third)."), "Oats fell (by a third).");
        assert_eq!(rest("Oats fell. (ann@example.com)"), "Oats fell.");
        assert_eq!(rest("Oats fell. (Reporting by Ann Lee) ($1 = 0.9 francs)"), "Oats fell.");
        assert_eq!(rest("Oats fell. (Polling by Grain Unit; Editing by Ann Lee"), "Oats fell.");
        assert_eq!(
            rest("Oats fell (with a loss of 3% in June)."),
            "Oats fell (with a loss of 3% in June)."
        );
        assert_eq!(
            rest("Oats fell. The post Oats fall appeared first on Grain Weekly ."),
            "Oats fell."
        );
        assert_eq!(rest("Oats fell and… [+2031 chars]"), "Oats fell and");
        assert_eq!(rest("Oats cost more ($1 = 0.9 francs)"), "Oats cost more ($1 = 0.9 francs)");
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_cut_between_characters(line in "(?s)[A-Z(). –—/a-z…é\\[\\]+0-9]{0,200}") {
            if let Some(found) = dateline(&line) {
                proptest::prop_assert!(line.get(found.len..).is_some());
            }
            if let Some(found) = trailer(&line) {
                proptest::prop_assert!(line.get(..found.start).is_some());
            }
        }
    }
}
