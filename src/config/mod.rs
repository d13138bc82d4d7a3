//! Settings: what flags, `newsvane.toml` and `run.json` call them, told once.
//!
//! A new setting is one entry of the table in this file, and the code that uses its field. The flag,
//! the key of `newsvane.toml`, the commented file of `newsvane init`, `run.json` and
//! `docs/settings.md` follow from the entry.

#![expect(clippy::doc_markdown, reason = "these lines are the help texts of flags too")]

mod content;
mod declare;
mod error;
mod file;
mod json;
mod reference;
mod tables;
mod types;
mod value;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use jiff::civil::Time;

pub use self::{
    content::{EntityChoice, KeptName},
    declare::{Group, Kind, Setting},
    error::ConfigError,
    tables::{FieldNames, ModalityOptions},
    types::{
        CalendarName, CsvTrait, HalfLife, MaxRecord, MaxWindow, OutputFormat, ScorerChoice,
        ScorerLabels, ScorerOn, Undated, Zone,
    },
};
use self::{
    declare::{changes, default, example, key, settings},
    value::Value,
};
use crate::{
    aggregate::{
        DateOnly, IndexSettings, IntervalBy, SmoothingOf, StoryRepresentative, Within,
        rollup::Period,
        weights::{Across, Lag},
    },
    model::DateOrder,
    score::Stance,
    suggest::did_you_mean,
};

