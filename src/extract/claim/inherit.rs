//! What a claim takes over from the one before it, in its sentence or the one before: "to $48
//! million, or $1.14 a share"; "from $115 a barrel to $96"; "rose 0.5%. Economists had expected
//! 0.3%".

use rust_decimal::Decimal;

use crate::{
    lexicon::{Class, Layer, ParsedDocument},
    model::{Claim, ClaimKind, Modality, Sentence},
};

/// Two amounts of one thing seldom differ by more than this factor.
const FACTOR: Decimal = Decimal::TEN;

/// Completes `claim`, whose number begins at token `start`, from `last`.
/// `is_base`: the number is the base of a comparison.
pub(super) fn inherit(
    parsed: &ParsedDocument<'_>,
    claim: &mut Claim,
    start: u32,
    is_base: bool,
    last: Option<&Claim>,
) {
    let Some(last) = last else { return };
    let is_same_sentence = last.sentence == claim.sentence;
    // "grew 5.2%, picking up from 4.9%": both are growth
    let is_of_rate = is_base
        && last.kind == ClaimKind::Change
        && last.unit == "percent"
        && claim.unit == "percent";
    if is_same_sentence && (says_again(parsed, last, start) || is_of_rate) {
        take_move(claim, last);
    }
    let is_expected = claim.modality == Modality::Forecast
        && claim.subject.is_some()
        && claim.subject == last.subject;
    let is_of_forecasters = || {
        parsed
            .sentences
            .get(claim.sentence as usize)
            .is_some_and(|s| names_forecasters(parsed, s, start))
    };
    if !is_same_sentence && is_expected && is_of_forecasters() {
        take_per(claim, last);
        if claim.unit == last.unit {
            take_move(claim, last);
        }
    }
    // "from $115 a barrel to $96", "surpassing the $2.38"
    if is_same_sentence && claim.subject == last.subject {
        take_per(claim, last);
    }
}

/// Whether two numbers say the same: "fell 8 points, or 0.6 percent", "11 billion francs ($12
/// billion)".
fn says_again(parsed: &ParsedDocument<'_>, last: &Claim, start: u32) -> bool {
    let end = parsed.token_at(last.span.byte_end);
    let is_bracket =
        |at: u32| at == end && parsed.tokens().get(at as usize).is_some_and(|t| t.is_punct('('));
    start
        .checked_sub(1)
        .is_some_and(|at| parsed.is_word(at, "or") && at.saturating_sub(end) <= 1 || is_bracket(at))
}

fn take_move(claim: &mut Claim, last: &Claim) {
    if matches!(last.kind, ClaimKind::Change | ClaimKind::Level)
        && matches!(claim.kind, ClaimKind::Change | ClaimKind::Level | ClaimKind::Share)
    {
        claim.kind = last.kind;
        claim.direction = last.direction;
    }
}

/// An amount of money without its measure that stands beside one with it.
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

/// Whether those who expect figures for a living are named near token `at` in its sentence.
pub(super) fn names_forecasters(parsed: &ParsedDocument<'_>, sentence: &Sentence, at: u32) -> bool {
    const THEY: [&str; 9] = [
        "analyst",
        "analysts",
        "economists",
        "economist",
        "forecasters",
        "poll",
        "consensus",
        "street",
        "strategists",
    ];
    let (from, to) =
        (sentence.token_start.max(at.saturating_sub(AROUND)), sentence.token_end.min(at + AROUND));
    (from..to).any(|n| parsed.is_any(n, &THEY))
}

/// Whether a result is named between the clause's first token and the number: revenue, margin,
/// spending.
pub(super) fn names_result(parsed: &ParsedDocument<'_>, clause: (u32, u32), start: u32) -> bool {
    let hits = parsed.scan.hits_in(Layer::Claim, clause.0, start);
    let words = ["margin", "margins", "spend", "spending", "guidance"];
    hits.iter().any(|hit| parsed.entry(hit).class == Class::Measure)
        || (clause.0..start).any(|n| parsed.is_any(n, &words))
}
