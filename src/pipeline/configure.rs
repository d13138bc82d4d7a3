//! Settings to what they set: the words of a pipeline, how to read, days and indices.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    AggregateSettings, IndexError, Pipeline, RunSettings,
    manifest::{FileRecord, Manifest},
};
use crate::{
    aggregate::{Calendar, CutOff, IndexSettings, StorySettings, weights::Lag},
    config::{
        CalendarName, Config, ConfigError, CsvTrait, EntityChoice, FieldNames, KeptName, MaxRecord,
        MaxWindow, ModalityOptions, OutputFormat, ScorerChoice, Zone, check_indices,
    },
    lexicon::LexiconError,
    load::Options,
    score::{ModalityWeights, ScorerKind, ScorerSpec},
    write::{Dialect, Format, Presentation, kept_name},
};

impl Config {
    /// The pipeline with the words and weights that are set.
    ///
    /// # Errors
    /// When a lexicon file cannot be read or is not valid.
    pub fn pipeline(&self) -> Result<Pipeline, LexiconError> {
        let mut builder = Pipeline::builder().weighing(self.weights());
        if let Some(folder) = &self.lexicons {
            builder = builder.lexicons(folder);
        }
        if let Some(file) = &self.boilerplate {
            builder = builder.boilerplate(file);
        }
        if let Some(file) = &self.universe {
            builder = builder.universe(file);
        }
        builder.build()
    }

    /// The weights of modality that are set, over the defaults.
    pub(super) fn weights(&self) -> ModalityWeights {
        self.weighing.with_hawkish(self.hawkish).weights()
    }

    /// How to read records.
    #[must_use]
    pub fn load_options(&self) -> Options {
        let otherwise = Options::default();
        Options {
            fields: self.map.map().keeping(self.keep.iter().map(|own| own.0.clone())),
            date_order: self.date_order,
            input_zone: self.input_zone.as_ref().map(ToString::to_string),
            source: self.source.clone(),
            max_record_bytes: self.max_record.map_or(otherwise.max_record_bytes, |max| max.bytes),
            max_window_bytes: self.max_window.map_or(otherwise.max_window_bytes, |max| max.bytes),
            ..otherwise
        }
    }

    /// Formats of tables, and documents made of them, both in a fixed order. Documents lead to
    /// tables, so that there are always some.
    ///
    /// # Errors
    /// When CSV cannot be written as asked for.
    pub fn outputs(&self) -> Result<(Vec<Format>, Vec<Presentation>), ConfigError> {
        let traits = self.csv.iter().map(|own| own.0.as_str());
        let dialect = Dialect::parse(traits).map_err(|e| self.refuse("csv", e.to_string()))?;
        let (mut formats, mut presentations) = (Vec::new(), Vec::new());
        for asked in &self.format {
            match asked {
                OutputFormat::Tables(Format::Csv(_)) => formats.push(Format::Csv(dialect)),
                OutputFormat::Tables(format) => formats.push(*format),
                OutputFormat::Document(presentation) => presentations.push(*presentation),
            }
        }
        if formats.is_empty() {
            formats.push(Format::Csv(dialect));
        }
        formats.sort_unstable();
        formats.dedup();
        presentations.sort_unstable();
        presentations.dedup();
        Ok((formats, presentations))
    }

    /// The model that is asked for; `None` for the rules alone.
    ///
    /// # Errors
    /// When a flag is of a model and there is none.
    pub fn scorer_spec(&self) -> Result<Option<ScorerSpec>, ConfigError> {
        let Some(ScorerChoice::Model(spec)) = &self.scorer else {
            self.refuse_lonely("scorer-labels", LABELS)?;
            self.refuse_lonely("scorer-on", SCORED)?;
            return Ok(None);
        };
        if spec.kind != ScorerKind::Transformer {
            self.refuse_lonely("scorer-labels", LABELS)?;
        }
        let label_names =
            self.scorer_labels.as_ref().map_or_else(Default::default, |own| own.1.clone());
        Ok(Some(ScorerSpec { label_names, ..spec.clone() }))
    }

