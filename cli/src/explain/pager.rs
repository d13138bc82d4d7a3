//! Long pages, screen by screen.

use std::{
    io::{self, Write as _},
    process::{Command, Stdio},
};

use crate::terminal;

/// Writes a page to standard output: through `$PAGER` or `less` where that is a terminal with fewer
/// lines, and paging is wanted.
pub(super) fn show(page: &str, is_paged: bool) -> io::Result<()> {
    let is_long = page.lines().count() >= terminal::height();
    if is_paged && terminal::is_terminal() && is_long && through_pager(page)? {
        return Ok(());
    }
    anstream::stdout().lock().write_all(page.as_bytes())
}

/// Whether there was a pager.
fn through_pager(page: &str) -> io::Result<bool> {
    let command = std::env::var("PAGER").unwrap_or_else(|_| "less -FRX".to_owned());
    let mut words = command.split_whitespace();
    let Some(program) = words.next().filter(|program| *program != "cat") else { return Ok(false) };
    let mut pager = Command::new(program);
    pager.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // as git does: colours, and no more than is needed
        pager.env("LESS", "FRX");
    }
    let Ok(mut pager) = pager.spawn() else { return Ok(false) };
    if let Some(mut input) = pager.stdin.take() {
        // a reader that has seen enough closes the pager
        let _ = input.write_all(page.as_bytes());
    }
    pager.wait()?;
    Ok(true)
}
