//! Which reader a file gets: by what it holds, its name only where that says too little.

use std::ops::ControlFlow;

#[cfg(feature = "feather")]
use super::feather;
use super::{
    FieldMap, Sink, arc,
    context::{Context, without_compression},
    corpus, csv,
    decode::Input,
    edgar,
    exports::{self, Database},
    feed, html, json, mail,
    markup::{begins_page, begins_with_tag, past_declarations},
    news_xml, sgml, text, warc,
};
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
    /// The items of an RSS or Atom feed.
    Feed,
    /// Reuters-21578.
    Sgml,
    /// TREC, Gigaword and their like.
    Corpus,
    /// NITF, NewsML-G2, Reuters Corpus Volume 1.
    NewsXml,
    /// A submission to EDGAR.
    Edgar,
    /// One message.
    Mail,
    /// A mailbox.
    Mailbox,
    /// A text export of a news database.
    Export(Database),
    /// Records of a crawl.
    Warc,
    /// Records of a crawl of before WARC.
    Arc,
    /// Record batches of Arrow: Feather.
    #[cfg(feature = "feather")]
    Arrow,
    /// A table with a header.
    Csv {
        /// The mark between fields.
        delimiter: u8,
    },
}

impl Format {
    /// Reads all records.
    pub(super) fn read(
        self,
        input: &mut Input,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
    ) -> ControlFlow<()> {
        match self {
            Self::Text => text::read(input, context, sink),
            Self::Html => html::read(input, context, None, sink),
            Self::JsonLines => json::read_lines(input, context, sink),
            Self::Json => json::read_values(input, context, sink),
            Self::Feed => feed::read(input, context, sink),
            Self::Sgml => sgml::read(input, context, sink),
            Self::Warc => warc::read(input, context, sink),
            Self::Arc => arc::read(input, context, sink),
            Self::Corpus => corpus::read(input, context, sink),
            Self::NewsXml => news_xml::read(input, context, sink),
            Self::Edgar => edgar::read(input, context, sink),
            Self::Mail => mail::read(input, context, sink),
            Self::Mailbox => mail::read_mailbox(input, context, sink),
            Self::Export(database) => exports::read(input, database, context, sink),
            #[cfg(feature = "feather")]
            Self::Arrow => feather::read(input, context, sink),
            Self::Csv { delimiter } => csv::read(input, delimiter, context, sink),
        }
    }
}

/// The reader for a file, or why there is none.
pub(super) fn detect(locator: &str, input: &mut Input) -> Result<Format, (Reason, String)> {
    let head = input.head.as_slice();
    if head.starts_with(b"WARC/") {
        return Ok(Format::Warc);
    }
    if head.starts_with(arc::MARK) {
        return Ok(Format::Arc);
    }
    #[cfg(feature = "feather")]
    if feather::begins(head) {
        return Ok(Format::Arrow);
    }
    if let Some(detail) = known_binary(head) {
        return Err((Reason::UnknownFormat, detail));
    }
    if let Some(detail) = binary(head) {
        return Err((Reason::Binary, detail));
    }
    let start = head.trim_ascii_start();
    let name = without_compression(locator.rsplit('/').next().unwrap_or(locator));
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    if let Some(format) = by_content(start, &extension) {
        return Ok(format);
    }
    Ok(match extension.as_str() {
        "txt" | "text" | "md" | "markdown" => Format::Text,
        "html" | "htm" | "xhtml" => Format::Html,
        "jsonl" | "ndjson" => Format::JsonLines,
        "json" => Format::Json,
        "tsv" | "tab" => Format::Csv { delimiter: b'\t' },
        "csv" => Format::Csv { delimiter: delimiter(start) },
        "" if start.first() != Some(&b'<') => Format::Text,
        other => {
            let parquet = match (cfg!(feature = "parquet"), cfg!(feature = "feather")) {
                (true, true) => " Parquet, Feather,",
                (true, false) => " Parquet,",
                (false, true) => " Feather,",
                (false, false) => "",
            };
            let known = format!(
                "expected text, HTML, JSON, CSV, TSV,{parquet} .docx, .xlsx, WARC, mail, an RSS or \
                 Atom feed, or XML or SGML of a news corpus, plain or in .gz, .bz2, .xz, .zst, .zip \
                 or .tar"
            );
            let what = if other.is_empty() {
                "no extension, and nothing in it tells the format".to_owned()
            } else {
                format!("no reader for .{other}")
            };
            return Err((Reason::UnknownFormat, format!("{what}; {known}")));
        }
    })
}

