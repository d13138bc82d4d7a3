//! `newsvane verify`: proves the tables of a run.

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use anstyle::{AnsiColor, Style};
use jiff::civil::Date;
use newsvane::{ScratchFolder, verify};

use crate::{
    Bar, Failure,
    settings::{SettingArguments, takes},
};

takes! {
    /// What `newsvane verify` takes.
    VerifyFlags: Days, Index;
}

/// What `newsvane verify` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane verify newsvane-out/news                          counts, contributions, the index from its tables, five days in time
  newsvane verify newsvane-out/news --at 2026-06-30          what the index was on that day
Exit codes: 0 all holds; 1 something does not; 2 the tables are broken or of another version.")]
pub(crate) struct Arguments {
    /// Folder of the tables of a run
    #[arg(value_name = "DIR")]
    tables: PathBuf,
    /// Day after which everything is left out, to see that no row up to it moves; may be given
    /// again [default: five days spread over the archive]
    #[arg(long, value_name = "YYYY-MM-DD")]
    at: Vec<Date>,
    /// Folder to compute in, removed afterwards [default: the system's folder for such things]
    #[arg(long, value_name = "DIR")]
    scratch: Option<PathBuf>,
    /// Show no progress, and only what does not hold
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<VerifyFlags>,
}

/// Runs `newsvane verify`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = arguments.settings.read()?;
    let settings = config.over_index_of(&arguments.tables)?.aggregate()?;
    let parent = arguments
        .scratch
        .clone()
        .unwrap_or_else(|| std::env::temp_dir().join(format!("newsvane-{}", std::process::id())));
    let scratch = ScratchFolder::new(&parent).map_err(newsvane::IndexError::from)?;
    let proofs = verify(
        &arguments.tables,
        &settings,
        &arguments.at,
        scratch.path(),
        &Bar::new(arguments.quiet),
    )?;
    drop(scratch);
    let _ = std::fs::remove_dir(&parent);
    let mut out = anstream::stdout().lock();
    for proof in proofs.iter().filter(|proof| !(arguments.quiet && proof.holds())) {
        let (word, colour) =
            if proof.holds() { ("holds", AnsiColor::Green) } else { ("FAILS", AnsiColor::Red) };
        let style = Style::new().fg_color(Some(colour.into()));
        writeln!(out, "{style}{word}{style:#}  {} ({})", proof.what, proof.seen)?;
        for failure in &proof.failures {
            writeln!(out, "       {failure}")?;
        }
    }
    let failed = proofs.iter().filter(|proof| !proof.holds()).count();
    if !arguments.quiet {
        writeln!(out, "{} of {} hold", proofs.len() - failed, proofs.len())?;
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
