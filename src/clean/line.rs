//! Lines of a text and what they look like.

use crate::model::{BlockKind, Span};

/// One line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Without blanks at its ends.
    pub(super) span: Span,
    /// Whether an empty line, or nothing, comes before it.
    pub(super) after_blank: bool,
    /// Blanks before its first character.
    pub(super) indent: u16,
}

/// The lines of `text` from `start` on; carriage returns alone end lines where there are no line
/// feeds.
pub(super) fn lines(text: &str, start: usize) -> Vec<Line> {
    let body = text.get(start..).unwrap_or_default();
    let feed = if memchr::memchr(b'\n', body.as_bytes()).is_none() { b'\r' } else { b'\n' };
    let mut out = Vec::new();
    let mut at = start;
    let mut after_blank = true;
    let ends = memchr::memchr_iter(feed, body.as_bytes()).map(|n| start + n).chain([text.len()]);
    for end in ends {
        let span = Span::from_usize(at, end).trim(text);
        if span.is_empty() {
            after_blank = true;
        } else {
            let indent = (span.byte_start as usize - at).min(1_000) as u16;
            out.push(Line { span, after_blank, indent });
            after_blank = false;
        }
        at = end + 1;
    }
    out
}

/// Words between blanks, counted up to 40.
pub(super) fn word_count(line: &str) -> usize {
    line.split_whitespace().take(40).count()
}

/// Whether the line ends like a sentence, quotation marks and brackets aside.
pub(super) fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']).ends_with(['.', '!', '?', '…'])
}

/// Whether the line is running text: long, or a sentence of some words.
pub(super) fn is_running(line: &str) -> bool {
    if line.len() >= 160 || line.ends_with("chars]") {
        return true;
    }
    let trimmed = line.trim_end_matches(['"', '”', '’', '\'', ')']);
    let ends = trimmed.ends_with('.') && !trimmed.ends_with("..");
    let words = word_count(line);
    (ends && words >= 5) || (ends_sentence(line) && words >= 14)
}

/// Length of a list glyph with its blanks.
pub(super) fn bullet_len(line: &str) -> Option<usize> {
    let mut chars = line.chars();
    let glyph = chars.next()?;
    let is_glyph = matches!(
        glyph,
        '•' | '●'
            | '▪'
            | '◦'
            | '‣'
            | '·'
            | '∙'
            | '►'
            | '▶'
            | '■'
            | '□'
            | '✓'
            | '✔'
            | '➤'
            | '*'
            | '-'
            | '–'
            | '—'
            | '○'
    );
    let rest = chars.as_str();
    let text = rest.trim_start();
    (is_glyph && text.len() < rest.len() && !text.is_empty()).then(|| line.len() - text.len())
}

/// `Q:` or `A:` at the beginning, with its length.
pub(super) fn question_mark_len(line: &str) -> Option<(BlockKind, usize)> {
    for (mark, kind) in [
        ("Q", BlockKind::Question),
        ("A", BlockKind::Answer),
        ("Question", BlockKind::Question),
        ("Answer", BlockKind::Answer),
    ] {
        let Some(rest) = line.strip_prefix(mark) else { continue };
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let Some(rest) =
            rest.strip_prefix(':').or_else(|| rest.strip_prefix('.').filter(|_| mark.len() == 1))
        else {
            continue;
        };
        let text = rest.trim_start();
        if text.len() < rest.len() && !text.is_empty() {
            return Some((kind, line.len() - text.len()));
        }
    }
    None
}

/// The half of a line that is the same words twice (`Grain WeeklyGrain Weekly`).
pub(super) fn doubled(line: &str) -> Option<&str> {
    if line.len() < 6 || line.len() > 160 {
        return None;
    }
    let half = line.len() / 2;
    (half.saturating_sub(2)..=half).find_map(|n| {
        let (left, right) = (line.get(..n)?.trim(), line.get(n..)?.trim());
        (left == right && left.len() >= 3).then_some(left)
    })
}

