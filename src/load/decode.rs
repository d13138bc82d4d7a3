//! Bytes to UTF-8: byte order marks, UTF-16.

use std::io::{self, BufRead, BufReader, Cursor, Read};

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
    let Some(endian) = encoding else {
        return Input { head, reader: Box::new(BufReader::with_capacity(256 << 10, rest)) };
    };
    let mut decoder =
        Utf16Reader { inner: BufReader::new(rest), endian, pending: None, out: Vec::new(), at: 0 };
    let mut head = Vec::new();
    let _ = decoder.by_ref().take(HEAD as u64).read_to_end(&mut head);
    let reader = Box::new(BufReader::new(Cursor::new(head.clone()).chain(decoder)));
    Input { head, reader }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Endian {
    Little,
    Big,
}

/// UTF-16 by its mark, or by zero bytes on one side of nearly every pair.
fn utf16(head: &[u8]) -> Option<Endian> {
    match head {
        [0xFF, 0xFE, ..] => return Some(Endian::Little),
        [0xFE, 0xFF, ..] => return Some(Endian::Big),
        _ => {}
    }
    let pairs = head.len() / 2;
    let zeros = |side: usize| head.chunks_exact(2).filter(|pair| pair[side] == 0).count();
    if pairs < 8 {
        return None;
    }
    let (first, second) = (zeros(0), zeros(1));
    if first * 10 >= pairs * 7 && second * 10 < pairs {
        Some(Endian::Big)
    } else if second * 10 >= pairs * 7 && first * 10 < pairs {
        Some(Endian::Little)
    } else {
        None
    }
}

/// Turns UTF-16 into UTF-8 on the way; lone surrogates become U+FFFD.
struct Utf16Reader<R> {
    inner: R,
    endian: Endian,
    /// A high surrogate that waits for its low one.
    pending: Option<u16>,
    out: Vec<u8>,
    at: usize,
}

impl<R: BufRead> Utf16Reader<R> {
    /// Decodes some more units into `out`; `false` at the end.
    fn refill(&mut self) -> io::Result<bool> {
        let mut bytes = Vec::with_capacity(8 << 10);
        self.inner.by_ref().take(8 << 10).read_to_end(&mut bytes)?;
        self.out.clear();
        self.at = 0;
        let units = bytes.chunks_exact(2).map(|pair| match self.endian {
            Endian::Little => u16::from_le_bytes([pair[0], pair[1]]),
            Endian::Big => u16::from_be_bytes([pair[0], pair[1]]),
        });
        let mut units: Vec<u16> = self.pending.take().into_iter().chain(units).collect();
        let is_end = bytes.is_empty();
        if !is_end && units.last().is_some_and(|u| (0xD800..0xDC00).contains(u)) {
            self.pending = units.pop();
        }
        let mut utf8 = [0; 4];
        for c in char::decode_utf16(units) {
            self.out.extend_from_slice(c.unwrap_or('\u{FFFD}').encode_utf8(&mut utf8).as_bytes());
        }
        Ok(!is_end || !self.out.is_empty())
    }
}

impl<R: BufRead> Read for Utf16Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.out.len() {
            if !self.refill()? {
                return Ok(0);
            }
        }
        let len = buffer.len().min(self.out.len() - self.at);
        buffer[..len].copy_from_slice(&self.out[self.at..self.at + len]);
        self.at += len;
        Ok(len)
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
