//! Sequence classifiers of the families BERT, `DistilBERT` and `RoBERTa`, from a folder as the
//! Python package transformers saves it.
//!
//! Sentences are put end to end, without padding, and go through the blocks together; only
//! attention looks at each alone. So no sentence waits for a longer one, and what is said of it
//! does not depend on its neighbours, to the last bit.

mod config;
mod encoder;
mod folder;
mod head;
mod labels;
mod layer;
mod rows;
mod vocabulary;
mod weights;

use std::{fmt, ops::Range, path::Path};

use super::{LabelNames, ModelError, ModelInput, ModelScore, SentenceModel};
use config::Config;
use encoder::Encoder;
use folder::{Folder, invalid};
use head::Head;
use labels::Labels;
use vocabulary::{Tokens, Vocabulary};
use weights::Weights;

/// Tokens that go through the blocks together, unless one sentence alone has more.
const PASS_TOKENS: usize = 256;

/// A sequence classifier of the family of BERT, `DistilBERT` or `RoBERTa`, computed in 32-bit
/// floats on the processor.
pub struct Transformer {
    vocabulary: Vocabulary,
    encoder: Encoder,
    head: Head,
    labels: Labels,
    digest: String,
}

impl fmt::Debug for Transformer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Transformer")
            .field("labels", &self.labels)
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}

impl Transformer {
    /// Reads a folder with `config.json`, `model.safetensors` and `tokenizer.json` (or
    /// `vocab.txt`), as `save_pretrained` of the Python package transformers writes them. `names`
    /// says what labels mean whose names do not.
    ///
    /// # Errors
    /// When a file cannot be read or does not hold what it should, weights are no numbers, or
    /// labels cannot be told apart.
    pub fn load(folder: &Path, names: &LabelNames) -> Result<Self, ModelError> {
        let mut folder = Folder::new(folder);
        let config = Config::read(&mut folder)?;
        let labels = Labels::of(&config, names)?;
        let vocabulary = Vocabulary::read(&mut folder, &config)?;
        let weights = Weights::read(&mut folder)?;
        folder.digest(&format!("{labels:?}"));
        let model = Self {
            vocabulary,
            encoder: Encoder::load(&config, &weights)?,
            head: Head::load(&config, &weights)?,
            labels,
            digest: folder.finish(),
        };
        model.check().map_err(|problem| invalid(&weights.path, problem))?;
        Ok(model)
    }

    /// The ids of the tokens that the model reads of a text.
    #[must_use]
    pub fn token_ids(&self, text: &str) -> Vec<u32> {
        self.vocabulary.tokens(text).ids
    }

    /// What the head says of each text before softmax: one number per label, in the order of
    /// `id2label`.
    #[must_use]
    pub fn logits(&self, texts: &[&str]) -> Vec<Vec<f32>> {
        self.classify(&texts.iter().map(|text| self.vocabulary.tokens(text)).collect::<Vec<_>>())
    }

    /// Whether the weights yield finite numbers: finite weights can still overflow.
    fn check(&self) -> Result<(), String> {
        let tokens = [self.vocabulary.tokens(""), self.vocabulary.tokens("Sales rose by 3%.")];
        let states = self
            .encoder
            .states(&tokens)
            .map_err(|error| format!("cannot be computed with: {error}"))?;
        let is_sound = states.iter().flat_map(|state| self.head.logits(state)).all(f32::is_finite);
        is_sound.then_some(()).ok_or_else(|| {
            "its weights yield no finite numbers for a short text; expected a trained model"
                .to_owned()
        })
    }

    fn classify(&self, sentences: &[Tokens]) -> Vec<Vec<f32>> {
        let mut all = Vec::with_capacity(sentences.len());
        for pass in passes(sentences) {
            let sentences = sentences.get(pass).unwrap_or_default();
            // what `check` computed once does not fail later; if it did, no logits are no opinion
            let states = self
                .encoder
                .states(sentences)
                .unwrap_or_else(|_| vec![Vec::new(); sentences.len()]);
            all.extend(states.iter().map(|state| self.head.logits(state)));
        }
        all
    }
}

impl SentenceModel for Transformer {
    fn score(&self, sentences: &[ModelInput<'_>]) -> Vec<ModelScore> {
        let tokens: Vec<Tokens> =
            sentences.iter().map(|sentence| self.vocabulary.tokens(sentence.text)).collect();
        let logits = self.classify(&tokens);
        logits
            .iter()
            .zip(&tokens)
            .map(|(logits, tokens)| self.labels.score(logits, tokens.is_truncated))
            .collect()
    }

    fn digest(&self) -> &str {
        &self.digest
    }
}

/// Sentences that follow one another, cut into what goes through the blocks together.
fn passes(sentences: &[Tokens]) -> Vec<Range<usize>> {
    let mut passes: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (at, tokens) in sentences.iter().enumerate() {
        match passes.last_mut() {
            Some(pass) if filled + tokens.ids.len() <= PASS_TOKENS => {
                pass.end = at + 1;
                filled += tokens.ids.len();
            }
            _ => {
                passes.push(at..at + 1);
                filled = tokens.ids.len();
            }
        }
    }
    passes
}