/// Whether the line is labels without blanks between them (`Rate cutRussell 2000AI stocks`):
/// capitals or digits that run on at least twice.
pub(super) fn is_run_together(line: &str) -> bool {
    if line.len() > 240 || ends_sentence(line) || line.ends_with(']') || line.contains(", ") {
        return false;
    }
    let mut separators = 0;
    let mut before = ' ';
    let mut word_len = 0;
    for c in line.chars() {
        // "McDonald" and "iPhone" are names
        separators += usize::from(
            c.is_uppercase() && (before.is_ascii_digit() || before.is_lowercase() && word_len > 2),
        );
        word_len = if c.is_alphanumeric() { word_len + 1 } else { 0 };
        before = c;
    }
    separators >= 2
}

/// Whether the line holds no letter and no digit.
pub(super) fn is_blank_of_words(line: &str) -> bool {
    line.len() < 200 && !line.chars().any(char::is_alphanumeric)
}

/// Numbers of a line that is a table of them.
const TABLE_NUMBERS: usize = 12;

/// Whether the line is a table: many numbers, and hardly a letter to say what they measure.
pub(super) fn is_number_table(line: &str) -> bool {
    // cheap first: most lines are words
    let is_likely =
        line.bytes().take(48).filter(u8::is_ascii_digit).count() * 5 > line.len().min(48);
    if !is_likely {
        return false;
    }
    let digits = line.bytes().filter(u8::is_ascii_digit).count();
    let letters = || line.chars().filter(|c| c.is_alphabetic()).count();
    let numbers = || {
        line.split_whitespace()
            .filter(|w| w.bytes().any(|b| b.is_ascii_digit()))
            .take(TABLE_NUMBERS)
            .count()
    };
    digits * 4 > line.len() && letters() * 8 < digits && numbers() == TABLE_NUMBERS
}

/// Longest line that says whom to write to or call.
const MAX_CONTACT: usize = 220;

/// Whether the line says whom to write to or call: it holds an address or a number of a telephone,
/// and is no running text.
pub(super) fn is_contact(line: &str) -> bool {
    line.len() <= MAX_CONTACT
        && (word_count(line) <= 8 || !ends_sentence(line))
        && (line.split_whitespace().any(is_mail) || has_telephone(line))
}

/// `press@harbor.example`
fn is_mail(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let Some((name, host)) = word.split_once('@') else { return false };
    !name.is_empty() && host.rsplit_once('.').is_some_and(|(h, end)| !h.is_empty() && end.len() > 1)
}

/// `+49 40 555 0134`, `(617) 555-0100`, `212-555-0134`: nine digits or more with nothing but
/// blanks, hyphens, dots and brackets between them, after a plus sign or in groups.
fn has_telephone(line: &str) -> bool {
    let mut rest = line;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        let run = &rest[at..];
        let is_separator =
            |c: char| matches!(c, ' ' | '-' | '.' | '(' | ')' | '\u{a0}' | '\u{2011}');
        let len = run
            .char_indices()
            .skip(1)
            .find(|(_, c)| !c.is_ascii_digit() && !is_separator(*c))
            .map_or(run.len(), |(n, _)| n);
        let run = &run[..len];
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let groups = run.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).count();
        let is_marked = run.starts_with(['+', '(']);
        if (9..=16).contains(&digits) && (is_marked && groups >= 2 || groups == 3) {
            return true;
        }
        rest = &rest[at + len..];
    }
    false
}

/// Whether the line has a word for who reads it, or for who writes to them.
pub(super) fn speaks_to_reader(line: &str) -> bool {
    line.split(|c: char| !c.is_alphabetic())
        .any(|w| matches!(w, "you" | "your" | "You" | "Your" | "Our" | "us"))
}

