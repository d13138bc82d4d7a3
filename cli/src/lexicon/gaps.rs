//! `newsvane lexicon gaps`: what no lexicon knows in the theme sentences of an archive.

use std::{io::Write as _, process::ExitCode};

use newsvane::{Gap, GapSettings, Gaps, Pipeline, did_you_mean, find_gaps, model::ThemeId};
use serde_json::json;

use crate::{
    Bar, Failure,
    settings::{SettingArguments, takes},
};

takes! {
    /// What `newsvane lexicon gaps` takes.
    GapFlags: Words; "map", "threads"
}

/// What `newsvane lexicon gaps` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Judge the words from the top: enter those with a sign into a file of the layer `tone`, and the others
as `class = \"plain\"` of the layer `word`, so that they are not listed again. Words of which many
sentences are silent (no word in them has a sign) are worth most.

Examples:
  newsvane lexicon gaps news/ --top 300                      the words of most silent sentences, with examples
  newsvane lexicon gaps news/ --theme macro.labor --json     one JSON object per word, of one theme")]
pub(super) struct GapArguments {
    /// Files, folders or globs
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Words to list
    #[arg(long, value_name = "N", default_value_t = 200)]
    top: usize,
    /// Only sentences of this theme and its branches; may be given again [default: all themes]
    #[arg(long, value_name = "ID")]
    theme: Vec<String>,
    /// One JSON object per word
    #[arg(long)]
    json: bool,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<GapFlags>,
}

/// Runs `newsvane lexicon gaps`.
pub(super) fn run(arguments: &GapArguments) -> Result<ExitCode, Failure> {
    let config = arguments.settings.read()?;
    let pipeline = config.pipeline()?;
    let settings = GapSettings {
        inputs: arguments.inputs.clone(),
        load: config.load_options(),
        themes: themes(&pipeline, &arguments.theme)?,
        threads: config.threads,
    };
    let gaps = find_gaps(&pipeline, &settings, &Bar::new(arguments.quiet))?;
    let mut out = anstream::stdout().lock();
    for gap in gaps.words.iter().take(arguments.top) {
        if arguments.json {
            writeln!(out, "{}", to_json(gap))?;
        } else {
            write_text(&mut out, gap)?;
        }
    }
    report(&gaps);
    Ok(if gaps.articles == 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn themes(pipeline: &Pipeline, ids: &[String]) -> Result<Vec<ThemeId>, Failure> {
    let lexicon = pipeline.lexicon();
    let number = |id: &String| {
        lexicon.theme_id(id).ok_or_else(|| {
            let known = lexicon.themes.iter().map(|t| t.id.as_str());
            Failure::usage(format!("--theme {id}: no such theme{}", did_you_mean(id, known)))
        })
    };
    ids.iter().map(number).collect()
}

fn to_json(gap: &Gap) -> serde_json::Value {
    json!({
        "word": gap.word,
        "kind": gap.kind.as_str(),
        "sentences": gap.sentences,
        "silent": gap.silent,
        "examples": gap.examples,
    })
}

fn write_text(out: &mut impl std::io::Write, gap: &Gap) -> std::io::Result<()> {
    let (word, kind) = (&gap.word, gap.kind.as_str());
    writeln!(out, "{:>7} {:>7}  {kind:<9}  {word}", gap.silent, gap.sentences)?;
    gap.examples.iter().try_for_each(|text| writeln!(out, "{:18}{text}", ""))
}

fn report(gaps: &Gaps) {
    let rejects = match gaps.rejects {
        0 => String::new(),
        count => format!("; {count} records could not be read"),
    };
    anstream::eprintln!(
        "{} words that no lexicon knows, in {} theme sentences of {} articles, {} of them \
         silent{rejects}. First column: silent sentences; second: all",
        gaps.words.len(),
        gaps.sentences,
        gaps.articles,
        gaps.silent
    );
}
