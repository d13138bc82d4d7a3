//! The words that bound the time of a claim, and the days that they denote.

mod attach;
mod days;
mod phrases;

use jiff::civil::Date;

use super::{clauses::Clauses, figure::Figure};
use crate::{
    lexicon::SentenceView,
    model::{Quantity, Span, TokenRange},
};

/// A period with its first and last day, where they follow from the words and the day of
/// publication.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Period {
    pub span: Span,
    pub days: Option<(Date, Date)>,
    /// Whether it is one day.
    pub is_day: bool,
}

/// What a phrase does to the numbers around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhraseKind {
    /// Bounds the time of a number: "in May".
    Bound,
    /// Names what a change is measured against: "from a year earlier". It is the period where
    /// nothing else is said.
    Comparison,
}

/// Tokens around a number in which the first word of its period is found.
const WINDOW: u32 = attach::REACH + 16;

/// Words that bound a time, by tokens.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    /// All of it, from its preposition on.
    tokens: TokenRange,
    /// Its first word after preposition and article.
    core: u32,
    kind: PhraseKind,
    /// First and last day.
    days: Option<(Date, Date)>,
}

/// The period phrases of one sentence, found once for all of its numbers.
#[derive(Debug)]
pub(super) struct PeriodPhrases {
    phrases: Vec<Phrase>,
}

impl PeriodPhrases {
    /// Those of a sentence, whose quantities are `own`.
    pub(super) fn new(view: &SentenceView<'_>, own: &[Quantity]) -> Self {
        Self { phrases: phrases::find(view, own) }
    }

    /// The first phrase that bounds a time, whatever stands around it, where its days are known.
    pub(super) fn first_bound(&self, view: &SentenceView<'_>) -> Option<Period> {
        let is_bound = |p: &&Phrase| p.kind == PhraseKind::Bound;
        self.phrases.iter().find(is_bound).filter(|p| p.days.is_some()).map(|p| p.period(view))
    }

    /// The phrase that bounds a figure.
    pub(super) fn nearest(&self, figure: &Figure<'_>, clauses: &Clauses) -> Option<Period> {
        let view = figure.view;
        // those near, and the one that the sentence begins with
        let from = self.phrases.partition_point(|p| p.core + WINDOW < figure.start());
        let near = self.phrases[from..].iter().take_while(|p| p.core <= figure.end() + WINDOW);
        let is_opening = |p: &&Phrase| from > 0 && p.tokens.token_start == view.start();
        let first = self.phrases.first().filter(is_opening);
        let costs = first.into_iter().chain(near);
        let costs = costs.filter_map(|p| Some((attach::cost(figure, clauses, p)?, p)));
        let (_, phrase) = costs.min_by_key(|(cost, _)| *cost)?;
        Some(phrase.period(view))
    }
}

impl Phrase {
    fn period(&self, view: &SentenceView<'_>) -> Period {
        let is_day = self.days.is_some_and(|(first, last)| first == last);
        Period { span: view.span(self.tokens), days: self.days, is_day }
    }
}
