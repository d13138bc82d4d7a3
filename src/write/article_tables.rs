//! One analysis to the rows of the tables that hold articles, mentions, claims, quotes and removed
//! spans.

use std::borrow::Cow;

use jiff::civil::Date;

use super::cells::Cells;
use crate::{
    lexicon::Lexicon,
    model::{
        Analysis, Article, CharMap, Direction, Document, Label, ModelTone, Precision, Published,
        Span, ThemeId,
    },
};

/// One analysed article with what its rows need.
#[derive(Debug)]
pub struct ArticleContext<'a> {
    article: &'a Article,
    analysis: &'a Analysis,
    lexicon: &'a Lexicon,
    chars: CharMap<'a>,
    body_start_char: u32,
    /// Who speaks in each sentence.
    speakers: Vec<Option<&'a str>>,
    /// What a model of the user's says of each; empty without one.
    model: &'a [Option<ModelTone>],
}

/// Bytes from which a sentence stands in `claims` as the words around the claim only: one with many
/// figures would stand there as often as it has some.
const LONG_SENTENCE: u32 = 1_000;
/// Bytes of such a sentence on either side of the claim.
const AROUND_CLAIM: u32 = 250;

impl<'a> ArticleContext<'a> {
    /// Reads the text once for its character offsets.
    #[must_use]
    pub fn new(article: &'a Article, analysis: &'a Analysis, lexicon: &'a Lexicon) -> Self {
        let chars = CharMap::new(&analysis.document.text);
        let body_start_char = chars.char_at(analysis.document.body_start);
        let mut speakers = vec![None; analysis.sentences.len()];
        // the first quote that covers a sentence is its own
        for quote in analysis.quotes.iter().rev() {
            let last = (quote.sentence_end as usize).min(speakers.len());
            let speaker = quote.speaker.as_deref().or(quote.org.as_deref());
            speakers[(quote.sentence as usize).min(last)..last].fill(speaker);
        }
        Self { article, analysis, lexicon, chars, body_start_char, speakers, model: &[] }
    }

    /// The same with what a model of the user's says of each sentence.
    #[must_use]
    pub const fn with_model(mut self, tones: &'a [Option<ModelTone>]) -> Self {
        self.model = tones;
        self
    }

    /// The sentence of a claim, or of a long one the words around the claim between dots.
    fn sentence_around(&self, claim: Span, sentence: Span) -> Cow<'a, str> {
        if sentence.len() <= LONG_SENTENCE {
            return self.text(sentence).into();
        }
        let text = &self.document().text;
        let from = claim.byte_start.saturating_sub(AROUND_CLAIM).max(sentence.byte_start) as usize;
        let to = (claim.byte_end + AROUND_CLAIM).min(sentence.byte_end) as usize;
        let (from, to) = (text.ceil_char_boundary(from), text.floor_char_boundary(to));
        let mark = |is_cut| if is_cut { "…" } else { "" };
        let words = text.get(from..to).unwrap_or_default();
        format!(
            "{}{words}{}",
            mark(from > sentence.byte_start as usize),
            mark(to < sentence.byte_end as usize)
        )
        .into()
    }

    fn document(&self) -> &'a Document {
        &self.analysis.document
    }

    fn text(&self, span: Span) -> &'a str {
        span.of(&self.document().text)
    }

    /// `in`, `char_start`, `char_end`: a separate title has offsets of its own.
    fn place(&self, span: Span, cells: &mut impl Cells) {
        let in_title = self.document().in_title(span);
        let base = if in_title { 0 } else { self.body_start_char };
        cells.code(Some(if in_title { "title" } else { "text" }));
        cells.int(Some(i64::from(self.chars.char_at(span.byte_start) - base)));
        cells.int(Some(i64::from(self.chars.char_at(span.byte_end).saturating_sub(base))));
    }

    fn theme_list(&self, themes: impl Iterator<Item = ThemeId>) -> String {
        themes.map(|t| self.lexicon.theme(t).id.as_str()).collect::<Vec<_>>().join("; ")
    }
}

/// Where the columns begin that [`article_row`] leaves out.
pub const STORY_COLUMNS: usize = 16;

