//! Constructions that name what a number is told of without a verb between: those of
//! `lexicons/claims/*.toml`, and the two that need more than a pattern.

use super::{figure::Figure, noun_phrase::is_auxiliary};
use crate::{
    lexicon::{
        Asks, Class, Construction, ConstructionAsked, Hit, Kind, Layer, Refusal, Step, Within,
        any_of,
    },
    model::{Pos, QuantityKind, TokenRange},
};

/// The noun phrase that one of the constructions names, where the figure is in one.
pub(super) fn subject(figure: &Figure<'_>) -> Option<TokenRange> {
    bound(figure, ConstructionAsked::Early).or_else(|| expected(figure))
}

/// The words that a construction which is asked then binds to a figure.
pub(super) fn bound(figure: &Figure<'_>, asked: ConstructionAsked) -> Option<TokenRange> {
    let all = figure.view.lexicon().constructions.iter();
    all.filter(|own| own.asked == asked).find_map(|own| binds(own, figure))
}

/// The words that a construction binds to a figure.
fn binds(construction: &Construction, figure: &Figure<'_>) -> Option<TokenRange> {
    let mut at = figure.end();
    for step in &construction.after {
        let range = figure.view.range().after(at).first(step.most);
        at += run(figure, step, range.iter())?;
    }
    let (mut end, mut found) = (figure.start(), None);
    for step in &construction.before {
        let mut range = figure.view.range().before(end).last(step.most);
        if step.is_bound && construction.within == Within::Clause {
            range = range.intersect(figure.clause);
        }
        let start = end - run(figure, step, range.iter().rev())?;
        if step.is_bound {
            let known: TokenRange = found.unwrap_or(TokenRange::new(start, end));
            found = Some(TokenRange::new(start, known.token_end));
        }
        end = start;
    }
    let words = found?;
    let view = figure.view;
    let is_marked = view.is_of_any(words.token_start, any_of![Article | Possessive]);
    let words = words.skip_first(u32::from(is_marked));
    let is_refused = construction.unless.iter().any(|own| refuses(*own, figure, words));
    (!words.is_empty() && !is_refused).then_some(words)
}

/// How many of these tokens in a row fit; `None` where they are too few.
fn run(figure: &Figure<'_>, step: &Step, mut tokens: impl Iterator<Item = u32>) -> Option<u32> {
    let mut count = 0;
    while tokens.next().is_some_and(|at| fits(figure, step, at)) {
        count += 1;
    }
    (count >= step.least).then_some(count)
}

/// Whether a token fits into a step.
fn fits(figure: &Figure<'_>, step: &Step, at: u32) -> bool {
    step.any.iter().any(|all| all.iter().all(|test| is(figure, &test.asks, at) != test.is_negated))
}

fn is(figure: &Figure<'_>, asks: &Asks, at: u32) -> bool {
    let view = figure.view;
    match asks {
        Asks::Word(word) => view.is_word(at, word),
        Asks::Mark(mark) => view.is_punct(at, *mark),
        Asks::Class(class) if class.layer() == Layer::Word => view.is_of(at, *class),
        Asks::Class(class) => view.has_at(class.layer(), at, |e| e.class == *class),
        Asks::Layer(layer) => !view.hits_at(*layer, at).is_empty(),
        Asks::Kind(Kind::Any) => true,
        Asks::Kind(Kind::Word) => view.is_alphabetic(at),
        Asks::Kind(Kind::Number) => view.is_number(at),
        Asks::Kind(Kind::Capital) => view.is_capital(at),
        Asks::Kind(Kind::Auxiliary) => is_auxiliary(view, at),
        Asks::Kind(Kind::Gerund) => view.word(at).ends_with("ing"),
    }
}

/// Whether something keeps a construction from binding these words.
fn refuses(refusal: Refusal, figure: &Figure<'_>, words: TokenRange) -> bool {
    let view = figure.view;
    match refusal {
        Refusal::Base => figure.is_base(),
        // "Output also came in hotter than projected: 3.2%"
        Refusal::Clause => {
            let is_of_clause = |n: u32| matches!(view.pos(n), Pos::Adverb | Pos::Adposition);
            !view.clauses_in(words).is_empty() && words.iter().any(is_of_clause)
        }
        Refusal::Letter => words.len() == 1 && view.word(words.token_start).len() <= 2,
    }
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
