//! What a calendar file says in its own terms, and the errors about what its types let pass.

use std::ops::RangeInclusive;

use serde::Deserialize;
use toml::Spanned;

use super::values::{ClockTime, Day, Observance, WeekdayName, Weekdays};
use crate::{line_error::LineError, toml_file::TomlFile};

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CalendarFile {
    pub(super) name: Option<Spanned<String>>,
    pub(super) zone: Option<Spanned<String>>,
    pub(super) from: Option<Spanned<Day>>,
    pub(super) to: Option<Spanned<Day>>,
    #[serde(default)]
    pub(super) weekend: Vec<Spanned<WeekTable>>,
    #[serde(default)]
    pub(super) close: Vec<Spanned<WeekTable>>,
    #[serde(default)]
    pub(super) holiday: Vec<Spanned<DayTable>>,
    #[serde(default)]
    pub(super) closed: Vec<Spanned<ClosedTable>>,
    #[serde(default)]
    pub(super) early: Vec<Spanned<DayTable>>,
}

/// `[[weekend]]`, and with a time `[[close]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WeekTable {
    pub(super) time: Option<Spanned<ClockTime>>,
    #[serde(default)]
    pub(super) days: Option<Spanned<Weekdays>>,
    pub(super) from: Option<Day>,
    pub(super) until: Option<Spanned<Day>>,
}

/// `[[holiday]]`, and with a time and perhaps days of its own `[[early]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DayTable {
    pub(super) name: Option<Spanned<String>>,
    pub(super) time: Option<Spanned<ClockTime>>,
    pub(super) days: Option<Spanned<Vec<Spanned<Day>>>>,
    pub(super) month: Option<Spanned<i64>>,
    pub(super) day: Option<Spanned<i64>>,
    pub(super) weekday: Option<Spanned<WeekdayName>>,
    pub(super) nth: Option<Spanned<i64>>,
    pub(super) easter: Option<Spanned<i64>>,
    pub(super) plus: Option<Spanned<i64>>,
    pub(super) only: Option<Spanned<Weekdays>>,
    pub(super) observed: Option<Spanned<Observance>>,
    pub(super) from: Option<Spanned<i64>>,
    pub(super) until: Option<Spanned<i64>>,
}

impl DayTable {
    /// What tells the day that a rule starts from, each key with its byte.
    pub(super) fn base_keys(&self) -> impl Iterator<Item = (&'static str, usize)> {
        [
            ("day", at(self.day.as_ref())),
            ("weekday", at(self.weekday.as_ref())),
            ("easter", at(self.easter.as_ref())),
        ]
        .into_iter()
        .filter_map(|(key, at)| Some((key, at?)))
    }

    /// What tells where in its year that day is.
    pub(super) fn place_keys(&self) -> impl Iterator<Item = (&'static str, usize)> {
        [("month", at(self.month.as_ref())), ("nth", at(self.nth.as_ref()))]
            .into_iter()
            .filter_map(|(key, at)| Some((key, at?)))
    }

    /// The first key of a rule.
    pub(super) fn rule_key(&self) -> Option<(&'static str, usize)> {
        let others = [
            ("plus", at(self.plus.as_ref())),
            ("only", at(self.only.as_ref())),
            ("observed", at(self.observed.as_ref())),
            ("from", at(self.from.as_ref())),
            ("until", at(self.until.as_ref())),
        ];
        let others = others.into_iter().filter_map(|(key, at)| Some((key, at?)));
        self.place_keys().chain(self.base_keys()).chain(others).next()
    }
}

/// The byte of a value that is there.
fn at<T>(value: Option<&Spanned<T>>) -> Option<usize> {
    value.map(|value| value.span().start)
}

/// `[[closed]]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClosedTable {
    pub(super) reason: Option<Spanned<String>>,
    pub(super) days: Option<Spanned<Vec<Spanned<Day>>>>,
}

/// The file that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a>(pub(super) TomlFile<'a>);

impl Source<'_> {
    /// The error about `key` at a byte of the file.
    pub(super) fn error(&self, at: usize, key: &str, problem: &str, expected: &str) -> LineError {
        self.0.error_at(at, format!("`{key}` {problem}; expected {expected}"))
    }

    /// The error about the value of `key`.
    pub(super) fn wrong<T>(&self, key: &str, value: &Spanned<T>, expected: &str) -> LineError {
        let problem = format!("is {}", self.0.quote(value.span()));
        self.error(value.span().start, key, &problem, expected)
    }

    /// The value of `key`, which must be in the table that begins at byte `table`.
    pub(super) fn needed<'v, V>(
        &self,
        table: usize,
        (key, value): (&str, Option<&'v V>),
        expected: &str,
    ) -> Result<&'v V, LineError> {
        value.ok_or_else(|| self.error(table, key, "is missing", expected))
    }

    /// Refuses a key that other tables may have.
    pub(super) fn refuse<T>(
        &self,
        key: &str,
        value: Option<&Spanned<T>>,
        table: &str,
    ) -> Result<(), LineError> {
        let refused = |value: &Spanned<T>| {
            self.0.error_on(value, format!("`{key}` is no key of {table}; take it out"))
        };
        value.map_or(Ok(()), |value| Err(refused(value)))
    }

    /// A text that must be there and is not empty.
    pub(super) fn text<'v>(
        &self,
        table: usize,
        (key, value): (&str, Option<&'v Spanned<String>>),
        expected: &str,
    ) -> Result<&'v str, LineError> {
        let value = self.needed(table, (key, value), expected)?;
        let text = value.get_ref();
        if text.trim().is_empty() { Err(self.wrong(key, value, expected)) } else { Ok(text) }
    }

    /// A whole number within bounds.
    pub(super) fn number<T: TryFrom<i64> + PartialOrd>(
        &self,
        (key, value): (&str, Option<&Spanned<i64>>),
        bounds: RangeInclusive<T>,
        expected: &str,
    ) -> Result<Option<T>, LineError> {
        let Some(value) = value else { return Ok(None) };
        let number = T::try_from(*value.get_ref()).ok().filter(|n| bounds.contains(n));
        number.map(Some).ok_or_else(|| self.wrong(key, value, expected))
    }
}
