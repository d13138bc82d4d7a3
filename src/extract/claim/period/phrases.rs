//! The phrases of a sentence that bound a time: "in the second quarter", "since May 1996", "last
//! week", "on Thursday", "Q3".

use jiff::civil::Date;

use super::{
    Phrase, PhraseKind,
    days::{Days, closed, of_mark, of_order, of_word, up_to},
};
use crate::{
    lang::{Token, parse_digits},
    lexicon::{AskedWords, Class, Hit, Layer, PeriodComparison, SentenceView, WordSet, words},
    model::{Quantity, QuantityKind, TokenRange},
};

/// Prepositions of time.
const PREPOSITIONS: &WordSet = words![
    "in", "on", "over", "during", "for", "since", "by", "within", "at", "through", "until", "from",
    "between", "to", "before", "after", "into"
];
/// What stands before a date that bounds a time; elsewhere a month or a year only names something.
const DATING: &WordSet = words![
    "in", "since", "for", "during", "by", "from", "through", "until", "on", "late", "early", "mid",
    "between", "over", "ended", "ending"
];

/// A date of the sentence.
#[derive(Debug, Clone, Copy)]
struct DatedTokens {
    tokens: TokenRange,
    /// First and last day.
    days: Days,
    /// Whether it is a length of time: "the past two years".
    is_length: bool,
}

/// One sentence and what its phrases are read from.
struct Finder<'a> {
    view: &'a SentenceView<'a>,
    published: Option<Date>,
    dates: Vec<DatedTokens>,
}

/// All phrases of a sentence, by place; `own` are its quantities.
pub(super) fn find(view: &SentenceView<'_>, own: &[Quantity]) -> Vec<Phrase> {
    let finder = Finder::new(view, own);
    let mut out = Vec::new();
    let hits = view.hits(Layer::Period);
    for (n, hit) in hits.iter().enumerate() {
        match view.entry(hit).class {
            Class::PeriodWords => out.push(finder.words(hit)),
            Class::PeriodOrder => out.extend(finder.ordered(hit, &hits[n + 1..])),
            Class::PeriodUnit => out.extend(finder.length(hit)),
            _ => {}
        }
    }
    out.extend(view.hits(Layer::Number).iter().filter_map(|hit| finder.weekday_or_month(hit)));
    out.extend(view.range().iter().filter_map(|at| finder.quarter_mark(at)));
    let mut known: Vec<TokenRange> = out.iter().map(|p| p.tokens.after(p.core)).collect();
    known.sort_unstable();
    for date in finder.dates.iter().filter(|date| !date.is_length) {
        let next = known.partition_point(|p| p.token_end <= date.tokens.token_start);
        if known.get(next).is_none_or(|p| p.token_start >= date.tokens.token_end) {
            out.extend(finder.dated(date));
        }
    }
    out.retain(|phrase| !finder.is_of_record(phrase));
    out.sort_unstable_by_key(|p| (p.core, std::cmp::Reverse(p.tokens.token_end)));
    out.dedup_by_key(|p| p.core);
    out
}

impl<'a> Finder<'a> {
    fn new(view: &'a SentenceView<'a>, own: &[Quantity]) -> Self {
        let dates = own
            .iter()
            .filter(|q| matches!(q.kind, QuantityKind::Date | QuantityKind::DateRange))
            .map(|q| DatedTokens {
                tokens: view.tokens_of(q.span),
                days: match q.date_end {
                    Some(after) => closed(q.date.map(|first| (first, after))),
                    None => q.date.filter(|_| q.kind == QuantityKind::Date).map(|day| (day, day)),
                },
                is_length: q.not_claim.as_deref() == Some("period"),
            })
            .collect();
        Self { view, published: view.document().published.day(), dates }
    }

    fn is_any(&self, at: u32, words: impl AskedWords) -> bool {
        self.view.is_any(at, words)
    }

