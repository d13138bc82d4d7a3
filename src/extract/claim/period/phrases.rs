//! The phrases of a sentence that bound a time: "in the second quarter", "since May 1996", "at the
//! end of 2027", "between August and October".

use jiff::civil::Date;

use super::{
    Phrase, PhraseKind,
    calculus::{Days, Edge, Unit, closed},
    grammar::Reader,
    stretches::last_feast,
    time::{DatedTokens, Form, Shift, Time, TimeExpression},
};
use rust_decimal::prelude::ToPrimitive as _;

use crate::{
    lang::{Lowered, Token},
    lexicon::{
        AskedWords, Class, ClassSet, Hit, Layer, PeriodComparison, SentenceView, TimeWord, words,
    },
    model::{Quantity, QuantityKind, TokenRange},
};

/// What begins phrases of time that are no dates.
pub(in super::super) const TIMES: ClassSet = ClassSet::of(&[
    Class::PeriodWords,
    Class::PeriodOrder,
    Class::PeriodUnit,
    Class::Month,
    Class::Weekday,
]);

/// All phrases of a sentence, by place; `own` are its quantities.
pub(super) fn find(view: &SentenceView<'_>, own: &[Quantity]) -> Vec<Phrase> {
    let finder = Finder::new(view, own);
    let mut out: Vec<Phrase> = Vec::new();
    let mut at = view.start();
    while at < view.end() {
        let found = finder.phrase_at(at).filter(|phrase| !finder.is_of_record(phrase));
        let next = found.as_ref().map_or(0, |phrase| phrase.tokens.token_end);
        out.extend(found);
        at = next.max(at + 1);
    }
    out
}

/// Heads of columns.
const MAX_HEADS: usize = 24;

/// The times that a sentence ends with, each of which begins where `begins` says; none where
/// anything else is among them.
pub(super) fn readings(
    view: &SentenceView<'_>,
    own: &[Quantity],
    begins: impl Fn(u32) -> bool,
) -> Vec<TimeExpression> {
    // cheap first: most sentences have no columns
    let Some(first) = view.range().iter().skip(1).find(|at| begins(*at)) else { return Vec::new() };
    let finder = Finder::new(view, own);
    let opening = finder.reader.read(view.start()).filter(|r| r.tokens.token_end == first);
    let mut out: Vec<TimeExpression> = opening.into_iter().collect();
    let mut at = first;
    while at < view.end() && out.len() < MAX_HEADS {
        match finder.reader.read(at).filter(|_| begins(at)) {
            Some(reading) => {
                at = reading.tokens.token_end;
                out.push(reading);
            }
            None => return Vec::new(),
        }
    }
    out
}

/// One sentence and what its phrases are read from.
pub(super) struct Finder<'a> {
    pub view: &'a SentenceView<'a>,
    pub reader: Reader<'a>,
}

impl<'a> Finder<'a> {
    fn new(view: &'a SentenceView<'a>, own: &[Quantity]) -> Self {
        let is_length = |q: &&Quantity| q.not_claim.as_deref() == Some("period");
        let dates = own
            .iter()
            .filter(|q| matches!(q.kind, QuantityKind::Date | QuantityKind::DateRange))
            .filter(|q| !is_length(q))
            .map(|q| DatedTokens {
                tokens: view.tokens_of(q.span),
                days: match q.date_end {
                    Some(after) => closed(q.date.map(|first| (first, after))),
                    None => q.date.filter(|_| q.kind == QuantityKind::Date).map(|day| (day, day)),
                },
            })
            .collect();
        let reader = Reader { view, published: view.document().published.day(), dates };
        Self { view, reader }
    }

    pub(super) fn is_any(&self, at: u32, words: impl AskedWords) -> bool {
        self.view.is_any(at, words)
    }

    fn published(&self) -> Option<Date> {
        self.reader.published
    }

    /// The phrase whose core begins with token `at`.
    fn phrase_at(&self, at: u32) -> Option<Phrase> {
        let token = self.view.token(at)?;
        let may_be_date = token.is_number() || token.is_capital();
        if !may_be_date && !self.view.may_begin_any(at, TIMES) {
            return self.spelled_date(at);
        }
        if let Some(hit) = self.view.hits_at(Layer::Period, at).first()
            && self.view.entry(hit).class == Class::PeriodWords
        {
            return Some(self.words(hit));
        }
        self.accepted(self.reader.read(at)?)
    }

    /// A date that begins with a word: "second quarter of 2026".
    fn spelled_date(&self, at: u32) -> Option<Phrase> {
        let next = self.reader.dates.partition_point(|d| d.tokens.token_start < at);
        let begins = self.reader.dates.get(next).is_some_and(|d| d.tokens.token_start == at);
        if begins { self.accepted(self.reader.read(at)?) } else { None }
    }

