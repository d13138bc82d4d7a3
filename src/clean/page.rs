//! A page in the making: its lines, what the patterns say of them, and which are taken out.

use super::line::{self, Line};
use crate::{
    lexicon::{Boilerplate, BoilerplateZone, Family},
    model::Span,
};

/// Lines up to this length are boilerplate wherever a pattern finds its words in them.
const MAX_WIDGET: usize = 200;
/// Lines up to this length are boilerplate if they begin as a pattern does.
const MAX_LINE: usize = 400;
/// How long the last lines of a page may be to be boilerplate by any pattern.
const MAX_LAST_LINE: usize = 2_000;
/// Lines that may be the header of an archive's file.
const HEADER_LINES: usize = 8;
/// How many lines count as the last.
const LAST_LINES: usize = 16;

/// What the patterns say of one line: the family by place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints<'a> {
    pub(super) anywhere: Option<&'a str>,
    pub(super) head: Option<&'a str>,
    pub(super) tail: Option<&'a str>,
    pub(super) tail_start: Option<&'a str>,
    /// Where other stories are pointed to, with the story going on below it as a rule.
    pub(super) label: Option<&'a str>,
    /// A heading of what is below every release of a company.
    pub(super) section: Option<&'a str>,
    /// Whether the paragraph is a legal notice, as its beginning tells.
    pub(super) is_notice: bool,
    /// Whether the paragraph begins as those of press releases do.
    pub(super) is_release: bool,
}

/// The lines of a page and the verdicts on them.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    /// Which lines go on with the paragraph of the line above; empty for texts that are not wrapped
    /// by hand.
    continues: Vec<bool>,
    pub(super) hints: Vec<Hints<'a>>,
    /// The family of lines that are taken out.
    pub(super) reasons: Vec<Option<&'a str>>,
    /// Publisher, as the page names it.
    pub(super) source: Option<Span>,
    /// Index of the line that is the headline.
    pub(super) title: Option<usize>,
}

impl<'a> Page<'a> {
    /// Cuts the text from `start` on into lines and matches the patterns.
    pub(super) fn new(text: &'a str, start: usize, boilerplate: &'a Boilerplate) -> Self {
        let mut lines = line::lines(text, start);
        // some archives write the fields above a story as "-- field"
        for line in lines.iter_mut().take(HEADER_LINES) {
            if let Some(rest) = line.span.of(text).strip_prefix("-- ") {
                line.span.byte_start = line.span.byte_end - rest.trim_start().len() as u32;
            }
        }
        let last = lines.len().saturating_sub(LAST_LINES);
        let continues = continuations(text, &lines);
        let mut hints: Vec<Hints<'a>> = lines
            .iter()
            .enumerate()
            .map(|(n, line)| {
                if continues.get(n) == Some(&true) {
                    Hints::default()
                } else {
                    hints_of_line(boilerplate, line.span.of(text), n >= last)
                }
            })
            .collect();
        // a masthead is no paragraph of several lines
        for (hints, next) in hints.iter_mut().zip(continues.iter().skip(1)) {
            hints.head = hints.head.filter(|_| !next);
        }
        let reasons = vec![None; lines.len()];
        Self { text, lines, continues, hints, reasons, source: None, title: None }
    }

    pub(super) fn words(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |l| l.span.of(self.text))
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(super) fn is_story(&self, index: usize) -> bool {
        self.reasons.get(index).is_some_and(Option::is_none)
    }

    /// Whether a line goes on with the paragraph of the line above, wrapped by hand.
    pub(super) fn continues(&self, index: usize) -> bool {
        self.continues.get(index).copied().unwrap_or(false)
    }

    /// The last line of the paragraph that begins with line `first`.
    pub(super) fn paragraph_end(&self, first: usize) -> usize {
        let mut last = first;
        while self.continues(last + 1) && self.is_story(last + 1) && Some(last) != self.title {
            last += 1;
        }
        last
    }

