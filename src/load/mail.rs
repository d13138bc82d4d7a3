//! E-mail: one message a file (`.eml`), or many in a mailbox (`.mbox`), as newsletters are kept.

use std::{borrow::Cow, ops::ControlFlow};

use mail_parser::{Message, MessageParser};

use super::{
    Context, Record, Sink,
    decode::{Input, Line},
    field::Field,
    fields::{Fields, RecordLocation},
    tags,
};
use crate::model::Reason;

/// Headers of which every message has some.
const HEADERS: [&str; 8] =
    ["from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path"];
/// Headers that nobody writes above a text by hand.
const CERTAIN: [&str; 4] = ["message-id", "mime-version", "received", "return-path"];
/// Lines of headers that are looked at.
const HEADER_LINES: usize = 60;

/// Whether a message begins here.
pub(super) fn begins_message(head: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&head[..head.len().min(8_192)]);
    let (mut known, mut certain) = (0, false);
    for line in head.lines().take(HEADER_LINES) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':').filter(|(n, _)| !n.is_empty()) else { break };
        if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
            break;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(HEADERS.contains(&name.as_str()));
        certain |= CERTAIN.contains(&name.as_str());
    }
    certain && known >= 3
}

/// Whether a mailbox begins here.
pub(super) fn begins_mailbox(head: &[u8]) -> bool {
    let Some(end) = head.strip_prefix(b"From ").and_then(|rest| memchr::memchr(b'\n', rest)) else {
        return false;
    };
    begins_message(&head[5 + end + 1..])
}

/// Reads the file as one message.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let limit = context.options.max_record_bytes;
    let mut bytes = Vec::new();
    match input.read_all(&mut bytes, limit) {
        Ok(true) => {}
        Ok(false) => {
            let detail = format!("the message has more than {limit} bytes, the limit for a record");
            return sink.reject(context.reject_file(Reason::TooLarge, detail));
        }
        Err(error) if bytes.is_empty() => return sink.reject(context.reject_io(&error)),
        Err(error) => sink.reject(context.reject_io(&error))?,
    }
    let stem = Some(context.stem.clone());
    sink.record(message(&bytes, context.locator.to_owned(), stem, context))
}

/// Reads every message of a mailbox. Locators end in its number, from 1.
pub(super) fn read_mailbox(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let limit = context.options.max_record_bytes;
    let (mut line, mut text) = (Vec::new(), Vec::new());
    let (mut number, mut bytes, mut after_blank) = (0_u64, 0_u64, true);
    loop {
        let read = match input.read_line(&mut line, limit) {
            Ok(read) => read,
            Err(error) => {
                if bytes > 0 {
                    finish(&text, bytes, number, context, sink)?;
                }
                return sink.reject(context.reject_io(&error));
            }
        };
        let is_border = after_blank && line.starts_with(b"From ");
        if (is_border || matches!(read, Line::End)) && bytes > 0 {
            finish(&text, bytes, number, context, sink)?;
            text.clear();
            bytes = 0;
        }
        match read {
            Line::End => break,
            Line::Full if is_border => number += 1,
            Line::Full => {
                // what began with "From " in a message was marked
                let quoted = line.iter().take_while(|b| **b == b'>').count();
                let is_marked = quoted > 0 && line[quoted..].starts_with(b"From ");
                bytes += line.len() as u64;
                if text.len() + line.len() <= limit {
                    text.extend_from_slice(&line[usize::from(is_marked)..]);
                }
            }
            Line::TooLong { bytes: len } => bytes += len,
        }
        after_blank = line.trim_ascii().is_empty();
    }
    if number == 0 {
        sink.reject(context.reject_file(Reason::Empty, "no message in the mailbox"))
    } else {
        ControlFlow::Continue(())
    }
}

/// Passes on one message of a mailbox.
fn finish(
    text: &[u8],
    bytes: u64,
    number: u64,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let locator = format!("{}#{number}", context.locator);
    let limit = context.options.max_record_bytes;
    if bytes > limit as u64 {
        let detail = format!("message {number} has {bytes} bytes; the limit is {limit}");
        return sink.reject(context.reject(locator, Reason::TooLarge, detail, bytes));
    }
    sink.record(message(text, locator, None, context))
}

