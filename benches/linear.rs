//! Speed of the linear model alone, the rules left out, and of `newsvane score` with it, on one
//! thread.
//!
//! `cargo bench --bench linear [-- LABELS.jsonl]`: a labelled file, or made-up sentences. Every
//! figure is the best of three.

use std::{
    fs,
    hint::black_box,
    path::{Path, PathBuf},
    time::Instant,
};

use newsvane::{
    Pipeline, TrainSettings,
    load::Options,
    model::Score,
    score::{LabelNames, LinearModel, ModelInput, SentenceModel},
    train,
};

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 3;
/// Sentences that are scored together, as `newsvane score` does.
const BATCH: usize = 256;
/// Fewest sentences of a round: the file is read as often as that takes.
const LEAST: usize = 200_000;

fn main() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let given = std::env::args().skip(1).find(|a| !a.starts_with('-')).map(PathBuf::from);
    let path = given.unwrap_or_else(|| made_up(folder.path()));
    let pipeline = Pipeline::builder().build().expect("the built-in lexicons compile");
    let settings = TrainSettings {
        inputs: vec![path.to_string_lossy().into_owned()],
        load: Options::default(),
        labels: LabelNames::default(),
        folds: 2,
        strengths: vec![3.0],
        threads: Some(1),
    };
    let began = Instant::now();
    let training = train(&pipeline, &settings, &()).expect("a labelled file");
    let rows: usize = training.balance.iter().sum();
    println!(
        "{}: {rows} rows; trained in {:.2} s; {} bytes",
        path.display(),
        began.elapsed().as_secs_f64(),
        training.file.len()
    );
    let model = LinearModel::from_bytes(&training.file, &pipeline.rules_version())
        .expect("the model just trained");

    let sentences = sentences(&path);
    let rules: Vec<Score> = sentences
        .iter()
        .map(|sentence| pipeline.score(&sentence.text, sentence.target.as_deref(), None))
        .collect();
    let inputs: Vec<ModelInput<'_>> = sentences
        .iter()
        .zip(&rules)
        .map(|(sentence, rules)| ModelInput {
            text: &sentence.text,
            target: sentence.target.as_deref(),
            rules,
        })
        .collect();
    let rounds = LEAST.div_ceil(inputs.len());
    let count = (rounds * inputs.len()) as f64;
    let bytes: usize = sentences.iter().map(|sentence| sentence.text.len()).sum();
    println!("{} sentences of {} bytes on average", inputs.len(), bytes / inputs.len());
    let model_seconds = best(|| {
        for _ in 0..rounds {
            inputs.chunks(BATCH).for_each(|batch| drop(black_box(model.score(batch))));
        }
    });
    let rules_seconds = best(|| {
        for sentence in &sentences {
            black_box(pipeline.score(&sentence.text, sentence.target.as_deref(), None));
        }
    });
    let (of_model, of_rules) = (count / model_seconds, inputs.len() as f64 / rules_seconds);
    println!("linear model alone:    {of_model:>9.0} sentences per second");
    println!("rules alone:           {of_rules:>9.0}");
    println!("rules and model:       {:>9.0}", 1.0 / (1.0 / of_model + 1.0 / of_rules));
}

struct Sentence {
    text: String,
    target: Option<String>,
}

fn sentences(path: &Path) -> Vec<Sentence> {
    let text = fs::read_to_string(path).expect("the file can be read");
    let word = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let line = |line| {
        let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
        Sentence { text: word(&value["text"]).unwrap_or_default(), target: word(&value["target"]) }
    };
    text.lines().map(line).collect()
}

fn best(mut work: impl FnMut()) -> f64 {
    let time = |()| {
        let began = Instant::now();
        work();
        began.elapsed().as_secs_f64()
    };
    std::iter::repeat_n((), ROUNDS).map(time).fold(f64::INFINITY, f64::min)
}

/// Two thousand sentences about mills.
fn made_up(folder: &Path) -> PathBuf {
    let whats = [
        "Net sales",
        "Operating profit",
        "Quarterly losses",
        "Orders for flour",
        "The dividend",
        "Staff costs",
    ];
    let moves = [
        ("rose", "positive"),
        ("fell sharply", "negative"),
        ("stayed where it was", "neutral"),
        ("climbed again", "positive"),
    ];
    let lines = (0..2_000).map(|n| {
        let (verb, label) = moves[n / 7 % moves.len()];
        let text = format!(
            "{} of mill {n} {verb} by {}.{}% to EUR {} million in the second quarter, the miller \
             said, as demand in the north changed.",
            whats[n % whats.len()],
            n % 40,
            n % 10,
            n % 900
        );
        serde_json::json!({"text": text, "label": label}).to_string()
    });
    let path = folder.join("labels.jsonl");
    fs::write(&path, lines.collect::<Vec<_>>().join("\n")).expect("a temporary file");
    path
}
