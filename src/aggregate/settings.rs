//! What a user sets of an index.

use serde::{Deserialize, Serialize};

use super::{
    period::Period,
    weights::{Across, Baseline, DateRange, Lag, SchemeError},
};
use crate::model::Bearing;

/// Settings of one index: an `[[index]]` block of the configuration, or the flags of `newsvane
/// index`.
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
    /// How the theme sentences of an article make its score.
    pub within: Within,
    /// What a sentence of the headline weighs beside one of the story, within an article.
    pub headline: f64,
    /// How the documents of a day share its weight.
    pub across: Across,
    /// Who speaks for a story that several articles tell.
    pub story: StoryRepresentative,
    /// Whether what a publisher says is measured against what it usually says (data of earlier days
    /// only).
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
    /// Periods before one that its `z_score` in `theme_periods` looks at.
    pub z_periods: u32,
    /// Fewest periods with news in that window.
    pub z_periods_least: u32,
    /// How the interval is found.
    pub interval: IntervalBy,
    /// Whether `sentiment_shrunk` is computed.
    pub shrink: bool,
    /// Weeks, months, quarters or years, as a table `theme_periods`.
    pub periods: Period,
    /// Baseline of the table `theme_shares`, which has no rows without one.
    pub shares: Option<SharesBaseline>,
}

impl Default for IndexSettings {
    fn default() -> Self {
        Self {
            name: None,
            within: Within::Mean,
            headline: 2.0,
            across: Across::Equal,
            story: StoryRepresentative::Original,
            source_effects: false,
            smoothing: Lag::HalfLife { days: 5.0 },
            smoothing_of: SmoothingOf::Articles,
            smoothing_days: 30,
            z_days: 60,
            z_least: 20,
            z_periods: 60,
            z_periods_least: 12,
            interval: IntervalBy::T,
            shrink: false,
            periods: Period::Month,
            shares: None,
        }
    }
}

/// How the theme sentences of an article make its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Within {
    /// Σ w s / Σ w, the headline weighing `headline`.
    #[default]
    Mean,
    /// Σ s / (n₊ + n₋ + √ln(1 + n₀)): neutral sentences thin out less (`sentimentr`, Rinker 2019).
    ZeroDamped,
    /// (n₊ - n₋) / n: every sentence counts by its side alone.
    NetShare,
    /// (n₊ - n₋) / (n₊ + n₋), 0 where no sentence has a side (Lowe et al. 2011).
    Relative,
}

impl Within {
    /// What an article says of a theme or company.
    #[must_use]
    pub fn score<K>(self, bearing: &Bearing<K>, headline: f64) -> f64 {
        let [positive, neutral, negative] = bearing.sentences.map(f64::from);
        let over = |sum: f64, weight: f64| {
            if weight > 0.0 { (sum / weight).clamp(-1.0, 1.0) } else { 0.0 }
        };
        match self {
            Self::Mean => bearing.sums.mean(headline),
            Self::ZeroDamped => {
                let sum = bearing.sums.headline_score + bearing.sums.body_score;
                over(sum, positive + negative + (1.0 + neutral).ln().sqrt())
            }
            Self::NetShare => over(positive - negative, positive + neutral + negative),
            Self::Relative => over(positive - negative, positive + negative),
        }
    }
}

/// The days over which standardised shares are measured (Baker, Bloom and Davis 2016).
/// Figures before the end of either range are not point in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharesBaseline {
    /// First and last day over which every publisher gets a standard deviation of 1.
    pub variance: [jiff::civil::Date; 2],
    /// First and last day over which the index gets a mean of 100.
    pub mean: [jiff::civil::Date; 2],
}

impl SharesBaseline {
    /// As the formulas take it.
    pub(super) fn baseline(self) -> Baseline {
        let range = |[first, last]: [jiff::civil::Date; 2]| DateRange { first, last };
        Baseline { variance: range(self.variance), mean: range(self.mean) }
    }
}

/// Who speaks for a story that several articles tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StoryRepresentative {
    /// Its first article; copies weigh nothing.
    #[default]
    Original,
    /// The mean of its articles of the same day.
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
    /// Percentiles of 1,000 resamples of the stories, the same in every run. Too narrow below some
    /// ten stories.
    Bootstrap,
}

impl IndexSettings {
    /// Whether all can be used.
    ///
    /// # Errors
    /// When a number is out of its range, or a name cannot be part of a file's; the text names key
    /// and expectation.
    pub fn check(&self) -> Result<(), String> {
        let bad = |key: &str, value: &dyn std::fmt::Display, expected: &str| {
            Err(format!("{key} = {value}: expected {expected}"))
        };
        if let Some(name) = &self.name {
            let is_plain = !name.is_empty()
                && name.len() <= 40
                && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
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
        if !(2..=3_650).contains(&self.z_periods) {
            return bad("z-periods", &self.z_periods, "2 to 3650 periods");
        }
        if self.z_periods_least < 2 || self.z_periods_least > self.z_periods {
            return bad("z-periods-least", &self.z_periods_least, "2 to z-periods");
        }
        if let Some(shares) = &self.shares
            && [shares.variance, shares.mean].iter().any(|[first, last]| first > last)
        {
            return Err("shares: a range ends before it begins; expected a first day that is not \
                        after the last"
                .to_owned());
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

    /// Worked out by hand: three favourable, one unfavourable and four neutral sentences, scores
    /// adding up to 1.2.
    #[test]
    fn articles_are_scored_by_name() {
        use crate::model::{ThemeId, ThemeSums};
        let sums = ThemeSums {
            headline_weight: 1.0,
            headline_score: 0.6,
            body_weight: 7.0,
            body_score: 0.6,
        };
        let theme = Bearing {
            key: ThemeId(0),
            sentiment: 0.2,
            sentences: [3, 4, 1],
            hits: 9,
            density: 2.0,
            sums,
            mood: 0.0,
        };
        let close = |within: Within, expected: f64| {
            assert!((within.score(&theme, 2.0) - expected).abs() < 1e-12, "{within:?}");
        };
        close(Within::Mean, 1.8 / 9.0);
        close(Within::ZeroDamped, 1.2 / (4.0 + 5.0_f64.ln().sqrt()));
        close(Within::NetShare, 0.25);
        close(Within::Relative, 0.5);
        let silent = Bearing { sentences: [0, 4, 0], sums: ThemeSums::default(), ..theme };
        assert!(
            [Within::Mean, Within::ZeroDamped, Within::NetShare, Within::Relative]
                .iter()
                .all(|w| w.score(&silent, 2.0).abs() < 1e-12)
        );
    }

    #[test]
    fn what_cannot_be_is_refused_with_what_was_expected() {
        let unknown =
            toml::from_str::<IndexSettings>("across = 'loudest'").unwrap_err().to_string();
        assert!(
            unknown.contains("loudest") && unknown.contains("inverse-proportional"),
            "{unknown}"
        );
        assert!(toml::from_str::<IndexSettings>("weight = 1").is_err());
        let bad = IndexSettings { name: Some("../x".into()), ..IndexSettings::default() };
        assert!(bad.check().unwrap_err().contains("small letters"));
        assert!(IndexSettings { z_least: 90, ..IndexSettings::default() }.check().is_err());
        let few = IndexSettings { z_periods: 8, ..IndexSettings::default() };
        assert!(few.check().unwrap_err().contains("z-periods-least = 12: expected 2 to z-periods"));
    }
}
