//! Sentiment by composition: a direction acts on what moves, shifters act within their clause, the main clause outweighs
//! the reason given for it, and a comparison of two amounts counts.
//!
//! Sources: the failure patterns of dictionary tools on Financial PhraseBank (Malo et al. 2014), direction-dependent words
//! (ibid.), valence shifters (Ardia et al., JSS 2021).

mod clause;
mod comparison;
mod compose;
mod document;
mod marks;

pub use document::{article_sentiment, document_themes};

use crate::{
    lexicon::{Layer, Reading},
    model::{Label, Modality, Quantity, Score, Sentence, ThemeId, TraceStep},
};
use clause::Clause;
use compose::Strength;
use marks::Mark;

/// Towards what a sentence is scored.
#[derive(Debug, Clone, Copy)]
pub enum Towards<'a> {
    /// The sentence as a whole.
    Whole,
    /// An investor exposed to this theme.
    Theme(ThemeId),
    /// The named entity.
    Target(&'a str),
}

/// What kind of text a sentence comes from; it decides the cut-offs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Genre {
    /// A sentence of running text.
    #[default]
    Sentence,
    /// A headline or fragment.
    Headline,
    /// Several sentences in one.
    Paragraph,
    /// A tweet or post.
    Tweet,
}

impl Genre {
    /// Scores within this of zero are neutral.
    #[must_use]
    pub const fn cut(self) -> f64 {
        match self {
            Self::Sentence => 0.3,
            Self::Headline | Self::Tweet => 0.15,
            Self::Paragraph => 0.1,
        }
    }

    const fn strength(self) -> Strength {
        match self {
            Self::Sentence | Self::Paragraph => Strength { bare_direction: 0.2, polar: 0.6 },
            Self::Headline | Self::Tweet => Strength { bare_direction: 0.5, polar: 0.8 },
        }
    }
}

/// What a conditional or hypothetical statement weighs beside a fact.
pub const CONDITIONAL_WEIGHT: f64 = 0.5;
/// What clauses weigh that do not hold the cues of the theme, or the target, where others do.
const ELSEWHERE: f64 = 0.4;

/// Buffers for [`score_sentence`].
#[derive(Debug, Default)]
pub struct Buffers {
    marks: Vec<Mark>,
    clauses: Vec<Clause>,
}

/// Scores sentence `index` of the reading. The label is that of the statement itself; the value of a conditional one is
/// then halved. The parts of the trace add up to the value before it is cut to [-1, 1].
#[must_use]
pub fn score_sentence(
    reading: &Reading<'_>,
    index: usize,
    quantities: &[Quantity],
    modality: Modality,
    towards: Towards<'_>,
    genre: Genre,
) -> Score {
    let Some(sentence) = reading.sentences.get(index) else { return Score::default() };
    let mut buffers = Buffers::default();
    score_with(reading, sentence, quantities, modality, towards, genre, &mut buffers)
}

fn score_with(
    reading: &Reading<'_>,
    sentence: &Sentence,
    quantities: &[Quantity],
    modality: Modality,
    towards: Towards<'_>,
    genre: Genre,
    buffers: &mut Buffers,
) -> Score {
    let theme = match towards {
        Towards::Theme(theme) => Some(theme),
        _ => None,
    };
    marks::marks(reading, sentence, theme, &mut buffers.marks);
    if buffers.marks.is_empty() {
        return Score::default();
    }
    clause::clauses(reading, sentence, &mut buffers.clauses);
    turn_towards(reading, sentence, towards, &mut buffers.clauses);
    let mut trace: Vec<TraceStep> = Vec::new();
    let used = compose::compose(reading, &buffers.marks, &buffers.clauses, genre.strength(), &mut trace);
    if !used.has_moved {
        comparison::compare(reading, sentence, quantities, &buffers.marks, &buffers.clauses, &mut trace);
    }
    let label = Label::of(trace.iter().map(|s| s.value).sum(), genre.cut());
    if modality == Modality::Conditional {
        trace.iter_mut().for_each(|step| step.value *= CONDITIONAL_WEIGHT);
    }
    let value = trace.iter().map(|s| s.value).sum::<f64>().clamp(-1.0, 1.0);
    Score { value, label, trace }
}

/// Lets the clauses that are about the theme or target outweigh the others.
fn turn_towards(reading: &Reading<'_>, sentence: &Sentence, towards: Towards<'_>, clauses: &mut [Clause]) {
    let is_about = |clause: &Clause| match towards {
        Towards::Whole => true,
        Towards::Theme(theme) => {
            let hits = reading.scan.hits_in(Layer::Theme, clause.token_start, clause.token_end);
            hits.iter().filter_map(|h| reading.entry(h).theme).any(|t| reading.lexicon.lineage(t).any(|above| above == theme))
        }
        Towards::Target(target) => contains(reading.span(clause.token_start, clause.token_end).of(reading.text()), target),
    };
    if matches!(towards, Towards::Whole) || sentence.token_start == sentence.token_end {
        return;
    }
    let about: Vec<bool> = clauses.iter().map(is_about).collect();
    if !about.contains(&true) {
        return;
    }
    for (clause, is_about) in clauses.iter_mut().zip(about) {
        if !is_about {
            clause.weight *= ELSEWHERE;
        } else if matches!(towards, Towards::Target(_)) {
            clause.weight = 1.0;
        }
    }
}

/// Whether `text` holds `words`, whatever their capitals.
fn contains(text: &str, words: &str) -> bool {
    !words.is_empty() && text.as_bytes().windows(words.len()).any(|w| w.eq_ignore_ascii_case(words.as_bytes()))
}
