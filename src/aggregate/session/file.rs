//! The calendar file: what its tables say, and the sessions that follow.

use std::{collections::BTreeSet, path::Path};

use jiff::{
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};

use toml::Spanned;

use super::{
    Exchange, Session,
    error::SessionError,
    rule::Rule,
    source::{CalendarFile, ClosedTable, DayTable, Source, WeekTable},
    values::{DAY, Day},
};
use crate::{line_error::LineError, toml_file::TomlFile};

/// A typing error in a year must not fill the memory.
const MAX_YEARS: i16 = 200;

const TIME: &str = "a time of the exchange such as \"16:00\"";

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
    fn read(source: Source<'_>, table: &WeekTable) -> Result<Self, LineError> {
        let from = table.from.map(|day| day.0);
        if let (Some(from), Some(until)) = (from, &table.until)
            && from > until.get_ref().0
        {
            let expected = "the last day on which it holds";
            return Err(source.error(until.span().start, "until", "lies before `from`", expected));
        }
        Ok(Self {
            days: table.days.as_ref().map(|days| days.get_ref().0.clone()).unwrap_or_default(),
            from,
            until: table.until.as_ref().map(|until| until.get_ref().0),
        })
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
    let source = Source(TomlFile::new(path, text));
    let file: CalendarFile = source.0.read()?;
    let name = source.text(0, ("name", file.name.as_ref()), "a short name such as \"nyse\"")?;
    let zone = zone(source, &file)?;
    let (from, to) = range(source, &file)?;
    let calendar = Calendar::read(source, &file)?;
    let closes = calendar.closes(from, to)?;
    let end = file.to.as_ref().map_or(0, |to| to.span().start);
    let at_end = |problem, expected| source.error(end, "to", problem, expected);
    if closes.is_empty() {
        let expected = "a `from` and `to` with trading days between them";
        return Err(at_end("leaves no session", expected).into());
    }
    let instant = |day, time| {
        instant(&zone, day, time).ok_or_else(|| at_end("is too late", "a date before 9999-12-30"))
    };
    let session =
        |(day, close_time)| Ok(Session { day, close_time, close: instant(day, close_time)? });
    let sessions = closes.into_iter().map(session).collect::<Result<_, LineError>>()?;
    let start = instant(from, Time::midnight())?;
    Ok(Exchange { name: name.to_owned(), zone, from, to, start, sessions })
}

fn zone(source: Source<'_>, file: &CalendarFile) -> Result<TimeZone, LineError> {
    let expected = "the IANA name of a time zone such as \"America/New_York\"";
    let zone = source.needed(0, ("zone", file.zone.as_ref()), expected)?;
    TimeZone::get(zone.get_ref()).map_err(|_| {
        let problem = format!("is \"{}\", which is no time zone", zone.get_ref());
        source.error(zone.span().start, "zone", &problem, expected)
    })
}

fn range(source: Source<'_>, file: &CalendarFile) -> Result<(Date, Date), LineError> {
    let from = source.needed(0, ("from", file.from.as_ref()), DAY)?.get_ref().0;
    let last = source.needed(0, ("to", file.to.as_ref()), DAY)?;
    let to = last.get_ref().0;
    let error = |problem, expected| source.error(last.span().start, "to", problem, expected);
    if from > to {
        return Err(error("lies before `from`", "the last day of the calendar"));
    }
    if to.year() - from.year() >= MAX_YEARS {
        let expected = format!("a calendar of at most {MAX_YEARS} years");
        return Err(error("is too far from `from`", &expected));
    }
    Ok((from, to))
}

impl<'a> Calendar<'a> {
    fn read(source: Source<'a>, file: &CalendarFile) -> Result<Self, LineError> {
        let holiday = |table| holiday(source, table);
        let early = |table| early_close(source, table);
        let closed = |table| closed_days(source, table);
        Ok(Self {
            source,
            weekends: file.weekend.iter().map(|t| weekend(source, t)).collect::<Result<_, _>>()?,
            regular: file.close.iter().map(|t| close(source, t)).collect::<Result<_, _>>()?,
            holidays: file.holiday.iter().map(holiday).collect::<Result<_, _>>()?,
            closed: file.closed.iter().map(closed).collect::<Result<Vec<_>, _>>()?.concat(),
            early: file.early.iter().map(early).collect::<Result<_, _>>()?,
        })
    }

