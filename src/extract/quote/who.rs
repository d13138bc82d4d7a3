//! Who speaks, by the entities of the article: a surname is the person named in full, "the company"
//! the company, "the analyst" the one who spoke.

use super::{
    speaker::{Speaker, roles_in, words_of},
    subject::is_voice,
};
use crate::{
    lexicon::{Class, Hit, ParsedDocument, SentenceView},
    model::{Entity, EntityKind, Reference, ReferenceRule, Span, TokenRange},
};

/// Tokens behind a verb of saying in which an inverted speaker is named.
const INVERTED: u32 = 10;
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
        org: org.map(|org| org.called().to_owned()).or_else(|| person.org.clone()),
        role: person.role.clone(),
    }
}

/// Whom a phrase names or refers to; `None` where no entity is in it.
pub(super) fn in_words(view: &SentenceView<'_>, words: TokenRange) -> Option<Speaker> {
    let own = view.references_in(words);
    let kind = |r: &&Reference| entity(view, r).map(|e| e.kind);
    let person = own.iter().find(|r| kind(r) == Some(EntityKind::Person));
    let is_body = |r: &&Reference| {
        matches!(kind(r), Some(EntityKind::Company | EntityKind::Organisation))
            && r.rule != ReferenceRule::Paper
            && (r.rule != ReferenceRule::Pronoun || words.len() == 1)
    };
    let reference = own.iter().find(is_body);
    if let Some(person) = person {
        let mut speaker = of_person(view, entity(view, person)?);
        // "Helvea analysts led by Ana Reis"
        let body = reference.filter(|r| r.tokens.token_end <= person.tokens.token_start);
        let body = body.and_then(|r| entity(view, r)).map(|body| body.called().to_owned());
        speaker.org = speaker.org.or(body);
        return Some(speaker);
    }
    let reference = reference?;
    let body = entity(view, reference)?;
    let org = Some(body.called().to_owned());
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
/// right behind the verb that follows a quotation.
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
    let has_mark = between.iter().any(|n| view.is_punct(n, ',') || view.is_punct(n, '"'));
    (!has_mark && view.clauses_in(between).is_empty())
        .then(|| entity(view, reference).map(|person| of_person(view, person)))
        .flatten()
}

/// The last person named before a sentence, not far off: whom "he" refers to where nobody has
/// spoken since.
pub(super) fn person_before(
    parsed: &ParsedDocument<'_>,
    view: &SentenceView<'_>,
) -> Option<(u32, Speaker)> {
    let range = TokenRange::new(view.start().saturating_sub(BACK), view.start());
    let reference = parsed
        .resolution
        .references_in(range)
        .iter()
        .rev()
        .find(|r| parsed.resolution.entity(r).is_some_and(|e| e.kind == EntityKind::Person))?;
    let person = parsed.resolution.entity(reference)?;
    Some((reference.sentence, of_person(view, person)))
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
        e.kind == EntityKind::Person
            && e.role.as_ref().is_some_and(|own| own.to_lowercase().contains(&role.to_lowercase()))
    })?;
    Some(of_person(view, holder))
}

/// Whether a phrase is a name of an entity that can speak, or a noun that refers to one: "the chain",
/// but not "its forecast".
pub(super) fn means_somebody(view: &SentenceView<'_>, words: TokenRange) -> bool {
    view.references_in(words).iter().any(|r| {
        (r.rule.is_name() || r.rule == ReferenceRule::RoleNoun)
            && r.tokens.token_end == words.token_end
            && entity(view, r).is_some_and(|e| {
                matches!(
                    e.kind,
                    EntityKind::Company | EntityKind::Organisation | EntityKind::Person
                )
            })
    })
}