settings! {
    /// What is set, by flags, by `newsvane.toml`, or of an earlier run by its `run.json`. What is
    /// not set is `None` or empty, and has its default.
    ///
    /// ```
    /// let config = newsvane::Config::parse("zone = \"America/New_York\"", "newsvane.toml")?;
    /// assert_eq!(config.zone.unwrap().to_string(), "America/New_York");
    /// let error = newsvane::Config::parse("cutoff = \"25:99\"", "newsvane.toml").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "newsvane.toml:1: cutoff = \"25:99\": expected a time of day such as 16:00"
    /// );
    /// # Ok::<(), newsvane::ConfigError>(())
    /// ```
    pub struct Config {
        Input {
            /// Which field of a record means what, for names that are not recognised, e.g.
            /// text=Body, or text=fields.bodyText for one in an object (title, text, date, url,
            /// source, author, id, target, first_seen, label); may be given again
            map: FieldNames = example("FIELD=NAME", "text = \"Body\"\ndate = \"When\"", "");
            /// Columns of the input to carry into articles, by their names or paths in objects, e.g.
            /// ticker, fields.section; there they are called kept_ticker, kept_fields_section
            keep: Vec<KeptName> = example("LIST", "[\"ticker\", \"section\"]", "");
            /// Publisher of records that name none
            source: Option<String> = example("NAME", "\"Reuters\"", "");
            /// How records write days such as 03/04/2026: dmy or mdy
            date_order: Option<DateOrder> = example(
                "ORDER",
                "\"dmy\"",
                "as the file's other days show; else such a day is left open",
            );
            /// Zone of times that name none, e.g. America/New_York: without it they are read as UTC,
            /// hours off the clock of an exchange
            input_zone: Option<Zone> = example("ZONE", "\"America/New_York\"", "UTC");
            /// Articles without a known day: bucket (rows of their own), skip, mtime (the day of
            /// the file's last change), or a day
            undated: Option<Undated> = default("WHAT", "\"bucket\"");
            /// Reject records of more than so many megabytes, at most 1024
            max_record: Option<MaxRecord> = default("MB", "32");
            /// Memory for the window of a compressed stream, in megabytes: a power of two up to 2048,
            /// for files that `zstd --long=31` wrote
            max_window: Option<MaxWindow> = default("MB", "128");
            /// Exit with 1 when more inputs than this are rejected
            max_rejects: Option<u64> = example("N", "100", "no limit");
            /// Threads
            threads: Option<usize> = example("N", "4", "all cores");
        }
        Output {
            /// Folder of the tables
            out: Option<PathBuf> =
                example("DIR", "\"tables\"", "newsvane-out/<input name>").short('o');
            /// Formats of the tables: csv, jsonl, parquet; and xlsx (a workbook) and html (a page)
            /// made of them
            format: Vec<OutputFormat> = default("LIST", "[\"csv\"]");
            /// How CSV is written: bom, semicolon or tab, decimal-comma for spreadsheets of your
            /// country; raw for readers that are none
            csv: Vec<CsvTrait> = example(
                "LIST",
                "[\"bom\", \"semicolon\", \"decimal-comma\"]",
                "RFC 4180 as it is",
            );
        }
        Words {
            /// Folder with lexicon files that replace (same relative path) or extend the built-in
            /// ones
            lexicons: Option<PathBuf> = example("DIR", "\"lexicons\"", "");
            /// File of recurring lines that are no part of stories, as `newsvane boilerplate learn`
            /// writes it
            boilerplate: Option<PathBuf> = example("FILE", "\"recurring.toml\"", "");
            /// CSV file of your companies and instruments: columns id, name, and as you like
            /// aliases, ticker, themes (several with | between them), kind, unit
            universe: Option<PathBuf> = example("FILE", "\"companies.csv\"", "");
            /// What higher rates and talk of them are: unfavourable (to holders of stocks and
            /// bonds), neutral, or favourable (to holders of the currency)
            hawkish: Option<Stance> = default("STANCE", "\"unfavourable\"");
            /// What statements weigh that tell of no fact, from 0 to 1: conditional=0.5,
            /// question=0.15, watch=0 are the defaults; may be given again
            weighing: ModalityOptions =
                default("NAME=NUMBER", "conditional = 0.5\nquestion = 0.15\nwatch = 0.0")
                    .flag("weigh");
        }
        Scorer {
            /// A model of yours beside the rules: linear:FILE (as `newsvane train` writes it) or
            /// bert:DIR (a transformer; needs a build with `--features neural`); rules for none
            scorer: Option<ScorerChoice> = default("rules|linear:FILE|bert:DIR", "\"rules\"");
            /// What the labels of a transformer stand for, where their names do not say:
            /// positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0
            scorer_labels: Option<ScorerLabels> = example(
                "SIDE=LABEL,...",
                "\"positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0\"",
                "",
            );
            /// Which sentences of a run the scorer scores: all, or themes (those that have one)
            scorer_on: Option<ScorerOn> = default("all|themes", "\"all\"");
        }
        Days {
            /// Zone whose civil days articles count on, e.g. America/New_York
            zone: Option<Zone> = default("ZONE", "\"UTC\"").conflicts_with("calendar");
            /// Trading days instead of civil days: nyse, or a calendar file (the built-in one shows
            /// the form: calendars/nyse.toml)
            calendar: Option<CalendarName> = example("NAME|FILE", "\"nyse\"", "");
            /// With a calendar: time of day, in the exchange's zone, after which a story belongs to
            /// the next session
            cutoff: Option<Time> = example("HH:MM", "\"15:30\"", "the close");
            /// With a calendar: minutes before the cut-off that a story must have been out
            embargo: Option<u32> = default("MINUTES", "0");
            /// With a calendar: where articles of which only the day is known count: next (session;
            /// the safe default) or same
            date_only: Option<DateOnly> = default("next|same", "\"next\"");
            /// Days within which an article can be a copy of another
            story_window: Option<u32> = default("DAYS", "7");
        }
        Index {
            /// Companies that have an index: off (none, and no entities are listed), lexicon (those
            /// of the lexicon or of your universe), all (also those that a text alone tells of)
            entities: Option<EntityChoice> = default("off|lexicon|all", "\"lexicon\"");
            /// Half-life of sentiment_smoothed in days: short for --smoothing half-life(DAYS)
            half_life: Option<HalfLife> = example("DAYS", "20.0", "").conflicts_with("smoothing");
        }
    }
    and {
        /// What is set of the default index.
        pub default_index: IndexOptions,
        /// Indices, each `[[index]]` one; the one without a name is the default, which
        /// [`Config::default_index`] changes.
        pub index: Vec<IndexSettings>,
        /// The place of each value that was read, by key.
        places: BTreeMap<&'static str, GivenAt>,
    }
}

