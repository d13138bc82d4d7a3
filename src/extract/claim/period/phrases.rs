//! The phrases of a sentence that bound a time: "in the second quarter", "since May 1996", "last
//! week", "on Thursday", "Q3".

use jiff::civil::Date;

use super::{
    Phrase, PhraseKind,
    days::{Days, closed, of_mark, of_order, of_word, up_to},
};
use crate::{
    lang::{Token, parse_digits},
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::{Quantity, QuantityKind, Sentence},
};

/// Prepositions of time.
const PREPOSITIONS: [&str; 17] = [
    "in", "on", "over", "during", "for", "since", "by", "within", "at", "through", "until", "from",
    "between", "to", "before", "after", "into",
];
/// What stands before a date that bounds a time; elsewhere a month or a year only names something.
const DATING: [&str; 16] = [
    "in", "since", "for", "during", "by", "from", "through", "until", "on", "late", "early", "mid",
    "between", "over", "ended", "ending",
];

/// One sentence and what its phrases are read from.
struct Finder<'a> {
    parsed: &'a ParsedDocument<'a>,
    floor: u32,
    end: u32,
    published: Option<Date>,
    /// Dates of the sentence by tokens, with first and last day.
    dates: Vec<(u32, u32, Days, bool)>,
}

/// All phrases of a sentence, by place.
pub(super) fn find(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    quantities: &[Quantity],
    published: Option<Date>,
    out: &mut Vec<Phrase>,
) {
    out.clear();
    let finder = Finder::new(parsed, sentence, quantities, published);
    let hits = parsed.hits(Layer::Period, sentence);
    for (n, hit) in hits.iter().enumerate() {
        match parsed.entry(hit).class {
            Class::PeriodWords => out.push(finder.words(hit)),
            Class::PeriodOrder => out.extend(finder.ordered(hit, &hits[n + 1..])),
            Class::PeriodUnit => out.extend(finder.stretch(hit)),
            _ => {}
        }
    }
    for hit in parsed.hits(Layer::Number, sentence) {
        // "the agency said on Wednesday" dates the telling
        if parsed.entry(hit).class == Class::Weekday && !finder.is_of_telling(hit.token_start) {
            let days = of_word(parsed, hit.token_start, published);
            out.push(finder.phrase(hit.token_start, hit.token_end, days));
        } else if parsed.entry(hit).class == Class::Month
            && finder.is_any(hit.token_end, &["’s", "'s"])
        {
            out.push(finder.phrase(hit.token_start, hit.token_end, finder.month(hit.token_start)));
        } else if parsed.entry(hit).class == Class::Month
            && finder.is_any(hit.token_end, &["quarter"])
        {
            let days = finder.month(hit.token_start).and_then(|(_, last)| up_to(last, 3));
            out.push(finder.phrase(hit.token_start, hit.token_end + 1, days));
        }
    }
    out.extend((sentence.token_start..sentence.token_end).filter_map(|at| finder.mark(at)));
    let mut known: Vec<(u32, u32)> = out.iter().map(|p| (p.core, p.to)).collect();
    known.sort_unstable();
    for &(from, to, days, is_length) in &finder.dates {
        let next = known.partition_point(|p| p.1 <= from);
        let is_new = known.get(next).is_none_or(|p| p.0 >= to);
        if is_new && !is_length {
            out.extend(finder.dated(from, to, days));
        }
    }
    out.retain(|phrase| !finder.is_of_record(phrase));
    out.sort_unstable_by_key(|p| (p.core, std::cmp::Reverse(p.to)));
    out.dedup_by_key(|p| p.core);
}

