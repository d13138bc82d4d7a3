//! The words that a verb of saying, or any verb beside a quotation, has for its subject.

use super::{
    apposition::{apposed_name, apposition_after, before_insertion, named_before},
    reported,
    voice::{can_speak, is_voice, means_somebody, roles_in},
};
use crate::{
    lexicon::{Class, Hit, Layer, Role, SentenceView, any_of, words},
    model::{Clause, ClauseRelation, NounPhrase, Pos, Span, TokenRange, VerbForm},
};

/// Tokens around a verb of saying in which its subject is found.
const REACH: u32 = 14;

/// Whether a verb of saying has somebody who can speak: a name, a role, a pronoun. "According to"
/// always has.
pub(super) fn has_subject(view: &SentenceView<'_>, hit: &Hit) -> bool {
    // "according to" leads to anybody, "highlighted by" to who can speak
    let leads = view.word(hit.token_start) == "according";
    let source = subject(view, hit);
    if view.entry(hit).class == Class::AccordingTo {
        return leads || source.is_some_and(|words| can_speak(view, words));
    }
    source.is_some()
}

/// The tokens of the subject: after "said" where it is inverted, else before it.
pub(super) fn subject(view: &SentenceView<'_>, hit: &Hit) -> Option<TokenRange> {
    if view.entry(hit).class == Class::AccordingTo {
        return source_after(view, hit.token_end);
    }
    let is_inverted = view
        .prev_token(hit.token_start)
        .is_none_or(|t| matches!(t.punct(), Some(',' | '"' | '?' | '!' | '—' | '\'')))
        && !view.is_of(hit.token_start, Class::Telling)
        // "Norvane, the maker of it, denied the report"
        && view.entry(hit).features.role != Some(Role::Judging)
        && !reported::is_subject(view, hit.token_end);
    // "said walking out of the store", "said at a summit"
    let is_deed = |words: &TokenRange| {
        let first = view.pos(words.token_start);
        first.is_verb() || matches!(first, Pos::Punctuation | Pos::Adposition)
    };
    let inverted = || {
        phrase_after(view, hit.token_end).filter(|words| !is_deed(words) && can_speak(view, *words))
    };
    // "Ana Reis, vice president of Corvel, said the deficit"
    let told = before_insertion(view, hit.token_start);
    if told.is_some() && view.prev_is_punct(hit.token_start, ',') {
        return told;
    }
    if let Some(found) = is_inverted.then(inverted).flatten() {
        return Some(apposition_after(view, found).unwrap_or(found));
    }
    if told.is_some() {
        return told;
    }
    let clause = reported::clause_of(view, hit);
    let is_undergone = |c: &Clause| c.verb.is_passive && c.verb.form == VerbForm::Finite;
    // "criticised for saying"
    let is_charge = view.prev(hit.token_start).is_some_and(|n| view.is_of(n, Class::About));
    if clause.is_some_and(is_undergone) || is_charge {
        return None;
    }
    let speaks = |words: &TokenRange| can_speak(view, *words);
    if let Some(words) = clause.and_then(|c| of_main_clause(view, c)).filter(speaks) {
        return Some(words);
    }
    match clause.and_then(|c| of_clause(view, c)) {
        Some(ClauseSubject::Words(words)) => {
            named_before(view, words).or(Some(words)).filter(speaks)
        }
        Some(ClauseSubject::Mute) => before_coordinator(view, hit.token_start)
            .or_else(|| before_relative(view, hit.token_start))
            .filter(speaks),
        None => phrase_before(view, hit.token_start).filter(speaks).filter(|words| {
            let is_attribute = clause.is_some_and(|c| c.verb.form == VerbForm::PastParticiple);
            !is_attribute || words.last_token().is_some_and(|n| is_speaking(view, n))
        }),
    }
}

/// Whether a word before a participle is who says it, and not what somebody expects: "the decision
/// expected on Friday".
fn is_speaking(view: &SentenceView<'_>, at: u32) -> bool {
    view.is_capital(at) || is_voice(view, at) || view.pos(at) == Pos::Pronoun
}

/// Tokens back to the clause with which a second verb shares its subject.
const SHARED: u32 = 40;

