//! Tables: CSV, TSV, with a header or without.

use std::{
    borrow::Cow,
    cell::Cell,
    io::{self, Read},
    ops::ControlFlow,
};

use csv::{ByteRecord, ReaderBuilder, Terminator};

use super::{
    Context, Sink, charset, columns,
    decode::Input,
    field::Field,
    fields::{Fields, RecordLocation},
};
use crate::model::Reason;

/// Reads one article a row.
pub(super) fn read(
    input: &mut Input,
    delimiter: u8,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let limit = context.options.max_record_bytes as u64;
    let unread = Cell::new(limit);
    let bounded = Bounded { inner: &mut input.reader, left: &unread };
    // a lone CR inside of a row is no end of it, unless rows end so throughout
    let terminator =
        if input.head.contains(&b'\n') { Terminator::Any(b'\n') } else { Terminator::CRLF };
    let mut reader = ReaderBuilder::new()
        .terminator(terminator)
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(bounded);
    let mut row = ByteRecord::new();
    let mut table = Table { header: None, sample: Vec::new(), rows: 0, is_refused: false, context };
    while !table.is_refused {
        unread.set(limit);
        match reader.read_byte_record(&mut row) {
            Ok(false) => break,
            Ok(true) => table.take(&row, sink)?,
            Err(error) => {
                table.flush(sink)?;
                return sink.reject(match error.into_kind() {
                    csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                        let line = reader.position().line();
                        let detail = format!(
                            "line {line}: the row has more than {limit} bytes, the limit for a \
                             record (is a quotation mark left open?); the rest of the file was \
                             not read"
                        );
                        context.reject(
                            format!("{}:{line}", context.locator),
                            Reason::TooLarge,
                            detail,
                            limit,
                        )
                    }
                    csv::ErrorKind::Io(error) => context.reject_io(&error),
                    other => context.reject_file(Reason::Unreadable, format!("{other:?}")),
                });
            }
        }
    }
    table.flush(sink)?;
    if table.rows == 0 && !table.is_refused {
        return sink.reject(context.reject_file(Reason::Empty, "no row in it"));
    }
    ControlFlow::Continue(())
}

/// Rows that are looked at to tell what the columns of a table without a header are.
const SAMPLE: usize = 20;

/// A table on the way.
struct Table<'c> {
    header: Option<Header>,
    /// The first rows, while it is not known what their columns are.
    sample: Vec<ByteRecord>,
    rows: u64,
    /// Whether no column is the text, so that nothing more is read.
    is_refused: bool,
    context: &'c Context<'c>,
}

impl Table<'_> {
    fn take(&mut self, row: &ByteRecord, sink: &mut Sink<'_>) -> ControlFlow<()> {
        if row.iter().all(|field| field.trim_ascii().is_empty()) {
            return ControlFlow::Continue(());
        }
        if self.header.is_some() {
            return self.read_row(row, sink);
        }
        if self.sample.is_empty() {
            if is_delimiter_note(row) {
                return ControlFlow::Continue(());
            }
            match Header::new(row, self.context) {
                Ok(header) => {
                    self.header = Some(header);
                    return ControlFlow::Continue(());
                }
                Err((detail, true)) => {
                    return self.refuse(detail, sink);
                }
                Err(_) => {}
            }
        }
        self.sample.push(row.clone());
        if self.sample.len() == SAMPLE { self.flush(sink) } else { ControlFlow::Continue(()) }
    }

    /// Hands on the sample, when enough is known or nothing follows.
    fn flush(&mut self, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let sample = std::mem::take(&mut self.sample);
        let Some(first) = sample.first() else { return ControlFlow::Continue(()) };
        let Some((columns, has_names)) = columns::guess(&sample) else {
            let detail = Header::new(first, self.context)
                .err()
                .map(|(detail, _)| detail)
                .unwrap_or_default();
            return self.refuse(detail, sink);
        };
        let names = (1..=columns.len()).map(|n| format!("column {n}")).collect();
        self.header = Some(Header {
            names,
            fields: columns.into_iter().map(|c| c.map(|field| (field, 0))).collect(),
        });
        sample.iter().skip(usize::from(has_names)).try_for_each(|row| self.read_row(row, sink))
    }

    fn refuse(&mut self, detail: String, sink: &mut Sink<'_>) -> ControlFlow<()> {
        self.is_refused = true;
        sink.reject(self.context.reject_file(Reason::BadCsv, detail))
    }

    fn read_row(&mut self, row: &ByteRecord, sink: &mut Sink<'_>) -> ControlFlow<()> {
        let Some(header) = &self.header else { return ControlFlow::Continue(()) };
        self.rows += 1;
        let line = row.position().map_or(0, csv::Position::line);
        let bytes = row.as_slice().len() as u64 + row.len() as u64;
        let location = RecordLocation {
            locator: format!("{}:{line}", self.context.locator),
            bytes,
            stem: None,
        };
        sink.record(header.record(row, line, location, self.context))
    }
}

