//! Documents of office programs, which are zip archives: the text of a Word document, the sheets of
//! an Excel workbook as tables; others are said to be what they are.

use std::{
    io::{self, BufReader, Cursor, Read, Seek},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
};

use ::zip::ZipArchive;
use calamine::{Data, Reader as _, Xlsx};
use quick_xml::{Reader, events::Event};

use super::{
    Context, Sink,
    archive::Seekable,
    context::{MAX_HELD, TooLarge},
    csv, decode, format,
    member::Member,
};
use crate::model::Reason;

/// What a document in a zip archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Office {
    Word,
    Excel,
    /// One that is not read.
    Other(&'static str),
}

/// What documents hold, by one of their files.
const KINDS: [(&str, Office); 6] = [
    ("word/document.xml", Office::Word),
    ("xl/workbook.xml", Office::Excel),
    ("xl/workbook.bin", Office::Other("a binary Excel workbook; save it as .xlsx or .csv")),
    ("ppt/presentation.xml", Office::Other("a PowerPoint presentation; save its text as .txt")),
    ("META-INF/container.xml", Office::Other("an e-book (EPUB); convert it to HTML or text")),
    ("content.xml", Office::Other("an OpenDocument file; save it as .docx, .xlsx, .csv or .txt")),
];

/// Reads a document of an office program.
pub(super) fn read(
    reader: Box<dyn Seekable + '_>,
    kind: Office,
    member: &Member,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let damaged = |error: io::Error, what: &str| {
        let cause = error.get_ref();
        if cause.is_some_and(|e| e.downcast_ref::<TooLarge>().is_some()) {
            return context.reject_file(Reason::TooLarge, error.to_string());
        }
        context.reject_file(Reason::DamagedFile, format!("the {what} cannot be read: {error}"))
    };
    match kind {
        Office::Other(what) => sink.reject(context.reject_file(Reason::UnknownFormat, what)),
        Office::Word => match text(reader, context.options.max_record_bytes) {
            Ok(text) => {
                let mut input = decode::from_reader(Box::new(Cursor::new(text)));
                format::read_text(&mut input, context, sink)
            }
            Err(error) => sink.reject(damaged(error, "Word document")),
        },
        Office::Excel => match sheets(reader, MAX_HELD) {
            Ok(sheets) if sheets.is_empty() => {
                sink.reject(context.reject_file(Reason::Empty, "a workbook without a cell"))
            }
            Ok(sheets) => {
                let is_alone = sheets.len() == 1;
                for (name, table) in sheets {
                    let mut inner = member.clone();
                    if !is_alone {
                        inner = member.inside(&name, table.len() as u64);
                    }
                    let mut input = decode::from_reader(Box::new(Cursor::new(table)));
                    let context = inner.context(context.options);
                    csv::read(&mut input, b',', &context, sink)?;
                }
                ControlFlow::Continue(())
            }
            Err(error) => sink.reject(damaged(error, "Excel workbook")),
        },
    }
}

/// Files that such archives begin with, so that other archives need not be looked at.
const FIRST: [&str; 7] =
    ["[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype"];

/// Whether an archive with these first bytes may be such a document.
pub(super) fn may_be(head: &[u8]) -> bool {
    let name = head.get(30..).unwrap_or_default();
    FIRST.iter().any(|first| name.starts_with(first.as_bytes()))
}

/// What the archive is, if it is a document.
pub(super) fn kind(reader: &mut (impl Read + Seek)) -> Option<Office> {
    let archive = ZipArchive::new(&mut *reader).ok()?;
    let found = KINDS.iter().find(|(name, _)| archive.index_for_name(name).is_some());
    let kind = found.map(|(_, kind)| *kind);
    reader.rewind().ok()?;
    kind
}

/// The paragraphs of a Word document, an empty line between them.
pub(super) fn text(reader: impl Read + Seek, limit: usize) -> io::Result<String> {
    let mut archive = ZipArchive::new(reader).map_err(io::Error::other)?;
    let document = archive.by_name("word/document.xml").map_err(io::Error::other)?;
    // letters are the smaller part of its markup
    let most = (limit as u64).saturating_mul(16);
    let mut xml = Reader::from_reader(BufReader::new(document.take(most)));
    let (mut out, mut buffer, mut in_text) = (String::new(), Vec::new(), false);
    loop {
        let event = xml.read_event_into(&mut buffer).map_err(io::Error::other)?;
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "t" => in_text = true,
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "tab" => out.push(' '),
                "br" | "cr" => out.push('\n'),
                _ => {}
            },
            Event::Text(text) if in_text => out.push_str(&text),
            Event::GeneralRef(name) if in_text => {
                out.push_str(&super::entity::unescape(&format!("&{};", &*name)));
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" if !out.is_empty() && !out.ends_with("\n\n") => out.push_str("\n\n"),
                _ => {}
            },
            Event::Eof => return Ok(out),
            _ => {}
        }
        if out.len() > limit {
            let message = format!("the text has more than {limit} bytes, the limit for a record");
            return Err(io::Error::other(TooLarge(message)));
        }
        buffer.clear();
    }
}

/// The sheets of an Excel workbook that hold something, each as CSV with its name.
pub(super) fn sheets(reader: impl Read + Seek, limit: u64) -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut reader = reader;
    check_size(&mut reader, limit)?;
    // damaged files make the decoder panic here and there
    let read = catch_unwind(AssertUnwindSafe(|| {
        let mut book = Xlsx::new(BufReader::new(reader)).map_err(io::Error::other)?;
        let mut sheets = Vec::new();
        for name in book.sheet_names() {
            let range = book.worksheet_range(&name).map_err(io::Error::other)?;
            if !range.is_empty() {
                sheets.push((name, table(&range)?));
            }
        }
        Ok(sheets)
    }));
    read.unwrap_or_else(|_| Err(io::Error::other("a sheet cannot be decoded")))
}

/// Refuses a workbook whose sheets come to more bytes than are held in memory.
fn check_size(reader: &mut (impl Read + Seek), limit: u64) -> io::Result<()> {
    let bytes = ZipArchive::new(&mut *reader).map_err(io::Error::other)?.decompressed_size();
    reader.rewind()?;
    if bytes.is_some_and(|bytes| bytes > u128::from(limit)) {
        let message = format!(
            "the sheets of the workbook come to more than {} MB, which are held in memory; save \
             them as CSV",
            limit >> 20
        );
        return Err(io::Error::other(TooLarge(message)));
    }
    Ok(())
}

/// The cells as CSV.
fn table(range: &calamine::Range<Data>) -> io::Result<Vec<u8>> {
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in range.rows() {
        writer.write_record(row.iter().map(cell)).map_err(io::Error::other)?;
    }
    writer.into_inner().map_err(|e| io::Error::other(e.to_string()))
}

/// A cell as text; days as ISO 8601 has them.
fn cell(value: &Data) -> String {
    match value {
        Data::DateTime(moment) if !moment.is_duration() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            let date = format!("{year:04}-{month:02}-{day:02}");
            if (hour, minute, second) == (0, 0, 0) {
                date
            } else {
                format!("{date}T{hour:02}:{minute:02}:{second:02}")
            }
        }
        Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}
