//! Numbers written in digits.

use rust_decimal::Decimal;

/// The value of digits with any grouping: `1,234.5`, `5,00,000`, `1.234.567,89`, `12,5`. `None` for
/// what is no number (`10.1.2`) or does not fit a [`Decimal`].
///
/// A single comma before one or two digits is a decimal comma; a single full stop is always a
/// decimal point.
#[must_use]
pub fn parse_digits(digits: &str) -> Option<Decimal> {
    let commas = digits.bytes().filter(|&b| b == b',').count();
    let points = digits.bytes().filter(|&b| b == b'.').count();
    match (commas, points) {
        (0, 0 | 1) => digits.parse().ok(),
        (0, _) => has_groups(digits, '.').then(|| strip(digits, '.')).flatten(),
        (1, 0) if !has_groups(digits, ',') => {
            let (whole, part) = digits.split_once(',')?;
            (part.len() <= 2 && whole.len() <= 3)
                .then(|| digits.replace(',', ".").parse().ok())
                .flatten()
        }
        (_, 0) => has_groups(digits, ',').then(|| strip(digits, ',')).flatten(),
        (_, 1) if digits.find('.') > digits.rfind(',') => {
            let (whole, _) = digits.split_once('.')?;
            has_groups(whole, ',').then(|| strip(digits, ',')).flatten()
        }
        (1, _) => {
            let (whole, _) = digits.split_once(',')?;
            has_groups(whole, '.')
                .then(|| digits.replace('.', "").replace(',', ".").parse().ok())
                .flatten()
        }
        _ => None,
    }
}

fn strip(digits: &str, mark: char) -> Option<Decimal> {
    digits.replace(mark, "").parse().ok()
}

/// Whether the marks group digits as in `1,234,567` or, the Indian way, `12,34,567`.
fn has_groups(digits: &str, mark: char) -> bool {
    let mut groups = digits.split(mark);
    let first = groups.next().map_or(0, str::len);
    let mut rest = groups.map(str::len).rev();
    (1..=3).contains(&first) && rest.next() == Some(3) && rest.all(|n| n == 3 || n == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groupings() {
        for (digits, value) in [
            ("7", "7"),
            ("1,234.50", "1234.50"),
            ("5,00,000", "500000"),
            ("1.234.567", "1234567"),
            ("1.234,56", "1234.56"),
            ("12,5", "12.5"),
            ("0.082", "0.082"),
        ] {
            assert_eq!(parse_digits(digits), value.parse().ok(), "{digits}");
        }
        for digits in ["10.1.2", "1,2,3", "99999999999999999999999999999999999"] {
            assert_eq!(parse_digits(digits), None, "{digits}");
        }
    }
}
