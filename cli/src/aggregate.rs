//! The flags of stories, days and indices: the same for `run`, `index` and `verify`.

use std::{path::Path, sync::Arc};

use newsvane::{
    AggregateSettings, Config,
    aggregate::{
        Calendar, CutOff, DateOnly, Exchange, IndexSettings, StorySettings,
        rollup::Period,
        weights::{Across, Lag},
    },
    nearest, read_manifest,
};

use crate::failure::Failure;

/// How articles become stories, days and an index.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(next_help_heading = "Index")]
pub(crate) struct AggregateArguments {
    /// Zone whose civil days articles count on, e.g. `America/New_York` [default: UTC]
    #[arg(long, value_name = "ZONE", conflicts_with = "calendar")]
    zone: Option<String>,
    /// Trading days instead of civil days: nyse, or a calendar file (the built-in one shows the
    /// form: calendars/nyse.toml)
    #[arg(long, value_name = "NAME|FILE")]
    calendar: Option<String>,
    /// Time of day, in the exchange's zone, after which a story belongs to the next session
    /// [default: the close]
    #[arg(long, value_name = "HH:MM")]
    cutoff: Option<String>,
    /// Minutes before the cut-off that a story must have been out
    #[arg(long, value_name = "MINUTES", allow_negative_numbers = true, value_parser = clap::value_parser!(u32).range(0..))]
    embargo: Option<u32>,
    /// Where articles of which only the day is known count: next (session; the safe default) or
    /// same
    #[arg(long, value_name = "next|same")]
    date_only: Option<String>,
    /// Days within which an article can be a copy of another [default: 7]
    #[arg(long, value_name = "DAYS")]
    story_window: Option<u32>,
    /// How the theme sentences of an article make its score: mean, zero-damped, net-share, relative
    /// [default: mean]
    #[arg(long, value_name = "SCHEME")]
    within: Option<String>,
    /// How the stories of a day share its weight: equal, relevance, confidence, proportional,
    /// inverse-proportional, exponential-length(A), inverse-exponential-length(A), novelty
    /// [default: equal]
    #[arg(long, value_name = "SCHEME")]
    across: Option<String>,
    /// Who speaks for a story: original, mean (of the day's tellings) or each (telling) [default:
    /// original]
    #[arg(long, value_name = "VOICE")]
    story: Option<String>,
    /// How earlier days count in `sentiment_smoothed`: half-life(D), dnsi(DELTA), equal, linear,
    /// exponential(A), almon(R, ORDER), beta(A, B) [default: half-life(5)]
    #[arg(long, value_name = "SCHEME", conflicts_with = "half_life")]
    smoothing: Option<String>,
    /// Half-life of `sentiment_smoothed` in days: short for --smoothing half-life(DAYS)
    #[arg(long, value_name = "DAYS", allow_negative_numbers = true)]
    half_life: Option<f64>,
    /// Measure publishers against what they usually say
    #[arg(long)]
    source_effects: bool,
    /// How the interval is found: t or bootstrap [default: t]
    #[arg(long, value_name = "METHOD")]
    interval: Option<String>,
    /// Fill `sentiment_shrunk`: days with few stories drawn towards the mean of earlier days
    #[arg(long)]
    shrink: bool,
    /// Periods of `theme_periods`: week, month or quarter [default: month]
    #[arg(long, value_name = "PERIOD")]
    periods: Option<String>,
}

impl AggregateArguments {
    /// What was typed, over what the configuration says, over the defaults.
    pub(crate) fn settings(&self, config: &Config) -> Result<AggregateSettings, Failure> {
        self.over(config, AggregateSettings::default())
    }

