//! A table of a TOML file, read key by key, so that every error can name the line, the key and what
//! was expected.

use jiff::civil::{Date, Time, Weekday};
use toml::{
    Spanned,
    de::{DeString, DeTable, DeValue},
};

use super::error::SessionError;
use crate::{lang::weekday_number, toml_file::TomlFile};

const DATE: &str = "a date without quotes such as 2001-09-11";
const TIME: &str = "a time of the exchange such as \"16:00\"";
const WEEKDAY: &str = "an English weekday such as \"Monday\"";

/// The file that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a>(pub(super) TomlFile<'a>);

impl Source<'_> {
    /// The error about `key` at a byte of the file.
    pub(super) fn error(
        &self,
        byte: usize,
        key: &str,
        problem: &str,
        expected: &str,
    ) -> SessionError {
        SessionError::Invalid {
            path: self.0.path().to_owned(),
            line: self.0.line_at(byte),
            key: key.to_owned(),
            problem: problem.to_owned(),
            expected: expected.to_owned(),
        }
    }
}

/// One table and where it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a> {
    pub(super) source: Source<'a>,
    table: &'a DeTable<'a>,
    /// Byte that errors about missing keys name.
    at: usize,
}

impl<'a> Fields<'a> {
    /// The table that begins at byte `at` and may have these keys only.
    pub(super) fn new(
        source: Source<'a>,
        table: &'a DeTable<'a>,
        at: usize,
        keys: &[&str],
    ) -> Result<Self, SessionError> {
        let unknown = table
            .keys()
            .filter(|key| !keys.contains(&key.get_ref().as_ref()))
            .min_by_key(|key| key.span().start);
        match unknown {
            Some(key) => Err(source.error(
                key.span().start,
                key.get_ref(),
                "is no key here",
                &format!("one of {}", keys.join(", ")),
            )),
            None => Ok(Self { source, table, at }),
        }
    }

    /// Whether the key is there.
    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// The error about a key of this table, at the key where it is there.
    pub(super) fn error(&self, key: &str, problem: &str, expected: &str) -> SessionError {
        self.source.error(self.place(key), key, problem, expected)
    }

    /// Byte of a key, or of the table where it is not there.
    pub(super) fn place(&self, key: &str) -> usize {
        self.table.get_key_value(key).map_or(self.at, |(key, _)| key.span().start)
    }

    /// The error about a key that must be there.
    pub(super) fn missing(&self, key: &str, expected: &str) -> SessionError {
        self.error(key, "is missing", expected)
    }

