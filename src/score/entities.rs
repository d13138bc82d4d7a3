//! What the sentences about a company say of it, taken together.

use super::{
    ModalityWeights, Repeats,
    document::{HEADLINE_WEIGHT, certainty, section_weight, sign},
};
use crate::model::{Entity, EntityMention, EntitySentiment, Label, Section, Sentence, fixed};

/// Gives each entity that sentences are about the weighted mean of their scores, as for themes; a
/// sentence that occurs twice counts once.
pub(crate) fn weigh_entities(
    (sentences, repeats): (&[Sentence], &Repeats),
    mentions: &[EntityMention],
    weighing: &ModalityWeights,
    entities: &mut [Entity],
) {
    if mentions.is_empty() {
        return;
    }
    let mut signs = vec![0.0; entities.len()];
    let mut said = vec![rustc_hash::FxHashSet::default(); entities.len()];
    for mention in mentions {
        let place = mention.entity as usize;
        let (Some(sentence), Some(entity)) =
            (sentences.get(mention.sentence as usize), entities.get_mut(place))
        else {
            continue;
        };
        let own = entity.sentiment.get_or_insert(EntitySentiment::none());
        own.sentences += 1;
        match mention.score.label {
            Label::Positive => own.positive += 1,
            Label::Neutral => own.neutral += 1,
            Label::Negative => own.negative += 1,
        }
        if !repeats.is_new(mention.sentence, &mut said[place]) {
            continue;
        }
        let weight = certainty(mention.modality, weighing);
        let (weights, scores) = if sentence.section == Section::Headline {
            (&mut own.sums.headline_weight, &mut own.sums.headline_score)
        } else {
            (&mut own.sums.body_weight, &mut own.sums.body_score)
        };
        *weights += weight;
        // the value of a conditional statement is weighed already
        *scores += fixed(mention.score.value);
        signs[place] += section_weight(sentence) * weight * sign(mention.score.label);
    }
    for (entity, signs) in entities.iter_mut().zip(signs) {
        if let Some(own) = &mut entity.sentiment {
            own.value = own.sums.mean(HEADLINE_WEIGHT);
            own.label = Label::of(signs, 0.0);
        }
    }
}
