//! What a run did as one line of JSON, for schedulers and monitors.

use std::{fs, io::Write as _, path::PathBuf, time::Instant};

use newsvane::RunSummary;
use serde_json::{Value, json};

use crate::Failure;

/// Where the line goes.
#[derive(Debug, Clone)]
pub(crate) enum SummaryDestination {
    StandardError,
    File(PathBuf),
}

impl From<&str> for SummaryDestination {
    fn from(argument: &str) -> Self {
        if argument == "-" { Self::StandardError } else { Self::File(argument.into()) }
    }
}

/// Writes the line of a run that began at `began` and ends with exit code `code`.
pub(super) fn write(
    place: &SummaryDestination,
    summary: &RunSummary,
    began: Instant,
    code: u8,
) -> Result<(), Failure> {
    let line = line(summary, began.elapsed().as_secs_f64(), code);
    match place {
        SummaryDestination::StandardError => writeln!(std::io::stderr().lock(), "{line}")?,
        SummaryDestination::File(path) => {
            fs::write(path, format!("{line}\n")).map_err(|error| {
                Failure::io(format!("{}: cannot be written: {error}", path.display()))
            })?;
        }
    }
    Ok(())
}

fn line(summary: &RunSummary, seconds: f64, code: u8) -> Value {
    let paths = |paths: &[PathBuf]| -> Vec<String> {
        paths.iter().map(|path| path.display().to_string()).collect()
    };
    let reasons: serde_json::Map<String, Value> = summary
        .reasons
        .iter()
        .map(|(reason, count)| (reason.as_str().to_owned(), json!(count)))
        .collect();
    json!({
        "exit_code": code,
        "seconds": (seconds * 1_000.0).round() / 1_000.0,
        "counts": summary.counts,
        "reasons": reasons,
        "resumed": summary.resumed,
        "reused": summary.reused,
        "was_finished": summary.was_finished,
        "started_over": summary.started_over,
        "redone": summary.redone,
        "warnings": summary.warnings,
        "left_out": summary.left_out,
        "out": summary.out.display().to_string(),
        "files": paths(&summary.files),
    })
}
