//! Records to rows, a chunk at a time on any thread: analysed and written out at once, so that an
//! analysis lives no longer than its article.

use std::sync::Mutex;

use jiff::civil::Date;
use rayon::prelude::*;

use super::{
    journal::{Item, JournalCompany, JournalRecord, Problem},
    row_files::RowFile,
    scorer::{RunScorer, Scored},
    settings::RunSettings,
    step::{Chunk, Entry},
};
use crate::{
    aggregate::{
        Calendar, SessionError,
        conflict::{ClaimFact, may_be_figure},
        order_key,
    },
    config::EntityChoice,
    lexicon::Lexicon,
    model::{
        Analysis, Article, ArticleEntity, ArticleFacts, ArticleId, ArticleStatements, ArticleTheme,
        Claim, Document, Reason, Reject, Weighable, significant,
    },
    pipeline::{
        Pipeline, Progress, Scratch,
        fact_values::{hash_of, seconds_of},
    },
    score,
    write::{self, ArticleCells, ArticleContext, Rows, Table},
};

/// Records worked on together: enough to share buffers, few enough to share out the work.
const CHUNK: usize = 16;

/// Bytes of text whose analyses wait for a model together.
const HELD: usize = 1 << 20;

/// Turns records into rows; shared by all threads.
pub(super) struct Renderer<'a> {
    pipeline: &'a Pipeline,
    files: &'a [RowFile],
    calendar: Calendar,
    entities: EntityChoice,
    scorer: Option<RunScorer>,
    /// The first day that the calendar does not have.
    outside: Mutex<Option<SessionError>>,
    /// Buffers of rows that are written: the next chunks use them again.
    spare: Mutex<Vec<Vec<u8>>>,
    /// Buffers of analyses that no thread works with.
    scratches: Mutex<Vec<Scratch>>,
    progress: &'a dyn Progress,
}

/// An entry of which everything is known that depends on it alone.
enum Analysed {
    /// The boundary of an input.
    Boundary(Item),
    Reject(Reject),
    Article(Box<(Article, Analysis)>),
}

impl Analysed {
    fn analysis(&self) -> Option<&Analysis> {
        if let Self::Article(both) = self { Some(&both.1) } else { None }
    }

    fn text_bytes(&self) -> usize {
        self.analysis().map_or(0, |analysis| analysis.document.text.len())
    }
}

impl<'a> Renderer<'a> {
    pub(super) fn new(
        pipeline: &'a Pipeline,
        settings: &RunSettings,
        files: &'a [RowFile],
        progress: &'a dyn Progress,
    ) -> Self {
        Self {
            progress,
            pipeline,
            files,
            calendar: settings.aggregate.calendar.clone(),
            entities: settings.aggregate.entities,
            scorer: settings.scorer.clone(),
            outside: Mutex::default(),
            spare: Mutex::default(),
            scratches: Mutex::default(),
        }
    }

    /// The chunks of a batch, in order.
    pub(super) fn render(&self, entries: Vec<Entry>) -> Vec<Chunk> {
        let chunks = entries.into_par_iter().chunks(CHUNK);
        chunks.map(|entries| self.render_chunk(entries)).collect()
    }

    /// Buffers for analyses, of an earlier chunk where there are any.
    fn scratch(&self) -> Scratch {
        let spare = self.scratches.lock().map_or_else(|_| None, |mut spare| spare.pop());
        // tables have no trace of scores, but models read it
        let is_traced = self.scorer.is_some();
        spare.unwrap_or_else(|| if is_traced { Scratch::default() } else { Scratch::untraced() })
    }

    fn render_chunk(&self, entries: Vec<Entry>) -> Chunk {
        if self.progress.is_cancelled() {
            // whoever asked for the batch throws it away
            return Chunk { items: Vec::new(), rows: Vec::new() };
        }
        let mut scratch = self.scratch();
        let open = |file: &RowFile| file.format.rows_in(file.table, self.buffer());
        let mut rows: Vec<Rows> = self.files.iter().map(open).collect();
        let mut ends = vec![0; rows.len()];
        let mut items = Vec::with_capacity(entries.len());
        let mut held: Vec<Analysed> = Vec::new();
        let mut entries = entries.into_iter().peekable();
        while let Some(entry) = entries.next() {
            held.push(self.analyse(&mut scratch, entry));
            // a model is given the sentences of several articles; without one an analysis lives no
            // longer than its article
            let is_enough = self.scorer.is_none()
                || held.iter().map(Analysed::text_bytes).sum::<usize>() >= HELD;
            if is_enough || entries.peek().is_none() {
                let scored = self.score(&held);
                let written = held.drain(..).zip(scored);
                items.extend(written.map(|(analysed, scored)| {
                    self.render_entry(analysed, scored, &mut rows, &mut ends)
                }));
            }
        }
        if let Ok(mut scratches) = self.scratches.lock() {
            scratches.push(scratch);
        }
        Chunk { items, rows: rows.into_iter().map(Rows::into_bytes).collect() }
    }

