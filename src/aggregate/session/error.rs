//! What can be wrong with a calendar, and with a day asked of it.

use std::path::PathBuf;

use jiff::civil::Date;

/// Why a calendar is refused, or has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// The text is no TOML.
    #[error("{path}:{line}: {message}; expected TOML such as zone = \"America/New_York\"")]
    Syntax {
        /// Which file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// What the parser says.
        message: String,
    },
    /// A key is missing, unknown or has a value that it cannot have.
    #[error("{path}:{line}: `{key}` {problem}; expected {expected}")]
    Invalid {
        /// Which file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// The key that it is about.
        key: String,
        /// What is wrong with it, such as "is missing".
        problem: String,
        /// What is expected there.
        expected: String,
    },
    /// The calendar says nothing about this day or instant: its session lies before the first or
    /// after the last day covered.
    #[error(
        "{exchange}: no session for {wanted}: the calendar covers {from} to {to}; expected a time \
         whose session lies in it, or a calendar file with other `from` and `to`"
    )]
    Outside {
        /// Name of the exchange.
        exchange: String,
        /// The day (YYYY-MM-DD) or instant (RFC 3339, UTC) asked for.
        wanted: String,
        /// First day of the calendar.
        from: Date,
        /// Last day of the calendar.
        to: Date,
    },
}
