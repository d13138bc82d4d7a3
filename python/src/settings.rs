//! Settings by keyword: which there are and what they take is declared in the library.

use std::path::PathBuf;

use newsvane::{
    Config,
    config::{Group, Kind, Setting},
    did_you_mean,
};
use pyo3::{
    prelude::*,
    types::{PyBool, PyDict, PyList, PyTuple},
};

use crate::failure::Failure;

/// The settings that a function of the package accepts.
pub(crate) struct FunctionSettings {
    /// What messages call it.
    pub(crate) function: &'static str,
    pub(crate) groups: &'static [Group],
    pub(crate) keys: &'static [&'static str],
}

impl FunctionSettings {
    /// Of `newsvane.Pipeline`: words, how records are read, and the days that articles count on.
    pub(crate) const PIPELINE: Self = Self {
        function: "Pipeline",
        groups: &[Group::Words],
        keys: &[
            "map",
            "source",
            "date-order",
            "input-zone",
            "max-record",
            "threads",
            "zone",
            "calendar",
            "cutoff",
            "embargo",
            "date-only",
        ],
    };
    /// Of `newsvane.run`: all.
    pub(crate) const RUN: Self = Self { function: "run", groups: &Group::ALL, keys: &[] };
    /// Of `newsvane.index`.
    pub(crate) const INDEX: Self = Self {
        function: "index",
        groups: &[Group::Days, Group::Index],
        keys: &["format", "csv", "hawkish", "weighing"],
    };

    /// Whether it takes this setting.
    pub(crate) fn takes(&self, setting: &Setting) -> bool {
        // what a call returns, and where it writes, are arguments of their own
        let is_argument = matches!(setting.key, "out" | "max-rejects");
        !is_argument && (self.groups.contains(&setting.group) || self.keys.contains(&setting.key))
    }

    /// The settings that were given by keyword, over those of a configuration file.
    pub(crate) fn read(
        &self,
        given: Option<&Bound<'_, PyDict>>,
        file: Option<PathBuf>,
    ) -> Result<Config, Failure> {
        let mut config = Config::default();
        for (name, value) in given.into_iter().flatten() {
            let name: String = name.extract()?;
            if !value.is_none() {
                self.take(&mut config, &name, &value)?;
            }
        }
        Ok(match file {
            Some(path) => config.over(Config::read(&path)?),
            None => config,
        })
    }

    fn take(
        &self,
        config: &mut Config,
        name: &str,
        value: &Bound<'_, PyAny>,
    ) -> Result<(), Failure> {
        let key = name.replace('_', "-");
        let own = || Config::settings().filter(|setting| self.takes(setting));
        let Some(setting) = own().find(|setting| setting.key == key) else {
            let known: Vec<String> = own().map(|setting| setting.key.replace('-', "_")).collect();
            let meant = did_you_mean(name, known.iter().map(String::as_str));
            let function = self.function;
            return Err(Failure::usage(format!("{function} has no setting '{name}'{meant}")));
        };
        for text in texts(setting, value)? {
            config.take_flag(setting, &text)?;
        }
        Ok(())
    }
}

/// A value as flags have it, several where the flag may be given again.
fn texts(setting: &Setting, value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    let text = |value: &Bound<'_, PyAny>| Ok(value.str()?.to_string());
    if let Ok(switch) = value.cast::<PyBool>() {
        return Ok(match setting.kind {
            Kind::Switch if switch.is_true() => vec!["true".to_owned()],
            Kind::Switch => Vec::new(),
            _ => vec![switch.is_true().to_string()],
        });
    }
    if let Ok(table) = value.cast::<PyDict>() {
        let mut pairs = Vec::new();
        for (name, value) in table {
            for own in items(&value)? {
                pairs.push(format!("{}={}", text(&name)?, text(&own)?));
            }
        }
        return Ok(pairs);
    }
    items(value)?.iter().map(text).collect()
}

/// The members of a list, or the value alone.
fn items<'py>(value: &Bound<'py, PyAny>) -> PyResult<Vec<Bound<'py, PyAny>>> {
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        value.try_iter()?.collect()
    } else {
        Ok(vec![value.clone()])
    }
}
