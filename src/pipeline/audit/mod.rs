//! How good a theme is on an archive of one's own: a stratified sample of sentences to label, and
//! what the labels say.
//!
//! Sentences are drawn from four strata: those that the theme's words mark, those that it bears by
//! their company, those beside them in the same articles, and those of all other articles. Rare
//! mistakes are looked for where they are likely, and every stratum counts with its size.

mod estimate;

use std::collections::BinaryHeap;

use rustc_hash::FxHashSet;

use super::{Pipeline, Progress, RunError, archive::for_each_record};
use crate::{
    lang::in_one_line,
    load::{self, Loaded, Options},
    model::{Analysis, ArticleId, CharMap, Sentence, ThemeId},
};

pub use estimate::{Estimate, LabelledStratum, estimate_audit};

/// What to draw from what.
#[derive(Debug, Clone)]
pub struct AuditSettings {
    /// Files, folders, globs.
    pub inputs: Vec<String>,
    /// How to read.
    pub load: Options,
    /// The themes to look at.
    pub themes: Vec<ThemeId>,
    /// Sentences to draw, for all themes together.
    pub sample: usize,
    /// Another seed draws other sentences.
    pub seed: u64,
    /// Threads; `None` takes all cores.
    pub threads: Option<usize>,
}

/// What a sentence is to a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stratum {
    /// It bears the theme by words of its own.
    Cued,
    /// It bears the theme by its company: a heading, the sentence before, the article.
    Carried,
    /// It does not bear the theme; another sentence of its article does.
    Beside,
    /// No sentence of its article bears the theme.
    Elsewhere,
}

impl Stratum {
    /// All strata.
    pub const ALL: [Self; 4] = [Self::Cued, Self::Carried, Self::Beside, Self::Elsewhere];

    /// Share of the sample that it gets, in parts of 20.
    const fn parts(self) -> usize {
        match self {
            Self::Cued => 7,
            Self::Carried => 3,
            Self::Beside => 6,
            Self::Elsewhere => 4,
        }
    }

    /// Whether its sentences bear the theme.
    #[must_use]
    pub const fn is_tagged(self) -> bool {
        matches!(self, Self::Cued | Self::Carried)
    }

    /// Its letter in the sample, so that whoever labels does not see what the program thinks.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Cued => "a",
            Self::Carried => "b",
            Self::Beside => "c",
            Self::Elsewhere => "d",
        }
    }

    /// The stratum of a letter.
    #[must_use]
    pub fn from_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.letter() == letter)
    }
}

/// A sentence to label.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SampledSentence {
    /// Its place in the sample: mixed over themes and strata, and the same in every run.
    order: u64,
    /// The theme asked about.
    pub theme: ThemeId,
    /// What it is to the theme.
    pub stratum: Stratum,
    /// Sentences of that stratum in the archive.
    pub stratum_sentences: u64,
    /// The sentence.
    pub text: String,
    /// The sentence before it; empty where it is the first.
    pub before: String,
    /// Headline of the article.
    pub title: String,
    /// Where the article is.
    pub locator: String,
    /// Place in the source text, in characters.
    pub char_start: u32,
    /// One past its end.
    pub char_end: u32,
}

/// What was drawn.
#[derive(Debug, Clone, Default)]
pub struct AuditSample {
    /// The sentences, mixed.
    pub drawn: Vec<SampledSentence>,
    /// Articles read, exact copies apart.
    pub articles: u64,
    /// Records that could not be read.
    pub rejects: u64,
}

