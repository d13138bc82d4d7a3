//! Noun phrases: a noun with its articles, adjectives, numbers and possessors.

use super::sentence::TaggedView;
use crate::{
    lexicon::{Class, Entry, Layer},
    model::{NounPhrase, Pos, TokenRange},
};

/// Tokens of the longest name that marks and small words are in.
const LONGEST_NAME: u32 = 6;

/// Appends the noun phrases of a sentence.
pub(super) fn push_noun_phrases(view: &TaggedView<'_>, out: &mut Vec<NounPhrase>) {
    let mut at = view.start();
    while at < view.end() {
        let end = end_of_phrase(view, at);
        if end == at {
            at += 1;
            continue;
        }
        let tokens = TokenRange::new(at, end);
        out.push(NounPhrase::new(tokens, head(view, tokens)));
        at = end;
    }
}

/// The last noun, else the last word.
fn head(view: &TaggedView<'_>, tokens: TokenRange) -> u32 {
    let is_noun = |n: &u32| view.pos(*n).is_noun();
    tokens.iter().rev().find(is_noun).or_else(|| tokens.last_token()).unwrap_or(tokens.token_start)
}

/// One past the noun phrase that begins at `start`; `start` where none does.
fn end_of_phrase(view: &TaggedView<'_>, start: u32) -> u32 {
    if view.pos(start) == Pos::Pronoun && !is_possessive(view, start) {
        return start + 1;
    }
    let mut has_noun = false;
    let mut end = start;
    let mut last_word = start;
    while end < view.end() && (end == start || continues(view, start, end, has_noun)) {
        let pos = view.pos(end);
        if end == start && !opens(view, start) {
            return start;
        }
        has_noun |= pos.is_noun();
        end += 1;
        if !matches!(pos, Pos::Punctuation | Pos::Particle | Pos::Adverb) {
            last_word = end;
        }
    }
    // neither a hyphen nor a possessive ends one; an article alone is none
    let is_alone = last_word == start + 1
        && (matches!(view.pos(start), Pos::Adjective | Pos::Determiner | Pos::Symbol)
            || is_possessive(view, start)
            || is_participle(view, start));
    if is_alone { start } else { last_word }
}

fn is_possessive(view: &TaggedView<'_>, at: u32) -> bool {
    view.is_of(at, Class::Possessive)
}

fn is_participle(view: &TaggedView<'_>, at: u32) -> bool {
    matches!(view.pos(at), Pos::PastParticiple | Pos::PresentParticiple)
}

/// Whether a noun phrase may begin with token `at`.
fn opens(view: &TaggedView<'_>, at: u32) -> bool {
    match view.pos(at) {
        Pos::Noun | Pos::ProperNoun | Pos::Determiner | Pos::Adjective | Pos::Numeral => true,
        Pos::Symbol => view.next(at).is_some_and(|n| view.pos(n) == Pos::Numeral),
        Pos::Pronoun => is_possessive(view, at),
        // "rising costs" at the beginning of something, but not "is rising"
        Pos::PastParticiple | Pos::PresentParticiple => {
            let is_free = view.prev(at).is_none_or(|n| {
                matches!(
                    view.pos(n),
                    Pos::Adposition | Pos::Coordinator | Pos::Subordinator | Pos::Verb
                )
            });
            is_free && view.next(at).is_some_and(|n| view.pos(n).is_noun())
        }
        _ => false,
    }
}

/// Whether token `at` goes on with the phrase that began at `start`.
fn continues(view: &TaggedView<'_>, start: u32, at: u32, has_noun: bool) -> bool {
    let last = at - 1;
    let next = view.next(at);
    if is_name_particle(view, at) || is_in_known_name(view, at) {
        return true;
    }
    if last == start && is_day_of_preposition(view, start) && view.pos(at) == Pos::ProperNoun {
        return false;
    }
    let is_inside_word =
        |n: u32| view.is_joined(n) && view.next(n).is_some_and(|m| view.is_joined(m));
    match view.pos(at) {
        Pos::Noun | Pos::ProperNoun => {
            !is_time_after_noun(view, at, has_noun)
                && !opens_relative(view, start, at)
                && !follows_time(view, start, at)
        }
        // "sales 9 percent lower": the number is not of the noun; "Falk 500" is a name
        // "Spain's 10-year yield"
        Pos::Numeral => {
            let is_compound =
                || view.pos(last) == Pos::Particle && next.is_some_and(|n| joins(view, n));
            !has_noun || joins(view, last) || is_compound() || is_name_with_number(view, at)
        }
        Pos::Adjective => !has_noun || view.pos(last) == Pos::Particle || joins(view, last),
        Pos::Symbol => !has_noun,
        Pos::Determiner => at == start + 1 && view.pos(start) == Pos::Determiner,
        Pos::Particle => {
            view.is_joined(at) && (view.pos(last).is_noun() || has_noun && view.is_number(last))
        }
        Pos::Punctuation => {
            // "sell-off", "EUR/USD", "GOOG.O"
            ['-', '/', '&', '.'].iter().any(|mark| view.is_punct(at, *mark)) && is_inside_word(at)
                || view.is_punct(at, '&')
                || is_plural_owner(view, at)
                || is_place_of_two(view, at)
        }
        Pos::Adverb => {
            !has_noun
                && next.is_some_and(|n| {
                    matches!(view.pos(n), Pos::Adjective | Pos::PastParticiple | Pos::Numeral)
                })
        }
        Pos::PastParticiple | Pos::PresentParticiple => {
            joins(view, last)
                || !has_noun && next.is_some_and(|n| view.pos(n).is_noun() || joins(view, n))
        }
        // "Brand Tool & Die"
        Pos::Coordinator if view.is_punct(at, '&') && view.is_capital(last) => {
            next.is_some_and(|n| view.is_capital(n))
        }
        // "automotive and industrial chips"
        Pos::Coordinator if !has_noun && view.pos(last) == Pos::Adjective => {
            next.is_some_and(|n| {
                view.pos(n) == Pos::Adjective && view.next(n).is_some_and(|m| view.pos(m).is_noun())
            })
        }
        // part of a word in hyphens: "year-on-year", "sell-off"
        Pos::Adposition | Pos::Coordinator | Pos::Verb | Pos::Infinitive | Pos::Auxiliary => {
            joins(view, last)
        }
        _ => false,
    }
}

