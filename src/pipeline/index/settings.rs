//! What decides an index beside the tables it is made from.

use crate::{
    aggregate::{Calendar, IndexSettings, StorySettings},
    config::EntityChoice,
    pipeline::manifest::FileRecord,
    score::ModalityWeights,
};

/// Settings of stories, days and indices.
#[derive(Debug, Clone)]
pub struct AggregateSettings {
    /// The days of the index.
    pub calendar: Calendar,
    /// The file of the calendar, where it is not built in.
    pub calendar_file: Option<FileRecord>,
    /// When articles tell one story.
    pub stories: StorySettings,
    /// The indices; the first is the default one.
    pub indices: Vec<IndexSettings>,
    /// The companies that have an index.
    pub entities: EntityChoice,
    /// What statements that tell of no fact weigh; `None`: as in the run.
    pub weighing: Option<ModalityWeights>,
}

impl Default for AggregateSettings {
    fn default() -> Self {
        Self {
            calendar: Calendar::Civil(jiff::tz::TimeZone::UTC),
            calendar_file: None,
            stories: StorySettings::default(),
            indices: vec![IndexSettings::default()],
            entities: EntityChoice::default(),
            weighing: None,
        }
    }
}
