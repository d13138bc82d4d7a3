//! Records to rows, a chunk at a time on any thread: analysed and written out at once, so that an analysis lives no longer
//! than its article.

use std::sync::Mutex;

use rayon::prelude::*;

use super::{
    settings::RunSettings,
    tables::{ARTICLE_TABLES, foreign},
};
use crate::{
    aggregate::CivilDays,
    load::Record,
    model::{Analysis, Article, ArticleFacts, DocumentTheme, Reject},
    pipeline::{Pipeline, Scratch},
    write::{self, ArticleContext, Format, Rows, Table},
};

/// Records worked on together: enough to share buffers, few enough to share out the work.
const CHUNK: usize = 16;

/// Turns records into rows; shared by all threads.
pub(super) struct Renderer<'a> {
    pub(super) pipeline: &'a Pipeline,
    pub(super) settings: &'a RunSettings,
    pub(super) days: CivilDays,
    /// Buffers of rows that are written: the next chunks use them again.
    pub(super) spare: Mutex<Vec<Vec<u8>>>,
}

/// The records of a chunk in order, with the rows of those that have some.
pub(super) struct Chunk {
    pub(super) entries: Vec<Result<Entry, Reject>>,
    /// Rows of one table and format, all articles of the chunk after one another.
    pub(super) rows: Vec<(Table, Format, Vec<u8>)>,
}

/// What the run must know of an article when its rows are rendered.
pub(super) struct Entry {
    /// `source` is not numbered yet.
    pub(super) facts: ArticleFacts,
    pub(super) source: Option<String>,
    pub(super) themes: Vec<DocumentTheme>,
    pub(super) problems: Vec<Reject>,
    /// Where its rows end in each element of [`Chunk::rows`].
    pub(super) ends: Vec<usize>,
}

impl Renderer<'_> {
    /// The chunks of a batch, in order.
    pub(super) fn render(&self, records: Vec<Record>) -> Vec<Chunk> {
        let chunks = records.into_par_iter().chunks(CHUNK);
        chunks.map_init(Scratch::default, |scratch, records| self.render_chunk(scratch, records)).collect()
    }

    fn render_chunk(&self, scratch: &mut Scratch, records: Vec<Record>) -> Chunk {
        let formats = &self.settings.formats;
        let mut rows: Vec<(Table, Format, Rows)> = Vec::new();
        for table in ARTICLE_TABLES {
            rows.extend(formats.iter().map(|format| (table, *format, format.rows_in(table, self.buffer()))));
        }
        let mut spools: Vec<(Format, Vec<u8>)> = formats.iter().map(|f| (*f, self.buffer())).collect();
        let entries = records.into_iter().map(|record| {
            let article = record?;
            let mut analysis = self.pipeline.analyze_with(&article, scratch);
            if let Some(reject) = foreign(&article, &analysis) {
                return Err(reject);
            }
            let facts = self.facts(&analysis);
            self.write_rows(&article, &analysis, &facts, &mut rows, &mut spools);
            let ends = rows.iter_mut().map(|(_, _, rows)| rows.byte_len()).chain(spools.iter().map(|(_, bytes)| bytes.len())).collect();
            let problems = std::mem::take(&mut analysis.problems);
            let themes = std::mem::take(&mut analysis.themes);
            Ok(Entry { facts, source: analysis.document.source.take(), themes, problems, ends })
        });
        let entries = entries.collect();
        let rows = rows.into_iter().map(|(table, format, rows)| (table, format, rows.into_bytes()));
        let rows = rows.chain(spools.into_iter().map(|(format, bytes)| (Table::Articles, format, bytes))).collect();
        Chunk { entries, rows }
    }

    /// An empty buffer.
    fn buffer(&self) -> Vec<u8> {
        let mut buffer = self.spare.lock().map_or_else(|_| None, |mut spare| spare.pop()).unwrap_or_default();
        buffer.clear();
        buffer
    }

    /// Takes back the buffers of a chunk.
    pub(super) fn recycle(&self, rows: Vec<(Table, Format, Vec<u8>)>) {
        if let Ok(mut spare) = self.spare.lock() {
            // in the order of their use, so that large ones go to large tables again
            spare.extend(rows.into_iter().rev().map(|(_, _, bytes)| bytes));
        }
    }

    fn facts(&self, analysis: &Analysis) -> ArticleFacts {
        let published = &analysis.document.published;
        ArticleFacts {
            article_id: u64::from_str_radix(&analysis.article_id, 16).unwrap_or_default(),
            content_hash: analysis.content_hash,
            source: None,
            published: CivilDays::order_key(published),
            day: self.days.day(published),
        }
    }

    fn write_rows(
        &self,
        article: &Article,
        analysis: &Analysis,
        facts: &ArticleFacts,
        rows: &mut [(Table, Format, Rows)],
        spools: &mut [(Format, Vec<u8>)],
    ) {
        let context = ArticleContext::new(article, analysis, self.pipeline.lexicon());
        for (format, spool) in spools {
            let mut row = format.rows(Table::Articles);
            write::article_row(&context, facts.day, &mut row);
            row.end_row();
            let bytes = row.into_bytes();
            spool.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
            spool.extend_from_slice(&bytes);
        }
        for (table, _, rows) in rows {
            match table {
                Table::Mentions => write::mention_rows(&context, rows, Rows::end_row),
                Table::Claims => write::claim_rows(&context, rows, Rows::end_row),
                Table::Quotes => write::quote_rows(&context, rows, Rows::end_row),
                _ => write::removed_rows(&context, rows, Rows::end_row),
            }
        }
    }
}
