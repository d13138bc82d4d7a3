//! The company that a record says it is about: data sets of headlines and posts name it in a column.

use crate::{
    lexicon::{ParsedDocument, SentenceView},
    model::{
        BlockKind, Entity, EntityKind, Reference, ReferenceRule, Resolution, Salience, TokenRange,
    },
};

use super::cast::text_entity;

/// Characters of a name at the most: what is longer is no name.
const LONGEST: usize = 80;

/// The company of the record's `target`, as an index into the entities; it is added where no word
/// of the text names it.
pub(super) fn bind(
    parsed: &ParsedDocument<'_>,
    target: Option<&str>,
    out: &mut Resolution,
) -> Option<u32> {
    let target = target.map(str::trim).filter(|target| is_name(target))?;
    let known = parsed.lexicon.instrument_called(target);
    let known = known.and_then(|n| parsed.lexicon.instruments.get(n as usize));
    if known.is_some_and(|known| known.kind.entity() != Some(EntityKind::Company)) {
        return None;
    }
    let is_it = |entity: &Entity| match known {
        Some(known) => entity.id == known.id,
        None => is_called(parsed, entity, target),
    };
    let number = out.entities.iter().position(is_it).unwrap_or_else(|| {
        let entity = known.map_or_else(
            || text_entity(target, EntityKind::Company),
            |known| {
                let kind = EntityKind::Company;
                let mut entity = Entity::new(known.id.clone(), known.name.clone(), kind);
                entity.themes = known.profile.as_ref().map_or_else(Vec::new, |p| p.themes.clone());
                entity
            },
        );
        out.entities.push(entity);
        out.entities.len() - 1
    });
    let entity = &mut out.entities[number];
    entity.salience = Salience::Main;
    (entity.kind == EntityKind::Company).then_some(number as u32)
}

/// Whether a value can be a name: figures and whole sentences are none.
fn is_name(value: &str) -> bool {
    value.chars().any(char::is_alphabetic) && value.chars().nth(LONGEST).is_none()
}

/// Whether the article calls an entity so.
fn is_called(parsed: &ParsedDocument<'_>, entity: &Entity, target: &str) -> bool {
    let symbol = target.trim_start_matches('$');
    entity.name.eq_ignore_ascii_case(target)
        || entity.fullest.eq_ignore_ascii_case(target)
        || entity.is_called(parsed.text(), symbol)
}

/// Where no sentence of the record is about its target, the headline and the first paragraph are,
/// but for what they say of other companies.
pub(super) fn cover(views: &[SentenceView<'_>], target: u32, out: &mut Resolution) {
    if out.references.iter().any(|r| r.entity == target && !r.is_in_passing) {
        return;
    }
    let is_headline = |view: &SentenceView<'_>| view.sentence().kind == BlockKind::Headline;
    let lead = views.iter().find(|view| !is_headline(view)).map(|view| view.sentence().block);
    let is_of_others = |r: &Reference| {
        out.entities[r.entity as usize].kind == EntityKind::Company && !r.is_in_passing
    };
    let of_record = (0..).zip(views).filter(|(_, view)| {
        (is_headline(view) || Some(view.sentence().block) == lead)
            && !out.references_in(view.range()).iter().any(is_of_others)
    });
    let found = of_record.map(|(index, view)| {
        let at = TokenRange::new(view.start(), view.start());
        Reference::new((view.sentence().span, at), index, target, ReferenceRule::Record)
    });
    let found: Vec<Reference> = found.collect();
    out.references.extend(found);
    out.references.sort_by_key(|r| (r.tokens.token_start, r.tokens.token_end));
}
