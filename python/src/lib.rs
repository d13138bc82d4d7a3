//! newsvane for Python: the public API of the library, typed, with the interpreter's lock given
//! back while work goes on.
//!
//! What needs no Rust is in `newsvane/*.py`; what each function means is told there and in
//! `_newsvane.pyi`.

mod analysis;
mod archive;
mod convert;
mod declared;
mod failure;
mod pipeline;
mod records;
mod score;
mod settings;
mod table;
mod work;

use pyo3::prelude::*;

/// The compiled half of the package `newsvane`.
#[pymodule]
mod _newsvane {
    #[pymodule_export]
    use super::{
        analysis::Analysis,
        archive::{index, index_runs, merge, read_table, run, table_names},
        declared::declared,
        pipeline::Pipeline,
        score::Score,
        table::Table,
    };
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
