//! How sure a sentence is of what it says.
//!
//! A cue acts within its clause. The clause of a token is bounded by marks and joining words that begin a clause of their own;
//! a sentence as a whole takes the modality of its weightiest cue: target, conditional, forecast, actual.

use crate::{
    lexicon::{Class, Hit, Layer, Reading},
    model::{Modality, Sentence},
};

/// Tokens looked at on either side when a clause is bounded; longer clauses are cut.
const REACH: u32 = 60;

/// Tokens between a verb that holds a result against an expectation and the word for that expectation.
const MET: u32 = 6;

/// The modality of one sentence as a whole.
#[must_use]
pub fn modality(reading: &Reading<'_>, sentence: &Sentence) -> Modality {
    weightiest(reading, reading.hits(Layer::Modality, sentence))
}

/// Whether a hit is a mask of this sort.
pub(super) fn is_mask(reading: &Reading<'_>, hit: &Hit, unit: &str) -> bool {
    let entry = reading.entry(hit);
    entry.class == Class::ModalityMask && entry.unit.as_deref() == Some(unit)
}

/// The tokens `start..end` of the clause around token `at`.
pub(super) fn clause(reading: &Reading<'_>, sentence: &Sentence, at: u32) -> (u32, u32) {
    let floor = sentence.token_start.max(at.saturating_sub(REACH));
    let ceiling = sentence.token_end.min(at.saturating_add(REACH));
    let start = (floor + 1..=at).rev().find(|n| begins_clause(reading, *n)).unwrap_or(floor);
    let end = (at + 1..ceiling).find(|n| begins_clause(reading, *n)).unwrap_or(ceiling);
    (start, end.max(start))
}

/// Words that begin a clause with a verb of its own.
const JOINTS: [&str; 14] =
    ["but", "while", "whereas", "although", "though", "because", "which", "who", "however", "after", "before", "when", "since", "despite"];

/// Whether a new clause begins with token `at`: after a semicolon, colon or dash, or with a joining word.
pub(super) fn begins_clause(reading: &Reading<'_>, at: u32) -> bool {
    let tokens = reading.tokens();
    let Some(token) = tokens.get(at as usize) else { return false };
    let before = at.checked_sub(1).and_then(|n| tokens.get(n as usize));
    if before.is_some_and(|t| matches!(t.punct(), Some(';' | '—' | '–')) || (t.is_punct(':') && token.has_space_before())) {
        return true;
    }
    // "We could walk," said the captain, whose ...
    if before.is_some_and(|t| t.is_punct('"')) {
        let said = reading.scan.hits_in(Layer::Speech, at, at + 4);
        if said.iter().any(|hit| reading.entry(hit).class == Class::SayVerb) {
            return true;
        }
    }
    // cheap first: most words begin with another letter or are shorter
    let bytes = token.of(reading.text()).as_bytes();
    let may_join = bytes.len() > 2 && bytes.len() < 9 && matches!(bytes[0] | 0x20, b'a' | b'b' | b'd' | b'h' | b's' | b't' | b'w');
    may_join && token.is_word() && reading.is_any(at, &JOINTS)
}

/// The modality of the weightiest hit; nothing said is a fact.
pub(super) fn weightiest(reading: &Reading<'_>, hits: &[Hit]) -> Modality {
    let mut found = Modality::Actual;
    let mut met: Option<u32> = None;
    for hit in hits {
        let entry = reading.entry(hit);
        let own = match entry.class {
            Class::ModalityMask if is_mask(reading, hit, "met") => {
                met = Some(hit.token_end);
                continue;
            }
            // "beat the consensus": what was expected is past
            Class::Forecast if met.is_some_and(|m| hit.token_start - m <= MET) && is_noun(reading, hit) => continue,
            Class::Target => Modality::Target,
            // "May" the month: a capital inside of a sentence
            Class::Conditional if is_month(reading, hit) => continue,
            Class::Conditional => Modality::Conditional,
            Class::Forecast => Modality::Forecast,
            _ => continue,
        };
        found = found.max(own);
    }
    found
}

/// Whether a hit names what was expected: guidance, consensus, a forecast.
pub(super) fn is_noun(reading: &Reading<'_>, hit: &Hit) -> bool {
    let entry = reading.entry(hit);
    let is_named = || reading.is_any(hit.token_end - 1, &["forecast", "forecasts", "estimate", "estimates"]);
    entry.class == Class::Forecast && (entry.unit.as_deref() == Some("noun") || is_named())
}

/// "May" the month.
pub(super) fn is_month(reading: &Reading<'_>, hit: &Hit) -> bool {
    let tokens = reading.tokens();
    let is_capital = tokens.get(hit.token_start as usize).is_some_and(crate::lang::Token::is_capital);
    let ends = tokens.get(hit.token_end as usize).is_none_or(|t| !t.is_word());
    reading.is_word(hit.token_start, "may") && (is_capital || ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lexicon::{Lexicon, Scan},
        model::{BlockKind, Document, Section, Span},
    };

    fn with<T>(text: &str, act: impl FnOnce(&Reading<'_>, &Sentence) -> T) -> T {
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
        let reading = Reading { lexicon, document: &document, scan: &scan, sentences: &sentences };
        act(&reading, &sentence)
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
        fn any_text_has_a_modality(text in ".{0,120}", at in 0_u32..200) {
            with(&text, |r, s| (modality(r, s), clause(r, s, at.min(s.token_end))));
        }
    }
}
