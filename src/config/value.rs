//! Values of settings: each is read from the text after a flag or in a file, and written as JSON.

use std::{fmt::Display, path::PathBuf, str::FromStr};

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::declare::Kind;
use crate::{
    aggregate::{
        DateOnly, IntervalBy, SmoothingOf, StoryRepresentative, Within,
        rollup::Period,
        weights::{Across, Lag},
    },
    model::DateOrder,
    score::Stance,
};

/// The value of a setting, as a field of the options holds it.
pub(super) trait Value: Default {
    /// What it looks like in a file.
    const KIND: Kind;

    /// Reads the text of a value, or of one of several.
    ///
    /// # Errors
    /// When it is none; the message says what was expected.
    fn read(&mut self, text: &str) -> Result<(), String>;

    /// Takes the value of the layer below where there is none here.
    fn fill(&mut self, below: Self);

    /// The value; `None` where there is none.
    fn json(&self) -> Option<Json>;
}

/// A single value.
pub(super) trait Single: Sized {
    const KIND: Kind = Kind::Text;
    fn parse(text: &str) -> Result<Self, String>;
    fn json(&self) -> Json;
}

impl<T: Single> Value for Option<T> {
    const KIND: Kind = T::KIND;

    fn read(&mut self, text: &str) -> Result<(), String> {
        *self = Some(T::parse(text)?);
        Ok(())
    }

    fn fill(&mut self, below: Self) {
        if self.is_none() {
            *self = below;
        }
    }

    fn json(&self) -> Option<Json> {
        self.as_ref().map(T::json)
    }
}

impl<T: Single> Value for Vec<T> {
    const KIND: Kind = Kind::List;

    fn read(&mut self, text: &str) -> Result<(), String> {
        self.push(T::parse(text)?);
        Ok(())
    }

    fn fill(&mut self, below: Self) {
        if self.is_empty() {
            *self = below;
        }
    }

    fn json(&self) -> Option<Json> {
        (!self.is_empty()).then(|| self.iter().map(T::json).collect())
    }
}

/// Types that are read and written as one text, by `FromStr` and `Display`.
macro_rules! texts {
    ($($type:ty),+) => {
        $(impl Single for $type {
            fn parse(text: &str) -> Result<Self, String> {
                $crate::config::value::by_name(text)
            }

            fn json(&self) -> Json {
                self.to_string().into()
            }
        })+
    };
}
pub(super) use texts;

/// A type by its text.
pub(super) fn by_name<T: FromStr<Err: Display>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|error: T::Err| error.to_string())
}

texts!(Across, Lag, DateOrder, DateOnly, Stance, Period);

impl Single for String {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }

    fn json(&self) -> Json {
        self.as_str().into()
    }
}

impl Single for PathBuf {
    fn parse(text: &str) -> Result<Self, String> {
        Ok(text.into())
    }

    fn json(&self) -> Json {
        self.to_string_lossy().into()
    }
}

/// Names that serde knows.
macro_rules! names {
    ($($type:ty),+) => {
        $(impl Single for $type {
            fn parse(text: &str) -> Result<Self, String> {
                variant(text)
            }

            fn json(&self) -> Json {
                serde_json::to_value(self).unwrap_or_default()
            }
        })+
    };
}

names!(Within, StoryRepresentative, SmoothingOf, IntervalBy);

/// One of the names of an enum; the message lists them.
fn variant<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(text.into()).map_err(|error| {
        let error = error.to_string();
        // "unknown variant `x`, expected one of `a`, `b`, `c`"
        let names: Vec<&str> = error.split('`').skip(3).step_by(2).collect();
        match names.split_last() {
            Some((last, [])) => format!("expected {last}"),
            Some((last, first)) => format!("expected {} or {last}", first.join(", ")),
            None => error,
        }
    })
}

/// Numbers, with what is said where a text is none.
macro_rules! numbers {
    ($($type:ty, $expected:literal, $is_good:expr;)+) => {
        $(impl Single for $type {
            const KIND: Kind = Kind::Number;

            fn parse(text: &str) -> Result<Self, String> {
                let number: Option<Self> = text.replace('_', "").parse().ok().filter($is_good);
                number.ok_or_else(|| concat!("expected ", $expected).to_owned())
            }

            fn json(&self) -> Json {
                (*self).into()
            }
        })+
    };
}

numbers! {
    u32, "a whole number from 0", |_| true;
    u64, "a whole number from 0", |_| true;
    usize, "a whole number from 0", |_| true;
    f64, "a number", |number: &f64| number.is_finite();
}

impl Single for bool {
    const KIND: Kind = Kind::Switch;

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|_| "expected true or false".to_owned())
    }

    fn json(&self) -> Json {
        (*self).into()
    }
}
