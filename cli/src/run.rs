//! `newsvane run`: the main job.

pub(crate) mod report;
mod sparkline;
mod themes;

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use newsvane::{
    Config, Pipeline, RunScorer, RunSettings, ScorerOn, Undated, did_you_mean,
    load::Options,
    model::DateOrder,
    run,
    write::{Dialect, Format, Presentation},
};

use crate::{
    aggregate::AggregateArguments,
    args::{ConfigArguments, LexiconArguments, field_map},
    failure::Failure,
    progress::Bar,
    scorer::ScorerArguments,
};

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
    /// Files, folders, globs, or - for standard input: text, HTML, JSON, JSONL, CSV, Parquet, WARC,
    /// feeds, SGML; plain or in .gz .zst .zip .tar
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Folder of the tables [default: newsvane-out/<input name>]
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Formats of the tables: csv, jsonl, parquet; and xlsx (a workbook) and html (a page) made of
    /// them [default: csv]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    format: Vec<String>,
    #[command(flatten)]
    csv: CsvArguments,
    /// Articles without a known day: bucket (rows of their own), skip, mtime, or a day [default:
    /// bucket]
    #[arg(long, value_name = "WHAT")]
    undated: Option<Undated>,
    #[arg(
        long,
        value_name = "FIELD=NAME",
        help = "Which field of a record means what, e.g. text=Body (title, text, date, url, \
                source, author, id, target, first_seen)"
    )]
    map: Vec<String>,
    /// How records write days such as 03/04/2026: dmy or mdy [default: as the file's other days
    /// show; else such a day is left open]
    #[arg(long, value_name = "ORDER")]
    date_order: Option<DateOrder>,
    /// Publisher of records that name none
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    scorer: ScorerArguments,
    /// Which sentences the scorer scores: all, or themes (those that bear one) [default: all]
    #[arg(long, value_name = "all|themes")]
    scorer_on: Option<ScorerOn>,
    /// Threads [default: all cores]
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Reject records of more than so many megabytes [default: 32]
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u64).range(1..=1024))]
    max_record: Option<u64>,
    /// Exit with 1 when more inputs than this are rejected
    #[arg(long, value_name = "N")]
    max_rejects: Option<u64>,
    /// Start over, whatever an earlier run has done
    #[arg(long)]
    fresh: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    config: ConfigArguments,
    #[command(flatten)]
    lexicons: LexiconArguments,
    #[command(flatten)]
    aggregate: AggregateArguments,
}

/// How CSV is written; the same for all commands that write tables.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct CsvArguments {
    /// How spreadsheets of your country want CSV: bom, semicolon or tab, decimal-comma [default:
    /// RFC 4180 as it is]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    csv: Vec<String>,
}

impl CsvArguments {
    /// What was typed, over what the configuration says.
    fn dialect(&self, config: &Config) -> Result<Dialect, Failure> {
        let traits =
            if self.csv.is_empty() { config.csv.as_deref().unwrap_or_default() } else { &self.csv };
        Dialect::parse(traits.iter().map(String::as_str))
            .map_err(|e| Failure::usage(format!("--csv: {e}")))
    }
}

