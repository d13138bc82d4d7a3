//! Who speaks, by the entities of the article: a surname is the person named in full, "the company"
//! the company, "the analyst" the one who spoke.

use super::{
    speaker::Speaker,
    voice::{is_voice, roles_in, words_of},
};
use crate::{
    lexicon::{Class, Hit, ParsedDocument, SentenceView, words},
    model::{Clause, Entity, EntityKind, Pos, Reference, ReferenceRule, Span, TokenRange},
};

/// Tokens after a verb of saying in which an inverted speaker is named.
const INVERTED: u32 = 10;
/// Tokens after the name of a subject in which its verb is found.
const REACH: u32 = 24;
/// Tokens back to the person that "he" refers to.
const BACK: u32 = 160;

/// The entity of a reference.
fn entity<'a>(view: &SentenceView<'a>, reference: &Reference) -> Option<&'a Entity> {
    view.resolution().entity(reference)
}

/// A person with what the article says of them.
fn of_person(view: &SentenceView<'_>, person: &Entity) -> Speaker {
    let org = person.org_entity.and_then(|n| view.resolution().entities.get(n as usize));
    Speaker {
        person: Some(person.called().to_owned()),
        org: person.org.clone().or_else(|| org.map(|org| org.called().to_owned())),
        role: person.role.clone(),
    }
}

/// "Kira Patel and Tom Reed": the names, where an "and" joins them.
fn joined(
    view: &SentenceView<'_>,
    mut names: impl Iterator<Item = TokenRange>,
) -> Option<TokenRange> {
    let (first, second) = (names.next()?, names.next()?);
    let are_coordinated =
        view.is_word(first.token_end, "and") && second.token_start == first.token_end + 1;
    are_coordinated.then(|| TokenRange::new(first.token_start, second.token_end))
}

/// Whether all words before the name of a body say what it is: "credit rating agency Morland".
fn is_described(view: &SentenceView<'_>, words: TokenRange, name: TokenRange) -> bool {
    let before = words.before(name.token_start);
    let is_noun = |n: u32| {
        matches!(view.pos(n), Pos::Determiner | Pos::Adjective | Pos::Noun | Pos::ProperNoun)
            || view.is_punct(n, '-')
    };
    let is_rest = |n: u32| view.token(n).is_some_and(|t| t.is_upper() || t.punct().is_some());
    // "the VDMA engineering association"
    let after = words.after(name.token_end);
    let is_body = after.last_token().is_some_and(|n| view.is_of(n, Class::OrganisationWord));
    before.iter().all(is_noun)
        && (after.iter().all(is_rest)
            || is_body && after.iter().all(|n| is_noun(n) && !view.is_capital(n)))
}

/// "People familiar with Corvel's plans": whether a body is what somebody only knows of.
pub(super) fn is_known_of(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let before = view.prev(name.token_start);
    let before = before.filter(|n| view.is_of(*n, Class::Article)).map_or(before, |n| view.prev(n));
    let lead = before.filter(|n| view.pos(*n) == Pos::Adposition);
    // "with close ties to the bank"
    let is_tie = lead.is_some_and(|n| {
        view.is_any(n, words!["to"])
            && view.prev(n).is_some_and(|before| !view.is_of(before, Class::Sourcing))
    });
    let is_known = lead.and_then(|n| view.prev(n)).is_some_and(|n| {
        matches!(view.pos(n), Pos::Adjective | Pos::Verb) && !view.is_of(n, Class::Sourcing)
    });
    is_tie || is_known
}

/// "An aide to the minister Ana Reis", "one friend of Tom Reed": the words for somebody else whom
/// the name tells of.
fn somebody_of(view: &SentenceView<'_>, words: TokenRange, name: TokenRange) -> Option<TokenRange> {
    let is_one = view.is_of(words.token_start, Class::Article)
        || view.is_any(words.token_start, words!["one"]);
    let before = words.before(name.token_start);
    let lead = before.iter().find(|n| view.is_any(*n, words!["of", "to"]));
    lead.filter(|n| is_one && *n > words.token_start + 1 && is_voice(view, n - 1))?;
    let who = words.iter().find(|n| view.is_of(*n, Class::RelativePronoun));
    Some(who.map_or(words, |who| words.before(who)))
}

/// "Reis's lawyer": the words for somebody without a name whom a person has.
fn owned_by(view: &SentenceView<'_>, words: TokenRange, person: TokenRange) -> Option<TokenRange> {
    let mark = person.token_end;
    let is_owner =
        matches!(view.word(mark), "'s" | "’s") && person.token_start == words.token_start;
    let has_voice = words.last_token().is_some_and(|n| n > mark && is_voice(view, n));
    (is_owner && has_voice && !words.after(mark).iter().any(|n| view.is_capital(n)))
        .then_some(words)
}

