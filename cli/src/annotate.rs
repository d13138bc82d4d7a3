//! `newsvane annotate`: one JSON object per article.

use std::{cell::Cell, io::Write as _, ops::ControlFlow, path::PathBuf, process::ExitCode};

use newsvane::{
    Progress as _, Size,
    load::{Options, check_fields, expand, read_raw},
    model::Article,
    write::annotation,
};
use serde_json::{Value, json};

use crate::{
    Bar, Failure,
    settings::{SettingArguments, takes},
};

/// What `newsvane annotate` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane annotate article.txt                         everything found in one article
  newsvane annotate news/ > annotations.jsonl           one line per article of a folder, in any format that run reads
  newsvane annotate article.txt | jq .claims            the claims alone
  newsvane annotate answer.json --map text=fields.bodyText   a field in an object, by its path
  newsvane annotate article.txt --quantities            also numbers and dates that are no claims")]
pub(crate) struct Arguments {
    /// Files or folders of articles
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Add every quantity and date, also those that are no claims
    #[arg(long)]
    quantities: bool,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<AnnotateSettings>,
}

takes! {
    /// The words, and how records are read; no configuration.
    AnnotateSettings without file: Words; "map", "source", "date-order", "input-zone"
}

/// Runs `newsvane annotate`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let config = arguments.settings.read()?;
    let pipeline = config.pipeline()?;
    each(
        &arguments.inputs,
        &config.load_options(),
        &Bar::beside_output(arguments.quiet),
        |article| {
            annotation(
                pipeline.lexicon(),
                article,
                &pipeline.analyze(article),
                arguments.quantities,
            )
        },
    )
}

/// Writes one line per record of the inputs, also for those that cannot be read.
pub(crate) fn each(
    inputs: &[PathBuf],
    options: &Options,
    bar: &Bar,
    line: impl Fn(&Article) -> Value,
) -> Result<ExitCode, Failure> {
    each_batch(inputs, options, bar, 1, |articles| articles.iter().map(&line).collect())
}

/// The same, `size` records at a time: `lines` returns one for each of the articles among them.
pub(crate) fn each_batch(
    inputs: &[PathBuf],
    options: &Options,
    bar: &Bar,
    size: usize,
    lines: impl Fn(&[Article]) -> Vec<Value>,
) -> Result<ExitCode, Failure> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let inputs: Vec<String> = inputs.iter().map(|p| p.to_string_lossy().into_owned()).collect();
    let mut written = Ok(());
    // rejected records keep their places between the articles
    let (mut articles, mut rejects): (Vec<Article>, Vec<(usize, Value)>) = (Vec::new(), Vec::new());
    let mut write = |articles: &mut Vec<Article>, rejects: &mut Vec<(usize, Value)>| {
        let mut rejects = rejects.drain(..).peekable();
        for (n, line) in lines(articles).into_iter().enumerate() {
            while let Some((_, reject)) = rejects.next_if(|(before, _)| *before <= n) {
                writeln!(out, "{reject}")?;
            }
            writeln!(out, "{line}")?;
        }
        articles.clear();
        rejects.try_for_each(|(_, reject)| writeln!(out, "{reject}"))
    };
    let sources = expand(&inputs)?.sources;
    let checked = check_fields(&sources, options)?;
    if sources.is_empty() {
        return Err(Failure::io(format!("{}: no file with articles is there", inputs.join(", "))));
    }
    bar.begin("reading", Size::of(&sources));
    for source in sources {
        let (position, mut told) = (Cell::new(0), 0);
        read_raw(&source, checked.options(), &position, &mut |record| {
            match record.finish() {
                Ok(article) => articles.push(article),
                Err(reject) => {
                    let error = format!("{}: {}", reject.reason.as_str(), reject.detail);
                    rejects.push((articles.len(), json!({"id": null, "locator": reject.locator, "error": error, "label": null})));
                }
            }
            if articles.len() + rejects.len() >= size {
                written = write(&mut articles, &mut rejects);
            }
            bar.advance(position.get().saturating_sub(told), 1);
            told = position.get();
            if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        if written.is_err() {
            break;
        }
    }
    written?;
    write(&mut articles, &mut rejects)?;
    out.flush()?;
    checked.finish()?;
    Ok(ExitCode::SUCCESS)
}
