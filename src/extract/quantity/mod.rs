//! Every number with its unit, and every date.
//!
//! Candidates are the tokens that begin with a digit and the words of the layer of numbers; each is
//! read by the first rule that knows it: date, exclusion, ordinal, fuzzy form, multiple, amount.

mod amount;
mod compound;
mod date;
mod exclusions;
mod fraction;
mod fuzzy;
mod groups;
mod guard;
mod local_dollar;
mod money;
mod names;
mod not_claim;
mod number;
mod ordinal;
mod power;
mod proportion;
mod qualifier;
mod range;
mod ratio;
mod recent;
mod reference;
mod table_scale;
mod terms;
#[cfg(test)]
mod tests;
mod unit;

use rust_decimal::Decimal;

use self::{
    amount::Amount,
    range::Joined,
    terms::{NO_NOUN, NumberTerms, is_time},
    unit::Unit,
};
use crate::{
    lang::Token,
    lexicon::{Class, Layer, SentenceView},
    model::{Qualifier, Quantity, QuantityKind, TokenRange},
};

/// All quantities and dates of the sentences of a story, by place.
#[must_use]
pub fn quantities(views: &[SentenceView<'_>]) -> Vec<Quantity> {
    let mut out = Vec::new();
    for view in views {
        push_quantities(view, &mut out);
    }
    local_dollar::localise(views, &mut out);
    table_scale::scale(views, &mut out);
    out
}

/// Appends the quantities and dates of one sentence.
fn push_quantities(view: &SentenceView<'_>, out: &mut Vec<Quantity>) {
    let mut is_title_case = None;
    let mut hits = view
        .hits(Layer::Number)
        .iter()
        .filter(|h| may_begin(view.entry(h).class))
        .map(|h| h.token_start)
        .peekable();
    let mut at = view.start();
    let mut floor = at;
    loop {
        while hits.next_if(|h| *h < at).is_some() {}
        // on to the next digit, or word of the layer of numbers
        let plain = view.range().after(at).before(hits.peek().copied().unwrap_or(view.end()));
        let is_digit = |t: &Token| t.is_number() || t.is_punct('.');
        let skipped = view.tokens_in(plain).iter().position(is_digit);
        at = skipped.map_or(plain.token_end, |n| plain.token_start + n as u32);
        if at >= view.end() {
            break;
        }
        let is_title_case = *is_title_case.get_or_insert_with(|| exclusions::is_title_case(view));
        let article = article_before(view, at).filter(|n| *n >= floor);
        let known = out.len();
        match read(view, article.unwrap_or(at), floor, is_title_case, out) {
            Some(end) => {
                for found in &mut out[known..] {
                    found.suspect = guard::suspect(view, found, floor).map(Into::into);
                }
                at = end.max(at + 1);
                floor = at;
            }
            None => at += 1,
        }
    }
}

/// Whether a quantity may begin with a word of this class: units and approximators are only
/// beside one.
const fn may_begin(class: Class) -> bool {
    !matches!(
        class,
        Class::Unit
            | Class::PerUnit
            | Class::Currency
            | Class::CurrencyHome
            | Class::Approximator
            | Class::Weekday
    )
}

/// "a million": the article with which the number at `at` begins.
fn article_before(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let article = view.prev(at).filter(|n| view.is_of(*n, Class::Indefinite))?;
    (!view.is_joined(at) && view.term(at, Class::Scale).is_some()).then_some(article)
}

/// Reads what begins at `at`, appends what it is, and returns one past its last token.
fn read(
    view: &SentenceView<'_>,
    at: u32,
    floor: u32,
    is_title_case: bool,
    out: &mut Vec<Quantity>,
) -> Option<u32> {
    if let Some(end) = view.name_end(at)
        && view.term_right_before(at, Class::Currency).is_none()
    {
        return Some(end);
    }
    if let Some(found) = date::date(view, at, floor) {
        out.push(dated(view, &found));
        return Some(found.end);
    }
    let excluded = exclusions::exclusion(view, at, is_title_case)
        .or_else(|| names::of_words(view, at, is_title_case));
    if excluded.is_some() {
        return excluded;
    }
    let found = part_of_whole(view, at)
        .or_else(|| one_in(view, at))
        .or_else(|| some_of_all(view, at))
        .or_else(|| ratio(view, at))
        .or_else(|| in_order(view, at))
        .or_else(|| fuzzy(view, at, floor))
        .or_else(|| multiple(view, at));
    match found {
        Some((quantity, end)) => {
            out.push(quantity);
            Some(end)
        }
        None => amounts(view, at, floor, out),
    }
}

/// A date as a quantity.
fn dated(view: &SentenceView<'_>, found: &date::DateFound) -> Quantity {
    Quantity {
        kind: if found.is_range { QuantityKind::DateRange } else { QuantityKind::Date },
        date: found.first,
        date_end: found.after,
        not_claim: Some("date".into()),
        ..quantity(view, found.start, found.end)
    }
}

/// "a third of": the quantity and one past its last token, as in all that follow.
fn part_of_whole(view: &SentenceView<'_>, at: u32) -> Option<(Quantity, u32)> {
    let (value, end) = fraction::part_of(view, at)?;
    let qualifier = qualifier::qualifier(view, at, end);
    Some((Quantity { value, qualifier, ..quantity(view, at, end) }, end))
}

/// "two in five".
fn some_of_all(view: &SentenceView<'_>, at: u32) -> Option<(Quantity, u32)> {
    let (value, end) = proportion::some_of_all(view, at)?;
    let found = Quantity {
        value,
        unit: "count".to_owned(),
        qualifier: qualifier::qualifier(view, at, end),
        ..quantity(view, at, end)
    };
    Some((found, end))
}

/// "5:2".
fn ratio(view: &SentenceView<'_>, at: u32) -> Option<(Quantity, u32)> {
    let (value, end) = ratio::ratio(view, at)?;
    let found = Quantity {
        kind: QuantityKind::Multiple,
        value,
        unit: "multiple".to_owned(),
        qualifier: qualifier::qualifier(view, at, end),
        ..quantity(view, at, end)
    };
    Some((found, end))
}

/// "the eighth".
fn in_order(view: &SentenceView<'_>, at: u32) -> Option<(Quantity, u32)> {
    let (value, end) = ordinal::ordinal(view, at)?;
    let found = Quantity {
        kind: QuantityKind::Ordinal,
        value,
        unit: "ordinal".to_owned(),
        not_claim: ordinal::not_claim(view, value, at, end).map(Into::into),
        ..quantity(view, at, end)
    };
    Some((found, end))
}

/// "mid-teens".
fn fuzzy(view: &SentenceView<'_>, at: u32, floor: u32) -> Option<(Quantity, u32)> {
    let found = fuzzy::fuzzy(view, at, floor)?;
    let unit = Unit { name: found.unit, factor: Decimal::ONE, per: None };
    let quantity = Quantity {
        kind: if found.unit.is_empty() { QuantityKind::Number } else { unit.kind() },
        value: found.low,
        value_hi: Some(found.high),
        unit: unit.words(),
        qualifier: Qualifier::About,
        ..quantity(view, found.start, found.end)
    };
    Some((quantity, found.end))
}

/// "twice", "doubled".
fn multiple(view: &SentenceView<'_>, at: u32) -> Option<(Quantity, u32)> {
    let term = view.term(at, Class::Multiple)?;
    let found = Quantity {
        kind: QuantityKind::Multiple,
        value: term.value(),
        unit: "multiple".to_owned(),
        qualifier: qualifier::qualifier(view, at, term.end),
        not_claim: not_claim::of_multiple(view, &term).map(Into::into),
        ..quantity(view, at, term.end)
    };
    Some((found, term.end))
}

/// One amount, a range, a ratio, or two amounts of one unit.
fn amounts(view: &SentenceView<'_>, at: u32, floor: u32, out: &mut Vec<Quantity>) -> Option<u32> {
    if fuzzy::decade_digits(view, at).is_some() {
        return Some(at + 2);
    }
    match range::joined(view, at, floor)? {
        Joined::One(one) if is_tolerance(view, one.start) => Some(one.end),
        Joined::One(one)
            if recent::is_recent(view, one.start)
                && one.unit.as_ref().is_some_and(|u| is_time(u.name)) =>
        {
            let days = one.unit.as_ref().and_then(|u| recent::recent(view, one.value, u.name));
            out.push(Quantity {
                kind: QuantityKind::DateRange,
                date: days.map(|d| d.0),
                date_end: days.map(|d| d.1),
                not_claim: Some("period".into()),
                ..quantity(view, one.start, one.end)
            });
            Some(one.end)
        }
        Joined::One(one) => {
            let end = one.end;
            out.push(single(view, &one));
            Some(end)
        }
        Joined::Two(first, second) => {
            let end = second.end;
            out.push(single(view, &first));
            out.push(single(view, &second));
            Some(end)
        }
        Joined::Range(first, second) => {
            let mut found = single(view, &second);
            found.value = first.value;
            found.value_hi = Some(second.value);
            found.span = view.span(TokenRange::new(first.start, second.end));
            found.qualifier = qualifier::qualifier(view, first.start, second.end);
            found.not_claim =
                found.not_claim.or_else(|| not_claim::of_amount(view, &first).map(Into::into));
            out.push(found);
            Some(second.end)
        }
        Joined::Ratio(first, end) => {
            out.push(Quantity {
                kind: QuantityKind::Multiple,
                value: first.value,
                unit: "multiple".to_owned(),
                qualifier: qualifier::qualifier(view, first.start, end),
                ..quantity(view, first.start, end)
            });
            Some(end)
        }
    }
}

/// "one in 50,000": how many there are for one.
fn one_in(view: &SentenceView<'_>, at: u32) -> Option<(Quantity, u32)> {
    if !(view.is_any(at, &["one", "1"]) && view.is_word(at + 1, "in")) {
        return None;
    }
    let (first, second) = match range::joined(view, at + 2, at + 2)? {
        Joined::One(first) => (first, None),
        Joined::Range(first, second) => (first, Some(second)),
        _ => return None,
    };
    if first.unit.is_some() || first.value < Decimal::TWO || first.start != at + 2 {
        return None;
    }
    let end = second.as_ref().map_or(first.end, |s| s.end);
    let found = Quantity {
        value: first.value,
        value_hi: second.map(|s| s.value),
        unit: "count".to_owned(),
        qualifier: qualifier::qualifier(view, at, end),
        ..quantity(view, at, end)
    };
    Some((found, end))
}

/// One amount as a quantity.
fn single(view: &SentenceView<'_>, one: &Amount<'_>) -> Quantity {
    let (kind, unit) = if let Some(unit) = &one.unit {
        (unit.kind(), unit.words())
    } else {
        let counts = one.is_word || one.scale.is_some() || counts_things(view, one.end);
        (QuantityKind::Number, if counts { "count".to_owned() } else { String::new() })
    };
    Quantity {
        kind,
        value: one.value,
        unit,
        qualifier: qualifier::qualifier(view, one.start, one.end),
        not_claim: not_claim::of_amount(view, one).map(Into::into),
        ..quantity(view, one.start, one.end)
    }
}

/// Whether a noun follows that the number counts.
fn counts_things(view: &SentenceView<'_>, end: u32) -> bool {
    let next = if view.is_hyphen(end) { end + 1 } else { end };
    view.token(next).is_some_and(|t| t.is_word() && !view.is_of_any(next, NO_NOUN))
}

/// "plus or minus 2%" belongs to the amount before it.
fn is_tolerance(view: &SentenceView<'_>, start: u32) -> bool {
    view.prev_is_punct(start, '±')
        || view.follows(start, &["+", "/"])
        || view.follows(start, &["plus", "or"])
        || view.follows(start, &["or", "minus"])
}

/// A quantity of tokens `start..end` with nothing told of it yet.
fn quantity(view: &SentenceView<'_>, start: u32, end: u32) -> Quantity {
    Quantity {
        span: view.span(TokenRange::new(start, end)),
        kind: QuantityKind::Number,
        value: Decimal::ZERO,
        value_hi: None,
        unit: String::new(),
        qualifier: Qualifier::Exact,
        date: None,
        date_end: None,
        not_claim: None,
        suspect: None,
    }
}
