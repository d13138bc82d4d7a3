//! A bar on terminals, silence in pipes.

use std::{io::IsTerminal as _, time::Duration};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use newsvane::Progress;

/// Shows how far a run has come.
pub(crate) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    pub(crate) fn new(quiet: bool) -> Self {
        let is_shown = !quiet && std::io::stderr().is_terminal();
        let target = if is_shown { ProgressDrawTarget::stderr_with_hz(10) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let style = ProgressStyle::with_template("{spinner} {bytes}/{total_bytes} [{bar:30}] {bytes_per_sec}, {eta} left  {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━╸─"));
        Self { bar }
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Bar {
    fn begin(&self, _files: usize, bytes: u64) {
        self.bar.set_length(bytes);
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }

    fn advance(&self, _files: usize, bytes: u64, articles: usize) {
        self.bar.inc(bytes);
        let total = self.bar.message().split(' ').next().and_then(|n| n.replace(',', "").parse::<u64>().ok()).unwrap_or(0);
        self.bar.set_message(format!("{} articles", HumanCount(total + articles as u64)));
    }
}
