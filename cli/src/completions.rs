//! `newsvane completions`: what a shell needs to complete commands and flags.

use std::{io::Write as _, process::ExitCode};

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{args::Cli, failure::Failure};

/// What `newsvane completions` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Install them:
  bash         newsvane completions bash > ~/.local/share/bash-completion/completions/newsvane
  zsh          newsvane completions zsh > ~/.zfunc/_newsvane      (with `fpath+=~/.zfunc; autoload -U compinit; compinit` in ~/.zshrc)
  fish         newsvane completions fish > ~/.config/fish/completions/newsvane.fish
  powershell   newsvane completions powershell >> $PROFILE
  elvish       newsvane completions elvish >> ~/.config/elvish/rc.elv")]
pub(crate) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs `newsvane completions`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "newsvane", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
