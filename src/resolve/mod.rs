//! Who is who: the entities of the article, and what names them or refers to them.

use rustc_hash::FxHashMap;

use crate::{
    lexicon::{Class, Layer, ParsedDocument, SentenceView},
    model::{Entity, EntityKind, Reference, ReferenceRule, Resolution, Salience},
};

/// The entities of an article whose sentences are `views`, and every place that means one of them.
#[must_use]
pub fn resolve(parsed: &ParsedDocument<'_>, views: &[SentenceView<'_>]) -> Resolution {
    let mut out = Resolution::default();
    let mut places: FxHashMap<u32, u32> = FxHashMap::default();
    for (index, view) in views.iter().enumerate() {
        for hit in view.hits(Layer::Entity) {
            let entry = view.entry(hit);
            let instrument = entry.instrument.filter(|_| entry.class == Class::Instrument);
            let Some((number, kind)) = instrument.and_then(|n| {
                let kind = &parsed.lexicon.instruments.get(n as usize)?.kind;
                Some((n, kind_of(kind)?))
            }) else {
                continue;
            };
            let entity = *places.entry(number).or_insert_with(|| {
                let known = &parsed.lexicon.instruments[number as usize];
                out.entities.push(Entity::new(known.id.clone(), known.name.clone(), kind));
                out.entities.len() as u32 - 1
            });
            let span = view.span(hit.tokens());
            out.entities[entity as usize].surfaces.push(span);
            out.references.push(Reference::new(
                (span, hit.tokens()),
                index as u32,
                entity,
                ReferenceRule::Lexicon,
            ));
        }
    }
    for entity in &mut out.entities {
        if entity.surfaces.len() > 2 {
            entity.salience = Salience::Secondary;
        }
    }
    out
}

/// The kind of an instrument of the lexicon; `None` where it is no entity.
fn kind_of(kind: &str) -> Option<EntityKind> {
    Some(match kind {
        "company" => EntityKind::Company,
        "agency" | "exchange" => EntityKind::Organisation,
        "index" | "volatility" => EntityKind::Index,
        "commodity" => EntityKind::Commodity,
        _ => return None,
    })
}
