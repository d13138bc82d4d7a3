//! Submissions of EDGAR as text: a header, and between `<DOCUMENT>` tags the documents of a filing.

use std::{borrow::Cow, ops::ControlFlow};

use super::{
    Context, Sink,
    decode::Input,
    elements::{self, Articles, inner},
    field::Field,
    fields::Fields,
    tags,
};
use crate::model::Reason;

/// Kinds of documents that are no text: data, pictures, files in letters.
const NO_TEXT: [&str; 8] = ["EX-101", "GRAPHIC", "XML", "ZIP", "EXCEL", "PDF", "JSON", "EX-104"];

/// Whether a submission begins here.
pub(super) fn begins(start: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&start[..start.len().min(2_048)]);
    ["<SEC-DOCUMENT>", "<SEC-HEADER>", "<IMS-HEADER>", "<SUBMISSION>"]
        .into_iter()
        .any(|tag| head.contains(tag))
}

/// Reads every document. The header says when the filing was accepted.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let head = String::from_utf8_lossy(&input.head).into_owned();
    let head = head.split("<DOCUMENT>").next().unwrap_or_default();
    let line = |label: &str| {
        let line = head.lines().find_map(|l| l.trim().strip_prefix(label))?;
        Some(line.trim_start_matches(':').trim().to_owned()).filter(|v| !v.is_empty())
    };
    let accepted = line("<ACCEPTANCE-DATETIME>").and_then(|stamp| accepted(&stamp));
    let filed = line("FILED AS OF DATE").and_then(|day| day_of(&day));
    let company = line("COMPANY CONFORMED NAME");
    let number = line("ACCESSION NUMBER");
    let documents = Articles::stories(&["document"]);
    elements::read(input, documents, context, sink, &mut |sgml| {
        let field = |name: &str| {
            let rest = sgml.split_once(&format!("<{name}>"))?.1;
            Some(rest.lines().next()?.trim().to_owned()).filter(|v| !v.is_empty())
        };
        let kind = field("TYPE").unwrap_or_default();
        let text = inner(sgml, "TEXT").unwrap_or_default();
        if is_data(&kind, text) {
            let detail = format!("{kind}: no text but data or a picture of the filing");
            return Err((Reason::LeftOut, detail));
        }
        let mut fields = Fields::default();
        let mut put = |field, rank, value: Option<String>| {
            if let Some(value) = value {
                fields.put((field, rank), Cow::Owned(value));
            }
        };
        put(Field::Date, 0, accepted.clone());
        put(Field::Date, 1, filed.clone());
        put(Field::Source, 0, company.clone());
        let name = field("FILENAME").or_else(|| field("SEQUENCE"));
        put(Field::Id, 0, number.clone().zip(name).map(|(n, name)| format!("{n}/{name}")));
        put(Field::Text, 0, Some(plain(text)));
        Ok(fields)
    })
}

fn is_data(kind: &str, text: &str) -> bool {
    let start = text.trim_start();
    NO_TEXT.iter().any(|k| kind.starts_with(k))
        || ["begin 644", "<PDF>", "<XBRL>", "<XML>"].iter().any(|mark| start.starts_with(mark))
            && !start.contains("<html")
}

/// The text of a document: of a page what is between its tags.
fn plain(text: &str) -> String {
    let head = &text[..text.floor_char_boundary(4_096)];
    let is_page = head.to_ascii_lowercase().contains("<html") || head.contains("<!DOCTYPE");
    let text = if is_page { tags::strip_tags(text) } else { super::entity::unescape(text) };
    // exhibits begin with their number
    let first = text.trim_start().lines().next().unwrap_or_default();
    let is_number = first.trim().len() < 20 && first.trim().starts_with("Exhibit ");
    if is_number { text.trim_start()[first.len()..].trim_start().to_owned() } else { text }
}

/// `20240305161500`, in New York, as a stamp.
fn accepted(stamp: &str) -> Option<String> {
    let digits = stamp.get(..14).filter(|s| s.bytes().all(|b| b.is_ascii_digit()))?;
    let day = day_of(digits.get(..8)?)?;
    let clock = format!("{day}T{}:{}:{}", &digits[8..10], &digits[10..12], &digits[12..]);
    let local: Option<jiff::civil::DateTime> = clock.parse().ok();
    let zoned = local.and_then(|local| local.in_tz("America/New_York").ok());
    Some(zoned.map_or(day, |zoned| zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()))
}

fn day_of(digits: &str) -> Option<String> {
    let digits = digits.get(..8).filter(|s| s.bytes().all(|b| b.is_ascii_digit()))?;
    Some(format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]))
}
