//! The explanation for people: the story with its words marked, and under each sentence why it
//! scored as it did.

use std::fmt::Write as _;

use anstyle::Style;
use newsvane::{
    Pipeline,
    model::{
        Analysis, Article, Claim, Direction, Label, Mention, Modality, Removed, Sentence, Span,
        TraceStep,
    },
};

use super::paint::{Highlight, Paint, harmless, style_of};
use crate::terminal::wrap;

const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// Signs of sentences that a theme's line shows.
const MAX_SIGNS: usize = 30;

/// One article as a page.
pub(super) struct Page<'a> {
    pub article: &'a Article,
    pub analysis: &'a Analysis,
    pub pipeline: &'a Pipeline,
    pub is_shown: &'a dyn Fn(&str) -> bool,
    pub width: usize,
    pub is_coloured: bool,
}

impl Page<'_> {
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.push_head(&mut out);
        self.push_story(&mut out);
        self.push_claims(&mut out);
        self.push_quotes(&mut out);
        if self.is_coloured { out } else { anstream::adapter::strip_str(&out).to_string() }
    }

    fn id(&self, mention: &Mention) -> &str {
        &self.pipeline.lexicon().theme(mention.theme).id
    }

    fn push_line(&self, words: &str, first: &str, margin: &str, out: &mut String) {
        out.push_str(&wrap(words, first, margin, self.width));
        out.push('\n');
    }

    fn push_head(&self, out: &mut String) {
        let document = &self.analysis.document;
        let title = document.title.map_or("(no headline)", |t| t.of(&document.text));
        self.push_line(&each_word(title, BOLD), "", "", out);
        let source = document.source.as_deref().unwrap_or("source unknown");
        let day = document.published.day().map_or_else(|| "undated".to_owned(), |d| d.to_string());
        let evidence = document
            .published
            .evidence
            .as_deref()
            .map(|e| format!(" from “{e}”"))
            .unwrap_or_default();
        let facts = format!(
            "{} · {source} · {day}{evidence} · {} words",
            self.article.locator, self.analysis.words
        );
        self.push_line(&each_word(&facts, DIM), "", "", out);
        out.push('\n');
        self.push_themes(out);
        self.push_legend(out);
    }

    /// `  ai.chips   +0.60  ++0   3 sentences`
    fn push_themes(&self, out: &mut String) {
        let id =
            |theme: &newsvane::model::DocumentTheme| &self.pipeline.lexicon().theme(theme.theme).id;
        let assigned = || {
            self.analysis
                .themes
                .iter()
                .filter(|theme| theme.is_assigned && (self.is_shown)(id(theme)))
        };
        let names = assigned().map(|theme| id(theme).len()).max().unwrap_or(0);
        let max_signs = self.width.saturating_sub(names + 26).min(MAX_SIGNS);
        for theme in assigned() {
            let signs: Vec<&Mention> = self
                .analysis
                .mentions
                .iter()
                .filter(|m| m.theme == theme.theme)
                .take(max_signs)
                .collect();
            let signs: String = signs
                .iter()
                .map(|m| painted(m.score.label.sign(), style_of(m.score.label)))
                .collect();
            let value = painted(&format!("{:+.2}", theme.sentiment), style_of(theme.label));
            let count = if theme.sentences == 1 {
                "1 sentence".to_owned()
            } else {
                format!("{} sentences", theme.sentences)
            };
            let _ = writeln!(
                out,
                "  {BOLD}{:<names$}{BOLD:#}  {value}  {DIM}{count}{DIM:#} {signs}",
                id(theme)
            );
        }
        if names == 0 {
            let _ = writeln!(
                out,
                "  bears no theme{}",
                if self.analysis.themes.is_empty() { "" } else { " that was asked for" }
            );
        }
    }

    fn push_legend(&self, out: &mut String) {
        let samples = [
            ("theme", Highlight::Cue),
            ("claim", Highlight::Claim),
            ("favourable", Highlight::Sentiment(Label::Positive)),
            ("unfavourable", Highlight::Sentiment(Label::Negative)),
            ("turns or weighs", Highlight::Shifter),
        ];
        let sample = |(word, mark): (&str, Highlight)| {
            let mut paint = Paint::new(word, Span::from_usize(0, word.len()), self.is_coloured);
            paint.add(Span::from_usize(0, word.len()), mark);
            paint.finish()
        };
        let samples: Vec<String> = samples.map(sample).into();
        let legend =
            format!("{} {DIM}x{DIM:#} {}", samples.join(" "), each_word("left out [why]", DIM));
        out.push('\n');
        self.push_line(&legend, "  ", "  ", out);
        self.push_line(
            &each_word("under a sentence: theme, side, score, and what it rests on", DIM),
            "  ",
            "  ",
            out,
        );
        out.push('\n');
    }

    fn push_story(&self, out: &mut String) {
        let mut removed = self.analysis.document.removed.iter().peekable();
        let mut block = None;
        for (index, sentence) in self.analysis.sentences.iter().enumerate() {
            if block.is_some_and(|b| b != sentence.block) {
                out.push('\n');
            }
            block = Some(sentence.block);
            while let Some(left_out) =
                removed.next_if(|r| r.span.byte_start < sentence.span.byte_start)
            {
                self.push_removed(left_out, out);
            }
            self.push_sentence(index, sentence, out);
        }
        removed.for_each(|left_out| self.push_removed(left_out, out));
    }

    fn push_removed(&self, removed: &Removed, out: &mut String) {
        let words = removed.span.of(&self.analysis.document.text);
        let short: String = words.chars().take(90).collect();
        let more = if short.len() < words.len() { "…" } else { "" };
        self.push_line(
            &each_word(&format!("{short}{more} [{}]", removed.reason), DIM),
            &painted("x ", DIM),
            "    ",
            out,
        );
    }

    fn push_sentence(&self, index: usize, sentence: &Sentence, out: &mut String) {
        let own = self.analysis.mentions.iter().filter(|m| m.sentence as usize == index);
        let mentions: Vec<&Mention> = own.filter(|m| (self.is_shown)(self.id(m))).collect();
        let steps: Vec<&TraceStep> = mentions.iter().flat_map(|m| &m.score.trace).collect();
        let mut paint = Paint::new(&self.analysis.document.text, sentence.span, self.is_coloured);
        for step in &steps {
            paint.add(step.span, Highlight::Sentiment(Label::of(step.value, 0.0)));
        }
        steps
            .iter()
            .flat_map(|step| &step.shifted_by)
            .for_each(|span| paint.add(*span, Highlight::Shifter));
        mentions.iter().flat_map(|m| &m.cues).for_each(|cue| paint.add(*cue, Highlight::Cue));
        self.analysis
            .claims
            .iter()
            .filter(|c| c.sentence as usize == index)
            .for_each(|claim| paint.add(claim.span, Highlight::Claim));
        self.push_line(&paint.finish(), "  ", "  ", out);
        for mention in mentions {
            self.push_why(mention, out);
        }
    }

    /// `ai.chips + +0.60  “rose” direction noun (up × demand, good when up) +0.60`
    fn push_why(&self, mention: &Mention, out: &mut String) {
        let text = &self.analysis.document.text;
        let part = |step: &TraceStep| {
            let note = step.note(text);
            let note = if note.is_empty() { note } else { format!(" ({note})") };
            format!(
                "“{}” {}{note} {:+.2}",
                step.span.of(text),
                step.rule.replace('_', " "),
                step.value
            )
        };
        let parts: Vec<String> = mention.score.trace.iter().map(part).collect();
        let why =
            if parts.is_empty() { "nothing in it has a sign".to_owned() } else { parts.join("; ") };
        let modality = if mention.modality == Modality::Conditional {
            ", weighing less: conditional"
        } else {
            ""
        };
        let side = format!(
            "{} {} {:+.2}",
            self.id(mention),
            mention.score.label.sign(),
            mention.score.value
        );
        let words = format!(
            "{} {}",
            each_word(&side, style_of(mention.score.label)),
            each_word(&format!("{why}{modality}"), DIM)
        );
        self.push_line(&words, "      ", "        ", out);
    }

    fn push_claims(&self, out: &mut String) {
        let lexicon = self.pipeline.lexicon();
        let is_wanted = |claim: &&Claim| {
            claim.themes.is_empty()
                || claim.themes.iter().any(|t| (self.is_shown)(&lexicon.theme(*t).id))
        };
        let claims: Vec<&Claim> = self.analysis.claims.iter().filter(is_wanted).collect();
        if claims.is_empty() {
            return;
        }
        out.push('\n');
        let head = each_word("words: value, kind, of what, when, who says so", DIM);
        self.push_line(&format!("{BOLD}Claims{BOLD:#} {head}"), "", "  ", out);
        for claim in claims {
            self.push_claim(claim, out);
        }
    }

    /// `2.1%: 2.1 percent, level · inflation in food costs · Wednesday`
    fn push_claim(&self, claim: &Claim, out: &mut String) {
        let text = &self.analysis.document.text;
        let value = claim.value.normalize();
        let value = claim
            .value_hi
            .map_or_else(|| value.to_string(), |high| format!("{value} to {}", high.normalize()));
        let kind = [
            Some(claim.kind.as_str()),
            claim.direction.map(Direction::as_str),
            Some(claim.modality.as_str()),
        ];
        let kind: Vec<&str> = kind.into_iter().flatten().collect();
        let about = [
            claim.subject.as_deref(),
            claim.metric.as_deref(),
            claim.period.map(|p| p.of(text)),
            claim.speaker.as_deref(),
        ];
        let about =
            std::iter::once("").chain(about.into_iter().flatten()).collect::<Vec<_>>().join(" · ");
        let undefined =
            if claim.undefined { " · the text never says what it measures" } else { "" };
        let words =
            format!("{value} {}, {}{}{undefined}", claim.unit, kind.join(" "), harmless(&about));
        let surface = each_word(claim.span.of(text), Style::new().underline());
        self.push_line(&format!("{surface}: {words}"), "  ", "      ", out);
    }

    fn push_quotes(&self, out: &mut String) {
        if self.analysis.quotes.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n{BOLD}Quotes{BOLD:#}");
        for quote in &self.analysis.quotes {
            let who = [quote.speaker.as_deref(), quote.role.as_deref(), quote.org.as_deref()];
            let who: Vec<&str> = who.into_iter().flatten().collect();
            let who = if who.is_empty() { "somebody".to_owned() } else { who.join(", ") };
            let words = quote.span.of(&self.analysis.document.text);
            self.push_line(
                &format!("{}: {}", each_word(&who, BOLD), harmless(words)),
                "  ",
                "      ",
                out,
            );
        }
    }
}

fn painted(words: &str, style: Style) -> String {
    format!("{style}{words}{style:#}")
}

/// Every word in a style of its own, so that a line can end after any of them.
fn each_word(words: &str, style: Style) -> String {
    harmless(words)
        .split_whitespace()
        .map(|word| painted(word, style))
        .collect::<Vec<_>>()
        .join(" ")
}