    /// What the model says of each article, where there is a model.
    fn score(&self, held: &[Analysed]) -> Vec<Option<Scored>> {
        let Some(scorer) = &self.scorer else { return held.iter().map(|_| None).collect() };
        let analyses: Vec<&Analysis> = held.iter().filter_map(Analysed::analysis).collect();
        let mut said = scorer.score(&analyses).into_iter();
        held.iter().map(|analysed| analysed.analysis().and_then(|_| said.next())).collect()
    }

    /// Analyses a record.
    fn analyse(&self, scratch: &mut Scratch, entry: Entry) -> Analysed {
        let record = match entry {
            Entry::Source(state) => return Analysed::Boundary(Item::Source(state)),
            Entry::End => return Analysed::Boundary(Item::End),
            Entry::Record(record) => *record,
        };
        let analysed = record.finish().and_then(|mut article| {
            let analysis = self.pipeline.analyze_with(&article, scratch);
            // rows take their words from the document
            article.text = String::new();
            foreign(&article, &analysis).map_or(Ok((article, analysis)), Err)
        });
        analysed.map_or_else(Analysed::Reject, |both| Analysed::Article(Box::new(both)))
    }

    /// Adds the rows of a record; `ends` is where those before it end in each file.
    fn render_entry(
        &self,
        analysed: Analysed,
        scored: Option<Scored>,
        rows: &mut [Rows],
        ends: &mut [usize],
    ) -> Item {
        match analysed {
            Analysed::Boundary(item) => item,
            Analysed::Reject(reject) => {
                self.write_rejects(std::slice::from_ref(&reject), rows);
                Item::Reject(Problem::from(&reject), grown(rows, ends))
            }
            Analysed::Article(both) => self.render_article(*both, scored, rows, ends),
        }
    }

    fn render_article(
        &self,
        (article, analysis): (Article, Analysis),
        scored: Option<Scored>,
        rows: &mut [Rows],
        ends: &mut [usize],
    ) -> Item {
        let facts = self.facts(&article, &analysis);
        let said = said(self.pipeline.lexicon(), &analysis);
        let tones = scored.as_ref().map_or(&[][..], |scored| &scored.tones);
        let context =
            ArticleContext::new(&article, &analysis, self.pipeline.lexicon()).with_model(tones);
        self.write_rows(&context, &said, rows);
        self.write_rejects(&analysis.problems, rows);
        Item::Article(Box::new(JournalRecord {
            facts,
            cells: ArticleCells::of(&article, &analysis),
            companies: match self.entities {
                EntityChoice::Off => Vec::new(),
                _ => companies(&analysis, &said),
            },
            themes: said.themes,
            entity_rows: match self.entities {
                EntityChoice::Off => [0; 2],
                _ => [analysis.entities.len() as u32, analysis.entity_mentions.len() as u32],
            },
            sketch: analysis.sketch.to_bytes().to_vec(),
            problems: analysis.problems.iter().map(Problem::from).collect(),
            claims: claims(analysis, &facts),
            model: scored.map(|scored| scored.sum),
            lengths: grown(rows, ends),
        }))
    }

    /// An empty buffer.
    fn buffer(&self) -> Vec<u8> {
        let mut buffer =
            self.spare.lock().map_or_else(|_| None, |mut spare| spare.pop()).unwrap_or_default();
        buffer.clear();
        buffer
    }

    /// Takes back the buffers of a chunk.
    pub(super) fn recycle(&self, rows: Vec<Vec<u8>>) {
        if let Ok(mut spare) = self.spare.lock() {
            // in the order of their use, so that large ones go to large tables again
            spare.extend(rows.into_iter().rev());
        }
    }

    /// The first day met that the calendar does not have.
    pub(super) fn outside(&self) -> Option<SessionError> {
        self.outside.lock().ok().and_then(|mut outside| outside.take())
    }

    fn facts(&self, article: &Article, analysis: &Analysis) -> ArticleFacts {
        let day = self.calendar.day(&analysis.document.published).unwrap_or_else(|error| {
            if let Ok(mut outside) = self.outside.lock() {
                outside.get_or_insert(error);
            }
            None
        });
        facts(article, analysis, day)
    }

    fn write_rows(
        &self,
        context: &ArticleContext<'_>,
        said: &ArticleStatements,
        rows: &mut [Rows],
    ) {
        let has_entities = self.entities != EntityChoice::Off;
        for (file, rows) in self.files.iter().zip(rows) {
            let is_off = matches!(file.table, Table::Entities | Table::EntityMentions);
            if has_entities || !is_off {
                write::rows_of_article(file.table, context, said, rows);
            }
        }
    }

