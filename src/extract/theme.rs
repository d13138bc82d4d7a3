//! Which sentences are about which themes.

use crate::{
    lexicon::{Class, Layer, Reading},
    model::{Span, ThemeId},
};

/// A sentence that is about a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceTheme {
    /// Index into the reading's sentences.
    pub sentence: u32,
    /// The theme.
    pub theme: ThemeId,
    /// Places of the words that made it so; empty where context alone did.
    pub cues: Vec<Span>,
}

/// All themes of all sentences, by sentence and theme; a sentence that bears a theme bears its ancestors.
#[must_use]
pub fn sentence_themes(reading: &Reading<'_>) -> Vec<SentenceTheme> {
    let mut out: Vec<SentenceTheme> = Vec::new();
    for (index, sentence) in reading.sentences.iter().enumerate() {
        for hit in reading.hits(Layer::Theme, sentence) {
            let entry = reading.entry(hit);
            let (Class::ThemeStrong, Some(theme)) = (entry.class, entry.theme) else { continue };
            for theme in reading.lexicon.lineage(theme) {
                match out.iter_mut().rev().find(|t| t.sentence == index as u32 && t.theme == theme) {
                    Some(known) => known.cues.push(reading.span_of(hit)),
                    None => out.push(SentenceTheme { sentence: index as u32, theme, cues: vec![reading.span_of(hit)] }),
                }
            }
        }
    }
    out.sort_by_key(|t| (t.sentence, t.theme));
    out
}
