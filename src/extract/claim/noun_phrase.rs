//! Noun phrases around verbs: what stands before the verb that governs a number, and where a phrase
//! ends.

use super::figure::Figure;
use crate::{
    lexicon::{Class, Hit, Layer, Role, SentenceView, WordSet, words},
    model::TokenRange,
};

pub(super) fn is_ahead(view: &SentenceView<'_>, hit: &Hit) -> bool {
    matches!(view.entry(hit).class, Class::Forecast | Class::Conditional)
}

/// Words of a noun phrase that is taken as a subject.
const MAX_WORDS: u32 = 5;

/// Most tokens of a phrase before a verb.
const MAX_TOKENS: u32 = 9;

/// Auxiliary verbs.
const AUXILIARIES: &WordSet = words![
    "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "could",
    "may", "might", "should", "can", "did", "does"
];
/// Words between auxiliary verbs and the verb.
const BETWEEN: &WordSet = words![
    "also",
    "now",
    "still",
    "already",
    "not",
    "to",
    "expected",
    "seen",
    "set",
    "likely",
    "forecast",
    "projected",
    "estimated",
    "supposed",
    "due",
    "thought"
];
/// Words that a noun phrase does not go beyond.
pub(super) const PHRASE_BOUNDARIES: &WordSet = words![
    "and", "but", "or", "while", "as", "that", "which", "who", "when", "after", "before",
    "because", "if", "said", "says", "than", "in", "on", "at", "for", "with", "from", "by", "to",
    "since", "although", "though", "whereas", "so", "then", "also", "not", "over", "amid"
];
/// Words after which a clause begins with its subject.
const CLAUSE_OPENERS: &WordSet = words![
    "after", "while", "and", "but", "as", "that", "because", "since", "when", "although", "whereas"
];
/// Pronouns of persons and things: without the name that they refer to they say nothing.
pub(super) const PRONOUNS: &WordSet = words!["it", "they", "he", "she", "we", "i", "you"];
/// Words that refer to something named before.
const ANAPHORS: &WordSet = words![
    "this",
    "these",
    "those",
    "that",
    "index",
    "average",
    "gauge",
    "benchmark",
    "stock",
    "shares",
    "company",
    "group",
    "bank",
    "both",
    "there"
];

pub(super) fn is_auxiliary(view: &SentenceView<'_>, at: u32) -> bool {
    let Some(token) = view.token(at).filter(|t| t.is_word() && t.byte_end - t.byte_start <= 6)
    else {
        return false;
    };
    // cheap first: few words begin with these letters
    let word = view.word(at);
    let may_be = matches!(
        word.as_bytes().first().map(|b| b | 0x20),
        Some(b'i' | b'a' | b'w' | b'b' | b'h' | b'c' | b'm' | b's' | b'd')
    );
    let is_month = word == "May" && token.is_capital();
    may_be && !is_month && view.is_any(at, AUXILIARIES)
}

/// The tokens of the noun phrase before the verb that governs a figure; `None` where there is no
/// such verb, or where the phrase refers to something else.
pub(super) fn before_verb(figure: &Figure<'_>) -> Option<TokenRange> {
    let view = figure.view;
    let verb = verb_group_start(view, figure.clause, governing_verb(figure)?);
    let end = before_apposition(view, verb)?;
    let mut start = end;
    while TokenRange::new(start, end).len() < MAX_TOKENS
        && let Some(before) = view.prev(start)
        && is_part(view, before)
    {
        start = before;
    }
    let start = with_noun_of_preposition(view, start);
    let phrase = TokenRange::new(start, end);
    let is_determiner = |n: u32| {
        view.is_any(n, words!["the", "a", "an", "its", "their", "his", "of"])
            || view.token(n).is_some_and(|t| !t.is_word() && !t.is_number())
    };
    let first = phrase.iter().find(|n| !is_determiner(*n))?;
    let phrase = phrase.after(first);
    let refers = view.prev_is_any(end, PRONOUNS) || view.prev_is_any(end, ANAPHORS);
    (!(refers && phrase.len() <= 2)).then_some(phrase)
}

/// The verb nearest before a figure in its clause: a verb of fact, an auxiliary, or a participle of
/// moving that follows its noun.
fn governing_verb(figure: &Figure<'_>) -> Option<u32> {
    let view = figure.view;
    let before = figure.clause_before();
    let is_fact =
        |h: &&Hit| matches!(view.entry(h).features.role, Some(Role::PastVerb | Role::PresentVerb));
    let fact = view.hits_in(Layer::Modality, before).iter().rfind(is_fact).map(|h| h.token_start);
    let is_move = |h: &&Hit| {
        matches!(view.entry(h).class, Class::MoveUp | Class::MoveDown)
            && is_participle_of_noun(view, figure.clause, h.token_start)
    };
    let moving = view.hits_in(Layer::Claim, before).iter().rfind(is_move).map(|h| h.token_start);
    let known = fact.max(moving);
    // the nearest counts: no need to look further back
    let rest = known.map_or(before, |known| before.after(known));
    rest.iter().rev().find(|n| is_auxiliary(view, *n)).max(known)
}

/// "with oats rising 3%", but not ", rising 3%": that is of what stands before.
fn is_participle_of_noun(view: &SentenceView<'_>, clause: TokenRange, at: u32) -> bool {
    view.word(at).ends_with("ing")
        && at > clause.token_start
        && view.prev(at).is_some_and(|n| {
            view.token(n).is_some_and(|t| t.is_word() || t.is_number())
                && !view.is_any(n, PHRASE_BOUNDARIES)
                && !is_auxiliary(view, n)
        })
}