/// "Growers' incomes": whether the apostrophe at `at` makes the plural before it a possessor.
fn is_plural_owner(view: &TaggedView<'_>, at: u32) -> bool {
    view.is_punct(at, '\'')
        && view.is_joined(at)
        && view.word(at - 1).ends_with('s')
        && view.pos(at - 1).is_noun()
        && view.next(at).is_some_and(|n| {
            !view.is_joined(n) && (view.pos(n).is_noun() || view.pos(n) == Pos::Adjective)
        })
}

/// "The Austin, Texas-based company": whether the comma at `at` is inside of a place that something is
/// based in.
fn is_place_of_two(view: &TaggedView<'_>, at: u32) -> bool {
    let is_based = |n: u32| joins(view, n) && view.is_word(n + 1, "based");
    view.is_punct(at, ',')
        && view.is_capital(at - 1)
        && view.is_capital(at + 1)
        && (is_based(at + 2) || view.is_capital(at + 2) && is_based(at + 3))
}

/// Whether a name of the lexicon goes on with token `at`: "Standard & Poor's 500".
fn is_in_known_name(view: &TaggedView<'_>, at: u32) -> bool {
    let is_small = !matches!(view.pos(at), Pos::Noun | Pos::ProperNoun | Pos::Adjective);
    let near = view.before(at, LONGEST_NAME);
    is_small
        && [Layer::Name, Layer::Entity].iter().any(|layer| {
            let hits = view.hits_in(*layer, near).iter();
            hits.filter(|hit| hit.token_end > at)
                .any(|hit| view.entry(hit).instrument.is_some() && view.is_capital(hit.token_start))
        })
}

/// Whether token `at` is a mark that joins two words.
fn joins(view: &TaggedView<'_>, at: u32) -> bool {
    view.is_punct(at, '-') && view.is_joined(at)
}

/// "Falk 500", "Boeing 737": a whole number after a name, with no unit after it.
fn is_name_with_number(view: &TaggedView<'_>, at: u32) -> bool {
    let is_unit = view.next(at).is_some_and(|n| {
        view.is_punct(n, '%')
            || view.pos(n) == Pos::Symbol
            || view.is_number(n)
            || view.pos(n) == Pos::Noun && view.next(n).is_none_or(|m| !view.pos(m).is_noun())
    });
    view.pos(at - 1) == Pos::ProperNoun
        && view.is_number(at)
        && !is_unit
        && view.word(at).bytes().all(|b| b.is_ascii_digit())
}

/// "Ana van den Berg": whether token `at` is a small word inside of a name.
fn is_name_particle(view: &TaggedView<'_>, at: u32) -> bool {
    let is_part = |n: u32| view.is_of(n, Class::NameParticle) && !view.is_capital(n);
    let goes_on = |n: u32| view.is_capital(n) || is_part(n);
    is_part(at)
        && view.prev(at).is_some_and(|n| view.pos(n) == Pos::ProperNoun || is_part(n))
        && view.next(at).is_some_and(goes_on)
}

/// "On Sunday Ana Reis": the day ends the phrase of its preposition.
fn is_day_of_preposition(view: &TaggedView<'_>, at: u32) -> bool {
    view.is_weekday(at) && view.prev(at).is_some_and(|n| view.pos(n) == Pos::Adposition)
}

/// "Over the past decade sales tripled": a length of time after its preposition ends a phrase.
fn follows_time(view: &TaggedView<'_>, start: u32, at: u32) -> bool {
    let is_stretch = view.has_at(Layer::Period, at - 1, |e| e.class == Class::PeriodUnit);
    at > start + 1
        && is_stretch
        && !view.is_joined(at - 1)
        && view.pos(at) == Pos::Noun
        // "the year ahead"
        && !view.is_word(at, "ahead")
        && view.prev(start).is_some_and(|n| view.pos(n) == Pos::Adposition)
}

/// "The 2.7% economists had expected", "the $6 billion analysts estimated": who expects a figure
/// follows it as a subject.
fn opens_relative(view: &TaggedView<'_>, start: u32, at: u32) -> bool {
    let ends_amount = |e: &Entry| matches!(e.class, Class::Scale | Class::Unit | Class::Currency);
    at > start
        && view.is_of(at, Class::Forecaster)
        && (view.is_punct(at - 1, '%')
            || view.is_number(at - 1)
            || view.has_at(Layer::Number, at - 1, ends_amount))
        && view.pos(start) == Pos::Determiner
        && view.next(at).is_some_and(|n| matches!(view.pos(n), Pos::Auxiliary | Pos::Verb))
}

/// "shares Monday": a day after a noun is a time of its own.
fn is_time_after_noun(view: &TaggedView<'_>, at: u32, has_noun: bool) -> bool {
    has_noun && view.is_weekday(at) && view.next(at).is_none_or(|n| !view.pos(n).is_noun())
}
