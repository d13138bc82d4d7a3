//! Documents of `ProQuest`: `Title: `, `Publication date: ` and `Full text: ` at the beginning of
//! lines, a line of underscores between documents.

use std::borrow::Cow;

use super::{Boundary, one_line};
use crate::load::{field::Field, fields::Fields};

/// Labels whose values matter, or end the one before.
const LABELS: [&str; 38] = [
    "title",
    "author",
    "publication title",
    "publication date",
    "publication year",
    "full text",
    "abstract",
    "document url",
    "proquest document id",
    "publication info",
    "links",
    "subject",
    "location",
    "people",
    "company / organization",
    "company",
    "identifier / keyword",
    "pages",
    "first page",
    "section",
    "publisher",
    "place of publication",
    "country of publication",
    "publication subject",
    "issn",
    "source type",
    "document type",
    "language of publication",
    "copyright",
    "last updated",
    "database",
    "volume",
    "issue",
    "classification",
    "dateline",
    "credit",
    "number of pages",
    "column",
];

/// Whether a text is an export.
pub(super) fn is_export(head: &str) -> bool {
    let has = |label: &str| head.lines().any(|l| value_of(l).is_some_and(|(n, _)| n == label));
    has("title")
        && (has("proquest document id") || has("full text") || has("document url"))
        && (has("publication title") || has("publication date") || has("publication info"))
}

/// Nothing but underscores.
pub(super) fn boundary(line: &str) -> Option<Boundary> {
    (line.len() >= 20 && line.bytes().all(|b| b == b'_')).then_some(Boundary::After)
}

/// The label that a line begins with, in lower case, and its value.
fn value_of(line: &str) -> Option<(&'static str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim().to_ascii_lowercase();
    LABELS.iter().find(|l| **l == name).map(|l| (*l, value.trim()))
}

pub(super) fn fields(text: &str) -> Option<Fields<'static>> {
    let mut values: Vec<(&str, String)> = Vec::new();
    for line in text.lines().filter(|l| boundary(l.trim()).is_none()) {
        let label = value_of(line);
        if let Some((name, value)) = label {
            values.push((name, value.to_owned()));
        } else if let Some((_, value)) = values.last_mut() {
            value.push('\n');
            value.push_str(line.trim_end());
        }
    }
    let value = |name: &str| {
        let found = values.iter().find(|(n, _)| *n == name)?;
        Some(found.1.trim().to_owned()).filter(|v| !v.is_empty())
    };
    let title = value("title")?;
    let mut fields = Fields::default();
    let mut put = |field, rank, value: Option<String>| {
        if let Some(value) = value {
            fields.put((field, rank), Cow::Owned(value));
        }
    };
    put(Field::Title, 0, Some(one_line(&title)));
    put(Field::Date, 0, value("publication date").map(|v| one_line(&v)));
    let publication = value("publication title").map(|v| one_line(&v));
    // "Harbor Times; Rostock" and "Harbor Times, Late Edition"
    put(Field::Source, 0, publication.map(|v| v.split(';').next().unwrap_or(&v).trim().to_owned()));
    put(Field::Author, 0, value("author").map(|v| one_line(&v)));
    put(Field::Id, 0, value("proquest document id").map(|v| one_line(&v)));
    put(Field::Url, 0, value("document url").map(|v| one_line(&v)));
    put(Field::Text, 0, value("full text").filter(|t| !t.starts_with("Not available")));
    put(Field::Text, 1, value("abstract"));
    Some(fields)
}
