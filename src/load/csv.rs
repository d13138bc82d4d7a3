//! Tables with a header: CSV, TSV.

use std::{
    borrow::Cow,
    cell::Cell,
    io::{self, Read},
    ops::ControlFlow,
};

use csv::{ByteRecord, ReaderBuilder};

use super::{
    Context, Sink, charset,
    decode::Input,
    fields::{Field, Fields, Place},
};
use crate::model::Reason;

/// Reads one article a row.
pub(super) fn read(input: &mut Input, delimiter: u8, context: &Context<'_>, sink: &mut Sink<'_>) -> ControlFlow<()> {
    let limit = context.options.max_record_bytes as u64;
    let unread = Cell::new(limit);
    let bounded = Bounded { inner: &mut input.reader, left: &unread };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(bounded);
    let mut row = ByteRecord::new();
    let mut header: Option<Header> = None;
    let mut rows = 0_u64;
    loop {
        unread.set(limit);
        match reader.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) => {
                return sink(Err(match error.into_kind() {
                    csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                        let line = reader.position().line();
                        let detail = format!(
                            "line {line}: the row has more than {limit} bytes, the limit for a record (is a quotation mark left open?); the rest of the file was not read"
                        );
                        context.reject(format!("{}:{line}", context.locator), Reason::TooLarge, detail, limit)
                    }
                    csv::ErrorKind::Io(error) => context.reject_io(&error),
                    other => context.reject_file(Reason::Unreadable, format!("{other:?}")),
                }));
            }
        }
        let line = row.position().map_or(0, csv::Position::line);
        let Some(header) = &header else {
            match Header::new(&row, context) {
                Ok(found) => header = Some(found),
                Err(detail) => return sink(Err(context.reject_file(Reason::BadCsv, detail))),
            }
            continue;
        };
        if row.iter().all(|field| field.trim_ascii().is_empty()) {
            continue;
        }
        rows += 1;
        let bytes = row.as_slice().len() as u64 + row.len() as u64;
        let place = Place { locator: format!("{}:{line}", context.locator), bytes, stem: None };
        sink(header.record(&row, line, place, context))?;
    }
    if rows == 0 {
        return sink(Err(context.reject_file(Reason::Empty, "no row in it")));
    }
    ControlFlow::Continue(())
}

/// What the columns mean.
struct Header {
    names: Vec<String>,
    fields: Vec<Option<(Field, u8)>>,
}

impl Header {
    fn new(row: &ByteRecord, context: &Context<'_>) -> Result<Self, String> {
        let names: Vec<String> = row.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let fields: Vec<_> = names.iter().map(|name| context.options.fields.field(name)).collect();
        if fields.iter().flatten().any(|(field, _)| *field == Field::Text) {
            return Ok(Self { names, fields });
        }
        let shown: Vec<String> = names.iter().take(12).map(|n| n.chars().take(40).collect()).collect();
        Err(format!(
            "line 1: no column holds the text; expected one named text, body, content, article or story, or --map text=COLUMN; found {}",
            shown.join(", ")
        ))
    }

    fn record(&self, row: &ByteRecord, line: u64, place: Place, context: &Context<'_>) -> super::Record {
        if row.len() != self.names.len() {
            let names: Vec<&str> = self.names.iter().take(12).map(String::as_str).collect();
            let detail = format!("line {line}: {} fields, expected {} ({})", row.len(), self.names.len(), names.join(", "));
            return Err(context.reject(place.locator, Reason::BadCsv, detail, place.bytes));
        }
        let mut fields = Fields::default();
        for (value, field) in row.iter().zip(&self.fields) {
            let Some(field) = field else { continue };
            let text = if let Ok(text) = std::str::from_utf8(value) {
                Cow::Borrowed(text)
            } else {
                let (text, replaced) = charset::into_text(value.to_vec(), context.charset);
                fields.replaced += replaced;
                Cow::Owned(text)
            };
            fields.put(*field, text);
        }
        fields.into_record(place, context)
    }
}

/// Gives up when one row reads more than its share.
struct Bounded<'a, R> {
    inner: R,
    left: &'a Cell<u64>,
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left.get() == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let read = self.inner.read(buffer)?;
        self.left.set(self.left.get().saturating_sub(read as u64));
        Ok(read)
    }
}
