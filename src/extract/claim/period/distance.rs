//! How far back what a change is measured against lies: "from a year earlier", "in June from May".

use super::{
    PeriodPhrases, Phrase, PhraseKind,
    calculus::{Days, Unit},
    time::Shift,
};
use crate::{
    extract::claim::{clauses::Clauses, figure::Figure},
    model::TokenRange,
};

/// Tokens between a change and what it is measured against.
const REACH: u32 = 18;

/// How far back the base of a change lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract::claim) enum Distance {
    Week,
    Month,
    Quarter,
    Year,
}

impl Distance {
    /// Its code in the column `basis`.
    pub(in crate::extract::claim) const fn code(self) -> &'static str {
        match self {
            Self::Week => "week_on_week",
            Self::Month => "month_on_month",
            Self::Quarter => "quarter_on_quarter",
            Self::Year => "year_on_year",
        }
    }

    const fn of_months(months: i32) -> Option<Self> {
        match months {
            1 => Some(Self::Month),
            3 => Some(Self::Quarter),
            12 => Some(Self::Year),
            _ => None,
        }
    }

    /// How far a stretch is shifted by so many units.
    const fn of_shift(unit: Unit, count: i32) -> Option<Self> {
        match (unit, count) {
            (Unit::Week, -1) => Some(Self::Week),
            (Unit::Month, count) => Self::of_months(-count),
            (Unit::Quarter, -1) => Some(Self::Quarter),
            (Unit::Quarter, -4) | (Unit::Half, -2) | (Unit::Year, -1) => Some(Self::Year),
            _ => None,
        }
    }

    /// How far apart two stretches of one length begin.
    fn between(own: Days, base: Days) -> Option<Self> {
        let (own, base) = (own?, base?);
        let months = |days: (jiff::civil::Date, jiff::civil::Date)| {
            i32::from(days.0.year()) * 12 + i32::from(days.0.month())
        };
        let length = |days: (jiff::civil::Date, jiff::civil::Date)| {
            days.0.until(days.1).map_or(0, |span| span.get_days())
        };
        let are_equal = (length(own) - length(base)).abs() <= 3 && length(own) >= 27;
        are_equal.then(|| Self::of_months(months(own) - months(base)))?
    }
}

impl PeriodPhrases {
    /// How far back lies what a figure with the days `own` is measured against.
    pub(in crate::extract::claim) fn distance(
        &self,
        figure: &Figure<'_>,
        clauses: &Clauses,
        own: Days,
    ) -> Option<Distance> {
        let reach = |p: &&Phrase| {
            let (first, last) = (p.tokens.token_start, p.tokens.token_end);
            let between = if first >= figure.end() {
                TokenRange::new(figure.end(), first)
            } else {
                TokenRange::new(last, figure.start())
            };
            let is_near = between.len() <= REACH && clauses.count_in(between) == 0;
            // a phrase before a figure sets all of its sentence: "Compared with a year earlier, ..."
            let is_placed = first >= figure.end() || first <= figure.view.start() + 3;
            (is_near && is_placed && !self.is_parted(figure, between)).then_some(between.len())
        };
        let from = self.phrases.partition_point(|p| p.core + REACH + 16 < figure.start());
        let near = self.phrases[from..].iter();
        let near = near.take_while(|p| p.core <= figure.end() + REACH + 16);
        let found = near.filter_map(|p| Some((reach(&p)?, distance(figure, p, own)?)));
        found.min_by_key(|(gap, _)| *gap).map(|(_, distance)| distance)
    }

    /// Whether another figure is in `between`; years in phrases are none.
    fn is_parted(&self, figure: &Figure<'_>, between: TokenRange) -> bool {
        let is_in_phrase = |n: u32| {
            let next = self.phrases.partition_point(|p| p.tokens.token_end <= n);
            self.phrases.get(next).is_some_and(|p| p.tokens.contains(n))
        };
        between.iter().any(|n| figure.view.is_number(n) && !is_in_phrase(n))
    }
}

/// How far back a phrase lies that names a base.
fn distance(figure: &Figure<'_>, phrase: &Phrase, own: Days) -> Option<Distance> {
    let view = figure.view;
    let year = |day: jiff::civil::Date| i32::from(day.year());
    match (phrase.kind, phrase.time.shift) {
        (PhraseKind::Comparison, Some(Shift::By(unit, count))) => Distance::of_shift(unit, count),
        (PhraseKind::Comparison, Some(Shift::InYear(base))) => {
            let day = own.map(|d| d.1).or_else(|| view.document().published.day())?;
            (year(day) - i32::from(base) == 1).then_some(Distance::Year)
        }
        // "on the month"
        (PhraseKind::Comparison, None) => match view.word(phrase.core) {
            "month" => Some(Distance::Month),
            "year" => Some(Distance::Year),
            "week" => Some(Distance::Week),
            _ => None,
        },
        (PhraseKind::Bound, _) => {
            let first = phrase.tokens.token_start;
            let is_from = view.is_word(first, "from")
                || view.prev_is_any(first, &["than", "with"])
                || view.is_any(first, &["over"]);
            is_from.then(|| Distance::between(own, phrase.time.past))?
        }
        _ => None,
    }
}
