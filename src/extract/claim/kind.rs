//! What kind of statement a figure makes.

use crate::lexicon::words;
use rust_decimal::Decimal;

use super::{
    figure::Figure,
    inherit::{names_forecasters, names_result},
    numeric_role::{NumericRole, is_moved_count},
};
use crate::model::{ClaimKind, Modality, QuantityKind};

/// From here on a bare number is seldom counted off.
const LARGE: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);

/// The kind that unit and role make of a figure; `is_counted`: a noun follows that it counts.
pub(super) fn told(
    figure: &Figure<'_>,
    role: NumericRole,
    unit: &str,
    is_counted: bool,
) -> ClaimKind {
    let quantity = figure.quantity;
    let is_delta = matches!(role, NumericRole::Delta(_));
    let kind = by_unit(quantity.kind, unit, is_delta);
    if kind != ClaimKind::Count {
        return kind;
    }
    // "payrolls grew by 41,000", but "hired 41,000"
    if is_delta && is_moved_count(figure) {
        return ClaimKind::Change;
    }
    // "20 billion" of nothing, "a multiple of 33.09": how high, not how many; "rose to 238,000"
    let is_level = !quantity.value.fract().is_zero() || quantity.value >= LARGE;
    let is_reached = !is_delta && quantity.value >= Decimal::ONE_THOUSAND;
    if !is_counted && (is_level || is_reached) { ClaimKind::Level } else { ClaimKind::Count }
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
    let is_goal = modality == Modality::Target
        && matches!(told, ClaimKind::Level | ClaimKind::Share | ClaimKind::Count);
    // what a company says it will earn or spend; what others think of it is a level
    let is_guided = || {
        modality == Modality::Forecast
            && told == ClaimKind::Level
            && figure.quantity.kind == QuantityKind::Currency
            && names_result(figure)
            && !names_forecasters(figure)
    };
    match told {
        _ if is_goal || is_guided() => ClaimKind::Target,
        // "a 10-year high"
        ClaimKind::Duration if figure.view.is_any(figure.end(), words!["high", "low"]) => {
            ClaimKind::Rank
        }
        kind => kind,
    }
}
