//! An archive to the words of its theme sentences that no lexicon knows: predicates and heads of
//! noun phrases, by frequency.
//!
//! One pass in bounded memory: where the table of words is full, the rarest of it make room
//! (lossy counting, Manku & Motwani 2002), so that what is frequent stays, with its count.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Pipeline, Progress, RunError, archive::for_each_record};
use crate::{
    clean, extract,
    lang::in_one_line,
    lexicon::{self, Class, Layer, ParsedDocument, Scan, SentenceView},
    load::{self, Loaded, Options},
    model::{BlockKind, Label, Modality, Pos, ThemeId},
    parse, resolve,
    score::{Scorer, SentimentTarget, TextType},
    segment,
};

/// Words that are counted at a time.
const MOST: usize = 1 << 17;
/// Sentences that are shown with a word.
const EXAMPLES: usize = 3;
/// Longest sentence that is shown, in characters.
const LONGEST_EXAMPLE: usize = 240;
/// Layers whose words are known: what a word of them says is settled.
const KNOWING: [Layer; 10] = [
    Layer::Tone,
    Layer::Theme,
    Layer::Entity,
    Layer::Name,
    Layer::Speech,
    Layer::Modality,
    Layer::Number,
    Layer::Period,
    Layer::Grammar,
    Layer::Claim,
];

/// What to look for.
#[derive(Debug, Clone)]
pub struct GapSettings {
    /// Files, folders, globs.
    pub inputs: Vec<String>,
    /// How to read.
    pub load: Options,
    /// Only sentences of these themes and their branches; all where it is empty.
    pub themes: Vec<ThemeId>,
    /// Threads; `None` takes all cores.
    pub threads: Option<usize>,
}

/// What an unknown word is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum GapKind {
    /// The verb of a clause.
    Verb,
    /// What a form of "be" says of its subject.
    Adjective,
    /// The head of a noun phrase.
    Noun,
}

impl GapKind {
    /// Its name in outputs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Adjective => "adjective",
            Self::Noun => "noun",
        }
    }
}

/// A word that no lexicon knows, with its regular forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The word, in lower case; its base form where the archive has it.
    pub word: String,
    /// What it is there.
    pub kind: GapKind,
    /// Theme sentences that have it.
    pub sentences: u64,
    /// Those of them in which no word has a sign.
    pub silent: u64,
    /// Some of the sentences, silent ones first.
    pub examples: Vec<String>,
}

/// What lexicons do not know in an archive.
#[derive(Debug, Clone, Default)]
pub struct Gaps {
    /// The words, those of most silent sentences first.
    pub words: Vec<Gap>,
    /// Articles that were looked at.
    pub articles: u64,
    /// Their theme sentences.
    pub sentences: u64,
    /// Those in which no word has a sign.
    pub silent: u64,
    /// Records that could not be read.
    pub rejects: u64,
}

/// Finds what no lexicon knows in the theme sentences of an archive, which is read once.
///
/// # Errors
/// When an input does not exist or threads cannot be started.
pub fn find_gaps(
    pipeline: &Pipeline,
    settings: &GapSettings,
    progress: &dyn Progress,
) -> Result<Gaps, RunError> {
    let sources = load::expand(&settings.inputs)?.sources;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(settings.threads.unwrap_or(0))
        .build()
        .map_err(RunError::Threads)?;
    let mut gaps = Gaps::default();
    let mut counts = Counts::default();
    pool.install(|| {
        for_each_record(
            &sources,
            &settings.load,
            "looking for unknown words",
            progress,
            &|record| unknown_of(pipeline, settings, record),
            &mut |found| match found {
                Some(sentences) => {
                    gaps.articles += 1;
                    for sentence in sentences {
                        gaps.sentences += 1;
                        gaps.silent += u64::from(sentence.is_silent);
                        counts.add(sentence);
                    }
                }
                None => gaps.rejects += 1,
            },
        );
    });
    gaps.words = counts.words();
    Ok(gaps)
}

