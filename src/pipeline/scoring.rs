//! The scores of an article: of its sentences, towards its themes and companies, and of its claims.

use crate::{
    extract,
    lexicon::{Layer, ParsedDocument},
    model::{
        BlockKind, Claim, EntityKind, EntityMention, Label, Mention, Modality, Reference, Score,
        Sentence, TokenRange,
    },
    score::{Scorer, SentimentTarget, TextType},
};

/// The score of each sentence as a whole, and of the theme sentences towards their themes.
pub(super) fn score_sentences(
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    themes: Vec<extract::SentenceTheme>,
    scorer: &mut Scorer<'_>,
) -> (Vec<Score>, Vec<Mention>) {
    let mut tones = Vec::with_capacity(parsed.sentences.len());
    let mut mentions = Vec::with_capacity(themes.len());
    let mut themes = themes.into_iter().peekable();
    for (index, modality) in modalities.iter().enumerate() {
        let mut score = |target: SentimentTarget<'_>| {
            scorer.score(index, *modality, target, text_type_of(&parsed.sentences[index]))
        };
        tones.push(score(SentimentTarget::Whole));
        let first = mentions.len();
        while let Some(theme) = themes.next_if(|t| t.sentence as usize == index) {
            mentions.push(Mention {
                sentence: theme.sentence,
                theme: theme.theme,
                score: Score::default(),
                modality: *modality,
                cues: theme.cues,
            });
        }
        // branches come after what they branch from, which says what its only branch says
        for n in (first..mentions.len()).rev() {
            let own = mentions[n].theme;
            let is_branch = |m: &&Mention| parsed.lexicon.theme(m.theme).parent == Some(own);
            let mut branches = mentions[first..].iter().filter(is_branch);
            let only = branches.next().filter(|_| branches.next().is_none());
            mentions[n].score = match only {
                Some(branch) => branch.score.clone(),
                None => score(SentimentTarget::Theme(own)),
            };
        }
    }
    (tones, mentions)
}

/// The score of each sentence that is about a company, towards it.
pub(super) fn score_entities(
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    scorer: &mut Scorer<'_>,
) -> Vec<EntityMention> {
    let mut out: Vec<EntityMention> = Vec::new();
    let mut own: Vec<&Reference> = Vec::new();
    let mut tokens: Vec<TokenRange> = Vec::new();
    for in_sentence in parsed.resolution.references.chunk_by(|a, b| a.sentence == b.sentence) {
        own.clear();
        own.extend(in_sentence.iter().filter(|r| {
            !r.is_in_passing
                && parsed.resolution.entity(r).is_some_and(|e| e.kind == EntityKind::Company)
        }));
        own.sort_by_key(|r| r.entity);
        for same in own.chunk_by(|a, b| a.entity == b.entity) {
            let index = same[0].sentence as usize;
            let (Some(sentence), Some(modality)) =
                (parsed.sentences.get(index), modalities.get(index))
            else {
                continue;
            };
            tokens.clear();
            tokens.extend(same.iter().map(|r| r.tokens).filter(|t| !t.is_empty()));
            let target = SentimentTarget::Entity(&tokens);
            out.push(EntityMention {
                sentence: same[0].sentence,
                entity: same[0].entity,
                cues: same.iter().map(|r| r.span).collect(),
                score: scorer.score(index, *modality, target, text_type_of(sentence)),
                modality: *modality,
            });
        }
    }
    out
}

/// Labels all claims; the figures of one subject in a sentence go the same way.
pub(super) fn label_claims(
    claims: &mut [Claim],
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    tones: &[Score],
    scorer: &mut Scorer<'_>,
) {
    for n in 0..claims.len() {
        let (before, own) = claims.split_at_mut(n);
        let is_same = |last: &&Claim| {
            last.sentence == own[0].sentence && last.subject_id == own[0].subject_id
        };
        own[0].sentiment = match before.last().filter(is_same) {
            Some(last) => last.sentiment,
            None => Some(label_claim(&own[0], parsed, modalities, tones, scorer)),
        };
    }
}

/// Which way a claim goes: towards the thing measured, where it is known and named; else as its
/// sentence.
fn label_claim(
    claim: &Claim,
    parsed: &ParsedDocument<'_>,
    modalities: &[Modality],
    tones: &[Score],
    scorer: &mut Scorer<'_>,
) -> Label {
    let index = claim.sentence as usize;
    let sentence = &parsed.sentences[index];
    let named = claim.subject_id.as_deref().and_then(|id| surface_of(parsed, sentence, id));
    named.map_or(tones[index].label, |name| {
        let target = SentimentTarget::Target(name);
        scorer.score(index, modalities[index], target, text_type_of(sentence)).label
    })
}

fn text_type_of(sentence: &Sentence) -> TextType {
    if sentence.kind == BlockKind::Headline { TextType::Headline } else { TextType::Sentence }
}

/// How a sentence names the instrument with this id.
fn surface_of<'t>(parsed: &ParsedDocument<'t>, sentence: &Sentence, id: &str) -> Option<&'t str> {
    let number = parsed.lexicon.instrument_number(id)?;
    let mut hits = parsed.hits(Layer::Entity, sentence).iter();
    hits.find(|hit| parsed.entry(hit).instrument == Some(number))
        .map(|hit| parsed.span_of(hit).of(parsed.text()))
}
