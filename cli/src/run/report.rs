//! What a run says when it is done: the index, what became of the input, where the tables are, what
//! to do next.

use std::{
    io::{self, Write},
    path::Path,
};

use anstyle::Style;
use indicatif::HumanCount;
use newsvane::{IndexSummary, RunSummary, Scorings, lexicon::Lexicon};

use super::{companies, themes};
use crate::{
    Failure,
    terminal::{quoted, width, wrap},
};

const BOLD: Style = Style::new().bold();

/// Prints what a run over `inputs` did to standard output.
pub(crate) fn print(
    summary: &RunSummary,
    lexicon: &Lexicon,
    inputs: &[String],
) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    if summary.was_finished {
        let folder = summary.out.display();
        let told = format!(
            "Nothing to do: {folder} holds the tables of this very run (same input, settings, \
             lexicons and version). Start over with --fresh."
        );
        writeln!(out, "{}", wrap(&told, "", "", width()))?;
        return Ok(print_next(&mut out, summary, inputs)?);
    }
    print_earlier(&mut out, summary)?;
    let themes: Vec<String> = lexicon.themes.iter().map(|t| t.id.clone()).collect();
    if summary.counts.analysed > 0 {
        themes::print(&mut out, &summary.theme_days, &themes, width())?;
        companies::print(&mut out, &summary.entities, width())?;
    }
    print_counts(&mut out, summary)?;
    for warning in &summary.warnings {
        writeln!(out, "{}", wrap(&format!("Note: {warning}"), "", "  ", width()))?;
    }
    if summary.scored.scored > 0 {
        let Scorings { scored, agreeing, truncated } = summary.scored;
        let share = 100.0 * agreeing as f64 / scored as f64;
        writeln!(
            out,
            "The scorer read {} sentences ({truncated} cut short); {share:.0} % have the label of \
             the rules",
            HumanCount(scored)
        )?;
    }
    writeln!(out, "\n{BOLD}Tables{BOLD:#} in {}", summary.out.display())?;
    let names: Vec<String> = summary
        .files
        .iter()
        .filter_map(|f| f.file_name())
        .map(|f| f.to_string_lossy().into_owned())
        .collect();
    writeln!(out, "{}", wrap(&names.join(" "), "  ", "  ", width()))?;
    summary.left_out.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    print_next(&mut out, summary, inputs)?;
    Ok(())
}

/// What came of an earlier run into the same folder.
fn print_earlier(out: &mut impl Write, summary: &RunSummary) -> io::Result<()> {
    if let Some(change) = &summary.started_over {
        writeln!(out, "{}", wrap(&format!("Started over: {change}."), "", "  ", width()))?;
    }
    if let Some(change) = &summary.redone {
        let told = format!("Changed settings: {change}. No article was analysed again for them.");
        writeln!(out, "{}", wrap(&told, "", "  ", width()))?;
    }
    if summary.resumed > 0 {
        writeln!(
            out,
            "Went on where an earlier run had stopped, after {} records.",
            HumanCount(summary.resumed)
        )?;
    }
    if summary.reused > 0 {
        writeln!(
            out,
            "Took over {} records that an earlier run has analysed.",
            HumanCount(summary.reused)
        )?;
    }
    Ok(())
}

/// Prints what `newsvane index` made of the run in `tables`.
pub(crate) fn print_index(
    summary: &IndexSummary,
    left_out: &[String],
    tables: Option<&Path>,
    out_folder: &Path,
) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    themes::print(&mut out, &summary.theme_days, &summary.themes, width())?;
    companies::print(&mut out, &summary.entities, width())?;
    writeln!(
        out,
        "\n{} articles, {} of them copies; tables in {}",
        summary.articles,
        summary.copies,
        out_folder.display()
    )?;
    left_out.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
    let Some(tables) = tables else { return Ok(()) };
    let (run, index) = (shell(tables), shell(out_folder));
    let next = [
        (format!("newsvane diff {run} {index}"), "which cells differ from the run's"),
        (format!("newsvane report {run} --index {index}"), "a workbook and a page of it"),
    ];
    Ok(print_lines(&mut out, &next)?)
}

