//! The calendar file: what its tables say, and the sessions that follow.

use std::{collections::BTreeSet, path::Path};

use jiff::{
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

use super::{
    Exchange, Session,
    error::SessionError,
    fields::{Fields, Source},
    rule::{RULE_KEYS, Rule},
};
use crate::toml_file::TomlFile;

const KEYS: [&str; 9] =
    ["name", "zone", "from", "to", "weekend", "close", "holiday", "closed", "early"];
/// A typing error in a year must not fill the memory.
const MAX_YEARS: i16 = 200;

/// What a calendar file says.
#[derive(Debug)]
struct Calendar<'a> {
    source: Source<'a>,
    weekends: Vec<Week>,
    regular: Vec<(Week, Time)>,
    holidays: Vec<Rule>,
    /// Each with its byte in the file.
    closed: Vec<(usize, Date)>,
    early: Vec<Early>,
}

/// Weekdays in a stretch of time.
#[derive(Debug)]
struct Week {
    /// Empty: all.
    days: Vec<Weekday>,
    /// First and last day, both included.
    from: Option<Date>,
    until: Option<Date>,
}

impl Week {
    fn read(fields: &Fields<'_>) -> Result<Self, SessionError> {
        let week = Self {
            days: fields.weekdays("days")?,
            from: fields.date("from")?,
            until: fields.date("until")?,
        };
        if week.from.zip(week.until).is_some_and(|(from, until)| from > until) {
            return Err(fields.error(
                "until",
                "lies before `from`",
                "the last day on which it holds",
            ));
        }
        Ok(week)
    }

    fn has(&self, day: Date) -> bool {
        let is_in_time =
            self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until);
        is_in_time && (self.days.is_empty() || self.days.contains(&day.weekday()))
    }
}

/// Sessions that end early.
#[derive(Debug)]
struct Early {
    time: Time,
    when: When,
    /// Byte of its time in the file.
    at: usize,
}

#[derive(Debug)]
enum When {
    Rule(Rule),
    /// Each with its byte in the file.
    Days(Vec<(usize, Date)>),
}

impl Early {
    /// Its days between `from` and `to`, with their bytes in the file, where they are in it.
    fn days(&self, from: Date, to: Date) -> Vec<(Option<usize>, Date)> {
        let days: Vec<_> = match &self.when {
            When::Rule(rule) => days_of(rule, from, to).map(|day| (None, day)).collect(),
            When::Days(days) => days.iter().map(|&(at, day)| (Some(at), day)).collect(),
        };
        days.into_iter().filter(|(_, day)| (from..=to).contains(day)).collect()
    }
}

/// Reads a calendar file and works out its sessions.
pub(super) fn parse(text: &str, path: &Path) -> Result<Exchange, SessionError> {
    let file = TomlFile::new(path, text);
    let table = file.table().map_err(|error| SessionError::Syntax {
        path: error.path,
        line: error.line,
        message: error.message,
    })?;
    let source = Source(file);
    let fields = Fields::new(source, table.get_ref(), 0, &KEYS)?;
    let name = fields.text("name", "a short name such as \"nyse\"")?;
    let zone = zone(&fields)?;
    let (from, to) = range(&fields)?;
    let calendar = Calendar::read(&fields)?;
    let closes = calendar.closes(from, to)?;
    if closes.is_empty() {
        return Err(fields.error(
            "to",
            "leaves no session",
            "a `from` and `to` with trading days between them",
        ));
    }
    let instant = |day, time| {
        instant(&zone, day, time)
            .ok_or_else(|| fields.error("to", "is too late", "a date before 9999-12-30"))
    };
    let session =
        |(day, close_time)| Ok(Session { day, close_time, close: instant(day, close_time)? });
    let sessions = closes.into_iter().map(session).collect::<Result<_, _>>()?;
    let start = instant(from, Time::midnight())?;
    Ok(Exchange { name: name.to_owned(), zone, from, to, start, sessions })
}

fn zone(fields: &Fields<'_>) -> Result<TimeZone, SessionError> {
    let expected = "the IANA name of a time zone such as \"America/New_York\"";
    let name = fields.text("zone", expected)?;
    TimeZone::get(name).map_err(|_| {
        fields.error("zone", &format!("is \"{name}\", which is no time zone"), expected)
    })
}

fn range(fields: &Fields<'_>) -> Result<(Date, Date), SessionError> {
    let (from, to) = (fields.needed_date("from")?, fields.needed_date("to")?);
    if from > to {
        return Err(fields.error("to", "lies before `from`", "the last day of the calendar"));
    }
    if to.year() - from.year() >= MAX_YEARS {
        return Err(fields.error(
            "to",
            "is too far from `from`",
            &format!("a calendar of at most {MAX_YEARS} years"),
        ));
    }
    Ok((from, to))
}

impl<'a> Calendar<'a> {
    fn read(fields: &Fields<'a>) -> Result<Self, SessionError> {
        let weekends = fields.tables("weekend", &["days", "from", "until"])?;
        let regular = fields.tables("close", &["time", "days", "from", "until"])?;
        let holidays = fields.tables("holiday", &rule_keys(&["name"]))?;
        let closed = fields.tables("closed", &["reason", "days"])?;
        let early = fields.tables("early", &rule_keys(&["name", "time", "days"]))?;
        Ok(Self {
            source: fields.source,
            weekends: weekends.iter().map(weekend).collect::<Result<_, _>>()?,
            regular: regular
                .iter()
                .map(|f| Ok((Week::read(f)?, f.time("time")?)))
                .collect::<Result<_, _>>()?,
            holidays: holidays.iter().map(holiday).collect::<Result<_, _>>()?,
            closed: closed.iter().map(closed_days).collect::<Result<Vec<_>, _>>()?.concat(),
            early: early.iter().map(early_close).collect::<Result<_, _>>()?,
        })
    }