/// "A spokesman declined to say whether jobs would go, but said": the subject of the main clause,
/// where the verb of saying at `verb` is after "and" or "but".
fn before_coordinator(view: &SentenceView<'_>, verb: u32) -> Option<TokenRange> {
    view.prev(verb).filter(|n| view.pos(*n) == Pos::Coordinator)?;
    let main = |c: &&Clause| {
        c.relation == ClauseRelation::Main
            && c.verb.form == VerbForm::Finite
            && c.verb.tokens.token_end < verb
    };
    let clause = view.clauses_in(view.before(verb, SHARED)).iter().find(main)?;
    match of_clause(view, clause)? {
        ClauseSubject::Words(words) => Some(words),
        ClauseSubject::Mute => None,
    }
}

/// "The firm gave no reason for his leaving, saying that": the subject of the last clause of saying
/// before a participle after a comma, else of the main clause.
fn of_main_clause(view: &SentenceView<'_>, clause: &Clause) -> Option<TokenRange> {
    let verb = clause.verb.tokens.token_start;
    let is_participle = clause.verb.form == VerbForm::PresentParticiple;
    if !is_participle || !view.prev_is_punct(verb, ',') {
        return None;
    }
    let near = view.clauses_in(view.before(verb, SHARED)).iter();
    let finite = near.filter(|c| c.verb.form == VerbForm::Finite && c.verb.tokens.token_end < verb);
    let says = |c: &&Clause| view.has_at(Layer::Speech, c.verb.head, |e| e.class == Class::SayVerb);
    let last = finite.clone().rev().find(says);
    let main = || finite.clone().find(|c| c.relation == ClauseRelation::Main);
    match of_clause(view, last.or_else(main)?)? {
        ClauseSubject::Words(words) => Some(words),
        ClauseSubject::Mute => None,
    }
}

/// "Sources who are close to the talks told the paper": the phrase before the "who" whose clause
/// ends at the verb of saying at `verb`.
fn before_relative(view: &SentenceView<'_>, verb: u32) -> Option<TokenRange> {
    let near = view.before(verb, SHARED / 2);
    let mark = near.iter().rev().find(|n| is_stop_mark(view, *n));
    let near = mark.map_or(near, |mark| near.after(mark).skip_first(1));
    let who = near.iter().find(|n| view.is_word(*n, "who"))?;
    let has_verb = view
        .clauses_in(near.after(who).skip_first(1))
        .iter()
        .any(|c| c.verb.form == VerbForm::Finite && c.verb.tokens.token_end < verb);
    let words = near.before(who);
    (has_verb && !words.is_empty()).then_some(words)
}

/// The subject of a clause of saying.
enum ClauseSubject {
    /// These words.
    Words(TokenRange),
    /// A thing, which says nothing.
    Mute,
}

/// The words of the subject of a verb of saying: its list, what hangs on it by prepositions and
/// participles, the name in commas after a role.
fn of_clause(view: &SentenceView<'_>, clause: &Clause) -> Option<ClauseSubject> {
    let verb = clause.verb.tokens.token_start;
    let phrase = without_day(view, clause.subject?);
    // "a report on Monday that pointed to"
    if is_day(view, phrase.head) {
        return Some(ClauseSubject::Mute);
    }
    let last = phrase.tokens;
    let form = clause.verb.form;
    if form == VerbForm::PastParticiple || last.token_end > verb {
        return None;
    }
    if !has_voice(view, phrase) {
        return Some(ClauseSubject::Mute);
    }
    let members = clause.coordinated.first().filter(|first| {
        // a list has an "and": "as interim chief, the maker said" has none
        let between = TokenRange::new(first.tokens.token_end, last.token_start);
        between.iter().any(|n| view.pos(n) == Pos::Coordinator)
    });
    let first = members.unwrap_or(&phrase).tokens.token_start;
    let first = people_before(view, first).unwrap_or(first);
    let following = TokenRange::new(last.token_end, verb).first(REACH);
    let is_verb = |n: u32| {
        view.clauses_in(TokenRange::single(n)).iter().any(|c| c.verb.form == VerbForm::Finite)
    };
    let stops =
        |n: &u32| is_stop_mark(view, *n) || view.is_of(*n, Class::RelativePronoun) || is_verb(*n);
    let end = following.iter().find(stops).unwrap_or(following.token_end);
    // "the head of the bank was quoted as saying"
    let is_quoted = form == VerbForm::PresentParticiple && view.prev_is_any(verb, &["as"]);
    let is_whole = form == VerbForm::Finite && !is_verb(end) || end == verb || is_quoted;
    let end = if is_whole || is_stop_mark(view, end) { end } else { last.token_end };
    let mut words = TokenRange::new(reported::subject_start(view, first), end);
    while words.len() > 1 && words.last_token().is_some_and(|n| view.pos(n) == Pos::Adverb) {
        words = words.skip_last(1);
    }
    Some(ClauseSubject::Words(apposed_name(view, end, verb).unwrap_or(words)))
}

