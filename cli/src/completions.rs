//! `newsvane completions`: what a shell needs to complete commands and flags.

use std::{io::Write as _, process::ExitCode};

use clap_complete::Shell;

use crate::Failure;

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

/// Runs `newsvane completions` on the commands of `root`.
pub(crate) fn run(arguments: &Arguments, mut root: clap::Command) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut root, "newsvane", &mut script);
    std::io::stdout().lock().write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
