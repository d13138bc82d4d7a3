//! What kind of statement a figure makes.

use crate::lexicon::words;
use rust_decimal::Decimal;

use super::{
    clause_subject::governing_clause,
    figure::Figure,
    gaps::{Gap, gap},
    inherit::{names_forecasters, names_result},
    measure,
    metric::metric,
    moved_counts::is_moved_count,
    numeric_role::NumericRole,
};
use crate::{
    extract::modality::is_noun,
    lexicon::{Class, Hit, Layer, SentenceView},
    model::{
        ClaimKind, Clause, EntityKind, Modality, NounPhrase, Pos, QuantityKind, Reference,
        TokenRange, VerbForm,
    },
};

/// The kind that unit and role make of a figure; `is_counted`: a noun follows that it counts.
pub(super) fn told(
    figure: &Figure<'_>,
    role: NumericRole,
    unit: &str,
    is_counted: bool,
) -> ClaimKind {
    let quantity = figure.quantity;
    let is_delta = matches!(role, NumericRole::Delta(_));
    let is_apart = quantity.kind != QuantityKind::Duration && gap(figure) == Some(Gap::Distance);
    if !is_delta && (is_apart || priced_in(figure).is_some()) {
        return ClaimKind::Level;
    }
    // "a quarter of the total"
    let is_fraction = quantity.value > Decimal::ZERO && quantity.value < Decimal::ONE;
    if !is_delta && unit == "count" && is_fraction && figure.view.is_word(figure.end(), "of") {
        return ClaimKind::Share;
    }
    let kind = by_unit(quantity.kind, unit, is_delta);
    if kind != ClaimKind::Count {
        return kind;
    }
    // "payrolls grew by 41,000", but "hired 41,000"
    if is_delta && is_moved_count(figure) {
        return ClaimKind::Change;
    }
    // "a multiple of 33.09": how high, not how many
    let is_level = !is_counted && !quantity.value.fract().is_zero();
    if is_level { ClaimKind::Level } else { ClaimKind::Count }
}

fn by_unit(family: QuantityKind, unit: &str, is_delta: bool) -> ClaimKind {
    match family {
        QuantityKind::Ordinal => ClaimKind::Rank,
        QuantityKind::Duration => ClaimKind::Duration,
        QuantityKind::Percent
        | QuantityKind::PercentagePoint
        | QuantityKind::BasisPoint
        | QuantityKind::Currency
            if is_delta =>
        {
            ClaimKind::Change
        }
        QuantityKind::Percent => ClaimKind::Share,
        QuantityKind::Number if unit == "count" => ClaimKind::Count,
        QuantityKind::Number if is_delta => ClaimKind::Change,
        _ => ClaimKind::Level,
    }
}

/// The kind that a figure of kind `told` has as a goal, as guidance or as a record.
pub(super) fn intended(figure: &Figure<'_>, told: ClaimKind, modality: Modality) -> ClaimKind {
    let view = figure.view;
    // "a $58 target": no move, whatever moved it; "cut its target by $5" is one
    let is_aimed = || !view.prev_is(figure.start(), "by");
    let is_money = figure.quantity.kind == QuantityKind::Currency;
    let is_goal = modality == Modality::Target
        && match told {
            ClaimKind::Level | ClaimKind::Share | ClaimKind::Count => true,
            ClaimKind::Change => is_aimed() && (is_money || is_own_goal(figure)),
            _ => false,
        };
    // what a company says it will earn or spend; what others think of it is a level
    let is_guided = || {
        modality == Modality::Forecast
            && matches!(told, ClaimKind::Level | ClaimKind::Share | ClaimKind::Change)
            && (is_money && told == ClaimKind::Level && is_of_company(figure)
                || (is_aimed() || !is_money) && is_guidance(figure))
            && names_result(figure)
            && !names_forecasters(figure)
            && !is_of_economy(figure)
            && !is_estimate(figure)
    };
    match told {
        _ if is_goal || is_guided() => ClaimKind::Target,
        // "a 10-year high"
        ClaimKind::Duration if view.is_any(figure.end(), words!["high", "low"]) => ClaimKind::Rank,
        kind => kind,
    }
}

