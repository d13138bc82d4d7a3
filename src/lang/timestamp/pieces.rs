//! Evidence cut into words, numbers and marks.

/// Strings are read up to this many bytes: evidence is short.
const MAX_BYTES: usize = 400;

/// A run of letters or digits, or one other character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// How many digits a number has.
    pub(super) digits: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// With its value.
    Number(u32),
    Word,
    Mark(char),
}

/// Pieces without blanks; a capital after a small letter begins a new word (`readThursday`).
pub(super) fn cut(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before = ' ';
    for (start, c) in text.char_indices().take_while(|(n, _)| *n < MAX_BYTES) {
        let end = start + c.len_utf8();
        let digit = c.to_digit(10).or_else(|| arabic_digit(c));
        let joins = pieces.last().is_some_and(|p| p.end == start);
        if let Some(digit) = digit {
            match pieces.last_mut() {
                Some(Piece { end: last, kind: Kind::Number(value), digits, .. }) if joins => {
                    *value = value.saturating_mul(10).saturating_add(digit);
                    *last = end;
                    *digits += 1;
                }
                _ => pieces.push(Piece { start, end, kind: Kind::Number(digit), digits: 1 }),
            }
        } else if c.is_alphabetic() && !matches!(c, '年' | '月' | '日') {
            let new_word = before.is_lowercase() && c.is_uppercase();
            match pieces.last_mut() {
                Some(Piece { end: last, kind: Kind::Word, .. }) if joins && !new_word => {
                    *last = end;
                }
                _ => pieces.push(Piece { start, end, kind: Kind::Word, digits: 0 }),
            }
        } else if !c.is_whitespace() && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}') {
            pieces.push(Piece { start, end, kind: Kind::Mark(c), digits: 0 });
        }
        before = c;
    }
    pieces
}

const fn arabic_digit(c: char) -> Option<u32> {
    match c {
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        '\u{6F0}'..='\u{6F9}' => Some(c as u32 - 0x6F0),
        _ => None,
    }
}

/// Whether piece `at` follows the one before it without blanks.
pub(super) fn is_glued(pieces: &[Piece], at: usize) -> bool {
    let (before, own) = (at.checked_sub(1).and_then(|n| pieces.get(n)), pieces.get(at));
    before.zip(own).is_some_and(|(before, own)| before.end == own.start)
}

pub(super) fn number(pieces: &[Piece], at: usize) -> Option<(u32, usize)> {
    match pieces.get(at)?.kind {
        Kind::Number(value) => Some((value, pieces[at].digits)),
        _ => None,
    }
}

pub(super) fn mark(pieces: &[Piece], at: usize) -> Option<char> {
    match pieces.get(at)?.kind {
        Kind::Mark(c) => Some(c),
        _ => None,
    }
}

pub(super) fn word<'t>(text: &'t str, pieces: &[Piece], at: usize) -> Option<&'t str> {
    let piece = pieces.get(at)?;
    (piece.kind == Kind::Word).then(|| &text[piece.start..piece.end])
}