    /// The same over the settings of the run that wrote `tables`.
    pub(crate) fn settings_of(
        &self,
        config: &Config,
        tables: &Path,
    ) -> Result<AggregateSettings, Failure> {
        let manifest = read_manifest(tables)?;
        let has_calendar = self.zone.is_some()
            || self.calendar.is_some()
            || config.zone.is_some()
            || config.calendar.is_some();
        let mut manifest = manifest["settings"]["aggregate"].clone();
        if has_calendar {
            (manifest["calendar"], manifest["date_only"]) = ("UTC".into(), serde_json::Value::Null);
        }
        let failed = |e| Failure::usage(format!("{}: {e}", tables.join("run.json").display()));
        self.over(config, AggregateSettings::from_manifest(&manifest).map_err(failed)?)
    }

    fn over(&self, config: &Config, base: AggregateSettings) -> Result<AggregateSettings, Failure> {
        let window_days =
            self.story_window.or(config.story_window).unwrap_or(base.stories.window_days);
        Ok(AggregateSettings {
            calendar: self.calendar(config, base.calendar)?,
            stories: StorySettings { window_days, ..base.stories },
            indices: self.indices(config, base.indices)?,
        })
    }

    fn calendar(&self, config: &Config, base: Calendar) -> Result<Calendar, Failure> {
        let zone =
            self.zone.as_deref().or(config.zone.as_deref().filter(|_| self.calendar.is_none()));
        let name =
            self.calendar.as_deref().or(config.calendar.as_deref().filter(|_| self.zone.is_none()));
        let (exchange, cut_off, date_only) = match (zone, name, base) {
            (_, Some(name), _) => {
                (Arc::new(exchange(name)?), CutOff::default(), DateOnly::default())
            }
            (None, None, Calendar::Trading { exchange, cut_off, date_only }) => {
                (exchange, cut_off, date_only)
            }
            (Some(zone), None, _) => {
                return self.civil(jiff::tz::TimeZone::get(zone).map_err(|_| no_zone(zone))?);
            }
            (None, None, Calendar::Civil(zone)) => return self.civil(zone),
        };
        let time = self.cutoff.as_ref().or(config.cutoff.as_ref()).map(|time| {
            let failed = |_| {
                Failure::usage(format!("--cutoff {time}: expected a time of day such as 16:00"))
            };
            jiff::civil::Time::strptime("%H:%M", time).map_err(failed)
        });
        let date_only = match self.date_only.as_deref().or(config.date_only.as_deref()) {
            None => date_only,
            Some("next") => DateOnly::NextSession,
            Some("same") => DateOnly::SameSession,
            Some(other) => {
                return Err(Failure::usage(format!("--date-only {other}: expected next or same")));
            }
        };
        let embargo_minutes = self.embargo.or(config.embargo).unwrap_or(cut_off.embargo_minutes);
        let cut_off = CutOff { time: time.transpose()?.or(cut_off.time), embargo_minutes };
        Ok(Calendar::Trading { exchange, cut_off, date_only })
    }

    /// Civil days, which have no sessions to be late for.
    fn civil(&self, zone: jiff::tz::TimeZone) -> Result<Calendar, Failure> {
        let flags = [
            ("--cutoff", self.cutoff.is_some()),
            ("--embargo", self.embargo.is_some()),
            ("--date-only", self.date_only.is_some()),
        ];
        match flags.iter().find(|(_, is_given)| *is_given) {
            Some((flag, _)) => Err(Failure::usage(format!(
                "{flag} is of trading days; expected --calendar with it, e.g. --calendar nyse"
            ))),
            None => Ok(Calendar::Civil(zone)),
        }
    }