/// "Aims for growth of 7%": whether the verb over a figure sets a goal.
fn is_own_goal(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    governing_clause(figure).is_some_and(|clause| {
        let verb =
            TokenRange::new(clause.verb.tokens.token_start, clause.verb.tokens.token_end + 1);
        let hits = view.hits_in(Layer::Modality, verb);
        hits.iter().any(|hit| view.entry(hit).class == Class::Target)
    })
}

/// "Topping estimates of $33 billion": what others expected.
fn is_estimate(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let noun = view.back(figure.start(), 2).filter(|_| view.prev_is(figure.start(), "of"));
    noun.is_some_and(|n| {
        let mut hits = view.hits_at(Layer::Modality, n).iter();
        view.word(n).ends_with('s') && hits.any(|hit| is_noun(view, hit))
    })
}

/// Whether a figure is one of an economy, for which nobody gives guidance: GDP, inflation.
fn is_of_economy(figure: &Figure<'_>) -> bool {
    !is_of_company(figure)
        && metric(figure).is_some_and(|own| measure::is_of_economy(figure.view.lexicon(), &own))
}

/// Whether a figure is one of a company: governments and economies give no guidance.
fn is_of_company(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    if metric(figure).is_some_and(|own| measure::is_of_company(view.lexicon(), &own)) {
        return true;
    }
    let is_company = |r: &Reference| {
        view.resolution().entity(r).is_some_and(|entity| entity.kind == EntityKind::Company)
    };
    view.references().iter().take(64).any(is_company)
        || view.range().iter().any(|n| view.is_of(n, Class::CompanyNoun) || view.is_word(n, "we"))
}

/// "It sees sales falling by 3%", "the maker guided to a margin of 40%": whether somebody who is
/// nobody's analyst expects a figure.
fn is_guidance(figure: &Figure<'_>) -> bool {
    guides(figure.view, figure.clause_before())
}

/// The same of the words of a lead-in: "Falk Mills expects:".
pub(super) fn guides(view: &SentenceView<'_>, words: TokenRange) -> bool {
    let near = view.clauses_in(words);
    let expects = |c: &&Clause| {
        let hits = view.hits_in(Layer::Modality, c.verb.tokens);
        c.verb.form == VerbForm::Finite
            && !c.verb.is_modal
            && !c.verb.is_passive
            && hits.iter().any(|hit| view.entry(hit).class == Class::Forecast)
    };
    let is_own = |subject: NounPhrase| {
        let head = subject.head;
        view.is_of(head, Class::ThirdPerson)
            || view.is_word(head, "we")
            || view.is_of(head, Class::CompanyNoun)
            || view.pos(head) == Pos::ProperNoun
            || view.is_capital(head) && head > view.start()
    };
    near.iter().rev().find(expects).and_then(|c| c.subject).is_some_and(is_own)
}

/// "7.31 per dollar", "16.08 against the dollar": the currency in which another is told.
pub(super) fn priced_in<'a>(figure: &Figure<'a>) -> Option<&'a str> {
    let view = figure.view;
    let lead = figure.end();
    let leads = view.has_at(Layer::Number, lead, |e| e.class == Class::PerUnit)
        || matches!(view.pos(lead), Pos::Adposition | Pos::Determiner);
    let has_article = view.pos(lead + 1) == Pos::Determiner;
    let name = lead + 1 + u32::from(has_article);
    let is_bare = figure.quantity.kind == QuantityKind::Number && figure.quantity.unit.is_empty();
    let hits = view.hits_at(Layer::Number, name).iter();
    let currency = |hit: &Hit| {
        let entry = view.entry(hit);
        (entry.class == Class::Currency).then_some(entry.unit.as_deref()).flatten()
    };
    (is_bare && leads).then(|| hits.rev().find_map(currency)).flatten()
}
