//! Sentiment by composition: a direction acts on what moves, shifters act within their clause, the
//! main clause outweighs the reason given for it, and a comparison of two amounts counts.
//!
//! Sources: the failure patterns of dictionary tools on Financial `PhraseBank` (Malo et al. 2014),
//! direction-dependent words (ibid.), valence shifters (Ardia et al., JSS 2021).

mod clause;
mod comparison;
mod compose;
mod cues;
mod dictionary;
mod document;
mod modality_weights;
mod model;
mod text_type;
mod verb;

pub use dictionary::{Dictionary, DictionaryError};
pub use document::{HEADLINE_WEIGHT, article_sentiment, document_themes, text_score};
pub use modality_weights::{ModalityWeights, Stance};
#[cfg(feature = "neural")]
pub use model::Transformer;
pub use model::{
    Confusion, FittedModel, LabelNames, LinearModel, ModelError, ModelInput, ModelScore, Quality,
    RulesVersion, ScorerKind, ScorerSpec, SentenceModel, TrainingSet, folds, load as load_model,
};
pub use text_type::TextType;

use crate::{
    lexicon::{Class, Layer, ParsedDocument},
    model::{Label, Modality, Quantity, Score, Sentence, ThemeId, TraceStep},
};
use clause::Clause;
use cues::SentimentCue;

/// Towards what a sentence is scored.
#[derive(Debug, Clone, Copy)]
pub enum SentimentTarget<'a> {
    /// The sentence as a whole.
    Whole,
    /// An investor exposed to this theme.
    Theme(ThemeId),
    /// The named entity.
    Target(&'a str),
}

/// Theme scores within this of zero are neutral.
const THEME_CUT: f64 = 0.08;
/// What clauses weigh that do not hold the cues of the theme, where others do: what they tell bears
/// on it.
const OFF_TOPIC_CLAUSE_WEIGHT: f64 = 0.4;
/// The same for a target in running text, where they mostly tell of somebody else; a headline has
/// one story.
const OTHER_TARGET_CLAUSE_WEIGHT: f64 = 0.2;

/// What an aside weighs at least that is about the target.
const ASIDE_ABOUT: f64 = 0.8;

/// What is said weighs for what something else is held against: "mid caps" in "large caps do better
/// than mid caps".
const OUTDONE: f64 = -0.5;
/// What is said weighs for who says it.
const OTHER_TARGET_SPEECH_WEIGHT: f64 = 0.05;

/// Scores the sentences of one reading, one after another, with buffers that grow once.
#[derive(Debug)]
pub struct Scorer<'a> {
    parsed: &'a ParsedDocument<'a>,
    quantities: &'a [Quantity],
    weighing: ModalityWeights,
    /// The sentence whose cues and clauses these are, where they are the same towards everything.
    read: Option<(usize, TextType)>,
    cues: Vec<SentimentCue>,
    /// As the sentence weighs them.
    clauses: Vec<Clause>,
    /// As theme or target weigh them.
    turned: Vec<Clause>,
}

/// "Is it a good stock to buy?": a verb that helps begins the sentence, a question cue ends it.
fn is_polar_question(parsed: &ParsedDocument<'_>, sentence: &Sentence) -> bool {
    const HELPING: [&str; 18] = [
        "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could",
        "should", "will", "would", "may", "might", "must",
    ];
    let ends = (sentence.token_end.saturating_sub(3)..sentence.token_end)
        .any(|at| parsed.tokens()[at as usize].is_punct('?'));
    ends && parsed.is_any(sentence.token_start, &HELPING)
}

impl<'a> Scorer<'a> {
    /// A scorer of `reading`, whose `quantities` are sorted by place.
    #[must_use]
    pub const fn new(
        parsed: &'a ParsedDocument<'a>,
        quantities: &'a [Quantity],
        weighing: ModalityWeights,
    ) -> Self {
        Self {
            parsed,
            quantities,
            weighing,
            read: None,
            cues: Vec::new(),
            clauses: Vec::new(),
            turned: Vec::new(),
        }
    }

