//! newsvane: news archives in, a sentiment index per theme per day out.

pub mod model;

pub mod lang;
pub mod lexicon;

pub mod clean;
pub mod load;
pub mod segment;

pub mod extract;
pub mod score;

pub mod aggregate;
pub mod write;

mod config;
mod pipeline;

pub use config::{Config, ConfigError};
pub use pipeline::{Counts, Pipeline, PipelineBuilder, Progress, RunError, RunSettings, RunSummary, Scratch, Undated, run};
