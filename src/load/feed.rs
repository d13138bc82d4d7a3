//! RSS and Atom feeds: one article an item.

use std::{borrow::Cow, ops::ControlFlow};

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    Context, Sink,
    decode::Input,
    elements::{self, Articles},
    entity,
    field::Field,
    fields::Fields,
    markup::{begins_with_tag, past_declarations},
    tags::strip_tags,
};
use crate::model::Reason;

/// Whether a feed begins here.
pub(super) fn begins(start: &[u8]) -> bool {
    let root = past_declarations(start);
    ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| root.is_some_and(|r| begins_with_tag(r, tag)))
}

/// Reads every item. Locators end in its number, from 1.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let publisher = publisher(&input.head);
    let items = Articles { names: &["item", "entry"], called: "item" };
    elements::read(input, items, context, sink, &mut |xml| {
        let mut fields = item(xml).map_err(|error| (Reason::DamagedFile, error.to_string()))?;
        if let Some(publisher) = &publisher {
            fields.put((Field::Source, 9), Cow::Owned(publisher.clone()));
        }
        Ok(fields)
    })
}

/// The title of the feed itself, before its first item.
fn publisher(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head);
    let head = &head[..["<item", "<entry"]
        .into_iter()
        .filter_map(|tag| head.find(tag))
        .min()
        .unwrap_or(head.len())];
    let title = head.split_once("<title")?.1.split_once('>')?.1.split("</title").next()?;
    let title = title.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
    Some(entity::unescape(title).trim().to_owned()).filter(|t| !t.is_empty())
}

/// The fields of one item. Entities that the feed defines itself are not expanded.
fn item(xml: &str) -> Result<Fields<'static>, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut fields = Fields::default();
    let (mut depth, mut name, mut text) = (0_u32, String::new(), String::new());
    let mut code = None;
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                depth += 1;
                if depth == 2 {
                    name = tag.name().as_ref().to_ascii_lowercase();
                    text.clear();
                    put_link(&mut fields, &tag);
                } else if name == "author" && tag.local_name().as_ref() == "name" {
                    text.clear();
                } else if matches!(tag.local_name().as_ref(), "script" | "style") {
                    code = code.or(Some(depth));
                }
            }
            Event::Empty(tag) if depth == 1 => put_link(&mut fields, &tag),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) if code.is_some() => {}
            Event::Text(part) => text.push_str(&part),
            Event::CData(part) => text.push_str(&part),
            Event::GeneralRef(part) => text.push_str(&entity::unescape(&format!("&{};", &*part))),
            Event::End(tag) => {
                code = code.filter(|at| *at != depth);
                if depth == 2 {
                    put(&mut fields, &name, &text);
                } else if matches!(tag.local_name().as_ref(), "p" | "div" | "li" | "br") {
                    text.push_str("\n\n");
                } else if name == "author" && tag.local_name().as_ref() == "name" {
                    put(&mut fields, "dc:creator", &text);
                }
                depth = depth.saturating_sub(1);
            }
            Event::Eof if depth > 0 => {
                return Err(quick_xml::Error::Syntax(quick_xml::errors::SyntaxError::UnclosedTag));
            }
            Event::Eof => {
                fields.leave_out_digest();
                return Ok(fields);
            }
            _ => {}
        }
    }
}

/// The address of an Atom entry.
fn put_link(fields: &mut Fields<'static>, tag: &BytesStart<'_>) {
    if tag.name().as_ref() != "link" {
        return;
    }
    let value = |name: &str| Some(tag.try_get_attribute(name).ok()??.value.into_owned());
    let is_other = value("rel").is_some_and(|rel| rel != "alternate");
    if let Some(address) = value("href").filter(|_| !is_other) {
        fields.put((Field::Url, 0), Cow::Owned(entity::unescape(&address)));
    }
}

/// Takes one element of an item.
fn put(fields: &mut Fields<'static>, name: &str, text: &str) {
    let field = match name {
        "title" => (Field::Title, 0),
        "link" => (Field::Url, 1),
        "guid" | "id" => (Field::Id, 0),
        "pubdate" | "published" | "issued" => (Field::Date, 0),
        "dc:date" => (Field::Date, 1),
        "updated" | "modified" => (Field::Date, 2),
        "content:encoded" | "content" => (Field::Text, 0),
        "description" | "summary" => (Field::Text, 1),
        "dc:creator" => (Field::Author, 0),
        "author" => (Field::Author, 1),
        "source" => (Field::Source, 0),
        _ => return,
    };
    let text = match field.0 {
        Field::Text if text.contains('<') => strip_tags(text),
        Field::Title => entity::unescape(text),
        _ => text.trim().to_owned(),
    };
    fields.put(field, Cow::Owned(text));
}
