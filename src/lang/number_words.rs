//! Numbers written in words: the arithmetic of "two hundred and fifty thousand".

use rust_decimal::Decimal;

/// Adds up number words from left to right.
///
/// ```text
/// two hundred and fifty thousand: small 2, scale 100, small 50, scale 1000
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct NumberWords {
    total: Decimal,
    current: Decimal,
    /// The scale that closed the last group.
    scale: Option<Decimal>,
    /// Whether the last word was a number below a hundred or a digit string.
    is_open: bool,
}

impl NumberWords {
    /// Begins with a number that is in digits or is no whole number.
    #[must_use]
    pub const fn from_value(value: Decimal) -> Self {
        Self { total: Decimal::ZERO, current: value, scale: None, is_open: true }
    }

    /// Takes a word below a hundred; `false`, and nothing changes, where it cannot follow ("twenty
    /// thirty", "five six").
    pub fn push_small(&mut self, value: Decimal) -> bool {
        let hundred = Decimal::ONE_HUNDRED;
        let ten = Decimal::TEN;
        let fits = if self.is_open {
            let tens = self.current % hundred;
            value < ten
                && value > Decimal::ZERO
                && self.current.fract().is_zero()
                && tens >= ten + ten
                && (tens % ten).is_zero()
        } else {
            value < hundred && (self.current % hundred).is_zero()
        };
        if fits {
            let Some(sum) = self.current.checked_add(value) else { return false };
            self.current = sum;
            self.is_open = true;
            self.scale = None;
        }
        fits
    }

    /// Takes `hundred`, `thousand`, `dozen` ...; `false` on overflow.
    pub fn push_scale(&mut self, scale: Decimal) -> bool {
        let hundred = Decimal::ONE_HUNDRED;
        if scale <= hundred {
            let base = if self.current.is_zero() { Decimal::ONE } else { self.current };
            let Some(product) = base.checked_mul(scale) else { return false };
            self.current = product;
        } else if self.current.is_zero() && !self.total.is_zero() {
            // "thousand million", "lakh crore"
            let Some(product) = self.total.checked_mul(scale) else { return false };
            self.total = product;
        } else {
            let base = if self.current.is_zero() { Decimal::ONE } else { self.current };
            let Some(sum) = base.checked_mul(scale).and_then(|p| self.total.checked_add(p)) else {
                return false;
            };
            self.total = sum;
            self.current = Decimal::ZERO;
        }
        self.scale = Some(self.scale.unwrap_or(Decimal::ONE).checked_mul(scale).unwrap_or(scale));
        self.is_open = false;
        true
    }

    /// Adds a part below one ("and a half").
    pub fn push_part(&mut self, part: Decimal) {
        self.current = self.current.checked_add(part).unwrap_or(self.current);
        self.is_open = true;
    }

    /// What it all makes.
    #[must_use]
    pub fn value(&self) -> Option<Decimal> {
        self.total.checked_add(self.current)
    }

    /// The multiplier at the end: what "three to five million" lends to its "three".
    #[must_use]
    pub const fn scale(&self) -> Option<Decimal> {
        self.scale
    }

    /// Whether a hundred or a larger scale was the last word, so that "and fifty" may follow.
    #[must_use]
    pub const fn ends_in_scale(&self) -> bool {
        self.scale.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up() {
        let d = |n: i64| Decimal::from(n);
        let mut words = NumberWords::default();
        assert!(
            words.push_small(d(2))
                && words.push_scale(d(100))
                && words.push_small(d(50))
                && words.push_scale(d(1000))
        );
        assert_eq!(words.value(), Some(d(250_000)));
        assert!(words.push_small(d(30)) && words.push_small(d(4)));
        assert_eq!(words.value(), Some(d(250_034)));
        assert!(!words.push_small(d(5)));
    }

    #[test]
    fn scales_multiply() {
        let mut words = NumberWords::from_value(Decimal::new(15, 1));
        assert!(
            words.push_scale(Decimal::from(100_000)) && words.push_scale(Decimal::from(10_000_000))
        );
        assert_eq!(words.value(), Some(Decimal::from(1_500_000_000_000_i64)));
    }

    #[test]
    fn overflow_is_refused() {
        let mut words = NumberWords::from_value(Decimal::MAX);
        assert!(!words.push_scale(Decimal::from(1000)));
    }
}
