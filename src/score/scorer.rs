//! The score of a sentence, from its cues, clauses and amounts.

use std::borrow::Cow;

use super::{
    ModalityWeights, SentimentTarget, Stance, TextType,
    clause::{Clause, read_clauses},
    comparison,
    compose::compose,
    confidence::{SILENT, confidence},
    cue::{SentimentCue, Watch},
    cued_sentence::CuedSentence,
    cues::{CueReader, CuesRead},
    leaning::Leaning,
    set_against::{self, SetAgainst},
    strength::Strength,
    topic::weigh_by_topic,
};
use crate::{
    lexicon::{ParsedDocument, SentenceView, any_of},
    model::{
        Label, Modality, Quantity, Score, StanceValues, ThemeId, TraceStep, Unweighed, significant,
    },
};

/// Theme scores within this of zero are neutral.
pub(super) const THEME_CUT: f64 = 0.08;

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
    /// Whether the cues that were read hold words of tight or easy money.
    has_stance: bool,
    /// Whether scores say what they are before settings weigh them.
    is_unweighed_kept: bool,
    leaning: Leaning,
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
            has_stance: false,
            is_unweighed_kept: false,
            leaning: Leaning::new(),
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

    /// The same, whose scores say what they are before settings weigh them.
    #[must_use]
    pub(crate) fn keeping_unweighed(mut self) -> Self {
        self.is_unweighed_kept = true;
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
        let of = ScoredSentence { sentence: &sentence, index, target, text_type };
        let mut trace = std::mem::take(&mut self.steps);
        self.read(of);
        let is_silent = !self.say(of, &mut trace);
        let said = total(&trace);
        let is_question = !is_silent && is_polar_question(&sentence);
        let unweighed = if self.is_unweighed_kept {
            self.unweighed(of, significant(said), is_question, modality).map(Box::new)
        } else {
            None
        };
        if is_silent {
            self.steps = trace;
            return Score { confidence: SILENT, unweighed, ..Score::default() };
        }
        if is_question {
            weigh(&mut trace, self.weighing.question);
        }
        let by_settings = unweighed.as_deref().map(|own| self.weighing.weigh(own));
        let asked = by_settings.map_or_else(|| total(&trace), |own| own.asked);
        let label = Label::of(asked, cut(target, text_type));
        let is_of_theme = matches!(target, SentimentTarget::Theme(_));
        let confidence = confidence(&trace, label, is_of_theme);
        if modality == Modality::Conditional {
            weigh(&mut trace, self.weighing.conditional);
        }
        let value = by_settings.map_or_else(|| total(&trace).clamp(-1.0, 1.0), |own| own.value);
        if self.is_traced {
            return Score { value, label, confidence, trace, unweighed };
        }
        self.steps = trace;
        Score { value, label, confidence, trace: Vec::new(), unweighed }
    }

    /// Replaces `trace` by what a sentence says before it is weighed as a question or condition;
    /// `false` where it holds nothing that could speak. Its cues and clauses are read.
    fn say(&mut self, of: ScoredSentence<'_>, trace: &mut Vec<TraceStep>) -> bool {
        let ScoredSentence { sentence, index, target, text_type } = of;
        trace.clear();
        let theme = match target {
            SentimentTarget::Theme(theme) => Some(theme),
            _ => None,
        };
        if self.cues.is_empty() && !is_short(text_type) {
            if theme.is_some() {
                self.leaning.lean((sentence, index), &self.cues, trace);
            }
            return !trace.is_empty();
        }
        self.weighed.clone_from(&self.clauses);
        let topic = (sentence, &self.cues[..]);
        weigh_by_topic(topic, target, text_type, &mut self.weighed, &mut self.about);
        let strength = self.strength(target, text_type);
        self.trace((sentence, index), theme, strength, trace);
        if is_short(text_type) && trace.is_empty() {
            comparison::signed(sentence, self.quantities, trace);
        }
        let is_neutral = Label::of(total(trace), THEME_CUT) == Label::Neutral;
        // what is silent by a stance stays so
        if theme.is_some() && is_neutral && !self.has_stance {
            self.leaning.lean((sentence, index), &self.cues, trace);
        }
        true
    }

    /// What a sentence whose cues are read says before settings weigh it; `None` where they do not.
    /// `said` is what it says by the settings of the scorer.
    fn unweighed(
        &mut self,
        of: ScoredSentence<'_>,
        said: f64,
        is_question: bool,
        modality: Modality,
    ) -> Option<Unweighed> {
        let is_conditional = modality == Modality::Conditional;
        let is_watched = self.cues.iter().any(|cue| cue.watch != Watch::No);
        let has_stance = self.has_stance;
        let mut own = Unweighed { is_conditional, is_question, said: StanceValues::always(said) };
        if is_watched || has_stance {
            own.said = self.said_by_all(of, said, is_watched);
        }
        let is_silent = own.said == StanceValues::always(0.0);
        let is_weighed = is_conditional || is_question && !is_silent || !own.said.is_settled();
        is_weighed.then_some(own)
    }

    /// What a sentence whose cues are read says by each stance, with words to watch silent and loud.
    /// `said` is what it says by the settings of the scorer.
    fn said_by_all(&mut self, of: ScoredSentence<'_>, said: f64, is_watched: bool) -> StanceValues {
        let own = self.weighing;
        let mut trace = Vec::new();
        let by_own = self.said_by_stance(of, is_watched, Some(said), &mut trace);
        let mut all = [by_own; 3];
        if self.has_stance {
            const STANCES: [Stance; 3] =
                [Stance::Unfavourable, Stance::Neutral, Stance::Favourable];
            for (said, hawkish) in all.iter_mut().zip(STANCES) {
                if hawkish != own.hawkish {
                    // its words of tight money mean something else
                    self.weighing.hawkish = hawkish;
                    self.last_read = None;
                    self.read(of);
                    *said = self.said_by_stance(of, is_watched, None, &mut trace);
                }
            }
            self.last_read = None;
        }
        self.weighing = own;
        StanceValues(all)
    }

    /// What a sentence says by the stance with which its cues were read, with words to watch silent
    /// and loud. `known` is what it says by the settings of the scorer, where it has that stance.
    fn said_by_stance(
        &mut self,
        of: ScoredSentence<'_>,
        is_watched: bool,
        known: Option<f64>,
        trace: &mut Vec<TraceStep>,
    ) -> [f64; 2] {
        let own = self.weighing.watch;
        let mut said = |watch: f64| {
            let is_own = !is_watched || own.total_cmp(&watch).is_eq();
            if let Some(known) = known.filter(|_| is_own) {
                return known;
            }
            self.weighing.watch = watch;
            self.say(of, trace);
            significant(total(trace))
        };
        let silent = said(0.0);
        let both = [silent, if is_watched { said(1.0) } else { silent }];
        self.weighing.watch = own;
        both
    }

    /// Reads the cues and clauses of a sentence, unless they are those that were read last.
    fn read(&mut self, of: ScoredSentence<'_>) {
        let ScoredSentence { sentence, index, target, text_type } = of;
        if self.last_read == Some((index, text_type)) && !target.is_one() {
            return;
        }
        let reader = CueReader { sentence, target, text_type, hawkish: self.weighing.hawkish };
        let CuesRead { is_general, has_stance } = reader.read(&mut self.cues);
        self.has_stance = has_stance;
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

/// A sentence, and towards what it is scored.
#[derive(Clone, Copy)]
struct ScoredSentence<'a> {
    sentence: &'a SentenceView<'a>,
    index: usize,
    target: SentimentTarget<'a>,
    text_type: TextType,
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
    let ends = sentence.range().last(3).iter().any(|at| sentence.is_punct(at, '?'));
    ends && sentence.is_of_any(sentence.start(), any_of![Be | Do | Have | Modal])
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