    /// Stories, days and indices.
    ///
    /// # Errors
    /// When there is no such calendar, or an index cannot be computed as asked for.
    pub fn aggregate(&self) -> Result<AggregateSettings, ConfigError> {
        let (calendar, calendar_file) = self.days()?;
        let stories = StorySettings::default();
        Ok(AggregateSettings {
            calendar,
            calendar_file,
            stories: StorySettings {
                window_days: self.story_window.unwrap_or(stories.window_days),
                ..stories
            },
            indices: self.indices()?,
            entities: self.entities.unwrap_or_default(),
            weighing: Some(self.weights()),
        })
    }

    /// These settings over those of the index of an earlier run, whose tables are in a folder.
    ///
    /// # Errors
    /// When the folder has no `run.json` that can be read.
    pub fn over_index_of(self, tables: &Path) -> Result<Self, IndexError> {
        let mut below = Manifest::read(tables)?.settings.of_index();
        // runs of versions without entities say nothing of them
        let of_run = *below.entities.get_or_insert(EntityChoice::Off);
        if of_run == EntityChoice::Off && self.entities.is_some_and(|own| own != EntityChoice::Off)
        {
            return Err(IndexError::NoEntities(tables.to_owned()));
        }
        // another calendar has other cut-offs
        if self.zone.is_some() || self.calendar.is_some() {
            (below.cutoff, below.embargo, below.date_only) = (None, None, None);
        }
        Ok(self.over(below))
    }

    /// The days of the index, and the file of its calendar where it is not built in.
    fn days(&self) -> Result<(Calendar, Option<FileRecord>), ConfigError> {
        let Some(name) = &self.calendar else {
            // ignored they would pass for set
            let set = [
                ("cutoff", self.cutoff.is_some()),
                ("embargo", self.embargo.is_some()),
                ("date-only", self.date_only.is_some()),
            ];
            if let Some((flag, _)) = set.iter().find(|(_, is_set)| *is_set) {
                self.refuse_lonely(flag, SESSIONS)?;
                return Err(self.refuse(flag, SESSIONS));
            }
            let zone = self.zone.as_ref().map_or(jiff::tz::TimeZone::UTC, |zone| zone.0.clone());
            return Ok((Calendar::Civil(zone), None));
        };
        let (exchange, text) = name.read().map_err(|e| self.refuse("calendar", e))?;
        let cut_off =
            CutOff { time: self.cutoff, embargo_minutes: self.embargo.unwrap_or_default() };
        let date_only = self.date_only.unwrap_or_default();
        let file = text.map(|text| FileRecord::new(&name.0, text.as_bytes()));
        Ok((Calendar::Trading { exchange: Arc::new(exchange), cut_off, date_only }, file))
    }

    /// The default index with what is set of it, then those that have names.
    fn indices(&self) -> Result<Vec<IndexSettings>, ConfigError> {
        check_indices(&self.index).map_err(|(_, problem)| self.refuse("index", problem))?;
        let (unnamed, named): (Vec<IndexSettings>, Vec<IndexSettings>) =
            self.index.iter().cloned().partition(|index| index.name.is_none());
        let mut first = unnamed.into_iter().next().unwrap_or_default();
        if let Some(days) = self.half_life {
            first.smoothing = Lag::HalfLife { days: days.0 };
        }
        self.default_index.apply(&mut first);
        first.check().map_err(|problem| {
            let key = problem.split([' ', ':']).next().unwrap_or_default();
            let expected = problem.split_once(": ").map_or("", |(_, expected)| expected);
            self.refuse(key, expected)
        })?;
        Ok(std::iter::once(first).chain(named).collect())
    }

    /// All settings of a run over `inputs`, but for its model, which a pipeline has to read.
    ///
    /// # Errors
    /// When a value cannot be used.
    pub fn run_settings(&self, inputs: Vec<String>) -> Result<RunSettings, ConfigError> {
        let (formats, presentations) = self.outputs()?;
        let names: Vec<String> = self.keep.iter().map(|own| kept_name(&own.0)).collect();
        if let Some(n) = (0..names.len()).find(|n| names[..*n].contains(&names[*n])) {
            let twice = format!("two columns would be called {}; expected one of them", names[n]);
            return Err(self.refuse("keep", twice));
        }
        Ok(RunSettings {
            out: self.out.clone().unwrap_or_else(|| default_out(&inputs)),
            inputs,
            formats,
            presentations,
            load: self.load_options(),
            undated: self.undated.clone().unwrap_or_default(),
            aggregate: self.aggregate()?,
            scorer: None,
            threads: self.threads,
            shard: None,
            fresh: false,
            update: false,
        })
    }

