//! One sentence of a parsed document, as the rules of later stages read it.

mod hits;
mod syntax;

use self::syntax::SentenceSyntax;
use super::{
    AskedWords, Class, ClassSet, Hit, Layer, Lexicon, ParsedDocument, WordClasses,
    asked_words::is_same,
};
use crate::{
    lang::Token,
    model::{Document, Reference, Resolution, Sentence, Span, TokenRange},
};

/// The tokens and hits of one sentence, and nothing else: what lies before its first token or after
/// its last is answered as if it were not there. Tokens are numbered as in the scan.
#[derive(Debug, Clone, Copy)]
pub struct SentenceView<'a> {
    lexicon: &'a Lexicon,
    document: &'a Document,
    sentence: &'a Sentence,
    syntax: SentenceSyntax<'a>,
    resolution: &'a Resolution,
    /// Those of the sentence.
    references: &'a [Reference],
    tokens: &'a [Token],
    /// The classes of the hits that begin with each of them.
    classes: &'a [ClassSet],
    /// The closed classes of each.
    word_classes: &'a [WordClasses],
    /// All closed classes.
    word_holds: WordClasses,
    /// All classes of hits.
    holds: ClassSet,
    /// Those of the sentence, by layer.
    hits: [&'a [Hit]; Layer::COUNT],
}

impl<'a> SentenceView<'a> {
    /// The view of `sentence`, in which `hits` begin.
    pub(super) fn new(
        parsed: &ParsedDocument<'a>,
        sentence: &'a Sentence,
        hits: [&'a [Hit]; Layer::COUNT],
    ) -> Self {
        let all = &parsed.scan.tokens;
        let end = (sentence.token_end as usize).min(all.len());
        let start = (sentence.token_start as usize).min(end);
        let classes = parsed.scan.classes().get(start..end).unwrap_or_default();
        let word_classes = parsed.scan.word_classes.get(start..end).unwrap_or_default();
        let range = TokenRange::new(start as u32, end as u32);
        Self {
            lexicon: parsed.lexicon,
            document: parsed.document,
            sentence,
            syntax: SentenceSyntax::of(parsed.syntax, range),
            resolution: parsed.resolution,
            references: parsed.resolution.references_in(range),
            tokens: &all[start..end],
            classes,
            word_classes,
            word_holds: word_classes.iter().fold(WordClasses::NONE, |all, own| all.union(*own)),
            holds: classes.iter().fold(ClassSet::EMPTY, |all, own| all.union(*own)),
            hits: hits.map(|hits| without_overrun(hits, end)),
        }
    }

    /// The compiled lexicons.
    #[must_use]
    pub(crate) const fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// What is known of the article as a whole: when it was published, its title.
    #[must_use]
    pub(crate) const fn document(&self) -> &'a Document {
        self.document
    }

