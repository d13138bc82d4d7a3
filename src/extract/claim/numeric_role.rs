//! Which way a number moves: the verb, noun or adverb that governs it within its clause, or its own
//! sign.

use rust_decimal::Decimal;

use super::{
    clause_subject::{governing_clause, stands_alone},
    constructions,
    figure::Figure,
    gap as gap_between,
    gaps::{Gap, gap},
    metric,
    moved_counts::{counted_move, is_count, is_loss_of_count, of_growth},
    moves::{direction, is_move},
};
use crate::{
    lang::Token,
    lexicon::{Class, Hit, Layer, any_of, words},
    model::{Direction, Pos, QuantityKind, TokenRange, VerbForm},
};

/// Tokens between a word of moving and its number.
const BEFORE: u32 = 10;
/// Tokens between a number and the word that follows: "5% lower", "21% year-to-date surge".
const AFTER: u32 = 4;

/// What a number is to the move in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumericRole {
    /// By how much: "rose 5%", "a 21% surge".
    Delta(Direction),
    /// Where to: "rose to 5%".
    Value,
    /// Where from: "from 4%".
    Base,
}

/// The role of a figure in its clause.
pub(super) fn role(figure: &Figure<'_>) -> NumericRole {
    match figure.view.token(figure.start()).and_then(Token::punct) {
        Some('-' | '–') => return NumericRole::Delta(Direction::Down),
        Some('+') => return NumericRole::Delta(Direction::Up),
        _ => {}
    }
    let is_statistic = figure.quantity.unit == "p_value";
    if is_statistic || is_attribute(figure) || constructions::bounded_reading(figure).is_some() {
        return NumericRole::Value;
    }
    if let Some(direction) = at_rate(figure) {
        return NumericRole::Delta(direction);
    }
    match gap(figure) {
        Some(Gap::Move(direction)) if !figure.is_base() => return NumericRole::Delta(direction),
        Some(Gap::Distance) => return NumericRole::Value,
        _ => {}
    }
    if is_deficit(figure)
        || is_reading(figure)
        || is_of_circumstance(figure)
        || is_extreme(figure)
        || stands_alone(figure)
    {
        return NumericRole::Value;
    }
    if let Some(direction) = moved_by(figure)
        .or_else(|| taken_off(figure))
        .or_else(|| counted_move(figure))
        .or_else(|| of_growth(figure))
    {
        return NumericRole::Delta(direction);
    }
    let preposition = preposition(figure);
    if preposition == Some(NumericRole::Base) {
        return NumericRole::Base;
    }
    let kind = figure.quantity.kind;
    if kind == QuantityKind::Percent && is_part(figure)
        || kind == QuantityKind::Currency && is_raised(figure)
    {
        return NumericRole::Value;
    }
    if let Some(direction) = after(figure) {
        return NumericRole::Delta(direction);
    }
    if let Some(direction) = reached_by(figure) {
        return NumericRole::Delta(direction);
    }
    if let Some(role) = preposition {
        return role;
    }
    before(figure).map_or(NumericRole::Value, NumericRole::Delta)
}

/// "The 40-milligram dose": whether a figure in one word with its unit only says what a thing is like.
fn is_attribute(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let hyphen = figure.start() + 1;
    let is_compound = view.is_number(figure.start())
        && figure.number.contains(hyphen)
        && view.is_punct(hyphen, '-')
        && view.is_joined(hyphen)
        && view.is_alphabetic(hyphen + 1);
    let noun = figure.end();
    let is_moving = |n: u32| view.pos(n).is_noun() && is_move(view, n);
    is_compound && view.pos(noun).is_noun() && !is_moving(noun) && !is_moving(noun + 1)
}

/// "Expanded at a 5% rate", "growing at a pace of 5%", "growth at 5%": how fast, though "at" is
/// before it.
fn at_rate(figure: &Figure<'_>) -> Option<Direction> {
    let view = figure.view;
    let before = figure.clause_before();
    let at = before.last(7).iter().rev().find(|n| view.is_word(*n, "at"))?;
    let is_pace = |n: u32| view.is_of(n, Class::Pace);
    let between = before.after(at).skip_first(1);
    let is_vague = |n: u32| view.has_at(Layer::Number, n, |e| e.class == Class::Approximator);
    let is_fast = between.iter().any(is_pace)
        || view.after(figure.end(), 3).iter().any(is_pace)
        || at > before.token_start && between.iter().all(is_vague) && is_growing(figure, at);
    let hits = view.hits_in(Layer::Claim, before.before(at).last(2));
    is_fast.then(|| hits.iter().rev().find_map(|hit| direction(view, hit))).flatten()
}

/// "Growth at 5%", "compounding at 10%": whether what is before "at" grows.
fn is_growing(figure: &Figure<'_>, at: u32) -> bool {
    let view = figure.view;
    let is_verb = || {
        let is_rate = figure.quantity.kind == QuantityKind::Percent;
        let is_base = |n: u32| matches!(view.pos(n), Pos::Infinitive | Pos::PresentParticiple);
        view.prev(at).is_some_and(|n| is_rate && is_base(n) && is_move(view, n))
    };
    view.prev_is(at, "growth") || is_verb()
}

