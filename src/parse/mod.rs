//! Tokens to word classes, phrases and clauses: once per sentence, read by all later stages.
//!
//! A tagger settles the part of speech of each token; noun phrases, verb groups and the subjects of
//! clauses follow from those by rules. There is no full tree: what the rules do not find is left
//! empty.

mod clauses;
mod known_phrases;
mod known_words;
mod noun_phrases;
mod phrase_chains;
mod sentence;
mod tag_sets;
mod tagger;
#[cfg(test)]
mod tests;
mod verb_groups;
mod verbs_as_nouns;

#[cfg(feature = "stages")]
pub use tagger::{TaggedSentence, TrainingInput, read_treebank, train};
pub use tagger::{Tagger, TaggerMemory};

use self::sentence::TaggedView;
use crate::{
    lang::Token,
    lexicon::{Lexicon, ParsedDocument, Scan, SentenceView},
    model::{BlockKind, Document, Pos, Sentence, Syntax, VerbGroup},
};

/// A parser with buffers that are reused from document to document.
#[derive(Debug, Default)]
pub struct Parser {
    memory: TaggerMemory,
    tags: Vec<Pos>,
    groups: Vec<VerbGroup>,
}

/// The same by a parser that is used once; see [`Parser::syntax`].
#[must_use]
pub fn syntax(
    lexicon: &Lexicon,
    document: &Document,
    scan: &Scan,
    sentences: &[Sentence],
) -> Syntax {
    let parsed = ParsedDocument::new(lexicon, document, scan, sentences);
    Parser::default().syntax(&parsed, &parsed.views().collect::<Vec<_>>())
}

impl Parser {
    /// The syntax of all sentences of a document, whose views are `views`.
    #[must_use]
    pub fn syntax(&mut self, parsed: &ParsedDocument<'_>, views: &[SentenceView<'_>]) -> Syntax {
        let pos = vec![Pos::Other; parsed.tokens().len()];
        let mut out = Syntax { pos, ..Syntax::default() };
        let Self { memory, tags, groups } = self;
        for view in views {
            tags.clear();
            let words = view.tokens().iter().map(|token| token.of(parsed.text()));
            let is_caseless = is_caseless(view);
            Tagger::built_in().tag(words, is_caseless, memory, tags);
            known_words::settle(view, is_caseless, tags);
            let tagged = TaggedView::new(view, tags);
            let (first, start) = (out.noun_phrases.len(), view.start() as usize);
            noun_phrases::push_noun_phrases(&tagged, &mut out.noun_phrases);
            groups.clear();
            let phrases = &out.noun_phrases[first..];
            verb_groups::push_verb_groups(&tagged, phrases, groups);
            clauses::push_clauses(&tagged, phrases, groups, &mut out.clauses);
            out.pos[start..start + tags.len()].copy_from_slice(tags);
        }
        out
    }
}

/// Words that tell whether a text is in Title Case.
const TELLING: usize = 3;

/// Whether capitals tell nothing: a headline in Title Case, a line in capitals.
fn is_caseless(view: &SentenceView<'_>) -> bool {
    let is_long = |t: &&Token| t.is_word() && t.byte_end - t.byte_start > 3;
    let (mut long, mut capital) = (0, 0);
    for token in view.tokens().iter().filter(is_long) {
        long += 1;
        capital += usize::from(token.is_capital());
    }
    let limit = if view.sentence().kind == BlockKind::Headline { 3 } else { 1 };
    long >= TELLING && (long - capital) * 10 <= limit * long
}
