//! Which phrase bounds the time of which number: how far it is from it, and what is
//! between.

use super::{Phrase, PhraseKind, TIMES};
use crate::{
    extract::{
        claim::{clause_subject::governing_clause, clauses::Clauses, figure::Figure, gap},
        quote,
    },
    lexicon::{Class, Hit, Layer, words},
    model::{Pos, TokenRange, VerbForm},
};

/// Tokens on either side of the number in which its period is found.
pub(super) const REACH: u32 = 22;
/// What follows a number is preferred to what precedes it by no more than this many tokens.
const PRECEDING: u32 = 5;
/// Tokens between a label and its figure: "(May: about 50.7)".
const LABEL: u32 = 3;
/// More than any distance: phrases of comparison come last.
const LAST: u32 = 1000;

/// What it costs that `phrase` bounds a figure; `None` where it cannot.
pub(super) fn cost(figure: &Figure<'_>, clauses: &Clauses, phrase: &Phrase) -> Option<u32> {
    if phrase.kind == PhraseKind::Label {
        let is_before_figure = phrase.tokens.token_end < figure.start()
            && gap(phrase.tokens.token_end, figure.start()) <= LABEL;
        return is_before_figure.then_some(0);
    }
    if phrase.kind == PhraseKind::Length && is_parted(figure, phrase) || is_goal(figure) {
        return None;
    }
    let distance = if phrase.tokens.token_start >= figure.end() {
        after(figure, clauses, phrase)?
    } else if phrase.tokens.token_end <= figure.start() {
        before(figure, clauses, phrase)?
    } else {
        return None;
    };
    let is_last = phrase.kind == PhraseKind::Comparison;
    Some(distance + u32::from(is_last) * LAST)
}

/// Whether another number is between a figure and a phrase.
fn is_parted(figure: &Figure<'_>, phrase: &Phrase) -> bool {
    let between = if phrase.tokens.token_start >= figure.end() {
        TokenRange::new(figure.end(), phrase.tokens.token_start)
    } else {
        TokenRange::new(phrase.tokens.token_end, figure.start())
    };
    between.first(REACH).iter().any(|n| figure.view.is_number(n))
}

/// "The bank's 2% target": what is aimed at always.
fn is_goal(figure: &Figure<'_>) -> bool {
    let view = figure.view;
    let names_goal = view.is_any(figure.end(), &["target", "goal"]);
    names_goal && view.prev_is_any(figure.start(), words!["the", "'s", "its"])
}

/// The cost of a phrase after the number: none is taken across the boundary of a clause, a word
/// that compares, or a comma or "and" after which something else is told.
fn after(figure: &Figure<'_>, clauses: &Clauses, phrase: &Phrase) -> Option<u32> {
    let view = figure.view;
    let between = TokenRange::new(figure.end(), phrase.tokens.token_start);
    // "4.0%; in June, 4.2%"
    let begins_clause = view.prev_is_punct(phrase.tokens.token_start, ';');
    if between.len() > REACH || begins_clause || clauses.count_in(between) > 0 {
        return None;
    }
    let is_amount = |n: u32| {
        view.token(n)
            .is_some_and(|t| t.is_number() || t.punct().is_some_and(|mark| "$€£¥+-".contains(mark)))
    };
    // "shut 28 shops and cut 450 jobs by June": one subject, one time
    let has_verb = |rest: TokenRange, shares: bool| {
        view.clauses_in(rest).iter().any(|c| {
            let has_own = c.subject.is_some_and(|s| s.tokens.token_start >= rest.token_start);
            c.verb.form == VerbForm::Finite && (has_own || !shares)
        })
    };
    // "pulled $3 billion from funds in the week": no base of a comparison
    let leads_to_source = |n: u32| {
        let source = view.noun_phrase_at(n + 1);
        source.is_some_and(|p| {
            let is_figure = |n: u32| view.is_number(n) || view.may_begin_any(n, TIMES);
            view.pos(p.head).is_noun() && !p.tokens.iter().any(is_figure)
        })
    };
    let stops = |n: u32| {
        let is_boundary = view.is_punct(n, ',') || view.is_word(n, "and");
        let rest = between.after(n).skip_first(1);
        // "at $34.87, off a high of $37.65 in May"
        let is_base = is_boundary
            && rest
                .first(1)
                .iter()
                .any(|n| view.is_word(n, "off") || view.is_of(n, Class::EndLead));
        view.is_of(n, Class::CompareWord)
            || is_base
            || view.is_word(n, "from") && !leads_to_source(n)
            || is_boundary
                && !rest.is_empty()
                && (phrase.kind == PhraseKind::Comparison
                    || !rest.iter().any(is_amount)
                    || has_verb(rest, view.is_word(n, "and")))
    };
    // "12 tonnes, 6% above a year earlier", "a charge of $5 and savings of $2 annually"
    let is_of_last = view.prev_is_any(phrase.tokens.token_start, &["above", "below"])
        || phrase.tokens.len() == 1 && view.pos(phrase.core) == Pos::Adverb;
    if is_of_last && is_parted(figure, phrase) {
        return None;
    }
    // "at $1.08, having firmed 0.5% overnight"
    let is_aside = |n: u32| {
        let inner = view.clauses_in(between.after(n));
        view.is_punct(n, ',') && inner.iter().any(|c| c.verb.form == VerbForm::PresentParticiple)
    };
    (!between.iter().any(|n| stops(n) || is_aside(n))).then_some(between.len())
}