    /// The phrase of a reading, where what is around it bounds a time.
    fn accepted(&self, reading: TimeExpression) -> Option<Phrase> {
        let view = self.view;
        let (first, end) = (reading.tokens.token_start, reading.tokens.token_end);
        if self.is_label(first, end) {
            let tokens = reading.tokens;
            return Some(Phrase {
                tokens,
                core: first,
                kind: PhraseKind::Label,
                time: reading.time,
            });
        }
        match reading.form {
            Form::Words | Form::Counted => Some(self.phrase(first, end, reading.time)),
            Form::Weekday => {
                // "more than Tuesday's close" is past, whatever is offered
                let is_owner = view.is_any(end, &["'s"]);
                let time = if is_owner { Time::of(reading.time.past) } else { reading.time };
                (!self.is_of_telling(first)).then(|| self.phrase(first, end, time))
            }
            Form::Date | Form::Month => self.dated(&reading),
            Form::Length => self.length(&reading),
            Form::Bare => self.bare(&reading),
        }
        .filter(|phrase| !view.is_of(phrase.tokens.token_end, Class::DatedPaper))
    }

    /// "(May: 50.7)", "(2025: $4 million)": the time of the figure after the colon.
    fn is_label(&self, first: u32, end: u32) -> bool {
        let view = self.view;
        let opens = view.prev_is_punct(first, '(') || view.prev_is_punct(first, '[');
        opens && view.is_punct(end, ':')
    }

    /// The phrase of the words `core..end` with the part that they name, their preposition and
    /// article; "since" lasts until publication.
    pub(super) fn phrase(&self, core: u32, end: u32, time: Time) -> Phrase {
        let view = self.view;
        let (core, time) = self.with_edge(core, time);
        let article = view.prev(core).filter(|n| view.is_of(*n, Class::PeriodArticle));
        let start = article.unwrap_or(core);
        let preposition = view.prev(start).filter(|n| self.view.is_of(*n, Class::TimeLead));
        let as_of = view
            .prev(start)
            .filter(|n| self.is_any(*n, &["of", "at"]))
            .and_then(|n| view.prev(n))
            .filter(|n| view.is_word(*n, "as"));
        let first = as_of.or(preposition).unwrap_or(core);
        let (end, time) = self.with_range(first, end, time);
        let time = match self.published() {
            Some(day) if view.is_word(first, "since") => {
                let until_now = |days: (Date, Date)| Some((days.0, day.max(days.0)));
                Time { shift: time.shift, ..time.map(until_now) }
            }
            _ => time,
        };
        let kind = self.kind(first, time);
        Phrase { tokens: TokenRange::new(first, end), core, kind, time }
    }

    /// What a phrase that begins with `first` does to a change: "from the previous quarter" and
    /// "than in the same period of 2025" name its base.
    fn kind(&self, first: u32, time: Time) -> PhraseKind {
        let is_of_sibling = matches!(time.shift, Some(Shift::By(..) | Shift::InYear(_)));
        if is_of_sibling && self.is_base(first) {
            PhraseKind::Comparison
        } else {
            PhraseKind::Bound
        }
    }

    /// Whether what begins with `first` is what something is measured against.
    pub(super) fn is_base(&self, first: u32) -> bool {
        let article = self.view.prev(first).filter(|n| self.view.is_word(*n, "the"));
        self.view.is_word(first, "from")
            || self
                .view
                .prev(article.unwrap_or(first))
                .is_some_and(|n| self.view.is_of(n, Class::SettingLead))
    }

    /// The part that the words before `core` name: "early", "mid-", "the end of"; where they begin
    /// and what they make of the time.
    pub(super) fn with_edge(&self, core: u32, time: Time) -> (u32, Time) {
        let view = self.view;
        let edge = |first: u32, edge: Edge| (first, time.map(|days| edge.of(days)));
        let Some(mut at) = view.prev(core) else { return (core, time) };
        let is_hyphen = view.is_punct(at, '-');
        if is_hyphen {
            at = at.saturating_sub(1);
        }
        match () {
            () if view.is_word(at, "early") => return edge(at, Edge::Early),
            () if view.is_any(at, &["mid", "middle"]) => return edge(at, Edge::Mid),
            () if view.is_word(at, "late") => return edge(at, Edge::Late),
            () if view.is_word(at, "end") => return edge(at, Edge::End),
            () if is_hyphen => return (core, time),
            () => {}
        }
        let of = if view.is_any(at, &["the", "its"]) || view.is_word(at, "this") {
            at.saturating_sub(1)
        } else {
            at
        };
        if !view.is_word(of, "of") || of <= view.start() {
            return (core, time);
        }
        let part = of - 1;
        match () {
            () if view.is_word(part, "end") => edge(part, Edge::End),
            () if self.is_any(part, words!["start", "beginning"]) => edge(part, Edge::Start),
            () if view.is_word(part, "turn") => edge(part, Edge::Start),
            () if view.is_word(part, "middle") => edge(part, Edge::Mid),
            () if view.is_word(part, "whole") => (part, time),
            () => (core, time),
        }
    }

