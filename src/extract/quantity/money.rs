//! Currencies: where they are beside a number, and which one is meant.

use rust_decimal::Decimal;

use super::{
    terms::{NumberTerms, Term},
    unit::{UNKNOWN, Unit},
};
use crate::lexicon::{Asked, Class, CurrencyFamily, Layer, Place, SentenceView};

/// A currency before a number.
#[derive(Debug, Clone)]
pub(super) struct MoneyBefore<'a> {
    pub start: u32,
    pub unit: Unit<'a>,
}

/// Letters before a sign of money that may be a country nobody has listed: "Q$5".
const MOST_LETTERS: u32 = 5;

/// Codes of currencies have three letters.
const LONGEST_CODE: usize = 3;

/// Whether a currency may be after its number.
pub(super) fn stands_after(term: &Term<'_>) -> bool {
    term.entry.features.place != Some(Place::Before)
}

/// The currency that ends right before `end`, where the number at `at` or its sign begins; nothing
/// of it lies before `floor`.
pub(super) fn before<'a>(
    view: &SentenceView<'a>,
    end: u32,
    at: u32,
    floor: u32,
) -> Option<MoneyBefore<'a>> {
    let mark = view.prev(end).filter(|n| *n >= floor)?;
    if let Some(scale) = view.term_right_before(end, Class::Scale).filter(|t| !t.is_glued()) {
        // "EUR million 45"
        let mut money = currency(view, scale.start, at, floor)?;
        money.unit.factor = money.unit.factor.checked_mul(scale.value())?;
        let is_of_number_before = view.prev(money.start).is_some_and(|n| view.is_number(n));
        return (!is_of_number_before).then_some(money);
    }
    currency(view, end, at, floor).or_else(|| unknown_letters(view, mark, end, at))
}

/// The currency of the lexicon that ends right before `end`.
fn currency<'a>(view: &SentenceView<'a>, end: u32, at: u32, floor: u32) -> Option<MoneyBefore<'a>> {
    let hits = view.hits_in(Layer::Number, view.range().before(end).after(floor));
    let term = hits
        .iter()
        .rev()
        .take(4)
        .filter(|h| h.token_end == end && view.entry(h).class == Class::Currency)
        .map(|hit| Term { entry: view.entry(hit), start: hit.token_start, end: hit.token_end })
        .find(|t| stands_before(view, t) && is_asked_for(view, t, at))?;
    let unit = Unit { name: meant(view, &term), factor: term.value(), per: None };
    let last = view.prev(end)?;
    let is_sign = view.token(last).is_some_and(|t| t.punct().is_some());
    // "a $5 billion deal" is no Australian one, "$41m $38m" no Malaysian
    let is_of_number_before =
        view.is_joined(term.start) && view.prev(term.start).is_some_and(|n| view.is_number(n));
    let is_other = view.is_word(term.start, "a") || is_of_number_before;
    if is_sign && is_other && last > term.start && !view.is_joined(last) {
        let unit = Unit { name: "USD", ..unit };
        return view.is_punct(last, '$').then_some(MoneyBefore { start: last, unit });
    }
    if is_sign
        && view.is_joined(term.start)
        && let Some(letters) = view.prev(term.start).filter(|n| is_unlisted(view, *n))
    {
        return Some(MoneyBefore { start: letters, unit: Unit { name: UNKNOWN, ..unit } });
    }
    Some(MoneyBefore { start: term.start, unit })
}

/// Whether a currency may be before its number.
fn stands_before(view: &SentenceView<'_>, term: &Term<'_>) -> bool {
    match term.entry.features.place {
        Some(Place::Before) => true,
        Some(Place::Either) => !is_word_of_amount_before(view, term),
        _ => view.prev_token(term.end).is_some_and(|t| t.punct().is_some()),
    }
}

/// "5 million taka 40": a name after its own number is not that of the next.
fn is_word_of_amount_before(view: &SentenceView<'_>, term: &Term<'_>) -> bool {
    let word = view.word(term.start);
    let is_name = word.len() > LONGEST_CODE && word.bytes().all(|b| b.is_ascii_lowercase());
    is_name
        && (view.is_unit_word(term.end + 1)
            || view
                .prev(term.start)
                .is_some_and(|n| view.is_number(n) || view.terms(n).next().is_some()))
}

/// Whether the number at `at` is one that letters ask for with which names begin too.
fn is_asked_for(view: &SentenceView<'_>, term: &Term<'_>, at: u32) -> bool {
    if term.entry.features.asks != Some(Asked::Amount) {
        return true;
    }
    let digits = view.word(at);
    let is_grouped = digits.contains(',');
    let has_cents = digits.rsplit_once('.').is_some_and(|(_, part)| part.len() == 2);
    let has_scale =
        view.term(at + 1, Class::Scale).is_some_and(|t| !t.is_glued() || view.is_joined(at + 1));
    // letters that were cut off a number without decimals were so for the magnitude in its range
    let is_of_range = view.is_joined(at) && digits.bytes().all(|b| b.is_ascii_digit());
    is_grouped || has_cents || has_scale || is_of_range
}

/// The unit of a currency: that of the country that the sentence names, where several share the
/// name.
pub(super) fn meant<'a>(view: &SentenceView<'a>, term: &Term<'a>) -> &'a str {
    let Some(family) = term.entry.features.family else { return term.unit() };
    home(view, family).unwrap_or_else(|| term.unit())
}

/// The currency of this name in the one country that the sentence names.
fn home<'a>(view: &SentenceView<'a>, family: CurrencyFamily) -> Option<&'a str> {
    let mut units = view
        .hits(Layer::Number)
        .iter()
        .map(|hit| view.entry(hit))
        .filter(|e| e.class == Class::CurrencyHome && e.features.family == Some(family))
        .filter_map(|e| e.unit.as_deref());
    let first = units.next()?;
    units.all(|other| other == first).then_some(first)
}

/// Letters right before a number that are no currency of the lexicon, where a magnitude says that
/// they are one: "ZW40 billion".
fn unknown_letters<'a>(
    view: &SentenceView<'a>,
    mark: u32,
    end: u32,
    at: u32,
) -> Option<MoneyBefore<'a>> {
    let has_scale =
        view.term(at + 1, Class::Scale).is_some_and(|t| !t.is_glued() || view.is_joined(at + 1));
    let fits = end == at
        && view.is_joined(at)
        && has_scale
        && is_unlisted(view, mark)
        && !view.terms(mark).any(|t| t.entry.class == Class::Scale);
    fits.then_some(MoneyBefore {
        start: mark,
        unit: Unit { name: UNKNOWN, factor: Decimal::ONE, per: None },
    })
}

/// Whether a token is a few letters with a capital.
fn is_unlisted(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(|t| {
        t.is_word() && t.span().len() <= MOST_LETTERS && view.word(at).contains(char::is_uppercase)
    })
}
