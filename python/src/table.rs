//! A table in memory, for every library that reads Arrow.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchIterator, ffi_stream::FFI_ArrowArrayStream};
use arrow_schema::SchemaRef;
use pyo3::{
    prelude::*,
    types::{PyCapsule, PyDict, PyList},
};

use crate::convert;

/// A table that Arrow libraries read without a copy.
#[pyclass(frozen, module = "newsvane", skip_from_py_object)]
#[derive(Debug, Clone)]
pub(crate) struct Table {
    name: &'static str,
    schema: SchemaRef,
    batches: Arc<[RecordBatch]>,
}

impl Table {
    /// Of one batch at least, whose columns are those of the table.
    pub(crate) fn new(name: &'static str, schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { name, schema, batches: batches.into() }
    }

    fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

#[pymethods]
impl Table {
    /// Its name, which is that of its file in a run.
    #[getter]
    const fn name(&self) -> &'static str {
        self.name
    }

    #[getter]
    fn num_rows(&self) -> usize {
        self.rows()
    }

    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    fn __repr__(&self) -> String {
        format!(
            "<newsvane.Table {}: {} rows, {} columns>",
            self.name,
            self.rows(),
            self.schema.fields().len()
        )
    }

    /// The Arrow C stream; the types are always those of the table.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        drop(requested_schema);
        let batches: Vec<RecordBatch> = self.batches.to_vec();
        let reader = RecordBatchIterator::new(batches.into_iter().map(Ok), self.schema.clone());
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The rows as dicts.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let mut rows: Vec<Bound<'py, PyDict>> = Vec::with_capacity(self.rows());
        for batch in &*self.batches {
            rows.extend(convert::rows(py, batch)?);
        }
        PyList::new(py, rows)
    }

    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames(slf, "to_arrow")
    }

    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames(slf, "to_pandas")
    }

    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames(slf, "to_polars")
    }
}

/// What a function of `newsvane/_frames.py` makes of the table.
fn frames<'py>(table: &Bound<'py, Table>, function: &str) -> PyResult<Bound<'py, PyAny>> {
    table.py().import("newsvane._frames")?.call_method1(function, (table,))
}
