//! Rows of tables in running text: a label and figures that are apart from it and from one another.

use crate::{
    lexicon::SentenceView,
    model::{Quantity, Span, TokenRange},
};

/// Figures of a row.
const MAX_CELLS: usize = 24;

/// Tokens of a label.
const MAX_LABEL: u32 = 12;

/// Tokens of a line over a table or among its rows.
const MAX_CAPTION: u32 = 24;

/// Whether a sentence may be a line over a table or among its rows ("Operating expenses:"), and is no
/// running text.
pub(super) fn is_caption(view: &SentenceView<'_>) -> bool {
    let last = view.range().last_token();
    view.range().len() <= MAX_CAPTION && last.is_some_and(|n| !view.is_punct(n, '.'))
}

/// A row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct TableRow<'q> {
    /// What its figures are of.
    pub label: TokenRange,
    /// Its figures, dates among them.
    pub cells: &'q [Quantity],
}

impl<'q> TableRow<'q> {
    /// The row that a sentence is; `own` are its quantities.
    pub(super) fn of(view: &SentenceView<'_>, own: &'q [Quantity]) -> Option<Self> {
        let first = own.first().filter(|_| own.len() <= MAX_CELLS)?;
        let label = view.range().before(view.tokens_of(first.span).token_start);
        let is_label = (1..=MAX_LABEL).contains(&label.len()) && view.is_alphabetic(view.start());
        let is_apart = own.iter().all(|cell| is_apart(view, cell.span));
        (is_label && is_apart && holds_nothing_else(view, own))
            .then_some(Self { label, cells: own })
    }
}

/// Whether a tab or several blanks are before a figure: a column begins with it.
pub(super) fn is_apart(view: &SentenceView<'_>, span: Span) -> bool {
    let before = &view.document().text[..span.byte_start as usize];
    before.ends_with("  ") || before.ends_with('\t')
}

/// Whether no words but units are after the first figure.
fn holds_nothing_else(view: &SentenceView<'_>, own: &[Quantity]) -> bool {
    let ends = own.iter().map(|cell| view.tokens_of(cell.span).token_end);
    let starts = own.iter().skip(1).map(|cell| view.tokens_of(cell.span).token_start);
    ends.zip(starts.chain([view.end()])).all(|(end, next)| {
        TokenRange::new(end, next.max(end)).iter().all(|n| !view.is_alphabetic(n))
    })
}
