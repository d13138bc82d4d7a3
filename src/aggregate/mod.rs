//! Tables to the index: stories, days, cells. Never reads text.
//!
//! `docs/index.md` has the way from articles to a cell, and the sources of every choice; formulas
//! are told where they are computed.

mod calendar;
mod cell;
#[doc(hidden)]
pub mod conflict;
mod conflicts;
mod index;
mod interval;
mod overlap;
mod period;
pub mod rollup;
mod series;
mod session;
mod settings;
mod sorter;
mod story;
mod story_finder;
mod trailing;
pub mod weights;

pub use calendar::Calendar;
pub(crate) use calendar::order_key;
pub(crate) use conflicts::Conflicts;
pub(crate) use index::{Index, IndexKey, IndexRow, SourceDay};
pub(crate) use interval::SplitMix64;
pub use interval::{benjamini_hochberg, bootstrap, wilson};
pub use overlap::{Comparison, Overlap, compare};
pub use session::{CutOff, DateOnly, Exchange, SessionError};
pub use settings::{
    IndexSettings, IntervalBy, SharesBaseline, SmoothingOf, StoryRepresentative, Within,
};
pub(crate) use story::{Stories, StoryOrder};
pub use story_finder::{Rule, StoryFinder, StorySettings};
