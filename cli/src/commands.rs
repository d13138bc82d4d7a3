//! The command line as it is typed: which commands there are.

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser, Subcommand};

use crate::{
    Failure, annotate, boilerplate, check, completions, diff, explain, index, init, lexicon, man,
    measures, merge, report, run, score, theme, train, verify,
};

const EXAMPLES: &str = "\
Examples:
  newsvane run news/                         all tables of an archive, into newsvane-out/news
  newsvane explain article.txt               an article in colour, and why it scored as it did
  newsvane annotate article.txt              one article as JSON: themes, claims, quotes, boilerplate
  echo 'Profit fell 5%' | newsvane score -   sentences to labels and scores
  newsvane init                              a commented newsvane.toml, and a theme of your own to begin with

Exit codes: 0 done; 1 a check failed or too much was rejected; 2 wrong usage or configuration;
3 input or output could not be read or written; 130 stopped by Ctrl-C.";

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
    /// What is known of each measure on each day, from the claims of all sources
    Measures(measures::Arguments),
    /// The tables of several runs as those of one run over all of their inputs
    Merge(merge::Arguments),
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

impl Command {
    /// Does what was asked for.
    pub(crate) fn run(&self) -> Result<ExitCode, Failure> {
        match self {
            Self::Annotate(arguments) => annotate::run(arguments),
            Self::Boilerplate(arguments) => boilerplate::run(arguments),
            Self::Check(arguments) => check::run(arguments),
            Self::Completions(arguments) => completions::run(arguments, Cli::command()),
            Self::Diff(arguments) => diff::run(arguments),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Index(arguments) => index::run(arguments),
            Self::Init(arguments) => init::run(arguments),
            Self::Lexicon(arguments) => lexicon::run(arguments),
            Self::Man(arguments) => man::run(arguments, Cli::command()),
            Self::Measures(arguments) => measures::run(arguments),
            Self::Merge(arguments) => merge::run(arguments),
            Self::Report(arguments) => report::run(arguments),
            Self::Run(arguments) => run::run_command(arguments),
            Self::Score(arguments) => score::run(arguments),
            Self::Train(arguments) => train::run(arguments),
            Self::Verify(arguments) => verify::run(arguments),
            Self::Theme(arguments) => theme::run(arguments),
        }
    }
}
