//! How many sentences a second a transformer scores: one of BERT's own shape with random weights
//! made on the spot, or one of yours.
//!
//! ```text
//! RAYON_NUM_THREADS=1 cargo run --release --features neural --example model-speed [-- DIR]
//! ```
#![expect(missing_docs, reason = "a program of one file")]

use std::{collections::HashMap, error::Error, fs, path::Path, time::Instant};

use candle_core::{Device, Tensor};
use newsvane::{
    model::Score,
    score::{LabelNames, ModelInput, SentenceModel, Transformer},
};
use serde_json::json;

const SENTENCES: usize = 128;
/// With the tokens that begin and end a sentence: 32.
const WORDS: usize = 30;
const LAYERS: usize = 12;
const HIDDEN: usize = 768;
const INNER: usize = 3072;
const VOCABULARY: usize = 30_522;

fn main() -> Result<(), Box<dyn Error>> {
    let made = tempfile::tempdir()?;
    let folder = if let Some(folder) = std::env::args().nth(1) {
        folder.into()
    } else {
        make(made.path())?;
        made.path().to_owned()
    };
    let started = Instant::now();
    let model = Transformer::load(&folder, &LabelNames::default())?;
    println!("read in {:.1} s", started.elapsed().as_secs_f64());
    let texts: Vec<String> = (0..SENTENCES)
        .map(|n| (0..WORDS).map(|k| word(n * 31 + k)).collect::<Vec<_>>().join(" "))
        .collect();
    let tokens: usize = texts.iter().map(|text| model.token_ids(text).len()).sum();
    println!("{SENTENCES} sentences of {:.1} tokens", tokens as f64 / SENTENCES as f64);
    let rules = Score::default();
    let inputs: Vec<ModelInput<'_>> =
        texts.iter().map(|text| ModelInput { text, target: None, rules: &rules }).collect();
    for (name, at_once) in [("all at once", SENTENCES), ("one by one", 1)] {
        let seconds = (0..3).map(|_| {
            let started = Instant::now();
            inputs.chunks(at_once).for_each(|inputs| drop(model.score(inputs)));
            started.elapsed().as_secs_f64()
        });
        let best = seconds.fold(f64::INFINITY, f64::min);
        println!("{name}: {:.1} sentences/s (best of 3)", SENTENCES as f64 / best);
    }
    Ok(())
}

/// Words that a vocabulary of English has as one token each, the vocabulary made here as well.
fn word(n: usize) -> &'static str {
    [
        "profit", "sales", "bank", "rose", "fell", "the", "company", "market", "in", "year", "of",
        "million",
    ][n % 12]
}

/// A classifier of the shape of bert-base-uncased.
fn make(folder: &Path) -> Result<(), Box<dyn Error>> {
    let config = json!({
        "model_type": "bert", "vocab_size": VOCABULARY, "hidden_size": HIDDEN, "num_hidden_layers": LAYERS, "num_attention_heads": 12,
        "intermediate_size": INNER, "max_position_embeddings": 512, "type_vocab_size": 2, "layer_norm_eps": 1e-12, "hidden_act": "gelu",
        "id2label": {"0": "positive", "1": "negative", "2": "neutral"},
    });
    fs::write(folder.join("config.json"), config.to_string())?;
    let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"].into_iter();
    let vocabulary: Vec<String> =
        special.map(str::to_owned).chain((0..12).map(|n| word(n).to_string())).collect();
    fs::write(folder.join("vocab.txt"), vocabulary.join("\n") + "\n")?;
    candle_core::safetensors::save(&tensors()?, folder.join("model.safetensors"))?;
    Ok(())
}

fn tensors() -> candle_core::Result<HashMap<String, Tensor>> {
    let mut tensors = HashMap::new();
    let table = |shape: (usize, usize)| Tensor::randn(0.0_f32, 0.02, shape, &Device::Cpu);
    for (name, rows) in [("word", VOCABULARY), ("position", 512), ("token_type", 2)] {
        tensors.insert(format!("bert.embeddings.{name}_embeddings.weight"), table((rows, HIDDEN))?);
    }
    let mut norms = vec!["bert.embeddings".to_owned()];
    let mut dense = vec![
        ("bert.pooler.dense".to_owned(), HIDDEN, HIDDEN),
        ("classifier".to_owned(), 3, HIDDEN),
    ];
    for layer in (0..LAYERS).map(|n| format!("bert.encoder.layer.{n}")) {
        for name in [
            "attention.self.query",
            "attention.self.key",
            "attention.self.value",
            "attention.output.dense",
        ] {
            dense.push((format!("{layer}.{name}"), HIDDEN, HIDDEN));
        }
        dense.push((format!("{layer}.intermediate.dense"), INNER, HIDDEN));
        dense.push((format!("{layer}.output.dense"), HIDDEN, INNER));
        norms.push(format!("{layer}.attention.output"));
        norms.push(format!("{layer}.output"));
    }
    for (name, outputs, inputs) in dense {
        tensors.insert(format!("{name}.weight"), table((outputs, inputs))?);
        tensors.insert(format!("{name}.bias"), Tensor::full(0.01_f32, outputs, &Device::Cpu)?);
    }
    for name in norms {
        tensors.insert(
            format!("{name}.LayerNorm.weight"),
            Tensor::full(1.0_f32, HIDDEN, &Device::Cpu)?,
        );
        tensors
            .insert(format!("{name}.LayerNorm.bias"), Tensor::full(0.0_f32, HIDDEN, &Device::Cpu)?);
    }
    Ok(tensors)
}
