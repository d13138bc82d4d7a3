//! Article to document: which lines are story, which are page furniture, when it was published.

use crate::{
    lexicon::Lexicon,
    model::{Article, Block, BlockKind, Document, Section, Span},
};

/// Cleans one article.
#[must_use]
pub fn clean(article: &Article, _lexicon: &Lexicon) -> Document {
    let (text, body_start) = match &article.title {
        Some(title) => (format!("{title}\n\n{}", article.text), title.len() as u32 + 2),
        None => (article.text.clone(), 0),
    };
    let mut blocks = Vec::new();
    let mut at = 0_u32;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len() as u32).trim(&text);
        at += line.len() as u32;
        if !span.is_empty() {
            let is_title = span.byte_start < body_start;
            blocks.push(Block {
                span,
                kind: if is_title { BlockKind::Headline } else { BlockKind::Paragraph },
                section: if is_title { Section::Headline } else { Section::Body },
            });
        }
    }
    Document { text, body_start, title: None, source: article.source.clone(), blocks, ..Document::default() }
}
