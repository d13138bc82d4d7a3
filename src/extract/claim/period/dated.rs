//! Which dates bound a time, and which only name something: "in May" does, "the 2035 issue" and
//! "crude for August" do not.

use super::{
    Phrase, PhraseKind,
    calculus::{Unit, up_to},
    phrases::Finder,
    time::{Form, TimeExpression},
};
use crate::lexicon::{Class, InstrumentKind, Layer, words};

impl Finder<'_> {
    /// The token `at`, or "fiscal" before it.
    fn with_fiscal(&self, at: u32) -> u32 {
        self.view.prev(at).filter(|n| self.is_any(*n, words!["fiscal"])).unwrap_or(at)
    }

    /// A date where its neighbours say that it bounds a time: "in May", "2025's gain", "2024
    /// forecast", "October-December period".
    pub(super) fn dated(&self, reading: &TimeExpression) -> Option<Phrase> {
        let view = self.view;
        let end = reading.tokens.token_end;
        let core = self.with_fiscal(reading.tokens.token_start);
        if self.is_any(end, words!["quarter", "period"]) {
            let is_month = reading.form == Form::Month && self.is_any(end, words!["quarter"]);
            let time = if is_month {
                reading.time.map(|days| up_to(days.1, Unit::Quarter, 1))
            } else {
                reading.time
            };
            return Some(self.phrase(core, end + 1, time));
        }
        if self.is_any(end, words!["'s"]) {
            let phrase = self.phrase(core, end, reading.time);
            // "from October's 47.6": the time of the base alone
            let is_of_base = self.is_base(phrase.tokens.token_start) && view.is_number(end + 1);
            let kind = if is_of_base { PhraseKind::Label } else { phrase.kind };
            let tokens = if is_of_base { reading.tokens } else { phrase.tokens };
            return Some(Phrase { tokens, kind, ..phrase });
        }
        let is_fiscal = core < reading.tokens.token_start && reading.tokens.len() == 1;
        let own = if is_fiscal { self.reader.own_end(Unit::Year, end) } else { None };
        let phrase = self.phrase(core, end, own.unwrap_or(reading.time));
        // "2010's gain" may be read as a decade
        if let Some(last) = view.prev(end).filter(|n| self.is_any(*n, words!["'s"])) {
            return Some(self.phrase(core, last, reading.time));
        }
        let first = phrase.tokens.token_start;
        let is_named = phrase.core == core && view.prev_is(core, "the") && !self.is_measure(end);
        // "the 2035 issue", "bonds maturing in 2035"
        let is_name = reading.form == Form::Date
            && reading.tokens.len() == 1
            && is_named
            && view.is_alphabetic(end)
            && view.pos(end).is_noun();
        if is_name || self.is_of_paper(first) {
            return None;
        }
        if view.is_word(first, "for") && self.follows_commodity(first) {
            return None;
        }
        let dates = phrase.tokens.before(core).iter().chain(view.prev(core));
        let is_dated = phrase.core < core
            || view.is_word(first, "as")
            || dates.into_iter().any(|n| self.view.is_of(n, Class::Dating))
            || view.is_word(first, "at") && reading.form == Form::Date && reading.tokens.len() > 1;
        let is_opening = first == view.start() && view.is_punct(end, ',');
        (is_dated || is_opening || self.is_measure(end)).then_some(phrase)
    }

    /// "Crude for August": the month of delivery.
    fn follows_commodity(&self, first: u32) -> bool {
        let view = self.view;
        let hits = view.hits_in(Layer::Entity, view.before(first, 4));
        let named = hits.iter().rfind(|hit| hit.token_end == first);
        let instrument = named.and_then(|hit| view.entry(hit).instrument);
        let all = &view.lexicon().instruments;
        instrument
            .and_then(|n| all.get(n as usize))
            .is_some_and(|i| i.kind == InstrumentKind::Commodity)
    }

    /// Whether what begins at `first` tells when a paper falls due: "bonds maturing in 2035", "notes
    /// due 2031".
    fn is_of_paper(&self, first: u32) -> bool {
        let view = self.view;
        let is_participle = |n: u32| view.word(n).ends_with("ing");
        // "falls due" is no noun
        let is_noun = |n: u32| view.pos(n).is_noun() && view.hits_at(Layer::Claim, n).is_empty();
        let follows_noun = |n: u32| view.is_word(n, "due") && view.prev(n).is_some_and(is_noun);
        view.prev(first).is_some_and(|n| {
            view.is_of(n, Class::Maturing) && (is_participle(n) || follows_noun(n))
        })
    }

    /// Whether a noun that is measured or foreseen begins at `at`: "2023 growth", "2024 sales
    /// forecast".
    fn is_measure(&self, at: u32) -> bool {
        let view = self.view;
        view.is_alphabetic(at)
            && !view.is_capital(at)
            && (view.has_at(Layer::Claim, at, |e| matches!(e.class, Class::Measure | Class::Rate))
                || view.has_at(Layer::Modality, at, |e| e.class == Class::Forecast)
                || self.is_any(at, words!["growth", "results"]))
    }
}
