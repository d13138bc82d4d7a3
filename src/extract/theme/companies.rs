//! What sentences are about by the companies that they tell of: an article on a drug maker is about
//! drugs where it tells of the company, whatever the words.

use super::Families;
use crate::{
    lexicon::SentenceView,
    model::{Entity, EntityKind, Resolution, Salience, ThemeId},
};

/// Of each sentence and family, row by row, what its companies make of it.
#[derive(Debug, Default)]
pub(super) struct CompanyEvidence {
    families: usize,
    rows: Vec<CompanyTheme>,
}

/// What the companies of a sentence say of a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum CompanyTheme {
    /// Nothing.
    #[default]
    None,
    /// They are of it: with a word of the family the sentence is about it.
    Part,
    /// All that is told of them is.
    Whole,
}

impl CompanyEvidence {
    /// That of an article whose sentences are `views`.
    pub(super) fn of(
        views: &[SentenceView<'_>],
        known: &Resolution,
        families: &Families,
        spreads: impl Fn(ThemeId) -> bool,
    ) -> Self {
        let carries = |e: &Entity| {
            e.kind == EntityKind::Company && !e.themes.is_empty() && e.salience != Salience::Mention
        };
        if !known.entities.iter().any(carries) {
            return Self::default();
        }
        let count = families.count();
        let mut rows = vec![CompanyTheme::None; views.len() * count];
        for reference in known.references.iter().filter(|r| !r.is_in_passing) {
            let Some(entity) = known.entity(reference).filter(|e| carries(e)) else { continue };
            for theme in &entity.themes {
                let family = families.of(*theme);
                let is_whole = entity.salience == Salience::Main && spreads(families.heads[family]);
                let own = if is_whole { CompanyTheme::Whole } else { CompanyTheme::Part };
                if let Some(cell) = rows.get_mut(reference.sentence as usize * count + family) {
                    *cell = own.max(*cell);
                }
            }
        }
        Self { families: count, rows }
    }

    /// What the companies of a sentence say of a family.
    pub(super) fn get(&self, sentence: usize, family: usize) -> CompanyTheme {
        self.rows.get(sentence * self.families + family).copied().unwrap_or_default()
    }

    /// Whether they say nothing of a family anywhere.
    pub(super) fn is_silent(&self, family: usize) -> bool {
        self.rows
            .iter()
            .skip(family)
            .step_by(self.families.max(1))
            .all(|c| *c != CompanyTheme::Whole)
    }
}
