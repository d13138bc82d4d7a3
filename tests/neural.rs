//! Transformers from a folder: the same tokens and numbers as the Python package, and what is
//! refused. `cargo test -p newsvane-cli --features neural --test integration -- neural::`; the
//! folders were written by scripts/make-tiny-bert.

mod refusals;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use newsvane::{
    model::Score,
    score::{LabelNames, ModelInput, ModelScore, SentenceModel, Transformer},
};
use serde_json::{Value, json};
use tempfile::TempDir;

const FAMILIES: [&str; 3] = ["bert", "distilbert", "roberta"];
/// What the labels of the `RoBERTa` fixture are told to be.
const LABEL_NAMES: &str = "positive=LABEL_2,neutral=LABEL_1,negative=LABEL_0";

fn fixture(family: &str) -> PathBuf {
    Path::new(crate::ROOT).join("tests/fixtures/transformers").join(family)
}

fn label_names(family: &str) -> LabelNames {
    if family == "roberta" { LABEL_NAMES.parse().unwrap() } else { LabelNames::default() }
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn score(model: &dyn SentenceModel, texts: &[&str]) -> Vec<ModelScore> {
    let rules = Score::default();
    let inputs: Vec<ModelInput<'_>> =
        texts.iter().map(|text| ModelInput { text, target: None, rules: &rules }).collect();
    model.score(&inputs)
}

/// A copy of a fixture that a test may spoil.
fn copy(family: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(fixture(family)).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    folder
}

fn assert_parity(family: &str, folder: &Path) {
    let model = Transformer::load(folder, &label_names(family)).unwrap();
    let expected = read(&fixture(family).join("expected.json"));
    let answers = expected.as_array().unwrap();
    assert!(answers.len() >= 20);
    let texts: Vec<&str> = answers.iter().map(|a| a["text"].as_str().unwrap()).collect();
    let (logits, scores) = (model.logits(&texts), score(&model, &texts));
    for (((answer, text), logits), score) in answers.iter().zip(texts).zip(logits).zip(scores) {
        let ids: Vec<u64> = model.token_ids(text).into_iter().map(u64::from).collect();
        assert_eq!(json!(ids), answer["ids"], "{family}: {text:?}");
        assert_eq!(json!(score.is_truncated), answer["is_truncated"], "{family}: {text:?}");
        let theirs = answer["logits"].as_array().unwrap();
        assert_eq!(logits.len(), theirs.len());
        for (ours, theirs) in logits.iter().zip(theirs) {
            assert!(
                (f64::from(*ours) - theirs.as_f64().unwrap()).abs() < 1e-4,
                "{family}: {text:?}: {logits:?}, expected {theirs:?}"
            );
        }
    }
}

#[test]
fn tokens_and_logits_are_those_of_the_python_package() {
    for family in FAMILIES {
        assert_parity(family, &fixture(family));
    }
}

#[test]
fn a_vocabulary_of_lines_reads_as_the_tokenizer_that_it_stands_for() {
    let folder = copy("bert");
    fs::remove_file(folder.path().join("tokenizer.json")).unwrap();
    assert_parity("bert", folder.path());
    fs::remove_file(folder.path().join("tokenizer_config.json")).unwrap();
    assert_parity("bert", folder.path());
}

#[test]
fn settings_of_the_tokenizer_stand_above_its_description() {
    let folder = copy("bert");
    edit(folder.path(), "tokenizer.json", |state| state["normalizer"]["lowercase"] = json!(false));
    assert_parity("bert", folder.path());
}

#[test]
fn norms_may_have_the_names_of_older_files() {
    let folder = copy("bert");
    rewrite_weights(folder.path(), |header, _| {
        let renamed = header.iter().map(|(name, entry)| {
            (
                name.replace("LayerNorm.weight", "LayerNorm.gamma")
                    .replace("LayerNorm.bias", "LayerNorm.beta"),
                entry.clone(),
            )
        });
        *header = renamed.collect();
    });
    assert_parity("bert", folder.path());
}

#[test]
fn probabilities_go_to_the_labels_by_their_names() {
    for family in FAMILIES {
        let model = Transformer::load(&fixture(family), &label_names(family)).unwrap();
        let text = "Sales rose.";
        let logits: Vec<f64> = model.logits(&[text]).remove(0).into_iter().map(f64::from).collect();
        let sum: f64 = logits.iter().map(|x| x.exp()).sum();
        let share = |at: usize| logits[at].exp() / sum;
        let found = score(&model, &[text]).remove(0);
        let [positive, neutral, negative] = match family {
            "bert" => [share(0), share(2), share(1)],
            "distilbert" => [share(1), 0.0, share(0)],
            _ => [share(2), share(1), share(0)],
        };
        for (found, expected) in
            [(found.positive, positive), (found.neutral, neutral), (found.negative, negative)]
        {
            assert!((found - expected).abs() < 1e-12, "{family}: {found} {expected}");
        }
        assert!((found.value() - (positive - negative)).abs() < 1e-12);
    }
}

#[test]
fn names_that_do_not_say_their_label_are_refused() {
    let load = |names: &str| {
        Transformer::load(&fixture("roberta"), &names.parse().unwrap()).unwrap_err().to_string()
    };
    let error =
        Transformer::load(&fixture("roberta"), &LabelNames::default()).unwrap_err().to_string();
    assert!(
        error.contains("config.json")
            && error.contains("LABEL_0, LABEL_1, LABEL_2")
            && error.contains("--scorer-labels"),
        "{error}"
    );
    assert!(load("positive=LABEL_2").contains("LABEL_0, LABEL_1, LABEL_2"));
    assert!(load("positive=LABEL_2,neutral=LABEL_1,neutral=LABEL_0").contains("cannot tell"));
    assert!(load("positive=LABEL_3,neutral=LABEL_1,negative=LABEL_0").contains("no label LABEL_3"));
}

#[test]
fn the_digest_is_that_of_files_and_labels() {
    let digest = |folder: &Path, names: &str| {
        Transformer::load(folder, &names.parse().unwrap()).unwrap().digest().to_owned()
    };
    let usual = digest(&fixture("roberta"), LABEL_NAMES);
    let folder = copy("roberta");
    assert_eq!(digest(folder.path(), LABEL_NAMES), usual);
    assert_ne!(digest(folder.path(), "positive=LABEL_0,neutral=LABEL_1,negative=LABEL_2"), usual);
    edit(folder.path(), "tokenizer_config.json", |state| state["model_max_length"] = json!(20));
    assert_ne!(digest(folder.path(), LABEL_NAMES), usual);
}

// a score is that of the sentence alone

/// A model wide enough that its products are cut into blocks and given to several threads; its
/// measures are no powers of two.
fn wide_model() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (hidden, inner, words, places) = (600_usize, 1030_usize, 209_usize, 300_usize);
    fs::copy(fixture("bert").join("vocab.txt"), folder.path().join("vocab.txt")).unwrap();
    let config = json!({
        "model_type": "bert", "vocab_size": words, "hidden_size": hidden, "num_hidden_layers": 1, "num_attention_heads": 12,
        "intermediate_size": inner, "max_position_embeddings": places, "type_vocab_size": 2, "layer_norm_eps": 1e-12,
        "hidden_act": "gelu", "id2label": {"0": "negative", "1": "neutral", "2": "positive"},
    });
    fs::write(folder.path().join("config.json"), config.to_string()).unwrap();
    let (h, i) = (hidden, inner);
    let layer = "bert.encoder.layer.0";
    let shapes = [
        ("bert.embeddings.word_embeddings.weight".to_owned(), vec![words, h]),
        ("bert.embeddings.position_embeddings.weight".to_owned(), vec![places, h]),
        ("bert.embeddings.token_type_embeddings.weight".to_owned(), vec![2, h]),
        ("bert.pooler.dense.weight".to_owned(), vec![h, h]),
        ("classifier.weight".to_owned(), vec![3, h]),
        (format!("{layer}.attention.self.query.weight"), vec![h, h]),
        (format!("{layer}.attention.self.key.weight"), vec![h, h]),
        (format!("{layer}.attention.self.value.weight"), vec![h, h]),
        (format!("{layer}.attention.output.dense.weight"), vec![h, h]),
        (format!("{layer}.intermediate.dense.weight"), vec![i, h]),
        (format!("{layer}.output.dense.weight"), vec![h, i]),
        ("bert.embeddings.LayerNorm.weight".to_owned(), vec![h]),
        (format!("{layer}.attention.output.LayerNorm.weight"), vec![h]),
        (format!("{layer}.output.LayerNorm.weight"), vec![h]),
    ];
    let mut state = 7;
    let mut tensors = std::collections::HashMap::new();
    for (name, shape) in shapes {
        let outputs = shape[0];
        let numbers: Vec<f32> = (0..shape.iter().product())
            .map(|_| (random(&mut state) % 2001) as f32 / 10_000.0 - 0.1)
            .collect();
        let tensor =
            candle_core::Tensor::from_vec(numbers, shape, &candle_core::Device::Cpu).unwrap();
        if !name.contains("embeddings") || name.contains("LayerNorm") {
            let bias =
                candle_core::Tensor::full(0.01_f32, outputs, &candle_core::Device::Cpu).unwrap();
            tensors.insert(name.replace(".weight", ".bias"), bias);
        }
        tensors.insert(name, tensor);
    }
    candle_core::safetensors::save(&tensors, folder.path().join("model.safetensors")).unwrap();
    folder
}