/// A theme sentence with the words that no lexicon knows.
struct Unknown {
    text: String,
    is_silent: bool,
    words: Vec<(GapKind, String)>,
}

/// The theme sentences of a record; `None` where it has no article.
fn unknown_of(pipeline: &Pipeline, settings: &GapSettings, record: Loaded) -> Option<Vec<Unknown>> {
    let lexicon = pipeline.lexicon();
    let document = clean::clean(&record.finish().ok()?, lexicon);
    let mut scan = Scan::default();
    lexicon.scan(&document.text, &mut scan);
    let sentences = segment::sentences(&document, lexicon, &scan);
    let parsed = ParsedDocument::new(lexicon, &document, &scan, &sentences);
    let mut views: Vec<SentenceView<'_>> = parsed.views().collect();
    let syntax = parse::Parser::default().syntax(&parsed, &views);
    for view in &mut views {
        *view = view.with_syntax(&syntax);
    }
    let parsed = parsed.with_syntax(&syntax);
    let resolution = resolve::resolve(&parsed, &views, None);
    let parsed = ParsedDocument { resolution: &resolution, ..parsed };
    for view in &mut views {
        *view = view.resolved(&resolution);
    }
    let is_wanted = |theme| {
        settings.themes.is_empty()
            || lexicon.lineage(theme).any(|above| settings.themes.contains(&above))
    };
    let mut themes = extract::sentence_themes(&parsed, &views);
    themes.retain(|own| is_wanted(own.theme));
    let quantities = extract::quantities(&views);
    let mut scorer =
        Scorer::of_sentences((&views[..]).into(), &quantities, pipeline.weighing()).untraced();
    let unknown = themes.chunk_by(|a, b| a.sentence == b.sentence).filter_map(|own| {
        let index = own[0].sentence as usize;
        let view = views.get(index)?;
        let is_headline = view.sentence().kind == BlockKind::Headline;
        let text_type = if is_headline { TextType::Headline } else { TextType::Sentence };
        let is_silent = own.iter().all(|theme| {
            let target = SentimentTarget::Theme(theme.theme);
            let score = scorer.score(index, Modality::Actual, target, text_type);
            score.label == Label::Neutral && score.value == 0.0
        });
        Some(Unknown {
            text: shown(view.text_of(view.range())),
            is_silent,
            words: unknown_words(view),
        })
    });
    Some(unknown.collect())
}

/// A sentence on one line, cut where it is long.
fn shown(text: &str) -> String {
    let line = in_one_line(text);
    match line.char_indices().nth(LONGEST_EXAMPLE) {
        Some((end, _)) => format!("{} ...", &line[..end]),
        None => line,
    }
}

/// The predicates and heads of noun phrases of a sentence that no lexicon knows, each once.
fn unknown_words(view: &SentenceView<'_>) -> Vec<(GapKind, String)> {
    let mut known = vec![false; view.range().len() as usize];
    for hit in KNOWING.iter().flat_map(|layer| view.hits(*layer)) {
        for at in hit.tokens().intersect(view.range()) {
            known[(at - view.start()) as usize] = true;
        }
    }
    let is_unknown = |at: u32| {
        !known.get(at.wrapping_sub(view.start()) as usize).copied().unwrap_or(true)
            && view.is_alphabetic(at)
            && view.word(at).len() > 2
            && !PLAIN.iter().any(|class| view.is_of(at, *class))
    };
    let verbs = view.clauses().iter().flat_map(|clause| {
        let head = clause.verb.head;
        let said = view.is_of(head, Class::Be).then(|| predicative(view, head + 1)).flatten();
        [Some((GapKind::Verb, head)), said.map(|at| (GapKind::Adjective, at))]
    });
    let nouns = view
        .noun_phrases_in(view.range())
        .iter()
        .map(|phrase| (view.pos(phrase.head) == Pos::Noun).then_some((GapKind::Noun, phrase.head)));
    let found = verbs.chain(nouns).flatten().filter(|(_, at)| is_unknown(*at));
    let mut seen = FxHashSet::default();
    found
        .map(|(kind, at)| (kind, view.word(at).to_lowercase()))
        .filter(|word| seen.insert(word.clone()))
        .collect()
}