    /// The sentence itself.
    #[must_use]
    pub(crate) const fn sentence(&self) -> &'a Sentence {
        self.sentence
    }

    /// All its tokens, by number.
    #[must_use]
    pub(crate) const fn range(&self) -> TokenRange {
        let start = self.start();
        TokenRange::new(start, start + self.tokens.len() as u32)
    }

    /// Its first token.
    #[must_use]
    #[inline]
    pub(crate) const fn start(&self) -> u32 {
        self.sentence.token_start
    }

    /// One past its last token.
    #[must_use]
    #[inline]
    pub(crate) const fn end(&self) -> u32 {
        self.sentence.token_start + self.tokens.len() as u32
    }

    /// Its tokens.
    #[must_use]
    pub(crate) const fn tokens(&self) -> &'a [Token] {
        self.tokens
    }

    /// Its tokens in `range`.
    #[must_use]
    pub(crate) fn tokens_in(&self, range: TokenRange) -> &'a [Token] {
        let own = self.range().intersect(range);
        let begin = (own.token_start - self.start()) as usize;
        &self.tokens[begin..begin + own.len() as usize]
    }

    /// Token `at`, where it lies in the sentence.
    #[must_use]
    #[inline]
    pub(crate) fn token(&self, at: u32) -> Option<&'a Token> {
        // a token before the sentence wraps round to one far after it
        self.tokens.get(at.wrapping_sub(self.start()) as usize)
    }

    /// The token before `at`, where it lies in the sentence.
    #[must_use]
    #[inline]
    pub(crate) const fn prev(&self, at: u32) -> Option<u32> {
        self.back(at, 1)
    }

    /// The token `count` before `at`, where it lies in the sentence.
    #[must_use]
    #[inline]
    pub(crate) const fn back(&self, at: u32, count: u32) -> Option<u32> {
        match at.checked_sub(count) {
            Some(n) if n >= self.start() && n < self.end() => Some(n),
            _ => None,
        }
    }

    /// The token after `at`, where it lies in the sentence.
    #[must_use]
    #[inline]
    pub(crate) const fn next(&self, at: u32) -> Option<u32> {
        if at >= self.start() && at + 1 < self.end() { Some(at + 1) } else { None }
    }

    /// The at most `count` tokens before `at`.
    #[must_use]
    pub(crate) fn before(&self, at: u32, count: u32) -> TokenRange {
        self.range().before(at).last(count)
    }

    /// The at most `count` tokens from `at` on.
    #[must_use]
    pub(crate) fn after(&self, at: u32, count: u32) -> TokenRange {
        self.range().after(at).first(count)
    }

    /// The at most `count` tokens before `at` and the at most `count` from it on.
    #[must_use]
    pub(crate) fn around(&self, at: u32, count: u32) -> TokenRange {
        TokenRange::new(self.before(at, count).token_start, self.after(at, count).token_end)
    }

    /// The words of token `at`; empty outside of the sentence.
    #[must_use]
    pub(crate) fn word(&self, at: u32) -> &'a str {
        self.token(at).map_or("", |t| t.of(&self.document.text))
    }

    /// The same sentence, in which it is known who is who.
    #[must_use]
    pub fn resolved(self, resolution: &'a Resolution) -> Self {
        Self { resolution, references: resolution.references_in(self.range()), ..self }
    }

    /// Who is who in the article.
    #[must_use]
    pub(crate) const fn resolution(&self) -> &'a Resolution {
        self.resolution
    }

    /// The names of entities in the sentence and the words that refer to one, by place.
    #[must_use]
    pub(crate) const fn references(&self) -> &'a [Reference] {
        self.references
    }

    /// The same that begin in `range`.
    #[must_use]
    pub(crate) fn references_in(&self, range: TokenRange) -> &'a [Reference] {
        within(self.references, range, |reference| reference.tokens)
    }

    /// Whether token `at` is of a closed class of words.
    #[must_use]
    #[inline]
    pub(crate) fn is_of(&self, at: u32, class: Class) -> bool {
        self.word_classes_at(at).has(class)
    }

    /// Whether token `at` is of one of these closed classes of words.
    #[must_use]
    #[inline]
    pub(crate) fn is_of_any(&self, at: u32, classes: WordClasses) -> bool {
        self.word_classes_at(at).meets(classes)
    }

    /// Whether the token before `at` is of a closed class; false at the start of the sentence.
    #[must_use]
    #[inline]
    pub(crate) fn prev_is_of(&self, at: u32, class: Class) -> bool {
        self.prev(at).is_some_and(|n| self.is_of(n, class))
    }

    /// Whether the token before `at` is of one of these; false at the start of the sentence.
    #[must_use]
    #[inline]
    pub(crate) fn prev_is_of_any(&self, at: u32, classes: WordClasses) -> bool {
        self.prev(at).is_some_and(|n| self.is_of_any(n, classes))
    }

    #[inline]
    fn word_classes_at(&self, at: u32) -> WordClasses {
        let place = at.wrapping_sub(self.start()) as usize;
        self.word_classes.get(place).copied().unwrap_or_default()
    }

    /// Whether a token of the sentence is of one of these closed classes of words.
    #[must_use]
    #[inline]
    pub(crate) fn holds_any_of(&self, classes: WordClasses) -> bool {
        self.word_holds.meets(classes)
    }

    /// Whether token `at` is this word, whatever its capitals.
    #[must_use]
    #[inline]
    pub(crate) fn is_word(&self, at: u32, word: &str) -> bool {
        self.bytes(at).is_some_and(|own| is_same(own, word))
    }

    /// Whether token `at` is one of these words, whatever its capitals.
    #[must_use]
    #[inline]
    pub(crate) fn is_any(&self, at: u32, words: impl AskedWords) -> bool {
        self.token(at).is_some_and(|token| words.have(token, &self.document.text))
    }

    /// Whether token `at` is this punctuation mark.
    #[must_use]
    #[inline]
    pub(crate) fn is_punct(&self, at: u32, mark: char) -> bool {
        self.token(at).is_some_and(|t| t.is_punct(mark))
    }

    /// Whether token `at` consists of letters.
    #[must_use]
    #[inline]
    pub(crate) fn is_alphabetic(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_word)
    }

    /// Whether token `at` begins with a digit.
    #[must_use]
    #[inline]
    pub(crate) fn is_number(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_number)
    }

    /// Whether token `at` begins with a capital.
    #[must_use]
    #[inline]
    pub(crate) fn is_capital(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_capital)
    }

    /// Whether token `at` follows the one before it without a blank.
    #[must_use]
    #[inline]
    pub(crate) fn is_joined(&self, at: u32) -> bool {
        self.token(at).is_some_and(|t| !t.has_space_before())
    }

    /// Whether the token before `at` is this word; false at the start of the sentence.
    #[must_use]
    #[inline]
    pub(crate) fn prev_is(&self, at: u32, word: &str) -> bool {
        self.prev(at).is_some_and(|n| self.is_word(n, word))
    }

    /// Whether the token before `at` is one of these words; false at the start of the sentence.
    #[must_use]
    #[inline]
    pub(crate) fn prev_is_any(&self, at: u32, words: impl AskedWords) -> bool {
        self.prev(at).is_some_and(|n| self.is_any(n, words))
    }

    /// Whether the token before `at` is this mark; false at the start of the sentence.
    #[must_use]
    #[inline]
    pub(crate) fn prev_is_punct(&self, at: u32, mark: char) -> bool {
        self.prev(at).is_some_and(|n| self.is_punct(n, mark))
    }

    /// The token before `at`, where it lies in the sentence.
    #[must_use]
    #[inline]
    pub(crate) fn prev_token(&self, at: u32) -> Option<&'a Token> {
        self.prev(at).and_then(|n| self.token(n))
    }

    /// The place in the document of the tokens of `range` that lie in the sentence.
    #[must_use]
    pub(crate) fn span(&self, range: TokenRange) -> Span {
        match self.tokens_in(range) {
            [first, .., last] => Span::new(first.byte_start, last.byte_end),
            [only] => Span::new(only.byte_start, only.byte_end),
            [] => {
                let first = self.token(range.token_start);
                let byte = first.map_or(self.sentence.span.byte_end, |t| t.byte_start);
                Span::new(byte, byte)
            }
        }
    }

    /// The words of the tokens of `range` that lie in the sentence, as the document has them.
    #[must_use]
    pub(crate) fn text_of(&self, range: TokenRange) -> &'a str {
        self.span(range).of(&self.document.text)
    }

    /// The tokens of `span`, as far as they lie in the sentence.
    #[must_use]
    pub(crate) fn tokens_of(&self, span: Span) -> TokenRange {
        TokenRange::new(self.token_at(span.byte_start), self.token_at(span.byte_end))
    }

    /// The first token of the sentence that begins at or after `byte`; its end where none does.
    #[must_use]
    pub(crate) fn token_at(&self, byte: u32) -> u32 {
        self.start() + self.tokens.partition_point(|t| t.byte_start < byte) as u32
    }

    #[inline]
    fn bytes(&self, at: u32) -> Option<&'a [u8]> {
        let token = self.token(at)?;
        self.document.text.as_bytes().get(token.byte_start as usize..token.byte_end as usize)
    }
}

/// Those of a sentence's parts, which are in order, that begin in `range`.
fn within<T>(parts: &[T], range: TokenRange, tokens: impl Fn(&T) -> TokenRange) -> &[T] {
    let from = parts.partition_point(|part| tokens(part).token_start < range.token_start);
    let rest = &parts[from..];
    &rest[..rest.partition_point(|part| tokens(part).token_start < range.token_end)]
}

/// Without the hits at the end that go on in the next sentence.
fn without_overrun(mut hits: &[Hit], end: usize) -> &[Hit] {
    while let [before @ .., last] = hits
        && last.token_end as usize > end
    {
        hits = before;
    }
    hits
}
