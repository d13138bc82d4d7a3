//! Reuters-21578 as it is distributed: SGML, one `<REUTERS>` element a story.

use std::{borrow::Cow, ops::ControlFlow};

use super::{
    Context, Sink, charset,
    decode::Input,
    entity,
    fields::{Field, Fields, RecordLocation},
    markup::{Element, Elements},
};
use crate::model::Reason;

/// Reads every story. Locators end in its number, from 1.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut elements = Elements::new(&["reuters"]);
    let mut number = 0_u64;
    loop {
        let element = match elements.next(input, context.options.max_record_bytes) {
            Ok(Some(element)) => element,
            Ok(None) => break,
            Err(error) => return sink.reject(context.reject_io(&error)),
        };
        number += 1;
        let locator = format!("{}#{number}", context.locator);
        match element {
            Element::Whole(bytes) => sink.record(story(bytes, locator, context))?,
            Element::TooLong { bytes } => {
                let detail = format!(
                    "story {number} has {bytes} bytes; the limit is {}",
                    context.options.max_record_bytes
                );
                sink.reject(context.reject(locator, Reason::TooLarge, detail, bytes))?;
            }
            Element::Open(bytes) => {
                let detail = format!(
                    "story {number} is not closed at the end of the file; expected </REUTERS>"
                );
                sink.reject(context.reject(
                    locator,
                    Reason::DamagedFile,
                    detail,
                    bytes.len() as u64,
                ))?;
            }
        }
    }
    if number == 0 {
        sink.reject(context.reject_file(Reason::Empty, "no story in it"))
    } else {
        ControlFlow::Continue(())
    }
}

fn story(bytes: &[u8], locator: String, context: &Context<'_>) -> super::Record {
    let len = bytes.len() as u64;
    let (sgml, replaced) = charset::into_text(bytes.to_vec(), context.charset);
    let mut fields = Fields::default();
    fields.replaced = replaced;
    let mut put = |field, value: Option<String>| {
        if let Some(value) = value {
            fields.put((field, 0), Cow::Owned(value));
        }
    };
    let tag = sgml.split('>').next().unwrap_or_default();
    put(Field::Id, attribute(tag, "NEWID"));
    put(Field::Date, element(&sgml, "DATE").map(|d| plain(d).trim().to_owned()));
    put(
        Field::Title,
        element(&sgml, "TITLE").map(|t| plain(t).split_whitespace().collect::<Vec<_>>().join(" ")),
    );
    put(
        Field::Author,
        element(&sgml, "AUTHOR").map(|a| plain(a).trim().trim_start_matches("by ").to_owned()),
    );
    put(Field::Text, body(&sgml));
    fields.into_record(RecordLocation { locator, bytes: len, stem: None }, context)
}

/// Dateline and body; or, in stories without elements, all that is in `<TEXT>`.
fn body(sgml: &str) -> Option<String> {
    let Some(body) = element(sgml, "BODY") else {
        let text = element(sgml, "TEXT")?;
        let text = text.rsplit_once("</TITLE>").map_or(text, |(_, rest)| rest);
        return Some(plain(text));
    };
    let dateline = element(sgml, "DATELINE").map(plain).unwrap_or_default();
    let mut text = dateline.trim().to_owned();
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(&plain(body));
    Some(text)
}

/// The text with its entities read, without control characters and the closing word of each story.
fn plain(sgml: &str) -> String {
    let text = entity::unescape(sgml);
    let text: String =
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let trimmed = text.trim_end();
    let end = trimmed.len() - 7.min(trimmed.len());
    match trimmed.get(end..) {
        Some(last)
            if last.eq_ignore_ascii_case("reuter")
                || last.trim_start().eq_ignore_ascii_case("reuter") =>
        {
            trimmed.get(..end).unwrap_or_default().trim_end().to_owned()
        }
        _ => trimmed.to_owned(),
    }
}

/// What is between the first tags of that name.
fn element<'s>(sgml: &'s str, name: &str) -> Option<&'s str> {
    let open = memchr::memmem::find(sgml.as_bytes(), format!("<{name}").as_bytes())?;
    let start = open + memchr::memchr(b'>', &sgml.as_bytes()[open..])? + 1;
    let rest = sgml.get(start..)?;
    let end = memchr::memmem::find(rest.as_bytes(), format!("</{name}>").as_bytes())?;
    rest.get(..end)
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let value = tag.split_once(&format!(" {name}=\""))?.1;
    Some(value.split('"').next()?.to_owned())
}
