//! What an output folder was made from, and what of it a change of settings touches.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    config::{Config, EntityChoice, Group, Undated},
    pipeline::manifest::FileRecord,
    write::Format,
};

/// What an output folder was made from: when it is the same, so are the tables.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Fingerprint {
    pub version: String,
    /// A hash of the program's source.
    pub build: String,
    pub schema_version: u32,
    pub lexicons: String,
    /// The settings on which the tables depend, each as JSON.
    pub settings: BTreeMap<String, String>,
    /// The model of the user's and what it is asked; `None` without one.
    pub scorer: Option<String>,
    /// Names, lengths and last changes of the inputs; `None` where they cannot be compared
    /// (standard input).
    pub inputs: Option<String>,
}

/// What must be made anew where a setting changes; the later ones are more work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Affected {
    /// What is made of all articles: days, indices, conflicts.
    Index,
    /// Also how the rows of single articles are written.
    Formats,
    /// The articles have to be analysed again.
    Articles,
}

/// A setting that has another value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    key: String,
    before: Option<String>,
    now: Option<String>,
}

impl Fingerprint {
    /// Whether the same input produces the same output under both.
    pub(super) fn is_same_but_inputs(&self, other: &Self) -> bool {
        Self { inputs: None, ..self.clone() } == Self { inputs: None, ..other.clone() }
    }

    /// Whether an article has the same rows under both, in whatever format.
    pub(super) fn has_same_articles(&self, before: &Self) -> bool {
        self.difference(before).is_none()
            && self.changes(before).iter().all(|change| change.touched() < Affected::Articles)
    }

    /// The formats in which rows are written.
    pub(super) fn formats(&self) -> Vec<Format> {
        let of = |key: &str| {
            let json = self.settings.get(key)?;
            Some((key.to_owned(), serde_json::from_str::<Value>(json).ok()?))
        };
        let own: serde_json::Map<String, Value> =
            ["format", "csv"].into_iter().filter_map(of).collect();
        let config = serde_json::from_value::<Config>(Value::Object(own)).unwrap_or_default();
        config.outputs().map_or_else(|_| Vec::new(), |(formats, _)| formats)
    }

    /// What beside settings has articles analysed again, in words.
    pub(super) fn difference(&self, before: &Self) -> Option<&'static str> {
        if (&self.version, &self.build, self.schema_version)
            != (&before.version, &before.build, before.schema_version)
        {
            Some("newsvane's version changed")
        } else if self.lexicons != before.lexicons {
            Some("the lexicons changed")
        } else if self.scorer != before.scorer {
            Some("the scorer changed")
        } else {
            None
        }
    }

    /// The settings that have changed since `before`.
    pub(super) fn changes(&self, before: &Self) -> Vec<Change> {
        let keys: std::collections::BTreeSet<&String> =
            self.settings.keys().chain(before.settings.keys()).collect();
        let change = |key: &String| Change {
            key: key.clone(),
            before: before.settings.get(key).cloned(),
            now: self.settings.get(key).cloned(),
        };
        keys.into_iter().map(change).filter(|change| change.before != change.now).collect()
    }
}

impl Change {
    /// What it touches. Settings of reading, words and models decide what an article's rows say.
    pub(super) fn touched(&self) -> Affected {
        match self.key.as_str() {
            // without entities a run has no rows of them, nor looks who is meant
            "entities" if self.either_is(&[EntityChoice::Off.to_string()]) => Affected::Articles,
            "undated" if !self.both_are(&[Undated::Bucket, Undated::Skip]) => Affected::Articles,
            "undated" | "index" => Affected::Index,
            key => match Config::settings().find(|setting| setting.key == key).map(|s| s.group) {
                Some(Group::Days | Group::Index) => Affected::Index,
                Some(Group::Output) => Affected::Formats,
                _ => Affected::Articles,
            },
        }
    }

    fn values(&self) -> impl Iterator<Item = String> {
        let values = [&self.before, &self.now].into_iter().flatten();
        values.map(|json| shown(&serde_json::from_str(json).unwrap_or_default()))
    }

    fn either_is(&self, words: &[String]) -> bool {
        self.values().any(|value| words.contains(&value))
    }

    fn both_are(&self, choices: &[Undated]) -> bool {
        self.values().all(|value| choices.iter().any(|choice| choice.to_string() == value))
    }
}

