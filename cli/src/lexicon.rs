//! `newsvane lexicon`: what a word does, and whether the lexicon files keep their own promises.

mod gaps;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use newsvane::{
    Pipeline, did_you_mean,
    lexicon::{self, Entry, Example, Finding, Lexicon, LexiconError, Oddity},
    model::{Analysis, Article},
};
use serde_json::{Map, Value, json};

use crate::{
    Failure,
    settings::{SettingArguments, Words},
};

/// What `newsvane lexicon` is told.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  newsvane lexicon list eased                 every entry that matches the word \"eased\", and what it does
  newsvane lexicon list --theme macro.rates   every cue of a theme
  newsvane lexicon test --lexicons my-words   run the `matches` and `ignores` of all files, yours included
  newsvane lexicon gaps news/ --top 500       words of theme sentences that no lexicon knows
  newsvane lexicon fmt my-words               sort the terms of your files, one a line
  newsvane lexicon classes                    what groups of terms may say, as Markdown")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// Compile the lexicons; report errors with file and line, and entries that are probably
    /// mistakes
    Lint(LintArguments),
    /// Show what words do
    List(ListArguments),
    /// Run the examples of every theme and every family of page boilerplate
    Test(SettingArguments<Words>),
    /// List verbs, predicates and nouns of an archive's theme sentences that no lexicon knows
    Gaps(gaps::GapArguments),
    /// Write lexicon files in their canonical layout: one term a line, sorted; comments stay
    Fmt(FmtArguments),
    /// Show all classes of terms and their features
    Classes,
}

#[derive(Debug, clap::Args)]
struct FmtArguments {
    /// A lexicon file, or a folder of them
    #[arg(default_value = "lexicons", value_name = "PATH")]
    path: PathBuf,
    /// Change nothing; name the files that would change, and exit with 1 where there are any
    #[arg(long)]
    check: bool,
}

#[derive(Debug, clap::Args)]
struct LintArguments {
    /// Fail on probable mistakes too
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    settings: SettingArguments<Words>,
}

#[derive(Debug, clap::Args)]
struct ListArguments {
    /// A word or phrase; all entries where it is left out
    word: Option<String>,
    /// Only entries of this theme
    #[arg(long, value_name = "ID")]
    theme: Option<String>,
    /// One JSON object per entry
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    settings: SettingArguments<Words>,
}

