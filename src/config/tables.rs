//! The types of settings that are tables: several names, each with a value.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{
    declare::Kind,
    value::{Value, by_name},
};
use crate::{
    load::{Field, FieldMap, LoadError},
    score::{ModalityWeights, Stance},
    suggest::{did_you_mean, nearest},
};

/// Which field of a record means what: `text=Body`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldNames(Vec<(String, String)>);

impl FieldNames {
    /// The same names from a map.
    pub(crate) fn of(map: &FieldMap) -> Self {
        Self(map.settings().map(|(field, name)| (field.to_owned(), name.to_owned())).collect())
    }

    /// As loaders take them.
    pub(crate) fn map(&self) -> FieldMap {
        let assignments: Vec<String> =
            self.0.iter().map(|(field, name)| format!("{field}={name}")).collect();
        FieldMap::parse(assignments.iter().map(String::as_str)).unwrap_or_default()
    }
}

impl Value for FieldNames {
    const KIND: Kind = Kind::Table;

    fn read(&mut self, text: &str) -> Result<(), String> {
        let map = FieldMap::parse([text]).map_err(|error| {
            let message = match error {
                LoadError::BadMapping { message, .. } => message,
                other => return other.to_string(),
            };
            let field = text.split('=').next().unwrap_or_default().trim();
            let known = Field::ALL.into_iter().map(Field::name);
            let near = nearest(field, known).filter(|near| *near != field);
            let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
            format!(
                "{message}; expected FIELD=NAME with FIELD one of {}, for example text=Body{near}",
                Field::ALL.map(Field::name).join(", ")
            )
        })?;
        self.0.extend(Self::of(&map).0);
        // of one field the names stay in their order: the first is the best
        self.0.sort_by(|one, two| one.0.cmp(&two.0));
        Ok(())
    }

    fn fill(&mut self, below: Self) {
        if self.0.is_empty() {
            *self = below;
        }
    }

    fn json(&self) -> Option<Json> {
        let mut names: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (field, name) in &self.0 {
            names.entry(field).or_default().push(name);
        }
        let one_or_many = |names: Vec<&str>| match names.as_slice() {
            [name] => Json::from(*name),
            names => Json::from(names),
        };
        let names = names.into_iter().map(|(field, own)| (field.to_owned(), one_or_many(own)));
        (!self.0.is_empty()).then(|| Json::Object(names.collect()))
    }
}

/// What is set of the weights of statements that are no facts.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ModalityOptions {
    conditional: Option<f64>,
    question: Option<f64>,
    watch: Option<f64>,
    hawkish: Option<Stance>,
}

impl ModalityOptions {
    const NAMES: [&'static str; 4] = ["conditional", "question", "watch", "hawkish"];

    /// All of `weights`.
    pub(crate) const fn of(weights: &ModalityWeights) -> Self {
        let ModalityWeights { conditional, question, watch, hawkish } = *weights;
        Self {
            conditional: Some(conditional),
            question: Some(question),
            watch: Some(watch),
            hawkish: Some(hawkish),
        }
    }

    /// These over the defaults.
    pub(crate) fn weights(&self) -> ModalityWeights {
        let otherwise = ModalityWeights::default();
        ModalityWeights {
            conditional: self.conditional.unwrap_or(otherwise.conditional),
            question: self.question.unwrap_or(otherwise.question),
            watch: self.watch.unwrap_or(otherwise.watch),
            hawkish: self.hawkish.unwrap_or(otherwise.hawkish),
        }
    }

    /// Settings of these and of `hawkish` beside them.
    pub(crate) fn with_hawkish(self, hawkish: Option<Stance>) -> Self {
        Self { hawkish: hawkish.or(self.hawkish), ..self }
    }
}

impl Value for ModalityOptions {
    const KIND: Kind = Kind::Table;

    fn read(&mut self, text: &str) -> Result<(), String> {
        let (name, value) = text.split_once('=').ok_or_else(|| {
            format!("expected one of {}, `=`, and its value", Self::NAMES.join(", "))
        })?;
        let (name, value) = (name.trim(), value.trim());
        if name == "hawkish" {
            self.hawkish = Some(by_name(value)?);
            return Ok(());
        }
        let weight = value.parse().ok().filter(|weight: &f64| (0.0..=1.0).contains(weight));
        let place = match name {
            "conditional" => &mut self.conditional,
            "question" => &mut self.question,
            "watch" => &mut self.watch,
            _ => {
                let known = Self::NAMES.into_iter();
                return Err(format!("unknown weight `{name}`{}", did_you_mean(name, known)));
            }
        };
        *place = Some(weight.ok_or_else(|| "expected a number from 0 to 1".to_owned())?);
        Ok(())
    }

    fn fill(&mut self, below: Self) {
        self.conditional = self.conditional.or(below.conditional);
        self.question = self.question.or(below.question);
        self.watch = self.watch.or(below.watch);
        self.hawkish = self.hawkish.or(below.hawkish);
    }

    fn json(&self) -> Option<Json> {
        let mut set = serde_json::Map::new();
        let weights =
            [("conditional", self.conditional), ("question", self.question), ("watch", self.watch)];
        for (name, weight) in weights {
            set.extend(weight.map(|weight| (name.to_owned(), weight.into())));
        }
        set.extend(self.hawkish.map(|stance| ("hawkish".to_owned(), stance.to_string().into())));
        (!set.is_empty()).then_some(Json::Object(set))
    }
}
