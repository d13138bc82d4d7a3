//! What decides an index beside the tables it is made from.

use crate::aggregate::{Calendar, DateOnly, IndexSettings, StorySettings};

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
    /// What decides the output, as `run.json` and `index.json` show it: no paths of this machine, no clock.
    #[must_use]
    pub fn echo(&self) -> serde_json::Value {
        let (cut_off, embargo, date_only) = match &self.calendar {
            Calendar::Civil(_) => (None, None, None),
            Calendar::Trading { cut_off, date_only, .. } => {
                let date_only = if *date_only == DateOnly::NextSession { "next" } else { "same" };
                (cut_off.time.map(|t| t.to_string()), Some(cut_off.embargo_minutes), Some(date_only))
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
