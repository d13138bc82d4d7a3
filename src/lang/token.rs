//! Words, numbers and punctuation of a text, with their places: the one pass that everything reads.

use super::{
    folded_word::{FoldedWord, Letters, number},
    glue::Glue,
};

/// One word, number or punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
    /// Vocabulary id for words and numbers ([`Token::UNKNOWN`] when not in it); the folded
    /// character for punctuation.
    pub word: u32,
    /// What it is.
    pub kind: TokenKind,
    /// See the associated `u8` constants.
    flags: u8,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Begins with a letter: `rose`, `S&P`, `U.S.`, `A320neo`, `don't`, `'s`.
    Word,
    /// Begins with a digit: `1,234.5`, `14`. Letters that follow are a token of their own.
    Number,
    /// One character of anything else; quotes, dashes and minus signs are folded (see
    /// [`fold_punct`]).
    Punct,
}

impl Token {
    /// Vocabulary id of words that no lexicon holds.
    pub const UNKNOWN: u32 = 0;
    /// The first letter is a capital.
    const CAPITAL: u8 = 1;
    /// All letters are capitals, and there are at least two.
    const UPPER: u8 = 2;
    /// Blank characters are before it (or the text begins with it).
    const SPACE: u8 = 4;
    /// A line break is before it.
    const LINE: u8 = 8;
    /// An empty line is before it.
    const PARAGRAPH: u8 = 16;

    /// The word of bytes `start..end`.
    const fn word(start: usize, end: usize, word: u32, flags: u8) -> Self {
        let (byte_start, byte_end) = (start as u32, end as u32);
        Self { byte_start, byte_end, word, kind: TokenKind::Word, flags }
    }

    /// Whether the first letter is a capital.
    #[must_use]
    pub const fn is_capital(&self) -> bool {
        self.flags & Self::CAPITAL != 0
    }
    /// Whether it has at least two letters, all capitals.
    #[must_use]
    pub const fn is_upper(&self) -> bool {
        self.flags & Self::UPPER != 0
    }
    /// Whether blanks or the beginning of the text precede it.
    #[must_use]
    pub const fn has_space_before(&self) -> bool {
        self.flags & Self::SPACE != 0
    }
    /// Whether a line break precedes it.
    #[must_use]
    pub const fn starts_line(&self) -> bool {
        self.flags & Self::LINE != 0
    }
    /// Whether an empty line precedes it.
    #[must_use]
    pub const fn starts_paragraph(&self) -> bool {
        self.flags & Self::PARAGRAPH != 0
    }
    /// Whether it is a word.
    #[must_use]
    pub const fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }
    /// Whether it begins with a digit.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self.kind, TokenKind::Number)
    }
    /// The folded character, for punctuation.
    #[must_use]
    pub fn punct(&self) -> Option<char> {
        matches!(self.kind, TokenKind::Punct).then(|| char::from_u32(self.word)).flatten()
    }
    /// Whether it is this (folded) punctuation mark.
    #[must_use]
    pub const fn is_punct(&self, mark: char) -> bool {
        matches!(self.kind, TokenKind::Punct) && self.word == mark as u32
    }
    /// Its words in `text`.
    #[must_use]
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.byte_start as usize..self.byte_end as usize]
    }
    /// Its place.
    #[must_use]
    pub const fn span(&self) -> crate::model::Span {
        crate::model::Span::new(self.byte_start, self.byte_end)
    }
}

/// Folds typographic variants: every double quotation mark to `"`, single ones and the apostrophe
/// to `'`, hyphens and the minus sign to `-`, the slash of fractions to `/`. Dashes (`–`, `—`) stay.
#[must_use]
pub const fn fold_punct(mark: char) -> char {
    match mark {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | '`' => '\'',
        '‐' | '‑' | '−' | '﹣' | '－' => '-',
        '％' => '%',
        '⁄' | '∕' => '/',
        '＄' => '$',
        '•' | '●' | '▪' | '◦' | '‣' | '·' | '∙' => '•',
        other => other,
    }
}

