//! Articles that are in memory to the tables of single articles: what Python and Spark are given.

use std::sync::Mutex;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;
use rayon::prelude::*;

use super::{
    Pipeline, Progress, Scratch, Size,
    run::{facts, foreign, said},
};
use crate::{
    aggregate::{Calendar, SessionError},
    lexicon::Lexicon,
    load::Record,
    model::{Analysis, Article, Reject, Score, StoryOf},
    score::TextType,
    write::{
        self, ArrowRows, ArticleCells, ArticleContext, Columns as _, Table, columns::Articles,
    },
};

/// Records worked on together: the same for any number of threads, so that batches are.
const CHUNK: usize = 64;
/// Rows of a table from which a batch is whole.
const BATCH_ROWS: usize = 1 << 16;
/// Bytes of memory from which it is: offsets of texts have 32 bits.
const BATCH_BYTES: usize = 256 << 20;

/// Columns of `articles` that only an archive can fill: they tell of other articles.
const OF_ARCHIVE: [Articles; 3] =
    [Articles::StoryId, Articles::StorySimilarity, Articles::IsOriginal];

/// Why a batch of articles has no tables.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BatchError {
    /// A day that the calendar does not have.
    #[error("{0}; choose another calendar, or civil days")]
    Calendar(#[from] SessionError),
    /// The system gives no threads.
    #[error("cannot start threads: {0}; try one thread")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    /// Rows that are none of their table.
    #[error("{0}")]
    Rows(#[from] ArrowError),
    /// Whoever waited for it wants it no more.
    #[error("stopped")]
    Cancelled,
}

/// The tables that articles have without an archive around them, `articles` without the columns that
/// tell of other articles.
pub const BATCH_TABLES: [Table; Table::OF_ARTICLE.len() + 1] = {
    let mut tables = [Table::Articles; Table::OF_ARTICLE.len() + 1];
    let mut n = 0;
    while n < Table::OF_ARTICLE.len() {
        tables[n + 1] = Table::OF_ARTICLE[n];
        n += 1;
    }
    tables
};

/// The columns that [`Pipeline::tables`] fills of one of [`BATCH_TABLES`].
///
/// # Errors
/// Never, as long as the columns are those of the table.
pub fn batch_schema(table: Table) -> Result<SchemaRef, ArrowError> {
    let schema = table.arrow_schema();
    if table != Table::Articles {
        return Ok(schema);
    }
    let kept: Vec<usize> = Articles::ALL
        .iter()
        .filter(|column| !OF_ARCHIVE.contains(column))
        .map(|column| column.position())
        .collect();
    schema.project(&kept).map(Into::into)
}

impl Pipeline {
    /// The rows of one article in one of [`Table::OF_ARTICLE`].
    ///
    /// # Errors
    /// When a cell is null in a column that has no nulls.
    pub fn rows(
        &self,
        article: &Article,
        analysis: &Analysis,
        table: Table,
    ) -> Result<RecordBatch, BatchError> {
        let context = ArticleContext::new(article, analysis, self.lexicon());
        let mut rows = ArrowRows::new(table);
        write::rows_of_article(table, &context, &said(self.lexicon(), analysis), &mut rows);
        Ok(rows.finish()?)
    }

    /// The rows of [`BATCH_TABLES`] for `count` records, which `record` returns by their numbers from
    /// 0, on `threads` threads (all cores where that is `None`). Rows are in the order of the
    /// records. No article is left out as a copy of another: the same one twice has its rows twice.
    ///
    /// # Errors
    /// When the calendar does not have a day, or `progress` says that it is wanted no more.
    pub fn tables(
        &self,
        count: usize,
        record: &(dyn Fn(usize) -> Record + Sync),
        calendar: &Calendar,
        threads: Option<usize>,
        progress: &dyn Progress,
    ) -> Result<Vec<(Table, Vec<RecordBatch>)>, BatchError> {
        progress.begin("analysing", Size::Records(count as u64));
        // whoever waits is told by one thread at a time
        let teller = Mutex::new(());
        let analyse = |scratch: &mut Scratch, first: usize| {
            if progress.is_cancelled() {
                return Err(BatchError::Cancelled);
            }
            let end = (first + CHUNK).min(count);
            let mut rows = BatchRows::new(self.lexicon(), calendar);
            for number in first..end {
                rows.push(self, record(number), scratch)?;
            }
            let _held = teller.lock();
            progress.advance(0, (end - first) as u64);
            rows.finish()
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build()?;
        let chunks: Vec<Vec<RecordBatch>> = pool.install(|| {
            (0..count.div_ceil(CHUNK))
                .into_par_iter()
                .map_init(Scratch::untraced, |scratch, n| analyse(scratch, n * CHUNK))
                .collect::<Result<_, _>>()
        })?;
        let tables = BATCH_TABLES.iter().enumerate().map(|(n, table)| {
            let own = chunks.iter().filter_map(|chunk| chunk.get(n));
            Ok((*table, merged(&batch_schema(*table)?, own)?))
        });
        tables.collect()
    }
}

impl Pipeline {
    /// [`Pipeline::score`] of many texts, each towards its target where it has one, in their order.
    ///
    /// # Errors
    /// When `progress` says that they are wanted no more.
    pub fn scores(
        &self,
        texts: &[String],
        targets: &[Option<String>],
        text_type: Option<TextType>,
        threads: Option<usize>,
        progress: &dyn Progress,
    ) -> Result<Vec<Score>, BatchError> {
        let score = |(n, text): (usize, &String)| {
            if progress.is_cancelled() {
                return Err(BatchError::Cancelled);
            }
            let target = targets.get(n).and_then(Option::as_deref);
            Ok(self.score(text, target, text_type))
        };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build()?;
        pool.install(|| texts.par_iter().enumerate().map(score).collect())
    }
}

/// The rows of some records in each of the tables.
struct BatchRows<'a> {
    lexicon: &'a Lexicon,
    calendar: &'a Calendar,
    tables: [ArrowRows; BATCH_TABLES.len()],
}

impl<'a> BatchRows<'a> {
    fn new(lexicon: &'a Lexicon, calendar: &'a Calendar) -> Self {
        Self { lexicon, calendar, tables: BATCH_TABLES.map(ArrowRows::new) }
    }

    /// Adds the rows of a record.
    fn push(
        &mut self,
        pipeline: &Pipeline,
        record: Record,
        scratch: &mut Scratch,
    ) -> Result<(), BatchError> {
        let analysed = record.and_then(|article| {
            let analysis = pipeline.analyze_with(&article, scratch);
            foreign(&article, &analysis).map_or(Ok((article, analysis)), Err)
        });
        match analysed {
            Ok((article, analysis)) => self.push_article(&article, &analysis),
            Err(reject) => {
                self.push_rejects(std::slice::from_ref(&reject));
                Ok(())
            }
        }
    }

    fn push_article(&mut self, article: &Article, analysis: &Analysis) -> Result<(), BatchError> {
        let day = self.calendar.day(&analysis.document.published)?;
        let facts = facts(article, analysis, day);
        let context = ArticleContext::new(article, analysis, self.lexicon);
        let said = said(self.lexicon, analysis);
        for (table, rows) in BATCH_TABLES.into_iter().zip(&mut self.tables) {
            if table == Table::Articles {
                let cells = ArticleCells::of(article, analysis);
                // what is put together from other themes is none that an article bears
                let ids = said.themes.iter().map(|own| self.lexicon.theme(own.bearing.key));
                let ids = ids.filter(|theme| theme.composite.is_none());
                let ids = ids.map(|theme| theme.id.as_str());
                // left out of the batch
                let story =
                    StoryOf { story_id: facts.article_id, similarity: 1.0, is_original: true };
                write::article_row(&cells, &facts, ids, story, None, &[], rows);
            } else {
                write::rows_of_article(table, &context, &said, rows);
            }
        }
        self.push_rejects(&analysis.problems);
        Ok(())
    }

    fn push_rejects(&mut self, rejects: &[Reject]) {
        let own = BATCH_TABLES.into_iter().zip(&mut self.tables);
        for (_, rows) in own.filter(|(table, _)| *table == Table::Rejects) {
            for reject in rejects {
                write::reject_row(reject, rows);
            }
        }
    }

    /// The batch of each table.
    fn finish(self) -> Result<Vec<RecordBatch>, BatchError> {
        let batches = BATCH_TABLES.into_iter().zip(self.tables).map(|(table, mut rows)| {
            let mut batch = rows.finish()?;
            if table == Table::Articles {
                for column in OF_ARCHIVE.iter().rev() {
                    batch.remove_column(column.position());
                }
            }
            Ok(batch)
        });
        batches.collect()
    }
}

/// Few large batches of many small ones; one without rows where there are none.
fn merged<'b>(
    schema: &SchemaRef,
    chunks: impl Iterator<Item = &'b RecordBatch>,
) -> Result<Vec<RecordBatch>, ArrowError> {
    let (mut out, mut held, mut rows, mut bytes) = (Vec::new(), Vec::new(), 0, 0);
    for chunk in chunks.filter(|chunk| chunk.num_rows() > 0) {
        rows += chunk.num_rows();
        bytes += chunk.get_array_memory_size();
        held.push(chunk);
        if rows >= BATCH_ROWS || bytes >= BATCH_BYTES {
            out.push(concat_batches(schema, held.drain(..))?);
            (rows, bytes) = (0, 0);
        }
    }
    if !held.is_empty() || out.is_empty() {
        out.push(concat_batches(schema, held)?);
    }
    Ok(out)
}
