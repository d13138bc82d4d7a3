//! Trading days: which session of an exchange a story belongs to. Calendars are files
//! (`calendars/*.toml`); nothing about an exchange is in the code.
//!
//! `session(τ)` is the first session S with `close_S - embargo >= τ`, where a
//! civil cut-off time replaces `close_S` unless the close of that day is earlier. So no session
//! ever holds a story published after its cut-off.

mod error;
mod file;
mod rule;
mod source;
#[cfg(test)]
mod tests;
mod values;

use std::{path::Path, sync::LazyLock};

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

pub use error::SessionError;

/// The sessions of an exchange from the first to the last day of its calendar.
///
/// ```
/// use newsvane::aggregate::{CutOff, Exchange};
/// let nyse = Exchange::built_in("nyse").expect("it is built in");
/// let friday_evening = "2026-07-10T17:30-04:00".parse()?;
/// assert_eq!(nyse.session_of(friday_evening, CutOff::default())?.to_string(), "2026-07-13");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Exchange {
    name: String,
    zone: TimeZone,
    from: Date,
    to: Date,
    /// The first instant of `from`.
    start: Timestamp,
    /// In order of time, never empty.
    sessions: Vec<Session>,
}

/// A day with trading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Session {
    day: Date,
    close_time: Time,
    close: Timestamp,
}

/// Until when a story still belongs to a session: the earlier of its close and `time`, less the
/// embargo.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CutOff {
    /// Time of day in the exchange's zone; `None`: the close alone.
    pub time: Option<Time>,
    /// Minutes before it that a story must have been out, to be read and acted on. Tetlock et al.
    /// (2008) take 30.
    pub embargo_minutes: u32,
}

/// To which session a story belongs of which only the day is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DateOnly {
    /// The first session after the day: safe, for the story may have come after the close.
    #[default]
    NextSession,
    /// The day's own session, or the next where it has none. Looks ahead where the story came after
    /// the close.
    SameSession,
}

impl std::str::FromStr for DateOnly {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "next" => Ok(Self::NextSession),
            "same" => Ok(Self::SameSession),
            _ => Err("expected next or same".to_owned()),
        }
    }
}

impl std::fmt::Display for DateOnly {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NextSession => "next",
            Self::SameSession => "same",
        })
    }
}

/// A calendar that comes with the program; another one is a file under calendars/ and its line
/// here.
struct BuiltIn {
    /// In lower case: the calendar's own name, and the code of the exchange (ISO 10383).
    names: [&'static str; 2],
    exchange: LazyLock<Option<Exchange>>,
}

static BUILT_IN: [BuiltIn; 1] = [BuiltIn {
    names: ["nyse", "xnys"],
    // a test reads the file, so that it cannot be refused here
    exchange: LazyLock::new(|| {
        Exchange::parse(include_str!("../../../calendars/nyse.toml"), "calendars/nyse.toml").ok()
    }),
}];

impl Exchange {
    /// The built-in calendar of this name, in capitals or not: `nyse` or `xnys`.
    #[must_use]
    pub fn built_in(name: &str) -> Option<&'static Self> {
        let found = BUILT_IN
            .iter()
            .find(|built_in| built_in.names.iter().any(|known| known.eq_ignore_ascii_case(name)))?;
        found.exchange.as_ref()
    }

