//! One cell: what the articles of a theme and day say together, and what each gave to it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{
    IndexSettings,
    interval::{bootstrap, summarize},
    settings::{IntervalBy, StoryRepresentative},
    weights::Doc,
};
use crate::model::{ArticleId, Assignment, Contribution, IndexDay, Note};

/// Fewest stories of a cell without the note `too_few`.
const ENOUGH_STORIES: u32 = 5;
/// Cue hits per 200 words from which an article is about nothing but the theme: relevance is the
/// share of it.
const FULL_DENSITY: f64 = 5.0;
/// What a headline about the theme adds to relevance.
const HEADLINE_RELEVANCE: f64 = 0.5;

/// The articles of a theme or company and a day.
pub(super) struct CellInput<'a, K> {
    pub rows: &'a [Assignment<K>],
    /// What each of them says.
    pub sentiments: &'a [f64],
    /// How many articles of the story of each came in the 24 hours before it.
    pub repetitions: &'a [u32],
    /// Of resamples.
    pub seed: u64,
}

/// A document of the cell and the articles that speak for it, each with its share.
struct CellDocument {
    doc: Doc,
    rows: Vec<(usize, f64)>,
}

/// The cell, the contributions in the order of the articles, and the scores of its documents.
pub(super) fn cell<K: Clone>(
    key: &K,
    day: Option<Date>,
    input: &CellInput<'_, K>,
    settings: &IndexSettings,
) -> (IndexDay<K>, Vec<Contribution>, Vec<f64>) {
    let rows = input.rows;
    let documents = documents(input, settings.story);
    let docs: Vec<Doc> = documents.iter().map(|voice| voice.doc).collect();
    let weights = settings.across.weights(&docs);
    let weighted: Vec<(f64, f64)> =
        weights.iter().flatten().copied().zip(docs.iter().map(|doc| doc.sentiment)).collect();
    let summary = summarize(&weighted);
    let mut own = vec![0.0; rows.len()];
    for (voice, (weight, _)) in documents.iter().zip(&weighted) {
        for (row, share) in &voice.rows {
            own[*row] = weight * share;
        }
    }
    let contributions: Vec<Contribution> = rows
        .iter()
        .zip(own.iter().zip(input.sentiments))
        .map(|(row, (weight, sentiment))| Contribution {
            article_id: row.facts.article_id,
            story_id: row.story.story_id,
            weight: *weight,
            sentiment: *sentiment,
        })
        .collect();
    let mut sentences = [0; 3];
    for row in rows.iter().zip(&own).filter(|(_, weight)| **weight > 0.0).map(|(row, _)| row) {
        for (sum, n) in sentences.iter_mut().zip(row.bearing.sentences) {
            *sum += n;
        }
    }
    let stories = weighing_stories(rows, &own);
    let originals = rows.iter().filter(|row| row.story.is_original).count();
    let sources: BTreeSet<Option<u64>> = rows.iter().map(|row| row.facts.source).collect();
    let interval = match settings.interval {
        IntervalBy::T => summary.and_then(|s| s.interval),
        IntervalBy::Bootstrap => bootstrap(&weighted, input.seed),
    };
    let cell = IndexDay {
        key: key.clone(),
        day,
        articles: rows.len() as u32,
        stories,
        sources: sources.len() as u32,
        sentences,
        n_eff: summary.map(|s| s.n_eff),
        sentiment: summary
            .map(|_| contributions.iter().map(Contribution::value).sum::<f64>() + 0.0),
        std_error: summary.and_then(|s| s.std_error),
        interval,
        dispersion: summary.and_then(|s| s.dispersion),
        day_stories: 0,
        novelty: (!rows.is_empty()).then(|| originals as f64 / rows.len() as f64),
        sentiment_smoothed: None,
        z_score: None,
        sentiment_shrunk: None,
        mood: summary.map(|_| mood(rows, &own)),
        note: note(rows.len(), stories, day),
    };
    (cell, contributions, docs.iter().map(|doc| doc.sentiment).collect())
}

/// Mean mood of the articles of a cell by their weights, which add up to 1.
fn mood<K>(rows: &[Assignment<K>], weights: &[f64]) -> f64 {
    rows.iter().zip(weights).map(|(row, weight)| weight * row.bearing.mood).sum::<f64>() + 0.0
}

fn note(articles: usize, stories: u32, day: Option<Date>) -> Option<Note> {
    match stories {
        0 if articles == 0 => Some(Note::NoNews),
        0 => Some(Note::CopiesOnly),
        _ if day.is_none() => Some(Note::Undated),
        1 => Some(Note::SingleStory),
        n if n < ENOUGH_STORIES => Some(Note::TooFew),
        _ => None,
    }
}

/// Stories of which some article weighs anything.
fn weighing_stories<K>(rows: &[Assignment<K>], weights: &[f64]) -> u32 {
    let stories: BTreeSet<ArticleId> = rows
        .iter()
        .zip(weights)
        .filter(|(_, weight)| **weight > 0.0)
        .map(|(row, _)| row.story.story_id)
        .collect();
    stories.len() as u32
}

/// The documents that share the weight of the cell.
fn documents<K>(input: &CellInput<'_, K>, story: StoryRepresentative) -> Vec<CellDocument> {
    let doc = |n: usize| {
        let (bearing, facts) = (&input.rows[n].bearing, &input.rows[n].facts);
        let all: u32 = bearing.sentences.iter().sum();
        let most = bearing.sentences.iter().max().copied().unwrap_or(0);
        let headline = if bearing.sums.headline_weight > 0.0 { HEADLINE_RELEVANCE } else { 0.0 };
        Doc {
            words: f64::from(facts.words),
            relevance: (bearing.density / FULL_DENSITY + headline).min(1.0),
            confidence: f64::from(most) / f64::from(all.max(1)),
            sentences: f64::from(all),
            repetition: input.repetitions[n],
            sentiment: input.sentiments[n],
        }
    };
    let all = 0..input.rows.len();
    match story {
        StoryRepresentative::Original => all
            .filter(|n| input.rows[*n].story.is_original)
            .map(|n| CellDocument { doc: Doc { repetition: 0, ..doc(n) }, rows: vec![(n, 1.0)] })
            .collect(),
        StoryRepresentative::Each => {
            all.map(|n| CellDocument { doc: doc(n), rows: vec![(n, 1.0)] }).collect()
        }
        StoryRepresentative::Mean => {
            let mut stories: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
            for n in all {
                stories.entry(input.rows[n].story.story_id).or_default().push(n);
            }
            let mut documents: Vec<Vec<usize>> = stories.into_values().collect();
            documents.sort_unstable();
            documents.into_iter().map(|own| together(&own, doc)).collect()
        }
    }
}

/// The mean over the articles of a story.
fn together(rows: &[usize], doc: impl Fn(usize) -> Doc) -> CellDocument {
    let share = 1.0 / rows.len() as f64;
    let docs: Vec<Doc> = rows.iter().map(|n| doc(*n)).collect();
    let mean = |field: fn(&Doc) -> f64| docs.iter().map(field).sum::<f64>() * share;
    let doc = Doc {
        words: mean(|d| d.words),
        relevance: mean(|d| d.relevance),
        confidence: mean(|d| d.confidence),
        sentences: mean(|d| d.sentences),
        repetition: docs.iter().map(|d| d.repetition).min().unwrap_or(0),
        sentiment: mean(|d| d.sentiment),
    };
    CellDocument { doc, rows: rows.iter().map(|n| (*n, share)).collect() }
}
