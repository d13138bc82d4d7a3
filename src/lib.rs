//! newsvane: news archives in, a sentiment index per theme per day out, with every numeric claim as
//! checkable data.
//!
//! ```
//! use newsvane::{Pipeline, model::Article};
//!
//! let pipeline = Pipeline::builder().build()?;
//! let article = Article::from_text("demo", "Payrolls shrink\n\nU.S. payrolls fell by 41,000 in June, the Labor Department said.");
//! let analysis = pipeline.analyze(&article);
//! assert_eq!(analysis.claims[0].value.to_string(), "41000");
//! let theme = pipeline.lexicon().theme_id("macro.labor").expect("a built-in theme");
//! assert!(analysis.mentions.iter().any(|m| m.theme == theme));
//! # Ok::<(), newsvane::lexicon::LexiconError>(())
//! ```
//!
//! The modules are in the order of the pipeline: nouns, language, lexicons, then the stages.

pub mod model;

#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
mod lang;
pub mod lexicon;

#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
mod clean;
pub mod load;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
mod parse;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
mod resolve;
#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
mod segment;

#[allow(unreachable_pub, reason = "public where the feature `stages` lends them out")]
mod extract;
pub mod score;

pub mod aggregate;
pub mod write;

pub mod evaluate;

pub mod config;
mod error_kind;
mod line_error;
mod pipeline;
mod statistics;
mod suggest;
mod toml_file;

pub use config::{Config, ConfigError, EntityChoice, ScorerOn, Undated};
pub use error_kind::{ErrorKind, Failing};
pub use line_error::LineError;
pub use pipeline::{
    AggregateSettings, ArticleChanges, AuditSample, AuditSettings, Counts, Difference,
    EntitySummary, Estimate, FileRecord, Gap, GapKind, GapSettings, Gaps, IndexError, IndexSummary,
    InputRecord, LabelledStratum, LearnSettings, Learning, Manifest, MeasureDay, MergeError,
    MovedCell, Pipeline, PipelineBuilder, Presented, PresentedFile, Progress, Proof, RunError,
    RunScorer, RunSettings, RunSummary, SampledSentence, ScorerRecord, Scorings, Scratch,
    ScratchFolder, Shard, Size, Stratum, TrainError, TrainSettings, Training, Unusable, diff,
    draw_audit, estimate_audit, find_gaps, index_runs, learn_boilerplate, measure_days, merge,
    present, reindex, reindex_until, run, train, verify,
};
#[cfg(feature = "arrow")]
pub use pipeline::{BATCH_TABLES, BatchError, batch_schema};
pub use suggest::{did_you_mean, nearest};

/// The stages one by one, for the benches and examples of this repository: no part of the API.
#[cfg(feature = "stages")]
#[doc(hidden)]
pub mod stages {
    use crate::lexicon::Lexicon;
    pub use crate::{
        clean::clean,
        extract::{ClaimContext, claims, modality, quantities, quotes, sentence_themes},
        lang::{Glue, Sketcher, Token, sketch, tokenize},
        lexicon::{parsed_document::ParsedDocument, scan::Scan, sentence_view::SentenceView},
        model::{resolution::Resolution, syntax::Syntax},
        parse::{Parser, TaggedSentence, Tagger, TrainingInput, read_treebank, train},
        resolve::resolve,
        segment::sentences,
    };

    /// Cuts a text into tokens and finds all terms of the lexicons in one pass.
    pub fn scan(lexicon: &Lexicon, text: &str, into: &mut Scan) {
        lexicon.scan(text, into);
    }
}
