//! The stretches between quotation marks that are long enough to be somebody's words.

use crate::{lexicon::ParsedDocument, model::Span};

/// Words below which quotation marks set off a term.
const MIN_WORDS: usize = 4;
/// Tokens after which an open quotation mark is taken for a stray one.
const MAX_TOKENS: u32 = 400;

/// All quotations of the story, marks included, by place; none crosses a block.
pub(super) fn quotations(parsed: &ParsedDocument<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    let tokens = parsed.tokens();
    let mut at = 0;
    while let Some(first) = parsed.sentences.get(at) {
        let same = parsed.sentences[at..].partition_point(|s| s.block == first.block);
        let end = parsed.sentences[at + same - 1].token_end;
        let mut open: Option<u32> = None;
        for n in first.token_start..end {
            if !tokens[n as usize].is_punct('"') {
                continue;
            }
            match open {
                Some(start) if n - start <= MAX_TOKENS => {
                    let words =
                        tokens[start as usize..n as usize].iter().filter(|t| t.is_word()).count();
                    if words >= MIN_WORDS {
                        out.push(parsed.span(start, n + 1));
                    }
                    open = None;
                }
                _ => open = Some(n),
            }
        }
        at += same;
    }
    out
}
