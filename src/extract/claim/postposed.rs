//! What a number is told of where the text names it behind the number: "a 2% drop in oats", "33.09
//! for Falk", "the $2 billion flour market", "two senators are".

use super::noun_phrase::{BORDERS, is_auxiliary};
use crate::{
    lexicon::{Class, Layer, ParsedDocument},
    model::Sentence,
};

/// Tokens of a noun phrase behind a number.
const LONGEST: u32 = 6;

/// The tokens of the noun phrase behind the number of tokens `start..end` that it is told of.
/// `is_plain`: it is no money and has no unit of time, so that "for" names whose it is.
pub(super) fn named_behind(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    (start, end): (u32, u32),
    is_plain: bool,
) -> Option<(u32, u32)> {
    let behind = Behind { parsed, sentence };
    behind
        .for_name(end, is_plain)
        .or_else(|| behind.move_in(end))
        .or_else(|| behind.attribute_of(start, end))
        .or_else(|| behind.counted(start, end))
}

struct Behind<'a> {
    parsed: &'a ParsedDocument<'a>,
    sentence: &'a Sentence,
}

impl Behind<'_> {
    fn is_any(&self, at: u32, words: &[&str]) -> bool {
        at < self.sentence.token_end && self.parsed.is_any(at, words)
    }

    fn is_word(&self, at: u32) -> bool {
        at < self.sentence.token_end
            && self.parsed.tokens().get(at as usize).is_some_and(crate::lang::Token::is_word)
    }

    fn is_capital(&self, at: u32) -> bool {
        self.is_word(at)
            && self.parsed.tokens().get(at as usize).is_some_and(crate::lang::Token::is_capital)
    }

    fn has(&self, at: u32, layer: Layer, fits: impl Fn(Class, Option<&str>) -> bool) -> bool {
        let hits = self.parsed.scan.hits_in(layer, at, at + 1);
        hits.iter().any(|hit| {
            hit.token_start == at
                && fits(self.parsed.entry(hit).class, self.parsed.entry(hit).unit.as_deref())
        })
    }

    fn is_move(&self, at: u32) -> bool {
        self.has(at, Layer::Claim, |class, _| matches!(class, Class::MoveUp | Class::MoveDown))
    }

    /// The noun phrase that begins at `at`, its article left out.
    fn phrase(&self, at: u32) -> Option<(u32, u32)> {
        let from =
            if self.is_any(at, &["the", "a", "an", "its", "their", "his"]) { at + 1 } else { at };
        let ends = |n: u32| {
            !self.is_word(n)
                && !self
                    .parsed
                    .tokens()
                    .get(n as usize)
                    .is_some_and(|t| t.is_number() || t.is_punct('&') || t.is_punct('-'))
                || self.is_any(n, &BORDERS) && !self.is_any(n, &["in"])
                || is_auxiliary(self.parsed, n)
                || self.has(n, Layer::Modality, |_, unit| unit == Some("fact"))
        };
        let to = (from..self.sentence.token_end.min(from + LONGEST)).find(|n| ends(*n));
        let mut to = to.unwrap_or(self.sentence.token_end.min(from + LONGEST));
        while to > from
            && !self.is_word(to - 1)
            && !self.parsed.tokens()[to as usize - 1].is_number()
        {
            to -= 1;
        }
        (to > from).then_some((from, to))
    }

    /// "33.09 for Falk Mills": whose it is.
    fn for_name(&self, end: u32, is_plain: bool) -> Option<(u32, u32)> {
        let is_month = |n: u32| crate::lang::month_number(self.parsed.word(n)).is_some();
        if !is_plain
            || !self.is_any(end, &["for"])
            || !self.is_capital(end + 1)
            || is_month(end + 1)
        {
            return None;
        }
        let names = (end + 1..self.sentence.token_end.min(end + 5))
            .take_while(|n| self.is_capital(*n))
            .count() as u32;
        Some((end + 1, end + 1 + names))
    }

    /// "an 11.1% drop in the bank's shares", "2 percent for growth in output".
    fn move_in(&self, end: u32) -> Option<(u32, u32)> {
        let noun = (end..end + 3).find(|n| self.is_move(*n) || self.is_any(*n, &["growth"]))?;
        let is_open = (end..noun).all(|n| {
            self.is_word(n)
                && !self.is_any(n, &["to", "from", "and", "as", "in", "after", "of", "while", "by"])
        });
        if !is_open || !self.is_any(noun + 1, &["in", "of"]) {
            return None;
        }
        let (from, to) = self.phrase(noun + 2)?;
        // "a 2% rise in May", "growth in the second quarter"
        let is_time = !self.parsed.scan.hits_in(Layer::Period, from, to).is_empty()
            || self.has(from, Layer::Number, |class, _| {
                matches!(class, Class::Month | Class::Weekday)
            })
            || self.parsed.tokens().get(from as usize).is_some_and(crate::lang::Token::is_number);
        // "its eighth advance in a row"
        (!is_time && !self.is_any(from, &["row"])).then_some((from, to))
    }

    /// "the $2 billion flour market": what the amount is an attribute of.
    fn attribute_of(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let is_money = self.has(start, Layer::Number, |class, _| class == Class::Currency);
        let article = start.checked_sub(1).filter(|n| *n >= self.sentence.token_start)?;
        if !is_money
            || !self.is_any(article, &["the"])
            || !self.is_word(end)
            || self.is_move(end)
            || self.is_any(end, &BORDERS)
        {
            return None;
        }
        let is_unit = self.has(end, Layer::Number, |class, _| {
            matches!(class, Class::Unit | Class::PerUnit | Class::Currency)
        });
        let (from, to) = self.phrase(end)?;
        (!is_unit && to > from + 1).then_some((from, to))
    }

    /// "Two U.S. senators are", "Of the 220 companies in the index": what is counted, where the
    /// sentence or clause begins with it.
    fn counted(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let mut first = start;
        while first > self.sentence.token_start
            && self.is_any(first - 1, &["the", "of", "some", "about", "but", "and", "with", "in"])
        {
            first -= 1;
        }
        let opens = first == self.sentence.token_start
            || self.parsed.tokens().get(first as usize - 1).is_some_and(|t| t.is_punct(','))
                && self.is_any(first, &["of", "with"]);
        if !opens {
            return None;
        }
        let begin = if self.is_any(end, &["of"]) { end + 1 } else { end };
        self.is_word(begin)
            .then(|| self.phrase(begin))
            .flatten()
            .filter(|_| !self.is_any(begin, &BORDERS))
    }
}
