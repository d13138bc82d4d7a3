//! JSON: one object a line; or an array of objects, or objects one after the other, cut apart
//! without reading the whole file.

use std::{borrow::Cow, ops::ControlFlow};

use super::{
    Context, Sink, charset,
    decode::{Input, Line},
    fields::{Fields, RecordLocation},
    json_envelope::{envelope, envelope_head},
    json_record,
    json_split::{Piece, PieceKind, Splitter},
};
use crate::model::Reason;

/// Reads one object a line; blank lines do not count.
pub(super) fn read_lines(
    input: &mut Input,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut line = Vec::new();
    let mut number = 0_u64;
    let mut records = 0_u64;
    loop {
        number += 1;
        let locator = || format!("{}:{number}", context.locator);
        match input.read_line(&mut line, context.options.max_record_bytes) {
            Ok(Line::End) => break,
            Ok(Line::Full) if line.trim_ascii().is_empty() => {}
            Ok(Line::Full) => {
                records += 1;
                let location =
                    RecordLocation { locator: locator(), bytes: line.len() as u64, stem: None };
                read_object(&line, number, location, context, sink)?;
            }
            Ok(Line::TooLong { bytes }) => {
                records += 1;
                let detail = format!(
                    "line {number} has {bytes} bytes; the limit is {}",
                    context.options.max_record_bytes
                );
                sink.reject(context.reject(locator(), Reason::TooLarge, detail, bytes))?;
            }
            Err(error) => return sink.reject(context.reject_io(&error)),
        }
    }
    reject_empty(records, context, sink)
}

/// Reads an array of objects, or objects one after the other. Articles are named `file#1`,
/// `file#2`; a single object is the file's article.
pub(super) fn read_values(
    input: &mut Input,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut splitter = Splitter::default();
    if let Some((bytes, depth)) = envelope_head(&input.head, &context.options.fields)
        && let Err(error) = splitter.enter(input, bytes, depth)
    {
        return sink.reject(context.reject_io(&error));
    }
    let mut first: Option<(Vec<u8>, u64)> = None;
    let mut records = 0_u64;
    loop {
        let mut object = Vec::new();
        let found = match splitter.next(input, &mut object, context.options.max_record_bytes) {
            Ok(found) => found,
            Err(error) => {
                flush_first(first.take(), context, sink)?;
                return sink.reject(context.reject_io(&error));
            }
        };
        let Some(piece) = found else { break };
        records += 1;
        // the first object waits until it is known whether another follows
        if records == 1 && !splitter.is_array && matches!(piece.kind, PieceKind::Object) {
            first = Some((object, piece.line));
            continue;
        }
        if let Some((object, line)) = first.take() {
            let location = RecordLocation {
                locator: format!("{}#1", context.locator),
                bytes: object.len() as u64,
                stem: None,
            };
            read_object(&object, line, location, context, sink)?;
        }
        let location = RecordLocation {
            locator: format!("{}#{records}", context.locator),
            bytes: piece.bytes,
            stem: None,
        };
        read_piece(&piece, &object, location, context, sink)?;
    }
    flush_first(first, context, sink)?;
    reject_empty(records, context, sink)
}

/// Passes on an object, or why there is none.
fn read_piece(
    piece: &Piece,
    object: &[u8],
    location: RecordLocation,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let line = piece.line;
    let (reason, detail) = match piece.kind {
        PieceKind::Object => return read_object(object, line, location, context, sink),
        PieceKind::Junk => (
            Reason::BadJson,
            format!("line {line}: expected a JSON object, found `{}`", excerpt(object)),
        ),
        PieceKind::TooLong => (
            Reason::TooLarge,
            format!(
                "line {line}: the object has {} bytes; the limit is {}",
                location.bytes, context.options.max_record_bytes
            ),
        ),
        PieceKind::Open => (
            Reason::BadJson,
            format!("line {line}: the object is not closed at the end of the file; expected `}}`"),
        ),
    };
    sink.reject(context.reject(location.locator, reason, detail, location.bytes))
}

/// Passes on an object that is alone in its file.
fn flush_first(
    first: Option<(Vec<u8>, u64)>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let Some((object, line)) = first else { return ControlFlow::Continue(()) };
    let location = RecordLocation {
        locator: context.locator.to_owned(),
        bytes: object.len() as u64,
        stem: Some(context.stem.clone()),
    };
    read_object(&object, line, location, context, sink)
}