    fn write_rejects(&self, rejects: &[Reject], rows: &mut [Rows]) {
        let own = self.files.iter().zip(rows).filter(|(file, _)| file.table == Table::Rejects);
        for (_, rows) in own {
            for reject in rejects {
                write::reject_row(reject, rows);
            }
        }
    }
}

/// What of an article decides where it counts; `day` is that of the calendar.
pub(in crate::pipeline) fn facts(
    article: &Article,
    analysis: &Analysis,
    day: Option<Date>,
) -> ArticleFacts {
    let document = &analysis.document;
    ArticleFacts {
        article_id: analysis.article_id,
        content_hash: analysis.content_hash,
        source: document.source.as_deref().map(hash_of),
        published: order_key(&document.published),
        first_seen: article.first_seen.as_deref().and_then(seconds_of),
        day,
        words: analysis.words,
    }
}

/// By how much each file has grown since it ended at `ends`, which then are the new ends.
fn grown(rows: &mut [Rows], ends: &mut [usize]) -> Vec<u64> {
    let lengths = rows.iter_mut().zip(ends).map(|(rows, end)| {
        let length = rows.byte_len() - *end;
        *end += length;
        length as u64
    });
    lengths.collect()
}

/// What an article says of its themes and companies, in the numbers that tables have: an index that
/// is computed from the tables sees the same.
pub(in crate::pipeline) fn said(lexicon: &Lexicon, analysis: &Analysis) -> ArticleStatements {
    let repeats = score::Repeats::among(&analysis.document.text, &analysis.sentences);
    let all = analysis.themes.iter().chain(&analysis.composites);
    let mut assigned: Vec<_> = all.filter(|theme| theme.is_assigned).collect();
    assigned.sort_unstable_by_key(|theme| theme.theme);
    let rounded = assigned.into_iter().map(|theme| {
        let own = (analysis, &repeats);
        let (statements, mood) = score::theme_statements(lexicon, own, theme.theme);
        let bearing = ArticleTheme {
            key: theme.theme,
            sentiment: significant(theme.sentiment),
            sentences: [theme.positive, theme.neutral, theme.negative],
            hits: theme.hits,
            density: significant(theme.density),
            sums: theme.sums.rounded(),
            mood,
        };
        Weighable { bearing, statements }
    });
    let themes = rounded.collect();
    ArticleStatements { themes, of_entities: score::entity_statements(analysis, &repeats) }
}

fn companies(analysis: &Analysis, said: &ArticleStatements) -> Vec<JournalCompany> {
    let all = write::article_companies(analysis);
    let company = |(number, is_known, bearing): (usize, bool, ArticleEntity)| {
        let (statements, mood) = said.of_entities.get(number).cloned().unwrap_or_default();
        let bearing = ArticleEntity { mood, ..bearing };
        JournalCompany { is_known, said: Weighable { bearing, statements } }
    };
    all.map(company).collect()
}

/// The claims of an article that others may contradict; its story and place are not known yet.
fn claims(analysis: Analysis, facts: &ArticleFacts) -> Vec<ClaimFact> {
    // a long article has no room for the rest beside them
    let (claims, document) = claims_and_document(analysis);
    let Document { text, source, .. } = &document;
    let fact = |(number, claim): (usize, Claim)| {
        Some(ClaimFact {
            ordinal: 0,
            article_id: facts.article_id,
            story_id: ArticleId::default(),
            claim_number: number as u32,
            sentence: claim.sentence,
            source: source.clone(),
            subject: claim.subject,
            subject_id: claim.subject_id,
            metric: claim.metric,
            kind: claim.kind,
            direction: claim.direction,
            unit: claim.unit,
            value: claim.value,
            value_hi: claim.value_hi,
            qualifier: claim.qualifier,
            modality: claim.modality,
            period_text: claim.period.map(|period| period.of(text).to_owned()),
            period_start: claim.period_start,
            period_end: claim.period_end,
            as_of: claim.as_of,
            normal: *claim.normal?,
            day: facts.day,
            undefined: claim.undefined,
            is_base: claim.rule == "origin",
            surface: claim.span.of(text).to_owned(),
        })
    };
    let comparable = claims.into_iter().enumerate().filter(|(_, claim)| may_be_figure(claim));
    comparable.filter_map(fact).collect()
}

/// What claims are told by; lets go of all else.
fn claims_and_document(analysis: Analysis) -> (Vec<Claim>, Document) {
    (analysis.claims, analysis.document)
}

/// Why an article is not analysed although it could be read: it is not in English.
pub(in crate::pipeline) fn foreign(article: &Article, analysis: &Analysis) -> Option<Reject> {
    let language = analysis.language.as_deref().filter(|l| *l != "en")?;
    Some(Reject {
        locator: article.locator.clone(),
        stage: "clean".into(),
        reason: Reason::Language,
        detail: if language == "und" {
            "the story lacks the words that English cannot do without; expected English".to_owned()
        } else {
            format!("the story is in `{language}`; expected English")
        },
        bytes: article.bytes,
    })
}
