//! Weights of the days of a window.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    SchemeError, normalised,
    parse::{Call, Form},
};

/// Largest order of an Almon polynomial and largest exponent of a beta density: far beyond any use,
/// and no weight of a window of two days and more falls out of range.
const MOST: u32 = 100;
/// δ of the Daily News Sentiment Index.
const DNSI_DELTA: f64 = 0.05;

/// How the days of a window of n share its weight; i = 1 is the oldest day, i = n the newest.
///
/// The window counts days of the calendar in use. How days without news are filled is not decided
/// here.
///
/// ```
/// use newsvane::aggregate::weights::Lag;
///
/// assert_eq!(Lag::from_name("half-life(1)")?.weights(2), [1.0 / 3.0, 2.0 / 3.0]);
/// assert_eq!(Lag::from_name("almon(r=2,order=3)")?.name(), "almon(r=2, order=3, inverse=false)");
/// # Ok::<(), newsvane::aggregate::weights::SchemeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Lag {
    /// 1/n.
    #[default]
    Equal,
    /// i/Σi (Ardia et al., JSS 2021).
    Linear,
    /// w ∝ exp(10α(i/n-1)) (Ardia et al., JSS 2021).
    Exponential {
        /// α, between 0 and 1, both left out. The steeper, the larger.
        alpha: f64,
    },
    /// w ∝ exp(10α(1-i/n)): the oldest day weighs most (Ardia et al., JSS 2021).
    InverseExponential {
        /// α, between 0 and 1, both left out. The steeper, the larger.
        alpha: f64,
    },
    /// w ∝ (1-z^r) z^(R-r) with z = 1-i/n, inverse z = i/n (Ardia et al., JSS 2021, after Almon
    /// 1965). The newest day weighs 0 unless r = R, and always in the inverse form.
    Almon {
        /// r, from 1 to R.
        r: u32,
        /// R, from 1 to 100.
        order: u32,
        /// Whether z = i/n.
        inverse: bool,
    },
    /// w ∝ x^(a-1) (1-x)^(b-1) with x = i/n (Ghysels, Sinko and Valkanov 2007, as in Ardia et al.,
    /// JSS 2021); with b > 1 the newest day weighs 0. The safe form has x = (i-½)/n, where no day
    /// falls on an end of the density.
    Beta {
        /// a, above 0 and at most 100.
        a: f64,
        /// b, at least 1 (safe: above 0) and at most 100.
        b: f64,
        /// Whether x = (i-½)/n.
        safe: bool,
    },
    /// w ∝ (1-δ)^(n-i) (Daily News Sentiment Index: FRBSF Economic Letter 2020-08, with δ = 0.05).
    Dnsi {
        /// δ per day, between 0 and 1, both left out.
        delta: f64,
    },
    /// w ∝ 2^(-(n-i)/h), which is `Dnsi` with δ = 1-2^(-1/h).
    HalfLife {
        /// h, above 0, after which a day weighs half.
        days: f64,
    },
}

const FORMS: &[Form] = &[
    Form { name: "equal", parameters: &[], usage: "equal" },
    Form { name: "linear", parameters: &[], usage: "linear" },
    Form {
        name: "exponential",
        parameters: &["alpha"],
        usage: "exponential(alpha=A) with 0 < A < 1",
    },
    Form {
        name: "inverse-exponential",
        parameters: &["alpha"],
        usage: "inverse-exponential(alpha=A) with 0 < A < 1",
    },
    Form {
        name: "almon",
        parameters: &["r", "order", "inverse"],
        usage: "almon(r=R, order=ORDER, inverse=false|true) with whole 1 <= R <= ORDER <= 100, \
                inverse=false where left out",
    },
    Form {
        name: "beta",
        parameters: &["a", "b", "safe"],
        usage: "beta(a=A, b=B, safe=false|true) with 0 < A <= 100, 1 <= B <= 100 (safe: 0 < B <= \
                100), safe=false where left out",
    },
    Form {
        name: "dnsi",
        parameters: &["delta"],
        usage: "dnsi(delta=D) with 0 < D < 1, D=0.05 where left out",
    },
    Form { name: "half-life", parameters: &["days"], usage: "half-life(days=H) with H > 0" },
];

