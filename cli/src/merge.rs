//! `newsvane merge`: the tables of several runs as those of one.

use std::{path::PathBuf, process::ExitCode};

use newsvane::merge;

use crate::{Bar, Failure, run::report};

/// What `newsvane merge` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane merge tables/2026-* --out tables/2026            months that were run one by one, as one run over all
  parallel newsvane run news/ --shard {}/8 --out shards/{} ::: {1..8} && newsvane merge shards/* --out tables

The runs must have been made by the same newsvane with the same lexicons and settings, of inputs with different names.")]
pub(crate) struct Arguments {
    /// Folders of finished runs
    #[arg(required = true, value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Folder to write to
    #[arg(long, short, required = true, value_name = "DIR")]
    out: PathBuf,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
}

/// Runs `newsvane merge`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let summary = merge(&arguments.folders, &arguments.out, &Bar::new(arguments.quiet))?;
    if !arguments.quiet {
        report::print_merged(&summary, arguments.folders.len())?;
    }
    Ok(ExitCode::SUCCESS)
}
