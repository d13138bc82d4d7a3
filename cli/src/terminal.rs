//! What standard output is: how wide, and whether it takes colours.

use std::io::IsTerminal as _;

/// Columns where there is no terminal.
const WIDTH: usize = 100;

/// Columns of standard output: those of the terminal, or as `COLUMNS` says.
pub(crate) fn width() -> usize {
    let told = std::env::var("COLUMNS")
        .ok()
        .and_then(|columns| columns.parse().ok())
        .filter(|columns| *columns > 0);
    told.unwrap_or_else(|| {
        if is_terminal() { usize::from(console::Term::stdout().size().1) } else { WIDTH }
    })
    .clamp(40, 400)
}

/// Lines of the terminal that standard output is.
pub(crate) fn height() -> usize {
    usize::from(console::Term::stdout().size().0)
}

/// Whether somebody looks at standard output.
pub(crate) fn is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Whether standard output takes colours: a terminal without `NO_COLOR`, or `CLICOLOR_FORCE`.
pub(crate) fn is_coloured() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Words in lines of at most `width` columns: the first after `first`, the others after `margin`.
/// Escape codes take no room.
pub(crate) fn wrap(words: &str, first: &str, margin: &str, width: usize) -> String {
    let room = |text: &str| console::measure_text_width(text);
    let mut out = first.to_owned();
    let mut column = room(first);
    for (n, word) in words.split_whitespace().enumerate() {
        if n > 0 && column + 1 + room(word) > width {
            out.push('\n');
            out.push_str(margin);
            column = room(margin);
        } else if n > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += room(word);
    }
    out
}

/// An argument as a shell takes it.
pub(crate) fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_./-=:,@+%".contains(c);
    // no flag
    if argument.starts_with('-') && argument.len() > 1 {
        return quoted(&format!("./{argument}"));
    }
    if !argument.is_empty() && argument.chars().all(is_plain) {
        argument.to_owned()
    } else {
        format!("'{}'", argument.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_the_width_whatever_their_colours() {
        assert_eq!(wrap("one two three", "- ", "  ", 9), "- one two\n  three");
        assert_eq!(wrap("\u{1b}[1mone\u{1b}[0m two", "", "", 7), "\u{1b}[1mone\u{1b}[0m two");
        assert_eq!(wrap("a-word-that-is-too-long b", "", " ", 5), "a-word-that-is-too-long\n b");
    }

    #[test]
    fn a_shell_takes_arguments_back() {
        assert_eq!(quoted("news/2026"), "news/2026");
        assert_eq!(quoted("my news/*.gz"), "'my news/*.gz'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!((quoted("-"), quoted("-old")), ("-".to_owned(), "./-old".to_owned()));
    }
}
