//! Everything that is known of one article.

use newsvane::{
    model,
    write::{self, annotation},
};
use pyo3::{
    prelude::*,
    types::{PyDict, PyList},
};

use crate::{convert, failure::Failure};

/// What `Pipeline.analyze` returns.
#[pyclass(frozen, module = "newsvane", skip_from_py_object)]
#[derive(Debug)]
pub(crate) struct Analysis {
    pipeline: newsvane::Pipeline,
    article: model::Article,
    own: model::Analysis,
}

impl Analysis {
    pub(crate) const fn new(
        pipeline: newsvane::Pipeline,
        article: model::Article,
        own: model::Analysis,
    ) -> Self {
        Self { pipeline, article, own }
    }

    fn rows<'py>(
        &self,
        py: Python<'py>,
        table: write::Table,
    ) -> Result<Bound<'py, PyList>, Failure> {
        let batch = py.detach(|| self.pipeline.rows(&self.article, &self.own, table))?;
        Ok(PyList::new(py, convert::rows(py, &batch)?)?)
    }
}

#[pymethods]
impl Analysis {
    #[getter]
    fn article_id(&self) -> String {
        self.own.article_id.to_string()
    }

    /// The text in which offsets count.
    #[getter]
    fn text(&self) -> &str {
        let document = &self.own.document;
        document.text.get(document.body_start as usize..).unwrap_or_default()
    }

    #[getter]
    fn title(&self) -> Option<&str> {
        self.own.document.title.map(|title| title.of(&self.own.document.text))
    }

    #[getter]
    fn language(&self) -> Option<&str> {
        self.own.language.as_deref()
    }

    #[getter]
    const fn words(&self) -> u32 {
        self.own.words
    }

    #[getter]
    const fn sentiment(&self) -> Option<f64> {
        self.own.sentiment
    }

    /// The themes that it bears, each with its sentiment.
    #[getter]
    fn themes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let themes = PyDict::new(py);
        for theme in self.own.themes.iter().filter(|theme| theme.is_assigned) {
            themes.set_item(&self.pipeline.lexicon().theme(theme.theme).id, theme.sentiment)?;
        }
        Ok(themes)
    }

    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        self.rows(py, write::Table::Mentions)
    }

    #[getter]
    fn claims<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        self.rows(py, write::Table::Claims)
    }

    #[getter]
    fn quotes<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        self.rows(py, write::Table::Quotes)
    }

    #[getter]
    fn entities<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        self.rows(py, write::Table::Entities)
    }

    #[getter]
    fn entity_mentions<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyList>, Failure> {
        self.rows(py, write::Table::EntityMentions)
    }

    /// What `newsvane annotate` prints.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let object =
            py.detach(|| annotation(self.pipeline.lexicon(), &self.article, &self.own, false));
        convert::from_json(py, &object)
    }

    /// What `newsvane explain --json` prints.
    #[pyo3(signature = (theme=None))]
    fn explain<'py>(
        &self,
        py: Python<'py>,
        theme: Option<&str>,
    ) -> Result<Bound<'py, PyAny>, Failure> {
        let lexicon = self.pipeline.lexicon();
        if let Some(id) = theme.filter(|id| lexicon.theme_id(id).is_none()) {
            let known = lexicon.themes.iter().map(|theme| theme.id.as_str());
            let meant = newsvane::did_you_mean(id, known);
            return Err(Failure::usage(format!("theme {id}: no such theme{meant}")));
        }
        let object = py.detach(|| write::explanation(lexicon, &self.article, &self.own, theme));
        Ok(convert::from_json(py, &object)?)
    }

    fn __repr__(&self) -> String {
        format!(
            "<newsvane.Analysis {}: {} words, {} mentions, {} claims, {} quotes>",
            self.own.article_id,
            self.own.words,
            self.own.mentions.len(),
            self.own.claims.len(),
            self.own.quotes.len()
        )
    }
}
