//! Article to document: which lines are story, which are page boilerplate, when it was published, who
//! published it.
//!
//! Boilerplate is told by position (before the headline, after the story's end), by cues
//! (`lexicons/boilerplate.toml`) and by repetition. What is taken out stays in
//! [`Document::removed`] with its reason; the text itself is never changed.

mod blocks;
mod dateline;
mod head;
mod learned;
mod line;
mod page;
mod published;
mod release;
mod source;
mod sponsor;
mod stamp;
mod tail;

use crate::{
    lexicon::Lexicon,
    model::{
        Article, Block, BlockKind, DateEvidence, DateOrigin, Document, Removed, Section, Span,
    },
};
use page::Page;

/// Bytes of a story in which it dates itself.
const PRESENT_WINDOW: usize = 8_000;

/// Lines below the head in which a dateline may be.
const OPENING: usize = 8;

/// Cleans one article.
#[must_use]
pub fn clean(article: &Article, lexicon: &Lexicon) -> Document {
    let separate = article.title.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let (text, body_start) = with_title(&article.text, separate);
    let mut page = Page::new(&text, body_start, &lexicon.boilerplate);
    page.source = source::from_copyright(&page);
    let head = head::read(&mut page, separate);
    let title = separate
        .map(|t| Span::from_usize(0, t.len()))
        .or_else(|| page.title.map(|n| page.lines[n].span));
    tail::read(&mut page, head.end, title.map(|t| t.of(&text)));
    let source = article.source.as_deref().or_else(|| page.source.map(|s| s.of(&text)));
    learned::read(&mut page, &lexicon.learned, source);
    page.remove_continuations();
    keep_something(&mut page, separate.is_some());

    let mut story = blocks::build(&page, &head.kickers);
    if separate.is_some() {
        let span = Span::from_usize(0, body_start.saturating_sub(2));
        story
            .blocks
            .insert(0, Block { span, kind: BlockKind::Headline, section: Section::Headline });
    }
    let mut removed: Vec<Removed> = page
        .lines
        .iter()
        .zip(&page.reasons)
        .filter_map(|(line, reason)| {
            reason.map(|r| Removed { span: line.span, reason: r.to_owned() })
        })
        .chain(std::mem::take(&mut story.trailers))
        .collect();
    removed.sort_by_key(|r| r.span);
    let truncated = removed.iter().any(|r| r.reason == "truncation")
        || breaks_off(&text, &article.text, &story.blocks);
    let found = evidence(&page, head.end, &story, body_start);
    let recorded = article.source.as_deref().map(source::canonical);
    let source = recorded
        .as_deref()
        .or_else(|| page.source.map(|s| s.of(&text)))
        .or_else(|| source::from_syndication(end_of(&text)))
        .or_else(|| story.agency.map(|s| s.of(&text)))
        .map(str::to_owned);
    Document {
        body_start: body_start as u32,
        title,
        source,
        removed,
        published: published::decide(&article.dates, &found, &published::Known::of(article)),
        truncated,
        blocks: story.blocks,
        text,
    }
}

/// The title, where it is separate, and the text as one, and where the text begins in it.
fn with_title(text: &str, title: Option<&str>) -> (String, usize) {
    match title {
        Some(title) => (format!("{title}\n\n{text}"), title.len() + 2),
        None => (text.to_owned(), 0),
    }
}

/// The last bytes of the text, in which it says who syndicates it.
fn end_of(text: &str) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(2_000))..]
}

/// A page of nothing but boilerplate keeps its lines: better too much than no story.
fn keep_something(page: &mut Page<'_>, has_title: bool) {
    let has_body = (0..page.len()).any(|n| page.is_story(n) && page.title != Some(n));
    if has_body || has_title && page.len() == 0 {
        return;
    }
    if let Some(title) = page.title.take() {
        page.reasons[title] = None;
    } else {
        page.reasons.fill(None);
    }
}

/// What the text says of its time of publication, best first.
fn evidence(
    page: &Page<'_>,
    head_end: usize,
    story: &blocks::Story,
    body_start: usize,
) -> Vec<DateEvidence> {
    let mut found = Vec::new();
    for index in 0..page.len().min(head_end + 1) {
        if !page.is_story(index) {
            found.extend(stamp::stamps_of(page.words(index)));
        }
    }
    if let Some(span) = story.dateline {
        found.extend(stamp::stamps_of(span.of(page.text)));
    }
    // the dateline may be below sub-headlines
    let opening = (0..page.len()).take(head_end + OPENING).map(|n| page.words(n));
    found.extend(
        opening
            .filter_map(dateline::dateline_day)
            .take(1)
            .map(|day| DateEvidence { origin: DateOrigin::Byline, surface: day.to_owned() }),
    );
    // "Published 5 March 2026" below the story
    for index in head_end..page.len() {
        let words = page.words(index);
        if !page.is_story(index)
            && index + 12 >= page.len()
            && stamp::stamp_in_line(words).is_some()
        {
            found.extend(stamp::stamps_of(words));
        }
    }
    found.sort_by_key(|e| e.origin == DateOrigin::Byline && is_update(page, &e.surface));
    let window = &page.text[body_start..page.text.floor_char_boundary(body_start + PRESENT_WINDOW)];
    found.extend(stamp::present_day(window));
    found
}

/// Whether the text calls a stamp the time of an update.
fn is_update(page: &Page<'_>, surface: &str) -> bool {
    let head = &page.text[..page.text.floor_char_boundary(4_000)];
    head.find(surface).is_some_and(|at| {
        let before = &head[head.floor_char_boundary(at.saturating_sub(24))..at];
        let lower = before.to_ascii_lowercase();
        lower.rfind("updat").is_some_and(|n| !lower[n..].contains("publish"))
    })
}

/// Lengths at which fields of databases and answers of services end.
const FIELD_LENGTHS: [usize; 26] = [
    200, 250, 255, 256, 260, 300, 400, 500, 512, 600, 800, 1_000, 1_024, 1_500, 2_000, 2_048,
    2_500, 3_000, 4_000, 4_096, 5_000, 8_000, 8_192, 10_000, 32_767, 65_535,
];

/// Whether the story ends in dots, or in the middle of a sentence at a length that fields are cut
/// to.
fn breaks_off(text: &str, source_text: &str, blocks: &[Block]) -> bool {
    let Some(last) = blocks.last().map(|b| b.span.of(text)).filter(|words| words.len() > 80) else {
        return false;
    };
    let is_cut_to_length = || {
        let is_length = |n: usize| FIELD_LENGTHS.binary_search(&n).is_ok();
        source_text.ends_with(char::is_alphanumeric)
            && last.ends_with(char::is_alphanumeric)
            && last.contains(". ")
            && (is_length(source_text.len()) || is_length(source_text.chars().count()))
    };
    last.ends_with('…') || last.ends_with("...") || is_cut_to_length()
}

#[cfg(test)]
mod tests;
