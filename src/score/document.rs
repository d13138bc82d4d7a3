//! From sentences to the article: per theme the weighted mean of its sentences towards
//! it, and the mean over all sentences.

use rustc_hash::FxHashSet;

use crate::{
    lexicon::{Composite, ParsedDocument, Sign},
    model::{
        BlockKind, DocumentTheme, Label, Mention, Modality, Score, Section, Sentence, ThemeId,
        ThemeSums, TraceStep, fixed,
    },
};

use super::{ModalityWeights, Repeats, TextType};

/// The weight of a headline; a sentence of the story has 1.
pub(crate) const HEADLINE_WEIGHT: f64 = 2.0;
/// Sentences after which one weighs half in a text that is scored alone: news has the matter first.
const LEAD_HALVES: f64 = 10.0;
/// An article with at most this many sentences has a theme where one of them has.
const SHORT_ARTICLE: usize = 5;

/// How the article speaks of each theme, sorted by theme. `mentions` are sorted by sentence and
/// theme; `words` is the number of words of the article.
#[must_use]
pub(crate) fn document_themes(
    parsed: &ParsedDocument<'_>,
    mentions: &[Mention],
    (repeats, words): (&Repeats, u32),
    weighing: &ModalityWeights,
) -> Vec<DocumentTheme> {
    let mut ids: Vec<ThemeId> = mentions.iter().map(|m| m.theme).collect();
    ids.sort_unstable();
    ids.dedup();
    let made = |theme| document_theme(parsed, mentions, theme, (repeats, words), weighing);
    ids.into_iter().map(made).collect()
}

fn document_theme(
    parsed: &ParsedDocument<'_>,
    mentions: &[Mention],
    theme: ThemeId,
    counted: (&Repeats, u32),
    weighing: &ModalityWeights,
) -> DocumentTheme {
    let own = mentions.iter().filter(|m| m.theme == theme).map(|mention| SentenceScore {
        sentence: mention.sentence,
        value: mention.score.value,
        label: mention.score.label,
        modality: mention.modality,
        hits: mention.cues.len() as u32,
    });
    together(parsed, (theme, own), counted, weighing)
}

/// What one sentence says of a theme.
#[derive(Debug, Clone, Copy)]
struct SentenceScore {
    sentence: u32,
    value: f64,
    label: Label,
    modality: Modality,
    /// Cues in it.
    hits: u32,
}

/// How the article speaks of the themes that are put together from others, sorted by theme. A
/// sentence about several of these says the mean of what it says of each.
#[must_use]
pub(crate) fn composites(
    parsed: &ParsedDocument<'_>,
    mentions: &[Mention],
    tones: &[Score],
    (modalities, counted): (&[Modality], (&Repeats, u32)),
    weighing: &ModalityWeights,
) -> Vec<DocumentTheme> {
    let themes = parsed.lexicon.themes.iter().enumerate();
    let known =
        themes.filter_map(|(n, theme)| Some((ThemeId(n as u16), theme.composite.as_ref()?)));
    let made = known.map(|(theme, composite)| match composite {
        Composite::All => {
            let all = tones.iter().zip(modalities).enumerate().map(|(n, (tone, modality))| {
                SentenceScore {
                    sentence: n as u32,
                    value: tone.value,
                    label: tone.label,
                    modality: *modality,
                    hits: 0,
                }
            });
            let own = together(parsed, (theme, all), counted, weighing);
            DocumentTheme { is_assigned: true, ..own }
        }
        Composite::Of(branches) => {
            let own = mentions.chunk_by(|a, b| a.sentence == b.sentence);
            let own = own.filter_map(|same| composite_score(same, branches));
            together(parsed, (theme, own), counted, weighing)
        }
    });
    made.filter(|made| made.sentences > 0).collect()
}

/// The mentions of one sentence that a composite takes, each with its sign.
pub(super) fn told_by<'m>(
    mentions: &'m [Mention],
    branches: &'m [(ThemeId, Sign)],
) -> impl Iterator<Item = (f64, &'m Mention)> + Clone {
    mentions.iter().filter_map(|mention| {
        let (_, sign) = branches.iter().find(|(theme, _)| *theme == mention.theme)?;
        Some((sign.factor(), mention))
    })
}

/// What the mentions of one sentence say of a composite.
fn composite_score(mentions: &[Mention], branches: &[(ThemeId, Sign)]) -> Option<SentenceScore> {
    let signed = told_by(mentions, branches);
    let first = signed.clone().next()?.1;
    let (mut count, mut value, mut side, mut hits) = (0.0, 0.0, 0.0, 0);
    for (factor, mention) in signed {
        count += 1.0;
        value += factor * mention.score.value;
        side += factor * sign(mention.score.label);
        hits += mention.cues.len() as u32;
    }
    Some(SentenceScore {
        sentence: first.sentence,
        value: value / count + 0.0,
        label: Label::of(side, 0.0),
        modality: first.modality,
        hits,
    })
}