    /// Every session from `from` to `to` and when it closes, by the clocks of the exchange.
    fn closes(&self, from: Date, to: Date) -> Result<Vec<(Date, Time)>, LineError> {
        let days = self.trading_days(from, to)?;
        let regular = days
            .into_iter()
            .map(|day| Ok((day, self.regular_close(day)?)))
            .collect::<Result<Vec<_>, _>>()?;
        self.shortened(&regular, from, to)
    }

    /// The days that are neither weekend nor holiday nor closed.
    fn trading_days(&self, from: Date, to: Date) -> Result<BTreeSet<Date>, LineError> {
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

    fn regular_close(&self, day: Date) -> Result<Time, LineError> {
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
    ) -> Result<Vec<(Date, Time)>, LineError> {
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
    fn earlier(&self, early: &Early, (day, regular): (Date, Time)) -> Result<Time, LineError> {
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

fn weekend(source: Source<'_>, table: &Spanned<WeekTable>) -> Result<Week, LineError> {
    source.refuse("time", table.get_ref().time.as_ref(), "[[weekend]]")?;
    let week = Week::read(source, table.get_ref())?;
    if week.days.is_empty() {
        let expected = "weekdays without trading such as [\"Saturday\", \"Sunday\"]";
        let days = table.get_ref().days.as_ref();
        let at = days.map_or(table.span().start, |days| days.span().start);
        return Err(source.error(at, "days", "is missing or empty", expected));
    }
    Ok(week)
}

fn close(source: Source<'_>, table: &Spanned<WeekTable>) -> Result<(Week, Time), LineError> {
    let time = source.needed(table.span().start, ("time", table.get_ref().time.as_ref()), TIME)?;
    Ok((Week::read(source, table.get_ref())?, time.get_ref().0))
}

fn holiday(source: Source<'_>, table: &Spanned<DayTable>) -> Result<Rule, LineError> {
    let own = table.get_ref();
    source.text(table.span().start, ("name", own.name.as_ref()), "the name of the holiday")?;
    source.refuse("time", own.time.as_ref(), "[[holiday]]")?;
    source.refuse("days", own.days.as_ref(), "[[holiday]]")?;
    Rule::read(source, table)
}

fn closed_days(
    source: Source<'_>,
    table: &Spanned<ClosedTable>,
) -> Result<Vec<(usize, Date)>, LineError> {
    source.text(
        table.span().start,
        ("reason", table.get_ref().reason.as_ref()),
        "why there was no trading",
    )?;
    needed_days(source, table.span().start, table.get_ref().days.as_ref())
}

/// Days that must be there, each with its byte in the file; `table` is that of their table.
fn needed_days(
    source: Source<'_>,
    table: usize,
    days: Option<&Spanned<Vec<Spanned<Day>>>>,
) -> Result<Vec<(usize, Date)>, LineError> {
    let found = days.map(|days| days.get_ref().as_slice()).unwrap_or_default();
    if found.is_empty() {
        let expected = "dates without quotes such as [2001-09-11, 2001-09-12]";
        let at = days.map_or(table, |days| days.span().start);
        return Err(source.error(at, "days", "is missing or empty", expected));
    }
    Ok(found.iter().map(|day| (day.span().start, day.get_ref().0)).collect())
}

fn early_close(source: Source<'_>, table: &Spanned<DayTable>) -> Result<Early, LineError> {
    let own = table.get_ref();
    source.text(
        table.span().start,
        ("name", own.name.as_ref()),
        "the occasion of the early close",
    )?;
    let when = if let Some(days) = &own.days {
        if let Some((key, at)) = own.rule_key() {
            let expected = "either days or the keys of a rule";
            return Err(source.error(at, key, "cannot be given with `days`", expected));
        }
        When::Days(needed_days(source, table.span().start, Some(days))?)
    } else {
        When::Rule(Rule::read(source, table)?)
    };
    let time = source.needed(table.span().start, ("time", own.time.as_ref()), TIME)?;
    Ok(Early { time: time.get_ref().0, when, at: time.span().start })
}
