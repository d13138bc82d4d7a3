//! Bytes to UTF-8: byte order marks, UTF-16.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use encoding_rs_io::DecodeReaderBytesBuilder;

/// A stream of decoded bytes; its first ones can be looked at beforehand.
pub(super) struct Input<'a> {
    /// What the stream begins with, still to be read from `reader` as well.
    pub(super) head: Vec<u8>,
    pub(super) reader: Box<dyn BufRead + 'a>,
}

/// How much of a file is looked at to tell its format.
const HEAD: usize = 16 << 10;

/// The stream without its byte order mark, UTF-16 as UTF-8.
pub(super) fn from_reader<'a>(mut reader: Box<dyn Read + 'a>) -> Input<'a> {
    let mut head = Vec::with_capacity(HEAD);
    // an error shows again when the stream is read
    let _ = reader.by_ref().take(HEAD as u64).read_to_end(&mut head);
    let skip = match head.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => 3,
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => 2,
        _ => 0,
    };
    let encoding = utf16(&head);
    head.drain(..skip);
    let rest = Cursor::new(head.clone()).chain(reader);
    let Some(encoding) = encoding else {
        return Input { head, reader: Box::new(BufReader::with_capacity(256 << 10, rest)) };
    };
    let mut decoder = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).build(rest);
    let mut head = Vec::new();
    let _ = decoder.by_ref().take(HEAD as u64).read_to_end(&mut head);
    let reader = Box::new(BufReader::new(Cursor::new(head.clone()).chain(decoder)));
    Input { head, reader }
}

/// UTF-16 by its mark, or by zero bytes on one side of nearly every pair.
fn utf16(head: &[u8]) -> Option<&'static Encoding> {
    match head {
        [0xFF, 0xFE, ..] => return Some(UTF_16LE),
        [0xFE, 0xFF, ..] => return Some(UTF_16BE),
        _ => {}
    }
    // tables of Arrow have numbers of four bytes
    if head.starts_with(b"ARROW1") || head.starts_with(&[0xFF; 4]) {
        return None;
    }
    let pairs = head.len() / 2;
    let zeros = |side: usize| head.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    if pairs < 8 {
        return None;
    }
    let (first, second) = (zeros(0), zeros(1));
    if first * 10 >= pairs * 7 && second * 10 < pairs {
        Some(UTF_16BE)
    } else if second * 10 >= pairs * 7 && first * 10 < pairs {
        Some(UTF_16LE)
    } else {
        None
    }
}

impl Input<'_> {
    /// Reads the whole stream into `bytes`, as far as it goes; `false` when it has more than
    /// `limit` bytes.
    pub(super) fn read_all(&mut self, bytes: &mut Vec<u8>, limit: usize) -> io::Result<bool> {
        self.reader.by_ref().take(limit as u64 + 1).read_to_end(bytes)?;
        Ok(bytes.len() <= limit)
    }

    /// The next line with its line feed into `line`.
    pub(super) fn read_line(&mut self, line: &mut Vec<u8>, limit: usize) -> io::Result<Line> {
        line.clear();
        let mut bytes = 0_u64;
        loop {
            let buffer = self.reader.fill_buf()?;
            if buffer.is_empty() {
                break;
            }
            let end = memchr::memchr(b'\n', buffer).map(|n| n + 1);
            let taken = end.unwrap_or(buffer.len());
            if line.len() + taken <= limit {
                line.extend_from_slice(&buffer[..taken]);
            } else {
                line.clear();
            }
            bytes += taken as u64;
            self.reader.consume(taken);
            if end.is_some() {
                break;
            }
        }
        Ok(match bytes {
            0 => Line::End,
            _ if bytes > limit as u64 => Line::TooLong { bytes },
            _ => Line::Full,
        })
    }
}

/// What reading a line came to.
pub(super) enum Line {
    Full,
    TooLong { bytes: u64 },
    End,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: Vec<u8>) -> String {
        let mut input = from_reader(Box::new(Cursor::new(bytes)));
        let mut bytes = Vec::new();
        assert!(input.read_all(&mut bytes, 1 << 20).unwrap());
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn byte_order_marks_and_utf16() {
        let text = "Prices – up 3 % 😀 today.\n".repeat(2_000);
        assert_eq!(decode(format!("\u{FEFF}{text}").into_bytes()), text);
        let little = |mark: bool| -> Vec<u8> {
            let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        };
        assert!(decode(little(true)) == text);
        assert!(decode(little(false)) == text);
        assert!(decode(text.encode_utf16().flat_map(u16::to_be_bytes).collect()) == text);
        assert_eq!(decode(vec![0xFF, 0xFE, 0x00, 0xD8]), "\u{FFFD}");
    }
}
