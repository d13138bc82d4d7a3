//! Who says what.

use crate::{lexicon::Reading, model::Quote};

/// All attributed statements, by place.
#[must_use]
pub fn quotes(_reading: &Reading<'_>) -> Vec<Quote> {
    Vec::new()
}
