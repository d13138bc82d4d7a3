//! `newsvane check`: how well the annotations of newsvane agree with gold annotations.
//!
//! The matching rules are those of `score_gold.py`, the paths of `--json` too.

mod table;

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use newsvane::evaluate::{CheckConfig, Miss, Verdict, evaluate, load_gold};
use serde_json::json;

use crate::{
    Failure,
    settings::{SettingArguments, Words},
};

const EXAMPLES: &str = "\
GOLD is searched for <id>.json, with the text in <id>.txt beside it or in the folder that check.toml names.
check.toml stands in GOLD or its parent:

  texts = \"../articles\"            # relative to check.toml
  [at_least]
  \"themes.all.f1\" = 0.85           # any path of --json
  \"claims.f1\" = 0.85
  [at_most]
  \"document_themes.spurious\" = 2

Examples:
  newsvane check corpora/smallcap-2026/gold            a table, and pass or fail for each limit
  newsvane check gold --misses --doc seed-003          everything that went wrong in one article
  newsvane check gold --json | jq .claims.f1           figures for programs

Exit codes: 0 all limits are met; 1 one is not; 2 broken gold or check.toml; 3 a file could not be read.";

/// What `newsvane check` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Folder with gold annotations
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// Print the figures as one JSON object
    #[arg(long)]
    json: bool,
    /// List everything that went wrong, with its text
    #[arg(long)]
    misses: bool,
    /// Require the items that the gold annotations mark optional
    #[arg(long)]
    strict: bool,
    /// Only this article (repeatable); limits of check.toml are not judged then
    #[arg(long, value_name = "ID")]
    doc: Vec<String>,
    #[command(flatten)]
    settings: SettingArguments<Words>,
}

/// Runs `newsvane check`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = CheckConfig::find(&arguments.gold)?;
    let golds = load_gold(&arguments.gold, config.texts.as_deref(), &arguments.doc)?;
    for gold in &golds {
        if let Err(reject) = &gold.article {
            anstream::eprintln!("newsvane: {}: not analysed: {}", reject.locator, reject.detail);
        }
    }
    let scores = evaluate(&arguments.settings.read()?.pipeline()?, &golds, arguments.strict);
    let mut figures = scores.json();
    let verdicts = if arguments.doc.is_empty() { config.judge(&figures)? } else { Vec::new() };

    let mut out = anstream::stdout().lock();
    if arguments.json {
        if arguments.misses {
            figures["misses"] = scores.misses.iter().map(Miss::json).collect();
        }
        if !verdicts.is_empty() {
            let limit = |v: &Verdict| json!({"path": v.path, "limit": v.limit, "reached": v.reached, "passed": v.passed});
            figures["limits"] = verdicts.iter().map(limit).collect();
        }
        writeln!(out, "{figures:#}")?;
    } else {
        table::write_figures(&mut out, &figures)?;
        if arguments.misses {
            table::write_misses(&mut out, &scores.misses)?;
        }
        table::write_verdicts(&mut out, &verdicts)?;
    }
    Ok(if verdicts.iter().all(|v| v.passed) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
