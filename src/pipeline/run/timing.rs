//! How long a run took and what it needed: `timing.json`, the one output that differs from run to
//! run.

use std::{
    io,
    path::Path,
    time::{Duration, Instant},
};

/// Its file name.
pub(super) const TIMING: &str = "timing.json";

/// The clock of a run.
#[derive(Debug)]
pub(super) struct Timing {
    began: Instant,
    pub threads: usize,
    /// Bytes of all inputs as they lie on the disk.
    pub bytes: u64,
    /// Records that this run read itself, not those that an earlier one had done.
    pub records: u64,
    /// Until the last record was analysed and written.
    analysed: Duration,
}

impl Timing {
    pub(super) fn start(bytes: u64) -> Self {
        Self { began: Instant::now(), threads: 0, bytes, records: 0, analysed: Duration::ZERO }
    }

    /// All records are done; the index is next.
    pub(super) fn analysed(&mut self) {
        self.analysed = self.began.elapsed();
    }

    /// Writes the file to `folder`.
    pub(super) fn write(&self, folder: &Path) -> io::Result<()> {
        let (total, analysis) = (self.began.elapsed().as_secs_f64(), self.analysed.as_secs_f64());
        let rounded = |seconds: f64| (seconds * 1_000.0).round() / 1_000.0;
        let per_second =
            |amount: f64| if analysis > 0.0 { rounded(amount / analysis) } else { 0.0 };
        let timing = serde_json::json!({
            "threads": self.threads,
            "seconds": { "records": rounded(analysis), "index": rounded(total - analysis), "total": rounded(total) },
            "input_bytes": self.bytes,
            "records": self.records,
            "mb_per_second": per_second(self.bytes as f64 / 1e6),
            "records_per_second": per_second(self.records as f64),
            "peak_memory_bytes": peak_memory(),
        });
        let mut text = serde_json::to_vec_pretty(&timing).unwrap_or_default();
        text.push(b'\n');
        std::fs::write(folder.join(TIMING), text)
    }
}

/// The most memory that the process ever had, where the system reports it (Linux).
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1_024)
}
