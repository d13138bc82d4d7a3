//! The unit of a figure by what it measures: what its number says alone, the measure lends, or the
//! figure told before shares with it.

use rust_decimal::Decimal;

use super::{
    clause_subject::governing_clause, constructions::bounded_reading, figure::Figure,
    kind::priced_in, metric,
};
use crate::{
    lang::Lowered,
    lexicon::{Class, Layer},
    model::{Claim, ClaimKind, Pos, QuantityKind, TokenRange, VerbForm},
};

/// From here on "points" of a rate are hundredths: nobody moves a rate of interest by five percent
/// of the money.
const BASIS_POINTS: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

/// Readings of one measure seldom differ by more than this factor.
const FACTOR: Decimal = Decimal::TWO;

/// Amounts per share are seldom larger.
const PER_SHARE: Decimal = Decimal::ONE_THOUSAND;

/// The unit of a figure; `of_subject` is that of its subject's level, `last` the claim told before
/// it.
pub(super) fn unit(
    figure: &Figure<'_>,
    of_subject: Option<String>,
    last: Option<&Claim>,
) -> String {
    let bare = matches!(figure.quantity.unit.as_str(), "" | "count");
    if let Some(unit) = last.filter(|_| bare).and_then(|last| set_against(figure, last)) {
        return unit;
    }
    match figure.quantity.unit.as_str() {
        // "a reading below 50"
        "" | "count" if bounded_reading(figure).is_some() => {
            let of_measure = metric::unit(figure).or(of_subject);
            of_measure.unwrap_or_else(|| "index_point".to_owned())
        }
        "" => rate_of_exchange(figure)
            .or_else(|| metric::unit(figure))
            .or(of_subject)
            .or_else(|| last.and_then(|last| shared(figure, last)))
            .unwrap_or_else(|| "count".to_owned()),
        "index_point" if metric::are_points_of_percent(figure) => {
            let is_whole = figure.quantity.value.abs() >= BASIS_POINTS;
            (if is_whole { "basis_point" } else { "percentage_point" }).to_owned()
        }
        money if is_per_share(figure) => format!("{money}/share"),
        unit => unit.to_owned(),
    }
}

/// "The rand traded at 16.08 against the dollar", "firmed to 3.94 per dollar": so much of one money
/// for one of the other.
fn rate_of_exchange(figure: &Figure<'_>) -> Option<String> {
    let view = figure.view;
    let base = priced_in(figure)?;
    let hits = view.hits_in(Layer::Number, view.range().before(figure.start()));
    let money = |n: &crate::lexicon::Hit| {
        let entry = view.entry(n);
        let is_other = entry.class == Class::Currency && entry.unit.as_deref() != Some(base);
        entry.unit.as_deref().filter(|_| is_other)
    };
    let own = hits.iter().rev().find_map(money)?;
    Some(format!("{own}/{base}"))
}

/// An amount of what is told by the share though it does not say so: "EPS of $2.40".
fn is_per_share(figure: &Figure<'_>) -> bool {
    let quantity = figure.quantity;
    let is_bare = quantity.kind == QuantityKind::Currency && !quantity.unit.contains('/');
    let is_small = quantity.value.abs() < PER_SHARE;
    let is_told = || metric::metric(figure).is_some_and(|own| names_share(&own));
    is_bare && is_small && (is_for_each_share(figure) || is_told())
}

/// "31 euros in cash for each Falk share": a bid for shares.
fn is_for_each_share(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let after = view.after(figure.end(), FOR_EACH);
    let each =
        after.iter().find(|n| view.is_any(*n, &["each", "every"]) && view.prev_is(*n, "for"));
    let phrase = each.and_then(|each| view.noun_phrase_at(each));
    phrase.is_some_and(|phrase| view.is_any(phrase.head, &["share", "shares"]))
}

/// Tokens between an amount and what it is paid for: "in cash for each".
const FOR_EACH: u32 = 6;

/// "Earnings per share", "EPS", "diluted EPS".
fn names_share(metric: &str) -> bool {
    let lower = Lowered::new(metric);
    lower.ends_with("per share") || lower.split([' ', '-']).next_back() == Some("eps")
}

