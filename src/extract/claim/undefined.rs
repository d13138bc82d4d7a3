//! Figures of which the text never says what they measure: "data points include 12.5%, 40.1% and
//! 0.3%".
//!
//! A list of bare figures that hangs on a noun which calls them figures ("readings of", "scores now
//! read") measures nothing that a reader could check, unless the words around say what
//! ("unemployment readings", "for goods and services").

use crate::{
    lexicon::{Class, Layer, Reading},
    model::Claim,
};

/// Tokens before the list in which such a noun stands.
const REACH: u32 = 12;

/// Marks the claims of bare lists that hang on a vague noun, and takes from them what nothing
/// supports.
pub(super) fn mark(reading: &Reading<'_>, claims: &mut [Claim]) {
    let mut at = 0;
    while at < claims.len() {
        let end = list_end(reading, claims, at);
        let is_list = end - at >= 2 && claims[at..end].iter().all(|c| has_digit(reading, c));
        if is_list && hangs_on_vague_noun(reading, &claims[at], &claims[end - 1]) {
            for claim in &mut claims[at..end] {
                claim.undefined = true;
                claim.kind = crate::model::ClaimKind::Level;
                claim.direction = None;
                claim.metric = None;
                claim.period = None;
                claim.period_start = None;
                claim.period_end = None;
                claim.as_of = None;
                claim.speaker = None;
                claim.themes.clear();
                claim.rule = "undefined";
            }
        }
        at = end;
    }
}

/// "numbers two and three" are ranks.
fn has_digit(reading: &Reading<'_>, claim: &Claim) -> bool {
    claim.span.of(reading.text()).bytes().any(|b| b.is_ascii_digit())
}

/// One past the claims that follow one another with nothing but commas, "and" and "or" between.
fn list_end(reading: &Reading<'_>, claims: &[Claim], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = claims.get(end) {
        let last = &claims[end - 1];
        let gap = reading.token_at(last.span.byte_end)..reading.token_at(next.span.byte_start);
        let joins = |n: u32| reading.is_any(n, &["and", "or"]) || is_comma(reading, n);
        if next.sentence != last.sentence
            || gap.is_empty()
            || gap.len() > 2
            || !gap.clone().all(joins)
        {
            break;
        }
        end += 1;
    }
    end
}

fn is_comma(reading: &Reading<'_>, at: u32) -> bool {
    reading.tokens().get(at as usize).is_some_and(|t| t.is_punct(','))
}

fn hangs_on_vague_noun(reading: &Reading<'_>, first: &Claim, last: &Claim) -> bool {
    let Some(sentence) = reading.sentences.get(first.sentence as usize) else { return false };
    let start = reading.token_at(first.span.byte_start);
    let low = sentence.token_start.max(start.saturating_sub(REACH));
    let hits = reading.scan.hits_in(Layer::Claim, low, start);
    // a verb of moving between says what they did
    let Some(noun) = hits.last().filter(|h| reading.entry(h).class == Class::Vague) else {
        return false;
    };
    // "valuation data points" are as vague as data points
    let is_named =
        noun.token_end == noun.token_start + 1 && names_measure(reading, noun.token_start);
    !is_named && leads_in(reading, noun.token_end, start) && !is_explained(reading, last)
}

/// Whether the word before the vague noun says what is measured: "unemployment figures".
fn names_measure(reading: &Reading<'_>, noun: u32) -> bool {
    let Some(before) = noun.checked_sub(1) else { return false };
    let hits = reading.scan.hits_in(Layer::Claim, noun.saturating_sub(4), noun);
    hits.iter().any(|h| {
        h.token_end == before + 1 && matches!(reading.entry(h).class, Class::Measure | Class::Rate)
    })
}

/// Whether the words between noun and list only lead in: a verb of listing stands right before the
/// list, or nothing does.
fn leads_in(reading: &Reading<'_>, noun_end: u32, start: u32) -> bool {
    const LISTING: [&str; 16] = [
        "include",
        "includes",
        "including",
        "included",
        "of",
        "are",
        "were",
        "read",
        "reads",
        "at",
        "like",
        "as",
        "show",
        "the",
        "came",
        "now",
    ];
    let opens = |n: u32| {
        reading.is_any(n, &LISTING)
            || reading.tokens().get(n as usize).is_some_and(|t| t.is_punct(':'))
    };
    start == noun_end || opens(start - 1)
}

/// Whether the words behind the list say what the figures measure: "for services and goods",
/// "respectively".
fn is_explained(reading: &Reading<'_>, last: &Claim) -> bool {
    let after = reading.token_at(last.span.byte_end);
    let after = if is_comma(reading, after) { after + 1 } else { after };
    reading.is_any(after, &["for", "of", "in", "on", "from", "respectively", "per"])
}