/// The article that a message is.
fn message(bytes: &[u8], locator: String, stem: Option<String>, context: &Context<'_>) -> Record {
    let len = bytes.len() as u64;
    let Some(message) = MessageParser::default().parse(bytes) else {
        let detail = "no message: expected headers such as From and Subject, an empty line and a \
                      text";
        return Err(context.reject(locator, Reason::DamagedFile, detail, len));
    };
    let mut fields = Fields::default();
    let mut put = |field, value: Option<String>| {
        if let Some(value) = value {
            fields.put((field, 0), Cow::Owned(value));
        }
    };
    put(Field::Title, message.subject().map(str::to_owned));
    put(Field::Date, message.date().map(mail_parser::DateTime::to_rfc3339));
    let sender = message.from().and_then(mail_parser::Address::first);
    put(
        Field::Source,
        sender.and_then(|s| s.name.as_deref().or(s.address.as_deref())).map(str::to_owned),
    );
    put(Field::Id, message.message_id().map(str::to_owned));
    put(Field::Text, text_of(&message));
    fields.into_record(RecordLocation { locator, bytes: len, stem }, context)
}

/// The text of a message: as it is written in plain text, else what is in its page.
fn text_of(message: &Message<'_>) -> Option<String> {
    let is_plain = message
        .text_body
        .first()
        .is_some_and(|part| message.parts.get(*part as usize).is_some_and(|p| !p.is_text_html()));
    let plain = || message.body_text(0).map(Cow::into_owned);
    let page = || message.body_html(0).map(|page| tags::strip_tags(&page));
    let text = if is_plain { plain().or_else(page) } else { page().or_else(plain) };
    text.map(|t| t.replace("\r\n", "\n")).filter(|t| !t.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Options, read_bytes};

    const MAIL: &str = "Received: by mx.oats.example\nFrom: \"The Oat Letter\" <oats@oats.example>\nTo: \
        a@b.example\nSubject: =?utf-8?q?Oats_fall_3=25?=\nDate: Tue, 06 May 2025 09:30:00 \
        +0200\nMessage-ID: <1@oats.example>\nContent-Type: text/html; \
        charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n<p>Oats fell 3% in \
        Rostock=2E</p><p>Rye=92s price rose.</p>\n";

    fn read(name: &str, text: &str) -> Vec<Record> {
        let mut out = Vec::new();
        read_bytes(name, text.as_bytes(), &Options::default(), &mut |record| {
            out.push(record);
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn a_message_and_a_mailbox() {
        let article = read("a.eml", MAIL).remove(0).unwrap();
        assert_eq!(article.title.as_deref(), Some("Oats fall 3%"));
        assert_eq!(article.source.as_deref(), Some("The Oat Letter"));
        assert_eq!(article.dates[0].surface, "2025-05-06T09:30:00+02:00");
        assert_eq!(article.text.trim(), "Oats fell 3% in Rostock.\n\nRye\u{2019}s price rose.");
        let second = "From: Rye Post <rye@rye.example>\nSubject: Rye\nDate: Wed, 7 May 2025 08:00:00 \
            +0000\nMessage-ID: <2@rye.example>\n\nRye rose.\n\n>From here on it fell.\n";
        let mailbox = format!(
            "From oats@oats.example Tue May  6 09:30:00 2025\n{MAIL}\nFrom rye@rye.example Wed May  \
             7 08:00:00 2025\n{second}"
        );
        let found: Vec<_> = read("box.mbox", &mailbox).into_iter().map(|r| r.unwrap()).collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].text.trim(), "Rye rose.\n\nFrom here on it fell.");
        assert_eq!(found[1].locator, "box.mbox#2");
    }

    #[test]
    fn messages_that_end_early_are_told_or_read() {
        for end in (60..MAIL.len()).step_by(11) {
            assert_eq!(read("a.eml", &MAIL[..end]).len(), 1, "{end}");
        }
    }

    #[test]
    fn texts_with_labels_are_no_messages() {
        assert!(!begins_message(b"From: Jo Marsh\nDate: 6 May 2025\nSubject: Oats\n\nOats fell."));
        assert!(!begins_mailbox(b"From Rostock to Kiel\nOats are cheap."));
    }
}
