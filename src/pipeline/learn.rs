//! An archive to the lines that recur in it: page boilerplate that no pattern knows.
//!
//! A paragraph that cleaning leaves in the story is learned when it occurs, word for word, under
//! enough different headlines of one publisher, on more than two days where days are known. Two
//! passes in bounded memory: the first counts hashes in a table of fixed size, the second looks
//! closely at those that can be frequent enough.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{Pipeline, Progress, RunError, archive::for_each_record};
use crate::{
    clean,
    lang::{in_one_line, normalised},
    lexicon::{Learned, LearnedFile, LearnedLine, LearnedSource},
    load::{self, Loaded, Options, Source},
    model::{Block, BlockKind, Document},
};

/// Counters of the first pass; a collision makes a paragraph a candidate, no more.
const COUNTERS: usize = 1 << 24;
/// Candidates and publishers that are looked at; an archive with more has no boilerplate but noise.
const MOST: usize = 1 << 20;
/// Longest paragraph that is learned, in bytes.
const MAX_BYTES: usize = 1_500;
/// Words of a heading that structures a story; longer ones may be calls to click.
const HEADING_WORDS: usize = 5;
/// Days on which a line must occur, where days are known.
const ENOUGH_DAYS: usize = 3;

/// How to learn.
#[derive(Debug, Clone)]
pub struct LearnSettings {
    /// Files, folders, globs.
    pub inputs: Vec<String>,
    /// How to read.
    pub load: Options,
    /// Fewest articles of a publisher that must have the line, under headlines that differ.
    pub min_articles: u32,
    /// Fewest of its articles that must have the line, as a share.
    pub min_share: f64,
    /// Threads; `None` takes all cores.
    pub threads: Option<usize>,
}

/// What was learned.
#[derive(Debug, Clone, Default)]
pub struct Learning {
    /// The lines by publisher.
    pub file: LearnedFile,
    /// Articles that were looked at.
    pub articles: u64,
    /// Records that could not be read.
    pub rejects: u64,
}

/// Learns which lines recur in an archive. The archive is read twice.
///
/// # Errors
/// When an input does not exist or threads cannot be started.
pub fn learn_boilerplate(
    pipeline: &Pipeline,
    settings: &LearnSettings,
    progress: &dyn Progress,
) -> Result<Learning, RunError> {
    let sources = load::expand(&settings.inputs)?.sources;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads.unwrap_or(0))
        .build()
        .map_err(RunError::Threads)?;
    let archive = Archive { pipeline, sources: &sources, options: &settings.load };
    pool.install(|| {
        let (first, rejects) = archive.count(progress);
        let candidates = archive.look_closely(&first, settings, progress);
        let articles = first.publishers.values().map(|p| p.articles).sum();
        Ok(Learning { file: learned(candidates, &first, settings), articles, rejects })
    })
}

/// What is read.
struct Archive<'a> {
    pipeline: &'a Pipeline,
    sources: &'a [Source],
    options: &'a Options,
}

/// A paragraph of a story.
struct Paragraph {
    key: u64,
    text: String,
}

/// What is looked at of an article.
struct Story {
    publisher: String,
    /// A number for the headline, or the first paragraph where there is none.
    headline: u64,
    day: Option<Date>,
    paragraphs: Vec<Paragraph>,
}

/// What the first pass knows.
struct First {
    counters: Vec<u8>,
    publishers: FxHashMap<String, Publisher>,
}

#[derive(Default)]
struct Publisher {
    articles: u64,
    /// Up to [`ENOUGH_DAYS`].
    days: Vec<Date>,
}

/// A paragraph that may recur.
struct Candidate {
    publisher: String,
    text: String,
    articles: u64,
    /// Different headlines, up to the number that is enough.
    headlines: Vec<u64>,
    days: Vec<Date>,
}

