//! The score of a sentence, from its cues, clauses and amounts.

use std::borrow::Cow;

use super::{
    ModalityWeights, SentimentTarget, TextType,
    clause::{Clause, read_clauses},
    comparison,
    compose::{Strength, compose},
    confidence::{SILENT, confidence},
    cue::SentimentCue,
    cued_sentence::CuedSentence,
    cues::CueReader,
    set_against::{self, SetAgainst},
    topic::weigh_by_topic,
};
use crate::{
    lexicon::{ParsedDocument, SentenceView, WordSet, words},
    model::{Label, Modality, Quantity, Score, ThemeId, TraceStep},
};

/// Theme scores within this of zero are neutral.
const THEME_CUT: f64 = 0.08;

/// Scores the sentences of one document, one after another, with buffers that grow once.
#[derive(Debug)]
pub struct Scorer<'a> {
    sentences: Cow<'a, [SentenceView<'a>]>,
    quantities: &'a [Quantity],
    weighing: ModalityWeights,
    /// Figures that are set against others, by sentence.
    set_against: &'a [SetAgainst],
    /// The sentence whose cues and clauses were read last, where they are the same towards
    /// everything.
    last_read: Option<(usize, TextType)>,
    cues: Vec<SentimentCue>,
    /// With their weights in the sentence.
    clauses: Vec<Clause>,
    /// With their weights towards the theme or target.
    weighed: Vec<Clause>,
    /// Which of them are about it.
    about: Vec<bool>,
    /// Whether scores keep the steps that they are the sum of.
    is_traced: bool,
    /// The steps of a score that does not keep them.
    steps: Vec<TraceStep>,
    /// Of each cue, whether it has had its say.
    is_used: Vec<bool>,
}

impl<'a> Scorer<'a> {
    /// A scorer of the sentences of `parsed`, whose `quantities` are sorted by place.
    #[must_use]
    pub fn new(
        parsed: &ParsedDocument<'a>,
        quantities: &'a [Quantity],
        weighing: ModalityWeights,
    ) -> Self {
        Self::of_sentences(parsed.views().collect::<Vec<_>>().into(), quantities, weighing)
    }

