//! `newsvane boilerplate learn`: the recurring lines of each source of an archive, as a file for
//! later runs.

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use newsvane::{LearnSettings, Learning, learn_boilerplate};

use crate::{
    Bar, Failure,
    settings::{SettingArguments, takes},
    whole_file::write_whole,
};

/// What `newsvane boilerplate` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane boilerplate learn news/ -o recurring.toml      look for lines that recur, write them to a file
  newsvane run news/ --boilerplate recurring.toml         leave them out of the stories; `removed` lists them as `learned`")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Find the lines that recur under different headlines of one source
    Learn(LearnArguments),
}

takes! {
    /// What `newsvane boilerplate learn` takes.
    LearnFlags: Words; "map", "source", "threads"
}

#[derive(Debug, clap::Args)]
struct LearnArguments {
    /// Files, folders or globs; they are read twice
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long)]
    force: bool,
    /// Fewest articles of a source that must have a line, under different headlines
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(2..=200))]
    min_articles: u32,
    /// Fewest of a source's articles that must have a line, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 1.0)]
    min_share: f64,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<LearnFlags>,
}

/// Runs `newsvane boilerplate`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Action::Learn(arguments) = &arguments.action;
    learn(arguments)
}

fn learn(arguments: &LearnArguments) -> Result<ExitCode, Failure> {
    if arguments.inputs.iter().any(|input| input == "-") {
        return Err(Failure::usage(
            "-: standard input cannot be read twice; give a file or a folder",
        ));
    }
    if let Some(path) = arguments.out.as_ref().filter(|path| path.exists() && !arguments.force) {
        return Err(Failure::usage(format!(
            "{}: the file is there and may have been edited; give another -o, or --force",
            path.display()
        )));
    }
    if !(0.0..=100.0).contains(&arguments.min_share) {
        return Err(Failure::usage(format!(
            "--min-share {}: expected a percentage from 0 to 100",
            arguments.min_share
        )));
    }
    let config = arguments.settings.read()?;
    let settings = LearnSettings {
        inputs: arguments.inputs.clone(),
        load: config.load_options(),
        min_articles: arguments.min_articles,
        min_share: arguments.min_share / 100.0,
        threads: config.threads,
    };
    let learning = learn_boilerplate(&config.pipeline()?, &settings, &Bar::new(arguments.quiet))?;
    let text = header(arguments, &learning) + &learning.file.to_toml();
    match &arguments.out {
        Some(path) => write_whole(path, &text)?,
        None => anstream::stdout().lock().write_all(text.as_bytes())?,
    }
    report(arguments, &learning);
    if learning.articles == 0 {
        anstream::eprintln!(
            "newsvane: no article could be read; `newsvane run` lists why in its rejects"
        );
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn header(arguments: &LearnArguments, learning: &Learning) -> String {
    format!(
        "# Lines that recur under different headlines of one source, found by `newsvane \
         boilerplate learn` in {} articles.\n# Give this file to `newsvane run --boilerplate \
         FILE`. Look through it first: a line that is part of stories can be deleted\n# here, and \
         others added. A line counts with at least {} articles and {} % of its source's; blanks, \
         punctuation\n# and capitals make no difference.\n\n",
        learning.articles, arguments.min_articles, arguments.min_share
    )
}

fn report(arguments: &LearnArguments, learning: &Learning) {
    let lines: usize = learning.file.sources.iter().map(|s| s.lines.len()).sum();
    let place =
        arguments.out.as_ref().map_or_else(String::new, |path| format!(", in {}", path.display()));
    anstream::eprintln!(
        "{lines} recurring lines of {} sources from {} articles{place}{}",
        learning.file.sources.len(),
        learning.articles,
        if learning.rejects > 0 {
            format!("; {} records could not be read", learning.rejects)
        } else {
            String::new()
        }
    );
}
