//! Long work without the interpreter's lock: on a thread of its own, while the one that called
//! listens for Ctrl-C and tells how far it has come.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc,
    },
    time::Duration,
};

use newsvane::{Progress, Size};
use pyo3::prelude::*;

/// How long the caller waits for the first look; each wait is twice as long as the one before.
const FIRST_WAIT: Duration = Duration::from_millis(1);

/// The longest wait between two looks.
const LONGEST_WAIT: Duration = Duration::from_millis(50);

/// What the worker tells, and is told.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// What is done, and how much of it there is.
    phase: Mutex<Option<(String, Size)>>,
    bytes: AtomicU64,
    records: AtomicU64,
    is_cancelled: AtomicBool,
}

impl Progress for Report {
    fn begin(&self, phase: &str, size: Size) {
        let mut own = self.phase.lock().unwrap_or_else(PoisonError::into_inner);
        *own = Some((phase.to_owned(), size));
        self.bytes.store(0, Ordering::Relaxed);
        self.records.store(0, Ordering::Relaxed);
    }

    fn advance(&self, bytes: u64, records: u64) {
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
        self.records.fetch_add(records, Ordering::Relaxed);
    }

    fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

impl Report {
    /// Calls `tell(phase, unit, done, total)`.
    fn tell(&self, py: Python<'_>, tell: &Py<PyAny>) -> PyResult<()> {
        let Some((phase, size)) = self.phase.lock().unwrap_or_else(PoisonError::into_inner).clone()
        else {
            return Ok(());
        };
        let (bytes, records) =
            (self.bytes.load(Ordering::Relaxed), self.records.load(Ordering::Relaxed));
        let (unit, done, total) = match size {
            Size::Bytes(total) => ("B", bytes, Some(total)),
            Size::Records(total) => ("articles", records, Some(total)),
            Size::Unknown => ("articles", records, None),
        };
        tell.call1(py, (phase, unit, done, total)).map(drop)
    }
}

/// Does `work` and returns what comes of it; `tell` is called meanwhile. An exception of Ctrl-C or of
/// `tell` stops the work and is raised when it has stopped.
pub(crate) fn detached<T: Send>(
    py: Python<'_>,
    tell: Option<&Py<PyAny>>,
    work: impl FnOnce(&Report) -> T + Send,
) -> PyResult<T> {
    let report = Report::default();
    py.detach(|| {
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::channel();
            let report = &report;
            let worker = scope.spawn(move || {
                let done = work(report);
                // the caller may have given up waiting
                let _ = sender.send(());
                done
            });
            let (mut raised, mut wait) = (None, FIRST_WAIT);
            while receiver.recv_timeout(wait) == Err(mpsc::RecvTimeoutError::Timeout) {
                wait = (wait * 2).min(LONGEST_WAIT);
                let listened = Python::attach(|py| {
                    py.check_signals()?;
                    tell.map_or(Ok(()), |tell| report.tell(py, tell))
                });
                if let Err(error) = listened {
                    report.is_cancelled.store(true, Ordering::Relaxed);
                    raised = Some(error);
                    break;
                }
            }
            let done = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            raised.map_or(Ok(done), Err)
        })
    })
}
