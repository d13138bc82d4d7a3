//! `newsvane score`: label and score of one sentence, headline or post per record.

use std::{mem::ManuallyDrop, path::PathBuf, process::ExitCode};

use newsvane::{
    load::Options,
    model::{Article, Score},
    score::{Dictionary, ModelInput, ModelScore, TextType},
};
use serde_json::{Value, json};

use crate::{
    Bar, Failure,
    annotate::each_batch,
    scorer,
    settings::{SettingArguments, takes},
};

takes! {
    /// What `newsvane score` takes.
    ScoreFlags: Words; "map", "scorer", "scorer-labels"
}

/// What `newsvane score` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  echo 'Profit fell 5%' | newsvane score -                 one line of text, one line of JSON
  newsvane score headlines.txt --text-type headline --trace   with the words and rules behind each score
  newsvane score posts.csv --map text=Post --map target=Company    towards the company of each row
  newsvane score posts.csv --scorer linear:model.json      by a model of yours, the rules beside it
  newsvane score posts.csv --compare vader:vader_lexicon.txt       beside a word list of yours")]
pub(crate) struct Arguments {
    /// Text lines, JSONL or CSV with `text` and optional `id` and `target`
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<PathBuf>,
    /// What the texts are [default: told by the marks of each]
    #[arg(long, value_parser = ["headline", "sentence", "paragraph", "tweet", "shared"], value_name = "TYPE", alias = "genre")]
    text_type: Option<String>,
    /// Add the words and rules that each score rests on
    #[arg(long)]
    trace: bool,
    /// Add score and label by a word list of yours, and the share of them that agree; may be given
    /// again
    #[arg(long, value_name = "vader:FILE|lm:FILE")]
    compare: Vec<String>,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<ScoreFlags>,
}

/// Records that are given to a model together: enough for a transformer to sort by length, few
/// enough to hold.
const BATCH: usize = 256;

/// Runs `newsvane score`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = arguments.settings.read()?;
    // the process ends after it: taking the lexicons apart would be a twentieth of a short run
    let pipeline = ManuallyDrop::new(config.pipeline()?);
    let text_type = arguments.text_type.as_deref().and_then(TextType::from_name);
    let options = Options { text_lines: true, ..config.load_options() };
    let dictionaries = arguments
        .compare
        .iter()
        .map(|spec| Dictionary::read(spec, pipeline.lexicon()))
        .collect::<Result<Vec<_>, _>>()?;
    let model = scorer::model(&config, &pipeline)?.map(|(_, model)| model);
    let size = if model.is_some() { BATCH } else { 1 };
    let bar = Bar::beside_output(arguments.quiet);
    each_batch(&arguments.inputs, &options, &bar, size, |articles| {
        let texts: Vec<String> = articles.iter().map(text).collect();
        let scores: Vec<Score> = articles
            .iter()
            .zip(&texts)
            .map(|(article, text)| pipeline.score(text, article.target.as_deref(), text_type))
            .collect();
        let inputs = articles.iter().zip(&texts).zip(&scores);
        let inputs: Vec<ModelInput<'_>> = inputs
            .map(|((article, text), rules)| ModelInput {
                text,
                target: article.target.as_deref(),
                rules,
            })
            .collect();
        let said = model.as_ref().map_or_else(Vec::new, |model| model.score(&inputs));
        let line = |(n, article): (usize, &Article)| {
            line(article, &inputs[n], said.get(n), &dictionaries, arguments.trace)
        };
        articles.iter().enumerate().map(line).collect()
    })
}

fn text(article: &Article) -> String {
    match &article.title {
        Some(title) => format!("{title}\n\n{}", article.text),
        None => article.text.clone(),
    }
}

/// The line of a record: label and score by the model, where there is one, with those of the rules
/// beside them.
fn line(
    article: &Article,
    input: &ModelInput<'_>,
    said: Option<&ModelScore>,
    dictionaries: &[Dictionary],
    with_trace: bool,
) -> Value {
    let rules = input.rules;
    let mut object = match said {
        None => {
            json!({
                "id": article.record_id,
                "label": rules.label.as_str(),
                "score": rules.value,
                "confidence": rules.confidence,
            })
        }
        Some(said) => json!({
            "id": article.record_id,
            "label": said.label().as_str(),
            "score": said.value(),
            "rules_label": rules.label.as_str(),
            "rules_score": rules.value,
            "rules_confidence": rules.confidence,
        }),
    };
    if said.is_some_and(|said| said.is_truncated) {
        object["truncated"] = json!(true);
    }
    let label = said.map_or(rules.label, ModelScore::label);
    let mut others = u32::from(said.is_some());
    let mut agreeing = u32::from(said.is_some() && label == rules.label);
    for dictionary in dictionaries {
        let (value, own) = dictionary.score(input.text);
        object[format!("{}_score", dictionary.name())] = json!(value);
        object[format!("{}_label", dictionary.name())] = json!(own.as_str());
        agreeing += u32::from(own == label);
        others += 1;
    }
    if others > 0 {
        object["agreement"] = json!(f64::from(agreeing) / f64::from(others));
    }
    if with_trace {
        let step = |s: &newsvane::model::TraceStep| json!({"words": s.span.of(input.text), "rule": s.rule, "value": s.value, "note": s.note(input.text)});
        object["trace"] = rules.trace.iter().map(step).collect();
    }
    object
}
