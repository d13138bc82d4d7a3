//! Stretches without an order: "two years ago", "the quarter ended May 31", "five sessions".

use jiff::civil::Date;

use super::{
    calculus::{Days, Unit, up_to},
    grammar::Reader,
    time::{Form, Shift, Time, TimeExpression},
};
use crate::{
    lang::calendar,
    lexicon::{Class, Hit, Layer},
};

impl Reader<'_> {
    /// A count before a stretch: "two years ago", "a year earlier", "nine months to September".
    pub(super) fn counted_from(&self, at: u32) -> Option<TimeExpression> {
        let view = self.view;
        let (_, after) = match self.count(at) {
            Some(found) => found,
            None if view.is_any(at, &["a", "an"]) => (1, at + 1),
            None => return None,
        };
        let unit_at = after + u32::from(view.is_punct(after, '-'));
        let hit = view.hits_at(Layer::Period, unit_at).first()?;
        let found = (view.entry(hit).class == Class::PeriodUnit).then(|| self.of_unit(hit))??;
        (found.tokens.token_start == at && found.form != Form::Bare).then_some(found)
    }

    /// A stretch with what is around it: "two years ago", "the quarter ended May 31", "the week
    /// of July 6", "five sessions", "the year".
    pub(super) fn of_unit(&self, hit: &Hit) -> Option<TimeExpression> {
        let view = self.view;
        let unit = Unit::of_name(view.entry(hit).unit.as_deref()?)?;
        let (at, end) = (hit.token_start, hit.token_end);
        let (first, count) = self.count_before(at);
        if let Some(time) = self.counted_time(unit, count, end) {
            return Some(TimeExpression::new(first, end + 1, Form::Counted, time));
        }
        if let Some((end, time)) = self.ended(unit, count, end) {
            return Some(TimeExpression::new(first, end, Form::Words, time));
        }
        match count {
            Some(count) if first < at && !view.is_any(first, &["a", "an"]) => {
                let (past, ahead) = (self.length(unit, -count), self.length(unit, count));
                let time = Time { past, ahead, ..Time::default() };
                Some(TimeExpression::new(first, end, Form::Length, time))
            }
            _ => {
                let days = self.published.and_then(|day| unit.around(day));
                Some(TimeExpression::new(at, end, Form::Bare, Time::of(days)))
            }
        }
    }

    /// The count right before the stretch at `at`, and where its words begin.
    pub(super) fn count_before(&self, at: u32) -> (u32, Option<i32>) {
        let view = self.view;
        let Some(before) = view.prev(at) else { return (at, Some(1)) };
        let before = if view.is_punct(before, '-') { before.saturating_sub(1) } else { before };
        if view.is_any(before, &["a", "an"]) {
            return (before, Some(1));
        }
        match self.count(before) {
            Some((count, _)) => (before, Some(count)),
            None => (at, None),
        }
    }

    /// "Two years ago", "a month later": `end` is the token after the stretch.
    pub(super) fn counted_time(&self, unit: Unit, count: Option<i32>, end: u32) -> Option<Time> {
        let view = self.view;
        let sign = if view.is_of(end, Class::Ago) {
            -1
        } else if view.is_of(end, Class::Hence) {
            1
        } else {
            return None;
        };
        // "the month before", but "the month after the deal"
        let is_open = |n: u32| view.is_alphabetic(n) && !view.is_any(n, &["and", "in"]);
        if view.is_any(end, &["before", "after"]) && is_open(end + 1) {
            return None;
        }
        let count = count.unwrap_or(1) * sign;
        let is_of_telling = view.is_any(end, &["ago", "hence"]);
        let day = self.published.filter(|_| is_of_telling);
        let then = day.and_then(|day| unit.after(day, count)).map(|day| (day, day));
        Some(Time { shift: Some(Shift::By(unit, count)), is_near: is_of_telling, ..Time::of(then) })
    }

    /// "Fiscal 2026, which ended January 31": the stretch of a company's own year, from the day that the
    /// text gives after it.
    pub(super) fn own_end(&self, unit: Unit, end: u32) -> Option<Time> {
        let view = self.view;
        let at = end + u32::from(view.is_punct(end, ','));
        let verb = if view.is_any(at, &["which", "that"]) { at + 1 } else { return None };
        let is_end =
            view.is_any(verb, &["ended", "ends"]) || view.is_any(verb, &["ending", "closed"]);
        let day = verb + 1 + u32::from(view.is_word(verb + 1, "on"));
        let inner = self.date_of(day).filter(|_| is_end)?;
        Some(inner.time.map(|days| up_to(days.1, unit, 1)))
    }

    /// "The fiscal first quarter ended April 30": as [`Self::ended`], and nothing else.
    pub(super) fn ended_on(&self, unit: Unit, end: u32) -> Option<(u32, Time)> {
        let leads = self.view.is_any(end, &["ended", "ending"]);
        leads.then(|| self.ended(unit, None, end))?
    }

    /// "The quarter ended May 31", "12 months through May", "the year to March", "the week of July
    /// 6": `end` is the token after the stretch.
    fn ended(&self, unit: Unit, count: Option<i32>, end: u32) -> Option<(u32, Time)> {
        let view = self.view;
        let is_of = view.is_word(end, "of");
        let leads =
            is_of || view.is_of(end, Class::Until) || view.is_any(end, &["ended", "ending"]);
        if !leads {
            return None;
        }
        let at = if view.is_any(end + 1, &["on", "the"]) { end + 2 } else { end + 1 };
        let inner = self.date_of(at).or_else(|| self.month(at))?;
        let count = count.unwrap_or(1);
        let time = if is_of {
            // "the month of June", "the week of July 6"
            let time = inner.time;
            if unit == Unit::Week {
                time.map(|d| Unit::Week.part(1, 1, (d.0, Unit::Week.after(d.0, 1)?)))
            } else {
                time
            }
        } else {
            inner.time.map(|days| up_to(days.1, unit, count))
        };
        let is_known = time.past.is_some() || self.published.is_none();
        is_known.then_some((inner.tokens.token_end, time))
    }
}

/// The days of the year of publication or the one before it that a feast on `month_and_day` (100
/// times the month and the day) was last.
pub(super) fn last_feast(month_and_day: i32, published: Date) -> Days {
    let month = i8::try_from(month_and_day / 100).ok()?;
    let day = i8::try_from(month_and_day % 100).ok()?;
    let then = calendar::nearest_day(month, day, published)?;
    let then = if then <= published { then } else { Unit::Year.after(then, -1)? };
    Some((then, then))
}
