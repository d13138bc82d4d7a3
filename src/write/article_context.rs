//! One analysed article with what the rows of all its tables need.

use std::{borrow::Cow, fmt::Write as _};

use super::{
    cells::{Cells, RowCells},
    table::Columns,
};
use crate::{
    lexicon::Lexicon,
    model::{Analysis, Article, CharMap, Document, ModelTone, Span, Statement, ThemeId},
};

/// One analysed article with what its rows need.
#[derive(Debug)]
pub(crate) struct ArticleContext<'a> {
    pub(super) article: &'a Article,
    pub(super) analysis: &'a Analysis,
    /// The id of the article, which stands in every row.
    pub(super) id: String,
    pub(super) lexicon: &'a Lexicon,
    chars: CharMap<'a>,
    body_start_char: u32,
    /// Who speaks in each sentence.
    speakers: Vec<Option<&'a str>>,
    /// What a model of the user's says of each; empty without one.
    pub(super) model: &'a [Option<ModelTone>],
}

/// Bytes from which a sentence is in `claims` as the words around the claim only: one with many
/// figures would be there as often as it has some.
const LONG_SENTENCE: u32 = 1_000;
/// Bytes of such a sentence on either side of the claim.
const AROUND_CLAIM: u32 = 250;

impl<'a> ArticleContext<'a> {
    /// Reads the text once for its character offsets.
    #[must_use]
    pub(crate) fn new(article: &'a Article, analysis: &'a Analysis, lexicon: &'a Lexicon) -> Self {
        let chars = CharMap::new(&analysis.document.text);
        let body_start_char = chars.char_at(analysis.document.body_start);
        let mut speakers = vec![None; analysis.sentences.len()];
        // the first quote that covers a sentence is its own
        for quote in analysis.quotes.iter().rev() {
            let last = (quote.sentence_end as usize).min(speakers.len());
            let speaker = quote.speaker.as_deref().or(quote.org.as_deref());
            speakers[(quote.sentence as usize).min(last)..last].fill(speaker);
        }
        let id = analysis.article_id.to_string();
        Self { article, analysis, id, lexicon, chars, body_start_char, speakers, model: &[] }
    }

    /// The same with what a model of the user's says of each sentence.
    #[must_use]
    pub(crate) const fn with_model(mut self, tones: &'a [Option<ModelTone>]) -> Self {
        self.model = tones;
        self
    }

    /// The sentence of a claim, or of a long one the words around the claim between dots.
    pub(super) fn sentence_around(&self, claim: Span, sentence: Span) -> Cow<'a, str> {
        if sentence.len() <= LONG_SENTENCE {
            return self.text(sentence).into();
        }
        let text = &self.document().text;
        let from = claim.byte_start.saturating_sub(AROUND_CLAIM).max(sentence.byte_start) as usize;
        let to = (claim.byte_end + AROUND_CLAIM).min(sentence.byte_end) as usize;
        let (from, to) = (text.ceil_char_boundary(from), text.floor_char_boundary(to));
        let mark = |is_cut| if is_cut { "…" } else { "" };
        let words = text.get(from..to).unwrap_or_default();
        format!(
            "{}{words}{}",
            mark(from > sentence.byte_start as usize),
            mark(to < sentence.byte_end as usize)
        )
        .into()
    }

    pub(super) fn document(&self) -> &'a Document {
        &self.analysis.document
    }

    /// The main listing of an entity that the lexicon or the universe knows.
    pub(super) fn ticker(&self, id: &str) -> Option<&'a str> {
        let number = self.lexicon.instrument_number(id)?;
        let tickers = &self.lexicon.instruments.get(number as usize)?.tickers;
        // a symbol says little without its exchange
        tickers.iter().find(|ticker| ticker.contains(':')).or(tickers.first()).map(String::as_str)
    }

    /// Who speaks in a sentence.
    pub(super) fn speaker(&self, sentence: usize) -> Option<&'a str> {
        self.speakers.get(sentence).copied().flatten()
    }

    pub(super) fn text(&self, span: Span) -> &'a str {
        span.of(&self.document().text)
    }

    /// `part`, `char_start`, `char_end`: a separate title has offsets of its own.
    pub(super) fn place<C: Columns>(
        &self,
        span: Span,
        [part, char_start, char_end]: [C; 3],
        cells: &mut impl Cells,
    ) {
        let in_title = self.document().in_title(span);
        let base = if in_title { 0 } else { self.body_start_char };
        cells.text(part, Some(if in_title { "title" } else { "text" }));
        cells.int(char_start, i64::from(self.chars.char_at(span.byte_start) - base));
        cells.int(char_end, i64::from(self.chars.char_at(span.byte_end).saturating_sub(base)));
    }

    pub(super) fn theme_ids(
        &self,
        themes: impl Iterator<Item = ThemeId>,
    ) -> impl Iterator<Item = &'a str> {
        themes.map(move |theme| self.lexicon.theme(theme).id.as_str())
    }
}

/// The cell of the sentences that settings weigh.
pub(super) fn statement_cell<C: Columns>(
    column: C,
    statements: &[Statement],
    rows: &mut impl RowCells,
) {
    let (mut words, mut from) = (String::new(), 0);
    let mut places = Vec::with_capacity(statements.len());
    for statement in statements {
        // Writing to memory does not fail.
        let _ = write!(words, "{statement}");
        places.push(from..words.len());
        from = words.len();
    }
    rows.list(column, places.into_iter().map(|place| &words[place]));
}
