//! Analyses and cells to tables, in every format the same columns.

mod annotated_cells;
mod annotation;
mod article_tables;
mod cells;
mod csv;
mod digits;
mod entity_tables;
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
mod presentation;
mod reader;
mod rows;
mod table;
mod table_file;
#[cfg(feature = "report")]
mod workbook;

#[cfg(not(feature = "parquet"))]
use no_parquet as parquet;

pub use annotation::annotation;
pub(crate) use article_tables::{
    ArticleCells, ArticleContext, article_row, article_theme_rows, claim_rows, mention_rows,
    quote_rows, removed_rows, sketch_row,
};
pub use csv::{Dialect, DialectError, shown};
pub(crate) use entity_tables::{article_companies, entity_mention_rows, entity_rows};
pub use format::Format;
pub(crate) use index_tables::{
    Conflicting, Labels, PeriodRow, conflict_row, contribution_rows, day_row, period_row,
    reject_row, share_row, source_row,
};
pub(crate) use output::Output;
pub use output::OutputError;
pub use presentation::{Presentation, PresentationError, Tables};
pub use reader::{Row, TableError, TableReader};
pub(crate) use rows::Rows;
pub use table::{Column, Columns, Declaration, Kind, SCHEMA_VERSION, Table, columns};
pub(crate) use table::{OfArticle, OfIndex};
pub(crate) use table_file::TableFile;
