//! Web archives (WARC, WET): the pages and texts of a crawl, record by record.

use std::{
    io::{self, BufRead, Cursor, Read},
    ops::ControlFlow,
};

use super::{
    Context, Sink, charset,
    crawl::CrawlFacts,
    decode::{self, Input, Line},
    feed, html,
    http::{self, Response},
    markup::begins_page,
};
use crate::model::Reason;

/// Longest header of a record.
const MAX_HEADER: usize = 64 << 10;

/// Reads every record that holds a page or a text. Locators end in the number of the record, from
/// 1.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let mut records = Records { number: 0, line: Vec::new(), body: Vec::new() };
    let mut articles = 0_u64;
    loop {
        let header = match records.next(input) {
            Ok(Next::Record(header)) => header,
            Ok(Next::Junk { bytes }) => {
                let detail = format!(
                    "{bytes} bytes after record {} are no record of a web archive",
                    records.number
                );
                sink.reject(context.reject(
                    records.locator(context),
                    Reason::DamagedFile,
                    detail,
                    bytes,
                ))?;
                continue;
            }
            Ok(Next::End) => break,
            Err(error) => return sink.reject(context.reject_io(&error)),
        };
        let locator = records.locator(context);
        let is_wanted = matches!(header.kind.as_str(), "response" | "resource" | "conversion")
            && !header.uri.starts_with("metadata:");
        let limit = context.options.max_record_bytes as u64;
        let found = match records.read_body(input, &header, is_wanted && header.bytes <= limit) {
            Ok(length) => length,
            Err(error) => return sink.reject(context.reject_io(&error)),
        };
        if is_wanted {
            articles += 1;
            records.read_record(&header, &locator, context, sink)?;
        }
        if found < header.bytes {
            let detail = format!(
                "record {} ends early: {found} of {} bytes; what is there was read",
                records.number, header.bytes
            );
            return sink.reject(context.reject(locator, Reason::DamagedFile, detail, found));
        }
    }
    if articles == 0 {
        sink.reject(context.reject_file(Reason::Empty, "no page or text among the records"))
    } else {
        ControlFlow::Continue(())
    }
}

/// What a record says of itself.
#[derive(Default)]
pub(super) struct Header {
    pub(super) kind: String,
    pub(super) uri: String,
    pub(super) id: Option<String>,
    pub(super) date: Option<String>,
    pub(super) content_type: String,
    pub(super) bytes: u64,
}

enum Next {
    Record(Header),
    /// Something between records.
    Junk {
        bytes: u64,
    },
    End,
}

struct Records {
    number: u64,
    line: Vec<u8>,
    body: Vec<u8>,
}

impl Records {
    fn locator(&self, context: &Context<'_>) -> String {
        format!("{}#{}", context.locator, self.number)
    }

    /// Passes on the page or text of the record that was read, where it is not too large.
    fn read_record(
        &self,
        header: &Header,
        locator: &str,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
    ) -> ControlFlow<()> {
        let limit = context.options.max_record_bytes as u64;
        if header.bytes <= limit {
            return read_record(header, &self.body, locator, context, sink);
        }
        let detail =
            format!("record {} has {} bytes; the limit is {limit}", self.number, header.bytes);
        sink.reject(context.reject(locator.to_owned(), Reason::TooLarge, detail, header.bytes))
    }

