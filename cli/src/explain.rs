//! `newsvane explain`: one article in the terminal, and why it scored as it did.

mod page;
mod pager;
mod paint;
mod record;

use std::{io::Write as _, process::ExitCode};

use clap::Args;
use newsvane::{did_you_mean, write::explanation};

use crate::{
    Failure,
    settings::{SettingArguments, takes},
    terminal,
};

const EXAMPLES: &str = "\
Examples:
  newsvane explain article.txt
  newsvane explain archive.jsonl --record reuters-17      by the record's id, its number, or its article_id
  newsvane explain article.txt --theme macro.rates        that theme and those below it
  newsvane explain article.txt --parse                    which noun phrase each verb tells of
  newsvane explain article.txt --json | jq .scores        for programs; docs/terminal.md has the fields

A long page goes through $PAGER, or less, on a terminal. Without colours (NO_COLOR, a pipe) signs stand around the words:
{theme} <claim> +favourable+ -unfavourable- ~turns or weighs~, and x before what is left out.";

takes! {
    /// What `newsvane explain` takes.
    ExplainSettings: Words; "map"
}

/// What `newsvane explain` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A file with the article, in any format that `newsvane run` reads; or a folder, an archive,
    /// or - for standard input
    #[arg(value_name = "FILE")]
    file: String,
    /// Which record of several: its id, its number from 1 on, or its `article_id` in tables
    /// [default: the first]
    #[arg(long, value_name = "ID|N")]
    record: Option<String>,
    /// Show only this theme and those below it
    #[arg(long, value_name = "ID")]
    theme: Option<String>,
    /// The same as JSON, with the trace of every score
    #[arg(long)]
    json: bool,
    /// Show how its sentences were parsed: [noun phrases], <verbs>, and the subject of each verb
    #[arg(long, conflicts_with = "json")]
    parse: bool,
    /// Write a long page at once
    #[arg(long)]
    no_pager: bool,
    #[command(flatten)]
    settings: SettingArguments<ExplainSettings>,
}

/// Runs `newsvane explain`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = arguments.settings.read()?;
    let pipeline = config.pipeline()?;
    if let Some(theme) = &arguments.theme
        && pipeline.lexicon().theme_id(theme).is_none()
    {
        let known = pipeline.lexicon().themes.iter().map(|t| t.id.as_str());
        return Err(Failure::usage(format!(
            "--theme {theme}: no such theme{}",
            did_you_mean(theme, known)
        )));
    }
    let options = config.load_options();
    let article = record::find(&pipeline, &arguments.file, arguments.record.as_deref(), &options)?;
    if arguments.parse {
        pager::show(&pipeline.draw_syntax(&article), !arguments.no_pager)?;
        return Ok(ExitCode::SUCCESS);
    }
    let analysis = pipeline.analyze(&article);
    if arguments.json {
        let object =
            explanation(pipeline.lexicon(), &article, &analysis, arguments.theme.as_deref());
        writeln!(anstream::stdout().lock(), "{object:#}")?;
        return Ok(ExitCode::SUCCESS);
    }
    let is_shown = |id: &str| {
        let theme = arguments.theme.as_deref();
        theme.is_none_or(|theme| {
            id == theme || id.strip_prefix(theme).is_some_and(|rest| rest.starts_with('.'))
        })
    };
    let (width, is_coloured) = (terminal::width(), terminal::is_coloured());
    let page = page::Page {
        article: &article,
        analysis: &analysis,
        pipeline: &pipeline,
        is_shown: &is_shown,
        width,
        is_coloured,
    };
    pager::show(&page.text(), !arguments.no_pager)?;
    Ok(ExitCode::SUCCESS)
}
