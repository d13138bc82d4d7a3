//! What comes after the story, and boilerplate between its paragraphs.

use super::{
    line::{
        ends_sentence, is_blank_of_words, is_contact, is_name_like, is_number_table,
        is_run_together, is_running, speaks_to_reader, word_count,
    },
    page::Page,
    release, sponsor,
};
use crate::lang::normalised;

/// Lines without a pattern that may be between two lines of boilerplate after the story.
const MAX_GAP: usize = 3;

/// Takes out boilerplate from line `start` on.
pub(super) fn read(page: &mut Page<'_>, start: usize, title: Option<&str>) {
    let title = title.map(|t| (t.len(), normalised(t))).filter(|(_, t)| t.len() > 12);
    for index in start..page.len() {
        let words = page.words(index);
        let is_repeat = title
            .as_ref()
            .is_some_and(|(len, t)| words.len().abs_diff(*len) <= 12 && normalised(words) == *t);
        if let Some(reason) = page.hints[index].anywhere {
            page.remove(index, reason);
        } else if is_blank_of_words(words) {
            page.remove(index, "punctuation");
        } else if is_number_table(words) {
            page.remove(index, "number_table");
        } else if is_repeat {
            page.remove(index, "repeat");
        } else if index * 2 > page.len() && !page.is_item(index) && is_run_together(words) {
            page.remove(index, "tags");
        }
    }
    sponsor::remove(page, start);
    release::remove_sections(page, start);
    remove_labels(page, start);
    remove_from_marks(page, start);
    remove_suffix(page, start);
}

/// Lines of running text, one below the other, that are the story again: what other stories are
/// told by has a title above each.
const STORY_RUN: usize = 2;

/// Takes out lines such as "Read next" and, where the story does not go on below them, all that
/// follows.
fn remove_labels(page: &mut Page<'_>, start: usize) {
    for index in start..page.len() {
        let Some(reason) = page.hints[index].label else { continue };
        page.remove(index, reason);
        let items = (index + 1..page.len()).take_while(|n| page.is_item(*n)).count();
        let end = if goes_on(page, index + 1) || has_references(page, index + 1) {
            index + 1
        } else if items > 0 && is_prose(page, index + 1 + items) {
            // a box of links ends with its list
            index + 1 + items
        } else {
            page.len()
        };
        for below in index + 1..end {
            page.remove(below, reason);
        }
    }
}

/// Headings of what papers and encyclopaedias refer to: what else they point to is their own.
const REFERENCES: [&str; 4] = ["references", "footnotes", "citations", "bibliography"];

/// Whether the text ends with what it refers to.
fn has_references(page: &Page<'_>, from: usize) -> bool {
    (from..page.len()).any(|n| {
        let words = page.words(n);
        words.len() < 24 && REFERENCES.iter().any(|name| words.eq_ignore_ascii_case(name))
    })
}

/// Whether line `index` begins a paragraph of running text.
fn is_prose(page: &Page<'_>, index: usize) -> bool {
    page.is_story(index)
        && page.hints[index].tail.is_none()
        && is_running(page.paragraph(index, page.paragraph_end(index)))
        && !page.is_item(index)
}

/// Whether lines from `from` on are story: running text comes first, or several lines of it follow
/// one another.
fn goes_on(page: &Page<'_>, from: usize) -> bool {
    let mut run = 0;
    for index in (from..page.len()).filter(|n| page.is_story(*n) && !page.continues(*n)) {
        if !is_prose(page, index) {
            run = 0;
            continue;
        }
        run += 1;
        if run == STORY_RUN || index == from {
            return true;
        }
    }
    false
}

/// From a line that begins the boilerplate on ("Related Articles"), everything, where it is in
/// the second half of the page.
fn remove_from_marks(page: &mut Page<'_>, start: usize) {
    let (Some(first), Some(last)) = (page.lines.get(start), page.lines.last()) else { return };
    let middle = u32::midpoint(first.span.byte_start, last.span.byte_end);
    let found = (start..page.len()).find(|n| {
        page.hints[*n].tail_start.is_some()
            && (page.lines[*n].span.byte_start >= middle || *n + 4 >= page.len())
    });
    let Some(from) = found else {
        for index in start..page.len() {
            if let Some(reason) = page.hints[index].tail_start.filter(|_| index > start) {
                page.remove(index, reason);
            }
        }
        return;
    };
    let reason = page.hints[from].tail_start.unwrap_or("promotion");
    for index in from..page.len() {
        page.remove(index, reason);
    }
}

/// The lines at the end of a page that are boilerplate, or short and between boilerplate.
fn remove_suffix(page: &mut Page<'_>, start: usize) {
    let mut first = page.len();
    let mut gap = 0;
    let mut index = page.len();
    while index > start {
        index -= 1;
        let is_boilerplate = !page.is_story(index)
            || page.hints[index].tail.is_some()
            || is_contact(page.words(index));
        if is_boilerplate {
            first = index;
            gap = 0;
        } else if gap < MAX_GAP && is_weak(page, index) {
            gap += 1;
        } else {
            break;
        }
    }
    // the name or role above a biography
    let begins_with_author = first < page.len() && page.hints[first].tail.is_some();
    let is_name = first > start + 1
        && begins_with_author
        && page.is_story(first - 1)
        && word_count(page.words(first - 1)) <= 4
        && !page.is_item(first - 1);
    if is_name && is_name_like(page.words(first - 1)) {
        first -= 1;
    }
    for index in first..page.len() {
        let reason = page.hints[index].tail.unwrap_or("after_story");
        page.remove(index, reason);
    }
}

/// Whether a line without a pattern can be boilerplate: short, no item of a list, no figures, no
/// sentence of a story.
fn is_weak(page: &Page<'_>, index: usize) -> bool {
    let words = page.words(index);
    let is_wrapped = page.continues(index) || page.continues(index + 1);
    if is_wrapped
        || page.is_item(index)
        || words.len() > 130
        || words.contains(['%', '$', '€', '£', '"', '“'])
    {
        return false;
    }
    let count = word_count(words);
    speaks_to_reader(words) || count <= 7 || (count <= 14 && !ends_sentence(words))
}
