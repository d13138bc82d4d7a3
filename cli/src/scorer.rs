//! The model that settings ask for, beside the rules.

use std::sync::Arc;

use newsvane::{
    Config, Pipeline,
    score::{ScorerSpec, SentenceModel},
};

use crate::Failure;

/// A model as it was asked for, and as it was read.
type Model = (ScorerSpec, Arc<dyn SentenceModel>);

/// The model that is asked for; `None` for the rules alone.
pub(crate) fn model(config: &Config, pipeline: &Pipeline) -> Result<Option<Model>, Failure> {
    let Some(spec) = config.scorer_spec()? else { return Ok(None) };
    let model = pipeline.load_model(&spec)?;
    Ok(Some((spec, model)))
}