/// Whether a row is the line in which Excel names its delimiter: `sep=;`.
fn is_delimiter_note(row: &ByteRecord) -> bool {
    row.get(0).is_some_and(|first| {
        first.get(..4).is_some_and(|begin| begin.eq_ignore_ascii_case(b"sep=")) && first.len() <= 5
    }) && row.iter().skip(1).all(<[u8]>::is_empty)
}

/// What the columns mean.
struct Header {
    names: Vec<String>,
    fields: Vec<Option<(Field, u8)>>,
}

impl Header {
    /// Reads the row as names of columns. The error says whether the row has names at all.
    fn new(row: &ByteRecord, context: &Context<'_>) -> Result<Self, (String, bool)> {
        let names: Vec<String> =
            row.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
        let fields: Vec<_> = names.iter().map(|name| context.options.fields.field(name)).collect();
        let is_news = |(field, _): &(Field, u8)| matches!(field, Field::Text | Field::Title);
        if fields.iter().flatten().any(is_news) {
            return Ok(Self { names, fields });
        }
        let shown: Vec<String> =
            names.iter().take(12).map(|n| n.chars().take(40).collect()).collect();
        let detail = format!(
            "line 1: no column holds the text; expected one named text, body, content, article, \
             story or title, or --map text=COLUMN; found {}",
            shown.join(", ")
        );
        Err((
            detail,
            fields.iter().any(Option::is_some)
                || context.options.fields.settings().next().is_some(),
        ))
    }

    /// Whether the row has a field for each column; those that are blank on both sides do not
    /// count, as commas at the ends of lines make them.
    fn fits(&self, row: &ByteRecord) -> bool {
        let named = self.names.iter().rposition(|name| !name.is_empty()).map_or(0, |n| n + 1);
        let filled = || row.iter().rposition(|cell| !cell.trim_ascii().is_empty());
        row.len() == self.names.len()
            || row.len() >= named && filled().is_none_or(|last| last < self.names.len())
    }

    fn record(
        &self,
        row: &ByteRecord,
        line: u64,
        location: RecordLocation,
        context: &Context<'_>,
    ) -> super::Record {
        if !self.fits(row) {
            let names: Vec<&str> = self.names.iter().take(12).map(String::as_str).collect();
            let detail = format!(
                "line {line}: {} fields, expected {} ({})",
                row.len(),
                self.names.len(),
                names.join(", ")
            );
            return Err(context.reject(location.locator, Reason::BadCsv, detail, location.bytes));
        }
        let mut fields = Fields::default();
        for (n, (value, field)) in row.iter().zip(&self.fields).enumerate() {
            let value =
                if n + 1 == row.len() { value.strip_suffix(b"\r").unwrap_or(value) } else { value };
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
        fields.into_record(location, context)
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
