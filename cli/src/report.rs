//! `newsvane report`: a workbook and a page from the tables of a run.

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use newsvane::{Presented, did_you_mean, present, write::Presentation};

use crate::{Bar, Failure};

/// What `newsvane report` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane report newsvane-out/news                                         report.xlsx and report.html beside the tables
  newsvane report newsvane-out/news --format html --out site                the page alone, into the folder site
  newsvane report newsvane-out/news --index newsvane-out/news/index         with the index that `newsvane index` wrote there")]
pub(crate) struct Arguments {
    /// Folder of the tables of a run
    #[arg(value_name = "DIR")]
    tables: PathBuf,
    /// Folder that `newsvane index` wrote, to show its index [default: the index of the run]
    #[arg(long, value_name = "DIR")]
    index: Option<PathBuf>,
    /// Which index of several, by its name
    #[arg(long, value_name = "NAME")]
    index_name: Option<String>,
    /// Folder to write to [default: DIR]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What to make: xlsx (a workbook), html (a page) [default: both]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    format: Vec<String>,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
}

/// Runs `newsvane report`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut presentations = Vec::new();
    for name in &arguments.format {
        let known = Presentation::ALL.map(Presentation::name).into_iter();
        let unknown = || {
            Failure::usage(format!(
                "--format {name}: no document of that name{}",
                did_you_mean(name, known)
            ))
        };
        presentations.push(Presentation::from_name(name).ok_or_else(unknown)?);
    }
    if presentations.is_empty() {
        presentations.extend(Presentation::ALL);
    }
    presentations.sort_unstable();
    presentations.dedup();
    let presented = Presented {
        run: &arguments.tables,
        index: arguments.index.as_deref(),
        index_name: arguments.index_name.as_deref(),
    };
    let out = arguments.out.as_ref().unwrap_or(&arguments.tables);
    let written = present(&presented, &presentations, out, &Bar::new(arguments.quiet))?;
    if !arguments.quiet {
        let mut stdout = anstream::stdout().lock();
        for file in written {
            writeln!(stdout, "{}", file.path.display())?;
            file.left_out.iter().try_for_each(|line| writeln!(stdout, "  {line}"))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