/// "are seen", "has also", "is expected to be": the first word of the verb group of `verb`.
fn verb_group_start(view: &SentenceView<'_>, clause: TokenRange, verb: u32) -> u32 {
    let is_of_group = |n: &u32| is_auxiliary(view, *n) || view.is_any(*n, BETWEEN);
    clause.before(verb).iter().rev().take_while(is_of_group).last().unwrap_or(verb)
}

/// Where the subject of the verb at `verb` ends: before its relative pronoun, or before the
/// apposition between commas ("Boeing, also a Dow component, rose"; "shares, which
/// rose").
fn before_apposition(view: &SentenceView<'_>, verb: u32) -> Option<u32> {
    let Some(last) = view.prev(verb) else { return Some(verb) };
    if view.is_any(last, words!["which", "who", "that"]) {
        return Some(view.prev(last).filter(|n| view.is_punct(*n, ',')).unwrap_or(last));
    }
    if view.is_punct(last, ',') {
        return view.before(last, 14).iter().rev().find(|n| view.is_punct(*n, ','));
    }
    Some(verb)
}

/// Whether token `at` is a part of a noun phrase.
fn is_part(view: &SentenceView<'_>, at: u32) -> bool {
    let is_part = view.token(at).is_some_and(|t| {
        t.is_word()
            || t.is_number()
            || t.is_punct('-')
            || t.is_punct('\'')
            || t.is_punct('.')
            || t.is_punct('&')
    });
    is_part && !view.is_any(at, PHRASE_BOUNDARIES) && !is_auxiliary(view, at) && !is_verb(view, at)
}

/// Whether token `at` is a verb of saying, of fact, or of expecting.
fn is_verb(view: &SentenceView<'_>, at: u32) -> bool {
    // "in the reported quarter" tells which
    let is_adjective = view.prev_is_any(at, words!["the", "a", "its", "their"]);
    let looks_ahead = |hit: &Hit| {
        !is_adjective
            && (is_ahead(view, hit) || view.entry(hit).features.role == Some(Role::PastVerb))
    };
    view.has_at(Layer::Speech, at, |e| e.class == Class::SayVerb)
        || view.hits_at(Layer::Modality, at).iter().any(looks_ahead)
}

/// "revenue in the northern mills", "after inflation in food costs": where a preposition is
/// before `start`, the first token of the noun before it, as far as that opens its clause; else
/// `start` itself.
fn with_noun_of_preposition(view: &SentenceView<'_>, start: u32) -> u32 {
    let preposition = view.prev(start).filter(|n| {
        *n > view.start() && view.is_any(*n, words!["in", "for", "on", "at", "by", "of"])
    });
    let Some(preposition) = preposition else { return start };
    let opens = |n: u32| {
        n == view.start() || view.prev_is_punct(n, ',') || view.prev_is_any(n, CLAUSE_OPENERS)
    };
    let before = view.before(preposition, 4);
    let noun = before.iter().rev().take_while(|n| is_part(view, *n)).last();
    noun.filter(|n| opens(*n)).unwrap_or(start)
}

/// The first noun phrase of a clause: its words up to the first verb of moving or mark.
pub(super) fn first_phrase(figure: &Figure<'_>) -> Option<String> {
    const OPENING: &WordSet = words![
        "the", "a", "an", "its", "their", "his", "and", "but", "while", "that", "which", "in",
        "as", "after", "before", "when", "since", "although", "though", "because", "whereas",
        "despite", "if", "some"
    ];
    const ENDS: &WordSet = words![
        "is", "was", "are", "were", "has", "had", "have", "will", "would", "said", "to", "in",
        "of", "by", "on", "at", "for", "with"
    ];
    let view = figure.view;
    let before = figure.clause_before();
    let first = before.iter().find(|n| !view.is_any(*n, OPENING) && view.is_alphabetic(*n))?;
    let inner = before.after(first);
    let is_move = |h: &&Hit| !matches!(view.entry(h).class, Class::Vague | Class::Measure);
    let is_after_first = |n: &u32| *n > first;
    let mut moves = view.hits_in(Layer::Claim, inner).iter().filter(is_move).map(|h| h.token_start);
    let inner = moves.find(is_after_first).map_or(inner, |verb| inner.before(verb));
    let inner = inner.first(MAX_WORDS);
    // "the mill expects sales of", "analysts said"
    let expecting = view.hits_in(Layer::Modality, inner).iter().filter(|h| is_ahead(view, h));
    let telling =
        view.hits_in(Layer::Speech, inner).iter().filter(|h| view.entry(h).class == Class::SayVerb);
    let verb = expecting.chain(telling).map(|h| h.token_start).filter(is_after_first).min();
    let inner = verb.map_or(inner, |verb| inner.before(verb));
    let ends = |n: u32| !view.is_alphabetic(n) || view.is_any(n, ENDS);
    let words = inner.iter().find(|n| ends(*n)).map_or(inner, |end| inner.before(end));
    // a pronoun whose name is not known says nothing
    let is_known = !words.is_empty() && !view.is_any(first, PRONOUNS);
    is_known.then(|| view.text_of(words).to_owned())
}
