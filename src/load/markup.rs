//! Markup as bytes: how a page begins, and elements that repeat, cut out of a stream one by one: the
//! items of a feed, the stories of an SGML file.

use std::io::{self, BufRead};

use super::decode::Input;

/// Reads the elements of one kind, with their tags. Elements of one kind do not nest.
pub(super) struct Elements<'n> {
    /// `<item` or `<entry`, in lower case.
    names: &'n [&'n str],
    buffer: Vec<u8>,
    /// Where the unread part of the buffer begins.
    at: usize,
    is_end: bool,
}

/// One element.
pub(super) enum Element<'b> {
    /// With its tags.
    Whole(&'b [u8]),
    /// Longer than the limit.
    TooLong { bytes: u64 },
    /// The file ends inside of it.
    Open(&'b [u8]),
}

const READ: usize = 64 << 10;

impl<'n> Elements<'n> {
    pub(super) fn new(names: &'n [&'n str]) -> Self {
        Self { names, buffer: Vec::new(), at: 0, is_end: false }
    }

    /// The next element, of at most `limit` bytes.
    pub(super) fn next(
        &mut self,
        input: &mut Input<'_>,
        limit: usize,
    ) -> io::Result<Option<Element<'_>>> {
        let Some(name) = self.find_start(input)? else { return Ok(None) };
        let end = format!("</{name}");
        let mut from = self.at + 1;
        loop {
            if let Some(n) = find_tag(&self.buffer, from, &end)
                && let Some(close) = memchr::memchr(b'>', &self.buffer[n..])
            {
                let element = self.at..n + close + 1;
                self.at = element.end;
                return Ok(Some(Element::Whole(&self.buffer[element])));
            }
            if self.buffer.len() - self.at > limit {
                return self.skip(input, &end).map(|bytes| Some(Element::TooLong { bytes }));
            }
            from = self.buffer.len().saturating_sub(end.len() + READ.min(1_024)).max(self.at + 1);
            if !self.fill(input)? {
                let rest = self.at..self.buffer.len();
                self.at = rest.end;
                return Ok(Some(Element::Open(&self.buffer[rest])));
            }
        }
    }

    /// Goes to the next start tag and drops what comes before.
    fn find_start(&mut self, input: &mut Input<'_>) -> io::Result<Option<&'n str>> {
        loop {
            let found = self
                .names
                .iter()
                .filter_map(|name| {
                    Some((find_tag(&self.buffer, self.at, &format!("<{name}"))?, *name))
                })
                .min();
            if let Some((n, name)) = found {
                self.at = n;
                return Ok(Some(name));
            }
            self.at = self.at.max(self.buffer.len().saturating_sub(64));
            if !self.fill(input)? {
                return Ok(None);
            }
        }
    }

    /// Drops everything up to the end tag; returns the bytes that the element had.
    fn skip(&mut self, input: &mut Input<'_>, end: &str) -> io::Result<u64> {
        let mut bytes = 0;
        loop {
            if let Some(n) = find_tag(&self.buffer, self.at, end) {
                bytes += (n - self.at) as u64;
                self.at = n;
                return Ok(bytes);
            }
            let kept = self.buffer.len().saturating_sub(end.len() + 1).max(self.at);
            bytes += (kept - self.at) as u64;
            self.at = kept;
            if !self.fill(input)? {
                return Ok(bytes);
            }
        }
    }

    /// Reads some more; `false` at the end.
    fn fill(&mut self, input: &mut Input<'_>) -> io::Result<bool> {
        if self.is_end {
            return Ok(false);
        }
        if self.at > READ {
            self.buffer.drain(..self.at);
            self.at = 0;
        }
        let bytes = input.reader.fill_buf()?;
        let taken = bytes.len();
        self.buffer.extend_from_slice(bytes);
        input.reader.consume(taken);
        self.is_end = taken == 0;
        Ok(taken > 0)
    }
}

/// Whether an HTML page begins here.
pub(super) fn begins_page(start: &[u8]) -> bool {
    let begins =
        |with: &[u8]| start.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    let declared =
        begins(b"<?xml") && start.windows(5).take(1_000).any(|w| w.eq_ignore_ascii_case(b"<html"));
    begins(b"<!doctype html") || begins(b"<html") || declared
}

/// Where a tag such as `<item` or `</item` begins, and its name ends there.
fn find_tag(bytes: &[u8], mut at: usize, tag: &str) -> Option<usize> {
    let tag = tag.as_bytes();
    loop {
        let n = at + memchr::memchr(b'<', bytes.get(at..)?)?;
        let rest = &bytes[n..];
        let is_same = rest.get(..tag.len()).is_some_and(|r| r.eq_ignore_ascii_case(tag));
        if is_same
            && rest
                .get(tag.len())
                .is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        {
            return Some(n);
        }
        at = n + 1;
    }
}

/// What comes after declarations, comments and style sheets.
pub(super) fn past_declarations(start: &[u8]) -> Option<&[u8]> {
    let mut rest = &start[..start.len().min(8_192)];
    while rest.starts_with(b"<?") || rest.starts_with(b"<!") {
        let has_subset = || rest.iter().find(|b| matches!(b, b'[' | b'>')) == Some(&b'[');
        let end: &[u8] = match rest {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            _ if has_subset() => b"]>",
            _ => b">",
        };
        rest = rest[memchr::memmem::find(rest, end)? + end.len()..].trim_ascii_start();
    }
    Some(rest)
}

/// Whether markup begins with a tag, whatever its capitals.
pub(super) fn begins_with_tag(markup: &[u8], tag: &str) -> bool {
    markup.get(..tag.len()).is_some_and(|own| own.eq_ignore_ascii_case(tag.as_bytes()))
        && markup.get(tag.len()).is_some_and(|b| !b.is_ascii_alphanumeric())
}