/// Settings that have changed, in words: `zone (UTC before, America/New_York now)`.
pub(super) fn described(changes: &[Change]) -> String {
    let mut parts = Vec::new();
    for Change { key, before, now } in changes {
        let [before, now] = [before, now].map(|json| {
            json.as_ref().map_or(Value::Null, |json| serde_json::from_str(json).unwrap_or_default())
        });
        match (&before, &now) {
            (Value::Array(before), Value::Array(now)) if key == "index" => {
                describe_indices(before, now, &mut parts);
            }
            (Value::Object(_), Value::Object(_)) => describe_keys(&before, &now, &mut parts),
            _ => parts.push(part(key, &before, &now)),
        }
    }
    parts.join(", ")
}

/// The settings of each index that have changed.
fn describe_indices(before: &[Value], now: &[Value], parts: &mut Vec<String>) {
    if before.len() != now.len() {
        parts.push(format!("index ({} before, {} now)", before.len(), now.len()));
        return;
    }
    for (before, now) in before.iter().zip(now) {
        describe_keys(before, now, parts);
    }
}

/// The keys of a table of settings that have changed.
fn describe_keys(before: &Value, now: &Value, parts: &mut Vec<String>) {
    let keys = [before, now].into_iter().filter_map(Value::as_object).flat_map(|own| own.keys());
    let keys: std::collections::BTreeSet<&String> = keys.collect();
    let changed = keys.into_iter().filter(|key| before[key.as_str()] != now[key.as_str()]);
    parts.extend(changed.map(|key| part(key, &before[key.as_str()], &now[key.as_str()])));
}

fn part(key: &str, before: &Value, now: &Value) -> String {
    format!("{} ({} before, {} now)", key.replace('_', "-"), shown(before), shown(now))
}

/// A value as a flag has it.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "the default".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(shown).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

/// Settings as `run.json` has them, each as JSON; beside the calendar is the hash of its file.
pub(super) fn settings_by_key(
    config: &Config,
    calendar: Option<&FileRecord>,
) -> BTreeMap<String, String> {
    let value = serde_json::to_value(config).unwrap_or_default();
    let own = value.as_object().into_iter().flatten();
    let own = own.map(|(key, value)| (key.clone(), value.to_string()));
    let mut settings: BTreeMap<String, String> = own.collect();
    if let (Some(name), Some(file)) = (settings.get_mut("calendar"), calendar) {
        *name = Value::from(format!("{} {}", shown(&value["calendar"]), file.hash)).to_string();
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(settings: &[(&str, &str)]) -> Fingerprint {
        let settings = settings.iter().map(|(key, json)| ((*key).to_owned(), (*json).to_owned()));
        Fingerprint { settings: settings.collect(), ..Fingerprint::default() }
    }

    fn touched(key: &str, before: &str, now: &str) -> Affected {
        let changes = with(&[(key, now)]).changes(&with(&[(key, before)]));
        let [change] = &changes[..] else { panic!("one change: {changes:?}") };
        change.touched()
    }

    #[test]
    fn a_setting_touches_what_it_decides() {
        assert_eq!(touched("zone", "\"UTC\"", "\"Asia/Tokyo\""), Affected::Index);
        assert_eq!(touched("entities", "\"lexicon\"", "\"all\""), Affected::Index);
        assert_eq!(touched("entities", "\"off\"", "\"all\""), Affected::Articles);
        assert_eq!(touched("undated", "\"bucket\"", "\"skip\""), Affected::Index);
        assert_eq!(touched("undated", "\"bucket\"", "\"2026-07-01\""), Affected::Articles);
        assert_eq!(touched("format", "[\"csv\"]", "[\"jsonl\"]"), Affected::Formats);
        assert_eq!(touched("source", "\"Wire\"", "\"Post\""), Affected::Articles);
        assert_eq!(touched("weighing", "{}", "{\"watch\":1}"), Affected::Articles);
    }

    #[test]
    fn every_setting_that_is_recorded_is_declared() {
        let known: Vec<&str> = Config::settings().map(|setting| setting.key).collect();
        for key in settings_by_key(&Config::default(), None).keys() {
            assert!(key == "index" || known.contains(&key.as_str()), "{key}");
        }
    }

    #[test]
    fn changes_are_told_with_both_values() {
        let before = with(&[("zone", "\"UTC\""), ("index", "[{\"smoothing\":\"half-life(5)\"}]")]);
        let now = with(&[("index", "[{\"smoothing\":\"half-life(10)\"}]"), ("csv", "[\"bom\"]")]);
        assert_eq!(
            described(&now.changes(&before)),
            "csv (the default before, bom now), smoothing (half-life(5) before, half-life(10) \
             now), zone (UTC before, the default now)"
        );
    }
}