/// The row of `articles`, without the columns of its story, which are known only when all articles
/// are. `day` is the day on which the article counts.
pub fn article_row(context: &ArticleContext<'_>, day: Option<Date>, cells: &mut impl Cells) {
    let (article, analysis) = (context.article, context.analysis);
    let document = context.document();
    cells.code(Some(&analysis.article_id));
    cells.text(Some(&article.locator));
    cells.text(document.source.as_deref());
    cells.text(article.url.as_deref());
    cells.text(document.title.map(|t| context.text(t)));
    cells.code(published_text(&document.published).as_deref());
    cells.text(article.first_seen.as_deref());
    cells.bool(Some(document.truncated));
    cells.code(Some(document.published.precision.as_str()));
    cells.text(document.published.evidence.as_deref());
    cells.date(day);
    cells.code(analysis.language.as_deref());
    cells.int(Some(i64::from(analysis.words)));
    cells.float(Some(boilerplate_share(document)));
    cells.float(analysis.sentiment);
    cells.text(Some(
        &context.theme_list(analysis.themes.iter().filter(|t| t.is_assigned).map(|t| t.theme)),
    ));
}

/// The rows of `mentions`; `end_row` is called after each.
pub fn mention_rows<C: Cells>(
    context: &ArticleContext<'_>,
    cells: &mut C,
    end_row: impl Fn(&mut C),
) {
    let analysis = context.analysis;
    for mention in &analysis.mentions {
        let index = mention.sentence as usize;
        let Some(sentence) = analysis.sentences.get(index) else { continue };
        let cues: Vec<&str> = mention.cues.iter().map(|c| context.text(*c)).collect();
        cells.code(Some(&analysis.article_id));
        context.place(sentence.span, cells);
        cells.code(Some(sentence.section.as_str()));
        cells.code(Some(&context.lexicon.theme(mention.theme).id));
        cells.text(Some(&cues.join("; ")));
        cells.float(Some(mention.score.value));
        cells.code(Some(mention.score.label.as_str()));
        cells.code(Some(mention.modality.as_str()));
        cells.text(context.speakers.get(index).copied().flatten());
        cells.text(Some(context.text(sentence.span)));
        let model = context.model.get(index).copied().flatten();
        cells.float(model.map(|tone| tone.value));
        cells.code(model.map(|tone| tone.label.as_str()));
        cells.bool(model.map(|tone| tone.label == mention.score.label));
        end_row(cells);
    }
}

/// The rows of `claims`; `end_row` is called after each.
pub fn claim_rows<C: Cells>(context: &ArticleContext<'_>, cells: &mut C, end_row: impl Fn(&mut C)) {
    let analysis = context.analysis;
    for (number, claim) in analysis.claims.iter().enumerate() {
        cells.code(Some(&analysis.article_id));
        cells.code(Some(&format!("{}-{number}", analysis.article_id)));
        context.place(claim.span, cells);
        cells.text(Some(context.text(claim.span)));
        cells.decimal(Some(claim.value));
        cells.decimal(claim.value_hi);
        cells.code(Some(&claim.unit));
        cells.text(claim.of.as_deref());
        cells.code(Some(claim.qualifier.as_str()));
        cells.code(claim.direction.map(Direction::as_str));
        cells.code(Some(claim.kind.as_str()));
        cells.text(claim.subject.as_deref());
        cells.code(claim.subject_id.as_deref());
        cells.text(claim.metric.as_deref());
        cells.text(claim.period.map(|p| context.text(p)));
        cells.date(claim.period_start);
        cells.date(claim.period_end);
        cells.date(claim.as_of);
        cells.code(Some(claim.modality.as_str()));
        cells.text(claim.speaker.as_deref());
        cells.code(Some(&context.theme_list(claim.themes.iter().copied())));
        cells.code(claim.sentiment.map(Label::as_str));
        cells.decimal(claim.prior_value);
        cells.decimal(claim.change_derived);
        cells.bool(Some(claim.undefined));
        cells.int(Some(i64::from(claim.repeats)));
        cells.code(Some(&claim.rule));
        let sentence = analysis
            .sentences
            .get(claim.sentence as usize)
            .map(|s| context.sentence_around(claim.span, s.span));
        cells.text(sentence.as_deref());
        end_row(cells);
    }
}

