//! `newsvane index`: other weights, days and smoothing from the tables of a run, without its
//! archive.

use std::{path::PathBuf, process::ExitCode};

use newsvane::{Presented, present, reindex};

use crate::{
    failure::Failure,
    progress::Bar,
    run::report,
    settings::{SettingArguments, takes},
};

takes! {
    /// What `newsvane index` takes.
    IndexFlags: Days, Index; "format", "csv"
}

/// What `newsvane index` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane index newsvane-out/news                                         the default index again, into newsvane-out/news/index
  newsvane index newsvane-out/news --calendar nyse --cutoff 15:30          by trading days; what comes later belongs to the next
  newsvane index newsvane-out/news --entities all                          also companies that a text alone tells of
  newsvane index newsvane-out/news --across relevance --smoothing dnsi(0.05)
  newsvane index newsvane-out/news --config indices.toml                   several side by side, one [[index]] block each")]
pub(crate) struct Arguments {
    /// Folder of the tables of a run (`article_themes`, `entities`, `sketches` and run.json are
    /// read)
    #[arg(value_name = "DIR")]
    tables: PathBuf,
    /// Folder to write to [default: DIR/index]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<IndexFlags>,
}

/// Runs `newsvane index`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = arguments.settings.read()?;
    let (formats, presentations) = config.outputs()?;
    let settings = config.over_index_of(&arguments.tables)?.aggregate()?;
    let out = arguments.out.clone().unwrap_or_else(|| arguments.tables.join("index"));
    let bar = Bar::new(arguments.quiet);
    let summary = reindex(&arguments.tables, &settings, &formats, &out, &bar)?;
    let index_name = settings.indices.first().and_then(|index| index.name.as_deref());
    let files = present(
        &Presented { run: &arguments.tables, index: Some(&out), index_name },
        &presentations,
        &out,
        &bar,
    )?;
    drop(bar);
    if !arguments.quiet {
        let left_out: Vec<String> = files.into_iter().flat_map(|file| file.left_out).collect();
        report::print_index(&summary, &left_out, &arguments.tables, &out)?;
    }
    Ok(ExitCode::SUCCESS)
}
