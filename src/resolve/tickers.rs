//! Tickers that are announced in brackets after a name.

use crate::{
    lexicon::{Layer, SentenceView},
    model::TokenRange,
};

/// "(Nasdaq: AVLT)" after a name.
pub(super) fn is_announced_ticker(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at, '(')
        && (view.token(at + 1).is_some_and(|token| view.lexicon().is_exchange(token))
            || is_code_of_exchange(view, at + 1))
}

/// "BFA.L)": whether a ticker with the letters of its exchange after a point is at `at`.
fn is_code_of_exchange(view: &SentenceView<'_>, at: u32) -> bool {
    let close = view.after(at, 4).iter().find(|n| view.is_punct(*n, ')'));
    let inner = close.map(|close| view.text_of(TokenRange::new(at, close)));
    inner.and_then(|code| code.split_once('.')).is_some_and(|(ticker, exchange)| {
        let is_upper = |part: &str| part.bytes().all(|b| b.is_ascii_uppercase());
        let is_ticker = ticker.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        (1..=6).contains(&ticker.len())
            && is_ticker
            && (1..=2).contains(&exchange.len())
            && is_upper(exchange)
    })
}

/// The ticker in "(NYSE: FLKR)" at `at`.
pub(super) fn ticker(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    if !is_announced_ticker(view, at) {
        return None;
    }
    let close = view.after(at, 6).iter().find(|n| view.is_punct(*n, ')'))?;
    let is_code = |n: &u32| view.token(*n).is_some_and(crate::lang::Token::is_upper);
    view.prev(close).filter(is_code)
}

/// The instrument whose ticker "(NYSE: FLKR)" at `at` is.
pub(super) fn announced(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    if !is_announced_ticker(view, at) {
        return None;
    }
    let near = view.after(at, 5);
    let both = view.hits_in(Layer::Entity, near).iter().chain(view.hits_in(Layer::Name, near));
    both.filter(|hit| view.is_punct(hit.token_end, ')')).find_map(|hit| view.entry(hit).instrument)
}