/// The adjective that a form of "be" before `at` says of its subject, adverbs apart.
fn predicative(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let next = view.after(at, 3).iter().find(|at| view.pos(*at) != Pos::Adverb)?;
    (view.pos(next) == Pos::Adjective).then_some(next)
}

/// Words that carry no sign, whatever the sentence.
const PLAIN: [Class; 6] = [
    Class::Plain,
    Class::Be,
    Class::Modal,
    Class::Not,
    Class::PersonalPronoun,
    Class::RelativePronoun,
];

/// What is counted of a word.
#[derive(Debug, Default)]
struct Count {
    sentences: u64,
    silent: u64,
    examples: Vec<String>,
    /// Silent sentences among the examples.
    silent_examples: usize,
}

/// Counts of the words that were seen, bounded.
#[derive(Debug, Default)]
struct Counts {
    words: FxHashMap<(GapKind, String), Count>,
    /// Words that are seen at most as often make room.
    floor: u64,
}

impl Counts {
    fn add(&mut self, sentence: Unknown) {
        for word in sentence.words {
            let count = self.words.entry(word).or_default();
            count.sentences += 1;
            count.silent += u64::from(sentence.is_silent);
            count.show(&sentence.text, sentence.is_silent);
        }
        while self.words.len() > MOST {
            self.floor += 1;
            let floor = self.floor;
            self.words.retain(|_, count| count.sentences > floor);
        }
    }

    /// The words with their regular forms, those of most silent sentences first.
    fn words(mut self) -> Vec<Gap> {
        let mut keys: Vec<(GapKind, String)> = self.words.keys().cloned().collect();
        // a base form is shorter than what follows from it
        keys.sort_unstable_by(|a, b| (a.1.len(), a).cmp(&(b.1.len(), b)));
        let mut out = Vec::new();
        for (kind, word) in keys {
            let Some(mut count) = self.words.remove(&(kind, word.clone())) else { continue };
            let mark = match kind {
                GapKind::Verb => 'v',
                GapKind::Adjective => 'a',
                GapKind::Noun => 'n',
            };
            for form in lexicon::regular_forms(&word, mark) {
                if let Some(other) = self.words.remove(&(kind, form)) {
                    count.join(&other);
                }
            }
            let Count { sentences, silent, examples, .. } = count;
            out.push(Gap { word, kind, sentences, silent, examples });
        }
        out.sort_by(|a, b| {
            let key = |gap: &Gap| (std::cmp::Reverse((gap.silent, gap.sentences)), gap.kind);
            key(a).cmp(&key(b)).then_with(|| a.word.cmp(&b.word))
        });
        out
    }
}

impl Count {
    /// Keeps a sentence as an example: silent ones come first and take the place of others.
    fn show(&mut self, text: &str, is_silent: bool) {
        let is_full = self.examples.len() == EXAMPLES;
        let has_room = !is_full || is_silent && self.silent_examples < EXAMPLES;
        if !has_room || self.examples.iter().any(|own| own == text) {
            return;
        }
        if is_full {
            self.examples.pop();
        }
        let place = if is_silent { self.silent_examples } else { self.examples.len() };
        self.examples.insert(place, text.to_owned());
        self.silent_examples += usize::from(is_silent);
    }

    fn join(&mut self, other: &Self) {
        self.sentences += other.sentences;
        self.silent += other.silent;
        for (n, text) in other.examples.iter().enumerate() {
            self.show(text, n < other.silent_examples);
        }
    }
}

#[cfg(test)]
mod tests;
