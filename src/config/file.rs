//! `newsvane.toml`: reads every value with its line, so that errors say where it is.

use std::path::Path;

use serde::{Deserialize as _, de::IntoDeserializer as _};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    Config, ConfigError, GivenAt, IndexOptions, check_indices,
    declare::{Kind, Setting},
    refused, unknown_key,
};
use crate::{
    aggregate::{IndexSettings, SharesBaseline},
    suggest::did_you_mean,
    toml_file::TomlFile,
};

/// Longest value that an error repeats.
const LONGEST_SHOWN: usize = 60;

/// Reads the text of a configuration.
pub(super) fn parse(text: &str, path: &Path) -> Result<Config, ConfigError> {
    let file = TomlFile::new(path, text);
    let table = file.table()?;
    let mut reader = Reader { file, config: Config::default() };
    for (key, value) in in_order(table.get_ref()) {
        reader.entry(key, value)?;
    }
    Ok(reader.config)
}

/// A file that is being read.
struct Reader<'a> {
    file: TomlFile<'a>,
    config: Config,
}

type Entry<'t, 'a> = (&'t str, &'t Spanned<DeValue<'a>>);

/// The entries of a table, as they are in the file.
fn in_order<'t, 'a>(table: &'t DeTable<'a>) -> Vec<Entry<'t, 'a>> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries.into_iter().map(|(key, value)| (&**key.get_ref(), value)).collect()
}

impl Reader<'_> {
    /// A key at the top of the file.
    fn entry(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<(), ConfigError> {
        if key == "index" {
            return self.indices(value);
        }
        let Some(setting) = Config::settings().find(|setting| setting.key == key) else {
            return Err(self.invalid(value, unknown_key(key)));
        };
        let place = self.place(key, value);
        for (text, place) in self.values(setting, value, &place)? {
            self.config.take_at(key, &text, &place)?;
        }
        Ok(())
    }

    /// The texts of a value, each with its place.
    fn values(
        &self,
        setting: &Setting,
        value: &Spanned<DeValue<'_>>,
        place: &GivenAt,
    ) -> Result<Vec<(String, GivenAt)>, ConfigError> {
        let wrong = |expected: &str| Err(refused(place, format!("expected {expected}")));
        match (setting.kind, value.get_ref()) {
            (Kind::List, DeValue::Array(items)) => {
                Ok(items.iter().map(|item| (self.scalar(item), place.clone())).collect())
            }
            (Kind::List, _) => wrong("a list such as [\"a\", \"b\"]"),
            (Kind::Table, DeValue::Table(table)) => {
                let mut texts = Vec::new();
                for (name, value) in in_order(table) {
                    let place = self.place(&format!("{}.{name}", setting.key), value);
                    let items: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
                        DeValue::Array(items) => items.iter().collect(),
                        _ => vec![value],
                    };
                    for item in items {
                        texts.push((format!("{name}={}", self.scalar(item)), place.clone()));
                    }
                }
                Ok(texts)
            }
            (Kind::Table, _) => wrong(&format!("a table: [{}] on a line of its own", setting.key)),
            (kind, scalar) => {
                let is_right = match kind {
                    Kind::Text => matches!(scalar, DeValue::String(_) | DeValue::Datetime(_)),
                    Kind::Switch => matches!(scalar, DeValue::Boolean(_)),
                    _ => matches!(scalar, DeValue::Integer(_) | DeValue::Float(_)),
                };
                match kind {
                    _ if is_right => Ok(vec![(self.scalar(value), place.clone())]),
                    Kind::Text => wrong("text in quotes"),
                    Kind::Switch => wrong("true or false"),
                    _ => wrong("a number without quotes"),
                }
            }
        }
    }

    /// `[[index]]` blocks.
    fn indices(&mut self, value: &Spanned<DeValue<'_>>) -> Result<(), ConfigError> {
        let blocks: Vec<_> = match value.get_ref() {
            DeValue::Array(blocks) => blocks.iter().collect(),
            _ => Vec::new(),
        };
        if blocks.is_empty() {
            let message = "index: expected blocks that begin with [[index]]".to_owned();
            return Err(self.invalid(value, message));
        }
        for block in &blocks {
            let index = self.index(block)?;
            self.config.index.push(index);
        }
        check_indices(&self.config.index).map_err(|(n, problem)| self.invalid(blocks[n], problem))
    }

    /// One block.
    fn index(&self, block: &Spanned<DeValue<'_>>) -> Result<IndexSettings, ConfigError> {
        let DeValue::Table(table) = block.get_ref() else {
            return Err(self.invalid(block, "[[index]]: expected a block of keys".to_owned()));
        };
        let (mut index, mut options) = (IndexSettings::default(), IndexOptions::default());
        let entries = in_order(table);
        for (key, value) in &entries {
            let place = self.place(key, value);
            match *key {
                "name" => index.name = Some(self.scalar(value)),
                "shares" => index.shares = Some(Self::shares(value, &place)?),
                key => self.index_option(&mut options, key, value, &place)?,
            }
        }
        options.apply(&mut index);
        index.check().map_err(|problem| {
            // "z-least = 90: expected 2 to z-days"
            let key = problem.split([' ', ':']).next().unwrap_or_default();
            let at = entries.iter().find(|(own, _)| *own == key).map_or(block, |(_, value)| *value);
            self.invalid(at, problem.clone())
        })?;
        Ok(index)
    }

    fn index_option(
        &self,
        options: &mut IndexOptions,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        place: &GivenAt,
    ) -> Result<(), ConfigError> {
        let declared = IndexOptions::DECLARED;
        let Some(setting) = declared.iter().find(|setting| setting.key == key) else {
            let known = ["name", "shares"].into_iter().chain(declared.iter().map(|own| own.key));
            let message = format!("unknown key '{key}' of [[index]]{}", did_you_mean(key, known));
            return Err(self.invalid(value, message));
        };
        for (text, place) in self.values(setting, value, place)? {
            let taken = options.take(key, &text).unwrap_or(Ok(()));
            taken.map_err(|message| refused(&place, message))?;
        }
        Ok(())
    }

    fn shares(
        value: &Spanned<DeValue<'_>>,
        place: &GivenAt,
    ) -> Result<SharesBaseline, ConfigError> {
        let expected = "expected [index.shares] with variance and mean, each a first and a last \
                        day: [\"2025-01-01\", \"2025-12-31\"]";
        SharesBaseline::deserialize(value.clone().into_deserializer())
            .map_err(|_| refused(place, expected.to_owned()))
    }

    /// A value as the text that a flag would have.
    fn scalar(&self, value: &Spanned<DeValue<'_>>) -> String {
        match value.get_ref() {
            DeValue::String(text) => text.clone().into_owned(),
            _ => self.raw(value).to_owned(),
        }
    }

    /// A value as it is in the file.
    fn raw(&self, value: &Spanned<DeValue<'_>>) -> &str {
        self.file.text().get(value.span()).unwrap_or_default().trim()
    }

    fn place(&self, key: &str, value: &Spanned<DeValue<'_>>) -> GivenAt {
        let line = self.file.line_at(value.span().start);
        let at = format!("{}:{line}: {key}", self.file.name());
        let raw = self.raw(value);
        let is_short = raw.len() <= LONGEST_SHOWN && !raw.contains('\n');
        let shown = if is_short && !raw.is_empty() { format!("{at} = {raw}") } else { at };
        GivenAt { is_flag: false, shown }
    }

    fn invalid(&self, at: &Spanned<DeValue<'_>>, message: String) -> ConfigError {
        self.file.error_on(at, message).into()
    }
}
