//! What a run says when it is done: themes per day, what became of the input, where the tables are.

use std::{collections::BTreeMap, io::Write as _};

use anstyle::{AnsiColor, Style};
use indicatif::HumanCount;
use jiff::civil::Date;
use newsvane::{IndexSummary, RunSummary, Scorings, lexicon::Lexicon, model::ThemeDay};

use crate::failure::Failure;

/// Days that fit beside one another.
const MOST_DAYS: usize = 12;
/// Themes that are listed.
const MOST_THEMES: usize = 16;

/// Prints the summary to standard output.
pub(crate) fn print(summary: &RunSummary, lexicon: &Lexicon) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    if summary.was_finished {
        writeln!(
            out,
            "Nothing to do: {} holds the tables of this very run (same input, settings, lexicons and version).",
            summary.out.display()
        )?;
        writeln!(out, "Start over with --fresh.")?;
        return Ok(());
    }
    if let Some(change) = summary.started_over {
        writeln!(out, "Started over: {change}.")?;
    }
    if summary.resumed > 0 {
        writeln!(out, "Went on where an earlier run had stopped, after {} records.", HumanCount(summary.resumed))?;
    }
    if summary.reused > 0 {
        writeln!(out, "Took over {} records of inputs that have not changed since an earlier run.", HumanCount(summary.reused))?;
    }
    let themes: Vec<String> = lexicon.themes.iter().map(|t| t.id.clone()).collect();
    print_days(&mut out, &summary.theme_days, &themes)?;
    print_counts(&mut out, summary)?;
    if summary.scored.scored > 0 {
        let Scorings { scored, agreeing, truncated } = summary.scored;
        let share = 100.0 * agreeing as f64 / scored as f64;
        writeln!(
            out,
            "The scorer read {} sentences ({truncated} cut short); {share:.0} % have the label of the rules",
            HumanCount(scored)
        )?;
    }
    writeln!(out, "\nTables in {}:", summary.out.display())?;
    let names: Vec<String> = summary.files.iter().filter_map(|f| f.file_name()).map(|f| f.to_string_lossy().into_owned()).collect();
    writeln!(out, "  {}", names.join("  "))?;
    Ok(())
}

/// Prints what `newsvane index` made.
pub(crate) fn print_index(summary: &IndexSummary, out_folder: &std::path::Path) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    print_days(&mut out, &summary.theme_days, &summary.themes)?;
    writeln!(out, "\n{} articles, {} of them copies; tables in {}", summary.articles, summary.copies, out_folder.display())?;
    Ok(())
}

/// A grid of themes by day: sentiment in hundredths, with the number of stories.
fn print_days(out: &mut impl std::io::Write, cells: &[ThemeDay], themes: &[String]) -> Result<(), Failure> {
    let mut days: Vec<Date> = cells.iter().filter_map(|c| c.day).collect();
    days.sort_unstable();
    days.dedup();
    let hidden_days = days.len().saturating_sub(MOST_DAYS);
    days.drain(..hidden_days);
    let mut by_theme: BTreeMap<&str, Vec<&ThemeDay>> = BTreeMap::new();
    for cell in cells {
        by_theme.entry(themes.get(usize::from(cell.theme.0)).map_or("", String::as_str)).or_default().push(cell);
    }
    let stories = |cells: &[&ThemeDay]| cells.iter().map(|c| c.stories).sum::<u32>();
    let mut shown: Vec<(&str, u32)> = by_theme.iter().map(|(id, cells)| (*id, stories(cells))).collect();
    shown.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let hidden_themes = shown.len().saturating_sub(MOST_THEMES);
    shown.truncate(MOST_THEMES);
    shown.sort_unstable();
    if shown.is_empty() {
        writeln!(out, "No article bears a theme.")?;
        return Ok(());
    }
    let bold = Style::new().bold();
    writeln!(out, "{bold}Sentiment by theme and day{bold:#}, -100 to +100, mean over stories (small: number of stories; · no news)\n")?;
    write!(out, "{:<20}", "")?;
    for day in &days {
        write!(out, "{:>9}", day.strftime("%b %d").to_string())?;
    }
    writeln!(out, "{:>10}", "undated")?;
    for (id, _) in shown {
        let depth = id.matches('.').count();
        let name = if depth > 0 && by_theme.contains_key(id.split('.').next().unwrap_or("")) { format!("  {id}") } else { id.to_owned() };
        write!(out, "{name:<20}")?;
        for day in days.iter().map(|d| Some(*d)).chain([None]) {
            let cell = by_theme[id].iter().find(|c| c.day == day);
            write_cell(out, cell.copied(), if day.is_some() { 9 } else { 10 })?;
        }
        writeln!(out)?;
    }
    let more = [(hidden_themes, "themes"), (hidden_days, "earlier days")];
    let more: Vec<String> = more.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} more {what}")).collect();
    if !more.is_empty() {
        writeln!(out, "{} in theme_days.", more.join(" and "))?;
    }
    Ok(())
}

fn write_cell(out: &mut impl std::io::Write, cell: Option<&ThemeDay>, width: usize) -> Result<(), Failure> {
    let Some((cell, value)) = cell.and_then(|c| c.sentiment.map(|s| (c, s))) else {
        write!(out, "{:>width$}", "·")?;
        return Ok(());
    };
    let colour = match value {
        v if v > 0.05 => AnsiColor::Green,
        v if v < -0.05 => AnsiColor::Red,
        _ => AnsiColor::White,
    };
    let style = Style::new().fg_color(Some(colour.into()));
    let dim = Style::new().dimmed();
    let number = format!("{:+.0}", value * 100.0);
    let count = format!("/{}", cell.stories);
    let pad = width.saturating_sub(number.len() + count.len());
    write!(out, "{:pad$}{style}{number}{style:#}{dim}{count}{dim:#}", "")?;
    Ok(())
}

fn print_counts(out: &mut impl std::io::Write, summary: &RunSummary) -> Result<(), Failure> {
    let counts = summary.counts;
    writeln!(
        out,
        "\n{} seen = {} analysed + {} duplicates + {} rejected + {} skipped; of the analysed {} undated, {} copies",
        counts.seen, counts.analysed, counts.duplicates, counts.rejects, counts.skipped, counts.undated, counts.copies
    )?;
    if !summary.reasons.is_empty() {
        let reasons: Vec<String> = summary.reasons.iter().map(|(reason, n)| format!("{} {n}", reason.as_str())).collect();
        writeln!(out, "Rejects and problems by reason: {}", reasons.join(", "))?;
        for (locator, reason, detail) in &summary.first_rejects {
            writeln!(out, "  {locator}: {}: {detail}", reason.as_str())?;
        }
        let listed = summary.first_rejects.len() as u64;
        let all: u64 = summary.reasons.iter().map(|(_, n)| n).sum();
        if all > listed {
            writeln!(out, "  ... and {} more in the rejects table", all - listed)?;
        }
    }
    Ok(())
}