    /// The score of sentence `index`. The label is that of the statement itself; the value of a
    /// conditional one then counts less. The parts of the trace add up to the value before it is
    /// cut to [-1, 1].
    #[must_use]
    pub fn score(
        &mut self,
        index: usize,
        modality: Modality,
        target_of_score: SentimentTarget<'_>,
        text_type: TextType,
    ) -> Score {
        let Some(sentence) = self.parsed.sentences.get(index) else { return Score::default() };
        self.read(index, sentence, target_of_score, text_type);
        let is_short = matches!(text_type, TextType::Headline | TextType::Tweet | TextType::Shared);
        if self.cues.is_empty() && !is_short {
            return Score::default();
        }
        self.turned.clone_from(&self.clauses);
        weigh_by_topic(
            self.parsed,
            sentence,
            (target_of_score, text_type),
            &self.cues,
            &mut self.turned,
        );
        let clauses = &self.turned;
        let mut trace: Vec<TraceStep> = Vec::new();
        // a sentence that is about a theme says something of it more often than any sentence of a
        // filing does of anything
        let (strength, cut) = match target_of_score {
            SentimentTarget::Theme(_) => (TextType::Headline.strength(), THEME_CUT),
            _ => (
                text_type.strength(),
                text_type.cut(matches!(target_of_score, SentimentTarget::Target(_))),
            ),
        };
        let strength = compose::Strength { watched: self.weighing.watch, ..strength };
        let used = compose::compose(self.parsed, &self.cues, clauses, strength, &mut trace);
        if !used.has_moved && !comparison::swing(self.parsed, &self.cues, clauses, &mut trace) {
            comparison::compare(
                self.parsed,
                sentence,
                self.quantities,
                &self.cues,
                clauses,
                &mut trace,
            );
        }
        if is_short && trace.is_empty() {
            comparison::signed(self.parsed, sentence, self.quantities, &mut trace);
        }
        if is_polar_question(self.parsed, sentence) {
            for step in &mut trace {
                step.value *= self.weighing.question;
            }
        }
        let label = Label::of(total(&trace), cut);
        if modality == Modality::Conditional {
            for step in &mut trace {
                step.value *= self.weighing.conditional;
            }
        }
        Score { value: total(&trace).clamp(-1.0, 1.0), label, trace }
    }

    /// Reads the cues and clauses of a sentence, unless they are those read last.
    fn read(
        &mut self,
        index: usize,
        sentence: &Sentence,
        target_of_score: SentimentTarget<'_>,
        text_type: TextType,
    ) {
        if self.read == Some((index, text_type))
            && !matches!(target_of_score, SentimentTarget::Target(_))
        {
            return;
        }
        let is_general = cues::cues(
            self.parsed,
            sentence,
            (target_of_score, text_type),
            self.weighing.hawkish,
            &mut self.cues,
        );
        clause::clauses(self.parsed, sentence, &self.cues, &mut self.clauses);
        self.read = is_general.then_some((index, text_type));
    }
}

/// What the parts add up to; never a negative zero.
fn total(trace: &[TraceStep]) -> f64 {
    trace.iter().map(|step| step.value).sum::<f64>() + 0.0
}

