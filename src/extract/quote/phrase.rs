//! The parts of a phrase that names a speaker: name, role, organisation.

use super::{
    speaker::Speaker,
    voice::{is_proper, is_voice, opens_with_article, roles_in, words_of},
    who,
};
use crate::{
    lexicon::{Class, Layer, SentenceView, words},
    model::{Entity, EntityKind, Pos, TokenRange},
};

/// Entities of an article among which a surname is looked for.
const NAMED: usize = 200;

/// "Reed" where Ana and Tom Reed are named: a person, if nobody knows which.
pub(super) fn with_surname(
    view: &SentenceView<'_>,
    words: TokenRange,
    speaker: Speaker,
) -> Speaker {
    let name = words_of(view, words);
    let has_name = |e: &Entity| {
        e.kind == EntityKind::Person && e.called().rsplit(' ').next() == Some(name.as_str())
    };
    if words.len() == 1 && view.resolution().entities.iter().take(NAMED).any(has_name) {
        return Speaker { person: Some(name), org: None, role: None };
    }
    speaker
}

/// The parts of a speaker's phrase: name, role, "at" organisation; the apposition after it.
pub(super) fn read(view: &SentenceView<'_>, words: TokenRange) -> Speaker {
    let at = words.iter().find(|n| view.is_of(*n, Class::EmployerLead));
    let head = at.map_or(words, |at| words.before(at));
    // "The Ve Mas brokerage in Lima"
    let place = head.iter().find(|n| view.is_of(*n, Class::PlaceLead));
    let head = place.map_or(head, |place| head.before(place));
    if let Some(name) = before_noun_of_body(view, head) {
        // "the maker of pumps"
        let is_of = at.is_some_and(|at| name == head && view.is_any(at, words!["of"]));
        let name = if is_of { words } else { name };
        return Speaker { person: None, org: Some(words_of(view, name)), role: None };
    }
    let roles = roles_in(view, head);
    // a name is the run of capitals at the end of the head: "Helvea analyst Karl Koch", "Chief
    // Executive Ian Read"
    let is_of_name = |n: &u32| {
        // "Growers blame the weather"
        let is_opening_noun = opens_sentence(view, *n)
            && (is_voice(view, *n) || view.pos(*n) == Pos::Noun && head.len() == 1);
        (view.is_capital(*n) && !is_opening_noun || view.is_of(*n, Class::NameParticle))
            && !roles.iter().any(|role| role.token_end == *n + 1)
    };
    // "Treasury expects"
    let is_body = |n: u32| view.is_of(n, Class::OrganisationWord);
    if head.len() == 1 && is_body(head.token_start) && roles.is_empty() {
        return Speaker { person: None, org: Some(words_of(view, head)), role: None };
    }
    let name = head.iter().rev().take_while(is_of_name).last();
    let name = name.map_or(head.last(0), |first| head.after(first));
    // "Economists surveyed by Helvea": the group speaks, and who asked it is its organisation
    if view.prev(name.token_start).is_some_and(|n| head.contains(n) && view.is_word(n, "by")) {
        let role = roles.last().map(|role| words_of(view, role.tokens()));
        let org = Some(words_of(view, name));
        return Speaker { person: Some(words_of(view, words)), org, role };
    }
    let lead = at.filter(|at| !who::is_known_of(view, TokenRange::single(at + 1)));
    let org = lead.and_then(|at| organisation_at(view, at + 1).or_else(|| body_at(view, at)));
    let org = org.or_else(|| organisation_of_apposition(view, words.token_end));
    let before_role =
        roles.first().map(|role| words.before(role.token_start)).filter(|r| !r.is_empty());
    // "an Orbix spokesman", but no "Antitrust experts"
    let named =
        before_role.map(|range| range.skip_first(u32::from(opens_with_article(view, range))));
    let named = named.map(|range| without_rank(view, range));
    let is_name = |range: &TokenRange| {
        !range.is_empty() && range.iter().all(|n| is_proper(view, n) && !is_place_or_time(view, n))
    };
    let before_role = || named.filter(is_name).map(|range| words_of(view, range));
    let role = roles.last().map(|role| words_of(view, role.tokens()));
    let is_person = name.len() >= 2 || !roles.is_empty();
    if name.is_empty() {
        Speaker { person: Some(words_of(view, words)), org: org.or_else(before_role), role }
    } else if is_person {
        Speaker { person: Some(words_of(view, name)), org: org.or_else(before_role), role }
    } else {
        Speaker { person: None, org: Some(words_of(view, name)), role: None }
    }
}