/// "Analysts at the brokerage Corvel", "an aide to Ana Reis": the first token of those who work for the phrase that begins
/// at `at`.
fn people_before(view: &SentenceView<'_>, at: u32) -> Option<u32> {
    let lead = view.prev(at)?;
    let people = view.noun_phrase_at(view.prev(lead)?)?;
    let employs = view.is_of(lead, Class::EmployerLead) && view.is_of(people.head, Class::Judge);
    let serves = view.is_any(lead, words!["to"]) && is_voice(view, people.head);
    let is_people = (employs || serves) && people.tokens.token_end == lead;
    is_people.then_some(people.tokens.token_start)
}

/// Whether a word is the name of a day.
fn is_day(view: &SentenceView<'_>, at: u32) -> bool {
    view.has_at(Layer::Number, at, |e| e.class == Class::Weekday) && !view.is_number(at)
}

/// "One analyst Friday speculated": the phrase before a bare weekday that is parsed as a subject.
fn without_day(view: &SentenceView<'_>, phrase: NounPhrase) -> NounPhrase {
    let tokens = phrase.tokens;
    let is_relative = view.is_of(tokens.token_end, Class::RelativePronoun);
    if !is_day(view, phrase.head) || tokens.token_end != phrase.head + 1 || is_relative {
        return phrase;
    }
    if tokens.len() > 1 {
        let tokens = tokens.skip_last(1);
        return NounPhrase::new(tokens, tokens.token_end - 1);
    }
    let lead = view.prev(tokens.token_start).filter(|n| view.pos(*n) == Pos::Adposition);
    let end = lead.unwrap_or(tokens.token_start);
    let before = view.prev(end).and_then(|n| view.noun_phrase_at(n));
    before.filter(|p| p.tokens.token_end == end).copied().unwrap_or(phrase)
}

/// Whether the head of a phrase is somebody: a name, a pronoun, a noun of people or bodies.
fn has_voice(view: &SentenceView<'_>, phrase: NounPhrase) -> bool {
    means_somebody(view, phrase.tokens)
        || view.pos(phrase.head) != Pos::Noun
        || view.is_capital(phrase.head) && phrase.head > view.start()
        || is_voice(view, phrase.head)
        || !roles_in(view, phrase.tokens).is_empty()
}

/// "Ana Reis of Banca Tellina: "It is over."", "Priya Nair put it bluntly: "It is over."": who is
/// named before the colon of a quotation.
pub(super) fn before_colon(view: &SentenceView<'_>, quotation: Span) -> Option<TokenRange> {
    let colon = view.prev(view.tokens_of(quotation).token_start)?;
    if !view.is_punct(colon, ':') {
        return None;
    }
    let before = view.range().before(colon);
    let main = |c: &&Clause| c.relation == ClauseRelation::Main && before.contains(c.verb.head);
    if let Some(clause) = view.clauses_in(before.last(REACH)).iter().find(main) {
        return clause.subject.map(|phrase| phrase.tokens);
    }
    let comma = before.iter().find(|n| view.is_punct(*n, ','));
    Some(comma.map_or(before, |comma| before.before(comma))).filter(|words| !words.is_empty())
}

