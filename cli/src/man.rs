//! `newsvane man`: manual pages of all commands, from what `--help` says.

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::Command;
use clap_mangen::Man;
use newsvane::did_you_mean;

use crate::Failure;

/// What `newsvane man` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane man run | man -l -                     read the page of a command
  newsvane man --out ~/.local/share/man/man1      install all pages, for `man newsvane` and `man newsvane-run`")]
pub(crate) struct Arguments {
    /// The command whose page goes to standard output [default: that of newsvane itself]
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    command: Vec<String>,
    /// Write the pages of all commands to this folder
    #[arg(long, short, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs `newsvane man` on the commands of `root`.
pub(crate) fn run(arguments: &Arguments, root: Command) -> Result<ExitCode, Failure> {
    let mut root = root.disable_help_subcommand(true);
    root.build();
    let Some(folder) = &arguments.out else {
        let mut command = &root;
        for name in &arguments.command {
            command = command.find_subcommand(name).ok_or_else(|| {
                let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
                Failure::usage(format!(
                    "man {name}: no such command{}",
                    did_you_mean(name, known.iter().copied())
                ))
            })?;
        }
        io::stdout().lock().write_all(&page(command)?)?;
        return Ok(ExitCode::SUCCESS);
    };
    let failed = |e| {
        Failure::io(format!("{}: cannot write: {e}; is the folder writable?", folder.display()))
    };
    std::fs::create_dir_all(folder).map_err(failed)?;
    let mut names = Vec::new();
    write_all(&root, folder, &mut names).map_err(failed)?;
    anstream::println!("{} pages in {}: {}", names.len(), folder.display(), names.join("  "));
    Ok(ExitCode::SUCCESS)
}

/// Writes the page of a command and of all below it.
fn write_all(
    command: &Command,
    folder: &std::path::Path,
    names: &mut Vec<String>,
) -> io::Result<()> {
    let name = format!("{}.1", command.get_display_name().unwrap_or("newsvane"));
    std::fs::write(folder.join(&name), page(command)?)?;
    names.push(name);
    command.get_subcommands().try_for_each(|below| write_all(below, folder, names))
}

/// The page of a command. Examples keep their lines.
fn page(command: &Command) -> io::Result<Vec<u8>> {
    let name = command.get_display_name().unwrap_or("newsvane").to_owned();
    let man = Man::new(command.clone().after_help(""))
        .title(name)
        .source(concat!("newsvane ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    if let Some(after) = command.get_after_help() {
        after
            .to_string()
            .split("\n\n")
            .try_for_each(|paragraph| render_paragraph(paragraph, &mut page))?;
    }
    if command.get_version().is_some() {
        man.render_version_section(&mut page)?;
    }
    Ok(page)
}

/// `Examples:` and lines under it become a section of its own; `Exit codes: ...` on one line, too.
fn render_paragraph(paragraph: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let (title, text) = paragraph.split_once(':').unwrap_or(("Notes", paragraph));
    writeln!(page, ".SH {}", title.to_uppercase())?;
    let is_block = text.starts_with('\n');
    if is_block {
        writeln!(page, ".nf")?;
    }
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        // a point or quotation mark at the beginning would be a request
        writeln!(
            page,
            "\\&{}",
            line.trim_end()
                .replace('\\', "\\e")
                .replace('-', "\\-")
                .replace('\'', "\\(aq")
                .replace('`', "\\(ga")
        )?;
    }
    if is_block {
        writeln!(page, ".fi")?;
    }
    Ok(())
}