impl Archive<'_> {
    fn count(&self, progress: &dyn Progress) -> (First, u64) {
        let mut first = First { counters: vec![0; COUNTERS], publishers: FxHashMap::default() };
        let rejects = self.for_each_story("counting lines, pass 1 of 2", progress, &mut |story| {
            if first.publishers.len() >= MOST && !first.publishers.contains_key(&story.publisher) {
                return;
            }
            let publisher = first.publishers.entry(story.publisher).or_default();
            publisher.articles += 1;
            remember(&mut publisher.days, story.day, ENOUGH_DAYS);
            for paragraph in story.paragraphs {
                let counter = &mut first.counters[paragraph.key as usize % COUNTERS];
                *counter = counter.saturating_add(1);
            }
        });
        (first, rejects)
    }

    fn look_closely(
        &self,
        first: &First,
        settings: &LearnSettings,
        progress: &dyn Progress,
    ) -> FxHashMap<u64, Candidate> {
        let least = settings.min_articles.min(u32::from(u8::MAX)) as u8;
        let mut candidates: FxHashMap<u64, Candidate> = FxHashMap::default();
        self.for_each_story("comparing lines, pass 2 of 2", progress, &mut |story| {
            for paragraph in story
                .paragraphs
                .into_iter()
                .filter(|p| first.counters[p.key as usize % COUNTERS] >= least)
            {
                if candidates.len() >= MOST && !candidates.contains_key(&paragraph.key) {
                    continue;
                }
                let candidate = candidates.entry(paragraph.key).or_insert_with(|| Candidate {
                    publisher: story.publisher.clone(),
                    text: paragraph.text,
                    articles: 0,
                    headlines: Vec::new(),
                    days: Vec::new(),
                });
                candidate.articles += 1;
                remember(
                    &mut candidate.headlines,
                    Some(story.headline),
                    settings.min_articles as usize,
                );
                remember(&mut candidate.days, story.day, ENOUGH_DAYS);
            }
        });
        candidates
    }

    /// Gives every story of the archive to `take`, in order; how many records have none.
    fn for_each_story(
        &self,
        phase: &str,
        progress: &dyn Progress,
        take: &mut dyn FnMut(Story),
    ) -> u64 {
        let mut rejects = 0;
        for_each_record(
            self.sources,
            self.options,
            phase,
            progress,
            &|record| self.story(record),
            &mut |story| match story {
                Some(story) => take(story),
                None => rejects += 1,
            },
        );
        rejects
    }

    fn story(&self, record: Loaded) -> Option<Story> {
        let document = clean::clean(&record.finish().ok()?, self.pipeline.lexicon());
        let publisher = document.source.clone().unwrap_or_default();
        let mut paragraphs: Vec<Paragraph> = document
            .blocks
            .iter()
            .filter_map(|block| paragraph(&document, &publisher, *block))
            .collect();
        let first = paragraphs.first().map_or(0, |p| p.key);
        let headline =
            document.title.map_or(first, |title| Learned::key("", title.of(&document.text)));
        // once for each article
        paragraphs.sort_unstable_by_key(|p| p.key);
        paragraphs.dedup_by_key(|p| p.key);
        Some(Story { publisher, headline, day: document.published.day(), paragraphs })
    }
}

/// The paragraph of a block that could be boilerplate: no headline, and no short heading, as columns
/// have the same every day.
fn paragraph(document: &Document, publisher: &str, block: Block) -> Option<Paragraph> {
    let text = block.span.of(&document.text);
    let is_heading =
        block.kind == BlockKind::Heading && text.split_whitespace().count() <= HEADING_WORDS;
    if block.kind == BlockKind::Headline || is_heading {
        return None;
    }
    let has_words = text.chars().filter(|c| c.is_alphabetic()).nth(2).is_some();
    (has_words && text.len() <= MAX_BYTES)
        .then(|| Paragraph { key: Learned::key(publisher, text), text: text.to_owned() })
}

/// Adds a value that is not among the first `most`.
fn remember<T: PartialEq>(known: &mut Vec<T>, value: Option<T>, most: usize) {
    if let Some(value) = value.filter(|value| known.len() < most && !known.contains(value)) {
        known.push(value);
    }
}

/// The candidates that recur often enough, by publisher and frequency.
fn learned(
    candidates: FxHashMap<u64, Candidate>,
    first: &First,
    settings: &LearnSettings,
) -> LearnedFile {
    let mut by_publisher: BTreeMap<String, Vec<LearnedLine>> = BTreeMap::new();
    for candidate in candidates.into_values() {
        let Some(publisher) = first.publishers.get(&candidate.publisher) else { continue };
        let is_frequent = candidate.headlines.len() >= settings.min_articles as usize
            && candidate.articles as f64 >= settings.min_share * publisher.articles as f64
            && candidate.days.len() >= publisher.days.len().min(ENOUGH_DAYS);
        if is_frequent {
            let text = in_one_line(&candidate.text);
            by_publisher
                .entry(candidate.publisher)
                .or_default()
                .push(LearnedLine { articles: candidate.articles, text });
        }
    }
    let source = |(name, mut lines): (String, Vec<LearnedLine>)| {
        lines
            .sort_unstable_by(|a, b| b.articles.cmp(&a.articles).then_with(|| a.text.cmp(&b.text)));
        lines.dedup_by(|a, b| normalised(&a.text) == normalised(&b.text));
        let articles = first.publishers.get(&name).map_or(0, |p| p.articles);
        LearnedSource { name, articles, lines }
    };
    LearnedFile { sources: by_publisher.into_iter().map(source).collect() }
}
