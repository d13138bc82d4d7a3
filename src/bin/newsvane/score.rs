//! `newsvane score`: label and score of one sentence, headline or post per record.

use std::{path::PathBuf, process::ExitCode};

use newsvane::{Pipeline, load::Options, model::Article, score::Genre};
use serde_json::{Value, json};

use crate::{annotate::each, args::LexiconArguments, failure::Failure};

/// What `newsvane score` is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Text lines, JSONL or CSV with `text` and optional `id` and `target`
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// What the texts are [default: told by the marks of each]
    #[arg(long, value_parser = ["headline", "sentence", "paragraph", "tweet"], value_name = "GENRE")]
    genre: Option<String>,
    /// Add the words and rules that each score rests on
    #[arg(long)]
    trace: bool,
    #[command(flatten)]
    lexicons: LexiconArguments,
}

/// Runs `newsvane score`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let pipeline = arguments.lexicons.pipeline()?;
    let genre = arguments.genre.as_deref().and_then(Genre::from_name);
    let options = Options { text_lines: true, ..Options::default() };
    each(&arguments.inputs, &options, |article| score(&pipeline, article, genre, arguments.trace))
}

fn score(pipeline: &Pipeline, article: &Article, genre: Option<Genre>, with_trace: bool) -> Value {
    let text = match &article.title {
        Some(title) => format!("{title}\n\n{}", article.text),
        None => article.text.clone(),
    };
    let score = pipeline.score(&text, article.target.as_deref(), genre);
    let mut object = json!({"id": article.record_id, "label": score.label.as_str(), "score": score.value});
    if with_trace {
        let step =
            |s: &newsvane::model::TraceStep| json!({"words": s.span.of(&text), "rule": s.rule, "value": s.value, "note": s.note(&text)});
        object["trace"] = score.trace.iter().map(step).collect();
    }
    object
}
