//! Names that a sentence only mentions: whom a speaker works for, what carries a report, where
//! something trades.

use crate::{
    lang::Token,
    lexicon::{Class, Layer, NameRole, ParsedDocument, SentenceView, words},
    model::{Clause, EntityKind, Pos, Reference, ReferenceRule, Resolution, Salience, TokenRange},
};

use super::persons::Attachment;

/// What persons do for the bodies that they belong to, by the number of the entity.
pub(super) struct Standing {
    /// Persons at the head of a body, or who speak for it.
    officers: Vec<bool>,
    /// Bodies all of whose persons judge others for a living.
    judges: Vec<bool>,
}

impl Standing {
    /// What the roles beside the names say.
    pub(super) fn of(
        parsed: &ParsedDocument<'_>,
        attached: &[Attachment],
        of_run: &[Option<(u32, ReferenceRule)>],
        roles: &[Option<NameRole>],
        known: &Resolution,
    ) -> Self {
        let mut officers = vec![false; known.entities.len()];
        let mut analysts = vec![false; known.entities.len()];
        for own in attached {
            let Some(((person, _), role)) = of_run[own.run as usize].zip(own.role) else {
                continue;
            };
            let has = |class: Class| role.iter().any(|n| parsed.is_of(n, class));
            let judges = has(Class::Judge);
            analysts[person as usize] |= judges;
            // a head of research judges, a vice president may
            let is_part =
                role.iter().any(|n| parsed.is_word(n, "head") || parsed.is_word(n, "vice"));
            officers[person as usize] |= has(Class::Office) && !judges && !is_part;
        }
        // of each body, whether one of its persons is: once over all, as an article may name thousands
        let bodies_of = |persons: &[bool]| {
            let mut bodies = vec![false; persons.len()];
            for (person, is) in known.entities.iter().zip(persons) {
                if let Some(org) = person.org_entity.filter(|_| *is) {
                    bodies[org as usize] = true;
                }
            }
            bodies
        };
        let (of_analysts, of_officers) = (bodies_of(&analysts), bodies_of(&officers));
        let judges = known.entities.iter().enumerate().map(|(n, entity)| {
            let judges = roles[n] == Some(NameRole::Judge) || of_analysts[n] && !of_officers[n];
            judges && entity.salience != Salience::Main
        });
        let judges = judges.collect();
        Self { officers, judges }
    }
}

/// Tokens around a name in which who belongs to it is named.
const NEAR: u32 = 14;
/// Tokens after a verb of moving in which its amount is.
const AMOUNT: u32 = 4;
/// Tokens after a name in which the verb that it is the subject of is found.
const REACH: u32 = 16;

/// Marks the names that a sentence only mentions.
pub(super) fn mark_passing(
    views: &[SentenceView<'_>],
    standing: &Standing,
    known: &mut Resolution,
) {
    for n in 0..known.references.len() {
        let own = known.references[n];
        let kind = |r: &Reference| known.entities[r.entity as usize].kind;
        if kind(&own) != EntityKind::Company {
            continue;
        }
        let Some(view) = views.get(own.sentence as usize) else { continue };
        let (start, end) = (own.tokens.token_start, own.tokens.token_end);
        let near = TokenRange::new(start.saturating_sub(NEAR), start + NEAR + 1);
        let near = known.references_in(view.range().intersect(near)).iter();
        let belongs = |r: &&Reference| {
            kind(r) == EntityKind::Person
                && known.entities[r.entity as usize].org_entity == Some(own.entity)
        };
        let mut people = near.filter(belongs);
        let person = people.clone().next();
        let judges = standing.judges[own.entity as usize];
        // who leads a company or speaks for it tells of it
        let before = view.prev(start);
        let leads = !judges
            && before.is_none_or(|at| !view.is_any(at, words!["at"]))
            && people.any(|r| standing.officers[r.entity as usize]);
        let is_prepared =
            before.is_some_and(|at| view.is_of(at, Class::PassingLead) || view.is_punct(at, ','));
        // "according to Helvea", "an analyst at Helvea"
        let is_source = is_prepared
            && before
                .and_then(|at| view.prev(at))
                .is_some_and(|n| view.is_of(n, Class::Sourcing) || view.is_of(n, Class::Judge));
        let entity = &known.entities[own.entity as usize];
        // "Ana Reis of Helvea", "who covers it for Helvea"
        let is_employer = person.is_some()
            && !leads
            && lead_before(view, start).is_some_and(|at| view.is_of(at, Class::EmployerLead))
            && entity.salience != Salience::Main;
        let is_judge = view.token(end).is_some_and(Token::is_word)
            && (view.is_of(end, Class::Forecaster)
                || view.is_of(end, Class::NameTitle) && !view.is_of(end, Class::Office));
        let is_beside = is_prepared && !leads
            || is_judge
            || !leads && (view.is_punct(end, ',') || is_owner(view, end));
        known.references[n].is_in_passing = judges && !tells_of(view, own.tokens)
            || person.is_some() && is_beside
            || is_employer
            || is_source
            || is_judge;
    }
}

/// Words before a name that say what it is: "of the Athens broker Helvea".
const DESCRIPTION: u32 = 5;

/// The token before a name and the words that say what it is.
fn lead_before(view: &SentenceView<'_>, start: u32) -> Option<u32> {
    let is_place = |n: u32| view.has_at(Layer::Name, n, |e| e.class == Class::Demonym);
    let tells = |n: &u32| {
        is_place(*n)
            || !view.is_capital(*n)
                && matches!(view.pos(*n), Pos::Noun | Pos::Adjective | Pos::Determiner)
    };
    let first = view.before(start, DESCRIPTION).iter().rev().take_while(tells).last();
    view.prev(first.unwrap_or(start))
}

fn is_owner(view: &SentenceView<'_>, end: u32) -> bool {
    view.word(end) == "'s" || view.word(end) == "’s"
}

/// "Corvel Bank gained 2%", "shares of Corvel Bank": whether the paper or the price of a company is
/// told of, and no judgement of its.
fn tells_of(view: &SentenceView<'_>, name: TokenRange) -> bool {
    let is_paper = |n: u32| view.is_of(n, Class::Paper);
    let end = name.token_end;
    let owns = is_paper(end) || is_owner(view, end) && view.after(end + 1, 2).iter().any(is_paper);
    let is_of_paper = view
        .prev(name.token_start)
        .is_some_and(|n| view.is_word(n, "of") && view.prev(n).is_some_and(is_paper));
    let is_subject = |c: &&Clause| {
        let mut all = c.subject.iter().chain(&c.coordinated);
        all.any(|phrase| phrase.tokens.contains(name.token_start))
    };
    let mut clauses = view.clauses_in(view.after(name.token_start, REACH)).iter();
    owns || is_of_paper || clauses.any(|c| is_subject(&c) && moves(view, c))
}

/// Whether the verb of a clause moves without moving anything: "gained 2%", but not "raised its
/// forecast".
fn moves(view: &SentenceView<'_>, clause: &Clause) -> bool {
    let is_move = view.has_at(Layer::Claim, clause.verb.head, |e| {
        matches!(e.class, Class::MoveUp | Class::MoveDown)
    });
    let is_object =
        |n: u32| view.pos(n).is_noun() || matches!(view.pos(n), Pos::Determiner | Pos::Pronoun);
    let near = view.after(clause.verb.tokens.token_end, AMOUNT);
    let number = near.iter().find(|n| view.is_number(*n));
    let before = number.map_or(near, |n| near.before(n));
    is_move && !before.iter().any(is_object)
}