    /// The header of the next record, or what comes before it.
    fn next(&mut self, input: &mut Input<'_>) -> io::Result<Next> {
        let mut junk = 0;
        loop {
            if input.reader.fill_buf()?.starts_with(b"WARC/") && junk > 0 {
                return Ok(Next::Junk { bytes: junk });
            }
            match input.read_line(&mut self.line, MAX_HEADER)? {
                Line::End if junk > 0 => return Ok(Next::Junk { bytes: junk }),
                Line::End => return Ok(Next::End),
                Line::Full if self.line.starts_with(b"WARC/") => break,
                Line::Full if self.line.trim_ascii().is_empty() => {}
                Line::Full => junk += self.line.len() as u64,
                Line::TooLong { bytes } => junk += bytes,
            }
        }
        self.number += 1;
        let mut header = Header::default();
        let mut read = 0;
        while let Line::Full = input.read_line(&mut self.line, MAX_HEADER)? {
            read += self.line.len();
            if self.line.trim_ascii().is_empty() || read > MAX_HEADER {
                break;
            }
            let line = String::from_utf8_lossy(&self.line);
            let Some((name, value)) = line.split_once(':') else { continue };
            header.set(name.trim(), value.trim());
        }
        Ok(Next::Record(header))
    }

    /// Reads what the record holds, or past it; returns the bytes that were there.
    fn read_body(
        &mut self,
        input: &mut Input<'_>,
        header: &Header,
        is_wanted: bool,
    ) -> io::Result<u64> {
        self.body.clear();
        let mut content = input.reader.by_ref().take(header.bytes);
        let done = if is_wanted {
            content.read_to_end(&mut self.body).map(|n| n as u64)
        } else {
            io::copy(&mut content, &mut io::sink())
        };
        match done {
            // the page is still read as far as it goes; the error comes again
            Err(_) if !self.body.is_empty() => Ok(self.body.len() as u64),
            other => other,
        }
    }
}

impl Header {
    fn set(&mut self, name: &str, value: &str) {
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            // some writers put the address in brackets
            "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut self.uri),
            "warc-record-id" => self.id = Some(value.to_owned()),
            "warc-date" => self.date = Some(value.to_owned()),
            "content-type" => value.clone_into(&mut self.content_type),
            "content-length" => self.bytes = value.parse().unwrap_or(0),
            _ => {}
        }
    }
}

/// Passes on the page, the text or the items of the feed of one record.
pub(super) fn read_record(
    header: &Header,
    body: &[u8],
    locator: &str,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let bytes = body.len() as u64;
    let limit = context.options.max_record_bytes;
    let response = if body.starts_with(b"HTTP/") {
        Response::parse(body, limit)
    } else {
        Ok(Response { content_type: header.content_type.clone(), body: body.into() })
    };
    let response = match response {
        Ok(response) => response,
        Err((reason, detail)) => {
            return sink.reject(context.reject(locator.to_owned(), reason, detail, bytes));
        }
    };
    let mime = http::mime(&response.content_type);
    let is_page = begins_page(response.body.trim_ascii_start())
        || matches!(mime.as_str(), "text/html" | "application/xhtml+xml");
    if !is_page && feed::begins(response.body.trim_ascii_start()) {
        let mut inner = context.part(locator, bytes);
        inner.charset = http::charset(&response.content_type);
        let mut items = decode::from_reader(Box::new(Cursor::new(&*response.body)));
        return feed::read(&mut items, &inner, sink);
    }
    if !is_page && mime != "text/plain" {
        let detail = format!(
            "{} is no page and no text",
            if mime.is_empty() { "content of no named type" } else { mime.as_str() }
        );
        return sink.reject(context.reject(locator.to_owned(), Reason::LeftOut, detail, bytes));
    }
    let mut inner = context.part(locator, bytes);
    inner.charset = http::charset(&response.content_type);
    let crawled = CrawlFacts {
        uri: Some(header.uri.clone()).filter(|uri| !uri.is_empty()),
        id: header.id.clone(),
        date: header.date.clone(),
    };
    if is_page {
        let mut page = decode::from_reader(Box::new(Cursor::new(&*response.body)));
        return html::read(&mut page, &inner, Some(crawled), sink);
    }
    let (text, replaced) = charset::into_text(response.body.into_owned(), inner.charset);
    if text.trim().is_empty() {
        return sink.reject(inner.reject_file(Reason::Empty, "nothing but blanks in it"));
    }
    let mut article = super::text::article(text, replaced, bytes, &inner);
    crawled.complete(&mut article);
    sink.article(article)
}
