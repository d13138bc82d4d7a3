//! Figures of which the text never says what they measure: "data points include 12.5%, 40.1% and
//! 0.3%".
//!
//! A list of bare figures that hangs on a noun which calls them figures ("readings of", "scores now
//! read") measures nothing that a reader could check, unless the words around say what
//! ("unemployment readings", "for goods and services").

use crate::{
    lexicon::{Class, Layer, SentenceView, words},
    model::{Claim, ClaimKind, TokenRange},
};

/// Tokens before the list in which such a noun is found.
const REACH: u32 = 12;

/// Marks the claims of bare lists that hang on a vague noun, and takes from them what nothing
/// supports. `claims` are those of one sentence.
pub(super) fn mark(view: &SentenceView<'_>, claims: &mut [Claim]) {
    let mut rest = claims;
    while let Some(first) = rest.first() {
        let first = view.tokens_of(first.span);
        let (run, after) = rest.split_at_mut(list_len(view, rest));
        rest = after;
        let Some(last) = run.last().map(|c| view.tokens_of(c.span)) else { break };
        let is_list = run.len() >= 2 && run.iter().all(|c| has_digit(view, c));
        if is_list && is_of_vague_noun(view, TokenRange::new(first.token_start, last.token_end)) {
            run.iter_mut().for_each(undefine);
        }
    }
}

fn undefine(claim: &mut Claim) {
    claim.undefined = true;
    claim.kind = ClaimKind::Level;
    claim.direction = None;
    claim.metric = None;
    claim.period = None;
    claim.period_start = None;
    claim.period_end = None;
    claim.as_of = None;
    claim.speaker = None;
    claim.themes.clear();
    claim.rule = "undefined".into();
}

/// "numbers two and three" are ranks.
fn has_digit(view: &SentenceView<'_>, claim: &Claim) -> bool {
    claim.span.of(&view.document().text).bytes().any(|b| b.is_ascii_digit())
}

/// How many claims follow one another with nothing but commas, "and" and "or" between.
fn list_len(view: &SentenceView<'_>, claims: &[Claim]) -> usize {
    let joins = |n: u32| view.is_any(n, words!["and", "or"]) || view.is_punct(n, ',');
    let is_joined = |pair: &&[Claim]| {
        let (end, next) =
            (view.token_at(pair[0].span.byte_end), view.token_at(pair[1].span.byte_start));
        let gap = TokenRange::new(end, next);
        (1..=2).contains(&gap.len()) && gap.iter().all(joins)
    };
    1 + claims.windows(2).take_while(is_joined).count()
}

/// Whether the list of tokens `list` hangs on a noun that calls its numbers figures, and says no
/// more of them.
fn is_of_vague_noun(view: &SentenceView<'_>, list: TokenRange) -> bool {
    let before = view.before(list.token_start, REACH);
    // a verb of moving between says what they did
    let hits = view.hits_in(Layer::Claim, before);
    let Some(noun) = hits.last().filter(|h| view.entry(h).class == Class::Vague) else {
        return false;
    };
    // "valuation data points" are as vague as data points
    let is_named = noun.tokens().len() == 1 && names_measure(view, noun.token_start);
    !is_named && leads_in(view, before.after(noun.token_end)) && !is_explained(view, list.token_end)
}

/// Whether the word before the vague noun says what is measured: "unemployment figures".
fn names_measure(view: &SentenceView<'_>, noun: u32) -> bool {
    let hits = view.hits_in(Layer::Claim, view.before(noun, 4));
    hits.iter()
        .any(|h| h.token_end == noun && matches!(view.entry(h).class, Class::Measure | Class::Rate))
}

/// Whether the words between noun and list only lead in: a verb of listing is right before the
/// list, or nothing does.
fn leads_in(view: &SentenceView<'_>, between: TokenRange) -> bool {
    between.last_token().is_none_or(|n| view.is_of(n, Class::Listing) || view.is_punct(n, ':'))
}

/// Whether the words after the list say what the figures measure: "for services and goods",
/// "respectively".
fn is_explained(view: &SentenceView<'_>, end: u32) -> bool {
    let after = view.after(end, 2).skip_first(u32::from(view.is_punct(end, ',')));
    view.is_of(after.token_start, Class::Preposition)
        || view.is_any(after.token_start, words!["of", "respectively"])
}
