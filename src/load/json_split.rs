//! A stream of JSON cut into its objects, without reading the whole file.

use std::io::{self, BufRead, Read as _};

use super::decode::Input;

/// Cuts a stream into objects by its brackets, strings and escapes.
#[derive(Default)]
pub(super) struct Splitter {
    pub(super) is_array: bool,
    started: bool,
    /// Objects that the list stands in.
    envelopes: u32,
    /// Line feeds so far.
    lines: u64,
}

pub(super) struct Piece {
    pub(super) kind: PieceKind,
    /// 1-based, where it begins.
    pub(super) line: u64,
    pub(super) bytes: u64,
}

pub(super) enum PieceKind {
    Object,
    /// Something else up to the end of its line or the next object.
    Junk,
    TooLong,
    /// An object that never ends.
    Open,
}

impl Splitter {
    /// Goes into the list that begins after `bytes`, in so many objects.
    pub(super) fn enter(
        &mut self,
        input: &mut Input,
        bytes: usize,
        envelopes: u32,
    ) -> io::Result<()> {
        let mut before = Vec::with_capacity(bytes);
        input.reader.by_ref().take(bytes as u64).read_to_end(&mut before)?;
        self.lines = memchr::memchr_iter(b'\n', &before).count() as u64;
        (self.is_array, self.started, self.envelopes) = (true, true, envelopes);
        Ok(())
    }

    /// Whether nothing but the end of the list follows.
    fn is_at_end_of_list(&mut self, input: &mut Input) -> io::Result<bool> {
        loop {
            let buffer = input.reader.fill_buf()?;
            match buffer.first() {
                Some(byte) if byte.is_ascii_whitespace() => self.lines += u64::from(*byte == b'\n'),
                byte => return Ok(byte == Some(&b']')),
            }
            input.reader.consume(1);
        }
    }

    /// Reads past what stands behind the list in its objects.
    fn leave(&mut self, input: &mut Input) -> io::Result<()> {
        let (mut in_string, mut escaped) = (false, false);
        while self.envelopes > 0 {
            let buffer = input.reader.fill_buf()?;
            let Some(byte) = buffer.first().copied() else { break };
            match byte {
                _ if escaped => escaped = false,
                b'\\' if in_string => escaped = true,
                b'"' => in_string = !in_string,
                b'{' if !in_string => self.envelopes += 1,
                b'}' if !in_string => self.envelopes -= 1,
                b'\n' => self.lines += 1,
                _ => {}
            }
            input.reader.consume(1);
        }
        (self.is_array, self.started, self.envelopes) = (true, false, 0);
        Ok(())
    }

    /// The next piece; its bytes, as far as they are within `limit`, go to `out`.
    pub(super) fn next(
        &mut self,
        input: &mut Input,
        out: &mut Vec<u8>,
        limit: usize,
    ) -> io::Result<Option<Piece>> {
        let (mut depth, mut in_string, mut escaped) = (0_u32, false, false);
        let mut line = 0;
        let mut bytes = 0_u64;
        loop {
            if bytes == 0 && self.envelopes > 0 && self.is_at_end_of_list(input)? {
                self.leave(input)?;
            }
            let buffer = input.reader.fill_buf()?;
            if buffer.is_empty() {
                let kind = if depth > 0 { PieceKind::Open } else { PieceKind::Junk };
                return Ok((bytes > 0).then_some(Piece { kind, line, bytes }));
            }
            let mut at = 0;
            let mut start = if bytes > 0 { 0 } else { usize::MAX };
            let mut done = None;
            while at < buffer.len() && done.is_none() {
                let byte = buffer[at];
                self.lines += u64::from(byte == b'\n');
                if bytes == 0 && start == usize::MAX {
                    // between objects
                    let is_open = byte == b'[' && !self.started;
                    self.is_array |= is_open;
                    if is_open || byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | 0x1E) {
                        self.started |= is_open;
                        at += 1;
                        continue;
                    }
                    self.started = true;
                    start = at;
                    line = self.lines + 1;
                    depth = u32::from(byte == b'{');
                } else if depth == 0 {
                    // something that is no object
                    if byte == b'\n' || byte == b'{' {
                        at += usize::from(byte == b'\n');
                        done = Some(PieceKind::Junk);
                        break;
                    }
                } else if escaped {
                    escaped = false;
                } else if in_string {
                    match byte {
                        b'\\' => escaped = true,
                        b'"' => in_string = false,
                        _ => {}
                    }
                } else {
                    match byte {
                        b'"' => in_string = true,
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => {
                            depth -= 1;
                            if depth == 0 {
                                done = Some(PieceKind::Object);
                            }
                        }
                        _ => {}
                    }
                }
                at += 1;
            }
            if start != usize::MAX {
                let piece = &buffer[start..at];
                bytes += piece.len() as u64;
                if out.len() + piece.len() <= limit {
                    out.extend_from_slice(piece);
                }
            }
            input.reader.consume(at);
            if let Some(kind) = done {
                let kind = if bytes > limit as u64 { PieceKind::TooLong } else { kind };
                return Ok(Some(Piece { kind, line, bytes }));
            }
        }
    }
}
