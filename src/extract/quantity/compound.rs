//! Compound units: what an amount is given for. A unit, and after "per", "a", "each" or "/" another
//! one, or a number of another one, or a noun: "mg/kg", "barrels a day", "$90 per 100 kg",
//! "$2,400 per 40ft container", "mg/kg per day".

use std::borrow::Cow;

use super::{
    number::numeral,
    terms::{NumberTerms, is_time},
    unit::{Unit, short_unit, unit_term},
};
use crate::{
    lang::Token,
    lexicon::{Class, SentenceView, any_of},
    model::TokenRange,
};

/// No unit has more parts: "mg/kg/day".
const MOST_PARTS: usize = 3;

/// What the amount whose unit ends at `end` is given for, and one past its words.
pub(super) fn per_unit<'a>(
    view: &SentenceView<'a>,
    end: u32,
    unit: &Unit<'a>,
) -> Option<(Cow<'a, str>, u32)> {
    if !may_be_divided(unit.name) {
        return None;
    }
    let Some((mut name, mut stop)) = part(view, end, unit) else {
        return of_what(view, end, unit);
    };
    for _ in 1..MOST_PARTS {
        let Some((next, after)) = part(view, stop, unit) else { break };
        name = Cow::Owned(format!("{name}/{next}"));
        stop = after;
    }
    Some((name, stop))
}

/// Percent, points and multiples stay what they are: "5% a year".
fn may_be_divided(unit: &str) -> bool {
    !is_time(unit)
        && !matches!(
            unit,
            "percent" | "percentage_point" | "basis_point" | "index_point" | "multiple" | "degree"
        )
}

/// How a part of a compound unit is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum UnitConnector {
    /// "per", "/"
    Per,
    /// "a", "each": only before units and what the lexicon knows as sold by the piece.
    Article,
}

/// The part after `end`.
fn part<'a>(view: &SentenceView<'a>, end: u32, unit: &Unit<'_>) -> Option<(Cow<'a, str>, u32)> {
    let (connector, mut begin) = connector(view, end)?;
    if view.is_hyphen(begin) || view.is_of(begin, Class::Distributive) {
        begin += 1;
    }
    if let Some(term) = view.term(begin, Class::PerUnit).or_else(|| unit_term(view, begin)) {
        // "euros a year ago", "a day after" compare
        let is_past =
            connector == UnitConnector::Article && view.is_of_any(term.end, any_of![Ago | Hence]);
        let fits = connector == UnitConnector::Per || unit.is_money() || is_time(term.unit());
        return (!is_past && fits).then_some((Cow::Borrowed(term.unit()), term.end));
    }
    if connector == UnitConnector::Article {
        let is_sold_by = unit.is_money() && view.is_listed(begin, Class::PerNoun);
        return is_sold_by.then(|| (Cow::Owned(view.word(begin).to_lowercase()), begin + 1));
    }
    if let Some(short) = short_unit(view, begin) {
        return Some((Cow::Borrowed(short), begin + 1));
    }
    several(view, begin).or_else(|| noun(view, end, begin))
}

fn connector(view: &SentenceView<'_>, end: u32) -> Option<(UnitConnector, u32)> {
    let is_hyphen = view.is_hyphen(end);
    if view.is_any(end, &["per", "/"]) {
        return Some((UnitConnector::Per, end + 1));
    }
    if is_hyphen && view.is_word(end + 1, "per") {
        return Some((UnitConnector::Per, end + 2));
    }
    if is_hyphen && view.is_word(end + 1, "a") {
        return Some((UnitConnector::Article, end + 2));
    }
    (view.is_of(end, Class::Indefinite) || view.is_word(end, "each"))
        .then_some((UnitConnector::Article, end + 1))
}

/// "per 100 kg", "per million tokens".
fn several<'a>(view: &SentenceView<'a>, begin: u32) -> Option<(Cow<'a, str>, u32)> {
    let end = if view.is_number(begin) {
        numeral(view, begin, false)?.end
    } else {
        view.term(begin, Class::Scale).filter(|t| !t.is_glued())?.end
    };
    let count = view.text_of(TokenRange::new(begin, end));
    let after = if view.is_hyphen(end) { end + 1 } else { end };
    let (of, stop) = match view.term(after, Class::PerUnit).or_else(|| unit_term(view, after)) {
        Some(term) => (Cow::Borrowed(term.unit()), term.end),
        None => noun(view, after, after)?,
    };
    Some((Cow::Owned(format!("{count} {of}")), stop))
}

/// A noun that no lexicon has: "per diner".
fn noun<'a>(view: &SentenceView<'a>, connector: u32, begin: u32) -> Option<(Cow<'a, str>, u32)> {
    let word = view.word(begin);
    let is_noun = !view.is_punct(connector, '/')
        && word.len() > 1
        && word.chars().all(char::is_alphanumeric)
        && !view.is_any(begin, &["annum", "cent"]);
    is_noun.then(|| {
        let name = if view.token(begin).is_some_and(Token::is_upper) {
            Cow::Borrowed(word)
        } else {
            Cow::Owned(word.to_lowercase())
        };
        (name, begin + 1)
    })
}

/// "Barrels of oil a day": what the unit is of is between its parts; the amount ends before it.
fn of_what<'a>(view: &SentenceView<'a>, end: u32, unit: &Unit<'_>) -> Option<(Cow<'a, str>, u32)> {
    if unit.is_money() || !view.is_word(end, "of") {
        return None;
    }
    let words = view.after(end + 1, 3).iter();
    let connector =
        words.take_while(|n| view.is_alphabetic(*n)).find(|n| connector(view, *n).is_some())?;
    let (name, _) = part(view, connector, unit).filter(|(name, _)| is_time(name))?;
    (connector > end + 1).then_some((name, end))
}
