//! Archives and the tables of runs.

#![expect(clippy::needless_pass_by_value, reason = "arguments of Python come by value")]

use std::path::PathBuf;

use arrow_array::RecordBatch;
use newsvane::{
    Config, Manifest, Presented, RunScorer, RunSummary, Shard, present, reindex,
    write::{self, Table as Declared, read_batches},
};
use pyo3::{prelude::*, types::PyDict};
use serde_json::json;

use crate::{
    convert,
    failure::Failure,
    pipeline::{close, progress_of},
    settings::FunctionSettings,
    table::Table,
    work::detached,
};

/// `newsvane run`: the counts and the files, as `newsvane/_archive.py` takes them.
#[pyfunction]
#[pyo3(signature = (inputs, out, *, config, shard, fresh, update, progress, settings))]
#[expect(clippy::too_many_arguments, reason = "the arguments of the command")]
pub(crate) fn run<'py>(
    py: Python<'py>,
    inputs: Vec<String>,
    out: Option<PathBuf>,
    config: Option<PathBuf>,
    shard: Option<&str>,
    fresh: bool,
    update: bool,
    progress: Option<Bound<'py, PyAny>>,
    settings: &Bound<'py, PyDict>,
) -> Result<Bound<'py, PyAny>, Failure> {
    let config = FunctionSettings::RUN.read(Some(settings), config)?;
    let shard = shard.map(|text| {
        text.parse::<Shard>()
            .map_err(|expected| Failure::usage(format!("shard {text}: {expected}")))
    });
    let shard = shard.transpose()?;
    let tell = progress_of(py, progress)?;
    let done = detached(py, tell.as_ref(), |report| -> Result<RunSummary, Failure> {
        let mut own = config.run_settings(inputs)?;
        (own.fresh, own.update) = (fresh, update);
        own.shard = shard;
        if let Some(out) = out {
            own.out = out;
        }
        let pipeline = config.pipeline()?;
        own.scorer = scorer(&config, &pipeline)?;
        Ok(newsvane::run(&pipeline, &own, report)?)
    });
    close(py, tell.as_ref())?;
    summary(py, done??)
}

/// `newsvane merge`: the same of the merged tables.
#[pyfunction]
#[pyo3(signature = (folders, out, *, progress))]
pub(crate) fn merge<'py>(
    py: Python<'py>,
    folders: Vec<PathBuf>,
    out: PathBuf,
    progress: Option<Bound<'py, PyAny>>,
) -> Result<Bound<'py, PyAny>, Failure> {
    let tell = progress_of(py, progress)?;
    let done = detached(py, tell.as_ref(), |report| {
        newsvane::merge(&folders, &out, report).map_err(Failure::from)
    });
    close(py, tell.as_ref())?;
    summary(py, done??)
}