    /// The phrase of the words `core..end` with its preposition and article; "since" lasts until
    /// publication.
    fn phrase(&self, core: u32, end: u32, days: Days) -> Phrase {
        let view = self.view;
        // "in early May", "over the past month"; but "its 2027 forecast" has no preposition
        let modifier = view
            .prev(core)
            .filter(|n| self.is_any(*n, words!["the", "its", "a", "early", "late", "mid"]));
        let start = modifier.unwrap_or(core);
        let preposition = view.prev(start).filter(|n| self.is_any(*n, PREPOSITIONS));
        let owns = modifier.is_some_and(|n| self.is_any(n, words!["the", "its"]));
        let first = preposition.unwrap_or(if owns { core } else { start });
        let days = match (days, self.published) {
            (Some((begin, _)), Some(published)) if self.is_any(first, words!["since"]) => {
                Some((begin, published.max(begin)))
            }
            _ => days,
        };
        Phrase { tokens: TokenRange::new(first, end), core, kind: PhraseKind::Bound, days }
    }

    /// A fixed phrase: "year-to-date", "a year earlier".
    fn words(&self, hit: &Hit) -> Phrase {
        let days = of_word(self.view, hit.token_start, self.published);
        let mut phrase = self.phrase(hit.token_start, hit.token_end, days);
        let compares = self.view.entry(hit).features.comparison;
        let first = phrase.tokens.token_start;
        let is_measured = self.is_any(first, words!["from", "to"])
            || self.view.prev_is_any(first, words!["than", "with", "versus", "to", "from", "over"]);
        if compares == Some(PeriodComparison::Always)
            || compares == Some(PeriodComparison::AfterPreposition) && is_measured
        {
            phrase.kind = PhraseKind::Comparison;
        }
        phrase
    }

    /// "on Thursday", "May's gain", "the May quarter"; "the agency said on Wednesday" dates the
    /// telling.
    fn weekday_or_month(&self, hit: &Hit) -> Option<Phrase> {
        let (start, end) = (hit.token_start, hit.token_end);
        match self.view.entry(hit).class {
            Class::Weekday if !self.is_of_telling(start) => {
                Some(self.phrase(start, end, of_word(self.view, start, self.published)))
            }
            Class::Month if self.is_any(end, words!["'s"]) => {
                Some(self.phrase(start, end, self.month(start)))
            }
            Class::Month if self.is_any(end, words!["quarter"]) => {
                let days = self.month(start).and_then(|(_, last)| up_to(last, 3));
                Some(self.phrase(start, end + 1, days))
            }
            _ => None,
        }
    }

    /// "The past two quarters", "first nine months of 2025", "last week", "fourth-quarter", "the
    /// year-ago quarter".
    fn ordered(&self, order: &Hit, after: &[Hit]) -> Option<Phrase> {
        let view = self.view;
        let at = order.token_end;
        let is_unit = |h: &&Hit| view.entry(h).class == Class::PeriodUnit;
        let unit = after.iter().take_while(|h| h.token_start <= at + 1).find(is_unit)?.token_start;
        let between = (unit > at).then(|| view.token(at)).flatten();
        let is_ordinal =
            self.is_any(order.token_start, words!["first", "second", "third", "fourth"]);
        if unit > at && between.is_none_or(|t| !t.is_number() && !t.is_word() && !t.is_punct('-'))
            || self.is_any(at, words!["straight", "consecutive", "successive", "in"])
            // "a third week", "the second day" tell an order
            || is_ordinal && unit == at && !self.is_any(unit, words!["quarter", "half", "halves"])
        {
            return None;
        }
        let count = between.and_then(|t| {
            if t.is_number() { parse_digits(view.word(at)) } else { self.number_word(at) }
        });
        let count = count.and_then(|n| i64::try_from(n).ok());
        let days = of_order(view.word(order.token_start), count, view.word(unit), self.published);
        let (end, days) = match self.date_after(order.token_start) {
            Some(date) if date.tokens.token_start <= unit => {
                (date.tokens.token_end.max(unit + 1), date.days.or(days))
            }
            _ => (unit + 1, days),
        };
        let (end, days) = self.of_year(order, count, end, days);
        Some(self.phrase(order.token_start, end, days))
    }