/// What the first bytes leave no doubt of, whatever the name: plain text has nothing to be told by.
fn by_content(start: &[u8], extension: &str) -> Option<Format> {
    if edgar::begins(start) {
        return Some(Format::Edgar);
    }
    if start.first() == Some(&b'<') {
        return markup(start);
    }
    if begins_json(start) {
        let by_line = start.first() == Some(&b'{')
            && (matches!(extension, "jsonl" | "ndjson") || has_object_a_line(start));
        return Some(if by_line { Format::JsonLines } else { Format::Json });
    }
    if mail::begins_mailbox(start) {
        return Some(Format::Mailbox);
    }
    if extension == "eml" || mail::begins_message(start) {
        return Some(Format::Mail);
    }
    if matches!(extension, "" | "txt" | "text" | "md")
        && let Some(database) = Database::of(&String::from_utf8_lossy(start))
    {
        return Some(Format::Export(database));
    }
    let delimiter = if matches!(extension, "tsv" | "tab") { b'\t' } else { delimiter(start) };
    let header = start.split(|b| matches!(b, b'\n' | b'\r')).next()?;
    let map = FieldMap::default();
    let header = String::from_utf8_lossy(header);
    let known = header
        .split(delimiter as char)
        .filter(|name| map.field(name.trim_matches(['"', ' '])).is_some())
        .count();
    // the first line of a story may well name two things
    let least = if matches!(extension, "txt" | "text" | "md" | "markdown") { 3 } else { 2 };
    (known >= least).then_some(Format::Csv { delimiter })
}

/// The format of a file that begins with a tag.
fn markup(start: &[u8]) -> Option<Format> {
    let root = past_declarations(start);
    let begins = |tag: &str| root.is_some_and(|root| begins_with_tag(root, tag));
    // stories of agencies may hold pages
    match () {
        () if ["<nitf", "<newsitem", "<newsMessage"].into_iter().any(begins) => {
            Some(Format::NewsXml)
        }
        () if begins_page(start) => Some(Format::Html),
        () if feed::begins(start) => Some(Format::Feed),
        () if begins("<REUTERS") => Some(Format::Sgml),
        () if root.is_some_and(corpus::begins) => Some(Format::Corpus),
        () => None,
    }
}

/// Whether an object or a list of them begins here.
fn begins_json(start: &[u8]) -> bool {
    let after =
        |bytes: &[u8]| bytes.get(1..).and_then(|rest| rest.trim_ascii_start().first().copied());
    match start.first() {
        Some(b'{') => matches!(after(start), Some(b'"' | b'}')),
        Some(b'[') => matches!(after(start), Some(b'{' | b']')),
        // a record separator, as in JSON text sequences
        Some(0x1E) => after(start) == Some(b'{'),
        _ => false,
    }
}

/// Whether the first line is an object of its own and the next begins another (or nothing follows).
fn has_object_a_line(start: &[u8]) -> bool {
    let mut lines = start.splitn(2, |b| *b == b'\n');
    let (Some(first), Some(rest)) = (lines.next(), lines.next()) else { return false };
    first.starts_with(b"{")
        && first.trim_ascii_end().ends_with(b"}")
        && matches!(rest.trim_ascii_start().first(), Some(b'{'))
}

/// The mark that cuts the header line into most fields.
fn delimiter(start: &[u8]) -> u8 {
    let header = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |mark: u8| memchr::memchr_iter(mark, header).count();
    [b',', b'\t', b';', b'|'].into_iter().rev().max_by_key(|mark| count(*mark)).unwrap_or(b',')
}