/// The rows of `quotes`; `end_row` is called after each.
pub fn quote_rows<C: Cells>(context: &ArticleContext<'_>, cells: &mut C, end_row: impl Fn(&mut C)) {
    let analysis = context.analysis;
    for quote in &analysis.quotes {
        let first = quote.sentence as usize;
        let last = (quote.sentence_end as usize).clamp(first, analysis.tones.len());
        let tones = analysis.tones.get(first..last).unwrap_or_default();
        let sentiment = (!tones.is_empty())
            .then(|| tones.iter().map(|t| t.value).sum::<f64>() / tones.len() as f64);
        // mentions stand in the order of their sentences
        let place = |sentence: usize| {
            analysis.mentions.partition_point(|m| (m.sentence as usize) < sentence)
        };
        let mut themes: Vec<ThemeId> =
            analysis.mentions[place(first)..place(last)].iter().map(|m| m.theme).collect();
        themes.sort_unstable();
        themes.dedup();
        cells.code(Some(&analysis.article_id));
        context.place(quote.span, cells);
        cells.text(quote.speaker.as_deref());
        cells.text(quote.org.as_deref());
        cells.text(quote.role.as_deref());
        cells.bool(Some(quote.direct));
        cells.float(sentiment);
        cells.code(Some(&context.theme_list(themes.into_iter())));
        cells.text(Some(context.text(quote.span)));
        end_row(cells);
    }
}

/// The rows of `removed`; `end_row` is called after each.
pub fn removed_rows<C: Cells>(
    context: &ArticleContext<'_>,
    cells: &mut C,
    end_row: impl Fn(&mut C),
) {
    for removed in &context.document().removed {
        cells.code(Some(&context.analysis.article_id));
        context.place(removed.span, cells);
        cells.code(Some(&removed.reason));
        cells.text(Some(context.text(removed.span)));
        end_row(cells);
    }
}

/// The rows of `article_themes`; `end_row` is called after each.
pub fn article_theme_rows<C: Cells>(
    context: &ArticleContext<'_>,
    cells: &mut C,
    end_row: impl Fn(&mut C),
) {
    for theme in context.analysis.themes.iter().filter(|t| t.is_assigned) {
        cells.code(Some(&context.analysis.article_id));
        cells.code(Some(&context.lexicon.theme(theme.theme).id));
        cells.float(Some(theme.sentiment));
        cells.int(Some(i64::from(theme.hits)));
        cells.float(Some(theme.density));
        for count in [theme.positive, theme.neutral, theme.negative] {
            cells.int(Some(i64::from(count)));
        }
        for sum in [
            theme.sums.headline_weight,
            theme.sums.headline_score,
            theme.sums.body_weight,
            theme.sums.body_score,
        ] {
            cells.float(Some(sum));
        }
        end_row(cells);
    }
}

/// The row of `sketches`.
pub fn sketch_row(context: &ArticleContext<'_>, sketch: &str, cells: &mut impl Cells) {
    let document = context.document();
    cells.code(Some(&context.analysis.article_id));
    cells.text(document.source.as_deref());
    cells.code(published_text(&document.published).as_deref());
    cells.code(Some(document.published.precision.as_str()));
    cells.code(Some(&format!("{:016x}", context.analysis.content_hash)));
    cells.int(Some(i64::from(context.analysis.words)));
    cells.code(Some(sketch));
    cells.text(context.article.first_seen.as_deref());
}

/// RFC 3339 in the source's own offset, YYYY-MM-DD, or the coarser date that is known.
fn published_text(published: &Published) -> Option<String> {
    let date = published.date?;
    Some(match (published.precision, published.instant) {
        (Precision::None, _) => return None,
        (Precision::Year, _) => date.strftime("%Y").to_string(),
        (Precision::Month, _) => date.strftime("%Y-%m").to_string(),
        (Precision::Instant, Some(instant)) => match published.offset {
            Some(offset) => instant.display_with_offset(offset).to_string(),
            None => instant.to_string(),
        },
        _ => date.to_string(),
    })
}

/// Share of the non-blank text that cleaning took out.
fn boilerplate_share(document: &Document) -> f64 {
    let removed: u32 = document.removed.iter().map(|r| r.span.len()).sum();
    let kept: u32 = document.blocks.iter().map(|b| b.span.len()).sum();
    if removed + kept == 0 { 0.0 } else { f64::from(removed) / f64::from(removed + kept) }
}
