//! Powers: 1.3x10^6, 12e-1.

use rust_decimal::Decimal;

use crate::lexicon::SentenceView;

/// "1.3x10^6", "1.1^23", "12e-1": a power of ten or of the number itself, and one past the
/// exponent.
pub(super) fn with_exponent(
    view: &SentenceView<'_>,
    at: u32,
    base: Decimal,
) -> Option<(Decimal, u32)> {
    let is_caret = |at: u32| view.is_punct(at, '^') && view.is_joined(at) && view.is_joined(at + 1);
    let next = at + 1;
    let (mark, ten) = match view.word(next) {
        "^" if is_caret(next) => return power_at(view, next + 1, base),
        "x10" | "×10" | "X10" if view.is_joined(next) && is_caret(next + 1) => {
            (next + 2, Decimal::TEN)
        }
        "×" | "x" | "*" if view.word(next + 1) == "10" && is_caret(next + 2) => {
            (next + 3, Decimal::TEN)
        }
        "e" | "E" if view.is_joined(next) && view.is_joined(next + 1) => (next + 1, Decimal::TEN),
        word if view.is_joined(next) => {
            let exponent = word
                .strip_prefix(['e', 'E'])
                .and_then(|digits| digits.parse::<u32>().ok())
                .filter(|e| *e <= 28)?;
            return Some((base.checked_mul(power(Decimal::TEN, exponent)?)?, next + 1));
        }
        _ => return None,
    };
    let (power, end) = power_at(view, mark, ten)?;
    Some((base.checked_mul(power)?, end))
}

/// `base` to the signed whole number at `at`.
fn power_at(view: &SentenceView<'_>, at: u32, base: Decimal) -> Option<(Decimal, u32)> {
    let is_negative = view.is_punct(at, '-') || view.is_punct(at, '−');
    let digits = if is_negative || view.is_punct(at, '+') { at + 1 } else { at };
    let exponent: u32 =
        view.word(digits).parse().ok().filter(|e| *e <= 64 && view.is_joined(digits))?;
    let power = power(base, exponent)?;
    let value = if is_negative { Decimal::ONE.checked_div(power)? } else { power };
    Some((value, digits + 1))
}

fn power(base: Decimal, exponent: u32) -> Option<Decimal> {
    (0..exponent).try_fold(Decimal::ONE, |product, _| product.checked_mul(base))
}
