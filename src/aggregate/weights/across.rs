//! Weights of the documents of a day.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    SchemeError, normalised,
    parse::{Call, Form},
};

/// What a further article of a story weighs against the one before it.
const NOVELTY_KEPT: f64 = 0.75;

/// What is known of a document that bears the theme on the day.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Doc {
    /// Its length Q in words. What is not a positive number counts as 0.
    pub words: f64,
    /// How strongly it bears the theme, r in [0, 1]. What is not a positive number counts as 0.
    pub relevance: f64,
    /// How sure its score is, c in [0, 1]. What is not a positive number counts as 0.
    pub confidence: f64,
    /// How many of its sentences are about the theme. What is not a positive number counts as 0.
    pub sentences: f64,
    /// How many articles of its story came in the 24 hours before it: 0 for the first.
    pub repetition: u32,
    /// Its score s in [-1, 1].
    pub sentiment: f64,
}

/// How the documents of a day share its weight. Q is a document's length and q =
/// Q/ΣQ.
///
/// Source effects are no weights of this kind: see [`fixed_effects`](super::fixed_effects()). Nor
/// is the mean within a story, which comes before these.
///
/// ```
/// use newsvane::aggregate::weights::{Across, Doc};
///
/// let docs = [300.0, 100.0].map(|words| Doc { words, ..Doc::default() });
/// assert_eq!(Across::from_name("proportional")?.weights(&docs), Some(vec![0.75, 0.25]));
/// assert_eq!(Across::Relevance.weights(&docs), None);
/// # Ok::<(), newsvane::aggregate::weights::SchemeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Across {
    /// 1/N.
    #[default]
    Equal,
    /// r/Σr: the mean is Σ r s / Σ r (Handbook of News Analytics in Finance, 2011, eq. 13.13
    /// without its sign form).
    Relevance,
    /// c/Σc: the mean is Σ c s / Σ c (as Bloomberg describes its company scores).
    Confidence,
    /// n/Σn, n being a document's sentences about the theme: the mean is that of all sentences of the
    /// day, where those of a document weigh alike.
    Sentences,
    /// Q/ΣQ (Ardia et al., JSS 2021, "proportional").
    Proportional,
    /// (1/Q)/Σ(1/Q) (Ardia et al., JSS 2021, "`inverseProportional`"). A document of no words
    /// weighs 0.
    InverseProportional,
    /// w ∝ exp(10α(q-1)), (Ardia et al., JSS 2021, "exponential"). The R package leaves the `exp()`
    /// out; this does not.
    ExponentialLength {
        /// α, between 0 and 1, both left out. The steeper, the larger.
        alpha: f64,
    },
    /// w ∝ exp(10α(1-q)), (Ardia et al., JSS 2021, "`inverseExponential`").
    InverseExponentialLength {
        /// α, between 0 and 1, both left out. The steeper, the larger.
        alpha: f64,
    },
    /// w ∝ 0.75^k for the k-th further article of a story within 24 hours (the steps 100, 75, 56,
    /// 42, ... of the Event Novelty Score, `RavenPack`).
    Novelty,
}

const FORMS: &[Form] = &[
    Form { name: "equal", parameters: &[], usage: "equal" },
    Form { name: "relevance", parameters: &[], usage: "relevance" },
    Form { name: "confidence", parameters: &[], usage: "confidence" },
    Form { name: "sentences", parameters: &[], usage: "sentences" },
    Form { name: "proportional", parameters: &[], usage: "proportional" },
    Form { name: "inverse-proportional", parameters: &[], usage: "inverse-proportional" },
    Form {
        name: "exponential-length",
        parameters: &["alpha"],
        usage: "exponential-length(alpha=A) with 0 < A < 1",
    },
    Form {
        name: "inverse-exponential-length",
        parameters: &["alpha"],
        usage: "inverse-exponential-length(alpha=A) with 0 < A < 1",
    },
    Form { name: "novelty", parameters: &[], usage: "novelty" },
];

impl Across {
    /// The scheme that a name with its parameters names, such as `relevance` or
    /// `exponential-length(0.1)`.
    ///
    /// # Errors
    /// When there is no such scheme or its parameters are not what it takes; the message lists what
    /// is allowed.
    pub fn from_name(name: &str) -> Result<Self, SchemeError> {
        let call = Call::parse(name, "documents", FORMS)?;
        let alpha = || call.number("alpha", None, |alpha| 0.0 < alpha && alpha < 1.0);
        Ok(match call.name() {
            "equal" => Self::Equal,
            "relevance" => Self::Relevance,
            "confidence" => Self::Confidence,
            "sentences" => Self::Sentences,
            "proportional" => Self::Proportional,
            "inverse-proportional" => Self::InverseProportional,
            "exponential-length" => Self::ExponentialLength { alpha: alpha()? },
            "inverse-exponential-length" => Self::InverseExponentialLength { alpha: alpha()? },
            "novelty" => Self::Novelty,
            _ => return Err(call.error("it is listed and not made".into())),
        })
    }

