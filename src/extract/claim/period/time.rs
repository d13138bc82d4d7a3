//! What words of time mean: days, or a shift from the days of another figure.

use jiff::civil::Date;

use super::calculus::{Days, Unit, in_year, moved};
use crate::{lexicon::SentenceView, model::TokenRange};

/// A date of the sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct DatedTokens {
    pub tokens: TokenRange,
    /// First and last day.
    pub days: Days,
}

impl DatedTokens {
    /// Whether a year is in it.
    pub(super) fn names_year(&self, view: &SentenceView<'_>) -> bool {
        self.tokens.iter().any(|n| view.is_number(n) && view.word(n).len() == 4)
    }
}

/// How a time hangs on that of the figure told before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    /// So many units later: "a year earlier", "the following month".
    By(Unit, i32),
    /// The same in another year: "the same quarter of 2019".
    InYear(i16),
}

/// Which way the figure looks whose time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::extract::claim) enum Outlook {
    /// It tells what was or is.
    #[default]
    Present,
    /// A verb in the past tells that it has happened.
    Past,
    /// It looks ahead.
    Ahead,
}

/// Which days words denote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Time {
    /// Of a figure that tells what was or is.
    pub past: Days,
    /// Of one that looks ahead.
    pub ahead: Days,
    /// Of one that has happened, where that is another time: "on May 12" of a year not told.
    pub happened: Days,
    /// From another figure's days, where those are known.
    pub shift: Option<Shift>,
    /// Only a figure of the same sentence is meant by that.
    pub is_near: bool,
}

impl Time {
    /// The same days whichever way the figure looks.
    pub(super) const fn of(days: Days) -> Self {
        Self { past: days, ahead: days, happened: None, shift: None, is_near: false }
    }

    /// The days, for a figure after others with the days `own` in its sentence and `before` in the
    /// sentence before.
    pub(super) fn days(&self, outlook: Outlook, own: Days, before: Days) -> Days {
        let sibling = own.or_else(|| before.filter(|_| !self.is_near));
        if let (Some(shift), Some(sibling)) = (self.shift, sibling) {
            let days = match shift {
                Shift::By(unit, count) => moved(sibling, unit, count),
                Shift::InYear(year) => in_year(sibling, year),
            };
            // what was "a month ago" when it was told does not follow a day that is to come
            let is_to_come = |then: (Date, Date)| self.past.is_some_and(|past| then.0 > past.1);
            let is_ago = self.is_near && matches!(shift, Shift::By(_, ..0));
            return if is_ago && days.is_some_and(is_to_come) { self.past } else { days };
        }
        match outlook {
            Outlook::Ahead => self.ahead,
            Outlook::Past => self.happened.or(self.past),
            Outlook::Present => self.past,
        }
    }

    /// The same change to both readings.
    pub(super) fn map(self, change: impl Fn((Date, Date)) -> Days) -> Self {
        Self {
            past: self.past.and_then(&change),
            ahead: self.ahead.and_then(&change),
            happened: self.happened.and_then(&change),
            shift: None,
            is_near: false,
        }
    }
}

/// Words that denote a time, without preposition and article.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeExpression {
    pub tokens: TokenRange,
    pub time: Time,
    pub form: Form,
}

impl TimeExpression {
    pub(super) const fn new(first: u32, end: u32, form: Form, time: Time) -> Self {
        Self { tokens: TokenRange::new(first, end), time, form }
    }
}

/// What words a time is told in, as far as what is around them depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Bounds a time wherever it is.
    Words,
    /// A date, which bounds a time only where its neighbours say so.
    Date,
    /// A month alone, which may name something too.
    Month,
    Weekday,
    /// So many stretches before or after another time: "two years ago".
    Counted,
    /// A length of time: "five sessions".
    Length,
    /// A stretch alone: "the quarter".
    Bare,
}
