//! What a web server answered, as crawls keep it: status, headers, and a body that may be chunked
//! and compressed.

use std::{borrow::Cow, io::Read};

use encoding_rs::Encoding;

use crate::model::Reason;

/// A page or file as the server meant it.
pub(super) struct Response<'a> {
    pub(super) content_type: String,
    pub(super) body: Cow<'a, [u8]>,
}

impl<'a> Response<'a> {
    /// Undoes chunks and compression; bodies that are not what their headers say are taken as they
    /// are, as browsers do. The error says why there is nothing to read.
    pub(super) fn parse(message: &'a [u8], limit: usize) -> Result<Self, (Reason, String)> {
        let (head, mut body) = split(message);
        let head = String::from_utf8_lossy(head);
        let mut lines = head.lines();
        let status = lines.next().unwrap_or_default().split_whitespace().nth(1).unwrap_or_default();
        if !status.starts_with('2') {
            return Err((Reason::LeftOut, format!("the server answered with status {status}")));
        }
        let (mut content_type, mut encoding, mut is_chunked) =
            (String::new(), String::new(), false);
        for (name, value) in lines.filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => value.clone_into(&mut content_type),
                "content-encoding" => encoding = value.to_ascii_lowercase(),
                "transfer-encoding" => is_chunked = value.to_ascii_lowercase().contains("chunked"),
                _ => {}
            }
        }
        let joined;
        let mut body_owned = None;
        if is_chunked && let Some(whole) = join_chunks(body) {
            joined = whole;
            if let Some(plain) = decompress(&joined, &encoding, limit)? {
                body_owned = Some(plain);
            } else {
                body_owned = Some(joined);
            }
            body = &[];
        } else if let Some(plain) = decompress(body, &encoding, limit)? {
            body_owned = Some(plain);
        }
        Ok(Self { content_type, body: body_owned.map_or(Cow::Borrowed(body), Cow::Owned) })
    }
}

/// Headers and body. Not by httparse, which refuses what crawls hold: `HTTP/2 200`, and a message
/// that ends within its headers.
fn split(message: &[u8]) -> (&[u8], &[u8]) {
    let mut at = 0;
    while let Some(n) = memchr::memchr(b'\n', &message[at..]) {
        at += n + 1;
        let rest = &message[at..];
        if let Some(body) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            return (&message[..at], body);
        }
    }
    (message, &[])
}

/// The chunks of a body put together; `None` when it does not begin with one. Damaged chunks end
/// it.
fn join_chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut chunks = 0;
    loop {
        let end = memchr::memchr(b'\n', body.get(..body.len().min(64))?);
        let size = end.and_then(|end| {
            let line = body[..end].split(|b| *b == b';').next()?;
            usize::from_str_radix(std::str::from_utf8(line).ok()?.trim(), 16).ok()
        });
        let (Some(end), Some(size)) = (end, size) else {
            // what follows a good chunk and is none itself is kept
            out.extend_from_slice(body);
            return (chunks > 0).then_some(out);
        };
        if size == 0 {
            return (chunks > 0).then_some(out);
        }
        chunks += 1;
        let rest = &body[end + 1..];
        let chunk = &rest[..size.min(rest.len())];
        out.extend_from_slice(chunk);
        body = &rest[chunk.len()..];
        body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
        if body.is_empty() {
            return Some(out);
        }
    }
}

/// The body without its compression, where it has one; what comes out of a damaged stream is kept.
fn decompress(
    body: &[u8],
    encoding: &str,
    limit: usize,
) -> Result<Option<Vec<u8>>, (Reason, String)> {
    let mut reader: Box<dyn Read + '_> = match (encoding, body) {
        (_, [0x1F, 0x8B, 8, ..]) => Box::new(flate2::bufread::MultiGzDecoder::new(body)),
        ("deflate", [0x78, ..]) => Box::new(flate2::bufread::ZlibDecoder::new(body)),
        ("zstd", [0x28, 0xB5, 0x2F, 0xFD, ..]) => {
            match zstd::stream::read::Decoder::with_buffer(body) {
                Ok(decoder) => Box::new(decoder),
                Err(_) => return Ok(None),
            }
        }
        ("br", _) if !body.is_ascii() && std::str::from_utf8(body).is_err() => {
            return Err((
                Reason::UnknownFormat,
                "the body is compressed by brotli, which is not read".to_owned(),
            ));
        }
        _ => return Ok(None),
    };
    let mut plain = Vec::new();
    let done = reader.by_ref().take(limit as u64 + 1).read_to_end(&mut plain);
    if plain.len() > limit {
        return Err((
            Reason::TooLarge,
            format!("the body comes to more than {limit} bytes, the limit for a record"),
        ));
    }
    match done {
        Err(error) if plain.is_empty() => {
            Err((Reason::DamagedCompression, format!("the body cannot be decompressed: {error}")))
        }
        _ => Ok(Some(plain)),
    }
}

/// `text/html` of `Text/HTML; charset=utf-8`.
pub(super) fn mime(content_type: &str) -> String {
    content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The character set that a content type names.
pub(super) fn charset(content_type: &str) -> Option<&'static Encoding> {
    let parameters = content_type.split(';').skip(1);
    let value = parameters
        .filter_map(|p| p.split_once('='))
        .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))?
        .1;
    Encoding::for_label(value.trim().trim_matches(['"', '\'']).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(message: &str) -> Result<String, Reason> {
        Response::parse(message.as_bytes(), 1_000)
            .map(|r| String::from_utf8_lossy(&r.body).into_owned())
            .map_err(|e| e.0)
    }

    #[test]
    fn bodies_are_what_they_are_and_not_what_their_headers_say() {
        assert_eq!(body("HTTP/1.1 200 OK\r\nContent-Type: a\r\n\r\n<p>x"), Ok("<p>x".into()));
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(
            body(&format!("{chunked}4\r\n<p>x\r\n2;a=b\r\nyz\r\n0\r\n\r\n")),
            Ok("<p>xyz".into())
        );
        assert_eq!(body(&format!("{chunked}<p>not chunked")), Ok("<p>not chunked".into()));
        assert_eq!(body(&format!("{chunked}FFFF\r\ncut")), Ok("cut".into()));
        assert_eq!(body("HTTP/1.0 200 OK\nContent-Encoding: gzip\n\nplain"), Ok("plain".into()));
        assert_eq!(body("HTTP/2 200\r\nno header\r\na : b\r\n\r\n<p>x"), Ok("<p>x".into()));
        assert_eq!(body("HTTP/1.1 404 Not Found\r\n\r\n<p>x"), Err(Reason::LeftOut));
        assert_eq!(
            charset("text/html; Charset=\"latin1\"").map(Encoding::name),
            Some("windows-1252")
        );
    }
}