    /// Refuses a flag that needs another one.
    fn refuse_lonely(&self, flag: &'static str, message: &'static str) -> Result<(), ConfigError> {
        if self.is_flag(flag) { Err(ConfigError::Lonely { flag, message }) } else { Ok(()) }
    }
}

const LABELS: &str = "is of a transformer; expected --scorer bert:DIR with it";
const SCORED: &str = "is of a model; expected --scorer with it, e.g. --scorer linear:model.json";
const SESSIONS: &str = "is of trading days; expected --calendar with it, e.g. --calendar nyse";

/// `newsvane-out/` and the name of the first input without its endings; of a glob, that of its
/// folder.
fn default_out(inputs: &[String]) -> PathBuf {
    let first = inputs.first().map_or("", |i| i.trim_end_matches('/'));
    let is_plain = |name: &&str| !name.is_empty() && !name.contains(['*', '?', '[', ']']);
    let last = first.rsplit('/').find(is_plain).unwrap_or("");
    let name = match last {
        "-" => "stdin",
        "" | "." | ".." => "archive",
        _ if Path::new(first).is_dir() || !first.ends_with(last) => last,
        _ => without_endings(last),
    };
    PathBuf::from("newsvane-out").join(name)
}

/// `news.jsonl.gz` is `news`, `v1.2` stays.
fn without_endings(mut name: &str) -> &str {
    while let Some((stem, ending)) = name.rsplit_once('.') {
        let is_ending = (1..=7).contains(&ending.len())
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
            && ending.bytes().any(|b| b.is_ascii_alphabetic());
        if stem.is_empty() || !is_ending {
            break;
        }
        name = stem;
    }
    name
}

impl AggregateSettings {
    /// Puts these settings into `config`, as [`Config::aggregate`] reads them.
    pub(super) fn record_in(&self, config: &mut Config) {
        config.index.clone_from(&self.indices);
        config.entities = Some(self.entities);
        if let Some(weights) = &self.weighing {
            (config.weighing, config.hawkish) = (ModalityOptions::of(weights), None);
        }
        config.story_window = Some(self.stories.window_days);
        (config.zone, config.calendar) = (None, None);
        (config.cutoff, config.embargo, config.date_only) = (None, None, None);
        match &self.calendar {
            Calendar::Civil(zone) => config.zone = Some(Zone(zone.clone())),
            Calendar::Trading { exchange, cut_off, date_only } => {
                config.calendar = Some(CalendarName(exchange.name().to_owned()));
                config.cutoff = cut_off.time;
                config.embargo = Some(cut_off.embargo_minutes);
                config.date_only = Some(*date_only);
            }
        }
    }
}

impl RunSettings {
    /// The settings on which the tables depend, defaults included: no paths, and nothing that only
    /// decides how a run goes.
    pub(super) fn recorded(&self, pipeline: &Pipeline) -> Config {
        let tables = self.formats.iter().map(|format| OutputFormat::Tables(*format));
        let documents = self.presentations.iter().map(|made| OutputFormat::Document(*made));
        let dialect = self.formats.iter().find_map(|format| match format {
            Format::Csv(dialect) => Some(*dialect),
            _ => None,
        });
        let traits = dialect.map_or_else(Vec::new, Dialect::traits);
        let mut config = Config::default();
        config.map = FieldNames::of(&self.load.fields);
        config.keep = self.load.fields.kept().map(|name| KeptName(name.to_owned())).collect();
        config.source.clone_from(&self.load.source);
        config.date_order = self.load.date_order;
        config.input_zone = self.load.input_zone.as_deref().and_then(|zone| zone.parse().ok());
        config.undated = Some(self.undated.clone());
        config.max_record = Some(MaxRecord { bytes: self.load.max_record_bytes });
        config.max_window = Some(MaxWindow { bytes: self.load.max_window_bytes });
        config.format = tables.chain(documents).collect();
        config.csv = traits.into_iter().map(|own| CsvTrait(own.to_owned())).collect();
        config.weighing = ModalityOptions::of(&pipeline.weighing());
        self.aggregate.record_in(&mut config);
        config
    }
}