/// Whether a reference in the words for a speaker is to a body that may speak: not "its shares", and
/// "its chief executive", but not "its economic planner", which may be a country's.
fn speaks_as_body(view: &SentenceView<'_>, words: TokenRange, reference: &Reference) -> bool {
    let kind = entity(view, reference).map(|e| e.kind);
    let is_officer = || {
        reference.tokens.token_start == words.token_start
            && (words.last_token().is_some_and(|n| view.is_of(n, Class::Office))
                || words.iter().any(|n| view.is_of(n, Class::Judge)))
    };
    matches!(kind, Some(EntityKind::Company | EntityKind::Organisation))
        && !matches!(reference.rule, ReferenceRule::Paper | ReferenceRule::Frame)
        && (reference.rule != ReferenceRule::Pronoun || words.len() == 1 || is_officer())
}

/// Whom a phrase names or refers to; `None` where no entity is in it.
pub(super) fn in_words(view: &SentenceView<'_>, words: TokenRange) -> Option<Speaker> {
    let own = view.references_in(words);
    let kind = |r: &&Reference| entity(view, r).map(|e| e.kind);
    let people = || own.iter().filter(|r| kind(r) == Some(EntityKind::Person));
    // "Reis attorney Karl Koch", "Reis's sister Ana"
    let is_whose = |r: &Reference| {
        let end = r.tokens.token_end;
        view.is_of(end, Class::NameTitle) || matches!(view.word(end), "'s" | "’s")
    };
    let person = people().find(|r| !is_whose(r)).or_else(|| people().next());
    if let Some(other) = person.and_then(|r| owned_by(view, words, r.tokens)) {
        return Some(Speaker { person: Some(words_of(view, other)), org: None, role: None });
    }
    if let Some(other) = person.and_then(|r| somebody_of(view, words, r.tokens)) {
        return Some(Speaker { person: Some(words_of(view, other)), org: None, role: None });
    }
    let bodies = || own.iter().filter(|r| speaks_as_body(view, words, r));
    // "the European Union's statistics office Eurostat"
    let owned = |r: &&Reference| {
        let mark = r.tokens.token_end;
        matches!(view.word(mark), "'s" | "’s") && bodies().any(|b| b.tokens.token_start > mark)
    };
    let reference = bodies().find(|r| !owned(r));
    let possessor = bodies().find(owned);
    let rest = possessor.map_or(words, |r| words.after(r.tokens.token_end).skip_first(1));
    if let Some(person) = person {
        let mut speaker = of_person(view, entity(view, person)?);
        let persons =
            own.iter().filter(|r| kind(r) == Some(EntityKind::Person) && r.rule.is_name());
        if let Some(both) = joined(view, persons.map(|r| r.tokens)) {
            speaker.person = Some(words_of(view, both));
        }
        // "Helvea analysts led by Ana Reis"
        let body = reference.filter(|r| r.tokens.token_end <= person.tokens.token_start);
        let body = body.and_then(|r| entity(view, r)).map(|body| body.called().to_owned());
        speaker.org = speaker.org.or(body);
        return Some(speaker);
    }
    let reference = reference?;
    // "both companies"
    let is_other = |r: &&Reference| r.tokens == reference.tokens && r.entity != reference.entity;
    if bodies().any(|r| is_other(&r)) {
        return Some(Speaker { person: Some(words_of(view, words)), org: None, role: None });
    }
    let body = entity(view, reference)?;
    let org = Some(body.called().to_owned());
    if is_described(view, rest, reference.tokens) {
        return Some(Speaker { person: None, org, role: None });
    }
    let org = org.filter(|_| !is_known_of(view, reference.tokens));
    // "Goldman Sachs strategists", "analysts polled by FactSet", "a spokesman for the company"
    let inside = reference.tokens;
    let is_other = |n: u32| {
        !inside.contains(n)
            && (view.is_of(n, Class::Forecaster)
                || view.is_of(n, Class::NameTitle)
                || is_voice(view, n) && !view.is_of(n, Class::CompanyNoun)
                || view.may_begin(n, Class::Role) && !view.is_of(n, Class::CompanyNoun))
    };
    if words.iter().any(is_other) {
        let role = roles_in(view, words).last().map(|role| words_of(view, role.tokens()));
        return Some(Speaker { person: Some(words_of(view, words)), org, role });
    }
    Some(Speaker { person: None, org, role: None })
}

/// `"They priced for volume," said Colin Baptiste of Evercore, who rates the stock`: the person
/// right after the verb that follows a quotation.
pub(super) fn inverted(view: &SentenceView<'_>, hit: &Hit, inside: &[Span]) -> Option<Speaker> {
    let start = view.span(hit.tokens()).byte_start;
    let is_after = |q: &Span| q.byte_end <= start && start - q.byte_end <= 2;
    if !inside.iter().any(is_after) {
        return None;
    }
    let near = view.after(hit.token_end, INVERTED);
    let reference = view
        .references_in(near)
        .iter()
        .find(|r| entity(view, r).is_some_and(|e| e.kind == EntityKind::Person))?;
    let between = TokenRange::new(hit.token_end, reference.tokens.token_start);
    // "said the bank's chief economist for the region, Ana Reis"
    let has_role = between.iter().any(|n| view.is_of(n, Class::NameTitle));
    let apposed = between.last_token().filter(|n| has_role && view.is_punct(*n, ','));
    let mut marks = between.iter().filter(|n| Some(*n) != apposed);
    let has_mark = marks.any(|n| view.is_punct(n, ',') || view.is_punct(n, '"'));
    (!has_mark && view.clauses_in(between).is_empty())
        .then(|| entity(view, reference).map(|person| of_person(view, person)))
        .flatten()
}