fn summary(py: Python<'_>, summary: RunSummary) -> Result<Bound<'_, PyAny>, Failure> {
    let RunSummary {
        counts,
        out,
        files,
        warnings,
        left_out,
        was_finished,
        resumed,
        reused,
        first_rejects,
        started_over,
        redone,
        ..
    } = summary;
    let rejects = first_rejects
        .iter()
        .map(|(locator, reason, detail)| json!([locator, reason.as_str(), detail]))
        .collect::<Vec<_>>();
    let summary = json!({
        "counts": counts,
        "out": out,
        "files": files,
        "warnings": warnings,
        "left_out": left_out,
        "was_finished": was_finished,
        "resumed": resumed,
        "reused": reused,
        "first_rejects": rejects,
        "started_over": started_over,
        "redone": redone,
    });
    Ok(convert::from_json(py, &summary)?)
}

/// The model that is asked for; `None` for the rules alone.
fn scorer(config: &Config, pipeline: &newsvane::Pipeline) -> Result<Option<RunScorer>, Failure> {
    let Some(spec) = config.scorer_spec()? else { return Ok(None) };
    let model = pipeline.load_model(&spec)?;
    Ok(Some(RunScorer { spec, model, on: config.scorer_on.unwrap_or_default() }))
}

/// `newsvane index` of several runs: whether it could be made without their merged tables.
#[pyfunction]
#[pyo3(signature = (folders, out, *, config, progress, settings))]
pub(crate) fn index_runs<'py>(
    py: Python<'py>,
    folders: Vec<PathBuf>,
    out: PathBuf,
    config: Option<PathBuf>,
    progress: Option<Bound<'py, PyAny>>,
    settings: &Bound<'py, PyDict>,
) -> Result<bool, Failure> {
    let config = FunctionSettings::INDEX.read(Some(settings), config)?;
    let tell = progress_of(py, progress)?;
    let done = detached(py, tell.as_ref(), |report| -> Result<bool, Failure> {
        let (formats, presentations) = config.outputs()?;
        let (Some(first), true) = (folders.first(), presentations.is_empty()) else {
            return Ok(false);
        };
        let own = config.over_index_of(first)?.aggregate()?;
        Ok(newsvane::index_runs(&folders, &own, &formats, &out, report)?.is_some())
    });
    close(py, tell.as_ref())?;
    done?
}

/// `newsvane index`: the folder that was written.
#[pyfunction]
#[pyo3(signature = (folder, out, *, config, progress, settings))]
pub(crate) fn index<'py>(
    py: Python<'py>,
    folder: PathBuf,
    out: Option<PathBuf>,
    config: Option<PathBuf>,
    progress: Option<Bound<'py, PyAny>>,
    settings: &Bound<'py, PyDict>,
) -> Result<PathBuf, Failure> {
    let config = FunctionSettings::INDEX.read(Some(settings), config)?;
    let tell = progress_of(py, progress)?;
    let done = detached(py, tell.as_ref(), |report| -> Result<PathBuf, Failure> {
        let (formats, presentations) = config.outputs()?;
        let own = config.over_index_of(&folder)?.aggregate()?;
        let out = out.unwrap_or_else(|| folder.join("index"));
        reindex(&folder, &own, &formats, &out, report)?;
        let index_name = own.indices.first().and_then(|index| index.name.as_deref());
        let presented = Presented { run: &folder, index: Some(&out), index_name };
        present(&presented, &presentations, &out, report)?;
        Ok(out)
    });
    close(py, tell.as_ref())?;
    done?
}

/// A table of a run, or of a further index of it.
#[pyfunction]
#[pyo3(signature = (folder, name, index=None))]
pub(crate) fn read_table(
    py: Python<'_>,
    folder: PathBuf,
    name: &str,
    index: Option<&str>,
) -> Result<Table, Failure> {
    let table = Declared::from_name(name).ok_or_else(|| {
        let known = Declared::ALL.iter().map(|table| table.name());
        Failure::usage(format!("no table '{name}'{}", newsvane::did_you_mean(name, known)))
    })?;
    let batches = py.detach(|| {
        // other versions have other columns
        Manifest::read(&folder)?;
        // an index of several has tables of the index alone
        let index = index.filter(|_| Declared::OF_INDEX.contains(&table));
        read_batches(&folder, table, index).map_err(Failure::from)
    })?;
    // columns of the input may follow those of the table
    let schema = batches.first().map_or_else(|| table.arrow_schema(), RecordBatch::schema);
    Ok(Table::new(table.name(), schema, batches))
}

/// The tables that a folder holds, in the order in which people read them.
#[pyfunction]
pub(crate) fn table_names(py: Python<'_>, folder: PathBuf) -> Result<Vec<&'static str>, Failure> {
    py.detach(|| {
        Manifest::read(&folder)?;
        let is_there = |table: &Declared| {
            write::Format::ALL.iter().any(|format| folder.join(format.file_name(*table)).is_file())
        };
        Ok(Declared::ALL.into_iter().filter(is_there).map(Declared::name).collect())
    })
}
