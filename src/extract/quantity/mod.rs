//! Every number with its unit, and every date.
//!
//! Candidates are the tokens that begin with a digit and the words of the layer of numbers; each is
//! read by the first rule that knows it: date, trap, ordinal, fuzzy form, multiple, amount.

mod amount;
mod cursor;
mod date;
mod exclusions;
mod fraction;
mod fuzzy;
mod number;
mod ordinal;
mod qualifier;
mod range;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use self::{
    amount::{Amount, Unit, is_time},
    cursor::Cursor,
    range::Joined,
};
use crate::{
    lexicon::{Class, ParsedDocument},
    model::{Qualifier, Quantity, QuantityKind},
};

/// All quantities and dates of the story, by place.
#[must_use]
pub fn quantities(parsed: &ParsedDocument<'_>) -> Vec<Quantity> {
    let mut out = Vec::new();
    for sentence in parsed.sentences {
        let cursor = Cursor::new(parsed, sentence);
        let mut is_title_case = None;
        let mut hits = cursor
            .numbers()
            .iter()
            .filter(|h| may_begin(parsed.entry(h).class))
            .map(|h| h.token_start)
            .peekable();
        let mut at = cursor.start;
        let mut floor = at;
        while at < cursor.end {
            while hits.next_if(|h| *h < at).is_some() {}
            // on to the next digit, or word of the layer of numbers
            let limit = hits.peek().map_or(cursor.end, |hit| (*hit).min(cursor.end));
            let plain = parsed.tokens().get(at as usize..limit as usize).unwrap_or_default();
            at = plain
                .iter()
                .position(|t| t.is_number() || t.is_punct('.'))
                .map_or(limit, |n| at + n as u32);
            if at >= cursor.end {
                break;
            }
            let is_title =
                *is_title_case.get_or_insert_with(|| exclusions::is_title_case(&cursor, sentence));
            let begin = if begins_with_article(&cursor, at, floor) { at - 1 } else { at };
            match read(&cursor, begin, floor, is_title, &mut out) {
                Some(end) => {
                    at = end.max(at + 1);
                    floor = at;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// Whether a quantity may begin with a word of this class: units and approximators only stand
/// beside one.
const fn may_begin(class: Class) -> bool {
    !matches!(class, Class::Unit | Class::PerUnit | Class::Approximator | Class::Weekday)
}

/// "a million": the number begins with its article.
fn begins_with_article(c: &Cursor<'_>, at: u32, floor: u32) -> bool {
    at > floor
        && c.is_any(at - 1, &["a", "an"])
        && !c.is_glued(at)
        && c.term(at, Class::Scale).is_some()
}

/// Reads what begins at `at`, appends what it is, and gives one past its last token.
fn read(
    c: &Cursor<'_>,
    at: u32,
    floor: u32,
    is_title_case: bool,
    out: &mut Vec<Quantity>,
) -> Option<u32> {
    if let Some(end) = c.name_end(at) {
        let is_money = c.term_before(at, Class::Currency).is_some_and(|t| t.end == at);
        if !is_money {
            return Some(end);
        }
    }
    if let Some(found) = date::date(c, at, floor) {
        out.push(Quantity {
            kind: if found.is_range { QuantityKind::DateRange } else { QuantityKind::Date },
            date: found.first,
            date_end: found.after,
            not_claim: Some("date"),
            ..quantity(c, found.start, found.end)
        });
        return Some(found.end);
    }
    if let Some(end) = exclusions::exclusion(c, at, is_title_case) {
        return Some(end);
    }
    if let Some((value, end)) = fraction::part_of(c, at) {
        out.push(Quantity {
            value,
            qualifier: qualifier::qualifier(c, at, end),
            ..quantity(c, at, end)
        });
        return Some(end);
    }
    if let Some(found) = one_in(c, at, out) {
        return Some(found);
    }
    if let Some((value, end)) = fraction::some_of_all(c, at) {
        out.push(Quantity {
            value,
            unit: "count".to_owned(),
            qualifier: qualifier::qualifier(c, at, end),
            ..quantity(c, at, end)
        });
        return Some(end);
    }
    if let Some((value, end)) = ordinal::ordinal(c, at) {
        out.push(Quantity {
            kind: QuantityKind::Ordinal,
            value,
            unit: "ordinal".to_owned(),
            not_claim: ordinal::not_claim(c, value, at, end),
            ..quantity(c, at, end)
        });
        return Some(end);
    }
    if let Some(found) = fuzzy::fuzzy(c, at, floor) {
        let unit = Unit { name: found.unit, factor: Decimal::ONE, per: None };
        out.push(Quantity {
            kind: if found.unit.is_empty() { QuantityKind::Number } else { unit.kind() },
            value: found.low,
            value_hi: Some(found.high),
            unit: unit.words(),
            qualifier: Qualifier::About,
            ..quantity(c, found.start, found.end)
        });
        return Some(found.end);
    }
    if let Some(term) = c.term(at, Class::Multiple) {
        out.push(Quantity {
            kind: QuantityKind::Multiple,
            value: term.value(),
            unit: "multiple".to_owned(),
            qualifier: qualifier::qualifier(c, at, term.end),
            not_claim: multiple_not_claim(c, &term),
            ..quantity(c, at, term.end)
        });
        return Some(term.end);
    }
    amounts(c, at, floor, out)
}

/// "doubled" holds no number word; "raised rates twice" tells how often.
fn multiple_not_claim(c: &Cursor<'_>, term: &cursor::Term<'_>) -> Option<&'static str> {
    match term.unit() {
        "verb" => Some("no number word"),
        "often"
            if !c.is_any(
                term.end,
                &["as", "that", "the", "its", "their", "what", "his", "this", "those", "last"],
            ) =>
        {
            Some("how often")
        }
        _ => None,
    }
}

/// One amount, a range, a ratio, or two amounts of one unit.
fn amounts(c: &Cursor<'_>, at: u32, floor: u32, out: &mut Vec<Quantity>) -> Option<u32> {
    if fuzzy::decade_digits(c, at).is_some() {
        return Some(at + 2);
    }
    match range::joined(c, at, floor)? {
        Joined::One(one) if is_tolerance(c, one.start) => Some(one.end),
        Joined::One(one)
            if date::is_recent(c, one.start)
                && one.unit.as_ref().is_some_and(|u| is_time(u.name)) =>
        {
            let days = one.unit.as_ref().and_then(|u| date::recent(c, one.value, u.name));
            out.push(Quantity {
                kind: QuantityKind::DateRange,
                date: days.map(|d| d.0),
                date_end: days.map(|d| d.1),
                not_claim: Some("period"),
                ..quantity(c, one.start, one.end)
            });
            Some(one.end)
        }
        Joined::One(one) => {
            let end = one.end;
            out.push(single(c, &one));
            Some(end)
        }
        Joined::Two(first, second) => {
            let end = second.end;
            out.push(single(c, &first));
            out.push(single(c, &second));
            Some(end)
        }
        Joined::Range(first, second) => {
            let mut found = single(c, &second);
            found.value = first.value;
            found.value_hi = Some(second.value);
            found.span = c.span(first.start, second.end);
            found.qualifier = qualifier::qualifier(c, first.start, second.end);
            found.not_claim = found.not_claim.or_else(|| not_claim(c, &first));
            out.push(found);
            Some(second.end)
        }
        Joined::Ratio(first, end) => {
            out.push(Quantity {
                kind: QuantityKind::Multiple,
                value: first.value,
                unit: "multiple".to_owned(),
                qualifier: qualifier::qualifier(c, first.start, end),
                ..quantity(c, first.start, end)
            });
            Some(end)
        }
    }
}

/// "one in 50,000": how many there are for one.
fn one_in(c: &Cursor<'_>, at: u32, out: &mut Vec<Quantity>) -> Option<u32> {
    if !(c.is_any(at, &["one", "1"]) && c.is(at + 1, "in")) {
        return None;
    }
    let (first, second) = match range::joined(c, at + 2, at + 2)? {
        Joined::One(first) => (first, None),
        Joined::Range(first, second) => (first, Some(second)),
        _ => return None,
    };
    if first.unit.is_some() || first.value < Decimal::TWO || first.start != at + 2 {
        return None;
    }
    let end = second.as_ref().map_or(first.end, |s| s.end);
    out.push(Quantity {
        value: first.value,
        value_hi: second.map(|s| s.value),
        unit: "count".to_owned(),
        qualifier: qualifier::qualifier(c, at, end),
        ..quantity(c, at, end)
    });
    Some(end)
}

/// One amount as a quantity.
fn single(c: &Cursor<'_>, one: &Amount<'_>) -> Quantity {
    let (kind, unit) = if let Some(unit) = &one.unit {
        (unit.kind(), unit.words())
    } else {
        let counts = one.is_word || one.scale.is_some() || counts_things(c, one.end);
        (QuantityKind::Number, if counts { "count".to_owned() } else { String::new() })
    };
    Quantity {
        kind,
        value: one.value,
        unit,
        qualifier: qualifier::qualifier(c, one.start, one.end),
        not_claim: not_claim(c, one),
        ..quantity(c, one.start, one.end)
    }
}

/// Whether a noun follows that the number counts.
fn counts_things(c: &Cursor<'_>, end: u32) -> bool {
    let next = if c.is_hyphen(end) { end + 1 } else { end };
    c.token(next).is_some_and(|t| {
        t.is_word()
            && !c.is_any(
                next,
                &[
                    "from", "to", "in", "on", "at", "and", "or", "by", "after", "before", "for",
                    "with", "as", "a", "the", "per", "but", "while", "than", "versus", "vs",
                    "compared", "against", "amid", "was", "is", "were", "are", "since", "when",
                ],
            )
    })
}

/// "plus or minus 2%" belongs to the amount before it.
fn is_tolerance(c: &Cursor<'_>, start: u32) -> bool {
    let at = start.wrapping_sub(1);
    c.is_punct(at, '±')
        || c.is_punct(at, '/') && c.is_punct(at.wrapping_sub(1), '+')
        || c.is(at, "or") && c.is(at.wrapping_sub(1), "plus")
        || c.is(at, "minus") && c.is(at.wrapping_sub(1), "or")
}

/// Why an amount is no claim.
fn not_claim(c: &Cursor<'_>, one: &Amount<'_>) -> Option<&'static str> {
    let unit = one.unit.as_ref().map_or("", |u| u.name);
    if is_time(unit) {
        if is_maturity(c, one.end) {
            return Some("maturity");
        }
        let before = one.start.wrapping_sub(1);
        let before = if c.is_any(before, &["about", "roughly", "nearly", "some"]) {
            before.wrapping_sub(1)
        } else {
            before
        };
        if c.is_any(
            before,
            &[
                "past",
                "last",
                "previous",
                "next",
                "coming",
                "first",
                "final",
                "preceding",
                "prior",
                "recent",
                "these",
                "those",
                "latest",
                "trailing",
                "following",
            ],
        ) {
            return Some("period");
        }
        if c.is_any(
            one.end,
            &[
                "ago", "earlier", "later", "before", "old", "from", "hence", "ended", "ending",
                "through",
            ],
        ) {
            return Some(if c.is(one.end, "old") { "age" } else { "period" });
        }
        if c.is_punct(one.end, '-') && c.is_any(one.end + 1, &["old", "olds"]) {
            return Some("age");
        }
    }
    // "Smith, 43, said"
    let comma = one.start.wrapping_sub(1);
    let is_aside = c.is_punct(comma, ',')
        && c.is_punct(one.end, ',')
        && c.token(comma.wrapping_sub(1)).is_some_and(crate::lang::Token::is_capital);
    if is_aside
        && one.is_plain
        && one.unit.is_none()
        && one.value < Decimal::ONE_HUNDRED
        && one.value > Decimal::TEN
    {
        return Some("age");
    }
    // "$1 = 0.92 euros"
    if c.is_punct(one.end, '=') {
        return Some("exchange rate");
    }
    // "the previous 20 sessions"
    if one.unit.is_none() && date::is_recent(c, one.start) && counts_things(c, one.end) {
        return Some("period");
    }
    if one.unit.is_none() && one.is_word && one.value == Decimal::ONE {
        return Some("one");
    }
    None
}

/// Whether a length of time names a security: "10-year government bond".
fn is_maturity(c: &Cursor<'_>, end: u32) -> bool {
    const SECURITIES: [&str; 27] = [
        "treasury",
        "treasuries",
        "note",
        "notes",
        "bond",
        "bonds",
        "yield",
        "yields",
        "gilt",
        "gilts",
        "bund",
        "bunds",
        "jgb",
        "jgbs",
        "bill",
        "bills",
        "deposit",
        "lending",
        "libor",
        "interbank",
        "benchmark",
        "mortgage",
        "mortgages",
        "swap",
        "swaps",
        "paper",
        "oats",
    ];
    (end..end + 3)
        .take_while(|n| c.token(*n).is_some_and(|t| t.is_word() || c.is_punct(*n, '.')))
        .any(|n| c.is_any(n, &SECURITIES))
}

/// A quantity of tokens `start..end` with nothing told of it yet.
fn quantity(c: &Cursor<'_>, start: u32, end: u32) -> Quantity {
    Quantity {
        span: c.span(start, end),
        kind: QuantityKind::Number,
        value: Decimal::ZERO,
        value_hi: None,
        unit: String::new(),
        qualifier: Qualifier::Exact,
        date: None,
        date_end: None,
        not_claim: None,
    }
}
