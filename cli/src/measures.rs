//! `newsvane measures`: what is known of each measure on each day.

use std::{io::Write, path::PathBuf, process::ExitCode};

use newsvane::{Manifest, MeasureDay, measure_days};

use crate::Failure;

/// What `newsvane measures` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane measures newsvane-out/news > measures.csv            every measure on every day that told of it
  newsvane measures newsvane-out/news --measure us.             those of the economy of the United States
  newsvane measures newsvane-out/news --measure us.cpi --json   one JSON object per row, for programs

A row has the latest figure of every source up to its day: their median, the lowest, the highest, and
whether one was revised. Nothing that was published later moves it.")]
pub(crate) struct Arguments {
    /// Folder of the tables of a run
    #[arg(value_name = "DIR")]
    tables: PathBuf,
    /// Measures whose ids begin so; may be given again [default: all]
    #[arg(long, value_name = "ID")]
    measure: Vec<String>,
    /// One JSON object per row instead of CSV
    #[arg(long)]
    json: bool,
}

/// Runs `newsvane measures`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    Manifest::read(&arguments.tables)?;
    let rows =
        measure_days(&arguments.tables, &arguments.measure).map_err(newsvane::IndexError::from)?;
    if rows.is_empty() {
        let asked = if arguments.measure.is_empty() {
            "no claim of these tables belongs to a measure".to_owned()
        } else {
            let asked = arguments.measure.join(", ");
            format!("no measure begins with {asked}; `newsvane measures DIR` lists all")
        };
        anstream::eprintln!("newsvane: {}: {asked}", arguments.tables.display());
    }
    let out = std::io::stdout().lock();
    if arguments.json {
        write_json(out, &rows)?;
    } else {
        write_csv(out, &rows).map_err(std::io::Error::from)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write_json(mut out: impl Write, rows: &[MeasureDay]) -> std::io::Result<()> {
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        writeln!(out)?;
    }
    out.flush()
}

fn write_csv(out: impl Write, rows: &[MeasureDay]) -> csv::Result<()> {
    // with its header where there is no row either, so that every reader finds a table
    let mut out = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    out.write_record(MeasureDay::COLUMNS)?;
    for row in rows {
        out.serialize(row)?;
    }
    Ok(out.flush()?)
}
