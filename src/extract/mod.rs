//! Sentences to themes, quantities, claims, quotes and modality: what the words say, not yet which
//! way.

mod claim;
mod modality;
mod quantity;
mod quote;
mod table_row;
#[cfg(test)]
mod tests;
mod theme;

pub use claim::{ClaimContext, claims};
pub use modality::modality;
pub use quantity::quantities;
pub use quote::quotes;
pub use theme::{SentenceTheme, sentence_themes};

use crate::model::{Quantity, Sentence};

/// The quantities of one sentence; `quantities` are those of the article, by place.
fn quantities_of<'q>(sentence: &Sentence, quantities: &'q [Quantity]) -> &'q [Quantity] {
    let from = quantities.partition_point(|q| q.span.byte_end <= sentence.span.byte_start);
    let len = quantities[from..].partition_point(|q| q.span.byte_start < sentence.span.byte_end);
    &quantities[from..from + len]
}