    /// The names that [`built_in`](Self::built_in) knows.
    pub fn built_in_names() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().flat_map(|built_in| built_in.names)
    }

    /// Reads the text of a calendar file; `path` is what errors name. The head of
    /// `calendars/nyse.toml` shows the form.
    ///
    /// # Errors
    /// When the text is no TOML, a key is unknown or missing, or a value cannot be: with file,
    /// line, key and what was expected.
    pub fn parse(text: &str, path: impl AsRef<Path>) -> Result<Self, SessionError> {
        file::parse(text, path.as_ref())
    }

    /// Its name, as the calendar file has it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its time zone.
    #[must_use]
    pub const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// First and last day that the calendar covers, whether sessions or not.
    #[must_use]
    pub const fn range(&self) -> (Date, Date) {
        (self.from, self.to)
    }

    /// The first session whose cut-off is not before `instant`: a story at the very cut-off still
    /// belongs to the session.
    ///
    /// # Errors
    /// When the instant is before the calendar's first day, or after the cut-off of its last
    /// session.
    pub fn session_of(&self, instant: Timestamp, cut_off: CutOff) -> Result<Date, SessionError> {
        let due = instant.checked_add(cut_off.embargo()).ok().filter(|_| instant >= self.start);
        let found = due.and_then(|due| {
            // the cut-off is never after the close, and after it the next session's own day begins:
            // this looks at two at most
            let first = self.sessions.partition_point(|session| session.close < due);
            self.sessions[first..].iter().find(|session| self.last_instant(session, cut_off) >= due)
        });
        found.map(|session| session.day).ok_or_else(|| self.outside(&instant))
    }

    /// The session of a story of which only the day is known, in the exchange's zone.
    ///
    /// # Errors
    /// When the day lies outside of the calendar, or no session follows it there.
    pub fn session_of_day(&self, day: Date, date_only: DateOnly) -> Result<Date, SessionError> {
        let place = match date_only {
            DateOnly::SameSession => self.ordinal(day)?,
            DateOnly::NextSession => self.ordinal(day)? + usize::from(self.session(day)?.is_some()),
        };
        self.sessions.get(place).map(|session| session.day).ok_or_else(|| self.outside(&day))
    }

    /// The sessions from `from` to `to`, both included.
    ///
    /// # Errors
    /// When either day lies outside of the calendar.
    pub fn sessions(
        &self,
        from: Date,
        to: Date,
    ) -> Result<impl DoubleEndedIterator<Item = Date> + ExactSizeIterator, SessionError> {
        let first = self.ordinal(from)?;
        let past = self.ordinal(to)? + usize::from(self.session(to)?.is_some());
        Ok(self.sessions[first..past.max(first)].iter().map(|session| session.day))
    }

    /// How many sessions of the calendar come before `day`: the difference between two days is
    /// their distance in sessions.
    ///
    /// # Errors
    /// When the day lies outside of the calendar.
    pub fn ordinal(&self, day: Date) -> Result<usize, SessionError> {
        if (self.from..=self.to).contains(&day) {
            Ok(self.sessions.partition_point(|session| session.day < day))
        } else {
            Err(self.outside(&day))
        }
    }

    /// When the session of a day ends; `None` where the day is no session.
    ///
    /// # Errors
    /// When the day lies outside of the calendar.
    pub fn close(&self, day: Date) -> Result<Option<Timestamp>, SessionError> {
        Ok(self.session(day)?.map(|session| session.close))
    }

    /// The last instant whose stories belong to the session of a day, or to one before; `None`
    /// where the day is no session.
    ///
    /// # Errors
    /// When the day lies outside of the calendar.
    pub fn cut_off(&self, day: Date, cut_off: CutOff) -> Result<Option<Timestamp>, SessionError> {
        let Some(session) = self.session(day)? else { return Ok(None) };
        let last = self.last_instant(session, cut_off).checked_sub(cut_off.embargo());
        last.map(Some).map_err(|_| self.outside(&day))
    }

    fn session(&self, day: Date) -> Result<Option<&Session>, SessionError> {
        Ok(self.sessions.get(self.ordinal(day)?).filter(|session| session.day == day))
    }

    /// The cut-off of a session without the embargo.
    fn last_instant(&self, session: &Session, cut_off: CutOff) -> Timestamp {
        let time = cut_off.time.filter(|time| *time < session.close_time);
        let instant = time.and_then(|time| file::instant(&self.zone, session.day, time));
        // a cut-off in an hour that the clocks skip must not come after the close
        instant.map_or(session.close, |instant| instant.min(session.close))
    }

    fn outside(&self, wanted: &impl ToString) -> SessionError {
        SessionError::Outside {
            exchange: self.name.clone(),
            wanted: wanted.to_string(),
            from: self.from,
            to: self.to,
        }
    }
}

impl CutOff {
    fn embargo(self) -> SignedDuration {
        SignedDuration::from_mins(i64::from(self.embargo_minutes))
    }
}
