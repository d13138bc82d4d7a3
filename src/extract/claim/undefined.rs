//! Figures of which the text never says what they measure: "data points include 12.5%, 40.1% and
//! 0.3%".
//!
//! A list of bare figures that hangs on a noun which calls them figures ("readings of", "scores now
//! read") measures nothing that a reader could check, unless the words around say what
//! ("unemployment readings", "for goods and services").

use crate::{
    lexicon::{Class, Layer, ParsedDocument},
    model::Claim,
};

/// Tokens before the list in which such a noun stands.
const REACH: u32 = 12;

/// Marks the claims of bare lists that hang on a vague noun, and takes from them what nothing
/// supports.
pub(super) fn mark(parsed: &ParsedDocument<'_>, claims: &mut [Claim]) {
    let mut at = 0;
    while at < claims.len() {
        let end = list_end(parsed, claims, at);
        let is_list = end - at >= 2 && claims[at..end].iter().all(|c| has_digit(parsed, c));
        if is_list && hangs_on_vague_noun(parsed, &claims[at], &claims[end - 1]) {
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
fn has_digit(parsed: &ParsedDocument<'_>, claim: &Claim) -> bool {
    claim.span.of(parsed.text()).bytes().any(|b| b.is_ascii_digit())
}

/// One past the claims that follow one another with nothing but commas, "and" and "or" between.
fn list_end(parsed: &ParsedDocument<'_>, claims: &[Claim], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = claims.get(end) {
        let last = &claims[end - 1];
        let gap = parsed.token_at(last.span.byte_end)..parsed.token_at(next.span.byte_start);
        let joins = |n: u32| parsed.is_any(n, &["and", "or"]) || is_comma(parsed, n);
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

fn is_comma(parsed: &ParsedDocument<'_>, at: u32) -> bool {
    parsed.tokens().get(at as usize).is_some_and(|t| t.is_punct(','))
}

fn hangs_on_vague_noun(parsed: &ParsedDocument<'_>, first: &Claim, last: &Claim) -> bool {
    let Some(sentence) = parsed.sentences.get(first.sentence as usize) else { return false };
    let start = parsed.token_at(first.span.byte_start);
    let low = sentence.token_start.max(start.saturating_sub(REACH));
    let hits = parsed.scan.hits_in(Layer::Claim, low, start);
    // a verb of moving between says what they did
    let Some(noun) = hits.last().filter(|h| parsed.entry(h).class == Class::Vague) else {
        return false;
    };
    // "valuation data points" are as vague as data points
    let is_named =
        noun.token_end == noun.token_start + 1 && names_measure(parsed, noun.token_start);
    !is_named && leads_in(parsed, noun.token_end, start) && !is_explained(parsed, last)
}

/// Whether the word before the vague noun says what is measured: "unemployment figures".
fn names_measure(parsed: &ParsedDocument<'_>, noun: u32) -> bool {
    let Some(before) = noun.checked_sub(1) else { return false };
    let hits = parsed.scan.hits_in(Layer::Claim, noun.saturating_sub(4), noun);
    hits.iter().any(|h| {
        h.token_end == before + 1 && matches!(parsed.entry(h).class, Class::Measure | Class::Rate)
    })
}

/// Whether the words between noun and list only lead in: a verb of listing stands right before the
/// list, or nothing does.
fn leads_in(parsed: &ParsedDocument<'_>, noun_end: u32, start: u32) -> bool {
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
        parsed.is_any(n, &LISTING)
            || parsed.tokens().get(n as usize).is_some_and(|t| t.is_punct(':'))
    };
    start == noun_end || opens(start - 1)
}

/// Whether the words behind the list say what the figures measure: "for services and goods",
/// "respectively".
fn is_explained(parsed: &ParsedDocument<'_>, last: &Claim) -> bool {
    let after = parsed.token_at(last.span.byte_end);
    let after = if is_comma(parsed, after) { after + 1 } else { after };
    parsed.is_any(after, &["for", "of", "in", "on", "from", "respectively", "per"])
}
