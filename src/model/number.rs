//! Measured numbers as tables hold them.

/// Powers of ten that a double holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];

/// Digits that a measured number has.
const DIGITS: usize = 12;

/// A number to 12 significant digits: what lies beyond them in a sum of doubles is rounding.
/// Everything that is written to tables or computed again from them goes through it, so that both
/// see the same number.
#[must_use]
pub(crate) fn significant(value: f64) -> f64 {
    let size = value.abs();
    // half of all are 0, 1 or -1, and whole numbers of so few digits stay what they are
    let is_whole = (value as i64 as f64).to_bits() == value.to_bits() && size < 1e12;
    if size == 0.0 || is_whole {
        return value;
    }
    if !size.is_finite() || !(1e-10..1e12).contains(&size) {
        // far from everything that is measured here, and from what the powers hold exactly
        return format!("{value:.*e}", DIGITS - 1).parse().unwrap_or(value);
    }
    // digits after the point: so many that 12 are in all
    let before_point = POWERS.partition_point(|power| *power <= size);
    let after_point = if before_point > 0 {
        DIGITS - before_point
    } else {
        let zeros = POWERS.iter().skip(1).take_while(|power| size * **power < 1.0).count();
        DIGITS + zeros
    };
    let scale = POWERS[after_point];
    (value * scale).round() / scale
}

/// A number to nine digits after the point. Sums of such numbers below a million are exact to the
/// last of them once they are rounded so themselves, in any order: what was added can be taken away.
#[must_use]
pub(crate) fn fixed(value: f64) -> f64 {
    const SCALE: f64 = 1e9;
    (value * SCALE).round() / SCALE + 0.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sums_lose_what_is_rounding_only() {
        for (value, expected) in [
            (0.320_000_000_000_000_06, 0.32),
            (0.446_399_999_999_999_9, 0.4464),
            (-0.000_123_456_789_012_345, -0.000_123_456_789_012),
            (123_456.789_012_345, 123_456.789_012),
            (0.999_999_999_999_9, 1.0),
            (999_999_999_999.9, 1e12),
            (1.234_567_890_123_4e-20, 1.234_567_890_12e-20),
            (0.0, 0.0),
            (1.0, 1.0),
        ] {
            assert_eq!(significant(value).to_string(), expected.to_string());
        }
        assert!(significant(f64::NAN).is_nan());
    }

    proptest! {
        #[test]
        fn it_is_what_printing_and_reading_gives(mantissa in -10.0..10.0f64, exponent in -9..12i32) {
            let value = mantissa * 10f64.powi(exponent);
            let printed: f64 = format!("{value:.11e}").parse().unwrap();
            // where the thirteenth digit is a five, the way to it decides
            prop_assert!((significant(value) - printed).abs() <= 1.1e-11 * value.abs());
            prop_assert_eq!(significant(significant(value)).to_bits(), significant(value).to_bits());
            let shown = format!("{:e}", significant(value).abs());
            let digits = shown.split('e').next().unwrap().replace('.', "");
            prop_assert!(digits.len() <= 12, "{}", digits);
        }
    }
}
