//! Parsed documents for the tests of what reads them.

use super::{Lexicon, ParsedDocument, Scan};
use crate::model::{BlockKind, Document, Resolution, Section, Sentence, Span, Syntax};

/// A document as one sentence, repeated as often as `count` says.
pub(crate) fn with_sentence<T>(
    document: &Document,
    count: usize,
    act: impl FnOnce(&ParsedDocument<'_>) -> T,
) -> T {
    with_syntax(document, count, |_, _, _, _| Syntax::default(), act)
}

/// The same with the syntax that `parse` finds.
pub(crate) fn with_syntax<T>(
    document: &Document,
    count: usize,
    parse: impl FnOnce(&Lexicon, &Document, &Scan, &[Sentence]) -> Syntax,
    act: impl FnOnce(&ParsedDocument<'_>) -> T,
) -> T {
    let lexicon = Lexicon::built_in();
    let mut scan = Scan::default();
    lexicon.scan(&document.text, &mut scan);
    let sentence = Sentence {
        span: Span::from_usize(0, document.text.len()),
        token_start: 0,
        token_end: scan.tokens.len() as u32,
        block: 0,
        kind: BlockKind::Paragraph,
        section: Section::Body,
        is_quoted: false,
    };
    let sentences = vec![sentence; count];
    let syntax = parse(lexicon, document, &scan, &sentences);
    let scan = &scan;
    let resolution = Resolution::none();
    act(&ParsedDocument {
        lexicon,
        document,
        scan,
        sentences: &sentences,
        syntax: &syntax,
        resolution,
    })
}
