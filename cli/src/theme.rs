//! `newsvane theme audit`: sentences of an archive to label, and what the labels say of a theme's
//! precision and recall.

use std::{
    collections::BTreeMap,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use newsvane::{
    AuditSample, AuditSettings, LabelledStratum, Pipeline, Stratum, did_you_mean, draw_audit,
    estimate_audit, lexicon::Lexicon, model::ThemeId, write,
};

use crate::{
    Bar, Failure,
    settings::{SettingArguments, takes},
};

/// What `newsvane theme` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane theme audit news/ --sample 200 -o audit.csv              sentences to label, over all themes without a parent
  newsvane theme audit news/ --theme macro.rates -o rates.csv       the same for one theme
  newsvane theme audit --labels audit.csv                           precision and recall, once `label` is filled with yes and no")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Draw a stratified sample of tagged and untagged sentences to label, or read the labels back
    Audit(AuditArguments),
}

takes! {
    /// What `newsvane theme audit` takes.
    AuditFlags: Words; "map", "threads"
}

#[derive(Debug, clap::Args)]
struct AuditArguments {
    /// Files, folders or globs to draw from
    #[arg(required_unless_present = "labels", conflicts_with = "labels", value_name = "INPUT")]
    inputs: Vec<String>,
    /// Sentences to draw, for all themes together
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(4..=100_000))]
    sample: u32,
    /// Theme to look at; may be given again [default: all themes without a parent]
    #[arg(long, value_name = "ID")]
    theme: Vec<String>,
    /// Another number draws other sentences
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file where there is one
    #[arg(long)]
    force: bool,
    /// A sample whose column `label` was filled with yes and no: print precision and recall
    #[arg(long, value_name = "FILE")]
    labels: Option<PathBuf>,
    /// Show no progress
    #[arg(long, short)]
    quiet: bool,
    #[command(flatten)]
    settings: SettingArguments<AuditFlags>,
}

/// The columns of the sample. The stratum is a letter, so that nobody who labels sees what the
/// program thinks.
const COLUMNS: [&str; 10] = [
    "theme",
    "label",
    "text",
    "before",
    "title",
    "locator",
    "char_start",
    "char_end",
    "stratum",
    "stratum_sentences",
];

/// Runs `newsvane theme`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let Action::Audit(arguments) = &arguments.action;
    match &arguments.labels {
        Some(path) => judge(path),
        None => draw(arguments),
    }
}

