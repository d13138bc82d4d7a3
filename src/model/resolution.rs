//! Who is who in an article: its entities, and the words that name them or refer to them.

use super::{
    entity::{Entity, EntityKind, Reference, Salience},
    token_range::TokenRange,
};

/// Who is who in an article, as `resolve` finds it.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Resolution {
    /// The entities, by their first place.
    pub entities: Vec<Entity>,
    /// Every name and reference, by place.
    pub references: Vec<Reference>,
    /// Indices of the entities, sorted by their ids.
    by_id: Vec<u32>,
}

impl Resolution {
    /// These entities, which nothing refers to yet.
    pub(crate) const fn new(entities: Vec<Entity>) -> Self {
        Self { entities, references: Vec::new(), by_id: Vec::new() }
    }

    /// Sorts the entities by their ids, once all are known.
    pub(crate) fn sort_ids(&mut self) {
        self.by_id = (0..self.entities.len() as u32).collect();
        self.by_id.sort_by_key(|n| &self.entities[*n as usize].id);
    }

    /// The entities with an id, which several kinds may have.
    pub(crate) fn with_id<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Entity> {
        let entity = |n: u32| self.entities.get(n as usize);
        let is_less = |n: &u32| entity(*n).is_some_and(|own| own.id.as_str() < id);
        let from = self.by_id.partition_point(is_less);
        let rest = self.by_id.iter().skip(from).filter_map(move |n| entity(*n));
        rest.take_while(move |own| own.id == id)
    }

    /// Nobody.
    #[must_use]
    pub const fn none() -> &'static Self {
        static NONE: Resolution = Resolution::new(Vec::new());
        &NONE
    }

    /// The references that begin in `range`.
    #[must_use]
    pub fn references_in(&self, range: TokenRange) -> &[Reference] {
        let start = |r: &Reference| r.tokens.token_start;
        let from = self.references.partition_point(|r| start(r) < range.token_start);
        let rest = &self.references[from..];
        &rest[..rest.partition_point(|r| start(r) < range.token_end)]
    }

    /// The company that the article is about: among those that are its main ones, the one named
    /// most often.
    #[must_use]
    pub fn owner(&self) -> Option<&Entity> {
        let main = |e: &&Entity| e.kind == EntityKind::Company && e.salience == Salience::Main;
        let companies = || self.entities.iter().filter(main);
        let most = companies().map(|e| e.surfaces.len()).max()?;
        let mut owners = companies().filter(|e| e.surfaces.len() == most);
        owners.next().filter(|_| owners.next().is_none())
    }

    /// The entity of a reference.
    #[must_use]
    pub fn entity(&self, reference: &Reference) -> Option<&Entity> {
        self.entities.get(reference.entity as usize)
    }
}
