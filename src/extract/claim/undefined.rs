//! Figures of which the text never says what they measure: "data points include 12.5%, 40.1% and 0.3%".

use crate::{lexicon::Reading, model::Claim};

/// Nouns that name figures and not what they measure.
const VAGUE: [&str; 10] =
    ["points", "figures", "numbers", "metrics", "readings", "scores", "values", "statistics", "percentages", "indicators"];
/// Tokens before the list in which such a noun stands.
const REACH: u32 = 14;

/// Marks the claims of bare lists that hang on a vague noun, and takes from them what nothing supports.
pub(super) fn mark(reading: &Reading<'_>, claims: &mut [Claim]) {
    let mut at = 0;
    while at < claims.len() {
        let end = list_end(reading, claims, at);
        if end - at >= 2 && hangs_on_vague_noun(reading, &claims[at], &claims[end - 1]) {
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

/// One past the claims that follow one another with nothing but commas and "and" between.
fn list_end(reading: &Reading<'_>, claims: &[Claim], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(next) = claims.get(end) {
        let last = &claims[end - 1];
        let gap = reading.token_at(last.span.byte_end)..reading.token_at(next.span.byte_start);
        let is_list = next.sentence == last.sentence
            && next.unit == last.unit
            && gap.len() <= 2
            && gap.clone().all(|n| reading.is_word(n, "and") || reading.tokens().get(n as usize).is_some_and(|t| t.is_punct(',')));
        if !is_list {
            break;
        }
        end += 1;
    }
    end
}

fn hangs_on_vague_noun(reading: &Reading<'_>, first: &Claim, last: &Claim) -> bool {
    let Some(sentence) = reading.sentences.get(first.sentence as usize) else { return false };
    let start = reading.token_at(first.span.byte_start);
    let low = sentence.token_start.max(start.saturating_sub(REACH));
    let after = reading.token_at(last.span.byte_end);
    // "the readings were 4.1% and 4.4% for services and goods" says what they measure
    let is_explained = ["for", "of", "in", "respectively"].iter().any(|w| reading.is_word(after, w));
    let opens = start == low
        || ["include", "including", "includes", "points", "figures", "numbers", "metrics", "scores", "readings", "values"]
            .iter()
            .any(|w| reading.is_word(start - 1, w));
    opens && !is_explained && (low..start).any(|n| VAGUE.iter().any(|w| reading.is_word(n, w)))
}
