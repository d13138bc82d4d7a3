//! One sentence under the eyes of the number grammar.

use jiff::civil::Date;

use crate::{
    lang::Token,
    lexicon::{Class, Entry, Hit, Layer, ParsedDocument},
    model::{Sentence, Span},
};

/// The tokens and hits of one sentence. Tokens are numbered as in the scan.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    parsed: ParsedDocument<'a>,
    text: &'a str,
    tokens: &'a [Token],
    numbers: &'a [Hit],
    entities: &'a [Hit],
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// The day of publication, for dates without a year.
    pub anchor: Option<Date>,
}

/// A term of the lexicon at a place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term<'a> {
    pub entry: &'a Entry,
    pub start: u32,
    pub end: u32,
}

impl<'a> Term<'a> {
    pub(super) fn unit(&self) -> &'a str {
        self.entry.unit.as_deref().unwrap_or("")
    }

    pub(super) fn value(&self) -> rust_decimal::Decimal {
        self.entry.value.unwrap_or(rust_decimal::Decimal::ONE)
    }
}

impl<'a> Cursor<'a> {
    pub(super) fn new(parsed: &ParsedDocument<'a>, sentence: &Sentence) -> Self {
        Self {
            parsed: *parsed,
            text: parsed.text(),
            tokens: parsed.tokens(),
            numbers: parsed.hits(Layer::Number, sentence),
            entities: parsed.hits(Layer::Entity, sentence),
            start: sentence.token_start,
            end: sentence.token_end.min(parsed.tokens().len() as u32),
            anchor: parsed.document.published.day(),
        }
    }

    /// Token `at`, where it lies in the sentence.
    pub(super) fn token(&self, at: u32) -> Option<&'a Token> {
        if at < self.start || at >= self.end { None } else { self.tokens.get(at as usize) }
    }

    /// The words of token `at`; empty outside of the sentence.
    pub(super) fn word(&self, at: u32) -> &'a str {
        self.token(at)
            .map_or("", |t| self.text.get(t.byte_start as usize..t.byte_end as usize).unwrap_or(""))
    }

    /// Whether token `at` is this word, whatever its capitals.
    pub(super) fn is(&self, at: u32, word: &str) -> bool {
        self.token(at).is_some() && self.parsed.is_word(at, word)
    }

    /// Whether token `at` is one of these words.
    pub(super) fn is_any(&self, at: u32, words: &[&str]) -> bool {
        let own = self.word(at);
        !own.is_empty() && words.iter().any(|w| own.eq_ignore_ascii_case(w))
    }

    pub(super) fn is_number(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_number)
    }

    pub(super) fn is_punct(&self, at: u32, mark: char) -> bool {
        self.token(at).is_some_and(|t| t.is_punct(mark))
    }

    /// Whether no blank stands before token `at`.
    pub(super) fn is_glued(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| !t.has_space_before())
    }

    /// Whether token `at` is a hyphen between two tokens, without blanks.
    pub(super) fn is_hyphen(&self, at: u32) -> bool {
        self.is_punct(at, '-') && self.is_glued(at) && self.is_glued(at + 1)
    }

    /// The same between number words, where a dash does for a hyphen ("forty—second"), and blanks
    /// stand around it in texts that were cut into words ("twenty - five").
    pub(super) fn is_word_hyphen(&self, at: u32) -> bool {
        let is_dash = self.is_punct(at, '-') || self.is_punct(at, '—') || self.is_punct(at, '–');
        is_dash && self.is_glued(at) == self.is_glued(at + 1)
    }

    pub(super) fn span(&self, start: u32, end: u32) -> Span {
        self.parsed.span(start, end)
    }

    /// The term of this class that begins at `at`.
    pub(super) fn term(&self, at: u32, class: Class) -> Option<Term<'a>> {
        self.terms(at).find(|t| t.entry.class == class)
    }

    /// All terms that begin at `at`.
    pub(super) fn terms(&self, at: u32) -> impl Iterator<Item = Term<'a>> + use<'a> {
        let from = self.numbers.partition_point(|h| h.token_start < at);
        let (parsed, end) = (self.parsed, self.end);
        self.numbers[from..]
            .iter()
            .take_while(move |h| h.token_start == at)
            .filter(move |h| h.token_end <= end)
            .map(move |h| Term { entry: parsed.entry(h), start: h.token_start, end: h.token_end })
    }

    /// The term of this class that ends before `end`, at most two tokens apart ("more than a").
    pub(super) fn term_before(&self, end: u32, class: Class) -> Option<Term<'a>> {
        let from = self.numbers.partition_point(|h| h.token_start < end);
        self.numbers[..from]
            .iter()
            .rev()
            .take(3)
            .filter(|h| h.token_end <= end)
            .map(|h| Term { entry: self.parsed.entry(h), start: h.token_start, end: h.token_end })
            .find(|t| t.entry.class == class)
    }

    /// Whether token `at` is a unit or a currency.
    pub(super) fn is_unit_word(&self, at: u32) -> bool {
        self.terms(at)
            .any(|t| matches!(t.entry.class, Class::Unit | Class::Currency | Class::PerUnit))
    }

    /// The hits of the sentence in the layer of numbers.
    pub(super) const fn numbers(&self) -> &'a [Hit] {
        self.numbers
    }

    /// The end of a name that covers token `at`.
    pub(super) fn name_end(&self, at: u32) -> Option<u32> {
        let from = self.entities.partition_point(|h| h.token_start <= at);
        self.entities[..from].iter().rev().take(4).find(|h| h.token_end > at).map(|h| h.token_end)
    }

    /// Whether a word that moves things up or down begins within `width` tokens before `at`.
    pub(super) fn moves_before(&self, at: u32, width: u32) -> bool {
        let from = at.saturating_sub(width).max(self.start);
        self.parsed
            .scan
            .hits_in(Layer::Tone, from, at)
            .iter()
            .any(|h| matches!(self.parsed.entry(h).class, Class::Up | Class::Down))
    }
}
