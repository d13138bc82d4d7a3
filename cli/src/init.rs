//! `newsvane init`: a commented configuration and an example of a theme, to begin with.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use newsvane::Config;

use crate::{Failure, terminal::quoted};

/// A theme with its own tests.
const THEME: &str = include_str!("init/example.toml");
const THEME_FILE: &str = "lexicons/themes/example.toml";

/// What `newsvane init` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane init               newsvane.toml and lexicons/themes/example.toml in the working directory
  newsvane init project       the same in the folder project")]
pub(crate) struct Arguments {
    /// Folder to write to; it is made where there is none
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// Runs `newsvane init`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let configuration = Config::template();
    let files = [(Config::FILE, configuration.as_str()), (THEME_FILE, THEME)]
        .map(|(name, text)| (arguments.folder.join(name), text));
    // neither is written where one is there: half of it would look like all of it
    if let Some((path, _)) = files.iter().find(|(path, _)| path.symlink_metadata().is_ok()) {
        let problem = "the file is there and may be yours, so nothing was written; move it away, \
                       or give another DIR";
        return Err(Failure::usage(format!("{}: {problem}", path.display())));
    }
    for (path, text) in &files {
        write(path, text).map_err(|e| {
            Failure::io(format!("{}: cannot write: {e}; is the folder writable?", path.display()))
        })?;
    }
    print_next_steps(&arguments.folder, &files)
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

fn print_next_steps(folder: &Path, files: &[(PathBuf, &str)]) -> Result<ExitCode, Failure> {
    let mut out = anstream::stdout().lock();
    for (path, _) in files {
        writeln!(out, "wrote {}", path.display())?;
    }
    let is_here = folder == Path::new(".");
    writeln!(out, "\nNext:")?;
    if !is_here {
        let enter = format!("cd {}", quoted(&folder.to_string_lossy()));
        writeln!(out, "  {enter:<42}newsvane reads newsvane.toml where it is started")?;
    }
    writeln!(
        out,
        "  newsvane lexicon test --lexicons lexicons do the sentences of the theme do what they \
         promise?"
    )?;
    writeln!(
        out,
        "  newsvane run ARCHIVE --lexicons lexicons  a run with it; or take the # from `lexicons` \
         in newsvane.toml"
    )?;
    Ok(ExitCode::SUCCESS)
}