/// Draws sentences of an archive to label. The same archive, themes, number and seed draw the same
/// sentences, whatever the threads.
///
/// # Errors
/// When an input does not exist or threads cannot be started.
pub fn draw_audit(
    pipeline: &Pipeline,
    settings: &AuditSettings,
    progress: &dyn Progress,
) -> Result<AuditSample, RunError> {
    let sources = load::expand(&settings.inputs)?.sources;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads.unwrap_or(0))
        .build()
        .map_err(RunError::Threads)?;
    let most = settings.sample.div_ceil(settings.themes.len().max(1));
    let mut samples: Vec<StratumSample> = settings
        .themes
        .iter()
        .flat_map(|_| Stratum::ALL.map(|s| StratumSample::new(s, most)))
        .collect();
    let mut sample = AuditSample::default();
    let mut known: FxHashSet<u64> = FxHashSet::default();
    pool.install(|| {
        for_each_record(
            &sources,
            &settings.load,
            "drawing sentences",
            progress,
            &|record| candidates(pipeline, settings, record, most),
            &mut |article| match article {
                // copies of an article are one
                Some((article_id, _)) if !known.insert(article_id) => {}
                Some((_, counted)) => {
                    sample.articles += 1;
                    for (own, (count, drawn)) in samples.iter_mut().zip(counted) {
                        own.seen += count;
                        own.put_all(drawn);
                    }
                }
                None => sample.rejects += 1,
            },
        );
    });
    for own in samples.chunks_mut(Stratum::ALL.len()) {
        sample.drawn.extend(share_out(own, most));
    }
    sample.drawn.sort_unstable();
    sample.drawn.truncate(settings.sample);
    Ok(sample)
}

/// The sentences of one theme and stratum with the smallest numbers: a random sample that needs no
/// second pass.
struct StratumSample {
    stratum: Stratum,
    most: usize,
    seen: u64,
    kept: BinaryHeap<SampledSentence>,
}

impl StratumSample {
    fn new(stratum: Stratum, most: usize) -> Self {
        Self { stratum, most, seen: 0, kept: BinaryHeap::new() }
    }

    fn put_all(&mut self, drawn: Vec<SampledSentence>) {
        for one in drawn {
            self.put(one);
        }
    }

    fn put(&mut self, drawn: SampledSentence) {
        self.kept.push(drawn);
        if self.kept.len() > self.most {
            self.kept.pop();
        }
    }
}

/// Per theme and stratum how many sentences there are, and some of them.
type StratumCounts = Vec<(u64, Vec<SampledSentence>)>;

/// The hash of the article of a record and, per theme and stratum, how many sentences the article
/// of a record has, and those that may be drawn.
fn candidates(
    pipeline: &Pipeline,
    settings: &AuditSettings,
    record: Loaded,
    most: usize,
) -> Option<(u64, StratumCounts)> {
    let article = record.finish().ok()?;
    let analysis = pipeline.analyze(&article);
    let chars = CharMap::new(&analysis.document.text);
    let mut out = Vec::with_capacity(settings.themes.len() * Stratum::ALL.len());
    for theme in &settings.themes {
        let mut samples = Stratum::ALL.map(|stratum| StratumSample::new(stratum, most));
        for ((index, sentence), stratum) in
            analysis.sentences.iter().enumerate().zip(strata(&analysis, *theme))
        {
            let own = &mut samples[stratum as usize];
            own.seen += 1;
            let order = number(
                settings.seed,
                pipeline.lexicon().theme(*theme).id.as_str(),
                analysis.article_id,
                sentence,
            );
            // texts are copied of sentences alone that are drawn for now
            if own.kept.len() < most || own.kept.peek().is_some_and(|last| order < last.order) {
                own.put(drawn(&analysis, &chars, &article.locator, index, *theme, stratum, order));
            }
        }
        out.extend(samples.into_iter().map(|own| (own.seen, own.kept.into_vec())));
    }
    Some((analysis.content_hash, out))
}

/// The stratum of every sentence of an article with regard to a theme.
fn strata(analysis: &Analysis, theme: ThemeId) -> Vec<Stratum> {
    let own = || analysis.mentions.iter().filter(|m| m.theme == theme);
    let other = if own().next().is_some() { Stratum::Beside } else { Stratum::Elsewhere };
    let mut strata = vec![other; analysis.sentences.len()];
    for mention in own() {
        if let Some(stratum) = strata.get_mut(mention.sentence as usize) {
            *stratum = if mention.cues.is_empty() { Stratum::Carried } else { Stratum::Cued };
        }
    }
    strata
}

