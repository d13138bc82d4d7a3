//! Clauses of a sentence and what each weighs: what is said outweighs the reason given for it.

use crate::{
    lexicon::{Class, Layer, Reading},
    model::Sentence,
};

/// A reason ("due to the increased cost of wood").
const CAUSE: f64 = 0.3;
/// A concession ("despite signs of stabilisation").
const CONCESSION: f64 = 0.3;
/// What stands before a "but".
const BEFORE_ADVERSATIVE: f64 = 0.6;
/// Most clauses of one sentence that are told apart.
const MOST_CLAUSES: usize = 64;

/// A stretch of tokens without a border inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Clause {
    pub token_start: u32,
    pub token_end: u32,
    /// How much what it says counts.
    pub weight: f64,
}

/// Cuts a sentence at commas, semicolons, colons, dashes and the words of `lexicons/grammar.toml`.
pub(super) fn clauses(reading: &Reading<'_>, sentence: &Sentence, out: &mut Vec<Clause>) {
    out.clear();
    let mut start = sentence.token_start;
    let mut weight = 1.0;
    let mut hits = reading.hits(Layer::Grammar, sentence).iter().filter(|h| border_weight(reading.entry(h).class).is_some()).peekable();
    for at in sentence.token_start..sentence.token_end {
        if out.len() == MOST_CLAUSES {
            break;
        }
        let token = &reading.tokens()[at as usize];
        if hits.peek().is_some_and(|h| h.token_start == at) {
            let class = hits.next().map(|h| reading.entry(h).class);
            if at > start {
                out.push(Clause { token_start: start, token_end: at, weight });
            }
            if class == Some(Class::Adversative) {
                for earlier in out.iter_mut() {
                    earlier.weight = earlier.weight.min(BEFORE_ADVERSATIVE);
                }
            }
            weight = class.and_then(border_weight).unwrap_or(1.0);
            start = at;
        } else if matches!(token.punct(), Some(',' | ';' | ':' | '—' | '–' | '(' | ')')) {
            if at > start {
                out.push(Clause { token_start: start, token_end: at, weight });
            }
            // a reason runs on over commas to the end; a concession that opens the sentence ends at its comma
            if weight != CAUSE || token.is_punct(';') {
                weight = 1.0;
            }
            start = at + 1;
        }
    }
    if sentence.token_end > start {
        out.push(Clause { token_start: start, token_end: sentence.token_end, weight });
    }
    // a sentence of nothing but reasons and concessions says them
    if out.iter().all(|c| c.weight < BEFORE_ADVERSATIVE) {
        out.iter_mut().for_each(|c| c.weight = 1.0);
    }
}

fn border_weight(class: Class) -> Option<f64> {
    match class {
        Class::Cause => Some(CAUSE),
        Class::Concession => Some(CONCESSION),
        Class::Adversative => Some(1.0),
        _ => None,
    }
}
