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

mod pipeline;

pub use pipeline::{Pipeline, PipelineBuilder, Scratch};
