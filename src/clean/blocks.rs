//! Lines of the story to blocks: paragraphs, headings, bullets, questions and answers, and the
//! section each belongs to.

use super::{
    dateline::{dateline, trailer},
    line::{bullet_len, question_mark_len, word_count},
    page::Page,
};
use crate::{
    lang::normalised,
    model::{Block, BlockKind, Removed, Section, Span},
};

/// The blocks of a page.
pub(super) struct Story {
    pub(super) blocks: Vec<Block>,
    /// Ends of lines that are no story.
    pub(super) trailers: Vec<Removed>,
    /// The agency of the dateline.
    pub(super) agency: Option<Span>,
    /// The words of the dateline.
    pub(super) dateline: Option<Span>,
}

/// Builds the blocks from the lines that are story; `kickers` belong to the headline.
pub(super) fn build(page: &Page<'_>, kickers: &[usize]) -> Story {
    let mut builder = Builder {
        page,
        story: Story { blocks: Vec::new(), trailers: Vec::new(), agency: None, dateline: None },
        section: Section::Body,
        list_section: None,
        has_lead: false,
    };
    let mut index = 0;
    while index < page.len() {
        if !page.is_story(index) {
            index += 1;
            continue;
        }
        let last = page.paragraph_end(index);
        if Some(index) == page.title || kickers.contains(&index) {
            builder.push(page.lines[index].span, BlockKind::Headline, Section::Headline);
        } else {
            builder.paragraph(index, last);
        }
        index = last + 1;
    }
    builder.story
}

struct Builder<'p, 'a> {
    page: &'p Page<'a>,
    story: Story,
    section: Section,
    /// The section of the bullets after "Key takeaways include:".
    list_section: Option<Section>,
    has_lead: bool,
}

impl Builder<'_, '_> {
    fn push(&mut self, span: Span, kind: BlockKind, section: Section) {
        if !span.is_empty() {
            self.story.blocks.push(Block { span, kind, section });
        }
    }

    /// Lines `first..=last` as one block.
    fn paragraph(&mut self, first: usize, last: usize) {
        let text = self.page.text;
        let mut span = self.page.lines[first].span.cover(self.page.lines[last].span);
        self.cut_trailers(&mut span);
        let words = span.of(text);
        if words.is_empty() {
            return;
        }
        if let Some((kind, len)) = question_mark_len(words) {
            self.list_section = None;
            self.section = Section::Faq;
            return self.push(
                Span::new(span.byte_start + len as u32, span.byte_end),
                kind,
                Section::Faq,
            );
        }
        if let Some(len) = bullet_len(words) {
            let section = self.list_section.unwrap_or(self.section);
            return self.push(
                Span::new(span.byte_start + len as u32, span.byte_end),
                BlockKind::Bullet,
                section,
            );
        }
        self.list_section = None;
        if first == last && self.is_heading(first, words) {
            self.section = section_of(words).unwrap_or(Section::Body);
            return self.push(span, BlockKind::Heading, self.section);
        }
        if words.ends_with(':') {
            self.list_section = section_of(words);
        }
        if !self.has_lead {
            self.cut_dateline(&mut span);
        }
        let kind = match self.section {
            Section::Faq if words.ends_with('?') && words.len() < 200 => BlockKind::Question,
            Section::Faq
                if matches!(
                    self.story.blocks.last().map(|b| b.kind),
                    Some(BlockKind::Question)
                ) =>
            {
                BlockKind::Answer
            }
            _ => BlockKind::Paragraph,
        };
        let section = if self.has_lead || self.section != Section::Body {
            self.section
        } else {
            Section::Lead
        };
        self.has_lead |= section == Section::Lead;
        self.push(span, kind, section);
    }

    fn cut_dateline(&mut self, span: &mut Span) {
        let words = span.of(self.page.text);
        let Some(found) = dateline(words) else { return };
        let start = span.byte_start;
        if let Some(agency) = found.agency {
            let at = start + (agency.as_ptr() as usize - words.as_ptr() as usize) as u32;
            self.story.agency = Some(Span::new(at, at + agency.len() as u32));
        }
        self.story.dateline = Some(Span::new(start, start + found.len as u32));
        span.byte_start += found.len as u32;
    }

    /// Takes credits off the end of a block.
    fn cut_trailers(&mut self, span: &mut Span) {
        let text = self.page.text;
        let mut found = Vec::new();
        for _ in 0..4 {
            let Some(trailer) = trailer(span.of(text)) else { break };
            let start = span.byte_start + trailer.start as u32;
            let removed = Span::new(start, span.byte_end).trim(text);
            found.push(Removed { span: removed, reason: trailer.reason.to_owned() });
            *span = Span::new(span.byte_start, start).trim(text);
        }
        self.story.trailers.extend(found.into_iter().rev());
    }

    /// A short line without the end of a sentence, with story after it.
    fn is_heading(&self, index: usize, words: &str) -> bool {
        let has_story_below =
            (index + 1..(index + 4).min(self.page.len())).any(|n| self.page.is_story(n));
        let is_short = words.len() <= 110 && word_count(words) <= 14;
        let ends = words.ends_with(['.', '!', ';', ',', ':', '"', '”', '…']);
        let is_question = words.ends_with('?') && self.section == Section::Faq;
        has_story_below
            && is_short
            && !ends
            && !is_question
            && words.starts_with(|c: char| {
                c.is_uppercase() || c.is_numeric() || matches!(c, '‘' | '“' | '\'' | '"' | '#')
            })
    }
}

/// The section that a heading opens, if it is one that retells the story.
fn section_of(heading: &str) -> Option<Section> {
    let name = normalised(heading.get(..heading.floor_char_boundary(80)).unwrap_or_default());
    let begins = |names: &[&str]| {
        names.iter().any(|n| name == *n || name.starts_with(n) && name.len() <= n.len() + 40)
    };
    let is = |names: &[&str]| names.contains(&name.as_str());
    if begins(&[
        "keytakeaway",
        "takeaways",
        "bottomline",
        "thebottomline",
        "keypoints",
        "themaintakeaways",
        "maintakeaways",
    ]) || is(&[
        "summary",
        "inbrief",
        "ataglance",
        "theshortversion",
        "highlights",
        "keyhighlights",
        "whatyouneedtoknow",
        "tldr",
        "thetakeaway",
        "insummary",
        "quicktake",
        "keyfacts",
        "inshort",
    ]) {
        Some(Section::Takeaways)
    } else if begins(&["faq", "frequentlyaskedquestions"])
        || is(&["questionsandanswers", "qa", "yourquestionsanswered", "commonquestions", "qanda"])
    {
        Some(Section::Faq)
    } else {
        None
    }
}
