//! What a user sets of an index.

use serde::{Deserialize, Serialize};

use super::{
    rollup::Period,
    weights::{Across, Lag, SchemeError},
};

/// Settings of one index: an `[[index]]` block of the configuration, or the flags of `newsvane index`.
///
/// ```
/// use newsvane::aggregate::IndexSettings;
/// let settings: IndexSettings = toml::from_str("name = 'long'\nacross = 'relevance'\nsmoothing = 'half-life(20)'")?;
/// assert_eq!(settings.name.as_deref(), Some("long"));
/// assert_eq!(settings.smoothing.name(), "half-life(days=20)");
/// # Ok::<(), toml::de::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct IndexSettings {
    /// Its tables are called `theme_days.<name>`; the one without a name is the default.
    pub name: Option<String>,
    /// What a sentence of the headline weighs beside one of the story, within an article.
    pub headline: f64,
    /// How the documents of a day share its weight.
    pub across: Across,
    /// Who speaks for a story that several articles tell.
    pub story: StoryVoice,
    /// Whether what a publisher says is measured against what it usually says (data of earlier days only).
    pub source_effects: bool,
    /// How earlier days count in `sentiment_smoothed`.
    pub smoothing: Lag,
    /// Whether each article or each day counts once in it.
    pub smoothing_of: SmoothingOf,
    /// Days of the calendar that schemes look back which are no decay.
    pub smoothing_days: u32,
    /// Days of the calendar before t that `z_score` looks at.
    pub z_days: u32,
    /// Fewest days with news in that window.
    pub z_least: u32,
    /// How the interval is found.
    pub interval: IntervalBy,
    /// Whether `sentiment_shrunk` is computed.
    pub shrink: bool,
    /// Weeks, months or quarters, as a table `theme_periods`.
    pub periods: Period,
}

impl Default for IndexSettings {
    fn default() -> Self {
        Self {
            name: None,
            headline: 2.0,
            across: Across::Equal,
            story: StoryVoice::Original,
            source_effects: false,
            smoothing: Lag::HalfLife { days: 5.0 },
            smoothing_of: SmoothingOf::Articles,
            smoothing_days: 30,
            z_days: 60,
            z_least: 20,
            interval: IntervalBy::T,
            shrink: false,
            periods: Period::Month,
        }
    }
}

/// Who speaks for a story that several articles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoryVoice {
    /// The article that told it first; copies weigh nothing.
    #[default]
    Original,
    /// The mean of the tellings of the same day.
    Mean,
    /// Every article for itself.
    Each,
}

/// What counts once in the smoothed figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmoothingOf {
    /// Each story: days with much news weigh more (FRBSF Economic Letter 2020-08).
    #[default]
    Articles,
    /// Each day.
    Days,
}

/// How the 95 % interval is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IntervalBy {
    /// Student's t over stories.
    #[default]
    T,
    /// Percentiles of 1,000 resamples of the stories, the same in every run. Too narrow below some ten stories.
    Bootstrap,
}

impl IndexSettings {
    /// Whether all can be used.
    ///
    /// # Errors
    /// When a number is out of its range, or a name cannot be part of a file's; the text names key and expectation.
    pub fn check(&self) -> Result<(), String> {
        let bad = |key: &str, value: &dyn std::fmt::Display, expected: &str| Err(format!("{key} = {value}: expected {expected}"));
        if let Some(name) = &self.name {
            let is_plain =
                !name.is_empty() && name.len() <= 40 && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if !is_plain {
                return bad("name", name, "up to 40 small letters, digits and hyphens");
            }
        }
        if !(self.headline.is_finite() && self.headline >= 0.0) {
            return bad("headline", &self.headline, "a number from 0");
        }
        if !(1..=3_650).contains(&self.smoothing_days) {
            return bad("smoothing-days", &self.smoothing_days, "1 to 3650 days");
        }
        if !(2..=3_650).contains(&self.z_days) {
            return bad("z-days", &self.z_days, "2 to 3650 days");
        }
        if self.z_least < 2 || self.z_least > self.z_days {
            return bad("z-least", &self.z_least, "2 to z-days");
        }
        Ok(())
    }

    /// The same with a smoothing scheme by name.
    ///
    /// # Errors
    /// When there is no such scheme; the message lists those there are.
    pub fn with_smoothing(self, name: &str) -> Result<Self, SchemeError> {
        Ok(Self { smoothing: Lag::from_name(name)?, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_is_refused_with_what_was_expected() {
        let unknown = toml::from_str::<IndexSettings>("across = 'loudest'").unwrap_err().to_string();
        assert!(unknown.contains("loudest") && unknown.contains("inverse-proportional"), "{unknown}");
        assert!(toml::from_str::<IndexSettings>("weight = 1").is_err());
        let bad = IndexSettings { name: Some("../x".into()), ..IndexSettings::default() };
        assert!(bad.check().unwrap_err().contains("small letters"));
        assert!(IndexSettings { z_least: 90, ..IndexSettings::default() }.check().is_err());
    }
}