/// Runs `newsvane run`.
pub(crate) fn run_command(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = arguments.config.read()?;
    let mut settings = settings(arguments, &config)?;
    let pipeline = arguments.lexicons.pipeline_with(&config)?;
    settings.scorer = scorer(arguments, &config, &pipeline)?;
    let summary = run(&pipeline, &settings, &Bar::for_run(arguments.quiet))?;
    if !arguments.quiet {
        report::print(&summary, pipeline.lexicon(), &settings.inputs)?;
    }
    let most = arguments.max_rejects.or(config.max_rejects);
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
    if most.is_some_and(|most| summary.counts.rejects > most) {
        anstream::eprintln!(
            "newsvane: {} inputs were rejected, more than --max-rejects allows",
            summary.counts.rejects
        );
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

/// What was typed, over what the configuration says, over the defaults.
fn settings(arguments: &Arguments, config: &Config) -> Result<RunSettings, Failure> {
    let undated = match (&arguments.undated, &config.undated) {
        (Some(undated), _) => undated.clone(),
        (None, Some(text)) => text.parse().map_err(|e| Failure::usage(format!("undated: {e}")))?,
        (None, None) => Undated::Bucket,
    };
    let date_order = match (arguments.date_order, &config.date_order) {
        (None, Some(text)) => {
            Some(text.parse().map_err(|e| Failure::usage(format!("date-order: {e}")))?)
        }
        (order, _) => order,
    };
    let (formats, presentations) = formats(&arguments.format, &arguments.csv, config)?;
    Ok(RunSettings {
        out: arguments
            .out
            .clone()
            .or_else(|| config.out.clone())
            .unwrap_or_else(|| default_out(&arguments.inputs)),
        inputs: arguments.inputs.clone(),
        formats,
        presentations,
        load: Options {
            fields: field_map(&arguments.map, config)?,
            date_order,
            source: arguments.source.clone().or_else(|| config.source.clone()),
            max_record_bytes: arguments
                .max_record
                .map_or(Options::default().max_record_bytes, |mb| (mb as usize) << 20),
            ..Options::default()
        },
        undated,
        aggregate: arguments.aggregate.settings(config)?,
        scorer: None,
        threads: arguments.threads.or(config.threads),
        fresh: arguments.fresh,
    })
}

/// The model that is asked for, and what it is asked.
fn scorer(
    arguments: &Arguments,
    config: &Config,
    pipeline: &Pipeline,
) -> Result<Option<RunScorer>, Failure> {
    let on = match (arguments.scorer_on, &config.scorer_on) {
        (None, Some(text)) => {
            text.parse().map_err(|e| Failure::usage(format!("scorer-on: {e}")))?
        }
        (on, _) => on.unwrap_or_default(),
    };
    let model = arguments.scorer.model(config, pipeline)?;
    if model.is_none() && arguments.scorer_on.is_some() {
        return Err(Failure::usage(
            "--scorer-on is of a model; expected --scorer with it, e.g. --scorer linear:model.json",
        ));
    }
    Ok(model.map(|(spec, model)| RunScorer { spec, model, on }))
}

/// What is asked for with `--format`, in a fixed order: formats of tables, and documents made of
/// them. Documents lead to tables, so that there are always some.
pub(crate) fn formats(
    asked: &[String],
    csv: &CsvArguments,
    config: &Config,
) -> Result<(Vec<Format>, Vec<Presentation>), Failure> {
    let names =
        if asked.is_empty() { config.format.clone().unwrap_or_default() } else { asked.to_vec() };
    let (mut formats, mut presentations) = (Vec::new(), Vec::new());
    for name in names {
        match (Format::from_name(&name), Presentation::from_name(&name)) {
            (Some(format), _) => formats.push(format),
            (None, Some(presentation)) => presentations.push(presentation),
            (None, None) => {
                let known = Format::ALL
                    .map(Format::name)
                    .into_iter()
                    .chain(Presentation::ALL.map(Presentation::name));
                return Err(Failure::usage(format!(
                    "--format {name}: unknown format{}",
                    did_you_mean(&name, known)
                )));
            }
        }
    }
    if formats.is_empty() {
        formats.push(Format::CSV);
    }
    let dialect = csv.dialect(config)?;
    for format in &mut formats {
        if let Format::Csv(own) = format {
            *own = dialect;
        }
    }
    formats.sort_unstable();
    formats.dedup();
    presentations.sort_unstable();
    presentations.dedup();
    Ok((formats, presentations))
}

/// `newsvane-out/<name of the first input>`.
fn default_out(inputs: &[String]) -> PathBuf {
    let first = inputs.first().map_or("", |i| i.trim_end_matches('/'));
    let name: String = match first {
        "-" => "stdin".to_owned(),
        path => path
            .rsplit('/')
            .next()
            .unwrap_or("")
            .chars()
            .map(|c| if "*?[]".contains(c) { '_' } else { c })
            .collect(),
    };
    let name = if matches!(name.as_str(), "" | "." | "..") { "archive".to_owned() } else { name };
    PathBuf::from("newsvane-out").join(name)
}
