//! ARC, the web archives of before WARC: a line of address, host, time, type and length above each
//! page.

use std::{io::Read, ops::ControlFlow};

use super::{
    Context, Sink,
    decode::{Input, Line},
    warc::{Header, read_record},
};
use crate::model::Reason;

/// What the first record of every ARC file begins with.
pub(super) const MARK: &[u8] = b"filedesc://";
/// Longest line above a page.
const MAX_LINE: usize = 64 << 10;

/// Reads every record. Locators end in its number, from 1 for the first after the description of
/// the file.
pub(super) fn read(
    input: &mut Input<'_>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) -> ControlFlow<()> {
    let limit = context.options.max_record_bytes as u64;
    let (mut line, mut body) = (Vec::new(), Vec::new());
    let (mut number, mut is_first) = (0_u64, true);
    loop {
        match input.read_line(&mut line, MAX_LINE) {
            Ok(Line::End) => break,
            Ok(Line::Full) if line.trim_ascii().is_empty() => continue,
            Ok(_) => {}
            Err(error) => return sink.reject(context.reject_io(&error)),
        }
        let Some(header) = header_of(&String::from_utf8_lossy(&line)) else {
            let detail = format!(
                "after record {number} stands no line of address, host, time, type and length; what \
                 stood before was read"
            );
            return sink.reject(context.reject_file(Reason::DamagedFile, detail));
        };
        body.clear();
        let mut page = input.reader.by_ref().take(header.bytes);
        let is_kept = header.bytes <= limit && !is_first;
        let read = if is_kept {
            page.read_to_end(&mut body).map(|n| n as u64)
        } else {
            std::io::copy(&mut page, &mut std::io::sink())
        };
        if std::mem::take(&mut is_first) && read.is_ok() {
            continue;
        }
        number += 1;
        let locator = format!("{}#{number}", context.locator);
        if is_kept {
            read_record(&header, &body, &locator, context, sink)?;
        } else {
            let detail =
                format!("record {number} has {} bytes; the limit is {limit}", header.bytes);
            sink.reject(context.reject(locator.clone(), Reason::TooLarge, detail, header.bytes))?;
        }
        match read {
            Ok(found) if found < header.bytes => {
                let detail = format!(
                    "record {number} ends early: {found} of {} bytes; what is there was read",
                    header.bytes
                );
                return sink.reject(context.reject(locator, Reason::DamagedFile, detail, found));
            }
            Ok(_) => {}
            Err(error) => return sink.reject(context.reject_io(&error)),
        }
    }
    if number == 0 {
        sink.reject(context.reject_file(Reason::Empty, "no page or text among the records"))
    } else {
        ControlFlow::Continue(())
    }
}

/// `http://oats.example/ 192.0.2.1 20050102101500 text/html 4242`, with more fields in the second
/// version.
fn header_of(line: &str) -> Option<Header> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (first, rest) = words.split_first()?;
    let (length, middle) = rest.split_last()?;
    let stamp = middle.iter().find(|w| w.len() == 14 && w.bytes().all(|b| b.is_ascii_digit()))?;
    let content_type = middle.iter().find(|w| w.contains('/')).copied().unwrap_or_default();
    Some(Header {
        kind: "response".to_owned(),
        uri: (*first).to_owned(),
        date: Some(format!(
            "{}-{}-{}T{}:{}:{}Z",
            &stamp[..4],
            &stamp[4..6],
            &stamp[6..8],
            &stamp[8..10],
            &stamp[10..12],
            &stamp[12..]
        )),
        content_type: content_type.to_owned(),
        bytes: length.parse().ok()?,
        ..Header::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::load::{Options, Record, read_bytes};
    use std::ops::ControlFlow;

    fn read(text: &str) -> Vec<Record> {
        let mut out = Vec::new();
        read_bytes("a.arc", text.as_bytes(), &Options::default(), &mut |record| {
            out.push(record);
            ControlFlow::Continue(())
        });
        out
    }

    #[test]
    fn pages_of_an_old_crawl() {
        let about = "1 0 Oats\nURL IP-address Archive-date Content-type Archive-length\n";
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Oats fall in \
            Rostock</h1><p>Oats fell 3% in Rostock on Tuesday, as rain reached the fields, and \
            millers said that more was to come.</p></body></html>";
        let image = "HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\n\r\nGIF89a";
        let text = format!(
            "filedesc://a.arc 0.0.0.0 20050102101500 text/plain {}\n{about}\nhttp://o.example/ \
             192.0.2.1 20050102101501 text/html {}\n{page}\nhttp://o.example/a.gif 192.0.2.1 \
             20050102101502 image/gif {}\n{image}\n",
            about.len(),
            page.len(),
            image.len()
        );
        let found = read(&text);
        assert_eq!(found.len(), 2, "{found:?}");
        let article = found[0].as_ref().unwrap();
        assert_eq!(article.url.as_deref(), Some("http://o.example/"));
        assert_eq!(article.first_seen.as_deref(), Some("2005-01-02T10:15:01Z"));
        assert!(found[1].as_ref().unwrap_err().detail.contains("image/gif"));
        for end in (120..text.len()).step_by(13) {
            assert!(!read(&text[..end]).is_empty(), "{end}");
        }
    }
}