/// Whether a sentence tells something of the person of a reference, as its subject.
fn is_subject(parsed: &ParsedDocument<'_>, reference: &Reference) -> bool {
    let Some(sentence) = parsed.sentences.get(reference.sentence as usize) else { return false };
    let view = parsed.view(sentence);
    let own = reference.tokens;
    let has_name = |c: &Clause| c.subject.is_some_and(|s| s.tokens.contains(own.token_end - 1));
    view.clauses_in(view.range().before(own.token_start)).is_empty()
        || view.clauses_in(view.after(own.token_start, REACH)).iter().any(has_name)
}

/// The last person named before a sentence, not far off: whom "he" refers to where nobody has
/// spoken since. Where somebody `is_heard` before, only who is the subject of a sentence.
pub(super) fn person_before(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
    is_heard: bool,
) -> Option<(u32, Speaker)> {
    let range = TokenRange::new(view.start().saturating_sub(BACK), view.start());
    let persons = parsed.resolution.references_in(range).iter().rev();
    let mut persons = persons
        .filter(|r| parsed.resolution.entity(r).is_some_and(|e| e.kind == EntityKind::Person));
    let reference =
        if is_heard { persons.find(|r| is_subject(parsed, r))? } else { persons.next()? };
    let person = parsed.resolution.entity(reference)?;
    Some((reference.sentence, of_person(view, person)))
}

/// Whether a role is that of somebody: part of theirs, or its letters: "CEO" of "chief executive".
pub(super) fn is_role(own: &str, role: &str) -> bool {
    let (own, role) = (own.to_lowercase(), role.to_lowercase());
    let letters = |words: &str| -> String {
        words.split([' ', '-']).filter_map(|word| word.chars().next()).collect()
    };
    // "chief executive" is short for "chief executive officer"
    let spells = |short: &str, long: &str| {
        let long = letters(long);
        !short.contains(' ') && long.len() >= 2 && short.len() <= 3 && short.starts_with(&long)
    };
    own.contains(&role) || spells(&role, &own) || spells(&own, &role)
}

/// "The agency", "the ministry": the body named before whose name holds the word, else the only
/// one.
pub(super) fn body_before(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
    words: TokenRange,
) -> Option<Speaker> {
    let is_body =
        |n: &u32| view.is_of(*n, Class::OrganisationWord) || view.is_of(*n, Class::GenericBody);
    let noun = words.last_token().filter(is_body)?;
    let is_plain = words.iter().all(|n| !view.is_capital(n) || n == view.start());
    // "the finance ministry" is not any body
    let is_any = view.is_of(noun, Class::GenericBody) && words.len() == 2;
    let range = TokenRange::new(view.start().saturating_sub(BACK), view.start());
    let resolution = &parsed.resolution;
    let bodies = resolution.references_in(range).iter().rev().filter_map(|r| resolution.entity(r));
    let mut bodies = bodies.filter(|e| e.kind == EntityKind::Organisation);
    let word = view.word(noun);
    let is_called = |e: &&Entity| {
        let mut parts = e.called().split(' ').chain(e.name.split(' '));
        parts.any(|part| part.eq_ignore_ascii_case(word))
    };
    let called = bodies.clone().find(is_called);
    let mut only = || bodies.next().filter(|first| bodies.all(|other| other.id == first.id));
    let body = called.or_else(|| is_any.then(&mut only).flatten()).filter(|_| is_plain)?;
    Some(Speaker { person: None, org: Some(body.called().to_owned()), role: None })
}

/// Who "it" is that says something: the body with whose name the sentence before begins.
pub(super) fn subject_before(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
) -> Option<Speaker> {
    let index = parsed.sentences.partition_point(|s| s.token_start < view.start());
    let before = parsed.sentences.get(index.checked_sub(1)?)?;
    let first = parsed.resolution.references_in(before.tokens()).first()?;
    let body = parsed.resolution.entity(first)?;
    let is_body = matches!(body.kind, EntityKind::Company | EntityKind::Organisation);
    let is_subject = first.tokens.token_start <= before.token_start + 1
        && first.rule.is_name()
        && before.block == view.sentence().block
        && parsed.view(before).pos(first.tokens.token_end).is_verb();
    let speaker = Speaker { person: None, org: Some(body.called().to_owned()), role: None };
    (is_body && is_subject).then_some(speaker)
}

/// The person last named before a sentence whose role is `role`: "the chief executive said".
pub(super) fn holder_of(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
    role: &str,
) -> Option<Speaker> {
    let range = TokenRange::new(view.start().saturating_sub(BACK), view.start());
    let persons = parsed.resolution.references_in(range).iter().rev();
    let holder = persons.filter_map(|r| parsed.resolution.entity(r)).find(|e| {
        e.kind == EntityKind::Person && e.role.as_ref().is_some_and(|own| is_role(own, role))
    })?;
    Some(of_person(view, holder))
}
