//! The stretches between quotation marks that are long enough to be somebody's words.

use super::reported::reported;
use crate::{
    lang::Token,
    lexicon::{Hit, ParsedDocument, SentenceView},
    model::{BlockKind, Sentence, Span, TokenRange},
};

/// Words below which quotation marks set off a term.
const MIN_WORDS: usize = 4;
/// Tokens after which an open quotation mark is taken for a stray one.
const MAX_TOKENS: u32 = 400;

/// All quotations of the story, marks included, by place; they go on through the sentences of a
/// block, and none crosses a block.
pub(super) fn quotations(parsed: &ParsedDocument<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut blocks = parsed.sentences.chunk_by(|a, b| a.block == b.block).peekable();
    while let Some(block) = blocks.next() {
        let tokens = block.iter().fold(block[0].tokens(), |all, sentence| {
            TokenRange::new(all.token_start, sentence.token_end)
        });
        let next = blocks.peek().map(|next| next[0].token_start);
        let goes_on = next.is_some_and(|n| is_mark(parsed, n));
        push_quotations(parsed, block, tokens, goes_on, &mut out);
    }
    out
}

fn is_mark(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    parsed.tokens().get(at as usize).is_some_and(|token| token.is_punct('"'))
}

/// Appends the quotations of one block; `goes_on`: the next one begins with a quotation mark, so
/// that a quotation may stay open between them.
fn push_quotations(
    parsed: &ParsedDocument<'_>,
    sentences: &[Sentence],
    block: TokenRange,
    goes_on: bool,
    out: &mut Vec<Span>,
) {
    let words = |start: u32, end: u32| {
        let inner = &parsed.tokens()[start as usize..end as usize];
        inner.iter().filter(|t| t.is_word()).count()
    };
    let mut open: Option<u32> = None;
    for n in block.iter().filter(|n| is_mark(parsed, *n)) {
        // a stray mark before it must not turn all that follows inside out
        match quote_end(parsed, block, n) {
            Some(QuoteEnd::Opening) if open.is_some() => {
                open = Some(n);
                continue;
            }
            Some(QuoteEnd::Closing) if open.is_none() => continue,
            _ => {}
        }
        let Some(start) = open.filter(|start| TokenRange::new(*start, n).len() <= MAX_TOKENS)
        else {
            open = Some(n);
            continue;
        };
        let own = words(start, n);
        open = None;
        let is_headline = sentences[0].kind == BlockKind::Headline;
        if !is_headline && is_title(parsed, block, TokenRange::new(start, n)) {
            continue;
        }
        if own >= MIN_WORDS || own >= MIN_UTTERED && is_uttered(parsed, sentences, start, n) {
            out.push(parsed.span(start, n + 1));
        }
    }
    if let Some(start) = open.filter(|start| goes_on && words(*start, block.token_end) >= MIN_WORDS)
    {
        out.push(parsed.span(start, block.token_end));
    }
}

/// Which end of a quotation a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuoteEnd {
    Opening,
    Closing,
}

/// What the blanks around mark `n` say of it; `None` where they say nothing.
fn quote_end(parsed: &ParsedDocument<'_>, block: TokenRange, n: u32) -> Option<QuoteEnd> {
    let token = |n: u32| parsed.tokens().get(n as usize).filter(|_| block.contains(n));
    let is_apart = token(n).is_none_or(Token::has_space_before) || n == block.token_start;
    let next = token(n + 1);
    let is_free = next.is_none_or(Token::has_space_before);
    match (is_apart, is_free) {
        (true, false) => Some(QuoteEnd::Opening),
        (false, true) => Some(QuoteEnd::Closing),
        _ => None,
    }
}

/// Words of a short quotation that is an utterance and no term.
const MIN_UTTERED: usize = 2;

/// "That is nonsense," at the beginning of a sentence: the mark inside belongs to a sentence of
/// somebody.
fn is_uttered(parsed: &ParsedDocument<'_>, sentences: &[Sentence], start: u32, end: u32) -> bool {
    let ends = |t: &Token| [',', '.', '?', '!'].iter().any(|mark| t.is_punct(*mark));
    let last = end.checked_sub(1).and_then(|n| parsed.tokens().get(n as usize));
    let at = sentences.partition_point(|s| s.token_start < start);
    last.is_some_and(ends) && sentences.get(at).is_some_and(|s| s.token_start == start)
}

/// Letters from which a word of a title has a capital.
const TITLE_LETTERS: usize = 4;

/// The "National Survey of Ports": whether the quotation whose opening mark `own` begins with is a
/// name, after a word of its sentence.
fn is_title(parsed: &ParsedDocument<'_>, block: TokenRange, own: TokenRange) -> bool {
    let follows_word = own.token_start.checked_sub(1).is_some_and(|n| {
        block.contains(n) && parsed.tokens().get(n as usize).is_some_and(Token::is_word)
    });
    let words = own.iter().filter_map(|n| parsed.tokens().get(n as usize)).filter(|t| t.is_word());
    let mut long = words.filter(|t| (t.byte_end - t.byte_start) as usize >= TITLE_LETTERS);
    follows_word && long.next().is_some_and(Token::is_capital) && long.all(Token::is_capital)
}

/// Whether quotations are parts of the clause that the verb of saying `said` reports: `said the
/// board had "run out of options"`.
pub(super) fn are_parts(view: &SentenceView<'_>, said: &Hit, inside: &[Span]) -> bool {
    let whole = reported(view, said).whole;
    let is_inside = |quotation: &Span| {
        let own = view.tokens_of(*quotation);
        let before = view.prev(own.token_start).filter(|n| whole.contains(*n));
        let goes_on = before.is_some_and(|n| {
            view.token(n).is_some_and(Token::is_word) && !said.tokens().contains(n)
        });
        goes_on
            && quotation.byte_end <= view.sentence().span.byte_end
            && !view.is_capital(own.token_start + 1)
            && whole.contains(own.token_end - 1)
    };
    !inside.is_empty() && inside.iter().all(is_inside)
}
