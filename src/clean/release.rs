//! What stands below every release of a company: who it is, what its statements are not to be taken
//! for, whom to call.

use super::{
    line::{is_contact, is_heading_like, is_number_table, word_count},
    page::Page,
};

/// Families of different sections that together leave no doubt of what a text is.
const ENOUGH_KINDS: usize = 2;
/// Words of a line that may stand between two lines of contacts.
const MAX_NAME: usize = 8;

/// Takes out the sections of a release below line `start`: heading and paragraphs, up to a heading
/// of the story's own. Other texts may well have a heading "About the deal".
pub(super) fn remove_sections(page: &mut Page<'_>, start: usize) {
    let is_release = is_release(page, start);
    let mut index = start;
    while index < page.len() {
        let section = page.hints[index].section.filter(|_| !page.continues(index));
        match section.filter(|_| is_release || introduces_itself(page, index)) {
            Some(reason) => index = remove_section(page, index, reason),
            None => index += 1,
        }
    }
}

/// Whether the text is a release: it says so, gives notice of what its statements are, or has
/// several of the sections that releases have.
fn is_release(page: &Page<'_>, start: usize) -> bool {
    let mut kinds: Vec<&str> = Vec::new();
    for index in 0..page.len() {
        let hints = page.hints[index];
        if hints.is_notice || hints.is_release || hints.tail_start == Some(END_MARK) {
            return true;
        }
        if let Some(kind) = hints.section.filter(|k| index > start && !kinds.contains(k)) {
            kinds.push(kind);
        }
    }
    kinds.len() >= ENOUGH_KINDS
}

/// Whether the paragraph below "About Falk Foods" begins with the words Falk Foods, in the second
/// half of the page.
fn introduces_itself(page: &Page<'_>, index: usize) -> bool {
    let name = page.words(index).split_once(' ').map_or("", |(_, name)| name);
    let first = name.trim_start_matches("the ").split_whitespace().next().unwrap_or_default();
    let below = page.words(index + 1).trim_start_matches("The ");
    first.len() > 2
        && first.starts_with(char::is_uppercase)
        && below.len() > page.words(index).len()
        && below.starts_with(first)
        && index * 2 > page.len()
}

/// Takes out the section that line `first` heads; returns the line that it ends before.
fn remove_section<'a>(page: &mut Page<'a>, first: usize, reason: &'a str) -> usize {
    page.remove(first, reason);
    let mut index = first + 1;
    while index < page.len() && page.hints[index].section.is_none() && belongs(page, index, reason)
    {
        page.remove(index, reason);
        index += 1;
    }
    index
}

/// Whether a line is part of the section above it.
fn belongs(page: &Page<'_>, index: usize, reason: &str) -> bool {
    let words = page.words(index);
    if page.continues(index) || page.hints[index].anywhere.is_some() || is_contact(words) {
        return true;
    }
    let is_capitals = || word_count(words) >= 3 && !words.chars().any(char::is_lowercase);
    if reason == CONTACTS {
        return word_count(words) <= MAX_NAME && !is_capitals();
    }
    !is_number_table(words) && (page.is_item(index) || !is_heading_like(words))
}

/// The family of marks that end a release.
const END_MARK: &str = "end_mark";
/// The family of headings below which names and addresses stand, which look like headings
/// themselves.
const CONTACTS: &str = "contacts";
