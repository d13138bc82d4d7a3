//! `newsvane index`: other weights, days and smoothing from the tables of a run, without its
//! archive.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use newsvane::{
    AggregateSettings, IndexSummary, Presented, ScratchFolder, index_runs, merge, present, reindex,
    write::{Format, Presentation},
};

use crate::{
    Bar, Failure,
    run::report,
    settings::{SettingArguments, takes},
};

takes! {
    /// What `newsvane index` takes.
    IndexFlags: Days, Index; "format", "csv", "hawkish", "weighing"
}

/// What `newsvane index` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane index newsvane-out/news                                         the default index again, into newsvane-out/news/index
  newsvane index newsvane-out/news --calendar nyse --cutoff 15:30          by trading days; what comes later belongs to the next
  newsvane index newsvane-out/news --across relevance --smoothing dnsi(0.05)
  newsvane index newsvane-out/news --config indices.toml                   several side by side, one [[index]] block each
  newsvane index tables/2026-* --out index-2026                            several runs as one; newsvane merge keeps their tables")]
pub(crate) struct Arguments {
    /// Folder of the tables of a run (`article_themes`, `sketches` and run.json are read), or of
    /// several runs that are to be one
    #[arg(required = true, value_name = "DIR")]
    tables: Vec<PathBuf>,
    /// Folder to write to [default: DIR/index; of several runs there is none]
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
    let bar = Bar::new(arguments.quiet);
    let [tables] = &arguments.tables[..] else {
        let Some(out) = &arguments.out else {
            return Err(Failure::usage("--out: expected a folder for the index of several runs"));
        };
        let (formats, presentations, settings) = asked(arguments, &arguments.tables[0])?;
        // documents are made of the tables of all runs, too
        if presentations.is_empty()
            && let Some(summary) = index_runs(&arguments.tables, &settings, &formats, out, &bar)?
        {
            drop(bar);
            if !arguments.quiet {
                report::print_index(&summary, &[], None, out)?;
            }
            return Ok(ExitCode::SUCCESS);
        }
        let parent = std::env::temp_dir().join(format!("newsvane-{}", std::process::id()));
        let scratch = ScratchFolder::new(&parent).map_err(newsvane::IndexError::from)?;
        let merged = scratch.path().join("merged");
        let made = merge(&arguments.tables, &merged, &bar)
            .map_err(Failure::from)
            .and_then(|_| index(arguments, &merged, out, &bar));
        drop((bar, scratch));
        let _ = std::fs::remove_dir(&parent);
        let (summary, left_out) = made?;
        if !arguments.quiet {
            report::print_index(&summary, &left_out, None, out)?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    let out = arguments.out.clone().unwrap_or_else(|| tables.join("index"));
    let (summary, left_out) = index(arguments, tables, &out, &bar)?;
    drop(bar);
    if !arguments.quiet {
        report::print_index(&summary, &left_out, Some(tables), &out)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is asked for, over the settings of the run in `tables`.
fn asked(
    arguments: &Arguments,
    tables: &Path,
) -> Result<(Vec<Format>, Vec<Presentation>, AggregateSettings), Failure> {
    let config = arguments.settings.read()?;
    let (formats, presentations) = config.outputs()?;
    Ok((formats, presentations, config.over_index_of(tables)?.aggregate()?))
}

/// Makes the index of a run, and tells what its documents leave out.
fn index(
    arguments: &Arguments,
    tables: &Path,
    out: &Path,
    bar: &Bar,
) -> Result<(IndexSummary, Vec<String>), Failure> {
    let (formats, presentations, settings) = asked(arguments, tables)?;
    let summary = reindex(tables, &settings, &formats, out, bar)?;
    let index_name = settings.indices.first().and_then(|index| index.name.as_deref());
    let presented = Presented { run: tables, index: Some(out), index_name };
    let files = present(&presented, &presentations, out, bar)?;
    Ok((summary, files.into_iter().flat_map(|file| file.left_out).collect()))
}
