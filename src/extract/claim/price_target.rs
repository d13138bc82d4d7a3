//! Price targets: whose price is aimed at, and who aims.

use super::{
    clause_subject::{governing_clause, with_attributes},
    figure::Figure,
    noun_phrase::named,
};
use crate::{
    lexicon::{Class, Hit, Layer, SentenceView},
    model::{Clause, Pos, QuantityKind, TokenRange},
};

/// Tokens between the words for a price target and its figure.
const TARGET: u32 = 16;

/// Tokens before a figure in which the clauses about what is rated are found.
const REACH: u32 = 60;

/// The words for a price target before a figure of money, or right after it.
fn target<'a>(figure: &Figure<'a>) -> Option<&'a Hit> {
    let view = figure.view;
    let is_target = |hit: &&Hit| view.entry(hit).class == Class::Target;
    let before = view.hits_in(Layer::Modality, view.before(figure.start(), TARGET));
    let following = view.hits_at(Layer::Modality, figure.end());
    let is_money = figure.quantity.kind == QuantityKind::Currency;
    before.iter().rfind(is_target).or_else(|| following.iter().find(is_target)).filter(|_| is_money)
}

/// "Raised its price target on Falk to $48": whose price is aimed at, where the words say so; else
/// what the clauses around it rate: "Falk was cut to sell at Brand, which set a $60 target".
pub(super) fn aimed_at(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let target = target(figure)?;
    let is_own = |words: &TokenRange| words.token_end <= figure.start();
    let of = phrases_of(view, target.token_end, figure.start());
    let rated = || {
        let is_told = is_of_price(view, target);
        is_told.then(|| rated(figure, target).or_else(|| rating_on(figure))).flatten()
    };
    of.filter(is_own).or_else(rated)
}

/// Whether a figure is a price target.
pub(super) fn is_target(figure: &Figure<'_>) -> bool {
    target(figure).is_some_and(|target| is_of_price(figure.view, target))
}

/// "Kept her buy rating on Falk": what the words for a rating before a figure are followed by.
fn rating_on(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let before = view.before(figure.start(), REACH);
    let rating = before.iter().rev().find(|n| view.is_of(*n, Class::Rating))?;
    let on = view.next(rating).filter(|n| view.pos(*n) == Pos::Adposition)?;
    let phrase = view.next(on).and_then(|n| view.noun_phrase_at(n))?;
    named(view, *phrase).filter(|words| words.token_end <= figure.start())
}

/// Whether a target is one of a price: "price target", or "target" where somebody rates.
fn is_of_price(view: &SentenceView<'_>, target: &Hit) -> bool {
    target.tokens().len() > 1 || !view.pos(target.token_start).is_verb()
}

/// The phrase after "for", "on" or "of" between a target and its figure.
fn phrases_of(view: &SentenceView<'_>, from: u32, to: u32) -> Option<TokenRange> {
    let between = TokenRange::new(from, to);
    let is_of = |n: &u32| {
        view.pos(*n) == Pos::Adposition
            && (*n == from && !view.is_word(*n, "to") && !view.is_word(*n, "among")
                || view.is_word(*n, "for"))
    };
    let at = between.iter().rev().find(is_of)?;
    let phrase = view.next(at).and_then(|n| view.noun_phrase_at(n))?;
    named(view, *phrase)
}

/// What the clauses before a target rate: the head of a line, the object of an active verb, the
/// subject of a passive one.
fn rated(figure: &Figure<'_>, target: &Hit) -> Option<TokenRange> {
    let view = figure.view;
    let start = target.token_start.min(figure.start());
    let before = view.before(start, REACH);
    let first = view.noun_phrase_at(view.start())?;
    if view.is_punct(first.tokens.token_end, ':') {
        return named(view, *first);
    }
    let is_name = |words: &TokenRange| {
        words.last_token().is_some_and(|n| view.pos(n) == Pos::ProperNoun || view.is_capital(n))
    };
    let of_clause = |clause: &Clause| {
        let subject = || clause.subject.and_then(|s| named(view, s)).filter(is_name);
        let object = || {
            let at = clause.verb.tokens.token_end;
            let phrase = view.noun_phrase_at(at).filter(|p| p.tokens.token_start == at)?;
            named(view, *phrase).filter(|words| is_name(words) && words.token_end <= start)
        };
        if clause.verb.is_passive { subject() } else { object() }
    };
    view.clauses_in(before).iter().rev().find_map(of_clause)
}

/// Who aims: the subject of the verb over a price target, or its owner: "Falk Research's target".
pub(super) fn who_aims(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let target = target(figure)?;
    let subject = governing_clause(figure)?.subject?;
    if subject.tokens.contains(target.token_start) {
        let is_mark = |n: &u32| view.pos(*n) == Pos::Particle;
        let owner = subject.tokens.iter().find(is_mark)?;
        return Some(subject.tokens.before(owner)).filter(|words| !words.is_empty());
    }
    let is_named = view.pos(subject.head).is_noun();
    named(view, subject).filter(|_| is_named).map(|words| with_attributes(view, words))
}
