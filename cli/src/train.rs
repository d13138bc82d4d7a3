//! `newsvane train`: labelled texts to a linear model, judged beside the rules.

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use indicatif::{HumanBytes, HumanCount};
use newsvane::{TrainSettings, Training, Unusable, model::Label, score::Confusion, train};

use crate::{
    Bar, Failure,
    settings::{SettingArguments, takes},
    whole_file::write_whole,
};

const EXAMPLES: &str = "\
Examples:
  newsvane train labels.csv -o model.json             columns text, label, and as you like target
  newsvane train labels.jsonl --map text=sentence --labels positive=bullish,negative=bearish -o model.json
  newsvane score headlines.csv --scorer linear:model.json
  newsvane run news/ --scorer linear:model.json

Labels are positive, neutral and negative, or 1, 0 and -1. What the cross-validation prints is chosen on the same rows, and so a
little better than what other texts will give.";

takes! {
    /// What `newsvane train` takes.
    TrainFlags: Words; "map", "threads"
}

/// What `newsvane train` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// CSV, JSONL or Parquet with the columns text and label, and as you like target and id
    #[arg(required = true, value_name = "LABELS")]
    inputs: Vec<String>,
    /// The file of the model [default: none is written]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long)]
    force: bool,
    /// What other labels stand for: positive=good,neutral=so-so,negative=bad
    #[arg(long, value_name = "SIDE=LABEL,...")]
    labels: Option<String>,
    /// Parts of the cross-validation
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(2..=50))]
    folds: u32,
    /// Strengths of the L2 penalty to choose from
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_values_t = [30.0, 10.0, 3.0, 1.0, 0.3])]
    l2: Vec<f64>,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<TrainFlags>,
}

/// Runs `newsvane train`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    if let Some(path) = arguments.out.as_ref().filter(|path| path.exists() && !arguments.force) {
        return Err(Failure::usage(format!(
            "{}: the file is there; give another -o, or --force",
            path.display()
        )));
    }
    if let Some(l2) = arguments.l2.iter().find(|l2| !(1e-6..=1e6).contains(*l2)) {
        return Err(Failure::usage(format!(
            "--l2 {l2}: expected numbers from 0.000001 to 1000000"
        )));
    }
    let config = arguments.settings.read()?;
    let labels = match &arguments.labels {
        Some(labels) => {
            labels.parse().map_err(|error| Failure::usage(format!("--labels {error}")))?
        }
        None => newsvane::score::LabelNames::default(),
    };
    let settings = TrainSettings {
        inputs: arguments.inputs.clone(),
        load: config.load_options(),
        labels,
        folds: arguments.folds as usize,
        strengths: arguments.l2.clone(),
        threads: config.threads,
    };
    let bar = Bar::new(arguments.quiet);
    let training = train(&config.pipeline()?, &settings, &bar)?;
    drop(bar);
    print(&training, settings.folds)?;
    let mut out = anstream::stdout().lock();
    match &arguments.out {
        Some(path) => {
            write_whole(path, &training.file)?;
            let (bytes, path) = (HumanBytes(training.file.len() as u64), path.display());
            writeln!(out, "\n{path}: {bytes}; use it with --scorer linear:{path}")?;
        }
        None => writeln!(out, "\nNo file was written; -o FILE writes the model.")?,
    }
    Ok(ExitCode::SUCCESS)
}

fn print(training: &Training, folds: usize) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let rows: usize = training.balance.iter().sum();
    let count = |n: usize| HumanCount(n as u64);
    let share = |n: usize| 100.0 * n as f64 / rows.max(1) as f64;
    let balance = Label::ALL.iter().zip(training.balance);
    let balance: Vec<String> = balance
        .map(|(label, n)| format!("{} {} ({:.0} %)", count(n), label.as_str(), share(n)))
        .collect();
    writeln!(out, "{} labelled rows: {}", count(rows), balance.join(", "))?;
    print_unusable(&mut out, training)?;
    writeln!(
        out,
        "\n{:<24}{:>9}{:>10}{:>10}{:>10}{:>10}",
        "cross-validated", "accuracy", "macro-F1", "positive", "neutral", "negative"
    )?;
    let mut line = |name: &str, confusion: &Confusion| {
        write!(out, "{name:<24}{:>9.3}{:>10.3}", confusion.accuracy(), confusion.macro_f1())?;
        Label::ALL.iter().try_for_each(|label| write!(out, "{:>10.3}", confusion.f1(*label)))?;
        writeln!(out)
    };
    line("rules", &training.rules)?;
    for (n, (l2, confusion)) in training.candidates.iter().enumerate() {
        let mark = if n == training.chosen { "  <- chosen" } else { "" };
        line(&format!("linear, l2 {l2}{mark}"), confusion)?;
    }
    writeln!(out, "({folds} parts, equal texts in one; F1 of each label on the right)")?;
    if let Some((l2, confusion)) = training.candidates.get(training.chosen) {
        writeln!(
            out,
            "\n{:<24}{:>10}{:>10}{:>10}",
            format!("labelled, l2 {l2}"),
            "positive",
            "neutral",
            "negative"
        )?;
        for (label, counts) in Label::ALL.iter().zip(confusion.counts) {
            write!(out, "{:<24}", label.as_str())?;
            counts.iter().try_for_each(|n| write!(out, "{n:>10}"))?;
            writeln!(out)?;
        }
    }
    print_strongest(&mut out, training)?;
    Ok(())
}

fn print_unusable(out: &mut impl std::io::Write, training: &Training) -> std::io::Result<()> {
    let reason = |unusable: &Unusable| match unusable {
        Unusable::Unreadable => "that cannot be read or have no text",
        Unusable::Unlabelled => "without a label",
        Unusable::UnknownLabel => "with a label that is not known",
    };
    if training.unusable.is_empty() {
        return Ok(());
    }
    let all: u64 = training.unusable.values().sum();
    let reasons: Vec<String> = training
        .unusable
        .iter()
        .map(|(why, n)| format!("{} {}", HumanCount(*n), reason(why)))
        .collect();
    write!(out, "{} rows left out: {}", HumanCount(all), reasons.join(", "))?;
    if !training.unknown.is_empty() {
        let shown: Vec<&str> = training.unknown.keys().take(6).map(String::as_str).collect();
        write!(out, " ({}; --labels says what they stand for)", shown.join(", "))?;
    }
    writeln!(out)
}

/// The features that speak most for each label, side by side.
fn print_strongest(out: &mut impl std::io::Write, training: &Training) -> std::io::Result<()> {
    const WIDTH: usize = 36;
    let cell = |(name, weight): &(String, f64)| {
        let name: String = name.chars().take(WIDTH - 9).collect();
        format!("{weight:.2} {name}")
    };
    writeln!(out, "\nmost weighted for")?;
    let mut columns: Vec<Vec<String>> =
        training.strongest.iter().map(|own| own.iter().map(cell).collect()).collect();
    columns
        .iter_mut()
        .zip(Label::ALL)
        .for_each(|(column, label)| column.insert(0, label.as_str().to_owned()));
    for n in 0..columns.iter().map(Vec::len).max().unwrap_or(0) {
        let row: Vec<String> = columns
            .iter()
            .map(|column| format!("{:<WIDTH$}", column.get(n).map_or("", String::as_str)))
            .collect();
        writeln!(out, "{}", row.concat().trim_end())?;
    }
    Ok(())
}