    /// The default index with the flags, then those of the configuration that have names.
    fn indices(
        &self,
        config: &Config,
        base: Vec<IndexSettings>,
    ) -> Result<Vec<IndexSettings>, Failure> {
        let all = if config.index.is_empty() { base } else { config.index.clone() };
        let (unnamed, named): (Vec<IndexSettings>, Vec<IndexSettings>) =
            all.into_iter().partition(|i| i.name.is_none());
        if unnamed.len() > 1 {
            return Err(Failure::usage(
                "[[index]]: two blocks without a name; expected one at most, which is the default \
                 index",
            ));
        }
        let mut first = unnamed.into_iter().next().unwrap_or_default();
        if let Some(days) = config.half_life {
            first.smoothing = half_life(days)?;
        }
        self.change(&mut first)?;
        let mut indices = vec![first];
        for index in named {
            if indices.iter().any(|known| known.name == index.name) {
                return Err(Failure::usage(format!(
                    "[[index]] name = {}: stands twice",
                    index.name.unwrap_or_default()
                )));
            }
            indices.push(index);
        }
        indices.iter().try_for_each(|index| {
            index.check().map_err(|e| Failure::usage(format!("[[index]] {e}")))
        })?;
        Ok(indices)
    }

    fn change(&self, index: &mut IndexSettings) -> Result<(), Failure> {
        if let Some(name) = &self.across {
            index.across =
                Across::from_name(name).map_err(|e| Failure::usage(format!("--across {e}")))?;
        }
        if let Some(name) = &self.smoothing {
            index.smoothing =
                Lag::from_name(name).map_err(|e| Failure::usage(format!("--smoothing {e}")))?;
        }
        if let Some(days) = self.half_life {
            index.smoothing = half_life(days)?;
        }
        if let Some(name) = &self.within {
            index.within = named("--within", name, "mean, zero-damped, net-share or relative")?;
        }
        if let Some(name) = &self.story {
            index.story = named("--story", name, "original, mean or each")?;
        }
        if let Some(name) = &self.interval {
            index.interval = named("--interval", name, "t or bootstrap")?;
        }
        if let Some(name) = &self.periods {
            let failed =
                || Failure::usage(format!("--periods {name}: expected week, month or quarter"));
            index.periods = Period::from_name(name).ok_or_else(failed)?;
        }
        index.source_effects |= self.source_effects;
        index.shrink |= self.shrink;
        Ok(())
    }
}

fn no_zone(zone: &str) -> Failure {
    // of the same region: `Mars/Base` is not meant to be in Asia
    let region = zone.split('/').next().unwrap_or_default();
    let is_near =
        |name: &String| name.split('/').next().is_some_and(|own| own.eq_ignore_ascii_case(region));
    let known: Vec<String> =
        jiff::tz::db().available().map(|name| name.to_string()).filter(is_near).collect();
    let meant = match nearest(zone, known.iter().map(String::as_str)) {
        Some(name) => format!("; did you mean {name}?"),
        None => "; expected a name such as UTC or America/New_York".to_owned(),
    };
    Failure::usage(format!("--zone {zone}: no such time zone{meant}"))
}

fn half_life(days: f64) -> Result<Lag, Failure> {
    if !days.is_finite() || days <= 0.0 {
        return Err(Failure::usage(format!(
            "--half-life {days}: expected a number of days above 0"
        )));
    }
    Ok(Lag::HalfLife { days })
}

/// A setting by the name that the configuration gives it.
fn named<T: serde::de::DeserializeOwned>(
    flag: &str,
    name: &str,
    expected: &str,
) -> Result<T, Failure> {
    serde_json::from_value(serde_json::Value::String(name.to_owned()))
        .map_err(|_| Failure::usage(format!("{flag} {name}: expected {expected}")))
}

/// An exchange by its name or the path of its calendar file.
fn exchange(name: &str) -> Result<Exchange, Failure> {
    if let Some(exchange) = Exchange::built_in(name) {
        return Ok(exchange.clone());
    }
    let text = std::fs::read_to_string(Path::new(name)).map_err(|error| {
        let known: Vec<&str> = Exchange::built_in_names().collect();
        let near = nearest(name, known.iter().copied())
            .map_or_else(String::new, |known| format!("; did you mean {known}?"));
        Failure::usage(format!(
            "--calendar {name}: neither {} nor a file that can be read ({error}){near}",
            known.join(", ")
        ))
    })?;
    Exchange::parse(&text, name).map_err(Failure::usage)
}
