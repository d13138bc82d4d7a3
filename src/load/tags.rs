//! The tags of a page one by one, and the text between them, without parsing.

use super::entity;

/// Elements that never hold others.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Tags of a page in order, without the contents of scripts and styles; a comment is a tag without
/// a name.
pub(super) struct Tags<'a> {
    html: &'a str,
    pub(super) at: usize,
}

pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) is_end: bool,
    pub(super) is_closed: bool,
    /// Byte of `<`.
    pub(super) start: usize,
    /// One past `>`.
    pub(super) end: usize,
}

impl Tag<'_> {
    pub(super) fn is_named(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(super) fn is_void(&self) -> bool {
        self.is_closed || VOID.iter().any(|v| self.is_named(v))
    }

    /// Whether an end tag of the same name follows before the next tag of that name, as far as a
    /// glance tells.
    pub(super) fn has_end_tag_soon(&self, html: &str) -> bool {
        let rest = html.get(self.end..).unwrap_or_default();
        let window = rest.as_bytes().get(..rest.len().min(20_000)).unwrap_or_default();
        let mut at = 0;
        while let Some(n) = memchr::memchr(b'<', &window[at..]) {
            at += n + 1;
            let is_end = window.get(at) == Some(&b'/');
            let from = at + usize::from(is_end);
            let is_same = window
                .get(from..from + self.name.len())
                .is_some_and(|w| w.eq_ignore_ascii_case(self.name.as_bytes()))
                && !window.get(from + self.name.len()).is_some_and(u8::is_ascii_alphanumeric);
            if is_same {
                return is_end;
            }
        }
        false
    }
}

impl<'a> Tags<'a> {
    pub(super) fn new(html: &'a str) -> Self {
        Self { html, at: 0 }
    }

    /// Past `</name`, or the end.
    fn skip_raw(&mut self, name: &str) {
        let bytes = self.html.as_bytes();
        while let Some(n) = memchr::memchr(b'<', &bytes[self.at..]) {
            let from = self.at + n;
            if bytes.get(from + 1) == Some(&b'/')
                && bytes
                    .get(from + 2..from + 2 + name.len())
                    .is_some_and(|w| w.eq_ignore_ascii_case(name.as_bytes()))
            {
                self.at = from;
                return;
            }
            self.at = from + 1;
        }
        self.at = bytes.len();
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at + memchr::memchr(b'<', bytes.get(self.at..)?)?;
            if bytes[start..].starts_with(b"<!--") {
                self.at = memchr::memmem::find(&bytes[start + 4..], b"-->")
                    .map_or(bytes.len(), |n| start + n + 7);
                return Some(Tag { name: "", is_end: false, is_closed: true, start, end: self.at });
            }
            let is_end = bytes.get(start + 1) == Some(&b'/');
            let name_at = start + 1 + usize::from(is_end);
            let name_len =
                bytes[name_at..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            if name_len == 0 {
                self.at = start + 1;
                continue;
            }
            let end =
                memchr::memchr(b'>', &bytes[name_at..]).map_or(bytes.len(), |n| name_at + n + 1);
            let name = &self.html[name_at..name_at + name_len];
            self.at = end;
            let tag =
                Tag { name, is_end, is_closed: bytes[start..end].ends_with(b"/>"), start, end };
            if !is_end && ["script", "style", "svg", "noscript"].iter().any(|n| tag.is_named(n)) {
                self.skip_raw(name);
            }
            return Some(tag);
        }
    }
}

/// The text between the tags, a line for each block: what is left when a page cannot be parsed.
pub(super) fn strip_tags(html: &str) -> String {
    const INLINE: [&str; 12] =
        ["a", "b", "i", "em", "strong", "span", "u", "sup", "sub", "abbr", "font", "mark"];
    let mut out = String::new();
    let mut at = 0;
    let mut tags = Tags::new(html);
    while let Some(tag) = tags.next() {
        push_text(&mut out, html.get(at..tag.start).unwrap_or_default());
        // past the contents that the tag iterator has skipped
        at = if tags.at > tag.end { tags.at } else { tag.end };
        let is_inline = tag.name.is_empty() || INLINE.iter().any(|n| tag.is_named(n));
        if !is_inline && !out.is_empty() && !out.ends_with("\n\n") {
            out.truncate(out.trim_end_matches(' ').len());
            out.push_str(if out.ends_with('\n') { "\n" } else { "\n\n" });
        }
    }
    push_text(&mut out, html.get(at..).unwrap_or_default());
    out.trim().to_owned()
}

/// Appends text with its entities read and its blanks squeezed.
pub(super) fn push_text(out: &mut String, text: &str) {
    let text = entity::unescape(text);
    if text.starts_with(char::is_whitespace)
        && !out.is_empty()
        && !out.ends_with(char::is_whitespace)
    {
        out.push(' ');
    }
    for (n, word) in text.split_whitespace().enumerate() {
        if n > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    if text.ends_with(char::is_whitespace) && !out.is_empty() && !out.ends_with(char::is_whitespace)
    {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stripped_pages_keep_their_words() {
        let html = "<style>p{}</style><div>One &amp; <b>two</b></div><!-- <p>no \
                    --><p>Three<script>if (a < b) {}</script>";
        assert_eq!(strip_tags(html), "One & two\n\nThree");
    }
}