impl Lag {
    /// The scheme that a name with its parameters names, such as `linear`, `half-life(5)` or
    /// `almon(r=2, order=3)`.
    ///
    /// # Errors
    /// When there is no such scheme or its parameters are not what it takes; the message lists what
    /// is allowed.
    pub fn from_name(name: &str) -> Result<Self, SchemeError> {
        let call = Call::parse(name, "time", FORMS)?;
        let open = |parameter, otherwise| call.number(parameter, otherwise, |x| 0.0 < x && x < 1.0);
        Ok(match call.name() {
            "equal" => Self::Equal,
            "linear" => Self::Linear,
            "exponential" => Self::Exponential { alpha: open("alpha", None)? },
            "inverse-exponential" => Self::InverseExponential { alpha: open("alpha", None)? },
            "almon" => {
                let order = call.whole("order", MOST)?;
                Self::Almon { r: call.whole("r", order)?, order, inverse: call.flag("inverse")? }
            }
            "beta" => {
                let safe = call.flag("safe")?;
                let most = f64::from(MOST);
                let a = call.number("a", None, |a| 0.0 < a && a <= most)?;
                // with b < 1 the density at x = 1, the newest day, is infinite
                let b = call
                    .number("b", None, |b| (if safe { b > 0.0 } else { b >= 1.0 }) && b <= most)?;
                Self::Beta { a, b, safe }
            }
            "dnsi" => Self::Dnsi { delta: open("delta", Some(DNSI_DELTA))? },
            "half-life" => Self::HalfLife { days: call.number("days", None, |days| days > 0.0)? },
            _ => return Err(call.error("it is listed and not made".into())),
        })
    }

    /// The name with all parameters, from which [`from_name`](Self::from_name) makes the same
    /// scheme.
    #[must_use]
    pub fn name(&self) -> String {
        self.to_string()
    }

    /// What each of `n` days weighs, from the oldest to the newest; together 1.
    ///
    /// Where the formula leaves no weight at all, as in a window of one day under `almon` or
    /// `beta`, the days weigh alike.
    #[must_use]
    pub fn weights(&self, n: usize) -> Vec<f64> {
        normalised((1..=n).map(|i| self.unscaled(i, n)).collect())
            .unwrap_or_else(|| vec![1.0 / n as f64; n])
    }

    /// Whether the newest day of a window of more than one weighs nothing, which few expect: worth
    /// a warning.
    #[must_use]
    pub fn leaves_out_newest(&self) -> bool {
        match *self {
            Self::Almon { r, order, inverse } => inverse || r < order,
            Self::Beta { b, safe, .. } => !safe && b > 1.0,
            _ => false,
        }
    }

    /// The part of its weight that a day keeps on the next: 1-δ; `None` for schemes that need their
    /// window.
    #[must_use]
    pub fn kept_per_day(&self) -> Option<f64> {
        match *self {
            Self::Dnsi { delta } => Some(1.0 - delta),
            Self::HalfLife { days } => Some((-days.recip()).exp2()),
            _ => None,
        }
    }

    /// What day `i` of `n` weighs before the weights are made to add up to 1.
    fn unscaled(&self, i: usize, n: usize) -> f64 {
        let (place, age) = (i as f64 / n as f64, (n - i) as f64);
        match *self {
            Self::Equal => 1.0,
            Self::Linear => i as f64,
            Self::Exponential { alpha } => (10.0 * alpha * (place - 1.0)).exp(),
            Self::InverseExponential { alpha } => (10.0 * alpha * (1.0 - place)).exp(),
            Self::Almon { r, order, inverse } => {
                almon(if inverse { place } else { age / n as f64 }, r, order)
            }
            Self::Beta { a, b, safe: false } => {
                place.powf(a - 1.0) * (age / n as f64).powf(b - 1.0)
            }
            Self::Beta { a, b, safe: true } => {
                ((i as f64 - 0.5) / n as f64).powf(a - 1.0) * ((age + 0.5) / n as f64).powf(b - 1.0)
            }
            Self::Dnsi { delta } => (1.0 - delta).powf(age),
            Self::HalfLife { days } => (-age / days).exp2(),
        }
    }
}

/// (1-z^r) z^(R-r).
fn almon(z: f64, r: u32, order: u32) -> f64 {
    let ahead = order.saturating_sub(r) as i32;
    // 1-z^r as (1-z)(1+z+...+z^(r-1)), which does not cancel where z is near 1
    let sum = (0..r).fold(0.0, |sum, _| sum * z + 1.0);
    (1.0 - z) * sum * z.powi(ahead)
}

impl fmt::Display for Lag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equal => f.write_str("equal"),
            Self::Linear => f.write_str("linear"),
            Self::Exponential { alpha } => write!(f, "exponential(alpha={alpha})"),
            Self::InverseExponential { alpha } => write!(f, "inverse-exponential(alpha={alpha})"),
            Self::Almon { r, order, inverse } => {
                write!(f, "almon(r={r}, order={order}, inverse={inverse})")
            }
            Self::Beta { a, b, safe } => write!(f, "beta(a={a}, b={b}, safe={safe})"),
            Self::Dnsi { delta } => write!(f, "dnsi(delta={delta})"),
            Self::HalfLife { days } => write!(f, "half-life(days={days})"),
        }
    }
}

