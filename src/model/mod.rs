//! The nouns that the stages share. Imports nothing of the crate.

mod analysis;
mod article;
mod claim;
mod document;
mod id;
mod mention;
mod model_tone;
mod number;
mod quote;
mod reject;
mod sentence;
mod sketch;
mod span;
mod theme_day;
mod token_range;

pub use analysis::{Analysis, DocumentTheme};
pub use article::{Article, DateEvidence, DateOrder, DateOrigin};
pub use claim::{Claim, ClaimKind, Direction, Qualifier, Quantity, QuantityKind};
pub use document::{Block, BlockKind, Document, Precision, Published, Removed, Section};
pub use id::{ArticleId, ClaimId, IdError};
pub use mention::{ActedOn, Label, Mention, Score, ThemeId, TraceStep};
pub use model_tone::{ModelTone, ModelTones};
pub use number::significant;
pub use quote::Quote;
pub use reject::{Reason, Reject};
pub use sentence::{Modality, Sentence};
pub use sketch::{Sketch, SketchError, SketchSample};
pub use span::{CharMap, Span};
pub use theme_day::{
    ArticleFacts, ArticleTheme, Bearing, Contribution, Note, StoryOf, ThemeDay, ThemeSums,
};
pub use token_range::TokenRange;