    /// The name with all parameters, from which [`from_name`](Self::from_name) makes the same
    /// scheme.
    #[must_use]
    pub fn name(&self) -> String {
        self.to_string()
    }

    /// What each document weighs, in their order; together 1. `None` where the sum is 0, so for no
    /// documents.
    #[must_use]
    pub fn weights(&self, docs: &[Doc]) -> Option<Vec<f64>> {
        let words: f64 = docs.iter().map(|doc| positive(doc.words)).sum();
        normalised(docs.iter().map(|doc| self.unscaled(doc, words)).collect())
    }

    /// Σ w s; `None` where there are no weights.
    #[must_use]
    pub fn mean(&self, docs: &[Doc]) -> Option<f64> {
        Some(self.weights(docs)?.iter().zip(docs).map(|(weight, doc)| weight * doc.sentiment).sum())
    }

    /// What a document weighs before the weights are made to add up to 1, given the `words` of all.
    fn unscaled(&self, doc: &Doc, words: f64) -> f64 {
        let own = positive(doc.words);
        match self {
            Self::Equal => 1.0,
            Self::Relevance => positive(doc.relevance),
            Self::Confidence => positive(doc.confidence),
            Self::Sentences => positive(doc.sentences),
            Self::Proportional => own,
            Self::InverseProportional => positive(own.recip()),
            Self::ExponentialLength { .. } | Self::InverseExponentialLength { .. }
                if words <= 0.0 =>
            {
                0.0
            }
            Self::ExponentialLength { alpha } => (10.0 * alpha * (own / words - 1.0)).exp(),
            Self::InverseExponentialLength { alpha } => (10.0 * alpha * (1.0 - own / words)).exp(),
            Self::Novelty => NOVELTY_KEPT.powf(f64::from(doc.repetition)),
        }
    }
}

/// The number, or 0 for what is no positive finite number.
fn positive(number: f64) -> f64 {
    if number.is_finite() { number.max(0.0) } else { 0.0 }
}

impl fmt::Display for Across {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equal => f.write_str("equal"),
            Self::Relevance => f.write_str("relevance"),
            Self::Confidence => f.write_str("confidence"),
            Self::Sentences => f.write_str("sentences"),
            Self::Proportional => f.write_str("proportional"),
            Self::InverseProportional => f.write_str("inverse-proportional"),
            Self::ExponentialLength { alpha } => write!(f, "exponential-length(alpha={alpha})"),
            Self::InverseExponentialLength { alpha } => {
                write!(f, "inverse-exponential-length(alpha={alpha})")
            }
            Self::Novelty => f.write_str("novelty"),
        }
    }
}