/// The subject of the verb right after a quotation, or right before it.
pub(super) fn subject_beside(view: &SentenceView<'_>, quotation: Span) -> Option<TokenRange> {
    let own = view.tokens_of(quotation);
    let after = own.token_end;
    let is_mark = |n: u32| view.is_punct(n, ',') || view.is_punct(n, ':');
    let before = view.prev(own.token_start).filter(|n| is_mark(*n)).unwrap_or(own.token_start);
    let near = TokenRange::new(view.before(before, REACH).token_start, after + REACH);
    view.clauses_in(near).iter().filter(|c| c.verb.form == VerbForm::Finite).find_map(|clause| {
        let verb = clause.verb.tokens;
        let inverted = || phrase_after(view, verb.token_end);
        let subject = clause.subject.map(|phrase| phrase.tokens);
        if verb.token_start == after {
            return inverted();
        }
        let follows = subject.is_some_and(|s| s.token_start == after) && verb.token_start > after;
        subject.filter(|_| follows || verb.token_end == before)
    })
}

/// Whether token `at` is a mark at which a name ends.
fn is_stop_mark(view: &SentenceView<'_>, at: u32) -> bool {
    let mark = view.token(at).and_then(crate::lang::Token::punct);
    mark.is_some_and(|mark| !matches!(mark, '-' | '\'' | '&' | '.'))
}

/// The words after a token up to the next comma, verb or mark.
fn phrase_after(view: &SentenceView<'_>, start: u32) -> Option<TokenRange> {
    let window = view.after(start, REACH);
    // "analysts led by Ana Reis"
    let is_led = |n: u32| view.is_word(n, "by") && view.prev_is_any(n, &["led", "headed"]);
    let stops = |n: u32| {
        is_stop_mark(view, n)
            || view.is_punct(n, '.') && view.next(n).is_none()
            || view.is_of(n, Class::SpeakerEnd) && !is_led(n)
    };
    let words = window.iter().find(|n| stops(*n)).map_or(window, |end| window.before(end));
    (!words.is_empty()).then_some(words)
}

/// Whose words follow "according to": the name after "a survey by", "data compiled by", else what
/// follows.
fn source_after(view: &SentenceView<'_>, start: u32) -> Option<TokenRange> {
    let own = phrase_after(view, start)?;
    let has_name = own.iter().any(|n| view.is_capital(n));
    let is_made = own.last_token().is_some_and(|n| {
        view.pos(n).is_noun() || view.pos(n) == Pos::Numeral || view.is_of(n, Class::Authored)
    });
    let is_by = !has_name && is_made && view.is_word(own.token_end, "by");
    let author = || phrase_after(view, own.token_end + 1).filter(|words| can_speak(view, *words));
    if is_by { author().or(Some(own)) } else { Some(own) }
}

/// The words before a verb back to the last comma, mark or verb of saying.
fn phrase_before(view: &SentenceView<'_>, verb: u32) -> Option<TokenRange> {
    let mut before = view.before(verb, REACH * 2);
    // "Hanna Brook, chief strategist at Lowell Capital, said": the apposition is between commas
    if let Some(last) = before.last_token().filter(|n| view.is_punct(*n, ',')) {
        let inner = before.before(last);
        let comma = inner.iter().rev().find(|n| view.is_punct(*n, ','))?;
        before = before.before(comma);
        if before.is_empty() {
            return None;
        }
    }
    let is_between =
        |n: u32| view.is_of_any(n, any_of![Have | SayingAdverb]) || view.is_word(n, "to");
    while before.last_token().is_some_and(is_between) {
        before = before.skip_last(1);
    }
    let near = before.last(REACH);
    let opens = |n: u32| view.pos(n) == Pos::Subordinator || view.is_of(n, Class::SayingOpener);
    let stops = |n: u32| is_stop_mark(view, n) || opens(n);
    let words =
        near.iter().rev().find(|n| stops(*n)).map_or(near, |stop| near.after(stop).skip_first(1));
    // "economists polled had on average forecast"
    let has = words.iter().skip(1).find(|n| view.is_of(*n, Class::Have));
    let words = has.map_or(words, |has| words.before(has));
    (!words.is_empty()).then_some(words)
}
