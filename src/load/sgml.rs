//! Reuters-21578 as it is distributed: SGML, one `<REUTERS>` element a story.

use std::{borrow::Cow, ops::ControlFlow};

use super::{
    Context, Sink,
    decode::Input,
    elements::{self, Articles},
    entity,
    field::Field,
    fields::Fields,
};
use crate::lang::in_one_line;

/// Reads every story. Locators end in its number, from 1.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let stories = Articles::stories(&["reuters"]);
    elements::read(input, stories, context, sink, &mut |sgml| Ok(story(sgml)))
}

fn story(sgml: &str) -> Fields<'static> {
    let mut fields = Fields::default();
    let mut put = |field, value: Option<String>| {
        if let Some(value) = value {
            fields.put((field, 0), Cow::Owned(value));
        }
    };
    let tag = sgml.split('>').next().unwrap_or_default();
    put(Field::Id, attribute(tag, "NEWID"));
    put(Field::Date, element(sgml, "DATE").map(|d| plain(d).trim().to_owned()));
    put(Field::Title, element(sgml, "TITLE").map(|t| in_one_line(&plain(t))));
    put(
        Field::Author,
        element(sgml, "AUTHOR").map(|a| plain(a).trim().trim_start_matches("by ").to_owned()),
    );
    put(Field::Text, body(sgml));
    fields
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
