//! `newsvane run`: the main job.

mod companies;
mod json_summary;
pub(crate) mod report;
mod sparkline;
mod themes;

use std::{
    io::{self, BufRead as _},
    mem::ManuallyDrop,
    process::ExitCode,
    time::Instant,
};

use clap::Args;
use newsvane::{RunScorer, RunSettings, RunSummary, Shard, run};

use crate::{
    Bar, Failure, scorer,
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
  newsvane run news/ --shard 2/8 --out shards/2       the second of eight parts, for a cluster; then: newsvane merge
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
    /// Read only the Kth of N parts of the inputs, which is the same wherever it is asked for: files
    /// are spread by their names. `newsvane merge` joins the tables of all parts
    #[arg(long, value_name = "K/N")]
    shard: Option<Shard>,
    /// Start over, whatever an earlier run has done
    #[arg(long)]
    fresh: bool,
    /// Read the same archive grown: --out holds the tables of some of its files
    #[arg(long, conflicts_with = "fresh")]
    update: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
    /// One line of JSON when it is done, to a file or, without one, to standard error: exit code, seconds,
    /// counts, reasons of rejects, warnings, files
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "-", require_equals = true)]
    json_summary: Option<json_summary::SummaryDestination>,
    #[command(flatten)]
    settings: SettingArguments<AllSettings>,
}

/// Runs `newsvane run`.
pub(crate) fn run_command(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let began = Instant::now();
    // what came before in a pipe has failed: the tables of yesterday stay
    if arguments.inputs.iter().any(|input| input == "-")
        && io::stdin().lock().fill_buf().is_ok_and(<[u8]>::is_empty)
    {
        return Err(Failure::io(
            "-: standard input is empty, so nothing is written; expected articles from the \
             command before the pipe",
        ));
    }
    let config = arguments.settings.read()?;
    let mut settings = config.run_settings(arguments.inputs.clone())?;
    settings.fresh = arguments.fresh;
    settings.update = arguments.update;
    settings.shard = arguments.shard;
    // the process ends after it: taking the lexicons apart would be a twentieth of a short run
    let pipeline = ManuallyDrop::new(config.pipeline()?);
    let on = config.scorer_on.unwrap_or_default();
    settings.scorer =
        scorer::model(&config, &pipeline)?.map(|(spec, model)| RunScorer { spec, model, on });
    let summary = run(&pipeline, &settings, &Bar::for_run(arguments.quiet))?;
    if !arguments.quiet {
        report::print(&summary, pipeline.lexicon(), &settings.inputs)?;
    }
    let problem = problem(&summary, arguments, &settings, config.max_rejects);
    let code = u8::from(problem.is_some());
    if let Some(place) = &arguments.json_summary {
        json_summary::write(place, &summary, began, code)?;
    }
    if let Some(problem) = problem {
        anstream::eprintln!("newsvane: {problem}");
    }
    Ok(ExitCode::from(code))
}

/// Why a run that came to its end is none that one can rely on.
fn problem(
    summary: &RunSummary,
    arguments: &Arguments,
    settings: &RunSettings,
    max_rejects: Option<u64>,
) -> Option<String> {
    let counts = summary.counts;
    // one of many parts may well be empty
    if settings.shard.is_some() && counts.seen == 0 {
        return None;
    }
    if counts.seen == 0 {
        let inputs = arguments.inputs.join(", ");
        return Some(format!(
            "{inputs}: no file with articles is there; expected text, HTML, JSON, CSV, Parquet, \
             WARC, feeds, ..."
        ));
    }
    if counts.analysed == 0 {
        let format = settings.formats[0].name();
        return Some(format!("nothing was analysed; rejects.{format} says why for each input"));
    }
    let is_too_much = max_rejects.is_some_and(|max| counts.rejects > max);
    is_too_much
        .then(|| format!("{} inputs were rejected, more than --max-rejects allows", counts.rejects))
}
