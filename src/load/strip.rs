//! Fields of records without their markup.

use super::tags::{Tags, push_text};

/// Elements that are in a line.
const INLINE: [&str; 22] = [
    "a", "abbr", "acronym", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "u",
];
/// Elements that make lines of their own, or hold no words.
const BLOCK: [&str; 50] = [
    "address",
    "article",
    "aside",
    "audio",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "embed",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "img",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "noscript",
    "ol",
    "p",
    "picture",
    "pre",
    "script",
    "section",
    "style",
    "svg",
    "table",
    "td",
    "th",
    "tr",
    "ul",
];
/// Elements that the lists above lack and that hold others.
const OTHERS: [&str; 9] =
    ["video", "source", "object", "param", "tbody", "thead", "tfoot", "strike", "input"];

fn is_inline(name: &str) -> bool {
    INLINE.iter().any(|own| own.eq_ignore_ascii_case(name))
}

fn is_block(name: &str) -> bool {
    BLOCK.iter().chain(&OTHERS).any(|own| own.eq_ignore_ascii_case(name))
}

/// Whether the text has elements of HTML: "x < y > z" and "<3" have none.
pub(super) fn has_elements(text: &str) -> bool {
    memchr::memchr(b'<', text.as_bytes()).is_some()
        && Tags::new(text).any(|tag| is_element(text, &tag))
}

/// Whether a tag is one of HTML, or a comment: closed, and known by its name.
fn is_element(text: &str, tag: &super::tags::Tag<'_>) -> bool {
    let is_whole = text[tag.start..tag.end].ends_with('>');
    let after = text.as_bytes().get(tag.start + 1 + usize::from(tag.is_end) + tag.name.len());
    let ends = matches!(after, Some(b'>' | b'/' | b':') | None)
        || after.is_some_and(u8::is_ascii_whitespace);
    // a single letter may be meant as one
    let has_attributes = text[tag.start..tag.end].contains('=');
    let is_bare = after == Some(&b'>') || tag.is_closed || tag.is_end || has_attributes;
    if tag.name.is_empty() {
        return tag.end - tag.start > 6 && is_whole;
    }
    is_whole
        && ends
        && (is_block(tag.name) && (tag.name.len() > 1 || is_bare)
            || is_inline(tag.name) && (tag.name.len() > 1 || is_bare))
}

/// The words of a field, a paragraph a line pair, items of lists with their bullet. Where no
/// element makes lines, those of the text stay.
pub(super) fn strip_fields(text: &str) -> String {
    let keeps_lines = !Tags::new(text).any(|tag| is_element(text, &tag) && is_block(tag.name));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut tags = Tags::new(text);
    while let Some(tag) = tags.next() {
        if !is_element(text, &tag) {
            continue;
        }
        push(&mut out, text.get(at..tag.start).unwrap_or_default(), keeps_lines);
        // past the contents that the tag iterator has skipped
        at = if tags.at > tag.end { tags.at } else { tag.end };
        if !is_block(tag.name) {
            continue;
        }
        if !out.is_empty() && !out.ends_with("\n\n") && !out.ends_with("• ") {
            out.truncate(out.trim_end_matches(' ').len());
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
        if tag.name.eq_ignore_ascii_case("li") && !tag.is_end {
            out.push_str("• ");
        }
    }
    push(&mut out, text.get(at..).unwrap_or_default(), keeps_lines);
    out.trim().to_owned()
}

fn push(out: &mut String, text: &str, keeps_lines: bool) {
    if keeps_lines {
        out.push_str(text);
    } else {
        push_text(out, text);
    }
}
