//! `newsvane.Pipeline`: the rules, compiled once.

use std::path::PathBuf;

use newsvane::{
    aggregate::Calendar,
    batch_schema,
    load::{FieldMap, Options, read_object},
    score::TextType,
};
use pyo3::{
    IntoPyObjectExt as _,
    exceptions::PyTypeError,
    prelude::*,
    types::{PyDict, PyString},
};
use serde_json::{Map, Value};

use crate::{
    analysis::Analysis, convert, failure::Failure, records::Records, score::Score,
    settings::FunctionSettings, table::Table, work::detached,
};

/// The analysis of articles, with the lexicons and settings that were given.
#[pyclass(frozen, module = "newsvane", skip_from_py_object)]
#[derive(Debug, Clone)]
pub(crate) struct Pipeline {
    own: newsvane::Pipeline,
    options: Options,
    calendar: Calendar,
    threads: Option<usize>,
}

#[pymethods]
impl Pipeline {
    #[new]
    #[pyo3(signature = (*, config=None, **settings))]
    fn new(
        py: Python<'_>,
        config: Option<PathBuf>,
        settings: Option<&Bound<'_, PyDict>>,
    ) -> Result<Self, Failure> {
        let config = FunctionSettings::PIPELINE.read(settings, config)?;
        let own = py.detach(|| config.pipeline())?;
        Ok(Self {
            own,
            options: config.load_options(),
            calendar: config.aggregate()?.calendar,
            threads: config.threads,
        })
    }

    /// Ids of the themes that it knows.
    #[getter]
    fn themes(&self) -> Vec<&str> {
        self.own.lexicon().themes.iter().map(|theme| theme.id.as_str()).collect()
    }

    #[pyo3(signature = (text, *, title=None, published=None, source=None, url=None, author=None, id=None, target=None))]
    #[expect(clippy::too_many_arguments, reason = "the fields of a record, by name")]
    fn analyze(
        &self,
        py: Python<'_>,
        text: String,
        title: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        source: Option<&Bound<'_, PyAny>>,
        url: Option<&Bound<'_, PyAny>>,
        author: Option<&Bound<'_, PyAny>>,
        id: Option<&Bound<'_, PyAny>>,
        target: Option<&Bound<'_, PyAny>>,
    ) -> Result<Analysis, Failure> {
        let mut record = Map::new();
        record.insert("text".to_owned(), Value::String(text));
        for (name, value) in [
            ("title", title),
            ("date", published),
            ("source", source),
            ("url", url),
            ("author", author),
            ("id", id),
            ("target", target),
        ] {
            if let Some(value) = value {
                record.insert(name.to_owned(), convert::to_json(value)?);
            }
        }
        py.detach(|| {
            // names of this call are no names of the user's
            let options = Options { fields: FieldMap::default(), ..self.options.clone() };
            let article = read_object(Value::Object(record), 1, &options)
                .map_err(|reject| Failure::usage(reject.detail))?;
            let analysis = self.own.analyze(&article);
            Ok(Analysis::new(self.own.clone(), article, analysis))
        })
    }

    #[pyo3(signature = (table, *, progress=None))]
    fn analyze_batch<'py>(
        &self,
        py: Python<'py>,
        table: &Bound<'py, PyAny>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> Result<Bound<'py, PyDict>, Failure> {
        let records = Records::read(table, &self.options)?;
        let tell = progress_of(py, progress)?;
        let made = detached(py, tell.as_ref(), |report| {
            let record = |number| records.record(number);
            self.own.tables(records.len(), &record, &self.calendar, self.threads, report)
        });
        close(py, tell.as_ref())?;
        let tables = PyDict::new(py);
        for (table, batches) in made?? {
            let schema = batch_schema(table).map_err(Failure::usage)?;
            tables.set_item(table.name(), Table::new(table.name(), schema, batches))?;
        }
        Ok(tables)
    }

    #[pyo3(signature = (texts, *, targets=None, text_type=None))]
    fn score<'py>(
        &self,
        py: Python<'py>,
        texts: &Bound<'py, PyAny>,
        targets: Option<&Bound<'py, PyAny>>,
        text_type: Option<&str>,
    ) -> Result<Bound<'py, PyAny>, Failure> {
        let text_type = text_type.map(text_type_of).transpose()?;
        if let Ok(text) = texts.cast::<PyString>() {
            let target: Option<String> = targets.map(PyAnyMethods::extract).transpose()?;
            let text = text.to_cow()?.into_owned();
            let own = py.detach(|| self.own.score(&text, target.as_deref(), text_type));
            return Ok(Score::new(text, own).into_bound_py_any(py)?);
        }
        let texts = strings(texts, "texts")?;
        let targets = match targets {
            Some(targets) => strings_or_none(targets, texts.len())?,
            None => vec![None; texts.len()],
        };
        let scores = detached(py, None, |report| {
            self.own.scores(&texts, &targets, text_type, self.threads, report)
        })??;
        let scores: Vec<Score> =
            texts.into_iter().zip(scores).map(|(text, own)| Score::new(text, own)).collect();
        Ok(scores.into_bound_py_any(py)?)
    }

    fn __repr__(&self) -> String {
        format!("<newsvane.Pipeline: {} themes>", self.own.lexicon().themes.len())
    }
}

fn text_type_of(name: &str) -> Result<TextType, Failure> {
    TextType::from_name(name).ok_or_else(|| {
        Failure::usage(format!(
            "text_type {name}: expected headline, sentence, paragraph, tweet or shared"
        ))
    })
}

/// The texts of a list, an array or a column.
fn strings(list: &Bound<'_, PyAny>, name: &str) -> PyResult<Vec<String>> {
    let mut texts = Vec::new();
    for text in list.try_iter()? {
        let text = text?;
        let text = text.cast::<PyString>().map_err(|_| {
            let n = texts.len();
            PyTypeError::new_err(format!("{name}[{n}]: expected a text, found {}", kind(&text)))
        })?;
        texts.push(text.to_cow()?.into_owned());
    }
    Ok(texts)
}

/// One target for all, or one or none for each.
fn strings_or_none(
    targets: &Bound<'_, PyAny>,
    count: usize,
) -> Result<Vec<Option<String>>, Failure> {
    if let Ok(one) = targets.cast::<PyString>() {
        return Ok(vec![Some(one.to_cow()?.into_owned()); count]);
    }
    let targets: Vec<Option<String>> =
        targets.try_iter()?.map(|own| own?.extract()).collect::<PyResult<_>>()?;
    if targets.len() == count {
        return Ok(targets);
    }
    Err(Failure::usage(format!(
        "targets: expected one for each of the {count} texts, found {}",
        targets.len()
    )))
}

fn kind(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| "something else".to_owned(), |name| name.to_string())
}

/// What tells how far work has come: a callable, or what `newsvane/_progress.py` makes of a wish.
pub(crate) fn progress_of(
    py: Python<'_>,
    wish: Option<Bound<'_, PyAny>>,
) -> PyResult<Option<Py<PyAny>>> {
    let made = py.import("newsvane._progress")?.call_method1("listener", (wish,))?;
    Ok((!made.is_none()).then(|| made.unbind()))
}

/// Takes the line away that tells it.
pub(crate) fn close(py: Python<'_>, tell: Option<&Py<PyAny>>) -> PyResult<()> {
    tell.map_or(Ok(()), |tell| tell.call_method0(py, "close").map(drop))
}
