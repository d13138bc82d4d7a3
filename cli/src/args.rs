//! The command line as it is typed.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use newsvane::{Config, Pipeline, load::FieldMap, score::Stance};

use crate::{
    annotate, boilerplate, check, completions, diff, explain, failure::Failure, index, init,
    lexicon, man, report, run, score, theme, train, verify,
};

const EXAMPLES: &str = "\
Examples:
  newsvane run news/                         all tables of an archive, into newsvane-out/news
  newsvane explain article.txt               an article in colour, and why it scored as it did
  newsvane annotate article.txt              one article as JSON: themes, claims, quotes, boilerplate
  echo 'Profit fell 5%' | newsvane score -   sentences to labels and scores
  newsvane init                              a commented newsvane.toml, and a theme of your own to begin with

Exit codes: 0 done; 1 a check failed or too much was rejected; 2 wrong usage or configuration;
3 input or output could not be read or written.";

/// News archives in; a sentiment index per theme per day out, with every numeric claim as checkable
/// data.
#[derive(Debug, Parser)]
#[command(name = "newsvane", version, after_help = EXAMPLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// The main job: an archive in, the tables of the index, claims and quotes out
    Run(Box<run::Arguments>),
    /// One article in colour, and why it scored as it did
    Explain(explain::Arguments),
    /// A workbook and a self-contained page from the tables of a run
    Report(report::Arguments),
    /// Other weights, days and smoothing from the tables of a run, without its archive
    Index(Box<index::Arguments>),
    /// Prove the tables of a run: counts, contributions, and that nothing looks ahead
    Verify(Box<verify::Arguments>),
    /// Which cells moved between two runs, by how much, and why
    Diff(diff::Arguments),
    /// One JSON object per article: themes, claims, quotes, boilerplate, dates
    Annotate(annotate::Arguments),
    /// One JSON object per sentence or headline: label and score
    Score(score::Arguments),
    /// How well the annotations agree with gold annotations, and whether that is enough
    Check(check::Arguments),
    /// How good a theme is on an archive of yours: sentences to label, precision and recall
    Theme(theme::Arguments),
    /// A model from your own labels, beside the rules: accuracy, macro-F1, and a file for --scorer
    Train(train::Arguments),
    /// Learn which lines recur in an archive, for later runs to leave them out
    Boilerplate(boilerplate::Arguments),
    /// Check lexicon files, show what a word does, run their own tests
    Lexicon(lexicon::Arguments),
    /// Write a commented newsvane.toml and an example of a theme
    Init(init::Arguments),
    /// What a shell needs to complete commands and flags
    Completions(completions::Arguments),
    /// Manual pages of all commands
    Man(man::Arguments),
}

/// Where settings come from beside flags.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct ConfigArguments {
    /// Configuration file [default: newsvane.toml of the working directory, where there is one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl ConfigArguments {
    /// The configuration; empty where there is none.
    pub(crate) fn read(&self) -> Result<Config, Failure> {
        let default = std::path::Path::new(Config::FILE);
        match &self.config {
            Some(path) => Ok(Config::read(path)?),
            None if default.is_file() => Ok(Config::read(default)?),
            None => Ok(Config::default()),
        }
    }
}

/// Which field of a record means what: as the flags say, or else the configuration.
pub(crate) fn field_map(flags: &[String], config: &Config) -> Result<FieldMap, Failure> {
    let mapped: Vec<String> =
        config.map.iter().map(|(field, name)| format!("{field}={name}")).collect();
    let map = if flags.is_empty() { &mapped } else { flags };
    Ok(FieldMap::parse(map.iter().map(String::as_str))?)
}

/// Which lexicons to use; the same for all commands.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Words")]
pub(crate) struct LexiconArguments {
    /// Folder with lexicon files that replace (same relative path) or extend the built-in ones
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicons: Option<PathBuf>,
    /// File of recurring lines that are no part of stories, as `newsvane boilerplate learn` writes
    /// it
    #[arg(long, value_name = "FILE")]
    pub(crate) boilerplate: Option<PathBuf>,
    /// CSV file of your companies and instruments: columns id, name, and as you like aliases,
    /// ticker (several with | between them), kind, unit
    #[arg(long, value_name = "FILE")]
    pub(crate) universe: Option<PathBuf>,
    /// What higher rates and talk of them are: unfavourable (to holders of stocks and bonds),
    /// neutral, or favourable (to holders of the currency) [default: unfavourable]
    #[arg(long, value_name = "STANCE")]
    pub(crate) hawkish: Option<Stance>,
    /// What statements weigh that tell of no fact: conditional=0.5, question=0.15, watch=0 are the
    /// defaults; may be given again
    #[arg(long, value_name = "NAME=NUMBER")]
    pub(crate) weigh: Vec<String>,
}

impl LexiconArguments {
    /// The pipeline with these lexicons.
    pub(crate) fn pipeline(&self) -> Result<Pipeline, Failure> {
        self.pipeline_with(&Config::default())
    }

    /// The same, with the folder of the configuration where no flag gives one.
    pub(crate) fn pipeline_with(&self, config: &Config) -> Result<Pipeline, Failure> {
        let mut builder = Pipeline::builder();
        if let Some(folder) = self.lexicons.as_ref().or(config.lexicons.as_ref()) {
            builder = builder.lexicons(folder);
        }
        if let Some(file) = self.boilerplate.as_ref().or(config.boilerplate.as_ref()) {
            builder = builder.boilerplate(file);
        }
        if let Some(file) = self.universe.as_ref().or(config.universe.as_ref()) {
            builder = builder.universe(file);
        }
        let mut weighing = config.weighing.unwrap_or_default();
        weighing.check().map_err(|e| Failure::usage(format!("[weighing]: {e}")))?;
        weighing.hawkish = self.hawkish.unwrap_or(weighing.hawkish);
        for assignment in &self.weigh {
            weighing.set(assignment).map_err(|e| Failure::usage(format!("--weigh {e}")))?;
        }
        Ok(builder.weighing(weighing).build()?)
    }
}
