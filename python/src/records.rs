//! Articles as Python has them: tables of any library that speaks Arrow, or dicts.

use arrow_array::RecordBatch;
use arrow_pyarrow::FromPyArrow as _;
use newsvane::load::{BatchReader, Options, Record, read_object};
use pyo3::{
    exceptions::PyTypeError,
    prelude::*,
    types::{PyDict, PyString},
};
use serde_json::Value;

use crate::{convert, failure::Failure};

/// Articles that are held by Python no more.
pub(crate) enum Records {
    /// Record batches, and how many records come before each.
    Batches(BatchReader, Vec<(usize, RecordBatch)>),
    Objects(Vec<Value>, Options),
}

impl Records {
    /// The rows of a table, or dicts.
    pub(crate) fn read(table: &Bound<'_, PyAny>, options: &Options) -> Result<Self, Failure> {
        if table.hasattr("__arrow_c_stream__")? {
            return Self::of_stream(table, options);
        }
        if table.hasattr("to_dict")? && table.hasattr("columns")? {
            // a data frame that has no Arrow
            return Self::of_dicts(&table.call_method1("to_dict", ("records",))?, options);
        }
        if table.is_instance_of::<PyString>() || table.is_instance_of::<PyDict>() {
            return Err(expected_table(table).into());
        }
        Self::of_dicts(table, options)
    }

    fn of_stream(table: &Bound<'_, PyAny>, options: &Options) -> Result<Self, Failure> {
        let stream = arrow_array::ffi_stream::ArrowArrayStreamReader::from_pyarrow_bound(table)?;
        let reader = BatchReader::new(&arrow_array::RecordBatchReader::schema(&stream), options)?;
        let (mut batches, mut before) = (Vec::new(), 0);
        for batch in stream {
            let batch = batch.map_err(Failure::usage)?;
            let rows = batch.num_rows();
            batches.push((before, batch));
            before += rows;
        }
        Ok(Self::Batches(reader, batches))
    }

    fn of_dicts(records: &Bound<'_, PyAny>, options: &Options) -> Result<Self, Failure> {
        let records = records.try_iter().map_err(|_| expected_table(records))?;
        let mut objects = Vec::new();
        for record in records {
            let record = record?;
            let dict = record.cast::<PyDict>().map_err(|_| expected_table(&record))?;
            objects.push(Value::Object(convert::dict_to_json(dict)?));
        }
        Ok(Self::Objects(objects, options.clone()))
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Batches(_, batches) => {
                batches.last().map_or(0, |(before, batch)| before + batch.num_rows())
            }
            Self::Objects(objects, _) => objects.len(),
        }
    }

    /// The record with this number, from 0.
    pub(crate) fn record(&self, number: usize) -> Record {
        let shown = number as u64 + 1;
        match self {
            Self::Batches(reader, batches) => {
                let n = batches.partition_point(|(before, _)| *before <= number).saturating_sub(1);
                let (before, batch) = &batches[n];
                reader.record(batch, number - before, shown)
            }
            Self::Objects(objects, options) => read_object(objects[number].clone(), shown, options),
        }
    }
}

fn expected_table(found: &Bound<'_, PyAny>) -> PyErr {
    let kind =
        found.get_type().name().map_or_else(|_| "something else".to_owned(), |n| n.to_string());
    PyTypeError::new_err(format!(
        "expected a table of Arrow, pandas or polars, or a list of dicts, one for each article; \
         found {kind}"
    ))
}
