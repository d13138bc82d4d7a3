//! Analyses and cells to tables, in every format the same columns.

mod annotation;
mod article_tables;
mod cells;
#[cfg(feature = "report")]
mod column_notes;
mod csv;
mod format;
mod index_tables;
mod jsonl;
#[cfg(feature = "report")]
mod method;
#[cfg(not(feature = "parquet"))]
mod no_parquet;
mod output;
#[cfg(feature = "report")]
mod page;
#[cfg(feature = "parquet")]
mod parquet;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod presentation;
mod reader;
mod table;
mod table_file;
#[cfg(feature = "report")]
mod workbook;

#[cfg(not(feature = "parquet"))]
use no_parquet::{self as parquet, self as parquet_rows};

pub use annotation::annotation;
pub use article_tables::{
    ArticleContext, STORY_COLUMNS, article_row, article_theme_rows, claim_rows, mention_rows,
    quote_rows, removed_rows, sketch_row,
};
pub use cells::Cells;
pub use csv::{Dialect, DialectError, shown};
pub use format::{Format, Rows};
pub use index_tables::{
    Conflicting, PeriodRow, conflict_row, contribution_rows, period_row, reject_row, share_row,
    source_row, story_columns, theme_day_rows,
};
pub use output::{Output, OutputError};
pub use presentation::{Presentation, PresentationError, Tables};
pub use reader::{Row, TableError, TableReader};
pub use table::{Kind, SCHEMA_VERSION, Table};
pub use table_file::TableFile;