/// Sentences of up to 280 tokens, most of them short, two of them the same.
fn sentences() -> Vec<String> {
    let words = ["profit", "rose", "sales", "fell", "Falk", "12.5", "the bank", "per cent", ","];
    let mut state = 3;
    let lengths = (0..40).map(|n| if n % 13 == 12 { 100 + n * 4 } else { n % 35 });
    let mut all: Vec<String> = lengths
        .map(|length| {
            (0..length)
                .map(|_| words[random(&mut state) as usize % words.len()])
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    all.push(all[20].clone());
    all
}

/// The numbers of a small generator, the same everywhere.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// Bit patterns, so that not even the sign of a zero may differ.
fn bits(logits: &[Vec<f32>]) -> Vec<Vec<u32>> {
    logits.iter().map(|row| row.iter().map(|x| x.to_bits()).collect()).collect()
}

#[test]
fn a_score_does_not_depend_on_its_neighbours_nor_on_threads() {
    let wide = wide_model();
    for folder in [wide.path(), &fixture("bert"), &fixture("distilbert")] {
        let model = &Transformer::load(folder, &LabelNames::default()).unwrap();
        let sentences = &sentences();
        let alone: &Vec<Vec<u32>> =
            &sentences.iter().map(|text| bits(&model.logits(&[text])).remove(0)).collect();
        std::thread::scope(|scope| {
            for thread in 1..=3 {
                scope.spawn(move || {
                    let mut state = thread;
                    for _ in 0..4 {
                        let count = 1 + random(&mut state) as usize % 60;
                        let drawn: Vec<usize> = (0..count)
                            .map(|_| random(&mut state) as usize % sentences.len())
                            .collect();
                        let texts: Vec<&str> =
                            drawn.iter().map(|at| sentences[*at].as_str()).collect();
                        let found = bits(&model.logits(&texts));
                        for (found, at) in found.iter().zip(&drawn) {
                            assert_eq!(
                                found,
                                &alone[*at],
                                "{:?} beside {} others",
                                sentences[*at],
                                texts.len() - 1
                            );
                        }
                    }
                });
            }
        });
    }
}

#[test]
fn a_score_does_not_depend_on_the_number_of_cores() {
    let folder = wide_model();
    let under = |threads: &str| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "neural::writes_bits_for_another_test", "--ignored"]);
        let status = command
            .env("RAYON_NUM_THREADS", threads)
            .env("NEURAL_FOLDER", folder.path())
            .output()
            .unwrap()
            .status;
        assert!(status.success());
        fs::read_to_string(folder.path().join("bits")).unwrap()
    };
    let one = under("1");
    assert!(one.len() > 100);
    assert_eq!(one, under("3"));
}