/// Cuts `text` into tokens and appends them to `out`; `look_up` maps a folded (lower-case) word or
/// number to its vocabulary id. `glue` knows which letters are glued to numbers.
///
/// Apostrophes: `company's` is `company` + `'s`; `don't` stays one word. Initialisms keep their
/// full stops: `U.S.`, `p.m.`.
pub fn tokenize(
    text: &str,
    glue: &Glue,
    mut look_up: impl FnMut(FoldedWord<'_>) -> u32,
    out: &mut Vec<Token>,
) {
    let bytes = text.as_bytes();
    let mut folded = Vec::new();
    let mut at = 0;
    let mut gap = Token::SPACE;
    let mut lines = 2_u8;
    out.reserve(bytes.len() / 5);
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii_whitespace() {
            gap |= Token::SPACE;
            lines += u8::from(byte == b'\n' && lines < 2);
            at += 1;
            continue;
        }
        let (first, width) = if byte.is_ascii() { (byte as char, 1) } else { char_at(text, at) };
        if !byte.is_ascii() && is_blank(first) {
            gap |= Token::SPACE;
            at += width;
            continue;
        }
        let mut flags = gap
            | match lines {
                0 => 0,
                1 => Token::LINE,
                _ => Token::LINE | Token::PARAGRAPH,
            };
        let token = if let Some((letters, capitals)) = plain_word(bytes, at) {
            Token::word(at, at + letters.len, look_up(letters.word), flags | capitals)
        } else if byte.is_ascii_digit() {
            let end = number_end(bytes, at);
            let word = look_up(number(bytes, at, end));
            Token { kind: TokenKind::Number, ..Token::word(at, end, word, flags) }
        } else {
            let end = if first.is_alphabetic() {
                Some(word_end(text, at, glue))
            } else {
                clitic_end(text, at, width, gap)
            };
            if let Some(end) = end {
                flags |= fold_word(&text[at..end], &mut folded);
                Token::word(at, end, look_up(FoldedWord::new(&folded)), flags)
            } else {
                let mark = fold_punct(first) as u32;
                Token { kind: TokenKind::Punct, ..Token::word(at, at + width, mark, flags) }
            }
        };
        at = token.byte_end as usize;
        out.push(token);
        (gap, lines) = (0, 0);
    }
}

/// The letters of a word that begins at `at`, and its capital flags; `None` where it is no word of
/// at most 16 ASCII letters that nothing joins to what follows.
#[inline]
fn plain_word(bytes: &[u8], at: usize) -> Option<(Letters, u8)> {
    let letters = Letters::at(bytes, at);
    let end = at + letters.len;
    let ends = match bytes.get(end) {
        None => true,
        Some(b'.' | b'/') => letters.len > 1,
        Some(b'\'') => !keeps_apostrophe(bytes, end, 1),
        Some(b) => b.is_ascii() && !b.is_ascii_alphanumeric() && *b != b'&',
    };
    if letters.len == 0 || !ends {
        return None;
    }
    let is_upper = letters.capitals >= 2 && letters.capitals as usize == letters.len;
    let is_capital = bytes[at].is_ascii_uppercase();
    Some((letters, (u8::from(is_capital) * Token::CAPITAL) | (u8::from(is_upper) * Token::UPPER)))
}

/// Lower-cases a word into `folded`, curly apostrophes straightened; returns its capital flags.
fn fold_word(word: &str, folded: &mut Vec<u8>) -> u8 {
    folded.clear();
    let mut flags = 0;
    let (mut upper, mut lower) = (0_u32, 0_u32);
    if word.is_ascii() {
        folded.extend_from_slice(word.as_bytes());
        folded.make_ascii_lowercase();
        upper = word.bytes().map(|b| u32::from(b.is_ascii_uppercase())).sum();
        lower = word.bytes().map(|b| u32::from(b.is_ascii_lowercase())).sum();
        flags |= u8::from(word.as_bytes()[0].is_ascii_uppercase()) * Token::CAPITAL;
    } else {
        let mut utf8 = [0; 4];
        for (n, c) in word.chars().enumerate() {
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
            flags |= u8::from(n == 0 && c.is_uppercase()) * Token::CAPITAL;
            for l in fold_punct(c).to_lowercase() {
                folded.extend_from_slice(l.encode_utf8(&mut utf8).as_bytes());
            }
        }
    }
    flags | (u8::from(upper >= 2 && lower == 0) * Token::UPPER)
}

fn char_at(text: &str, at: usize) -> (char, usize) {
    let c = text[at..].chars().next().unwrap_or('\u{FFFD}');
    (c, c.len_utf8())
}