/// "In 41% of patients", "and 64% of its members": a part of all, unless a verb of moving is
/// right before it.
fn is_part(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    if !view.is_word(figure.end(), "of") {
        return false;
    }
    let before = figure.clause_before();
    let is_in = before.last_token().is_some_and(|n| view.is_of(n, Class::PartLead));
    let is_owned = view.next(figure.end()).is_some_and(|n| view.is_of(n, Class::WholeLead));
    let hits = view.hits_in(Layer::Claim, before.last(3));
    is_in || is_owned && hits.iter().all(|hit| direction(view, hit).is_none())
}

/// "Raised $2.4 billion": money that was got, not a move.
fn is_raised(figure: &Figure<'_>) -> bool {
    before_approximators(figure).is_some_and(|n| figure.view.is_of(n, Class::Gathering))
}

/// From here on an amount of money is that of a result and no move of a price.
const RESULT: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// "Lost 18 cents a share", "a loss of 31 cents per share", "lost $5 million last year": how much,
/// not by how much less.
fn is_deficit(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let quantity = figure.quantity;
    let before = figure.clause_before().last(4);
    let is_result = quantity.unit.ends_with("/share")
        || quantity.kind == QuantityKind::Currency
            && quantity.value >= RESULT
            && !view.after(figure.end(), 4).iter().any(|n| view.is_word(n, "value"));
    let is_deficit = |n: &u32| view.is_of(*n, Class::Deficit);
    // "a 22-cent loss a share"
    let names_it = || quantity.unit.ends_with("/share") && is_deficit(&figure.end());
    is_result && before.iter().any(|n| is_deficit(&n)) || names_it()
}

/// "An index reading of 47.0": a bare number of a measure that lends it a unit.
fn is_reading(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    is_count(figure) && view.prev_is(figure.start(), "of") && metric::unit(figure).is_some()
}

/// "Raised $5 million at a valuation of $80 million", "sold at a price of $12": how much a thing is
/// that only goes with what moves.
fn is_of_circumstance(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let of = before_approximators(figure).filter(|n| view.is_word(*n, "of"));
    let noun = of.and_then(|of| view.prev(of)).filter(|n| !is_move(view, *n));
    let phrase = noun.and_then(|noun| view.noun_phrase_at(noun)).filter(|p| Some(p.head) == noun);
    let lead = phrase.and_then(|phrase| view.prev(phrase.tokens.token_start));
    lead.is_some_and(|n| view.is_any(n, words!["at", "with"]))
}

/// "A three-week high of $1.2390": how high, not by how much.
fn is_extreme(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let noun = view.back(figure.start(), 2).filter(|_| view.prev_is(figure.start(), "of"));
    noun.is_some_and(|n| view.is_of(n, Class::Extreme))
}

/// "Raised the price that it posts for crude by 50 cents", "hurt sales by 2%": which way the verb over
/// an amount behind "by" moves, however far before it stands.
fn moved_by(figure: &Figure<'_>) -> Option<Direction> {
    let view = figure.view;
    before_approximators(figure).filter(|n| view.is_word(*n, "by"))?;
    let verb = governing_clause(figure)?.verb;
    if view.is_of(verb.head, Class::Harming) && !verb.is_passive {
        return Some(Direction::Down);
    }
    view.hits_at(Layer::Claim, verb.head).iter().rev().find_map(|hit| direction(view, hit))
}

/// "Knocked 9% off its shares": what is taken off something.
fn taken_off(figure: &Figure<'_>) -> Option<Direction> {
    let view = figure.view;
    let has_object = view.next(figure.end()).is_some_and(|n| view.noun_phrase_at(n).is_some());
    let verb = governing_clause(figure)?.verb.tokens.token_end;
    let is_object = gap_between(verb, figure.start()) <= 3;
    (view.is_word(figure.end(), "off") && has_object && is_object).then_some(Direction::Down)
}

/// "Pared its loss to 0.4%", "extended its gain to 5%": which way the move goes that is now so large.
fn reached_by(figure: &Figure<'_>) -> Option<Direction> {
    let view = figure.view;
    let to = before_approximators(figure).filter(|n| view.is_word(*n, "to"))?;
    let noun = view.prev(to).filter(|n| view.pos(*n).is_noun())?;
    let is_rate = figure.quantity.kind == QuantityKind::Percent;
    let is_owned = view
        .noun_phrase_at(noun)
        .is_some_and(|p| p.head == noun && view.is_of(p.tokens.token_start, Class::Possessive));
    let hits = view.hits_at(Layer::Claim, noun).iter();
    hits.rev().find_map(|hit| direction(view, hit)).filter(|_| is_rate && is_owned)
}

