//! The tone words of a sentence, as composition reads them.

use crate::{
    lexicon::{Class, Layer, Lexicon, Reading},
    model::{Sentence, ThemeId},
};

/// Most marks of one sentence that are read: a sentence can be as long as the article.
const MOST_MARKS: usize = 400;

/// What the tone lexicons say of one stretch of words.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Mark {
    pub token_start: u32,
    pub token_end: u32,
    /// +1 up, -1 down, 0 none.
    pub direction: f64,
    /// What sort of word the direction is.
    pub sort: Sort,
    /// Of what moves: +1 good when up, -1 bad when up, 0 neither; `None` for words that do not move.
    pub noun: Option<f64>,
    /// Favourable or unfavourable of itself.
    pub polar: f64,
    pub negates: bool,
    /// Factor on its neighbours; 0 where it is none.
    pub intensity: f64,
    pub is_watch: bool,
}

/// What sort of word a direction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Sort {
    #[default]
    Verb,
    Noun,
    Adjective,
}

/// The marks of a sentence by place; nouns of `theme`'s own override the general ones.
pub(super) fn marks(reading: &Reading<'_>, sentence: &Sentence, theme: Option<ThemeId>, out: &mut Vec<Mark>) {
    out.clear();
    for hit in reading.hits(Layer::Tone, sentence) {
        let entry = reading.entry(hit);
        let applies = entry.theme.is_none_or(|own| theme.is_some_and(|theme| is_above(reading.lexicon, own, theme)));
        if !applies || entry.class == Class::ToneMask {
            continue;
        }
        let is_new = out.last().is_none_or(|m| m.token_start != hit.token_start);
        if is_new {
            if out.len() == MOST_MARKS {
                break;
            }
            out.push(Mark { token_start: hit.token_start, token_end: hit.token_end, ..Mark::default() });
        }
        let Some(mark) = out.last_mut() else { continue };
        let weight = f64::from(entry.weight);
        match entry.class {
            Class::Up | Class::Down => {
                mark.direction = if entry.class == Class::Up { weight } else { -weight };
                mark.sort = match entry.unit.as_deref() {
                    Some("noun") => Sort::Noun,
                    Some("adjective" | "adverb") => Sort::Adjective,
                    _ => Sort::Verb,
                };
            }
            Class::GoodWhenUp | Class::BadWhenUp | Class::NeutralNoun => {
                let polarity = match entry.class {
                    Class::GoodWhenUp => 1.0,
                    Class::BadWhenUp => -1.0,
                    _ => 0.0,
                };
                if mark.noun.is_none() || entry.theme.is_some() {
                    mark.noun = Some(polarity);
                }
            }
            Class::Positive => mark.polar = weight,
            Class::Negative => mark.polar = -weight,
            Class::Negator => mark.negates = true,
            Class::Intensifier | Class::Diminisher => mark.intensity = weight,
            Class::Watch => mark.is_watch = true,
            _ => {}
        }
    }
}

/// Whether `above` is `theme` or one of its ancestors.
fn is_above(lexicon: &Lexicon, above: ThemeId, theme: ThemeId) -> bool {
    lexicon.lineage(theme).any(|t| t == above)
}