super::parse::written_by_name!(Lag);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::fixture, *};

    #[test]
    fn weights_as_computed_elsewhere() {
        let cases = fixture::section("time");
        assert!(cases.len() >= 60, "{}", cases.len());
        for case in cases {
            let name = case["name"].as_str().unwrap();
            let n = case["n"].as_u64().unwrap() as usize;
            fixture::assert_weights(
                Some(Lag::from_name(name).unwrap().weights(n)),
                &case["weights"],
                &format!("{name} of {n}"),
            );
        }
    }

    /// The letter's figures: a half-life of 13.5 days, 79 % of the weight in 30 days.
    #[test]
    fn the_news_sentiment_index_has_the_published_half_life() {
        let Some(kept) = Lag::Dnsi { delta: DNSI_DELTA }.kept_per_day() else { panic!() };
        assert!((0.5_f64.ln() / kept.ln() - 13.5).abs() < 0.02);
        assert!((1.0 - kept.powi(30) - 0.79).abs() < 0.005);
    }

    #[test]
    fn a_decay_that_forgets_the_newest_day_says_so() {
        for name in ["almon(r=1,order=3)", "almon(r=3,order=3,inverse=true)", "beta(a=1,b=3)"] {
            let lag = Lag::from_name(name).unwrap();
            assert!(lag.leaves_out_newest(), "{name}");
            assert_eq!(lag.weights(5)[4].to_bits(), 0, "{name}");
        }
        for name in [
            "almon(r=3,order=3)",
            "beta(a=1,b=3,safe=true)",
            "beta(a=2,b=1)",
            "linear",
            "dnsi",
            "half-life(3)",
        ] {
            let lag = Lag::from_name(name).unwrap();
            assert!(!lag.leaves_out_newest() && lag.weights(5)[4] > 0.0, "{name}");
        }
    }

    #[test]
    fn messages_say_what_may_stand_there() {
        let unknown = Lag::from_name("gauss(2)").unwrap_err().to_string();
        for form in FORMS {
            assert!(unknown.contains(form.usage), "{unknown}");
        }
        for (name, problem) in [
            ("almon(2)", "`order` is missing"),
            ("almon(r=4, order=3)", "`r=4` is out of range"),
            ("almon(r=1.5, order=3)", "`r=1.5` is out of range"),
            ("almon(r=1, order=101)", "`order=101` is out of range"),
            ("almon(r=1, order=3, inverse=1)", "`inverse=1` is neither true nor false"),
            ("beta(a=1, b=0.5)", "`b=0.5` is out of range"),
            ("dnsi(1)", "`delta=1` is out of range"),
            ("half-life(0)", "`days=0` is out of range"),
            ("half-life(inf)", "`days=inf` is out of range"),
        ] {
            let message = Lag::from_name(name).unwrap_err().to_string();
            assert!(message.starts_with(&format!("`{name}`: {problem}; expected ")), "{message}");
        }
        assert_eq!(Lag::from_name(" dnsi ( ) "), Ok(Lag::Dnsi { delta: 0.05 }));
    }

    fn lag() -> impl Strategy<Value = Lag> {
        let open = 0.000_1..0.999_9;
        prop_oneof![
            Just(Lag::Equal),
            Just(Lag::Linear),
            open.clone().prop_map(|alpha| Lag::Exponential { alpha }),
            open.clone().prop_map(|alpha| Lag::InverseExponential { alpha }),
            (1..=MOST, 0..=MOST, any::<bool>()).prop_map(|(r, more, inverse)| Lag::Almon {
                r,
                order: (r + more).min(MOST),
                inverse
            }),
            (0.01..100.0, 1.0..100.0, any::<bool>()).prop_map(|(a, b, safe)| Lag::Beta {
                a,
                b,
                safe
            }),
            open.prop_map(|delta| Lag::Dnsi { delta }),
            (0.01..1e4).prop_map(|days| Lag::HalfLife { days }),
        ]
    }

    #[test]
    fn every_listed_name_makes_a_scheme() {
        fixture::assert_all_made(FORMS, |name| Lag::from_name(name).ok().map(|made| made.name()));
    }

    proptest! {
        #[test]
        fn names_make_the_same_scheme(lag in lag()) {
            prop_assert_eq!(Lag::from_name(&lag.name()), Ok(lag));
        }

        #[test]
        fn weights_add_up_to_one(lag in lag(), n in 0..400_usize) {
            let weights = lag.weights(n);
            prop_assert_eq!(weights.len(), n);
            prop_assert!(n == 0 || fixture::is_whole(&weights));
        }
    }
}
