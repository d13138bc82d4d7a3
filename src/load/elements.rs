//! Files of stories between tags: what all of their readers do.

use std::ops::ControlFlow;

use super::{
    Context, Sink, charset,
    decode::Input,
    entity,
    fields::{Fields, RecordLocation},
    markup::{Element, Elements},
    tags,
};
use crate::{lang::in_one_line, model::Reason};

/// The fields of an element's text, or why it has none, with what to say of that.
pub(super) type ToFields<'a> = dyn FnMut(&str) -> Result<Fields<'a>, (Reason, String)> + 'a;

/// The elements of a file that are articles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Articles<'a> {
    /// Their tags, in small letters.
    pub(super) names: &'a [&'a str],
    /// What messages call one.
    pub(super) called: &'a str,
}

impl<'a> Articles<'a> {
    /// Stories between tags of these names.
    pub(super) const fn stories(names: &'a [&'a str]) -> Self {
        Self { names, called: "story" }
    }
}

/// Makes a record of what `story` finds in the text of each of these elements. Locators end in its
/// number, from 1.
pub(super) fn read(
    input: &mut Input<'_>,
    Articles { names, called }: Articles<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    story: &mut ToFields<'_>,
) -> ControlFlow<()> {
    let mut elements = Elements::new(names);
    let mut number = 0_u64;
    loop {
        let element = match elements.next(input, context.options.max_record_bytes) {
            Ok(Some(element)) => element,
            Ok(None) => break,
            Err(error) => return sink.reject(context.reject_io(&error)),
        };
        number += 1;
        let locator = format!("{}#{number}", context.locator);
        let (reason, detail, bytes) = match element {
            Element::Whole(bytes) => {
                let len = bytes.len() as u64;
                let (text, replaced) = charset::into_text(bytes.to_vec(), context.charset);
                let record = match story(&text) {
                    Ok(mut fields) => {
                        fields.replaced = replaced;
                        let location = RecordLocation { locator, bytes: len, stem: None };
                        fields.into_record(location, context)
                    }
                    Err((reason, detail)) => Err(context.reject(locator, reason, detail, len)),
                };
                sink.record(record)?;
                continue;
            }
            Element::TooLong { bytes } => {
                let limit = context.options.max_record_bytes;
                let detail = format!("{called} {number} has {bytes} bytes; the limit is {limit}");
                (Reason::TooLarge, detail, bytes)
            }
            Element::Open(bytes) => {
                let detail = format!(
                    "{called} {number} is not closed at the end of the file; expected </{}>",
                    names.join("> or </")
                );
                (Reason::DamagedFile, detail, bytes.len() as u64)
            }
        };
        sink.reject(context.reject(locator, reason, detail, bytes))?;
    }
    if number == 0 {
        sink.reject(context.reject_file(Reason::Empty, format!("no {called} in it")))
    } else {
        ControlFlow::Continue(())
    }
}

/// What is between the first tags of that name, capitals aside.
pub(super) fn inner<'s>(markup: &'s str, name: &str) -> Option<&'s str> {
    let (start, open_end) = tag(markup, 0, name)?;
    if markup[..open_end].ends_with("/>") {
        return None;
    }
    let _ = start;
    let mut at = open_end;
    let bytes = markup.as_bytes();
    while let Some(n) = memchr::memchr(b'<', bytes.get(at..)?) {
        at += n;
        if is_name(&bytes[at + 1..], &format!("/{name}")) {
            return markup.get(open_end..at);
        }
        at += 1;
    }
    // SGML leaves out end tags: up to the next line
    None
}

/// All elements of that name, one after the other.
pub(super) fn all<'s>(markup: &'s str, name: &'s str) -> impl Iterator<Item = &'s str> {
    let mut rest = markup;
    std::iter::from_fn(move || {
        let (start, _) = tag(rest, 0, name)?;
        let found = inner(&rest[start..], name)?;
        let end = found.as_ptr() as usize - rest.as_ptr() as usize + found.len();
        rest = &rest[end..];
        Some(found)
    })
}

/// The first tag of that name.
pub(super) fn opening<'s>(markup: &'s str, name: &str) -> Option<&'s str> {
    let (start, end) = tag(markup, 0, name)?;
    markup.get(start..end)
}

/// An element's words in one line.
pub(super) fn words(markup: &str) -> String {
    let markup = markup.trim_start().strip_prefix("<![CDATA[").unwrap_or(markup);
    in_one_line(&tags::strip_tags(markup.trim_end().trim_end_matches("]]>")))
}

/// The value of an attribute in a tag, its entities read; `None` where it is empty.
pub(super) fn value(tag: &str, name: &str) -> Option<String> {
    attribute(tag, name).map(|v| entity::unescape(v.trim())).filter(|v| !v.is_empty())
}

/// Where the first tag of that name begins and ends.
fn tag(markup: &str, from: usize, name: &str) -> Option<(usize, usize)> {
    let bytes = markup.as_bytes();
    let mut at = from;
    loop {
        at += memchr::memchr(b'<', bytes.get(at..)?)?;
        if is_name(&bytes[at + 1..], name) {
            let end = at + memchr::memchr(b'>', &bytes[at..])? + 1;
            return Some((at, end));
        }
        at += 1;
    }
}

/// Whether a tag's name is here and ends.
fn is_name(bytes: &[u8], name: &str) -> bool {
    bytes.get(..name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()))
        && bytes
            .get(name.len())
            .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
}

/// The value of an attribute in a tag.
pub(super) fn attribute<'s>(tag: &'s str, name: &str) -> Option<&'s str> {
    let mut rest = tag;
    loop {
        let at = rest.find(name)?;
        let before = rest[..at].chars().next_back();
        let after = rest[at + name.len()..].trim_start();
        rest = &rest[at + name.len()..];
        if !before.is_some_and(char::is_whitespace) {
            continue;
        }
        let Some(value) = after.strip_prefix('=') else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        return match quote {
            Some(quote) => value[1..].split(quote).next(),
            None => value.split(|c: char| c.is_whitespace() || c == '>').next(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_attributes() {
        let xml = "<Doc ID='a 1' type=story><hl>One</hl><P>a</P>\n<p class=\"x\">b</p></Doc>";
        assert_eq!(inner(xml, "HL"), Some("One"));
        assert_eq!(all(xml, "p").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(opening(xml, "doc").and_then(|t| attribute(t, "ID")), Some("a 1"));
        assert_eq!(opening(xml, "doc").and_then(|t| attribute(t, "type")), Some("story"));
        assert_eq!(
            (inner(xml, "x"), inner("<a/>b</a>", "a"), inner("<a>", "a")),
            (None, None, None)
        );
    }
}
