//! How sure a sentence is of what it says.
//!
//! A sentence as a whole takes the modality of its weightiest cue: target, conditional, forecast,
//! actual. What is said of a single number is judged by the cues around it (`claim/certainty.rs`).

use crate::{
    lexicon::{Class, Hit, Layer, Role, SentenceView, WordSet, words},
    model::{Modality, ReferenceRule, TokenRange},
};

/// Tokens between a verb that holds a result against an expectation and the word for that
/// expectation.
const MET: u32 = 6;

/// Tokens of the longest name in which a cue is looked for.
const NAME: u32 = 6;

/// The modality of one sentence as a whole.
#[must_use]
pub fn modality(view: &SentenceView<'_>) -> Modality {
    weightiest(view, view.hits(Layer::Modality))
}

/// Whether a hit is a mask with this role.
pub(super) fn is_mask(view: &SentenceView<'_>, hit: &Hit, role: Role) -> bool {
    let entry = view.entry(hit);
    entry.class == Class::ModalityMask && entry.features.role == Some(role)
}

/// The modality of the weightiest hit; nothing said is a fact.
pub(super) fn weightiest(view: &SentenceView<'_>, hits: &[Hit]) -> Modality {
    let mut found = Modality::Actual;
    let mut met: Option<u32> = None;
    for hit in hits.iter().filter(|hit| !is_in_name(view, hit)) {
        let is_near = met.is_some_and(|met| TokenRange::new(met, hit.token_start).len() <= MET);
        let own = match view.entry(hit).class {
            Class::ModalityMask if is_mask(view, hit, Role::ComparisonVerb) => {
                met = Some(hit.token_end);
                continue;
            }
            // "beat the consensus": what was expected is past
            Class::Forecast if is_near && is_noun(view, hit) => continue,
            // "58% of contracts, according to industry estimates": where a figure is from
            Class::Forecast if is_noun(view, hit) && is_source(view, hit) => continue,
            // "the target", "an easy target": nothing is aimed at without its figure beside it
            Class::Target if is_bare_target(view, hit) => continue,
            Class::Target => Modality::Target,
            // "May" the month: a capital inside of a sentence
            Class::Conditional if is_month(view, hit) => continue,
            Class::Conditional => Modality::Conditional,
            Class::Forecast => Modality::Forecast,
            _ => continue,
        };
        found = found.max(own);
    }
    found
}

/// Whether a hit stands in the source that "according to" names.
fn is_source(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let near = view.hits_in(Layer::Speech, view.before(hit.token_start, MET));
    near.iter().any(|said| view.entry(said).class == Class::AccordingTo)
}

/// Whether a hit names what was expected: guidance, consensus, a forecast.
pub(super) fn is_noun(view: &SentenceView<'_>, hit: &Hit) -> bool {
    const NOUNS: &WordSet = words!["forecast", "forecasts", "estimate", "estimates"];
    let entry = view.entry(hit);
    entry.class == Class::Forecast
        && (entry.features.role == Some(Role::ComparisonStandard)
            || view.prev_is_any(hit.token_end, NOUNS))
}

/// "Target earned $2 billion": whether a hit is a part of somebody's name.
pub(super) fn is_in_name(view: &SentenceView<'_>, hit: &Hit) -> bool {
    let near = || view.before(hit.token_end, NAME);
    view.is_capital(hit.token_start)
        && view
            .references_in(near())
            .iter()
            .any(|r| r.rule == ReferenceRule::Lexicon && r.tokens.contains(hit.token_start))
}

/// Whether a hit is the noun for an aim alone: "target", "goals".
pub(super) fn is_bare_target(view: &SentenceView<'_>, hit: &Hit) -> bool {
    hit.tokens().len() == 1 && !view.pos(hit.token_start).is_verb()
}

/// "May" the month.
pub(super) fn is_month(view: &SentenceView<'_>, hit: &Hit) -> bool {
    view.is_word(hit.token_start, "may")
        && (view.is_capital(hit.token_start) || !view.is_alphabetic(hit.token_end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lexicon::fixture::with_sentence, model::Document};

    fn with<T>(text: &str, act: impl FnOnce(&SentenceView<'_>) -> T) -> T {
        let document = Document { text: text.to_owned(), ..Document::default() };
        with_sentence(&document, 1, |parsed| act(&parsed.view(&parsed.sentences[0])))
    }

    #[test]
    fn sentences_by_their_weightiest_cue() {
        let of = |text| with(text, modality);
        assert_eq!(of("Profit rose 4% in May."), Modality::Actual);
        assert_eq!(of("The bank expects rates of 3%."), Modality::Forecast);
        assert_eq!(of("Rates could fall to 2%."), Modality::Conditional);
        assert_eq!(of("Profit was better than expected."), Modality::Actual);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_modality(text in ".{0,120}") {
            with(&text, modality);
        }
    }
}