fn draw(arguments: &AuditArguments) -> Result<ExitCode, Failure> {
    if let Some(path) = arguments.out.as_ref().filter(|path| path.exists() && !arguments.force) {
        return Err(Failure::usage(format!(
            "{}: the file is there and may hold labels; give another -o, or --force",
            path.display()
        )));
    }
    let config = arguments.settings.read()?;
    let pipeline = config.pipeline()?;
    let settings = AuditSettings {
        inputs: arguments.inputs.clone(),
        load: config.load_options(),
        themes: themes(&pipeline, &arguments.theme)?,
        sample: arguments.sample as usize,
        seed: arguments.seed,
        threads: config.threads,
    };
    let sample = draw_audit(&pipeline, &settings, &Bar::new(arguments.quiet))?;
    let text = to_csv(&sample, pipeline.lexicon())
        .map_err(|e| Failure::io(format!("cannot write the sample: {e}")))?;
    match &arguments.out {
        Some(path) => {
            let failed = |error| {
                Failure::io(format!(
                    "{}: cannot write: {error}; is the folder there and writable?",
                    path.display()
                ))
            };
            std::fs::write(path, &text).map_err(failed)?;
        }
        None => anstream::stdout().lock().write_all(&text)?,
    }
    let place =
        arguments.out.as_ref().map_or_else(|| "FILE".to_owned(), |path| path.display().to_string());
    let rejects = if sample.rejects > 0 {
        format!("; {} records could not be read", sample.rejects)
    } else {
        String::new()
    };
    anstream::eprintln!(
        "{} sentences of {} articles drawn{rejects}. Fill the column `label` with yes (the \
         sentence is about the theme) or no, then:\n  newsvane theme audit --labels {place}",
        sample.drawn.len(),
        sample.articles
    );
    if sample.articles == 0 {
        anstream::eprintln!(
            "newsvane: no article could be read; `newsvane run` lists why in its rejects"
        );
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn themes(pipeline: &Pipeline, ids: &[String]) -> Result<Vec<ThemeId>, Failure> {
    let lexicon = pipeline.lexicon();
    if ids.is_empty() {
        let heads = lexicon
            .themes
            .iter()
            .enumerate()
            .filter(|(_, theme)| theme.parent.is_none() && theme.composite.is_none());
        return Ok(heads.map(|(n, _)| ThemeId(n as u16)).collect());
    }
    let known = || lexicon.themes.iter().map(|t| t.id.as_str());
    let find = |id: &String| {
        lexicon.theme_id(id).ok_or_else(|| {
            Failure::usage(format!("--theme {id}: no such theme{}", did_you_mean(id, known())))
        })
    };
    ids.iter().map(find).collect()
}

fn to_csv(sample: &AuditSample, lexicon: &Lexicon) -> Result<Vec<u8>, csv::Error> {
    let mut rows = csv::Writer::from_writer(Vec::new());
    rows.write_record(COLUMNS)?;
    for drawn in &sample.drawn {
        rows.write_record([
            lexicon.theme(drawn.theme).id.as_str(),
            "",
            &write::shown(&drawn.text),
            &write::shown(&drawn.before),
            &write::shown(&drawn.title),
            &write::shown(&drawn.locator),
            &drawn.char_start.to_string(),
            &drawn.char_end.to_string(),
            drawn.stratum.letter(),
            &drawn.stratum_sentences.to_string(),
        ])?;
    }
    rows.into_inner().map_err(|e| e.into_error().into())
}

/// The labels of one theme by stratum, and the rows without one.
#[derive(Default)]
struct Labels {
    strata: BTreeMap<Stratum, LabelledStratum>,
    unlabelled: u32,
}

fn judge(path: &Path) -> Result<ExitCode, Failure> {
    let bytes = std::fs::read(path)
        .map_err(|e| Failure::io(format!("{}: cannot read: {e}", path.display())))?;
    let themes = read_labels(path, &bytes)?;
    let mut out = anstream::stdout().lock();
    writeln!(
        out,
        "{:<24} {:>8} {:>10}   {:<24} {:<24}",
        "theme", "labelled", "unlabelled", "precision (95 %)", "recall (95 %)"
    )?;
    let shown = |figure: Option<(f64, f64, f64)>| {
        figure.map_or_else(
            || "not known".to_owned(),
            |(value, low, high)| format!("{value:.3}  [{low:.3}, {high:.3}]"),
        )
    };
    let mut labelled = 0;
    for (theme, labels) in &themes {
        let strata: Vec<LabelledStratum> = labels.strata.values().copied().collect();
        let estimate = estimate_audit(&strata);
        let own: u32 = strata.iter().map(|s| s.yes + s.no).sum();
        labelled += own;
        let (precision, recall) = (shown(estimate.precision), shown(estimate.recall));
        writeln!(
            out,
            "{theme:<24} {own:>8} {:>10}   {precision:<24} {recall:<24}",
            labels.unlabelled
        )?;
    }
    if labelled == 0 {
        anstream::eprintln!(
            "newsvane: {}: no row has a label; fill the column `label` with yes or no",
            path.display()
        );
        return Ok(ExitCode::from(1));
    }
    Ok(ExitCode::SUCCESS)
}

fn read_labels(path: &Path, bytes: &[u8]) -> Result<BTreeMap<String, Labels>, Failure> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // spreadsheets of many countries save with semicolons
    let first = bytes.split(|b| *b == b'\n').next().unwrap_or_default();
    let delimiter = if first.contains(&b';') && !first.contains(&b',') { b';' } else { b',' };
    let mut rows = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bytes);
    let failed = |e: csv::Error| {
        Failure::usage(format!(
            "{}: {e}; expected the CSV file that `newsvane theme audit` wrote",
            path.display()
        ))
    };
    let header = rows.headers().map_err(failed)?.clone();
    let column = |name: &str| {
        let missing = || {
            Failure::usage(format!(
                "{}:1: no column `{name}`; expected {}",
                path.display(),
                COLUMNS.join(", ")
            ))
        };
        header.iter().position(|h| h.trim() == name).ok_or_else(missing)
    };
    let (theme, label) = (column("theme")?, column("label")?);
    let (stratum, size) = (column("stratum")?, column("stratum_sentences")?);
    let mut themes: BTreeMap<String, Labels> = BTreeMap::new();
    for row in rows.records() {
        let row = row.map_err(failed)?;
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |n: usize| row.get(n).unwrap_or("").trim();
        let bad = |name: &str, value: &str, expected: &str| {
            Failure::usage(format!(
                "{}:{line}: {name} `{value}`: expected {expected}",
                path.display()
            ))
        };
        let stratum = Stratum::from_letter(cell(stratum))
            .ok_or_else(|| bad("stratum", cell(stratum), "a, b, c or d"))?;
        let sentences = cell(size)
            .parse()
            .map_err(|_| bad("stratum_sentences", cell(size), "a whole number"))?;
        let labels = themes.entry(cell(theme).to_owned()).or_default();
        let judged = labels.strata.entry(stratum).or_insert(LabelledStratum {
            stratum,
            sentences,
            yes: 0,
            no: 0,
        });
        match cell(label).to_ascii_lowercase().as_str() {
            "yes" | "y" | "1" | "true" => judged.yes += 1,
            "no" | "n" | "0" | "false" => judged.no += 1,
            "" | "?" => labels.unlabelled += 1,
            other => return Err(bad("label", other, "yes, no, or nothing")),
        }
    }
    Ok(themes)
}