/// What the sentences about a theme say of it, taken together; one that occurs twice counts once.
fn together(
    parsed: &ParsedDocument<'_>,
    (theme, told): (ThemeId, impl Iterator<Item = SentenceScore>),
    (repeats, words): (&Repeats, u32),
    weighing: &ModalityWeights,
) -> DocumentTheme {
    let mut out = DocumentTheme {
        theme,
        sentiment: 0.0,
        label: Label::Neutral,
        hits: 0,
        density: 0.0,
        sentences: 0,
        positive: 0,
        neutral: 0,
        negative: 0,
        sums: ThemeSums::default(),
        is_assigned: false,
    };
    let mut signs = 0.0;
    let mut said = FxHashSet::default();
    let mut in_headline = false;
    for own in told {
        let Some(sentence) = parsed.sentences.get(own.sentence as usize) else { continue };
        out.hits += own.hits;
        out.sentences += 1;
        in_headline |= sentence.kind == BlockKind::Headline;
        match own.label {
            Label::Positive => out.positive += 1,
            Label::Neutral => out.neutral += 1,
            Label::Negative => out.negative += 1,
        }
        if !repeats.is_new(own.sentence, &mut said) {
            continue;
        }
        let weight = certainty(own.modality, weighing);
        let (weights, scores) = if sentence.section == Section::Headline {
            (&mut out.sums.headline_weight, &mut out.sums.headline_score)
        } else {
            (&mut out.sums.body_weight, &mut out.sums.body_score)
        };
        *weights += weight;
        // the value of a conditional statement is weighed already
        *scores += fixed(own.value);
        // the side that a condition takes counts whole: an even sum is neutral
        signs += section_weight(sentence) * sign(own.label);
    }
    out.sentiment = out.sums.mean(HEADLINE_WEIGHT);
    out.label = Label::of(signs, 0.0);
    out.density = if words > 0 { 200.0 * f64::from(out.hits) / f64::from(words) } else { 0.0 };
    out.is_assigned = out.sentences >= 2
        || in_headline
        || out.sentences == 1 && parsed.sentences.len() <= SHORT_ARTICLE;
    out
}

/// Sentiment of the article as a whole, in [-1, 1]: the mean over its sentences, weighted by place
/// and modality; `None` where it has no sentences.
#[must_use]
pub(crate) fn article_sentiment(
    sentences: &[Sentence],
    modalities: &[Modality],
    tones: &[Score],
    weighing: &ModalityWeights,
) -> Option<f64> {
    let (mut weights, mut values) = (0.0, 0.0);
    for ((sentence, modality), tone) in sentences.iter().zip(modalities).zip(tones) {
        weights += weight_of(sentence, *modality, weighing);
        values += section_weight(sentence) * tone.value;
    }
    (weights > 0.0).then(|| (values / weights).clamp(-1.0, 1.0))
}

/// The score of a text that is scored alone: the mean over the scores of its sentences, of which
/// the first count most, with the steps of all of them.
#[must_use]
pub(crate) fn text_score(mut sentences: Vec<Score>, text_type: TextType) -> Score {
    if sentences.len() == 1 {
        return sentences.pop().unwrap_or_default();
    }
    let cut = text_type.mean_cut(sentences.len());
    let weight = |n: usize| (-(n as f64) / LEAD_HALVES).exp2();
    let weights: f64 = (0..sentences.len()).map(weight).sum();
    let (mut value, mut confidence) = (0.0, 0.0);
    let mut trace = Vec::new();
    for (n, sentence) in sentences.into_iter().enumerate() {
        let share = weight(n) / weights;
        value += sentence.value * share;
        confidence += sentence.confidence * share;
        trace.extend(
            sentence.trace.into_iter().map(|step| TraceStep { value: step.value * share, ..step }),
        );
    }
    Score { value, label: Label::of(value, cut), confidence, trace, unweighed: None }
}

fn weight_of(sentence: &Sentence, modality: Modality, weighing: &ModalityWeights) -> f64 {
    section_weight(sentence) * certainty(modality, weighing)
}

pub(super) const fn certainty(modality: Modality, weighing: &ModalityWeights) -> f64 {
    if matches!(modality, Modality::Conditional) { weighing.conditional } else { 1.0 }
}

pub(super) fn section_weight(sentence: &Sentence) -> f64 {
    if sentence.section == Section::Headline { HEADLINE_WEIGHT } else { 1.0 }
}

pub(super) fn sign(label: Label) -> f64 {
    match label {
        Label::Positive => 1.0,
        Label::Neutral => 0.0,
        Label::Negative => -1.0,
    }
}
