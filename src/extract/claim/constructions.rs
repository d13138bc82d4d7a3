//! Constructions that name what a number is told of without a verb between: lists, gaps, bullets,
//! causes, expectations.

use super::{figure::Figure, noun_phrase::is_auxiliary};
use crate::{
    lexicon::{Class, Hit, Layer, any_of, words},
    model::{Pos, QuantityKind, TokenRange},
};

/// The noun phrase that one of the constructions names, where the figure is in one.
pub(super) fn subject(figure: &Figure<'_>) -> Option<TokenRange> {
    gapped(figure)
        .or_else(|| exemplified(figure))
        .or_else(|| before_colon(figure))
        .or_else(|| expected(figure))
}

/// The longest run of tokens right before `end` in `range` that all fit.
fn run_before(range: TokenRange, end: u32, fits: impl Fn(u32) -> bool) -> Option<TokenRange> {
    let start = range.before(end).iter().rev().take_while(|n| fits(*n)).last()?;
    Some(TokenRange::new(start, end))
}

/// "Falk gained 3%, Brand Mills 2% and Rook 1%": the name right before a number whose verb was left
/// out.
fn gapped(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_name = |n: u32| {
        view.is_alphabetic(n)
            && view.is_capital(n)
            && view.hits_at(Layer::Number, n).is_empty()
            && crate::lang::month_number(view.word(n)).is_none()
    };
    let name = run_before(figure.clause, figure.start(), is_name)?;
    let before = view.prev(name.token_start).filter(|n| *n > view.start())?;
    let is_listed = view.is_word(before, "and") || view.is_punct(before, ',');
    (is_listed && !figure.is_base()).then_some(name)
}

/// "A reading below 50 means contraction": what a bare number right after it bounds.
pub(super) fn bounded_reading(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let bound = view
        .prev(figure.start())
        .filter(|n| view.has_at(Layer::Claim, *n, |e| e.class == Class::Gap))?;
    let phrase = view.noun_phrase_at(view.prev(bound)?)?;
    let is_bare = figure.quantity.kind == QuantityKind::Number;
    let is_gauge = |hit: &Hit| {
        view.entry(hit).class == Class::Measure && hit.token_end == phrase.tokens.token_end
    };
    let names_measure = view.is_any(phrase.head, &["reading", "readings"])
        || view.hits_in(Layer::Claim, phrase.tokens).iter().any(is_gauge);
    let has_article = view.is_of(phrase.tokens.token_start, Class::Article);
    (is_bare && names_measure && phrase.tokens.token_end == bound)
        .then_some(phrase.tokens.skip_first(u32::from(has_article)))
}

/// "data points, including 3%, 7% and 9%": what the numbers are examples of.
fn exemplified(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_list = |n: u32| {
        !view.is_alphabetic(n)
            || view.is_word(n, "and")
            || view.has_at(Layer::Number, n, |e| matches!(e.class, Class::Unit | Class::Currency))
    };
    let mark = view.before(figure.start(), 16).iter().rev().find(|n| !is_list(*n))?;
    if !view.is_word(mark, "including") {
        return None;
    }
    let end = view.prev(mark).filter(|n| view.is_punct(*n, ',')).unwrap_or(mark);
    let is_noun = |n: u32| {
        view.is_alphabetic(n) && !view.is_of(n, Class::PhraseBoundary) && !is_auxiliary(view, n)
    };
    let nouns = run_before(view.before(end, 3), end, is_noun)?;
    let has_article = view.is_of_any(nouns.token_start, any_of![Article | Possessive]);
    let nouns = nouns.skip_first(u32::from(has_article));
    (!nouns.is_empty()).then_some(nouns)
}

/// "Falk shares: up 21%", "Mill hands: 57% of staff": the head of a bullet or a list, where nothing
/// else is named after it.
fn before_colon(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let before = view.before(figure.start(), 6);
    let colon = before.iter().rev().find(|n| view.is_punct(*n, ':'))?;
    let is_filler = |n: u32| {
        view.has_at(Layer::Claim, n, |e| matches!(e.class, Class::MoveUp | Class::MoveDown))
            || view.has_at(Layer::Number, n, |e| e.class == Class::Approximator)
            || view.is_of(n, Class::EndLead)
    };
    if !before.after(colon).skip_first(1).iter().all(is_filler) {
        return None;
    }
    let is_part = |n: u32| {
        view.token(n)
            .is_some_and(|t| t.is_word() || t.is_number() || t.is_punct('-') || t.is_punct('&'))
    };
    let head = run_before(view.before(colon, 6), colon, is_part)?;
    // "Output also came in hotter than projected: 3.2%" is a clause
    let is_of_clause = |n: u32| matches!(view.pos(n), Pos::Adverb | Pos::Adposition);
    if !view.clauses_in(head).is_empty() && head.iter().any(is_of_clause) {
        return None;
    }
    // a letter is the mark of an answer
    (head.len() > 1 || view.word(head.token_start).len() > 2).then_some(head)
}

/// "She expects the gap to widen by 2%": what is expected to move.
fn expected(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let before = figure.clause_before();
    let hits = view.hits_in(Layer::Modality, before);
    let verb = hits.iter().rfind(|hit| view.entry(hit).class == Class::Forecast)?;
    let is_passive = view.prev(verb.token_start).is_some_and(|n| is_auxiliary(view, n));
    let is_verb = view.prev(verb.token_end).is_some_and(|n| view.pos(n).is_verb());
    if !view.prev(verb.token_end).is_some_and(|n| view.is_of(n, Class::Foreseeing))
        || is_passive
        || !is_verb
    {
        return None;
    }
    let after = before.after(verb.token_end);
    let to = after.first(10).iter().find(|n| view.is_word(*n, "to"))?;
    let skips = |n: u32| view.is_of_any(n, any_of![Article | Demonstrative | Possessive]);
    let first = after.before(to).iter().find(|n| !skips(*n))?;
    let object = after.before(to).after(first);
    let is_noun =
        |n: u32| (view.is_alphabetic(n) || view.is_punct(n, '-')) && !is_auxiliary(view, n);
    (object.len() <= 6 && object.iter().all(is_noun)).then_some(object)
}

/// "Group sales 9.2 percent lower": the noun phrase right before a number with "lower" or "higher"
/// after it.
pub(super) fn before_comparative(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    if !view.is_any(figure.end(), words!["lower", "higher"]) {
        return None;
    }
    let is_noun = |n: u32| {
        view.is_alphabetic(n)
            && !view.is_of(n, Class::PhraseBoundary)
            && !is_auxiliary(view, n)
            && !view.word(n).ends_with("ing")
            && view.hits_at(Layer::Modality, n).is_empty()
            && view.hits_at(Layer::Number, n).is_empty()
    };
    let nouns = run_before(figure.clause, figure.start(), is_noun)?;
    (nouns.len() >= 2).then_some(nouns)
}
