//! The types of settings that no stage has.

use std::{fmt, path::Path, str::FromStr};

use jiff::{civil::Time, tz::TimeZone};
use serde_json::Value as Json;

use super::{
    declare::Kind,
    value::{Single, texts},
};
use crate::{
    aggregate::Exchange,
    score::{LabelNames, ScorerSpec},
    suggest::{did_you_mean, nearest},
    write::{Dialect, DialectError, Format, Presentation},
};

texts!(Undated, ScorerOn, ScorerChoice, ScorerLabels, Zone, CalendarName, OutputFormat, CsvTrait);

/// What becomes of articles without a known day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Undated {
    /// They have rows of their own with no day.
    #[default]
    Bucket,
    /// They are left out of the index; the articles table keeps them.
    Skip,
    /// The day of the file's last change, in UTC.
    Mtime,
    /// This day, YYYY-MM-DD.
    Day(String),
}

impl FromStr for Undated {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        match value {
            "bucket" => Ok(Self::Bucket),
            "skip" => Ok(Self::Skip),
            "mtime" => Ok(Self::Mtime),
            day => {
                let day = day.parse::<jiff::civil::Date>().map(|day| Self::Day(day.to_string()));
                day.map_err(|_| {
                    "expected bucket, skip, mtime or a day such as 2026-07-02".to_owned()
                })
            }
        }
    }
}

impl fmt::Display for Undated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bucket => "bucket",
            Self::Skip => "skip",
            Self::Mtime => "mtime",
            Self::Day(day) => day,
        })
    }
}

/// Which sentences a model scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ScorerOn {
    /// All of them.
    #[default]
    All,
    /// Those that have a theme.
    Themes,
}

impl ScorerOn {
    /// What settings call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Themes => "themes",
        }
    }
}

impl FromStr for ScorerOn {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        let known = [Self::All, Self::Themes].into_iter().find(|on| on.as_str() == value);
        known.ok_or_else(|| {
            "expected all (every sentence) or themes (sentences that have a theme)".to_owned()
        })
    }
}

impl fmt::Display for ScorerOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Which scorer is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScorerChoice {
    /// The rules alone.
    Rules,
    /// A model beside them.
    Model(ScorerSpec),
}

impl FromStr for ScorerChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "rules" {
            return Ok(Self::Rules);
        }
        text.parse().map(Self::Model).map_err(|_| {
            format!("expected bert:DIR or linear:FILE, or rules{}", meant_scorer(text))
        })
    }
}

impl fmt::Display for ScorerChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rules => f.write_str("rules"),
            Self::Model(spec) => spec.fmt(f),
        }
    }
}

/// Which scorer somebody may have meant: its kind mistyped or left out.
fn meant_scorer(asked: &str) -> String {
    let (kind, path) = asked.split_once(':').unwrap_or((asked, ""));
    let known = match nearest(kind, ["bert", "linear", "rules"].into_iter()) {
        Some("rules") => "rules".to_owned(),
        Some(kind) if !path.is_empty() => format!("{kind}:{path}"),
        Some(kind) => format!("{kind}:{}", if kind == "bert" { "DIR" } else { "FILE" }),
        None if Path::new(asked).is_dir() => format!("bert:{asked}"),
        None if Path::new(asked).is_file() => format!("linear:{asked}"),
        None => return String::new(),
    };
    format!("; did you mean {known}?")
}

/// What the labels of a transformer stand for, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScorerLabels(String, pub(crate) LabelNames);

impl FromStr for ScorerLabels {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused = |_| {
            "expected the names that the model has for the labels, such as \
             positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0"
                .to_owned()
        };
        Ok(Self(text.to_owned(), text.parse().map_err(refused)?))
    }
}

