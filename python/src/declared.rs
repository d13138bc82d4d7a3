//! What the library declares of settings and tables, for `scripts/python-types`, which writes
//! `newsvane/_types.py` of it.

use newsvane::{
    BATCH_TABLES, Config,
    config::{Kind as SettingKind, Setting},
    write::{Kind, Table},
};
use pyo3::prelude::*;
use serde_json::{Value, json};

use crate::{convert, settings::FunctionSettings};

/// Settings by function, and columns by table.
#[pyfunction]
pub(crate) fn declared(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let setting = |own: &'static Setting| {
        json!({
            "name": own.key.replace('-', "_"),
            "kind": match own.kind {
                SettingKind::Text => "text",
                SettingKind::Number => "number",
                SettingKind::Switch => "switch",
                SettingKind::List => "list",
                SettingKind::Table => "table",
            },
            "help": own.help(),
            "default": own.default(),
        })
    };
    let functions = [FunctionSettings::PIPELINE, FunctionSettings::RUN, FunctionSettings::INDEX]
        .map(|settings| {
            let own: Vec<Value> =
                Config::settings().filter(|own| settings.takes(own)).map(setting).collect();
            json!({"function": settings.function, "settings": own})
        });
    let tables = Table::ALL.map(|table| {
        let columns = table.columns().iter().map(|column| {
            json!({
                "name": column.name,
                "kind": match column.kind {
                    _ if column.is_list => "list[str]",
                    Kind::Text | Kind::Code => "str",
                    Kind::Int => "int",
                    Kind::Float | Kind::Decimal => "float",
                    Kind::Bool => "bool",
                    Kind::Day => "date",
                    _ => "Any",
                },
                "is_nullable": column.is_nullable,
                "meaning": column.note(),
            })
        });
        json!({
            "name": table.name(),
            "row": table.declaration().row,
            "columns": columns.collect::<Vec<_>>(),
        })
    });
    let batch = BATCH_TABLES.map(Table::name);
    convert::from_json(py, &json!({"functions": functions, "tables": tables, "batch": batch}))
}