changes! {
    /// What is set of an index: in an `[[index]]` block, or for the default index beside them.
    pub struct IndexOptions of IndexSettings {
        Index {
            /// How the theme sentences of an article make its score: mean, zero-damped, net-share,
            /// relative
            within: Option<Within> = default("SCHEME", "\"mean\"");
            /// What the headline weighs beside a sentence of the story
            headline: Option<f64> = default("NUMBER", "2.0");
            /// How the stories of a day share its weight: equal, relevance, confidence,
            /// proportional, inverse-proportional, exponential-length(A),
            /// inverse-exponential-length(A), novelty
            across: Option<Across> = default("SCHEME", "\"equal\"");
            /// Who speaks for a story: original, mean (of the day's tellings) or each (telling)
            story: Option<StoryRepresentative> = default("VOICE", "\"original\"");
            /// Measure publishers against what they usually say
            source_effects: Option<bool> = default("", "false");
            /// How earlier days count in sentiment_smoothed: half-life(D), dnsi(DELTA), equal,
            /// linear, exponential(A), inverse-exponential(A), almon(R, ORDER), beta(A, B)
            smoothing: Option<Lag> = default("SCHEME", "\"half-life(5)\"");
            /// What counts once in sentiment_smoothed: articles or days
            smoothing_of: Option<SmoothingOf> = default("UNIT", "\"articles\"");
            /// Days that schemes of smoothing look back which are no decay
            smoothing_days: Option<u32> = default("DAYS", "30");
            /// Days before a day that its z_score looks at
            z_days: Option<u32> = default("DAYS", "60");
            /// Fewest of these days that must have news
            z_least: Option<u32> = default("DAYS", "20");
            /// How the interval is found: t or bootstrap
            interval: Option<IntervalBy> = default("METHOD", "\"t\"");
            /// Fill sentiment_shrunk: days with few stories drawn towards the mean of earlier days
            shrink: Option<bool> = default("", "false");
            /// Periods of theme_periods: week, month, quarter or year
            periods: Option<Period> = default("PERIOD", "\"month\"");
            /// Periods before one that its z_score in theme_periods looks at
            z_periods: Option<u32> = default("PERIODS", "60");
            /// Fewest of these periods that must have news
            z_periods_least: Option<u32> = default("PERIODS", "12");
        }
    }
}

/// Where a value was given.
#[derive(Debug, Clone, PartialEq, Eq)]
struct GivenAt {
    is_flag: bool,
    /// `--cutoff 25:99`, or `newsvane.toml:3: cutoff = "25:99"`.
    shown: String,
}

fn refused(place: &GivenAt, message: String) -> ConfigError {
    ConfigError::Value { place: place.shown.clone(), message }
}

impl Config {
    /// Name of the file that is read from the working directory.
    pub const FILE: &'static str = "newsvane.toml";