/// Runs `newsvane lexicon`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    match &arguments.action {
        Action::Lint(arguments) => lint(arguments),
        Action::List(list) => write_list(list),
        Action::Test(settings) => test(settings),
        Action::Gaps(arguments) => gaps::run(arguments),
        Action::Fmt(arguments) => format_files(arguments),
        Action::Classes => {
            write!(anstream::stdout().lock(), "{}", lexicon::reference())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn format_files(arguments: &FmtArguments) -> Result<ExitCode, Failure> {
    let unread =
        |source| LexiconError::Read { path: arguments.path.clone(), what: "the lexicon", source };
    let files = toml_files(&arguments.path).map_err(unread)?;
    let mut out = anstream::stdout().lock();
    let mut changed = 0;
    for path in &files {
        let text = std::fs::read_to_string(path).map_err(unread)?;
        let canonical = lexicon::canonical_layout(&path.to_string_lossy(), &text)?;
        if canonical == text {
            continue;
        }
        changed += 1;
        if arguments.check {
            let same = text.lines().zip(canonical.lines()).take_while(|(own, new)| own == new);
            let (path, line) = (path.display(), same.count() + 1);
            writeln!(
                out,
                "{path}:{line}: not in canonical layout; run newsvane lexicon fmt {path}"
            )?;
        } else {
            std::fs::write(path, canonical)
                .map_err(|e| Failure::io(format!("{}: cannot write: {e}", path.display())))?;
            writeln!(out, "{}", path.display())?;
        }
    }
    let done = if arguments.check { "to change" } else { "changed" };
    writeln!(out, "{} files, {changed} {done}", files.len())?;
    Ok(if arguments.check && changed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The lexicon files at or below a path, by name.
fn toml_files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    for item in std::fs::read_dir(path)? {
        let inner = item?.path();
        if inner.is_dir() {
            found.extend(toml_files(&inner)?);
        } else if inner.extension().is_some_and(|ending| ending == "toml") {
            found.push(inner);
        }
    }
    found.sort();
    Ok(found)
}

fn lint(arguments: &LintArguments) -> Result<ExitCode, Failure> {
    let compiled = match &arguments.settings.read()?.lexicons {
        Some(folder) => Lexicon::with_folder(folder),
        None => Lexicon::compile_built_in(),
    };
    let lexicon = match compiled {
        Ok(lexicon) => lexicon,
        Err(error @ LexiconError::Read { .. }) => return Err(error.into()),
        Err(error) => {
            anstream::println!("{error}");
            return Ok(ExitCode::FAILURE);
        }
    };
    let mut out = anstream::stdout().lock();
    let findings = lexicon.lint();
    for finding in &findings {
        writeln!(out, "{}", warning(finding))?;
    }
    let (entries, themes, families) =
        (lexicon.entries.len(), lexicon.themes.len(), lexicon.boilerplate.families.len());
    let warnings = findings.len();
    writeln!(
        out,
        "{entries} entries, {themes} themes, {families} boilerplate families: no errors, \
         {warnings} warnings"
    )?;
    Ok(if arguments.strict && warnings > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// `themes/ai.toml: duplicate: "chip" ...; take one out`
fn warning(finding: &Finding<'_>) -> String {
    let entry = finding.entry;
    let other = finding
        .other
        .map_or_else(String::new, |o| format!("`{}` ({}) of {}", o.term, o.class.name(), o.file));
    let own = format!("`{}` ({})", entry.term, entry.class.name());
    let what = match finding.oddity {
        Oddity::Duplicate => format!("{own} does the same as {other}; take one out"),
        Oddity::Contradiction => format!("{own} does the opposite of {other}; decide for one"),
        Oddity::IdleMask => {
            format!("{own} hides nothing: no term of its layer begins inside it; take it out")
        }
    };
    format!("{}: warning: {}: {what}", entry.file, finding.oddity.as_str())
}

fn write_list(arguments: &ListArguments) -> Result<ExitCode, Failure> {
    let pipeline = arguments.settings.read()?.pipeline()?;
    let lexicon = pipeline.lexicon();
    let theme = match &arguments.theme {
        None => None,
        Some(id) => Some(lexicon.theme_id(id).ok_or_else(|| {
            let known = lexicon.themes.iter().map(|t| t.id.as_str());
            Failure::usage(format!("--theme {id}: no such theme{}", did_you_mean(id, known)))
        })?),
    };
    let word = arguments.word.as_deref().map(words);
    let mut out = anstream::stdout().lock();
    let mut last: Option<&Entry> = None;
    for (form, entry) in lexicon.forms() {
        let is_wanted = word.as_ref().is_none_or(|w| words(form).contains(w.as_str()))
            && theme.is_none_or(|t| entry.theme == Some(t));
        // the forms of an entry follow one another
        if !is_wanted || last.is_some_and(|l| std::ptr::eq(l, entry)) {
            continue;
        }
        last = Some(entry);
        let shown = describe(lexicon, form, entry);
        if arguments.json {
            writeln!(out, "{shown}")?;
        } else {
            writeln!(out, "{}", line(&shown, entry))?;
        }
    }
    if last.is_none() {
        let word =
            arguments.word.as_deref().map_or_else(String::new, |word| format!(" matches {word}"));
        let theme = arguments
            .theme
            .as_deref()
            .map_or_else(String::new, |theme| format!(" of the theme {theme}"));
        anstream::eprintln!(
            "newsvane: no entry{theme}{word}; a word of your own is a line in a file of --lexicons \
             (docs/lexicons.md)"
        );
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// An entry as one line of text.
fn line(shown: &Value, entry: &Entry) -> String {
    let word = |key: &str| shown[key].as_str().unwrap_or("-").to_owned();
    let (layer, class, term) = (word("layer"), word("class"), word("term"));
    let (value, unit, theme, file) = (word("value"), word("unit"), word("theme"), word("file"));
    let weight = entry.weight;
    let features: Vec<String> =
        entry.features.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let features = if features.is_empty() { "-".to_owned() } else { features.join(" ") };
    format!(
        "{term:<28} {layer:<9} {class:<14} weight {weight:<4} value {value:<8} unit {unit:<12} \
         {features:<30} theme {theme:<16} {file}"
    )
}

/// Lower-case words, one blank before and after each, so that `contains` finds whole words only.
fn words(text: &str) -> String {
    let inner: Vec<String> =
        text.split([' ', '-', '\t']).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    format!(" {} ", inner.join(" "))
}

fn describe(lexicon: &Lexicon, form: &str, entry: &Entry) -> Value {
    let features: Map<String, Value> =
        entry.features.iter().map(|(key, value)| (key.to_owned(), value.into())).collect();
    json!({
        "term": entry.term,
        "form": form,
        "layer": entry.class.layer().name(),
        "class": entry.class.name(),
        "weight": entry.weight,
        "value": entry.value.map(|v| v.to_string()),
        "unit": entry.unit,
        "features": features,
        "theme": entry.theme.map(|t| lexicon.theme(t).id.as_str()),
        "file": entry.file,
    })
}

fn test(settings: &SettingArguments<Words>) -> Result<ExitCode, Failure> {
    let (passed, failures) = run_examples(&settings.read()?.pipeline()?);
    let mut out = anstream::stdout().lock();
    for failure in &failures {
        writeln!(out, "{failure}")?;
    }
    writeln!(out, "{passed} passed, {} failed", failures.len())?;
    Ok(if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How many examples of the files hold, and what the others did.
fn run_examples(pipeline: &Pipeline) -> (usize, Vec<String>) {
    let lexicon = pipeline.lexicon();
    let mut all = 0;
    let mut failures = Vec::new();
    for theme in &lexicon.themes {
        let matches = theme.matches.iter().map(|example| (true, example));
        for (is_assigned, (line, sentence)) in
            matches.chain(theme.ignores.iter().map(|example| (false, example)))
        {
            all += 1;
            let analysis = pipeline.analyze(&Article::from_text("example", sentence.as_str()));
            let cues = cues_of(lexicon, &analysis, &theme.id);
            if cues.is_some() != is_assigned {
                let expected =
                    if is_assigned { "expected the theme" } else { "expected no such theme" };
                let got = cues.map_or_else(
                    || "no cue fired".to_owned(),
                    |cues| format!("fired: {}", cues.join(", ")),
                );
                failures.push(format!(
                    "{}:{line}: {}: {expected}, {got}: {sentence}",
                    theme.file, theme.id
                ));
            }
        }
    }
    for construction in &lexicon.constructions {
        let matches = construction.matches.iter().map(|example| (true, example));
        let ignores = construction.ignores.iter().map(|example| (false, example));
        for (is_bound, (line, written)) in matches.chain(ignores) {
            all += 1;
            if let Some(wrong) = wrong_subject(pipeline, written, is_bound) {
                let (file, id) = (&construction.file, &construction.id);
                failures.push(format!("{file}:{line}: {id}: {wrong}: {written}"));
            }
        }
    }
    for family in &lexicon.boilerplate.families {
        let matches = family.matches.iter().map(|line| (true, line));
        for (is_caught, line) in matches.chain(family.ignores.iter().map(|line| (false, line))) {
            all += 1;
            if lexicon.boilerplate.families_of(line).any(|f| f.name == family.name) != is_caught {
                let expected = if is_caught {
                    "expected the family to catch"
                } else {
                    "expected the family to leave"
                };
                failures.push(format!("boilerplate.toml: {}: {expected}: {line}", family.name));
            }
        }
    }
    (all - failures.len(), failures)
}

/// What is wrong with the subject of the claim in an example of a construction.
fn wrong_subject(pipeline: &Pipeline, written: &str, is_bound: bool) -> Option<String> {
    let example = Example::of(written)?;
    let analysis = pipeline.analyze(&Article::from_text("example", example.text.as_str()));
    let text = &analysis.document.text;
    let claim = analysis.claims.iter().find(|c| c.span.of(text) == example.number);
    let Some(claim) = claim else {
        return Some(format!("expected a claim of {}, found none", example.number));
    };
    let subject = claim.subject.as_deref().unwrap_or_default();
    ((subject == example.words) != is_bound).then(|| {
        let expected = if is_bound { "expected" } else { "expected another subject than" };
        format!("{expected} `{}`, found `{subject}`", example.words)
    })
}

/// The words that made a sentence bear the theme; `None` where none does.
fn cues_of(lexicon: &Lexicon, analysis: &Analysis, theme: &str) -> Option<Vec<String>> {
    let mut own =
        analysis.mentions.iter().filter(|m| lexicon.theme(m.theme).id == theme).peekable();
    own.peek()?;
    Some(
        own.flat_map(|m| &m.cues)
            .map(|cue| format!("{:?}", cue.of(&analysis.document.text)))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_only() {
        assert!(words("interest-rate cut").contains(&words("Rate")));
        assert!(!words("prose").contains(&words("rose")));
    }

    #[test]
    fn built_in_examples_hold() {
        let pipeline = Pipeline::builder().build().expect("built-in lexicons");
        let (passed, failures) = run_examples(&pipeline);
        assert!(
            failures.is_empty(),
            "{passed} passed, {} failed\n{}",
            failures.len(),
            failures.join("\n")
        );
    }
}