    /// Every session from `from` to `to` and when it closes, by the clocks of the exchange.
    fn closes(&self, from: Date, to: Date) -> Result<Vec<(Date, Time)>, SessionError> {
        let days = self.trading_days(from, to)?;
        let regular = days
            .into_iter()
            .map(|day| Ok((day, self.regular_close(day)?)))
            .collect::<Result<Vec<_>, _>>()?;
        self.shortened(&regular, from, to)
    }

    /// The days that are neither weekend nor holiday nor closed.
    fn trading_days(&self, from: Date, to: Date) -> Result<BTreeSet<Date>, SessionError> {
        let holidays: BTreeSet<Date> =
            self.holidays.iter().flat_map(|rule| days_of(rule, from, to)).collect();
        let is_open =
            |day: &Date| !holidays.contains(day) && !self.weekends.iter().any(|w| w.has(*day));
        let mut days: BTreeSet<Date> = from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= to)
            .filter(is_open)
            .collect();
        for &(at, day) in &self.closed {
            if !days.remove(&day) && (from..=to).contains(&day) {
                let problem = format!("has {day}, which is a weekend, a holiday or closed already");
                return Err(self.source.error(
                    at,
                    "days",
                    &problem,
                    "days that would be sessions otherwise",
                ));
            }
        }
        Ok(days)
    }

    fn regular_close(&self, day: Date) -> Result<Time, SessionError> {
        // the last one that holds: a file says what is usual first, then what differs
        let close = self.regular.iter().rev().find(|(week, _)| week.has(day));
        close.map(|&(_, time)| time).ok_or_else(|| {
            let expected =
                "a [[close]] with its time, such as \"16:00\", for every weekday with trading";
            self.source.error(
                self.source.0.len(),
                "close",
                &format!("is missing for {day}, a {:?}", day.weekday()),
                expected,
            )
        })
    }

    /// The sessions with the early closes put in. All are held against the regular closes, so that
    /// their order does not matter.
    fn shortened(
        &self,
        regular: &[(Date, Time)],
        from: Date,
        to: Date,
    ) -> Result<Vec<(Date, Time)>, SessionError> {
        let mut sessions = regular.to_vec();
        for early in &self.early {
            for (named_at, day) in early.days(from, to) {
                match (regular.binary_search_by_key(&day, |&(day, _)| day), named_at) {
                    (Ok(place), _) => {
                        sessions[place].1 =
                            sessions[place].1.min(self.earlier(early, regular[place])?);
                    }
                    (Err(_), Some(at)) => {
                        return Err(self.source.error(
                            at,
                            "days",
                            &format!("has {day}, which is no session"),
                            "days with trading",
                        ));
                    }
                    // a rule may well fall on a weekend
                    (Err(_), None) => {}
                }
            }
        }
        Ok(sessions)
    }

    /// The time of an early close, where it is one.
    fn earlier(&self, early: &Early, (day, regular): (Date, Time)) -> Result<Time, SessionError> {
        if early.time < regular {
            return Ok(early.time);
        }
        let problem = format!("is {} on {day}, which closes at {regular} anyway", early.time);
        Err(self.source.error(early.at, "time", &problem, "a time before the regular close"))
    }
}

/// The instant of a civil time in a zone; a time that the clocks skip counts as long after the
/// change as it says.
pub(super) fn instant(zone: &TimeZone, day: Date, time: Time) -> Option<jiff::Timestamp> {
    zone.to_ambiguous_timestamp(day.to_datetime(time)).compatible().ok()
}

/// The days of a rule that may lie between `from` and `to`: observance can move a day into another
/// year.
fn days_of(rule: &Rule, from: Date, to: Date) -> impl Iterator<Item = Date> {
    (from.year() - 1..=to.year() + 1).filter_map(|year| rule.day(year))
}

fn rule_keys(own: &[&'static str]) -> Vec<&'static str> {
    [own, &RULE_KEYS].concat()
}

fn weekend(fields: &Fields<'_>) -> Result<Week, SessionError> {
    let week = Week::read(fields)?;
    if week.days.is_empty() {
        return Err(fields.error(
            "days",
            "is missing or empty",
            "weekdays without trading such as [\"Saturday\", \"Sunday\"]",
        ));
    }
    Ok(week)
}

fn holiday(fields: &Fields<'_>) -> Result<Rule, SessionError> {
    fields.text("name", "the name of the holiday")?;
    Rule::read(fields)
}

fn closed_days(fields: &Fields<'_>) -> Result<Vec<(usize, Date)>, SessionError> {
    fields.text("reason", "why there was no trading")?;
    needed_days(fields)
}

fn needed_days(fields: &Fields<'_>) -> Result<Vec<(usize, Date)>, SessionError> {
    let days = fields.dates("days")?;
    if days.is_empty() {
        Err(fields.error(
            "days",
            "is missing or empty",
            "dates without quotes such as [2001-09-11, 2001-09-12]",
        ))
    } else {
        Ok(days)
    }
}

fn early_close(fields: &Fields<'_>) -> Result<Early, SessionError> {
    fields.text("name", "the occasion of the early close")?;
    let when = if fields.has("days") {
        if let Some(key) = RULE_KEYS.into_iter().find(|key| fields.has(key)) {
            return Err(fields.error(
                key,
                "stands beside `days`",
                "either days or the keys of a rule",
            ));
        }
        When::Days(needed_days(fields)?)
    } else {
        When::Rule(Rule::read(fields)?)
    };
    Ok(Early { time: fields.time("time")?, when, at: fields.place("time") })
}
