//! What a number is told of where the text names it after the number: "a 2% drop in oats", "33.09
//! for Falk", "the $2 billion flour market", "two senators are".

use super::{
    clause_subject,
    figure::Figure,
    moves::is_move,
    noun_phrase::{PHRASE_BOUNDARIES, is_auxiliary},
};
use crate::{
    lexicon::{Class, Layer, Role, SentenceView, WordSet, words},
    model::{Pos, TokenRange},
};

/// Tokens of a noun phrase after a number.
const MAX_TOKENS: u32 = 6;

/// The tokens of the noun phrase after a figure that it is told of.
pub(super) fn subject(figure: &Figure<'_>) -> Option<TokenRange> {
    after_for(figure)
        .or_else(|| after_off(figure))
        .or_else(|| after_move(figure))
        .or_else(|| of_move(figure))
        .or_else(|| attributed(figure))
        .or_else(|| counted(figure))
}

fn is_name_word(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_alphabetic(at) && view.is_capital(at)
}

/// The noun phrase that begins at `at`, its article left out.
fn phrase(view: &SentenceView<'_>, at: u32) -> Option<TokenRange> {
    let has_article = view.is_any(at, words!["the", "a", "an", "its", "their", "his"]);
    let window = view.range().after(at).skip_first(u32::from(has_article)).first(MAX_TOKENS);
    let ends = |n: u32| {
        !view
            .token(n)
            .is_some_and(|t| t.is_word() || t.is_number() || t.is_punct('&') || t.is_punct('-'))
            || view.is_any(n, PHRASE_BOUNDARIES) && !view.is_word(n, "in")
            || is_auxiliary(view, n)
            || view.has_at(Layer::Modality, n, |e| e.features.role == Some(Role::PastVerb))
    };
    let mut words = window.iter().find(|n| ends(*n)).map_or(window, |end| window.before(end));
    while let Some(last) = words.last_token()
        && !view.is_alphabetic(last)
        && !view.is_number(last)
    {
        words = words.skip_last(1);
    }
    (!words.is_empty()).then_some(words)
}

/// "33.09 for Falk Mills": whose it is.
fn after_for(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let is_name = |n: &u32| is_name_word(view, *n);
    if !figure.is_plain() || !view.is_word(figure.end(), "for") {
        return None;
    }
    let first = view.next(figure.end()).filter(is_name)?;
    if crate::lang::month_number(view.word(first)).is_some() {
        return None;
    }
    let after = view.after(first, 4);
    Some(after.iter().find(|n| !is_name(n)).map_or(after, |end| after.before(end)))
}

/// "an 11.1% drop in the bank's shares", "2 percent for growth in output".
fn after_move(figure: &Figure<'_>) -> Option<TokenRange> {
    const APART: &WordSet = words!["to", "from", "and", "as", "in", "after", "of", "while", "by"];
    let view = figure.view;
    let after = view.after(figure.end(), 3);
    let noun = after.iter().find(|n| is_move(view, *n) || view.is_word(*n, "growth"))?;
    let is_open =
        after.before(noun).iter().all(|n| view.is_alphabetic(n) && !view.is_any(n, APART));
    let preposition = view.next(noun).filter(|n| view.is_any(*n, words!["in", "of"]))?;
    if !is_open {
        return None;
    }
    let words = phrase(view, view.next(preposition)?)?;
    let first = words.token_start;
    // "a 2% rise in May", "growth in the second quarter"
    let is_time = !view.hits_in(Layer::Period, words).is_empty()
        || view.has_at(Layer::Number, first, |e| matches!(e.class, Class::Month | Class::Weekday))
        || view.is_number(first);
    // "its eighth advance in a row"
    (!is_time && !view.is_word(first, "row") && !is_where(figure, words)).then_some(words)
}

/// "Falk notched a 14% gain in Dublin": whether the words after "in" are a place, and what moved is
/// the subject of the verb.
fn is_where(figure: &Figure<'_>, words: TokenRange) -> bool {
    let view = figure.view;
    let is_name = |n: u32| view.pos(n) == Pos::ProperNoun;
    let is_known = !view.hits_in(Layer::Entity, words).is_empty()
        || view.references_in(words).iter().any(|r| r.rule.is_name());
    let has_subject = clause_subject::governing_clause(figure)
        .and_then(|clause| clause.subject)
        .is_some_and(|subject| view.pos(subject.head) == Pos::ProperNoun);
    words.iter().all(is_name) && !is_known && has_subject
}

/// "Knocked 9% off the builder's shares": what something is taken off.
fn after_off(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let off = figure.end();
    let phrase = view.next(off).filter(|_| view.is_word(off, "off"));
    let phrase = view.noun_phrase_at(phrase?)?;
    clause_subject::named(view, *phrase).map(|words| clause_subject::with_attributes(view, words))
}

/// "An uptick of 0.7% in lending": what moves where its move is told before.
fn of_move(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let end = figure.end();
    let noun = view.back(figure.start(), 2).filter(|_| view.prev_is(figure.start(), "of"))?;
    let is_of_thing = view.is_word(end, "in") && is_move(view, noun) && view.pos(noun).is_noun();
    // "notched a rise of 3% in Dublin" tells of what notched it
    if clause_subject::governing_clause(figure).is_some() {
        return None;
    }
    let phrase = view.next(end).filter(|_| is_of_thing).and_then(|n| view.noun_phrase_at(n))?;
    let words = clause_subject::named(view, *phrase)?;
    let is_time = !view.hits_in(Layer::Period, words).is_empty()
        || view.has_at(Layer::Number, words.token_start, |e| e.class == Class::Month);
    (!is_time).then_some(words)
}

/// "the $2 billion flour market": what the amount is an attribute of.
fn attributed(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let (start, end) = (figure.start(), figure.end());
    let is_money = view.has_at(Layer::Number, start, |e| e.class == Class::Currency);
    if !is_money
        || !view.prev_is(start, "the")
        || !view.is_alphabetic(end)
        || is_move(view, end)
        || view.is_any(end, PHRASE_BOUNDARIES)
    {
        return None;
    }
    let is_unit = view.has_at(Layer::Number, end, |e| {
        matches!(e.class, Class::Unit | Class::PerUnit | Class::Currency)
    });
    phrase(view, end).filter(|words| !is_unit && words.len() > 1)
}

/// "Two U.S. senators are", "Of the 220 companies in the index": what is counted, where the
/// sentence or clause begins with it.
fn counted(figure: &Figure<'_>) -> Option<TokenRange> {
    const OPENING: &WordSet = words!["the", "of", "some", "about", "but", "and", "with", "in"];
    let view = figure.view;
    let opening = view.range().before(figure.start());
    let first = opening.iter().rev().take_while(|n| view.is_any(*n, OPENING)).last();
    let first = first.unwrap_or(figure.start());
    let opens = first == view.start()
        || view.prev_is_punct(first, ',') && view.is_any(first, words!["of", "with"]);
    if !opens {
        return None;
    }
    let end = figure.end();
    let begin = if view.is_word(end, "of") { view.next(end)? } else { end };
    let is_noun = view.is_alphabetic(begin) && !view.is_any(begin, PHRASE_BOUNDARIES);
    is_noun.then(|| phrase(view, begin)).flatten()
}
