//! The command line of newsvane: one file per subcommand, nothing but the public library behind
//! them.

mod annotate;
mod boilerplate;
mod check;
mod commands;
mod completions;
mod diff;
mod explain;
mod failure;
mod index;
mod init;
mod lexicon;
mod man;
mod measures;
mod merge;
mod progress;
mod report;
mod run;
mod score;
mod scorer;
mod settings;
mod terminal;
mod theme;
mod train;
mod verify;
mod whole_file;

use std::process::ExitCode;

use clap::Parser as _;

use crate::{commands::Cli, failure::Failure, progress::Bar};

/// Articles live and die by the thousand on every thread: measured a tenth faster than the system's
/// allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    Cli::parse().command.run().unwrap_or_else(|failure: Failure| {
        if !failure.is_silent() {
            anstream::eprintln!("newsvane: {failure}");
        }
        failure.exit_code()
    })
}
