//! The words that bound the time of a claim, and the days that they denote.

mod attach;
mod days;
mod phrases;

use jiff::civil::Date;

use super::clauses::Clauses;
use crate::{
    lexicon::ParsedDocument,
    model::{Quantity, Span},
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

/// Tokens around a number in which the first word of its period stands.
const WINDOW: u32 = attach::REACH + 16;

/// Words that bound a time, by tokens.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    /// Its preposition.
    from: u32,
    /// Its first word behind preposition and article.
    core: u32,
    /// One past its last token.
    to: u32,
    kind: PhraseKind,
    /// First and last day.
    days: Option<(Date, Date)>,
}

/// The period phrases of one sentence, found once for all of its numbers.
#[derive(Debug, Default)]
pub(super) struct Periods {
    sentence: Option<u32>,
    phrases: Vec<Phrase>,
}

impl Periods {
    /// The phrase that bounds the number of tokens `number` in sentence `index`; `base`: where the
    /// number is the base of a comparison, one past the joint before it. `quantities` are those of
    /// the article, by place.
    pub(super) fn nearest(
        &mut self,
        parsed: &ParsedDocument<'_>,
        index: u32,
        clauses: &Clauses,
        (number, base): ((u32, u32), Option<u32>),
        (quantities, published): (&[Quantity], Option<Date>),
    ) -> Option<Period> {
        let sentence = parsed.sentences.get(index as usize)?;
        if self.sentence != Some(index) {
            self.sentence = Some(index);
            phrases::find(parsed, sentence, quantities, published, &mut self.phrases);
        }
        // those near, and the one that the sentence begins with
        let from = self.phrases.partition_point(|p| p.core + WINDOW < number.0);
        let near = self.phrases[from..].iter().take_while(|p| p.core <= number.1 + WINDOW);
        let first = self.phrases.first().filter(|p| from > 0 && p.from == sentence.token_start);
        let costs = first.into_iter().chain(near);
        let costs = costs
            .filter_map(|p| Some((attach::cost(parsed, sentence, clauses, p, number, base)?, p)));
        let (_, phrase) = costs.min_by_key(|(cost, _)| *cost)?;
        let is_day = phrase.days.is_some_and(|(first, last)| first == last);
        Some(Period { span: parsed.span(phrase.from, phrase.to), days: phrase.days, is_day })
    }
}