fn reject_empty(records: u64, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    if records == 0 {
        return sink.reject(context.reject_file(Reason::Empty, "no record in it"));
    }
    ControlFlow::Continue(())
}

/// Hands on one object that begins in line `line`, or why it is none.
fn read_object(
    bytes: &[u8],
    line: u64,
    location: RecordLocation,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let (text, replaced) = if let Ok(text) = std::str::from_utf8(bytes) {
        (Cow::Borrowed(text), 0)
    } else {
        let (text, replaced) = charset::into_text(bytes.to_vec(), context.charset);
        (Cow::Owned(text), replaced)
    };
    let record = match json_record::parse(&text, &context.options.fields) {
        Ok(mut fields) => {
            let map = &context.options.fields;
            if let Some(articles) = (!fields.has_text()).then(|| envelope(&text, map)).flatten() {
                for (n, article) in articles.iter().enumerate() {
                    // the objects of lists in lists are looked for no further
                    let location = RecordLocation {
                        locator: format!("{}#{}", location.locator, n + 1),
                        bytes: article.len() as u64,
                        stem: None,
                    };
                    let inner = json_record::parse(article, &context.options.fields);
                    let line = || {
                        context.reject(
                            location.locator.clone(),
                            Reason::BadJson,
                            format!("line {line}: no object"),
                            location.bytes,
                        )
                    };
                    sink.record(
                        inner
                            .map_err(|_| line())
                            .and_then(|fields| fields.into_record(location, context)),
                    )?;
                }
                return ControlFlow::Continue(());
            }
            fields.replaced = replaced;
            fields.into_record(location, context)
        }
        Err(error) => match repaired_fields(&text, context) {
            Some(mut fields) => {
                fields.replaced += replaced;
                fields.into_record(location, context)
            }
            None => Err(context.reject(
                location.locator,
                Reason::BadJson,
                describe(&error, line),
                location.bytes,
            )),
        },
    };
    sink.record(record)
}

/// The fields after a repair, if there was something to repair.
fn repaired_fields(json: &str, context: &Context<'_>) -> Option<Fields<'static>> {
    let repaired = repair(json)?;
    let mut fields = json_record::parse(&repaired, &context.options.fields).ok()?.into_owned();
    fields.replaced = 1;
    Some(fields)
}

/// "line 7: expected `,` or `}` at column 21"
fn describe(error: &serde_json::Error, first_line: u64) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    let line = first_line + (error.line() as u64).saturating_sub(1);
    format!("line {line}: {message} at column {}", error.column())
}

/// The same JSON with what some writers put there and the standard forbids made harmless: lone
/// surrogates, NaN, Infinity.
fn repair(json: &str) -> Option<String> {
    let bytes = json.as_bytes();
    let mut out = String::with_capacity(json.len());
    let mut copied = 0;
    let mut at = 0;
    let mut in_string = false;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => in_string = !in_string,
            b'\\' if in_string => {
                if let Some(unit) = unit_at(bytes, at) {
                    let is_pair = (0xD800..0xDC00).contains(&unit)
                        && unit_at(bytes, at + 6)
                            .is_some_and(|low| (0xDC00..0xE000).contains(&low));
                    if is_pair {
                        at += 6;
                    } else if (0xD800..0xE000).contains(&unit) {
                        out.push_str(&json[copied..at]);
                        out.push_str("\\ufffd");
                        copied = at + 6;
                    }
                    at += 5;
                } else {
                    at += 1;
                }
            }
            b'N' | b'I' | b'-' if !in_string => {
                if let Some(word) =
                    ["NaN", "-Infinity", "Infinity"].into_iter().find(|w| json[at..].starts_with(w))
                {
                    out.push_str(&json[copied..at]);
                    out.push_str("null");
                    at += word.len() - 1;
                    copied = at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    if copied == 0 {
        return None;
    }
    out.push_str(json.get(copied..)?);
    Some(out)
}

/// The UTF-16 unit of `\uXXXX` at `at`.
fn unit_at(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

fn excerpt(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim();
    let end = text.char_indices().nth(40).map_or(text.len(), |(n, _)| n);
    if end < text.len() { format!("{}…", &text[..end]) } else { text.to_owned() }
}