/// Prints what `merge` made of so many runs.
pub(crate) fn print_merged(summary: &RunSummary, runs: usize) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    print_counts(&mut out, summary)?;
    for warning in &summary.warnings {
        writeln!(out, "{}", wrap(&format!("Note: {warning}"), "", "  ", width()))?;
    }
    writeln!(out, "\n{BOLD}Tables{BOLD:#} of {runs} runs in {}", summary.out.display())?;
    Ok(print_next(&mut out, summary, &[])?)
}

fn print_counts(out: &mut impl Write, summary: &RunSummary) -> io::Result<()> {
    let counts = summary.counts;
    let sum = format!(
        "{} seen = {} analysed + {} duplicates + {} rejected + {} skipped; of the analysed {} \
         undated, {} copies",
        counts.seen,
        counts.analysed,
        counts.duplicates,
        counts.rejects,
        counts.skipped,
        counts.undated,
        counts.copies
    );
    writeln!(out, "\n{}", wrap(&sum, "", "  ", width()))?;
    if summary.reasons.is_empty() {
        return Ok(());
    }
    let reasons: Vec<String> =
        summary.reasons.iter().map(|(reason, n)| format!("{} {n}", reason.as_str())).collect();
    writeln!(
        out,
        "{}",
        wrap(&format!("Rejects and problems by reason: {}", reasons.join(", ")), "", "  ", width())
    )?;
    for (locator, reason, detail) in &summary.first_rejects {
        writeln!(
            out,
            "{}",
            wrap(&format!("{locator}: {}: {detail}", reason.as_str()), "  ", "    ", width())
        )?;
    }
    let listed = summary.first_rejects.len() as u64;
    let all: u64 = summary.reasons.iter().map(|(_, n)| n).sum();
    if all > listed {
        writeln!(out, "  ... and {} more in the rejects table", all - listed)?;
    }
    Ok(())
}

/// What people do with tables: look at them, ask why, prove them. Tables of nothing lead nowhere.
fn print_next(out: &mut impl Write, summary: &RunSummary, inputs: &[String]) -> io::Result<()> {
    if summary.counts.analysed == 0 {
        return Ok(());
    }
    let folder = shell(&summary.out);
    let page = summary
        .files
        .iter()
        .find(|file| file.extension().is_some_and(|extension| extension == "html"));
    let look = match page {
        Some(page) => (shell(page), "open it in a browser"),
        None => (format!("newsvane report {folder}"), "a workbook and a page"),
    };
    let why = inputs.first().filter(|input| *input != "-");
    let why = why.map(|input| {
        (
            format!("newsvane explain {} --record 1", quoted(input)),
            "why an article scored as it did",
        )
    });
    let prove = (format!("newsvane verify {folder}"), "proof: sums agree, nothing looks ahead");
    let next: Vec<(String, &str)> = [Some(look), why, Some(prove)].into_iter().flatten().collect();
    print_lines(out, &next)
}

/// Commands with what they do beside them, where there is room.
fn print_lines(out: &mut impl Write, lines: &[(String, &str)]) -> io::Result<()> {
    writeln!(out, "{BOLD}Next{BOLD:#}")?;
    let widest = lines.iter().map(|(command, _)| command.chars().count()).max().unwrap_or(0);
    let has_room = lines.iter().all(|(_, what)| 2 + widest + 3 + what.chars().count() <= width());
    for (command, what) in lines {
        if has_room {
            writeln!(out, "  {command:<widest$}   {what}")?;
        } else {
            writeln!(out, "  {command}")?;
        }
    }
    Ok(())
}

fn shell(path: &Path) -> String {
    quoted(&path.to_string_lossy())
}
