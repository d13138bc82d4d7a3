//! Sentences to themes, quantities, claims, quotes and modality: what the words say, not yet which
//! way.

mod claim;
mod modality;
mod quantity;
mod quote;
mod theme;

pub use claim::{ClaimContext, claims};
pub use modality::modality;
pub use quantity::quantities;
pub use quote::quotes;
pub use theme::{SentenceTheme, sentence_themes};
