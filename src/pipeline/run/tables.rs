//! Rendered articles to tables, in order: duplicates are counted, rows appended, facts kept for the index.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write as _},
};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    render::{Chunk, Entry, Renderer},
    settings::{RunError, RunSettings, Undated},
    summary::Counts,
};
use crate::{
    lexicon::Lexicon,
    model::{Analysis, Article, ArticleFacts, ArticleTheme, Reason, Reject},
    pipeline::Pipeline,
    write::{self, Format, Output, OutputError, Table},
};

/// Tables that hold rows of single articles.
pub(super) const ARTICLE_TABLES: [Table; 4] = [Table::Mentions, Table::Claims, Table::Quotes, Table::Removed];

/// Rejects that the summary shows.
const SHOWN_REJECTS: usize = 5;

/// The tables of a run while they grow.
pub(super) struct Tables<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) settings: &'a RunSettings,
    pub(super) output: Output,
    /// The articles table without its story columns, which need all articles; one file per format.
    pub(super) spools: Vec<(Format, BufWriter<File>)>,
    seen: FxHashSet<u64>,
    sources: FxHashMap<String, u32>,
    pub(super) articles: Vec<ArticleFacts>,
    pub(super) borne: Vec<ArticleTheme>,
    pub(super) counts: Counts,
    pub(super) reasons: BTreeMap<Reason, u64>,
    pub(super) first_rejects: Vec<(String, Reason, String)>,
}

impl<'a> Tables<'a> {
    pub(super) fn create(pipeline: &'a Pipeline, settings: &'a RunSettings) -> Result<Self, RunError> {
        let output = Output::create(&settings.out, &settings.formats)?;
        let mut spools = Vec::new();
        for format in &settings.formats {
            let path = output.scratch(&spool_name(*format));
            let file = File::create(&path).map_err(|source| OutputError::Write { path, source })?;
            spools.push((*format, BufWriter::new(file)));
        }
        Ok(Self {
            lexicon: pipeline.lexicon(),
            settings,
            output,
            spools,
            seen: FxHashSet::default(),
            sources: FxHashMap::default(),
            articles: Vec::new(),
            borne: Vec::new(),
            counts: Counts::default(),
            reasons: BTreeMap::new(),
            first_rejects: Vec::new(),
        })
    }

    /// Takes the chunks of a batch in order: rejects get their rows, duplicates are counted, the rest is kept for
    /// aggregation and its rows are appended.
    pub(super) fn append(&mut self, chunks: Vec<Chunk>, renderer: &Renderer<'_>) -> Result<(), RunError> {
        for chunk in chunks {
            let mut done = vec![0; chunk.rows.len()];
            for entry in chunk.entries {
                self.counts.seen += 1;
                match entry {
                    Err(reject) => {
                        self.counts.rejects += 1;
                        self.reject(&reject)?;
                    }
                    Ok(entry) if self.seen.insert(entry.facts.article_id) => {
                        self.append_rows(&chunk.rows, &done, &entry.ends)?;
                        done.clone_from(&entry.ends);
                        self.keep(entry)?;
                    }
                    Ok(duplicate) => {
                        self.counts.duplicates += 1;
                        done = duplicate.ends;
                    }
                }
            }
            renderer.recycle(chunk.rows);
        }
        Ok(())
    }

    fn append_rows(&mut self, rows: &[(Table, Format, Vec<u8>)], from: &[usize], to: &[usize]) -> Result<(), RunError> {
        for ((table, format, bytes), (from, to)) in rows.iter().zip(from.iter().zip(to)) {
            let own = bytes.get(*from..*to).unwrap_or_default();
            if *table == Table::Articles {
                if let Some((_, spool)) = self.spools.iter_mut().find(|(f, _)| f == format) {
                    let path = || self.output.scratch(&spool_name(*format));
                    spool.write_all(own).map_err(|source| OutputError::Write { path: path(), source })?;
                }
            } else {
                self.output.append(*table, *format, own)?;
            }
        }
        Ok(())
    }

    /// Keeps what the index needs of an article.
    fn keep(&mut self, entry: Entry) -> Result<(), RunError> {
        for problem in &entry.problems {
            self.counts.problems += 1;
            self.reject(problem)?;
        }
        let is_undated = entry.facts.day.is_none();
        self.counts.analysed += 1;
        self.counts.undated += u64::from(is_undated);
        let next = self.sources.len() as u32;
        let source = entry.source.map(|s| *self.sources.entry(s).or_insert(next));
        let index = self.articles.len() as u32;
        self.articles.push(ArticleFacts { source, ..entry.facts });
        if is_undated && self.settings.undated == Undated::Skip {
            return Ok(());
        }
        self.borne.extend(entry.themes.iter().filter(|t| t.is_borne).map(|t| ArticleTheme {
            article: index,
            theme: t.theme,
            sentiment: t.sentiment,
            sentences: [t.positive, t.neutral, t.negative],
        }));
        Ok(())
    }

    fn reject(&mut self, reject: &Reject) -> Result<(), RunError> {
        *self.reasons.entry(reject.reason).or_insert(0) += 1;
        if self.first_rejects.len() < SHOWN_REJECTS {
            self.first_rejects.push((reject.locator.clone(), reject.reason, reject.detail.clone()));
        }
        for format in self.settings.formats.clone() {
            let mut rows = format.rows(Table::Rejects);
            write::reject_row(reject, &mut rows);
            self.output.append(Table::Rejects, format, &rows.into_bytes())?;
        }
        Ok(())
    }
}

/// Name of the file that holds rows of articles until their stories are known: each its length in four bytes, then itself.
pub(super) fn spool_name(format: Format) -> String {
    format!("articles.{}.spool", format.name())
}

/// Why an article is not analysed although it could be read: it is not in English.
pub(super) fn foreign(article: &Article, analysis: &Analysis) -> Option<Reject> {
    let language = analysis.language.as_deref().filter(|l| *l != "en")?;
    Some(Reject {
        locator: article.locator.clone(),
        stage: "clean",
        reason: Reason::Language,
        detail: format!("the story is in `{language}`; expected English"),
        bytes: article.bytes,
    })
}
