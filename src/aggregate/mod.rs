//! Tables to the index: stories, days, cells. Never reads text.
//!
//! Formulas and sources: METHODS sections 2 (story-equal weights), 3 (article-form exponential decay, trailing z-score),
//! 5 (t-interval over stories) and 6 (contributions).

mod cell;
mod day;
mod interval;
mod sorter;
mod story;
mod trailing;

pub use cell::{CellSink, Index};
pub use day::CivilDays;
pub use interval::{Summary, summarize};
pub use story::{Stories, StoryOrder};

/// Settings of the index.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IndexSettings {
    /// Days after which a story weighs half in `sentiment_smoothed`.
    pub half_life_days: f64,
    /// Days before t that `z_score` looks at.
    pub z_window_days: u32,
    /// Fewest days with news in that window.
    pub z_least_days: u32,
}

impl Default for IndexSettings {
    fn default() -> Self {
        Self { half_life_days: 5.0, z_window_days: 60, z_least_days: 20 }
    }
}
