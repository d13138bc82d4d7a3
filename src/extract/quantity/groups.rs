//! Digits in groups of three that blanks or apostrophes part: `1 234 567`, `1’234’567`.

use rust_decimal::Decimal;

use super::{money, terms::NumberTerms};
use crate::lexicon::{Class, SentenceView};

/// No number of a text has more digits.
const MOST_DIGITS: usize = 16;

/// What parts two groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// A blank that breaks no line, or an apostrophe: nothing else is there.
    Sure,
    /// A plain blank, which parts words too.
    Blank,
}

/// The number whose first group is the token at `at`, and one past its last group; `None` for a
/// number of one group.
pub(super) fn grouped(
    view: &SentenceView<'_>,
    at: u32,
    after_money: bool,
) -> Option<(Decimal, u32)> {
    let first = view.word(at);
    if first.len() > 3 || first.starts_with('0') || !first.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut digits = first.to_owned();
    let mut end = at + 1;
    let mut is_sure = after_money;
    while let Some((gap, group)) = next_group(view, end).filter(|_| digits.len() < MOST_DIGITS) {
        let (whole, part) = group.split_once(['.', ',']).unwrap_or((group, ""));
        let is_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.len() != 3 || !is_digits(whole) || !is_digits(part) {
            break;
        }
        // thousands of their own: "12 000"
        is_sure |= gap == Gap::Sure || whole == "000";
        digits.push_str(whole);
        end = group_end(view, end);
        if !part.is_empty() {
            digits.push('.');
            digits.push_str(part);
            break;
        }
    }
    let fits = end > at + 1 && (is_sure || is_measured(view, end) || end > at + 2);
    fits.then(|| digits.parse().ok()).flatten().map(|value| (value, end))
}

/// The group after the one that ends at `end`, and what parts them.
fn next_group<'a>(view: &SentenceView<'a>, end: u32) -> Option<(Gap, &'a str)> {
    let at = group_end(view, end) - 1;
    if !view.is_number(at) {
        return None;
    }
    if at > end {
        return view.is_joined(at).then_some((Gap::Sure, view.word(at)));
    }
    let before = view.prev_token(at)?.byte_end as usize;
    let between = view.document().text.get(before..view.token(at)?.byte_start as usize)?;
    let gap = match between {
        " " => Gap::Blank,
        _ if between.chars().count() == 1 && !between.contains(['\n', '\t', '\r']) => Gap::Sure,
        _ => return None,
    };
    Some((gap, view.word(at)))
}

/// One past the group after the one that ends at `end`, its apostrophe skipped.
fn group_end(view: &SentenceView<'_>, end: u32) -> u32 {
    let is_apostrophe = view.is_punct(end, '\'') && view.is_joined(end);
    if is_apostrophe { end + 2 } else { end + 1 }
}

/// Whether a magnitude, a unit or money is after a number, so that it is one and not two.
fn is_measured(view: &SentenceView<'_>, end: u32) -> bool {
    view.terms(end).any(|t| match t.entry.class {
        Class::Scale => !t.is_glued() || view.is_joined(end),
        Class::Unit => true,
        Class::Currency => money::stands_after(&t),
        _ => false,
    })
}
