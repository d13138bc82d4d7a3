//! A page in the making: its lines, what the patterns say of them, and which are taken out.

use super::line::{self, Line};
use crate::{
    lexicon::{Boilerplate, Family, Place},
    model::Span,
};

/// Lines up to this length are furniture wherever a pattern finds its words in them.
const MAX_WIDGET: usize = 200;
/// Lines up to this length are furniture if they begin as a pattern does.
const MAX_LINE: usize = 400;
/// How long the last lines of a page may be to be furniture by any pattern.
const MAX_LAST_LINE: usize = 2_000;
/// Lines that may be the header of an archive's file.
const HEADER_LINES: usize = 8;
/// How many lines count as the last.
const LAST_LINES: usize = 16;

/// What the patterns say of one line: the family by place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hints<'a> {
    pub(super) anywhere: Option<&'a str>,
    pub(super) head: Option<&'a str>,
    pub(super) tail: Option<&'a str>,
    pub(super) tail_start: Option<&'a str>,
}

/// The lines of a page and the verdicts on them.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
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
        let hints = lines
            .iter()
            .enumerate()
            .map(|(n, line)| {
                let len = line.span.len() as usize;
                let words = line.span.of(text);
                if len <= MAX_WIDGET || n >= last && len <= MAX_LAST_LINE {
                    hints_of(boilerplate.families_of(words))
                } else if len <= MAX_LINE {
                    hints_of(boilerplate.families_at_start_of(words))
                } else {
                    Hints::default()
                }
            })
            .collect();
        let reasons = vec![None; lines.len()];
        Self { text, lines, hints, reasons, source: None, title: None }
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

    pub(super) fn remove(&mut self, index: usize, reason: &'a str) {
        if let Some(slot) = self.reasons.get_mut(index) {
            slot.get_or_insert(reason);
        }
    }

    /// Whether a line is an item of a list, a question or an answer.
    pub(super) fn is_item(&self, index: usize) -> bool {
        let words = self.words(index);
        line::bullet_len(words).is_some() || line::question_mark_len(words).is_some()
    }
}

fn hints_of<'a>(families: impl Iterator<Item = &'a Family>) -> Hints<'a> {
    let mut hints = Hints::default();
    for family in families {
        let slot = match family.place {
            Place::Anywhere => &mut hints.anywhere,
            Place::Head => &mut hints.head,
            Place::Tail => &mut hints.tail,
            Place::TailStart => &mut hints.tail_start,
        };
        slot.get_or_insert(family.name.as_str());
    }
    hints
}
