//! Which reader a file gets: by what it holds, its name only where that says too little.

use std::ops::ControlFlow;

use super::{Context, FieldMap, Sink, csv, decode::Input, html, json, text, warc};
use crate::model::Reason;

/// A reader for one kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// One article, its text and nothing else.
    Text,
    /// One page.
    Html,
    /// One JSON object a line.
    JsonLines,
    /// One array of JSON objects, or objects one after the other.
    Json,
    /// Records of a crawl.
    Warc,
    /// A table with a header.
    Csv {
        /// What stands between fields.
        delimiter: u8,
    },
}

impl Format {
    /// Reads all records.
    pub(super) fn read(self, input: &mut Input, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
        match self {
            Self::Text => text::read(input, context, sink),
            Self::Html => html::read(input, context, sink),
            Self::JsonLines => json::read_lines(input, context, sink),
            Self::Json => json::read_values(input, context, sink),
            Self::Warc => warc::read(input, context, sink),
            Self::Csv { delimiter } => csv::read(input, delimiter, context, sink),
        }
    }
}

/// The name without `.gz`, `.zst`.
pub(super) fn without_compression(name: &str) -> &str {
    let ends = |suffix: &str| {
        name.len() > suffix.len()
            && name.is_char_boundary(name.len() - suffix.len())
            && name[name.len() - suffix.len()..].eq_ignore_ascii_case(suffix)
    };
    [".gz", ".gzip", ".zst", ".zstd"].into_iter().find(|s| ends(s)).map_or(name, |s| &name[..name.len() - s.len()])
}

/// The reader for a file, or why there is none.
pub(super) fn detect(locator: &str, input: &mut Input) -> Result<Format, (Reason, String)> {
    let head = input.head.as_slice();
    if head.starts_with(b"WARC/") {
        return Ok(Format::Warc);
    }
    if let Some(detail) = binary(head) {
        return Err((Reason::Binary, detail));
    }
    let start = head.trim_ascii_start();
    if begins_page(start) {
        return Ok(Format::Html);
    }
    let name = without_compression(locator.rsplit('/').next().unwrap_or(locator));
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let is_array = start.first() == Some(&b'[');
    Ok(match extension.as_str() {
        "txt" | "text" | "md" | "markdown" => Format::Text,
        "html" | "htm" | "xhtml" => Format::Html,
        "jsonl" | "ndjson" if !is_array => Format::JsonLines,
        "json" if has_object_a_line(start) => Format::JsonLines,
        "jsonl" | "ndjson" | "json" => Format::Json,
        "tsv" | "tab" => Format::Csv { delimiter: b'\t' },
        "csv" => Format::Csv { delimiter: delimiter(start) },
        "" if by_content(start).is_none() && start.first() != Some(&b'<') => Format::Text,
        other => by_content(start).ok_or_else(|| {
            let known = "expected text, HTML, JSON, CSV, TSV, Parquet, WARC, an RSS or Atom feed or Reuters SGML, plain or in .gz, .zst, .zip or .tar";
            let what = if other.is_empty() {
                "no extension, and nothing in it tells the format".to_owned()
            } else {
                format!("no reader for .{other}")
            };
            (Reason::UnknownFormat, format!("{what}; {known}"))
        })?,
    })
}

/// What a file without a telling name holds, as far as its first bytes tell: plain text has nothing to be told by.
fn by_content(start: &[u8]) -> Option<Format> {
    match start.first()? {
        b'{' if has_object_a_line(start) => return Some(Format::JsonLines),
        b'{' | b'[' => return Some(Format::Json),
        b'<' => return None,
        _ => {}
    }
    let delimiter = delimiter(start);
    let header = start.split(|b| *b == b'\n').next()?;
    let map = FieldMap::default();
    let known = String::from_utf8_lossy(header)
        .split(delimiter as char)
        .filter(|name| map.field(name.trim_matches(['"', '\r', ' '])).is_some())
        .count();
    (known >= 2).then_some(Format::Csv { delimiter })
}

/// Whether an HTML page begins here.
pub(super) fn begins_page(start: &[u8]) -> bool {
    let begins = |with: &[u8]| start.get(..with.len()).is_some_and(|s| s.eq_ignore_ascii_case(with));
    let declared = begins(b"<?xml") && start.windows(5).take(1_000).any(|w| w.eq_ignore_ascii_case(b"<html"));
    begins(b"<!doctype html") || begins(b"<html") || declared
}

/// Whether the first line is an object of its own and the next begins another (or nothing follows).
fn has_object_a_line(start: &[u8]) -> bool {
    let mut lines = start.splitn(2, |b| *b == b'\n');
    let (Some(first), Some(rest)) = (lines.next(), lines.next()) else { return false };
    first.starts_with(b"{") && first.trim_ascii_end().ends_with(b"}") && matches!(rest.trim_ascii_start().first(), Some(b'{'))
}

/// The mark that cuts the header line into most fields.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| memchr::memchr_iter(mark, header).count();
    [b',', b'\t', b';', b'|'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// What a file is when it is no text.
fn binary(head: &[u8]) -> Option<String> {
    const MAGIC: [(&[u8], &str); 7] = [
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7FELF", "a program"),
        (b"BZh", "a bzip2 archive"),
        (b"\xFD7zXZ", "an xz archive"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(format!("{what}; expected text"));
    }
    let zeros = memchr::memchr_iter(0, head).count();
    let controls = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    let is_binary = zeros * 50 > head.len() || (zeros + controls) * 20 > head.len();
    is_binary.then(|| format!("{zeros} zero bytes and {controls} control characters among the first {} bytes; expected text", head.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, head: &str) -> Result<Format, Reason> {
        let mut input = Input { head: head.as_bytes().to_vec(), reader: Box::new(std::io::empty()) };
        detect(name, &mut input).map_err(|(reason, _)| reason)
    }

    #[test]
    fn content_first_then_name() {
        assert_eq!(format("a.txt", "Sales rose."), Ok(Format::Text));
        assert_eq!(format("a.txt", "\n<!DOCTYPE html><p>"), Ok(Format::Html));
        assert_eq!(format("a.json.gz", "[{\"text\": 1}]"), Ok(Format::Json));
        assert_eq!(format("a.jsonl", "[{\"text\": 1}]"), Ok(Format::Json));
        assert_eq!(format("a.json", "{\"text\": 1}\n{\"text\": 2}\n"), Ok(Format::JsonLines));
        assert_eq!(format("a.json", "{\n\"text\": 1}"), Ok(Format::Json));
        assert_eq!(format("a.csv", "id;title;text\n"), Ok(Format::Csv { delimiter: b';' }));
        assert_eq!(format("-", "id,title,text\n"), Ok(Format::Csv { delimiter: b',' }));
        assert_eq!(format("news/idUS20120713", "Sales rose."), Ok(Format::Text));
        assert_eq!(format("a.bin", "WARC/1.0"), Ok(Format::Warc));
        assert_eq!(format("a.txt", "%PDF-1.4"), Err(Reason::Binary));
        assert_eq!(format("a.txt", "a\0\0\0b"), Err(Reason::Binary));
    }
}