/// "The firm, founded in 1998, has 300 workers": whether a phrase is told in passing of the subject
/// of the verb over a figure.
fn is_inserted(figure: &Figure<'_>, phrase: &Phrase) -> bool {
    let view = figure.view;
    let Some(clause) = governing_clause(figure) else { return false };
    let Some(subject) = clause.subject else { return false };
    let (open, verb) = (subject.tokens.token_end, clause.verb.tokens.token_start);
    let inside = TokenRange::new(open, verb);
    let close = inside.iter().rev().find(|n| view.is_punct(*n, ','));
    let is_whole = |close: u32| phrase.tokens == TokenRange::new(open + 1, close);
    view.is_punct(open, ',')
        && inside.contains(phrase.tokens.token_start)
        && close.is_some_and(|close| close >= phrase.tokens.token_end && !is_whole(close))
}

/// "Helvea estimated in May that sales would fall 3%": whether a phrase tells when something was
/// said that a figure is of.
fn is_of_telling(figure: &Figure<'_>, phrase: &Phrase) -> bool {
    let view = figure.view;
    let first = phrase.tokens.token_start;
    let says = |hit: &&Hit| view.entry(hit).class == Class::SayVerb && hit.token_end <= first;
    let before = view.hits_in(Layer::Speech, view.before(first, REACH));
    before.iter().rev().find(says).is_some_and(|hit| {
        let content = quote::clause_reported(view, hit);
        content.is_some_and(|own| own.contains(figure.start()) && !own.contains(first))
    })
}

/// The cost of a phrase before the number: one at the beginning of the sentence acts on all of it,
/// one in a relative clause on that clause, and the base of a comparison is bounded by what comes
/// after the word that compares.
fn before(figure: &Figure<'_>, clauses: &Clauses, phrase: &Phrase) -> Option<u32> {
    let view = figure.view;
    let (first, end) = (phrase.tokens.token_start, phrase.tokens.token_end);
    if figure.base.is_some_and(|base| first < base)
        || is_inserted(figure, phrase)
        || is_of_telling(figure, phrase)
    {
        return None;
    }
    let is_comma = |n: &u32| view.is_punct(*n, ',');
    let is_relative = |n: u32| {
        view.is_of(n, Class::RelativePronoun) && !view.is_word(n, "that")
            || view.is_any(n, words!["whose", "where"])
    };
    let distance = gap(end, figure.start());
    let is_first = first == view.start();
    if distance > REACH && !is_first {
        return None;
    }
    let before = view.before(first, REACH).iter().rev();
    let is_in_relative = before.take_while(|n| !is_comma(n)).any(is_relative);
    let between = TokenRange::new(end, figure.start());
    if is_in_relative && between.first(2 * REACH).iter().any(|n| is_comma(&n)) {
        return None;
    }
    if is_first {
        return Some(distance.min(REACH) + PRECEDING);
    }
    let crossed = clauses.count_in(between);
    (crossed == 0).then_some(distance + PRECEDING)
}
