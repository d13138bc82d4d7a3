//! Numbers and days as they are in cells, straight into bytes: the same words that `Display`
//! writes, without its machinery.

use std::io::Write as _;

use jiff::civil::Date;
use rust_decimal::Decimal;

/// Appends a whole number.
pub(super) fn push_int(value: i64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Whole numbers below it are told from all others by all of their digits.
const WHOLE: u64 = 1 << 52;

/// Appends a finite number with as many digits as tell it from all others, never with an exponent.
pub(super) fn push_float(value: f64, out: &mut Vec<u8>) {
    // half of all are 0, 1 or -1
    let whole = value as i64;
    if (whole as f64).to_bits() == value.to_bits() && whole.unsigned_abs() < WHOLE {
        return push_int(whole, out);
    }
    let mut buffer = zmij::Buffer::new();
    let digits = buffer.format_finite(value);
    if digits.contains('e') {
        // Writing to memory does not fail.
        let _ = write!(out, "{value}");
    } else {
        out.extend_from_slice(digits.strip_suffix(".0").unwrap_or(digits).as_bytes());
    }
}

/// Appends an exact number without zeros at its end.
pub(super) fn push_decimal(value: Decimal, out: &mut Vec<u8>) {
    let (mut mantissa, mut scale) = (value.mantissa(), value.scale() as usize);
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    if mantissa < 0 {
        out.push(b'-');
    }
    let mut buffer = itoa::Buffer::new();
    let digits = match u64::try_from(mantissa.unsigned_abs()) {
        Ok(small) => buffer.format(small),
        Err(_) => buffer.format(mantissa.unsigned_abs()),
    };
    let (whole, part) = digits.split_at(digits.len().saturating_sub(scale));
    out.extend_from_slice(if whole.is_empty() { b"0" } else { whole.as_bytes() });
    if scale > 0 {
        out.push(b'.');
        out.resize(out.len() + (scale - part.len()), b'0');
        out.extend_from_slice(part.as_bytes());
    }
}

/// Appends a day as YYYY-MM-DD.
pub(super) fn push_day(value: Date, out: &mut Vec<u8>) {
    let Ok(year @ 0..=9999) = u16::try_from(value.year()) else {
        let _ = write!(out, "{value}");
        return;
    };
    let two = |n: u16| [b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8];
    out.extend_from_slice(&two(year / 100));
    out.extend_from_slice(&two(year));
    for part in [value.month(), value.day()] {
        out.push(b'-');
        out.extend_from_slice(&two(part.unsigned_abs().into()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(push: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        push(&mut out);
        String::from_utf8(out).unwrap()
    }

    proptest::proptest! {
        #[test]
        fn cells_are_as_they_are_displayed(
            float in proptest::num::f64::NORMAL | proptest::num::f64::ZERO | proptest::num::f64::SUBNORMAL,
            small in -1000.0..1000.0_f64,
            mantissa in proptest::num::i64::ANY,
            factor in 1_i64..1_000_000_000,
            scale in 0_u32..28,
            day in -9_000..9_999_i16,
        ) {
            for value in [float, small, small.round(), small / 1e9] {
                // of two shortest forms that lie equally near either may be written
                let (own, other) = (shown(|out| push_float(value, out)), value.to_string());
                proptest::prop_assert_eq!(own.parse::<f64>().ok(), Some(value));
                proptest::prop_assert_eq!(own.len(), other.len(), "{} {}", own, other);
            }
            proptest::prop_assert_eq!(shown(|out| push_int(mantissa, out)), mantissa.to_string());
            let big = i128::from(mantissa) * i128::from(factor);
            for mantissa in [i128::from(mantissa), big, i128::from(factor) * 1000, 0] {
                let value = Decimal::from_i128_with_scale(mantissa, scale);
                let expected = value.normalize().to_string();
                proptest::prop_assert_eq!(shown(|out| push_decimal(value, out)), expected);
            }
            let day = jiff::civil::date(day, 7, 30);
            proptest::prop_assert_eq!(shown(|out| push_day(day, out)), day.to_string());
        }
    }
}
