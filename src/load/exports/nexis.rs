//! Documents of Nexis: publisher, day and title in centred lines, labels in capitals, the text, and
//! more labels below it.

use std::borrow::Cow;

use super::{Boundary, day_of, one_line};
use crate::{
    lang::parse_stamp,
    load::{field::Field, fields::Fields},
    model::Precision,
};

/// Labels above the text.
const ABOVE: [&str; 12] = [
    "byline",
    "section",
    "length",
    "dateline",
    "highlight",
    "headline",
    "series",
    "distribution",
    "edition",
    "body",
    "source",
    "copyright",
];
/// Labels below it.
const BELOW: [&str; 24] = [
    "load-date",
    "language",
    "publication-type",
    "graphic",
    "subject",
    "company",
    "ticker",
    "industry",
    "geographic",
    "person",
    "organization",
    "document-type",
    "journal-code",
    "notes",
    "correction",
    "correction-date",
    "url",
    "state",
    "city",
    "country",
    "type",
    "pub-type",
    "acc-no",
    "classification",
];

/// Whether a text is an export: it numbers its documents, or ends them.
pub(super) fn is_export(head: &str) -> bool {
    let mut lines = head.lines().map(str::trim).filter(|l| !l.is_empty());
    lines.clone().take(3).any(is_count) || {
        let has = |label: &str| {
            head.lines().any(|l| l.trim_start().to_ascii_lowercase().starts_with(label))
        };
        lines.any(|l| l.eq_ignore_ascii_case("end of document"))
            && has("length:")
            && (has("load-date:") || has("body"))
    }
}

/// `3 of 210 DOCUMENTS`
fn is_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let mut number = || words.next().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    let is_number = number();
    let is_of = words.next() == Some("of");
    let is_total = words.next().is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()));
    let what = words.next().unwrap_or_default().to_ascii_uppercase();
    let is_whole = words.next().is_none();
    is_number && is_of && is_total && is_whole && matches!(what.as_str(), "DOCUMENT" | "DOCUMENTS")
}

pub(super) fn boundary(line: &str) -> Option<Boundary> {
    if is_count(line) {
        Some(Boundary::Before)
    } else if line.eq_ignore_ascii_case("end of document") {
        Some(Boundary::After)
    } else {
        None
    }
}

/// A label in capitals or as a word of its own (`Load-Date: `), in lower case, and what is after
/// it.
fn label(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    if line == "Body" {
        return Some(("body".to_owned(), ""));
    }
    let (name, value) = line.split_once(':')?;
    let is_label = (3..=20).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-');
    is_label.then(|| (name.to_ascii_lowercase(), value.trim()))
}

#[expect(
    clippy::too_many_lines,
    reason = "the parts of a document in their order, one after the other"
)]
pub(super) fn fields(text: &str) -> Option<Fields<'static>> {
    let mut fields = Fields::default();
    let mut put = |field, rank, value: String| fields.put((field, rank), Cow::Owned(value));
    let lines: Vec<&str> = text
        .lines()
        .filter(|l| !is_count(l.trim()) && !l.trim().eq_ignore_ascii_case("end of document"))
        .collect();
    // lines above the first label: publisher, day, title, in this order as a rule
    let first = lines.iter().position(|l| label(l).is_some()).unwrap_or(0);
    let top: Vec<&str> = lines[..first]
        .iter()
        .map(|l| l.trim())
        .filter(|l| !l.is_empty() && !l.starts_with("Copyright "))
        .collect();
    let is_day = |line: &&str| {
        parse_stamp(&day_of(line)).is_some_and(|s| s.precision >= Precision::Day) && line.len() < 80
    };
    if let Some(day) = top.iter().position(is_day) {
        put(Field::Date, 0, day_of(top[day]));
        // Nexis Uni puts the title first
        let (title, source) = match day {
            0 => (one_line(&top[1..].join(" ")), None),
            1 => (one_line(&top[2..].join(" ")), Some(top[0])),
            _ if day + 1 == top.len() => (top[0].to_owned(), Some(top[1])),
            _ => (one_line(&top[day + 1..].join(" ")), Some(top[day - 1])),
        };
        put(Field::Title, 0, title);
        put(Field::Source, 0, source.unwrap_or_default().to_owned());
    }
    let mut body = String::new();
    let mut dateline = String::new();
    let mut is_below = false;
    let mut is_in_label = true;
    for line in &lines[first..] {
        match label(line) {
            Some((name, value)) if BELOW.contains(&name.as_str()) && !body.trim().is_empty() => {
                is_below = true;
                if name == "url" {
                    put(Field::Url, 0, value.to_owned());
                }
            }
            Some((name, value)) if body.trim().is_empty() && ABOVE.contains(&name.as_str()) => {
                match name.as_str() {
                    "byline" => put(Field::Author, 0, value.to_owned()),
                    "headline" => put(Field::Title, 0, value.to_owned()),
                    "dateline" => value.clone_into(&mut dateline),
                    _ => {}
                }
                is_in_label = true;
            }
            Some((name, _)) if body.trim().is_empty() && BELOW.contains(&name.as_str()) => {}
            _ if is_below => {}
            _ if line.trim().is_empty() => {
                is_in_label = false;
                body.push('\n');
            }
            // a label's value goes on in the next line
            _ if is_in_label && body.trim().is_empty() => {}
            _ => {
                body.push_str(line.trim_end());
                body.push('\n');
            }
        }
    }
    let body = without_copyright(body.trim());
    if body.is_empty() && top.is_empty() {
        return None;
    }
    if !body.is_empty() {
        put(Field::Text, 0, body.to_owned());
    }
    Some(fields)
}

/// The text without the owner's lines below it.
fn without_copyright(text: &str) -> &str {
    let last = text.rfind("\n\n").map_or(0, |n| n + 2);
    let tail = text[last..].trim_start();
    let is_copyright = tail.len() < 200 && tail.starts_with("Copyright ");
    if is_copyright { text[..last].trim_end() } else { text }
}