    /// The tables of an array, such as every `[[holiday]]`.
    pub(super) fn tables(&self, key: &str, keys: &[&str]) -> Result<Vec<Self>, SessionError> {
        let expected = format!("tables that begin with [[{key}]]");
        let read = |value: &'a Spanned<DeValue<'a>>| {
            let table =
                value.get_ref().as_table().ok_or_else(|| self.wrong(key, value, &expected))?;
            Self::new(self.source, table, value.span().start, keys)
        };
        self.array(key, &expected)?.iter().map(read).collect()
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &str, expected: &str) -> Result<&'a str, SessionError> {
        self.read(key, expected, |value| value.as_str().filter(|text| !text.trim().is_empty()))?
            .ok_or_else(|| self.missing(key, expected))
    }

    /// A date.
    pub(super) fn date(&self, key: &str) -> Result<Option<Date>, SessionError> {
        self.read(key, DATE, date)
    }

    /// A date that must be there.
    pub(super) fn needed_date(&self, key: &str) -> Result<Date, SessionError> {
        self.date(key)?.ok_or_else(|| self.missing(key, DATE))
    }

    /// Dates, each with its byte in the file.
    pub(super) fn dates(&self, key: &str) -> Result<Vec<(usize, Date)>, SessionError> {
        let expected = "dates without quotes such as [2001-09-11, 2001-09-12]";
        let read = |value: &Spanned<DeValue<'_>>| {
            let day = date(value.get_ref()).ok_or_else(|| self.wrong(key, value, expected))?;
            Ok((value.span().start, day))
        };
        self.array(key, expected)?.iter().map(read).collect()
    }

    /// A time that must be there.
    pub(super) fn time(&self, key: &str) -> Result<Time, SessionError> {
        self.read(key, TIME, time)?.ok_or_else(|| self.missing(key, TIME))
    }

    /// A weekday.
    pub(super) fn weekday(&self, key: &str) -> Result<Option<Weekday>, SessionError> {
        self.read(key, WEEKDAY, weekday)
    }

    /// Weekdays; none where the key is not there.
    pub(super) fn weekdays(&self, key: &str) -> Result<Vec<Weekday>, SessionError> {
        let expected = "English weekdays such as [\"Saturday\", \"Sunday\"]";
        let read = |value: &Spanned<DeValue<'_>>| {
            weekday(value.get_ref()).ok_or_else(|| self.wrong(key, value, expected))
        };
        self.array(key, expected)?.iter().map(read).collect()
    }

    /// Weekdays that replace weekdays: `{ Saturday = "Friday" }`.
    pub(super) fn weekday_moves(&self, key: &str) -> Result<Vec<(Weekday, Weekday)>, SessionError> {
        let expected =
            "weekdays and where they move, such as { Saturday = \"Friday\", Sunday = \"Monday\" }";
        let Some(value) = self.table.get(key) else { return Ok(Vec::new()) };
        let table = value.get_ref().as_table().ok_or_else(|| self.wrong(key, value, expected))?;
        let read = |(from, to): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
            let moved = weekday_named(from.get_ref()).zip(weekday(to.get_ref()));
            moved.ok_or_else(|| self.wrong(key, value, expected))
        };
        table.iter().map(read).collect()
    }

    /// A whole number within bounds.
    pub(super) fn number<T>(
        &self,
        key: &str,
        least: T,
        most: T,
        expected: &str,
    ) -> Result<Option<T>, SessionError>
    where
        T: TryFrom<i64> + PartialOrd + Copy,
    {
        self.read(key, expected, |value| {
            number(value).and_then(|n| T::try_from(n).ok()).filter(|n| (least..=most).contains(n))
        })
    }

    /// A value that `convert` understands.
    fn read<T>(
        &self,
        key: &str,
        expected: &str,
        convert: impl FnOnce(&'a DeValue<'a>) -> Option<T>,
    ) -> Result<Option<T>, SessionError> {
        let Some(value) = self.table.get(key) else { return Ok(None) };
        convert(value.get_ref()).map(Some).ok_or_else(|| self.wrong(key, value, expected))
    }

    /// An array; empty where the key is not there.
    fn array(&self, key: &str, expected: &str) -> Result<&'a [Spanned<DeValue<'a>>], SessionError> {
        match self.table.get(key) {
            None => Ok(&[]),
            Some(value) => value
                .get_ref()
                .as_array()
                .map(|array| &array[..])
                .ok_or_else(|| self.wrong(key, value, expected)),
        }
    }

    /// The error about a value of `key`.
    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, expected: &str) -> SessionError {
        let problem = format!("is {}", self.source.0.quote(value.span()));
        self.source.error(value.span().start, key, &problem, expected)
    }
}

fn date(value: &DeValue<'_>) -> Option<Date> {
    let found =
        value.as_datetime().filter(|found| found.time.is_none() && found.offset.is_none())?.date?;
    Date::new(
        i16::try_from(found.year).ok()?,
        i8::try_from(found.month).ok()?,
        i8::try_from(found.day).ok()?,
    )
    .ok()
}

/// `"16:00"`, or a TOML time without quotes.
fn time(value: &DeValue<'_>) -> Option<Time> {
    if let Some(text) = value.as_str() {
        return Time::strptime("%H:%M", text).ok();
    }
    let found =
        value.as_datetime().filter(|found| found.date.is_none() && found.offset.is_none())?.time?;
    let second = i8::try_from(found.second.unwrap_or(0)).ok()?;
    Time::new(i8::try_from(found.hour).ok()?, i8::try_from(found.minute).ok()?, second, 0).ok()
}

fn weekday(value: &DeValue<'_>) -> Option<Weekday> {
    value.as_str().and_then(weekday_named)
}

fn weekday_named(name: &str) -> Option<Weekday> {
    weekday_number(name).and_then(|number| Weekday::from_monday_one_offset(number).ok())
}

fn number(value: &DeValue<'_>) -> Option<i64> {
    value.as_integer().and_then(|number| i64::from_str_radix(number.as_str(), number.radix()).ok())
}
