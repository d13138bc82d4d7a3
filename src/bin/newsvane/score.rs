//! `newsvane score`: label and score of one sentence, headline or post per record.

use std::{path::PathBuf, process::ExitCode};

use newsvane::{
    Pipeline,
    load::Options,
    model::Article,
    score::{Dictionary, Genre},
};
use serde_json::{Value, json};

use crate::{annotate::each, args::LexiconArguments, failure::Failure, progress::Bar};

/// What `newsvane score` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Text lines, JSONL or CSV with `text` and optional `id` and `target`
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// What the texts are [default: told by the marks of each]
    #[arg(long, value_parser = ["headline", "sentence", "paragraph", "tweet", "shared"], value_name = "GENRE")]
    genre: Option<String>,
    /// Add the words and rules that each score rests on
    #[arg(long)]
    trace: bool,
    /// Add score and label by a word list of yours, and how many of the lists agree with us; may be given again
    #[arg(long, value_name = "vader:FILE|lm:FILE")]
    compare: Vec<String>,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    lexicons: LexiconArguments,
}

/// Runs `newsvane score`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let pipeline = arguments.lexicons.pipeline()?;
    let genre = arguments.genre.as_deref().and_then(Genre::from_name);
    let options = Options { text_lines: true, ..Options::default() };
    let dictionaries = arguments.compare.iter().map(|spec| Dictionary::read(spec, pipeline.lexicon())).collect::<Result<Vec<_>, _>>()?;
    each(&arguments.inputs, &options, &Bar::beside_output(arguments.quiet), |article| {
        score(&pipeline, article, genre, arguments.trace, &dictionaries)
    })
}

fn score(pipeline: &Pipeline, article: &Article, genre: Option<Genre>, with_trace: bool, dictionaries: &[Dictionary]) -> Value {
    let text = match &article.title {
        Some(title) => format!("{title}\n\n{}", article.text),
        None => article.text.clone(),
    };
    let score = pipeline.score(&text, article.target.as_deref(), genre);
    let mut object = json!({"id": article.record_id, "label": score.label.as_str(), "score": score.value});
    let mut agreeing = 0_u32;
    for dictionary in dictionaries {
        let (value, label) = dictionary.score(&text);
        object[format!("{}_score", dictionary.name())] = json!(value);
        object[format!("{}_label", dictionary.name())] = json!(label.as_str());
        agreeing += u32::from(label == score.label);
    }
    if !dictionaries.is_empty() {
        object["agreement"] = json!(f64::from(agreeing) / dictionaries.len() as f64);
    }
    if with_trace {
        let step =
            |s: &newsvane::model::TraceStep| json!({"words": s.span.of(&text), "rule": s.rule, "value": s.value, "note": s.note(&text)});
        object["trace"] = score.trace.iter().map(step).collect();
    }
    object
}
