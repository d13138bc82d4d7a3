//! What decides an index beside the tables it is made from.

use std::sync::Arc;

use crate::aggregate::{Calendar, CutOff, DateOnly, Exchange, IndexSettings, StorySettings};

/// Settings of stories, days and indices.
#[derive(Debug, Clone)]
pub struct AggregateSettings {
    /// The days of the index.
    pub calendar: Calendar,
    /// When articles tell one story.
    pub stories: StorySettings,
    /// The indices; the first is the default one.
    pub indices: Vec<IndexSettings>,
}

impl Default for AggregateSettings {
    fn default() -> Self {
        Self {
            calendar: Calendar::Civil(jiff::tz::TimeZone::UTC),
            stories: StorySettings::default(),
            indices: vec![IndexSettings::default()],
        }
    }
}

impl AggregateSettings {
    /// The settings that [`AggregateSettings::echo`] wrote.
    ///
    /// # Errors
    /// When they cannot be used here: a calendar that is not built in, or indices of another
    /// version.
    pub fn from_manifest(manifest: &serde_json::Value) -> Result<Self, String> {
        let name = manifest["calendar"].as_str().unwrap_or("UTC");
        let calendar = if manifest["date_only"].is_null() {
            Calendar::Civil(
                jiff::tz::TimeZone::get(name).map_err(|_| format!("no time zone `{name}`"))?,
            )
        } else {
            let exchange = Exchange::built_in(name);
            let exchange = exchange.ok_or_else(|| {
                format!("the calendar `{name}` is not built in; give its file with --calendar")
            })?;
            let time = manifest["cutoff"]
                .as_str()
                .map(str::parse)
                .transpose()
                .map_err(|_| "a bad cutoff".to_owned())?;
            let embargo_minutes = manifest["embargo_minutes"].as_u64().unwrap_or(0) as u32;
            let date_only = if manifest["date_only"] == "same" {
                DateOnly::SameSession
            } else {
                DateOnly::NextSession
            };
            Calendar::Trading {
                exchange: Arc::new(exchange.clone()),
                cut_off: CutOff { time, embargo_minutes },
                date_only,
            }
        };
        let indices: Vec<IndexSettings> = serde_json::from_value(manifest["indices"].clone())
            .map_err(|e| format!("its indices: {e}"))?;
        let days = manifest["story_window_days"]
            .as_u64()
            .map_or(StorySettings::default().window_days, |days| days as u32);
        Ok(Self {
            calendar,
            stories: StorySettings { window_days: days, ..StorySettings::default() },
            indices,
        })
    }

    /// What decides the output, as `run.json` and `index.json` show it: no paths of this machine,
    /// no clock.
    #[must_use]
    pub fn manifest(&self) -> serde_json::Value {
        let (cut_off, embargo, date_only) = match &self.calendar {
            Calendar::Civil(_) => (None, None, None),
            Calendar::Trading { cut_off, date_only, .. } => {
                let date_only = if *date_only == DateOnly::NextSession { "next" } else { "same" };
                (
                    cut_off.time.map(|t| t.to_string()),
                    Some(cut_off.embargo_minutes),
                    Some(date_only),
                )
            }
        };
        serde_json::json!({
            "calendar": self.calendar.name(),
            "cutoff": cut_off,
            "embargo_minutes": embargo,
            "date_only": date_only,
            "story_window_days": self.stories.window_days,
            "indices": self.indices,
        })
    }
}