fn drawn(
    analysis: &Analysis,
    chars: &CharMap<'_>,
    locator: &str,
    index: usize,
    theme: ThemeId,
    stratum: Stratum,
    order: u64,
) -> SampledSentence {
    let document = &analysis.document;
    let words = |sentence: &Sentence| in_one_line(sentence.span.of(&document.text));
    let sentence = &analysis.sentences[index];
    SampledSentence {
        order,
        theme,
        stratum,
        stratum_sentences: 0,
        text: words(sentence),
        before: index.checked_sub(1).map_or_else(String::new, |n| words(&analysis.sentences[n])),
        title: document.title.map_or_else(String::new, |title| title.of(&document.text).to_owned()),
        locator: locator.to_owned(),
        char_start: chars.char_at(sentence.span.byte_start),
        char_end: chars.char_at(sentence.span.byte_end),
    }
}

/// A number that orders sentences at random, the same in every run.
fn number(seed: u64, theme: &str, article_id: ArticleId, sentence: &Sentence) -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&seed.to_le_bytes());
    hasher.update(theme.as_bytes());
    hasher.update(format!("{:016x}", article_id.0).as_bytes());
    hasher.update(&sentence.span.byte_start.to_le_bytes());
    let bytes = hasher.finalize();
    u64::from_le_bytes(bytes.as_bytes()[..8].try_into().unwrap_or_default())
}

/// Shares the sample of a theme out over its strata; what one cannot fill goes to the others.
fn share_out(samples: &mut [StratumSample], most: usize) -> Vec<SampledSentence> {
    let mut wanted: Vec<usize> =
        samples.iter().map(|own| (most * own.stratum.parts() / 20).min(own.kept.len())).collect();
    let mut left = most.saturating_sub(wanted.iter().sum());
    while left > 0 {
        let Some(n) = (0..samples.len())
            .filter(|n| wanted[*n] < samples[*n].kept.len())
            .min_by_key(|n| wanted[*n])
        else {
            break;
        };
        wanted[n] += 1;
        left -= 1;
    }
    let mut out = Vec::new();
    for (own, wanted) in samples.iter_mut().zip(wanted) {
        let mut kept = std::mem::take(&mut own.kept).into_sorted_vec();
        kept.truncate(wanted);
        out.extend(kept.into_iter().map(|d| SampledSentence { stratum_sentences: own.seen, ..d }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample_of(stratum: Stratum, count: u64) -> StratumSample {
        let mut own = StratumSample::new(stratum, 100);
        for order in 0..count {
            own.seen += 1;
            let text = String::new();
            own.put(SampledSentence {
                order,
                theme: ThemeId(0),
                stratum,
                stratum_sentences: 0,
                text: text.clone(),
                before: text.clone(),
                title: text.clone(),
                locator: text,
                char_start: 0,
                char_end: 0,
            });
        }
        own
    }

    #[test]
    fn strata_that_are_too_small_leave_their_share_to_others() {
        let mut samples = [
            sample_of(Stratum::Cued, 500),
            sample_of(Stratum::Carried, 2),
            sample_of(Stratum::Beside, 90),
            sample_of(Stratum::Elsewhere, 0),
        ];
        let drawn = share_out(&mut samples, 100);
        let count = |stratum| drawn.iter().filter(|d| d.stratum == stratum).count();
        assert_eq!(drawn.len(), 100);
        assert_eq!(count(Stratum::Carried), 2);
        assert!(count(Stratum::Cued) >= 35 && count(Stratum::Beside) >= 30);
        assert!(
            drawn
                .iter()
                .filter(|d| d.stratum == Stratum::Cued)
                .all(|d| d.stratum_sentences == 500 && d.order < 100)
        );
    }
}
