//! Where a noun phrase begins and ends, for rules that look through words.

use crate::{
    lexicon::{Class, Hit, SentenceView},
    model::{EntityKind, Pos, Reference, TokenRange},
};

/// Whether a hit looks ahead: a forecast or a condition.
pub(super) fn is_ahead(view: &SentenceView<'_>, hit: &Hit) -> bool {
    matches!(view.entry(hit).class, Class::Forecast | Class::Conditional)
}

/// Whether token `at` is an auxiliary or a copula.
pub(super) fn is_auxiliary(view: &SentenceView<'_>, at: u32) -> bool {
    view.pos(at) == Pos::Auxiliary
}

/// A noun phrase without a number that counts it and without the nouns that only say what a
/// company is: "11 sectors", "chip designer Arvaline"; with the name that a number belongs to:
/// "Phase 3 study".
pub(super) fn minimal(view: &SentenceView<'_>, words: TokenRange) -> TokenRange {
    let first = words.token_start;
    let stage = view.prev(first).filter(|n| view.is_capital(*n) && view.pos(*n).is_noun());
    if view.is_number(first)
        && let Some(stage) = stage
    {
        return TokenRange::new(stage, words.token_end);
    }
    let is_count = |n: &u32| {
        let is_number = view.is_number(*n) || view.pos(*n) == Pos::Numeral;
        is_number && !view.is_joined(*n + 1) && !view.is_punct(*n + 1, '%')
    };
    // "the 5 mg arm" counts nothing
    let is_plural = words.last_token().is_some_and(|n| view.word(n).ends_with('s'));
    let counts = words.iter().take_while(is_count).count() as u32;
    let counts = if is_plural { counts.min(words.len().saturating_sub(1)) } else { 0 };
    let words = words.skip_first(counts);
    described_name(view, words).unwrap_or(words)
}

/// The name of the company at the end of words that else say what it is.
fn described_name(view: &SentenceView<'_>, words: TokenRange) -> Option<TokenRange> {
    let is_company = |r: &&Reference| {
        r.rule.is_name()
            && words.after(r.tokens.token_end).iter().all(|n| view.is_of(n, Class::CompanyForm))
            && r.tokens.token_start > words.token_start
            && view.resolution().entity(r).is_some_and(|e| e.kind == EntityKind::Company)
    };
    let name = view.references_in(words).iter().find(is_company)?.tokens;
    let is_noun = |n: u32| {
        (!view.is_capital(n) || n == view.start())
            && matches!(view.pos(n), Pos::Noun | Pos::Adjective | Pos::ProperNoun)
    };
    words.before(name.token_start).iter().all(is_noun).then_some(words.after(name.token_start))
}