#[test]
#[ignore = "what a_score_does_not_depend_on_the_number_of_cores runs"]
fn writes_bits_for_another_test() {
    let Some(folder) = std::env::var_os("NEURAL_FOLDER").map(PathBuf::from) else { return };
    let model = Transformer::load(&folder, &LabelNames::default()).unwrap();
    let sentences = sentences();
    let found = bits(&model.logits(&sentences.iter().map(String::as_str).collect::<Vec<_>>()));
    fs::write(folder.join("bits"), format!("{found:?}")).unwrap();
}

// the commands

fn newsvane(arguments: &[&str], folder: &Path) -> Output {
    assert_cmd::Command::cargo_bin("newsvane")
        .unwrap()
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap()
}

#[test]
fn score_and_run_ask_a_transformer() {
    let folder = tempfile::tempdir().unwrap();
    let texts = ["Sales rose by 3 per cent.", "Northmill's profit fell."];
    fs::write(folder.path().join("new.txt"), texts.join("\n")).unwrap();
    let scorer = format!("bert:{}", fixture("roberta").display());
    let output = newsvane(
        &["score", "new.txt", "--scorer", &scorer, "--scorer-labels", LABEL_NAMES],
        folder.path(),
    );
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines: Vec<Value> = output
        .stdout
        .split(|b| *b == b'\n')
        .filter(|l| !l.is_empty())
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect();
    let model = Transformer::load(&fixture("roberta"), &label_names("roberta")).unwrap();
    let expected: Vec<f64> = score(&model, &texts).iter().map(ModelScore::value).collect();
    assert_eq!(
        lines.iter().map(|line| line["score"].as_f64().unwrap()).collect::<Vec<_>>(),
        expected
    );

    fs::write(
        folder.path().join("story.txt"),
        "Northmill's profit rose\n\nLONDON, July 2, 2026 - Northmill's profit rose by 3%. Its \
         sales fell.",
    )
    .unwrap();
    let tables = |threads: &str, out: &str| {
        let output = newsvane(
            &[
                "run",
                "story.txt",
                "--out",
                out,
                "--scorer",
                &scorer,
                "--scorer-labels",
                LABEL_NAMES,
                "--threads",
                threads,
            ],
            folder.path(),
        );
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(folder.path().join(out).join("articles.csv")).unwrap()
    };
    let one = tables("1", "one");
    assert!(one.contains("sentiment_model"));
    assert_eq!(one, tables("3", "three"));
}
