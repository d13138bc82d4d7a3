//! The figures as a table for people.

use std::io::{Result, Write};

use anstyle::{AnsiColor, Style};
use newsvane::evaluate::{CLAIM_FIELDS, Miss, Verdict};
use serde_json::Value;

const HEAD: Style = Style::new().bold();
const GOOD: Style = AnsiColor::Green.on_default();
const BAD: Style = AnsiColor::Red.on_default().bold();
const DIM: Style = Style::new().dimmed();

/// Precision, recall and F1 of what is found, accuracy of what is answered.
pub(super) fn write_figures(out: &mut impl Write, figures: &Value) -> Result<()> {
    let articles = &figures["articles"];
    let strict = if figures["strict"] == true { ", optional items required" } else { "" };
    writeln!(out, "{articles} articles{strict}\n")?;
    writeln!(
        out,
        "{HEAD}{:<22}{:>10}{:>8}{:>8}{:>9}{:>7}{:>8}{HEAD:#}",
        "found", "precision", "recall", "F1", "right", "false", "missed"
    )?;
    let found = |out: &mut _, name: &str, f: &Value| write_found(out, name, f);
    found(out, "boilerplate characters", &figures["boilerplate_chars"])?;
    for theme in ["ai", "biotech", "macro", "all"] {
        found(out, &format!("theme {theme}"), &figures["themes"][theme])?;
    }
    found(out, "claims", &figures["claims"])?;
    found(out, "quotes", &figures["quotes"])?;
    let has_entities =
        figures["entity_sentences"]["tp"] != 0 || figures["entity_sentences"]["fn"] != 0;
    if has_entities {
        for kind in ["company", "organisation", "person"] {
            found(out, &format!("entity {kind}"), &figures["entities"][kind])?;
        }
        found(out, "company sentences", &figures["entity_sentences"])?;
    }
    write_all_answers(out, figures)?;
    let spurious = &figures["document_themes"]["spurious"];
    if *spurious != 0 {
        writeln!(
            out,
            "{DIM}{spurious} document themes that the gold annotations do not have{DIM:#}"
        )?;
    }
    for (what, n) in figures["warnings"].as_object().into_iter().flatten() {
        writeln!(out, "{BAD}warning{BAD:#} {}: {n}", what.replace('_', " "))?;
    }
    Ok(())
}

/// The table of what is right or wrong: accuracy, right, of.
fn write_all_answers(out: &mut impl Write, figures: &Value) -> Result<()> {
    writeln!(out, "\n{HEAD}{:<22}{:>10}{:>8}{:>8}{HEAD:#}", "answered", "accuracy", "right", "of")?;
    let published = &figures["published"];
    write_answers(out, "publication day", published)?;
    write_answers(out, "  dated", &published["dated"])?;
    write_answers(out, "  undated", &published["undated"])?;
    for theme in ["ai", "biotech", "macro", "all"] {
        if let Some(polarity) = figures["polarity"].get(theme) {
            write_answers(out, &format!("polarity {theme}"), polarity)?;
        }
    }
    write_answers(out, "document themes", &figures["document_themes"])?;
    for field in CLAIM_FIELDS {
        write_answers(out, &format!("claim {field}"), &figures["claim_fields"][field])?;
    }
    let more: &[(&str, &Value)] = &[
        ("claim undefined", &figures["undefined_flag"]),
        ("claim all fields", &figures["claims_whole"]),
        ("claim subject exact", &figures["claim_subject_exact"]),
        ("claim prior value", &figures["claim_prior"]),
        ("quote speaker", &figures["quotes"]["speaker"]),
        ("quote speaker exact", &figures["quotes"]["speaker_exact"]),
        ("quote organisation", &figures["quotes"]["org"]),
        ("company polarity", &figures["entities"]["polarity"]),
        ("person organisation", &figures["entities"]["person_org"]),
        ("sentence polarity", &figures["entity_sentences"]["polarity"]),
    ];
    for (name, answers) in more.iter().filter(|(_, answers)| answers["of"] != 0) {
        write_answers(out, name, answers)?;
    }
    Ok(())
}

fn write_found(out: &mut impl Write, name: &str, figures: &Value) -> Result<()> {
    let [precision, recall, f1] =
        ["precision", "recall", "f1"].map(|f| percent(figures[f].as_f64()));
    let [right, invented, missed] = ["tp", "fp", "fn"].map(|f| figures[f].to_string());
    writeln!(out, "{name:<22}{precision:>10}{recall:>8}{f1:>8}{right:>9}{invented:>7}{missed:>8}")
}

fn write_answers(out: &mut impl Write, name: &str, figures: &Value) -> Result<()> {
    let accuracy = percent(figures["accuracy"].as_f64());
    writeln!(
        out,
        "{name:<22}{accuracy:>10}{:>8}{:>8}",
        figures["correct"].to_string(),
        figures["of"].to_string()
    )
}

fn percent(part: Option<f64>) -> String {
    part.map_or_else(|| "-".to_owned(), |part| format!("{:.1}", 100.0 * part))
}

/// Everything that went wrong: article, what, text, and the two answers.
pub(super) fn write_misses(out: &mut impl Write, misses: &[Miss]) -> Result<()> {
    writeln!(out, "\n{HEAD}misses{HEAD:#}")?;
    for miss in misses {
        write!(out, "{DIM}{}{DIM:#}\t{}\t{}", miss.id, miss.what, miss.text)?;
        for (n, (name, value)) in miss.more.iter().enumerate() {
            write!(out, "{}{name}={value}", if n == 0 { "\t" } else { "  " })?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Each limit with what was reached.
pub(super) fn write_verdicts(out: &mut impl Write, verdicts: &[Verdict]) -> Result<()> {
    if verdicts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEAD}{:<38}{:>9}{:>14}{HEAD:#}", "limit", "reached", "required")?;
    for verdict in verdicts {
        let reached = verdict.reached.map_or_else(|| "-".to_owned(), short);
        let required =
            format!("{} {}", if verdict.is_minimum { ">=" } else { "<=" }, short(verdict.limit));
        let (style, word) = if verdict.passed { (GOOD, "pass") } else { (BAD, "FAIL") };
        writeln!(out, "{:<38}{reached:>9}{required:>14}  {style}{word}{style:#}", verdict.path)?;
    }
    let failed = verdicts.iter().filter(|v| !v.passed).count();
    writeln!(out, "{} passed, {failed} failed", verdicts.len() - failed)
}

/// At most four digits after the point, cut and not rounded, so that 0.84999 never reads as 0.85.
fn short(number: f64) -> String {
    format!("{}", (number * 10_000.0 + 1e-9).floor() / 10_000.0)
}
