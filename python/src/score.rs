//! The score of a text on its own.

use newsvane::model;
use pyo3::prelude::*;
use serde_json::json;

use crate::convert;

/// Label and score of a text, and what they rest on.
#[pyclass(frozen, module = "newsvane", skip_from_py_object)]
#[derive(Debug)]
pub(crate) struct Score {
    text: String,
    own: model::Score,
}

impl Score {
    pub(crate) const fn new(text: String, own: model::Score) -> Self {
        Self { text, own }
    }
}

#[pymethods]
impl Score {
    #[getter]
    const fn label(&self) -> &'static str {
        self.own.label.as_str()
    }

    #[getter]
    const fn score(&self) -> f64 {
        self.own.value
    }

    /// How likely the label is right, from 0 to 1.
    #[getter]
    const fn confidence(&self) -> f64 {
        self.own.confidence
    }

    /// The words and rules that it rests on, as `newsvane score --trace` tells them.
    #[getter]
    fn trace<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let steps = self.own.trace.iter().map(|step| {
            json!({
                "words": step.span.of(&self.text),
                "rule": step.rule,
                "value": step.value,
                "note": step.note(&self.text),
            })
        });
        convert::from_json(py, &steps.collect())
    }

    fn __repr__(&self) -> String {
        format!("<newsvane.Score {} {:+}>", self.label(), self.own.value)
    }
}