    /// All settings, by group.
    pub fn settings() -> impl Iterator<Item = &'static Setting> + Clone {
        Self::DECLARED.iter().chain(IndexOptions::DECLARED)
    }

    /// Reads `path`.
    ///
    /// # Errors
    /// When the file cannot be read or holds an unknown key or a bad value.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        Self::parse(&text, path)
    }

    /// Reads the text of a configuration; `path` is what errors name.
    ///
    /// # Errors
    /// When it holds an unknown key or a bad value.
    pub fn parse(text: &str, path: impl AsRef<Path>) -> Result<Self, ConfigError> {
        file::parse(text, path.as_ref())
    }

    /// Takes a value as it is after a flag: one of several where the setting has several.
    ///
    /// # Errors
    /// When it is none; the message names the flag and what was expected.
    pub fn take_flag(&mut self, setting: &Setting, text: &str) -> Result<(), ConfigError> {
        let shown = match setting.kind {
            Kind::Switch => format!("--{}", setting.flag),
            _ => format!("--{} {text}", setting.flag),
        };
        let place = GivenAt { is_flag: true, shown };
        if setting.kind == Kind::List {
            text.split(',').try_for_each(|item| self.take_at(setting.key, item.trim(), &place))
        } else {
            self.take_at(setting.key, text, &place)
        }
    }

    /// Takes a value and remembers where it is.
    fn take_at(&mut self, key: &str, text: &str, place: &GivenAt) -> Result<(), ConfigError> {
        let Some(setting) = Self::settings().find(|setting| setting.key == key) else {
            return Err(refused(place, unknown_key(key)));
        };
        self.set(key, text).map_err(|message| refused(place, message))?;
        self.places.insert(setting.key, place.clone());
        Ok(())
    }

    fn set(&mut self, key: &str, text: &str) -> Result<(), String> {
        self.take(key, text)
            .or_else(|| self.default_index.take(key, text))
            .unwrap_or_else(|| Err(unknown_key(key)))
    }

    /// These settings over those of `below`, which hold where nothing is set here.
    #[must_use]
    pub fn over(mut self, mut below: Self) -> Self {
        // two settings for one thing: the upper layer decides with either of them
        if self.zone.is_some() || self.calendar.is_some() {
            (below.zone, below.calendar) = (None, None);
        }
        if self.half_life.is_some() || self.default_index.smoothing.is_some() {
            (below.half_life, below.default_index.smoothing) = (None, None);
        }
        self.fill(&mut below);
        self.default_index.fill(&mut below.default_index);
        if self.index.is_empty() {
            self.index = below.index;
        }
        for (key, place) in below.places {
            self.places.entry(key).or_insert(place);
        }
        self
    }

    /// The same settings as those of an earlier run, whose `run.json` errors name.
    #[must_use]
    pub(crate) fn found_in(mut self, path: &Path) -> Self {
        let values = self.values();
        for setting in Self::settings() {
            if let Some(value) = values.get(setting.key) {
                let shown = format!("{}: {} = {value}", path.display(), setting.key);
                self.places.insert(setting.key, GivenAt { is_flag: false, shown });
            }
        }
        self
    }

    /// What of these settings decides an index.
    #[must_use]
    pub(crate) fn of_index(self) -> Self {
        Self {
            zone: self.zone,
            calendar: self.calendar,
            cutoff: self.cutoff,
            embargo: self.embargo,
            date_only: self.date_only,
            story_window: self.story_window,
            entities: self.entities,
            hawkish: self.hawkish,
            weighing: self.weighing,
            half_life: self.half_life,
            default_index: self.default_index,
            index: self.index,
            places: self.places,
            ..Self::default()
        }
    }

    /// An error of the value of `key`, with the place where it is.
    pub(crate) fn refuse(&self, key: &str, message: impl Into<String>) -> ConfigError {
        let place = self.places.get(key).map_or_else(|| key.to_owned(), |p| p.shown.clone());
        ConfigError::Value { place, message: message.into() }
    }

    /// Whether a flag has set it.
    pub(crate) fn is_flag(&self, key: &str) -> bool {
        self.places.get(key).is_some_and(|place| place.is_flag)
    }
}

fn unknown_key(key: &str) -> String {
    let known = Config::settings().map(|setting| setting.key).chain(["index"]);
    format!("unknown key '{key}'{}", did_you_mean(key, known))
}

/// Whether indices can be computed side by side: one at most without a name, and no name twice. The
/// number of the one that cannot, and why.
pub(crate) fn check_indices(indices: &[IndexSettings]) -> Result<(), (usize, String)> {
    for (n, index) in indices.iter().enumerate() {
        if indices[..n].iter().any(|earlier| earlier.name == index.name) {
            let problem = match &index.name {
                Some(name) => format!("[[index]] name = \"{name}\": stands twice"),
                None => "[[index]]: two blocks without a name; expected one at most, which is the \
                         default index"
                    .to_owned(),
            };
            return Err((n, problem));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
