//! `newsvane diff`: which cells moved between two runs, by how much, and why.

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use newsvane::{ArticleChanges, Difference, MovedCell, diff};
use serde_json::json;

use crate::Failure;

/// What `newsvane diff` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane diff runs/monday runs/tuesday              cells that moved, furthest first, and what moved them
  newsvane diff old new --least 0.05 --limit 0        all that moved by more than 0.05
  newsvane diff old new --json                        one JSON object per cell, for programs

Exit codes: 0 the same; 1 something moved; 2 the tables are broken or of another version.")]
pub(crate) struct Arguments {
    /// Folder of the tables of one run
    #[arg(value_name = "A")]
    before: PathBuf,
    /// Folder of the tables of another
    #[arg(value_name = "B")]
    after: PathBuf,
    /// Cells that moved by no more than this count as the same
    #[arg(long, value_name = "NUMBER", default_value_t = 1e-9)]
    least: f64,
    /// Cells to show; 0 shows all
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
    /// One JSON object per moved cell
    #[arg(long)]
    json: bool,
}

/// Runs `newsvane diff`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if !(arguments.least >= 0.0 && arguments.least.is_finite()) {
        return Err(Failure::usage(format!(
            "--least {}: expected a number from 0",
            arguments.least
        )));
    }
    let difference = diff(&arguments.before, &arguments.after, arguments.least)?;
    let limit = if arguments.limit == 0 { usize::MAX } else { arguments.limit };
    if arguments.json {
        print_json(&difference, limit)?;
    } else {
        print(&difference, limit)?;
    }
    let is_same = difference.cells.is_empty() && difference.company_cells.is_empty();
    Ok(if is_same { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn print_json(difference: &Difference, limit: usize) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let of = |cells, key: &'static str| shown(cells, limit).iter().map(move |cell| (key, cell));
    let cells = of(&difference.cells, "theme").chain(of(&difference.company_cells, "entity_id"));
    for (key, cell) in cells {
        let changes = cell.articles;
        let object = json!({
            key: cell.key,
            "day": (!cell.day.is_empty()).then_some(&cell.day),
            "before": cell.before,
            "after": cell.after,
            "added": changes.added,
            "removed": changes.removed,
            "changed": changes.changed,
            "reweighted": changes.reweighted,
            "examples": cell.examples,
            "causes": difference.causes,
        });
        writeln!(out, "{object}")?;
    }
    Ok(())
}

/// The first of some cells.
fn shown(cells: &[MovedCell], limit: usize) -> &[MovedCell] {
    &cells[..limit.min(cells.len())]
}

fn print(difference: &Difference, limit: usize) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    match difference.causes.as_slice() {
        [] => writeln!(out, "Same version, inputs, lexicons and settings.")?,
        causes => {
            writeln!(out, "Not the same in A and B:")?;
            for cause in causes {
                writeln!(out, "  {cause}")?;
            }
        }
    }
    writeln!(out, "Articles with themes: {}", words(difference.articles))?;
    for (cells, seen, what) in [
        (&difference.cells, difference.seen, "cells"),
        (&difference.company_cells, difference.companies_seen, "cells of companies"),
    ] {
        if seen == 0 {
            continue;
        }
        writeln!(out, "{} of {seen} {what} moved", cells.len())?;
        let shown = shown(cells, limit);
        for cell in shown {
            writeln!(out, "{}", line(cell))?;
            for example in &cell.examples {
                writeln!(out, "      {example}")?;
            }
        }
        if shown.len() < cells.len() {
            writeln!(out, "{} more; --limit 0 shows all", cells.len() - shown.len())?;
        }
    }
    Ok(())
}

fn line(cell: &MovedCell) -> String {
    let figure = |value: Option<f64>| {
        value.map_or_else(|| "null".to_owned(), |value| format!("{value:+.4}"))
    };
    let by = match (cell.before, cell.after) {
        (Some(before), Some(after)) => format!("{:+.4}", after - before),
        (None, _) => "appeared".to_owned(),
        _ => "went".to_owned(),
    };
    let day = if cell.day.is_empty() { "undated" } else { &cell.day };
    format!(
        "{:<24} {day:<10} {:>8} {:>8}  {by:<9} {}",
        cell.key,
        figure(cell.before),
        figure(cell.after),
        words(cell.articles)
    )
}

fn words(changes: ArticleChanges) -> String {
    let ArticleChanges { added, removed, changed, reweighted } = changes;
    let parts = [
        (added, "added"),
        (removed, "removed"),
        (changed, "changed"),
        (reweighted, "weighing otherwise"),
    ];
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    if parts.is_empty() { "none differ".to_owned() } else { parts.join(", ") }
}
