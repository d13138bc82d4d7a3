//! What every stage after segmentation reads: the document, its tokens, hits and sentences, side by
//! side.

use super::{Class, Entry, Hit, Layer, Lexicon, Scan, SentenceView};
use crate::{
    lang::Token,
    model::{Document, Resolution, Sentence, Span, Syntax},
};

/// A scanned and segmented document.
#[derive(Debug, Clone, Copy)]
pub struct ParsedDocument<'a> {
    /// The compiled lexicons.
    pub lexicon: &'a Lexicon,
    /// The cleaned article.
    pub document: &'a Document,
    /// Its tokens and hits.
    pub scan: &'a Scan,
    /// Its sentences.
    pub sentences: &'a [Sentence],
    /// Their syntax.
    pub syntax: &'a Syntax,
    /// Who is who in it.
    pub resolution: &'a Resolution,
}

impl<'a> ParsedDocument<'a> {
    /// A document that is neither parsed nor resolved yet.
    #[must_use]
    pub const fn new(
        lexicon: &'a Lexicon,
        document: &'a Document,
        scan: &'a Scan,
        sentences: &'a [Sentence],
    ) -> Self {
        let (syntax, resolution) = (Syntax::none(), Resolution::none());
        Self { lexicon, document, scan, sentences, syntax, resolution }
    }

    /// The same, parsed.
    #[must_use]
    pub(crate) const fn with_syntax(self, syntax: &'a Syntax) -> Self {
        Self { syntax, ..self }
    }

    /// The document's text.
    #[must_use]
    pub(crate) fn text(&self) -> &'a str {
        &self.document.text
    }

    /// All tokens.
    #[must_use]
    pub(crate) fn tokens(&self) -> &'a [Token] {
        &self.scan.tokens
    }

    /// The words of token `index`.
    #[cfg(test)]
    #[must_use]
    pub(crate) fn word(&self, index: u32) -> &'a str {
        self.scan.tokens.get(index as usize).map_or("", |t| t.of(self.text()))
    }

    /// Whether token `index` is this word, whatever its capitals.
    #[must_use]
    #[inline]
    pub(crate) fn is_word(&self, index: u32, word: &str) -> bool {
        // lengths first: nearly all comparisons end there
        self.scan.tokens.get(index as usize).map_or(word.is_empty(), |t| {
            (t.byte_end - t.byte_start) as usize == word.len()
                && self.text().as_bytes()[t.byte_start as usize..t.byte_end as usize]
                    .eq_ignore_ascii_case(word.as_bytes())
        })
    }

    /// Whether token `index` is of a closed class of words.
    #[must_use]
    pub(crate) fn is_of(&self, index: u32, class: Class) -> bool {
        let classes = self.scan.word_classes.get(index as usize);
        classes.is_some_and(|classes| classes.has(class))
    }

    /// The text from token `token_start` to before `token_end`.
    #[must_use]
    pub(crate) fn span(&self, token_start: u32, token_end: u32) -> Span {
        let first = self.scan.tokens.get(token_start as usize).map_or(0, |t| t.byte_start);
        let last = token_end
            .checked_sub(1)
            .and_then(|n| self.scan.tokens.get(n as usize))
            .map_or(first, |t| t.byte_end);
        Span::new(first, last.max(first))
    }

    /// The hits of one layer in a sentence.
    #[must_use]
    pub(crate) fn hits(&self, layer: Layer, sentence: &Sentence) -> &'a [Hit] {
        self.scan.hits_in(layer, sentence.token_start, sentence.token_end)
    }

    /// The entry of a hit.
    #[must_use]
    pub(crate) fn entry(&self, hit: &Hit) -> &'a Entry {
        &self.lexicon.entries[hit.entry as usize]
    }

    /// The place of a hit.
    #[must_use]
    pub(crate) fn span_of(&self, hit: &Hit) -> Span {
        self.span(hit.token_start, hit.token_end)
    }

    /// The view of one of its sentences.
    #[must_use]
    pub(crate) fn view(&self, sentence: &'a Sentence) -> SentenceView<'a> {
        let hits = Layer::ALL
            .map(|layer| self.scan.hits_in(layer, sentence.token_start, sentence.token_end));
        SentenceView::new(self, sentence, hits)
    }

    /// The views of all its sentences, in order. All of them together take linear time.
    pub fn views(&self) -> impl Iterator<Item = SentenceView<'a>> + use<'a> {
        let parsed = *self;
        let mut rest = Layer::ALL.map(|layer| parsed.scan.hits(layer));
        parsed.sentences.iter().map(move |sentence| {
            let hits = rest.each_mut().map(|rest| {
                take_before(rest, sentence.token_start);
                take_before(rest, sentence.token_end)
            });
            SentenceView::new(&parsed, sentence, hits)
        })
    }
}

