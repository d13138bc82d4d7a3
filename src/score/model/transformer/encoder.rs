//! From token ids to what the model makes of a sentence: embeddings, then the blocks.

use std::ops::Range;

use candle_core::{Device, Result, Tensor};

use super::{
    ModelError,
    config::{Config, Family},
    layer::{Layer, norm},
    rows::Norm,
    vocabulary::Tokens,
    weights::Weights,
};

/// Rows of a pass are a multiple of this, so that tiles of the product are whole.
const ROW_STEP: usize = 8;
/// Products of matrices choose in how many parts to add up by their measures where rows and columns
/// are this many or less. Beyond it the sum of one row is the same whatever the other rows are
/// (`a_score_does_not_depend_on_its_neighbours_nor_on_threads`).
const SMALL: usize = 64;

/// Embeddings and blocks.
pub(super) struct Encoder {
    words: Vec<f32>,
    positions: Vec<f32>,
    types: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
    hidden: usize,
    /// The padding id, where positions are counted from it.
    padding: Option<u32>,
    /// Rows of a pass at least.
    min_rows: usize,
}

impl Encoder {
    pub(super) fn load(
        config: &Config,
        weights: &Weights,
    ) -> std::result::Result<Self, ModelError> {
        let prefix = match config.family {
            Family::Bert => "bert.embeddings",
            Family::DistilBert => "distilbert.embeddings",
            Family::Roberta => "roberta.embeddings",
        };
        let table = |name: &str, rows| {
            weights.table(&format!("{prefix}.{name}.weight"), rows, config.hidden)
        };
        Ok(Self {
            words: table("word_embeddings", config.vocabulary)?,
            positions: table("position_embeddings", config.positions)?,
            types: if config.types == 0 {
                Vec::new()
            } else {
                table("token_type_embeddings", config.types)?
            },
            norm: norm(config, weights, &format!("{prefix}.LayerNorm"))?,
            layers: (0..config.layers)
                .map(|index| Layer::load(config, weights, index))
                .collect::<std::result::Result<_, _>>()?,
            hidden: config.hidden,
            padding: (config.family == Family::Roberta).then_some(config.padding_id),
            min_rows: if config.hidden.min(config.inner) > SMALL {
                ROW_STEP
            } else {
                SMALL + ROW_STEP
            },
        })
    }

    /// The last state of the first token of each sentence. Sentences follow one another without
    /// padding between them.
    pub(super) fn states(&self, sentences: &[Tokens]) -> Result<Vec<Vec<f32>>> {
        let mut spans: Vec<Range<usize>> = Vec::with_capacity(sentences.len());
        for tokens in sentences {
            let start = spans.last().map_or(0, |span| span.end);
            spans.push(start..start + tokens.ids.len());
        }
        let filled = spans.last().map_or(0, |span| span.end);
        let count = filled.max(self.min_rows).next_multiple_of(ROW_STEP);
        let mut rows = vec![0.0; count * self.hidden];
        for (tokens, span) in sentences.iter().zip(&spans) {
            if let Some(rows) = rows.get_mut(span.start * self.hidden..span.end * self.hidden) {
                self.embed(tokens, rows);
            }
        }
        let mut rows = Tensor::from_vec(rows, (count, self.hidden), &Device::Cpu)?;
        for layer in &self.layers {
            rows = layer.forward(&rows, &spans)?;
        }
        spans.iter().map(|span| rows.get(span.start)?.to_vec1()).collect()
    }

    /// The embeddings of word, position and type added up, and normed.
    fn embed(&self, tokens: &Tokens, rows: &mut [f32]) {
        let mut position = self.padding.map_or(0, |padding| padding as usize + 1);
        for ((id, kind), row) in
            tokens.ids.iter().zip(&tokens.types).zip(rows.chunks_exact_mut(self.hidden))
        {
            add(row, &self.words, *id as usize);
            add(row, &self.types, *kind as usize);
            // a text may hold the words of the padding token itself, which has no position of its own
            if self.padding == Some(*id) {
                add(row, &self.positions, *id as usize);
            } else {
                add(row, &self.positions, position);
                position += 1;
            }
            self.norm.apply(row);
        }
    }
}

/// Adds row `index` of a table.
fn add(row: &mut [f32], table: &[f32], index: usize) {
    if let Some(found) = table.chunks_exact(row.len()).nth(index) {
        row.iter_mut().zip(found).for_each(|(x, y)| *x += y);
    }
}
