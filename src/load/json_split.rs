//! A stream of JSON cut into its objects, without reading the whole file.

use std::io::{self, BufRead, Read as _};

use super::decode::Input;

/// Cuts a stream into objects by its brackets, strings and escapes.
#[derive(Default)]
pub(super) struct Splitter {
    pub(super) is_array: bool,
    started: bool,
    /// Objects around the list.
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

    /// Reads past what comes after the list in its objects.
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
        let mut brackets = Brackets::default();
        let mut line = 0;
        let mut bytes = 0_u64;
        loop {
            if bytes == 0 && self.envelopes > 0 && self.is_at_end_of_list(input)? {
                self.leave(input)?;
            }
            let buffer = input.reader.fill_buf()?;
            if buffer.is_empty() {
                let kind = if brackets.depth > 0 { PieceKind::Open } else { PieceKind::Junk };
                return Ok((bytes > 0).then_some(Piece { kind, line, bytes }));
            }
            let start = if bytes == 0 { self.skip_to_piece(buffer) } else { 0 };
            let mut at = start;
            if bytes == 0
                && let Some(first) = buffer.get(start)
            {
                line = self.lines + 1;
                brackets.depth = u32::from(*first == b'{');
                at += 1;
            }
            let (len, kind) = self.read_piece(&buffer[at..], &mut brackets);
            let end = at + len;
            let piece = &buffer[start..end];
            bytes += piece.len() as u64;
            if out.len() + piece.len() <= limit {
                out.extend_from_slice(piece);
            }
            input.reader.consume(end);
            if let Some(kind) = kind {
                let kind = if bytes > limit as u64 { PieceKind::TooLong } else { kind };
                return Ok(Some(Piece { kind, line, bytes }));
            }
        }
    }

    /// Where the next piece begins, or the length of `buffer`.
    fn skip_to_piece(&mut self, buffer: &[u8]) -> usize {
        for (at, byte) in buffer.iter().enumerate() {
            self.lines += u64::from(*byte == b'\n');
            let is_open = *byte == b'[' && !self.started;
            let is_between = byte.is_ascii_whitespace() || matches!(byte, b',' | b']' | 0x1E);
            self.is_array |= is_open;
            self.started |= is_open || !is_between;
            if !is_open && !is_between {
                return at;
            }
        }
        buffer.len()
    }

    /// How far the piece goes on in `rest`, and what it is where it ends there.
    fn read_piece(&mut self, rest: &[u8], brackets: &mut Brackets) -> (usize, Option<PieceKind>) {
        for (n, byte) in rest.iter().enumerate() {
            self.lines += u64::from(*byte == b'\n');
            if brackets.depth > 0 {
                if brackets.closes(*byte) {
                    return (n + 1, Some(PieceKind::Object));
                }
            } else if matches!(byte, b'\n' | b'{') {
                return (n + usize::from(*byte == b'\n'), Some(PieceKind::Junk));
            }
        }
        (rest.len(), None)
    }
}

/// Where reading is within an object.
#[derive(Default)]
struct Brackets {
    /// Open brackets; 0 in something that is no object.
    depth: u32,
    in_string: bool,
    escaped: bool,
}

impl Brackets {
    /// Takes the next byte; `true` where it closes the object.
    const fn closes(&mut self, byte: u8) -> bool {
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.in_string => self.escaped = true,
            b'"' => self.in_string = !self.in_string,
            b'{' | b'[' if !self.in_string => self.depth += 1,
            b'}' | b']' if !self.in_string => {
                self.depth -= 1;
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}
