//! Settings as `run.json` has them, both ways.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::Config;

impl Config {
    /// The settings of an output folder: what its tables depend on and what they are written as. No
    /// paths, and nothing that only decides how a run goes.
    fn recorded(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut values = self.values();
        values.extend(self.default_index.values());
        if !self.index.is_empty() {
            values.insert("index".to_owned(), serde_json::json!(self.index));
        }
        values
    }
}

impl Serialize for Config {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.recorded().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Config {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut config = Self::default();
        for (key, value) in serde_json::Map::<String, serde_json::Value>::deserialize(deserializer)?
        {
            if key == "index" {
                config.index = serde_json::from_value(value).map_err(D::Error::custom)?;
                continue;
            }
            for text in texts_of(&value) {
                config
                    .set(&key, &text)
                    .map_err(|message| D::Error::custom(format!("{key} = {value}: {message}")))?;
            }
        }
        Ok(config)
    }
}

/// The texts of which the value of a setting was made.
fn texts_of(value: &serde_json::Value) -> Vec<String> {
    use serde_json::Value as Json;
    match value {
        Json::Null => Vec::new(),
        Json::String(text) => vec![text.clone()],
        Json::Array(items) => items.iter().flat_map(texts_of).collect(),
        Json::Object(names) => names
            .iter()
            .flat_map(|(name, value)| {
                texts_of(value).into_iter().map(move |value| format!("{name}={value}"))
            })
            .collect(),
        other => vec![other.to_string()],
    }
}
