//! Right of the bar: from what is known of articles to stories and indices. `run` passes on what it
//! has just analysed, [`reindex()`] reads the tables of an earlier run.

mod error;
mod reindex;
mod settings;
mod summary;
mod tabled;
mod writer;

pub use error::IndexError;
pub use reindex::{IndexSummary, reindex, reindex_until};
pub(super) use reindex::{stale_tables, table_names, write_types};
pub use settings::AggregateSettings;
pub use summary::EntitySummary;
pub(super) use writer::{Indices, Names, TableFolder};