/// What the figure before it measures, where nothing else is counted and the numbers are alike: "to
/// 50.6 from 51.9", "22 times earnings against a mean of 17", "readings below 50.0".
fn shared(figure: &Figure<'_>, last: &Claim) -> Option<String> {
    let view = figure.view;
    let quantity = figure.quantity;
    let is_reading = matches!(&*last.unit, "index_point" | "multiple") || is_exchange(&last.unit);
    let counts = matches!(view.pos(figure.end()), Pos::Noun | Pos::Adjective | Pos::ProperNoun);
    let (own, other) = (quantity.value.abs(), last.value.abs());
    let is_near = own.min(other) * FACTOR >= own.max(other);
    let is_told = quantity.value.scale() > 0 || last.unit == "multiple";
    let is_number = quantity.kind == QuantityKind::Number;
    // "to 33.9 billion euros, short of the 35.2 billion that analysts had forecast"
    let is_same = view.sentence().span.contains(last.span);
    let counts_nothing = !counts
        || view.is_of(figure.end(), Class::Forecaster)
        || view.is_any(figure.end(), &["more", "less"]);
    let is_close =
        own.min(other).checked_mul(Decimal::TEN).is_some_and(|limit| limit >= own.max(other));
    let is_large = own >= MAGNITUDE && other >= MAGNITUDE;
    if is_same && is_number && is_large && is_close && counts_nothing && is_money(&last.unit) {
        return Some(last.unit.clone());
    }
    // "bought 149.2 yen, up from 147.8 a day earlier"
    let is_money_alone = is_money(&last.unit);
    if figure.is_base() && is_same && is_number && is_near && counts_nothing && is_money_alone {
        return Some(last.unit.clone());
    }
    // a survey tells reading after reading; how many times something is, is told of it alone
    let names_gauge = last.metric.is_some() || last.subject.is_some() && last.subject_id.is_none();
    let is_gauge = last.unit != "multiple" && names_gauge;
    let is_series = is_gauge && last.kind == ClaimKind::Level;
    let is_told_of = is_same || is_series && tells(figure) || refers_back(figure);
    (is_reading && is_number && is_told && !counts && is_near && is_told_of)
        .then(|| last.unit.clone())
}

/// Whether a finite verb tells a figure of something: a reading of a series is a sentence.
fn tells(figure: &Figure<'_>) -> bool {
    let clause = governing_clause(figure);
    clause.is_some_and(|c| c.verb.form == VerbForm::Finite && c.subject.is_some())
}

/// Whether the clause of a figure takes up what was told before: "In the south it was at 48.7", "the
/// index was at 51.2".
fn refers_back(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let has_article =
        |n: u32| view.prev(n).is_some_and(|article| view.is_of(article, Class::Article));
    figure
        .clause
        .iter()
        .any(|n| view.pos(n) == Pos::Pronoun || view.is_of(n, Class::Anaphor) && has_article(n))
}

/// "Narrowed to 118 basis points from 131", "51.3, below the 52 that was expected": what a bare number is
/// set against lends it its unit before any measure does.
fn set_against(figure: &Figure<'_>, last: &Claim) -> Option<String> {
    let view = figure.view;
    let quantity = figure.quantity;
    let is_same = view.sentence().span.contains(last.span);
    let between = TokenRange::new(view.token_at(last.span.byte_end), figure.start());
    let compares = |n: u32| {
        view.is_of(n, Class::Comparing)
            || view.is_word(n, "from")
            || view.has_at(Layer::Claim, n, |e| e.class == Class::Gap)
    };
    let is_compared = || figure.is_base() || between.iter().any(compares);
    let (own, other) = (quantity.value.abs(), last.value.abs());
    let is_near = own.min(other) * FACTOR >= own.max(other);
    let counts = view.pos(figure.end()).is_noun() && !view.is_of(figure.end(), Class::Forecaster);
    let is_reading = matches!(&*last.unit, "index_point" | "basis_point" | "percentage_point");
    (is_same && is_reading && is_near && !counts && is_compared()).then(|| last.unit.clone())
}

/// From here on a number has a word for its magnitude.
const MAGNITUDE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// Whether a unit is money alone.
fn is_money(unit: &str) -> bool {
    unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a unit is one money for another: `ZAR/USD`.
fn is_exchange(unit: &str) -> bool {
    let is_code = |code: &str| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
    unit.split_once('/').is_some_and(|(own, base)| is_code(own) && is_code(base))
}