    /// A scorer of these sentences.
    pub(crate) const fn of_sentences(
        sentences: Cow<'a, [SentenceView<'a>]>,
        quantities: &'a [Quantity],
        weighing: ModalityWeights,
    ) -> Self {
        Self {
            sentences,
            quantities,
            weighing,
            set_against: &[],
            last_read: None,
            cues: Vec::new(),
            clauses: Vec::new(),
            weighed: Vec::new(),
            about: Vec::new(),
            is_traced: true,
            steps: Vec::new(),
            is_used: Vec::new(),
        }
    }

    /// The same, whose scores have no trace.
    #[must_use]
    pub(crate) fn untraced(mut self) -> Self {
        self.is_traced = false;
        self
    }

    /// The same, which knows figures that are set against others.
    #[must_use]
    pub(crate) fn with_set_against(mut self, set_against: &'a [SetAgainst]) -> Self {
        self.set_against = set_against;
        self
    }

    /// The score of sentence `index` towards `target`, in [-1, 1]; neutral where there is no such
    /// sentence. It depends on nothing outside of the sentence. The label is that of the statement
    /// itself; the value of a conditional one then counts less. The steps of the trace add up to
    /// the value before it is cut to [-1, 1].
    #[must_use]
    pub fn score(
        &mut self,
        index: usize,
        modality: Modality,
        target: SentimentTarget<'_>,
        text_type: TextType,
    ) -> Score {
        let Some(sentence) = self.sentences.get(index).copied() else { return Score::default() };
        self.read(index, &sentence, target, text_type);
        if self.cues.is_empty() && !is_short(text_type) {
            return Score { confidence: SILENT, ..Score::default() };
        }
        self.weighed.clone_from(&self.clauses);
        let topic = (&sentence, &self.cues[..]);
        weigh_by_topic(topic, target, text_type, &mut self.weighed, &mut self.about);
        self.compose((&sentence, index), modality, target, text_type)
    }

    /// The score of a sentence whose cues are read and whose clauses are weighed.
    fn compose(
        &mut self,
        (sentence, index): (&SentenceView<'_>, usize),
        modality: Modality,
        target: SentimentTarget<'_>,
        text_type: TextType,
    ) -> Score {
        let mut trace = std::mem::take(&mut self.steps);
        trace.clear();
        let strength = self.strength(target, text_type);
        let theme = match target {
            SentimentTarget::Theme(theme) => Some(theme),
            _ => None,
        };
        self.trace((sentence, index), theme, strength, &mut trace);
        if is_short(text_type) && trace.is_empty() {
            comparison::signed(sentence, self.quantities, &mut trace);
        }
        if is_polar_question(sentence) {
            weigh(&mut trace, self.weighing.question);
        }
        let label = Label::of(total(&trace), cut(target, text_type));
        let is_of_theme = matches!(target, SentimentTarget::Theme(_));
        let confidence = confidence(&trace, label, is_of_theme);
        if modality == Modality::Conditional {
            weigh(&mut trace, self.weighing.conditional);
        }
        let value = total(&trace).clamp(-1.0, 1.0);
        if self.is_traced {
            return Score { value, label, confidence, trace };
        }
        self.steps = trace;
        Score { value, label, confidence, trace: Vec::new() }
    }

    /// Reads the cues and clauses of a sentence, unless they are those that were read last.
    fn read(
        &mut self,
        index: usize,
        sentence: &SentenceView<'_>,
        target: SentimentTarget<'_>,
        text_type: TextType,
    ) {
        if self.last_read == Some((index, text_type)) && !target.is_one() {
            return;
        }
        let reader = CueReader { sentence, target, text_type, hawkish: self.weighing.hawkish };
        let is_general = reader.read(&mut self.cues);
        if self.cues.is_empty() && !is_short(text_type) {
            // it is neutral whatever its clauses
            self.clauses.clear();
        } else {
            read_clauses(sentence, &self.cues, &mut self.clauses);
        }
        self.last_read = is_general.then_some((index, text_type));
    }

    /// What the words of a sentence say, and where no direction found what it moves, what its
    /// amounts say.
    fn trace(
        &mut self,
        (sentence, index): (&SentenceView<'_>, usize),
        theme: Option<ThemeId>,
        strength: Strength,
        trace: &mut Vec<TraceStep>,
    ) {
        let of = CuedSentence { sentence, cues: &self.cues, clauses: &self.weighed };
        let has_moved = compose(of, theme, strength, &mut self.is_used, trace);
        let is_of_rates = theme.is_some_and(|theme| is_macro(sentence, theme));
        let own = (self.set_against, index as u32);
        if set_against::apply(of, own, is_of_rates, trace) {
            return;
        }
        if !has_moved && !comparison::swing(of, trace) {
            comparison::compare(of, self.quantities, trace);
        }
    }

    /// A sentence that is about a theme or a company says something of it more often than any sentence of a
    /// filing does of anything: it speaks like a headline.
    fn strength(&self, target: SentimentTarget<'_>, text_type: TextType) -> Strength {
        let strength = match target {
            SentimentTarget::Theme(_) | SentimentTarget::Entity(_) => TextType::Headline.strength(),
            _ => text_type.strength(),
        };
        let is_theme = matches!(target, SentimentTarget::Theme(_));
        Strength {
            watched: self.weighing.watch,
            // what is said of a theme is said of it alone: denied, it is turned wholly
            negated: if is_theme { -1.0 } else { strength.negated },
            reaches_far: is_theme,
            ..strength
        }
    }
}

/// Whether the amounts of a text speak where no word does.
const fn is_short(text_type: TextType) -> bool {
    matches!(text_type, TextType::Headline | TextType::Tweet | TextType::Shared)
}

/// Scores within this of zero are neutral.
const fn cut(target: SentimentTarget<'_>, text_type: TextType) -> f64 {
    match target {
        SentimentTarget::Theme(_) => THEME_CUT,
        SentimentTarget::Entity(_) => TextType::Headline.cut(true),
        SentimentTarget::Target(_) => text_type.cut(true),
        SentimentTarget::Whole => text_type.cut(false),
    }
}

/// "Is it a good stock to buy?": an auxiliary begins the sentence, a question mark ends it.
fn is_polar_question(sentence: &SentenceView<'_>) -> bool {
    const AUXILIARIES: &WordSet = words![
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could",
        "should", "will", "would", "may", "might", "must"
    ];
    let ends = sentence.range().last(3).iter().any(|at| sentence.is_punct(at, '?'));
    ends && sentence.is_any(sentence.start(), AUXILIARIES)
}

fn weigh(trace: &mut [TraceStep], factor: f64) {
    for step in trace {
        step.value *= factor;
    }
}

/// The sum of the steps; never a negative zero.
fn total(trace: &[TraceStep]) -> f64 {
    trace.iter().map(|step| step.value).sum::<f64>() + 0.0
}

/// Whether rates of change are news of a theme: growth and inflation of economies.
fn is_macro(sentence: &SentenceView<'_>, theme: ThemeId) -> bool {
    let lexicon = sentence.lexicon();
    lexicon.lineage(theme).last().is_some_and(|root| lexicon.theme(root).id == "macro")
}
