//! Analysed articles to tables, in order: duplicates are counted, rows rendered in parallel, stories joined at the end.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufWriter, Write as _},
};

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Analysed,
    settings::{RunError, RunSettings, Undated},
    summary::Counts,
};
use crate::{
    aggregate::CivilDays,
    lexicon::Lexicon,
    model::{Analysis, Article, ArticleFacts, ArticleTheme, Reason, Reject},
    pipeline::Pipeline,
    write::{self, ArticleContext, Format, Output, OutputError, Table},
};

/// Tables that hold rows of single articles.
const ARTICLE_TABLES: [Table; 4] = [Table::Mentions, Table::Claims, Table::Quotes, Table::Removed];

/// Articles rendered together: enough to make the split worth it.
const CHUNK: usize = 32;

/// Rejects that the summary shows.
const SHOWN_REJECTS: usize = 5;

/// The tables of a run while they grow.
pub(super) struct Tables<'a> {
    pub(super) lexicon: &'a Lexicon,
    pub(super) settings: &'a RunSettings,
    days: CivilDays,
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

/// An article that has rows, and the day on which it counts.
pub(super) struct Admitted {
    article: Article,
    analysis: Analysis,
    day: Option<Date>,
}

/// Rendered rows of some articles.
type Rendered = Vec<(Table, Format, Vec<u8>)>;

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
            days: CivilDays::new(settings.zone.clone()),
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

    /// Takes a batch in order: rejects get their rows, duplicates are counted, the rest is kept for aggregation.
    pub(super) fn admit(&mut self, analysed: Vec<Analysed>) -> Result<Vec<Admitted>, RunError> {
        let mut admitted = Vec::new();
        for record in analysed {
            self.counts.seen += 1;
            let (article, analysis) = match record {
                Ok(pair) => pair,
                Err(reject) => {
                    self.counts.rejects += 1;
                    self.reject(&reject)?;
                    continue;
                }
            };
            if let Some(reject) = foreign(&article, &analysis) {
                self.counts.rejects += 1;
                self.reject(&reject)?;
                continue;
            }
            let article_id = u64::from_str_radix(&analysis.article_id, 16).unwrap_or_default();
            if !self.seen.insert(article_id) {
                self.counts.duplicates += 1;
                continue;
            }
            for problem in &analysis.problems {
                self.counts.problems += 1;
                self.reject(problem)?;
            }
            let day = self.days.day(&analysis.document.published);
            self.counts.analysed += 1;
            self.counts.undated += u64::from(day.is_none());
            self.keep_facts(article_id, &analysis, day);
            admitted.push(Admitted { article, analysis, day });
        }
        Ok(admitted)
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

    fn keep_facts(&mut self, article_id: u64, analysis: &Analysis, day: Option<Date>) {
        let next = self.sources.len() as u32;
        let source = analysis.document.source.as_ref().map(|s| *self.sources.entry(s.clone()).or_insert(next));
        let index = self.articles.len() as u32;
        let published = CivilDays::order_key(&analysis.document.published);
        self.articles.push(ArticleFacts { article_id, content_hash: analysis.content_hash, source, published, day });
        if day.is_none() && self.settings.undated == Undated::Skip {
            return;
        }
        self.borne.extend(analysis.themes.iter().filter(|t| t.is_borne).map(|t| ArticleTheme {
            article: index,
            theme: t.theme,
            sentiment: t.sentiment,
            sentences: [t.positive, t.neutral, t.negative],
        }));
    }

    /// The rows of a batch, in parallel and in order.
    pub(super) fn render(&self, articles: &[Admitted]) -> Vec<Rendered> {
        articles.par_chunks(CHUNK).map(|chunk| self.render_chunk(chunk)).collect()
    }

    fn render_chunk(&self, chunk: &[Admitted]) -> Rendered {
        let mut rows: Vec<(Table, Format, write::Rows)> = Vec::new();
        for table in ARTICLE_TABLES {
            rows.extend(self.settings.formats.iter().map(|format| (table, *format, format.rows(table))));
        }
        let mut spooled: Vec<(Format, Vec<u8>)> = self.settings.formats.iter().map(|f| (*f, Vec::new())).collect();
        for admitted in chunk {
            let context = ArticleContext::new(&admitted.article, &admitted.analysis, self.lexicon);
            for (format, spool) in &mut spooled {
                let mut row = format.rows(Table::Articles);
                write::article_row(&context, admitted.day, &mut row);
                row.end_row();
                let bytes = row.into_bytes();
                spool.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
                spool.extend_from_slice(&bytes);
            }
            for (table, _, rows) in &mut rows {
                match table {
                    Table::Mentions => write::mention_rows(&context, rows, write::Rows::end_row),
                    Table::Claims => write::claim_rows(&context, rows, write::Rows::end_row),
                    Table::Quotes => write::quote_rows(&context, rows, write::Rows::end_row),
                    _ => write::removed_rows(&context, rows, write::Rows::end_row),
                }
            }
        }
        let rendered = rows.into_iter().map(|(table, format, rows)| (table, format, rows.into_bytes()));
        rendered.chain(spooled.into_iter().map(|(format, bytes)| (Table::Articles, format, bytes))).collect()
    }

    /// Writes what [`Self::render`] made.
    pub(super) fn append(&mut self, rendered: Vec<Rendered>) -> Result<(), RunError> {
        for (table, format, bytes) in rendered.into_iter().flatten() {
            if table == Table::Articles {
                if let Some((_, spool)) = self.spools.iter_mut().find(|(f, _)| *f == format) {
                    spool
                        .write_all(&bytes)
                        .map_err(|source| OutputError::Write { path: self.output.scratch(&spool_name(format)), source })?;
                }
            } else {
                self.output.append(table, format, &bytes)?;
            }
        }
        Ok(())
    }
}

/// Name of the file that holds rows of articles until their stories are known: each its length in four bytes, then itself.
pub(super) fn spool_name(format: Format) -> String {
    format!("articles.{}.spool", format.name())
}

/// Why an article is not analysed although it could be read: it is not in English.
fn foreign(article: &Article, analysis: &Analysis) -> Option<Reject> {
    let language = analysis.language.as_deref().filter(|l| *l != "en")?;
    Some(Reject {
        locator: article.locator.clone(),
        stage: "clean",
        reason: Reason::Language,
        detail: format!("the story is in `{language}`; expected English"),
        bytes: article.bytes,
    })
}
