//! Values of JSON and cells of Arrow to values of Python, and back.

use arrow_array::{Array, RecordBatch, cast::AsArray as _, types};
use arrow_schema::DataType;
use jiff::{Span, civil::date};
use pyo3::{
    IntoPyObjectExt as _,
    prelude::*,
    types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString},
};
use serde_json::{Map, Number, Value};

/// A value of JSON as Python's `json` would read it.
pub(crate) fn from_json<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    match value {
        Value::Null => Ok(py.None().into_bound(py)),
        Value::Bool(own) => own.into_bound_py_any(py),
        Value::Number(own) => match (own.as_i64(), own.as_u64()) {
            (Some(whole), _) => whole.into_bound_py_any(py),
            (None, Some(whole)) => whole.into_bound_py_any(py),
            (None, None) => own.as_f64().into_bound_py_any(py),
        },
        Value::String(own) => own.into_bound_py_any(py),
        Value::Array(items) => {
            let items = items.iter().map(|own| from_json(py, own)).collect::<PyResult<Vec<_>>>()?;
            PyList::new(py, items)?.into_bound_py_any(py)
        }
        Value::Object(fields) => {
            let dict = PyDict::new(py);
            for (name, value) in fields {
                dict.set_item(name, from_json(py, value)?)?;
            }
            dict.into_bound_py_any(py)
        }
    }
}

/// A value of Python as a field of a record has it: words, numbers, times as ISO 8601 writes them,
/// lists and dicts of those; `None` and anything else is null.
pub(crate) fn to_json(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    if value.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_cow()?.into_owned().into());
    }
    if value.is_instance_of::<PyBool>() {
        return Ok(value.extract::<bool>()?.into());
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(value.extract::<i64>().map_or(Value::Null, Value::from));
    }
    if value.is_instance_of::<PyFloat>() {
        return Ok(Number::from_f64(value.extract()?).map_or(Value::Null, Value::Number));
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(String::from_utf8_lossy(bytes.as_bytes()).into_owned().into());
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        return dict_to_json(dict).map(Value::Object);
    }
    if let Ok(list) = value.cast::<PyList>() {
        return list.iter().map(|own| to_json(&own)).collect();
    }
    // dates, times, stamps of pandas; a missing one is NaT, whose words mean nothing to a record
    if let Ok(stamp) = value.call_method0("isoformat") {
        return Ok(stamp.str()?.to_string().into());
    }
    // numbers of numpy
    match value.call_method0("item") {
        Ok(item) if !item.is(value) => to_json(&item),
        _ => Ok(Value::Null),
    }
}

/// The same of a record.
pub(crate) fn dict_to_json(record: &Bound<'_, PyDict>) -> PyResult<Map<String, Value>> {
    record.iter().map(|(name, value)| Ok((name.str()?.to_string(), to_json(&value)?))).collect()
}

/// The rows of a batch as dicts.
pub(crate) fn rows<'py>(py: Python<'py>, batch: &RecordBatch) -> PyResult<Vec<Bound<'py, PyDict>>> {
    let rows: Vec<Bound<'py, PyDict>> = (0..batch.num_rows()).map(|_| PyDict::new(py)).collect();
    for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        let name = PyString::intern(py, field.name());
        for (n, row) in rows.iter().enumerate() {
            row.set_item(&name, cell(py, column, n)?)?;
        }
    }
    Ok(rows)
}

/// A cell of one of the types that tables have.
fn cell<'py>(py: Python<'py>, column: &dyn Array, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Int64 => {
            column.as_primitive::<types::Int64Type>().value(row).into_bound_py_any(py)
        }
        DataType::Float64 => {
            column.as_primitive::<types::Float64Type>().value(row).into_bound_py_any(py)
        }
        DataType::List(_) => {
            let items = column.as_list::<i32>().value(row);
            let items: Vec<&str> = items.as_string::<i32>().iter().flatten().collect();
            items.into_bound_py_any(py)
        }
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::Date32 => {
            let days = column.as_primitive::<types::Date32Type>().value(row);
            let day = date(1970, 1, 1).saturating_add(Span::new().days(days));
            day.into_bound_py_any(py)
        }
        other => Err(pyo3::exceptions::PyTypeError::new_err(format!(
            "no value of Python for a cell of type {other}"
        ))),
    }
}
