//! Figures that scripts/make-index-fixtures computed independently.

use serde_json::Value;

use super::parse::Form;

/// The cases of a part of the fixtures.
pub(crate) fn section(name: &str) -> Vec<Value> {
    let all: Value =
        serde_json::from_str(include_str!("../../../tests/fixtures/index/weights.json")).unwrap();
    all[name].as_array().unwrap_or_else(|| panic!("no section {name}")).clone()
}

/// An array of numbers.
pub(crate) fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|x| x.as_f64().unwrap()).collect()
}

/// A day such as `2026-07-02`.
pub(crate) fn day(value: &Value) -> jiff::civil::Date {
    value.as_str().unwrap().parse().unwrap()
}

/// Whether the relative difference is less than 1e-12, or the difference not more than `rounding`.
fn close(a: f64, b: f64, rounding: f64) -> bool {
    (a - b).abs() <= (1e-12 * a.abs().max(b.abs())).max(rounding)
}

/// A sum of terms near 1 may fall near 0, where their rounding, 1e-15, is all that is left.
pub(crate) fn assert_close(actual: f64, expected: &Value, what: &str) {
    let expected = expected
        .as_f64()
        .unwrap_or_else(|| panic!("{what}: {expected} is no number, got {actual}"));
    assert!(close(actual, expected, 1e-15), "{what}: {actual} is not {expected}");
}

pub(crate) fn assert_close_option(actual: Option<f64>, expected: &Value, what: &str) {
    match actual {
        Some(actual) => assert_close(actual, expected, what),
        None => assert!(expected.is_null(), "{what}: nothing is not {expected}"),
    }
}

/// Weights are no sums: each, however small, is compared by its relative difference.
pub(crate) fn assert_weights(actual: Option<Vec<f64>>, expected: &Value, what: &str) {
    let Some(actual) = actual else {
        return assert!(expected.is_null(), "{what}: nothing is not {expected}");
    };
    let expected = numbers(expected);
    assert_eq!(actual.len(), expected.len(), "{what}");
    for (place, (a, b)) in actual.into_iter().zip(expected).enumerate() {
        assert!(close(a, b, 0.0), "{what}[{place}]: {a} is not {b}");
    }
}

/// Every form is made with some parameters. `made` has the name of what a text stands for.
pub(super) fn assert_all_made(forms: &[Form], made: impl Fn(&str) -> Option<String>) {
    for form in forms {
        let given = ["", "(0.5)", "(r=1,order=2)", "(a=1,b=2)"];
        let mut names = given.iter().filter_map(|values| made(&format!("{}{values}", form.name)));
        assert!(names.any(|name| name.split('(').next() == Some(form.name)), "{}", form.name);
    }
}

/// Whether weights are shares of one whole.
pub(super) fn is_whole(weights: &[f64]) -> bool {
    (weights.iter().sum::<f64>() - 1.0).abs() < 1e-12
        && weights.iter().all(|weight| (0.0..=1.0).contains(weight))
}
