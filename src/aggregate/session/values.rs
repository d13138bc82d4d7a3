//! Values of a calendar file: days, times and weekdays, each with what is expected in its place.

use std::fmt;

use jiff::civil::{Date, Time, Weekday};
use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Unexpected, Visitor, value::MapAccessDeserializer},
};
use toml::value::Datetime;

use crate::lang::weekday_number;

/// What is expected in the place of a [`Day`].
pub(super) const DAY: &str = "a date without quotes such as 2001-09-11";

/// A date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DayVisitor).map(Self)
    }
}

struct DayVisitor;

impl<'de> Visitor<'de> for DayVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(DAY)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Date, A::Error> {
        let found = Datetime::deserialize(MapAccessDeserializer::new(map))?;
        let is_day = found.time.is_none() && found.offset.is_none();
        let day = found.date.filter(|_| is_day).and_then(|date| {
            let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
            Date::new(i16::try_from(date.year).ok()?, month, day).ok()
        });
        day.ok_or_else(|| A::Error::invalid_value(Unexpected::Other("time"), &self))
    }
}

/// A time of day: `"16:00"`, or a TOML time without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ClockTime(pub(super) Time);

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ClockTimeVisitor).map(Self)
    }
}

struct ClockTimeVisitor;

impl<'de> Visitor<'de> for ClockTimeVisitor {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time of the exchange such as \"16:00\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Time, E> {
        Time::strptime("%H:%M", text).map_err(|_| E::invalid_value(Unexpected::Str(text), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Time, A::Error> {
        let found = Datetime::deserialize(MapAccessDeserializer::new(map))?;
        let is_time = found.date.is_none() && found.offset.is_none();
        let time = found.time.filter(|_| is_time).and_then(|time| {
            let (hour, minute) = (i8::try_from(time.hour).ok()?, i8::try_from(time.minute).ok()?);
            Time::new(hour, minute, i8::try_from(time.second.unwrap_or(0)).ok()?, 0).ok()
        });
        time.ok_or_else(|| A::Error::invalid_value(Unexpected::Other("date"), &self))
    }
}

/// An English weekday such as "Monday".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WeekdayName(pub(super) Weekday);

impl<'de> Deserialize<'de> for WeekdayName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(WeekdayVisitor).map(Self)
    }
}

struct WeekdayVisitor;

impl Visitor<'_> for WeekdayVisitor {
    type Value = Weekday;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("English weekdays such as \"Monday\"")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Weekday, E> {
        let number = weekday_number(name);
        let found = number.and_then(|number| Weekday::from_monday_one_offset(number).ok());
        found.ok_or_else(|| E::invalid_value(Unexpected::Str(name), &self))
    }
}

/// English weekdays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Weekdays(pub(super) Vec<Weekday>);

impl<'de> Deserialize<'de> for Weekdays {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(WeekdaysVisitor)
    }
}

struct WeekdaysVisitor;

impl<'de> Visitor<'de> for WeekdaysVisitor {
    type Value = Weekdays;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("English weekdays such as [\"Saturday\", \"Sunday\"]")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut names: A) -> Result<Weekdays, A::Error> {
        let mut days = Vec::new();
        while let Some(WeekdayName(day)) = names.next_element()? {
            days.push(day);
        }
        Ok(Weekdays(days))
    }
}

/// Weekdays that replace weekdays: `{ Saturday = "Friday" }`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Observance(pub(super) Vec<(Weekday, Weekday)>);

impl<'de> Deserialize<'de> for Observance {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObservanceVisitor)
    }
}

struct ObservanceVisitor;

impl<'de> Visitor<'de> for ObservanceVisitor {
    type Value = Observance;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "weekdays and where they move, such as { Saturday = \"Friday\", Sunday = \"Monday\" }",
        )
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Observance, A::Error> {
        let mut moves = Vec::new();
        while let Some((WeekdayName(from), WeekdayName(to))) = map.next_entry()? {
            moves.push((from, to));
        }
        Ok(Observance(moves))
    }
}