    /// Where a phrase that ends at `end` and its days are extended by "of 2025", "of the year".
    fn of_year(&self, order: &Hit, count: Option<i64>, end: u32, days: Days) -> (u32, Days) {
        if !self.is_any(end, words!["of"]) {
            return (end, days);
        }
        if let Some(date) = self.date_at(end + 1) {
            let months = count
                .and_then(|n| i32::try_from(n).ok())
                .filter(|_| self.is_any(order.token_start, words!["first"]));
            let days = match (months, date.days) {
                (Some(months), Some((first, _))) => {
                    closed(crate::lang::calendar::months(first.year(), 1, months))
                }
                _ => days,
            };
            return (date.tokens.token_end, days);
        }
        let is_year = self.is_any(end + 1, words!["the", "this", "last"])
            && self.is_any(end + 2, words!["year"]);
        (if is_year { end + 3 } else { end }, days)
    }

    /// The first date that ends after token `at`.
    fn date_after(&self, at: u32) -> Option<&DatedTokens> {
        self.dates.get(self.dates.partition_point(|d| d.tokens.token_end <= at))
    }

    /// The date that begins with token `at`.
    fn date_at(&self, at: u32) -> Option<&DatedTokens> {
        self.date_after(at).filter(|d| d.tokens.token_start == at)
    }

    fn number_word(&self, at: u32) -> Option<rust_decimal::Decimal> {
        let hits = self.view.hits_at(Layer::Number, at);
        let hit = hits.iter().find(|h| self.view.entry(h).class == Class::NumberWord)?;
        self.view.entry(hit).value
    }

    /// "For the year", "on the month"; "the quarter ended May 31", "the 12 months through May",
    /// "the June quarter".
    fn length(&self, hit: &Hit) -> Option<Phrase> {
        let at = hit.token_start;
        let is = |words: &[&str]| self.is_any(at, words);
        if self.is_any(at + 1, words!["ended", "ending", "through", "to"])
            && let Some(DatedTokens { tokens, days: Some((_, last)), .. }) = self.date_at(at + 2)
        {
            let number = |n: u32| {
                parse_digits(self.view.word(n))
                    .or_else(|| self.number_word(n))
                    .and_then(|n| i32::try_from(n).ok())
            };
            let count = self.view.prev(at).and_then(|n| Some((n, number(n)?)));
            let months = match () {
                () if is(&["months"]) => count?.1,
                () if is(&["quarter"]) => 3,
                () if is(&["year"]) => 12,
                () => return None,
            };
            let core = count.map_or(at, |(before, _)| before);
            return Some(self.phrase(core, tokens.token_end, up_to(*last, months.clamp(1, 1200))));
        }
        let article = self.view.prev(at).filter(|n| self.is_any(*n, words!["the"]))?;
        let preposition = self.view.prev(article)?;
        if !is(&["year", "quarter", "month", "week", "half"])
            || self.is_any(at + 1, words!["ago", "earlier", "of", "before"])
        {
            return None;
        }
        if self.is_any(preposition, words!["in", "for", "during", "over"]) {
            return Some(self.phrase(at, at + 1, None));
        }
        let is_compared = self.is_any(preposition, words!["on"]);
        is_compared
            .then(|| Phrase { kind: PhraseKind::Comparison, ..self.phrase(at, at + 1, None) })
    }

