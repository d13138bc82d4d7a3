//! "Fell to 4.1% from 4.4%": the level, what it moved from, and the change that follows.

use rust_decimal::Decimal;

use super::gap;
use crate::{lexicon::SentenceView, model::Claim};

/// Tokens between the two numbers.
const MAX_GAP: u32 = 14;

/// Sets for each level the value it moved from, where the next number of its sentence and unit is its
/// origin. `claims` are those of one sentence.
pub(super) fn link(view: &SentenceView<'_>, claims: &mut [Claim]) {
    for at in 1..claims.len() {
        let (head, tail) = claims.split_at_mut(at);
        let (now, then) = (&mut head[at - 1], &tail[0]);
        let between = gap(view.token_at(now.span.byte_end), view.token_at(then.span.byte_start));
        let is_pair = then.rule == "origin"
            && now.rule == "level"
            && now.unit == then.unit
            && between <= MAX_GAP;
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
