//! Analyses and cells to tables, in every format the same columns.

mod annotated_cells;
mod annotation;
#[cfg(feature = "arrow")]
mod arrow;
mod article_cells;
mod article_context;
mod article_tables;
mod cells;
#[cfg(feature = "report")]
mod companies;
mod csv;
mod data_package;
mod digits;
mod entity_tables;
mod explanation;
mod format;
mod index_tables;
mod jsonl;
mod kept;
pub(crate) mod measures;
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
mod rewrite;
mod rows;
#[cfg(feature = "report")]
mod support;
mod table;
mod table_file;
#[cfg(feature = "report")]
mod top;
#[cfg(feature = "report")]
mod workbook;

#[cfg(not(feature = "parquet"))]
use no_parquet as parquet;

pub use annotation::annotation;
#[cfg(feature = "arrow")]
pub(crate) use arrow::ArrowRows;
#[cfg(feature = "arrow")]
pub use arrow::read_batches;
pub(crate) use article_cells::{ArticleCells, article_row, read_published};
pub(crate) use article_context::ArticleContext;
pub(crate) use article_tables::rows_of_article;
pub use csv::{Dialect, DialectError, shown};
pub(crate) use data_package::{DATA_PACKAGE, has_data_package, write_data_package};
pub(crate) use entity_tables::article_companies;
pub use explanation::explanation;
pub use format::Format;
pub(crate) use index_tables::{
    Conflicting, Labels, PeriodRow, conflict_row, contribution_rows, day_row, period_row,
    reject_row, share_row, source_row,
};
pub(crate) use kept::{KeptColumn, KeptKinds, kept_name};
pub(crate) use output::Output;
pub use output::OutputError;
pub use presentation::{Presentation, PresentationError, Tables};
pub use reader::{Row, TableError, TableReader};
pub(crate) use rewrite::{is_rewritten_as_it_is, rewrite};
pub(crate) use rows::Rows;
pub(crate) use table::{ArticleListing, BearingTable, IndexTable};
pub use table::{Column, Columns, Declaration, Kind, SCHEMA_VERSION, Table, columns};
pub(crate) use table_file::TableFile;