/// Whether the line is a heading by its looks: short, with a capital, and no sentence.
pub(super) fn is_heading_like(line: &str) -> bool {
    line.len() <= 110
        && word_count(line) <= 14
        && !line.ends_with(['.', '!', '?', ';', ',', '"', '”', '…'])
        && line.starts_with(char::is_uppercase)
}

/// Whether every word begins with a capital or is a joining word, as in names.
pub(super) fn is_name_like(line: &str) -> bool {
    word_count(line) <= 5
        && !ends_sentence(line)
        && !line.contains([':', '?', '%', '$'])
        && line.split_whitespace().all(|w| {
            w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric() || c == '&')
                || matches!(w, "of" | "and" | "the" | "for" | "on" | "in")
        })
}

/// Whether the line is the name of a site (`grain-weekly.com`).
pub(super) fn is_domain(line: &str) -> bool {
    let Some((name, end)) = line.rsplit_once('.') else { return false };
    !line.contains(char::is_whitespace)
        && !name.is_empty()
        && matches!(
            end.to_ascii_lowercase().as_str(),
            "com"
                | "net"
                | "org"
                | "io"
                | "co"
                | "ai"
                | "news"
                | "info"
                | "uk"
                | "de"
                | "fr"
                | "in"
                | "ca"
                | "au"
                | "tv"
                | "biz"
                | "eu"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_of_lines() {
        assert_eq!(doubled("Grain WeeklyGrain Weekly"), Some("Grain Weekly"));
        assert_eq!(doubled("Grain Weekly"), None);
        assert!(is_run_together("Oat rallyGrain 2000AI stocks"));
        assert!(!is_run_together("McDonald's and iPhone sales"));
        assert_eq!(bullet_len("•  Oats: up"), Some("•  ".len()));
        assert_eq!(bullet_len("-3% on the day"), None);
        assert_eq!(question_mark_len("Q: Why?"), Some((BlockKind::Question, 3)));
        assert_eq!(question_mark_len("A rise"), None);
        assert!(is_running("Oats fell on Monday after rain."));
        assert!(!is_running("Oats fall after rain"));
        assert!(is_domain("grain.com") && !is_domain("No. 5"));
        assert!(is_number_table("12.5 13.0 11.9 12.2 -0.3 1,200 12.5 13.0 11.9 12.2 -0.3 1,200"));
        assert!(is_number_table(
            "Wheat 512.25 515.00 510.50 -2.25 512.25 515.00 510.50 -2.25 512.25 515.00 510.50 \
             -2.25"
        ));
        assert!(!is_number_table("Wheat 512.25 515.00 510.50 -2.25 up"));
        assert!(!is_number_table(
            "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 were the numbers drawn on Monday, 14 and \
             15 on Tuesday"
        ));
    }

    #[test]
    fn contacts_by_address_or_telephone() {
        for line in [
            "Press office: Jo Marsh, +44 20 5550 1234",
            "jo.marsh@grain.example",
            "Eve Lund, (312) 555-0187",
            "Investors: 212-555-0134",
        ] {
            assert!(is_contact(line), "{line}");
        }
        for line in [
            "Oats: 1,200 1,300 1,250",
            "2026-03-05",
            "Falk & Sons, grain brokers",
            "The ministry said that anybody who had seen the ship should write to ports@sea.example.",
            "Output rose to 123 456 789 tonnes in the year to March, the ministry said on Monday.",
        ] {
            assert!(!is_contact(line), "{line}");
        }
    }

    #[test]
    fn line_ends_of_all_kinds() {
        let spans = |text: &str| -> Vec<String> {
            lines(text, 0).iter().map(|l| l.span.of(text).to_owned()).collect()
        };
        assert_eq!(spans("a\n\n b \nc"), ["a", "b", "c"]);
        assert_eq!(spans("a\r\n\r\nb"), ["a", "b"]);
        assert_eq!(spans("a\rb\r\rc"), ["a", "b", "c"]);
        assert!(lines("a\n\nb", 0)[1].after_blank && !lines("a\nb", 0)[1].after_blank);
    }
}
