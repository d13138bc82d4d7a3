//! How far long work has come: a line on terminals, silence in pipes.

use std::{
    io::{self, IsTerminal as _},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use indicatif::{
    HumanBytes, HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle, TermLike,
};
use newsvane::{Progress, Size};

/// Columns below which there is no room for a bar and rates.
const NARROW: u16 = 70;
/// Columns from which there is room for the amounts as well.
const WIDE: u16 = 100;

/// Standard error without its last columns. Lines are filled up to the width: after a full one the
/// `^C` that a terminal shows would go to the next line, and clearing would miss the line before.
#[derive(Debug)]
struct Line(console::Term);

impl TermLike for Line {
    fn width(&self) -> u16 {
        self.0.size().1.saturating_sub(3).max(1)
    }

    fn height(&self) -> u16 {
        self.0.size().0
    }

    fn move_cursor_up(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_up(n)
    }

    fn move_cursor_down(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_down(n)
    }

    fn move_cursor_right(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_right(n)
    }

    fn move_cursor_left(&self, n: usize) -> io::Result<()> {
        self.0.move_cursor_left(n)
    }

    fn write_line(&self, line: &str) -> io::Result<()> {
        self.0.write_line(line)
    }

    fn write_str(&self, words: &str) -> io::Result<()> {
        self.0.write_str(words)
    }

    fn clear_line(&self) -> io::Result<()> {
        self.0.clear_line()
    }

    fn flush(&self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A line of standard error that says what is done, how far it is, how fast it goes, and how long
/// it will take. It goes with the value, and with Ctrl-C.
pub(crate) struct Bar {
    line: ProgressBar,
    /// Articles of the stretch of work that has begun.
    records: Arc<AtomicU64>,
    /// Whether that stretch is measured in articles, not in bytes.
    is_of_records: AtomicBool,
}

impl Bar {
    pub(crate) fn new(quiet: bool) -> Self {
        Self::shown(!quiet && std::io::stderr().is_terminal(), "stopped")
    }

    /// The line of a run, which goes on where it was.
    pub(crate) fn for_run(quiet: bool) -> Self {
        Self::shown(
            !quiet && std::io::stderr().is_terminal(),
            "stopped; the same command goes on from here",
        )
    }

    /// The line of a command that writes to standard output meanwhile: none where both are
    /// terminals.
    pub(crate) fn beside_output(quiet: bool) -> Self {
        Self::shown(
            !quiet && std::io::stderr().is_terminal() && !std::io::stdout().is_terminal(),
            "stopped",
        )
    }

    fn shown(is_shown: bool, parting: &'static str) -> Self {
        let target = if is_shown {
            ProgressDrawTarget::term_like_with_hz(Box::new(Line(console::Term::stderr())), 10)
        } else {
            ProgressDrawTarget::hidden()
        };
        let progress = ProgressBar::with_draw_target(None, target);
        if is_shown {
            let line = progress.clone();
            // one handler a process is enough: a command has one bar
            let _ = ctrlc::set_handler(move || {
                line.finish_and_clear();
                anstream::eprintln!("newsvane: {parting}");
                std::process::exit(130);
            });
        }
        Self { line: progress, records: Arc::default(), is_of_records: AtomicBool::default() }
    }

    fn style(&self, size: Size) -> ProgressStyle {
        let width = console::Term::stderr().size().1;
        let bar = |others: u16| width.saturating_sub(others).clamp(3, 40);
        let template = match size {
            Size::Unknown => "{spinner} {msg} {elapsed}".to_owned(),
            _ if width < NARROW => "{spinner} {msg} {percent} % {eta} left".to_owned(),
            Size::Bytes(_) if width < WIDE => {
                format!(
                    "{{spinner}} {{msg}} {{percent:>3}} % {{bar:{}}} {{bytes_per_sec}}, \
                     {{articles}}, {{eta}} left",
                    bar(67)
                )
            }
            Size::Bytes(_) => {
                let amounts = "{done}, {bytes_per_sec}, {articles}, {eta} left";
                format!("{{spinner}} {{msg}} {{percent:>3}} % {{bar:{}}} {amounts}", bar(94))
            }
            Size::Records(_) => format!(
                "{{spinner}} {{msg}} {{percent:>3}} % {{bar:{}}} {{articles}}, {{eta}} left",
                bar(56)
            ),
        };
        let records = Arc::clone(&self.records);
        let style = ProgressStyle::with_template(&template)
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        style
            .progress_chars("━╸─")
            .with_key("articles", move |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                let rate = records.load(Ordering::Relaxed) as f64
                    / state.elapsed().as_secs_f64().max(0.001);
                let _ = write!(out, "{} articles/s", HumanCount(rate as u64));
            })
            .with_key("done", |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                let _ = write!(
                    out,
                    "{} of {}",
                    HumanBytes(state.pos()),
                    HumanBytes(state.len().unwrap_or(0))
                );
            })
    }
}

impl Progress for Bar {
    fn begin(&self, phase: &str, size: Size) {
        self.records.store(0, Ordering::Relaxed);
        self.is_of_records.store(matches!(size, Size::Records(_)), Ordering::Relaxed);
        self.line.set_style(self.style(size));
        self.line.set_message(phase.to_owned());
        match size {
            Size::Bytes(length) | Size::Records(length) => self.line.set_length(length),
            Size::Unknown => self.line.unset_length(),
        }
        self.line.reset();
        self.line.enable_steady_tick(Duration::from_millis(100));
    }

    fn advance(&self, bytes: u64, records: u64) {
        self.records.fetch_add(records, Ordering::Relaxed);
        self.line.inc(if self.is_of_records.load(Ordering::Relaxed) { records } else { bytes });
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}
