//! "Fell to 4.1% from 4.4%": the level, what it moved from, and the change that follows.

use rust_decimal::Decimal;

use crate::{lexicon::ParsedDocument, model::Claim};

/// Tokens between the two numbers.
const GAP: usize = 14;

/// Gives each level the value it moved from, where the next number of its sentence and unit is its
/// origin.
pub(super) fn link(parsed: &ParsedDocument<'_>, claims: &mut [Claim]) {
    for at in 1..claims.len() {
        let (head, tail) = claims.split_at_mut(at);
        let (now, then) = (&mut head[at - 1], &tail[0]);
        let gap = parsed.token_at(now.span.byte_end)..parsed.token_at(then.span.byte_start);
        let is_pair = then.rule == "origin"
            && now.rule == "level"
            && now.sentence == then.sentence
            && now.unit == then.unit
            && gap.len() <= GAP;
        if is_pair && now.value_hi.is_none() && then.value_hi.is_none() {
            now.prior_value = Some(then.value);
            now.change_derived = now
                .value
                .checked_sub(then.value)
                .and_then(|d| d.checked_div(then.value.abs()))
                .map(|d: Decimal| d.round_dp(6));
        }
    }
}