/// Reads what a document holds as text: an export of a database, or one article.
pub(super) fn read_text(
    input: &mut Input,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    match Database::of(&String::from_utf8_lossy(&input.head)) {
        Some(database) => exports::read(input, database, context, sink),
        None => text::read(input, context, sink),
    }
}

/// Files that may hold news in a form that is not read, and what to do with them.
fn known_binary(head: &[u8]) -> Option<String> {
    const MAGIC: [(&[u8], &str); 14] = [
        (b"%PDF", "a PDF document; turn it into text first, for example with `pdftotext`"),
        (
            b"\xD0\xCF\x11\xE0",
            "an old Word, Excel or Outlook file (.doc, .xls, .msg); save it as .docx, .xlsx, .csv \
             or .eml",
        ),
        (b"{\\rtf", "a rich text document (.rtf); save it as plain text or .docx"),
        (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive; unpack it first"),
        (b"Rar!", "a RAR archive; unpack it first"),
        (b"\x04\x22\x4D\x18", "an LZ4 stream; unpack it first with `lz4 -d`"),
        (b"LZIP", "an lzip stream; unpack it first with `lzip -d`"),
        (b"\x1F\x9D", "a stream of `compress` (.Z); unpack it first"),
        (b"ORC", "an ORC file; save its table as Parquet or CSV"),
        (b"Obj\x01", "an Avro file; save its records as JSON lines or Parquet"),
        (b"SQLite format 3", "an SQLite database; save its table as CSV"),
        (b"\x89HDF", "an HDF5 file; save its table as Parquet or CSV"),
        (
            b"ARROW1",
            "a Feather (Arrow) file, which this build does not read; save its table as Parquet",
        ),
        (b"FEA1", "a Feather file of version 1; save its table as Parquet"),
    ];
    let (_, what) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic))?;
    // "ORC" may begin a text
    (!head.starts_with(b"ORC") || head.contains(&0)).then(|| (*what).to_owned())
}

/// What a file is when it is no text.
fn binary(head: &[u8]) -> Option<String> {
    const MAGIC: [(&[u8], &str); 4] = [
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x7FELF", "a program"),
    ];
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(format!("{what}; expected text"));
    }
    let zeros = memchr::memchr_iter(0, head).count();
    let controls = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    let is_binary = zeros * 50 > head.len() || (zeros + controls) * 20 > head.len();
    is_binary.then(|| {
        format!(
            "{zeros} zero bytes and {controls} control characters among the first {} bytes; \
             expected text",
            head.len()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(name: &str, head: &str) -> Result<Format, Reason> {
        let mut input =
            Input { head: head.as_bytes().to_vec(), reader: Box::new(std::io::empty()) };
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
        assert_eq!(format("a.txt", "{\"text\": 1}\n{\"text\": 2}\n"), Ok(Format::JsonLines));
        assert_eq!(format("a.txt", "{Prices rose}"), Ok(Format::Text));
        assert_eq!(format("a.txt", "date,title,text\n"), Ok(Format::Csv { delimiter: b',' }));
        assert_eq!(format("a.txt", "Title, text\n"), Ok(Format::Text));
        assert_eq!(
            format("a", "<?xml version='1.0'?>\n<!-- x > y --><rss version='2.0'>"),
            Ok(Format::Feed)
        );
        assert_eq!(format("a.xml", "<feed xmlns='x'>"), Ok(Format::Feed));
        assert_eq!(
            format("a.sgm", "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n<REUTERS TOPICS=\"NO\">"),
            Ok(Format::Sgml)
        );
        assert_eq!(format("a.xml", "<news><item/></news>"), Err(Reason::UnknownFormat));
        assert_eq!(format("a.txt", "%PDF-1.4"), Err(Reason::UnknownFormat));
        assert_eq!(format("a.txt", "a\0\0\0b"), Err(Reason::Binary));
    }
}
