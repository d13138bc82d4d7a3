//! Documents of Factiva: fields of two capitals at the beginning of a line, the rest of each field
//! below it.

use std::borrow::Cow;

use super::{Boundary, one_line};
use crate::load::{field::Field, fields::Fields};

/// Fields that every document has some of.
const CODES: [&str; 26] = [
    "HD", "WC", "PD", "ET", "SN", "SC", "LA", "CY", "LP", "TD", "CO", "IN", "NS", "RE", "IPC",
    "IPD", "PUB", "AN", "BY", "CR", "SE", "ED", "PG", "VOL", "ART", "CLM",
];

/// Whether a text is an export: its first field is a headline, and it has a day and a publisher.
pub(super) fn is_export(head: &str) -> bool {
    let codes: Vec<&str> = head.lines().filter_map(field).map(|(code, _)| code).take(40).collect();
    let has = |code: &str| codes.contains(&code);
    has("HD") && has("PD") && (has("SN") || has("AN")) && (has("LP") || has("TD"))
}

/// The code that a line begins with, and its value.
fn field(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_end();
    let (code, value) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let is_set_off = value.is_empty() || value.starts_with([' ', '\t']) || line.contains('\t');
    (CODES.contains(&code) && is_set_off).then(|| (code, value.trim()))
}

/// A document ends with its number.
pub(super) fn boundary(line: &str) -> Option<Boundary> {
    let is_number = line.strip_prefix("AN").is_some_and(|rest| {
        rest.starts_with([' ', '\t']) && rest.trim_start().starts_with("Document ")
    });
    is_number.then_some(Boundary::After)
}

pub(super) fn fields(text: &str) -> Option<Fields<'static>> {
    let mut values: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        if let Some((code, value)) = field(line) {
            values.push((code, value.to_owned()));
        } else if let Some((_, value)) = values.last_mut() {
            value.push('\n');
            value.push_str(line.trim());
        }
    }
    let value = |code: &str| {
        let found = values.iter().find(|(c, _)| *c == code)?;
        Some(found.1.trim().to_owned()).filter(|v| !v.is_empty())
    };
    let headline = value("HD")?;
    let mut fields = Fields::default();
    let mut put = |field, value: Option<String>| {
        if let Some(value) = value {
            fields.put((field, 0), Cow::Owned(value));
        }
    };
    put(Field::Title, Some(one_line(&headline)));
    let time = value("ET").map(|time| format!(" {time}")).unwrap_or_default();
    put(Field::Date, value("PD").map(|day| format!("{}{time}", one_line(&day))));
    put(Field::Source, value("SN").map(|v| one_line(&v)));
    put(Field::Author, value("BY").map(|v| one_line(&v)));
    let number = value("AN").map(|v| one_line(v.trim_start_matches("Document ")));
    put(Field::Id, number);
    let parts: Vec<String> = ["LP", "TD"].into_iter().filter_map(value).collect();
    put(Field::Text, Some(parts.join("\n\n")).filter(|t| !t.is_empty()));
    Some(fields)
}