/// Lets the clauses that are about the theme or target outweigh the others.
fn weigh_by_topic(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    (target_of_score, text_type): (SentimentTarget<'_>, TextType),
    cues: &[SentimentCue],
    clauses: &mut [Clause],
) {
    let is_about = |clause: &Clause| match target_of_score {
        SentimentTarget::Whole => true,
        SentimentTarget::Theme(theme) => {
            let hits = parsed.scan.hits_in(Layer::Theme, clause.token_start, clause.token_end);
            let cues = hits
                .iter()
                .map(|h| parsed.entry(h))
                .filter(|e| matches!(e.class, Class::ThemeStrong | Class::ThemeWeak));
            cues.filter_map(|e| e.theme)
                .any(|t| parsed.lexicon.lineage(t).any(|above| above == theme))
        }
        SentimentTarget::Target(target) => {
            contains(parsed.span(clause.token_start, clause.token_end).of(parsed.text()), target)
        }
    };
    if matches!(target_of_score, SentimentTarget::Whole)
        || sentence.token_start == sentence.token_end
    {
        return;
    }
    let mut about: Vec<bool> = clauses.iter().map(is_about).collect();
    clause::propagate_topic(cues, clauses, &mut about);
    if matches!(target_of_score, SentimentTarget::Theme(_)) {
        clause::propagate_topic_to_main(clauses, &mut about);
    }
    if !about.contains(&true) {
        return;
    }
    let is_running = matches!(text_type, TextType::Sentence | TextType::Paragraph);
    let is_target = matches!(target_of_score, SentimentTarget::Target(_));
    let off_topic_weight =
        if is_running && is_target { OTHER_TARGET_CLAUSE_WEIGHT } else { OFF_TOPIC_CLAUSE_WEIGHT };
    let is_speaker = is_target
        && (clause::only_speaks(parsed, sentence, cues, clauses, &about)
            || is_unaffected_target(parsed, sentence, cues));
    let is_outdone = is_target && is_comparison_standard(parsed, cues);
    for (clause, is_about) in clauses.iter_mut().zip(about) {
        if is_speaker {
            clause.weight *= OTHER_TARGET_SPEECH_WEIGHT;
            continue;
        }
        if is_outdone {
            clause.weight *= OUTDONE;
            continue;
        }
        if !is_about {
            clause.weight *= off_topic_weight;
        } else if is_target {
            // "sales fell, while Northmill won an order": an aside to the sentence, the matter
            // itself to Northmill
            clause.weight = clause.weight.max(ASIDE_ABOUT);
        }
    }
}

/// Whether something else is held against the target wherever it stands: "better than mid caps".
fn is_comparison_standard(parsed: &ParsedDocument<'_>, cues: &[SentimentCue]) -> bool {
    let mut targets = cues.iter().filter(|m| m.is_target).peekable();
    targets.peek().is_some() && targets.all(|m| is_behind(parsed, m, &["than"]))
}

/// Whether one of these words stands right before a target, an article apart.
fn is_behind(parsed: &ParsedDocument<'_>, target: &SentimentCue, words: &[&str]) -> bool {
    let before = |back: u32| target.token_start.checked_sub(back);
    let has_article = before(1).is_some_and(|at| parsed.is_any(at, &["the", "a", "an"]));
    before(1 + u32::from(has_article)).is_some_and(|at| parsed.is_any(at, words))
}

/// Whether the target takes part in what befell another ("rallies on a deal with Falk", "the dollar
/// rose versus the yen").
fn takes_part(parsed: &ParsedDocument<'_>, target: &SentimentCue) -> bool {
    is_behind(parsed, target, &["with", "after", "vs", "versus"])
}

/// Whether a target watches over markets and is not traded in them: a central bank, a regulator, an
/// exchange.
fn is_agency(parsed: &ParsedDocument<'_>, sentence: &Sentence, target: &SentimentCue) -> bool {
    let mut hits = parsed
        .hits(Layer::Entity, sentence)
        .iter()
        .filter(|h| h.token_start == target.token_start && h.token_end == target.token_end);
    let is_exchange = target.token_end == target.token_start + 1
        && parsed
            .tokens()
            .get(target.token_start as usize)
            .is_some_and(|t| parsed.lexicon.is_exchange(t));
    is_exchange
        || hits.any(|h| {
            parsed
                .entry(h)
                .instrument
                .is_some_and(|n| parsed.lexicon.instruments[n as usize].kind == "agency")
        })
}

/// Whether the target only judges others ("HSBC upgrades Falk") or is the exchange where something
/// trades ("fell 6% on BSE").
fn is_unaffected_target(
    parsed: &ParsedDocument<'_>,
    sentence: &Sentence,
    cues: &[SentimentCue],
) -> bool {
    const JUDGING: [&str; 21] = [
        "upgrades",
        "downgrades",
        "upgrade",
        "downgrade",
        "upgraded",
        "downgraded",
        "maintains",
        "retains",
        "reiterates",
        "initiates",
        "recommends",
        "pegs",
        "rates",
        "handpicks",
        "picks",
        "bars",
        "probes",
        "penalises",
        "penalizes",
        "elevates",
        "names",
    ];
    let mut targets = cues.iter().filter(|m| m.is_target).peekable();
    let judges = |m: &SentimentCue| {
        parsed.is_any(m.token_end, &JUDGING)
            && parsed
                .tokens()
                .get(m.token_end as usize + 1)
                .is_some_and(crate::lang::Token::is_word)
    };
    let trades = |m: &SentimentCue| {
        let before = m.token_start.checked_sub(1);
        let is_code = (m.token_start..m.token_end)
            .all(|at| parsed.tokens().get(at as usize).is_some_and(crate::lang::Token::is_upper));
        // "bearish on ITC" is about it
        let is_measured = |at: u32| {
            let token = at.checked_sub(1).and_then(|n| parsed.tokens().get(n as usize));
            token.is_some_and(|t| t.is_number() || t.is_punct('%'))
                || at > 0 && parsed.is_any(at - 1, &["pc", "pct", "percent", "cent"])
        };
        is_code && before.is_some_and(|at| parsed.is_word(at, "on") && is_measured(at))
    };
    targets.peek().is_some()
        && targets.all(|m| {
            judges(m) || trades(m) || takes_part(parsed, m) || is_agency(parsed, sentence, m)
        })
}

/// Whether `text` holds `words` between word boundaries, whatever their capitals: "AI" is not in
/// "Retail".
#[must_use]
pub fn contains(text: &str, words: &str) -> bool {
    occurrences(text, words).next().is_some()
}

/// Where `words` occur in `text` between word boundaries: the first byte of each.
fn occurrences<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = usize> + 't {
    let (bytes, len) = (text.as_bytes(), words.len());
    let is_letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
    let has_borders = move |at: usize| {
        let opens = !is_letter(words.as_bytes().first())
            || !at.checked_sub(1).is_some_and(|before| is_letter(bytes.get(before)));
        opens && (!is_letter(words.as_bytes().last()) || !is_letter(bytes.get(at + len)))
    };
    let last = if len == 0 { 0 } else { (bytes.len() + 1).saturating_sub(len) };
    (0..last).filter(move |at| {
        bytes[*at..*at + len].eq_ignore_ascii_case(words.as_bytes()) && has_borders(*at)
    })
}
