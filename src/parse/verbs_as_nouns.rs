//! Verbs that the tagger takes for nouns and adjectives, told by the lexicons and by what is around
//! them.

use super::tag_sets::{is_mistaken, is_of_phrase, is_sign_of_money};
use crate::{
    lexicon::{Class, Hit, Layer, Role, SentenceView, words},
    model::Pos,
};

/// What words are that were taken for nouns and adjectives, and are verbs.
pub(super) fn verb_taken_for_noun(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> Option<Pos> {
    let token = view.start() + at as u32;
    let before = at.checked_sub(1).map(|n| tags[n]);
    let follows_noun = before.is_some_and(Pos::is_noun);
    Some(match tags[at] {
        // "has seen its backlog rise 5%"
        Pos::Noun if is_bare_infinitive(view, tags, at) => Pos::Infinitive,
        // "doesn't expect"
        Pos::Adjective | Pos::Noun if is_do_not(view, token) => Pos::Infinitive,
        // "the government aims to lift exports"
        Pos::Noun
            if follows_noun
                && view.is_word(token + 1, "to")
                && view.has_at(Layer::Modality, token, |e| e.class == Class::Target) =>
        {
            Pos::Verb
        }
        // "analysts on average forecast sales"
        Pos::Noun if is_on_average(view, token) => Pos::Verb,
        // "which the owner says holds"
        Pos::Noun if view.is_word(token, "says") => Pos::Verb,
        // "the office that reviews drugs"
        Pos::Noun if is_verb_of_relative(view, tags, at) => Pos::Verb,
        // "Falk estimates that", "the lender set aside"
        Pos::Noun
            if follows_noun
                && (leads_to_clause(view, tags, at) || view.is_word(token + 1, "aside")) =>
        {
            Pos::Verb
        }
        // "Falk trades at 26 times", "Falk Mills expects:"
        tag if tag.is_noun()
            && follows_noun
            && (states_figure(view, token) || ends_lead_in(view, token)) =>
        {
            Pos::Verb
        }
        Pos::PastParticiple if follows_noun && has_object_alone(view, tags, at) => Pos::Verb,
        // "while Spain's hit a high"
        Pos::Noun | Pos::PastParticiple
            if before == Some(Pos::Particle)
                && tags.get(at + 1) == Some(&Pos::Determiner)
                && is_past_verb(view, token) =>
        {
            Pos::Verb
        }
        // "markets price in 35 basis points"
        Pos::Noun if follows_noun && is_verb_with_particle(view, token) => Pos::Verb,
        tag if is_mistaken(tag)
            && governs(before, tags.get(at + 1).copied())
            && is_past_verb(view, token) =>
        {
            Pos::Verb
        }
        _ => return None,
    })
}

/// "Investors sent the shares lower", "Falk cut Brand's quota": whether an object follows and, up to
/// the next mark or conjunction, no verb that could be the one of the sentence.
fn has_object_alone(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> bool {
    let token = view.start() + at as u32;
    let has_object = match tags.get(at + 1) {
        Some(Pos::Determiner) => true,
        Some(Pos::Pronoun) => view.is_of(token + 1, Class::Possessive),
        Some(Pos::ProperNoun) => tags.get(at + 2) == Some(&Pos::Particle),
        _ => false,
    };
    let ends = |tag: &&Pos| matches!(tag, Pos::Punctuation | Pos::Coordinator | Pos::Subordinator);
    let is_finite = |tag: &Pos| matches!(tag, Pos::Verb | Pos::Auxiliary);
    let rest = tags.iter().skip(at + 1);
    has_object && !rest.take_while(|tag| !ends(tag)).any(is_finite)
}

/// Tokens between a verb of seeing or letting and the verb that it governs.
const SEEN: u32 = 8;

/// "Saw its backlog rise 5%": whether a word of moving between a phrase and its figure is the verb
/// of what somebody sees.
fn is_bare_infinitive(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> bool {
    let token = view.start() + at as u32;
    let has_figure = view.is_number(token + 1)
        || view.is_any(token + 1, words!["to", "by"]) && view.is_number(token + 2);
    let is_sign = |n: u32| is_sign_of_money(view, n);
    let is_movement = |class| matches!(class, Class::MoveUp | Class::MoveDown);
    at > 0
        && tags[at - 1].is_noun()
        && (has_figure || is_sign(token + 1) || is_sign(token + 2))
        && view.has_at(Layer::Claim, token, |e| is_movement(e.class))
        && view.before(token, SEEN).iter().any(|n| view.is_of(n, Class::Seeing))
}

/// Whether a word of expecting follows "on average".
fn is_on_average(view: &SentenceView<'_>, at: u32) -> bool {
    view.prev_is(at, "average")
        && view.back(at, 2).is_some_and(|n| view.is_word(n, "on"))
        && view.has_at(Layer::Modality, at, |e| e.class == Class::Forecast)
}

/// Whether the token before `at` is "don't", "didn't".
fn is_do_not(view: &SentenceView<'_>, at: u32) -> bool {
    view.prev(at).is_some_and(|n| view.is_of(n, Class::Not) && !view.is_of(n, Class::Be))
}

/// Whether the token of tag `at` is a form of a verb of saying with "that" after it.
fn leads_to_clause(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> bool {
    let token = view.start() + at as u32;
    view.is_word(token + 1, "that")
        && !tags.get(at + 2).is_some_and(|next| matches!(next, Pos::Verb | Pos::Auxiliary))
        && view.word(token).ends_with('s')
        && view.has_at(Layer::Speech, token, |e| e.class == Class::SayVerb)
}

/// Whether token `at` begins a verb that states a figure of its subject: "trades at", "employs 40".
fn states_figure(view: &SentenceView<'_>, at: u32) -> bool {
    let own = view.hits_at(Layer::Modality, at).iter();
    let mut own = own.filter(|hit| view.entry(hit).features.role == Some(Role::PresentVerb));
    own.any(|hit| {
        let next = hit.token_end;
        view.is_number(next) || is_sign_of_money(view, next) || hit.tokens().len() > 1
    })
}

/// Whether what is taken for a noun after "that" is the verb of what is before it; "the fact
/// that sales growth" begins with a measure.
fn is_verb_of_relative(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> bool {
    let token = view.start() + at as u32;
    let is_measure =
        || view.has_at(Layer::Claim, token, |e| matches!(e.class, Class::Measure | Class::Rate));
    let has_object = tags.get(at + 1).is_some_and(|next| next.is_noun() || is_of_phrase(*next));
    at >= 2
        && view.is_word(token - 1, "that")
        && tags[at - 2] == Pos::Noun
        && view.word(token).ends_with('s')
        && has_object
        && !is_measure()
}

/// Whether a verb of several words that expects something begins at `at`, after those who do: "traders
/// price in", but "the share price in".
fn is_verb_with_particle(view: &SentenceView<'_>, at: u32) -> bool {
    let is_verb = |hit: &Hit| view.entry(hit).class == Class::Forecast && hit.tokens().len() > 1;
    view.prev(at).is_some_and(|n| view.word(n).ends_with('s'))
        && view.hits_at(Layer::Modality, at).iter().any(is_verb)
}

/// Whether token `at` is a verb of expecting or saying with the colon of a list after it.
fn ends_lead_in(view: &SentenceView<'_>, at: u32) -> bool {
    let is_last = view.is_punct(at + 1, ':') && view.next(at + 1).is_none();
    is_last
        && view.word(at).ends_with('s')
        && (view.has_at(Layer::Modality, at, |e| e.class == Class::Forecast)
            || view.has_at(Layer::Speech, at, |e| e.class == Class::SayVerb))
}

/// Whether a word between these is where a verb of fact is: after a noun or a comma, before a
/// number, a preposition or the end.
const fn governs(before: Option<Pos>, after: Option<Pos>) -> bool {
    let has_subject = matches!(
        before,
        Some(
            Pos::Noun
                | Pos::ProperNoun
                | Pos::Pronoun
                | Pos::Punctuation
                | Pos::Adverb
                | Pos::Numeral
        )
    );
    let has_object = matches!(
        after,
        Some(
            Pos::Numeral
                | Pos::Symbol
                | Pos::Adposition
                | Pos::Determiner
                | Pos::Adverb
                | Pos::Particle
        )
    );
    has_subject && has_object
}

fn is_past_verb(view: &SentenceView<'_>, at: u32) -> bool {
    view.hits_at(Layer::Modality, at)
        .iter()
        .any(|hit| hit.token_end == at + 1 && view.entry(hit).features.role == Some(Role::PastVerb))
}