super::parse::written_by_name!(Across);

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::fixture, *};

    fn docs(rows: &serde_json::Value) -> Vec<Doc> {
        let rows = rows.as_array().unwrap().iter().map(fixture::numbers);
        rows.map(|r| Doc {
            words: r[0],
            relevance: r[1],
            confidence: r[2],
            sentences: r[0],
            repetition: r[3] as u32,
            sentiment: r[4],
        })
        .collect()
    }

    #[test]
    fn weights_as_computed_elsewhere() {
        let mut compared = 0;
        for case in fixture::section("across") {
            let docs = docs(&case["docs"]);
            for (name, expected) in case["schemes"].as_object().unwrap() {
                let across = Across::from_name(name).unwrap();
                fixture::assert_weights(across.weights(&docs), &expected["weights"], name);
                fixture::assert_close_option(across.mean(&docs), &expected["mean"], name);
                compared += 1;
            }
        }
        assert!(compared >= 40, "{compared}");
    }

    /// The trap in the R package: without the `exp()` the parameter falls out and both schemes are
    /// one.
    #[test]
    fn the_parameter_of_exponential_length_matters() {
        let docs = [10.0, 200.0, 790.0].map(|words| Doc { words, ..Doc::default() });
        let first = |across: Across| across.weights(&docs).unwrap()[0];
        let flat = first(Across::ExponentialLength { alpha: 0.1 });
        let steep = first(Across::ExponentialLength { alpha: 0.5 });
        let inverse = first(Across::InverseExponentialLength { alpha: 0.1 });
        assert!(
            steep < flat && flat < 1.0 / 3.0 && 1.0 / 3.0 < inverse,
            "{steep} {flat} {inverse}"
        );
    }

    /// Documents weighed by their sentences say what all sentences together say.
    #[test]
    fn documents_weighed_by_sentences_are_the_mean_of_all_sentences() {
        let scores: [&[f64]; 3] = [&[0.5, -0.5, 0.9], &[0.2], &[-1.0, 0.3]];
        let docs = scores.map(|own| Doc {
            sentences: own.len() as f64,
            sentiment: own.iter().sum::<f64>() / own.len() as f64,
            ..Doc::default()
        });
        let all = scores.concat();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        assert!((Across::Sentences.mean(&docs).unwrap() - mean).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_weight_counts_as_none() {
        let odd = [f64::NAN, f64::INFINITY, -1.0, 2.0].map(|x| Doc {
            words: x,
            relevance: x,
            confidence: x,
            sentences: x,
            ..Doc::default()
        });
        for across in [
            Across::Relevance,
            Across::Confidence,
            Across::Sentences,
            Across::Proportional,
            Across::InverseProportional,
        ] {
            assert_eq!(across.weights(&odd), Some(vec![0.0, 0.0, 0.0, 1.0]), "{across}");
            assert_eq!(across.weights(&odd[..3]), None, "{across}");
        }
    }

    #[test]
    fn messages_say_what_may_stand_there() {
        let unknown = Across::from_name("fame").unwrap_err().to_string();
        assert!(
            unknown.starts_with(
                "`fame`: no such weights across documents; expected one of: equal; relevance;"
            ),
            "{unknown}"
        );
        let expected = "expected exponential-length(alpha=A) with 0 < A < 1";
        for (name, problem) in [
            ("exponential-length", "`alpha` is missing"),
            ("exponential-length()", "`alpha` is missing"),
            ("exponential-length(", "the closing parenthesis is missing"),
            ("exponential-length(1)", "`alpha=1` is out of range"),
            ("exponential-length(nan)", "`alpha=nan` is out of range"),
            ("exponential-length(alpha=x)", "`alpha=x` is no number"),
            ("exponential-length(0.1, 0.2)", "`0.2` has no name"),
            ("exponential-length(0.1, alpha=0.2)", "`alpha` is given twice"),
            ("exponential-length(beta=0.2)", "it has no parameter `beta`"),
        ] {
            assert_eq!(
                Across::from_name(name).unwrap_err().to_string(),
                format!("`{name}`: {problem}; {expected}")
            );
        }
        assert_eq!(
            Across::from_name("equal(2)").unwrap_err().to_string(),
            "`equal(2)`: `2` has no name; expected equal"
        );
    }

    fn across() -> impl Strategy<Value = Across> {
        let alpha = 0.000_1..0.999_9;
        prop_oneof![
            Just(Across::Equal),
            Just(Across::Relevance),
            Just(Across::Confidence),
            Just(Across::Sentences),
            Just(Across::Proportional),
            Just(Across::InverseProportional),
            Just(Across::Novelty),
            alpha.clone().prop_map(|alpha| Across::ExponentialLength { alpha }),
            alpha.prop_map(|alpha| Across::InverseExponentialLength { alpha }),
        ]
    }

    #[test]
    fn every_listed_name_makes_a_scheme() {
        fixture::assert_all_made(FORMS, |name| {
            Across::from_name(name).ok().map(|made| made.name())
        });
    }

    proptest! {
        #[test]
        fn names_make_the_same_scheme(across in across()) {
            prop_assert_eq!(Across::from_name(&across.name()), Ok(across));
            let written = serde_json::to_string(&across).unwrap();
            prop_assert_eq!(serde_json::from_str::<Across>(&written).unwrap(), across);
        }

        #[test]
        fn weights_add_up_to_one(across in across(), rows in prop::collection::vec((0.0..9e3, 0.0..1.0, 0.0..1.0, 0..90_u32), 0..20)) {
            let docs: Vec<Doc> = rows.into_iter()
                .map(|(words, relevance, confidence, repetition)| Doc { words, relevance, confidence, sentences: words, repetition, sentiment: 0.0 })
                .collect();
            if let Some(weights) = across.weights(&docs) {
                prop_assert_eq!(weights.len(), docs.len());
                prop_assert!(fixture::is_whole(&weights));
            }
        }
    }
}