/// The word before the number and what stands between them.
pub(super) fn before_approximators(figure: &Figure<'_>) -> Option<u32> {
    let view = figure.view;
    view.before(figure.start(), 3).iter().rev().find(|n| !is_between(figure, *n))
}

/// Whether a word may stand between a preposition and its number: what tells how exact it is, and
/// what an amount may be called.
fn is_between(figure: &Figure<'_>, at: u32) -> bool {
    let view = figure.view;
    let is_vague = |hit: &Hit| {
        // "at least", but "at 5%"
        let is_lead = hit.tokens().len() == 1 && view.is_of(at, Class::EndLead);
        view.entry(hit).class == Class::Approximator && hit.tokens().contains(at) && !is_lead
    };
    let is_word = || {
        matches!(view.pos(at), Pos::Determiner | Pos::Adjective | Pos::Adverb)
            || view.is_of(at, Class::Possessive)
            || view.is_of(at, Class::Extreme)
            // "the anticipated $8 million"
            || view.pos(at) == Pos::PastParticiple
                && view.prev(at).is_some_and(|n| view.pos(n) == Pos::Determiner)
    };
    let near = view.before(figure.start(), APPROXIMATORS);
    let is_range = figure.quantity.value_hi.is_some() && view.is_word(at, "between");
    is_range
        || view.hits_in(Layer::Number, near).iter().any(is_vague)
        || !view.is_of(at, Class::EndLead) && !is_move(view, at) && is_word()
}

/// Tokens in which words of approximation stand.
const APPROXIMATORS: u32 = 6;

/// What the preposition before the number makes of it, words of approximation between them passed
/// over.
fn preposition(figure: &Figure<'_>) -> Option<NumericRole> {
    let view = figure.view;
    // "from a range of 3 to 4"
    let is_range =
        |n: u32| view.is_word(n, "range") || view.is_word(n, "of") && view.prev_is(n, "range");
    let at = figure
        .clause_before()
        .last(6)
        .iter()
        .rev()
        .find(|n| !is_between(figure, *n) && !is_range(*n))?;
    if view.is_word(at, "from") {
        return Some(NumericRole::Base);
    }
    (view.is_of_any(at, any_of![Be | EndLead]) && !view.is_word(at, "by"))
        .then_some(NumericRole::Value)
}

fn after(figure: &Figure<'_>) -> Option<Direction> {
    let view = figure.view;
    let after = figure.clause_after().first(AFTER);
    let (hit, direction) = view
        .hits_in(Layer::Claim, after)
        .iter()
        .find_map(|hit| Some((hit, direction(view, hit)?)))?;
    let is_open = after.before(hit.token_start).iter().all(|n| {
        (view.is_alphabetic(n) || view.is_punct(n, '-')) && !view.is_of(n, Class::ApartOfMove)
    });
    is_open.then_some(direction)
}

fn before(figure: &Figure<'_>) -> Option<Direction> {
    if is_loss_of_count(figure) {
        return Some(Direction::Down);
    }
    let view = figure.view;
    let hits = view.hits_in(Layer::Claim, figure.clause_before().last(BEFORE));
    let (hit, direction) = hits.iter().rev().find_map(|hit| Some((hit, direction(view, hit)?)))?;
    (!is_apart(figure, hit)).then_some(direction)
}

/// "Added that the 1,900 are", "rising as high as 39": whether a figure is no part of what the word
/// of moving before it governs.
fn is_apart(figure: &Figure<'_>, hit: &Hit) -> bool {
    let view = figure.view;
    let between = TokenRange::new(hit.token_end, figure.start());
    let opens_clause = |n: u32| view.is_word(n, "that") && view.prev(n) == Some(hit.token_start);
    let is_reach = |n: u32| {
        view.is_word(n, "as")
            && view.is_word(n + 2, "as")
            && matches!(view.pos(n + 1), Pos::Adjective | Pos::Adverb)
    };
    let is_level = |n: u32| is_reach(n) && figure.quantity.kind != QuantityKind::Percent;
    // "added 125 V-rated parts"
    let is_attribute = view.is_punct(figure.end(), '-') && view.is_joined(figure.end());
    // "a lower tax rate of 21%", "the higher cost of $5": how high, not by how much
    let is_described = || {
        view.pos(hit.token_start) == Pos::Adjective
            && view.prev_is(figure.start(), "of")
            && between.iter().any(|n| view.pos(n) == Pos::Noun && !is_move(view, n))
    };
    // "a gain of 26% to reach 216 million"
    let is_object = || {
        governing_clause(figure).is_some_and(|c| {
            let is_adjacent = before_approximators(figure) == Some(c.verb.head);
            let is_later = c.verb.tokens.token_start >= hit.token_end;
            let is_told = c.subject.is_some_and(|s| s.tokens.contains(hit.token_start));
            is_adjacent && is_later && !is_told && c.verb.form == VerbForm::Infinitive
        })
    };
    is_described()
        || is_object()
        || view.pos(hit.token_start).is_verb() && between.iter().any(opens_clause)
        || between.iter().any(is_level)
        || is_attribute
}
