//! The types of settings that say what the tables hold.

use std::{fmt, str::FromStr};

use serde_json::Value as Json;

use super::value::{Single, texts};
use crate::{load::FieldMap, write::kept_name};

texts!(EntityChoice, KeptName);

/// A column of the input to carry into the table of articles: its name, or its path in objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptName(pub String);

impl FromStr for KeptName {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        let name = name.trim();
        if kept_name(name) == kept_name("") {
            return Err(
                "expected the name of a column, such as ticker or fields.section".to_owned()
            );
        }
        match FieldMap::taken(name) {
            Some(field) => Err(format!(
                "is read as the {} of a record, which articles has already; expected another column",
                field.name()
            )),
            None => Ok(Self(name.to_owned())),
        }
    }
}

impl fmt::Display for KeptName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which companies have an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EntityChoice {
    /// None, and no entities are listed.
    Off,
    /// Those that the lexicon or the universe knows.
    #[default]
    Lexicon,
    /// Also those that a text alone tells of.
    All,
}

impl EntityChoice {
    /// What settings call it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Lexicon => "lexicon",
            Self::All => "all",
        }
    }

    /// Whether a company has an index that the lexicon or the universe knows, or does not.
    #[must_use]
    pub const fn takes(self, is_known: bool) -> bool {
        match self {
            Self::Off => false,
            Self::Lexicon => is_known,
            Self::All => true,
        }
    }
}

impl FromStr for EntityChoice {
    type Err = String;

    fn from_str(value: &str) -> Result<Self, String> {
        let known = [Self::Off, Self::Lexicon, Self::All];
        known.into_iter().find(|own| own.as_str() == value).ok_or_else(|| {
            "expected off, lexicon (companies of the lexicon or of your universe) or all (also \
             those that a text alone tells of)"
                .to_owned()
        })
    }
}

impl fmt::Display for EntityChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