impl fmt::Display for ScorerLabels {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A time zone by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(pub TimeZone);

impl FromStr for Zone {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        TimeZone::get(name).map(Self).map_err(|_| {
            // of the same region: `Mars/Base` is not meant to be in Asia
            let region = name.split('/').next().unwrap_or_default();
            let is_near = |known: &String| {
                known.split('/').next().is_some_and(|own| own.eq_ignore_ascii_case(region))
            };
            let known: Vec<String> =
                jiff::tz::db().available().map(|known| known.to_string()).filter(is_near).collect();
            let meant = match nearest(name, known.iter().map(String::as_str)) {
                Some(name) => format!("; did you mean {name}?"),
                None => "; expected a name such as UTC or America/New_York".to_owned(),
            };
            format!("no such time zone{meant}")
        })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}

/// An exchange by its name, or the path of its calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarName(pub String);

impl CalendarName {
    /// The exchange, and the text of its file where it is not built in.
    ///
    /// # Errors
    /// When there is none of that name, or the file cannot be read or is no calendar.
    pub(crate) fn read(&self) -> Result<(Exchange, Option<String>), String> {
        let name = self.0.as_str();
        if let Some(exchange) = Exchange::built_in(name) {
            return Ok((exchange.clone(), None));
        }
        let text = std::fs::read_to_string(Path::new(name)).map_err(|error| {
            let known: Vec<&str> = Exchange::built_in_names().collect();
            let near = nearest(name, known.iter().copied())
                .map_or_else(String::new, |known| format!("; did you mean {known}?"));
            format!("neither {} nor a file that can be read ({error}){near}", known.join(", "))
        })?;
        let exchange = Exchange::parse(&text, name).map_err(|error| error.to_string())?;
        Ok((exchange, Some(text)))
    }
}

impl FromStr for CalendarName {
    type Err = std::convert::Infallible;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Ok(Self(name.to_owned()))
    }
}

impl fmt::Display for CalendarName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Times of day are written HH:MM.
impl Single for Time {
    fn parse(text: &str) -> Result<Self, String> {
        Self::strptime("%H:%M", text)
            .or_else(|_| Self::strptime("%H:%M:%S", text))
            .map_err(|_| "expected a time of day such as 16:00".to_owned())
    }

    fn json(&self) -> Json {
        self.strftime(if self.second() == 0 { "%H:%M" } else { "%H:%M:%S" }).to_string().into()
    }
}

/// Most bytes of a record, given in megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaxRecord {
    /// In bytes.
    pub bytes: usize,
}

impl Single for MaxRecord {
    const KIND: Kind = Kind::Number;

    fn parse(text: &str) -> Result<Self, String> {
        let megabytes = text.parse().ok().filter(|mb: &f64| *mb > 0.0 && *mb <= 1024.0);
        let megabytes = megabytes
            .ok_or_else(|| "expected a number of megabytes above 0, at most 1024".to_owned())?;
        Ok(Self { bytes: (megabytes * f64::from(1 << 20)) as usize })
    }

    fn json(&self) -> Json {
        let whole = self.bytes >> 20;
        if whole << 20 == self.bytes {
            whole.into()
        } else {
            (self.bytes as f64 / f64::from(1 << 20)).into()
        }
    }
}

/// Most bytes of the window of a compressed stream, given in megabytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MaxWindow {
    /// In bytes.
    pub bytes: u64,
}

impl Single for MaxWindow {
    const KIND: Kind = Kind::Number;

    fn parse(text: &str) -> Result<Self, String> {
        let megabytes = text.parse().ok().filter(|mb: &u64| mb.is_power_of_two() && *mb <= 2_048);
        let megabytes = megabytes.ok_or_else(|| {
            "expected a number of megabytes that is a power of two, at most 2048".to_owned()
        })?;
        Ok(Self { bytes: megabytes << 20 })
    }

    fn json(&self) -> Json {
        (self.bytes >> 20).into()
    }
}

/// A half-life in days, above 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HalfLife(pub f64);

impl Single for HalfLife {
    const KIND: Kind = Kind::Number;

    fn parse(text: &str) -> Result<Self, String> {
        let days = text.parse().ok().filter(|days: &f64| days.is_finite() && *days > 0.0);
        days.map(Self).ok_or_else(|| "expected a number of days above 0".to_owned())
    }

    fn json(&self) -> Json {
        self.0.into()
    }
}

/// A format of tables, or a document that is made of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputFormat {
    /// Tables.
    Tables(Format),
    /// A document.
    Document(Presentation),
}

impl FromStr for OutputFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let format = Format::from_name(name).map(Self::Tables);
        format.or_else(|| Presentation::from_name(name).map(Self::Document)).ok_or_else(|| {
            let known = Format::ALL.map(Format::name).into_iter();
            let known = known.chain(Presentation::ALL.map(Presentation::name));
            format!("unknown format{}", did_you_mean(name, known))
        })
    }
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tables(format) => format.name(),
            Self::Document(presentation) => presentation.name(),
        })
    }
}

/// One thing in which CSV differs from the standard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CsvTrait(pub(crate) String);

impl FromStr for CsvTrait {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match Dialect::parse([name]) {
            Err(error @ DialectError::Unknown(_)) => Err(error.to_string()),
            // a decimal comma alone is judged when all traits are known
            _ => Ok(Self(name.to_owned())),
        }
    }
}

impl fmt::Display for CsvTrait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
