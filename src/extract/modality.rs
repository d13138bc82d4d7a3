//! How sure a sentence is of what it says.

use crate::{
    lexicon::Reading,
    model::{Modality, Sentence},
};

/// The modality of one sentence as a whole.
#[must_use]
pub fn modality(_reading: &Reading<'_>, _sentence: &Sentence) -> Modality {
    Modality::Actual
}