    /// "From 2010 to 2018", "between August and October": where a range that begins with `first`
    /// ends.
    fn with_range(&self, first: u32, end: u32, time: Time) -> (u32, Time) {
        let view = self.view;
        let is_between = view.is_word(first, "between") && view.is_word(end, "and");
        let joins = |n: u32| view.is_of(n, Class::Until);
        let is_from = view.is_word(first, "from") && joins(end);
        if !(is_between || is_from) {
            return (end, time);
        }
        let at = end + 1 + u32::from(view.is_word(end + 1, "the"));
        let Some(last) = self.reader.read(at).filter(|r| r.form != Form::Length) else {
            return (end, time);
        };
        let join = |begin: Days, stop: Days| {
            let (begin, stop) = (begin?, stop?);
            let begin = if begin.0 > stop.1 { Unit::Year.after(begin.0, -1)? } else { begin.0 };
            (begin <= stop.1).then_some((begin, stop.1))
        };
        let joined = Time {
            past: join(time.past, last.time.past),
            ahead: join(time.ahead, last.time.ahead),
            ..Time::default()
        };
        (last.tokens.token_end, joined)
    }

    /// A fixed phrase: "year-to-date", "yesterday", "so far in July", "year-end 2027".
    fn words(&self, hit: &Hit) -> Phrase {
        let entry = self.view.entry(hit);
        let (at, mut end) = (hit.token_start, hit.token_end);
        let day = self.published();
        let unit = entry.unit.as_deref().and_then(Unit::of_name);
        let value = entry.value.and_then(|v| v.to_i32()).unwrap_or_default();
        let around = day.zip(unit).and_then(|(day, unit)| unit.around(day));
        let mut days = None;
        match entry.features.time {
            Some(TimeWord::ToDate) => days = around.zip(day).map(|(d, day)| (d.0, day)),
            Some(TimeWord::Day) => {
                days = day.and_then(|day| Unit::Day.after(day, value)).map(|d| (d, d));
            }
            Some(TimeWord::Feast) => days = day.and_then(|day| last_feast(value, day)),
            Some(TimeWord::End) => {
                let named = self.reader.read(end).filter(|r| r.form == Form::Date);
                end = named.map_or(end, |r| r.tokens.token_end);
                days = named.map_or(around, |r| r.time.past).and_then(|d| Edge::End.of(d));
            }
            _ if self.view.is_word(end - 1, "far") => {
                let at = if self.is_any(end, words!["in", "during"]) { end + 1 } else { end };
                let at = at + u32::from(self.view.is_word(at, "the"));
                if let Some(inner) = self.reader.read(at) {
                    end = inner.tokens.token_end;
                    days = inner.time.past.zip(day).map(|(d, day)| (d.0, day));
                }
            }
            _ => {}
        }
        let mut phrase = self.phrase(at, end, Time::of(days));
        let is_base = self.is_base(phrase.tokens.token_start);
        let compares = match entry.features.comparison {
            Some(PeriodComparison::Always) => true,
            Some(PeriodComparison::AfterPreposition) => is_base,
            None => false,
        };
        if compares {
            phrase.kind = PhraseKind::Comparison;
            phrase.time.shift = unit.map(|unit| Shift::By(unit, -1));
        }
        if entry.features.time == Some(TimeWord::Present) {
            phrase.kind = PhraseKind::Present;
        }
        phrase
    }

    /// Whether a verb of saying is right before a day of the week.
    fn is_of_telling(&self, at: u32) -> bool {
        let before = self.view.before(at, 2);
        let said = self.view.hits_in(Layer::Speech, before);
        said.iter().any(|hit| self.view.entry(hit).class == Class::SayVerb)
            || before.iter().any(|n| self.is_any(n, words!["showed", "shows"]))
    }

    /// "Its highest close since 2000" tells how rare a number is, not when.
    fn is_of_record(&self, phrase: &Phrase) -> bool {
        let view = self.view;
        let first = phrase.tokens.token_start;
        let is_superlative = |n: u32| {
            view.is_of(n, Class::Superlative)
                || view.token(n).is_some_and(|t: &Token| t.is_word() && t.span().len() > 5)
                    && Lowered::new(view.word(n)).ends_with("est")
        };
        // "in four months", "in the past year"
        let is_open = |days: (Date, Date)| {
            self.published()
                .is_some_and(|day| days.0 < days.1 && days.1.tomorrow().is_ok_and(|d| d >= day))
        };
        let is_length = phrase.kind == PhraseKind::Length || phrase.time.past.is_none_or(is_open);
        (self.is_any(first, words!["since"]) || self.is_any(first, words!["in"]) && is_length)
            && view
                .before(first, 6)
                .iter()
                .rev()
                .take_while(|n| !view.is_punct(*n, ','))
                .any(is_superlative)
    }
}
