//! The command line of newsvane: one file per subcommand, nothing but the public library behind
//! them.

mod aggregate;
mod annotate;
mod args;
mod boilerplate;
mod check;
mod completions;
mod diff;
mod explain;
mod failure;
mod index;
mod init;
mod lexicon;
mod man;
mod progress;
mod report;
mod run;
mod score;
mod scorer;
mod terminal;
mod theme;
mod train;
mod verify;
mod whole_file;

use std::process::ExitCode;

use clap::Parser as _;

use crate::{
    args::{Cli, Command},
    failure::Failure,
};

/// Articles live and die by the thousand on every thread: measured a tenth faster than the system's
/// allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match &cli.command {
        Command::Annotate(arguments) => annotate::run(arguments),
        Command::Boilerplate(arguments) => boilerplate::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Index(arguments) => index::run(arguments),
        Command::Init(arguments) => init::run(arguments),
        Command::Lexicon(arguments) => lexicon::run(arguments),
        Command::Man(arguments) => man::run(arguments),
        Command::Report(arguments) => report::run(arguments),
        Command::Run(arguments) => run::run_command(arguments),
        Command::Score(arguments) => score::run(arguments),
        Command::Train(arguments) => train::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Theme(arguments) => theme::run(arguments),
    };
    done.unwrap_or_else(|failure: Failure| {
        if !failure.is_silent() {
            anstream::eprintln!("newsvane: {failure}");
        }
        failure.exit_code()
    })
}