/// Takes the hits that begin before token `end` from the front of `rest`.
fn take_before<'h>(rest: &mut &'h [Hit], end: u32) -> &'h [Hit] {
    let len = rest.iter().take_while(|h| h.token_start < end).count();
    let (taken, after) = rest.split_at(len);
    *rest = after;
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockKind, Section, TokenRange};

    /// A document cut into sentences at these tokens.
    fn sentences_of(scan: &Scan, cuts: &[u32]) -> Vec<Sentence> {
        let mut cuts: Vec<u32> = cuts.iter().map(|n| (*n).min(scan.tokens.len() as u32)).collect();
        cuts.extend([0, scan.tokens.len() as u32]);
        cuts.sort_unstable();
        cuts.dedup();
        let sentence = |pair: &[u32]| {
            let own = &scan.tokens[pair[0] as usize..pair[1] as usize];
            Sentence {
                span: own[0].span().cover(own[own.len() - 1].span()),
                token_start: pair[0],
                token_end: pair[1],
                block: 0,
                kind: BlockKind::Paragraph,
                section: Section::Body,
                is_quoted: false,
            }
        };
        cuts.windows(2).map(sentence).collect()
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_seen_beyond_the_sentence(
            text in "([a-zA-Z$%0-9]{1,5}|Zorbex|fell|5%|the|[.] )( ([a-zA-Z$%0-9]{1,5}|rose|3%|[.] [A-Z])){0,40}",
            cuts in proptest::collection::vec(0_u32..60, 0..6),
            at in 0_u32..60,
            len in 0_u32..60,
        ) {
            let lexicon = Lexicon::built_in();
            let mut scan = Scan::default();
            lexicon.scan(&text, &mut scan);
            let sentences = sentences_of(&scan, &cuts);
            let document = Document { text, ..Document::default() };
            let parsed = ParsedDocument::new(lexicon, &document, &scan, &sentences);
            for (view, sentence) in parsed.views().zip(&sentences) {
                let own = sentence.tokens();
                let part = TokenRange::new(at, at + len);
                proptest::prop_assert_eq!(view.range(), own);
                proptest::prop_assert_eq!(view.token(at).is_some(), own.contains(at));
                proptest::prop_assert_eq!(view.word(at).is_empty(), !own.contains(at));
                proptest::prop_assert!(view.prev(at).is_none_or(|n| own.contains(n)));
                proptest::prop_assert!(view.next(at).is_none_or(|n| own.contains(n)));
                proptest::prop_assert!(sentence.span.contains(view.span(part)));
                for layer in Layer::ALL {
                    let is_own = |h: &Hit| own.contains(h.token_start) && h.token_end <= own.token_end;
                    proptest::prop_assert!(view.hits(layer).iter().all(is_own));
                    proptest::prop_assert!(view.hits_in(layer, part).iter().all(is_own));
                    proptest::prop_assert_eq!(view.hits(layer), parsed.view(sentence).hits(layer));
                }
            }
        }
    }
}
