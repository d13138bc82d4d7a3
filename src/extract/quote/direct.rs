//! The stretches between quotation marks that are long enough to be somebody's words.

use crate::{
    lexicon::ParsedDocument,
    model::{Span, TokenRange},
};

/// Words below which quotation marks set off a term.
const MIN_WORDS: usize = 4;
/// Tokens after which an open quotation mark is taken for a stray one.
const MAX_TOKENS: u32 = 400;

/// All quotations of the story, marks included, by place; they go on through the sentences of a
/// block, and none crosses a block.
pub(super) fn quotations(parsed: &ParsedDocument<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    for block in parsed.sentences.chunk_by(|a, b| a.block == b.block) {
        let tokens = block.iter().fold(block[0].tokens(), |all, sentence| {
            TokenRange::new(all.token_start, sentence.token_end)
        });
        push_quotations(parsed, tokens, &mut out);
    }
    out
}

/// Appends the quotations of one block.
fn push_quotations(parsed: &ParsedDocument<'_>, block: TokenRange, out: &mut Vec<Span>) {
    let tokens = parsed.tokens();
    let mut open: Option<u32> = None;
    for n in block.iter().filter(|n| tokens[*n as usize].is_punct('"')) {
        let Some(start) = open.filter(|start| TokenRange::new(*start, n).len() <= MAX_TOKENS)
        else {
            open = Some(n);
            continue;
        };
        let inner = &tokens[start as usize..n as usize];
        if inner.iter().filter(|t| t.is_word()).count() >= MIN_WORDS {
            out.push(parsed.span(start, n + 1));
        }
        open = None;
    }
}
