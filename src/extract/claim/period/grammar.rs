//! The grammar of periods: which days words denote, from a unit, an order, a count, a part and what
//! they hang on. The words are in `lexicons/periods.toml`, days are counted in `calculus.rs`.

use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive as _;

use super::{
    calculus::{Days, Unit, closed, moved, without_year, year_before},
    marks,
    time::{DatedTokens, Form, Shift, Time, TimeExpression},
};
use crate::{
    lang::{calendar, parse_digits},
    lexicon::{Class, Entry, Hit, Layer, SentenceView, TimeWord},
};

/// One sentence and what its times are read from.
pub(super) struct Reader<'a> {
    pub view: &'a SentenceView<'a>,
    pub published: Option<Date>,
    pub dates: Vec<DatedTokens>,
}

impl Reader<'_> {
    /// The time that begins with token `at`.
    pub(super) fn read(&self, at: u32) -> Option<TimeExpression> {
        let view = self.view;
        if let Some(hit) = view.hits_at(Layer::Period, at).first() {
            let found = match view.entry(hit).class {
                Class::PeriodOrder => self.ordered(hit),
                Class::PeriodUnit => self.of_unit(hit),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
        self.mark(at)
            .or_else(|| self.date_of(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.month(at))
            .or_else(|| self.counted_from(at))
    }

    /// The date that begins with token `at`.
    pub(super) fn date_of(&self, at: u32) -> Option<TimeExpression> {
        let date = self.date_at(at)?;
        let is_month = date.tokens.len() == 1 && self.month_at(at).is_some();
        let form = if is_month { Form::Month } else { Form::Date };
        let time = if is_month {
            self.month_time(at)
        } else {
            let open = date.days.filter(|_| !date.names_year(self.view));
            Time { happened: year_before(open, self.published), ..Time::of(date.days) }
        };
        Some(TimeExpression::new(at, date.tokens.token_end, form, time))
    }

    pub(super) fn date_at(&self, at: u32) -> Option<&DatedTokens> {
        let next = self.dates.partition_point(|d| d.tokens.token_start < at);
        self.dates.get(next).filter(|d| d.tokens.token_start == at)
    }

    /// The year at `at` that ends a longer date: "second half of fiscal 2025".
    fn year_within(&self, at: u32) -> Option<i16> {
        let next = self.dates.partition_point(|d| d.tokens.token_end <= at);
        let ends = self.dates.get(next).is_some_and(|d| d.tokens.last_token() == Some(at));
        let word = self.view.word(at);
        let is_year = ends && self.view.is_number(at) && word.len() == 4;
        word.parse().ok().filter(|_| is_year)
    }

    fn mark(&self, at: u32) -> Option<TimeExpression> {
        let (end, time) = marks::mark(self.view, at, self.published)?;
        Some(TimeExpression::new(at, end, Form::Words, time))
    }

    /// A month that is no date of its own: "May's gain", "last December".
    pub(super) fn month(&self, at: u32) -> Option<TimeExpression> {
        self.month_at(at)?;
        Some(TimeExpression::new(at, at + 1, Form::Month, self.month_time(at)))
    }

    pub(super) fn month_at(&self, at: u32) -> Option<i8> {
        self.number_term(at, Class::Month)
    }

    fn month_time(&self, at: u32) -> Time {
        let days = self.month_at(at).zip(self.published);
        let (past, ahead) = days.map_or((None, None), |(m, day)| without_year(m, 1, day));
        Time { past, ahead, ..Time::default() }
    }

    fn number_term(&self, at: u32, class: Class) -> Option<i8> {
        let hits = self.view.hits_at(Layer::Number, at);
        let entry = hits.iter().map(|h| self.view.entry(h)).find(|e| e.class == class)?;
        entry.value?.to_i8()
    }

    /// "Friday", "Monday, July 6": the last of this name, or the next.
    fn weekday(&self, at: u32) -> Option<TimeExpression> {
        let number = self.number_term(at, Class::Weekday)?;
        let view = self.view;
        let next = if view.is_punct(at + 1, ',') { at + 2 } else { at + 1 };
        if let Some(date) = self.date_at(next).filter(|d| d.days.is_some_and(|d| d.0 == d.1)) {
            let end = date.tokens.token_end;
            return Some(TimeExpression::new(at, end, Form::Weekday, Time::of(date.days)));
        }
        let back = |day: Date| (day.weekday().to_monday_one_offset() - number).rem_euclid(7);
        let days = |count: i32| {
            let then = Unit::Day.after(self.published?, count)?;
            Some((then, then))
        };
        let back = self.published.map_or(0, |day| i32::from(back(day)));
        let time = Time { past: days(-back), ahead: days((7 - back) % 7), ..Time::default() };
        Some(TimeExpression::new(at, at + 1, Form::Weekday, time))
    }

    /// "Last week", "the past two quarters", "first nine months of 2025", "third quarter", "last
    /// December", "the same period of 2024".
    fn ordered(&self, order: &Hit) -> Option<TimeExpression> {
        let view = self.view;
        let entry = view.entry(order);
        let word = entry.features.time?;
        let first = order.token_start;
        let at = self.skip_filler(order.token_end);
        if let Some(named) = self.named_order(entry, word, at) {
            return Some(TimeExpression::new(first, named.0, Form::Words, named.1));
        }
        let (count, after) = match self.count(at) {
            Some((count, after)) => (Some(count), self.skip_filler(after)),
            None => (None, at),
        };
        let Some((unit, end)) = self.unit_at(after) else {
            if word == TimeWord::Ordinal && count.is_none() && self.is_elliptic(first, at) {
                let (time, end) =
                    self.placed(word, entry.value?.to_i32()?, (None, Unit::Quarter), at)?;
                return Some(TimeExpression::new(first, end, Form::Words, time));
            }
            return self.year_ago(order, entry).filter(|_| count.is_none());
        };
        let is_placed = word == TimeWord::Ordinal && count.is_none();
        if let Some((end, time)) = self.ended_on(unit, end).filter(|_| is_placed) {
            return Some(TimeExpression::new(first, end, Form::Words, time));
        }
        let (time, end) = self.order_time(entry, word, (count, unit), (first, end))?;
        let time = self.own_end(unit, end).filter(|_| is_placed).unwrap_or(time);
        // "this year so far" is a term; "this week to date" is none
        Some(TimeExpression::new(first, end, Form::Words, time))
    }

    /// "Rose 1.1% in the second quarter from the first".
    fn is_elliptic(&self, first: u32, end: u32) -> bool {
        let view = self.view;
        view.prev_is(first, "the")
            && view.back(first, 2).is_some_and(|n| view.is_any(n, &["from", "than"]))
            && !view.is_alphabetic(end)
    }

    /// "A year ago", which is spelled as the order in "the year-ago quarter" is.
    fn year_ago(&self, order: &Hit, entry: &Entry) -> Option<TimeExpression> {
        let unit = entry.unit.as_deref().and_then(Unit::of_name)?;
        let last = order.token_end.checked_sub(1)?;
        let (first, count) = self.count_before(order.token_start);
        let time = self.counted_time(unit, count, last)?;
        Some(TimeExpression::new(first, order.token_end, Form::Counted, time))
    }

    /// "Last December", "next Friday": `at` is the token after the order.
    fn named_order(&self, entry: &Entry, word: TimeWord, at: u32) -> Option<(u32, Time)> {
        if word != TimeWord::Shift {
            return None;
        }
        let shift = entry.value?.to_i32()?;
        let month = self.month_at(at);
        let inner = match month {
            Some(_) => self.month(at)?,
            None => self.weekday(at)?,
        };
        let day = self.published;
        let unit = if month.is_some() { Unit::Year } else { Unit::Week };
        // the last one is over, the next one has not begun
        let is_over = |days: (Date, Date)| day.is_some_and(|day| days.1 < day);
        let (past, ahead) = (inner.time.past, inner.time.ahead);
        let days = match shift {
            ..0 => past.and_then(|d| if is_over(d) { Some(d) } else { moved(d, unit, -1) }),
            0 => past.filter(|d| month.is_none() || d.0.year() == day.map_or(0, Date::year)),
            _ => past.and_then(|d| moved(d, unit, 1)),
        };
        let days = if shift == 0 { days.or(ahead) } else { days };
        Some((inner.tokens.token_end, Time::of(days)))
    }

    /// The time of an order with its stretch, and where its words end. `span` is where they begin
    /// and where the stretch ends.
    fn order_time(
        &self,
        entry: &Entry,
        word: TimeWord,
        (count, unit): (Option<i32>, Unit),
        (first, end): (u32, u32),
    ) -> Option<(Time, u32)> {
        let value = entry.value.and_then(|v| v.to_i32()).unwrap_or_default();
        let day = self.published;
        let shifted = |shift: i32| day.and_then(|day| unit.shifted(day, shift));
        let time = match word {
            TimeWord::Shift if count.is_none() && !self.is_rolling(first, value) => {
                let is_of_sibling = value > 0 && self.view.prev_is(first, "the");
                let shift = is_of_sibling.then_some(Shift::By(unit, value));
                Time { shift, ..Time::of(shifted(value)) }
            }
            TimeWord::Shift | TimeWord::Rolling => {
                let count = count.unwrap_or(1);
                let is_back = word == TimeWord::Rolling || value < 0;
                Time::of(self.length(unit, if is_back { -count } else { count }))
            }
            TimeWord::Sibling => return self.sibling_time(entry, (value, count, unit), end),
            TimeWord::Ordinal | TimeWord::Final => {
                return self.placed(word, value, (count, unit), end);
            }
            TimeWord::Whole => {
                if let Some((end, time)) = self.tail(end) {
                    return Some((time, end));
                }
                let past = day.filter(|day| day.month() <= 4).and_then(|_| shifted(-1));
                Time { past, ahead: shifted(0), ..Time::default() }
            }
            TimeWord::Finished => Time::of(shifted(value)),
            _ => return None,
        };
        Some((time, end))
    }

    /// "Over the last month" ends today; "last month" is one of the calendar.
    fn is_rolling(&self, first: u32, value: i32) -> bool {
        let view = self.view;
        value < 0
            && view.prev_is(first, "the")
            && view.back(first, 2).is_some_and(|n| view.is_word(n, "over"))
    }

    /// So many stretches up to the day of publication, or from it. Stretches longer than days end
    /// with the day before.
    pub(super) fn length(&self, unit: Unit, count: i32) -> Days {
        let day = self.published?;
        let other = unit.after(day, count)?;
        if other >= day {
            return Some((day, other));
        }
        let is_short = matches!(unit, Unit::Hour | Unit::Day);
        Some((other, if is_short { day } else { day.yesterday().ok()? }))
    }

    /// "The previous quarter", "the same period last year", "the year-ago quarter".
    fn sibling_time(
        &self,
        entry: &Entry,
        (value, count, unit): (i32, Option<i32>, Unit),
        end: u32,
    ) -> Option<(Time, u32)> {
        if value == 0 {
            return self.same(end);
        }
        let by = entry.unit.as_deref().and_then(Unit::of_name).unwrap_or(unit);
        let shift = Some(Shift::By(by, value * count.unwrap_or(1)));
        let is_plain = entry.unit.is_none() && count.is_none();
        let days = self.published.filter(|_| is_plain).and_then(|day| unit.shifted(day, value));
        if let Some((end, Shift::InYear(year))) = self.other_year(end) {
            let shift = Some(Shift::InYear(year));
            return Some((Time { shift, ..Time::default() }, end));
        }
        Some((Time { shift, ..Time::of(days) }, end))
    }

    /// "The same quarter last year", "the same period a year ago", "of 2025".
    fn same(&self, end: u32) -> Option<(Time, u32)> {
        let (end, shift) = self.other_year(end)?;
        Some((Time { shift: Some(shift), ..Time::default() }, end))
    }

    /// Which other year is named from token `at` on.
    fn other_year(&self, at: u32) -> Option<(u32, Shift)> {
        let view = self.view;
        let at = if view.is_any(at, &["of", "in"]) { at + 1 } else { at };
        let at = if view.is_word(at, "the") { at + 1 } else { at };
        if let Some(date) = self.date_at(at) {
            let year = date.days?.0.year();
            return Some((date.tokens.token_end, Shift::InYear(year)));
        }
        if view.is_any(at, &["last", "previous"]) || view.is_any(at, &["prior", "preceding"]) {
            let (unit, end) = self.unit_at(at + 1)?;
            return (unit == Unit::Year).then_some((end, Shift::By(Unit::Year, -1)));
        }
        let counted = self.counted_from(at)?;
        Some((counted.tokens.token_end, counted.time.shift?))
    }

    /// "Third quarter", "the first nine months of 2025", "the final week of June": `end` is after
    /// the stretch.
    fn placed(
        &self,
        word: TimeWord,
        value: i32,
        (count, unit): (Option<i32>, Unit),
        end: u32,
    ) -> Option<(Time, u32)> {
        let is_final = word == TimeWord::Final;
        let part_of = |whole: (Date, Date)| match (is_final, count) {
            (true, count) => unit.end_part(count.unwrap_or(1), whole),
            (false, Some(count)) if value == 1 => unit.part(1, count, whole),
            (false, None) => unit.part(value, 1, whole),
            (false, Some(_)) => None,
        };
        if let Some((end, time)) = self.tail(end) {
            return Some((time.map(part_of), end));
        }
        let is_of_year = unit.per_year().is_some_and(|n| n < 12 || count.is_some());
        let months = 12 / i32::from(unit.per_year().filter(|_| is_of_year)?);
        let per_year = 12 / months;
        let (first, length) = match (is_final, count) {
            (true, count) if count.is_none_or(|n| n <= per_year) => {
                (per_year - count.unwrap_or(1) + 1, count.unwrap_or(1))
            }
            (false, Some(count)) if value == 1 && count <= per_year => (1, count),
            (false, None) if value <= per_year => (value, 1),
            _ => return None,
        };
        let month = i8::try_from((first - 1) * months + 1).ok().filter(|m| (1..13).contains(m))?;
        let (mut past, ahead) = match self.published {
            Some(day) => without_year(month, length * months, day),
            None => (None, None),
        };
        // nine months that are not over have no figures
        if count.is_some_and(|n| n > 1) && past.map(|d| d.1) >= self.published {
            past = past.and_then(|days| moved(days, Unit::Year, -1));
        }
        Some((Time { past, ahead, ..Time::default() }, end))
    }

    /// The longer stretch that a part is of: "of 2025", "of last year", "2025", "of June".
    fn tail(&self, at: u32) -> Option<(u32, Time)> {
        let view = self.view;
        let is_of = view.is_any(at, &["of", "in"]);
        let mut next = at + u32::from(is_of) + u32::from(view.is_punct(at, ','));
        while next < at + 4 && view.is_of(next, Class::WholeYear) {
            next += 1;
        }
        if let Some(date) = self.date_at(next) {
            let is_year = date.tokens.len() == 1 && view.is_number(next);
            let found = Some((date.tokens.token_end, Time::of(date.days)));
            return found.filter(|_| is_of || is_year);
        }
        if let Some(year) = self.year_within(next) {
            return Some((next + 1, Time::of(closed(calendar::year(year)))));
        }
        let hit = view.hits_at(Layer::Period, next).first()?;
        let entry = view.entry(hit);
        match entry.class {
            Class::PeriodOrder if entry.features.time == Some(TimeWord::Shift) => {
                let inner = self.ordered(hit)?;
                Some((inner.tokens.token_end, inner.time))
            }
            Class::PeriodUnit if is_of && next > at + 1 => {
                let unit = entry.unit.as_deref().and_then(Unit::of_name)?;
                let days = self.published.and_then(|day| unit.around(day));
                Some((hit.token_end, Time::of(days)))
            }
            _ => None,
        }
    }

    /// The stretch named at `at`, and the token after it.
    pub(super) fn unit_at(&self, at: u32) -> Option<(Unit, u32)> {
        let hits = self.view.hits_at(Layer::Period, at);
        let hit = hits.iter().find(|h| self.view.entry(h).class == Class::PeriodUnit)?;
        Some((Unit::of_name(self.view.entry(hit).unit.as_deref()?)?, hit.token_end))
    }

    /// The whole number at `at`, in digits or words, and the token after it. Nobody counts
    /// thousands of stretches.
    pub(super) fn count(&self, at: u32) -> Option<(i32, u32)> {
        let view = self.view;
        let (value, end) = if view.is_number(at) {
            (parse_digits(view.word(at))?, at + 1)
        } else {
            let hits = view.hits_at(Layer::Number, at);
            let hit = hits.iter().find(|h| view.entry(h).class == Class::NumberWord)?;
            (view.entry(hit).value?, hit.token_end)
        };
        let count = value.to_i32().filter(|n| (1..=2000).contains(n) && value.fract().is_zero());
        count.map(|count| (count, end))
    }

    /// The token after hyphens and words between an order and its stretch.
    pub(super) fn skip_filler(&self, at: u32) -> u32 {
        let view = self.view;
        let at = at + u32::from(view.is_punct(at, '-'));
        at + u32::from(view.is_of(at, Class::PeriodFill))
    }
}