impl<'a> Finder<'a> {
    fn new(
        parsed: &'a ParsedDocument<'a>,
        sentence: &Sentence,
        quantities: &[Quantity],
        published: Option<Date>,
    ) -> Self {
        let from = quantities.partition_point(|q| q.span.byte_end <= sentence.span.byte_start);
        let own =
            quantities[from..].iter().take_while(|q| q.span.byte_start < sentence.span.byte_end);
        let dates = own
            .filter(|q| matches!(q.kind, QuantityKind::Date | QuantityKind::DateRange))
            .map(|q| {
                let days = match q.date_end {
                    Some(after) => closed(q.date.map(|first| (first, after))),
                    None => q.date.filter(|_| q.kind == QuantityKind::Date).map(|day| (day, day)),
                };
                (
                    parsed.token_at(q.span.byte_start),
                    parsed.token_at(q.span.byte_end),
                    days,
                    q.not_claim == Some("period"),
                )
            });
        Self {
            parsed,
            floor: sentence.token_start,
            end: sentence.token_end,
            published,
            dates: dates.collect(),
        }
    }

    fn is_any(&self, at: u32, words: &[&str]) -> bool {
        at >= self.floor && at < self.end && self.parsed.is_any(at, words)
    }

    fn token(&self, at: u32) -> Option<&'a Token> {
        if at < self.floor || at >= self.end { None } else { self.parsed.tokens().get(at as usize) }
    }

    /// The phrase of the words `core..to` with its preposition and article; "since" lasts until
    /// publication.
    fn phrase(&self, core: u32, to: u32, days: Days) -> Phrase {
        // "in early May", "over the past month"; but "its 2027 forecast" has no preposition
        let modifier = core
            .checked_sub(1)
            .filter(|n| self.is_any(*n, &["the", "its", "a", "early", "late", "mid"]));
        let start = modifier.unwrap_or(core);
        let preposition = start.checked_sub(1).filter(|n| self.is_any(*n, &PREPOSITIONS));
        let owns = modifier.is_some_and(|n| self.is_any(n, &["the", "its"]));
        let from = preposition.unwrap_or(if owns { core } else { start });
        let days = match (days, self.published) {
            (Some((first, _)), Some(published)) if self.is_any(from, &["since"]) => {
                Some((first, published.max(first)))
            }
            _ => days,
        };
        Phrase { from, core, to, kind: PhraseKind::Bound, days }
    }

    /// A fixed phrase: "year-to-date", "a year earlier".
    fn words(&self, hit: &Hit) -> Phrase {
        let days = of_word(self.parsed, hit.token_start, self.published);
        let mut phrase = self.phrase(hit.token_start, hit.token_end, days);
        let kind = self.parsed.entry(hit).unit.as_deref().unwrap_or("");
        let before = phrase.from.checked_sub(1).unwrap_or(phrase.from);
        let is_measured = self.is_any(phrase.from, &["from", "to"])
            || self.is_any(before, &["than", "with", "versus", "to", "from", "over"]);
        if kind == "comparison" || kind == "ago" && is_measured {
            phrase.kind = PhraseKind::Comparison;
        }
        phrase
    }

    /// "The past two quarters", "first nine months of 2025", "last week", "fourth-quarter", "the
    /// year-ago quarter".
    fn ordered(&self, order: &Hit, behind: &[Hit]) -> Option<Phrase> {
        let parsed = self.parsed;
        let at = order.token_end;
        let is_unit = |h: &&Hit| parsed.entry(h).class == Class::PeriodUnit;
        let unit = behind.iter().take_while(|h| h.token_start <= at + 1).find(is_unit)?.token_start;
        let between = (unit > at).then(|| self.token(at)).flatten();
        let is_ordinal = self.is_any(order.token_start, &["first", "second", "third", "fourth"]);
        if unit > at && between.is_none_or(|t| !t.is_number() && !t.is_word() && !t.is_punct('-'))
            || self.is_any(at, &["straight", "consecutive", "successive", "in"])
            // "a third week", "the second day" tell an order
            || is_ordinal && unit == at && !self.is_any(unit, &["quarter", "half", "halves"])
        {
            return None;
        }
        let count = between.and_then(|t| {
            if t.is_number() { parse_digits(parsed.word(at)) } else { self.number_word(at) }
        });
        let count = count.and_then(|n| i64::try_from(n).ok());
        let mut to = unit + 1;
        let mut days =
            of_order(parsed.word(order.token_start), count, parsed.word(unit), self.published);
        if let Some((_, end, own, _)) = self.date_from(order.token_start).filter(|d| d.0 < to) {
            (to, days) = (to.max(*end), own.or(days));
        }
        // "of 2025", "of the year"
        if self.is_any(to, &["of"]) {
            if let Some((_, end, year, _)) = self.date_from(to + 1).filter(|d| d.0 == to + 1) {
                let months = count
                    .and_then(|n| i32::try_from(n).ok())
                    .filter(|_| self.is_any(order.token_start, &["first"]));
                days = match (months, year) {
                    (Some(months), Some((first, _))) => {
                        closed(crate::lang::calendar::months(first.year(), 1, months))
                    }
                    _ => days,
                };
                to = *end;
            } else if self.is_any(to + 1, &["the", "this", "last"])
                && self.is_any(to + 2, &["year"])
            {
                to += 3;
            }
        }
        Some(self.phrase(order.token_start, to, days))
    }

    /// The first date that ends behind token `at`.
    fn date_from(&self, at: u32) -> Option<&(u32, u32, Days, bool)> {
        self.dates.get(self.dates.partition_point(|d| d.1 <= at))
    }

    fn number_word(&self, at: u32) -> Option<rust_decimal::Decimal> {
        let hits = self.parsed.scan.hits_in(Layer::Number, at, at + 1);
        hits.iter()
            .find(|h| self.parsed.entry(h).class == Class::NumberWord)
            .and_then(|h| self.parsed.entry(h).value)
    }

    /// "For the year", "on the month"; "the quarter ended May 31", "the 12 months through May",
    /// "the June quarter".
    fn stretch(&self, hit: &Hit) -> Option<Phrase> {
        let at = hit.token_start;
        let is = |words: &[&str]| self.is_any(at, words);
        if self.is_any(at + 1, &["ended", "ending", "through", "to"])
            && let Some((_, end, Some((_, last)), _)) =
                self.date_from(at + 2).filter(|d| d.0 == at + 2)
        {
            let number = |n: u32| {
                parse_digits(self.parsed.word(n))
                    .or_else(|| self.number_word(n))
                    .and_then(|n| i32::try_from(n).ok())
            };
            let count = at.checked_sub(1).and_then(number);
            let months = match () {
                () if is(&["months"]) => count?,
                () if is(&["quarter"]) => 3,
                () if is(&["year"]) => 12,
                () => return None,
            };
            let core = if count.is_some() { at - 1 } else { at };
            return Some(self.phrase(core, *end, up_to(*last, months.clamp(1, 1200))));
        }
        let article = at.checked_sub(1).filter(|n| self.is_any(*n, &["the"]))?;
        let preposition = article.checked_sub(1)?;
        if !is(&["year", "quarter", "month", "week", "half"])
            || self.is_any(at + 1, &["ago", "earlier", "of", "before"])
        {
            return None;
        }
        if self.is_any(preposition, &["in", "for", "during", "over"]) {
            return Some(self.phrase(at, at + 1, None));
        }
        let is_compared = self.is_any(preposition, &["on"]);
        is_compared
            .then(|| Phrase { kind: PhraseKind::Comparison, ..self.phrase(at, at + 1, None) })
    }

    /// "Q3", "Q3 2026", "FY26", "H1", "4Q25".
    fn mark(&self, at: u32) -> Option<Phrase> {
        let bytes = self.token(at)?.of(self.parsed.text()).as_bytes();
        let (mark, end) = match bytes {
            [b'Q' | b'H', b'1'..=b'4', ..] | [b'F' | b'C', b'Y', ..] => {
                (self.parsed.word(at).to_owned(), at + 1)
            }
            // "4Q25" are two tokens
            [b'1'..=b'4'] => {
                let next =
                    self.token(at + 1).filter(|t| !t.has_space_before() && t.is_capital())?;
                (format!("{}{}", self.parsed.word(at), next.of(self.parsed.text())), at + 2)
            }
            _ => return None,
        };
        let has_shape =
            mark.len() <= 6 && mark.bytes().filter(u8::is_ascii_alphabetic).count() <= 2;
        let year = self.date_from(end).filter(|d| d.0 <= end && d.1 == end + 1);
        let own = year.and_then(|y| y.2).map(|(first, _)| first.year());
        let days = of_mark(&mark, own, self.published);
        let core = if at > self.floor && self.is_any(at - 1, &["fiscal"]) { at - 1 } else { at };
        let is_bare = matches!(mark.as_str(), "FY" | "CY") && own.is_none();
        (has_shape && !is_bare && (days.is_some() || self.published.is_none()))
            .then(|| self.phrase(core, if year.is_some() { end + 1 } else { end }, days))
    }

    /// A date where its neighbours say that it bounds a time: "in May", "2025's gain", "2024
    /// forecast", "October-December period".
    fn dated(&self, from: u32, to: u32, days: Days) -> Option<Phrase> {
        let core =
            if from > self.floor && self.is_any(from - 1, &["fiscal"]) { from - 1 } else { from };
        if self.is_any(to, &["quarter", "period"]) || self.is_any(to, &["’s", "'s"]) {
            let end = if self.is_any(to, &["quarter", "period"]) { to + 1 } else { to };
            return Some(self.phrase(core, end, days));
        }
        let phrase = self.phrase(core, to, days);
        // "as of April"
        if core > self.floor + 1 && self.is_any(core - 1, &["of"]) && self.is_any(core - 2, &["as"])
        {
            return Some(Phrase { from: core - 2, ..phrase });
        }
        // "2010's gain" may be read as a decade
        if self.is_any(to - 1, &["’s", "'s"]) {
            return Some(self.phrase(core, to - 1, days));
        }
        let dates = (phrase.from..core).chain(core.checked_sub(1)).any(|n| self.is_any(n, &DATING));
        let is_whole = phrase.from == self.floor && self.token(to).is_some_and(|t| t.is_punct(','));
        (dates || is_whole || self.measures(to)).then_some(phrase)
    }

    /// The latest month of this name that had begun at publication.
    fn month(&self, at: u32) -> Days {
        closed(crate::lang::calendar::latest(
            crate::lang::month_number(self.parsed.word(at))?,
            1,
            self.published?,
        ))
    }

    /// Whether a noun that is measured or foreseen begins at `at`: "2023 growth", "2024 sales
    /// forecast".
    fn measures(&self, at: u32) -> bool {
        let hits_of = |layer: Layer| self.parsed.scan.hits_in(layer, at, at + 1);
        let starts = |hit: &&Hit, class: Class| {
            hit.token_start == at && self.parsed.entry(hit).class == class
        };
        let is_lower = self.token(at).is_some_and(|t| t.is_word() && !t.is_capital());
        is_lower
            && (hits_of(Layer::Claim).iter().any(|h| starts(&h, Class::Measure))
                || hits_of(Layer::Modality).iter().any(|h| starts(&h, Class::Forecast))
                || self
                    .is_any(at, &["growth", "budget", "deficit", "inflation", "results", "output"]))
    }

    /// Whether a verb of saying stands right before a day of the week.
    fn is_of_telling(&self, at: u32) -> bool {
        let floor = self.floor.max(at.saturating_sub(2));
        let said = self.parsed.scan.hits_in(Layer::Speech, floor, at);
        said.iter().any(|hit| self.parsed.entry(hit).class == Class::SayVerb)
            || (floor..at).any(|n| self.is_any(n, &["showed", "shows"]))
    }

    /// "Its highest close since 2000" tells how rare a number is, not when.
    fn is_of_record(&self, phrase: &Phrase) -> bool {
        let is_superlative = |n: u32| {
            self.is_any(n, &["most", "best", "worst", "first", "record", "least", "fewest"])
                || self.token(n).is_some_and(|t| t.is_word() && t.byte_end - t.byte_start > 5)
                    && self.parsed.word(n).to_ascii_lowercase().ends_with("est")
        };
        self.is_any(phrase.from, &["since", "in"])
            && (self.is_any(phrase.from, &["since"]) || phrase.days.is_none())
            && (phrase.from.saturating_sub(6).max(self.floor)..phrase.from)
                .rev()
                .take_while(|n| self.token(*n).is_some_and(|t| !t.is_punct(',')))
                .any(is_superlative)
    }
}