    /// "Q3", "Q3 2026", "FY26", "H1", "4Q25".
    fn quarter_mark(&self, at: u32) -> Option<Phrase> {
        let view = self.view;
        let (mark, end) = match view.word(at).as_bytes() {
            [b'Q' | b'H', b'1'..=b'4', ..] | [b'F' | b'C', b'Y', ..] => {
                (view.word(at).to_owned(), at + 1)
            }
            // "4Q25" are two tokens
            [b'1'..=b'4'] if view.is_joined(at + 1) && view.is_capital(at + 1) => {
                (format!("{}{}", view.word(at), view.word(at + 1)), at + 2)
            }
            _ => return None,
        };
        let has_shape =
            mark.len() <= 6 && mark.bytes().filter(u8::is_ascii_alphabetic).count() <= 2;
        let year = self
            .date_after(end)
            .filter(|d| d.tokens.token_start <= end && d.tokens.token_end == end + 1);
        let own = year.and_then(|y| y.days).map(|(first, _)| first.year());
        let days = of_mark(&mark, own, self.published);
        let is_bare = matches!(mark.as_str(), "FY" | "CY") && own.is_none();
        (has_shape && !is_bare && (days.is_some() || self.published.is_none())).then(|| {
            self.phrase(self.with_fiscal(at), if year.is_some() { end + 1 } else { end }, days)
        })
    }

    /// The token `at`, or "fiscal" before it.
    fn with_fiscal(&self, at: u32) -> u32 {
        self.view.prev(at).filter(|n| self.is_any(*n, words!["fiscal"])).unwrap_or(at)
    }

    /// A date where its neighbours say that it bounds a time: "in May", "2025's gain", "2024
    /// forecast", "October-December period".
    fn dated(&self, date: &DatedTokens) -> Option<Phrase> {
        let view = self.view;
        let (end, days) = (date.tokens.token_end, date.days);
        let core = self.with_fiscal(date.tokens.token_start);
        if self.is_any(end, words!["quarter", "period"]) {
            return Some(self.phrase(core, end + 1, days));
        }
        if self.is_any(end, words!["'s"]) {
            return Some(self.phrase(core, end, days));
        }
        let phrase = self.phrase(core, end, days);
        // "as of April"
        if view.prev_is(core, "of")
            && let Some(first) = view.back(core, 2).filter(|n| view.is_word(*n, "as"))
        {
            return Some(Phrase { tokens: TokenRange::new(first, end), ..phrase });
        }
        // "2010's gain" may be read as a decade
        if let Some(last) = view.prev(end).filter(|n| self.is_any(*n, words!["'s"])) {
            return Some(self.phrase(core, last, days));
        }
        let first = phrase.tokens.token_start;
        let dates = phrase.tokens.before(core).iter().chain(view.prev(core));
        let is_dated = dates.into_iter().any(|n| self.is_any(n, DATING));
        let is_opening = first == view.start() && view.is_punct(end, ',');
        (is_dated || is_opening || self.is_measure(end)).then_some(phrase)
    }

    /// The latest month of this name that had begun at publication.
    fn month(&self, at: u32) -> Days {
        closed(crate::lang::calendar::latest(
            crate::lang::month_number(self.view.word(at))?,
            1,
            self.published?,
        ))
    }

    /// Whether a noun that is measured or foreseen begins at `at`: "2023 growth", "2024 sales
    /// forecast".
    fn is_measure(&self, at: u32) -> bool {
        let view = self.view;
        view.is_alphabetic(at)
            && !view.is_capital(at)
            && (view.has_at(Layer::Claim, at, |e| e.class == Class::Measure)
                || view.has_at(Layer::Modality, at, |e| e.class == Class::Forecast)
                || self.is_any(
                    at,
                    words!["growth", "budget", "deficit", "inflation", "results", "output"],
                ))
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
            self.is_any(n, words!["most", "best", "worst", "first", "record", "least", "fewest"])
                || view.token(n).is_some_and(|t: &Token| t.is_word() && t.span().len() > 5)
                    && view.word(n).to_ascii_lowercase().ends_with("est")
        };
        (self.is_any(first, words!["since"])
            || self.is_any(first, words!["in"]) && phrase.days.is_none())
            && view
                .before(first, 6)
                .iter()
                .rev()
                .take_while(|n| !view.is_punct(*n, ','))
                .any(is_superlative)
    }
}
