//! Figures that tell how far apart two things are: "12% above its five-year average" is a move,
//! "12% below its rival" and "a 30% premium" are none.

use super::{clause_subject::governing_clause, figure::Figure, moves::way};
use crate::{
    lexicon::{Class, Entry, Hit, Layer, Role, SentenceView},
    model::{Direction, TokenRange},
};

/// Tokens in which a figure is told what it is set against.
const BASE: u32 = 10;

/// What a figure is by the words that set it against something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// A move: what it is set against is the same thing at another time.
    Move(Direction),
    /// A distance to something else.
    Distance,
}

/// What a figure is set against, right after it or by a noun beside it.
pub(super) fn gap(figure: &Figure<'_>) -> Option<Gap> {
    let view = figure.view;
    if is_premium(figure) || is_surprise(figure) {
        return Some(Gap::Distance);
    }
    let hits = view.hits_at(Layer::Claim, figure.end()).iter();
    let (hit, direction) = hits.rev().find_map(|hit| {
        let entry = view.entry(hit);
        let role = entry.features.role.filter(|_| entry.class == Class::Gap)?;
        Some((hit, way(role)?))
    })?;
    let base = view.after(hit.token_end, BASE);
    let ends = |n: u32| view.is_punct(n, ',') || view.is_punct(n, ';') || view.is_number(n);
    let base = base.iter().find(|n| ends(*n)).map_or(base, |end| base.before(end));
    if is_expected(view, base) {
        return Some(Gap::Distance);
    }
    let is_past = is_past(view, base) || base.is_empty();
    // "3% more than rivals", but "5 more than a third"
    Some(if is_past { Gap::Move(direction) } else { Gap::Distance })
}

/// "A 62% premium", "a premium of 88%", "at premiums above 80%".
fn is_premium(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let is_noun = |e: &Entry| e.class == Class::Gap && e.features.role.is_none();
    let is_gap = |n: u32| view.has_at(Layer::Claim, n, is_noun);
    let before = view.before(figure.start(), 2);
    let is_near = |n: u32| n + 2 >= figure.start();
    is_gap(figure.end()) || before.iter().any(|n| is_near(n) && is_gap(n))
}

/// "Beat the consensus by 4%": how far a result is from what was expected.
fn is_surprise(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let is_met = |hit: &Hit| {
        view.entry(hit).features.role == Some(Role::ComparisonVerb)
            && view.pos(hit.token_start).is_verb()
    };
    view.prev_is(figure.start(), "by")
        && governing_clause(figure)
            .is_some_and(|c| view.hits_in(Layer::Modality, c.verb.tokens).iter().any(is_met))
}

fn is_expected(view: &SentenceView<'_>, base: TokenRange) -> bool {
    let hits = view.hits_in(Layer::Modality, base);
    hits.iter().any(|hit| matches!(view.entry(hit).class, Class::Forecast | Class::Target))
}

fn is_past(view: &SentenceView<'_>, base: TokenRange) -> bool {
    let is_time = |n: u32| {
        view.is_of(n, Class::OwnPast)
            || view.has_at(Layer::Number, n, |e| matches!(e.class, Class::Month | Class::Weekday))
    };
    !view.hits_in(Layer::Period, base).is_empty() || base.iter().any(is_time)
}
