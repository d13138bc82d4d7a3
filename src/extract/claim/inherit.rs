//! What a claim inherits from the one before it, in its sentence or one right before: "to $48
//! million, or $1.14 a share"; "from $115 a barrel to $96"; "rose 0.5%. Economists had expected
//! 0.3%".

use rust_decimal::Decimal;

use super::{antecedents::Antecedents, clause_subject, figure::Figure, gap};
use crate::{
    lexicon::{Class, Layer, SentenceView},
    model::{Claim, ClaimKind, Modality, TokenRange},
};

/// Two amounts of one thing seldom differ by more than this factor.
const FACTOR: Decimal = Decimal::TEN;

/// Tokens between an amount and the same by the share.
const SAID_AGAIN: u32 = 8;
/// Claims of a sentence before one that it is completed from.
const SIBLINGS: usize = 4;

/// Completes `claim`, which is that of `figure`, from the claims before it, of which `siblings` are
/// in its sentence.
pub(super) fn inherit(
    figure: &Figure<'_>,
    claim: &mut Claim,
    antecedents: &Antecedents<'_>,
    siblings: &[Claim],
) {
    if let Some(last) = antecedents.last_in_sentence() {
        // "grew 5.2%, picking up from 4.9%": both are growth
        let is_of_rate = figure.is_base()
            && claim.direction.is_none()
            && last.kind == ClaimKind::Change
            && last.unit == "percent"
            && claim.unit == "percent";
        let is_gapped = claim.unit == last.unit
            && claim.direction.is_none()
            && clause_subject::gapped(figure).is_some();
        if is_of_rate || is_gapped || says_again(figure, last) {
            take_move(claim, last);
        }
        if says_again(figure, last) {
            claim.modality = last.modality;
        }
        // "laid off 35% of its staff, or 58 people"
        if says_again(figure, last)
            && last.kind == ClaimKind::Change
            && claim.kind == ClaimKind::Count
            && last.unit == "percent"
        {
            (claim.kind, claim.direction) = (last.kind, last.direction);
            claim.of = None;
        }
        // "from $115 a barrel to $96", "to $9 million, or 92 cents a share, from $7 million, or 71
        // cents": those of one thing
        for other in siblings.iter().rev().take(SIBLINGS) {
            if other.subject == claim.subject {
                take_per(claim, other);
            }
        }
    } else if let Some(last) = antecedents.last_claim() {
        let is_expected = claim.modality == Modality::Forecast
            && claim.subject.is_some()
            && claim.subject == last.subject;
        if is_expected && names_forecasters(figure) {
            take_per(claim, last);
            if claim.unit == last.unit {
                take_move(claim, last);
            }
        }
    }
}

/// Whether two numbers say the same: "fell 8 points, or 0.6 percent", "11 billion francs ($12
/// billion)".
pub(super) fn says_again(figure: &Figure<'_>, last: &Claim) -> bool {
    let view = figure.view;
    let end = view.token_at(last.span.byte_end);
    let start = view.token_at(last.span.byte_start);
    view.prev(figure.start()).is_some_and(|at| {
        view.is_word(at, "or") && (gap(end, at) <= 1 || is_per_share_of(view, last, at, figure))
            || at == end && view.is_punct(at, '(')
            // "20 trillion rupiah ($2.2bn; £1.1bn)"
            || at == end && view.is_punct(at, ';') && view.prev_is_punct(start, '(')
    })
}

/// "Lost $34 million in the quarter, or 71 cents per share": whether an amount behind an "or" at `at` tells
/// by the share what the one before told in all.
fn is_per_share_of(view: &SentenceView<'_>, last: &Claim, at: u32, figure: &Figure<'_>) -> bool {
    let between = TokenRange::new(view.token_at(last.span.byte_end), at);
    view.prev_is_punct(at, ',')
        && between.len() <= SAID_AGAIN
        && view.clauses_in(between).is_empty()
        && figure.quantity.unit.strip_suffix("/share") == Some(&*last.unit)
}

fn take_move(claim: &mut Claim, last: &Claim) {
    if matches!(last.kind, ClaimKind::Change | ClaimKind::Level)
        && matches!(claim.kind, ClaimKind::Change | ClaimKind::Level | ClaimKind::Share)
    {
        claim.kind = last.kind;
        claim.direction = last.direction;
    }
}

/// An amount of money without its measure beside one with it.
fn take_per(claim: &mut Claim, last: &Claim) {
    let has_per =
        last.unit.strip_prefix(claim.unit.as_str()).is_some_and(|per| per.starts_with('/'));
    let (small, large) =
        (claim.value.abs().min(last.value.abs()), claim.value.abs().max(last.value.abs()));
    let is_near = small.checked_mul(FACTOR).is_some_and(|limit| limit >= large);
    if has_per && is_near {
        claim.unit.clone_from(&last.unit);
    }
}

/// Tokens on either side of a number in which those who expect it are named.
const AROUND: u32 = 40;

/// Whether those who expect figures for a living are named near the number in its sentence.
pub(super) fn names_forecasters(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    view.around(figure.start(), AROUND).iter().any(|n| view.is_of(n, Class::FigureExpecter))
}

/// Whether a result is named in the clause before the number: revenue, margin, spending.
pub(super) fn names_result(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let before = figure.clause_before();
    let hits = view.hits_in(Layer::Claim, before);
    hits.iter().any(|hit| view.entry(hit).class == Class::Measure)
        || before.iter().any(|n| view.is_of(n, Class::ResultWord))
}