/// Whether only marks precede a token: "-- Growers said".
fn opens_sentence(view: &SentenceView<'_>, at: u32) -> bool {
    let before = view.range().before(at);
    before.len() <= 3 && before.iter().all(|n| view.token(n).is_some_and(|t| t.punct().is_some()))
}

/// "14 of 19 economists polled": the group without the share of it.
pub(super) fn without_share(view: &SentenceView<'_>, words: TokenRange) -> TokenRange {
    let first = words.token_start;
    let is_share = view.is_number(first) && view.is_word(first + 1, "of");
    if is_share && view.is_number(first + 2) && words.len() > 3 {
        return words.skip_first(3);
    }
    words
}

/// "One analyst Friday": who speaks without the bare weekday after them.
pub(super) fn without_day(view: &SentenceView<'_>, words: TokenRange) -> TokenRange {
    let is_day = |n: u32| view.has_at(Layer::Number, n, |e| e.class == Class::Weekday);
    let has_day = words.len() > 1 && words.last_token().is_some_and(is_day);
    words.skip_last(u32::from(has_day))
}

/// "Former Ohio Governor": words before a role without those that tell of the role.
fn without_rank(view: &SentenceView<'_>, range: TokenRange) -> TokenRange {
    let is_rank = |n: &u32| view.is_of(*n, Class::RolePart);
    range.skip_first(range.iter().take_while(is_rank).count() as u32)
}

/// "The Ve Mas brokerage", "the Tessin institute": the name before a noun for companies or bodies.
fn before_noun_of_body(view: &SentenceView<'_>, head: TokenRange) -> Option<TokenRange> {
    let noun = head.last_token().filter(|n| {
        !view.is_capital(*n)
            && (view.is_of(*n, Class::CompanyNoun) || view.is_of(*n, Class::OrganisationWord))
    })?;
    let name = head.before(noun).skip_first(u32::from(opens_with_article(view, head)));
    // "the finance ministry", "the company"
    // "a worker close to the company" is none
    let is_common = |n: u32| {
        let is_word = view.is_alphabetic(n) && !view.is_capital(n);
        (is_word || view.is_punct(n, '\'')) && view.pos(n) != Pos::Adposition
    };
    if name.iter().all(is_common) && opens_with_article(view, head) {
        return Some(head);
    }
    (!name.is_empty() && name.iter().all(|n| is_proper(view, n) && !is_place_or_time(view, n)))
        .then_some(name)
}

/// Whether a country, its people, a city or a time is named at a token: "Greek officials".
fn is_place_or_time(view: &SentenceView<'_>, at: u32) -> bool {
    view.has_at(Layer::Name, at, |e| e.class == Class::Demonym)
        || view.has_at(Layer::Number, at, |e| matches!(e.class, Class::Weekday | Class::Month))
}

/// "Tom Reed, chief economist at Lowell Capital": the organisation in the apposition after `end`.
fn organisation_of_apposition(view: &SentenceView<'_>, end: u32) -> Option<String> {
    if !view.is_punct(end, ',') {
        return None;
    }
    let apposition = view.after(end, 10).skip_first(1);
    let preposition = apposition.iter().find(|n| view.is_of(*n, Class::EmployerLead))?;
    organisation_at(view, preposition + 1)
}

/// The name of an organisation that begins at `start`.
fn organisation_at(view: &SentenceView<'_>, start: u32) -> Option<String> {
    let window = view.after(start, 8);
    let name =
        window.iter().find(|n| !is_name_part(view, *n)).map_or(window, |end| window.before(end));
    name.iter().any(|n| view.is_capital(n)).then(|| words_of(view, name))
}

/// "A spokesman for the county council": the body without a name after the preposition `lead`.
fn body_at(view: &SentenceView<'_>, lead: u32) -> Option<String> {
    view.prev(lead).filter(|n| view.is_of(*n, Class::Office))?;
    let phrase = view.noun_phrase_at(lead + 1).filter(|p| p.tokens.token_start == lead + 1)?;
    let is_body = view.is_of(phrase.head, Class::OrganisationWord)
        || view.is_of(phrase.head, Class::GenericBody);
    (is_body && phrase.tokens.len() > 2).then(|| words_of(view, phrase.tokens))
}

fn is_name_part(view: &SentenceView<'_>, at: u32) -> bool {
    view.token(at).is_some_and(|t| t.is_capital() || t.is_punct('-') || t.is_punct('&'))
        || ["of", "the", "and"].contains(&view.word(at))
}
