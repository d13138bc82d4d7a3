//! The words that bound the time of a claim, and the days that they denote.

mod attach;
mod calculus;
mod dated;
mod distance;
mod fiscal;
mod grammar;
mod lengths;
mod marks;
mod phrases;
mod stretches;
mod time;

use jiff::civil::Date;

use self::{
    calculus::{Days, in_year},
    time::{Time, TimeExpression},
};
pub(super) use self::{
    distance::Distance, fiscal::settle as settle_fiscal_years, phrases::TIMES, time::Outlook,
};

use super::{clauses::Clauses, figure::Figure};
use crate::{
    lexicon::SentenceView,
    model::{Claim, Quantity, Span, TokenRange},
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

impl Period {
    /// This stretch of the year that `head` names, where it names one and nothing else; of a stretch
    /// whose days are not known no days.
    pub(super) fn in_year_of(self, head: Self) -> Self {
        let whole = |days: &(Date, Date)| {
            let (first, last) = *days;
            first == first.first_of_year() && last == first.last_of_year()
        };
        let Some((first, _)) = head.days.filter(whole) else { return head };
        let Some(own) = self.days else { return Self { days: None, ..head } };
        let is_part = !whole(&own) && own.0.year() == own.1.year();
        if is_part { Self { days: in_year(own, first.year()), ..head } } else { head }
    }
}

/// What a phrase does to the numbers around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PhraseKind {
    /// Bounds the time of a number: "in May".
    Bound,
    /// Names what a change is measured against: "from a year earlier". It is the period where
    /// nothing else is said.
    Comparison,
    /// The time of the figure right after it alone: "(May: 50.7)".
    Label,
    /// A length of time: "over eight weeks". It bounds the number nearest to it alone.
    Length,
    /// "Now": no period, and it keeps those before away.
    Present,
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
    /// Its days.
    time: Time,
}

/// What the days of a figure's period depend on beyond its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PeriodContext<'a> {
    /// Which way the figure looks.
    pub outlook: Outlook,
    /// It may be a change, which is measured against something.
    pub is_change: bool,
    /// The claims before it in its sentence.
    pub siblings: &'a [Claim],
    /// Those of the sentence before.
    pub before: &'a [Claim],
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

    /// The first phrase that bounds a time, whatever is around it, where its days are known.
    pub(super) fn first_bound(&self, view: &SentenceView<'_>, looks_ahead: bool) -> Option<Period> {
        self.first_words(view, looks_ahead).filter(|p| p.days.is_some())
    }

    /// The same, whether its days are known or not.
    pub(super) fn first_words(&self, view: &SentenceView<'_>, looks_ahead: bool) -> Option<Period> {
        let outlook = if looks_ahead { Outlook::Ahead } else { Outlook::Present };
        let told = PeriodContext { outlook, ..PeriodContext::default() };
        let is_bound = |p: &&Phrase| p.kind == PhraseKind::Bound;
        self.phrases.iter().find(is_bound).map(|first| first.period(view, &told))
    }

    /// The phrase that bounds a figure.
    pub(super) fn nearest(
        &self,
        figure: &Figure<'_>,
        clauses: &Clauses,
        told: &PeriodContext<'_>,
    ) -> Option<Period> {
        let view = figure.view;
        // those near, and the one that the sentence begins with
        let from = self.phrases.partition_point(|p| p.core + WINDOW < figure.start());
        let near = self.phrases[from..].iter().take_while(|p| p.core <= figure.end() + WINDOW);
        let is_opening = |p: &&Phrase| from > 0 && p.tokens.token_start == view.start();
        let first = self.phrases.first().filter(is_opening);
        let costs = first.into_iter().chain(near);
        let fits = |p: &&Phrase| p.kind != PhraseKind::Comparison || told.is_change;
        let costs = costs.filter(fits);
        let costs = costs.filter_map(|p| Some((attach::cost(figure, clauses, p)?, p)));
        let (_, phrase) = costs.min_by_key(|(cost, _)| *cost)?;
        (phrase.kind != PhraseKind::Present).then(|| phrase.period(view, told))
    }

    /// Whether the words of a quantity lie in a phrase, so that they bound the time of others.
    pub(super) fn hold(&self, tokens: TokenRange) -> bool {
        let next = self.phrases.partition_point(|p| p.tokens.token_end <= tokens.token_start);
        self.phrases.get(next).is_some_and(|p| {
            matches!(p.kind, PhraseKind::Bound | PhraseKind::Length)
                && p.tokens.token_start <= tokens.token_start
                && p.tokens.token_end >= tokens.token_end
        })
    }
}

/// The times that a line ends with where each begins a column (`is_apart`) and nothing is between
/// them: the heads of a table.
pub(super) fn column_heads(
    view: &SentenceView<'_>,
    own: &[Quantity],
    is_apart: impl Fn(Span) -> bool,
) -> Vec<Period> {
    let begins =
        |at: u32| at == view.start() || view.token(at).is_some_and(|token| is_apart(token.span()));
    let readings = phrases::readings(view, own, begins);
    let period = |reading: &TimeExpression| {
        let days = reading.time.days(Outlook::Present, None, None);
        let is_day = days.is_some_and(|(first, last)| first == last);
        Period { span: view.span(reading.tokens), days, is_day }
    };
    readings.iter().map(period).collect()
}

impl Phrase {
    fn period(&self, view: &SentenceView<'_>, told: &PeriodContext<'_>) -> Period {
        let span = view.span(self.tokens);
        let days = if self.kind == PhraseKind::Comparison {
            None
        } else {
            // of two figures "a year earlier" the second is no year before the first
            let is_other = |c: &&Claim| c.period != Some(span);
            let days = |claims: &[Claim]| -> Days {
                let mut others = claims.iter().rev().filter(is_other);
                others.find_map(|c| c.period_start.zip(c.period_end))
            };
            let own = days(told.siblings);
            let before = if own.is_none() { days(told.before) } else { None };
            self.time.days(told.outlook, own, before)
        };
        let is_day = days.is_some_and(|(first, last)| first == last);
        Period { span, days, is_day }
    }
}
