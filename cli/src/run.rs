//! `newsvane run`: the main job.

mod companies;
pub(crate) mod report;
mod sparkline;
mod themes;

use std::process::ExitCode;

use clap::Args;
use newsvane::{RunScorer, run};

use crate::{
    failure::Failure,
    progress::Bar,
    scorer,
    settings::{SettingArguments, takes},
};

takes! {
    /// All settings.
    AllSettings: Input, Output, Words, Scorer, Days, Index;
}

const EXAMPLES: &str = "\
Examples:
  newsvane run news/                                  every format below news/, tables in newsvane-out/news
  newsvane run 'news/*.jsonl.gz' --out tables         a glob; quote it
  newsvane run dump.csv --map text=Body --map date=When --source Reuters
  zcat dump.jsonl.gz | newsvane run - --out tables    standard input
  newsvane run news/ --zone America/New_York --format csv,parquet
  newsvane run news/ --format csv,xlsx,html           a workbook and a page beside the tables
  newsvane run news/ --csv bom,semicolon,decimal-comma   CSV as Excel opens it in most of Europe";

/// What `newsvane run` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files, folders, globs, or - for standard input: text, HTML, JSON, JSONL, CSV, .xlsx, .docx,
    /// Parquet, WARC, ARC, feeds, mail, exports of Nexis, Factiva and `ProQuest`, EDGAR, NITF,
    /// NewsML-G2, RCV1, SGML of Reuters, TREC and Gigaword; plain or in .gz .bz2 .xz .zst .zip .tar
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Start over, whatever an earlier run has done
    #[arg(long)]
    fresh: bool,
    /// Read the same archive grown: --out holds the tables of some of its files
    #[arg(long, conflicts_with = "fresh")]
    update: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<AllSettings>,
}

/// Runs `newsvane run`.
pub(crate) fn run_command(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = arguments.settings.read()?;
    let mut settings = config.run_settings(arguments.inputs.clone())?;
    settings.fresh = arguments.fresh;
    settings.update = arguments.update;
    let pipeline = config.pipeline()?;
    let on = config.scorer_on.unwrap_or_default();
    settings.scorer =
        scorer::model(&config, &pipeline)?.map(|(spec, model)| RunScorer { spec, model, on });
    let summary = run(&pipeline, &settings, &Bar::for_run(arguments.quiet))?;
    if !arguments.quiet {
        report::print(&summary, pipeline.lexicon(), &settings.inputs)?;
    }
    if summary.counts.seen == 0 {
        let inputs = arguments.inputs.join(", ");
        anstream::eprintln!(
            "newsvane: {inputs}: no file with articles is there; expected text, HTML, JSON, CSV, \
             Parquet, WARC, feeds, ..."
        );
        return Ok(ExitCode::from(1));
    }
    if summary.counts.analysed == 0 {
        anstream::eprintln!(
            "newsvane: nothing was analysed; rejects.{} says why for each input",
            settings.formats[0].name()
        );
        return Ok(ExitCode::from(1));
    }
    if config.max_rejects.is_some_and(|max| summary.counts.rejects > max) {
        anstream::eprintln!(
            "newsvane: {} inputs were rejected, more than --max-rejects allows",
            summary.counts.rejects
        );
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}
