//! Names and verbs that the lexicons know where the tagger takes them for something else: it learned
//! from texts in which prices seldom "rose 4.6%".

use super::{
    known_phrases,
    tag_sets::{is_mistaken, is_of_phrase, is_sign_of_money},
    verbs_as_nouns::verb_taken_for_noun,
};
use crate::{
    lang::Token,
    lexicon::{Class, Hit, Layer, SentenceView},
    model::Pos,
};

/// Settles the tags of the known names and verbs of a sentence, and of what is before them.
/// `is_caseless`: its capitals tell nothing.
pub(super) fn settle(view: &SentenceView<'_>, is_caseless: bool, tags: &mut [Pos]) {
    known_phrases::settle(view, tags);
    settle_opening(view, tags);
    if !is_caseless {
        settle_names(view, tags);
    }
    for at in 0..tags.len() {
        tags[at] = settled(view, tags, at);
    }
    settle_headline(view, tags);
    settle_subjects(view, tags);
    known_phrases::settle_codes(view, tags);
}

/// A word with the capital of its sentence is a noun where a verb follows that it does not govern:
/// "Sterling added 0.4%", "Seed rounds take longer".
fn settle_opening(view: &SentenceView<'_>, tags: &mut [Pos]) {
    let Some((first, rest)) = tags.split_first_mut() else { return };
    let start = view.start();
    let is_open = matches!(first, Pos::Verb | Pos::PresentParticiple | Pos::Other | Pos::Adverb)
        && view.is_capital(start);
    if !is_open {
        return;
    }
    let states = |at: usize| match rest.get(at) {
        Some(Pos::Verb | Pos::Auxiliary) => true,
        Some(Pos::PastParticiple) => rest.get(at + 1) == Some(&Pos::Numeral),
        _ => false,
    };
    let nouns = rest.iter().take_while(|tag| tag.is_noun()).count();
    let adverbs = rest[nouns..].iter().take_while(|tag| **tag == Pos::Adverb).count();
    let is_named = |hit: &Hit| hit.token_start == start && hit.tokens().len() > 1;
    if nouns == 0 && first.is_verb() && states(0) {
        *first = Pos::ProperNoun;
    } else if nouns > 0 && *first == Pos::Verb && states(nouns + adverbs) {
        *first = Pos::Noun;
    } else if nouns > 0 && view.hits_at(Layer::Claim, start).iter().any(is_named) {
        *first = Pos::Adjective;
    }
}

/// A verb has no capital inside of a sentence: "the Purchasing Managers' Index", "the United States".
fn settle_names(view: &SentenceView<'_>, tags: &mut [Pos]) {
    for (at, tag) in (view.start()..).zip(tags).skip(1) {
        if tag.is_verb() && view.is_capital(at) && view.is_alphabetic(at - 1) {
            *tag = Pos::ProperNoun;
        }
    }
}

