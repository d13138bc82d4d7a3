//! `newsvane explain`: one article in the terminal, and why it scored as it did.

mod paint;

use std::{io::Write as _, ops::ControlFlow, process::ExitCode};

use anstyle::{AnsiColor, Style};
use clap::Args;
use newsvane::{
    Pipeline,
    lexicon::Lexicon,
    load::{Options, expand, read},
    model::{Analysis, Article, Direction, Label, Mention, Removed, Sentence, TraceStep},
};

use crate::{annotate, args::LexiconArguments, failure::Failure};
use paint::{Paint, wrap};

const EXAMPLES: &str = "\
Examples:
  newsvane explain article.txt
  newsvane explain archive.jsonl --record reuters-17
  newsvane explain article.txt --theme macro.rates | less -R
  newsvane explain article.txt --json";

/// What `newsvane explain` is told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// A file with the article
    #[arg(value_name = "FILE")]
    file: String,
    /// Which record of a file with several: its id, or its number from 1 on [default: the first]
    #[arg(long, value_name = "ID|N")]
    record: Option<String>,
    /// Show only this theme and those below it
    #[arg(long, value_name = "ID")]
    theme: Option<String>,
    /// The same as JSON, with the trace of every score
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    lexicons: LexiconArguments,
}

/// Runs `newsvane explain`.
pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let pipeline = arguments.lexicons.pipeline()?;
    if let Some(theme) = &arguments.theme
        && pipeline.lexicon().theme_id(theme).is_none()
    {
        let known: Vec<&str> = pipeline.lexicon().themes.iter().map(|t| t.id.as_str()).collect();
        return Err(Failure::usage(format!("--theme {theme}: no such theme; expected one of {}", known.join(", "))));
    }
    let article = find(&arguments.file, arguments.record.as_deref())?;
    let analysis = pipeline.analyze(&article);
    if arguments.json {
        let mut object = annotate::annotate(&pipeline, &article, false);
        object["scores"] = scores(&analysis, pipeline.lexicon());
        writeln!(anstream::stdout().lock(), "{object:#}")?;
    } else {
        Page { article: &article, analysis: &analysis, pipeline: &pipeline, theme: arguments.theme.as_deref() }.print()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The record that is asked for.
fn find(file: &str, record: Option<&str>) -> Result<Article, Failure> {
    let mut found = None;
    let mut problem = None;
    let mut number = 0_usize;
    for source in expand(&[file.to_owned()])?.sources {
        read(&source, &Options::default(), &mut |item| {
            number += 1;
            match item {
                Ok(article) => {
                    let is_it = record.is_none_or(|r| article.record_id.as_deref() == Some(r) || r.parse() == Ok(number));
                    if is_it && found.is_none() {
                        found = Some(article);
                    }
                }
                Err(reject) if problem.is_none() => {
                    problem = Some(format!("{}: {}: {}", reject.locator, reject.reason.as_str(), reject.detail));
                }
                Err(_) => {}
            }
            if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    }
    found.ok_or_else(|| match (record, problem) {
        (Some(record), _) => Failure::usage(format!("{file}: no record `{record}` among {number}; expected an id or a number from 1 on")),
        (None, Some(problem)) => Failure::io(problem),
        (None, None) => Failure::io(format!("{file}: holds no article")),
    })
}

/// Every theme score with its trace.
fn scores(analysis: &Analysis, lexicon: &Lexicon) -> serde_json::Value {
    let text = &analysis.document.text;
    let step = |s: &TraceStep| serde_json::json!({"words": s.span.of(text), "rule": s.rule, "value": s.value, "note": s.note(text)});
    let mention = |m: &Mention| {
        serde_json::json!({
            "sentence": analysis.sentences.get(m.sentence as usize).map(|s| s.span.of(text)),
            "theme": lexicon.theme(m.theme).id,
            "cues": m.cues.iter().map(|c| c.of(text)).collect::<Vec<_>>(),
            "value": m.score.value,
            "label": m.score.label.as_str(),
            "modality": m.modality.as_str(),
            "trace": m.score.trace.iter().map(step).collect::<Vec<_>>(),
        })
    };
    analysis.mentions.iter().map(mention).collect()
}

/// One article as a page.
struct Page<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    pipeline: &'a Pipeline,
    theme: Option<&'a str>,
}

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

impl Page<'_> {
    fn print(&self) -> Result<(), Failure> {
        let mut out = anstream::stdout().lock();
        self.print_head(&mut out)?;
        self.print_story(&mut out)?;
        self.print_claims(&mut out)?;
        self.print_quotes(&mut out)?;
        Ok(())
    }

    fn id(&self, mention: &Mention) -> &str {
        &self.pipeline.lexicon().theme(mention.theme).id
    }

    fn is_shown(&self, id: &str) -> bool {
        self.theme.is_none_or(|theme| id == theme || id.strip_prefix(theme).is_some_and(|rest| rest.starts_with('.')))
    }

    fn print_head(&self, out: &mut impl std::io::Write) -> Result<(), Failure> {
        let document = &self.analysis.document;
        let title = document.title.map_or("(no headline)", |t| t.of(&document.text));
        writeln!(out, "{BOLD}{title}{BOLD:#}")?;
        let source = document.source.as_deref().unwrap_or("source unknown");
        let day = document.published.day().map_or_else(|| "undated".to_owned(), |d| d.to_string());
        let evidence = document.published.evidence.as_deref().map(|e| format!(" from “{e}”")).unwrap_or_default();
        writeln!(out, "{DIM}{} · {source} · {day}{evidence} · {} words{DIM:#}", self.article.locator, self.analysis.words)?;
        for theme in self.analysis.themes.iter().filter(|t| t.is_borne) {
            let id = &self.pipeline.lexicon().theme(theme.theme).id;
            if self.is_shown(id) {
                let style = style_of(theme.label);
                let (plus, zero, minus) = (theme.positive, theme.neutral, theme.negative);
                let word = if theme.sentences == 1 { "sentence" } else { "sentences" };
                writeln!(
                    out,
                    "  {id:<20}{style}{:+.2}{style:#}  {DIM}{} {word}: {plus} favourable, {zero} neither, {minus} unfavourable{DIM:#}",
                    theme.sentiment, theme.sentences
                )?;
            }
        }
        let (good, bad) = (style_of(Label::Positive), style_of(Label::Negative));
        let claim = Style::new().underline();
        writeln!(
            out,
            "{DIM}legend:{DIM:#} {good}favourable{good:#} {bad}unfavourable{bad:#} {claim}claim{claim:#} {DIM}left out [reason]{DIM:#}\n"
        )?;
        Ok(())
    }

    fn print_story(&self, out: &mut impl std::io::Write) -> Result<(), Failure> {
        let document = &self.analysis.document;
        let mut removed = document.removed.iter().peekable();
        let mut block = None;
        for (index, sentence) in self.analysis.sentences.iter().enumerate() {
            if block.is_some_and(|b| b != sentence.block) {
                writeln!(out)?;
            }
            block = Some(sentence.block);
            while removed.peek().is_some_and(|r| r.span.byte_start < sentence.span.byte_start) {
                self.print_removed(out, removed.next())?;
            }
            self.print_sentence(out, index, sentence)?;
        }
        for left in removed {
            self.print_removed(out, Some(left))?;
        }
        Ok(())
    }

    fn print_removed(&self, out: &mut impl std::io::Write, removed: Option<&Removed>) -> Result<(), Failure> {
        if let Some(removed) = removed {
            let words = removed.span.of(&self.analysis.document.text);
            let short: String = words.chars().take(90).collect();
            let more = if short.len() < words.len() { "…" } else { "" };
            writeln!(out, "{DIM}  {short}{more} [{}]{DIM:#}", removed.reason)?;
        }
        Ok(())
    }

    fn print_sentence(&self, out: &mut impl std::io::Write, index: usize, sentence: &Sentence) -> Result<(), Failure> {
        let mentions: Vec<&Mention> =
            self.analysis.mentions.iter().filter(|m| m.sentence as usize == index && self.is_shown(self.id(m))).collect();
        let mut paint = Paint::new(&self.analysis.document.text, sentence.span);
        for claim in self.analysis.claims.iter().filter(|c| c.sentence as usize == index) {
            paint.add(claim.span, Style::new().underline());
        }
        for step in mentions.iter().flat_map(|m| &m.score.trace) {
            paint.add(step.span, style_of(Label::of(step.value, 0.0)));
        }
        writeln!(out, "{}", wrap(&paint.finish(), "  "))?;
        for mention in mentions {
            self.print_why(out, mention)?;
        }
        Ok(())
    }

    /// `    ai.chips +0.60  rose: up × demand (good when up) +0.60`
    fn print_why(&self, out: &mut impl std::io::Write, mention: &Mention) -> Result<(), Failure> {
        let text = &self.analysis.document.text;
        let style = style_of(mention.score.label);
        let part = |step: &TraceStep| {
            let note = step.note(text);
            let note = if note.is_empty() { note } else { format!(" ({note})") };
            format!("“{}” {}{note} {:+.2}", step.span.of(text), step.rule.replace('_', " "), step.value)
        };
        let parts: Vec<String> = mention.score.trace.iter().map(part).collect();
        let why = if parts.is_empty() { "nothing in it has a sign".to_owned() } else { parts.join("  ") };
        let modality = if mention.modality == newsvane::model::Modality::Conditional { ", halved: conditional" } else { "" };
        writeln!(
            out,
            "      {style}{} {} {:+.2}{style:#} {DIM}{why}{modality}{DIM:#}",
            self.id(mention),
            mention.score.label.sign(),
            mention.score.value
        )?;
        Ok(())
    }

    fn print_claims(&self, out: &mut impl std::io::Write) -> Result<(), Failure> {
        if self.analysis.claims.is_empty() {
            return Ok(());
        }
        let text = &self.analysis.document.text;
        writeln!(out, "\n{BOLD}Claims{BOLD:#}")?;
        writeln!(
            out,
            "{DIM}  {:<22}{:>16} {:<14}{:<10}{:<9}{:<10}of what, when, who says so{DIM:#}",
            "words", "value", "unit", "kind", "way", "modality"
        )?;
        for claim in &self.analysis.claims {
            let value = claim
                .value_hi
                .map_or_else(|| claim.value.normalize().to_string(), |hi| format!("{}..{}", claim.value.normalize(), hi.normalize()));
            let period = claim.period.map(|p| p.of(text));
            let about = [claim.subject.as_deref(), claim.metric.as_deref(), period, claim.speaker.as_deref()];
            let about: Vec<&str> = about.into_iter().flatten().collect();
            let undefined = if claim.undefined { "  (the text never says what it measures)" } else { "" };
            let way = claim.direction.map_or("", Direction::as_str);
            let words = claim.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(
                out,
                "  {words:<22}{value:>16} {:<14}{:<10}{way:<9}{:<10}{}{undefined}",
                claim.unit,
                claim.kind.as_str(),
                claim.modality.as_str(),
                about.join(" · ")
            )?;
        }
        Ok(())
    }

    fn print_quotes(&self, out: &mut impl std::io::Write) -> Result<(), Failure> {
        if self.analysis.quotes.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{BOLD}Quotes{BOLD:#}")?;
        for quote in &self.analysis.quotes {
            let who = [quote.speaker.as_deref(), quote.role.as_deref(), quote.org.as_deref()];
            let who: Vec<&str> = who.into_iter().flatten().collect();
            let who = if who.is_empty() { "somebody".to_owned() } else { who.join(", ") };
            let words = quote.span.of(&self.analysis.document.text).split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "{}", wrap(&format!("{BOLD}{who}{BOLD:#}: {words}"), "  "))?;
        }
        Ok(())
    }
}

fn style_of(label: Label) -> Style {
    match label {
        Label::Positive => Style::new().fg_color(Some(AnsiColor::Green.into())),
        Label::Neutral => Style::new().fg_color(Some(AnsiColor::Cyan.into())),
        Label::Negative => Style::new().fg_color(Some(AnsiColor::Red.into())),
    }
}
