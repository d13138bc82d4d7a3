//! What can be wrong with a calendar, and with a day asked of it.

use jiff::civil::Date;

use crate::line_error::LineError;

/// Why a calendar is refused, or has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// The file is not what a calendar is.
    #[error(transparent)]
    Invalid(#[from] LineError),
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
