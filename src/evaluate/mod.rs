//! How well annotations agree with gold annotations, by the matching rules of the gold standard.
//!
//! ```no_run
//! use std::path::Path;
//! use newsvane::{Pipeline, evaluate::{evaluate, load_gold}};
//!
//! let golds = load_gold(Path::new("corpora/smallcap-2026/gold"), None, &[])?;
//! let scores = evaluate(&Pipeline::builder().build()?, &golds, false);
//! println!("{}", scores.json()["claims"]["f1"]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod claims;
mod count;
mod document;
mod entities;
mod figures;
mod gold;
mod limits;
mod matching;
mod quotes;
mod score;
#[cfg(test)]
mod tests;
mod themes;

pub use count::CLAIM_FIELDS;
pub use gold::{Gold, load_gold};
pub use limits::{CheckConfig, Verdict};
pub use score::{Miss, Scores};

use crate::{Pipeline, write::annotation};

/// Why gold annotations or the limits beside them cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GoldError {
    /// A file or folder that cannot be read: which, and why.
    #[error("{0}")]
    Read(String),
    /// An annotation or a limit that is not valid: where, what is wrong, what was expected.
    #[error("{0}")]
    Invalid(String),
}

/// Annotates every article as `newsvane annotate` does and scores what comes out. With `is_strict`
/// items that the gold annotations mark optional are required.
#[must_use]
pub fn evaluate(pipeline: &Pipeline, golds: &[Gold], is_strict: bool) -> Scores {
    let mut scores = Scores::new(is_strict);
    for gold in golds {
        let prediction = gold.article.as_ref().ok().map(|article| {
            annotation(pipeline.lexicon(), article, &pipeline.analyze(article), false)
        });
        scores.add(gold, prediction.as_ref());
    }
    scores
}