    /// The words of lines `first..=last`.
    pub(super) fn paragraph(&self, first: usize, last: usize) -> &'a str {
        self.lines[first].span.cover(self.lines[last].span).of(self.text)
    }

    /// Takes out what goes on with lines that are taken out.
    pub(super) fn remove_continuations(&mut self) {
        for index in 1..self.continues.len() {
            if self.continues[index] && self.reasons[index].is_none() {
                self.reasons[index] =
                    self.reasons[index - 1].filter(|_| self.title != Some(index - 1));
            }
        }
    }

    pub(super) fn remove(&mut self, index: usize, reason: &'a str) {
        let is_free = !self.continues(index);
        if let Some(slot) = self.reasons.get_mut(index).filter(|_| is_free) {
            slot.get_or_insert(reason);
        }
    }

    /// Whether a line is an item of a list, a question or an answer.
    pub(super) fn is_item(&self, index: usize) -> bool {
        let words = self.words(index);
        line::bullet_len(words).is_some() || line::question_mark_len(words).is_some()
    }
}

/// What the patterns say of a line. The words of an item of a list, or of a line in brackets, are
/// judged by those patterns alone that hold anywhere.
fn hints_of_line<'a>(boilerplate: &'a Boilerplate, line: &'a str, is_last: bool) -> Hints<'a> {
    let hints = hints_of_words(boilerplate, line, is_last);
    let inner = match line::bullet_len(line) {
        Some(len) => Some(&line[len..]),
        None => line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')),
    };
    match inner {
        Some(inner) if hints == Hints::default() => {
            Hints { anywhere: hints_of_words(boilerplate, inner, is_last).anywhere, ..hints }
        }
        _ => hints,
    }
}

fn hints_of_words<'a>(boilerplate: &'a Boilerplate, words: &'a str, is_last: bool) -> Hints<'a> {
    let len = words.len();
    if len > MAX_LINE && !is_last || len > MAX_LAST_LINE {
        hints_of(boilerplate.families_of_paragraph(words))
    } else if len <= MAX_WIDGET || is_last {
        hints_of(boilerplate.families_of(words))
    } else {
        let notices = boilerplate.families_of_paragraph(words);
        hints_of(notices.chain(boilerplate.families_at_start_of(words)))
    }
}

fn hints_of<'a>(families: impl Iterator<Item = &'a Family>) -> Hints<'a> {
    let mut hints = Hints::default();
    for family in families {
        let slot = match family.zone {
            BoilerplateZone::Anywhere => &mut hints.anywhere,
            BoilerplateZone::Head => &mut hints.head,
            BoilerplateZone::Tail => &mut hints.tail,
            BoilerplateZone::TailStart => &mut hints.tail_start,
            BoilerplateZone::Label => &mut hints.label,
            BoilerplateZone::Section => &mut hints.section,
            BoilerplateZone::Paragraph => {
                hints.is_notice = true;
                &mut hints.anywhere
            }
            BoilerplateZone::Release => {
                hints.is_release = true;
                continue;
            }
        };
        slot.get_or_insert(family.name.as_str());
    }
    hints
}

/// Which lines go on with the line above, in a text whose paragraphs are wrapped by hand: most
/// lines that another follows directly break off in mid-sentence below 100 bytes.
fn continuations(text: &str, lines: &[Line]) -> Vec<bool> {
    let words = |line: &Line| line.span.of(text);
    let is_item = |line: &Line| {
        line::bullet_len(words(line)).is_some() || line::question_mark_len(words(line)).is_some()
    };
    let (mut pairs, mut broken, mut certain, mut long, mut width) =
        (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    for pair in lines.windows(2) {
        let (line, next) = (&pair[0], &pair[1]);
        let len = line.span.len();
        long += u32::from(len > 100);
        if next.after_blank || is_item(next) {
            continue;
        }
        pairs += 1;
        if (45..=100).contains(&len)
            && !line::ends_sentence(words(line))
            && !words(line).ends_with(':')
        {
            broken += 1;
            certain += u32::from(words(next).starts_with(char::is_lowercase));
            width = width.max(len + u32::from(line.indent));
        }
    }
    let is_wrapped = (broken >= 3 || certain >= 1) && broken * 2 >= pairs && long * 10 <= pairs;
    if !is_wrapped {
        return Vec::new();
    }
    let goes_on = |line: &Line, next: &Line| {
        let first_word = words(next).split_whitespace().next().map_or(0, str::len) as u32;
        let is_full = line.span.len() + u32::from(line.indent) + first_word + 8 >= width;
        let is_open = !line::ends_sentence(words(line))
            && words(next).starts_with(|c: char| c.is_lowercase() || c.is_numeric());
        !next.after_blank && !is_item(next) && next.indent < line.indent + 3 && (is_full || is_open)
    };
    std::iter::once(false).chain(lines.windows(2).map(|pair| goes_on(&pair[0], &pair[1]))).collect()
}
