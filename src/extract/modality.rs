//! How sure a sentence is of what it says.
//!
//! A sentence as a whole takes the modality of its weightiest cue: target, conditional, forecast,
//! actual. What is said of a single number is judged by the cues around it (`claim/certainty.rs`).

use crate::{
    lexicon::{Class, Hit, Layer, ParsedDocument},
    model::{Modality, Sentence},
};

/// Tokens between a verb that holds a result against an expectation and the word for that
/// expectation.
const MET: u32 = 6;

/// The modality of one sentence as a whole.
#[must_use]
pub fn modality(parsed: &ParsedDocument<'_>, sentence: &Sentence) -> Modality {
    weightiest(parsed, parsed.hits(Layer::Modality, sentence))
}

/// Whether a hit is a mask of this sort.
pub(super) fn is_mask(parsed: &ParsedDocument<'_>, hit: &Hit, unit: &str) -> bool {
    let entry = parsed.entry(hit);
    entry.class == Class::ModalityMask && entry.unit.as_deref() == Some(unit)
}

/// The modality of the weightiest hit; nothing said is a fact.
pub(super) fn weightiest(parsed: &ParsedDocument<'_>, hits: &[Hit]) -> Modality {
    let mut found = Modality::Actual;
    let mut met: Option<u32> = None;
    for hit in hits {
        let entry = parsed.entry(hit);
        let own = match entry.class {
            Class::ModalityMask if is_mask(parsed, hit, "met") => {
                met = Some(hit.token_end);
                continue;
            }
            // "beat the consensus": what was expected is past
            Class::Forecast
                if met.is_some_and(|m| hit.token_start - m <= MET) && is_noun(parsed, hit) =>
            {
                continue;
            }
            Class::Target => Modality::Target,
            // "May" the month: a capital inside of a sentence
            Class::Conditional if is_month(parsed, hit) => continue,
            Class::Conditional => Modality::Conditional,
            Class::Forecast => Modality::Forecast,
            _ => continue,
        };
        found = found.max(own);
    }
    found
}

/// Whether a hit names what was expected: guidance, consensus, a forecast.
pub(super) fn is_noun(parsed: &ParsedDocument<'_>, hit: &Hit) -> bool {
    let entry = parsed.entry(hit);
    let is_named =
        || parsed.is_any(hit.token_end - 1, &["forecast", "forecasts", "estimate", "estimates"]);
    entry.class == Class::Forecast && (entry.unit.as_deref() == Some("noun") || is_named())
}

/// "May" the month.
pub(super) fn is_month(parsed: &ParsedDocument<'_>, hit: &Hit) -> bool {
    let tokens = parsed.tokens();
    let is_capital =
        tokens.get(hit.token_start as usize).is_some_and(crate::lang::Token::is_capital);
    let ends = tokens.get(hit.token_end as usize).is_none_or(|t| !t.is_word());
    parsed.is_word(hit.token_start, "may") && (is_capital || ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lexicon::{Lexicon, Scan},
        model::{BlockKind, Document, Section, Span},
    };

    fn with<T>(text: &str, act: impl FnOnce(&ParsedDocument<'_>, &Sentence) -> T) -> T {
        let lexicon = Lexicon::built_in();
        let document = Document { text: text.to_owned(), ..Document::default() };
        let mut scan = Scan::default();
        lexicon.scan(text, &mut scan);
        let sentence = Sentence {
            span: Span::from_usize(0, text.len()),
            token_start: 0,
            token_end: scan.tokens.len() as u32,
            block: 0,
            kind: BlockKind::Paragraph,
            section: Section::Body,
            is_quoted: false,
        };
        let sentences = [sentence];
        let parsed =
            ParsedDocument { lexicon, document: &document, scan: &scan, sentences: &sentences };
        act(&parsed, &sentence)
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
