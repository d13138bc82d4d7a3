//! Counts that move: people hired and let go, jobs gained and lost.

use super::{
    clause_subject::governing_clause,
    figure::Figure,
    gaps::{Gap, gap},
    moves::{direction, is_move, way},
    numeric_role::before_approximators,
};
use crate::{
    lexicon::{Class, Hit, Layer, words},
    model::{Direction, Pos, QuantityKind, TokenRange},
};

/// "Took on 64,000 people", "laid off 35% of its staff": which way a count goes by the verb over it.
pub(super) fn counted_move(figure: &Figure<'_>) -> Option<Direction> {
    let view = figure.view;
    let is_part = figure.quantity.kind == QuantityKind::Percent && view.is_word(figure.end(), "of");
    let counts = is_count(figure) && counts_something(figure);
    if !is_part && !counts {
        return None;
    }
    let verb = governing_clause(figure)?.verb;
    let reach = TokenRange::new(verb.head, (verb.tokens.token_end + 2).min(figure.start()));
    let is_object = |hit: &&Hit| {
        let between = TokenRange::new(hit.token_end, figure.start());
        between.len() <= 4 && between.iter().all(|n| view.pos(n) != Pos::Adposition)
    };
    let hits = view.hits_in(Layer::Claim, reach);
    hits.iter().filter(is_object).find_map(|hit| {
        let entry = view.entry(hit);
        (entry.class == Class::CountMove).then_some(entry.features.role).flatten().and_then(way)
    })
}

/// "Growth in the south was 3.3%", "job losses reached 4,000": which way a figure goes by the noun
/// that its verb tells of.
pub(super) fn of_growth(figure: &Figure<'_>) -> Option<Direction> {
    let view = figure.view;
    let is_rate = figure.quantity.kind == QuantityKind::Percent;
    if !is_rate && !is_count(figure) {
        return None;
    }
    let clause = governing_clause(figure)?;
    let subject = clause.subject?;
    let verb = clause.verb.tokens;
    let is_own = subject.tokens.token_end <= verb.token_start
        && view.clauses_in(TokenRange::new(subject.head, verb.token_start)).is_empty();
    let has_phrase = view.noun_phrases_in(TokenRange::new(verb.token_end, figure.start()));
    let is_near = has_phrase.iter().all(|p| p.tokens.token_end > figure.start());
    if !is_own || !is_near || verb.iter().any(|n| is_move(view, n)) {
        return None;
    }
    view.hits_at(Layer::Claim, subject.head).iter().find_map(|hit| direction(view, hit))
}

/// Whether a figure is a bare number.
pub(super) fn is_count(figure: &Figure<'_>) -> bool {
    figure.quantity.kind == QuantityKind::Number
        && matches!(figure.quantity.unit.as_str(), "" | "count")
}

/// Whether a noun follows that a figure counts.
fn counts_something(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let end = figure.end();
    view.noun_phrase_at(end).is_some_and(|p| view.pos(p.head).is_noun() && p.head >= end)
}

/// Whether a count is of what was won or lost: "grew by 41,000", "shed 9,000 jobs", "increased
/// 18,700 in May", "a gain of 26,000 jobs", "(-5,200)".
pub(super) fn is_moved_count(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let is_signed = view.is_punct(figure.start(), '-') || view.is_punct(figure.start(), '+');
    let is_compared = matches!(gap(figure), Some(Gap::Move(_)));
    is_signed
        || is_compared
        || is_loss_of_count(figure)
        || counted_move(figure).is_some()
        || of_growth(figure).is_some()
        || before_approximators(figure).is_some_and(|n| {
            let is_of_move =
                view.is_word(n, "of") && view.prev(n).is_some_and(|noun| is_move(view, noun));
            let counts_nothing = !view.pos(figure.end()).is_noun();
            let is_way = view.is_any(n, words!["up", "down"]);
            is_way
                || view.is_of(n, Class::CountMover)
                || is_of_move
                || counts_nothing && is_move(view, n)
        })
}

/// "A net loss of 4,500 jobs".
pub(super) fn is_loss_of_count(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let noun = view.back(figure.start(), 2).filter(|_| view.prev_is(figure.start(), "of"));
    is_count(figure) && noun.is_some_and(|n| view.is_of(n, Class::Deficit))
}