/// The part of speech of the word of tag `at`, those before it being settled.
fn settled(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> Pos {
    let may_be_mistaken = tags[at].is_verb()
        || matches!(tags[at], Pos::Adverb | Pos::Subordinator)
        || is_mistaken(tags[at]);
    if !may_be_mistaken {
        return tags[at];
    }
    let token = view.start() + at as u32;
    let is_modal = |n: usize| tags[n] == Pos::Auxiliary && view.is_of(token - 1, Class::Modal);
    let after_modal = || {
        let is_base =
            matches!(tags[at], Pos::Adjective | Pos::Noun | Pos::Verb | Pos::PastParticiple);
        (is_base && at.checked_sub(1).is_some_and(is_modal)).then_some(Pos::Infinitive)
    };
    of_name(view, tags, at)
        .or_else(after_modal)
        .or_else(|| no_verb(view, tags, at))
        .or_else(|| verb_taken_for_noun(view, tags, at))
        .or_else(|| preposition(view, tags, at))
        .unwrap_or(tags[at])
}

/// "A reading below 50": what sets a limit to a figure governs it. "The slump in manufacturing is":
/// what begins no clause, between two nouns, does so too.
fn preposition(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> Option<Pos> {
    if tags[at] == Pos::Subordinator {
        let token = view.start() + at as u32;
        let begins_clause =
            view.is_of(token, Class::Subordinator) || view.is_of(token, Class::RelativePronoun);
        let is_noun = |n: usize| tags.get(n).copied().is_some_and(Pos::is_noun);
        let joins = at > 0 && is_noun(at - 1) && is_noun(at + 1);
        return (joins && !begins_clause).then_some(Pos::Adposition);
    }
    let governs = || matches!(tags.get(at + 1), Some(Pos::Numeral | Pos::Symbol));
    let sets_limit =
        || view.has_at(Layer::Claim, view.start() + at as u32, |e| e.class == Class::Gap);
    (tags[at] == Pos::Adverb && governs() && sets_limit()).then_some(Pos::Adposition)
}

/// What words of names, acronyms and signs are that were taken for something else.
fn of_name(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> Option<Pos> {
    let token = view.start() + at as u32;
    let has_form = || {
        let form = token + 1;
        view.is_capital(token) && view.is_capital(form) && view.is_of(form, Class::CompanyForm)
    };
    Some(match tags[at] {
        // "Target Corp", "EPS"
        tag if tag.is_verb() && (has_form() || is_acronym(view, token)) => Pos::ProperNoun,
        tag if tag.is_verb() && is_word_of_period(view, token) => Pos::Adverb,
        // "a £30m contract"
        Pos::Noun | Pos::ProperNoun if is_sign_of_money(view, token) => Pos::Symbol,
        _ => return None,
    })
}

/// What words are that were taken for verbs, and are none.
fn no_verb(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> Option<Pos> {
    let token = view.start() + at as u32;
    let before = at.checked_sub(1).map(|n| tags[n]);
    let next = tags.get(at + 1).copied();
    let leads_to_noun = next.is_some_and(|next| next.is_noun() || next == Pos::Adjective);
    let is_rest = || view.prev_is_punct(token, '-') && view.is_joined(token);
    Some(match tags[at] {
        // "the fall in unemployment": no verb is right after an article
        Pos::Verb | Pos::Infinitive if follows_article(view, token) => Pos::Noun,
        // "the odds of a cut at 71%"
        Pos::PastParticiple
            if follows_article(view, token)
                && !next.is_some_and(|next| next.is_noun() || is_of_phrase(next))
                && !view.is_punct(token + 1, '-') =>
        {
            Pos::Noun
        }
        // "analysts had estimated": what is before a participle is an auxiliary
        Pos::PastParticiple
            if view.is_of(token, Class::Have)
                && before.is_some_and(Pos::is_noun)
                && next == Some(Pos::PastParticiple) =>
        {
            Pos::Auxiliary
        }
        // "287,500 won"
        tag if tag.is_verb() && before == Some(Pos::Numeral) && is_unit(view, token) => Pos::Noun,
        // "the so-called core index"
        Pos::PastParticiple if leads_to_noun && is_rest() => Pos::Adjective,
        // "existing-home sales"
        tag if tag.is_verb() && is_joined_to_next(view, token) => Pos::Adjective,
        Pos::Adverb if next.is_some_and(Pos::is_noun) && is_rest() => Pos::Noun,
        // "all outstanding Falk shares at $41"
        Pos::Verb
            if view.is_of(token, Class::Paper)
                && before.is_some_and(Pos::is_noun)
                && next == Some(Pos::Adposition) =>
        {
            Pos::Noun
        }
        // "those in the treatment arm stopped taking it": no base form is between its noun and a verb
        // in the past
        Pos::Verb if before.is_some_and(Pos::is_noun) && is_before_past(view, tags, at) => {
            Pos::Noun
        }
        // "Yields on loans have risen"
        Pos::Verb if is_measure_of(view, tags, at) => Pos::Noun,
        _ => return None,
    })
}

/// Whether a verb without an ending is right before one in the past, and a preposition and an article
/// before the noun that it follows.
fn is_before_past(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> bool {
    let token = view.start() + at as u32;
    let is_past = matches!(tags.get(at + 1), Some(Pos::Verb | Pos::PastParticiple))
        && view.word(token + 1).ends_with("ed");
    let is_base = !["s", "ed", "ing"].iter().any(|ending| view.word(token).ends_with(ending));
    let is_in_phrase =
        at >= 3 && tags[at - 2] == Pos::Determiner && tags[at - 3] == Pos::Adposition;
    is_past && is_base && is_in_phrase
}

/// A sentence without a finite verb: a known one is it.
fn settle_headline(view: &SentenceView<'_>, tags: &mut [Pos]) {
    let start = view.start();
    let is_finite = |tag: &Pos| matches!(tag, Pos::Verb | Pos::Auxiliary);
    if !tags.iter().any(is_finite) {
        // "Company blames costs": a headline of nouns
        if let Some(verb) = (1..tags.len()).find(|n| is_saying(view, tags, *n)) {
            tags[verb] = Pos::Verb;
        }
    }
    let is_relative = |n: usize| n > 0 && view.is_of(start + n as u32 - 1, Class::RelativePronoun);
    let has_main = tags.iter().enumerate().any(|(n, tag)| is_finite(tag) && !is_relative(n));
    if !has_main {
        // "Trade subtracted 0.5 points": a sentence has a finite verb
        let is_participle = |n: &usize| tags[*n] == Pos::PastParticiple;
        let verb = (1..tags.len()).find(is_participle);
        if let Some(verb) = verb.filter(|n| !view.is_word(start + *n as u32 + 1, "by")) {
            tags[verb] = Pos::Verb;
        }
    }
}

/// What is taken for a verb before another one is its subject.
fn settle_subjects(view: &SentenceView<'_>, tags: &mut [Pos]) {
    let start = view.start();
    // "Revenue slipped", "Shares of": in news no verb, and no command, is there
    for at in 1..tags.len() {
        if !is_subject_of_next(tags[at - 1], at - 1) {
            continue;
        }
        let is_of = || at == 1 && tags[at] == Pos::Adposition && view.is_word(start + 1, "of");
        let is_copula = at == 1 && tags[at] == Pos::Auxiliary;
        let is_says = || at > 1 && view.is_word(start + at as u32 - 1, "says");
        if (tags[at] == Pos::Verb || is_copula || is_of()) && !is_says() {
            tags[at - 1] = Pos::Noun;
        }
    }
}

/// Whether what is taken for a verb is a noun for what figures measure, with a phrase after it that
/// a verb follows.
fn is_measure_of(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> bool {
    let token = view.start() + at as u32;
    let begins = at == 0 || matches!(tags[at - 1], Pos::Punctuation | Pos::Coordinator);
    let is_finite = |tag: &Pos| matches!(tag, Pos::Verb | Pos::Auxiliary);
    let following = tags.iter().skip(at + 2);
    begins
        && tags.get(at + 1) == Some(&Pos::Adposition)
        && view.has_at(Layer::Claim, token, |e| matches!(e.class, Class::Measure | Class::Rate))
        && following.skip_while(|tag| tag.is_noun() || is_of_phrase(**tag)).take(1).any(is_finite)
}

/// Whether a word in capitals is between words that are not.
fn is_acronym(view: &SentenceView<'_>, at: u32) -> bool {
    let is_upper = |n: u32| view.token(n).is_some_and(Token::is_upper);
    is_upper(at) && !is_upper(at + 1) && !view.prev(at).is_some_and(is_upper)
}

/// `YoY`, `q/q`: whether a word after a figure tells what it is compared with.
fn is_word_of_period(view: &SentenceView<'_>, at: u32) -> bool {
    view.hits_at(Layer::Period, at).iter().any(|hit| hit.tokens().len() == 1)
        && view.prev(at).is_some_and(|n| view.is_punct(n, '%') || is_unit(view, n))
}

/// Whether a hyphen and a word follow without a blank.
fn is_joined_to_next(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_punct(at + 1, '-')
        && view.is_joined(at + 1)
        && view.is_joined(at + 2)
        && view.is_alphabetic(at + 2)
}

/// Whether an article is before token `at`.
fn follows_article(view: &SentenceView<'_>, at: u32) -> bool {
    view.prev(at).is_some_and(|n| view.is_of(n, Class::Article) || view.is_of(n, Class::Possessive))
}

/// Whether the token of tag `at` is a verb of saying between nouns, taken for one of them.
fn is_saying(view: &SentenceView<'_>, tags: &[Pos], at: usize) -> bool {
    let token = view.start() + at as u32;
    let has_object = tags.get(at + 1).is_some_and(|next| {
        next.is_noun() || matches!(next, Pos::Adjective | Pos::Determiner | Pos::Subordinator)
    });
    // "Falk aims for $10 billion"
    let is_aim = || {
        matches!(tags.get(at + 1), Some(Pos::Adposition | Pos::Particle))
            && view.has_at(Layer::Modality, token, |e| e.class == Class::Forecast)
    };
    tags[at].is_noun()
        && tags[at - 1].is_noun()
        && view.word(token).ends_with('s')
        && (has_object && view.has_at(Layer::Speech, token, |e| e.class == Class::SayVerb)
            || is_aim())
}

const fn is_subject_of_next(tag: Pos, at: usize) -> bool {
    matches!(tag, Pos::Verb | Pos::Infinitive)
        || at == 0 && matches!(tag, Pos::Adjective | Pos::Interjection | Pos::Other)
}

fn is_unit(view: &SentenceView<'_>, at: u32) -> bool {
    view.has_at(Layer::Number, at, |e| matches!(e.class, Class::Unit | Class::Currency))
}