/// Blanks beyond ASCII, and characters that are not seen.
fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}')
}

/// End of `1,234.5`: digits with single commas or points between digits.
pub(super) fn number_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
        }
        let joins = at + 1 < bytes.len()
            && matches!(bytes[at], b',' | b'.')
            && bytes[at + 1].is_ascii_digit();
        if !joins {
            return at;
        }
        at += 1;
    }
}

/// End of a word that begins at `at`.
fn word_end(text: &str, start: usize, glue: &Glue) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_digit() {
            if !bytes[at - 1].is_ascii_digit() && glue.parts(bytes, start, at) {
                // USD34.6: the number is a token of its own
                break;
            }
            at += 1;
        } else if b.is_ascii_alphabetic() {
            at += 1;
        } else if b == b'&' {
            // S&P, AT&T, R&D: letters on both sides
            if at + 1 < bytes.len()
                && bytes[at + 1].is_ascii_alphabetic()
                && !is_entity(&bytes[at..])
            {
                at += 1;
            } else {
                break;
            }
        } else if b == b'/' && joins_initials(bytes, start, at) {
            at += 1;
        } else if b == b'.' {
            match initialism_end(bytes, start, at) {
                Some(end) => return end,
                None => break,
            }
        } else if b.is_ascii() {
            if b == b'\'' && keeps_apostrophe(bytes, at, 1) {
                at += 1;
            } else {
                break;
            }
        } else {
            let (c, width) = char_at(text, at);
            let inside = c.is_alphanumeric() && !is_superscript(c)
                || is_mark(c)
                || (c == '’' && keeps_apostrophe(bytes, at, width));
            if !inside {
                break;
            }
            at += width;
        }
    }
    at
}

/// Combining marks, which belong to the letter before them.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// Figures above the line: marks of footnotes and powers, which are no part of the word before them.
const fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// `&amp;` left in a text joins nothing.
fn is_entity(bytes: &[u8]) -> bool {
    bytes
        .iter()
        .take(8)
        .skip(1)
        .position(|b| !b.is_ascii_alphabetic())
        .is_some_and(|n| n > 1 && bytes[n + 1] == b';')
}

/// End of `U.S.`, `a.m.`, `J.P.`: single letters, each with a full stop, from `start`; `at` is the
/// first full stop.
fn initialism_end(bytes: &[u8], start: usize, at: usize) -> Option<usize> {
    if at != start + 1 {
        return None;
    }
    let mut end = at + 1;
    let mut letters = 1;
    while end + 1 < bytes.len() && bytes[end].is_ascii_alphabetic() && bytes[end + 1] == b'.' {
        end += 2;
        letters += 1;
    }
    // "U.S" without its last full stop
    let open = end < bytes.len()
        && bytes[end].is_ascii_alphabetic()
        && !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
    if open {
        return Some(end + 1);
    }
    (letters > 1).then_some(end)
}

/// Whether the slash at `at` joins two capitals that are a word together: `A/S`, `N/A`.
fn joins_initials(bytes: &[u8], start: usize, at: usize) -> bool {
    at == start + 1
        && bytes[start].is_ascii_uppercase()
        && bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase)
        && !bytes.get(at + 2).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/')
}

/// Whether the apostrophe at `at` stays inside its word: `don't`, `O'Neil`, but not `company's`.
fn keeps_apostrophe(bytes: &[u8], at: usize, width: usize) -> bool {
    let rest = &bytes[at + width..];
    match rest.first() {
        Some(b's' | b'S') => rest.get(1).is_some_and(u8::is_ascii_alphanumeric),
        Some(b) => b.is_ascii_alphabetic(),
        None => false,
    }
}

/// End of `'s` directly after a word.
fn clitic_end(text: &str, at: usize, width: usize, gap: u8) -> Option<usize> {
    if gap != 0 {
        return None;
    }
    let bytes = text.as_bytes();
    let is_apostrophe = bytes[at] == b'\'' || text[at..].starts_with('’');
    let end = at + width + 1;
    let is_s = matches!(bytes.get(at + width), Some(b's' | b'S'))
        && !bytes.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (is_apostrophe && is_s).then_some(end)
}

#[cfg(test)]
mod tests;
